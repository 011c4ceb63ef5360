//! Answers as they are kept: ids, so that they outlive a change of the rules.
//! Of ID numbers and names there is only the verdict.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::check::month::Month;
use crate::check::{id_number, person_name};
use crate::engine::{Answers, Value};
use crate::pack::{Domain, FactId, Pack};

/// An ID number or name was checked, and something was found.
const FAULTY: &str = "faulty";
const FINE: &str = "fine";
const UNKNOWN: &str = "unknown";

/// Answers by the fact's id: a choice's id, a day, a month, `unknown`; of an ID
/// number or a name `fine` or `faulty`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Known(BTreeMap<String, String>);

impl Known {
    /// The answers, as they may be kept; what is given from outside is not
    /// among them.
    #[must_use]
    pub fn of(pack: &Pack, answers: &Answers, today: NaiveDate) -> Self {
        let asked = answers
            .iter()
            .filter(|(fact, _)| pack.fact(*fact).given.is_none());
        let kept = asked.filter_map(|(id, value)| {
            let fact = pack.fact(id);
            Some((fact.id.clone(), written(&fact.domain, value, today)?))
        });
        Self(kept.collect())
    }

    /// The same answers with those of `other` on top.
    pub(crate) fn with(&self, other: &Self) -> Self {
        let mut all = self.0.clone();
        all.extend(other.0.clone());
        Self(all)
    }

    /// The same with what changed from `before` to `now`.
    pub(crate) fn changed(&self, before: &Self, now: &Self) -> Self {
        let mut all = self.clone();
        all.0
            .retain(|id, _| now.0.contains_key(id) || !before.0.contains_key(id));
        let new = now
            .0
            .iter()
            .filter(|(id, text)| before.0.get(*id) != Some(*text));
        all.0
            .extend(new.map(|(id, text)| (id.clone(), text.clone())));
        all
    }

    /// What of it was noted since `before` and is replaced by what changed from
    /// there to `now`.
    pub(crate) fn replaced(mut self, before: &Self, now: &Self) -> Self {
        self.0.retain(|id, text| {
            let (before, now) = (before.0.get(id), now.0.get(id));
            now != before && before != Some(text) && now != Some(text)
        });
        self
    }

    /// The same without what is somebody's own: the verdicts.
    #[must_use]
    pub(crate) fn without_personal(mut self, pack: &Pack) -> Self {
        let personal = |id: &str| {
            pack.find_fact(id)
                .is_some_and(|it| pack.fact(it).is_personal())
        };
        self.0.retain(|id, _| !personal(id));
        self
    }

    /// The same without the answer to one fact.
    pub(crate) fn without(&self, fact: &str) -> Self {
        let mut others = self.clone();
        others.0.remove(fact);
        others
    }

    /// The answers that these rules understand. What was found faulty is not
    /// among them: its text is gone.
    pub(crate) fn answers(&self, pack: &Pack) -> Answers {
        let read = self.0.iter().filter_map(|(id, text)| {
            let fact = pack.find_fact(id)?;
            let value = read(&pack.fact(fact).domain, text)?;
            (pack.fact(fact).given.is_none()).then_some((fact, value))
        });
        read.collect()
    }

    /// Whether the answer to a fact was found faulty.
    pub(crate) fn is_faulty(&self, pack: &Pack, fact: FactId) -> bool {
        self.0
            .get(&pack.fact(fact).id)
            .is_some_and(|text| text == FAULTY)
    }

    /// Only what was found faulty.
    pub(crate) fn faulty(&self) -> Self {
        let mut faulty = self.clone();
        faulty.0.retain(|_, text| text == FAULTY);
        faulty
    }

    /// Every answer: the fact's id and the answer's.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, text)| (id.as_str(), text.as_str()))
    }
}

fn written(domain: &Domain, value: &Value, today: NaiveDate) -> Option<String> {
    let verdict = |fine| if fine { FINE } else { FAULTY };
    let text = match value {
        Value::Unknown => UNKNOWN,
        Value::Fine => FINE,
        Value::Choice(number) => domain.choices().get(*number)?,
        Value::Date(day) => return Some(day.to_string()),
        Value::Month(month) => return Some(month.to_string()),
        Value::IdNumber(text) => verdict(id_number::check(text.reveal(), today).valid),
        Value::Name { record, typed } => {
            verdict(person_name::compare(record.reveal(), typed.reveal()).same)
        }
    };
    Some(text.to_owned())
}

fn read(domain: &Domain, text: &str) -> Option<Value> {
    if text == UNKNOWN {
        return Some(Value::Unknown);
    }
    match domain {
        Domain::Choice(ids) => ids.iter().position(|id| id == text).map(Value::Choice),
        Domain::Date { .. } => {
            let month = || text.parse::<Month>().ok().map(Value::Month);
            text.parse().ok().map(Value::Date).or_else(month)
        }
        Domain::IdNumber | Domain::NamePair => (text == FINE).then_some(Value::Fine),
    }
}
