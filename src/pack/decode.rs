//! What is read before or beside the tables themselves: facts, ids of stages
//! and links, the school's own contacts, whose region it is.

use super::document::Document;
use super::files::{Files, MAIN, REGIONS};
use super::index::Ids;
use super::place::Place;
use super::problem::Noun;
use super::reader::{Name, Sink, Table};
use super::{ContactDetail, ContactId, Domain, Fact, FactId, Question};
use crate::check::date_text::DayLabel;
use crate::lang::Said;

/// What a question can take as its answer.
pub(super) const INPUTS: [&str; 4] = ["choice", "date", "id-number", "name-pair"];

/// The facts that the questions ask for, numbered in the order they stand.
pub(super) struct Facts {
    pub(crate) ids: Ids,
    pub(crate) list: Vec<Fact>,
    /// Of each question, the fact it asks for.
    pub(crate) of_question: Vec<FactId>,
}

impl Facts {
    /// Reads `fact`, `input` and the choices' ids of every question. A
    /// question whose fact an earlier one asks for must have its values.
    pub(crate) fn read(questions: &[Table<'_>], ids: &Ids, files: &Files) -> Self {
        let mut facts = Self {
            ids: Ids::new(Noun::Fact),
            list: Vec::new(),
            of_question: Vec::new(),
        };
        for (table, id) in questions.iter().zip(ids.names()) {
            let name = table.optional_name("fact");
            let (id, place) = name.map_or_else(
                || (id.to_owned(), table.place),
                |name| (name.text, name.place),
            );
            let domain = domain(table, files);
            let number = facts.ids.get(&id).unwrap_or(facts.list.len());
            if facts.ids.add(&id, place).is_ok() {
                let given = None;
                facts.list.push(Fact { id, domain, given });
            } else if !same_values(&facts.list[number].domain, &domain) {
                let mut asks = facts.of_question.iter();
                let first = asks.position(|fact| fact.number() == number);
                let first = first.map_or(place, |first| questions[first].place);
                let (at, values) = (files.location(first), inputs(&facts.list[number].domain));
                let expected = Said::new(
                    format!("和 {at} 一样的（那里也问 `{id}`）：{values}"),
                    format!("what {at}, which asks for `{id}` too, has: {values}"),
                );
                table.wrong(place, "choice", expected, &inputs(&domain));
            }
            facts.of_question.push(FactId::new(number));
        }
        facts
    }
}

impl Facts {
    /// Adds the facts that are given from outside.
    pub(crate) fn with_given(mut self, givens: &[Table<'_>], ids: &Ids) -> Self {
        for (table, id) in givens.iter().zip(ids.names()) {
            let values = table.some("values").into_iter();
            let values = values.filter_map(|value| table.as_name("values", value));
            let values: Vec<String> = values.map(|name| name.text).collect();
            let twice = (1..values.len()).any(|at| values[..at].contains(&values[at]));
            let unknown = values.iter().any(|value| value == "unknown");
            if twice || unknown || values.len() > MOST_CHOICES {
                let expected = Said::new(
                    "1 到 9 个不同的值，没有 unknown：给定的总是知道的",
                    "1 to 9 different values and no `unknown`: what is given is known",
                );
                table.wrong(table.place, "values", expected, &values.join(", "));
            }
            let fact = Fact {
                id: id.to_owned(),
                domain: Domain::Choice(values),
                given: Some(0),
            };
            if self.ids.add(id, table.place).is_ok() {
                self.list.push(fact);
            } else {
                let expected = Said::new("没有问题问的名字", "a name that no question asks for");
                table.wrong(table.place, "given", expected, id);
            }
        }
        self
    }
}

/// Digit keys 1 to 9 choose; 0 is "I don't know".
const MOST_CHOICES: usize = 9;

/// The input that a question has, its choices by their ids.
fn inputs(domain: &Domain) -> String {
    match domain {
        Domain::Choice(ids) => ids.join(", "),
        Domain::Date { up_to_today: true } => "date (latest = \"today\")".to_owned(),
        Domain::Date { up_to_today: false } => "date".to_owned(),
        Domain::IdNumber => "id-number".to_owned(),
        Domain::NamePair => "name".to_owned(),
    }
}

fn same_values(one: &Domain, other: &Domain) -> bool {
    match (one, other) {
        (Domain::Choice(a), Domain::Choice(b)) => {
            a.len() == b.len() && a.iter().all(|id| b.contains(id))
        }
        _ => one == other,
    }
}

fn domain(table: &Table<'_>, files: &Files) -> Domain {
    let Some(input) = table.name_at("input") else {
        return Domain::Choice(choices_so_far(table, files));
    };
    match input.text.as_str() {
        "choice" => Domain::Choice(choice_ids(table, files)),
        "date" => Domain::Date {
            up_to_today: up_to_today(table),
        },
        "id-number" => Domain::IdNumber,
        "name-pair" => Domain::NamePair,
        _ => {
            let expected = Said::one_of(&INPUTS);
            table.refuse("input", expected, &input);
            Domain::Choice(choices_so_far(table, files))
        }
    }
}

/// The choices of a question whose input is in doubt, so that routes on them
/// bring no messages of their own.
fn choices_so_far(table: &Table<'_>, files: &Files) -> Vec<String> {
    let choices = table.optional("choice");
    choices.map_or_else(Vec::new, |_| choice_ids(table, files))
}

fn up_to_today(table: &Table<'_>) -> bool {
    let latest = table.optional_name("latest");
    if let Some(name) = latest.as_ref().filter(|name| name.text != "today") {
        table.refuse("latest", Said::one_of(&["today"]), name);
    }
    latest.is_some()
}

fn choice_ids(table: &Table<'_>, files: &Files) -> Vec<String> {
    let mut ids = Ids::new(Noun::Choice);
    for choice in table.tables("choice") {
        let Some(name) = choice.name_at("id") else {
            continue;
        };
        if name.text == "unknown" {
            let expected = Said::new(
                "除 unknown 以外的名字（“不知道”由程序加上）",
                "a name other than `unknown`, which the program adds",
            );
            choice.refuse("id", expected, &name);
        } else {
            ids.take(&name.text, name.place, files, table.sink());
        }
    }
    let ids: Vec<String> = ids.names().map(str::to_owned).collect();
    if ids.is_empty() || ids.len() > MOST_CHOICES {
        let expected = Said::new("1 到 9 个选项", "1 to 9 choices");
        table.wrong(table.place, "choice", expected, &ids.len().to_string());
    }
    ids
}

/// What the paper has around the days that questions ask for.
pub(super) fn labels(questions: &[Question]) -> Vec<DayLabel> {
    let of = |question: &Question| {
        let of = question.fact.number();
        let words = question.around_day.iter().cloned();
        words
            .map(move |words| DayLabel { words, of })
            .collect::<Vec<_>>()
    };
    questions.iter().flat_map(of).collect()
}

/// The ids of `[[stage]]`, `[[link]]` or `[[owner]]`.
pub(super) fn named_ids(main: &Table<'_>, key: &'static str, files: &Files) -> Ids {
    let noun = match key {
        "stage" => Noun::Stage,
        "link" => Noun::Link,
        _ => Noun::Owner,
    };
    let mut ids = Ids::new(noun);
    for table in main.tables(key) {
        // What else is wrong with it is told where its words are read.
        if let Some(value) = table.optional("id")
            && let Some(id) = value.as_str()
        {
            ids.take(id, table.at(value.span()), files, table.sink());
        }
    }
    ids
}

/// What the school entered in its own contacts file.
pub(super) fn entered(
    document: Option<&Document<'_>>,
    contacts: &Ids,
    sink: &Sink,
) -> Vec<(ContactId, ContactDetail, String)> {
    let mut list = Vec::new();
    let Some(document) = document else {
        return list;
    };
    let root = Table::root(document, sink);
    if let Some(group) = root.table("contact") {
        for (id, place, value) in group.entries() {
            let name = Name {
                text: id.to_owned(),
                place,
            };
            let Some(number) = contacts.resolve(&name, sink) else {
                continue;
            };
            let table = Table::of(group.file, format!("contact.{id}"), value, sink);
            let Some(table) = table else { continue };
            for entry in ContactDetail::ALL {
                if let Some(name) = table.optional_name(entry.name()) {
                    list.push((ContactId::new(number), entry, name.text));
                }
            }
            table.finish();
        }
    }
    root.finish();
    list
}

/// The file of the region that `pack.toml` names, before anything is read.
pub(super) fn region_file(documents: &[Document<'_>]) -> Option<String> {
    let main = documents.iter().find(|document| document.name == MAIN)?;
    let region = main.tree.root().get("region")?.as_str()?;
    Some(format!("{REGIONS}{region}.toml"))
}

/// Reports a region that has no file.
pub(super) fn has_region(wanted: Option<&Name>, files: &Files, sink: &Sink) {
    let mut ids = Ids::new(Noun::Region);
    for (id, file) in files.iter() {
        let stem = file.name.strip_prefix(REGIONS);
        if let Some(stem) = stem.and_then(|stem| stem.strip_suffix(".toml")) {
            let _ = ids.add(stem, Place::new(id, 0..0)); // file names are unique
        }
    }
    if let Some(wanted) = wanted {
        ids.resolve(wanted, sink);
    }
}
