//! Why a walk came to its result, and the smallest changes of one answer that
//! would bring another.

use chrono::NaiveDate;

use super::thresholds::thresholds;
use super::value::{Answers, Value};
use super::walk::{PathStep, SettledDay, Stop, Walk};
use crate::pack::{Domain, FactId, ParameterId, ResultId, SourceId, Target};

/// One answer, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The answered question, with the route that fired.
    pub step: PathStep,
    /// Where the walk really went on, past questions that were not asked.
    pub to: Target,
    /// The figures looked at on the way, those of the result's day with the
    /// last answer.
    pub(crate) parameters: Vec<ParameterId>,
    /// Where these figures come from; with the last answer also what carries
    /// the result.
    pub(crate) sources: Vec<SourceId>,
}

/// Another answer that brings another result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherAnswer {
    /// The fact to answer otherwise.
    pub fact: FactId,
    /// The other answer.
    pub value: Value,
    /// What then comes out; the engine has run it.
    pub result: ResultId,
    /// The first day to ask then.
    pub ask_from: Option<SettledDay>,
}

impl OtherAnswer {
    /// The answers with this one changed.
    #[must_use]
    pub fn of(&self, answers: &Answers) -> Answers {
        let mut changed = answers.clone();
        changed.set(self.fact, self.value.clone());
        changed
    }
}

/// What each answer on the path did, in order.
#[must_use]
pub fn why(walk: &Walk<'_>) -> Vec<Reason> {
    let stop = match &walk.stop {
        Stop::Ask { question, .. } => Target::Question(*question),
        Stop::Result(outcome) => Target::Result(outcome.result),
    };
    let next = walk.path.iter().skip(1);
    let next = next.map(|step| Target::Question(step.question));
    let ways = walk.path.iter().zip(next.chain([stop]));
    ways.map(|(step, to)| reason(walk, *step, to)).collect()
}

fn reason(walk: &Walk<'_>, step: PathStep, to: Target) -> Reason {
    let pack = walk.pack();
    let question = pack.question(step.question);
    let looked_at = step.route.map_or(question.routes.len(), |route| route + 1);
    let mut parameters = Vec::new();
    let known = |fact: &FactId| walk.value(*fact).is_some_and(|it| it.days().is_some());
    for route in question.routes.iter().take(looked_at) {
        for of_day in route.when.of_days() {
            // Without a day nothing was held against a figure.
            if of_day.facts().iter().any(known) {
                extend(&mut parameters, &of_day.parameters());
            }
        }
    }
    let card = match to {
        Target::Result(result) => Some(pack.card(result)),
        Target::Question(_) => None,
    };
    if let Some(rule) = card.and_then(|card| card.ask_from.as_ref()) {
        extend(&mut parameters, &rule.sum);
    }
    let mut sources = Vec::new();
    for parameter in &parameters {
        extend(&mut sources, &[pack.parameters[parameter.number()].source]);
    }
    if let Some(card) = card {
        extend(&mut sources, &card.sources);
    }
    Reason {
        step,
        to,
        parameters,
        sources,
    }
}

/// Adds what is not there yet.
fn extend<T: Copy + PartialEq>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !list.contains(item) {
            list.push(*item);
        }
    }
}

/// The changes of one answer that bring another result: of each fact on the
/// path and each result the smallest, the last answers first. Every one has
/// been walked. A change that would only lead to a further question is not
/// among them: nobody knows yet where it ends.
#[must_use]
pub fn what_if(walk: &Walk<'_>) -> Vec<OtherAnswer> {
    let Some(now) = walk.outcome() else {
        return Vec::new();
    };
    let mut changes: Vec<OtherAnswer> = Vec::new();
    for step in walk.path.iter().rev() {
        for value in others(walk, step.fact) {
            let mut change = OtherAnswer {
                fact: step.fact,
                value,
                result: now.result,
                ask_from: None,
            };
            let answers = change.of(walk.answers());
            let walked = Walk::new(walk.pack(), &answers, walk.today());
            let Some(outcome) = walked.outcome() else {
                continue;
            };
            (change.result, change.ask_from) = (outcome.result, outcome.ask_from);
            let known = |it: &OtherAnswer| it.fact == change.fact && it.result == change.result;
            if change.result != now.result && !changes.iter().any(known) {
                changes.push(change);
            }
        }
    }
    changes
}

/// Other answers to a fact, the smallest change first.
fn others(walk: &Walk<'_>, fact: FactId) -> Vec<Value> {
    let current = walk.value(fact);
    let mut values: Vec<Value> = match &walk.pack().fact(fact).domain {
        Domain::Choice(ids) => (0..ids.len()).map(Value::Choice).collect(),
        Domain::Date { .. } => days(walk, fact).into_iter().map(Value::Date).collect(),
        Domain::IdNumber | Domain::NamePair => vec![Value::Fine],
    };
    values.push(Value::Unknown);
    values.retain(|value| Some(value) != current);
    values
}

/// The days on either side of each turn, those next to the day answered first.
/// Within a stretch that means the same, the nearest day is one of these.
fn days(walk: &Walk<'_>, fact: FactId) -> Vec<NaiveDate> {
    let days = |fact| walk.value(fact).and_then(Value::days);
    let turns = thresholds(walk.pack(), fact, walk.today(), days);
    let mut days: Vec<_> = turns
        .into_iter()
        .flat_map(|turn| [turn.pred_opt(), Some(turn)])
        .flatten()
        .chain([walk.today()])
        .collect();
    let from = match walk.value(fact) {
        Some(Value::Date(day)) => *day,
        _ => walk.today(),
    };
    days.sort_unstable_by_key(|day| ((*day - from).num_days().abs(), *day));
    days.dedup();
    days
}
