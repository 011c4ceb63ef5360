//! Which facts, parameters and texts a part of a pack looks at.

use crate::lang::Lang;
use crate::pack::{
    AskFrom, Card, Caution, Condition, FactId, Fields, Pack, Piece, Question, Slot, Text,
};

/// The facts a condition reads, each once, in order.
pub(crate) fn facts_of(condition: &Condition) -> Vec<FactId> {
    tidy(condition.facts())
}

/// Sorts a list and drops what stands twice.
pub(crate) fn tidy<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// The placeholders of a text, both languages.
pub(crate) fn slots(text: &Text) -> impl Iterator<Item = &Slot> {
    Lang::ALL
        .into_iter()
        .flat_map(|lang| text.pieces(lang))
        .filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(slot),
            Piece::Plain(_) => None,
        })
}

/// The facts whose day a text shows.
pub(crate) fn shown(text: &Text) -> impl Iterator<Item = FactId> {
    slots(text).filter_map(|slot| match slot {
        Slot::Answer(fact) | Slot::Workdays(fact) => Some(*fact),
        Slot::Sum(_)
        | Slot::Day(_)
        | Slot::Phrase(_)
        | Slot::Personal(_)
        | Slot::Today
        | Slot::AskFrom
        | Slot::Found => None,
    })
}

/// The facts that the words of a table look at: what they show, on what they
/// depend, and both of the phrases in them.
fn facts_of_words(pack: &Pack, of: &impl Fields) -> Vec<FactId> {
    let mut list = Vec::new();
    for worded in of.texts() {
        list.extend(worded.when.into_iter().flat_map(Condition::facts));
        list.extend(shown(worded.text));
        for slot in slots(worded.text) {
            if let Slot::Phrase(id) = slot {
                list.extend(facts_of_words(pack, &pack.phrases[id.number()]));
            }
        }
    }
    list
}

/// The conditions under which the words of a table are shown.
pub(crate) fn of_words(of: &impl Fields) -> impl Iterator<Item = &Condition> {
    of.texts().into_iter().filter_map(|worded| worded.when)
}

/// The conditions of a card's words and links.
pub(crate) fn of_card(card: &Card) -> impl Iterator<Item = &Condition> {
    let of_chain = card.links.iter().filter_map(|hang| hang.when.as_ref());
    let of_contacts = card.contacts.iter().filter_map(|whom| whom.when.as_ref());
    let of_owner = card.owner.conditions();
    of_words(card)
        .chain(of_chain)
        .chain(of_contacts)
        .chain(of_owner)
}

/// The conditions of a caution and its words.
pub(crate) fn of_caution(caution: &Caution) -> impl Iterator<Item = &Condition> {
    [&caution.when].into_iter().chain(of_words(caution))
}

/// Every condition of a pack.
pub fn conditions(pack: &Pack) -> impl Iterator<Item = &Condition> {
    let questions = pack.questions.iter();
    let questions = questions.flat_map(|it| it.conditions().chain(of_words(it)));
    let cards = pack.results.iter().flat_map(of_card);
    let cautions = pack.cautions.iter().flat_map(of_caution);
    let phrases = pack.phrases.iter().flat_map(of_words);
    questions.chain(cards).chain(cautions).chain(phrases)
}

/// The facts a card looks at: in conditions, in days it shows, in the day to
/// ask from.
pub(crate) fn facts_of_card(pack: &Pack, card: &Card) -> Vec<FactId> {
    let mut list = facts_of_words(pack, card);
    for condition in of_card(card) {
        list.extend(condition.facts());
    }
    list.extend(card.ask_from.iter().flat_map(AskFrom::facts));
    tidy(list)
}

/// The facts the cautions look at.
pub(crate) fn facts_of_cautions(pack: &Pack) -> Vec<FactId> {
    let mut list = Vec::new();
    for caution in &pack.cautions {
        list.extend(caution.when.facts());
        list.extend(facts_of_words(pack, caution));
    }
    tidy(list)
}

/// The facts that the words of a question look at.
pub(crate) fn facts_of_question(pack: &Pack, question: &Question) -> Vec<FactId> {
    tidy(facts_of_words(pack, question))
}
