//! Answers files: `today = 2026-11-23`, `[answers]` and `[given]` keyed by fact
//! (of a walk kept also who spoke, and when its result was told), or several `[[record]]`; the same in JSON.

mod json;
mod write;

pub use write::{write, write_walk};

use crate::lang::Said;
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::check::invisible::one_line;
use crate::check::month::{Month, YEARS, iso_day};
use crate::check::note::Note;
use crate::engine::{Answers, Secret, Value, Voice};
use crate::pack::document::{Document, parse_one};
use crate::pack::files::{File, Files};
use crate::pack::index::unknown_id;
use crate::pack::problem::{Noun, ProblemKind, Problems};
use crate::pack::reader::{Sink, Table, Value as Raw, expected_date};
use crate::pack::tree::Kind;
use crate::pack::{Domain, FactId, Pack};
use crate::pack::{FileId, Place, nearest};

/// What an answers file says.
#[derive(Clone, Debug, Default)]
pub struct AnswersFile {
    /// The day to compute for, where it names one.
    pub today: Option<NaiveDate>,
    /// The day on which what they lead to was told.
    pub told: Option<NaiveDate>,
    /// The answers.
    pub answers: Answers,
    /// Who gave them: `voice = "call"`.
    pub voice: Voice,
    /// `[notes]`: the school's own words, keyed by fact.
    pub notes: BTreeMap<FactId, Note>,
}

/// The records of an answers file.
#[derive(Clone, Debug)]
pub struct Records {
    /// At least one.
    pub list: Vec<Record>,
    /// Whether the file is written for several, be it only one.
    pub(crate) several: bool,
    files: Files,
}

/// One person's answers in a file of several.
#[derive(Clone, Debug)]
pub struct Record {
    /// What the file calls it.
    pub(crate) label: Option<String>,
    /// What the file says.
    pub file: AnswersFile,
    places: BTreeMap<FactId, Place>,
}

impl Records {
    /// `file:line:col` of the answer to a fact.
    pub(crate) fn location(&self, record: &Record, fact: FactId) -> Option<String> {
        let place = record.places.get(&fact)?;
        Some(self.files.location(*place))
    }
}

/// Reads an answers file called `shown` that holds one record.
///
/// # Errors
/// Every problem with it. Their words show no names and no ID numbers, but
/// the excerpts of [`Problems::render`] would: use
/// [`Problems::render_without_excerpts`].
pub fn read(pack: &Pack, shown: &str, text: &str) -> Result<AnswersFile, Box<Problems>> {
    let mut records = read_all(pack, shown, text)?;
    if records.list.len() == 1 {
        return Ok(records.list.remove(0).file);
    }
    let count = records.list.len();
    let kind = ProblemKind::Fault(Said::new(
        format!("这里只要一个人的回答，文件里有 {count} 个"),
        format!("one record is wanted here, the file has {count}"),
    ));
    let sink = Sink::default();
    sink.error(Some(Place::new(FileId::FIRST, 0..0)), kind);
    Err(Box::new(Problems::new(records.files, sink.into_list())))
}

/// Reads an answers file called `shown`, TOML or JSON: `[answers]`, or
/// `[[record]]` with `label`, `today` and `answers` each.
///
/// # Errors
/// As [`read`].
pub fn read_all(pack: &Pack, shown: &str, text: &str) -> Result<Records, Box<Problems>> {
    let sink = Sink::default();
    let (several, list) = read_into(&sink, pack, shown, text).unwrap_or_default();
    let files = Files::single(File::in_memory(shown, text));
    if sink.len() > 0 {
        return Err(Box::new(Problems::new(files, sink.into_list())));
    }
    Ok(Records {
        list,
        several,
        files,
    })
}

/// The answers of one record that fit these rules, and how much in the text does
/// not; none where nothing does.
pub(crate) fn read_what_fits(pack: &Pack, text: &str) -> Option<(AnswersFile, usize)> {
    let sink = Sink::default();
    let (_, list) = read_into(&sink, pack, "", text)?;
    let [record] = <[Record; 1]>::try_from(list).ok()?;
    let fits = sink.len() == 0 || !record.file.answers.is_empty();
    fits.then(|| (record.file, sink.len()))
}

/// Whether a text is written for several records, and those; none where it is
/// neither TOML nor JSON.
fn read_into(sink: &Sink, pack: &Pack, shown: &str, text: &str) -> Option<(bool, Vec<Record>)> {
    let file = FileId::FIRST;
    let json = json::looks_like(text);
    let tree = if json {
        json::parse(file, text, sink)
    } else {
        parse_one(file, text, sink)
    };
    let name = shown;
    let document = Document {
        file,
        name,
        tree: tree?,
    };
    let table = Table::root(&document, sink);
    let read = of_root(pack, &table, json);
    table.finish();
    Some(read)
}

/// The records of a file's root, and whether it is written for several.
fn of_root(pack: &Pack, root: &Table<'_>, json: bool) -> (bool, Vec<Record>) {
    let Some(value) = root.optional("record") else {
        return (false, vec![record(pack, root, json)]);
    };
    let today = day(root, "today", json);
    let mut list = Vec::new();
    for element in root.elements("record", value) {
        let Some(table) = Table::of(root.file, "record".to_owned(), element, root.sink()) else {
            continue;
        };
        let mut record = record(pack, &table, json);
        record.label = label(&table);
        record.file.today = record.file.today.or(today);
        table.finish();
        list.push(record);
    }
    if list.is_empty() {
        let expected = Said::new("至少一个人的回答", "at least one record");
        root.reject("record", expected, value);
    }
    (true, list)
}

/// What a record is called, on one line and without what nobody sees.
fn label(table: &Table<'_>) -> Option<String> {
    let value = table.optional("label")?;
    let Some(text) = value.as_str() else {
        table.reject("label", Said::new("一段文字", "a string"), value);
        return None;
    };
    Some(one_line(text)).filter(|label| !label.is_empty())
}

fn record(pack: &Pack, table: &Table<'_>, json: bool) -> Record {
    let today = day(table, "today", json);
    let told = day(table, "told", json);
    let answers = table.table("answers");
    let places = answers.as_ref().map_or_else(BTreeMap::new, |table| {
        let entries = table.entries();
        entries
            .filter_map(|(id, _, value)| Some((pack.find_fact(id)?, table.at(value.span()))))
            .collect()
    });
    let mut answers = answers.map_or_else(Answers::new, |table| of_table(pack, &table));
    read_given(pack, table, &mut answers);
    Record {
        label: None,
        file: AnswersFile {
            today,
            told,
            answers,
            voice: voice(table),
            notes: notes(pack, table),
        },
        places,
    }
}

/// A day, which JSON can only write in quotes.
fn day(table: &Table<'_>, key: &'static str, json: bool) -> Option<NaiveDate> {
    let value = table.optional(key)?;
    let (day, expected) = if json {
        let expected = Said::new(
            "日期，例如 \"2026-11-23\"",
            "a date, for example \"2026-11-23\"",
        );
        (value.as_str().and_then(iso_day), expected)
    } else {
        (value.as_date(), expected_date())
    };
    let day = day.filter(|day| YEARS.contains(&day.year()));
    if day.is_none() {
        table.reject(key, expected, value);
    }
    day
}

/// Who the walk was for.
fn voice(table: &Table<'_>) -> Voice {
    let Some(name) = table.optional_name("voice") else {
        return Voice::Own;
    };
    Voice::named(&name.text).unwrap_or_else(|| {
        let expected = Said::one_of(&Voice::ALL.map(Voice::name));
        table.refuse("voice", expected, &name);
        Voice::Own
    })
}

/// The notes; one at a fact that no longer exists is left behind.
fn notes(pack: &Pack, table: &Table<'_>) -> BTreeMap<FactId, Note> {
    if table.optional("notes").is_none() {
        return BTreeMap::new();
    }
    let Some(table) = table.table("notes") else {
        return BTreeMap::new();
    };
    let entries = table.entries();
    entries
        .filter_map(|(id, _, raw)| {
            let note = Note::new(raw.as_str()?);
            Some((pack.find_fact(id)?, note))
        })
        .collect()
}

/// Reads a table of answers keyed by fact, reporting what does not fit.
pub(crate) fn of_table(pack: &Pack, table: &Table<'_>) -> Answers {
    let mut answers = Answers::new();
    for (id, place, raw) in table.entries() {
        if let Some(fact) = fact(pack, table, (id, place), false)
            && let Some(value) = value(pack, fact, table, raw)
        {
            answers.set(fact, value);
        }
    }
    answers
}

/// Reads what is given from outside, where a table has `given`.
pub(crate) fn read_given(pack: &Pack, table: &Table<'_>, answers: &mut Answers) {
    let given = table.optional("given");
    let Some(table) = given.and_then(|value| table.under("given", value)) else {
        return;
    };
    for (id, place, raw) in table.entries() {
        let Some(fact) = fact(pack, &table, (id, place), true) else {
            continue;
        };
        let text = raw.as_str().unwrap_or_default();
        match given_value(pack, fact, text) {
            Ok(value) => drop(answers.set(fact, value)),
            Err(ids) => not_a_choice(id, ids, &[], &table, raw),
        }
    }
}

/// The value of a given fact that is called so.
///
/// # Errors
/// Its values, where none is.
pub(crate) fn given_value<'p>(
    pack: &'p Pack,
    fact: FactId,
    text: &str,
) -> Result<Value, &'p [String]> {
    let Domain::Choice(ids) = &pack.fact(fact).domain else {
        return Err(&[]);
    };
    let number = ids.iter().position(|id| id == text);
    number.map(Value::Choice).ok_or(ids)
}

/// The fact of that name, among those that are given or among those asked for.
fn fact(pack: &Pack, table: &Table<'_>, (id, place): (&str, Place), given: bool) -> Option<FactId> {
    let found = pack.find_fact(id);
    if found.is_some_and(|fact| pack.fact(fact).given.is_some() == given) {
        return found;
    }
    let kind = match found {
        Some(_) if given => ProblemKind::told(
            "load/unknown-key",
            Said::new(format!("{id} 是要问的"), format!("`{id}` is asked for")),
            Said::new("写在 answers 里", "write it in `answers`"),
        ),
        Some(_) => ProblemKind::told(
            "load/unknown-key",
            Said::new(
                format!("{id} 不是问出来的"),
                format!("`{id}` is not asked for"),
            ),
            Said::new("写在 given 里", "write it in `given`"),
        ),
        None => {
            let facts = pack.facts.iter().filter(|it| it.given.is_some() == given);
            unknown_id(Noun::Fact, id, facts.map(|fact| fact.id.as_str()))
        }
    };
    table.sink().error(Some(place), kind);
    None
}

fn value(pack: &Pack, fact: FactId, table: &Table<'_>, raw: Raw<'_>) -> Option<Value> {
    let fact = pack.fact(fact);
    let text = raw.as_str();
    if text == Some("unknown") {
        return Some(Value::Unknown);
    }
    match &fact.domain {
        Domain::Choice(ids) => {
            let number = text.and_then(|text| ids.iter().position(|id| id == text));
            if number.is_none() {
                not_a_choice(&fact.id, ids, &["unknown"], table, raw);
            }
            number.map(Value::Choice)
        }
        Domain::Date { .. } => {
            let date = text.and_then(iso_day).or_else(|| raw.as_date());
            let date = date.filter(|date| YEARS.contains(&date.year()));
            let month = || text?.parse::<Month>().ok().map(Value::Month);
            let value = date.map(Value::Date).or_else(month);
            if value.is_none() {
                let (from, to) = (YEARS.start(), YEARS.end());
                let expected = Said::new(
                    format!(
                        "{from} 到 {to} 年的日期，例如 2026-10-08；只知道月份就写 \"2026-10\"；或 \"unknown\""
                    ),
                    format!(
                        "a date of {from} to {to}, for example 2026-10-08, a month as \"2026-10\", or \"unknown\""
                    ),
                );
                refuse(&fact.id, expected, table, raw);
            }
            value
        }
        Domain::IdNumber => match text {
            Some("fine") => Some(Value::Fine),
            // "fien" is a slip, and no number anybody would type.
            Some(text) if nearest(text, ["fine", "unknown"]).is_none() => {
                Some(Value::IdNumber(Secret::new(text)))
            }
            _ => {
                let expected = Said::new(
                    "加引号的号码，或 \"fine\"、\"unknown\"",
                    "the number in quotes, or \"fine\" or \"unknown\"",
                );
                refuse(&fact.id, expected, table, raw);
                None
            }
        },
        Domain::NamePair if text == Some("fine") => Some(Value::Fine),
        Domain::NamePair => name_pair(&fact.id, table, raw),
    }
}

fn name_pair(fact: &str, table: &Table<'_>, raw: Raw<'_>) -> Option<Value> {
    if !raw.is_table() {
        let expected = Said::new(
            "{ record = \"登记的名字\", typed = \"打的名字\" }，或 \"fine\"、\"unknown\"",
            "{ record = \"name on record\", typed = \"name as typed\" }, or \"fine\" or \"unknown\"",
        );
        refuse(fact, expected, table, raw);
        return None;
    }
    let inner = Table::of(table.file, format!("answers.{fact}"), raw, table.sink())?;
    let part = |key| {
        let value = inner.required(key)?;
        let text = value.as_str();
        if text.is_none() {
            refuse(
                key,
                Said::new("加引号的姓名", "a name in quotes"),
                &inner,
                value,
            );
        }
        text.map(Secret::new)
    };
    let (record, typed) = (part("record"), part("typed"));
    inner.finish();
    Some(Value::Name {
        record: record?,
        typed: typed?,
    })
}

fn not_a_choice(fact: &str, ids: &[String], more: &[&str], table: &Table<'_>, raw: Raw<'_>) {
    let ids = ids.iter().map(String::as_str);
    let known: Vec<&str> = ids.chain(more.iter().copied()).collect();
    if let Some(text) = raw.as_str()
        && nearest(text, known.iter().copied()).is_some()
    {
        let kind = unknown_id(Noun::Choice, text, known.iter().copied());
        let place = table.at(raw.span());
        table.sink().error(Some(place), kind);
        return;
    }
    refuse(fact, Said::one_of(&known), table, raw);
}

/// What a value of a kind looks like, in no language.
const fn shape(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Apart => "\"…\"",
        Kind::Integer | Kind::Float => "0–9",
        Kind::Boolean => "true / false",
        Kind::Date => "yyyy-mm-dd",
        Kind::List => "[…]",
        Kind::Table => "{…}",
    }
}

/// Refuses a value without repeating it: it may be somebody's name or number.
fn refuse(key: &str, expected: Said, table: &Table<'_>, raw: Raw<'_>) {
    table.wrong(table.at(raw.span()), key, expected, shape(raw.kind()));
}
