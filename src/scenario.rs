//! Scenario files: walks in the users' language with what must come out.

use chrono::NaiveDate;

use crate::answers;
use crate::engine::{Answers, Walk};
use crate::pack::Place;
use crate::pack::document::Document;
use crate::pack::files::{Files, SCENARIOS};
use crate::pack::index::unknown_id;
use crate::pack::problem::{Kind, Noun, Problem, Severity};
use crate::pack::reader::{Sink, Table};
use crate::pack::{Pack, ResultId};

/// One walk and what must come out of it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// The day it is told for.
    pub today: NaiveDate,
    /// The answers.
    pub answers: Answers,
    /// What must come out.
    pub expect: Expectation,
}

/// What must come out of a scenario; what is not written is not checked.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The result.
    pub result: ResultId,
    /// The first day to ask; `Some(None)` for "no day".
    pub ask_from: Option<NaiveDate>,
    /// Whether that day is certain.
    pub certain: Option<bool>,
    /// The link's id.
    pub link: Option<String>,
    /// The cautions' ids, all of them.
    pub cautions: Option<Vec<String>>,
    /// The facts asked, in order.
    pub path: Option<Vec<String>>,
}

/// Reads every scenario file of a pack.
#[must_use]
pub fn read_all(pack: &Pack, files: &Files) -> (Vec<Scenario>, Vec<Problem>) {
    let sink = Sink::default();
    let mut list: Vec<Scenario> = Vec::new();
    for (file, text) in files.iter() {
        if !text.name.starts_with(SCENARIOS) {
            continue;
        }
        if let Some(document) = Document::read(file, text, &sink) {
            read_file(pack, &document, files, &sink, &mut list);
        }
    }
    (list, sink.into_list())
}

fn read_file(
    pack: &Pack,
    document: &Document<'_>,
    files: &Files,
    sink: &Sink,
    list: &mut Vec<Scenario>,
) {
    let root = Table::root(document, sink);
    if let Some(group) = root.table("scenario") {
        for (id, place, value) in group.entries() {
            if let Some(first) = list.iter().find(|scenario| scenario.id == id) {
                let kind = Kind::DuplicateId {
                    noun: Noun::Scenario,
                    id: id.to_owned(),
                    first: files.location(first.place),
                };
                sink.error(Some(place), kind);
            }
            let name = format!("scenario.{id}");
            if let Some(table) = Table::of(group.file, name, value, sink) {
                list.extend(read_one(pack, id, place, table));
            }
        }
    }
    root.finish();
}

fn read_one(pack: &Pack, id: &str, place: Place, table: Table<'_>) -> Option<Scenario> {
    let today = table.date("today");
    let answers = table
        .table("answers")
        .map_or_else(Answers::new, |table| answers::of_table(pack, &table));
    let expect = table
        .table("expect")
        .and_then(|table| expectation(pack, table));
    table.finish();
    Some(Scenario {
        id: id.to_owned(),
        place,
        today,
        answers,
        expect: expect?,
    })
}

fn expectation(pack: &Pack, table: Table<'_>) -> Option<Expectation> {
    let result = table.name_at("result").and_then(|name| {
        let known = pack.results.iter().map(|card| card.id.as_str());
        let number = known.clone().position(|id| id == name.text);
        if number.is_none() {
            let kind = unknown_id(Noun::Result, &name.text, known);
            table.sink().error(Some(name.place), kind);
        }
        number.map(ResultId::new)
    });
    let strings = |key| {
        let value = table.optional(key)?;
        let names = table.names(key, value);
        Some(names.into_iter().map(|name| name.text).collect())
    };
    let expectation = Expectation {
        result: result.unwrap_or(ResultId::new(0)),
        ask_from: table
            .optional("ask-from")
            .and_then(|value| table.as_date("ask-from", value)),
        certain: table.optional("certain").map(|_| table.boolean("certain")),
        link: table.optional_name("link").map(|name| name.text),
        cautions: strings("cautions"),
        path: strings("path"),
    };
    table.finish();
    result.map(|_| expectation)
}

impl Scenario {
    /// Walks it, and reports what came out otherwise than expected.
    #[must_use]
    pub fn problem(&self, pack: &Pack) -> Option<Problem> {
        let differences = self.differences(pack);
        let (expected, found): (Vec<_>, Vec<_>) = differences.into_iter().unzip();
        (!expected.is_empty()).then(|| Problem {
            place: Some(self.place),
            severity: Severity::Error,
            kind: Kind::Scenario {
                id: self.id.clone(),
                expected: expected.join("; "),
                found: found.join("; "),
            },
        })
    }

    /// Walks it, and tells what came out otherwise than expected: pairs of
    /// what was expected and what was found.
    #[must_use]
    pub fn differences(&self, pack: &Pack) -> Vec<(String, String)> {
        let walk = Walk::new(pack, &self.answers, self.today);
        let Some(outcome) = walk.outcome() else {
            let fact = walk
                .next_fact()
                .map_or("", |fact| pack.fact(fact).id.as_str());
            let expected = pack.card(self.expect.result).id.clone();
            let missing = format!("「{fact}」没有回答 (no answer to `{fact}`)");
            return vec![(expected, missing)];
        };
        let mut differences = Vec::new();
        let mut compare = |expected: String, found: String| {
            if expected != found {
                differences.push((expected, found));
            }
        };
        let expect = &self.expect;
        compare(
            pack.card(expect.result).id.clone(),
            pack.card(outcome.result).id.clone(),
        );
        // A result without `ask-from` in the scenario must have none.
        let day = |day: Option<NaiveDate>| {
            let day = day.map_or_else(|| "-".to_owned(), |day| day.to_string());
            format!("ask-from {day}")
        };
        compare(
            day(expect.ask_from),
            day(outcome.ask_from.map(|settled| settled.date)),
        );
        if let Some(certain) = expect.certain {
            let found = !outcome.rests_on_unsettled_days();
            compare(format!("certain {certain}"), format!("certain {found}"));
        }
        if let Some(link) = &expect.link {
            let found = outcome
                .link
                .map_or("", |link| &pack.links[link.number()].id);
            compare(link.clone(), found.to_owned());
        }
        if let Some(cautions) = &expect.cautions {
            let found = outcome.cautions.iter();
            let found = found.map(|id| &pack.cautions[id.number()].id);
            let found: Vec<_> = found.map(String::as_str).collect();
            compare(
                format!("cautions {}", cautions.join(" ")),
                format!("cautions {}", found.join(" ")),
            );
        }
        if let Some(path) = &expect.path {
            let found = walk.path.iter();
            let found: Vec<_> = found.map(|step| pack.fact(step.fact).id.as_str()).collect();
            compare(
                format!("path {}", path.join(" ")),
                format!("path {}", found.join(" ")),
            );
        }
        differences
    }
}
