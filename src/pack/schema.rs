//! The shapes of rule files as JSON Schema, for editors.

use serde_json::{Map, Value, json};

use super::load::Head;
use super::{Card, Caution, Contact, Parameter, Question, Region, Source};
use crate::lang::Lang;

/// A kind of file with a shape of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `*.toml`: questions, results, cautions, parameters, sources, contacts.
    Rules,
    /// `pack.toml`.
    Pack,
    /// `region/*.toml`.
    Region,
    /// `calendar/*.toml`.
    Calendar,
    /// `scenarios/*.toml`.
    Scenarios,
    /// `wording.toml`.
    Wording,
    /// The `contacts.toml` of a user's own folder.
    Contacts,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Rules,
        Self::Pack,
        Self::Region,
        Self::Calendar,
        Self::Scenarios,
        Self::Wording,
        Self::Contacts,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Pack => "pack",
            Self::Region => "region",
            Self::Calendar => "calendar",
            Self::Scenarios => "scenarios",
            Self::Wording => "wording",
            Self::Contacts => "contacts",
        }
    }

    /// What such files hold.
    const fn title(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Rules => (
                "问题、结果、参数、来源、称呼",
                "questions, results, parameters, sources, contacts",
            ),
            Self::Pack => ("总目录 pack.toml", "pack.toml, the table of contents"),
            Self::Region => ("一个地方 region/*.toml", "a place, region/*.toml"),
            Self::Calendar => (
                "一年的放假安排 calendar/*.toml",
                "a year's days off, calendar/*.toml",
            ),
            Self::Scenarios => ("情景 scenarios/*.toml", "scenarios, scenarios/*.toml"),
            Self::Wording => (
                "文字里不许说的话 wording.toml",
                "words no text may use, wording.toml",
            ),
            Self::Contacts => ("自己的联系方式 contacts.toml", "one's own contacts.toml"),
        };
        lang.pick(zh, en)
    }

    fn shape(self) -> Value {
        match self {
            Self::Rules => rules(),
            Self::Pack => Head::schema(),
            Self::Region => object(&["region"], &[("region", Region::schema())]),
            Self::Calendar => calendar(),
            Self::Scenarios => object(&[], &[("scenario", by_id(&scenario()))]),
            Self::Wording => wording(),
            Self::Contacts => object(&[], &[("contact", by_id(&entered()))]),
        }
    }
}

/// The schema of one kind of file, or of all of them together.
#[must_use]
pub fn schema(kind: Option<FileKind>, lang: Lang) -> Value {
    let mut root = if let Some(kind) = kind {
        titled(kind, lang)
    } else {
        let all = FileKind::ALL.map(|kind| titled(kind, lang));
        json!({ "title": lang.pick("规则文件", "rule files"), "anyOf": all })
    };
    root["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    root["definitions"] = json!({
        "text": text(),
        "line": line(),
        "condition": condition(),
        "when": when(),
        "allow": object(&["rule", "reason"], &[("rule", string()), ("reason", string())]),
        "names": { "anyOf": [string(), list(&string())] },
    });
    root
}

fn titled(kind: FileKind, lang: Lang) -> Value {
    let mut shape = kind.shape();
    shape["title"] = json!(kind.title(lang));
    shape
}

/// The keys of a kind of table, as they gather.
pub(super) struct Shape {
    /// The kind.
    pub kind: &'static str,
    keys: Map<String, Value>,
    required: Vec<&'static str>,
    one_of: Option<Value>,
}

impl Shape {
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            keys: Map::new(),
            required: Vec::new(),
            one_of: None,
        }
    }

    /// A key, and what it takes.
    pub fn key(&mut self, key: &'static str, required: bool, takes: Value) {
        self.keys.insert(key.to_owned(), takes);
        self.required.extend(required.then_some(key));
    }

    /// A key that takes a list: one that must be there and not be empty, or
    /// any or none.
    pub fn list(&mut self, key: &'static str, some: bool, of: &Value) {
        self.key(key, some, if some { self::some(of) } else { list(of) });
    }

    /// Two keys of which there is one.
    pub fn one_of_two(&mut self, one: (&'static str, Value), other: (&'static str, Value)) {
        let [one, other] = [one, other].map(|(key, takes)| {
            self.key(key, false, takes);
            json!({ "required": [key] })
        });
        self.one_of = Some(json!([one, other]));
    }

    /// An object with just these keys.
    pub fn object(self) -> Value {
        let mut shape = json!({
            "type": "object",
            "properties": self.keys,
            "required": self.required,
            "additionalProperties": false,
        });
        if let Some(one_of) = self.one_of {
            shape["oneOf"] = one_of;
        }
        shape
    }
}

/// An object with just these keys.
pub(super) fn object(required: &[&str], properties: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The same, with room for warnings that somebody wants to live with.
fn allowing(mut shape: Value) -> Value {
    shape["properties"]["allow"] = list(&defined("allow"));
    shape
}

/// `[kind.id]`: any id, each with this shape.
fn by_id(shape: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": shape })
}

pub(super) fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

pub(super) fn string() -> Value {
    json!({ "type": "string" })
}

/// Words, which must not be missing.
fn words() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

pub(super) fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

pub(super) fn one_of<T>(names: impl IntoIterator<Item = (&'static str, T)>) -> Value {
    let names: Vec<_> = names.into_iter().map(|(name, _)| name).collect();
    json!({ "type": "string", "enum": names })
}

pub(super) fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// One of these.
pub(super) fn any_of(these: &[Value]) -> Value {
    json!({ "anyOf": these })
}

/// Just this number.
pub(super) fn only(number: u32) -> Value {
    json!({ "type": "integer", "const": number })
}

/// A list that must not be empty.
pub(super) fn some(of: &Value) -> Value {
    json!({ "type": "array", "items": of, "minItems": 1 })
}

pub(super) fn number(least: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": 9999 })
}

pub(super) fn boolean() -> Value {
    json!({ "type": "boolean" })
}

fn text() -> Value {
    object(&["zh", "en"], &[("zh", words()), ("en", words())])
}

fn line() -> Value {
    let keys = [("zh", words()), ("en", words()), ("when", defined("when"))];
    object(&["zh", "en"], &keys)
}

/// The condition of a line, a link or a caution.
fn when() -> Value {
    json!({ "anyOf": [defined("condition"), { "type": "string", "const": "not-certain" }] })
}

fn condition() -> Value {
    let names = || defined("names");
    let workdays = object(
        &["fact"],
        &[("fact", names()), ("up-to", names()), ("beyond", names())],
    );
    let on_or_after = object(&["fact", "date"], &[("fact", string()), ("date", string())]);
    let later = object(&["fact", "than"], &[("fact", string()), ("than", string())]);
    let conditions = || list(&defined("condition"));
    let mut one = object(
        &[],
        &[
            ("is", by_id(&names())),
            ("finding", string()),
            ("workdays-since", workdays),
            ("on-or-after", on_or_after),
            ("later", later),
            ("known", string()),
            ("asked", string()),
            ("all", conditions()),
            ("any", conditions()),
            ("not", defined("condition")),
        ],
    );
    one["minProperties"] = json!(1);
    one["maxProperties"] = json!(1);
    one
}

fn rules() -> Value {
    object(
        &[],
        &[
            ("question", by_id(&allowing(Question::schema()))),
            ("result", by_id(&allowing(Card::schema()))),
            ("caution", by_id(&allowing(Caution::schema()))),
            ("parameter", by_id(&allowing(Parameter::schema()))),
            ("source", by_id(&allowing(Source::schema()))),
            ("contact", by_id(&Contact::schema())),
        ],
    )
}

fn calendar() -> Value {
    let notice = object(
        &["title", "number", "date"],
        &[("title", string()), ("number", string()), ("date", date())],
    );
    let span = object(&["from", "to"], &[("from", date()), ("to", date())]);
    let holiday = object(
        &["name"],
        &[
            ("name", string()),
            ("off", json!({ "anyOf": [date(), span] })),
            ("work", list(&json!({ "anyOf": [date(), string()] }))),
            ("notice", number(1)),
        ],
    );
    object(
        &["year", "complete"],
        &[
            ("year", number(1)),
            ("complete", boolean()),
            ("notice", list(&notice)),
            ("holiday", list(&holiday)),
        ],
    )
}

fn scenario() -> Value {
    let pair = object(
        &["record", "typed"],
        &[("record", string()), ("typed", string())],
    );
    let answer = json!({ "anyOf": [date(), string(), pair] });
    let expect = object(
        &["result"],
        &[
            ("result", string()),
            ("ask-from", date()),
            ("certain", boolean()),
            ("link", string()),
            ("cautions", defined("names")),
            ("path", defined("names")),
        ],
    );
    object(
        &["today", "answers", "expect"],
        &[
            ("today", date()),
            ("answers", by_id(&answer)),
            ("expect", expect),
        ],
    )
}

fn wording() -> Value {
    let strings = || list(&string());
    let words = object(&["zh", "en"], &[("zh", strings()), ("en", strings())]);
    object(
        &["never-say", "numbers", "addresses"],
        &[
            ("never-say", words),
            ("numbers", strings()),
            ("addresses", strings()),
        ],
    )
}

fn entered() -> Value {
    let keys = super::Entry::ALL.map(|entry| (entry.key(), string()));
    object(&[], &keys)
}
