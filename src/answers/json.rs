//! An answers file in JSON, as the same tables with places that TOML gives,
//! so that one reader and one set of messages serve both.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::lang::Said;
use crate::pack::problem::ProblemKind;
use crate::pack::reader::Sink;
use crate::pack::tree::{Kind, Row, Tree};
use crate::pack::{FileId, Place};

/// Whether a text is JSON: an object, or a list of objects. No TOML begins so.
pub(super) fn looks_like(text: &str) -> bool {
    let text = text.trim_start();
    let inside = text.strip_prefix('[').map(str::trim_start);
    text.starts_with('{') || inside.is_some_and(|inside| inside.starts_with(['{', ']']))
}

/// Parses a text; a list stands for the records of a file.
pub(super) fn parse<'a>(file: FileId, text: &'a str, sink: &Sink) -> Option<Tree<'a>> {
    let reader = JsonReader { file, text, sink };
    let raw: &RawValue = match serde_json::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            reader.not_json(at..at, &error);
            return None;
        }
    };
    let mut row = Row::default();
    if raw.get().starts_with('[') {
        let span = reader.span(raw);
        row.push_with(Kind::Table, &span, |row| {
            row.push_text(text, &(span.start..span.start), "record");
            reader.value(raw, row, 0);
        });
    } else {
        reader.value(raw, &mut row, 0);
    }
    Some(Tree::of(text, row))
}

fn fault(zh: &str, en: &str, words: &str) -> ProblemKind {
    ProblemKind::Fault(Said::new(
        format!("{zh}：{words}"),
        format!("{en}: {words}"),
    ))
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

/// Brackets around a value at most; no answer stands in more than four.
const DEEPEST: usize = 8;

struct JsonReader<'a, 's> {
    file: FileId,
    text: &'a str,
    sink: &'s Sink,
}

impl JsonReader<'_, '_> {
    fn span(&self, raw: &RawValue) -> Range<usize> {
        let start = raw.get().as_ptr().addr() - self.text.as_ptr().addr();
        start..start + raw.get().len()
    }

    fn report(&self, span: Range<usize>, kind: ProblemKind) {
        self.sink.error(Some(Place::new(self.file, span)), kind);
    }

    fn not_json(&self, span: Range<usize>, error: &serde_json::Error) {
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or_default();
        self.report(span, fault("不是正确的 JSON", "not valid JSON", words));
    }

    /// The words of a string; a lone half of a sign of two, `\ud800`, is none.
    fn string(&self, raw: &RawValue) -> Option<String> {
        let words = serde_json::from_str(raw.get());
        words
            .map_err(|error| self.not_json(self.span(raw), &error))
            .ok()
    }

    /// Adds a value with its place; `depth` counts the brackets around it.
    fn value(&self, raw: &RawValue, row: &mut Row, depth: usize) {
        let (json, span) = (raw.get(), self.span(raw));
        match json.as_bytes().first() {
            Some(b'{' | b'[') if depth == DEEPEST => {
                row.push_with(Kind::List, &span, |_| {});
                let kind = fault("括号套得太深", "nested too deeply", "[[…]]");
                self.report(span, kind);
            }
            Some(b'{') => row.push_with(Kind::Table, &span, |row| {
                self.members(json, row, depth + 1);
            }),
            Some(b'[') => row.push_with(Kind::List, &span, |row| {
                let list: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
                for raw in list.into_iter().filter(|raw| answers(raw)) {
                    self.value(raw, row, depth + 1);
                }
            }),
            Some(b'"') => {
                let text = self.string(raw).unwrap_or_default();
                row.push_text(self.text, &span, &text);
            }
            Some(b't') => row.push(Kind::Boolean, &span, 1),
            Some(b'f') => row.push(Kind::Boolean, &span, 0),
            // A number: no answer is one, but a message may repeat it.
            _ => row.push(Kind::Float, &span, 0),
        }
    }

    fn members(&self, json: &str, row: &mut Row, depth: usize) {
        let Entries(entries) = serde_json::from_str(json).unwrap_or_default();
        let mut seen = HashSet::new();
        for (raw_key, raw) in entries {
            let Some(key) = self.string(raw_key) else {
                continue;
            };
            let span = self.span(raw_key);
            if seen.contains(&key) {
                self.report(span, fault("同一个名字写了两次", "written twice", &key));
            } else if answers(raw) {
                row.push_text(self.text, &span, &key);
                self.value(raw, row, depth);
                seen.insert(key);
            }
        }
    }
}

/// Whether a value says anything: `null` answers nothing.
fn answers(raw: &RawValue) -> bool {
    raw.get() != "null"
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
