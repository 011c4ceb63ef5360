//! What is not the same where the walks of both packs have ended.

use std::collections::BTreeSet;

use super::side::{Packs, Side, Where};
use super::together::Place;
use super::{ChangeKind, Destination, End, NamedLink};
use crate::engine::Outcome;
use crate::pack::{AskFrom, Card, Condition, FactId, Question, Target};
use crate::prove::reads;

/// Everything that is not the same in two walks with the same answers.
pub(crate) fn compare(
    packs: &Packs<'_>,
    place: &Place,
    outcomes: [Option<&Outcome>; 2],
) -> Vec<ChangeKind> {
    let partings = place.partings.iter();
    let mut kinds: Vec<_> = partings
        .map(|(question, old, new)| ChangeKind::Way {
            question: question.map(|number| packs.questions.of(number).to_owned()),
            old: packs.destination(*old),
            new: packs.destination(*new),
        })
        .collect();
    let [Some(old), Some(new)] = outcomes else {
        return kinds;
    };
    let result = |at: usize, outcome: &Outcome| packs.sides[at].results[outcome.result.number()];
    if result(0, old) != result(1, new) {
        return kinds;
    }
    let result = packs.results.of(result(0, old)).to_owned();
    if old.ask_from != new.ask_from {
        kinds.push(ChangeKind::AskFrom(result.clone()));
    }
    let (before, after) = (link(&packs.sides[0], old), link(&packs.sides[1], new));
    if before != after {
        kinds.push(ChangeKind::Link {
            result,
            old: before,
            new: after,
        });
    }
    let (before, after) = (
        cautions(&packs.sides[0], old),
        cautions(&packs.sides[1], new),
    );
    if before != after {
        kinds.push(ChangeKind::Cautions {
            gone: before.difference(&after).cloned().collect(),
            new: after.difference(&before).cloned().collect(),
        });
    }
    kinds
}

/// What came out in one of the packs.
pub(crate) fn end(
    packs: &Packs<'_>,
    number: usize,
    place: &Place,
    outcome: Option<&Outcome>,
) -> Option<End> {
    let (side, stand) = (&packs.sides[number], &place.stands.as_ref()?[number]);
    let stop = match side.place(stand.at) {
        Where::Question(question) if stand.refuses => Where::Refused(side.asks_at(question)?),
        place => place,
    };
    Some(End {
        stop: packs.destination(stop),
        ask_from: outcome.and_then(|outcome| outcome.ask_from),
    })
}

fn cautions(side: &Side<'_>, outcome: &Outcome) -> BTreeSet<String> {
    let ids = outcome.cautions.iter();
    ids.map(|id| side.pack.cautions[id.number()].id.clone())
        .collect()
}

fn link(side: &Side<'_>, outcome: &Outcome) -> Option<NamedLink> {
    Some(NamedLink {
        id: side.pack.links[outcome.link?.number()].id.clone(),
        known: outcome.link_known,
    })
}

/// The facts that can have to do with a change that has these ends, by shared
/// number.
pub(crate) fn facts_behind(
    packs: &Packs<'_>,
    kind: &ChangeKind,
    ends: &[(End, End)],
) -> BTreeSet<usize> {
    let of_side = |side| {
        let facts = match kind {
            ChangeKind::Way { question, old, new } => {
                let mut facts = of_question(packs, side, question.as_deref());
                for stop in [old, new] {
                    if let Destination::Question(next) = stop {
                        let question = packs
                            .questions
                            .number(next)
                            .and_then(|it| side.question(it));
                        facts.extend(question.into_iter().flat_map(unless));
                    }
                }
                facts
            }
            ChangeKind::AskFrom(result) | ChangeKind::Link { result, .. } => {
                of_result(packs, side, result)
            }
            ChangeKind::Cautions { gone, new } => {
                let cautions = side.pack.cautions.iter();
                let found = cautions.filter(|it| gone.contains(&it.id) || new.contains(&it.id));
                let cards = ends.iter().filter_map(|(end, _)| match &end.stop {
                    Destination::Result(name) => card(packs, side, name),
                    _ => None,
                });
                let rules = cards.flat_map(|card| &card.ask_from);
                found
                    .flat_map(|it| reads::facts_at(&it.when, rules.clone()))
                    .collect()
            }
        };
        let facts = facts.into_iter();
        facts
            .map(|fact| side.facts[fact.number()])
            .collect::<Vec<_>>()
    };
    packs.sides.iter().flat_map(of_side).collect()
}

fn of_question(packs: &Packs<'_>, side: &Side<'_>, name: Option<&str>) -> Vec<FactId> {
    let number = name.and_then(|name| packs.questions.number(name));
    let Some(question) = number.and_then(|number| side.question(number)) else {
        return Vec::new();
    };
    let mut facts = vec![question.fact];
    let routes = question.routes.iter();
    facts.extend(routes.flat_map(|route| route.when.facts()));
    // Questions that are passed over lead on as well.
    for exit in question.exits() {
        if let Target::Question(id) = exit {
            facts.extend(unless(side.pack.question(id)));
        }
    }
    facts
}

fn unless(question: &Question) -> Vec<FactId> {
    let unless = question.ask_unless.iter();
    unless.flat_map(Condition::facts).collect()
}

fn of_result(packs: &Packs<'_>, side: &Side<'_>, name: &str) -> Vec<FactId> {
    let Some(card) = card(packs, side, name) else {
        return Vec::new();
    };
    let of_day = card.ask_from.iter().flat_map(AskFrom::facts);
    card.link_conditions()
        .flat_map(Condition::facts)
        .chain(of_day)
        .collect()
}

fn card<'s>(packs: &Packs<'_>, side: &Side<'s>, name: &str) -> Option<&'s Card> {
    let mut results = side.results.iter().zip(&side.pack.results);
    let card = results.find(|(number, _)| packs.results.of(**number) == name);
    card.map(|(_, card)| card)
}
