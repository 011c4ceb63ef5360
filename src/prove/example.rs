//! A list of answers as an example: on one line, as an answers file has them.

use chrono::NaiveDate;

use crate::engine::{Answers, Stop, Value, Walk};
use crate::pack::{Domain, Pack, Target};

/// The answers in words, after walking them shows that they do lead to
/// `target`, and that something is so of the walk; nothing where they do not.
pub(crate) fn where_so(
    pack: &Pack,
    today: NaiveDate,
    answers: &Answers,
    target: Target,
    so: impl Fn(&Walk<'_>) -> bool,
) -> Option<String> {
    let walk = Walk::new(pack, answers, today);
    let there = match (&walk.stop, target) {
        (Stop::Ask { question, rejected }, Target::Question(wanted)) => {
            rejected.is_none() && *question == wanted
        }
        (Stop::Result(outcome), Target::Result(wanted)) => outcome.result == wanted,
        _ => false,
    };
    let passed = |wanted| {
        walk.path
            .iter()
            .any(|step| Target::Question(step.question) == wanted)
    };
    ((there || passed(target)) && so(&walk)).then(|| write(&walk, today))
}

fn write(walk: &Walk<'_>, today: NaiveDate) -> String {
    let mut out = format!("today = {today}");
    let steps = walk.path.iter();
    let answered = steps.filter_map(|step| Some((step.fact, walk.value(step.fact)?)));
    for (fact, value) in walk.given_otherwise().chain(answered) {
        let fact = walk.pack().fact(fact);
        out.push_str("; ");
        out.push_str(&fact.id);
        out.push_str(" = ");
        out.push_str(&shown(&fact.domain, value));
    }
    out
}

/// A value as an answers file has it.
fn shown(domain: &Domain, value: &Value) -> String {
    match value {
        // Made up by the prover: nobody's number or name.
        Value::IdNumber(number) => format!("\"{}\"", number.reveal()),
        Value::Name { record, typed } => {
            let (record, typed) = (record.reveal(), typed.reveal());
            format!("{{ record = \"{record}\", typed = \"{typed}\" }}")
        }
        _ => value.written(domain).unwrap_or_default(),
    }
}
