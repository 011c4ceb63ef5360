//! What two of a kind have in common: a wording behind one that is for all of
//! its people too, choices that nobody can tell apart.

use super::holds::{dated, might, might_ever, whenever_asked};
use super::{Lint, words};
use crate::engine::Facts;
use crate::lang::{Lang, Said};
use crate::pack::{
    Condition, Fields as _, Item, Keyed, Part, Place, Question, QuestionId, ResultId, Sentence,
    Target,
};
use crate::prove::{reads, rule, shape};

/// Every sentence, of questions and results where they are reached, and all choices.
pub(super) fn check(lint: &Lint<'_>) {
    let pack = lint.pack;
    for (number, question) in pack.questions.iter().enumerate() {
        let target = Target::Question(QuestionId::new(number));
        sentences(lint, Some(target), question.items(), question.place);
        choices(lint, target, question);
    }
    for (number, card) in pack.results.iter().enumerate() {
        let target = Target::Result(ResultId::new(number));
        sentences(lint, Some(target), card.items(), card.place);
    }
    for thing in pack.things() {
        if !matches!(thing.part, Part::Question | Part::Result) {
            sentences(lint, None, thing.items, thing.place);
        }
    }
}

fn sentences(lint: &Lint<'_>, target: Option<Target>, items: Vec<Keyed<'_>>, owner: Place) {
    if target.is_some_and(|it| !lint.reached(shape::node(lint.pack, it))) {
        return;
    }
    for it in items {
        match it.item {
            Item::Sentence(sentence) => behind_broader(lint, target, sentence, owner),
            Item::Lead(lead) => sentences(lint, target, lead.items(), owner),
            _ => {}
        }
    }
}

/// Says so where a wording that is for somebody has no turn: for all of them
/// one before it holds; where it stands at no `target`, whatever is known.
fn behind_broader(lint: &Lint<'_>, target: Option<Target>, sentence: &Sentence, owner: Place) {
    let wordings = sentence.wordings();
    let some: Vec<_> = wordings
        .filter_map(|(text, when)| Some((text, when?)))
        .collect();
    for (at, (text, when)) in some.iter().enumerate() {
        let for_some = |and: &dyn Fn(&Facts<'_>) -> bool, others: &[&Condition]| {
            let all = others.iter().chain([when]);
            let facts = reads::tidy(all.clone().flat_map(|it| it.facts()).collect());
            let asks = target.is_none_or(|it| dated(lint.pack, it));
            let asks = asks && all.clone().any(|it| reads::ask_from(it));
            let holds = |known: &Facts<'_>| known.is_true(when) && and(known);
            let holds = |known: &Facts<'_>| whenever_asked(known, asks, holds);
            let Some(target) = target else {
                return might_ever(lint, &facts, &holds);
            };
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

/// Says so where two choices that may be offered together read the same, or one
/// as what is there for who does not know.
fn choices(lint: &Lint<'_>, target: Target, question: &Question) {
    let same = |place, words: &str| {
        let title = Said::new(
            format!("两个选项都写着「{words}」"),
            format!("two choices read \"{words}\""),
        );
        lint.say(&rule::TEXT_SAME_CHOICE, place, question.place, title);
    };
    for lang in Lang::ALL {
        let mut before: Vec<(String, Option<&Condition>)> =
            vec![(lang.unknown().to_lowercase(), None)];
        for choice in &question.choices {
            let words = words::without_slots(choice.label.as_written(lang));
            let folded = words.trim().to_lowercase();
            let mut alike = before.iter().filter(|(it, _)| *it == folded);
            if alike.any(|(_, when)| together(lint, target, *when, choice.when.as_ref())) {
                same(choice.label.place(lang), words.trim());
            }
            before.push((folded, choice.when.as_ref()));
        }
    }
}

/// Whether what stands under two conditions may be shown together.
fn together(
    lint: &Lint<'_>,
    target: Target,
    one: Option<&Condition>,
    other: Option<&Condition>,
) -> bool {
    let both: Vec<_> = one.into_iter().chain(other).collect();
    let facts = reads::tidy(both.iter().flat_map(|it| it.facts()).collect());
    let holds = |known: &Facts<'_>| both.iter().all(|it| known.is_true(it));
    let node = shape::node(lint.pack, target);
    (lint.views()).any(|it| might(lint, it, node, &facts, &holds))
}
