//! What has another name in the new pack, known by its words.

use std::collections::{HashMap, HashSet};

use crate::lang::Lang;
use crate::pack::problem::Noun;
use crate::pack::{FactId, Pack, Question, Text};

/// A name that is not in both packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// What it names.
    pub(crate) noun: Noun,
    /// The name in the old pack; none where it is new.
    pub old: Option<String>,
    /// The name in the new pack; none where it is gone.
    pub new: Option<String>,
}

/// An id with the words people know it by; a choice is written `fact = choice`.
type Known = (String, String);
/// All of one kind in a pack.
type Knows = fn(&Pack) -> Vec<Known>;

/// The names in one of two packs, and the old one's where only the name
/// changed: one of these words is gone, one with these words is new.
pub(crate) fn shared(old: &Pack, pack: &Pack, known: Knows) -> Vec<String> {
    let (before, after) = (known(old), known(pack));
    let ids = |list: &[Known]| {
        list.iter()
            .map(|(id, _)| id.clone())
            .collect::<HashSet<_>>()
    };
    let (old_ids, ids) = (ids(&before), ids(&after));
    // What has no words is known by its name alone.
    let gone = before
        .into_iter()
        .filter(|(id, words)| !ids.contains(id) && !words.is_empty());
    let mut gone: HashMap<String, String> = gone.map(|(id, words)| (words, id)).collect();
    let names = after.into_iter().map(|(id, words)| {
        if old_ids.contains(&id) {
            return id;
        }
        gone.remove(&words).unwrap_or(id)
    });
    names.collect()
}

/// Everything whose name is not in both packs.
pub(crate) fn renamings(old: &Pack, new: &Pack) -> Vec<Renaming> {
    let mut list = Vec::new();
    for (noun, known) in NAMED {
        let mut say = |old: Option<&String>, new: Option<&String>| {
            let (old, new) = (old.cloned(), new.cloned());
            list.push(Renaming { noun, old, new });
        };
        let (before, after) = (known(old), known(new));
        let shared = shared(old, new, known);
        let kept: HashSet<&String> = shared.iter().collect();
        let ids: HashSet<&String> = before.iter().map(|(id, _)| id).collect();
        for (old, _) in before.iter().filter(|(id, _)| !kept.contains(id)) {
            say(Some(old), None);
        }
        for ((new, _), shared) in after.iter().zip(&shared) {
            if !ids.contains(shared) {
                say(None, Some(new));
            } else if new != shared {
                say(Some(shared), Some(new));
            }
        }
    }
    list
}

/// All that has names, and how these are known.
const NAMED: [(Noun, Knows); 4] = [
    (Noun::Fact, facts),
    (Noun::Choice, choices),
    (Noun::Question, questions),
    (Noun::Result, results),
];

pub(crate) fn facts(pack: &Pack) -> Vec<Known> {
    let known = pack
        .fact_ids()
        .map(|id| (pack.fact(id).id.clone(), asked(pack, id)));
    known.collect()
}

pub(crate) fn choices(pack: &Pack) -> Vec<Known> {
    let facts = pack.fact_ids();
    facts.flat_map(|id| choices_of(pack, id)).collect()
}

pub(crate) fn questions(pack: &Pack) -> Vec<Known> {
    let questions = pack.questions.iter();
    let known = questions.map(|it| (it.id.clone(), words(it.ask.rest())));
    known.collect()
}

pub(crate) fn results(pack: &Pack) -> Vec<Known> {
    let cards = pack.results.iter();
    let known = cards.map(|it| (it.id.clone(), words(it.headline.rest())));
    known.collect()
}

/// The words that ask for a fact, or say what is given.
fn asked(pack: &Pack, fact: FactId) -> String {
    let asked = question(pack, fact).map(|it| it.ask.rest());
    asked
        .or_else(|| Some(&pack.given_of(fact)?.ask))
        .map_or_else(String::new, words)
}

fn question(pack: &Pack, fact: FactId) -> Option<&Question> {
    pack.question_of(fact).map(|id| pack.question(id))
}

/// The choices of a fact, as `fact = choice` and with the words of both.
fn choices_of(pack: &Pack, fact: FactId) -> Vec<Known> {
    let (name, asked) = (&pack.fact(fact).id, asked(pack, fact));
    let ids = pack.fact(fact).domain.choices();
    let label = |number| Some(words(&question(pack, fact)?.choice(number)?.label));
    let all = ids.iter().enumerate().map(|(number, id)| {
        let words = label(number).map(|label| format!("{asked} {label}"));
        (format!("{name} = {id}"), words.unwrap_or_default())
    });
    all.collect()
}

/// The Chinese words of a text, without what is filled in.
fn words(text: &Text) -> String {
    text.fill(Lang::Zh, |_| "")
}
