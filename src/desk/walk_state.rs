//! What a case was told: where its walk stands, by ids, so that it stays as
//! told when the rules change.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::known::Known;
use super::message;
use crate::engine::{Answers, Rejected, SettledDay, Stop, Value, Walk};
use crate::lang::Lang;
use crate::pack::{CautionId, FactId, Pack};
use crate::report::{found, words};

/// Where a walk stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkState {
    /// The result's id, or that of a matter told beside the walk; none where
    /// an answer is still missing.
    pub result: Option<String>,
    /// The stage's id.
    pub(crate) stage: String,
    /// The link's id.
    pub(crate) link: Option<String>,
    /// The fact to ask next; empty at a result.
    pub(crate) needs: Vec<String>,
    /// The first day to ask.
    pub(crate) ask_from: Option<SettledDay>,
    /// The cautions' ids.
    pub(crate) cautions: Vec<String>,
    /// Who moves next, where there is a result, or where one is still owed.
    pub(crate) owner: Option<String>,
    /// The day on which it is looked at again.
    pub due: NaiveDate,
    /// What it is about: the answer to the first question.
    pub(crate) matter: Option<String>,
    /// What the check of the number found, by the kinds of findings: nothing
    /// of the number itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) found: Vec<String>,
    /// The version of the rules.
    pub(crate) pack: String,
    /// The day it was worked out for.
    pub(crate) on: NaiveDate,
}

/// An answer that is there and cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    fact: String,
    why: Rejected,
    today: NaiveDate,
}

impl Rejection {
    /// That no answer lies after `today` that cannot.
    ///
    /// # Errors
    /// The first that does.
    pub(crate) fn of_any_future(
        pack: &Pack,
        answers: &Answers,
        today: NaiveDate,
    ) -> Result<(), Self> {
        for (fact, value) in answers.iter() {
            let fact = pack.fact(fact);
            if let Some(first) = value.ahead(fact, today) {
                return Err(Self {
                    fact: fact.id.clone(),
                    why: Rejected::InFuture(first),
                    today,
                });
            }
        }
        Ok(())
    }

    /// What is wrong, and what to do.
    pub(crate) fn words(&self, lang: Lang) -> String {
        words::rejected(self.why, &self.fact, self.today, lang)
    }
}

/// What is known of somebody when a walk begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground<'a> {
    /// The rules.
    pub(crate) pack: &'a Pack,
    /// The day.
    pub(crate) today: NaiveDate,
    /// Whether the caller is one of the school's own.
    pub(crate) own: bool,
    /// What the school knows of the class.
    pub(crate) batch: Option<&'a Known>,
}

impl<'a> Ground<'a> {
    /// That of a case whose class is known so far.
    pub(crate) const fn of(
        pack: &'a Pack,
        today: NaiveDate,
        case: &Case,
        batch: Option<&'a Known>,
    ) -> Self {
        let own = case.own;
        Self {
            pack,
            today,
            own,
            batch,
        }
    }

    /// The answers to walk with: what is given, the caller's own, those of this
    /// very call with names and numbers, and the class's where they are asked.
    pub(crate) fn answers(&self, known: &Known, fresh: &Answers) -> Answers {
        let mut all = Answers::new();
        if let Some(fact) = self.pack.own() {
            all.set(fact, Value::Choice(usize::from(self.own)));
        }
        let own = known.answers(self.pack);
        for (fact, value) in own.iter().chain(fresh.iter()) {
            if self.pack.fact(fact).given.is_none() {
                all.set(fact, value.clone());
            }
        }
        self.fill(&mut all);
        all
    }

    /// Answers from what is known of the class, as far as the walk asks: what
    /// it does not ask for was not said by anybody.
    pub(crate) fn fill(&self, answers: &mut Answers) {
        let Some(batch) = self.batch.map(|batch| batch.answers(self.pack)) else {
            return;
        };
        while let Some(fact) = Walk::new(self.pack, answers, self.today).next_fact() {
            match batch.get(fact).filter(|_| answers.get(fact).is_none()) {
                Some(value) => answers.set(fact, value.clone()),
                None => return,
            };
        }
    }

    /// The facts on the way of which the class knows otherwise than the
    /// caller's own answers say, which count.
    pub(crate) fn contested(&self, known: &Known) -> Vec<FactId> {
        let Some(class) = self.batch.map(|batch| batch.answers(self.pack)) else {
            return Vec::new();
        };
        let own = known.answers(self.pack);
        // Where one side does not know, nothing stands against the other.
        let said = |answers: &Answers, fact| {
            let value = answers.get(fact).cloned();
            value.filter(|value| *value != Value::Unknown)
        };
        let differs = |fact| match (said(&own, fact), said(&class, fact)) {
            (Some(own), Some(class)) => !own.may_be(&class),
            _ => false,
        };
        if !own.iter().any(|(fact, _)| differs(fact)) {
            return Vec::new();
        }
        let answers = self.answers(known, &Answers::new());
        let walk = Walk::new(self.pack, &answers, self.today);
        let facts = walk.path.iter().map(|step| step.fact);
        facts.filter(|fact| differs(*fact)).collect()
    }

    /// Where the walk stands. What was found faulty at an earlier call still
    /// is: the walk would ask for it again, and its result is what was told
    /// `before`.
    ///
    /// # Errors
    /// An answer that cannot be used.
    pub(crate) fn stand(
        &self,
        known: &Known,
        fresh: &Answers,
        before: Option<&WalkState>,
    ) -> Result<WalkState, Rejection> {
        let answers = self.answers(known, fresh);
        let walk = Walk::new(self.pack, &answers, self.today);
        if let Stop::Ask {
            rejected: Some(why),
            question,
        } = walk.stop
        {
            let fact = self.pack.question(question).fact;
            return Err(Rejection {
                fact: self.pack.fact(fact).id.clone(),
                why,
                today: self.today,
            });
        }
        let told = WalkState::of(&walk);
        let faulty = |fact: FactId| known.is_faulty(self.pack, fact);
        match before.filter(|it| it.result.is_some()) {
            Some(before) if walk.next_fact().is_some_and(faulty) => Ok(WalkState {
                due: told.due,
                pack: told.pack,
                on: told.on,
                ..before.clone()
            }),
            _ => Ok(told),
        }
    }

    /// The caller's answers without the last one before what was told, or would
    /// be once it is read, where that said no more than that nobody knew, and
    /// the class has come to know it since: the walk comes to the same from "I
    /// don't know", but from the class's answer to a result, or on to what the
    /// class knows too.
    pub(crate) fn yielding(
        &self,
        was: Option<&Known>,
        known: &Known,
        told: &WalkState,
    ) -> Option<Known> {
        let pack = self.pack;
        let then = Ground {
            batch: was,
            today: told.on,
            ..*self
        };
        let answers = then.answers(known, &Answers::new());
        let last = Walk::new(pack, &answers, then.today).path.last()?.fact;
        let said = known.answers(pack).get(last)?.clone();
        let class = self.batch?.answers(pack);
        let learnt = class.get(last).filter(|it| **it != said)?;
        let with = |value: &Value| {
            let mut answers = answers.clone();
            answers.set(last, value.clone());
            answers
        };
        // To a result, or to what the class knows too.
        let leads_on = |class: &Answers| {
            let next = Walk::new(pack, &with(learnt), self.today).next_fact();
            next.is_none_or(|fact| class.get(fact).is_some())
        };
        // Whoever says otherwise once the class knows all of it means it.
        let was = was.map(|was| was.answers(pack));
        if was.is_some_and(|was| was.get(last) == Some(learnt) && leads_on(&was)) {
            return None;
        }
        let came_to = |answers: &Answers| WalkState::of(&Walk::new(pack, answers, then.today));
        let before = came_to(&answers);
        before.result.as_ref()?;
        let is_told = told.is_untold() || told.result == before.result;
        // Whoever names a day or a month knows it, whatever it comes to.
        let is_known = matches!(said, Value::Date(_) | Value::Month(_));
        let says_nothing = !is_known && came_to(&with(&Value::Unknown)).says_as(&before);
        (is_told && says_nothing && leads_on(&class)).then(|| known.without(&pack.fact(last).id))
    }

    /// The caller's own answers without "I don't know" where the class has come to
    /// know it since, as far as that leads to a result.
    pub(crate) fn learning(&self, was: Option<&Known>, known: Known) -> Known {
        let pack = self.pack;
        let of = |class: Option<&Known>| class.map(|class| class.answers(pack));
        let (was, class) = (of(was), of(self.batch));
        let is_known = |class: &Option<Answers>, fact| {
            let value = class.as_ref().and_then(|class| class.get(fact));
            value.is_some_and(|value| *value != Value::Unknown)
        };
        let own = known.answers(pack);
        let unknown = own.iter().filter(|(_, value)| **value == Value::Unknown);
        let learnt = unknown.filter(|(fact, _)| is_known(&class, *fact) && !is_known(&was, *fact));
        let learnt: Vec<&str> = learnt.map(|(it, _)| pack.fact(it).id.as_str()).collect();
        let leads_on = |known: &Known| {
            let answers = self.answers(known, &Answers::new());
            Walk::new(pack, &answers, self.today).outcome().is_some()
        };
        let all = learnt
            .iter()
            .fold(known.clone(), |it, fact| it.without(fact));
        if leads_on(&all) {
            return all;
        }
        // What one of them asks for nobody may know: the others count all the same.
        let one_more = |known: Known, fact: &&str| {
            let more = known.without(fact);
            if leads_on(&more) { more } else { known }
        };
        learnt.iter().fold(known, one_more)
    }

    /// The same for a case whose class has other answers now: none where that
    /// changes nothing. A day that is only counted from another today is no
    /// change; `was` is what the class's answers were, and the caller's own.
    pub(crate) fn after_change(
        &self,
        was: (Option<&Known>, &Known),
        known: &Known,
        told: &WalkState,
    ) -> Option<WalkState> {
        let result = told.result.as_deref().unwrap_or_default();
        if message::aside(self.pack, result).is_some() {
            return None;
        }
        let none = Answers::new();
        let now = self.stand(known, &none, Some(told)).ok()?;
        let same = |other: &WalkState| now.comes_to(other);
        let (class, own) = was;
        let then = Ground {
            batch: class,
            ..*self
        };
        let then = then.stand(own, &none, Some(told)).ok();
        // Who was told nothing yet is told what holds then.
        let told_nothing = told.is_untold() && then.as_ref().is_some_and(same);
        let same_day = now.ask_from == told.ask_from
            || then.is_some_and(|then| same(&then) && then.ask_from == now.ask_from);
        (!(told_nothing || same(told) && same_day)).then_some(now)
    }
}

impl WalkState {
    /// Whether it comes to the same as `other`, whatever the day to ask.
    fn comes_to(&self, other: &Self) -> bool {
        (&self.result, &self.needs, &self.cautions)
            == (&other.result, &other.needs, &other.cautions)
    }

    /// Whether somebody is told the same by it as by `other`.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        self.comes_to(other) && self.ask_from == other.ask_from
    }

    /// Where a walk stands.
    pub(crate) fn of(walk: &Walk<'_>) -> Self {
        let pack = walk.pack();
        let outcome = walk.outcome();
        let ask_from = outcome.and_then(|outcome| outcome.ask_from);
        let start = pack.question(pack.start).fact;
        let ids = |list: &[CautionId]| {
            let ids = list.iter().map(|id| pack.cautions[id.number()].id.clone());
            ids.collect()
        };
        Self {
            result: outcome.map(|outcome| pack.card(outcome.result).id.clone()),
            stage: pack.stages[walk.stage().number()].id.clone(),
            link: outcome
                .and_then(|outcome| outcome.link)
                .map(|link| pack.links[link.number()].id.clone()),
            needs: walk
                .next_fact()
                .map(|fact| pack.fact(fact).id.clone())
                .into_iter()
                .collect(),
            ask_from: ask_from.map(|day| SettledDay {
                from_telling: false,
                ..day
            }),
            cautions: outcome.map_or_else(Vec::new, |outcome| ids(&outcome.cautions)),
            owner: outcome.map(|outcome| pack.owners[outcome.owner.number()].id.clone()),
            due: ask_from.map_or_else(|| next_workday(pack, walk.today()), |day| day.date),
            matter: walk
                .value(start)
                .and_then(|value| choice(pack, start, value)),
            found: found::kinds(walk).map(str::to_owned).collect(),
            pack: pack.version.clone(),
            on: walk.today(),
        }
    }

    /// The same where the caller was not told yet what it comes to: as before
    /// there is a result, but with nothing more to ask.
    pub(crate) fn untold(self, pack: &Pack) -> Self {
        if self.result.is_none() {
            return self;
        }
        Self {
            result: None,
            link: None,
            ask_from: None,
            cautions: Vec::new(),
            owner: None,
            found: Vec::new(),
            due: next_workday(pack, self.on),
            ..self
        }
    }

    /// The same after `before` where there is no new result: who owed the caller
    /// something still does, on the day that comes first.
    pub(crate) fn owing(self, pack: &Pack, before: &Self) -> Self {
        let caller = pack.owners.last().map(|owner| &owner.id);
        let owed = before.owner.is_some() && before.owner.as_ref() != caller;
        if self.result.is_some() || !owed || message::is_done(pack, before) {
            return self;
        }
        Self {
            owner: before.owner.clone(),
            due: before.due.min(self.due),
            ..self
        }
    }

    /// Whether all is asked, and nobody was told what it comes to.
    pub(crate) const fn is_untold(&self) -> bool {
        self.result.is_none() && self.needs.is_empty()
    }

    /// The same where a matter was told instead: nothing is asked any more,
    /// and nobody has to move.
    pub(crate) fn with_aside(self, aside: &str) -> Self {
        Self {
            result: Some(aside.to_owned()),
            link: None,
            needs: Vec::new(),
            ask_from: None,
            cautions: Vec::new(),
            owner: None,
            ..self
        }
    }
}

/// The first working day after `today`.
fn next_workday(pack: &Pack, today: NaiveDate) -> NaiveDate {
    pack.calendar.nth(today, 1).map_or(today, |(day, _)| day)
}

fn choice(pack: &Pack, fact: FactId, value: &Value) -> Option<String> {
    match value {
        Value::Choice(number) => pack.fact(fact).domain.choices().get(*number).cloned(),
        _ => None,
    }
}
