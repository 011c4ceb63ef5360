//! `chabudao completions SHELL`: what a shell needs to complete commands.

use std::io::Write as _;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

use super::args;
use super::failure::Failure;
use super::print;
use super::setting::Setting;
use crate::lang::Lang;

const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("completions")
        .about(lang.pick(
            "给命令行的自动补全脚本，例如 chabudao completions bash",
            "Print the script for a shell to complete commands, e.g. chabudao completions bash",
        ))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(PossibleValuesParser::new(SHELLS))
                .hide_possible_values(true)
                .help("bash / zsh / fish / powershell"),
        )
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let name = matches
        .get_one::<String>("shell")
        .map_or("", String::as_str);
    let shell = match name {
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        "powershell" => Shell::PowerShell,
        _ => Shell::Bash,
    };
    // Into memory first: the generator cannot cope with a closed pipe.
    let mut script = Vec::new();
    let mut command = args::command(setting.lang);
    clap_complete::generate(shell, &mut command, "chabudao", &mut script);
    let mut out = print::out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(0)
}
