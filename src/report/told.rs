//! The answers read back to a caller: one sentence of those that decided.

use super::card;
use super::words::{Words, unknown};
use crate::engine::{Outcome, Step, Value};
use crate::lang::Lang;

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

/// Whether an answer led away from the usual way, or days are counted from it.
fn decided(step: &Step, outcome: Option<&Outcome>) -> bool {
    let mut counts = outcome.into_iter().flat_map(|outcome| &outcome.counts);
    step.route.is_some() || counts.any(|counted| counted.fact == step.fact)
}

fn piece(words: &Words<'_>, step: &Step) -> Option<String> {
    let question = words.walk.pack().question(step.question);
    let value = words.walk.value(step.fact)?;
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
