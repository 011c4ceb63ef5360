//! What is written and never used, and sources that are out of date.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Lint;
use crate::lang::{Lang, Said};
use crate::pack::problem::Noun;
use crate::pack::{Figure, Part, Place, Source};
use crate::prove::rule;
use crate::prove::uses::{Used, used_by};

/// Parameters, sources, contacts, stages, facts; dates of sources.
pub(super) fn check(lint: &Lint<'_>, today: NaiveDate) {
    let pack = lint.pack;
    let items = pack.things().flat_map(|thing| thing.items);
    let mut used: BTreeSet<_> = items.flat_map(|it| used_by(lint.pack, it)).collect();
    let mut numbers: BTreeMap<Part, usize> = BTreeMap::new();
    for thing in pack.things() {
        let next = numbers.entry(thing.part).or_default();
        let number = std::mem::replace(next, *next + 1);
        let Some(it) = Used::of(pack, thing.part, number) else {
            continue;
        };
        let (noun, id) = match it {
            Used::Fact(fact) => (Noun::Fact, pack.fact(fact).id.as_str()),
            Used::Parameter(_) => (Noun::Parameter, thing.id),
            Used::Source(_) => (Noun::Source, thing.id),
            Used::Contact(_) => (Noun::Contact, thing.id),
            Used::Stage(_) => (Noun::Stage, thing.id),
            // The whole chain is drawn.
            Used::Link(_) => continue,
        };
        // Of several questions that ask for one fact the first is told.
        if used.insert(it) {
            nowhere(lint, noun, id, thing.place);
        }
    }
    let conditions = pack.conditions.iter();
    for (one, _) in conditions.filter(|(_, used)| used.is_empty()) {
        nowhere(lint, Noun::Condition, &one.id, one.place);
    }
    for source in &pack.sources {
        out_of_date(lint, source, today);
    }
    if pack.calendar.first_year().is_none() {
        no_calendar(lint);
    }
}

/// Says so where working days are counted: at the first number of them.
fn no_calendar(lint: &Lint<'_>) {
    let mut parameters = lint.pack.parameters.iter();
    if let Some(it) = parameters.find(|it| matches!(it.value, Figure::Workdays(_))) {
        let title = Said::new(
            format!("`{}` 要数工作日，可是没有放假安排", it.id),
            format!("`{}` counts working days, and there is no calendar", it.id),
        );
        lint.say(&rule::CALENDAR_MISSING, it.place, it.place, title);
    }
}

fn nowhere(lint: &Lint<'_>, noun: Noun, id: &str, place: Place) {
    let title = Said::new(
        format!("{} `{id}` 哪里也没用到", noun.name(Lang::Zh)),
        format!("{} `{id}` is used nowhere", noun.name(Lang::En)),
    );
    lint.say(&rule::PACK_UNUSED, place, place, title);
}

fn out_of_date(lint: &Lint<'_>, source: &Source, today: NaiveDate) {
    if let Some(until) = source.valid_until.filter(|until| *until < today) {
        let id = &source.id;
        let title = Said::new(
            format!("来源 `{id}` 只到 {until} 为止"),
            format!("source `{id}` was to be relied on until {until} only"),
        );
        lint.say(&rule::PACK_OUT_OF_DATE, source.place, source.place, title);
    }
}
