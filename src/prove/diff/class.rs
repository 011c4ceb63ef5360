//! Answers that no condition of either pack can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::side::{Names, Packs, Side};
use crate::check::month::Month;
use crate::engine::thresholds::{deciding, first_within, is_counted, thresholds};
use crate::pack::{Condition, FactId, OfDay, Pack};

/// Answers that mean the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Choices, `unknown`, of a number or name `fine` and `finding`, or months.
    Values(Vec<String>),
    /// Days from the first to the last, both in it; open where there is none.
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

/// One answer; here a name is its number among the named ones of its fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer<N = usize> {
    /// A choice, `unknown`, `fine`, or `finding` for any that has one.
    Named(N),
    /// A day.
    Day(NaiveDate),
    /// A month.
    Month(Month),
}

/// One answer, as an answers file has it.
pub type NamedAnswer = Answer<String>;

impl Answer {
    /// The first and the last day it stands for.
    fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Named(_) => None,
            Self::Day(day) => Some((day, day)),
            Self::Month(month) => Some((month.first(), month.last())),
        }
    }
}

/// What is tried with one answer: that answer, a stretch of days, or a month
/// whose days do not all mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tried {
    Named(usize),
    Days(Option<NaiveDate>, Option<NaiveDate>),
    Month(Month),
}

impl Tried {
    /// The answer it is tried with: of days the last, or the first where they
    /// have no last.
    pub(crate) fn answer(self) -> Answer {
        match self {
            Self::Named(number) => Answer::Named(number),
            Self::Days(from, to) => Answer::Day(to.or(from).unwrap_or_default()),
            Self::Month(month) => Answer::Month(month),
        }
    }
}

/// What a pair of packs can tell apart. A month whose days all mean the same
/// means that too; one in which some condition turns may be neither.
pub(crate) struct PairClasses<'a> {
    pub(crate) packs: &'a Packs<'a>,
    pub today: NaiveDate,
    /// Days that the two calendars see differently, the ends of each stretch.
    pub(crate) moved: &'a [NaiveDate],
}

impl PairClasses<'_> {
    /// The classes of answers to a fact where these were given before.
    pub(crate) fn of(&self, fact: usize, before: &BTreeMap<usize, Answer>) -> Vec<Tried> {
        let sides = self.packs.sides.iter();
        let facts: Vec<_> = sides
            .filter_map(|side| Some((side, side.fact(fact)?)))
            .collect();
        let names = 0..self.packs.answers[fact].len();
        let mut list: Vec<_> = names.map(Tried::Named).collect();
        if facts
            .iter()
            .any(|(side, fact)| side.pack.fact(*fact).is_day())
        {
            list.extend(self.days(&facts, before));
        }
        list
    }

    fn days(&self, facts: &[(&Side<'_>, FactId)], before: &BTreeMap<usize, Answer>) -> Vec<Tried> {
        let mut firsts = BTreeSet::new();
        for (side, fact) in facts {
            let days = |fact: FactId| before.get(&side.facts[fact.number()])?.days();
            let compared = compared(side.pack, *fact);
            for fact in &compared {
                firsts.extend(thresholds(side.pack, *fact, self.today, days));
                if is_counted(side.pack, *fact) {
                    firsts.extend(self.turns_of_moved_days(side));
                }
            }
            if compared.len() > 1 {
                // So that the other day can lie in the same stretch, before this
                // one or after it.
                let beside = firsts
                    .iter()
                    .flat_map(|day| [day.pred_opt(), day.succ_opt()]);
                firsts.extend(beside.flatten().collect::<Vec<_>>());
            }
        }
        // A count from a day after today is neither true nor false, and one
        // from today is settled whatever is announced.
        firsts.extend(
            [Some(self.today), self.today.succ_opt()]
                .into_iter()
                .flatten(),
        );
        let limited = |(side, fact): &(&Side<'_>, FactId)| side.pack.fact(*fact).is_past();
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

/// A fact with all whose days are compared with its own, or with one of theirs.
fn compared(pack: &Pack, fact: FactId) -> BTreeSet<FactId> {
    let of_days = deciding(pack).flat_map(Condition::of_days);
    let pairs: Vec<_> = of_days.filter_map(OfDay::pair).collect();
    let mut all = BTreeSet::from([fact]);
    loop {
        let before = all.len();
        for pair in &pairs {
            if pair.iter().any(|fact| all.contains(fact)) {
                all.extend(pair);
            }
        }
        if all.len() == before {
            return all;
        }
    }
}

/// The stretches that begin on these days, and the one before them all. Then
/// every month in which one of them begins behind its first day.
fn stretches(firsts: &BTreeSet<NaiveDate>, last: Option<NaiveDate>) -> Vec<Tried> {
    let within = |day: &&NaiveDate| last.is_none_or(|last| **day <= last);
    let firsts: Vec<_> = firsts.iter().filter(within).copied().collect();
    let mut classes = Vec::new();
    let mut from = None;
    for next in firsts.iter().copied().map(Some).chain([None]) {
        let to = next.map_or(last, |next| next.checked_sub_days(Days::new(1)));
        classes.push(Tried::Days(from, to));
        from = next;
    }
    let astride = firsts
        .into_iter()
        .filter(|day| Month::of(*day).first() < *day);
    let months: BTreeSet<_> = astride.map(Month::of).collect();
    classes.extend(months.into_iter().map(Tried::Month));
    classes
}

/// Joins what was tried: days that touch into one stretch, names and months
/// into one list; a month goes without saying where all its days are there.
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
            // Months stand behind all days.
            Tried::Month(month) => {
                let (first, last) = (month.first(), month.last());
                let within = |(from, to): &(Option<NaiveDate>, Option<NaiveDate>)| {
                    from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to)
                };
                if !joined.iter().any(within) {
                    values.push(month.to_string());
                }
            }
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
