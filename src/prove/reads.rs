//! Which facts, parameters and texts a part of a pack looks at.

use crate::lang::Lang;
use crate::pack::{
    Anchor, Card, Caution, Condition, FactId, Fields as _, Item, Line, Pack, ParameterId, Piece,
    Question, Slot, Text,
};

/// Calls `see` with every condition inside `condition`, itself first.
pub fn parts<'c>(condition: &'c Condition, see: &mut impl FnMut(&'c Condition)) {
    see(condition);
    match condition {
        Condition::All(list) | Condition::Any(list) => {
            for inner in list {
                parts(inner, see);
            }
        }
        Condition::Not(inner) => parts(inner, see),
        _ => {}
    }
}

/// Adds the facts a condition reads.
pub fn facts(condition: &Condition, into: &mut Vec<FactId>) {
    parts(condition, &mut |part| match part {
        Condition::Is(fact, _)
        | Condition::Finding(fact)
        | Condition::OnOrAfter(fact, _)
        | Condition::Known(fact)
        | Condition::Asked(fact) => into.push(*fact),
        Condition::WorkdaysSince { facts, .. } => into.extend(facts),
        Condition::Later { fact, than } => into.extend([*fact, *than]),
        Condition::NotCertain | Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
    });
}

/// The facts a condition reads, each once, in order.
#[must_use]
pub fn facts_of(condition: &Condition) -> Vec<FactId> {
    let mut list = Vec::new();
    facts(condition, &mut list);
    tidy(list)
}

/// Sorts a list and drops what stands twice.
#[must_use]
pub fn tidy<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// The placeholders of a text, both languages.
pub fn slots(text: &Text) -> impl Iterator<Item = &Slot> {
    Lang::ALL
        .into_iter()
        .flat_map(|lang| text.pieces(lang))
        .filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(slot),
            Piece::Plain(_) => None,
        })
}

/// The facts whose day a text shows.
pub fn shown(text: &Text) -> impl Iterator<Item = FactId> {
    slots(text).filter_map(|slot| match slot {
        Slot::Answer(fact) | Slot::Workdays(fact) => Some(*fact),
        _ => None,
    })
}

/// The conditions that decide where a question leads.
pub fn of_question(question: &Question) -> impl Iterator<Item = &Condition> {
    let routes = question.routes.iter().map(|route| &route.when);
    question.ask_unless.iter().chain(routes)
}

/// All lines of a card that may carry a condition.
pub fn lines(card: &Card) -> impl Iterator<Item = &Line> {
    let items = card.items().into_iter();
    items.filter_map(|it| match it.item {
        Item::Line(line) => Some(line),
        _ => None,
    })
}

/// The conditions of a card's lines and links.
pub fn of_card(card: &Card) -> impl Iterator<Item = &Condition> {
    let guarded = lines(card).filter_map(|line| line.when.as_ref());
    let of_chain = card.links.iter().filter_map(|(_, when)| when.as_ref());
    guarded.chain(of_chain)
}

/// The conditions of a caution and its lines.
pub fn of_caution(caution: &Caution) -> impl Iterator<Item = &Condition> {
    let lines = caution.text.iter().filter_map(|line| line.when.as_ref());
    [&caution.when].into_iter().chain(lines)
}

/// Every condition of a pack.
pub fn conditions(pack: &Pack) -> impl Iterator<Item = &Condition> {
    let questions = pack.questions.iter().flat_map(of_question);
    let cards = pack.results.iter().flat_map(of_card);
    let cautions = pack.cautions.iter().flat_map(of_caution);
    questions.chain(cards).chain(cautions)
}

/// The facts a card looks at: in conditions, in days it shows, in the day to
/// ask from.
#[must_use]
pub fn facts_of_card(card: &Card) -> Vec<FactId> {
    let mut list = Vec::new();
    for condition in of_card(card) {
        facts(condition, &mut list);
    }
    let whole = card_texts(card).into_iter();
    for text in whole.chain(lines(card).map(|line| &line.text)) {
        list.extend(shown(text));
    }
    let anchors = card.ask_from.iter().flat_map(|rule| &rule.after);
    list.extend(anchors.filter_map(|anchor| match anchor {
        Anchor::Fact(fact) => Some(*fact),
        Anchor::Today => None,
    }));
    tidy(list)
}

/// The texts of a card that are always shown.
#[must_use]
pub fn card_texts(card: &Card) -> Vec<&Text> {
    let items = card.items().into_iter();
    items
        .filter_map(|it| match it.item {
            Item::Text(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// The facts the cautions look at.
#[must_use]
pub fn facts_of_cautions(pack: &Pack) -> Vec<FactId> {
    let mut list = Vec::new();
    for caution in &pack.cautions {
        for condition in of_caution(caution) {
            facts(condition, &mut list);
        }
        for line in &caution.text {
            list.extend(shown(&line.text));
        }
    }
    tidy(list)
}

/// The texts of a question.
#[must_use]
pub fn question_texts(question: &Question) -> Vec<&Text> {
    let texts = question.texts().into_iter();
    texts.map(|it| it.text).collect()
}

/// The parameters a condition adds up or compares with.
pub fn parameters(condition: &Condition, into: &mut Vec<ParameterId>) {
    parts(condition, &mut |part| match part {
        Condition::WorkdaysSince { sum, .. } => into.extend(sum),
        Condition::OnOrAfter(_, parameter) => into.push(*parameter),
        _ => {}
    });
}
