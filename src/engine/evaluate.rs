//! Whether a condition holds, in three values: `Some(true)`, `Some(false)`,
//! and `None` where a fact it needs is unknown or was not asked.

use chrono::NaiveDate;

use super::value::Value;
use crate::check::workdays::Status;
use crate::check::{id_number, person_name};
use crate::pack::{Condition, FactId, Is, OfDay, Pack, Side};

/// A count of working days that a decision rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The fact whose day it starts from.
    pub(crate) fact: FactId,
    /// That day, the latest possible one of a month; it is day 0.
    pub(crate) from: NaiveDate,
    /// Working days from then to today.
    pub(crate) workdays: u32,
    /// Working days from the earliest possible day: the same where the day is known.
    pub(crate) most: u32,
    /// Whether every day counted is settled by a notice.
    pub(crate) certain: bool,
}

/// The facts on the path so far, on one day.
#[derive(Clone, Debug)]
pub(crate) struct Facts<'a> {
    /// The pack that knows parameters and working days.
    pub(crate) pack: &'a Pack,
    /// The day working days are counted to.
    pub(crate) today: NaiveDate,
    /// The first day to ask, once the result that has one is reached.
    pub(crate) ask_from: Option<NaiveDate>,
    values: Vec<Option<&'a Value>>,
}

impl<'a> Facts<'a> {
    /// No fact on the path yet.
    pub(crate) fn new(pack: &'a Pack, today: NaiveDate) -> Self {
        let given = pack.facts.iter().map(|fact| fact.given.map(Value::choice));
        let values = given.collect();
        Self {
            pack,
            today,
            ask_from: None,
            values,
        }
    }

    /// The same where this is the first day to ask.
    pub(crate) fn asking_from(&self, day: NaiveDate) -> Self {
        let ask_from = Some(day);
        Self {
            ask_from,
            ..self.clone()
        }
    }

    /// Puts a fact on the path.
    pub(crate) fn set(&mut self, fact: FactId, value: &'a Value) {
        self.values[fact.number()] = Some(value);
    }

    /// Takes a fact off the path, for those who try what could be; one that is
    /// given goes back to what it is where nothing says otherwise.
    pub(crate) fn clear(&mut self, fact: FactId) {
        let given = self.pack.fact(fact).given;
        self.values[fact.number()] = given.map(Value::choice);
    }

    /// The answer to a fact on the path.
    pub(crate) fn get(&self, fact: FactId) -> Option<&'a Value> {
        self.values[fact.number()]
    }

    /// The first and the last day that the answer to a fact on the path can
    /// mean: of a month those up to today, where the fact cannot lie ahead.
    pub(crate) fn days(&self, fact: FactId) -> Option<(NaiveDate, NaiveDate)> {
        let (first, last) = self.get(fact)?.days()?;
        let past = self.pack.fact(fact).is_past();
        Some((first, if past { last.min(self.today) } else { last }))
    }

    /// Working days from the day answered for `fact` to today.
    pub(crate) fn counted(&self, fact: FactId) -> Option<Counted> {
        let (first, from) = self.days(fact)?;
        let workdays = |from| Some(self.pack.calendar.count(from, self.today)?.workdays);
        Some(Counted {
            fact,
            from,
            workdays: workdays(from)?,
            most: workdays(first)?,
            certain: self.certain(first, self.today),
        })
    }

    /// Whether all days in (from, to] are settled by a notice: of those before
    /// the first year with a calendar nobody has told the days off.
    pub(crate) fn certain(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let calendar = &self.pack.calendar;
        let known = |day| calendar.status(day) != Status::OutOfRange;
        let until = calendar.certain_until();
        from >= to || from.succ_opt().is_some_and(known) && until.is_some_and(|until| to <= until)
    }

    /// Whether a condition is true; where nobody knows, it is not.
    pub(crate) fn is_true(&self, condition: &Condition) -> bool {
        self.holds(condition, &mut Vec::new()) == Some(true)
    }

    /// Evaluates a condition; notes in `counts` what it counted.
    pub(crate) fn holds(&self, condition: &Condition, counts: &mut Vec<Counted>) -> Option<bool> {
        match condition {
            Condition::Is(fact, values) => {
                let value = self.get(*fact)?;
                Some(values.iter().any(|is| matches_value(*is, value)))
            }
            Condition::Finding(fact) => self.finding(*fact),
            Condition::Day(of) => self.of_day(of, counts),
            Condition::Known(fact) => {
                let value = self.get(*fact);
                Some(value.is_some_and(|value| *value != Value::Unknown))
            }
            Condition::Asked(fact) => Some(self.get(*fact).is_some()),
            // Answered where a result's dates are known: see `walk`.
            Condition::NotCertain => None,
            Condition::All(list) => self.joined(list, false, counts),
            Condition::Any(list) => self.joined(list, true, counts),
            Condition::Not(inner) => self.holds(inner, counts).map(|holds| !holds),
            Condition::Unless(inner) => Some(self.holds(inner, counts) != Some(true)),
        }
    }

    fn of_day(&self, of: &OfDay, counts: &mut Vec<Counted>) -> Option<bool> {
        match of {
            OfDay::WorkdaysSince { facts, side, sum } => {
                let counted = facts.iter().find_map(|fact| self.counted(*fact))?;
                counts.push(counted);
                let bound = self.pack.sum(sum);
                let beyond = of_all(counted.workdays > bound, counted.most > bound)?;
                Some(beyond == (*side == Side::Beyond))
            }
            OfDay::OnOrAfter(fact, parameter) => {
                let ((first, last), bound) = (self.days(*fact)?, self.pack.day(*parameter)?);
                of_all(first >= bound, last >= bound)
            }
            OfDay::Later { fact, than } => {
                let ((first, last), than) = (self.days(*fact)?, self.days(*than)?);
                of_all(first > than.1, last > than.0)
            }
            OfDay::Ahead(fact) => Some(self.days(*fact)?.1 >= self.today),
            OfDay::BeforeAsk(fact) => Some(self.days(*fact)?.0 < self.ask_from?),
            OfDay::Past(fact) => {
                let (first, last) = self.days(*fact)?;
                of_all(first < self.today, last < self.today)
            }
        }
    }

    /// What a list comes to in which one part that is `decides` settles it.
    fn joined(&self, list: &[Condition], decides: bool, counts: &mut Vec<Counted>) -> Option<bool> {
        let mut joined = Some(!decides);
        for condition in list {
            match self.holds(condition, counts) {
                Some(known) if known == decides => return Some(decides),
                Some(_) => {}
                None => joined = None,
            }
        }
        joined
    }

    fn finding(&self, fact: FactId) -> Option<bool> {
        match self.get(fact)? {
            Value::Fine => Some(false),
            Value::IdNumber(text) => Some(!id_number::check(text.reveal(), self.today).valid),
            Value::Name { record, typed } => {
                Some(!person_name::compare(record.reveal(), typed.reveal()).same)
            }
            Value::Unknown | Value::Choice(_) | Value::Date(_) | Value::Month(_) => None,
        }
    }
}

/// What is so of all days an answer can mean: it is where it is so at both
/// ends, and nobody knows where the ends disagree.
fn of_all(at_one_end: bool, at_other: bool) -> Option<bool> {
    (at_one_end == at_other).then_some(at_one_end)
}

fn matches_value(is: Is, value: &Value) -> bool {
    match (is, value) {
        (Is::Unknown, Value::Unknown) => true,
        (Is::Choice(wanted), Value::Choice(number)) => wanted.number() == *number,
        (Is::Unknown, Value::Choice(_))
        | (Is::Choice(_), Value::Unknown)
        | (
            _,
            Value::Date(_)
            | Value::Month(_)
            | Value::Fine
            | Value::IdNumber(_)
            | Value::Name { .. },
        ) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check::month::Month;
    use crate::pack::{Files, load};

    /// Of what nobody knows `not` is no more true than the condition itself;
    /// `unless` leaves out those of whom it is certain.
    #[test]
    fn unless_is_so_of_all_of_whom_it_is_not_certain() {
        let pack = load(Files::embedded()).expect("the rules load").pack;
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        let fact = pack.find_fact("validity-end").expect("a fact");
        let past = || Arc::new(Condition::Day(Arc::new(OfDay::Past(fact))));
        let this_month = Month::new(2026, 11).expect("a month");
        for (value, not, unless) in [
            (None, false, true),
            (Some(Value::Unknown), false, true),
            (Some(Value::Month(this_month)), false, true),
            (Some(Value::Date(day(11, 22))), false, false),
            (Some(Value::Date(day(11, 23))), true, true),
        ] {
            let mut facts = Facts::new(&pack, day(11, 23));
            if let Some(value) = &value {
                facts.set(fact, value);
            }
            let so = [Condition::Not(past()), Condition::Unless(past())];
            let so = so.map(|condition| facts.is_true(&condition));
            assert_eq!(so, [not, unless], "{value:?}");
        }
    }
}
