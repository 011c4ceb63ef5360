//! Turns names in rule files into numbered ids while they are read.

use super::index::Ids;
use super::named::NamedConditions;
use super::reader::{Name, Table, Value};
use super::slot::{Slots, Unit};
use super::{ContactDetail, ContactId, Fact, FactId, ParameterId, Target};
use crate::lang::Said;

/// Everything a reference can name.
#[derive(Clone, Copy)]
pub(super) struct Resolver<'a> {
    pub(crate) questions: &'a Ids,
    pub(crate) results: &'a Ids,
    pub(crate) stages: &'a Ids,
    pub(crate) links: &'a Ids,
    pub(crate) owners: &'a Ids,
    pub(crate) sources: &'a Ids,
    pub(crate) contacts: &'a Ids,
    /// What the school entered of each contact.
    pub(crate) entered: &'a [(ContactId, ContactDetail, String)],
    pub(crate) parameters: &'a Ids,
    /// What each parameter holds.
    pub(crate) units: &'a [Unit],
    pub(crate) fact_ids: &'a Ids,
    pub(crate) facts: &'a [Fact],
    /// Of each question, the fact it asks for.
    pub(crate) asked: &'a [FactId],
    /// The conditions that have a name.
    pub(crate) conditions: &'a NamedConditions,
    /// What placeholders may stand in a text.
    pub(crate) slots: &'a Slots,
    /// Whether the texts are those of a phrase, which may hold no other: that
    /// would have to be followed.
    pub(crate) in_phrase: bool,
}

impl Resolver<'_> {
    /// The question or result a route leads to.
    pub(crate) fn target(&self, name: &Name, table: &Table<'_>) -> Option<Target> {
        if let Some(number) = self.questions.get(&name.text) {
            return Some(Target::Question(super::QuestionId::new(number)));
        }
        if let Some(number) = self.results.get(&name.text) {
            return Some(Target::Result(super::ResultId::new(number)));
        }
        let known = self.questions.names().chain(self.results.names());
        let kind = super::index::unknown_id(super::problem::Noun::Target, &name.text, known);
        table.sink().error(Some(name.place), kind);
        None
    }

    /// The fact that the question of a table asks for.
    pub(crate) fn asked(&self, question: &Table<'_>) -> FactId {
        let number = self.questions.get(question.own_id());
        number.map_or(FactId::new(0), |number| self.asked[number])
    }

    pub(crate) fn fact(&self, name: &Name, table: &Table<'_>) -> Option<FactId> {
        let number = self.fact_ids.resolve(name, table.sink());
        number.map(FactId::new)
    }

    pub(crate) fn day_fact(&self, name: &Name, table: &Table<'_>) -> Option<FactId> {
        let fact = self.fact(name, table)?;
        let is_day = self.facts[fact.number()].is_day();
        if !is_day {
            wrong_fact(name, table, "date");
        }
        is_day.then_some(fact)
    }

    pub(crate) fn day_parameter(&self, name: &Name, table: &Table<'_>) -> Option<ParameterId> {
        let number = self.parameters.resolve(name, table.sink())?;
        let is_day = self.units[number] == Unit::Day;
        if !is_day {
            reject_parameter(name, table, "date");
        }
        is_day.then_some(ParameterId::new(number))
    }

    /// A list of parameters that are counts of working days, to be added up.
    pub(crate) fn sum(&self, table: &Table<'_>, key: &str, value: Value<'_>) -> Vec<ParameterId> {
        let names = table.names_of_some(key, value);
        names
            .iter()
            .filter_map(|name| {
                let number = self.parameters.resolve(name, table.sink())?;
                let is_count = self.units[number] == Unit::Workdays;
                if !is_count {
                    reject_parameter(name, table, "workdays");
                }
                is_count.then_some(ParameterId::new(number))
            })
            .collect()
    }
}

/// Reports a parameter that has not the unit needed.
pub(crate) fn reject_parameter(name: &Name, table: &Table<'_>, unit: &str) {
    let expected = Said::new(
        format!("有 {unit} 的参数"),
        format!("a parameter that has `{unit}`"),
    );
    table.refuse("parameter", expected, name);
}

/// Reports a fact whose input is not the one needed.
pub(crate) fn wrong_fact(name: &Name, table: &Table<'_>, input: &str) {
    let expected = Said::new(
        format!("input 为 {input} 的事实"),
        format!("a fact whose input is {input}"),
    );
    table.refuse("fact", expected, name);
}
