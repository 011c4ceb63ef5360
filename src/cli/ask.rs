//! `chabudao ask`: the walk line by line.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use super::INCOMPLETE;
use super::args::named;
use super::failure::Failure;
use super::interrupt::when_ended;
use super::print;
use super::setting::{GivenArgs, Setting};
use crate::engine::Answers;
use crate::engine::Voice;
use crate::pack::Pack;
use crate::plain::Dialogue;
use crate::plain::wrap::{USUAL, wrap};
use crate::ui;

/// No line a person types is longer.
const MOST_BYTES: u64 = 64 * 1024;

/// 一行一行地问答：读屏软件、老式终端、管道都能用
/// en: The walk line by line: for screen readers, dumb terminals and pipes
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    told: VoiceArgs,
    #[command(flatten)]
    given: GivenArgs,
}

/// `--voice`, for the commands that ask.
#[derive(clap::Args)]
pub(super) struct VoiceArgs {
    /// self 给自己查的人看（不写就是这个），call 给接电话的人念
    /// en: self: somebody reads for themselves (the default); call: staff read aloud on the phone
    #[arg(
        long,
        value_name = "self|call",
        value_parser = named([("self", Voice::Own), ("call", Voice::Call)]),
        hide_possible_values = true,
        default_value = "self",
        hide_default_value = true
    )]
    pub(crate) voice: Voice,
}

/// Whether the walk should go line by line although no command asked for it:
/// `--plain`, a dumb terminal, one that cannot be drawn on, or none at all.
pub(super) fn wanted(plain: bool) -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    plain || dumb || !terminal || !ui::can_draw()
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    begin(&args.given, args.told.voice, setting)
}

/// The walk from its first question on.
pub(super) fn begin(given: &GivenArgs, voice: Voice, setting: &Setting) -> Result<u8, Failure> {
    let pack = setting.load(given)?.pack;
    walk(&pack, Answers::new(), voice, setting)
}

/// Asks from `answers` on until there is nothing more to read.
pub(super) fn walk(
    pack: &Pack,
    answers: Answers,
    voice: Voice,
    setting: &Setting,
) -> Result<u8, Failure> {
    let state = Dialogue::new(pack, setting.today(), setting.lang, voice, answers);
    let mut state = state.asking_again(io::stdin().is_terminal());
    let width = columns();
    let last = Last::default();
    if io::stdin().is_terminal() {
        last.is_said_when_ended();
    }
    print(&state.open(), width)?;
    while !state.left {
        last.is(&state.close(), width);
        let Some(line) = next_line()? else {
            print(&state.close(), width)?;
            break;
        };
        print(&state.step(&line), width)?;
    }
    last.is(&[], width);
    let reached = state.walk().outcome().is_some();
    Ok(if reached { 0 } else { INCOMPLETE })
}

/// What to say where Ctrl-C ends the walk: the code by which it goes on.
#[derive(Clone, Default)]
struct Last(Arc<Mutex<String>>);

impl Last {
    fn is(&self, lines: &[String], width: usize) {
        let lines = lines.iter().flat_map(|line| wrap(line, width));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            lines.fold(String::from("\n"), |text, line| text + &line + "\n");
    }

    /// From now on; where that cannot be caught, it ends as before.
    fn is_said_when_ended(&self) {
        let last = self.clone();
        let said = when_ended(move || {
            let last = last.0.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = print::tell(&last); // nobody may be there
        });
        drop(said);
    }
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
