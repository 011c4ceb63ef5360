//! Two packs under numbers that both share: where something was only renamed,
//! the new pack's has the number, and the name, of the old one's.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::Destination;
use super::class::{Answer, NamedAnswer};
use super::found::Path;
use super::renamed::{self, shared};
use crate::engine::{Answers, Outcome, Value, Walk};
use crate::pack::{
    Anchor, Card, ChoiceId, Condition, Domain, FactId, Is, OfDay, Pack, ParameterId, Question,
    QuestionId, Target,
};
use crate::prove::classes;

/// Names by shared number.
#[derive(Debug, Default)]
pub(crate) struct Names {
    list: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Names {
    /// The numbers of names, new ones where they have none yet.
    fn take(&mut self, names: impl IntoIterator<Item = String>) -> Vec<usize> {
        let numbers = names.into_iter().map(|name| {
            let next = self.list.len();
            *self.numbers.entry(name).or_insert_with_key(|name| {
                self.list.push(name.clone());
                next
            })
        });
        numbers.collect()
    }

    pub(crate) fn of(&self, number: usize) -> &str {
        &self.list[number]
    }

    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }
}

/// Where a way leads next, by shared numbers.
pub(crate) type Where = Destination<usize>;

/// One of the packs: of everything its shared number.
#[derive(Debug)]
pub(crate) struct Side<'p> {
    pub(crate) pack: &'p Pack,
    pub(crate) facts: Vec<usize>,
    pub(crate) questions: Vec<usize>,
    pub(crate) results: Vec<usize>,
    /// Of each fact, the answers with a name, choices first in their order.
    answers: Vec<Vec<(usize, Value)>>,
    own_facts: HashMap<usize, FactId>,
    own_questions: HashMap<usize, QuestionId>,
}

/// Both packs.
#[derive(Debug)]
pub(crate) struct Packs<'p> {
    /// The old one and the new one.
    pub(crate) sides: [Side<'p>; 2],
    pub(crate) facts: Names,
    pub(crate) questions: Names,
    pub(crate) results: Names,
    /// Of each fact, the answers that have a name.
    pub(crate) answers: Vec<Names>,
}

/// All a question does, by shared numbers.
type Doing<'p> = (
    usize,
    Option<&'p Domain>,
    Vec<usize>,
    Option<Condition>,
    Vec<(Condition, Where)>,
    Where,
);
/// All a result computes: links, and how the day to ask is counted.
type Computing<'p> = (
    Vec<(&'p str, Option<Condition>, bool)>,
    Option<(u32, bool, Vec<Option<usize>>)>,
);

impl<'p> Packs<'p> {
    pub(crate) fn new(old: &'p Pack, new: &'p Pack) -> Self {
        let mut facts = Names::default();
        let (mut questions, mut results) = (Names::default(), Names::default());
        let mut answers: Vec<Names> = Vec::new();
        let mut sides = [old, new].map(|pack| {
            let own = facts.take(shared(old, pack, renamed::facts));
            answers.resize_with(facts.list.len(), Names::default);
            let asked = questions.take(shared(old, pack, renamed::questions));
            let mut choices = shared(old, pack, renamed::choices).into_iter();
            let named = pack.facts.iter().zip(&own).map(|(fact, number)| {
                let named = classes::named(&fact.domain).into_iter();
                let named = named.filter(|(_, value)| *value != Value::Unknown);
                let named = named.map(|(name, value)| {
                    let choice = matches!(value, Value::Choice(_));
                    let choice = choice.then(|| choices.next()).flatten();
                    let name = choice.as_deref().map_or(name, bare).to_owned();
                    (answers[*number].take([name])[0], value)
                });
                named.collect()
            });
            Side {
                answers: named.collect(),
                own_facts: own.iter().copied().zip((0..).map(FactId::new)).collect(),
                own_questions: asked
                    .iter()
                    .copied()
                    .zip((0..).map(QuestionId::new))
                    .collect(),
                results: results.take(shared(old, pack, renamed::results)),
                facts: own,
                questions: asked,
                pack,
            }
        });
        for side in &mut sides {
            for (fact, list) in side.facts.iter().zip(&mut side.answers) {
                list.extend(
                    answers[*fact]
                        .take(["unknown".to_owned()])
                        .into_iter()
                        .map(|it| (it, Value::Unknown)),
                );
            }
        }
        Self {
            sides,
            facts,
            questions,
            results,
            answers,
        }
    }

    /// An answer by its names.
    pub(crate) fn named(&self, fact: usize, answer: Answer) -> (String, NamedAnswer) {
        let answer = match answer {
            Answer::Named(number) => Answer::Named(self.answers[fact].of(number).to_owned()),
            Answer::Day(day) => Answer::Day(day),
            Answer::Month(month) => Answer::Month(month),
        };
        (self.facts.of(fact).to_owned(), answer)
    }

    /// What comes of some answers in each of the packs.
    pub(crate) fn outcomes(&self, path: &Path, today: NaiveDate) -> [Option<Outcome>; 2] {
        self.sides.each_ref().map(|side| {
            let answers = side.known(path.iter().map(|(fact, answer)| (fact, answer)));
            let walk = Walk::new(side.pack, &answers, today);
            walk.outcome().cloned()
        })
    }

    /// A place by its names.
    pub(crate) fn destination(&self, place: Where) -> Destination {
        match place {
            Where::Question(number) => Destination::Question(self.questions.of(number).to_owned()),
            Where::Result(number) => Destination::Result(self.results.of(number).to_owned()),
            Where::Refused(fact) => Destination::Refused(self.facts.of(fact).to_owned()),
        }
    }
}

/// The choice in `fact = choice`.
fn bare(name: &str) -> &str {
    name.rsplit_once(" = ").map_or(name, |(_, choice)| choice)
}

impl Side<'_> {
    /// The fact with that shared number.
    pub(crate) fn fact(&self, number: usize) -> Option<FactId> {
        self.own_facts.get(&number).copied()
    }

    /// The question with that shared number.
    pub(crate) fn question(&self, number: usize) -> Option<&Question> {
        let id = self.own_questions.get(&number)?;
        Some(self.pack.question(*id))
    }

    /// The fact that the question with that shared number asks for.
    pub(crate) fn asks_at(&self, number: usize) -> Option<usize> {
        self.own_questions.get(&number).map(|id| self.asks(*id))
    }

    /// The fact that a question asks for.
    pub(crate) fn asks(&self, question: QuestionId) -> usize {
        self.facts[self.pack.question(question).fact.number()]
    }

    pub(crate) fn place(&self, target: Target) -> Where {
        match target {
            Target::Question(id) => Where::Question(self.questions[id.number()]),
            Target::Result(id) => Where::Result(self.results[id.number()]),
        }
    }

    /// The choices of a fact.
    pub(crate) fn choices(&self, fact: FactId) -> Vec<usize> {
        let answers = self.answers[fact.number()].iter();
        let choices = answers.filter(|(_, value)| matches!(value, Value::Choice(_)));
        choices.map(|(number, _)| *number).collect()
    }

    /// The answers that this pack knows.
    pub(crate) fn known<'i>(
        &self,
        answers: impl Iterator<Item = (&'i usize, &'i Answer)>,
    ) -> Answers {
        let known = answers.filter_map(|(number, answer)| {
            let fact = self.fact(*number)?;
            Some((fact, self.value(fact, *answer)?))
        });
        known.collect()
    }

    /// An answer as the engine takes it; none where this pack knows no such.
    fn value(&self, fact: FactId, answer: Answer) -> Option<Value> {
        match answer {
            Answer::Named(number) => {
                let mut known = self.answers[fact.number()].iter();
                known.find(|it| it.0 == number).map(|it| it.1.clone())
            }
            Answer::Day(day) => self.as_day(fact, Value::Date(day)),
            Answer::Month(month) => self.as_day(fact, Value::Month(month)),
        }
    }

    fn as_day(&self, fact: FactId, value: Value) -> Option<Value> {
        self.pack.fact(fact).is_day().then_some(value)
    }

    /// What each question does, by shared numbers.
    pub(crate) fn doings(&self) -> BTreeMap<usize, Doing<'_>> {
        let questions = self.pack.questions.iter().zip(&self.questions);
        questions
            .map(|(it, number)| (*number, self.doing(it)))
            .collect()
    }

    fn doing(&self, question: &Question) -> Doing<'_> {
        let mut choices = self.choices(question.fact);
        choices.sort_unstable();
        let domain = match &self.pack.fact(question.fact).domain {
            Domain::Choice(_) => None,
            other @ (Domain::Date { .. } | Domain::IdNumber | Domain::NamePair) => Some(other),
        };
        let routes = question.routes.iter();
        (
            self.facts[question.fact.number()],
            domain,
            choices,
            question.ask_unless.as_ref().map(|it| self.condition(it)),
            routes
                .map(|it| (self.condition(&it.when), self.place(it.to)))
                .collect(),
            self.place(question.next),
        )
    }

    /// What each result computes, by shared numbers.
    pub(crate) fn computings(&self) -> BTreeMap<usize, Computing<'_>> {
        let results = self.pack.results.iter().zip(&self.results);
        results
            .map(|(it, number)| (*number, self.computing(it)))
            .collect()
    }

    fn computing(&self, card: &Card) -> Computing<'_> {
        let links = card.links.iter().map(|hang| {
            let when = hang.when.as_ref().map(|when| self.condition(when));
            (
                self.pack.links[hang.link.number()].id.as_str(),
                when,
                hang.is_known(),
            )
        });
        let rule = card.ask_from.as_ref().map(|rule| {
            let anchors = rule.after.iter().map(|anchor| match anchor {
                Anchor::Fact(fact) => Some(self.facts[fact.number()]),
                Anchor::Today => None,
            });
            (self.pack.sum(&rule.sum), rule.beyond, anchors.collect())
        });
        (links.collect(), rule)
    }

    /// When each caution stands.
    pub(crate) fn cautions(&self) -> BTreeMap<&str, Condition> {
        let cautions = self.pack.cautions.iter();
        cautions
            .map(|it| (it.id.as_str(), self.condition(&it.when)))
            .collect()
    }

    /// A condition with shared numbers, and with figures in the place of the
    /// numbers of parameters: which parameter it is does nothing.
    fn condition(&self, condition: &Condition) -> Condition {
        let fact = |id: FactId| FactId::new(self.facts[id.number()]);
        let list = |list: &[Condition]| list.iter().map(|it| self.condition(it)).collect();
        match condition {
            Condition::Is(id, values) => {
                let mut values: Vec<_> = values.iter().map(|it| self.is(*id, *it)).collect();
                values.sort_unstable();
                Condition::Is(fact(*id), values.into())
            }
            Condition::Day(of) => Condition::Day(Arc::new(self.of_day(of))),
            Condition::Finding(id) => Condition::Finding(fact(*id)),
            Condition::Known(id) => Condition::Known(fact(*id)),
            Condition::Asked(id) => Condition::Asked(fact(*id)),
            Condition::NotCertain => Condition::NotCertain,
            Condition::All(inner) => Condition::All(list(inner)),
            Condition::Any(inner) => Condition::Any(list(inner)),
            Condition::Not(inner) => Condition::Not(Arc::new(self.condition(inner))),
            Condition::Unless(inner) => Condition::Unless(Arc::new(self.condition(inner))),
        }
    }

    fn of_day(&self, of: &OfDay) -> OfDay {
        let fact = |id: FactId| FactId::new(self.facts[id.number()]);
        match of {
            OfDay::WorkdaysSince { facts, side, sum } => OfDay::WorkdaysSince {
                facts: facts.iter().map(|id| fact(*id)).collect(),
                side: *side,
                sum: vec![ParameterId::new(self.pack.sum(sum) as usize)],
            },
            OfDay::OnOrAfter(id, parameter) => {
                let day = self.pack.day(*parameter).map(|day| day.num_days_from_ce());
                let day = day.and_then(|day| usize::try_from(day).ok());
                OfDay::OnOrAfter(fact(*id), ParameterId::new(day.unwrap_or_default()))
            }
            OfDay::Later { fact: id, than } => OfDay::Later {
                fact: fact(*id),
                than: fact(*than),
            },
            OfDay::Past(id) => OfDay::Past(fact(*id)),
            OfDay::Ahead(id) => OfDay::Ahead(fact(*id)),
            OfDay::BeforeAsk(id) => OfDay::BeforeAsk(fact(*id)),
        }
    }

    fn is(&self, fact: FactId, is: Is) -> Is {
        match is {
            Is::Unknown => Is::Unknown,
            Is::Choice(id) => {
                let (shared, _) = self.answers[fact.number()][id.number()];
                Is::Choice(ChoiceId::new(shared))
            }
        }
    }
}
