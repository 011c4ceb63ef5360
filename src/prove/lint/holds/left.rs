//! Parts of a page, and choices, of which none may be left: each stands under a
//! condition.

use super::of_facts;
use crate::engine::{Facts, Walk};
use crate::lang::Said;
use crate::pack::{Card, Condition, FactId, Place, Question, Target};
use crate::prove::lint::Lint;
use crate::prove::value_sets::{Mask, OFF_PATH, bit_of, combinations};
use crate::prove::{Explored, example, reads, rule, shape};

pub(super) fn of_question(lint: &Lint<'_>, target: Target, question: &Question) {
    let choices = question.choices.iter().map(|it| it.when.as_ref());
    none_left(lint, target, "choice", choices, question.place);
}

/// What to do, whom to ask and what to say.
pub(super) fn of_result(lint: &Lint<'_>, target: Target, card: &Card) {
    for (key, lines) in [("do", &card.steps), ("script", &card.script)] {
        let lines = lines.iter().map(|it| it.when.as_ref());
        none_left(lint, target, key, lines, card.place);
    }
    let whom = card.contacts.iter().map(|it| it.when.as_ref());
    none_left(lint, target, "contact", whom, card.place);
}

fn none_left<'q>(
    lint: &Lint<'_>,
    target: Target,
    key: &str,
    guards: impl Iterator<Item = Option<&'q Condition>>,
    owner: Place,
) {
    let guards: Option<Vec<_>> = guards.collect();
    let Some(guards) = guards.filter(|it| !it.is_empty()) else {
        return;
    };
    if let Some(example) = (lint.explored.iter()).find_map(|it| none_where(it, target, &guards)) {
        let title = Said::new(
            format!("`{key}` 里可能一行也不剩"),
            format!("nothing of `{key}` may be left"),
        );
        lint.say_with(&rule::TEXT_NONE_LEFT, owner, owner, title, Some(example));
    }
}

/// Answers that lead to a place and leave none. These are too many facts to try
/// every combination of: each state's own answers are, and those with one
/// other than these; what is found has been walked.
fn none_where(explored: &Explored<'_>, target: Target, guards: &[&Condition]) -> Option<String> {
    let (pack, classes) = (explored.pack, &explored.classes);
    let facts = reads::tidy(guards.iter().flat_map(|it| it.facts()).collect());
    let none = |known: &Facts<'_>| !guards.iter().any(|it| known.is_true(it));
    let none_there = |walk: &Walk<'_>| !guards.iter().any(|it| walk.holds(it));
    let mut scratch = Facts::new(pack, classes.today);
    for (state, masks) in of_facts(
        explored,
        &explored.at[shape::node(pack, target)],
        &facts,
        &[],
    ) {
        let mut found = None;
        for near in near(explored, state, &masks) {
            combinations(&near, classes, &mut scratch, |known| {
                if none(known) {
                    let mut answers = explored.answers_to(state);
                    for fact in &facts {
                        match known.get(*fact) {
                            Some(value) => answers.set(*fact, value.clone()),
                            None => answers.remove(*fact),
                        };
                    }
                    found = example::where_so(pack, classes.today, &answers, target, none_there);
                }
                found.is_some()
            });
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// The values with which a state is got to, for each fact in turn with all that
/// it may have there.
fn near(
    explored: &Explored<'_>,
    state: u32,
    masks: &[(FactId, Mask)],
) -> impl Iterator<Item = Vec<(FactId, Mask)>> {
    let steps = explored.steps_to(state);
    let own = move |(fact, _): &(FactId, Mask)| {
        let step = steps.iter().find(|(of, _)| of == fact);
        let mask = step.map_or(OFF_PATH, |(_, number)| bit_of(usize::from(*number)));
        (*fact, mask)
    };
    let own: Vec<_> = masks.iter().map(own).collect();
    (0..masks.len()).map(move |at| {
        let mut near = own.clone();
        near[at] = masks[at];
        near
    })
}
