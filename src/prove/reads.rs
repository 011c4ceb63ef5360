//! Which facts, parameters and texts a part of a pack looks at.

use crate::lang::Lang;
use crate::pack::{AskFrom, Card, Condition, FactId, Fields, Keyed, Pack, Question, Slot, Text};

/// The facts a condition reads, each once, in order.
pub(crate) fn facts_of(condition: &Condition) -> Vec<FactId> {
    tidy(condition.facts())
}

/// Whether a condition looks at the first day to ask.
pub(crate) fn ask_from(condition: &Condition) -> bool {
    let mut days = condition.of_days().into_iter();
    days.any(|of| of.before_ask().is_some())
}

/// The facts a condition rests on at a result: those it reads, and where it
/// looks at the first day to ask, those that this is counted from.
pub(crate) fn facts_at<'p>(
    condition: &Condition,
    rules: impl IntoIterator<Item = &'p AskFrom>,
) -> Vec<FactId> {
    let rules = rules.into_iter().filter(|_| ask_from(condition));
    let facts = condition.facts().into_iter();
    tidy(facts.chain(rules.flat_map(AskFrom::facts)).collect())
}

/// Sorts a list and drops what stands twice.
pub(crate) fn tidy<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// The placeholders of a text, both languages.
pub(crate) fn slots(pack: &Pack, text: &Text) -> impl Iterator<Item = Slot> {
    let names = Lang::ALL.into_iter().flat_map(|lang| text.slots(lang));
    names.filter_map(|name| pack.slot(name))
}

/// The facts whose day a text shows.
pub(crate) fn shown(pack: &Pack, text: &Text) -> impl Iterator<Item = FactId> {
    slots(pack, text).filter_map(|slot| slot.fact_of_day())
}

/// Of everything that is computed for a result, the facts it looks at together.
pub(crate) fn groups_of_results(pack: &Pack) -> impl Iterator<Item = Vec<FactId>> {
    let cautions = pack.cautions.iter().map(|caution| &caution.when);
    let conditions = cautions.chain(pack.results.iter().flat_map(Card::link_conditions));
    let rules = pack.results.iter().flat_map(|card| &card.ask_from);
    let anchors = rules.clone().map(|rule| tidy(rule.facts().collect()));
    let groups = conditions.flat_map(move |when| {
        let rules = rules.clone().filter(move |_| ask_from(when));
        let asking = rules.map(move |rule| facts_at(when, [rule]));
        [facts_of(when)].into_iter().chain(asking)
    });
    groups.chain(anchors)
}

/// Every condition of a pack.
pub fn conditions(pack: &Pack) -> impl Iterator<Item = &Condition> {
    let items = pack.things().flat_map(|thing| thing.items);
    items.flat_map(Keyed::conditions)
}

/// The facts that the words of a table look at: what they show, on what they
/// depend, and both of the phrases in them.
fn facts_of_words(pack: &Pack, of: &impl Fields) -> Vec<FactId> {
    let mut list = Vec::new();
    for worded in of.texts() {
        list.extend(worded.when.into_iter().flat_map(Condition::facts));
        list.extend(shown(pack, worded.text));
        for slot in slots(pack, worded.text) {
            if let Slot::Phrase(id) = slot {
                list.extend(facts_of_words(pack, &pack.phrases[id.number()]));
            }
        }
    }
    list
}

/// The facts a table looks at, in its words and its conditions.
fn facts_of_table(pack: &Pack, of: &impl Fields) -> Vec<FactId> {
    let conditions = of.conditions().into_iter().flat_map(Condition::facts);
    conditions.chain(facts_of_words(pack, of)).collect()
}

/// The facts a card looks at: in conditions, in days it shows, in the day to
/// ask from.
pub(crate) fn facts_of_card(pack: &Pack, card: &Card) -> Vec<FactId> {
    let mut list = facts_of_table(pack, card);
    list.extend(card.ask_from.iter().flat_map(AskFrom::facts));
    tidy(list)
}

/// The facts the cautions look at.
pub(crate) fn facts_of_cautions(pack: &Pack) -> Vec<FactId> {
    let cautions = pack.cautions.iter();
    tidy(cautions.flat_map(|it| facts_of_table(pack, it)).collect())
}

/// The facts that the words of a question look at.
pub(crate) fn facts_of_question(pack: &Pack, question: &Question) -> Vec<FactId> {
    tidy(facts_of_words(pack, question))
}
