//! The command line: arguments in, one exit code out. Here alone the clock is
//! asked, files are read and errors are printed.

mod args;
mod ask;
mod calendar;
mod checks;
mod chinese;
mod completions;
mod desk;
mod diagnose;
mod failure;
mod input;
mod man;
mod output;
mod print;
mod resume;
mod rules;
mod screens;
mod setting;
mod triage;
mod workdays;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::ArgMatches;

use crate::lang::Lang;
use failure::Failure;
use screens::Look;
use setting::Setting;

/// Exit code where a fact is still missing.
const INCOMPLETE: u8 = 3;

/// Runs the program with the arguments it was started with.
#[must_use]
pub fn run() -> ExitCode {
    say_only_where_it_panics();
    let words: Vec<_> = std::env::args_os().collect();
    let lang = args::language(&words);
    let code = if words.len() == 1 && !ask::wanted(false) {
        // With nothing to parse no parser is woken: the first frame comes
        // sooner, and its code is never read into memory.
        screens::run(&Look::default(), &Setting::usual(lang))
    } else {
        match args::command(lang).try_get_matches_from(words) {
            Ok(matches) => dispatch(&matches, &Setting::new(&matches, lang)),
            Err(error) => {
                complain(&error, lang);
                return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
            }
        }
    };
    match code {
        Ok(code) => ExitCode::from(code),
        Err(Failure::Pipe) => ExitCode::SUCCESS, // the reader has had enough
        Err(failure) => {
            let _ = print::tell(&failure.words(lang));
            ExitCode::from(failure.code())
        }
    }
}

/// A panic's own words could hold a name somebody typed; ours name a place in
/// the program and nothing else. Of one that is caught nothing is said.
fn say_only_where_it_panics() {
    std::panic::set_hook(Box::new(|info| {
        #[cfg(feature = "xlsx")]
        if crate::triage::guard::is_on() {
            return;
        }
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(
            io::stderr(),
            "chabudao: 程序出错了，请把这一行告诉我们 / the program failed, please tell us this line: {place}"
        );
    }));
}

/// Help goes to standard output, faults to standard error.
fn complain(error: &clap::Error, lang: Lang) {
    let chinese = (lang == Lang::Zh).then(|| chinese::complaint(error));
    let _ = match chinese.flatten() {
        Some(words) => print::tell(&words),
        None if error.use_stderr() => print::tell(&error.render().to_string()),
        None => error.print(),
    };
}

fn dispatch(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("ask", matches)) => ask::run(matches, setting),
        Some(("resume", matches)) => resume::run(matches, setting),
        Some(("diagnose", matches)) => diagnose::run(matches, setting),
        Some(("workdays", matches)) => workdays::run(matches, setting),
        Some(("id", matches)) => checks::id(matches, setting),
        Some(("name", matches)) => checks::name(matches, setting),
        Some(("calendar", matches)) => calendar::run(matches, setting),
        Some(("completions", matches)) => completions::run(matches, setting),
        Some(("man", _)) => man::run(setting),
        Some(("desk", matches)) => desk::run(matches, setting),
        Some(("triage", matches)) => triage::run(matches, setting),
        Some(("rules", matches)) => rules::run(matches, setting),
        None if ask::wanted(matches.get_flag("plain")) => ask::run(matches, setting),
        _ => screens::run(&Look::new(matches), setting),
    }
}
