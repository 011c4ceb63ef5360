//! The questions of a pack in the order of the way, and at each of them the
//! facts that still matter from there on.

use super::reads;
use crate::pack::{FactId, Pack, Question, Target};

/// A set of facts as bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FactSet(Vec<u64>);

impl FactSet {
    fn empty(pack: &Pack) -> Self {
        Self(vec![0; pack.facts.len().div_ceil(64)])
    }

    fn insert(&mut self, fact: FactId) {
        self.0[fact.number() / 64] |= 1 << (fact.number() % 64);
    }

    fn remove(&mut self, fact: FactId) {
        self.0[fact.number() / 64] &= !(1 << (fact.number() % 64));
    }

    fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Whether a fact is among them.
    pub(crate) fn contains(&self, fact: FactId) -> bool {
        self.0[fact.number() / 64] & (1 << (fact.number() % 64)) != 0
    }

    /// Those that are also in `other`, in order.
    fn common(&self, other: &Self) -> Vec<FactId> {
        let words = self.0.iter().zip(&other.0).enumerate();
        let mut list = Vec::new();
        for (number, (mine, theirs)) in words {
            let mut both = mine & theirs;
            while both != 0 {
                list.push(FactId::new(number * 64 + both.trailing_zeros() as usize));
                both &= both - 1;
            }
        }
        list
    }
}

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
    let mut asks = vec![FactSet::empty(pack); pack.questions.len() + pack.results.len()];
    for &number in order.iter().rev() {
        let question = &pack.questions[number];
        let mut all = asks[number].clone();
        all.insert(question.fact);
        exits(pack, question).for_each(|to| all.join(&asks[to]));
        asks[number] = all;
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
    let mut before = vec![FactSet::empty(pack); nodes];
    if let Some(start) = order.first() {
        pack.given().for_each(|fact| before[*start].insert(fact));
    }
    for &number in order {
        let question = &pack.questions[number];
        let mut after = before[number].clone();
        after.insert(question.fact);
        for to in exits(pack, question) {
            before[to].join(&after);
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
    let empty = FactSet::empty(pack);
    let mut deciding = vec![empty.clone(); before.len()];
    for (kept, set) in kept.iter().zip(&mut deciding[pack.questions.len()..]) {
        for fact in kept {
            set.insert(*fact);
        }
    }
    let mut told = vec![empty; before.len()];
    let cautions = reads::facts_of_cautions(pack);
    for (card, set) in pack.results.iter().zip(&mut told[pack.questions.len()..]) {
        let facts = reads::facts_of_card(pack, card);
        facts
            .iter()
            .chain(&cautions)
            .for_each(|fact| set.insert(*fact));
    }
    for &number in order.iter().rev() {
        let question = &pack.questions[number];
        for to in exits(pack, question) {
            let (one, other) = (deciding[to].clone(), told[to].clone());
            deciding[number].join(&one);
            told[number].join(&other);
        }
        if !shared[question.fact.number()] {
            deciding[number].remove(question.fact);
            told[number].remove(question.fact);
        }
        read[number]
            .iter()
            .for_each(|fact| deciding[number].insert(*fact));
        let facts = reads::facts_of_question(pack, question).into_iter();
        facts.for_each(|fact| told[number].insert(fact));
    }
    let lists = deciding
        .iter()
        .zip(before)
        .map(|(set, before)| set.common(before));
    let lists: Lists = lists.collect();
    let told = told
        .iter()
        .zip(before)
        .zip(&lists)
        .map(|((set, before), deciding)| {
            let mut list = set.common(before);
            list.retain(|fact| deciding.binary_search(fact).is_err());
            list
        });
    let told = told.collect();
    (lists, told)
}
