//! The words, figures and sources that differ between two packs. What the
//! packs *do* is no matter of this: see the behavioural diff.

use std::collections::BTreeSet;

use super::rows::{Part, ReviewRow, Sheet, sheets};
use crate::lang::Lang;
use crate::pack::Pack;
use crate::pack::problem::Noun;
use crate::prove::diff::Renaming;
use crate::report::template::Template;

/// A piece of wording in both languages.
type Words = [String; 2];

/// One piece of wording that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    /// What it belongs to.
    pub(crate) part: Part,
    /// Its id.
    pub(crate) id: String,
    /// The key in the rule files.
    pub(crate) key: &'static str,
    /// Its place among several, from 1; 0 where there is one.
    pub(crate) number: usize,
    /// The old words; none where it is new.
    pub(crate) old: Option<Words>,
    /// The new words; none where it is gone.
    pub(crate) new: Option<Words>,
    /// Whether the whole of what it belongs to is new or gone.
    pub(crate) whole: bool,
}

impl Reworded {
    /// Whether it tells who acts, what stands first, or what is told of a class:
    /// no text, though no walk comes out otherwise.
    pub(crate) fn is_seen(&self) -> bool {
        match self.part {
            Part::Result => matches!(self.key, "owner" | "done" | "chain" | "lists-unknown"),
            Part::Caution => matches!(self.key, "place" | "of-batch"),
            _ => false,
        }
    }
}

/// All that differs, part by part, sorted by id, and then as it stands in the
/// rule files. What was only renamed is compared under its old name.
#[must_use]
pub fn reworded(old: &Pack, new: &Pack, renamed: &[Renaming]) -> Vec<Reworded> {
    let before = tables(old);
    let mut after = tables(new);
    rename(&mut after, old, renamed);
    let ids = |tables: &[Table]| -> BTreeSet<_> {
        tables.iter().map(|it| (it.part, it.id.clone())).collect()
    };
    let mut list = Vec::new();
    for (part, id) in &ids(&before) | &ids(&after) {
        let find = |tables: &[Table]| {
            let mut tables = tables.iter();
            tables.find(|it| (it.part, &it.id) == (part, &id)).cloned()
        };
        let (before, after) = (find(&before), find(&after));
        let whole = before.is_none() || after.is_none();
        let rows = |it: Option<Table>| it.map_or_else(Vec::new, |it| it.rows);
        let (before, after) = (rows(before), rows(after));
        let mut keys: Vec<&'static str> = Vec::new();
        for row in before.iter().chain(&after) {
            if !keys.contains(&row.key) {
                keys.push(row.key);
            }
        }
        for key in keys {
            let of_key = |rows: &[Row]| -> Vec<Row> {
                rows.iter().filter(|row| row.key == key).cloned().collect()
            };
            let pairs = pairs(&of_key(&before), &of_key(&after));
            list.extend(pairs.into_iter().map(|(old, new)| Reworded {
                part,
                id: id.clone(),
                key,
                number: old.as_ref().or(new.as_ref()).map_or(0, |row| row.number),
                old: old.map(|row| row.words),
                new: new.map(|row| row.words),
                whole,
            }));
        }
    }
    list
}

/// All words of a table of a pack.
#[derive(Clone)]
struct Table {
    part: Part,
    id: String,
    rows: Vec<Row>,
}

#[derive(Clone)]
struct Row {
    key: &'static str,
    number: usize,
    words: Words,
}

/// What differs between two lists: what is only in one of them, and where both
/// have something else in one place, that together. What is in both, in the
/// same order and as much of it as there is, is left out (a longest common
/// subsequence).
fn pairs(old: &[Row], new: &[Row]) -> Vec<(Option<Row>, Option<Row>)> {
    let same = |at: usize, to: usize| old[at].words == new[to].words;
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            common[at][to] = if same(at, to) {
                common[at + 1][to + 1] + 1
            } else {
                common[at + 1][to].max(common[at][to + 1])
            };
        }
    }
    let (mut at, mut to) = (0, 0);
    let (mut gone, mut come, mut list) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let both = at < old.len() && to < new.len();
        let ended = at == old.len() && to == new.len();
        if ended || both && same(at, to) {
            let most = gone.len().max(come.len());
            let (mut one, mut other) = (gone.drain(..), come.drain(..));
            list.extend((0..most).map(|_| (one.next(), other.next())));
            if ended {
                break;
            }
            (at, to) = (at + 1, to + 1);
        } else if to == new.len() || both && common[at + 1][to] >= common[at][to + 1] {
            gone.push(old[at].clone());
            at += 1;
        } else {
            come.push(new[to].clone());
            to += 1;
        }
    }
    list
}

/// Calls what was renamed as it was; a pack's own words are those of any.
fn rename(tables: &mut [Table], old: &Pack, renamed: &[Renaming]) {
    for table in tables {
        let before = renamed.iter().find(|it| {
            let part = match it.noun {
                Noun::Question => Part::Question,
                Noun::Result => Part::Result,
                _ => return false,
            };
            part == table.part && it.new.as_ref() == Some(&table.id)
        });
        if let Some(before) = before.and_then(|it| it.old.as_ref()) {
            table.id.clone_from(before);
        }
        if table.part == Part::Pack {
            table.id.clone_from(&old.id);
        }
    }
}

/// The rows that are words; ways on are behaviour.
fn tables(pack: &Pack) -> Vec<Table> {
    let [zh, en] = Lang::ALL.map(|lang| {
        sheets(Template {
            named: true,
            ..Template::new(pack, lang)
        })
    });
    let tables = zh.into_iter().zip(en).map(|(zh, en)| {
        let Sheet { part, id, rows, .. } = zh;
        let rows = rows.into_iter().zip(en.rows);
        let rows = rows.filter(|(row, _)| is_wording(part, row));
        let rows = rows.map(|(zh, en)| Row {
            key: zh.key,
            number: zh.number,
            words: [words(zh), words(en)],
        });
        let rows = rows.collect();
        Table { part, id, rows }
    });
    tables.collect()
}

fn words(row: ReviewRow) -> String {
    match (row.when.is_empty(), row.text.is_empty()) {
        (true, _) => row.text,
        (_, true) => row.when,
        _ => format!("{} → {}", row.when, row.text),
    }
}

fn is_wording(part: Part, row: &ReviewRow) -> bool {
    match row.key {
        "route" | "next" | "ask-unless" | "when" | "ask-from" => false,
        "link" => part != Part::Result,
        _ => true,
    }
}
