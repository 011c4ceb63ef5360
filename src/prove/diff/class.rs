//! Answers that no condition of either pack can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::side::{Names, Packs, Side};
use crate::engine::thresholds::{first_within, is_counted, thresholds};
use crate::pack::{Domain, FactId};

/// Answers that mean the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Choices, `unknown`, or of a number or name `fine` and `finding`.
    Values(Vec<String>),
    /// Days from the first to the last, both in it; open where there is none.
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

/// One answer, as an answers file has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// A choice, `unknown`, `fine`, or `finding` for any that has one.
    Named(String),
    /// A day.
    Day(NaiveDate),
}

/// An answer by its number among the named ones of its fact, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Answer {
    Named(usize),
    Day(NaiveDate),
}

/// What is tried with one answer: that answer, or a stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tried {
    Named(usize),
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

/// What a pair of packs can tell apart. A month means what its days mean, so
/// only days are tried.
pub(crate) struct Classes<'a> {
    pub(crate) packs: &'a Packs<'a>,
    pub today: NaiveDate,
    /// Days that the two calendars see differently, the ends of each stretch.
    pub(crate) moved: &'a [NaiveDate],
}

impl Classes<'_> {
    /// The classes of answers to a fact, each with one of them, where these
    /// were given before.
    pub(crate) fn of(&self, fact: usize, before: &BTreeMap<usize, Answer>) -> Vec<(Tried, Answer)> {
        let sides = self.packs.sides.iter();
        let facts: Vec<_> = sides
            .filter_map(|side| Some((side, side.fact(fact)?)))
            .collect();
        let names = 0..self.packs.answers[fact].len();
        let mut list: Vec<_> = names
            .map(|number| (Tried::Named(number), Answer::Named(number)))
            .collect();
        if facts
            .iter()
            .any(|(side, fact)| side.pack.fact(*fact).is_day())
        {
            list.extend(self.days(&facts, before));
        }
        list
    }

    fn days(
        &self,
        facts: &[(&Side<'_>, FactId)],
        before: &BTreeMap<usize, Answer>,
    ) -> Vec<(Tried, Answer)> {
        let mut firsts = BTreeSet::new();
        for (side, fact) in facts {
            let day = |fact: FactId| match before.get(&side.facts[fact.number()]) {
                Some(Answer::Day(day)) => Some(*day),
                Some(Answer::Named(_)) | None => None,
            };
            firsts.extend(thresholds(side.pack, *fact, self.today, day));
            if is_counted(side.pack, *fact) {
                firsts.extend(self.turns_of_moved_days(side));
            }
        }
        // A count from a day after today is neither true nor false.
        firsts.extend(self.today.succ_opt());
        let limited = |(side, fact): &(&Side<'_>, FactId)| {
            side.pack.fact(*fact).domain == (Domain::Date { up_to_today: true })
        };
        let last = facts.iter().all(limited).then_some(self.today);
        stretches(&firsts, last)
    }

    /// Where a stretch of working days begins or ceases to hold a day that
    /// the calendars see differently.
    fn turns_of_moved_days(&self, side: &Side<'_>) -> Vec<NaiveDate> {
        let rules = side.pack.results.iter().flat_map(|card| &card.ask_from);
        let sums: BTreeSet<_> = rules.map(|rule| side.pack.sum(&rule.sum)).collect();
        let mut list = self.moved.to_vec();
        for day in self.moved {
            for sum in &sums {
                let bounds = [sum.saturating_sub(1), *sum, sum + 1];
                let first = |bound| first_within(&side.pack.calendar, *day, bound);
                list.extend(bounds.into_iter().filter_map(first));
            }
        }
        list
    }
}

/// The stretches that begin on these days, and the one before them all; each
/// with its last day, or its first where it has no last.
fn stretches(firsts: &BTreeSet<NaiveDate>, last: Option<NaiveDate>) -> Vec<(Tried, Answer)> {
    let within = |day: &&NaiveDate| last.is_none_or(|last| **day <= last);
    let firsts: Vec<_> = firsts.iter().filter(within).copied().collect();
    let mut classes = Vec::new();
    let mut from = None;
    for next in firsts.iter().copied().map(Some).chain([None]) {
        let to = next.map_or(last, |next| next.checked_sub_days(Days::new(1)));
        if let Some(day) = to.or(from) {
            classes.push((Tried::Days(from, to), Answer::Day(day)));
        }
        from = next;
    }
    classes
}

/// Joins what was tried: days that touch into one stretch, names into one list.
pub(crate) fn join(tried: &BTreeSet<Tried>, names: &Names) -> Vec<Class> {
    let mut values: Vec<String> = Vec::new();
    let mut joined: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = Vec::new();
    for one in tried {
        match one {
            Tried::Named(number) => values.push(names.of(*number).to_owned()),
            Tried::Days(from, to) => match joined.last_mut() {
                Some((_, end)) if touches(*end, *from) => {
                    *end = end.and_then(|end| to.map(|to| end.max(to)));
                }
                _ => joined.push((*from, *to)),
            },
        }
    }
    values.sort_unstable();
    let values = (!values.is_empty()).then_some(Class::Values(values));
    let days = joined.into_iter().map(|(from, to)| Class::Days(from, to));
    days.chain(values).collect()
}

/// Whether a stretch to `end` leaves no day before one from `from`.
fn touches(end: Option<NaiveDate>, from: Option<NaiveDate>) -> bool {
    match (end, from) {
        (Some(end), Some(from)) => end.succ_opt().is_none_or(|next| from <= next),
        _ => true,
    }
}
