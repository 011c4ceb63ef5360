//! What the placeholders of a pack's texts stand for.

use std::collections::BTreeMap;

use smallvec::{SmallVec, smallvec};

use super::index::Ids;
use super::reader::Table;
use super::{Fact, FactId, ParameterId, PhraseId};

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

impl Slot {
    /// The fact whose day is shown.
    pub(crate) fn fact_of_day(&self) -> Option<FactId> {
        match self {
            Self::Answer(fact) | Self::Workdays(fact) => Some(*fact),
            _ => None,
        }
    }
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

    /// Every name; sums are made of them.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
