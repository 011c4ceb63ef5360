//! The answers read back to a caller: one sentence of those that decided.

use super::card;
use super::words::{Words, unknown};
use crate::engine::{Outcome, Step, Value};
use crate::lang::Lang;
use crate::pack::Question;

/// `您说的是：复审，11月20日考的。对吗？` without the last words; what did not
/// decide is left out.
#[must_use]
pub fn sentence(words: &Words<'_>) -> String {
    let (walk, words) = (words.walk, &words.spoken());
    let outcome = walk.outcome();
    let steps = walk.path.iter().enumerate();
    let told = steps.filter(|(number, step)| *number == 0 || decided(step, outcome));
    let told: Vec<String> = told.filter_map(|(_, step)| piece(words, step)).collect();
    match words.lang {
        Lang::Zh => format!("您说的是：{}。", told.join("，")),
        Lang::En => format!("You said: {}.", told.join(", ")),
    }
}

/// What was told ahead and nobody asked for on the way: it may matter more than
/// the result, and must not get lost.
#[must_use]
pub(super) fn besides(words: &Words<'_>) -> Option<String> {
    let (walk, words) = (words.walk, &words.spoken());
    let pieces = walk.unused().filter_map(|fact| {
        let value = walk
            .answers()
            .get(fact)
            .filter(|it| **it != Value::Unknown)?;
        let question = walk.pack().question(walk.pack().question_of(fact)?);
        of(words, question, value)
    });
    let pieces: Vec<String> = pieces.collect();
    let sentence = match words.lang {
        Lang::Zh => format!(
            "还说过：{}；走到这里没有问到，没有算进去。",
            pieces.join("，")
        ),
        Lang::En => format!(
            "Also told: {}; nobody asked for it on the way here, so it is not counted in.",
            pieces.join(", ")
        ),
    };
    (!pieces.is_empty()).then_some(sentence)
}

/// Whether an answer led away from the usual way, or days are counted from it.
fn decided(step: &Step, outcome: Option<&Outcome>) -> bool {
    let mut counts = outcome.into_iter().flat_map(|outcome| &outcome.counts);
    step.route.is_some() || counts.any(|counted| counted.fact == step.fact)
}

fn piece(words: &Words<'_>, step: &Step) -> Option<String> {
    let question = words.walk.pack().question(step.question);
    of(words, question, words.walk.value(step.fact)?)
}

fn of(words: &Words<'_>, question: &Question, value: &Value) -> Option<String> {
    let told = match value {
        Value::Choice(number) => {
            let mut choices = question.choices.iter();
            let choice = choices.find(|choice| choice.value == *number)?;
            choice.told.as_ref()
        }
        Value::Unknown => {
            let (topic, unknown) = (words.topic(question), unknown(words.lang));
            return Some(match words.lang {
                Lang::Zh => format!("{topic}{unknown}"),
                Lang::En => format!("{topic}: {unknown}"),
            });
        }
        _ => question.told.as_ref(),
    };
    Some(told.map_or_else(
        || card::answer(words, question, value),
        |told| words.text(told),
    ))
}
