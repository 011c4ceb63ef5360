//! A class of the school, and what the school itself knows of it. A batch is
//! nothing but answers, entered once and corrected once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::caller::Fit;
use super::known::Known;
use super::walk_state::{Ground, Rejection};
use crate::engine::{Answers, Counted, Facts, PathStep, Value, Walk};
use crate::lang::Lang;
use crate::pack::{FactId, Pack};
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
    /// Working days, and the day they are counted from.
    pub(crate) counted: Option<Counted>,
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
    Rejection::of_any_future(pack, answers, today)?;
    Ok(Known::of(pack, answers, today).without_personal(pack))
}

/// A class is the school's own: so it is asked for and worded. That is of the
/// rules' own questions and never kept with the class.
pub(crate) fn say_own(pack: &Pack, answers: &mut Answers) {
    if let Some(fact) = pack.own() {
        answers.set(fact, Value::Choice(1));
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
        let counted = counts.first().copied();
        Limit { past, counted }
    }

    /// What is known, as these rules ask the school itself and answer it.
    pub(crate) fn in_words(
        &self,
        pack: &Pack,
        today: NaiveDate,
        lang: Lang,
    ) -> Vec<(String, String)> {
        let known = self.known.answers(pack);
        let mut answers = known.clone();
        say_own(pack, &mut answers);
        let walk = Walk::new(pack, &answers, today);
        let words = Words::new(&walk, lang);
        let said = known.iter().filter_map(|(fact, value)| {
            let question = pack.question(walk.question_of(fact)?);
            let ask = card::of_own_books(&words, question);
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
        let told = message::lines(&words).filter(|_| self.is_told_by(&walk, lang));
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

    /// Whether what is known of the class leads there, and nothing that nobody
    /// said of it is told with it.
    fn is_told_by(&self, walk: &Walk<'_>, lang: Lang) -> bool {
        let pack = walk.pack();
        let class = self.known.answers(pack);
        let of_class = |fact: FactId| class.get(fact).is_some();
        let mut known = walk.path.iter().filter(|step| of_class(step.fact));
        // What everybody checks alone is not to be told of all of them.
        let first = pack.question(pack.start).stage;
        let ends_known = walk.path.last().is_some_and(|step| of_class(step.fact));
        let is_its_own = ends_known || walk.stage() != first;
        let made_up = |step: &PathStep| !of_class(step.fact) && tells(walk, &class, step, lang);
        is_its_own && known.next().is_some() && !walk.path.iter().any(made_up)
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

/// Whether the message says what was only put in to lead on: with another
/// answer, from which as much counts that is known of the class, it is another.
fn tells(walk: &Walk<'_>, class: &Answers, step: &PathStep, lang: Lang) -> bool {
    let put_in = walk.value(step.fact);
    if put_in.is_none_or(|value| *value == Value::Unknown) {
        return false;
    }
    let is_on = |walk: &Walk<'_>, fact| walk.path.iter().any(|step| step.fact == fact);
    let counts = |other: &Walk<'_>| {
        let mut facts = class.iter().map(|(fact, _)| fact);
        facts.all(|fact| is_on(other, fact) || !is_on(walk, fact))
    };
    let said = message::lines(&Words::new(walk, lang));
    values(walk.pack(), step.fact).any(|value| {
        let mut answers = walk.answers().clone();
        answers.set(step.fact, value);
        let other = Walk::new(walk.pack(), &answers, walk.today());
        counts(&other) && message::lines(&Words::new(&other, lang)) != said
    })
}

/// "I don't know" and the choices of a fact.
fn values(pack: &Pack, fact: FactId) -> impl Iterator<Item = Value> {
    let choices = 0..pack.fact(fact).domain.choices().len();
    [Value::Unknown]
        .into_iter()
        .chain(choices.map(Value::Choice))
}

fn leading_on(pack: &Pack, today: NaiveDate, answers: &Answers, fact: FactId) -> Value {
    let leads_on = |value: &Value| {
        let mut tried = answers.clone();
        tried.set(fact, value.clone());
        let walk = Walk::new(pack, &tried, today);
        let ends_here =
            walk.outcome().is_some() && walk.path.last().is_some_and(|step| step.fact == fact);
        !(ends_here && walk.unused().next().is_some())
    };
    values(pack, fact).find(leads_on).unwrap_or(Value::Unknown)
}
