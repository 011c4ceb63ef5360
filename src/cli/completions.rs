//! `chabudao completions SHELL`: what a shell needs to complete commands,
//! files, and what is chosen by a name; facts and their values too.

use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, ValueHint};
use clap_complete::Shell;

use super::args::{self, named};
use super::failure::Failure;
use super::print;
use super::setting::{GivenArgs, Setting};
use crate::pack::{Domain, Fact, Pack};

const SHELLS: [(&str, Shell); 4] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
];

/// What the generator leaves out of bash.
const MORE_BASH: &str = include_str!("completions/more.bash");

/// 给命令行的自动补全脚本，例如 chabudao completions bash
/// en: Print the script for a shell to complete commands, e.g. chabudao completions bash
#[derive(clap::Args)]
#[command(
    after_help = "每次打开窗口都能用：bash 在 ~/.bashrc 里加一行 source <(chabudao completions bash)；
zsh 在 ~/.zshrc 里、compinit 后面加 source <(chabudao completions zsh)；
fish 写进文件：chabudao completions fish > ~/.config/fish/completions/chabudao.fish；
PowerShell 在 $PROFILE 里加 chabudao completions powershell | Out-String | Invoke-Expression。
en: For every window: bash: in ~/.bashrc a line source <(chabudao completions bash);
zsh: in ~/.zshrc, behind compinit, source <(chabudao completions zsh);
fish: into a file: chabudao completions fish > ~/.config/fish/completions/chabudao.fish;
PowerShell: in $PROFILE chabudao completions powershell | Out-String | Invoke-Expression."
)]
pub(super) struct Args {
    /// bash / zsh / fish / powershell
    #[arg(value_parser = named(SHELLS), hide_possible_values = true)]
    shell: Shell,
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let pack = setting.load(&GivenArgs::default())?.pack;
    let mut command = told_more(args::command(setting.lang), &pack);
    // Into memory first: the generator cannot cope with a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "chabudao", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    match args.shell {
        Shell::Bash => script = bash(&script, &command),
        Shell::Fish => script = fish_once(script, &command) + &more_for_fish(&command),
        _ => {}
    }
    print::say(&script)?;
    Ok(0)
}

/// The command with what its arguments take: a file where it is a path and no
/// folder, `fact=value`, or else nothing that a shell could know.
fn told_more(command: Command, pack: &Pack) -> Command {
    let argument = |arg: Arg| match (arg.get_id().as_str(), arg.get_value_hint()) {
        ("given", _) => arg.value_parser(values(pack, |fact| fact.given.is_some())),
        ("set", _) => arg.value_parser(values(pack, |_| true)),
        (_, ValueHint::AnyPath) => arg.value_hint(ValueHint::FilePath),
        (_, ValueHint::Unknown) if takes_any(&arg) => arg.value_hint(ValueHint::Other),
        _ => arg,
    };
    command
        .mut_args(argument)
        .mut_subcommands(|command| told_more(command, pack))
}

fn takes_any(arg: &Arg) -> bool {
    arg.get_action().takes_values() && arg.get_possible_values().is_empty()
}

/// `fact=value` for each value of these facts; of a day, `fact=`.
fn values(pack: &Pack, these: impl Fn(&Fact) -> bool) -> PossibleValuesParser {
    let facts = pack.facts.iter().filter(|fact| these(fact));
    let values = facts.flat_map(|fact| match &fact.domain {
        Domain::Choice(ids) => ids.iter().map(|id| format!("{}={id}", fact.id)).collect(),
        Domain::Date { .. } => vec![format!("{}=", fact.id)],
        Domain::IdNumber | Domain::NamePair => Vec::new(), // never in a command
    });
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

/// The script with [`MORE_BASH`], and which options and commands take folders
/// alone, and which commands nothing that a file could be.
fn bash(script: &str, command: &Command) -> String {
    let (mut folders, mut nothing) = (Vec::new(), Vec::new());
    bash_places(command, "chabudao", &mut folders, &mut nothing);
    folders.sort();
    folders.dedup(); // an option of every command
    let (folders, nothing) = (folders.join(" "), nothing.join(" "));
    // Where the words so far led to is asked for behind it.
    let script = script.replacen("local i cur prev opts cmd\n", "local i cur prev opts\n", 1);
    format!(
        "{script}\n_chabudao_folders=\" {folders} \"\n_chabudao_nothing=\" {nothing} \"\n{MORE_BASH}"
    )
}

/// A command and those below it, by the names that the generator gives them.
fn bash_places(
    command: &Command,
    path: &str,
    folders: &mut Vec<String>,
    nothing: &mut Vec<String>,
) {
    let options = command.get_opts().filter(|arg| is_folder(arg));
    folders.extend(options.filter_map(|arg| Some(format!("--{}", arg.get_long()?))));
    if takes_no_file(command) {
        nothing.push(path.to_owned());
    } else if takes_folders(command) {
        folders.push(path.to_owned());
    }
    for below in command.get_subcommands() {
        let name = below.get_name().replace('-', "__");
        bash_places(below, &format!("{path}__subcmd__{name}"), folders, nothing);
    }
}

/// Whether nothing that stands behind a command is a file or folder.
fn takes_no_file(command: &Command) -> bool {
    let mut hints = command.get_positionals().map(Arg::get_value_hint);
    hints.all(|hint| matches!(hint, ValueHint::Other | ValueHint::Unknown))
}

/// Whether all that stands behind a command is folders.
fn takes_folders(command: &Command) -> bool {
    command.get_positionals().next().is_some() && command.get_positionals().all(is_folder)
}

fn is_folder(arg: &Arg) -> bool {
    arg.get_value_hint() == ValueHint::DirPath
}

/// The generator's script for fish, which offers the commands below a command
/// below another again behind one of them.
fn fish_once(mut script: String, command: &Command) -> String {
    for top in command.get_subcommands() {
        for sub in top.get_subcommands() {
            let (top, name) = (top.get_name(), sub.get_name());
            let names: Vec<_> = sub.get_subcommands().map(Command::get_name).collect();
            let when = format!(
                "__fish_chabudao_using_subcommand {top}; and __fish_seen_subcommand_from {name}"
            );
            let names = names.join(" ");
            script = script.replace(
                &format!("-n \"{when}\" -f -a "),
                &format!("-n \"{when}; and not __fish_seen_subcommand_from {names}\" -f -a "),
            );
        }
    }
    script
}

/// What the generator leaves out of fish: names in an argument's place, and
/// the value of an option before any command.
fn more_for_fish(command: &Command) -> String {
    let mut out = String::new();
    for command in command.get_subcommands() {
        let when = format!("__fish_chabudao_using_subcommand {}", command.get_name());
        fish_places(&mut out, command, &when);
    }
    for arg in command.get_opts() {
        if let Some(name) = arg.get_long() {
            fish_values(
                &mut out,
                &format!("test (commandline -opc)[-1] = --{name}"),
                arg,
            );
        }
    }
    out
}

/// What stands in the places of a command's arguments and of those below it;
/// where none is a file, fish is to offer none, and where all are folders, folders.
fn fish_places(out: &mut String, command: &Command, when: &str) {
    for arg in command.get_positionals() {
        fish_values(out, when, arg);
    }
    if command.get_positionals().next().is_some() && takes_no_file(command) {
        let _ = writeln!(out, "complete -c chabudao -n \"{when}\" -f");
    } else if takes_folders(command) {
        let folders = "(__fish_complete_directories)";
        let _ = writeln!(
            out,
            "complete -c chabudao -n \"{when}\" -f -a \"{folders}\""
        );
    }
    for below in command.get_subcommands() {
        let name = below.get_name();
        fish_places(
            out,
            below,
            &format!("{when}; and __fish_seen_subcommand_from {name}"),
        );
    }
}

/// The names that an argument takes.
fn fish_values(out: &mut String, when: &str, arg: &Arg) {
    let values = arg.get_possible_values();
    let values: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    if !values.is_empty() {
        let values = values.join(" ");
        let _ = writeln!(out, "complete -c chabudao -n \"{when}\" -f -a \"{values}\"");
    }
}
