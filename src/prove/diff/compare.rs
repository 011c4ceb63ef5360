//! One walk through both packs: what is not the same.

use std::collections::BTreeSet;

use super::side::Side;
use super::{End, Kind, Stop};
use crate::engine::Outcome;
use crate::pack::{Anchor, Condition, FactId, Target};
use crate::prove::reads::facts_of;

/// A walk of one pack, by shared names.
pub struct Walked<'a> {
    pub side: &'a Side<'a>,
    /// The questions answered, in order.
    pub questions: Vec<&'a str>,
    /// Where it stands.
    pub stop: Target,
    /// The fact whose answer this pack does not take.
    pub refused: Option<String>,
    /// What came out.
    pub outcome: Option<Outcome>,
}

/// Something that is not the same.
pub struct Compared {
    pub kind: Kind,
}

impl<'a> Walked<'a> {
    /// The question it stands at and has no answer to yet.
    pub fn asks(&self) -> Option<&'a str> {
        match self.stop {
            Target::Question(id) if self.refused.is_none() => {
                Some(&self.side.questions[id.number()])
            }
            _ => None,
        }
    }

    /// The fact it wants to know next.
    pub fn wants(&self) -> Option<&'a str> {
        let Target::Question(id) = self.stop else {
            return None;
        };
        let fact = self.side.pack.question(id).fact;
        self.refused
            .is_none()
            .then(|| self.side.facts[fact.number()].as_str())
    }

    fn stop(&self) -> Stop {
        match (&self.refused, self.stop) {
            (Some(fact), _) => Stop::Refused(fact.clone()),
            (None, Target::Question(id)) => {
                Stop::Question(self.side.questions[id.number()].clone())
            }
            (None, Target::Result(id)) => Stop::Result(self.side.results[id.number()].clone()),
        }
    }

    /// What came out.
    pub fn end(&self) -> End {
        End {
            stop: self.stop(),
            ask_from: self.outcome.as_ref().and_then(|outcome| outcome.ask_from),
        }
    }

    /// Where the way leads behind the question at `place`.
    fn after(&self, place: usize) -> Stop {
        match self.questions.get(place + 1) {
            Some(question) => Stop::Question((*question).to_owned()),
            None => match self.stop() {
                // The question whose answer is refused was reached all the same.
                Stop::Refused(fact) if self.asked_at_stop() == Some(fact.as_str()) => {
                    self.refusing_question()
                }
                stop => stop,
            },
        }
    }

    fn asked_at_stop(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    fn refusing_question(&self) -> Stop {
        match self.stop {
            Target::Question(id) => Stop::Question(self.side.questions[id.number()].clone()),
            Target::Result(_) => self.stop(),
        }
    }

    fn cautions(&self) -> BTreeSet<String> {
        let ids = self.outcome.iter().flat_map(|outcome| &outcome.cautions);
        ids.map(|id| self.side.pack.cautions[id.number()].id.clone())
            .collect()
    }

    fn link(&self) -> Option<String> {
        let link = self.outcome.as_ref()?.link?;
        Some(self.side.pack.links[link.number()].id.clone())
    }
}

/// Everything that is not the same in two walks with the same answers.
pub fn compare(old: &Walked<'_>, new: &Walked<'_>) -> Vec<Compared> {
    let mut kinds = ways(old, new);
    if let (Stop::Result(result), true) = (old.stop(), old.stop() == new.stop()) {
        if old.end().ask_from != new.end().ask_from {
            kinds.push(Kind::AskFrom(result.clone()));
        }
        let (before, after) = (old.link(), new.link());
        if before != after {
            kinds.push(Kind::Link {
                result,
                old: before,
                new: after,
            });
        }
        let (before, after) = (old.cautions(), new.cautions());
        if before != after {
            kinds.push(Kind::Cautions {
                gone: before.difference(&after).cloned().collect(),
                new: after.difference(&before).cloned().collect(),
            });
        }
    }
    kinds.into_iter().map(|kind| Compared { kind }).collect()
}

/// The questions that both walks meet and leave by different ways.
pub fn ways(old: &Walked<'_>, new: &Walked<'_>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    let start = |walked: &Walked<'_>| match walked.questions.first() {
        Some(first) => Stop::Question((*first).to_owned()),
        None => walked.stop(),
    };
    if start(old) != start(new) {
        kinds.push(Kind::Way {
            question: None,
            old: start(old),
            new: start(new),
        });
    }
    for (place, question) in old.questions.iter().enumerate() {
        // Most of the way is the same: look there first.
        let there = match new.questions.get(place) {
            Some(same) if same == question => Some(place),
            _ => new.questions.iter().position(|it| it == question),
        };
        let Some(there) = there else {
            continue;
        };
        let (before, after) = (old.after(place), new.after(there));
        if before != after {
            kinds.push(Kind::Way {
                question: Some((*question).to_owned()),
                old: before,
                new: after,
            });
        }
    }
    kinds.extend(refusals(old, new));
    kinds
}

/// An answer that only one of the packs takes.
fn refusals(old: &Walked<'_>, new: &Walked<'_>) -> Option<Kind> {
    let (walked, other) = match (&old.refused, &new.refused) {
        (Some(_), None) => (old, new),
        (None, Some(_)) => (new, old),
        _ => return None,
    };
    let fact = walked.refused.clone()?;
    let Stop::Question(question) = walked.refusing_question() else {
        return None;
    };
    let place = other.questions.iter().position(|it| *it == question)?;
    let (refused, taken) = (Stop::Refused(fact), other.after(place));
    let (before, after) = if old.refused.is_some() {
        (refused, taken)
    } else {
        (taken, refused)
    };
    Some(Kind::Way {
        question: Some(question),
        old: before,
        new: after,
    })
}

/// The facts that can have to do with a change, by shared name.
pub fn facts_behind(old: &Side<'_>, new: &Side<'_>, kind: &Kind) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for side in [old, new] {
        let facts = match kind {
            Kind::Way { question, old, new } => {
                let mut facts = of_question(side, question.as_deref());
                for stop in [old, new] {
                    if let Stop::Question(next) = stop {
                        facts.extend(unless(side, next));
                    }
                }
                facts
            }
            Kind::AskFrom(result) | Kind::Link { result, .. } => of_result(side, result),
            Kind::Cautions { gone, new } => {
                let cautions = side.pack.cautions.iter();
                let found = cautions.filter(|it| gone.contains(&it.id) || new.contains(&it.id));
                found.flat_map(|it| facts_of(&it.when)).collect()
            }
        };
        names.extend(
            facts
                .into_iter()
                .map(|fact| side.facts[fact.number()].clone()),
        );
    }
    names
}

fn of_question(side: &Side<'_>, name: Option<&str>) -> Vec<FactId> {
    let number = side
        .questions
        .iter()
        .position(|it| Some(it.as_str()) == name);
    let Some(question) = number.map(|number| &side.pack.questions[number]) else {
        return Vec::new();
    };
    let mut facts = vec![question.fact];
    for route in &question.routes {
        facts.extend(facts_of(&route.when));
    }
    // Questions that are passed over lead on as well.
    let targets = question.routes.iter().map(|route| route.to);
    for target in targets.chain([question.next]) {
        if let Target::Question(id) = target {
            facts.extend(unless(side, &side.questions[id.number()]));
        }
    }
    facts
}

fn unless(side: &Side<'_>, name: &str) -> Vec<FactId> {
    let number = side.questions.iter().position(|it| it == name);
    let unless = number.and_then(|number| side.pack.questions[number].ask_unless.as_ref());
    unless.map_or_else(Vec::new, facts_of)
}

fn of_result(side: &Side<'_>, name: &str) -> Vec<FactId> {
    let number = side.results.iter().position(|it| it == name);
    let Some(card) = number.map(|number| &side.pack.results[number]) else {
        return Vec::new();
    };
    let conditions = card.links.iter().filter_map(|hang| hang.when.as_ref());
    let of_links = conditions.flat_map(|when: &Condition| facts_of(when));
    let anchors = card.ask_from.iter().flat_map(|rule| &rule.after);
    let of_day = anchors.filter_map(|anchor| match anchor {
        Anchor::Fact(fact) => Some(*fact),
        Anchor::Today => None,
    });
    of_links.chain(of_day).collect()
}
