//! What two packs' class lists understand differently: the headings and words
//! of `roster.toml`, key by key.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::titled;
use crate::lang::Lang;
use crate::pack::document::Document;
use crate::pack::files::ROSTER;
use crate::pack::reader::Sink;
use crate::pack::{Files, Problems};

/// The words under each key, by the path that leads to it, as they stand.
type Leaves = BTreeMap<String, Vec<String>>;

/// Refuses a `roster.toml` that is no TOML: nothing in it could be compared.
///
/// # Errors
/// What is wrong with it.
pub fn check(files: &Files) -> Result<(), Box<Problems>> {
    let sink = Sink::default();
    let _ = Document::named(files, ROSTER, &sink);
    let list = sink.into_list();
    if list.is_empty() {
        return Ok(());
    }
    let files = files.clone();
    Err(Box::new(Problems { files, list }))
}

/// The words that are gone and the words that are new, a line for every key;
/// and where only their order is another, that. Empty where lists are read
/// alike.
#[must_use]
pub fn words(old: &Files, new: &Files, lang: Lang) -> String {
    let (old, new) = (leaves(old), leaves(new));
    let mut lines = Vec::new();
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let comma = lang.pick("、", ", ");
    for key in keys {
        let words = |of: &Leaves| of.get(key).cloned().unwrap_or_default();
        let (mine, theirs) = (words(&old), words(&new));
        let only = |these: &[String], others: &[String]| {
            let only = these.iter().filter(|it| !others.contains(it));
            only.cloned().collect::<Vec<_>>().join(comma)
        };
        let (gone, come) = (only(&mine, &theirs), only(&theirs, &mine));
        let moved = gone.is_empty() && come.is_empty() && mine != theirs;
        let moved = if moved {
            theirs.join(comma)
        } else {
            String::new()
        };
        for (sign, words) in [('-', gone), ('+', come), ('~', moved)] {
            if !words.is_empty() {
                lines.push(format!("{sign} {key}{}{words}", lang.colon()));
            }
        }
    }
    let title = lang.pick(
        "名单里认的列名和写法（- 不认了，+ 新认的，~ 先后变了）",
        "Headings and words of class lists (- no longer understood, + understood now, ~ in another order)",
    );
    titled(title, lines)
}

fn leaves(files: &Files) -> Leaves {
    let mut leaves = Leaves::new();
    let text = files.find(ROSTER).map_or("", |file| &file.text);
    // A file that is no TOML is refused by `check`.
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
    leaves.entry(path.to_owned()).or_default().push(word);
}
