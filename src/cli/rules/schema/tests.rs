//! The tables of the rule files have loader and schema from one list of keys.
//! Years, scenarios, wording and conditions are read by hand: here the schema
//! has the keys that are read, and no others.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::lang::Lang;
use crate::pack::condition::NAMES;
use crate::pack::reader::KNOWN_KEYS;
use crate::pack::schema::{FileKind, schema};
use crate::pack::{Files, OWN_CONTACTS, load};
use crate::scenario;

/// What the shipped rules happen not to have, so that every key is read.
const MORE: [(&str, &str); 3] = [
    (
        "scenarios/more.toml",
        "[scenario.more]\ntoday = 2026-11-23\nanswers = { name = { record = \"甲\", typed = \"乙\" } }\nexpect = { result = \"found\" }\n",
    ),
    (
        "more.toml",
        "[source.more]\nkind = \"law\"\ntitle = { zh = \"规定\", en = \"rule\" }\nsays = { zh = \"这样\", en = \"so\" }\nchecked-on = 2026-11-23\nallow = [{ rule = \"source/unused\", reason = \"only here\" }]\n",
    ),
    (OWN_CONTACTS, "[contact.bureau]\nphone = \"12345\"\n"),
];

/// The kind of file whose schema has a table of that name; what is read from
/// the key tables counts as rules, wherever it stands.
fn kind_of(table: &str) -> FileKind {
    match table.split(['/', '.']).next() {
        Some("calendar") => FileKind::Calendar,
        Some("wording") => FileKind::Wording,
        Some("scenarios" | "scenario" | "answers") => FileKind::Scenarios,
        _ => FileKind::Rules,
    }
}

/// The keys of all objects in a schema.
fn keys(node: &Value, found: &mut BTreeSet<String>) {
    let properties = node["properties"].as_object();
    found.extend(properties.into_iter().flat_map(|it| it.keys().cloned()));
    match node {
        Value::Object(map) => map.values().for_each(|inner| keys(inner, found)),
        Value::Array(list) => list.iter().for_each(|inner| keys(inner, found)),
        _ => {}
    }
}

#[test]
fn the_schema_has_the_keys_that_are_read() {
    let shipped = Files::embedded();
    let shipped = shipped
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()));
    let more = MORE.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let files: Vec<(String, String)> = shipped.chain(more).collect();
    let loaded = load(Files::from_texts(files)).expect("the shipped rules load");
    let (_, problems) = scenario::read_all(&loaded.pack, &loaded.warnings.files);
    assert!(problems.is_empty(), "{problems:?}");
    let read = KNOWN_KEYS.take();
    for kind in [
        FileKind::Calendar,
        FileKind::Wording,
        FileKind::Scenarios,
        FileKind::Rules,
    ] {
        let known = read.iter().filter(|(table, _)| kind_of(table) == kind);
        let known = known.flat_map(|(_, keys)| keys.iter().copied());
        // A condition is read by its only key.
        let conditions = NAMES.into_iter().filter(|_| kind == FileKind::Rules);
        let known: BTreeSet<String> = known.chain(conditions).map(str::to_owned).collect();
        let mut said = BTreeSet::new();
        for of in FileKind::ALL {
            let apart = matches!(
                of,
                FileKind::Calendar | FileKind::Wording | FileKind::Scenarios
            );
            if of == kind || kind == FileKind::Rules && !apart {
                let mut schema = schema(Some(of), Lang::En);
                if apart {
                    schema["definitions"] = Value::Null;
                }
                keys(&schema, &mut said);
            }
        }
        assert_eq!(said, known, "{}", kind.name());
    }
}
