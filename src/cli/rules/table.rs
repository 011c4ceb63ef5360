//! `chabudao rules table`: the review sheet.

use std::io::Write as _;

use clap::{Arg, ArgMatches, Command};

use super::check;
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::review::table;

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("table")
        .about(lang.pick(
            "列成审阅表：每个问题、每条路、每个结果和依据",
            "A sheet to review: every question, way, result and source",
        ))
        .arg(check::directory(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("markdown|csv")
                .value_parser(["markdown", "csv"])
                .default_value("markdown")
                .help(lang.pick(
                    "markdown 用来读和打印，csv 用表格软件打开",
                    "markdown to read and print, csv for spreadsheets",
                )),
        )
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let pack = super::pack(matches, setting)?;
    let sheet = match matches.get_one::<String>("format").map(String::as_str) {
        Some("csv") => table::csv(&pack, setting.lang),
        _ => table::markdown(&pack, setting.lang),
    };
    let mut out = print::out();
    out.write_all(sheet.as_bytes())?;
    out.flush()?;
    Ok(0)
}
