//! The values of each fact that some condition can tell apart, as real
//! values: every choice, every threshold of a date with the days beside it,
//! a number and a name with and without findings, and unknown.
//!
//! What a day means depends on today, so the values belong to one day; which
//! days are worth looking from comes from the pack too.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::reads;
use crate::check::month::Month;
use crate::engine::thresholds::first_within;
use crate::engine::{Secret, Value};
use crate::pack::{Condition, Domain, FactId, OfDay, Pack, ParameterId};

/// No fact has more values than this; a state keeps them as bits of a word.
const MOST: usize = 62;
/// From no more days than this a pack is looked at.
const MOST_DAYS: usize = 6;

/// The values of every fact, as they are on one day.
#[derive(Clone, Debug)]
pub struct Classes {
    /// The day.
    pub today: NaiveDate,
    /// Whether a fact has more values than are kept.
    pub(crate) cut_short: bool,
    values: Vec<Vec<Value>>,
}

impl Classes {
    /// The values of `pack`'s facts on `today`.
    pub(crate) fn new(pack: &Pack, today: NaiveDate) -> Self {
        let cuts = Cuts::of(pack, today);
        let days = cuts.days(pack, today);
        let cut_short = days
            .iter()
            .any(|days| days.len() + months(days).len() >= MOST);
        let facts = pack.facts.iter().zip(days);
        let values = facts.map(|(fact, days)| values(&fact.domain, today, days));
        Self {
            today,
            cut_short,
            values: values.collect(),
        }
    }

    /// The values of a fact; the first is unknown.
    #[must_use]
    pub fn of(&self, fact: FactId) -> &[Value] {
        &self.values[fact.number()]
    }
}

/// The months that these days lie in, and the one before them all: where a
/// condition turns in the middle of one, that one is neither.
fn months(days: &BTreeSet<NaiveDate>) -> BTreeSet<Month> {
    let before = days
        .first()
        .and_then(|day| day.checked_sub_days(Days::new(31)));
    days.iter().copied().chain(before).map(Month::of).collect()
}

/// The answers to a fact that are no days, each with its name in an answers
/// file; of a number or name one that is fine, and one with a finding.
pub(crate) fn named(domain: &Domain) -> Vec<(&str, Value)> {
    let checked = |wrong| vec![("fine", Value::Fine), ("finding", wrong)];
    let mut list = match domain {
        Domain::Choice(ids) => {
            let values = (0..).map(Value::Choice);
            ids.iter().map(String::as_str).zip(values).collect()
        }
        Domain::Date { .. } => Vec::new(),
        Domain::IdNumber => checked(Value::IdNumber(Secret::new("1"))),
        // A name typed otherwise than it stands on the certificate.
        Domain::NamePair => checked(Value::Name {
            record: Secret::new("王小明"),
            typed: Secret::new("王晓明"),
        }),
    };
    list.push(("unknown", Value::Unknown));
    list
}

/// The values of a fact, unknown first.
fn values(domain: &Domain, today: NaiveDate, days: BTreeSet<NaiveDate>) -> Vec<Value> {
    let mut all: Vec<Value> = named(domain).into_iter().map(|(_, value)| value).collect();
    all.rotate_right(1);
    if let Domain::Date { up_to_today } = domain {
        let mut months = months(&days);
        months.retain(|month| !up_to_today || month.first() <= today);
        all.extend(days.into_iter().map(Value::Date));
        all.extend(months.into_iter().map(Value::Month));
    }
    all.truncate(MOST);
    all
}

/// The days at which a condition on a date changes, by fact.
struct Cuts {
    days: Vec<BTreeSet<NaiveDate>>,
    /// Pairs of facts whose days are compared with each other.
    pairs: Vec<(FactId, FactId)>,
}

impl Cuts {
    fn of(pack: &Pack, today: NaiveDate) -> Self {
        // Today, and a day to come where the fact may have one.
        let own: BTreeSet<_> = [Some(today), today.succ_opt()]
            .into_iter()
            .flatten()
            .collect();
        let mut cuts = Self {
            days: vec![own; pack.facts.len()],
            pairs: Vec::new(),
        };
        for of in reads::conditions(pack).flat_map(Condition::of_days) {
            cuts.see(pack, today, of);
        }
        cuts
    }

    fn see(&mut self, pack: &Pack, today: NaiveDate, of: &OfDay) {
        match of {
            OfDay::WorkdaysSince { facts, sum, .. } => {
                let around = around(pack, today, pack.sum(sum));
                for fact in facts {
                    self.days[fact.number()].extend(&around);
                }
            }
            OfDay::OnOrAfter(fact, parameter) => {
                if let Some(day) = pack.day(*parameter) {
                    self.days[fact.number()].extend(beside(day));
                }
            }
            OfDay::Later { fact, than } => self.pairs.push((*fact, *than)),
            OfDay::Past(fact) | OfDay::Ahead(fact) => {
                self.days[fact.number()].extend(beside(today));
            }
            OfDay::BeforeAsk(_) => {} // of a result alone: it decides no way
        }
    }

    /// The days of every fact: its own, and where it is compared with
    /// another one's, those of both with a day before and after each.
    fn days(mut self, pack: &Pack, today: NaiveDate) -> Vec<BTreeSet<NaiveDate>> {
        for _ in 0..self.pairs.len().min(8) {
            for (one, other) in self.pairs.clone() {
                let both = &self.days[one.number()] | &self.days[other.number()];
                self.days[one.number()].clone_from(&both);
                self.days[other.number()] = both;
            }
        }
        let paired: BTreeSet<_> = self.pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
        for fact in paired {
            let days = &mut self.days[fact.number()];
            *days = days.iter().flat_map(|day| beside(*day)).collect();
        }
        for (fact, days) in pack.facts.iter().zip(&mut self.days) {
            if fact.is_past() {
                days.retain(|day| *day <= today);
            }
        }
        self.days
    }
}

/// A day with the one before and the one after.
fn beside(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    [day.pred_opt(), Some(day), day.succ_opt()]
        .into_iter()
        .flatten()
}

/// The last days from which one working day less than `bound`, `bound` and one
/// more have passed, and the first from which it is `bound`.
fn around(pack: &Pack, today: NaiveDate, bound: u32) -> Vec<NaiveDate> {
    let first = |bound| first_within(&pack.calendar, today, bound);
    let before = |less: u32| first(bound.checked_sub(less)?)?.pred_opt();
    let days = [before(2), before(1), before(0), first(bound)];
    days.into_iter().flatten().collect()
}

/// Whether a pack compares with more days than it is looked at from.
pub(crate) fn leaves_days_out(pack: &Pack) -> bool {
    compared(pack).0.len() > MOST_DAYS
}

/// The days that conditions compare with, and the largest bound.
fn compared(pack: &Pack) -> (BTreeSet<NaiveDate>, u32) {
    let (mut compared, mut most) = (BTreeSet::new(), 1);
    for of in reads::conditions(pack).flat_map(Condition::of_days) {
        match of {
            OfDay::OnOrAfter(_, parameter) => compared.extend(pack.day(*parameter)),
            OfDay::WorkdaysSince { sum, .. } => most = most.max(pack.sum(sum)),
            OfDay::Later { .. } | OfDay::Past(_) | OfDay::Ahead(_) | OfDay::BeforeAsk(_) => {}
        }
    }
    (compared, most)
}

/// The days to look at a pack from: just behind every day that a condition
/// compares with, and one from which all of them are long past, so that
/// working days and days meet in every order.
#[must_use]
pub fn days(pack: &Pack) -> Vec<NaiveDate> {
    let (compared, most) = compared(pack);
    let far = compared.last().map_or_else(
        || {
            pack.calendar
                .certain_until()
                .and_then(|day| day.checked_sub_days(Days::new(90)))
        },
        |last| last.checked_add_days(Days::new(u64::from(most) * 2 + 60)),
    );
    let near = compared
        .iter()
        .take(MOST_DAYS)
        .filter_map(NaiveDate::succ_opt);
    let list: Vec<_> = near.chain(far).collect();
    if list.is_empty() {
        return NaiveDate::from_ymd_opt(2026, 3, 2).into_iter().collect();
    }
    list
}

/// The days before those that a condition compares with, from which a day to
/// come may still lie before them too.
pub(crate) fn days_before(pack: &Pack) -> Vec<NaiveDate> {
    let (compared, _) = compared(pack);
    let near = compared.iter().take(MOST_DAYS);
    near.filter_map(NaiveDate::pred_opt).collect()
}

/// Days that only matter for what is certain: one whose year nobody has
/// announced, and the first and last day of validity of every dated figure.
pub(crate) fn more_days(pack: &Pack) -> Vec<NaiveDate> {
    let parameters = (0..pack.parameters.len()).map(ParameterId::new);
    let dated = parameters.filter_map(|id| pack.day(id)).flat_map(beside);
    let until = pack.calendar.certain_until();
    let unannounced = until.and_then(|day| day.checked_add_days(Days::new(150)));
    reads::tidy(dated.chain(until).chain(unannounced).collect())
}
