//! `chabudao diagnose`: the walk without questions.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::INCOMPLETE;
use super::failure::Failure;
use super::input;
use super::output;
use super::print;
use super::setting::{Setting, today_in_china};
use crate::answers::{self, Record, Records};
use crate::engine::{Rejected, Stop, Walk};
use crate::lang::Lang;
use crate::pack::Pack;
use crate::report::takeaway::{self, Entry, Format, Missing};
use crate::report::words::{Words, day};
use crate::report::{blank, card, schema, text};

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
                .required_unless_present_any(["blank", "schema"])
                .value_parser(value_parser!(std::path::PathBuf))
                .help(say(
                    "回答文件（TOML 或 JSON，一个人或几个人）；- 是标准输入",
                    "The answers file (TOML or JSON, one record or several); - is standard input",
                )),
        )
        .args(formats(lang))
        .args(output::args(lang))
        .args(papers(lang))
}

fn formats(lang: Lang) -> [Arg; 4] {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    [
        Arg::new("format")
            .long("format")
            .value_name(say("格式", "FORMAT"))
            .value_parser(PossibleValuesParser::new(Format::ALL.map(Format::name)))
            .hide_possible_values(true)
            .help(say(
                "text 文字、message 短消息、markdown、json、html 打印一页、ics 日历、csv 表格；不写就看 -o 的后缀，再不然是 text",
                "text, message (a few short lines), markdown, json, html (a page to print), ics (calendar), csv; otherwise by the ending of -o, else text",
            )),
        super::args::json(lang).conflicts_with("format"),
        super::args::given(lang),
        Arg::new("unmask")
            .long("unmask")
            .action(ArgAction::SetTrue)
            .help(say(
                "「怎么说」里填上回答文件里的姓名和号码；平时不显示",
                "Fill name and number of the answers file into the words to say; otherwise they are not shown",
            )),
    ]
}

fn papers(lang: Lang) -> [Arg; 2] {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    [
        Arg::new("blank")
            .long("blank")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["file", "schema"])
            .help(say(
                "给一份空的回答文件，问题写在注释里",
                "Print an answers file to fill in, with the questions as comments",
            )),
        Arg::new("schema")
            .long("schema")
            .value_name("answers|report")
            .value_parser(PossibleValuesParser::new(["answers", "report"]))
            .hide_possible_values(true)
            .conflicts_with("file")
            .help(say(
                "给出回答（answers）或结果（report）的 JSON Schema",
                "Print the JSON Schema of the answers or of the report",
            )),
    ]
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let pack = setting.load()?.pack;
    if let Some(paper) = paper(&pack, matches, setting) {
        output::write(matches, &paper)?;
        return Ok(0);
    }
    let (shown, text) = input::read(matches, "file", lang)?;
    let records = answers::read_all(&pack, &shown, &text).map_err(Failure::Answers)?;
    let walks: Vec<_> = (records.list.iter())
        .map(|record| walk(&pack, record, setting))
        .collect();
    reject(&walks, &records)?;
    let entries = entries(&walks, &records, lang, matches.get_flag("unmask"));
    let unfinished = walks.iter().any(|walk| walk.outcome().is_none());
    let format = format(matches);
    if unfinished && !matches!(format, Format::Text | Format::Json | Format::Csv) {
        print::tell(&all_needs(&entries))?;
        return Ok(INCOMPLETE);
    }
    output::write(matches, &written(&entries, &records, format, lang)?)?;
    Ok(if unfinished { INCOMPLETE } else { 0 })
}

/// What is printed without an answers file.
fn paper(pack: &Pack, matches: &ArgMatches, setting: &Setting) -> Option<String> {
    if matches.get_flag("blank") {
        let today = setting.today.unwrap_or_else(today_in_china);
        return Some(blank::file(pack, today, setting.lang));
    }
    let schema = match matches.get_one::<String>("schema")?.as_str() {
        "answers" => schema::answers(pack),
        _ => schema::report(pack),
    };
    Some(format!("{schema:#}\n"))
}

fn walk<'a>(pack: &'a Pack, record: &'a Record, setting: &Setting) -> Walk<'a> {
    let today = setting.today.or(record.file.today);
    let today = today.unwrap_or_else(today_in_china);
    Walk::new(pack, &record.file.answers, today)
}

fn entries<'a>(
    walks: &'a [Walk<'a>],
    records: &'a Records,
    lang: Lang,
    unmask: bool,
) -> Vec<Entry<'a>> {
    let entry = |(walk, record): (&'a Walk<'a>, &'a Record)| Entry {
        words: Words::new(walk, lang).with_personal(unmask),
        label: record.label.as_deref(),
    };
    walks.iter().zip(&records.list).map(entry).collect()
}

/// The format asked for, or the one the file's ending tells.
fn format(matches: &ArgMatches) -> Format {
    if matches.get_flag("json") {
        return Format::Json;
    }
    let named = matches.get_one::<String>("format");
    let ending = output::path(matches).and_then(|path| path.extension()?.to_str());
    let named = Format::ALL
        .into_iter()
        .find(|format| named.is_some_and(|name| name == format.name()));
    let by_ending = Format::ALL
        .into_iter()
        .find(|format| ending.is_some_and(|ending| ending == format.ending()));
    named.or(by_ending).unwrap_or(Format::Text)
}

/// The whole output.
fn written(
    entries: &[Entry<'_>],
    records: &Records,
    format: Format,
    lang: Lang,
) -> Result<String, Failure> {
    if format == Format::Text {
        return Ok(texts(entries));
    }
    if !records.several {
        let words = entries.first().map(|entry| entry.words);
        let written = words.map(|words| takeaway::write(words, format));
        return written
            .unwrap_or(Err(Missing::Result))
            .map_err(|_| no_day(&[]));
    }
    let missing = match takeaway::write_all(entries, format, lang) {
        Ok(written) => return Ok(written),
        Err(missing) => missing,
    };
    // A calendar of those who have a day to wait for; the others are named.
    let numbered = entries.iter().enumerate();
    let (without, with): (Vec<_>, Vec<_>) =
        numbered.partition(|(number, _)| missing.iter().any(|(at, _)| at == number));
    let names: Vec<_> = without
        .iter()
        .map(|(at, entry)| name(*at, entry, lang))
        .collect();
    let with: Vec<_> = with.into_iter().map(|(_, entry)| *entry).collect();
    if with.is_empty() {
        return Err(no_day(&names));
    }
    print::tell(&no_day(&names).words(lang))?;
    takeaway::write_all(&with, format, lang).map_err(|_| no_day(&names))
}

/// Text of each record: its result, or what it needs.
fn texts(entries: &[Entry<'_>]) -> String {
    let texts = entries.iter().map(|entry| {
        let words = &entry.words;
        let text = text::result_in(words).unwrap_or_else(|| needs(words.walk, words.lang));
        match entry.label {
            Some(label) => format!("== {label}\n\n{text}"),
            None => text,
        }
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// What a record is called in a message.
fn name(number: usize, entry: &Entry<'_>, lang: Lang) -> String {
    entry.label.map_or_else(
        || match lang {
            Lang::Zh => format!("第{}个", number + 1),
            Lang::En => format!("record {}", number + 1),
        },
        str::to_owned,
    )
}

fn no_day(names: &[String]) -> Failure {
    let (of, who) = if names.is_empty() {
        (String::new(), String::new())
    } else {
        let names = names.join(", ");
        (format!("{names}："), format!("{names}: "))
    };
    Failure::words_of(
        format!("{of}这个结果不用等日子，没有可写进日历的；请换一种格式，例如 --format text"),
        format!(
            "{who}this result names no day to wait for, so there is nothing for a calendar; take another format, e.g. --format text"
        ),
    )
}

/// Answers that are there but cannot be used are faulty input.
fn reject(walks: &[Walk<'_>], records: &Records) -> Result<(), Failure> {
    let mut words: (Vec<String>, Vec<String>) = Default::default();
    for (walk, record) in walks.iter().zip(&records.list) {
        let Stop::Ask {
            question,
            rejected: Some(rejected),
        } = &walk.stop
        else {
            continue;
        };
        let fact = walk.pack().question(*question).fact;
        let place = records.location(record, fact).unwrap_or_default();
        let id = &walk.pack().fact(fact).id;
        words
            .0
            .push(rejection(&place, id, *rejected, walk, Lang::Zh));
        words
            .1
            .push(rejection(&place, id, *rejected, walk, Lang::En));
    }
    if words.0.is_empty() {
        return Ok(());
    }
    Err(Failure::words_of(words.0.join("\n"), words.1.join("\n")))
}

fn rejection(place: &str, fact: &str, why: Rejected, walk: &Walk<'_>, lang: Lang) -> String {
    match why {
        Rejected::InFuture(date) => {
            let (date, today) = (day(date, lang), day(walk.today(), lang));
            match lang {
                Lang::Zh => format!(
                    "{place}：{fact}：应是今天（{today}）或以前的日子，现在是 {date}；请改成真实的日子，或写 \"unknown\""
                ),
                Lang::En => format!(
                    "{place}: {fact}: takes a day up to today ({today}), found {date}; give the real day, or \"unknown\""
                ),
            }
        }
        Rejected::WrongKind => match lang {
            Lang::Zh => format!("{place}：{fact}：不是这个问题的回答；请照问题改"),
            Lang::En => format!("{place}: {fact}: not an answer to this question; change it"),
        },
    }
}

/// What each unfinished record still needs.
fn all_needs(entries: &[Entry<'_>]) -> String {
    let unfinished = entries
        .iter()
        .filter(|entry| entry.words.walk.outcome().is_none());
    let texts = unfinished.map(|entry| {
        let text = needs(entry.words.walk, entry.words.lang);
        entry
            .label
            .map_or(text.clone(), |label| format!("{label}: {text}"))
    });
    texts.collect()
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
