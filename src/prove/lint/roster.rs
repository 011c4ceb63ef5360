//! The words of rosters against the pack: what has been added to the rules and
//! has no name for them.

use super::{FoundProblem, allowed, texts, words};
use crate::lang::{Lang, Said};
use crate::pack::document::Document;
use crate::pack::files::{Files, ROSTER};
use crate::pack::problem::Problem;
use crate::pack::reader::{Sink, Table};
use crate::pack::{Domain, Pack, Place};
use crate::prove::rule;

/// Facts without a heading in the `roster.toml` of `files`, where there is one
/// that can be read, then results without a short name, and what its own words
/// may not say. What else is wrong with it is told by who reads it.
#[must_use]
pub fn roster(pack: &Pack, files: &Files) -> Vec<Problem> {
    let sink = Sink::default();
    let Some(document) = Document::named(files, ROSTER, &sink) else {
        return Vec::new();
    };
    let root = Table::root(&document, &sink);
    let table = root.optional("heading");
    let table = table.and_then(|value| root.under("heading", value));
    let headed = table.iter().flat_map(Table::entries);
    let headed: Vec<_> = headed.map(|(id, ..)| id).collect();
    let place = table.as_ref().map_or(root.place, |table| table.place);
    let mut found = Vec::new();
    let mut lacks = |place, owner, title| {
        let problem = rule::ROSTER_MISSING.broken_at(place, title, None);
        let owner = Some(owner);
        found.push(FoundProblem { owner, problem });
    };
    for (id, owner) in asked(pack).filter(|(id, _)| !headed.contains(id)) {
        let zh = format!("[heading] 里没有 `{id}` 的列名");
        let en = format!("[heading] has no heading for `{id}`");
        lacks(place, owner, Said::new(zh, en));
    }
    for card in pack.results.iter().filter(|card| card.name.is_none()) {
        let zh = format!("结果 `{}` 没有短名（name）", card.id);
        let en = format!("result `{}` has no short name (`name`)", card.id);
        lacks(card.place, card.place, Said::new(zh, en));
    }
    for group in ["todo", "batch"] {
        let group = root.optional(group).and_then(|it| root.under(group, it));
        found.extend(group.iter().flat_map(|group| said(pack, group)));
    }
    allowed::sift(pack, found).0
}

/// What is wrong with the texts of a table and of those in it.
fn said(pack: &Pack, table: &Table<'_>) -> Vec<FoundProblem> {
    let mut found = Vec::new();
    for (key, _, value) in table.entries() {
        let lang = Lang::ALL.into_iter().find(|it| it.code() == key);
        if let (Some(lang), Some((text, place))) = (lang, table.as_text(key, value)) {
            let text = words::without_slots(text);
            let mut faults = words::faults(&pack.wording, &text, lang);
            let other = texts::other_language(&text, lang);
            faults.extend(other.map(|title| (&rule::TEXT_WRONG_LANGUAGE, title)));
            found.extend(faults.into_iter().map(|(rule, title)| FoundProblem {
                owner: None,
                problem: rule.broken_at(place, title, None),
            }));
        } else if value.is_table()
            && let Some(inner) = table.under(key, value)
        {
            found.extend(said(pack, &inner));
        }
    }
    found
}

/// What is asked for and has one column, with the question that asks first: the
/// two of a name stand in `[name]`.
fn asked(pack: &Pack) -> impl Iterator<Item = (&str, Place)> {
    let whole = pack
        .fact_ids()
        .filter(|fact| pack.fact(*fact).domain != Domain::NamePair);
    whole.filter_map(|fact| {
        let question = pack.question(pack.question_of(fact)?);
        Some((pack.fact(fact).id.as_str(), question.place))
    })
}
