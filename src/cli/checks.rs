//! `chabudao id -` and `chabudao name -`: the checks as filters. Numbers and
//! names come from standard input only, since arguments are seen by others.

use std::io::{self, BufRead as _, BufReader, StderrLock, StdinLock, StdoutLock};

use super::args::JSON;
use super::failure::Failure;
use super::setting::Setting;
use crate::filter;

/// Bytes read at once.
const BUFFER: usize = 1 << 18;

/// The mark that editors on Windows put before UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// What both take.
#[derive(clap::Args)]
pub(super) struct Args {
    /// 只能是 -（标准输入）；号码和姓名不要写在命令里
    /// en: Only - (standard input); never put numbers or names into a command
    #[arg(value_name = "-", allow_hyphen_values = true)]
    input: Option<String>,
    // Taken, so that the parser does not repeat it.
    #[arg(hide = true, allow_hyphen_values = true)]
    more: Vec<String>,
    #[arg(long, help = JSON)]
    json: bool,
}

/// Refuses anything but standard input, without repeating what was given.
fn only_standard_input(args: &Args) -> Result<(), Failure> {
    match (args.input.as_deref(), args.more.is_empty()) {
        (None | Some("-"), true) => Ok(()),
        _ => Err(Failure::words_of(
            "号码和姓名只从标准输入读，不要写在命令里（别人会看到）；后面只写 -，或加 --json",
            "numbers and names are read from standard input only, since others can see a command; write nothing but -, and --json where it is wanted",
        )),
    }
}

pub(super) fn id(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    only_standard_input(args)?;
    let (lang, today) = (setting.lang, setting.today());
    filtered(|lines, out, err| filter::id::run(lines, out, err, args.json, lang, today))
}

pub(super) fn name(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    only_standard_input(args)?;
    filtered(|lines, out, err| filter::name::run(lines, out, err, args.json, setting.lang))
}

type Lines = BufReader<StdinLock<'static>>;

/// Runs a line filter, which tells whether it understood every line.
pub(super) fn filtered(
    filter: impl FnOnce(Lines, StdoutLock<'static>, StderrLock<'static>) -> io::Result<bool>,
) -> Result<u8, Failure> {
    let mut lines = BufReader::with_capacity(BUFFER, io::stdin().lock());
    // A fault here is met again by the first read.
    if lines.fill_buf().is_ok_and(|head| head.starts_with(MARK)) {
        lines.consume(MARK.len());
    }
    let understood = filter(lines, io::stdout().lock(), io::stderr().lock())?;
    Ok(if understood { 0 } else { 2 })
}
