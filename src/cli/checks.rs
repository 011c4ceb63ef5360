//! `chabudao id -` and `chabudao name -`: the checks as filters. Numbers and
//! names come from standard input only, since arguments are seen by others.

use std::io::{self, BufReader};

use clap::{Arg, ArgMatches, Command};

use super::failure::Failure;
use super::setting::{Setting, today_in_china};
use crate::filter;
use crate::lang::Lang;

/// Bytes read at once.
const BUFFER: usize = 1 << 18;

/// Arguments of `id`.
pub(super) fn id_command(lang: Lang) -> Command {
    Command::new("id")
        .about(lang.pick(
            "核对身份证号码：从标准输入读，一行一个",
            "Check ID numbers from standard input, one a line",
        ))
        .arg(standard_input(lang))
        .arg(super::args::json(lang))
}

/// Arguments of `name`.
pub(super) fn name_command(lang: Lang) -> Command {
    Command::new("name")
        .about(lang.pick(
            "比较姓名：从标准输入读，一行一对，中间是制表符（Tab）",
            "Compare names from standard input, a pair a line, parted by a tab",
        ))
        .arg(standard_input(lang))
        .arg(super::args::json(lang))
}

fn standard_input(lang: Lang) -> Arg {
    Arg::new("input").value_name("-").help(lang.pick(
        "只能是 -（标准输入）；号码和姓名不要写在命令里",
        "Only - (standard input); never put numbers or names into a command",
    ))
}

/// Refuses anything but standard input, without repeating what was given.
fn only_standard_input(matches: &ArgMatches) -> Result<(), Failure> {
    match matches.get_one::<String>("input").map(String::as_str) {
        None | Some("-") => Ok(()),
        Some(_) => Err(Failure::words_of(
            "号码和姓名只从标准输入读，不要写在命令里（别人会看到）；请写 -",
            "numbers and names are read from standard input only, since others can see a command; write -",
        )),
    }
}

pub(super) fn id(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    only_standard_input(matches)?;
    let understood = filter::id::run(
        BufReader::with_capacity(BUFFER, io::stdin().lock()),
        io::stdout().lock(),
        io::stderr().lock(),
        matches.get_flag("json"),
        setting.lang.is_zh(),
        setting.today.unwrap_or_else(today_in_china),
    )?;
    Ok(if understood { 0 } else { 2 })
}

pub(super) fn name(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    only_standard_input(matches)?;
    let understood = filter::name::run(
        BufReader::with_capacity(BUFFER, io::stdin().lock()),
        io::stdout().lock(),
        io::stderr().lock(),
        matches.get_flag("json"),
        setting.lang.is_zh(),
    )?;
    Ok(if understood { 0 } else { 2 })
}
