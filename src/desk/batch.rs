//! A class of the school, and what the school itself knows of it. A batch is
//! nothing but answers, entered once and corrected once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::caller::Fit;
use super::known::Known;
use super::walk_state::{Ground, Rejection};
use crate::engine::{Answers, Facts, Value, Walk};
use crate::lang::Lang;
use crate::pack::{Domain, FactId, Pack};
use crate::report::words::Words;
use crate::report::{answered, card, message};

/// A class, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// What it is called.
    pub name: String,
    /// How often somebody set it, from 1.
    pub version: u32,
    /// What is known of it.
    pub known: Known,
}

/// Whether a class has waited long enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    /// Whether the limit has passed.
    pub(crate) past: bool,
    /// Working days since the day it is counted from.
    pub(crate) workdays: Option<u32>,
}

/// A name for a class, on one line; none where it is empty or could be the
/// number of somebody.
pub(crate) fn name(text: &str) -> Option<String> {
    let fit = Fit::note(text.trim());
    (!fit.masked && !fit.text.is_empty()).then_some(fit.text)
}

/// What may be known of a class: nothing of one person alone.
///
/// # Errors
/// A day that cannot be.
pub(crate) fn known(pack: &Pack, answers: &Answers, today: NaiveDate) -> Result<Known, Rejection> {
    match Rejection::of_any_future(pack, answers, today) {
        Some(rejection) => Err(rejection),
        None => Ok(Known::of(pack, answers, today).without_personal(pack)),
    }
}

impl Batch {
    /// Whether a caution that is looked at for a whole class holds by what is
    /// known of this one.
    pub(crate) fn limit(&self, pack: &Pack, today: NaiveDate) -> Limit {
        let answers = self.known.answers(pack);
        let mut facts = Facts::new(pack, today);
        for number in 0..pack.facts.len() {
            let fact = FactId::new(number);
            if pack.fact(fact).given.is_none() {
                facts.set(fact, answers.get(fact).unwrap_or(&Value::Unknown));
            }
        }
        let mut counts = Vec::new();
        let mut holds = |when| facts.holds(when, &mut counts) == Some(true);
        let mut limits = pack.cautions.iter();
        let past = limits.any(|it| {
            let besides = it.of_batch.as_ref();
            besides.is_some_and(|besides| holds(&it.when) && holds(besides))
        });
        let workdays = counts.first().map(|counted| counted.workdays);
        Limit { past, workdays }
    }

    /// What is known, as these rules ask and answer it.
    pub(crate) fn in_words(
        &self,
        pack: &Pack,
        today: NaiveDate,
        lang: Lang,
    ) -> Vec<(String, String)> {
        let answers = self.known.answers(pack);
        let walk = Walk::new(pack, &answers, today);
        let words = Words::new(&walk, lang);
        let said = answers.iter().filter_map(|(fact, value)| {
            let question = pack.question(pack.question_of(fact)?);
            let ask = card::question_words(&words, fact);
            Some((ask, answered::answer(&words, question, value)))
        });
        said.collect()
    }

    /// A message for the chat group of the class: what holds for one of whom
    /// nothing else is known, in the words of the rules.
    pub(crate) fn message(&self, pack: &Pack, today: NaiveDate, lang: Lang) -> String {
        let answers = self.typical(pack, today);
        let walk = Walk::new(pack, &answers, today);
        let words = Words::new(&walk, lang);
        let (open, close) = (lang.pick("【", "["), lang.pick("】", "] "));
        // Where nothing led there that is known of the class, it is not its own.
        let class = self.known.answers(pack);
        let of_class = walk.path.iter().any(|it| class.get(it.fact).is_some());
        let told = message::lines(&words).filter(|_| of_class);
        let told = told.unwrap_or_else(|| {
            let nothing = lang.pick(
                "还没有消息，有了就告诉大家。",
                "No news yet; we tell you as soon as there is.",
            );
            vec![nothing.to_owned()]
        });
        let mut lines = told.into_iter();
        let first = lines.next().unwrap_or_default();
        let mut out = format!("{open}{}{close}{first}\n", self.name);
        for line in lines {
            out.push_str(&line);
            out.push('\n');
        }
        out
    }

    /// The answers of somebody of the class of whom nothing else is known:
    /// where "I don't know" would end the walk before all that is known of the
    /// class counts, the first answer that leads on.
    fn typical(&self, pack: &Pack, today: NaiveDate) -> Answers {
        let ground = Ground {
            pack,
            today,
            own: true,
            batch: None,
        };
        let mut answers = ground.answers(&self.known, &Answers::new());
        while let Some(fact) = Walk::new(pack, &answers, today).next_fact() {
            let value = leading_on(pack, today, &answers, fact);
            if answers.set(fact, value).is_some() {
                break; // what is there cannot be used
            }
        }
        answers
    }
}

fn leading_on(pack: &Pack, today: NaiveDate, answers: &Answers, fact: FactId) -> Value {
    let choices = match &pack.fact(fact).domain {
        Domain::Choice(ids) => ids.len(),
        Domain::Date { .. } | Domain::IdNumber | Domain::NamePair => 0,
    };
    let leads_on = |value: &Value| {
        let mut tried = answers.clone();
        tried.set(fact, value.clone());
        let walk = Walk::new(pack, &tried, today);
        let ends_here =
            walk.outcome().is_some() && walk.path.last().is_some_and(|step| step.fact == fact);
        !(ends_here && walk.unused().next().is_some())
    };
    let mut values = [Value::Unknown]
        .into_iter()
        .chain((0..choices).map(Value::Choice));
    values.find(leads_on).unwrap_or(Value::Unknown)
}
