//! Cases made from a pack itself: every answer at every question in every
//! state that matters, every threshold a working day before, at and after it,
//! the days around every dated figure, and a year nobody has announced.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::explore::Explored;
use super::{classes, reads};
use crate::engine::{Answers, Walk};
use crate::pack::{FactId, Pack};

/// No more cases than this are made.
const MOST_CASES: usize = 80_000;
/// Nor more answers in all of them.
const MOST_ANSWERS: usize = 2_000_000;
/// Facts read together are told apart together up to so many combinations;
/// where all of a group make more, two by two.
const MOST_TOGETHER: usize = 1_024;
/// No more such groups of facts are looked at.
const MOST_GROUPS: usize = 8;

/// One walk to a result.
#[derive(Clone, Debug)]
pub struct BoundaryCase {
    /// The day it is walked on.
    pub today: NaiveDate,
    /// The answers; each of them is asked for.
    pub answers: Answers,
}

impl BoundaryCase {
    /// Whether it comes to a result and asks for each of the answers.
    fn is_walked(&self, pack: &Pack) -> bool {
        let walk = Walk::new(pack, &self.answers, self.today);
        walk.outcome().is_some() && walk.unused().next().is_none()
    }
}

/// The cases of a pack.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// All of them.
    pub list: Vec<BoundaryCase>,
    /// Whether there would have been more than were made.
    pub cut_short: bool,
}

/// A fact and the number of its answer.
type NumberedAnswer = (FactId, u8);

/// Makes the boundary cases of a pack.
#[must_use]
pub fn cases(pack: &Pack) -> Cases {
    let mut maker = Maker::default();
    let days = classes::days(pack);
    let more = classes::more_days(pack);
    for day in reads::tidy(days.iter().chain(&more).copied().collect()) {
        maker.every_step(&Explored::new(pack, day, &[]));
    }
    let groups = reads::groups_of_results(pack).filter(|group| group.len() > 1);
    let groups = reads::tidy(groups.collect());
    let most = groups.len().min(MOST_GROUPS);
    maker.cases.cut_short |= groups.len() > most;
    for day in days {
        let values = classes::Classes::new(pack, day);
        let fits = |group: &[FactId]| {
            let sizes = group.iter().map(|fact| values.of(*fact).len() + 1);
            sizes.fold(1, usize::saturating_mul) <= MOST_TOGETHER
        };
        for group in &groups[..most] {
            for group in small(group, fits) {
                if fits(&group) {
                    maker.every_end(&Explored::new(pack, day, &group));
                } else {
                    maker.cases.cut_short = true;
                }
            }
        }
    }
    maker.cases
}

/// A group of facts; two by two where all together are too many.
fn small(group: &[FactId], fits: impl Fn(&[FactId]) -> bool) -> Vec<Vec<FactId>> {
    if fits(group) {
        return vec![group.to_vec()];
    }
    let firsts = group.iter().enumerate();
    let pairs = firsts.flat_map(|(at, one)| group[at + 1..].iter().map(|other| vec![*one, *other]));
    pairs.collect()
}

#[derive(Default)]
struct Maker {
    cases: Cases,
    made: HashSet<(NaiveDate, Vec<NumberedAnswer>)>,
    answers: usize,
}

impl Maker {
    /// A case for every step between two states, gone on with by the
    /// shortest way to a result.
    fn every_step(&mut self, explored: &Explored<'_>) {
        let onward = onward(explored);
        for edge in &explored.edges {
            let mut steps = explored.steps_to(edge.from);
            steps.extend(explored.step(*edge));
            let mut at = edge.to;
            while let Some(number) = onward[at as usize] {
                steps.extend(explored.step(explored.edges[number]));
                at = explored.edges[number].to;
            }
            if !self.add(explored, steps) {
                return;
            }
        }
    }

    /// A case for every state of every result.
    fn every_end(&mut self, explored: &Explored<'_>) {
        let results = explored.pack.questions.len()..explored.at.len();
        for state in results.flat_map(|node| &explored.at[node]) {
            if !self.add(explored, explored.steps_to(*state)) {
                return;
            }
        }
    }

    fn add(&mut self, explored: &Explored<'_>, mut steps: Vec<NumberedAnswer>) -> bool {
        steps.sort_unstable();
        steps.dedup();
        if self.cases.list.len() >= MOST_CASES || self.answers > MOST_ANSWERS {
            self.cases.cut_short = true;
            return false;
        }
        let today = explored.classes.today;
        if !self.made.insert((today, steps.clone())) {
            return true;
        }
        let count = steps.len();
        let answers = steps.into_iter();
        let answers = answers.filter_map(|step| explored.answer_of(step));
        let case = BoundaryCase {
            today,
            answers: answers.collect(),
        };
        // Where states were taken together, not every step leads to the next.
        if explored.coarse.is_empty() || case.is_walked(explored.pack) {
            self.answers += count;
            self.cases.list.push(case);
        }
        true
    }
}

/// Of every state, the edge by which a result is nearest.
fn onward(explored: &Explored<'_>) -> Vec<Option<usize>> {
    let mut far = vec![u32::MAX; explored.states.len()];
    let mut onward = vec![None; explored.states.len()];
    for (number, state) in explored.states.iter().enumerate() {
        if state.node >= explored.pack.questions.len() {
            far[number] = 0;
        }
    }
    // Edges that leave a state stand behind all that lead to it.
    for (number, edge) in explored.edges.iter().enumerate().rev() {
        let (from, to) = (edge.from as usize, edge.to as usize);
        let steps = far[to].saturating_add(u32::from(edge.value.is_some()));
        if steps < far[from] || onward[from].is_none() {
            far[from] = steps;
            onward[from] = Some(number);
        }
    }
    onward
}
