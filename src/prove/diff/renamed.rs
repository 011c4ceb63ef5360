//! What has another name in the new pack, known by its words.

use std::collections::{HashMap, HashSet};

use crate::lang::Lang;
use crate::pack::{Domain, FactId, Pack, Piece, Question, Text};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Noun {
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
    pub(crate) noun: Noun,
    /// The name in the old pack; none where it is new.
    pub old: Option<String>,
    /// The name in the new pack; none where it is gone.
    pub new: Option<String>,
}

/// An id with the words people know it by.
type Known = (String, String);

/// The names in one of two packs, and the old one's where only the name
/// changed: one of these words is gone, one with these words is new.
pub(crate) fn shared(old: &Pack, pack: &Pack, noun: Noun) -> Vec<String> {
    let (before, after) = (known(old, noun), known(pack, noun));
    let ids = |list: &[Known]| {
        list.iter()
            .map(|(id, _)| id.clone())
            .collect::<HashSet<_>>()
    };
    let (old_ids, ids) = (ids(&before), ids(&after));
    let gone = before.into_iter().filter(|(id, _)| !ids.contains(id));
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
    for noun in [Noun::Fact, Noun::Choice, Noun::Question, Noun::Result] {
        let mut say = |old: Option<&String>, new: Option<&String>| {
            let (old, new) = (old.cloned(), new.cloned());
            list.push(Renaming { noun, old, new });
        };
        let (before, after) = (known(old, noun), known(new, noun));
        let shared = shared(old, new, noun);
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

fn known(pack: &Pack, noun: Noun) -> Vec<Known> {
    let facts = (0..pack.facts.len()).map(FactId::new);
    let fact = |id| pack.fact(id).id.clone();
    match noun {
        Noun::Fact => facts.map(|id| (fact(id), asked(pack, id))).collect(),
        Noun::Choice => facts.flat_map(|id| choices(pack, id)).collect(),
        Noun::Question => {
            let questions = pack.questions.iter();
            let known = questions.map(|it| (it.id.clone(), words(it.ask.rest())));
            known.collect()
        }
        Noun::Result => {
            let cards = pack.results.iter();
            let known = cards.map(|it| (it.id.clone(), words(it.headline.rest())));
            known.collect()
        }
    }
}

/// The words that ask for a fact.
fn asked(pack: &Pack, fact: FactId) -> String {
    let question = question(pack, fact);
    question.map_or_else(String::new, |it| words(it.ask.rest()))
}

fn question(pack: &Pack, fact: FactId) -> Option<&Question> {
    pack.question_of(fact).map(|id| pack.question(id))
}

/// The choices of a fact, as `fact = choice` and with the words of both.
fn choices(pack: &Pack, fact: FactId) -> Vec<Known> {
    let (name, asked) = (&pack.fact(fact).id, asked(pack, fact));
    let Domain::Choice(ids) = &pack.fact(fact).domain else {
        return Vec::new();
    };
    let label = |number| {
        let mut choices = question(pack, fact)?.choices.iter();
        let choice = choices.find(|choice| choice.value == number)?;
        Some(words(&choice.label))
    };
    let all = ids.iter().enumerate().map(|(number, id)| {
        let label = label(number).unwrap_or_default();
        (format!("{name} = {id}"), format!("{asked} {label}"))
    });
    all.collect()
}

/// The Chinese words of a text, without what is filled in.
fn words(text: &Text) -> String {
    let pieces = text.pieces(Lang::Zh).iter();
    let plain = pieces.filter_map(|piece| match piece {
        Piece::Plain(plain) => Some(plain.as_ref()),
        Piece::Slot(_) => None,
    });
    plain.collect()
}
