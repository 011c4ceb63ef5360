//! Whether a condition holds, in three values: `Some(true)`, `Some(false)`,
//! and `None` where a fact it needs is unknown or was not asked.

use chrono::NaiveDate;

use super::value::Value;
use crate::check::{id_number, person_name};
use crate::pack::{Condition, FactId, Is, Pack, Side};

/// A count of working days that a decision rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The fact whose day it starts from.
    pub fact: FactId,
    /// That day; it is day 0.
    pub from: NaiveDate,
    /// Working days from then to today.
    pub workdays: u32,
    /// Whether every day counted is settled by a notice.
    pub certain: bool,
}

/// The facts on the path so far, on one day.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The pack that knows parameters and working days.
    pub pack: &'a Pack,
    /// The day working days are counted to.
    pub today: NaiveDate,
    values: Vec<Option<&'a Value>>,
}

impl<'a> Facts<'a> {
    /// No fact on the path yet.
    #[must_use]
    pub fn new(pack: &'a Pack, today: NaiveDate) -> Self {
        let values = vec![None; pack.facts.len()];
        Self {
            pack,
            today,
            values,
        }
    }

    /// Puts a fact on the path.
    pub fn set(&mut self, fact: FactId, value: &'a Value) {
        self.values[fact.number()] = Some(value);
    }

    /// Takes a fact off the path, for those who try what could be.
    pub fn clear(&mut self, fact: FactId) {
        self.values[fact.number()] = None;
    }

    /// The answer to a fact on the path.
    #[must_use]
    pub fn get(&self, fact: FactId) -> Option<&'a Value> {
        self.values[fact.number()]
    }

    /// The day answered for a fact on the path.
    #[must_use]
    pub fn day(&self, fact: FactId) -> Option<NaiveDate> {
        match self.get(fact) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        }
    }

    /// Working days from the day answered for `fact` to today.
    #[must_use]
    pub fn counted(&self, fact: FactId) -> Option<Counted> {
        let from = self.day(fact)?;
        let count = self.pack.calendar.count(from, self.today)?;
        Some(Counted {
            fact,
            from,
            workdays: count.workdays,
            certain: self.certain(from, self.today),
        })
    }

    /// Whether all days in (from, to] are settled by a notice.
    #[must_use]
    pub fn certain(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let until = self.pack.calendar.certain_until();
        from >= to || until.is_some_and(|until| to <= until)
    }

    /// Evaluates a condition; notes in `counts` what it counted.
    pub fn holds(&self, condition: &Condition, counts: &mut Vec<Counted>) -> Option<bool> {
        match condition {
            Condition::Is(fact, values) => {
                let value = self.get(*fact)?;
                Some(values.iter().any(|is| matches_value(*is, value)))
            }
            Condition::Finding(fact) => self.finding(*fact),
            Condition::WorkdaysSince { facts, side, sum } => {
                let counted = facts.iter().find_map(|fact| self.counted(*fact))?;
                counts.push(counted);
                let bound = self.pack.sum(sum);
                Some(match side {
                    Side::UpTo => counted.workdays <= bound,
                    Side::Beyond => counted.workdays > bound,
                })
            }
            Condition::OnOrAfter(fact, parameter) => {
                Some(self.day(*fact)? >= self.pack.day(*parameter)?)
            }
            Condition::Later { fact, than } => Some(self.day(*fact)? > self.day(*than)?),
            Condition::Known(fact) => {
                let value = self.get(*fact);
                Some(value.is_some_and(|value| *value != Value::Unknown))
            }
            Condition::Asked(fact) => Some(self.get(*fact).is_some()),
            // Answered where a result's dates are known: see `walk`.
            Condition::NotCertain => None,
            Condition::All(list) => self.all(list, counts),
            Condition::Any(list) => self.any(list, counts),
            Condition::Not(inner) => self.holds(inner, counts).map(|holds| !holds),
        }
    }

    fn all(&self, list: &[Condition], counts: &mut Vec<Counted>) -> Option<bool> {
        let mut all = Some(true);
        for condition in list {
            match self.holds(condition, counts) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => all = None,
            }
        }
        all
    }

    fn any(&self, list: &[Condition], counts: &mut Vec<Counted>) -> Option<bool> {
        let mut any = Some(false);
        for condition in list {
            match self.holds(condition, counts) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => any = None,
            }
        }
        any
    }

    fn finding(&self, fact: FactId) -> Option<bool> {
        match self.get(fact)? {
            Value::Fine => Some(false),
            Value::IdNumber(text) => Some(!id_number::check(text.reveal(), self.today).valid),
            Value::Name { record, typed } => {
                Some(!person_name::compare(record.reveal(), typed.reveal()).same)
            }
            Value::Unknown | Value::Choice(_) | Value::Date(_) => None,
        }
    }
}

fn matches_value(is: Is, value: &Value) -> bool {
    match (is, value) {
        (Is::Unknown, Value::Unknown) => true,
        (Is::Choice(wanted), Value::Choice(number)) => wanted == *number,
        _ => false,
    }
}
