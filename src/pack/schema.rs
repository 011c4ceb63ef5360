//! The shapes of rule files as JSON Schema, for editors.

use serde_json::{Value, json};

use super::condition;
use super::files::FileKind;
use super::load::Head;
use super::shape::{boolean, by_id, date, defined, having, list, number, object, one_of, string};
use super::{
    Aside, Card, Caution, Contact, Given, NamedCondition, Parameter, Phrase, Question, Source,
};
use crate::lang::Lang;

impl FileKind {
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
            Self::Roster => (
                "名单里的列名和写法 roster.toml",
                "what class lists say, roster.toml",
            ),
            Self::Contacts => ("自己的联系方式 contacts.toml", "one's own contacts.toml"),
        };
        lang.pick(zh, en)
    }

    fn shape(self) -> Value {
        match self {
            Self::Rules => rules(),
            Self::Pack => Head::schema(),
            Self::Region => object(&[], &[("phrase", allowing(Phrase::schema()))]),
            Self::Calendar => calendar(),
            Self::Scenarios => object(&[], &[("scenario", by_id(&scenario()))]),
            Self::Wording => wording(),
            Self::Roster => roster(),
            Self::Contacts => object(&[], &[("contact", by_id(&entered()))]),
        }
    }
}

/// The schema of one kind of file, or of all of them together.
pub(crate) fn schema(kind: Option<FileKind>, lang: Lang) -> Value {
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
        "allow": object(&[("rule", string()), ("reason", string())], &[]),
        "names": { "anyOf": [string(), list(&string())] },
    });
    root
}

fn titled(kind: FileKind, lang: Lang) -> Value {
    let mut shape = kind.shape();
    shape["title"] = json!(kind.title(lang));
    shape
}

/// `[kind.id]` of a rule file: any id, each with this shape, and with room for
/// warnings that somebody wants to live with.
fn allowing(mut shape: Value) -> Value {
    shape["properties"]["allow"] = list(&defined("allow"));
    by_id(&shape)
}

/// Words, which must not be missing.
fn words() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn text() -> Value {
    object(&[("zh", words()), ("en", words())], &[])
}

fn line() -> Value {
    let both = [("zh", words()), ("en", words())];
    object(&both, &[("when", defined("when"))])
}

/// The condition of a line, a link or a caution.
fn when() -> Value {
    json!({ "anyOf": [defined("condition"), { "type": "string", "const": "not-certain" }] })
}

fn condition() -> Value {
    let mut one = object(
        &[],
        &condition::KINDS.map(|(key, takes)| (key, takes.shape())),
    );
    one["minProperties"] = json!(1);
    one["maxProperties"] = json!(1);
    one
}

fn rules() -> Value {
    object(
        &[],
        &[
            ("question", allowing(Question::schema())),
            ("result", allowing(Card::schema())),
            ("caution", allowing(Caution::schema())),
            ("parameter", allowing(Parameter::schema())),
            ("source", allowing(Source::schema())),
            ("contact", allowing(Contact::schema())),
            ("phrase", allowing(Phrase::schema())),
            ("condition", allowing(NamedCondition::schema())),
            ("given", allowing(Given::schema())),
            ("aside", allowing(Aside::schema())),
        ],
    )
}

fn calendar() -> Value {
    let notice = [("title", string()), ("number", string()), ("date", date())];
    let span = object(&[("from", date()), ("to", date())], &[]);
    let holiday = object(
        &[("name", string())],
        &[
            ("off", json!({ "anyOf": [date(), span] })),
            ("work", list(&json!({ "anyOf": [date(), string()] }))),
            ("notice", number(1)),
        ],
    );
    object(
        &[("year", number(1)), ("complete", boolean())],
        &[
            ("notice", list(&object(&notice, &[]))),
            ("holiday", list(&holiday)),
        ],
    )
}

fn scenario() -> Value {
    let pair = object(&[("record", string()), ("typed", string())], &[]);
    let answer = json!({ "anyOf": [date(), string(), pair] });
    let expect = object(
        &[("result", string())],
        &[
            ("ask-from", date()),
            ("certain", boolean()),
            ("approximate", boolean()),
            ("link", string()),
            ("owner", string()),
            ("cautions", defined("names")),
            ("path", defined("names")),
        ],
    );
    let mut shape = object(
        &[],
        &[
            ("about", string()),
            ("like", string()),
            ("given", by_id(&string())),
            ("without", defined("names")),
            ("today", date()),
            ("answers", by_id(&answer)),
            ("expect", expect),
        ],
    );
    // Who is like another need not say what is the same.
    let whole = ["today", "answers", "expect"];
    shape["if"] = json!({ "not": having(&["like"]) });
    shape["then"] = having(&whole);
    shape
}

fn wording() -> Value {
    let strings = || list(&string());
    let words = object(&[("zh", strings()), ("en", strings())], &[]);
    let keys = [
        ("never-say", words),
        ("numbers", strings()),
        ("addresses", strings()),
    ];
    object(&keys, &[])
}

fn roster() -> Value {
    let names = || defined("names");
    let texts = || by_id(&text());
    let choices = || by_id(&string());
    let name = object(&[("record", names()), ("typed", names())], &[]);
    let score = [
        ("words", names()),
        ("reached", string()),
        ("missed", string()),
    ];
    let pair = object(
        &[("then", string())],
        &[("first", names()), ("second", names()), ("when", choices())],
    );
    let halves = object(
        &[("first", names()), ("second", names()), ("both", string())],
        &[("others", list(&pair))],
    );
    let implies = object(
        &[
            ("column", string()),
            ("cell", one_of(&["filled", "empty"])),
            ("then", choices()),
        ],
        &[("when", choices())],
    );
    let batch = object(
        &[
            ("of", string()),
            ("limit", names()),
            ("past", text()),
            ("within", text()),
            ("todo", texts()),
        ],
        &[("open", text())],
    );
    let mut todo = having(&["when"]);
    todo["properties"]["when"] = choices();
    todo["additionalProperties"] = text();
    object(
        &[
            ("unknown", names()),
            ("blank", names()),
            ("fine", names()),
            ("name", name),
        ],
        &[
            ("nobody", names()),
            ("titles", names()),
            ("groups", names()),
            ("pieces", names()),
            ("others", names()),
            ("wholes", names()),
            ("items", names()),
            ("heading", by_id(&names())),
            ("also", by_id(&names())),
            ("halves", by_id(&halves)),
            ("silent", by_id(&names())),
            ("value", by_id(&by_id(&names()))),
            ("score", by_id(&object(&score, &[("again", names())]))),
            ("implies", list(&implies)),
            ("todo", todo),
            ("batch", batch),
        ],
    )
}

fn entered() -> Value {
    let keys = super::ContactDetail::ALL.map(|entry| (entry.name(), string()));
    object(&[], &keys)
}
