//! `chabudao rules check`: every problem of a folder of rules.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::cli::failure::Failure;
use crate::cli::setting::{self, Setting};
use crate::lang::Lang;
use crate::pack::{self, Loaded, Problems};
use crate::scenario;

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    Command::new("check")
        .about(say(
            "检查规则，列出全部问题",
            "Check rules and list every problem",
        ))
        .arg(directory(lang))
}

/// The folder of rules, for every subcommand that takes one.
pub(super) fn directory(lang: Lang) -> Arg {
    Arg::new("dir")
        .value_name(lang.pick("文件夹", "DIR"))
        .value_parser(value_parser!(PathBuf))
        .help(lang.pick(
            "规则文件夹；不写就用自带的",
            "The folder; otherwise the built-in rules",
        ))
}

/// Prints every problem of a folder of rules and of its scenarios.
pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let dir = matches.get_one::<PathBuf>("dir");
    let files = match dir {
        Some(dir) => setting::files(Some(dir))?,
        None => setting.files()?,
    };
    let (problems, summary) = match pack::load(files) {
        Ok(loaded) => with_scenarios(loaded, lang),
        Err(problems) => (*problems, String::new()),
    };
    let mut out = io::stdout().lock();
    if problems.list.is_empty() {
        write!(out, "{summary}")?;
    } else {
        write!(out, "{}", problems.render(lang))?;
    }
    out.flush()?;
    Ok(if problems.has_errors() { 2 } else { 0 })
}

fn with_scenarios(loaded: Loaded, lang: Lang) -> (Problems, String) {
    let Loaded { pack, mut warnings } = loaded;
    let (scenarios, problems) = scenario::read_all(&pack, &warnings.files);
    warnings.list.extend(problems);
    for scenario in &scenarios {
        warnings.list.extend(scenario.problem(&pack));
    }
    let (questions, results) = (pack.questions.len(), pack.results.len());
    let count = scenarios.len();
    let summary = match lang {
        Lang::Zh => format!(
            "规则没有问题：{questions} 个问题，{results} 个结果，{count} 个情景都走对了。\n"
        ),
        Lang::En => format!(
            "No problems: {questions} questions, {results} results, {count} scenarios come out right.\n"
        ),
    };
    (warnings, summary)
}
