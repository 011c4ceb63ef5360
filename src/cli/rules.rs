//! `chabudao rules …`: for people who edit rules. One file a subcommand.

mod check;
mod diff;
mod explain;
mod export;
mod graph;
mod schema;
mod show;
mod table;
mod test;

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::failure::Failure;
use super::setting::{self, Setting};
use crate::lang::Lang;
use crate::pack::{self, Pack};

/// Its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("rules")
        .about(lang.pick("规则包", "Rule packs"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(check::command(lang))
        .subcommand(explain::command(lang))
        .subcommand(test::command(lang))
        .subcommand(graph::command(lang))
        .subcommand(table::command(lang))
        .subcommand(show::command(lang))
        .subcommand(diff::command(lang))
        .subcommand(export::command(lang))
        .subcommand(schema::command(lang))
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, setting),
        Some(("explain", matches)) => explain::run(matches, setting),
        Some(("test", matches)) => test::run(matches, setting),
        Some(("graph", matches)) => graph::run(matches, setting),
        Some(("table", matches)) => table::run(matches, setting),
        Some(("show", matches)) => show::run(matches, setting),
        Some(("diff", matches)) => diff::run(matches, setting),
        Some(("export", matches)) => export::run(matches, setting),
        Some(("schema", matches)) => schema::run(matches, setting),
        _ => Ok(0), // clap has asked for a subcommand
    }
}

/// The pack of the folder given, or the one every command uses.
fn pack(matches: &ArgMatches, setting: &Setting) -> Result<Pack, Failure> {
    let files = match matches.get_one::<PathBuf>("dir") {
        Some(dir) => setting::files(Some(dir))?,
        None => setting.files()?,
    };
    let loaded = pack::load(files).map_err(Failure::Rules)?;
    Ok(loaded.pack)
}
