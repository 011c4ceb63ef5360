//! Help in one of the two languages it is written in, and complaints of the
//! argument parser in Chinese. Its own words are English; what it lets us
//! replace is replaced here, in one place.

use clap::builder::{PossibleValue, StyledStr};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::lang::Lang;

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command with the help of `lang` alone, its headings and that of clap's
/// own options too.
pub(super) fn localized(command: Command, lang: Lang) -> Command {
    let version = Arg::new("version").short('V').long("version");
    let command = command.disable_version_flag(true).arg(
        version
            .action(ArgAction::Version)
            .help("显示版本 en: Print version"),
    );
    let mut command = with_help(command, lang);
    command.build();
    match lang {
        Lang::Zh => usage(command),
        Lang::En => command,
    }
}

fn with_help(command: Command, lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help");
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg_required_else_help(false) // one line says which command is missing
        .arg(help.action(ArgAction::Help).help("显示帮助 en: Print help"))
        .mut_args(|arg| argument(arg, lang));
    if let Some(words) = one(command.get_about(), lang) {
        command = command.about(words);
    }
    if let Some(words) = one(command.get_after_help(), lang) {
        command = command.after_help(words);
    }
    if lang == Lang::Zh {
        command = command
            .help_template(TEMPLATE)
            .subcommand_help_heading("命令")
            .subcommand_value_name("命令");
    }
    command.mut_subcommands(|sub| with_help(sub, lang))
}

fn argument(mut arg: Arg, lang: Lang) -> Arg {
    if let Some(words) = one(arg.get_help(), lang) {
        arg = arg.help(words);
    }
    if let Some([zh, en]) = arg.get_value_names() {
        let name = lang.pick(zh, en).to_owned();
        arg = arg.value_name(name);
    }
    if lang == Lang::Zh {
        let positional = arg.is_positional();
        arg = arg.help_heading(if positional { "参数" } else { "选项" });
        if arg.get_action().takes_values() {
            arg = values(arg);
        }
    }
    arg
}

/// What the parser would add to the help in English: the usual value, and those
/// that can be chosen.
fn values(arg: Arg) -> Arg {
    let default = arg.get_default_values().first();
    let default = default.filter(|_| !arg.is_hide_default_value_set());
    let default = default.map(|value| format!("[默认：{}]", value.display()));
    let possible = arg.get_possible_values();
    let names: Vec<_> = possible.iter().map(PossibleValue::get_name).collect();
    let shown = !names.is_empty() && !arg.is_hide_possible_values_set();
    let possible = shown.then(|| format!("[可选：{}]", names.join("、")));
    let help = arg.get_help().map(ToString::to_string);
    let help: Vec<_> = help.into_iter().chain(default).chain(possible).collect();
    arg.help(help.join(" "))
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Of help in Chinese and behind `en:` in English, the one.
fn one(both: Option<&StyledStr>, lang: Lang) -> Option<String> {
    let both = both?.to_string();
    let (zh, en) = both.split_once("en: ")?;
    Some(lang.pick(zh.trim_end(), en).to_owned())
}

/// Usage lines with 选项 for OPTIONS; needs the finished names of commands.
fn usage(mut command: Command) -> Command {
    let line = command.render_usage().to_string();
    let line = line.trim_start_matches("Usage:").trim();
    let line = line.replace("[OPTIONS]", "[选项]");
    command
        .override_usage(StyledStr::from(line))
        .mut_subcommands(usage)
}

/// A complaint in Chinese, where it is one of the common ones.
pub(super) fn complaint(error: &Error) -> Option<String> {
    let context = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("、")),
        _ => None,
    };
    let arg = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let valid = context(ContextKind::ValidValue);
    let mut words = match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => format!("没有 {arg} 这个选项"),
        ErrorKind::UnknownArgument => format!("多了「{arg}」"),
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand)?;
            format!("没有 {name} 这个命令")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面要写一个值"),
        ErrorKind::ValueValidation if arg.contains("日期") => {
            format!("{arg} 不能是「{value}」，请写成 2026-11-23 这样")
        }
        ErrorKind::ValueValidation if arg.contains("单号") => {
            format!("{arg} 不能是「{value}」，单号是 1123-07 这样的")
        }
        ErrorKind::ValueValidation if arg.contains("天数") => {
            format!("{arg} 不能是「{value}」，请写几天，例如 30")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{arg} 不能是「{value}」")
        }
        ErrorKind::MissingRequiredArgument => format!("还缺 {arg}"),
        ErrorKind::MissingSubcommand => "后面还要写一个命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg).unwrap_or_default();
            if prior.is_empty() || prior == arg {
                format!("{arg} 只能写一次")
            } else {
                format!("{arg} 不能和 {prior} 一起用")
            }
        }
        ErrorKind::TooManyValues => format!("{arg} 后面多了「{value}」"),
        _ => return None,
    };
    if let Some(valid) = valid.or_else(|| context(ContextKind::ValidSubcommand)) {
        words.push_str("，可以是：");
        words.push_str(&valid);
    } else if let Some(meant) = meant(error) {
        words.push_str("，是不是想写 ");
        words.push_str(&meant);
        words.push('？');
    }
    Some(format!("错误：{words}\n用法见 --help"))
}

/// The option or command that looks like the one typed.
fn meant(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    kinds.iter().find_map(|kind| match error.get(*kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    })
}
