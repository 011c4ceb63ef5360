//! What two packs *do* differently: for which answers the result, the day to
//! ask, the way, the link or the cautions change.
//!
//! Both packs are walked together (`together`), over the prover's shape of what
//! still matters (`ahead`). Wherever one of them asks, every class of answers
//! that any condition of either can tell apart is tried with one answer of it
//! (`class`); ways that both share and that lead to nothing changed
//! (`changed`) are left alone. A day held against the first day to ask turns
//! only with that, so it is moved where walks end (`around_ask`). So what is reported was walked, and nothing
//! that was not walked can differ, unless [`Diff::complete`] says otherwise.

mod ahead;
mod around_ask;
mod changed;
mod class;
mod compare;
mod found;
mod renamed;
mod side;
mod together;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use class::{Answer, Class, NamedAnswer};
pub(crate) use renamed::Renaming;

use crate::engine::SettledDay;
use crate::pack::Pack;
use changed::{Changed, moved_days};
use class::PairClasses;
use found::FoundChanges;
use renamed::renamings;
use side::Packs;
use together::Together;

/// Everything that behaves differently. Names are those of the old pack,
/// also where the new one has another: see [`Diff::renamed`].
#[derive(Clone, Debug)]
pub struct Diff {
    /// What changed for somebody who answers.
    pub changes: Vec<BehaviourChange>,
    /// What has another name, is gone, or is new.
    pub renamed: Vec<Renaming>,
    /// Whether everything that can differ was walked; more combinations than
    /// can be followed are cut off.
    pub complete: bool,
}

impl Diff {
    /// Whether both packs do the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.renamed.is_empty() && self.complete
    }
}

/// One change and the answers it concerns.
#[derive(Clone, Debug)]
pub struct BehaviourChange {
    /// What changed.
    pub(crate) kind: ChangeKind,
    /// By fact, the answers it concerns; of facts not named here any answer.
    /// Where several are named, not every combination of them need change; a
    /// day held against the first day to ask stands for its whole stretch.
    pub answers: BTreeMap<String, Vec<Class>>,
    /// What came out and what comes out, each pair once, with the days of the
    /// first such walk.
    pub(crate) ends: Vec<(End, End)>,
    /// One such walk.
    pub example: Example,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChangeKind {
    /// From a question the way leads elsewhere.
    Way {
        /// The question; none for the start.
        question: Option<String>,
        /// Where it led.
        old: Destination,
        /// Where it leads.
        new: Destination,
    },
    /// A result's first day to ask moves.
    AskFrom(String),
    /// A result names another link of the chain.
    Link {
        /// The result.
        result: String,
        /// The link it named.
        old: Option<NamedLink>,
        /// The link it names.
        new: Option<NamedLink>,
    },
    /// Other cautions stand beside the results.
    Cautions {
        /// Those no longer there.
        gone: Vec<String>,
        /// Those now there.
        new: Vec<String>,
    },
}

/// A link of the chain as a result names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NamedLink {
    /// Its id.
    pub(crate) id: String,
    /// Whether it is known to hang there; else that is the place to look first.
    pub(crate) known: bool,
}

/// Where a way leads next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Destination<N = String> {
    /// To a question.
    Question(N),
    /// To a result.
    Result(N),
    /// Nowhere: that answer to this fact cannot be given.
    Refused(N),
}

/// What came out of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The result, or the fact that does not take its answer.
    pub stop: Destination,
    /// The first day to ask.
    pub ask_from: Option<SettledDay>,
}

/// A walk that shows a change.
#[derive(Clone, Debug)]
pub struct Example {
    /// The day it is walked on.
    pub today: NaiveDate,
    /// The answers by fact, in the order they are asked for.
    pub answers: Vec<(String, NamedAnswer)>,
    /// What came out.
    pub old: End,
    /// What comes out.
    pub new: End,
}

/// More steps than this are not followed.
const MOST_STEPS: usize = 100_000;
/// From no more days than this the calendars are compared.
const MOST_DAYS: usize = 24;

/// Compares what two packs do, seen from `today`; where their calendars differ,
/// from the days concerned; and where it matters that days are not settled, from
/// the last day that is.
#[must_use]
pub fn diff(old: &Pack, new: &Pack, today: NaiveDate) -> Diff {
    let packs = Packs::new(old, new);
    let moved = moved_days(&old.calendar, &new.calendar);
    let changed = Changed::of(&packs, !moved.is_empty());
    let mut found = FoundChanges::new(&packs, &changed);
    let more = moved.iter().copied().take(MOST_DAYS);
    let until = [old, new].map(|pack| pack.calendar.certain_until());
    let until = until.into_iter().flatten().filter(|_| changed.unsettled);
    let mut todays = vec![today];
    for day in more.chain(until) {
        if !todays.contains(&day) {
            todays.push(day);
        }
    }
    todays.retain(|_| !changed.is_nothing());
    let mut steps = MOST_STEPS;
    let mut complete = changed.is_nothing() || moved.len() <= MOST_DAYS;
    for (left, today) in (1..=todays.len()).rev().zip(&todays) {
        let classes = PairClasses {
            packs: &packs,
            today: *today,
            moved: &moved,
        };
        // What one day leaves is there for the others.
        let mut share = steps / left;
        steps -= share;
        let together = Together::new(classes, &changed, &mut share);
        found.add(&together);
        complete &= share > 0;
        steps += share;
    }
    Diff {
        changes: found.list(),
        renamed: renamings(old, new),
        complete,
    }
}
