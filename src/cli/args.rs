//! What the command line takes, with its help in the language chosen.

use std::ffi::OsString;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, Command, value_parser};

use crate::lang::Lang;

/// The language the arguments ask for, or else the system's. Looked up before
/// anything is parsed, since help and complaints are in it too.
pub(super) fn language(words: &[OsString]) -> Lang {
    let words: Vec<_> = words.iter().filter_map(|word| word.to_str()).collect();
    let after = |pair: &[&str]| (pair[0] == "--lang").then(|| pair[1].to_owned());
    let joined = |word: &&str| word.strip_prefix("--lang=").map(str::to_owned);
    words
        .windows(2)
        .find_map(after)
        .or_else(|| words.iter().find_map(joined))
        .and_then(|name| name.parse().ok())
        .unwrap_or_else(|| Lang::of_locale(&sys_locale::get_locale().unwrap_or_default()))
}

/// The whole command line.
pub(super) fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let command = Command::new("chabudao")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "查不到：网上查不到记录，一步一步找原因。不带任何命令就开始问答。",
            "Why a record does not show online, and what to do. Without a command the guided walk starts.",
        ))
        .after_help(say(
            "退出码：0 有结果或没有问题；2 输入、规则或命令有错，什么也没写；3 还缺回答。\n环境变量：NO_COLOR 不用颜色；COLUMNS 一行多宽；TERM=dumb 一行一行问。",
            "Exit codes: 0 a result, or no problems; 2 faulty input, rules or arguments, nothing written; 3 an answer is missing.\nEnvironment: NO_COLOR no colour; COLUMNS width of a line; TERM=dumb ask line by line.",
        ))
        .disable_help_subcommand(true)
        .args(global(lang))
        .args(screen(lang))
        .arg(given(lang))
        .subcommand(super::ask::command(lang))
        .subcommand(super::resume::command(lang))
        .subcommand(super::diagnose::command(lang))
        .subcommand(super::workdays::command(lang))
        .subcommand(super::checks::id_command(lang))
        .subcommand(super::checks::name_command(lang))
        .subcommand(super::calendar::command(lang))
        .subcommand(super::triage::command(lang))
        .subcommand(super::desk::command(lang))
        .subcommand(super::rules::command(lang))
        .subcommand(super::completions::command(lang))
        .subcommand(super::man::command(lang));
    super::chinese::localized(command, lang)
}

fn global(lang: Lang) -> [Arg; 3] {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    [
        Arg::new("today")
            .long("today")
            .value_name(say("日期", "DATE"))
            .value_parser(value_parser!(NaiveDate))
            .global(true)
            .help(say(
                "把这一天当作今天，例如 2026-11-23；不写就用北京时间的今天",
                "Take this day for today, e.g. 2026-11-23; otherwise today at UTC+8",
            )),
        Arg::new("lang")
            .long("lang")
            .value_name("zh|en")
            .value_parser(["zh", "en"])
            .hide_possible_values(true)
            .global(true)
            .help(say(
                "语言：zh 中文，en 英文；不写就随系统",
                "Language: zh Chinese, en English; otherwise the system's",
            )),
        Arg::new("rules")
            .long("rules")
            .value_name(say("文件夹", "DIR"))
            .value_parser(value_parser!(std::path::PathBuf))
            .global(true)
            .help(say(
                "用这个文件夹里的规则，不用自带的",
                "Use the rules of this folder instead of the built-in ones",
            )),
    ]
}

fn screen(lang: Lang) -> [Arg; 4] {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    [
        Arg::new("plain")
            .long("plain")
            .action(ArgAction::SetTrue)
            .help(say(
                "一行一行问，不画窗口（读屏软件、老式终端用；和 chabudao ask 一样）",
                "Ask line by line, without screens: for screen readers and dumb terminals; the same as `chabudao ask`",
            )),
        Arg::new("ascii")
            .long("ascii")
            .action(ArgAction::SetTrue)
            .help(say(
                "画线只用普通字符（老式窗口里线条错位时用）",
                "Draw lines with plain characters, for consoles that get them wrong",
            )),
        Arg::new("background")
            .long("background")
            .value_name("dark|light")
            .value_parser(["dark", "light"])
            .hide_possible_values(true)
            .help(say(
                "窗口的底色：dark 深，light 浅；写了就多用几种颜色",
                "What the window's background is; with it, more is coloured",
            )),
        Arg::new("mouse")
            .long("mouse")
            .action(ArgAction::SetTrue)
            .help(say(
                "可以用鼠标点（那样就不能用鼠标选字复制）",
                "Let the mouse click; it can then not select text to copy",
            )),
    ]
}

/// `--given`, for the commands that walk.
pub(super) fn given(lang: Lang) -> Arg {
    Arg::new("given")
        .long("given")
        .value_name(lang.pick("事实=值", "FACT=VALUE"))
        .action(ArgAction::Append)
        .help(lang.pick(
            "不用问就知道的事，例如 trained-here=yes：打电话来的是本校学员",
            "What is known without asking, e.g. trained-here=yes: the caller is one of our own school's",
        ))
}

/// `--json`, for the commands that have it.
pub(super) fn json(lang: Lang) -> Arg {
    Arg::new("json")
        .long("json")
        .action(ArgAction::SetTrue)
        .help(lang.pick("输出 JSON", "Print JSON"))
}
