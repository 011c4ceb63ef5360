//! The schema and the decoder know the same keys, both ways round.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::lang::Lang;
use crate::pack::condition::NAMES;
use crate::pack::reader::KNOWN_KEYS;
use crate::pack::schema::{FileKind, schema};
use crate::pack::{Files, OWN_CONTACTS, load};
use crate::scenario;

/// What the shipped rules happen not to have, so that every shape is read.
const MORE: &str = r#"
[scenario.more]
today = 2026-11-23
answers = { name = { record = "甲", typed = "乙" } }
expect = { result = "found" }
"#;

/// A warning that is allowed, since the shipped rules need none.
const ALLOWED: &str = r#"
[source.more]
kind = "law"
title = { zh = "规定", en = "rule" }
says = { zh = "这样", en = "so" }
checked-on = 2026-11-23
allow = [{ rule = "source/unused", reason = "only here" }]
"#;

/// Reads everything there is; gives the keys the decoder knows, by shape.
fn decoded() -> BTreeMap<(FileName, Vec<String>), BTreeSet<String>> {
    let mut texts: Vec<(String, String)> = Files::embedded()
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
        .collect();
    texts.push(("scenarios/more.toml".to_owned(), MORE.to_owned()));
    texts.push(("more.toml".to_owned(), ALLOWED.to_owned()));
    let own = "[contact.bureau]\nphone = \"12345\"\n";
    texts.push((OWN_CONTACTS.to_owned(), own.to_owned()));
    let loaded = load(Files::from_texts(texts)).expect("the shipped rules load");
    let (_, problems) = scenario::read_all(&loaded.pack, &loaded.warnings.files);
    assert!(problems.is_empty(), "{problems:?}");
    let mut shapes = BTreeMap::new();
    for (name, keys) in KNOWN_KEYS.take() {
        let keys = keys.into_iter().map(str::to_owned);
        let known: &mut BTreeSet<String> = shapes.entry(shape_of(&name)).or_default();
        known.extend(keys);
    }
    shapes
}

type FileName = &'static str;

/// `question.exam-date.route` → the path from the root of its kind of file,
/// `*` for any id; what stands inside a condition → the path from there.
fn shape_of(name: &str) -> (FileName, Vec<String>) {
    let (file, rest) = match name.split_once(".toml") {
        Some((file, rest)) => (Some(file), rest.trim_start_matches('.')),
        None => (None, name),
    };
    let mut path: Vec<String> = rest
        .split('.')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let inside =
        |part: &String| ["when", "ask-unless", "all", "any", "not"].contains(&part.as_str());
    if let Some(at) = path.iter().rposition(inside) {
        return ("condition", path.split_off(at + 1));
    }
    if path.last().is_some_and(|part| part == "allow") {
        return ("allow", Vec::new());
    }
    let kind = match file {
        Some("pack") => "pack",
        Some("user/contacts") => "contacts",
        Some("wording") => "wording",
        Some(file) if file.starts_with("calendar/") => "calendar",
        Some(file) if file.starts_with("region/") => "region",
        Some(file) if file.starts_with("scenarios/") => "scenarios",
        Some(_) => "rules",
        None => match path[0].as_str() {
            "scenario" => "scenarios",
            "answers" => {
                let ids = ["scenario", "*", "answers", "*"].map(str::to_owned);
                return ("scenarios", ids.to_vec());
            }
            _ => "rules",
        },
    };
    if file.is_none() {
        path[1] = "*".to_owned();
    }
    (kind, path)
}

/// The object a path leads to, past references, lists and alternatives.
fn object<'s>(root: &'s Value, node: &'s Value) -> Option<&'s Value> {
    if let Some(reference) = node["$ref"].as_str() {
        return object(root, root.pointer(reference.trim_start_matches('#'))?);
    }
    if let Some(all) = node["anyOf"].as_array() {
        return all.iter().find_map(|one| object(root, one));
    }
    match node["type"].as_str()? {
        "array" => object(root, &node["items"]),
        "object" => Some(node),
        _ => None,
    }
}

fn at<'s>(root: &'s Value, path: &[String]) -> Option<&'s Value> {
    path.iter().try_fold(object(root, root)?, |node, part| {
        let next = match part.as_str() {
            "*" => &node["additionalProperties"],
            key => &node["properties"][key],
        };
        object(root, next)
    })
}

fn keys(node: &Value) -> BTreeSet<String> {
    let keys = node["properties"].as_object().into_iter().flatten();
    keys.map(|(key, _)| key.clone()).collect()
}

/// Every object of a schema that has keys of its own, by path.
fn all_objects(root: &Value, node: &Value, path: &[String], found: &mut Vec<Vec<String>>) {
    let Some(node) = object(root, node) else {
        return;
    };
    let step = |part: &str| [path, &[part.to_owned()]].concat();
    if node["additionalProperties"].is_object() {
        all_objects(root, &node["additionalProperties"], &step("*"), found);
        return;
    }
    found.push(path.to_vec());
    for (key, inner) in node["properties"].as_object().into_iter().flatten() {
        if !["when", "ask-unless", "allow"].contains(&key.as_str()) {
            all_objects(root, inner, &step(key), found);
        }
    }
}

#[test]
fn the_schema_and_the_decoder_know_the_same_keys() {
    let decoded = decoded();
    for kind in FileKind::ALL {
        let root = schema(Some(kind), Lang::En);
        let mut shapes = Vec::new();
        all_objects(&root, &root, &[], &mut shapes);
        for path in shapes {
            // The user's contacts share their name in messages with the pack's.
            if kind == FileKind::Contacts && !path.is_empty() {
                continue;
            }
            let node = at(&root, &path).expect("it was just found");
            let known = decoded.get(&(kind.name(), path.clone()));
            let known = known.unwrap_or_else(|| panic!("nothing decodes {} {path:?}", kind.name()));
            let mut allowed = keys(node);
            if kind == FileKind::Rules && path == ["contact", "*"] {
                allowed.extend(["phone", "address", "hours", "note"].map(str::to_owned));
            }
            assert_eq!(&allowed, known, "{} {path:?}", kind.name());
        }
    }
}

#[test]
fn nothing_is_decoded_that_the_schema_does_not_have() {
    for ((kind, path), known) in decoded() {
        if ["condition", "allow"].contains(&kind) {
            let root = schema(None, Lang::En);
            let mut node = &root["definitions"][kind];
            for part in &path {
                node = object(&root, &node["properties"][part]).expect("a kind of condition");
            }
            assert_eq!(keys(node), known, "{kind} {path:?}");
        } else {
            let wanted = FileKind::ALL.into_iter().find(|it| it.name() == kind);
            let root = schema(wanted, Lang::En);
            assert!(
                at(&root, &path).is_some(),
                "{kind} {path:?} is not in the schema"
            );
        }
    }
    let names = schema(None, Lang::En);
    let names = keys(&names["definitions"]["condition"]);
    assert_eq!(names, NAMES.map(str::to_owned).into());
}
