//! `chabudao diagnose`: the walk without questions.

use std::io::{self, Write as _};

use clap::{Arg, ArgMatches, Command, value_parser};

use super::INCOMPLETE;
use super::failure::Failure;
use super::input;
use super::setting::{Setting, today_in_china};
use crate::answers;
use crate::engine::{Rejected, Stop, Walk};
use crate::lang::Lang;
use crate::report::words::{Words, day};
use crate::report::{card, json, text};

/// Its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    Command::new("diagnose")
        .about(say(
            "不问问题：读回答文件，给出结果",
            "Without questions: read an answers file and give the result",
        ))
        .arg(
            Arg::new("file")
                .value_name(say("文件", "FILE"))
                .required(true)
                .value_parser(value_parser!(std::path::PathBuf))
                .help(say(
                    "回答文件（TOML）；- 是标准输入",
                    "The answers file (TOML); - is standard input",
                )),
        )
        .arg(super::args::json(lang))
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let pack = setting.load()?.pack;
    let (shown, text) = input::read(matches, "file", lang)?;
    let file = answers::read(&pack, &shown, &text).map_err(Failure::Answers)?;
    let today = setting.today.or(file.today).unwrap_or_else(today_in_china);
    let walk = Walk::new(&pack, &file.answers, today);
    reject(&walk, &shown)?;
    let mut out = io::stdout().lock();
    if matches.get_flag("json") {
        serde_json::to_writer(&mut out, &json::report(&walk, lang)).map_err(io::Error::from)?;
        writeln!(out)?;
    } else if let Some(text) = text::result(&walk, lang) {
        write!(out, "{text}")?;
    } else {
        write!(out, "{}", needs(&walk, lang))?;
    }
    out.flush()?;
    Ok(if walk.outcome().is_some() {
        0
    } else {
        INCOMPLETE
    })
}

/// An answer that is there but cannot be used is faulty input.
fn reject(walk: &Walk<'_>, shown: &str) -> Result<(), Failure> {
    let Stop::Ask {
        question,
        rejected: Some(rejected),
    } = &walk.stop
    else {
        return Ok(());
    };
    let pack = walk.pack();
    let fact = &pack.fact(pack.question(*question).fact).id;
    let words = |lang| match rejected {
        Rejected::InFuture(date) => {
            let (date, today) = (day(*date, lang), day(walk.today(), lang));
            match lang {
                Lang::Zh => format!(
                    "{shown}：{fact}：应是今天（{today}）或以前的日子，现在是 {date}；请改成真实的日子，或写 \"unknown\""
                ),
                Lang::En => format!(
                    "{shown}: {fact}: takes a day up to today ({today}), found {date}; give the real day, or \"unknown\""
                ),
            }
        }
        Rejected::WrongKind => match lang {
            Lang::Zh => format!("{shown}：{fact}：不是这个问题的回答；请照问题改"),
            Lang::En => format!("{shown}: {fact}: not an answer to this question; change it"),
        },
    };
    Err(Failure::words_of(words(Lang::Zh), words(Lang::En)))
}

/// What is still to be asked.
fn needs(walk: &Walk<'_>, lang: Lang) -> String {
    let Some(fact) = walk.next_fact() else {
        return String::new();
    };
    let words = Words::new(walk, lang);
    let id = &walk.pack().fact(fact).id;
    let question = card::question_words(&words, fact);
    match lang {
        Lang::Zh => format!("还没有结果，还要知道：{question}\n请在 [answers] 里加上 {id} = …\n"),
        Lang::En => {
            format!("No result yet. Still to be answered: {question}\nAdd {id} = … to [answers].\n")
        }
    }
}
