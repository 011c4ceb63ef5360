//! An answers file in JSON, as the same tables with places that TOML gives,
//! so that one reader and one set of messages serve both.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::pack::problem::ProblemKind;
use crate::pack::reader::Sink;
use crate::pack::{FileId, Place};

/// Whether a text is JSON: an object, or a list of objects. No TOML begins so.
pub(super) fn looks_like(text: &str) -> bool {
    let text = text.trim_start();
    let inside = text.strip_prefix('[').map(str::trim_start);
    text.starts_with('{') || inside.is_some_and(|inside| inside.starts_with(['{', ']']))
}

/// Parses a text; a list stands for the records of a file.
pub(super) fn parse<'a>(file: FileId, text: &'a str, sink: &Sink) -> Option<Spanned<DeTable<'a>>> {
    let raw: &RawValue = match serde_json::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            let place = Place::new(file, at..at);
            sink.error(
                Some(place),
                fault("不是正确的 JSON", "not valid JSON", words),
            );
            return None;
        }
    };
    let reader = JsonReader { file, text, sink };
    let root = reader.value(raw)?;
    let span = root.span();
    match root.into_inner() {
        DeValue::Table(table) => Some(Spanned::new(span, table)),
        list @ DeValue::Array(_) => {
            let mut table = DeTable::new();
            let key = Spanned::new(span.start..span.start, Cow::Borrowed("record"));
            table.insert(key, Spanned::new(span.clone(), list));
            Some(Spanned::new(span, table))
        }
        _ => None,
    }
}

fn fault(zh: &str, en: &str, words: &str) -> ProblemKind {
    ProblemKind::Fault {
        zh: format!("{zh}：{words}"),
        en: format!("{en}: {words}"),
    }
}

/// The offset of a line and a column in bytes, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let at = (start + column.saturating_sub(1)).min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

struct JsonReader<'a, 's> {
    file: FileId,
    text: &'a str,
    sink: &'s Sink,
}

impl<'a> JsonReader<'a, '_> {
    /// A value with its place; nothing for `null`, which answers nothing.
    fn value(&self, raw: &'a RawValue) -> Option<Spanned<DeValue<'a>>> {
        let json = raw.get();
        let start = json.as_ptr().addr() - self.text.as_ptr().addr();
        let value = match json.as_bytes().first() {
            Some(b'{') => DeValue::Table(self.table(json)),
            Some(b'[') => {
                let list: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
                DeValue::Array(list.into_iter().filter_map(|raw| self.value(raw)).collect())
            }
            Some(b'"') => DeValue::String(serde_json::from_str(json).ok()?),
            Some(b't') => DeValue::Boolean(true),
            Some(b'f') => DeValue::Boolean(false),
            Some(b'n') | None => return None,
            // A number: no answer is one, but a message may repeat it.
            Some(_) => DeValue::parse(json).map_or_else(
                |_| DeValue::Integer(toml::de::DeInteger::default()),
                Spanned::into_inner,
            ),
        };
        Some(Spanned::new(start..start + json.len(), value))
    }

    fn table(&self, json: &'a str) -> DeTable<'a> {
        let mut table = DeTable::new();
        let Entries(entries) = serde_json::from_str(json).unwrap_or_default();
        for (raw_key, raw) in entries {
            let Ok(key) = serde_json::from_str::<String>(raw_key.get()) else {
                continue;
            };
            let start = raw_key.get().as_ptr().addr() - self.text.as_ptr().addr();
            let span = start..start + raw_key.get().len();
            if table.contains_key(key.as_str()) {
                let place = Place::new(self.file, span.clone());
                let kind = fault("同一个名字写了两次", "written twice", &key);
                self.sink.error(Some(place), kind);
            }
            if let Some(value) = self.value(raw) {
                table.insert(Spanned::new(span, Cow::Owned(key)), value);
            }
        }
        table
    }
}

/// The members of an object as they stand.
#[derive(Default)]
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    list.push(entry);
                }
                Ok(Entries(list))
            }
        }
        deserializer.deserialize_map(Members)
    }
}
