//! What still matters in one pack from a place on: what the linter's
//! exploration keeps apart, and what can still be asked for.

use std::collections::BTreeSet;

use super::changed::Changed;
use super::side::Side;
use super::together::Stand;
use crate::engine::thresholds::deciding;
use crate::pack::{Condition, FactId, OfDay};
use crate::prove::shape::{self, FactSet, Shape};

pub(crate) struct Ahead<'a> {
    side: &'a Side<'a>,
    /// Of every node, the facts whose values decide the way from there on.
    lead: Vec<Vec<FactId>>,
    /// The same with those that decide what comes out.
    decide: Vec<Vec<FactId>>,
    /// Of every question, the results that some way leads to.
    results: Vec<BTreeSet<usize>>,
    /// Of every node, the facts that can be asked for from there on.
    ask: Vec<FactSet>,
}

impl<'a> Ahead<'a> {
    /// What changed results and cautions look at is kept to the end; where
    /// counts to today may be provisional, also what is counted.
    pub(crate) fn new(side: &'a Side<'a>, changed: &Changed, today_is_settled: bool) -> Self {
        let pack = side.pack;
        let mut counted = Vec::new();
        if !today_is_settled {
            let days = deciding(pack).flat_map(Condition::of_days);
            counted.extend(
                days.filter_map(OfDay::counts)
                    .flat_map(|(facts, _)| facts.iter().copied()),
            );
        }
        let cards = pack.results.iter().zip(&side.results);
        let kept = cards.map(|(card, number)| {
            let cautions = pack.cautions.iter();
            let cautions = cautions.flat_map(|it| changed.facts_of_caution(card, it));
            let own = changed.facts_of_card(card, *number).into_iter();
            own.chain(cautions).chain(counted.iter().copied()).collect()
        });
        let shape = Shape::new(pack, &kept.collect::<Vec<_>>());
        Self {
            lead: Shape::new(pack, &[]).deciding,
            results: results(side, &shape.order),
            ask: shape::asks(pack, &shape.order),
            decide: shape.deciding,
            side,
        }
    }

    /// Whether the value of a fact on the path decides anything from there on:
    /// the way, or where it is to be `compared` also what comes out.
    pub(crate) fn decides(&self, stand: &Stand, fact: usize, compared: bool) -> bool {
        let decide = if compared { &self.decide } else { &self.lead };
        let decide = &decide[shape::node(self.side.pack, stand.at)];
        let own = self.side.fact(fact).filter(|_| !stand.refuses);
        own.is_some_and(|own| decide.binary_search(&own).is_ok())
    }

    /// Whether walks of both packs can still come to the same result.
    pub(crate) fn may_meet(&self, stand: &Stand, other: &Self, theirs: &Stand) -> bool {
        let mine = &self.results[shape::node(self.side.pack, stand.at)];
        let theirs = &other.results[shape::node(other.side.pack, theirs.at)];
        !mine.is_disjoint(theirs)
    }

    /// Whether a fact can be asked for from there on.
    pub(crate) fn asks(&self, stand: &Stand, fact: usize) -> bool {
        let ask = &self.ask[shape::node(self.side.pack, stand.at)];
        let own = self.side.fact(fact).filter(|_| !stand.refuses);
        own.is_some_and(|own| ask.contains(own))
    }
}

/// Of every node, the results that some way from there leads to.
fn results(side: &Side<'_>, order: &[usize]) -> Vec<BTreeSet<usize>> {
    let questions = side.pack.questions.len();
    let mut results = vec![BTreeSet::new(); questions];
    results.extend(side.results.iter().map(|number| BTreeSet::from([*number])));
    for &number in order.iter().rev() {
        let exits = shape::exits(side.pack, &side.pack.questions[number]);
        let all = exits.flat_map(|to| results[to].iter().copied()).collect();
        results[number] = all;
    }
    results
}
