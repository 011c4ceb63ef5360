//! Answers: the value of each fact that was answered.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use crate::check::month::Month;
use crate::pack::{Domain, Fact, FactId};

/// Personal text: an ID number or a name. Its `Debug` shows nothing of it, so
/// that it reaches no log and no panic message.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` from being shown by accident.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for a check or for a person who asked to see it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// "I don't know", or skipped: an answer like any other.
    Unknown,
    /// The choice with this number in the fact's domain.
    Choice(usize),
    /// A day.
    Date(NaiveDate),
    /// A month: one of its days, nobody knows which.
    Month(Month),
    /// An ID number or name that was checked and is fine; its text is not kept.
    Fine,
    /// An ID number as typed.
    IdNumber(Secret),
    /// A name.
    Name {
        /// As it stands on the certificate.
        record: Secret,
        /// As typed into the query.
        typed: Secret,
    },
}

/// The choices a question can have at most, to borrow from.
static CHOICES: [Value; 9] = [
    Value::Choice(0),
    Value::Choice(1),
    Value::Choice(2),
    Value::Choice(3),
    Value::Choice(4),
    Value::Choice(5),
    Value::Choice(6),
    Value::Choice(7),
    Value::Choice(8),
];

impl Value {
    /// The choice with that number; unknown where no question has so many.
    pub(crate) fn choice(number: usize) -> &'static Self {
        CHOICES.get(number).unwrap_or(&Self::Unknown)
    }

    /// In one word; none for an ID number and for names.
    pub(crate) fn word(&self, domain: &Domain) -> Option<String> {
        Some(match (self, domain) {
            (Self::Unknown, _) => "unknown".to_owned(),
            (Self::Fine, _) => "fine".to_owned(),
            (Self::Choice(number), Domain::Choice(ids)) => ids.get(*number)?.clone(),
            (Self::Date(day), _) => day.to_string(),
            (Self::Month(month), _) => month.to_string(),
            _ => return None,
        })
    }

    /// As an answers file has it; none for an ID number and for names.
    pub(crate) fn written(&self, domain: &Domain) -> Option<String> {
        let word = self.word(domain)?;
        let is_date = matches!(self, Self::Date(_));
        Some(if is_date { word } else { format!("\"{word}\"") })
    }

    /// The first and the last day it stands for; none where it is no day.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Date(day) => Some((*day, *day)),
            Self::Month(month) => Some((month.first(), month.last())),
            Self::Unknown
            | Self::Choice(_)
            | Self::Fine
            | Self::IdNumber(_)
            | Self::Name { .. } => None,
        }
    }

    /// Its first day, where that lies after today and a day of `fact` cannot.
    pub(crate) fn ahead(&self, fact: &Fact, today: NaiveDate) -> Option<NaiveDate> {
        let (first, _) = self.days()?;
        (fact.is_past() && first > today).then_some(first)
    }

    /// Whether both may mean the same: a month may be any of its days.
    #[must_use]
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        match (self.days(), other.days()) {
            (Some((first, last)), Some((from, to))) => first <= to && from <= last,
            _ => self == other,
        }
    }

    /// Whether a fact with these values can have this one.
    #[must_use]
    pub fn fits(&self, domain: &Domain) -> bool {
        match self {
            Self::Unknown => true,
            Self::Choice(number) => *number < domain.choices().len(),
            Self::Date(_) | Self::Month(_) => matches!(domain, Domain::Date { .. }),
            Self::Fine => matches!(domain, Domain::IdNumber | Domain::NamePair),
            Self::IdNumber(_) => matches!(domain, Domain::IdNumber),
            Self::Name { .. } => matches!(domain, Domain::NamePair),
        }
    }
}

/// The answers of one walk, by fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<FactId, Value>);

impl Answers {
    /// No answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a fact.
    #[must_use]
    pub fn get(&self, fact: FactId) -> Option<&Value> {
        self.0.get(&fact)
    }

    /// Answers a fact; gives back what it was before.
    pub fn set(&mut self, fact: FactId, value: Value) -> Option<Value> {
        self.0.insert(fact, value)
    }

    /// Takes an answer back.
    pub fn remove(&mut self, fact: FactId) -> Option<Value> {
        self.0.remove(&fact)
    }

    /// All answers, in the order of the facts.
    pub fn iter(&self) -> impl Iterator<Item = (FactId, &Value)> {
        self.0.iter().map(|(fact, value)| (*fact, value))
    }

    /// Whether nothing was answered yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(FactId, Value)> for Answers {
    fn from_iter<I: IntoIterator<Item = (FactId, Value)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}
