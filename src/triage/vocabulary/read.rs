//! Reads `roster.toml`, reporting every problem.

use std::collections::HashMap;

use super::super::batch::Batches;
use super::super::halves::{Halves, Pair};
use super::super::implies::{Implies, MOST};
use super::super::nobody::NobodyWords;
use super::{Mark, NUMBER, Rank, Role, Score, Vocabulary, Word, fold};
use crate::lang::Said;
use crate::pack::Place;
use crate::pack::document::Document;
use crate::pack::files::Files;
use crate::pack::index::find;
use crate::pack::problem::{Noun, Problem, ProblemKind};
use crate::pack::reader::{Name, Sink, Table, Value};
use crate::pack::text::check_braces;
use crate::pack::{
    Domain, Fact, FactId, Figure, Pack, ParameterId, nearest, reject_parameter, wrong_fact,
};

impl Vocabulary {
    /// The pack's words and those of the `roster.toml` among its files, where
    /// there is one; and every problem of that file.
    #[must_use]
    pub fn read(pack: &Pack, files: &Files) -> (Self, Vec<Problem>) {
        let sink = Sink::default();
        let mut words = Self::of_pack(pack);
        if let Some(document) = Document::named(files, super::FILE, &sink) {
            let sink = &sink;
            Reading { pack, sink, files }.file(&document, &mut words);
        }
        words.add_topics(pack);
        (words, sink.into_list())
    }
}

/// What a table says in Chinese and English, and nothing else; these are the
/// placeholders that are filled in.
fn said(words: Table<'_>, slots: &[&str]) -> Said {
    let [zh, en] = ["zh", "en"].map(|key| text(&words, key, slots));
    words.finish();
    Said::new(zh, en)
}

fn text(words: &Table<'_>, key: &'static str, slots: &[&str]) -> String {
    let value = words.required(key);
    let read = value.and_then(|value| Some((value, words.as_text(key, value)?)));
    let Some((value, (text, place))) = read else {
        return String::new();
    };
    words.not_empty(key, text, place);
    check_braces(words, value, text, |name| {
        let unknown = || ProblemKind::UnknownPlaceholder {
            name: name.to_owned(),
            meant: nearest(name, slots.iter().copied()),
        };
        (!slots.contains(&name)).then(unknown)
    });
    text.to_owned()
}

/// The first of several names that is one in English.
fn in_english(names: &[Name]) -> Option<&str> {
    let mut names = names.iter().map(|name| &*name.text);
    names.find(|name| name.is_ascii() && name.contains(char::is_alphabetic))
}

/// A `roster.toml` being read.
struct Reading<'a> {
    pack: &'a Pack,
    sink: &'a Sink,
    files: &'a Files,
}

impl Reading<'_> {
    fn file(&self, document: &Document<'_>, words: &mut Vocabulary) {
        let root = Table::root(document, self.sink);
        for (key, mark) in [
            ("unknown", Mark::Unknown),
            ("blank", Mark::Blank),
            ("fine", Mark::Fine),
        ] {
            let names = root.required(key).map(|value| root.names(key, value));
            for name in names.unwrap_or_default() {
                words.marks.insert(fold(&name.text), mark);
            }
        }
        let folded = |key| {
            let names = root.optional(key).map(|value| root.names(key, value));
            let names = names.unwrap_or_default().into_iter();
            names.map(|name| fold(&name.text)).collect::<Vec<_>>()
        };
        words.nobody = NobodyWords {
            begins: folded("nobody"),
            ends: folded("titles"),
            groups: folded("groups").into_iter().collect(),
        };
        words.pieces = folded("pieces");
        words.others = folded("others");
        words.wholes = folded("wholes");
        let items = root.optional("items").map(|it| root.names("items", it));
        let items = items.unwrap_or_default().into_iter();
        words.items = items
            .filter_map(|it| self.fact(&it.text, it.place))
            .collect();
        let mut first = HashMap::new();
        for (key, rank) in [("heading", Rank::First), ("also", Rank::Second)] {
            self.groups(&root, key, |group, fact, (id, value)| {
                let names = group.names(id, value);
                self.headings(words, &mut first, (Role::Whole(fact), rank), &names);
            });
        }
        self.groups(&root, "halves", |group, fact, (id, value)| {
            if let Some(table) = group.under(id, value) {
                let halves = self.halves(words, &mut first, fact, table);
                words.halves.extend(halves.map(|halves| (fact, halves)));
            }
        });
        self.names(&root, words, &mut first);
        self.groups(&root, "silent", |group, fact, (id, value)| {
            for name in group.names(id, value) {
                words.choices[fact.number()].insert(fold(&name.text), Word::Silent);
            }
        });
        self.groups(&root, "value", |group, fact, (id, value)| {
            if let Some(table) = group.under(id, value) {
                self.values(words, fact, &table);
            }
        });
        self.groups(&root, "score", |group, fact, (id, value)| {
            if let Some(table) = group.under(id, value) {
                self.score(words, fact, &table);
                table.finish();
            }
        });
        for table in root.tables("implies") {
            if words.implies.len() == MOST {
                let expected =
                    Said::new(format!("最多 {MOST} 张"), format!("at most {MOST} tables"));
                root.wrong(table.place, "implies", expected, &(MOST + 1).to_string());
                break;
            }
            words.implies.extend(self.implies(&table));
            table.finish();
        }
        if root.optional("todo").is_some()
            && let Some(table) = root.table("todo")
        {
            words.own = self.choices(&table, "when");
            words.todo = self.of_results(&table, &["when"]);
        }
        if root.optional("batch").is_some()
            && let Some(table) = root.table("batch")
        {
            words.batches = self.batches(&table);
            table.finish();
        }
        root.finish();
    }

    /// `[batch]`: people who wait since the same day.
    fn batches(&self, table: &Table<'_>) -> Option<Batches> {
        let of = table.name_at("of");
        let of = of.and_then(|name| self.day_fact(&name, table));
        let limit = table
            .required("limit")
            .map(|value| table.names("limit", value));
        let known = self.pack.parameters.iter().map(|known| known.id.as_str());
        let limit = limit.unwrap_or_default().into_iter().filter_map(|name| {
            let found = find(
                Noun::Parameter,
                &name.text,
                name.place,
                known.clone(),
                self.sink,
            );
            let number = found?;
            let is_count = matches!(self.pack.parameters[number].value, Figure::Workdays(_));
            if !is_count {
                reject_parameter(&name, table, "workdays");
            }
            is_count.then_some(ParameterId::new(number))
        });
        let limit = limit.collect();
        let told = |key| Some(said(table.table(key)?, &["day", "count", "limit"]));
        let (past, within) = (told("past"), told("within"));
        let open = table.optional("open").and_then(|_| told("open"));
        let todo = table.table("todo");
        let todo = todo.map(|table| self.of_results(&table, &[]));
        Some(Batches {
            of: of?,
            limit,
            past: past?,
            within: within?,
            open,
            todo: todo?,
        })
    }

    /// `[halves.fact]`: its two columns, and what they come to together.
    fn halves(
        &self,
        words: &mut Vocabulary,
        first: &mut HashMap<String, Place>,
        fact: FactId,
        table: Table<'_>,
    ) -> Option<Halves> {
        if self.pack.fact(fact).domain.choices().is_empty() {
            let (text, place) = (self.pack.fact(fact).id.clone(), table.place);
            wrong_fact(&Name { text, place }, &table, "choice");
            return None;
        }
        let names = [("first", 0), ("second", 1)].map(|(key, side)| {
            let names = table.required(key).map(|value| table.names(key, value));
            let (names, role) = (names.unwrap_or_default(), Role::Half(fact, side));
            self.headings(words, first, (role, Rank::First), &names);
            let id = fold(&role.id(self.pack));
            words.headings.insert(id, (role, Rank::First));
            names.iter().map(|name| fold(&name.text)).collect()
        });
        let both = table.name_at("both");
        let both = both.and_then(|name| self.choice(fact, &name.text, name.place));
        let mut others = Vec::new();
        for pair in table.tables("others") {
            others.extend(self.pair(fact, both, &pair));
            pair.finish();
        }
        table.finish();
        Some(Halves {
            names,
            both: both?,
            others,
        })
    }

    /// What two halves come to that are not both what they ought to be: anything
    /// but that.
    fn pair(&self, fact: FactId, both: Option<usize>, pair: &Table<'_>) -> Option<Pair> {
        let of = ["first", "second"].map(|key| {
            let names = pair.optional(key).map(|it| pair.names_of_some(key, it));
            let names = names.unwrap_or_default().into_iter();
            let choice = |name: Name| self.choice(fact, &name.text, name.place);
            names.filter_map(choice).collect()
        });
        if pair.optional("second").is_none() {
            pair.required("first");
        }
        let has_when = pair.optional("when").is_some();
        let when = has_when.then(|| self.choices(pair, "when"));
        let name = pair.name_at("then")?;
        let then = self.choice(fact, &name.text, name.place)?;
        if Some(then) == both {
            let other = Said::new("跟 `both` 不同的选项", "another choice than `both`");
            pair.refuse("then", other, &name);
        }
        Some(Pair {
            of,
            when: when.unwrap_or_default(),
            then,
        })
    }

    /// By result: what stands under its id.
    fn of_results(&self, table: &Table<'_>, others: &[&str]) -> Vec<Option<Said>> {
        let mut list = vec![None; self.pack.results.len()];
        for (id, place, value) in table.entries() {
            if others.contains(&id) {
                continue;
            }
            let known = self.pack.results.iter().map(|card| card.id.as_str());
            let Some(number) = find(Noun::Result, id, place, known, self.sink) else {
                continue;
            };
            list[number] = table.under(id, value).map(|words| said(words, &[]));
        }
        list
    }

    /// `[[implies]]`: what a cell tells besides.
    fn implies(&self, table: &Table<'_>) -> Option<Implies> {
        let column = table.name_at("column");
        let column = column.and_then(|name| self.fact(&name.text, name.place));
        let filled = table.name_at("cell").and_then(|name| match &*name.text {
            "filled" => Some(true),
            "empty" => Some(false),
            _ => {
                let either = Said::new("\"filled\" 或 \"empty\"", "\"filled\" or \"empty\"");
                table.refuse("cell", either, &name);
                None
            }
        });
        let has_when = table.optional("when").is_some();
        let when = has_when.then(|| self.choices(table, "when"));
        let then = self.choices(table, "then");
        Some(Implies {
            column: column?,
            filled: filled?,
            when: when.unwrap_or_default(),
            then,
        })
    }

    /// A table of facts and a choice of each.
    fn choices(&self, table: &Table<'_>, key: &'static str) -> Vec<(FactId, usize)> {
        let mut list = Vec::new();
        let Some(choices) = table.table(key) else {
            return list;
        };
        for (id, place, value) in choices.entries() {
            if let (Some(fact), Some(name)) = (self.fact(id, place), choices.as_name(id, value)) {
                list.extend(Some(fact).zip(self.choice(fact, &name.text, name.place)));
            }
        }
        list
    }

    /// The number of a choice by its id; only a fact with choices has any.
    fn choice(&self, fact: FactId, id: &str, place: Place) -> Option<usize> {
        let known = self.pack.fact(fact).domain.choices().iter();
        find(
            Noun::Choice,
            id,
            place,
            known.map(String::as_str),
            self.sink,
        )
    }

    /// Every entry of a table of facts that may be missing.
    fn groups<'t>(
        &self,
        root: &Table<'t>,
        key: &'static str,
        mut each: impl FnMut(&Table<'t>, FactId, (&'t str, Value<'t>)),
    ) {
        if root.optional(key).is_none() {
            return;
        }
        if let Some(group) = root.table(key) {
            for (id, place, value) in group.entries() {
                if let Some(fact) = self.fact(id, place) {
                    each(&group, fact, (id, value));
                }
            }
        }
    }

    /// `[score.fact]`: the choices that numbers come to, and how they are
    /// written.
    fn score(&self, words: &mut Vocabulary, fact: FactId, table: &Table<'_>) {
        let choice = |key| {
            let name = table.name_at(key)?;
            self.choice(fact, &name.text, name.place)
        };
        let (reached, missed) = (choice("reached"), choice("missed"));
        if let Some(value) = table.required("words") {
            for name in table.names("words", value) {
                words.numbers[fact.number()].insert(fold(&name.text), Word::Score(0.0));
            }
        }
        let again = table.optional("again").map(|it| table.names("again", it));
        let again = again.unwrap_or_default().into_iter();
        words.again.extend(again.map(|name| fold(&name.text)));
        words.scores[fact.number()] = reached
            .zip(missed)
            .map(|(reached, missed)| Score { reached, missed });
    }

    /// A fact that is a day.
    fn day_fact(&self, name: &Name, table: &Table<'_>) -> Option<FactId> {
        let fact = self.fact(&name.text, name.place)?;
        let is_day = matches!(self.pack.fact(fact).domain, Domain::Date { .. });
        if !is_day {
            wrong_fact(name, table, "date");
        }
        is_day.then_some(fact)
    }

    fn fact(&self, id: &str, place: Place) -> Option<FactId> {
        let known = self.pack.facts.iter().map(|fact| fact.id.as_str());
        find(Noun::Fact, id, place, known, self.sink).map(FactId::new)
    }

    /// `[name]`: the two columns of a name.
    fn names(&self, root: &Table<'_>, words: &mut Vocabulary, first: &mut HashMap<String, Place>) {
        let Some(table) = root.table("name") else {
            return;
        };
        let is_name = |fact: &Fact| fact.domain == Domain::NamePair;
        let fact = self.pack.facts.iter().position(is_name).map(FactId::new);
        for (key, role) in [
            ("record", Role::Record as fn(FactId) -> Role),
            ("typed", Role::Typed),
        ] {
            let names = table.required(key).map(|value| table.names(key, value));
            if let (Some(fact), Some(names)) = (fact, names) {
                self.headings(words, first, (role(fact), Rank::First), &names);
            }
        }
        table.finish();
    }

    fn headings(
        &self,
        words: &mut Vocabulary,
        first: &mut HashMap<String, Place>,
        (role, rank): (Role, Rank),
        names: &[Name],
    ) {
        if let Some(name) = names.first().filter(|_| rank == Rank::First) {
            let shown = Said::new(&*name.text, in_english(names).unwrap_or(&*name.text));
            words.shown.insert(role, shown);
        }
        for name in names {
            let folded = fold(&name.text);
            if let Some(place) = first.insert(folded.clone(), name.place) {
                self.twice(Noun::Heading, name, place);
            }
            words.headings.insert(folded, (role, rank));
        }
    }

    fn values(&self, words: &mut Vocabulary, fact: FactId, table: &Table<'_>) {
        let mut first: HashMap<String, Place> = HashMap::new();
        for (id, place, value) in table.entries() {
            let Some(choice) = self.choice(fact, id, place) else {
                continue;
            };
            let names = table.names(id, value);
            if let Some(name) = names.first() {
                let shown = Said::new(&*name.text, in_english(&names).unwrap_or(&*name.text));
                words.suggested[fact.number()][choice] = shown;
            }
            for name in names {
                let folded = fold(&name.text);
                if let Some(place) = first.insert(folded.clone(), name.place) {
                    self.twice(Noun::Choice, &name, place);
                }
                let list = if folded.contains(NUMBER) {
                    &mut words.numbers
                } else {
                    &mut words.choices
                };
                list[fact.number()].insert(folded, Word::Choice(choice));
            }
        }
    }

    /// Reports a name read a second time: where it stands for the second time,
    /// for tables are not read in the order they are written.
    fn twice(&self, noun: Noun, name: &Name, before: Place) {
        let (first, second) = (before.min(name.place), before.max(name.place));
        let kind = ProblemKind::DuplicateId {
            noun,
            id: name.text.clone(),
            first: self.files.location(first),
        };
        self.sink.error(Some(second), kind);
    }
}
