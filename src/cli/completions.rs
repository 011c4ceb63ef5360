//! `chabudao completions SHELL`: what a shell needs to complete commands.

use clap_complete::Shell;

use super::args::{self, named};
use super::failure::Failure;
use super::print;
use super::setting::Setting;

const SHELLS: [(&str, Shell); 4] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
];

/// 给命令行的自动补全脚本，例如 chabudao completions bash
/// en: Print the script for a shell to complete commands, e.g. chabudao completions bash
#[derive(clap::Args)]
pub(super) struct Args {
    /// bash / zsh / fish / powershell
    #[arg(value_parser = named(SHELLS), hide_possible_values = true)]
    shell: Shell,
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    // Into memory first: the generator cannot cope with a closed pipe.
    let mut script = Vec::new();
    let mut command = args::command(setting.lang);
    clap_complete::generate(args.shell, &mut command, "chabudao", &mut script);
    print::say(&String::from_utf8_lossy(&script))?;
    Ok(0)
}
