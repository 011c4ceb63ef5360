//! One of two packs, with names that both share: where something was only
//! renamed, the new pack's is called as it was in the old one.

use std::collections::{HashMap, HashSet};

use crate::lang::Lang;
use crate::pack::{
    Anchor, Card, Condition, Domain, FactId, Pack, Piece, Question, Side as Bound, Target, Text,
};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// A fact.
    Fact,
    /// A choice of a fact, written `fact = choice`.
    Choice,
    /// A question.
    Question,
    /// A result.
    Result,
}

/// A name that is not in both packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// What it names.
    pub noun: Noun,
    /// The name in the old pack; none where it is new.
    pub old: Option<String>,
    /// The name in the new pack; none where it is gone.
    pub new: Option<String>,
}

/// A pack with its shared names, by number.
#[derive(Debug)]
pub struct Side<'p> {
    pub pack: &'p Pack,
    pub facts: Vec<String>,
    pub questions: Vec<String>,
    pub results: Vec<String>,
    /// Of each fact, its choices.
    pub choices: Vec<Vec<String>>,
    fact_numbers: HashMap<String, usize>,
}

impl<'p> Side<'p> {
    /// Both sides of a comparison.
    pub fn both(old: &'p Pack, new: &'p Pack) -> (Self, Self) {
        let before = Self::of(old, |_, names| names);
        let after = Self::of(new, |noun, names| {
            let wording = Wording::of(new, noun);
            shared(names, &wording, &Wording::of(old, noun))
        });
        (before, after)
    }

    fn of(pack: &'p Pack, rename: impl Fn(Noun, Vec<String>) -> Vec<String>) -> Self {
        let ids = |noun| Wording::of(pack, noun).ids().collect();
        let facts = rename(Noun::Fact, ids(Noun::Fact));
        let mut all = rename(Noun::Choice, ids(Noun::Choice)).into_iter();
        let choices = pack.facts.iter().map(|fact| match &fact.domain {
            Domain::Choice(list) => all.by_ref().take(list.len()).collect(),
            _ => Vec::new(),
        });
        let choices = choices.map(|list: Vec<String>| {
            let bare = |name: &String| name.rsplit(" = ").next().map(str::to_owned);
            list.iter().filter_map(bare).collect()
        });
        Self {
            choices: choices.collect(),
            questions: rename(Noun::Question, ids(Noun::Question)),
            results: rename(Noun::Result, ids(Noun::Result)),
            fact_numbers: facts.iter().cloned().zip(0..).collect(),
            facts,
            pack,
        }
    }

    /// The fact with that shared name.
    pub fn fact(&self, name: &str) -> Option<FactId> {
        self.fact_numbers
            .get(name)
            .map(|number| FactId::new(*number))
    }

    /// The shared name of where a way leads, questions and results apart.
    pub fn target(&self, target: Target) -> String {
        match target {
            Target::Question(id) => format!("? {}", self.questions[id.number()]),
            Target::Result(id) => format!("! {}", self.results[id.number()]),
        }
    }

    /// All a question does, as text that is the same where the doing is.
    pub fn doing(&self, question: &Question) -> String {
        use std::fmt::Write as _;
        let fact = question.fact.number();
        let mut choices = self.choices[fact].clone();
        choices.sort_unstable();
        let domain = match &self.pack.facts[fact].domain {
            Domain::Choice(_) => format!("{choices:?}"),
            other => format!("{other:?}"),
        };
        let unless = question.ask_unless.as_ref().map(|it| self.condition(it));
        let mut out = format!("{} {domain} {unless:?}", self.facts[fact]);
        for route in &question.routes {
            let _ = write!(
                out,
                "; {} {}",
                self.condition(&route.when),
                self.target(route.to)
            );
        }
        let _ = write!(out, "; {}", self.target(question.next));
        out
    }

    /// All a result computes, likewise.
    pub fn computing(&self, card: &Card) -> String {
        let links: Vec<_> = card
            .links
            .iter()
            .map(|hang| {
                let when = hang.when.as_ref().map(|when| self.condition(when));
                (&self.pack.links[hang.link.number()].id, when, hang.known)
            })
            .collect();
        let rule = card.ask_from.as_ref().map(|rule| {
            let after = rule.after.iter().map(|anchor| match anchor {
                Anchor::Today => "today",
                Anchor::Fact(fact) => self.facts[fact.number()].as_str(),
            });
            let after: Vec<_> = after.collect();
            (self.pack.sum(&rule.sum), rule.beyond, after)
        });
        format!("{links:?} {rule:?}")
    }

    /// Everything a condition looks at, by shared names and with figures as
    /// they are: a parameter's name does nothing.
    pub fn condition(&self, condition: &Condition) -> String {
        let fact = |id: &FactId| self.facts[id.number()].as_str();
        let list = |list: &[Condition]| {
            let parts: Vec<_> = list.iter().map(|it| self.condition(it)).collect();
            parts.join(", ")
        };
        match condition {
            Condition::Is(id, values) => {
                let mut names: Vec<_> = values.iter().map(|it| self.value(*id, *it)).collect();
                names.sort_unstable();
                format!("is {} {names:?}", fact(id))
            }
            Condition::Finding(id) => format!("finding {}", fact(id)),
            Condition::WorkdaysSince { facts, side, sum } => {
                let facts: Vec<_> = facts.iter().map(fact).collect();
                let sign = if *side == Bound::UpTo { "<=" } else { ">" };
                format!("workdays {facts:?} {sign} {}", self.pack.sum(sum))
            }
            Condition::OnOrAfter(id, day) => format!("{} >= {:?}", fact(id), self.pack.day(*day)),
            Condition::Later { fact: id, than } => format!("{} > {}", fact(id), fact(than)),
            Condition::Past(id) => format!("past {}", fact(id)),
            Condition::Known(id) => format!("known {}", fact(id)),
            Condition::Asked(id) => format!("asked {}", fact(id)),
            Condition::NotCertain => "not-certain".to_owned(),
            Condition::All(inner) => format!("all({})", list(inner)),
            Condition::Any(inner) => format!("any({})", list(inner)),
            Condition::Not(inner) => format!("not({})", self.condition(inner)),
        }
    }

    fn value(&self, fact: FactId, value: crate::pack::Is) -> &str {
        match value {
            crate::pack::Is::Unknown => "unknown",
            crate::pack::Is::Choice(number) => &self.choices[fact.number()][number],
        }
    }
}

/// The ids of one kind of thing with the words people know each by.
struct Wording(Vec<(String, String)>);

impl Wording {
    fn of(pack: &Pack, noun: Noun) -> Self {
        let asked = |number| {
            let question = pack.question_of(FactId::new(number));
            question.map_or_else(String::new, |id| words(pack.question(id).ask.rest()))
        };
        Self(match noun {
            Noun::Fact => {
                let facts = pack.facts.iter().enumerate();
                let list = facts.map(|(number, fact)| (fact.id.clone(), asked(number)));
                list.collect()
            }
            Noun::Choice => {
                let facts = pack.facts.iter().enumerate();
                facts
                    .flat_map(|(number, _)| choices(pack, number))
                    .collect()
            }
            Noun::Question => {
                let list = pack.questions.iter();
                list.map(|it| (it.id.clone(), words(it.ask.rest())))
                    .collect()
            }
            Noun::Result => {
                let list = pack.results.iter();
                list.map(|it| (it.id.clone(), words(it.headline.rest())))
                    .collect()
            }
        })
    }

    fn ids(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().map(|(id, _)| id.clone())
    }

    /// All ids, for looking up.
    fn known(&self) -> HashSet<&str> {
        self.0.iter().map(|(id, _)| id.as_str()).collect()
    }
}

/// The choices of a fact, as `fact = choice` and with the words of both.
fn choices(pack: &Pack, fact: usize) -> Vec<(String, String)> {
    let Domain::Choice(ids) = &pack.facts[fact].domain else {
        return Vec::new();
    };
    let question = pack
        .question_of(FactId::new(fact))
        .map(|id| pack.question(id));
    let label = |number| {
        let mut choices = question?.choices.iter();
        choices
            .find(|choice| choice.value == number)
            .map(|it| words(&it.label))
    };
    let ask = question.map_or_else(String::new, |it| words(it.ask.rest()));
    let name = &pack.facts[fact].id;
    let all = ids.iter().enumerate();
    all.map(|(number, id)| {
        let label = label(number).unwrap_or_default();
        (format!("{name} = {id}"), format!("{ask} {label}"))
    })
    .collect()
}

/// The Chinese words of a text, without what is filled in.
fn words(text: &Text) -> String {
    let pieces = text.pieces(Lang::Zh).iter();
    let plain = pieces.filter_map(|piece| match piece {
        Piece::Plain(plain) => Some(plain.as_str()),
        Piece::Slot(_) => None,
    });
    plain.collect()
}

/// The names of the new pack, and the old one's where only the name changed:
/// one of these words is gone, one with these words is new.
fn shared(names: Vec<String>, new: &Wording, old: &Wording) -> Vec<String> {
    let (before, after) = (old.known(), new.known());
    let mut gone: HashMap<&str, &str> = HashMap::new();
    for (id, words) in &old.0 {
        if !after.contains(id.as_str()) {
            gone.insert(words, id);
        }
    }
    let all = names.into_iter().zip(&new.0);
    all.map(|(name, (id, words))| {
        let was = if before.contains(id.as_str()) {
            None
        } else {
            gone.remove(words.as_str())
        };
        was.map_or(name, str::to_owned)
    })
    .collect()
}

/// Everything whose name is not in both packs.
pub fn renamings(old: &Side<'_>, new: &Side<'_>) -> Vec<Renaming> {
    let mut list = Vec::new();
    for noun in [Noun::Fact, Noun::Choice, Noun::Question, Noun::Result] {
        let (before, after) = (Wording::of(old.pack, noun), Wording::of(new.pack, noun));
        let known = before.known();
        let shared = shared(after.ids().collect(), &after, &before);
        let kept: HashSet<&str> = shared.iter().map(String::as_str).collect();
        for old in before.ids().filter(|id| !kept.contains(id.as_str())) {
            list.push(Renaming {
                noun,
                old: Some(old),
                new: None,
            });
        }
        for (new, shared) in after.ids().zip(shared.clone()) {
            if !known.contains(shared.as_str()) {
                list.push(Renaming {
                    noun,
                    old: None,
                    new: Some(new),
                });
            } else if new != shared {
                list.push(Renaming {
                    noun,
                    old: Some(shared),
                    new: Some(new),
                });
            }
        }
    }
    list
}
