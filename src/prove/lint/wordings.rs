//! What two of a kind have in common: a wording behind one that is for all of
//! its people too, choices that nobody can tell apart.

use super::holds::{dated, might, whenever_asked};
use super::{Lint, words};
use crate::engine::Facts;
use crate::lang::{Lang, Said};
use crate::pack::{
    Condition, Fields as _, Item, Keyed, Place, Question, QuestionId, ResultId, Sentence, Target,
};
use crate::prove::{reads, rule, shape};

/// Every sentence of questions and results that are reached, and all choices.
pub(super) fn check(lint: &Lint<'_>) {
    let pack = lint.pack;
    for (number, question) in pack.questions.iter().enumerate() {
        let target = Target::Question(QuestionId::new(number));
        sentences(lint, target, question.items(), question.place);
        choices(lint, question);
    }
    for (number, card) in pack.results.iter().enumerate() {
        let target = Target::Result(ResultId::new(number));
        sentences(lint, target, card.items(), card.place);
    }
}

fn sentences(lint: &Lint<'_>, target: Target, items: Vec<Keyed<'_>>, owner: Place) {
    if !lint.reached(shape::node(lint.pack, target)) {
        return;
    }
    for it in items {
        if let Item::Sentence(sentence) = it.item {
            behind_broader(lint, target, sentence, owner);
        }
    }
}

/// Says so where a wording that is for somebody has no turn: for all of them
/// one before it holds.
fn behind_broader(lint: &Lint<'_>, target: Target, sentence: &Sentence, owner: Place) {
    let wordings = sentence.wordings();
    let some: Vec<_> = wordings
        .filter_map(|(text, when)| Some((text, when?)))
        .collect();
    for (at, (text, when)) in some.iter().enumerate() {
        let for_some = |and: &dyn Fn(&Facts<'_>) -> bool, others: &[&Condition]| {
            let all = others.iter().chain([when]);
            let facts = reads::tidy(all.clone().flat_map(|it| it.facts()).collect());
            let asks = dated(lint.pack, target) && all.clone().any(|it| reads::ask_from(it));
            let holds = |known: &Facts<'_>| known.is_true(when) && and(known);
            let holds = |known: &Facts<'_>| whenever_asked(known, asks, holds);
            let node = shape::node(lint.pack, target);
            (lint.views()).any(|it| might(lint, it, node, &facts, &holds))
        };
        // Of one that is never true that is told.
        if at == 0 || !for_some(&|_| true, &[]) {
            continue;
        }
        let broader = some[..at]
            .iter()
            .position(|(_, before)| !for_some(&|known| !known.is_true(before), &[before]));
        if let Some(before) = broader {
            let title = Said::new(
                format!(
                    "第 {} 种说法轮不到：它的条件成立时，第 {} 种的也成立，先用了那一种",
                    at + 1,
                    before + 1
                ),
                format!(
                    "wording {} has no turn: where its condition holds, that of number {} does and is used first",
                    at + 1,
                    before + 1
                ),
            );
            lint.say(&rule::TEXT_NO_TURN, text.place(Lang::Zh), owner, title);
        }
    }
}

/// Says so where two choices read the same. Those that are not offered to
/// everybody may.
fn choices(lint: &Lint<'_>, question: &Question) {
    let always = question.choices.iter().filter(|it| it.when.is_none());
    let always: Vec<_> = always.collect();
    for lang in Lang::ALL {
        let mut before: Vec<String> = Vec::new();
        for choice in &always {
            let words = words::plain(&choice.label, lang);
            if before.contains(&words) {
                let title = Said::new(
                    format!("两个选项都写着「{words}」"),
                    format!("two choices read \"{words}\""),
                );
                let place = choice.label.place(lang);
                lint.say(&rule::TEXT_SAME_CHOICE, place, question.place, title);
            }
            before.push(words);
        }
    }
}
