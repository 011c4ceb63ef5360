//! Reads `roster.toml`, reporting every problem.

use std::collections::HashMap;

use super::{Mark, Role, Vocabulary, fold};
use crate::pack::Place;
use crate::pack::document::Document;
use crate::pack::files::Files;
use crate::pack::index::unknown_id;
use crate::pack::problem::{Kind, Noun, Problem};
use crate::pack::reader::{Name, Sink, Table};
use crate::pack::{Domain, Fact, FactId, Pack};

impl Vocabulary {
    /// The pack's words and those of the `roster.toml` among its files, where
    /// there is one; and every problem of that file.
    #[must_use]
    pub fn read(pack: &Pack, files: &Files) -> (Self, Vec<Problem>) {
        let sink = Sink::default();
        let mut words = Self::of_pack(pack);
        let mut all = files.iter();
        if let Some((file, text)) = all.find(|(_, text)| text.name == super::FILE)
            && let Some(document) = Document::read(file, text, &sink)
        {
            let sink = &sink;
            Reading { pack, sink, files }.file(&document, &mut words);
        }
        (words, sink.into_list())
    }
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
        let mut first = HashMap::new();
        if let Some(group) = root.table("heading") {
            for (id, place, value) in group.entries() {
                if let Some(fact) = self.fact(id, place) {
                    let names = group.names(id, value);
                    self.headings(words, &mut first, Role::Whole(fact), &names);
                }
            }
        }
        self.names(&root, words, &mut first);
        if let Some(group) = root.table("value") {
            for (id, place, value) in group.entries() {
                let name = format!("value.{id}");
                let table = Table::of(group.file, name, value, self.sink);
                if let (Some(fact), Some(table)) = (self.fact(id, place), table) {
                    self.values(words, fact, &table);
                }
            }
        }
        self.causes(&root, words);
        root.finish();
    }

    fn fact(&self, id: &str, place: Place) -> Option<FactId> {
        let fact = self.pack.find_fact(id);
        if fact.is_none() {
            let known = self.pack.facts.iter().map(|fact| fact.id.as_str());
            self.sink
                .error(Some(place), unknown_id(Noun::Fact, id, known));
        }
        fact
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
                self.headings(words, first, role(fact), &names);
            }
        }
        table.finish();
    }

    fn headings(
        &self,
        words: &mut Vocabulary,
        first: &mut HashMap<String, Place>,
        role: Role,
        names: &[Name],
    ) {
        if let Some(name) = names.first() {
            words.shown.insert(role, name.text.clone());
        }
        for name in names {
            let folded = fold(&name.text);
            if let Some(place) = first.insert(folded.clone(), name.place) {
                self.twice(Noun::Fact, name, place);
            }
            words.headings.insert(folded, role);
        }
    }

    fn values(&self, words: &mut Vocabulary, fact: FactId, table: &Table<'_>) {
        let Domain::Choice(ids) = &self.pack.fact(fact).domain else {
            return self.choices_of_none(table);
        };
        let mut first: HashMap<String, Place> = HashMap::new();
        for (id, place, value) in table.entries() {
            let Some(choice) = ids.iter().position(|known| known == id) else {
                let known = ids.iter().map(String::as_str);
                self.sink
                    .error(Some(place), unknown_id(Noun::Choice, id, known));
                continue;
            };
            let names = table.names(id, value);
            if let Some(name) = names.first() {
                words.suggested[fact.number()][choice].clone_from(&name.text);
            }
            for name in names {
                let folded = fold(&name.text);
                if let Some(place) = first.insert(folded.clone(), name.place) {
                    self.twice(Noun::Choice, &name, place);
                }
                words.choices[fact.number()].insert(folded, choice);
            }
        }
    }

    /// A fact without choices takes no words for them.
    fn choices_of_none(&self, table: &Table<'_>) {
        for (id, place, _) in table.entries() {
            self.sink
                .error(Some(place), unknown_id(Noun::Choice, id, []));
        }
    }

    fn causes(&self, root: &Table<'_>, words: &mut Vocabulary) {
        let Some(group) = root.table("cause") else {
            return;
        };
        for (id, place, value) in group.entries() {
            let Some(number) = self.pack.results.iter().position(|card| card.id == id) else {
                let known = self.pack.results.iter().map(|card| card.id.as_str());
                self.sink
                    .error(Some(place), unknown_id(Noun::Result, id, known));
                continue;
            };
            let name = format!("cause.{id}");
            if let Some(table) = Table::of(group.file, name, value, self.sink) {
                words.causes[number] = [table.string("zh"), table.string("en")];
                table.finish();
            }
        }
    }

    fn twice(&self, noun: Noun, name: &Name, first: Place) {
        let kind = Kind::DuplicateId {
            noun,
            id: name.text.clone(),
            first: self.files.location(first),
        };
        self.sink.error(Some(name.place), kind);
    }
}
