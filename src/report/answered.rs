//! What was answered, in words: one by one, and read back to a caller in one
//! sentence.

use super::section::Section;
use super::words::Words;
use crate::engine::{PathStep, Value};
use crate::lang::Both;
use crate::pack::{Form, Heading, Question};

/// A code carries the answers and no day; so what was to be waited for is not known.
pub(crate) const DAY_NOT_CARRIED: Both = Both::new(
    "上次说要等，等到哪天口令里没有带。",
    "Last time you were told to wait; the code does not carry until which day.",
);

/// `您说的是：复审，11月20日考的。对吗？` without the last words; what did not
/// decide is left out.
#[must_use]
pub fn sentence(words: &Words<'_>) -> String {
    let words = &words.spoken();
    let steps = words.walk.path.iter().enumerate();
    let told = steps.filter(|(number, step)| *number == 0 || decided(words, step));
    let told: Vec<String> = told.filter_map(|(_, step)| piece(words, step)).collect();
    words.lang.say(
        format_args!("您说的是：{}。", told.join("，")),
        format_args!("You said: {}.", told.join(", ")),
    )
}

/// What was told ahead and nobody asked for on the way: it may matter more than
/// the result, and must not get lost.
pub(super) fn besides(words: &Words<'_>) -> Option<String> {
    let (walk, words) = (words.walk, &words.spoken());
    let pieces = walk.unused().filter_map(|fact| {
        let value = walk
            .answers()
            .get(fact)
            .filter(|it| !matches!(it, Value::Unknown | Value::Fine))?;
        let question = walk.pack().question(walk.question_of(fact)?);
        if value.days().is_some() {
            // Its own words would ask the walk for the day, which does not have it.
            let (topic, day) = (words.topic(question), answer(words, question, value));
            return Some(format!("{topic}{}{day}", words.lang.colon()));
        }
        of(words, question, value)
    });
    let pieces: Vec<String> = pieces.collect();
    let sentence = words.lang.say(
        format_args!(
            "还说过：{}；照现在的答案用不到，没有算进去。",
            pieces.join("，")
        ),
        format_args!(
            "Also told: {}; with the present answers that is not needed, so it is not counted in.",
            pieces.join(", ")
        ),
    );
    (!pieces.is_empty()).then_some(sentence)
}

/// Whether an answer led away from the usual way, days are counted from it, or
/// the result is worded or says where it hangs by it, or what stands before it.
fn decided(words: &Words<'_>, step: &PathStep) -> bool {
    let walk = words.walk;
    let Some(outcome) = walk.outcome() else {
        return step.route.is_some();
    };
    let card = walk.pack().card(outcome.result);
    let mut wordings = card.headline.wordings().map(|(_, when)| when);
    let mut links = card.links.iter().map(|hang| hang.when.as_ref());
    let chosen = [
        wordings.find(|when| words.holds(*when)),
        links.find(|when| words.holds(*when)),
    ];
    let leads = words.leading();
    let leads = leads.map(|id| &walk.pack().cautions[id.number()].when);
    let mut by = chosen.into_iter().flatten().flatten().chain(leads);
    let mut counts = outcome.counts.iter();
    step.route.is_some()
        || counts.any(|counted| counted.fact == step.fact)
        || by.any(|when| when.facts().contains(&step.fact))
}

fn piece(words: &Words<'_>, step: &PathStep) -> Option<String> {
    let question = words.walk.pack().question(step.question);
    of(words, question, words.walk.value(step.fact)?)
}

fn of(words: &Words<'_>, question: &Question, value: &Value) -> Option<String> {
    let told = match value {
        Value::Choice(number) => question.choice(*number)?.told.as_ref(),
        Value::Unknown => {
            let (topic, unknown) = (words.topic(question), words.lang.unknown());
            return Some(words.lang.say(
                format_args!("{topic}{unknown}"),
                format_args!("{topic}: {unknown}"),
            ));
        }
        Value::Fine | Value::IdNumber(_) | Value::Name { .. } if question.told.is_none() => {
            let topic = words.topic(question);
            return Some(words.lang.say(
                format_args!("{topic}核对过了"),
                format_args!("{topic}: checked"),
            ));
        }
        _ => question.told.as_ref(),
    };
    Some(told.map_or_else(|| answer(words, question, value), |told| words.text(told)))
}

/// An answer in words, without any name or ID number: a choice's label, a day
/// with its weekday, or that something was checked.
pub(crate) fn answer(words: &Words<'_>, question: &Question, value: &Value) -> String {
    let lang = words.lang;
    match value {
        Value::Unknown => lang.unknown().to_owned(),
        Value::Choice(number) => question
            .choice(*number)
            .map_or_else(String::new, |choice| words.text(&choice.label)),
        Value::Date(date) => super::words::day(*date, lang),
        Value::Month(month) => super::words::month(*month, lang),
        Value::Fine => lang.pick("核对过了", "checked").to_owned(),
        Value::IdNumber(_) | Value::Name { .. } => lang
            .pick("打过了（内容不显示）", "typed (not shown)")
            .to_owned(),
    }
}

/// The questions on the path with their answers, without any name or ID number.
pub(crate) fn asked_and_answered(words: &Words<'_>) -> Vec<(String, String)> {
    let mut list = Vec::new();
    for step in &words.walk.path {
        let question = words.walk.pack().question(step.question);
        if let Some(value) = words.walk.value(step.fact) {
            list.push((
                words.sentence(&question.ask),
                answer(words, question, value),
            ));
        }
    }
    list
}

/// The same as a section.
pub(crate) fn answers(words: &Words<'_>) -> Section {
    let lines = asked_and_answered(words).into_iter();
    let lines = lines.map(|(ask, answer)| format!("{ask} {answer}"));
    let heading = Heading::new(Form::Steps, "您的回答", "Your answers");
    Section::new("answers", heading, lines, words.lang)
}
