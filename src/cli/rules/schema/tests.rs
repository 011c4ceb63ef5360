//! The tables of the rule files have loader and schema from one list of keys.
//! Years, scenarios, wording and conditions are read by hand: here the schema
//! has the keys that are read, and no others.

use std::collections::{BTreeMap, BTreeSet};

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

/// Keys by group of kinds of files.
type Keys = BTreeMap<&'static str, BTreeSet<String>>;

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
    let group = |kind: FileKind| match kind {
        FileKind::Calendar | FileKind::Wording | FileKind::Scenarios => kind.name(),
        _ => "rules",
    };
    let (mut read, mut said) = (Keys::new(), Keys::new());
    for (table, keys) in KNOWN_KEYS.take() {
        let keys = keys.into_iter().map(str::to_owned);
        read.entry(group(kind_of(&table))).or_default().extend(keys);
    }
    // A condition is read by its only key.
    let rules = read.entry("rules").or_default();
    rules.extend(NAMES.map(str::to_owned));
    for kind in FileKind::ALL {
        let mut schema = schema(Some(kind), Lang::En);
        if group(kind) != "rules" {
            schema["definitions"] = Value::Null;
        }
        keys(&schema, said.entry(group(kind)).or_default());
    }
    assert_eq!(said, read);
}
