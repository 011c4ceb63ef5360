//! `chabudao man`: the manual page, in roff.

use std::io::{self, Write as _};

use clap::Command;

use super::args;
use super::failure::Failure;
use super::setting::Setting;
use crate::lang::Lang;

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("man").about(lang.pick(
        "给手册页：chabudao man | man -l -",
        "Print the manual page: chabudao man | man -l -",
    ))
}

pub(super) fn run(setting: &Setting) -> Result<u8, Failure> {
    let mut page = Vec::new();
    let mut command = args::command(setting.lang);
    command.build();
    render(command, &mut page)?;
    let mut out = io::stdout().lock();
    out.write_all(&page)?;
    out.flush()?;
    Ok(0)
}

/// The page of the program, then one of each command behind it.
fn render(command: Command, page: &mut Vec<u8>) -> io::Result<()> {
    let subcommands: Vec<_> = command.get_subcommands().cloned().collect();
    let name = command
        .get_bin_name()
        .unwrap_or(command.get_name())
        .to_owned();
    let title = name.replace(' ', "-");
    clap_mangen::Man::new(command).title(title).render(page)?;
    for subcommand in subcommands {
        render(subcommand, page)?;
    }
    Ok(())
}
