//! Conditions and days of questions, results, cautions and texts: what never
//! holds, and what may not be known where it is shown.

mod left;
mod shown;

use std::collections::HashSet;

use chrono::NaiveDate;

use self::shown::ShownText;
use super::{Lint, flow};
use crate::engine::Facts;
use crate::lang::{Lang, Said};
use crate::pack::{
    Anchor, Card, Caution, Condition, FactId, Fields as _, Item, Keyed, Pack, Part, Place,
    QuestionId, ResultId, Slot, Target, Thing,
};
use crate::prove::Explored;
use crate::prove::value_sets::{
    self, Mask, So, combinations, combinations_that_matter, every_value,
};
use crate::prove::{reads, rule, shape};

/// Every result that is reached, every question that is asked, every caution,
/// and all that belongs to no walk.
pub(super) fn check(lint: &Lint<'_>) {
    let pack = lint.pack;
    for guard in guards(lint) {
        may_hold(lint, &guard);
    }
    for (number, question) in pack.questions.iter().enumerate() {
        let target = Target::Question(QuestionId::new(number));
        left::of_question(lint, target, question);
        for worded in question.texts() {
            // What is read back shows the answer that has just been given.
            let told = (worded.field.key == "told").then_some(question.fact);
            for shown in ShownText::all(pack, worded) {
                shown.days(lint, target, told, question.place);
                shown.no_day_to_ask(lint, question.place);
                shown.nothing_found(lint, &[target], question.place);
            }
        }
    }
    for (number, card) in pack.results.iter().enumerate() {
        let target = Target::Result(ResultId::new(number));
        if lint.reached(shape::node(pack, target)) {
            result(lint, target, card);
        }
    }
    for caution in &pack.cautions {
        check_caution(lint, caution);
    }
    for thing in pack.things() {
        let of_walks = [Part::Question, Part::Result, Part::Caution];
        if of_walks.contains(&thing.part) {
            continue;
        }
        for (when, place) in thing
            .items
            .iter()
            .flat_map(|it| conditions(*it, thing.place))
        {
            holds_ever(lint, when, place, &thing);
        }
        // Their days are looked at where they are shown.
        if thing.part != Part::Phrase {
            apart(lint, thing);
        }
    }
}

/// A condition on which something of a question or result is shown.
pub(super) struct Guard<'p> {
    pub(super) target: Target,
    pub(super) when: &'p Condition,
    pub(super) place: Place,
    /// The table it stands in.
    pub(super) owner: Place,
    id: &'p str,
}

/// All of them, of questions and results that are reached. Conditions that
/// decide the way are looked at with the ways.
pub(super) fn guards<'p>(lint: &Lint<'p>) -> Vec<Guard<'p>> {
    let questions = lint.pack.questions.len();
    let mut guards = Vec::new();
    let mut number_of = 0;
    for Thing {
        part,
        id,
        place: owner,
        items,
    } in lint.pack.things()
    {
        let target = match part {
            Part::Question => Target::Question(QuestionId::new(number_of)),
            Part::Result => Target::Result(ResultId::new(number_of - questions)),
            _ => continue,
        };
        number_of += 1;
        if !lint.reached(shape::node(lint.pack, target)) {
            continue;
        }
        for it in items {
            let guard = |(when, place)| Guard {
                target,
                when,
                place,
                owner,
                id,
            };
            guards.extend(conditions(it, owner).into_iter().map(guard));
        }
    }
    guards
}

/// The conditions of what stands under a key, each with its place.
fn conditions(it: Keyed<'_>, owner: Place) -> Vec<(&Condition, Place)> {
    if matches!(it.item, Item::When(_) | Item::Route(_)) {
        return Vec::new();
    }
    if let Item::Lead(lead) = it.item {
        let items = lead.items().into_iter();
        return items.flat_map(|it| conditions(it, owner)).collect();
    }
    let texts = it.texts().into_iter();
    let mut list: Vec<_> = texts
        .filter_map(|it| Some((it.when?, it.text.place(Lang::Zh))))
        .collect();
    // One condition may be that of several texts.
    list.dedup_by(|one, other| std::ptr::eq(one.0, other.0));
    list.extend(it.own_condition().map(|when| (when, owner)));
    list
}

fn result(lint: &Lint<'_>, target: Target, card: &Card) {
    for worded in card.texts() {
        for shown in ShownText::all(lint.pack, worded) {
            shown.days(lint, target, None, card.place);
            shown.nothing_found(lint, &[target], card.place);
            if card.ask_from.is_none() {
                shown.no_day_to_ask(lint, card.place);
            }
        }
    }
    day_to_count_from(lint, target, card);
    left::of_result(lint, target, card);
}

/// Says so where a condition can never be true at a question or result.
fn may_hold(lint: &Lint<'_>, it: &Guard<'_>) {
    let node = shape::node(lint.pack, it.target);
    let of_result = matches!(it.target, Target::Result(_));
    if *it.when == Condition::NotCertain && of_result
        || flow::not_asked(lint, node, None, it.when, it.place, it.owner)
    {
        return;
    }
    let facts = reads::facts_of(it.when);
    let asks = dated(lint.pack, it.target) && reads::ask_from(it.when);
    let holds = |known: &Facts<'_>| whenever_asked(known, asks, |known| known.is_true(it.when));
    if (lint.views()).any(|explored| might(lint, explored, node, &facts, &holds)) {
        return;
    }
    never_true(lint, it.id, it.place, it.owner);
}

/// Whether there is a first day to ask at a result.
pub(super) fn dated(pack: &Pack, target: Target) -> bool {
    matches!(target, Target::Result(id) if pack.card(id).ask_from.is_some())
}

/// Whether something is so of these facts, be the first day to ask before all
/// days or behind them, where that matters.
pub(super) fn whenever_asked(
    known: &Facts<'_>,
    asks: bool,
    so: impl Fn(&Facts<'_>) -> bool,
) -> bool {
    if !asks {
        return so(known);
    }
    let mut days = [NaiveDate::MIN, NaiveDate::MAX].into_iter();
    days.any(|day| so(&known.asking_from(day)))
}

/// Whether something can be so of these facts at a node, or might.
pub(super) fn might(
    lint: &Lint<'_>,
    explored: &Explored<'_>,
    node: usize,
    facts: &[FactId],
    so: &dyn Fn(&Facts<'_>) -> bool,
) -> bool {
    let mut scratch = Facts::new(explored.pack, explored.classes.today);
    of_facts(explored, &explored.at[node], facts, &[]).any(|(_, masks)| {
        let so = combinations(&masks, &explored.classes, &mut scratch, so);
        lint.tried(so) != Some(false)
    })
}

/// Whether something can be so of some facts, whatever is known of them.
pub(super) fn might_ever(
    lint: &Lint<'_>,
    facts: &[FactId],
    so: &dyn Fn(&Facts<'_>) -> bool,
) -> bool {
    let Some(classes) = lint.explored.first().map(|it| &it.classes) else {
        return true;
    };
    let any: Vec<_> = facts
        .iter()
        .map(|it| (*it, every_value(classes, *it)))
        .collect();
    let mut scratch = Facts::new(lint.pack, classes.today);
    lint.tried(combinations(&any, classes, &mut scratch, so)) != Some(false)
}

/// The values these facts can have in some of the states, the `undated` ones no
/// day, and the first state of each: many states are the same to a few facts.
fn of_facts<'e>(
    explored: &'e Explored<'_>,
    states: &'e [u32],
    facts: &'e [FactId],
    undated: &'e [FactId],
) -> impl Iterator<Item = (u32, Vec<(FactId, Mask)>)> {
    let mut seen = HashSet::new();
    let masks = states.iter().map(move |state| {
        let mask = |fact: &FactId| {
            let mask = explored.mask(*state, *fact);
            let is_undated = undated.contains(fact);
            let only = is_undated.then(|| value_sets::undated(&explored.classes, *fact));
            (*fact, mask & only.unwrap_or(Mask::MAX))
        };
        (*state, facts.iter().map(mask).collect::<Vec<_>>())
    });
    let possible = masks.filter(|(_, masks)| masks.iter().all(|(_, mask)| *mask != 0));
    possible.filter(move |(_, masks)| seen.insert(masks.clone()))
}

/// What may be so of facts.
pub(super) struct Suspicion<'s> {
    /// All that it is seen by.
    pub(super) facts: &'s [FactId],
    /// Those of which no day is known where it is so.
    pub(super) undated: &'s [FactId],
    /// Whether it is so where no day of those is known.
    pub(super) so: &'s dyn Fn(&Facts<'_>) -> So,
}

/// The state of a node where something is so.
fn somewhere(
    lint: &Lint<'_>,
    explored: &Explored<'_>,
    node: usize,
    suspicion: &Suspicion<'_>,
) -> Option<u32> {
    let mut scratch = Facts::new(explored.pack, explored.classes.today);
    let mut states: Vec<u32> = explored.at[node].clone();
    states.sort_by_key(|state| explored.states[*state as usize].asked);
    let (facts, undated) = (suspicion.facts, suspicion.undated);
    let found = of_facts(explored, &states, facts, undated).find(|(_, masks)| {
        let so = combinations_that_matter(masks, &explored.classes, &mut scratch, suspicion.so);
        lint.tried(so) == Some(true)
    });
    found.map(|(state, _)| state)
}

/// Answers that lead to a node where something is so; first looked for
/// among all that might be, then with the facts kept apart.
fn answers_where(lint: &Lint<'_>, target: Target, suspicion: &Suspicion<'_>) -> Option<String> {
    let node = shape::node(lint.pack, target);
    for explored in &lint.explored {
        if somewhere(lint, explored, node, suspicion).is_none() {
            continue;
        }
        let facts = reads::tidy(suspicion.facts.to_vec());
        let again = lint.again(explored.classes.today, facts)?;
        if let Some(state) = somewhere(lint, &again, node, suspicion)
            && let Some(example) = lint.example(&again, state, target)
        {
            return Some(example);
        }
        // States taken together there may only seem to be none.
        lint.tried(again.coarse.is_empty().then_some(false));
    }
    None
}

/// Words that any walk may show or none, so that nothing is known there but
/// what their own conditions say. Messages say the day to ask from in a line
/// that is sent only where there is one.
fn apart(lint: &Lint<'_>, thing: Thing<'_>) {
    let Some(explored) = lint.explored.first() else {
        return;
    };
    for worded in thing.items.into_iter().flat_map(Keyed::texts) {
        let sent_with_day = thing.part == Part::Pack && worded.field.key == "by-day";
        for shown in ShownText::all(lint.pack, worded) {
            for fact in shown.facts() {
                let (facts, is_shown) = shown.shown_with(fact, true);
                let classes = &explored.classes;
                let any = facts.into_iter().map(|it| {
                    let undated = (it == fact).then(|| value_sets::undated(classes, it));
                    (it, undated.unwrap_or_else(|| every_value(classes, it)))
                });
                let any: Vec<_> = any.collect();
                let mut scratch = Facts::new(lint.pack, classes.today);
                let so = combinations_that_matter(&any, classes, &mut scratch, is_shown);
                if lint.tried(so) == Some(true) {
                    shown.may_be_unknown(lint, fact, thing.place, None);
                }
            }
            if !sent_with_day {
                shown.no_day_to_ask(lint, thing.place);
            }
            if shown.has(&Slot::Found) {
                shown.may_have_found_nothing(lint, thing.place, None);
            }
        }
    }
}

/// Says so where a condition can never be true, whatever is known.
fn holds_ever(lint: &Lint<'_>, when: &Condition, place: Place, thing: &Thing<'_>) {
    let so =
        |known: &Facts<'_>| whenever_asked(known, reads::ask_from(when), |it| it.is_true(when));
    if *when != Condition::NotCertain && !might_ever(lint, &reads::facts_of(when), &so) {
        never_true(lint, thing.id, place, thing.place);
    }
}

fn never_true(lint: &Lint<'_>, id: &str, place: Place, owner: Place) {
    let title = Said::new(
        format!("`{id}` 里这一项的条件怎么也不会成立"),
        format!("this condition in `{id}` can never be true"),
    );
    lint.say(&rule::FLOW_NEVER_TRUE, place, owner, title);
}

fn day_to_count_from(lint: &Lint<'_>, target: Target, card: &Card) {
    let Some(rule) = &card.ask_from else { return };
    if rule.after.contains(&Anchor::Today) {
        return;
    }
    let anchors = reads::tidy(rule.facts().collect());
    let none = Suspicion {
        facts: &anchors,
        undated: &anchors,
        so: &|_| Ok(()),
    };
    if let Some(example) = answers_where(lint, target, &none) {
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
    let results: Vec<_> = pack.result_ids().map(Target::Result).collect();
    for worded in caution.texts() {
        for mut shown in ShownText::all(pack, worded) {
            shown.guards.push((&caution.when, true));
            if !with_day_to_ask(pack, caution) {
                shown.no_day_to_ask(lint, caution.place);
            }
            shown.nothing_found(lint, &results, caution.place);
            for target in &results {
                shown.days(lint, *target, None, caution.place);
            }
        }
    }
    let items = caution.items().into_iter();
    for (when, place) in items.flat_map(|it| conditions(it, caution.place)) {
        holds_anywhere(lint, &[&caution.when, when], place, caution);
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
    let asks = all.iter().any(|when| reads::ask_from(when));
    let mut results = lint.pack.result_ids().map(Target::Result);
    let found = results.any(|target| {
        let asks = asks && dated(lint.pack, target);
        let together = |known: &Facts<'_>| all.iter().all(|when| known.is_true(when));
        let holds = |known: &Facts<'_>| whenever_asked(known, asks, together);
        let node = shape::node(lint.pack, target);
        (lint.views()).any(|it| might(lint, it, node, &facts, &holds))
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
