//! JSON Schemas of what `diagnose` takes and gives, made from the pack, so
//! that they cannot tell another story than the rules.

use serde_json::{Value, json};

use crate::pack::{Domain, Fact, Pack};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const MONTH: &str = "^[0-9]{4}-[0-9]{2}$";

/// The schema of an answers file.
pub(crate) fn answers(pack: &Pack) -> Value {
    let asked = pack.facts.iter().filter(|fact| fact.given.is_none());
    let asked: serde_json::Map<_, _> = asked.map(|it| (it.id.clone(), answer(it))).collect();
    let given = pack.facts.iter().filter(|fact| fact.given.is_some());
    let given: serde_json::Map<_, _> = given.map(|it| (it.id.clone(), given_to(it))).collect();
    let day = json!({ "type": "string", "pattern": DATE });
    json!({
        "$schema": DIALECT,
        "title": format!("chabudao answers, rules {} {}", pack.id, pack.version),
        "$defs": {
            "answers": {
                "type": "object",
                "additionalProperties": false,
                "properties": asked,
            },
            "given": {
                "type": "object",
                "additionalProperties": false,
                "properties": given,
            },
            "record": {
                "type": "object",
                "additionalProperties": false,
                "required": ["answers"],
                "properties": {
                    "label": { "type": "string" },
                    "today": day,
                    "answers": { "$ref": "#/$defs/answers" },
                    "given": { "$ref": "#/$defs/given" },
                },
            },
            "records": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/record" } },
        },
        "anyOf": [
            {
                "type": "object",
                "additionalProperties": false,
                "required": ["answers"],
                "properties": {
                    "today": day,
                    "answers": { "$ref": "#/$defs/answers" },
                    "given": { "$ref": "#/$defs/given" },
                },
            },
            {
                "type": "object",
                "additionalProperties": false,
                "required": ["record"],
                "properties": { "today": day, "record": { "$ref": "#/$defs/records" } },
            },
            { "$ref": "#/$defs/records" },
        ],
    })
}

/// What a fact can be given as.
fn given_to(fact: &Fact) -> Value {
    match &fact.domain {
        Domain::Choice(ids) => json!({ "enum": ids }),
        Domain::Date { .. } | Domain::IdNumber | Domain::NamePair => json!(false),
    }
}

/// What answers a fact; `null` is the same as leaving it out.
fn answer(fact: &Fact) -> Value {
    let pair = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["record", "typed"],
        "properties": { "record": { "type": "string" }, "typed": { "type": "string" } },
    });
    match &fact.domain {
        Domain::Choice(ids) => {
            let ids = ids.iter().map(|id| json!(id));
            let ids: Vec<_> = ids.chain([json!("unknown"), Value::Null]).collect();
            json!({ "enum": ids })
        }
        Domain::Date { .. } => json!({ "anyOf": [
            { "type": "string", "pattern": DATE },
            { "type": "string", "pattern": MONTH },
            { "enum": ["unknown", null] },
        ] }),
        Domain::IdNumber => json!({
            "type": ["string", "null"],
            "description": "the number as typed, or \"fine\", or \"unknown\"",
        }),
        Domain::NamePair => json!({ "anyOf": [pair, { "enum": ["fine", "unknown", null] }] }),
    }
}

/// The schema of what comes out: a report, or a list of them for a file of
/// several records.
pub(crate) fn report(pack: &Pack) -> Value {
    json!({
        "$schema": DIALECT,
        "title": format!("chabudao report, rules {} {}", pack.id, pack.version),
        "$defs": { "report": one_report(pack) },
        "anyOf": [
            { "$ref": "#/$defs/report" },
            { "type": "array", "items": { "$ref": "#/$defs/report" } },
        ],
    })
}

fn one_report(pack: &Pack) -> Value {
    let results: Vec<_> = pack.results.iter().map(|card| card.id.as_str()).collect();
    let stages: Vec<_> = pack.stages.iter().map(|stage| stage.id.as_str()).collect();
    let links: Vec<_> = pack.links.iter().map(|link| link.id.as_str()).collect();
    let cautions: Vec<_> = pack.cautions.iter().map(|it| it.id.as_str()).collect();
    let facts: Vec<_> = pack.facts.iter().map(|fact| fact.id.as_str()).collect();
    let some_facts = json!({ "type": "array", "items": { "enum": facts } });
    let day = json!({
        "type": "object",
        "required": ["date", "certain", "approximate"],
        "properties": {
            "date": { "type": "string", "pattern": DATE },
            "certain": { "type": "boolean" },
            "approximate": { "type": "boolean" },
        },
    });
    json!({
        "type": "object",
        "required": ["result", "stage", "link", "ask_from", "cautions", "given", "path", "needs", "unused", "why", "what_if"],
        "properties": {
            "record": { "type": ["string", "null"] },
            "result": { "anyOf": [{ "enum": results }, { "type": "null" }] },
            "stage": { "enum": stages },
            "link": { "anyOf": [{ "enum": links }, { "type": "null" }] },
            "ask_from": { "anyOf": [&day, { "type": "null" }] },
            "cautions": { "type": "array", "items": { "enum": cautions } },
            "given": { "type": "object" },
            "path": some_facts,
            "needs": some_facts,
            "unused": some_facts,
            "why": { "type": "array", "items": why(&facts) },
            "what_if": { "type": "array", "items": what_if(&facts, &results, &day) },
        },
    })
}

/// What one answer did.
fn why(facts: &[&str]) -> Value {
    json!({
        "type": "object",
        "required": ["fact", "value", "question", "route", "to", "parameters", "sources"],
        "properties": {
            "fact": { "enum": facts },
            "value": { "type": "string" },
            "question": { "type": "string" },
            "route": { "type": ["string", "null"] },
            "to": { "type": "string" },
            "parameters": { "type": "array", "items": {
                "type": "object",
                "required": ["id", "value"],
                "properties": {
                    "id": { "type": "string" },
                    "value": { "anyOf": [{ "type": "integer" }, { "type": "string" }] },
                },
            } },
            "sources": { "type": "array", "items": { "type": "string" } },
        },
    })
}

/// One other answer, and what it would bring.
fn what_if(facts: &[&str], results: &[&str], day: &Value) -> Value {
    json!({
        "type": "object",
        "required": ["fact", "value", "result", "ask_from"],
        "properties": {
            "fact": { "enum": facts },
            "value": { "type": "string" },
            "result": { "enum": results },
            "ask_from": { "anyOf": [day, { "type": "null" }] },
        },
    })
}
