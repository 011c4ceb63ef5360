//! What differs between two packs beside what they do and say: their version,
//! the words no text may say, the warnings that are allowed, the scenarios.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::titled;
use crate::lang::Lang;
use crate::pack::files::SCENARIOS;
use crate::pack::{Files, Loaded, Pack};

/// A line for each; empty where there is none.
#[must_use]
pub fn words(old: &Loaded, new: &Loaded, lang: Lang) -> String {
    let mut lines = Vec::new();
    let (before, after) = (&old.pack, &new.pack);
    for (name, old, new) in [
        (lang.pick("名字", "id"), &before.id, &after.id),
        (
            lang.pick("版本", "version"),
            &before.version,
            &after.version,
        ),
    ] {
        if old != new {
            lines.push(format!("- {name}{}{old} → {new}", lang.colon()));
        }
    }
    for ((name, old), (_, new)) in lists(before, lang).into_iter().zip(lists(after, lang)) {
        let both = [(&old, &new, '-'), (&new, &old, '+')];
        for (these, others, sign) in both {
            let only = these.iter().filter(|it| !others.contains(it));
            let only: Vec<_> = only.map(String::as_str).collect();
            if !only.is_empty() {
                let list = only.join(lang.pick("、", ", "));
                lines.push(format!("- {name} {sign}{}{list}", lang.colon()));
            }
        }
    }
    let (before, after) = (
        scenarios(&old.warnings.files),
        scenarios(&new.warnings.files),
    );
    let ids = before
        .keys()
        .chain(after.keys().filter(|id| !before.contains_key(*id)));
    for id in ids {
        let state = match (before.get(id), after.get(id)) {
            (old, new) if old == new => continue,
            (Some(_), Some(_)) => lang.pick("改了", "changed"),
            (Some(_), None) => lang.pick("没有了", "is gone"),
            (None, _) => lang.pick("是新的", "is new"),
        };
        lines.push(format!("- {} {id} {state}", lang.pick("情景", "scenario")));
    }
    let title = lang.pick(
        "检查用的（- 少了，+ 多了）",
        "For checking (- no more, + new)",
    );
    titled(title, lines)
}

/// What is held against texts, and what is not held against tables.
fn lists(pack: &Pack, lang: Lang) -> [(&'static str, Vec<String>); 5] {
    let allowed = pack.allowed.iter().map(|it| {
        let mut things = pack.things();
        let of = things.find(|thing| thing.place == it.owner);
        let of = of.map_or_else(String::new, |it| {
            format!("{} {}: ", it.part.name(lang), it.id)
        });
        format!("{of}{}{}", it.rule.text, lang.aside(&it.reason))
    });
    let wording = &pack.wording;
    let [zh, en] = Lang::ALL.map(|lang| wording.never_say(lang).to_vec());
    [
        (lang.pick("不许说的话", "never-say (zh)"), zh),
        (lang.pick("英文里不许说的话", "never-say (en)"), en),
        (
            lang.pick("可以写的号码", "numbers"),
            wording.numbers.clone(),
        ),
        (
            lang.pick("可以写的网址", "addresses"),
            wording.addresses.clone(),
        ),
        (lang.pick("免掉的警告", "allow"), allowed.collect()),
    ]
}

/// Each scenario as it stands in its file.
fn scenarios(files: &Files) -> BTreeMap<String, Value> {
    let files = files
        .iter()
        .filter(|(_, file)| file.name.starts_with(SCENARIOS));
    // What cannot be read of them was told when the pack was.
    let tables = files.filter_map(|(_, file)| file.text.parse::<Table>().ok());
    let tables = tables.filter_map(|mut table| match table.remove("scenario") {
        Some(Value::Table(scenarios)) => Some(scenarios),
        _ => None,
    });
    tables.flatten().collect()
}
