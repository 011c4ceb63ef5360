//! Answers files: `today = 2026-11-23` and `[answers]` keyed by fact.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::engine::{Answers, Secret, Value};
use crate::pack::files::{File, FileId, Files};
use crate::pack::index::unknown_id;
use crate::pack::load::{Document, parse_one};
use crate::pack::problem::{Expected, Kind, Noun, Problems};
use crate::pack::reader::{self, Sink, Table, Value as Raw};
use crate::pack::{Domain, FactId, Pack};

/// What an answers file says.
#[derive(Clone, Debug, Default)]
pub struct AnswersFile {
    /// The day to compute for, where it names one.
    pub today: Option<NaiveDate>,
    /// The answers.
    pub answers: Answers,
    /// Whether somebody on the phone gave them: `voice = "call"`.
    pub call: bool,
    /// `[notes]`: the school's own words, keyed by fact.
    pub notes: BTreeMap<FactId, String>,
}

/// Reads an answers file called `shown`.
///
/// # Errors
/// Every problem with it. Their words show no names and no ID numbers, but
/// the excerpts of [`Problems::render`] would: use
/// [`Problems::render_without_excerpts`].
pub fn read(pack: &Pack, shown: &str, text: &str) -> Result<AnswersFile, Box<Problems>> {
    let sink = Sink::default();
    let file = FileId::FIRST;
    let read = {
        let root = parse_one(file, text, &sink);
        root.map(|root| {
            let document = Document {
                file,
                name: shown,
                text,
                root,
            };
            let table = Table::root(&document, &sink);
            let today = table
                .optional("today")
                .and_then(|value| table.as_date("today", value));
            let answers = table.table("answers");
            let answers = answers.map_or_else(Answers::new, |table| of_table(pack, &table));
            let (call, notes) = (is_call(&table), notes(pack, &table));
            table.finish();
            AnswersFile {
                today,
                answers,
                call,
                notes,
            }
        })
    };
    let list = sink.into_list();
    match read {
        Some(read) if list.is_empty() => Ok(read),
        _ => {
            let files = Files::single(File::in_memory(shown, text));
            let mut problems = Problems { files, list };
            problems.sort();
            Err(Box::new(problems))
        }
    }
}

/// Whether `voice` says that the walk was for somebody on the phone.
fn is_call(table: &Table<'_>) -> bool {
    let name = table.optional_name("voice");
    if let Some(name) = name
        .as_ref()
        .filter(|name| !["call", "own"].contains(&name.text.as_str()))
    {
        let kind = Kind::WrongValue {
            key: "voice".to_owned(),
            expected: Expected::one_of(&["own", "call"]),
            found: format!("\"{}\"", name.text),
        };
        table.sink().error(Some(name.place), kind);
    }
    name.is_some_and(|name| name.text == "call")
}

/// The notes; one at a fact that no longer exists is left behind.
fn notes(pack: &Pack, table: &Table<'_>) -> BTreeMap<FactId, String> {
    if table.optional("notes").is_none() {
        return BTreeMap::new();
    }
    let Some(table) = table.table("notes") else {
        return BTreeMap::new();
    };
    let entries = table.entries().into_iter();
    entries
        .filter_map(|(id, _, raw)| {
            let text = raw.get_ref().as_str()?.to_owned();
            Some((pack.find_fact(id)?, text))
        })
        .collect()
}

/// Reads a table of answers keyed by fact, reporting what does not fit.
pub(crate) fn of_table(pack: &Pack, table: &Table<'_>) -> Answers {
    let mut answers = Answers::new();
    for (id, place, raw) in table.entries() {
        let Some(fact) = pack.find_fact(id) else {
            let known = pack.facts.iter().map(|fact| fact.id.as_str());
            let kind = unknown_id(Noun::Fact, id, known);
            table.sink().error(Some(place), kind);
            continue;
        };
        if let Some(value) = value(pack, fact, table, raw) {
            answers.set(fact, value);
        }
    }
    answers
}

fn value(pack: &Pack, fact: FactId, table: &Table<'_>, raw: Raw<'_>) -> Option<Value> {
    let fact = pack.fact(fact);
    let text = raw.get_ref().as_str();
    if text == Some("unknown") {
        return Some(Value::Unknown);
    }
    match &fact.domain {
        Domain::Choice(ids) => {
            let number = text.and_then(|text| ids.iter().position(|id| id == text));
            if number.is_none() {
                not_a_choice(&fact.id, ids, table, raw);
            }
            number.map(Value::Choice)
        }
        Domain::Date { .. } => {
            let quoted = text.and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok());
            let date = quoted.or_else(|| reader::civil_date(raw.get_ref()));
            if date.is_none() {
                refuse(&fact.id, or_unknown(&reader::expected_date()), table, raw);
            }
            date.map(Value::Date)
        }
        Domain::IdNumber => match text {
            Some("fine") => Some(Value::Fine),
            Some(text) => Some(Value::IdNumber(Secret::new(text))),
            None => {
                let expected = Expected::new(
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
    if raw.get_ref().as_table().is_none() {
        let expected = Expected::new(
            "{ record = \"证上的姓名\", typed = \"录入的姓名\" }，或 \"fine\"、\"unknown\"",
            "{ record = \"name on the certificate\", typed = \"name as typed\" }, or \"fine\" or \"unknown\"",
        );
        refuse(fact, expected, table, raw);
        return None;
    }
    let inner = Table::of(table.file, format!("answers.{fact}"), raw, table.sink())?;
    let part = |key| {
        let value = inner.required(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            refuse(
                key,
                Expected::new("加引号的姓名", "a name in quotes"),
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

fn or_unknown(expected: &Expected) -> Expected {
    Expected::new(
        format!("{}，或 \"unknown\"", expected.zh),
        format!("{}, or \"unknown\"", expected.en),
    )
}

fn not_a_choice(fact: &str, ids: &[String], table: &Table<'_>, raw: Raw<'_>) {
    let known: Vec<&str> = ids.iter().map(String::as_str).chain(["unknown"]).collect();
    if let Some(text) = raw.get_ref().as_str()
        && reader::nearest(text, known.iter().copied()).is_some()
    {
        let kind = unknown_id(Noun::Choice, text, known.iter().copied());
        let place = table.at(raw.span());
        table.sink().error(Some(place), kind);
        return;
    }
    refuse(fact, Expected::one_of(&known), table, raw);
}

/// Refuses a value without repeating it: it may be somebody's name or number.
fn refuse(key: &str, expected: Expected, table: &Table<'_>, raw: Raw<'_>) {
    let kind = Kind::WrongValue {
        key: key.to_owned(),
        expected,
        found: raw.get_ref().type_str().to_owned(),
    };
    table.sink().error(Some(table.at(raw.span())), kind);
}

/// Writes answers as an answers file. ID numbers and names are left out; that
/// one was checked and is fine is kept.
#[must_use]
pub fn write(pack: &Pack, answers: &Answers) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("[answers]\n");
    for (fact, value) in answers.iter() {
        let fact = pack.fact(fact);
        if let Some(shown) = written(&fact.domain, value) {
            let _ = writeln!(out, "{} = {shown}", fact.id);
        }
    }
    out
}

/// Writes a walk of the screens: who spoke, the answers as [`write()`] does, and
/// the notes.
#[must_use]
pub fn write_walk(
    pack: &Pack,
    answers: &Answers,
    call: bool,
    notes: &BTreeMap<FactId, String>,
) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    if call {
        out.push_str("voice = \"call\"\n\n");
    }
    out.push_str(&write(pack, answers));
    if !notes.is_empty() {
        out.push_str("\n[notes]\n");
    }
    for (fact, note) in notes {
        let quoted = toml::Value::String(note.clone());
        let _ = writeln!(out, "{} = {quoted}", pack.fact(*fact).id);
    }
    out
}

fn written(domain: &Domain, value: &Value) -> Option<String> {
    Some(match (value, domain) {
        (Value::Unknown, _) => "\"unknown\"".to_owned(),
        (Value::Fine, _) => "\"fine\"".to_owned(),
        (Value::Choice(number), Domain::Choice(ids)) => format!("\"{}\"", ids.get(*number)?),
        (Value::Date(day), _) => day.to_string(),
        _ => return None,
    })
}
