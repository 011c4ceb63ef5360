//! All walks of a pack on one day, followed together.
//!
//! A state is a node with the values of the facts that still decide where the
//! way leads; walks that agree in those go on alike and are one state from
//! there on. What only texts look at is kept as a set of values beside it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::classes::Classes;
use super::shape::{self, Shape};
use super::value_sets::{Mask, OFF_PATH, bit_of, bits, every_value, lowest, number_of, set, step};
use crate::engine::{Answers, Facts, Value};
use crate::pack::{Domain, FactId, Pack, Target};

/// More states of one question than this are taken together.
const MOST_STATES: usize = 8_192;
/// More combinations of values in one state than this are not tried.
const MOST_COMBINATIONS: usize = 4_096;
/// More states or steps in all than this are not followed one by one.
const MOST_IN_ALL: usize = 400_000;
const MOST_STEPS: usize = 4_000_000;

/// Where walks meet that go on alike.
#[derive(Clone, Debug)]
pub(crate) struct ExploredState {
    /// The node.
    pub(crate) node: usize,
    /// Values of the facts that decide, as [`Shape::deciding`] lists them.
    deciding: Vec<Mask>,
    /// Values of the facts that are only told, as [`Shape::told`] lists them.
    told: Vec<Mask>,
    /// How many questions the shortest walk there answers.
    pub(crate) asked: u32,
    /// The edge by which that walk came.
    pub(crate) from: Option<u32>,
}

/// How a question is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Exit {
    /// It is not asked.
    Skipped,
    /// The route with this number fired.
    Route(usize),
    /// No route fired.
    Next,
}

/// A step from one state to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// From that state.
    pub(crate) from: u32,
    /// To that one.
    pub(crate) to: u32,
    /// How.
    pub(crate) exit: Exit,
    /// The number of the answer among the fact's values; none where it was
    /// not asked.
    pub(crate) value: Option<u8>,
}

/// What was seen of a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// It was asked with no answer there yet.
    pub(crate) asked: bool,
    /// It was not asked.
    pub(crate) skipped: bool,
    /// Which routes fired.
    pub(crate) fired: Vec<bool>,
    /// Which routes' conditions were true, whether or not an earlier one fired.
    pub(crate) held: Vec<bool>,
    /// Of each route, the earlier ones that fired in its place, as bits.
    pub(crate) taken_by: Vec<u64>,
}

/// All walks of a pack on one day.
#[derive(Debug)]
pub struct Explored<'p> {
    /// The pack.
    pub pack: &'p Pack,
    /// The values tried.
    pub classes: Classes,
    /// What does not depend on answers.
    pub(crate) shape: Shape,
    /// All states; those of a node come before those it leads to.
    pub(crate) states: Vec<ExploredState>,
    /// All steps, in the order of the states they leave.
    pub(crate) edges: Vec<Edge>,
    /// How many of the states are where walks begin: one for every way that
    /// what is given from outside can matter.
    pub(crate) starts: usize,
    /// The states of each node.
    pub(crate) at: Vec<Vec<u32>>,
    /// What was seen of each question.
    pub(crate) seen: Vec<Seen>,
    /// Questions with so many combinations that they were taken together or
    /// not tried one by one: what is said there is not complete.
    pub(crate) coarse: Vec<usize>,
    keys: HashMap<(usize, Vec<Mask>), u32>,
}

impl<'p> Explored<'p> {
    /// Follows every walk of `pack` on `today`; `kept` are facts whose values
    /// are kept apart to the end.
    #[must_use]
    pub fn new(pack: &'p Pack, today: NaiveDate, kept: &[FactId]) -> Self {
        Self::of_shape(
            pack,
            today,
            Shape::new(pack, &vec![kept.to_vec(); pack.results.len()]),
        )
    }

    /// The same of a pack's shape that is known.
    pub(crate) fn of_shape(pack: &'p Pack, today: NaiveDate, shape: Shape) -> Self {
        let classes = Classes::new(pack, today);
        let seen = pack.questions.iter().map(|question| Seen {
            fired: vec![false; question.routes.len()],
            held: vec![false; question.routes.len()],
            taken_by: vec![0; question.routes.len()],
            ..Seen::default()
        });
        let mut explored = Self {
            pack,
            seen: seen.collect(),
            at: vec![Vec::new(); pack.questions.len() + pack.results.len()],
            states: Vec::new(),
            starts: 0,
            edges: Vec::new(),
            coarse: Vec::new(),
            keys: HashMap::new(),
            classes,
            shape,
        };
        explored.follow();
        explored
    }

    fn follow(&mut self) {
        let order = std::mem::take(&mut self.shape.order);
        if let Some(&start) = order.first() {
            self.begin(start);
        }
        let classes = self.classes.clone();
        let mut facts = Facts::new(self.pack, classes.today);
        for &number in &order {
            if self.at[number].len() > MOST_STATES || self.is_full() {
                self.take_together(number);
            }
            for state in self.at[number].clone() {
                self.leave(state, number, &classes, &mut facts);
            }
        }
        self.shape.order = order;
        self.coarse.dedup();
    }

    /// A state for every way that what is given can decide; where these are too
    /// many, one in which each can be anything.
    fn begin(&mut self, start: usize) {
        let values = |fact: &FactId| match &self.pack.fact(*fact).domain {
            // Where it is given, nobody does not know it.
            Domain::Choice(ids) => (1..=ids.len()).fold(0, |mask, at| mask | bit_of(at)),
            Domain::Date { .. } | Domain::IdNumber | Domain::NamePair => OFF_PATH,
        };
        let all: Vec<Mask> = self.shape.deciding[start].iter().map(values).collect();
        let told: Vec<Mask> = self.shape.told[start].iter().map(values).collect();
        let state = |deciding| ExploredState {
            node: start,
            deciding,
            told: told.clone(),
            asked: 0,
            from: None,
        };
        if let Some(product) = product(&all) {
            let mut chosen: Vec<Mask> = all.iter().map(|mask| lowest(*mask)).collect();
            for _ in 0..product {
                self.meet(state(chosen.clone()));
                step(&mut chosen, &all, 0);
            }
        } else {
            self.meet(state(all));
            self.coarse.push(start);
        }
        self.starts = self.states.len();
    }

    /// Whether no more can be followed one by one.
    fn is_full(&self) -> bool {
        self.states.len() > MOST_IN_ALL || self.edges.len() > MOST_STEPS
    }

    /// Makes one state of all states of a node: more than can be is then
    /// taken for possible, never less.
    fn take_together(&mut self, node: usize) {
        let Some((&first, rest)) = self.at[node].split_first() else {
            return;
        };
        let rest = rest.to_vec();
        for number in rest {
            let other = self.states[number as usize].clone();
            let state = &mut self.states[first as usize];
            let theirs = other.deciding.iter().chain(&other.told);
            let mine = state.deciding.iter_mut().chain(&mut state.told);
            for (mine, theirs) in mine.zip(theirs) {
                *mine |= theirs;
            }
        }
        self.at[node].truncate(1);
        self.coarse.push(node);
    }

    /// Adds a state, or joins it with one that goes on alike.
    fn meet(&mut self, state: ExploredState) -> u32 {
        let key = (state.node, state.deciding.clone());
        if let Some(&number) = self.keys.get(&key) {
            let old = &mut self.states[number as usize];
            for (mine, theirs) in old.told.iter_mut().zip(&state.told) {
                *mine |= theirs;
            }
            if state.asked < old.asked {
                (old.asked, old.from) = (state.asked, state.from);
            }
            return number;
        }
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        self.keys.insert(key, number);
        self.at[state.node].push(number);
        self.states.push(state);
        number
    }

    /// The values a fact can have in a state.
    pub(crate) fn mask(&self, state: u32, fact: FactId) -> Mask {
        let state = &self.states[state as usize];
        let find = |list: &[FactId], masks: &[Mask]| {
            let at = list.binary_search(&fact).ok()?;
            masks.get(at).copied()
        };
        find(&self.shape.deciding[state.node], &state.deciding)
            .or_else(|| find(&self.shape.told[state.node], &state.told))
            .unwrap_or(OFF_PATH)
    }

    /// Tries every combination of values at a question, and goes on.
    fn leave<'c>(&mut self, from: u32, number: usize, classes: &'c Classes, facts: &mut Facts<'c>)
    where
        'p: 'c,
    {
        let own = self.pack.questions[number].fact;
        let mut read = self.shape.read[number].clone();
        read.retain(|fact| *fact != own);
        let masks: Vec<Mask> = read.iter().map(|fact| self.mask(from, *fact)).collect();
        let own_mask = self.mask(from, own);
        let product = product(&masks).filter(|_| !self.is_full());
        let mut trial = Trial {
            from,
            number,
            own,
            own_bit: OFF_PATH,
            chosen: masks.iter().map(|mask| lowest(*mask)).collect(),
            read,
        };
        let Some(product) = product else {
            trial.chosen = masks;
            self.guess(&trial, classes);
            return;
        };
        for _ in 0..product {
            for (fact, bit) in trial.read.iter().zip(&trial.chosen) {
                set(facts, classes, *fact, *bit);
            }
            for own_bit in bits(own_mask) {
                trial.own_bit = own_bit;
                self.answer(&trial, classes, facts);
            }
            step(&mut trial.chosen, &masks, 0);
        }
        for fact in &trial.read {
            facts.clear(*fact);
        }
    }

    /// Takes every way on for possible, where there are too many to try.
    fn guess(&mut self, trial: &Trial, classes: &Classes) {
        let question = &self.pack.questions[trial.number];
        self.coarse.push(trial.number);
        let seen = &mut self.seen[trial.number];
        (seen.asked, seen.skipped) = (true, question.ask_unless.is_some());
        seen.held.fill(true);
        seen.fired.fill(true);
        if question.ask_unless.is_some() {
            self.go(trial, OFF_PATH, Exit::Skipped, question.next);
        }
        let values = every_value(classes, trial.own) & !OFF_PATH;
        for (number, route) in question.routes.iter().enumerate() {
            self.go(trial, values, Exit::Route(number), route.to);
        }
        self.go(trial, values, Exit::Next, question.next);
    }

    /// Skips or asks a question with its condition's facts in place.
    fn answer<'c>(&mut self, trial: &Trial, classes: &'c Classes, facts: &mut Facts<'c>)
    where
        'p: 'c,
    {
        let question = &self.pack.questions[trial.number];
        let off = trial.own_bit == OFF_PATH;
        set(facts, classes, trial.own, trial.own_bit);
        let unless = question.ask_unless.as_ref();
        if unless.is_some_and(|unless| facts.is_true(unless)) {
            self.seen[trial.number].skipped = true;
            self.go(trial, trial.own_bit, Exit::Skipped, question.next);
        } else if off {
            self.seen[trial.number].asked = true;
            for number in 0..classes.of(trial.own).len() {
                let bit = bit_of(number);
                set(facts, classes, trial.own, bit);
                self.route(trial, bit, facts);
            }
        } else {
            self.route(trial, trial.own_bit, facts);
        }
        facts.clear(trial.own);
    }

    /// Leaves by the first route that holds, and notes which others would.
    fn route(&mut self, trial: &Trial, own_bit: Mask, facts: &Facts<'_>) {
        let question = &self.pack.questions[trial.number];
        let mut first = None;
        for (number, route) in question.routes.iter().enumerate() {
            if !facts.is_true(&route.when) {
                continue;
            }
            let seen = &mut self.seen[trial.number];
            seen.held[number] = true;
            match first {
                None => first = Some(number),
                Some(first) => {
                    seen.taken_by[number] |= bit_number(first);
                }
            }
        }
        if let Some(number) = first {
            self.seen[trial.number].fired[number] = true;
            self.go(
                trial,
                own_bit,
                Exit::Route(number),
                question.routes[number].to,
            );
        } else {
            self.go(trial, own_bit, Exit::Next, question.next);
        }
    }

    /// Steps to a target with the values of the trial.
    fn go(&mut self, trial: &Trial, own_bit: Mask, exit: Exit, target: Target) {
        let node = shape::node(self.pack, target);
        let now = |fact: &FactId| {
            if *fact == trial.own {
                return own_bit;
            }
            let chosen = trial.read.binary_search(fact).ok();
            chosen.map_or_else(|| self.mask(trial.from, *fact), |at| trial.chosen[at])
        };
        let deciding = self.shape.deciding[node].iter().map(now).collect();
        let told = self.shape.told[node].iter().map(now).collect();
        let asked = self.states[trial.from as usize].asked + u32::from(exit != Exit::Skipped);
        let edge = u32::try_from(self.edges.len()).unwrap_or(u32::MAX);
        let to = self.meet(ExploredState {
            node,
            deciding,
            told,
            asked,
            from: Some(edge),
        });
        let value = (exit != Exit::Skipped).then_some(number_of(own_bit));
        self.edges.push(Edge {
            from: trial.from,
            to,
            exit,
            value: value.flatten(),
        });
    }

    /// The answers of the shortest walk to a state.
    pub(crate) fn answers_to(&self, state: u32) -> Answers {
        let steps = self.steps_to(state).into_iter();
        steps.filter_map(|step| self.answer_of(step)).collect()
    }

    /// What is given and what is answered on the shortest walk to a state:
    /// each fact with the number of its value.
    pub(crate) fn steps_to(&self, state: u32) -> Vec<(FactId, u8)> {
        let mut steps = Vec::new();
        let mut at = state;
        while let Some(number) = self.states[at as usize].from {
            let edge = self.edges[number as usize];
            steps.extend(self.step(edge));
            at = edge.from;
        }
        let given = self.pack.given();
        steps.extend(given.filter_map(|fact| {
            let mask = self.mask(at, fact) & !OFF_PATH;
            Some((fact, number_of(lowest(mask)).filter(|_| mask != 0)?))
        }));
        steps
    }

    /// The fact answered by a step, and the number of the answer.
    pub(crate) fn step(&self, edge: Edge) -> Option<(FactId, u8)> {
        let node = self.states[edge.from as usize].node;
        Some((self.pack.questions[node].fact, edge.value?))
    }

    /// The answer with that number.
    pub(crate) fn answer_of(&self, (fact, number): (FactId, u8)) -> Option<(FactId, Value)> {
        let value = self.classes.of(fact).get(usize::from(number))?;
        Some((fact, value.clone()))
    }
}

/// How many combinations of values there are, where they can be tried.
fn product(masks: &[Mask]) -> Option<usize> {
    masks.iter().try_fold(1_usize, |product, mask| {
        let product = product.checked_mul(mask.count_ones() as usize)?;
        (product <= MOST_COMBINATIONS).then_some(product)
    })
}

/// One combination of values at a question.
struct Trial {
    from: u32,
    number: usize,
    own: FactId,
    own_bit: Mask,
    read: Vec<FactId>,
    chosen: Vec<Mask>,
}

/// The bit for the route with that number; none for more than 64 of them.
fn bit_number(route: usize) -> u64 {
    let shift = u32::try_from(route).unwrap_or(u32::MAX);
    1_u64.checked_shl(shift).unwrap_or(0)
}
