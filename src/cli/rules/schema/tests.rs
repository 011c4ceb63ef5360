//! The tables of the rule files have loader and schema from one list of keys.
//! Years, scenarios, wording, rosters and conditions are read by hand: here the schema
//! has the keys that are read, and no others.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::lang::Lang;
use crate::pack::condition;
use crate::pack::files::FileKind;
use crate::pack::reader::KNOWN_KEYS;
use crate::pack::schema::schema;
use crate::pack::{Files, OWN_CONTACTS, load};
use crate::report;
use crate::scenario;
use crate::triage::vocabulary::Vocabulary;

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
        Some("roster") => FileKind::Roster,
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
    let (_, problems) = Vocabulary::read(&loaded.pack, &loaded.warnings.files);
    assert!(problems.is_empty(), "{problems:?}");
    let group = |kind: FileKind| match kind {
        FileKind::Calendar | FileKind::Wording | FileKind::Roster | FileKind::Scenarios => {
            kind.name()
        }
        _ => "rules",
    };
    let (mut read, mut said) = (Keys::new(), Keys::new());
    for (table, keys) in KNOWN_KEYS.take() {
        let keys = keys.into_iter().map(str::to_owned);
        read.entry(group(kind_of(&table))).or_default().extend(keys);
    }
    // A condition is read by its only key.
    let rules = read.entry("rules").or_default();
    rules.extend(condition::keys().map(str::to_owned));
    for kind in FileKind::ALL {
        let mut schema = schema(Some(kind), Lang::En);
        if group(kind) != "rules" {
            schema["definitions"] = Value::Null;
        }
        keys(&schema, said.entry(group(kind)).or_default());
    }
    assert_eq!(said, read);
}

/// Strict readers of schemas refuse a key that is required and not named, and
/// a value of one type or another but for `null`.
#[track_caller]
fn is_strict(name: &str, node: &Value) {
    let strings = |list: &Value| -> Vec<String> {
        let list = list.as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    for key in strings(&node["required"]) {
        assert!(!node["properties"][&key].is_null(), "{name}: {key}");
    }
    let types = strings(&node["type"]);
    let types: Vec<_> = types.iter().filter(|it| *it != "null").collect();
    assert!(types.len() <= 1, "{name}: {types:?}");
    match node {
        Value::Object(map) => map.values().for_each(|inner| is_strict(name, inner)),
        Value::Array(list) => list.iter().for_each(|inner| is_strict(name, inner)),
        _ => {}
    }
}

#[test]
fn every_schema_is_strict() {
    for kind in FileKind::ALL {
        is_strict(kind.name(), &schema(Some(kind), Lang::En));
    }
    let pack = load(Files::embedded()).expect("the rules load").pack;
    is_strict("answers", &report::schema::answers(&pack));
    is_strict("report", &report::schema::report(&pack));
}
