//! The questions of a pack in the order of the way, and at each of them the
//! facts that still matter from there on.

use std::collections::BTreeSet;

use super::reads;
use crate::pack::{FactId, Pack, Question, Target};

/// Facts, each once and in order.
pub(crate) type FactSet = BTreeSet<FactId>;

/// What stays the same of a pack whatever is answered.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// Every question some way leads to, each before those it leads to.
    pub(crate) order: Vec<usize>,
    /// Of every node, the facts that are given or that some way there has asked.
    pub(crate) before: Vec<FactSet>,
    /// Of every node, the facts that decide where ways from there lead.
    pub(crate) deciding: Vec<Vec<FactId>>,
    /// Of every node, the facts that only texts from there on look at.
    pub(crate) told: Vec<Vec<FactId>>,
    /// Of every question, the facts its own conditions read.
    pub(crate) read: Vec<Vec<FactId>>,
}

/// The number of a target among all nodes: questions first, then results.
pub(crate) fn node(pack: &Pack, target: Target) -> usize {
    match target {
        Target::Question(id) => id.number(),
        Target::Result(id) => pack.questions.len() + id.number(),
    }
}

/// Where a question can lead, by `next` first and then by its routes.
pub(crate) fn exits<'p>(
    pack: &'p Pack,
    question: &'p Question,
) -> impl Iterator<Item = usize> + use<'p> {
    question.exits().map(|target| node(pack, target))
}

impl Shape {
    /// The shape of a pack without circles; `kept` are of each result the facts
    /// to keep apart to the very end.
    pub(crate) fn new(pack: &Pack, kept: &[Vec<FactId>]) -> Self {
        let order = order(pack);
        let mut askers = vec![0_u32; pack.facts.len()];
        for question in &pack.questions {
            askers[question.fact.number()] += 1;
        }
        let shared: Vec<bool> = askers.iter().map(|count| *count > 1).collect();
        let before = before(pack, &order);
        let read: Vec<_> = pack.questions.iter().map(|it| read(it, &shared)).collect();
        let (deciding, told) = live(pack, &order, &before, &read, &shared, kept);
        Self {
            order,
            before,
            deciding,
            told,
            read,
        }
    }
}

/// Of every node, the facts that some way from there asks for, its own first.
pub(crate) fn asks(pack: &Pack, order: &[usize]) -> Vec<FactSet> {
    let mut asks = vec![FactSet::new(); pack.questions.len() + pack.results.len()];
    for &number in order.iter().rev() {
        let question = &pack.questions[number];
        let ahead = exits(pack, question).flat_map(|to| &asks[to]);
        asks[number] = ahead.copied().chain([question.fact]).collect();
    }
    asks
}

/// Questions in the order of the way; depth first, without recursion.
fn order(pack: &Pack) -> Vec<usize> {
    let questions = pack.questions.len();
    let mut seen = vec![false; questions];
    let mut order = Vec::new();
    if pack.start.number() >= questions {
        return order;
    }
    let next = |number: usize| exits(pack, &pack.questions[number]);
    seen[pack.start.number()] = true;
    let mut way = vec![(pack.start.number(), next(pack.start.number()))];
    while let Some((from, rest)) = way.last_mut() {
        let from = *from;
        match rest.next() {
            Some(to) if to < questions && !seen[to] => {
                seen[to] = true;
                way.push((to, next(to)));
            }
            Some(_) => {}
            None => {
                order.push(from);
                way.pop();
            }
        }
    }
    order.reverse();
    order
}

fn read(question: &Question, shared: &[bool]) -> Vec<FactId> {
    let mut list = Vec::new();
    for condition in question.conditions() {
        list.extend(condition.facts());
    }
    // What another question may have asked for already is not asked again.
    if shared[question.fact.number()] {
        list.push(question.fact);
    }
    reads::tidy(list)
}

fn before(pack: &Pack, order: &[usize]) -> Vec<FactSet> {
    let nodes = pack.questions.len() + pack.results.len();
    let mut before = vec![FactSet::new(); nodes];
    if let Some(start) = order.first() {
        before[*start].extend(pack.given());
    }
    for &number in order {
        let question = &pack.questions[number];
        let mut after = before[number].clone();
        after.insert(question.fact);
        for to in exits(pack, question) {
            before[to].extend(&after);
        }
    }
    before
}

type Lists = Vec<Vec<FactId>>;

fn live(
    pack: &Pack,
    order: &[usize],
    before: &[FactSet],
    read: &[Vec<FactId>],
    shared: &[bool],
    kept: &[Vec<FactId>],
) -> (Lists, Lists) {
    let mut deciding = vec![FactSet::new(); before.len()];
    for (kept, set) in kept.iter().zip(&mut deciding[pack.questions.len()..]) {
        set.extend(kept);
    }
    let mut told = vec![FactSet::new(); before.len()];
    let cautions = reads::facts_of_cautions(pack);
    for (card, set) in pack.results.iter().zip(&mut told[pack.questions.len()..]) {
        set.extend(reads::facts_of_card(pack, card).iter().chain(&cautions));
    }
    for &number in order.iter().rev() {
        let question = &pack.questions[number];
        for to in exits(pack, question) {
            let (one, other) = (deciding[to].clone(), told[to].clone());
            deciding[number].extend(one);
            told[number].extend(other);
        }
        if !shared[question.fact.number()] {
            deciding[number].remove(&question.fact);
            told[number].remove(&question.fact);
        }
        deciding[number].extend(&read[number]);
        told[number].extend(reads::facts_of_question(pack, question));
    }
    for ((deciding, told), before) in deciding.iter_mut().zip(&mut told).zip(before) {
        deciding.retain(|fact| before.contains(fact));
        told.retain(|fact| before.contains(fact) && !deciding.contains(fact));
    }
    let lists = |sets: Vec<FactSet>| sets.into_iter().map(Vec::from_iter).collect();
    (lists(deciding), lists(told))
}
