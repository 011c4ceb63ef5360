//! `chabudao ask`: the walk line by line.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

use clap::{Arg, ArgMatches, Command, builder::PossibleValuesParser};

use super::INCOMPLETE;
use super::failure::Failure;
use super::print;
use super::setting::{Setting, today_in_china};
use crate::engine::Answers;
use crate::engine::Voice;
use crate::lang::Lang;
use crate::pack::Pack;
use crate::plain::State;
use crate::plain::wrap::{USUAL, wrap};

/// No line a person types is longer.
const MOST_BYTES: u64 = 64 * 1024;

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("ask")
        .about(lang.pick(
            "一行一行地问答：读屏软件、老式终端、管道都能用",
            "The walk line by line: for screen readers, dumb terminals and pipes",
        ))
        .arg(voice(lang))
        .arg(super::args::given(lang))
}

/// `--voice`, for the commands that ask.
pub(super) fn voice(lang: Lang) -> Arg {
    Arg::new("voice")
        .long("voice")
        .value_name("self|call")
        .value_parser(PossibleValuesParser::new(["self", "call"]))
        .hide_possible_values(true)
        .help(lang.pick(
            "self 给自己查的人看（不写就是这个），call 给接电话的人念",
            "self: somebody reads for themselves (the default); call: staff read aloud on the phone",
        ))
}

/// Whether the walk should go line by line although no command asked for it:
/// `--plain`, a dumb terminal, or none at all.
pub(super) fn wanted(plain: bool) -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    plain || dumb || !terminal
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let pack = setting.load()?.pack;
    walk(&pack, Answers::new(), matches, setting)
}

/// Asks from `answers` on until there is nothing more to read.
pub(super) fn walk(
    pack: &Pack,
    answers: Answers,
    matches: &ArgMatches,
    setting: &Setting,
) -> Result<u8, Failure> {
    let chosen = matches.try_get_one::<String>("voice").ok().flatten();
    let voice = match chosen.map(String::as_str) {
        Some("call") => Voice::Call,
        _ => Voice::Own,
    };
    let today = setting.today.unwrap_or_else(today_in_china);
    let mut state = State::new(pack, today, setting.lang, voice, answers);
    let width = columns();
    print(&state.open(), width)?;
    while !state.has_left() {
        let Some(line) = next_line()? else {
            print(&state.close(), width)?;
            break;
        };
        print(&state.step(&line), width)?;
    }
    let reached = state.walk().outcome().is_some();
    Ok(if reached { 0 } else { INCOMPLETE })
}

/// The width to wrap at: what `COLUMNS` says, else the terminal, else 80.
fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok();
    let told = told.and_then(|columns| columns.parse().ok());
    told.unwrap_or_else(|| {
        if io::stdout().is_terminal() {
            textwrap::termwidth()
        } else {
            USUAL
        }
    })
}

fn print(lines: &[String], width: usize) -> io::Result<()> {
    let mut out = print::out();
    for line in lines.iter().flat_map(|line| wrap(line, width)) {
        writeln!(out, "{line}")?;
    }
    if io::stdin().is_terminal() {
        write!(out, "> ")?;
    }
    out.flush()
}

/// The next line of standard input; nothing at its end. Bytes that are not
/// UTF-8 become question marks: the walk says what it takes and goes on.
fn next_line() -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut stdin = io::stdin().lock();
    stdin
        .by_ref()
        .take(MOST_BYTES)
        .read_until(b'\n', &mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok((!bytes.is_empty()).then_some(text))
}
