//! Conditions and days of results, cautions and texts: what never holds, and
//! what may not be known where it is shown.

use super::{Lint, flow};
use crate::engine::{Answers, Facts, Value};
use crate::lang::Said;
use crate::pack::{
    Anchor, Card, Caution, Condition, FactId, Fields as _, Pack, Place, QuestionId, ResultId, Slot,
    Target, Text, Worded,
};
use crate::prove::Explored;
use crate::prove::value_sets::{Mask, combinations};
use crate::prove::{reads, rule, shape};

/// Every result that is reached, every question that is asked, every caution.
pub(super) fn check(lint: &Lint<'_>) {
    let pack = lint.pack;
    for (number, question) in pack.questions.iter().enumerate() {
        let target = Target::Question(QuestionId::new(number));
        // What is read back shows the answer that has just been given.
        let asking = question.texts().into_iter();
        for worded in asking.filter(|it| it.field.key != "told") {
            shown(lint, target, worded, &[], question.place);
            no_day_to_ask(lint, worded.text, question.place);
            nothing_found(lint, target, worded.text, question.place);
        }
    }
    for (number, card) in pack.results.iter().enumerate() {
        if lint.reached(pack.questions.len() + number) {
            result(lint, ResultId::new(number), card);
        }
    }
    for caution in &pack.cautions {
        check_caution(lint, caution);
    }
}

fn result(lint: &Lint<'_>, id: ResultId, card: &Card) {
    let target = Target::Result(id);
    for worded in card.texts() {
        shown(lint, target, worded, &[], card.place);
        nothing_found(lint, target, worded.text, card.place);
        if let Some(when) = worded.when {
            let place = worded.text.place(crate::lang::Lang::Zh);
            may_hold(lint, target, when, place, card.place, &card.id);
        }
    }
    let of_links = card.links.iter().filter_map(|hang| hang.when.as_ref());
    for when in of_links.chain(card.owner.conditions()) {
        may_hold(lint, target, when, card.place, card.place, &card.id);
    }
    if card.ask_from.is_some() {
        day_to_count_from(lint, target, card);
    } else {
        for worded in card.texts() {
            no_day_to_ask(lint, worded.text, card.place);
        }
    }
}

/// Says so where a condition can never be true at a result.
fn may_hold(
    lint: &Lint<'_>,
    target: Target,
    when: &Condition,
    place: Place,
    owner: Place,
    id: &str,
) {
    let node = shape::node(lint.pack, target);
    if *when == Condition::NotCertain || flow::not_asked(lint, node, None, when, place, owner) {
        return;
    }
    let facts = reads::facts_of(when);
    let holds = |known: &Facts<'_>| known.is_true(when);
    if lint
        .explored
        .iter()
        .any(|it| might(it, node, &facts, &holds))
    {
        return;
    }
    let title = Said::new(
        format!("`{id}` 里这一项的条件怎么也不会成立"),
        format!("this condition in `{id}` can never be true"),
    );
    lint.say(&rule::FLOW_NEVER_TRUE, place, owner, title);
}

/// Whether something can be so of these facts at a node, or might.
fn might(
    explored: &Explored<'_>,
    node: usize,
    facts: &[FactId],
    so: &dyn Fn(&Facts<'_>) -> bool,
) -> bool {
    let mut scratch = Facts::new(explored.pack, explored.classes.today);
    explored.at[node].iter().any(|state| {
        let masks = masks(explored, *state, facts);
        combinations(&masks, &explored.classes, &mut scratch, so) != Some(false)
    })
}

fn masks(explored: &Explored<'_>, state: u32, facts: &[FactId]) -> Vec<(FactId, Mask)> {
    let masks = facts
        .iter()
        .map(|fact| (*fact, explored.mask(state, *fact)));
    masks.collect()
}

/// The state of a node where something is so of these facts.
fn somewhere(
    explored: &Explored<'_>,
    node: usize,
    facts: &[FactId],
    so: &dyn Fn(&Facts<'_>) -> bool,
) -> Option<u32> {
    let mut scratch = Facts::new(explored.pack, explored.classes.today);
    let mut states: Vec<u32> = explored.at[node].clone();
    states.sort_by_key(|state| explored.states[*state as usize].asked);
    states.into_iter().find(|state| {
        let masks = masks(explored, *state, facts);
        combinations(&masks, &explored.classes, &mut scratch, so) == Some(true)
    })
}

/// Answers that lead to a node where something is so; first looked for
/// among all that might be, then with the facts kept apart.
fn answers_where(
    lint: &Lint<'_>,
    target: Target,
    facts: &[FactId],
    so: &dyn Fn(&Facts<'_>) -> bool,
) -> Option<String> {
    let node = shape::node(lint.pack, target);
    for explored in &lint.explored {
        if somewhere(explored, node, facts, so).is_none() {
            continue;
        }
        let again = lint.again(explored.classes.today, facts.to_vec())?;
        if let Some(state) = somewhere(&again, node, facts, so)
            && let Some(example) = lint.example(&again, state, target)
        {
            return Some(example);
        }
    }
    None
}

/// Says so where a text shows a day that may not be known, under its own
/// condition and those of the table it stands in.
fn shown(lint: &Lint<'_>, target: Target, it: Worded<'_>, guards: &[&Condition], owner: Place) {
    let guards: Vec<_> = guards.iter().copied().chain(it.when).collect();
    days_shown(lint, target, it.text, &guards, owner);
}

/// The same with all conditions.
fn days_shown(lint: &Lint<'_>, target: Target, text: &Text, guards: &[&Condition], owner: Place) {
    for fact in reads::tidy(reads::shown(text).collect()) {
        let mut facts = vec![fact];
        for guard in guards {
            facts.extend(guard.facts());
        }
        let missing = |known: &Facts<'_>| {
            let shown = guards.iter().all(|guard| known.is_true(guard));
            shown && known.days(fact).is_none()
        };
        let Some(example) = answers_where(lint, target, &reads::tidy(facts), &missing) else {
            continue;
        };
        let id = &lint.pack.fact(fact).id;
        let title = Said::new(
            format!("这里可能还不知道 {{{id}}}"),
            format!("{{{id}}} may not be known here"),
        );
        let place = text.place(crate::lang::Lang::Zh);
        lint.say_with(
            &rule::TEXT_MAY_BE_UNKNOWN,
            place,
            owner,
            title,
            Some(example),
        );
    }
}

fn no_day_to_ask(lint: &Lint<'_>, text: &Text, owner: Place) {
    if reads::slots(text).any(|slot| *slot == Slot::AskFrom) {
        let title = Said::new(
            "这里没有“从哪天起问”，用不了 {ask-from}",
            "there is no day to ask from here for {ask-from}",
        );
        let place = text.place(crate::lang::Lang::Zh);
        lint.say(&rule::TEXT_NO_DAY_TO_ASK, place, owner, title);
    }
}

/// Says so where a text shows what a check found, and some answers lead there
/// behind something else than a number or name with a finding.
fn nothing_found(lint: &Lint<'_>, target: Target, text: &Text, owner: Place) {
    if !reads::slots(text).any(|slot| *slot == Slot::Found) {
        return;
    }
    let node = shape::node(lint.pack, target);
    let mut ways = lint.explored.iter().filter_map(|explored| {
        let answers = without_finding(explored, node)?;
        lint.example_of(explored, &answers, target)
    });
    let Some(example) = ways.next() else {
        return;
    };
    let title = Said::new(
        "走到这里时不一定核对出了什么，用不了 {found}",
        "here the check may have found nothing for {found}",
    );
    let place = text.place(crate::lang::Lang::Zh);
    lint.say_with(
        &rule::TEXT_NOTHING_FOUND,
        place,
        owner,
        title,
        Some(example),
    );
}

/// Answers that lead to a node, the last of them no number or name in which
/// the check finds something.
fn without_finding(explored: &Explored<'_>, node: usize) -> Option<Answers> {
    let mut behind = vec![false; explored.states.len()];
    for state in &explored.at[node] {
        behind[*state as usize] = true;
    }
    // Edges that lead to a state stand before all that leave it.
    for edge in explored.edges.iter().rev() {
        if !behind[edge.to as usize] {
            continue;
        }
        let Some(step) = explored.step(*edge) else {
            behind[edge.from as usize] = true;
            continue;
        };
        let last = explored.answer_of(step);
        let found =
            |(_, value): &(FactId, Value)| matches!(value, Value::IdNumber(_) | Value::Name { .. });
        if !last.as_ref().is_some_and(found) {
            let mut answers = explored.answers_to(edge.from);
            if let Some((fact, value)) = last {
                answers.set(fact, value);
            }
            return Some(answers);
        }
    }
    let start = (0..explored.starts).find(|state| behind[*state])?;
    Some(explored.answers_to(u32::try_from(start).ok()?))
}

fn day_to_count_from(lint: &Lint<'_>, target: Target, card: &Card) {
    let Some(rule) = &card.ask_from else { return };
    if rule.after.contains(&Anchor::Today) {
        return;
    }
    let anchors = reads::tidy(rule.facts().collect());
    let none = |known: &Facts<'_>| anchors.iter().all(|fact| known.days(*fact).is_none());
    if let Some(example) = answers_where(lint, target, &anchors, &none) {
        let id = &card.id;
        let title = Said::new(
            format!("走到结果 `{id}` 时，ask-from 要数的日子可能一个也不知道"),
            format!("at result `{id}` none of the days of `ask-from` may be known"),
        );
        lint.say_with(
            &rule::RESULT_NO_DAY_TO_COUNT_FROM,
            card.place,
            card.place,
            title,
            Some(example),
        );
    }
}

fn check_caution(lint: &Lint<'_>, caution: &Caution) {
    let pack = lint.pack;
    for worded in caution.texts() {
        if !with_day_to_ask(pack, caution) {
            no_day_to_ask(lint, worded.text, caution.place);
        }
        for number in 0..pack.results.len() {
            let target = Target::Result(ResultId::new(number));
            nothing_found(lint, target, worded.text, caution.place);
            if reads::shown(worded.text).next().is_some() {
                shown(lint, target, worded, &[&caution.when], caution.place);
            }
        }
        if let Some(when) = worded.when {
            let place = worded.text.place(crate::lang::Lang::Zh);
            holds_anywhere(lint, &[&caution.when, when], place, caution);
        }
    }
    holds_anywhere(lint, &[&caution.when], caution.place, caution);
}

/// Whether a caution stands only where there is a day to ask from.
fn with_day_to_ask(pack: &Pack, caution: &Caution) -> bool {
    caution.beside == crate::pack::Beside::AskFrom
        || pack.results.iter().all(|card| card.ask_from.is_some())
}

/// Says so where conditions hold together at no result.
fn holds_anywhere(lint: &Lint<'_>, all: &[&Condition], place: Place, caution: &Caution) {
    let all: Vec<_> = all
        .iter()
        .filter(|when| ***when != Condition::NotCertain)
        .collect();
    let mut facts = Vec::new();
    for when in &all {
        facts.extend(when.facts());
    }
    let facts = reads::tidy(facts);
    let holds = |known: &Facts<'_>| all.iter().all(|when| known.is_true(when));
    let questions = lint.pack.questions.len();
    let mut nodes = questions..questions + lint.pack.results.len();
    let found = nodes.any(|node| {
        let mut explored = lint.explored.iter();
        explored.any(|it| might(it, node, &facts, &holds))
    });
    if !found {
        let id = &caution.id;
        let title = Said::new(
            format!("提醒 `{id}` 的条件在哪个结果都不会成立"),
            format!("the condition of caution `{id}` holds at no result"),
        );
        lint.say(&rule::FLOW_NEVER_TRUE, place, caution.place, title);
    }
}
