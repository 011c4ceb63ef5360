//! The pieces that the JSON Schema of rule files is made of.

use serde_json::{Map, Value, json};

/// The keys of a kind of table, as they gather.
pub(super) struct Shape {
    /// The kind.
    pub(crate) kind: &'static str,
    keys: Map<String, Value>,
    required: Vec<&'static str>,
    one_of: Option<Value>,
}

impl Shape {
    pub(crate) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            keys: Map::new(),
            required: Vec::new(),
            one_of: None,
        }
    }

    /// A key, and what it takes.
    pub(crate) fn key(&mut self, key: &'static str, required: bool, takes: Value) {
        self.keys.insert(key.to_owned(), takes);
        self.required.extend(required.then_some(key));
    }

    /// A key that takes a list: one that must be there and not be empty, or
    /// any or none.
    pub(crate) fn list(&mut self, key: &'static str, some: bool, of: &Value) {
        self.key(key, some, if some { self::some(of) } else { list(of) });
    }

    /// Keys of which there is one.
    pub(crate) fn one_of_these<const N: usize>(&mut self, these: [(&'static str, Value); N]) {
        let these = these.map(|(key, takes)| {
            self.key(key, false, takes);
            having(&[key])
        });
        self.one_of = Some(json!(these.as_slice()));
    }

    /// An object with just these keys.
    pub(crate) fn object(self) -> Value {
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

/// An object that has these keys, whatever they take: strict readers of
/// schemas want a key named before it is required.
pub(super) fn having(keys: &[&str]) -> Value {
    let named: Map<String, Value> = keys
        .iter()
        .map(|it| ((*it).to_owned(), json!({})))
        .collect();
    json!({ "type": "object", "properties": named, "required": keys })
}

/// An object with just these keys: those that must be there, and those that may.
pub(super) fn object(
    required: &[(&'static str, Value)],
    others: &[(&'static str, Value)],
) -> Value {
    let mut shape = Shape::new("");
    for (keys, required) in [(required, true), (others, false)] {
        for (key, takes) in keys {
            shape.key(key, required, takes.clone());
        }
    }
    shape.object()
}

/// An object with any keys, each with this shape.
pub(super) fn by_id(shape: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": shape })
}

pub(super) fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

pub(super) fn string() -> Value {
    json!({ "type": "string" })
}

pub(super) fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

pub(super) fn one_of(names: &[&str]) -> Value {
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
