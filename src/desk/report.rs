//! The figures of a day or of a span of days.

mod html;
mod text;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::board::is_late;
use super::case::Case;
use super::message::is_result;
use super::store::Whole;
use super::ticket::Ticket;
use super::visit::Visit;
use super::walk_state::WalkState;
use crate::pack::Pack;

/// Counts by id or name.
pub(crate) type Counts = BTreeMap<String, usize>;

/// The figures of the days from one to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Calls: every visit, openings included.
    pub(crate) calls: usize,
    /// Cases opened.
    pub(crate) opened: usize,
    /// Cases closed.
    pub(crate) closed: usize,
    /// Cases that wait at the end.
    pub(crate) open: usize,
    /// Second and later calls about a case.
    pub(crate) repeat: usize,
    /// Those that wait for the school or the authority to move and were to be
    /// looked at before the end: those that the board calls late.
    pub(crate) overdue: usize,
    /// Calls by the result told.
    pub(crate) by_result: Counts,
    /// Calls by what they were about.
    pub(crate) by_matter: Counts,
    /// Calls by class.
    pub(crate) by_batch: Counts,
    /// Calls by day.
    pub(crate) by_day: Counts,
    /// Calls by the link it hangs at.
    #[serde(skip)]
    pub(crate) by_link: Counts,
    /// Promises of the school and the authority that fell due and were kept: somebody called, or the case was
    /// closed, by the day told.
    #[serde(skip)]
    pub(crate) kept: usize,
    /// Promises that fell due and were not.
    #[serde(skip)]
    pub(crate) late: usize,
    /// The first and the last day.
    #[serde(skip)]
    pub(crate) days: (NaiveDate, NaiveDate),
}

impl Figures {
    /// The figures of all days from `from` to `to`, as they stand `today`.
    #[must_use]
    pub fn of(
        pack: &Pack,
        whole: &Whole,
        (from, to): (NaiveDate, NaiveDate),
        today: NaiveDate,
    ) -> Self {
        let within = |day: NaiveDate| from <= day && day <= to;
        let mut figures = Self {
            days: (from, to),
            ..Self::default()
        };
        let cases: HashMap<Ticket, &Case> =
            whole.cases.iter().map(|case| (case.ticket, case)).collect();
        let mut met: HashSet<Ticket> = HashSet::new();
        for (visit, last) in calls(&whole.visits) {
            let again = !met.insert(visit.ticket);
            if within(visit.at) {
                let batch = cases
                    .get(&visit.ticket)
                    .and_then(|case| case.batch.as_ref());
                figures.call((visit.at, &last.told), batch, again);
            }
        }
        for case in &whole.cases {
            figures.opened += usize::from(within(case.opened));
            figures.closed += usize::from(case.closed.is_some_and(within));
            let waits = case.opened <= to && case.closed.is_none_or(|day| day > to);
            figures.open += usize::from(waits);
            figures.overdue += usize::from(waits && is_late(pack, case, to));
        }
        figures.promises(pack, whole, &cases, today);
        figures
    }

    /// Counts a call of this day, and what was told at it.
    fn call(&mut self, (at, told): (NaiveDate, &WalkState), batch: Option<&String>, again: bool) {
        self.calls += 1;
        self.repeat += usize::from(again);
        let mut count = |counts: fn(&mut Self) -> &mut Counts, name: Option<&String>| {
            if let Some(name) = name {
                *counts(self).entry(name.clone()).or_default() += 1;
            }
        };
        count(|it| &mut it.by_result, told.result.as_ref());
        count(|it| &mut it.by_matter, told.matter.as_ref());
        count(|it| &mut it.by_link, told.link.as_ref());
        count(|it| &mut it.by_batch, batch);
        count(|it| &mut it.by_day, Some(&at.to_string()));
    }

    /// Counts the promises that fell due from the first day to the last, each
    /// once.
    fn promises(
        &mut self,
        pack: &Pack,
        whole: &Whole,
        cases: &HashMap<Ticket, &Case>,
        today: NaiveDate,
    ) {
        let (from, to) = self.days;
        let mut by_case: BTreeMap<Ticket, Vec<&Visit>> = BTreeMap::new();
        for visit in &whole.visits {
            by_case.entry(visit.ticket).or_default().push(visit);
        }
        for (ticket, visits) in by_case {
            let closed = cases.get(&ticket).and_then(|case| case.closed);
            for Promise { due, next, .. } in promises(pack, &visits, closed) {
                if due < from || due > to {
                    continue;
                }
                match next {
                    Some(next) if next <= due => self.kept += 1,
                    None if due >= today => {} // that day is not over
                    _ => self.late += 1,
                }
            }
        }
    }
}

/// The calls, each as the visit that it began with and the last: one that went on
/// after midnight is a visit of either day.
fn calls(visits: &[Visit]) -> Vec<(&Visit, &Visit)> {
    let mut all: Vec<(&Visit, &Visit)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for visit in visits {
        let begun = visit.id.first().and_then(|first| places.get(first));
        if let Some(place) = begun {
            all[*place].1 = visit;
        } else {
            places.insert(visit.id.as_str(), all.len());
            all.push((visit, visit));
        }
    }
    all
}

/// A day told to a caller, by which somebody is to call or the case is closed.
struct Promise {
    /// The day it was told.
    told: NaiveDate,
    /// The day by which.
    due: NaiveDate,
    /// The day on which somebody called next, or the case was closed.
    next: Option<NaiveDate>,
}

/// The promises of a case. A day told at a visit is one where the school or the
/// authority is to move: a caller who is to move promised nothing, and nobody did
/// before there is a result. Of those told on one day the last counts; and one
/// that is only told again before its day is still the same.
fn promises(pack: &Pack, visits: &[&Visit], closed: Option<NaiveDate>) -> Vec<Promise> {
    let caller = pack.owners.last().map(|owner| &owner.id);
    let mut all: Vec<Promise> = Vec::new();
    // A matter beside the walk changes nothing of what was promised.
    let aside = |told: &WalkState| told.result.is_some() && !is_result(pack, told);
    for visit in visits.iter().filter(|visit| !aside(&visit.told)) {
        let WalkState { owner, due, .. } = &visit.told;
        let promised = owner.is_some() && owner.as_ref() != caller;
        let mut open = all.pop_if(|it| it.next.is_none());
        let told = match &mut open {
            Some(it) if it.told == visit.at && owner.is_some() => visit.at,
            Some(it) if promised && it.due == *due && visit.at < *due => it.told,
            // Who heard no answer was not told what became of it.
            Some(it) if it.told < visit.at && owner.is_some() => {
                it.next = Some(visit.at);
                all.extend(open);
                visit.at
            }
            Some(_) => {
                all.extend(open); // no answer, or none yet
                continue;
            }
            None => visit.at,
        };
        if promised {
            let (due, next) = (*due, None);
            all.push(Promise { told, due, next });
        }
    }
    if let Some(last) = all.last_mut() {
        last.next = last.next.or(closed);
    }
    all
}
