//! What two packs' class lists understand differently: the headings and words
//! of `roster.toml`, key by key.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use toml::{Table, Value};

use crate::lang::Lang;
use crate::pack::Files;
use crate::pack::files::ROSTER;

/// The words under each key, by the path that leads to it.
type Leaves = BTreeMap<String, BTreeSet<String>>;

/// The words that are gone and the words that are new, a line for every key;
/// empty where lists are read alike.
#[must_use]
pub fn words(old: &Files, new: &Files, lang: Lang) -> String {
    let (old, new) = (leaves(old), leaves(new));
    let mut out = String::new();
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let none = BTreeSet::new();
    for key in keys {
        let words = |of: &Leaves| of.get(key).unwrap_or(&none).clone();
        let (mine, theirs) = (words(&old), words(&new));
        let gone: Vec<_> = mine.difference(&theirs).map(String::as_str).collect();
        let come: Vec<_> = theirs.difference(&mine).map(String::as_str).collect();
        for (sign, words) in [('-', gone), ('+', come)] {
            if !words.is_empty() {
                let comma = lang.pick("、", ", ");
                let _ = writeln!(out, "{sign} {key}{}{}", lang.colon(), words.join(comma));
            }
        }
    }
    if !out.is_empty() {
        let title = lang.pick(
            "名单里认的列名和写法（- 不认了，+ 新认的）",
            "Headings and words of class lists (- no longer understood, + understood now)",
        );
        out.insert_str(0, &format!("[{title}]\n"));
    }
    out
}

fn leaves(files: &Files) -> Leaves {
    let mut leaves = Leaves::new();
    let text = files.find(ROSTER).map_or("", |file| &file.text);
    // A file that is no TOML has been refused before.
    let table = text.parse::<Table>().unwrap_or_default();
    gather(&Value::Table(table), "", &mut leaves);
    leaves
}

fn gather(value: &Value, path: &str, leaves: &mut Leaves) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                gather(value, &below(key), leaves);
            }
        }
        Value::Array(list) => {
            for (number, value) in (1..).zip(list) {
                if value.is_table() {
                    gather(value, &below(&number.to_string()), leaves);
                } else {
                    gather(value, path, leaves);
                }
            }
        }
        Value::String(word) => add(leaves, path, word.clone()),
        other => add(leaves, path, other.to_string()),
    }
}

fn add(leaves: &mut Leaves, path: &str, word: String) {
    leaves.entry(path.to_owned()).or_default().insert(word);
}
