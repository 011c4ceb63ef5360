//! `chabudao diagnose`: the walk without questions.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::Value as Json;

use super::INCOMPLETE;
use super::args::{JSON, named};
use super::failure::Failure;
use super::input;
use super::output::Target;
use super::print;
use super::setting::{GivenArgs, Setting, today_in_china};
use crate::answers::{self, Record, Records};
use crate::check::note::{MASK, masked, without_name};
use crate::engine::{Secret, Stop, Value, Walk};
use crate::lang::Lang;
use crate::pack::Pack;
use crate::report::takeaway::{self, Entry, Format};
use crate::report::words::{Words, rejected};
use crate::report::{blank, card, schema, text};

/// 不问问题：读回答文件，给出结果
/// en: Without questions: read an answers file and give the result
#[derive(clap::Args)]
pub(super) struct Args {
    /// 回答文件（TOML 或 JSON，一个人或几个人）；- 是标准输入
    /// en: The answers file (TOML or JSON, one record or several); - is standard input
    #[arg(value_names = ["文件", "FILE"], required_unless_present_any = ["blank", "schema"])]
    file: Option<PathBuf>,
    /// text 文字、message 短消息、markdown、json、html 打印一页、ics 日历、csv 表格；不写就看 -o 的后缀，再不然是 text
    /// en: text, message (a few short lines), markdown, json, html (a page to print), ics (calendar), csv; otherwise by the ending of -o, else text
    #[arg(
        long,
        value_names = ["格式", "FORMAT"],
        value_parser = named(Format::ALL.map(|it| (it.name(), it))),
        hide_possible_values = true
    )]
    format: Option<Format>,
    #[arg(long, help = JSON, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    given: GivenArgs,
    /// 「怎么说」里填上回答文件里的姓名和号码，label 也照原样；平时不显示
    /// en: Fill name and number of the answers file into the words to say, and leave label as it is; otherwise they are not shown
    #[arg(long)]
    unmask: bool,
    #[command(flatten)]
    target: Target,
    /// 给一份空的回答文件，问题写在注释里
    /// en: Print an answers file to fill in, with the questions as comments
    #[arg(long, conflicts_with_all = ["file", "schema"])]
    blank: bool,
    /// 给出回答（answers）或结果（report）的 JSON Schema
    /// en: Print the JSON Schema of the answers or of the report
    #[arg(
        long,
        value_name = "answers|report",
        value_parser = named([("answers", schema::answers as Schema), ("report", schema::report)]),
        hide_possible_values = true,
        conflicts_with = "file"
    )]
    schema: Option<Schema>,
}

type Schema = fn(&Pack) -> Json;

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let lang = setting.lang;
    let pack = setting.load(&args.given)?.pack;
    let Some(file) = &args.file else {
        args.target.write(&paper(&pack, args, setting))?;
        return Ok(0);
    };
    let format = format(args)?;
    args.target.spares(file)?;
    let (shown, text) = input::read(file, lang)?;
    let mut records = answers::read_all(&pack, &shown, &text).map_err(Failure::Answers)?;
    if !args.unmask {
        for record in &mut records.list {
            record.label = masked_label(record);
        }
    }
    let walks: Vec<_> = (records.list.iter())
        .map(|record| walk(&pack, record, setting))
        .collect();
    let unfinished = walks.iter().any(|walk| walk.outcome().is_none());
    let spoilt = unfinished && !matches!(format, Format::Text | Format::Json | Format::Csv);
    let missing = |lang| {
        if !spoilt {
            return String::new();
        }
        let entries = entries(&walks, &records, lang, args.unmask);
        all_needs(&entries, &records, &shown)
    };
    reject(&walks, &records, missing)?;
    if spoilt {
        print::tell(&missing(lang))?;
        return Ok(INCOMPLETE);
    }
    let entries = entries(&walks, &records, lang, args.unmask);
    (args.target).write(&written(&entries, &records, format, lang)?)?;
    Ok(if unfinished { INCOMPLETE } else { 0 })
}

/// What is printed without an answers file: an empty one, or a schema.
fn paper(pack: &Pack, args: &Args, setting: &Setting) -> String {
    match args.schema {
        Some(schema) => format!("{:#}\n", schema(pack)),
        None => blank::file(pack, setting.today(), setting.lang),
    }
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

/// What a record is called, without long numbers and without the names it answers;
/// none where nothing else stands in it.
fn masked_label(record: &Record) -> Option<String> {
    let mut label = record.label.clone()?;
    for (_, value) in record.file.answers.iter() {
        if let Value::Name { record, typed } = value {
            for name in [record, typed].map(Secret::reveal) {
                label = without_name(&label, name);
            }
        }
    }
    let label = masked(&label);
    let rest = label.replace(MASK, "");
    rest.contains(char::is_alphanumeric).then_some(label)
}

/// The format asked for, or the one the file's ending tells.
fn format(args: &Args) -> Result<Format, Failure> {
    let asked = args.format.or(args.json.then_some(Format::Json));
    let path = args.target.path();
    let ending = path.and_then(|path| Some((path, path.extension()?)));
    let (None, Some((path, ending))) = (asked, ending) else {
        return Ok(asked.unwrap_or(Format::Text));
    };
    let ending = ending.to_string_lossy();
    let mut all = Format::ALL.into_iter();
    let by_ending = all.find(|format| ending.eq_ignore_ascii_case(format.ending()));
    by_ending.ok_or_else(|| {
        let mut known: Vec<_> = Format::ALL.map(|it| format!(".{}", it.ending())).into();
        known.dedup(); // a message is a text file too
        let (shown, zh, en) = (path.display(), known.join("、"), known.join(", "));
        Failure::words_of(
            format!("{shown}：写不出这种文件；名字要以 {zh} 结尾，或用 --format 写明格式"),
            format!("{shown}: no such file can be written; the name must end in one of {en}, or say the format with --format"),
        )
    })
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
        let written = entries.first().map(|it| takeaway::write(it.words, format));
        return written.flatten().ok_or_else(|| no_day(&[]));
    }
    let missing = match takeaway::write_all(entries, format, lang) {
        Ok(written) => return Ok(written),
        Err(missing) => missing,
    };
    // A calendar of those who have a day to wait for; the others are named.
    let numbered = entries.iter().enumerate();
    let (without, with): (Vec<_>, Vec<_>) =
        numbered.partition(|(number, _)| missing.contains(number));
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
        entry.labelled(text)
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// What a record is called in a message.
fn name(number: usize, entry: &Entry<'_>, lang: Lang) -> String {
    entry.label.map_or_else(
        || {
            lang.say(
                format_args!("第{}个", number + 1),
                format_args!("record {}", number + 1),
            )
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

/// Answers that are there but cannot be used are faulty input. Whoever mends them
/// hears at once what else is `missing`.
fn reject(
    walks: &[Walk<'_>],
    records: &Records,
    missing: impl Fn(Lang) -> String,
) -> Result<(), Failure> {
    let rejections = |lang| {
        let walks = walks.iter().zip(&records.list);
        let lines = walks.filter_map(|(walk, record)| rejection(walk, record, records, lang));
        lines.collect::<Vec<_>>().join("\n")
    };
    if rejections(Lang::Zh).is_empty() {
        return Ok(());
    }
    Err(Failure::said(|lang| {
        let all = rejections(lang) + "\n" + &missing(lang);
        all.trim_end().to_owned()
    }))
}

fn rejection(walk: &Walk<'_>, record: &Record, of: &Records, lang: Lang) -> Option<String> {
    let Stop::Ask {
        question,
        rejected: Some(why),
    } = &walk.stop
    else {
        return None;
    };
    let fact = walk.pack().question(*question).fact;
    let place = of.location(record, fact).unwrap_or_default();
    let fact = &walk.pack().fact(fact).id;
    let why = rejected(*why, fact, walk.today(), lang);
    Some(format!("{place}{}{why}", lang.colon()))
}

/// What each unfinished record still needs. Of several it is said which of what
/// file it is, and that nothing is written of the others either.
fn all_needs(entries: &[Entry<'_>], records: &Records, shown: &str) -> String {
    let mut out = String::new();
    for (at, entry) in entries.iter().enumerate() {
        let Words { walk, lang, .. } = entry.words;
        let Stop::Ask { rejected: None, .. } = walk.stop else {
            continue;
        };
        if records.several {
            let (name, colon) = (name(at, entry, lang), lang.colon());
            let _ = write!(out, "{shown}{colon}{name}{colon}");
        }
        out.push_str(&needs(walk, lang));
    }
    if let (true, Some(first)) = (records.several, entries.first()) {
        let without = entries
            .iter()
            .filter(|it| it.words.walk.outcome().is_none());
        let (all, without) = (entries.len(), without.count());
        out.push_str(&first.words.lang.say(
            format_args!("{all} 个里有 {without} 个没有结果，什么也没写；补上再来一次\n"),
            format_args!(
                "{without} of {all} have no result, nothing was written; mend them and try again\n"
            ),
        ));
    }
    out
}

/// What is still to be asked.
fn needs(walk: &Walk<'_>, lang: Lang) -> String {
    let Some(fact) = walk.next_fact() else {
        return String::new();
    };
    let words = Words::new(walk, lang);
    let id = &walk.pack().fact(fact).id;
    let question = card::question_words(&words, fact);
    lang.say(
        format_args!("还没有结果，还要知道：{question}\n请在 [answers] 里加上 {id} = …\n"),
        format_args!(
            "No result yet. Still to be answered: {question}\nAdd {id} = … to [answers].\n"
        ),
    )
}
