//! The shapes of rule files as JSON Schema, for editors. A test beside it
//! holds that the decoder knows exactly these keys.

use serde_json::{Map, Value, json};

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
            Self::Pack => pack(),
            Self::Region => object(&["region"], &[("region", region())]),
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

/// An object with just these keys.
fn object(required: &[&str], properties: &[(&str, Value)]) -> Value {
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
fn allowing(required: &[&str], properties: &[(&str, Value)]) -> Value {
    let mut shape = object(required, properties);
    shape["properties"]["allow"] = list(&defined("allow"));
    shape
}

/// `[kind.id]`: any id, each with this shape.
fn by_id(shape: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": shape })
}

fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn string() -> Value {
    json!({ "type": "string" })
}

/// Words, which must not be missing.
fn words() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn one_of(names: &[&str]) -> Value {
    json!({ "type": "string", "enum": names })
}

fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// A list that must not be empty.
fn some(of: &Value) -> Value {
    json!({ "type": "array", "items": of, "minItems": 1 })
}

fn number(least: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": 9999 })
}

fn boolean() -> Value {
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
            ("question", by_id(&question())),
            ("result", by_id(&result())),
            ("caution", by_id(&caution())),
            ("parameter", by_id(&parameter())),
            ("source", by_id(&source())),
            (
                "contact",
                by_id(&object(&["name"], &[("name", defined("text"))])),
            ),
        ],
    )
}

fn question() -> Value {
    let text = || defined("text");
    let reply = object(
        &["heard", "answer"],
        &[("heard", text()), ("answer", text())],
    );
    let choice = object(&["id", "label"], &[("id", string()), ("label", text())]);
    let route = object(
        &["when", "to"],
        &[("when", defined("condition")), ("to", string())],
    );
    let input = one_of(&["choice", "date", "id-number", "name-pair"]);
    let required = [
        "stage",
        "input",
        "ask",
        "say",
        "why",
        "find",
        "listen",
        "never-promise",
        "next",
    ];
    allowing(
        &required,
        &[
            ("stage", string()),
            ("fact", string()),
            ("input", input),
            ("latest", one_of(&["today"])),
            ("ask-unless", defined("condition")),
            ("ask", text()),
            ("say", text()),
            ("why", text()),
            ("find", text()),
            ("listen", some(&text())),
            ("if-said", list(&reply)),
            ("never-promise", some(&text())),
            ("next", string()),
            ("choice", list(&choice)),
            ("route", list(&route)),
            ("keywords", list(&string())),
        ],
    )
}

fn result() -> Value {
    let text = || defined("text");
    let lines = || some(&defined("line"));
    let link = object(&["id"], &[("id", string()), ("when", defined("when"))]);
    let names = || defined("names");
    let ask_from = object(
        &["after"],
        &[
            ("first-workday-beyond", names()),
            ("nth-workday", names()),
            ("after", some(&string())),
        ],
    );
    let required = [
        "headline",
        "say",
        "cause",
        "do",
        "contact",
        "script",
        "bring",
        "solved-when",
        "call-again-if",
        "meanwhile",
        "never-promise",
        "sources",
    ];
    allowing(
        &required,
        &[
            ("headline", text()),
            ("say", text()),
            ("cause", text()),
            ("do", lines()),
            ("contact", some(&string())),
            ("script", lines()),
            ("bring", lines()),
            ("solved-when", text()),
            ("call-again-if", text()),
            ("meanwhile", text()),
            ("never-promise", some(&text())),
            ("link", json!({ "anyOf": [string(), list(&link)] })),
            ("link-known", boolean()),
            ("ask-from", ask_from),
            ("sources", some(&string())),
            ("keywords", list(&string())),
        ],
    )
}

fn caution() -> Value {
    allowing(
        &["place", "when", "text", "sources"],
        &[
            ("place", one_of(&["headline", "ask-from", "script"])),
            ("when", defined("when")),
            ("text", some(&defined("line"))),
            ("sources", some(&string())),
        ],
    )
}

fn parameter() -> Value {
    let mut shape = allowing(
        &["about", "source", "checked-on"],
        &[
            ("workdays", number(1)),
            ("date", date()),
            ("about", defined("text")),
            ("mark", defined("text")),
            ("source", string()),
            ("checked-on", date()),
        ],
    );
    shape["oneOf"] = json!([{ "required": ["workdays"] }, { "required": ["date"] }]);
    shape
}

fn source() -> Value {
    let kinds = one_of(&["law", "notice", "faq", "practice", "assumption"]);
    allowing(
        &["kind", "title", "says", "checked-on"],
        &[
            ("kind", kinds),
            ("title", defined("text")),
            ("says", defined("text")),
            ("checked-on", date()),
            ("valid-until", date()),
        ],
    )
}

fn pack() -> Value {
    let named = || {
        list(&object(
            &["id", "name"],
            &[("id", string()), ("name", defined("text"))],
        ))
    };
    object(
        &["id", "version", "schema", "region", "start"],
        &[
            ("id", string()),
            ("version", string()),
            ("schema", json!({ "type": "integer", "const": 1 })),
            ("region", string()),
            ("start", string()),
            ("stage", named()),
            ("link", named()),
        ],
    )
}

fn region() -> Value {
    let text = || defined("text");
    let keys = [
        ("city", text()),
        ("bureau", text()),
        ("department", text()),
        ("source", string()),
    ];
    object(&["city", "bureau", "department", "source"], &keys)
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
