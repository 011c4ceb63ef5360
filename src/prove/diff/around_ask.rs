//! Days held against the first day to ask (`before-ask`). Where that lies is
//! known when a walk ends, and until then nothing else turns with it: there
//! both days are moved within their stretches, before each other and behind.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::class::{Answer, Tried};
use super::found::Path;
use super::side::Packs;
use super::together::Attempt;
use crate::engine::thresholds::first_within;

/// The walk of these steps, then others that mean the same to all but a
/// `before-ask`: with those of the days of `facts` at which one can turn.
pub(crate) fn paths(
    packs: &Packs<'_>,
    facts: &BTreeSet<usize>,
    steps: &[Attempt],
    today: NaiveDate,
) -> Vec<Path> {
    let path: Path = steps
        .iter()
        .map(|it| (it.fact, it.tried.answer()))
        .collect();
    let held: Vec<_> = stretches(steps, |fact| facts.contains(&fact)).collect();
    let mut others = BTreeSet::new();
    for (_, stretch) in &held {
        others.extend(asking_otherwise(packs, steps, &path, *stretch, today));
    }
    for (at, stretch) in held {
        let moved = others.iter().chain([&path]).flat_map(|path| {
            let asked = packs.outcomes(path, today).into_iter().flatten();
            let asked = asked.filter_map(|outcome| outcome.ask_from);
            let turns = asked.flat_map(|it| [it.date.pred_opt(), Some(it.date)]);
            stretch.moved(path, at, turns.flatten().collect())
        });
        let moved: Vec<_> = moved.collect();
        others.extend(moved);
    }
    others.remove(&path);
    std::iter::once(path).chain(others).collect()
}

/// The same walk with other days to ask: counted from the first and the last
/// day of a stretch, and from where they pass an end of `before`.
fn asking_otherwise(
    packs: &Packs<'_>,
    steps: &[Attempt],
    path: &Path,
    before: Stretch,
    today: NaiveDate,
) -> Vec<Path> {
    let mut all = Vec::new();
    for (side, outcome) in packs.sides.iter().zip(packs.outcomes(path, today)) {
        let card = outcome.map(|it| side.pack.card(it.result));
        let Some(rule) = card.and_then(|card| card.ask_from.as_ref()) else {
            continue;
        };
        let within = (side.pack.sum(&rule.sum) + u32::from(rule.beyond)).saturating_sub(1);
        let passes = |day| first_within(&side.pack.calendar, day, within);
        let turns = before.ends().filter_map(passes);
        let turns = turns.flat_map(|it| [it.pred_opt(), Some(it)]);
        let turns: Vec<_> = turns.flatten().collect();
        let from: Vec<_> = rule.facts().map(|it| side.facts[it.number()]).collect();
        for (at, stretch) in stretches(steps, |fact| from.contains(&fact)) {
            all.extend(stretch.moved(path, at, turns.clone()));
        }
    }
    all
}

/// Days that mean the same, from the first to the last; open where there is none.
#[derive(Clone, Copy)]
struct Stretch(Option<NaiveDate>, Option<NaiveDate>);

/// The steps that answer one of some facts with a day, each with its stretch.
fn stretches(
    steps: &[Attempt],
    of: impl Fn(usize) -> bool,
) -> impl Iterator<Item = (usize, Stretch)> {
    let steps = steps.iter().enumerate();
    steps.filter_map(move |(at, step)| match step.tried {
        Tried::Days(from, to) if of(step.fact) => Some((at, Stretch(from, to))),
        _ => None,
    })
}

impl Stretch {
    fn ends(self) -> impl Iterator<Item = NaiveDate> {
        [self.0, self.1].into_iter().flatten()
    }

    /// A walk with its answer there moved to the ends of the stretch, and to
    /// those of some days that lie in it; to none where there are no such days.
    fn moved(self, path: &Path, at: usize, days: Vec<NaiveDate>) -> Vec<Path> {
        if days.is_empty() {
            return Vec::new();
        }
        let within = |day: &NaiveDate| {
            self.0.is_none_or(|from| from <= *day) && self.1.is_none_or(|to| *day <= to)
        };
        let days = days.into_iter().filter(within).chain(self.ends());
        let moved = days.map(|day| {
            let mut path = path.clone();
            path[at].1 = Answer::Day(day);
            path
        });
        moved.collect()
    }
}
