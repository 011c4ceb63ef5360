//! What the command line takes. The docs of a command and of an argument are
//! its help: Chinese, and in the next line, behind `en:`, English. A value that
//! is called differently has both names as its `value_names`. What is chosen by
//! a name is [`named()`]. Structs flattened into one command differ in name.

use std::ffi::OsString;
use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Command, CommandFactory as _, FromArgMatches as _};

use super::screens::Look;
use super::setting::Setting;
use super::{
    ask, calendar, checks, completions, desk, diagnose, man, resume, rules, triage, workdays,
};
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

/// All of it.
#[derive(clap::Parser)]
#[command(
    name = "chabudao",
    version,
    about = "查不到：网上查不到记录，一步一步找原因。不带任何命令就开始问答。
en: Why a record does not show online, and what to do. Without a command the guided walk starts.",
    after_help = "退出码：0 有结果或没有问题；1 做好了，但名单里有的行看不懂（triage），或两份规则不一样（rules diff）；2 输入、规则或命令有错，什么也没写；3 还缺回答。
环境变量：NO_COLOR 不用颜色；COLUMNS 一行多宽；TERM=dumb 一行一行问。
en: Exit codes: 0 a result, or no problems; 1 done, but some rows could not be read (triage) or two sets of rules differ (rules diff); 2 faulty input, rules or arguments, nothing written; 3 an answer is missing.
Environment: NO_COLOR no colour; COLUMNS width of a line; TERM=dumb ask line by line."
)]
pub(super) struct CommandLine {
    #[command(flatten)]
    pub(crate) setting: Setting,
    #[command(flatten)]
    pub(crate) look: Look,
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

/// The commands, in the order of the help.
#[derive(clap::Subcommand)]
pub(super) enum Verb {
    Ask(ask::Args),
    Resume(resume::Args),
    Diagnose(diagnose::Args),
    Workdays(workdays::Args),
    /// 核对身份证号码：从标准输入读，一行一个
    /// en: Check ID numbers from standard input, one a line
    Id(checks::Args),
    /// 比较姓名：从标准输入读，一行一对，中间是制表符（Tab）
    /// en: Compare names from standard input, a pair a line, parted by a tab
    Name(checks::Args),
    #[command(subcommand)]
    Calendar(calendar::Verb),
    Triage(triage::Args),
    Desk(desk::Args),
    #[command(subcommand)]
    Rules(rules::Verb),
    Completions(completions::Args),
    Man(man::Args),
}

impl Verb {
    /// Whether it takes what is given as a walk without a command does.
    pub(crate) const fn walks(&self) -> bool {
        matches!(
            self,
            Self::Ask(_) | Self::Resume(_) | Self::Diagnose(_) | Self::Triage(_)
        )
    }
}

/// Help of `--json`, for the commands that have it.
pub(super) const JSON: &str = "输出 JSON en: Print JSON";

/// The whole command line, in one language.
pub(super) fn command(lang: Lang) -> Command {
    super::chinese::localized(CommandLine::command(), lang)
}

/// What `words` ask for; all of it in `lang`, which was looked up before.
pub(super) fn parse(words: Vec<OsString>, lang: Lang) -> Result<CommandLine, clap::Error> {
    let matches = command(lang).try_get_matches_from(words)?;
    let mut line = CommandLine::from_arg_matches(&matches)?;
    line.setting.lang = lang;
    if line.verb.as_ref().is_some_and(Verb::walks) {
        line.setting.given.clone_from(&line.look.given.given);
    }
    Ok(line)
}

/// The file that `path` names; none is `-`, standard input or output.
pub(super) fn file(path: &Path) -> Option<&Path> {
    (path != Path::new("-")).then_some(path)
}

/// Takes one of these names for what it stands for.
pub(super) fn named<T, const N: usize>(
    names: [(&'static str, T); N],
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(names.map(|(name, _)| name)).try_map(move |typed| {
        let mut names = names.iter();
        let found = names.find(|(name, _)| *name == typed);
        found.map(|(_, meant)| *meant).ok_or("no such name")
    })
}
