//! `chabudao rules schema`: the JSON Schema of rule files.

#[cfg(test)]
mod tests;

use std::io::{self, Write as _};

use clap::{Arg, ArgMatches, Command};

use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::lang::Lang;
use crate::pack::schema::{FileKind, schema};

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("schema")
        .about(lang.pick(
            "规则文件的 JSON Schema，让编辑器提示和检查",
            "The JSON Schema of rule files, for editors to complete and check",
        ))
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .value_parser(FileKind::ALL.map(FileKind::name))
                .help(lang.pick(
                    "只要一种文件的；不写就是全部",
                    "Of one kind of file only; otherwise of all",
                )),
        )
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let name = matches.get_one::<String>("kind");
    let kind = FileKind::ALL
        .into_iter()
        .find(|kind| name.is_some_and(|name| name == kind.name()));
    let mut out = print::out();
    serde_json::to_writer_pretty(&mut out, &schema(kind, setting.lang)).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(0)
}
