//! The words, figures and sources that differ between two packs. What the
//! packs *do* is no matter of this: see the behavioural diff.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::rows::{Part, ReviewRow, Sheet, sheets};
use crate::lang::Lang;
use crate::pack::Pack;
use crate::prove::diff::{Noun, Renaming};
use crate::report::template::{Figures, Template};

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
    /// Which language, where only one differs.
    pub(crate) lang: Lang,
    /// The old words; none where it is new.
    pub(crate) old: Option<String>,
    /// The new words; none where it is gone.
    pub(crate) new: Option<String>,
}

/// Which row of which thing.
type Key = (Part, String, &'static str, usize);

/// All that differs, part by part, sorted by id. What was only renamed is
/// compared under its old name; what is wholly new or gone is one entry with
/// the key `id`.
#[must_use]
pub fn reworded(old: &Pack, new: &Pack, renamed: &[Renaming]) -> Vec<Reworded> {
    let mut list = Vec::new();
    let mut seen = HashSet::new();
    for lang in Lang::ALL {
        let (before, mut after) = (words(old, lang), words(new, lang));
        rename(&mut after, renamed);
        let things = |map: &BTreeMap<Key, String>| -> HashSet<(Part, String)> {
            map.keys()
                .map(|(part, id, ..)| (*part, id.clone()))
                .collect()
        };
        let (mine, theirs) = (things(&before), things(&after));
        let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        for key in keys {
            let thing = (key.0, key.1.clone());
            let whole = !(mine.contains(&thing) && theirs.contains(&thing));
            let text = |map: &BTreeMap<Key, String>| {
                let text = map.get(key);
                text.map(|text| if whole { key.1.clone() } else { text.clone() })
            };
            let (old, new) = (text(&before), text(&after));
            let key = if whole {
                (key.0, key.1.clone(), "id", 0)
            } else {
                key.clone()
            };
            // A day or an id is the same in both languages: once is enough.
            if old != new && seen.insert((key.clone(), old.clone(), new.clone())) {
                let (part, id, key, number) = key;
                list.push(Reworded {
                    part,
                    id,
                    key,
                    number,
                    lang,
                    old,
                    new,
                });
            }
        }
    }
    list.sort_by(|a, b| {
        let key = |it: &Reworded| (it.part, it.id.clone(), it.key, it.number, it.lang);
        key(a).cmp(&key(b))
    });
    list
}

/// Calls what was renamed as it was.
fn rename(words: &mut BTreeMap<Key, String>, renamed: &[Renaming]) {
    for it in renamed {
        let part = match it.noun {
            Noun::Question => Part::Question,
            Noun::Result => Part::Result,
            Noun::Fact | Noun::Choice => continue,
        };
        if let (Some(old), Some(new)) = (&it.old, &it.new) {
            let keys: Vec<Key> = words
                .keys()
                .filter(|key| key.0 == part && key.1 == *new)
                .cloned()
                .collect();
            for key in keys {
                if let Some(text) = words.remove(&key) {
                    words.insert((part, old.clone(), key.2, key.3), text);
                }
            }
        }
    }
}

/// The rows that are words; ways on are behaviour.
fn words(pack: &Pack, lang: Lang) -> BTreeMap<Key, String> {
    let template = Template {
        figures: Figures::Named,
        ..Template::new(pack, lang)
    };
    let mut map = BTreeMap::new();
    for Sheet { part, id, rows, .. } in sheets(template) {
        for row in rows.into_iter().filter(|row| is_wording(part, row)) {
            let ReviewRow {
                key,
                number,
                when,
                text,
                ..
            } = row;
            let text = if when.is_empty() {
                text
            } else {
                format!("{when} → {text}")
            };
            map.insert((part, id.clone(), key, number), text);
        }
    }
    map
}

fn is_wording(part: Part, row: &ReviewRow) -> bool {
    match row.key {
        "route" | "next" | "ask-unless" | "when" | "ask-from" => false,
        "link" => part != Part::Result,
        _ => true,
    }
}
