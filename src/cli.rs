//! The command line: arguments in, one exit code out. Here alone the clock is
//! asked, files are read and errors are printed.
//!
//! A command is a file with a `#[derive(clap::Args)]` struct and the `run` that
//! gets it, a variant of `args::Verb` and a line of [`run`]'s `dispatch`. A
//! family of commands has a `#[derive(clap::Subcommand)]` enum for the struct,
//! as `rules` has. How their help is written in both languages `args` tells.

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
mod interrupt;
mod man;
mod output;
mod print;
mod resume;
mod rules;
mod screens;
mod setting;
mod triage;
mod window;
mod workdays;

use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::engine::Voice;
use crate::lang::Lang;
use args::{CommandLine, Verb};
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
        let usual = Setting::default();
        let desk = desk::options(None, None);
        screens::run(&Look::default(), desk, &Setting { lang, ..usual })
    } else {
        match args::parse(words, lang) {
            Ok(line) => dispatch(&line),
            Err(error) => complain(&error, lang),
        }
    };
    let code = match code {
        Ok(code) => code,
        Err(Failure::Pipe) => 0, // the reader has had enough
        Err(failure) => {
            let _ = print::tell(&failure.words(lang));
            failure.code()
        }
    };
    if !matches!(code, 0 | INCOMPLETE | 128..) {
        window::hold();
    }
    ExitCode::from(code)
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
        if std::thread::current().name() == Some("main") {
            window::hold();
        }
    }));
}

/// Help goes to standard output, faults to standard error.
fn complain(error: &clap::Error, lang: Lang) -> Result<u8, Failure> {
    let chinese = (lang == Lang::Zh).then(|| chinese::complaint(error));
    match chinese.flatten() {
        Some(words) => drop(print::tell(&words)),
        None if error.use_stderr() => drop(print::tell(&error.render().to_string())),
        None => {
            error.print()?;
            io::stdout().flush()?;
        }
    }
    Ok(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn dispatch(line: &CommandLine) -> Result<u8, Failure> {
    let CommandLine {
        setting,
        look,
        verb,
    } = line;
    let on_screens = |verb: &Verb| matches!(verb, Verb::Desk(desk) if desk.is_board());
    if let Some(verb) = verb
        && !(look.given.given.is_empty() || verb.walks() || on_screens(verb))
    {
        return Err(Failure::words_of(
            "--given：这个命令用不着它；去掉它再来一次",
            "--given: this command has no use for it; leave it out",
        ));
    }
    match verb {
        Some(Verb::Ask(args)) => ask::run(args, setting),
        Some(Verb::Resume(args)) => resume::run(args, setting),
        Some(Verb::Diagnose(args)) => diagnose::run(args, setting),
        Some(Verb::Workdays(args)) => workdays::run(args, setting),
        Some(Verb::Id(args)) => checks::id(args, setting),
        Some(Verb::Name(args)) => checks::name(args, setting),
        Some(Verb::Calendar(command)) => calendar::run(command, setting),
        Some(Verb::Desk(args)) => desk::run(args, look, setting),
        Some(Verb::Triage(args)) => triage::run(args, setting),
        Some(Verb::Rules(command)) => rules::run(command, setting),
        Some(Verb::Completions(args)) => completions::run(args, setting),
        Some(Verb::Man(args)) => man::run(args, setting),
        None if ask::wanted(look.plain) => ask::begin(&look.given, Voice::default(), setting),
        None => screens::run(look, desk::options(None, None), setting),
    }
}
