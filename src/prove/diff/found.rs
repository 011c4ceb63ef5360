//! What the walks of both packs have shown, change by change.

use std::collections::{BTreeMap, BTreeSet};

use super::around_ask;
use super::changed::Changed;
use super::class::{Answer, Tried, join};
use super::compare::{compare, end, facts_behind};
use super::side::Packs;
use super::together::{Attempt, Together};
use super::{BehaviourChange, ChangeKind, End, Example};

/// By fact, the answers of walks.
type TriedAnswers = Vec<BTreeSet<Tried>>;
/// The answers of one walk by fact, in the order they are asked for.
pub(crate) type Path = Vec<(usize, Answer)>;

struct Shown {
    answers: TriedAnswers,
    ends: Vec<(End, End)>,
    example: Example,
}

/// All that was found on one day or several.
pub(crate) struct FoundChanges<'a> {
    packs: &'a Packs<'a>,
    kinds: BTreeMap<ChangeKind, Shown>,
    tried: TriedAnswers,
    /// The facts whose days are held against the first day to ask.
    before_ask: BTreeSet<usize>,
}

impl<'a> FoundChanges<'a> {
    pub(crate) fn new(packs: &'a Packs<'a>, changed: &Changed) -> Self {
        let sides = packs.sides.iter();
        Self {
            before_ask: sides
                .flat_map(|side| changed.facts_before_ask(side))
                .collect(),
            kinds: BTreeMap::new(),
            tried: vec![BTreeSet::new(); packs.facts.len()],
            packs,
        }
    }

    /// Adds what comes out differently on one day.
    pub(crate) fn add(&mut self, together: &Together<'a>) {
        let mut shown: BTreeMap<ChangeKind, Vec<usize>> = BTreeMap::new();
        for state in &together.ends {
            for kind in self.end(together, *state) {
                shown.entry(kind).or_default().push(*state);
            }
        }
        for (kind, states) in shown {
            if let Some(found) = self.kinds.get_mut(&kind) {
                add_answers(together, states, &mut found.answers);
            }
        }
        for (all, tried) in self.tried.iter_mut().zip(&together.tried) {
            all.extend(tried);
        }
    }

    /// What is not the same where walks end; noted with the first of them.
    fn end(&mut self, together: &Together<'_>, state: usize) -> BTreeSet<ChangeKind> {
        let steps = path(together, state);
        let paths = around_ask::paths(self.packs, &self.before_ask, &steps, together.today());
        let kinds = paths
            .iter()
            .flat_map(|path| self.walk(together, state, path));
        kinds.collect()
    }

    /// What is not the same where one walk to a state ends.
    fn walk(&mut self, together: &Together<'_>, state: usize, path: &Path) -> Vec<ChangeKind> {
        let (packs, today, place) = (self.packs, together.today(), &together.states[state].place);
        let outcomes = packs.outcomes(path, today);
        let outcomes = outcomes.each_ref().map(Option::as_ref);
        let kinds = compare(packs, place, outcomes);
        let [Some(old), Some(new)] = [0, 1].map(|at| end(packs, at, place, outcomes[at])) else {
            return kinds;
        };
        for kind in &kinds {
            let example = || Example {
                today,
                answers: path
                    .iter()
                    .map(|(fact, answer)| packs.named(*fact, *answer))
                    .collect(),
                old: old.clone(),
                new: new.clone(),
            };
            let found = self.kinds.entry(kind.clone()).or_insert_with(|| Shown {
                answers: vec![BTreeSet::new(); packs.facts.len()],
                ends: Vec::new(),
                example: example(),
            });
            // A walk that comes to something else shows a change best.
            let known = &found.example;
            if known.old.stop == known.new.stop && old.stop != new.stop {
                found.example = example();
            }
            let same = |ends: &(End, End)| ends.0.stop == old.stop && ends.1.stop == new.stop;
            if !found.ends.iter().any(same) {
                found.ends.push((old.clone(), new.clone()));
            }
        }
        kinds
    }

    /// Everything found, with only those answers that set it apart.
    pub(crate) fn list(self) -> Vec<BehaviourChange> {
        let packs = self.packs;
        let list = self.kinds.into_iter().map(|(kind, found)| {
            let behind = facts_behind(packs, &kind, &found.ends).into_iter();
            let answers = behind.filter_map(|fact| {
                let names = &packs.answers[fact];
                let (joined, all) = (
                    join(&found.answers[fact], names),
                    join(&self.tried[fact], names),
                );
                (!joined.is_empty() && joined != all)
                    .then(|| (packs.facts.of(fact).to_owned(), joined))
            });
            BehaviourChange {
                answers: answers.collect(),
                ends: found.ends,
                example: found.example,
                kind,
            }
        });
        list.collect()
    }
}

/// The steps of the first walk to a state, in order.
fn path(together: &Together<'_>, mut state: usize) -> Vec<Attempt> {
    let mut path = Vec::new();
    while let Some(step) = together.states[state].came.first() {
        path.push(*step);
        state = step.from;
    }
    path.reverse();
    path
}

/// Adds the answers of every walk to one of these states.
fn add_answers(together: &Together<'_>, states: Vec<usize>, answers: &mut TriedAnswers) {
    let mut met = vec![false; together.states.len()];
    let mut rest = states;
    while let Some(state) = rest.pop() {
        for step in &together.states[state].came {
            answers[step.fact].insert(step.tried);
            if !std::mem::replace(&mut met[step.from], true) {
                rest.push(step.from);
            }
        }
    }
}
