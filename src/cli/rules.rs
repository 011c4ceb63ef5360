//! `chabudao rules …`: for people who edit rules. One file a subcommand.

mod check;
mod explain;
mod test;

use clap::{ArgMatches, Command};

use super::failure::Failure;
use super::setting::Setting;
use crate::lang::Lang;

/// Its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("rules")
        .about(lang.pick("规则包", "Rule packs"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(check::command(lang))
        .subcommand(explain::command(lang))
        .subcommand(test::command(lang))
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, setting),
        Some(("explain", matches)) => explain::run(matches, setting),
        Some(("test", matches)) => test::run(matches, setting),
        _ => Ok(0), // clap has asked for a subcommand
    }
}
