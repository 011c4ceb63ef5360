//! A text in both languages, and what its placeholders stand for.
//!
//! A start of the program neither copies nor looks at the words that are built
//! in: they are understood when they are shown.

use std::collections::BTreeMap;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::index::Ids;
use super::place::Place;
use super::problem::ProblemKind;
use super::reader::{Sink, Table, Value};
use super::resolve::Resolver;
use super::suggest::nearest;
use super::{Fact, FactId, ParameterId, PhraseId};
use crate::lang::{Lang, Said};

/// A text in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    zh: Words,
    en: Words,
}

/// The words of a text in one language: thousands, so they are small.
#[derive(Clone, Debug)]
enum Words {
    /// Built in: what they stand in, and where there.
    BuiltIn(&'static &'static str, Place),
    /// Read from a file, and where it has them.
    Read(Box<(String, Place)>),
}

impl Words {
    fn as_str(&self) -> &str {
        match self {
            Self::BuiltIn(inside, place) => inside.get(place.span()).unwrap_or_default(),
            Self::Read(read) => &read.0,
        }
    }

    const fn place(&self) -> Place {
        match self {
            Self::BuiltIn(_, place) => *place,
            Self::Read(read) => read.1,
        }
    }
}

/// No words at all.
impl Default for Words {
    fn default() -> Self {
        Self::BuiltIn(&"", Place::default())
    }
}

/// Words are equal wherever they stand.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Words {}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words as they stand.
    Plain(&'t str),
    /// The name of a placeholder, whose [`Slot`] says what is filled in.
    Slot(&'t str),
}

impl Text {
    const fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The pieces in one language.
    pub(crate) fn pieces(&self, lang: Lang) -> impl Iterator<Item = Piece<'_>> {
        let mut rest = self.words(lang).as_str();
        std::iter::from_fn(move || {
            let inside = rest.strip_prefix('{');
            if let Some((name, behind)) = inside.and_then(|it| it.split_once('}')) {
                rest = behind;
                return Some(Piece::Slot(name));
            }
            let (plain, behind) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
            rest = behind;
            (!plain.is_empty()).then_some(Piece::Plain(plain))
        })
    }

    /// The names of the placeholders in one language.
    pub(crate) fn slots(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.pieces(lang).filter_map(|piece| match piece {
            Piece::Slot(name) => Some(name),
            Piece::Plain(_) => None,
        })
    }

    /// The text in one language, with what `slot` has for each placeholder.
    pub(crate) fn fill<S: AsRef<str>>(&self, lang: Lang, slot: impl Fn(&str) -> S) -> String {
        let mut out = String::new();
        for piece in self.pieces(lang) {
            match piece {
                Piece::Plain(plain) => out.push_str(plain),
                Piece::Slot(name) => out.push_str(slot(name).as_ref()),
            }
        }
        out
    }

    /// Where its words in one language stand.
    pub(crate) const fn place(&self, lang: Lang) -> Place {
        self.words(lang).place()
    }
}

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// `{usual-days}`, `{legal-days+publish-days}`: the sum of parameters.
    Sum(SmallVec<[ParameterId; 2]>),
    /// `{no-review-from}`: a parameter that is a day.
    Day(ParameterId),
    /// `{matter}`: words that depend on the case.
    Phrase(PhraseId),
    /// `{today}`.
    Today,
    /// `{ask-from}`: the first day to ask.
    AskFrom,
    /// `{found}`: what the check of a number or name found.
    Found,
    /// `{exam-date}`: the day answered for a fact.
    Answer(FactId),
    /// `{name}`, `{id-number}`: the person's own name or number, shown only
    /// where that was asked for.
    Personal(FactId),
    /// `{workdays:exam-date}`: working days since the day answered.
    Workdays(FactId),
}

/// What a `[parameter.x]` table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A number of working days.
    Workdays,
    /// Another number.
    Count,
    /// A day.
    Day,
}

impl Unit {
    /// The unit of a table's figure.
    pub(crate) fn of(table: &Table<'_>) -> Self {
        if table.optional("date").is_some() {
            Self::Day
        } else if table.optional("count").is_some() {
            Self::Count
        } else {
            Self::Workdays
        }
    }
}

/// The placeholders a text may have, by name.
#[derive(Clone, Debug)]
pub(crate) struct Slots(BTreeMap<String, Slot>);

impl Slots {
    /// Those of a pack; a name of a fact goes before one of a parameter, and
    /// that before one of a phrase.
    pub(super) fn new(parameters: &Ids, units: &[Unit], phrases: &Ids, facts: &[Fact]) -> Self {
        let mut slots = BTreeMap::new();
        for (number, id) in phrases.names().enumerate() {
            slots.insert(id.to_owned(), Slot::Phrase(PhraseId::new(number)));
        }
        for (number, id) in parameters.names().enumerate() {
            let id_of = ParameterId::new(number);
            let slot = match units[number] {
                Unit::Day => Slot::Day(id_of),
                Unit::Workdays | Unit::Count => Slot::Sum(smallvec![id_of]),
            };
            slots.insert(id.to_owned(), slot);
        }
        for (number, fact) in facts.iter().enumerate() {
            let id_of = FactId::new(number);
            if fact.is_day() {
                slots.insert(fact.id.clone(), Slot::Answer(id_of));
                slots.insert(format!("workdays:{}", fact.id), Slot::Workdays(id_of));
            } else if fact.is_personal() {
                slots.insert(fact.id.clone(), Slot::Personal(id_of));
            }
        }
        let fixed = [
            ("today", Slot::Today),
            ("ask-from", Slot::AskFrom),
            ("found", Slot::Found),
        ];
        slots.extend(fixed.map(|(name, slot)| (name.to_owned(), slot)));
        Self(slots)
    }

    /// What a placeholder stands for; nothing where there is none of that name.
    pub(crate) fn get(&self, name: &str) -> Option<Slot> {
        if let Some(slot) = self.0.get(name) {
            return Some(slot.clone());
        }
        let mut sum = SmallVec::new();
        for name in name.split('+') {
            let Some(Slot::Sum(one)) = self.0.get(name) else {
                return None;
            };
            sum.extend_from_slice(one);
        }
        Some(Slot::Sum(sum))
    }
}

impl Resolver<'_> {
    /// Reads `key = { zh = "…", en = "…" }` that must be there.
    pub(crate) fn text(&self, table: &Table<'_>, key: &'static str) -> Text {
        table
            .required(key)
            .map_or_else(Text::default, |value| self.text_of(table, key, value))
    }

    /// Reads a value as a text.
    pub(crate) fn text_of(&self, table: &Table<'_>, key: &str, value: Value<'_>) -> Text {
        if !value.is_table() {
            let expected = Said::new(
                format!("两种语言：{key}.zh = \"…\" 和 {key}.en = \"…\""),
                format!("both languages: {key}.zh = \"…\" and {key}.en = \"…\""),
            );
            table.reject(key, expected, value);
            return Text::default();
        }
        let Some(inner) = table.under(key, value) else {
            return Text::default();
        };
        let text = self.text_in(&inner);
        inner.finish();
        text
    }

    /// Reads `zh` and `en` of a table that may hold more.
    pub(crate) fn text_in(&self, table: &Table<'_>) -> Text {
        Text {
            zh: self.words(table, "zh"),
            en: self.words(table, "en"),
        }
    }

    fn words(&self, table: &Table<'_>, key: &'static str) -> Words {
        let value = table.required(key);
        if let Some((inside, at)) = value.and_then(Value::built_in) {
            // The rule check has been through it.
            return Words::BuiltIn(inside, table.at(at));
        }
        let text = value.and_then(|value| Some((value, table.as_text(key, value)?)));
        let Some((value, (text, place))) = text else {
            return Words::default();
        };
        if text.trim().is_empty() {
            let expected = Said::new("不是空的文字", "a text that is not empty");
            table.wrong(place, key, expected, "\"\"");
        }
        let at = |bytes| table.at(value.span_of(bytes));
        self.check_placeholders(text, at, table.sink());
        Words::Read(Box::new((text.to_owned(), place)))
    }

    fn check_placeholders(&self, text: &str, at: impl Fn(Range<usize>) -> Place, sink: &Sink) {
        // One sign at a time: that is searched for by the byte.
        let lone = |start: usize, words: &str, sign: char| {
            if let Some(found) = words.find(sign) {
                let place = at(start + found..start + found + sign.len_utf8());
                sink.error(Some(place), ProblemKind::OpenBrace);
            }
        };
        lone(0, text, '｛');
        lone(0, text, '｝');
        let mut rest = text;
        while let Some((plain, behind)) = rest.split_once('{') {
            let start = text.len() - rest.len();
            lone(start, plain, '}');
            let Some((name, after)) = behind.split_once('}') else {
                lone(start, rest, '{');
                return;
            };
            if self.slots.get(name).is_none() {
                let known = self.slots.0.keys().map(String::as_str);
                let kind = ProblemKind::UnknownPlaceholder {
                    name: name.to_owned(),
                    meant: nearest(name, known),
                };
                let whole = start + plain.len()..text.len() - after.len();
                sink.error(Some(at(whole)), kind);
            }
            rest = after;
        }
        lone(text.len() - rest.len(), rest, '}');
    }
}
