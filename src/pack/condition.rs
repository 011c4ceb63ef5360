//! Conditions on facts: a short closed list, so that every rule can be proved,
//! drawn and translated.

use std::sync::Arc;

use serde_json::Value as Json;

use super::index::find;
use super::problem::Noun;
use super::reader::{Name, Table, Value, unknown_key};
use super::resolve::{self, Resolver};
use super::shape;
use super::{ChoiceId, FactId, NamedCondition, ParameterId};
use crate::lang::Said;
use Takes::{Day, Fact, List, One, Own};

/// A condition; see `rules/README.md` for how each is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// `is`: the fact has one of these values.
    Is(FactId, Arc<[Is]>),
    /// `finding`: the check of this ID number or name found something.
    Finding(FactId),
    /// Something a day answered is compared with.
    Day(Arc<OfDay>),
    /// `known`: the fact was asked and answered with something else than
    /// "I don't know".
    Known(FactId),
    /// `asked`: the fact is on the path.
    Asked(FactId),
    /// `"not-certain"`: a date or count of the result rests on days that no
    /// notice covers yet.
    #[default]
    NotCertain,
    /// `all`: every one holds.
    All(Arc<[Self]>),
    /// `any`: at least one holds.
    Any(Arc<[Self]>),
    /// `not`: it does not hold.
    Not(Arc<Self>),
    /// `unless`: it does not hold, or nobody knows.
    Unless(Arc<Self>),
}

/// What a day answered is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfDay {
    /// `workdays-since`: working days from the first known of these days to
    /// today, against a sum of parameters.
    WorkdaysSince {
        /// The first of these that is known counts.
        facts: Vec<FactId>,
        /// On which side of the sum.
        side: Side,
        /// The parameters added up.
        sum: Vec<ParameterId>,
    },
    /// `on-or-after`: the fact's day is the parameter's day or later.
    OnOrAfter(FactId, ParameterId),
    /// `later`: one fact's day lies after another's.
    Later {
        /// The later day.
        fact: FactId,
        /// The earlier one.
        than: FactId,
    },
    /// `past`: the fact's day lies before today.
    Past(FactId),
    /// `ahead`: the fact's day may still come, or be today: of a month that has
    /// begun nobody knows, and what is urgent must be said.
    Ahead(FactId),
    /// `before-ask`: the fact's day may lie before the first day to ask, where a
    /// result has one: who waits until then comes too late.
    BeforeAsk(FactId),
}

impl OfDay {
    /// The facts whose days it looks at, in the order they stand.
    pub(crate) fn facts(&self) -> Vec<FactId> {
        match self {
            Self::WorkdaysSince { facts, .. } => facts.clone(),
            Self::OnOrAfter(fact, _)
            | Self::Past(fact)
            | Self::Ahead(fact)
            | Self::BeforeAsk(fact) => vec![*fact],
            Self::Later { fact, than } => vec![*fact, *than],
        }
    }

    /// The parameters it adds up or compares with.
    pub(crate) fn parameters(&self) -> Vec<ParameterId> {
        match self {
            Self::WorkdaysSince { sum, .. } => sum.clone(),
            Self::OnOrAfter(_, parameter) => vec![*parameter],
            Self::Later { .. } | Self::Past(_) | Self::Ahead(_) | Self::BeforeAsk(_) => Vec::new(),
        }
    }

    /// The facts it counts working days from, and the sum they are held against.
    #[must_use]
    pub fn counts(&self) -> Option<(&[FactId], &[ParameterId])> {
        match self {
            Self::WorkdaysSince { facts, sum, .. } => Some((facts, sum)),
            Self::OnOrAfter(..)
            | Self::Later { .. }
            | Self::Past(_)
            | Self::Ahead(_)
            | Self::BeforeAsk(_) => None,
        }
    }

    /// The two facts whose days it compares with each other.
    pub(crate) const fn pair(&self) -> Option<[FactId; 2]> {
        match self {
            Self::Later { fact, than } => Some([*fact, *than]),
            Self::WorkdaysSince { .. }
            | Self::OnOrAfter(..)
            | Self::Past(_)
            | Self::Ahead(_)
            | Self::BeforeAsk(_) => None,
        }
    }

    /// The fact whose day it holds against the first day to ask.
    pub(crate) const fn before_ask(&self) -> Option<FactId> {
        match self {
            Self::BeforeAsk(fact) => Some(*fact),
            Self::WorkdaysSince { .. }
            | Self::OnOrAfter(..)
            | Self::Later { .. }
            | Self::Past(_)
            | Self::Ahead(_) => None,
        }
    }
}

impl Condition {
    /// Its parts that hold no others.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::leaves).collect(),
            Self::Not(inner) | Self::Unless(inner) => inner.leaves(),
            Self::Is(..)
            | Self::Finding(_)
            | Self::Day(_)
            | Self::Known(_)
            | Self::Asked(_)
            | Self::NotCertain => vec![self],
        }
    }

    /// What it compares days with.
    #[must_use]
    pub fn of_days(&self) -> Vec<&OfDay> {
        let leaves = self.leaves().into_iter();
        let days = leaves.filter_map(|leaf| match leaf {
            Self::Day(of) => Some(&**of),
            Self::Is(..)
            | Self::Finding(_)
            | Self::Known(_)
            | Self::Asked(_)
            | Self::NotCertain
            | Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Unless(_) => None,
        });
        days.collect()
    }

    /// The facts it looks at, in the order they stand.
    pub(crate) fn facts(&self) -> Vec<FactId> {
        let of_leaf = |leaf: &Self| match leaf {
            Self::Is(fact, _) | Self::Finding(fact) | Self::Known(fact) | Self::Asked(fact) => {
                vec![*fact]
            }
            Self::Day(of) => of.facts(),
            Self::NotCertain | Self::All(_) | Self::Any(_) | Self::Not(_) | Self::Unless(_) => {
                Vec::new()
            }
        };
        self.leaves().into_iter().flat_map(of_leaf).collect()
    }

    /// The parameters it adds up or compares with.
    pub(crate) fn parameters(&self) -> Vec<ParameterId> {
        let of_days = self.of_days().into_iter();
        of_days.flat_map(OfDay::parameters).collect()
    }
}

/// A value an `is` compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Is {
    /// "I don't know".
    Unknown,
    /// The choice with this number in the fact's domain.
    Choice(ChoiceId),
}

/// On which side of a bound a count must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At most the bound.
    UpTo,
    /// More than the bound.
    Beyond,
}

/// What the key of a kind of condition takes: how it is read, and how the schema
/// says so.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// A fact.
    Fact(fn(FactId) -> Condition),
    /// A fact whose values are days.
    Day(fn(FactId) -> OfDay),
    /// Conditions.
    List(fn(Arc<[Condition]>) -> Condition),
    /// Another condition.
    One(fn(Arc<Condition>) -> Condition),
    /// Something of its own.
    Own(Read, fn() -> Json),
}

type Read = fn(&Resolver<'_>, &Table<'_>) -> Option<Condition>;

/// Each kind of condition: its key, and what that takes.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method alone is not of every lifetime"
)]
pub(super) const KINDS: [(&str, Takes); 15] = [
    ("holds", Own(|cx, table| cx.named(table), shape::string)),
    ("is", Own(|cx, table| cx.is(table), values_of_facts)),
    ("finding", Own(|cx, table| cx.finding(table), shape::string)),
    (
        "workdays-since",
        Own(|cx, table| cx.workdays_since(table), count),
    ),
    ("on-or-after", Own(|cx, table| cx.on_or_after(table), dated)),
    ("later", Own(|cx, table| cx.later(table), two_days)),
    ("past", Day(OfDay::Past)),
    ("ahead", Day(OfDay::Ahead)),
    ("before-ask", Day(OfDay::BeforeAsk)),
    ("known", Fact(Condition::Known)),
    ("asked", Fact(Condition::Asked)),
    ("all", List(Condition::All)),
    ("any", List(Condition::Any)),
    ("not", One(Condition::Not)),
    ("unless", One(Condition::Unless)),
];

fn values_of_facts() -> Json {
    shape::by_id(&shape::defined("names"))
}

fn count() -> Json {
    let names = |key| (key, shape::defined("names"));
    shape::object(&[names("fact")], &["up-to", "beyond"].map(names))
}

fn dated() -> Json {
    shape::object(&["fact", "date"].map(|key| (key, shape::string())), &[])
}

fn two_days() -> Json {
    shape::object(&["fact", "than"].map(|key| (key, shape::string())), &[])
}

impl Takes {
    fn read(self, cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Option<Condition> {
        match self {
            Fact(of) => cx.fact(&table.name_at(key)?, table).map(of),
            Day(of) => cx.day_at(table, key).map(of).map(of_days),
            List(of) => Some(of(cx.list(table, key))),
            One(of) => {
                let inner = cx.condition_of(table, key, table.required(key)?)?;
                Some(of(Arc::new(inner)))
            }
            Own(read, _) => read(cx, table),
        }
    }

    pub(super) fn shape(self) -> Json {
        match self {
            Fact(_) | Day(_) => shape::string(),
            List(_) => shape::list(&shape::defined("condition")),
            One(_) => shape::defined("condition"),
            Own(_, shape) => shape(),
        }
    }
}

/// The key of each kind of condition.
pub(crate) fn keys() -> [&'static str; 15] {
    KINDS.map(|(key, ..)| key)
}

fn of_days(of: OfDay) -> Condition {
    Condition::Day(Arc::new(of))
}

impl Resolver<'_> {
    /// Reads a condition that gets a name: no route could rest on "not-certain".
    pub(super) fn named_condition(&self, table: &Table<'_>) -> NamedCondition {
        let one = NamedCondition::read(self, table);
        if let Some(value) = table.optional("when").filter(|it| it.as_str().is_some()) {
            table.reject("when", expected_condition(), value);
        }
        one
    }

    /// Reads a value as a condition.
    pub(super) fn condition_of(
        &self,
        table: &Table<'_>,
        key: &str,
        value: Value<'_>,
    ) -> Option<Condition> {
        let kind = table.name.rsplit('.').next().unwrap_or_default();
        if of_result(kind, key) && value.as_str() == Some("not-certain") {
            return Some(Condition::NotCertain);
        }
        if !value.is_table() {
            table.reject(key, expected_condition(), value);
            return None;
        }
        let inner = table.under(key, value)?;
        if inner.entries().count() != 1 {
            table.reject(key, expected_condition(), value);
            return None;
        }
        self.one(&inner)
    }

    /// Reads the only key of a condition's table.
    fn one(&self, table: &Table<'_>) -> Option<Condition> {
        let mut kinds = KINDS.into_iter();
        let Some((key, takes)) = kinds.find(|(key, _)| table.optional(key).is_some()) else {
            for (found, place, _) in table.entries() {
                let kind = unknown_key(found, &table.name, &keys());
                table.sink().error(Some(place), kind);
            }
            return None;
        };
        takes.read(self, table, key)
    }

    /// The condition of that name, as if it stood here.
    fn named(&self, table: &Table<'_>) -> Option<Condition> {
        let name = table.name_at("holds")?;
        if self.conditions.is_of_names {
            let expected = Said::new("一个没有名字的条件", "a condition without a name");
            table.wrong(name.place, "holds", expected, &name.text);
            return None;
        }
        self.conditions.get(&name, table)
    }

    fn day_at(&self, table: &Table<'_>, key: &'static str) -> Option<FactId> {
        self.day_fact(&table.name_at(key)?, table)
    }

    fn list(&self, table: &Table<'_>, key: &'static str) -> Arc<[Condition]> {
        let values = table.array(key).into_iter();
        let values = values.filter_map(|value| self.condition_of(table, key, value));
        values.collect()
    }

    fn is(&self, table: &Table<'_>) -> Option<Condition> {
        let inner = table.table("is")?;
        let mut all = Vec::new();
        for (fact, place, value) in inner.entries() {
            let name = Name {
                text: fact.to_owned(),
                place,
            };
            let Some(fact) = self.fact(&name, table) else {
                continue;
            };
            let values = inner.names_of_some(&name.text, value);
            let values = values.iter();
            let values = values.filter_map(|value| self.is_value(fact, value, table));
            all.push(Condition::Is(fact, values.collect()));
        }
        if inner.entries().next().is_none() {
            let expected = Said::new("至少一个事实和它的值", "at least one fact and its value");
            table.wrong(inner.place, "is", expected, "{}");
        }
        if all.len() == 1 {
            return all.pop();
        }
        Some(Condition::All(all.into()))
    }

    fn is_value(&self, fact: FactId, name: &Name, table: &Table<'_>) -> Option<Is> {
        if name.text == "unknown" {
            return Some(Is::Unknown);
        }
        let choices = self.facts[fact.number()].domain.choices().iter();
        let known = choices.map(String::as_str).chain(["unknown"]);
        let number = find(Noun::Choice, &name.text, name.place, known, table.sink());
        number.map(|number| Is::Choice(ChoiceId::new(number)))
    }

    fn workdays_since(&self, table: &Table<'_>) -> Option<Condition> {
        let inner = table.table("workdays-since")?;
        let facts = inner.required("fact").map_or_else(Vec::new, |value| {
            let names = inner.names_of_some("fact", value);
            names
                .iter()
                .filter_map(|name| self.day_fact(name, &inner))
                .collect()
        });
        let (up_to, beyond) = (inner.optional("up-to"), inner.optional("beyond"));
        let (side, key, value) = match (up_to, beyond) {
            (Some(value), None) => (Side::UpTo, "up-to", value),
            (None, Some(value)) => (Side::Beyond, "beyond", value),
            _ => {
                let expected = Said::new("up-to 和 beyond 两者之一", "one of `up-to` and `beyond`");
                let found = if up_to.is_some() { "2" } else { "0" };
                table.wrong(inner.place, "workdays-since", expected, found);
                inner.finish();
                return None;
            }
        };
        let sum = self.sum(&inner, key, value);
        inner.finish();
        Some(of_days(OfDay::WorkdaysSince { facts, side, sum }))
    }

    fn on_or_after(&self, table: &Table<'_>) -> Option<Condition> {
        let inner = table.table("on-or-after")?;
        let fact = self.day_at(&inner, "fact");
        let date = inner
            .name_at("date")
            .and_then(|name| self.day_parameter(&name, &inner));
        inner.finish();
        Some(of_days(OfDay::OnOrAfter(fact?, date?)))
    }

    fn later(&self, table: &Table<'_>) -> Option<Condition> {
        let inner = table.table("later")?;
        let fact = self.day_at(&inner, "fact");
        let than = self.day_at(&inner, "than");
        inner.finish();
        let (fact, than) = (fact?, than?);
        Some(of_days(OfDay::Later { fact, than }))
    }

    fn finding(&self, table: &Table<'_>) -> Option<Condition> {
        let name = table.name_at("finding")?;
        let fact = self.fact(&name, table)?;
        let checked = self.facts[fact.number()].is_personal();
        if !checked {
            resolve::wrong_fact(&name, table, "id-number / name-pair");
        }
        checked.then_some(Condition::Finding(fact))
    }
}

/// Whether a condition under that key of that kind of table can rest on dates
/// that are computed when the result is known: no way there can.
pub(super) fn of_result(kind: &str, key: &str) -> bool {
    key == "when" && kind != "route"
}

fn expected_condition() -> Said {
    Said::new(
        "一个条件，例如 { is = { seen = \"nothing\" } }",
        "one condition, for example { is = { seen = \"nothing\" } }",
    )
}
