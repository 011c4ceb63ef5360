//! Which walks go on alike: those that stand at the same questions, parted at
//! the same places, and agree in all that is still looked at.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use super::side::Side;
use crate::engine::{Stop, Value, Walk};
use crate::pack::{Anchor, Condition, Domain, FactId, QuestionId, Target};

/// What is still looked at from a question on.
struct Live<'p> {
    conditions: Vec<&'p Condition>,
    /// Facts that are asked for, perhaps again.
    asked: BTreeSet<FactId>,
    /// Facts whose day itself counts.
    days: BTreeSet<FactId>,
}

/// What is still looked at in one pack, by question.
pub struct Ahead<'a> {
    side: &'a Side<'a>,
    /// Results whose day to ask may differ between the packs.
    moving: Box<dyn Fn(&str) -> bool + 'a>,
    known: HashMap<QuestionId, Live<'a>>,
}

impl<'a> Ahead<'a> {
    /// Nothing looked up yet; `moving` tells the results whose day to ask may
    /// differ.
    pub fn new(side: &'a Side<'a>, moving: impl Fn(&str) -> bool + 'a) -> Self {
        Self {
            side,
            moving: Box::new(moving),
            known: HashMap::new(),
        }
    }

    /// All that decides how a walk goes on and what it comes to, as text that
    /// is the same for walks that go on alike.
    pub fn key(&mut self, walk: &Walk<'_>) -> String {
        let question = match &walk.stop {
            Stop::Ask { question, rejected } => {
                if rejected.is_some() {
                    return format!("{:?}", walk.stop);
                }
                *question
            }
            Stop::Result(outcome) => return format!("{outcome:?}"),
        };
        let mut out = format!("{question:?}");
        if !self.known.contains_key(&question) {
            let live = self.live(question);
            self.known.insert(question, live);
        }
        let live = &self.known[&question];
        for condition in &live.conditions {
            let turned = Condition::Not(Box::new((*condition).clone()));
            let _ = write!(
                out,
                " {}{}",
                u8::from(walk.holds(condition)),
                u8::from(walk.holds(&turned))
            );
            if let Condition::Later { fact, than } = condition {
                let (one, other) = (walk.value(*fact), walk.value(*than));
                if one.is_none() != other.is_none() {
                    let _ = write!(out, "{one:?}{other:?}");
                }
            }
        }
        for fact in live.asked.iter().chain(&live.days) {
            let _ = write!(out, " {:?}", walk.value(*fact));
        }
        self.certainty(walk, &mut out);
        out
    }

    /// Which days were asked for, and which of them make a count provisional.
    fn certainty(&self, walk: &Walk<'_>, out: &mut String) {
        let facts = self.side.pack.facts.iter().enumerate();
        for (number, fact) in facts {
            if matches!(fact.domain, Domain::Date { .. }) {
                let fact = FactId::new(number);
                let asked = walk.value(fact).map(|value| *value == Value::Unknown);
                let certain = walk.workdays_since(fact).map(|counted| counted.certain);
                let _ = write!(out, " {asked:?}{certain:?}");
            }
        }
    }

    /// Everything that can be looked at from a question on.
    fn live(&self, from: QuestionId) -> Live<'a> {
        let pack = self.side.pack;
        let mut live = Live {
            conditions: Vec::new(),
            asked: BTreeSet::new(),
            days: BTreeSet::new(),
        };
        let mut whole: Vec<&'a Condition> = pack.cautions.iter().map(|it| &it.when).collect();
        let mut met = HashSet::from([Target::Question(from)]);
        let mut rest = vec![Target::Question(from)];
        while let Some(target) = rest.pop() {
            match target {
                Target::Question(id) => {
                    let question = pack.question(id);
                    live.asked.insert(question.fact);
                    whole.extend(&question.ask_unless);
                    whole.extend(question.routes.iter().map(|route| &route.when));
                    let routes = question.routes.iter().map(|route| route.to);
                    let next = routes.chain([question.next]);
                    rest.extend(next.filter(|target| met.insert(*target)));
                }
                Target::Result(id) => {
                    let card = pack.card(id);
                    whole.extend(card.links.iter().filter_map(|hang| hang.when.as_ref()));
                    let rule = card.ask_from.as_ref();
                    let rule = rule.filter(|_| (self.moving)(&self.side.results[id.number()]));
                    let anchors = rule.into_iter().flat_map(|rule| &rule.after);
                    live.days.extend(anchors.filter_map(|anchor| match anchor {
                        Anchor::Fact(fact) => Some(*fact),
                        Anchor::Today => None,
                    }));
                }
            }
        }
        for leaf in whole.into_iter().flat_map(Condition::leaves) {
            if *leaf != Condition::NotCertain {
                live.conditions.push(leaf);
            }
        }
        live
    }
}
