//! The walk along the active path: from the start to the question still to be
//! asked, or to the result.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::evaluate::{Counted, Facts};
use super::value::{Answers, Value};
use crate::pack::{
    Anchor, CautionId, Choice, Condition, FactId, LinkId, OwnerId, Pack, Question, QuestionId,
    ResultId, StageId, Target,
};

/// Where a walk stands, and how it got there.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// The questions answered, in order.
    pub path: Vec<PathStep>,
    /// What comes next.
    pub stop: Stop,
    facts: Facts<'a>,
    answers: &'a Answers,
}

/// One answered question of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// The question.
    pub question: QuestionId,
    /// The fact it asked for.
    pub fact: FactId,
    /// The route that fired; none where the way led on by `next`.
    pub route: Option<usize>,
}

/// The end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A question to ask.
    Ask {
        /// The question.
        question: QuestionId,
        /// Why the answer that is there cannot be used.
        rejected: Option<Rejected>,
    },
    /// A result.
    Result(Outcome),
}

/// Why an answer cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It is not a value of its fact.
    WrongKind,
    /// It lies after today, and cannot: its first day.
    InFuture(NaiveDate),
}

/// A result with what was computed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The result.
    pub result: ResultId,
    /// The stage of the last question asked.
    pub stage: StageId,
    /// Where in the chain the record hangs.
    pub link: Option<LinkId>,
    /// Whether it is known to hang there; else that is the place to look first.
    pub(crate) link_known: bool,
    /// The first day on which asking makes sense.
    pub ask_from: Option<SettledDay>,
    /// Who moves next.
    pub(crate) owner: OwnerId,
    /// What to mind, in the order of the rule files.
    pub cautions: Vec<CautionId>,
    /// The counts that decided.
    pub(crate) counts: Vec<Counted>,
}

/// A computed day, and whether every day counted up to it is settled by a
/// notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether no holiday notice still to come could move it.
    pub certain: bool,
    /// Whether it is counted from a month, as the latest day that can be.
    pub(crate) approximate: bool,
    /// Whether it is counted from the day it is told: told anew, it is later.
    #[serde(skip)]
    pub(crate) from_telling: bool,
}

impl<'a> Walk<'a> {
    /// Walks from the start as far as the answers lead.
    #[must_use]
    pub fn new(pack: &'a Pack, answers: &'a Answers, today: NaiveDate) -> Self {
        Self::told_on(pack, answers, today, today)
    }

    /// The same where the result was told on an earlier day: that day stays.
    pub(crate) fn told_on(
        pack: &'a Pack,
        answers: &'a Answers,
        today: NaiveDate,
        told: NaiveDate,
    ) -> Self {
        let start = Target::Question(pack.start);
        Self::walked(pack, answers, (today, told), start, pack.given())
    }

    /// Walks on from where an earlier walk stood, with what was on its path;
    /// what that one counted is not known any more.
    pub(crate) fn onward(
        pack: &'a Pack,
        answers: &'a Answers,
        today: NaiveDate,
        at: Target,
        path: impl IntoIterator<Item = FactId>,
    ) -> Self {
        Self::walked(pack, answers, (today, today), at, path)
    }

    fn walked(
        pack: &'a Pack,
        answers: &'a Answers,
        (today, told): (NaiveDate, NaiveDate),
        mut at: Target,
        path: impl IntoIterator<Item = FactId>,
    ) -> Self {
        let mut facts = Facts::new(pack, today);
        for fact in path {
            if let Some(value) = answers.get(fact) {
                facts.set(fact, value);
            }
        }
        let mut path = Vec::new();
        let mut counts = Vec::new();
        let stop = loop {
            let id = match at {
                Target::Question(id) => id,
                Target::Result(result) => {
                    let said = ask_from(&facts, result, told);
                    facts.ask_from = said.map(|day| day.date);
                    break Stop::Result(outcome(&facts, &path, result, said, counts));
                }
            };
            let question = pack.question(id);
            if skipped(&facts, question) {
                at = question.next;
                continue;
            }
            let value = match usable(&facts, question, answers) {
                Ok(value) => value,
                Err(rejected) => {
                    let question = id;
                    break Stop::Ask { question, rejected };
                }
            };
            facts.set(question.fact, value);
            let route = fired(&facts, question, &mut counts);
            at = route.map_or(question.next, |number| question.routes[number].to);
            path.push(PathStep {
                question: id,
                fact: question.fact,
                route,
            });
        };
        Self {
            path,
            stop,
            facts,
            answers,
        }
    }

    /// The pack walked through.
    #[must_use]
    pub const fn pack(&self) -> &'a Pack {
        self.facts.pack
    }

    /// The day the walk is computed for.
    #[must_use]
    pub const fn today(&self) -> NaiveDate {
        self.facts.today
    }

    /// The answers walked with, on the path or not.
    #[must_use]
    pub const fn answers(&self) -> &'a Answers {
        self.answers
    }

    /// The result, where the walk has reached one.
    #[must_use]
    pub const fn outcome(&self) -> Option<&Outcome> {
        match &self.stop {
            Stop::Result(outcome) => Some(outcome),
            Stop::Ask { .. } => None,
        }
    }

    /// The question to ask, where the walk has not reached a result.
    #[must_use]
    pub const fn asks(&self) -> Option<QuestionId> {
        match self.stop {
            Stop::Ask { question, .. } => Some(question),
            Stop::Result(_) => None,
        }
    }

    /// The fact that it asks for.
    #[must_use]
    pub fn next_fact(&self) -> Option<FactId> {
        Some(self.pack().question(self.asks()?).fact)
    }

    /// The question that asks for a fact here: the one that did, else the first
    /// that would not be left out.
    pub(crate) fn question_of(&self, fact: FactId) -> Option<QuestionId> {
        let asked = self.path.iter().find(|step| step.fact == fact);
        let pack = self.pack();
        let mut all = pack.question_ids();
        let here = |id: &QuestionId| {
            let question = pack.question(*id);
            question.fact == fact && !skipped(&self.facts, question)
        };
        asked
            .map(|step| step.question)
            .or_else(|| all.find(here))
            .or_else(|| pack.question_of(fact))
    }

    /// The stage of the question to ask or of the result.
    pub(crate) fn stage(&self) -> StageId {
        match &self.stop {
            Stop::Ask { question, .. } => self.pack().question(*question).stage,
            Stop::Result(outcome) => outcome.stage,
        }
    }

    /// Whether a condition is true of the facts on the path.
    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        if *condition == Condition::NotCertain {
            return self.outcome().is_some_and(Outcome::rests_on_unsettled_days);
        }
        self.facts.is_true(condition)
    }

    /// The answer to a fact on the path.
    #[must_use]
    pub fn value(&self, fact: FactId) -> Option<&'a Value> {
        self.facts.get(fact)
    }

    /// The facts given from outside, each with its value.
    pub(crate) fn given(&self) -> impl Iterator<Item = (FactId, &'a Value)> + '_ {
        let given = self.pack().given();
        given.filter_map(|fact| Some((fact, self.value(fact)?)))
    }

    /// Those of them that are not as they are where nothing says otherwise.
    pub(crate) fn given_otherwise(&self) -> impl Iterator<Item = (FactId, &'a Value)> + '_ {
        let usual = |fact| self.pack().fact(fact).given.map(Value::choice);
        self.given()
            .filter(move |(fact, value)| usual(*fact) != Some(*value))
    }

    /// The choices of a question that are offered here, in the order of their keys.
    #[must_use]
    pub fn offered(&self, question: QuestionId) -> Vec<&'a Choice> {
        let choices = self.pack().question(question).choices.iter();
        let offered = |choice: &&Choice| choice.when.as_ref().is_none_or(|when| self.holds(when));
        choices.filter(offered).collect()
    }

    /// Working days since the day answered for a fact on the path.
    pub(crate) fn workdays_since(&self, fact: FactId) -> Option<Counted> {
        self.facts.counted(fact)
    }

    /// The facts answered whose answers do not matter.
    pub fn unused(&self) -> impl Iterator<Item = FactId> + '_ {
        let used = |fact: &FactId| {
            let given = self.pack().fact(*fact).given.is_some();
            !given && !self.path.iter().any(|step| step.fact == *fact)
        };
        let asked = self.next_fact();
        self.answers
            .iter()
            .map(|(fact, _)| fact)
            .filter(used)
            .filter(move |fact| asked != Some(*fact))
    }
}

impl Outcome {
    /// Whether a date or count rests on days that no notice covers yet.
    pub(crate) fn rests_on_unsettled_days(&self) -> bool {
        self.ask_from.is_some_and(|day| !day.certain)
            || self.counts.iter().any(|counted| !counted.certain)
    }
}

fn skipped(facts: &Facts<'_>, question: &Question) -> bool {
    let unless = question.ask_unless.as_ref();
    unless.is_some_and(|condition| facts.is_true(condition))
}

/// The answer to a question, or why there is none that can be used.
fn usable<'a>(
    facts: &Facts<'a>,
    question: &Question,
    answers: &'a Answers,
) -> Result<&'a Value, Option<Rejected>> {
    let value = answers.get(question.fact).ok_or(None)?;
    let fact = facts.pack.fact(question.fact);
    if !value.fits(&fact.domain) {
        return Err(Some(Rejected::WrongKind));
    }
    let ahead = value.ahead(fact, facts.today);
    ahead.map_or(Ok(value), |first| Err(Some(Rejected::InFuture(first))))
}

/// The first route whose condition is true.
pub(super) fn fired(
    facts: &Facts<'_>,
    question: &Question,
    counts: &mut Vec<Counted>,
) -> Option<usize> {
    question
        .routes
        .iter()
        .position(|route| facts.holds(&route.when, counts) == Some(true))
}

fn outcome(
    facts: &Facts<'_>,
    path: &[PathStep],
    result: ResultId,
    ask_from: Option<SettledDay>,
    mut counts: Vec<Counted>,
) -> Outcome {
    let pack = facts.pack;
    let card = pack.card(result);
    let holding: Vec<bool> = pack
        .cautions
        .iter()
        .map(|caution| facts.holds(&caution.when, &mut counts) == Some(true))
        .collect();
    let last = path.last().map_or(pack.start, |step| step.question);
    let mut outcome = Outcome {
        result,
        stage: pack.question(last).stage,
        link: None,
        link_known: false,
        ask_from,
        owner: OwnerId::default(),
        cautions: Vec::new(),
        counts,
    };
    // All that is counted is known by now.
    let unsettled = outcome.rests_on_unsettled_days();
    let holds = |when: &Condition| match when {
        Condition::NotCertain => unsettled,
        when => facts.is_true(when),
    };
    let stands = |when: &Option<Condition>| when.as_ref().is_none_or(holds);
    if let Some(hang) = card.links.iter().find(|it| stands(&it.when)) {
        (outcome.link, outcome.link_known) = (Some(hang.link), hang.is_known());
    }
    if let Some(mover) = card.owner.0.iter().find(|it| stands(&it.when)) {
        outcome.owner = mover.owner;
    }
    let cautions = pack.cautions.iter().zip(holding).enumerate();
    outcome.cautions = cautions
        .filter(|(_, (caution, held))| {
            *held || (caution.when == Condition::NotCertain && unsettled)
        })
        .map(|(number, _)| CautionId::new(number))
        .collect();
    outcome
}

/// The first day to ask: the n-th working day after the first known anchor.
fn ask_from(facts: &Facts<'_>, result: ResultId, told: NaiveDate) -> Option<SettledDay> {
    let rule = facts.pack.card(result).ask_from.as_ref()?;
    let (from_telling, (first, from)) = rule.after.iter().find_map(|anchor| match anchor {
        Anchor::Today => Some((true, (told, told))),
        Anchor::Fact(fact) => Some((false, facts.days(*fact)?)),
    })?;
    let nth = facts
        .pack
        .sum(&rule.sum)
        .saturating_add(u32::from(rule.beyond));
    let (date, _) = facts.pack.calendar.nth(from, nth)?;
    Some(SettledDay {
        date,
        certain: facts.certain(from, date),
        approximate: first != from,
        from_telling,
    })
}
