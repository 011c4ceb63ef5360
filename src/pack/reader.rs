//! Reads TOML tables key by key, reporting every problem instead of the first.
//!
//! A getter whose value is missing or wrong reports it and returns a stand-in,
//! so that reading goes on and all problems are seen at once. The stand-ins
//! never get out: a pack with one error is not built.

use crate::lang::Said;
use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDate;

use super::place::{FileId, Place};
use super::problem::{Problem, ProblemKind, Severity};
use super::suggest::nearest;
use super::tree::Kind;
pub(crate) use super::tree::Value;
use crate::check::invisible::harm_to_line;

/// Where problems are put.
#[derive(Debug, Default)]
pub(crate) struct Sink(RefCell<Vec<Problem>>);

impl Sink {
    /// Adds an error.
    pub(crate) fn error(&self, place: Option<Place>, kind: ProblemKind) {
        self.push(place, Severity::Error, kind);
    }

    /// Adds a problem of that severity.
    pub(crate) fn push(&self, place: Option<Place>, severity: Severity, kind: ProblemKind) {
        self.0.borrow_mut().push(Problem {
            place,
            severity,
            kind,
        });
    }

    /// Whether an id holds no control character and no invisible one; reports
    /// one: whatever shows it can rely on it.
    pub(crate) fn is_harmless(&self, id: &str, place: Place) -> bool {
        let harm = harm_to_line(id);
        if let Some(c) = harm {
            self.error(Some(place), ProblemKind::Harmful(c));
        }
        harm.is_none()
    }

    /// The problems so far.
    #[must_use]
    pub(crate) fn into_list(self) -> Vec<Problem> {
        self.0.into_inner()
    }

    /// Whether one of the problems so far is an error of such a kind.
    #[must_use]
    pub(crate) fn any_error(&self, such: impl Fn(&ProblemKind) -> bool) -> bool {
        let list = self.0.borrow();
        list.iter()
            .any(|it| it.severity == Severity::Error && such(&it.kind))
    }

    /// Whether one of the problems after the first `before` is an error.
    #[must_use]
    pub(crate) fn errors_from(&self, before: usize) -> bool {
        let list = self.0.borrow();
        list.iter()
            .skip(before)
            .any(|it| it.severity == Severity::Error)
    }

    /// How many there are so far.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.0.borrow().len()
    }
}

/// A table being read.
pub(crate) struct Table<'a> {
    /// Its name in messages, e.g. `question.exam-date`.
    pub(crate) name: String,
    /// The file it stands in.
    pub(crate) file: FileId,
    /// Where it stands.
    pub(crate) place: Place,
    value: Value<'a>,
    asked: RefCell<Vec<&'static str>>,
    sink: &'a Sink,
}

impl<'a> Table<'a> {
    /// Reads `value` as a table called `name`.
    pub(crate) fn of(file: FileId, name: String, value: Value<'a>, sink: &'a Sink) -> Option<Self> {
        let place = Place::new(file, value.span());
        if !value.is_table() {
            let kind = wrong(&name, Said::new("一张表", "a table"), &describe(value));
            sink.error(Some(place), kind);
            return None;
        }
        Some(Self::new(name, place, value, sink))
    }

    /// A table called `name` that stands at `place`.
    pub(crate) fn new(name: String, place: Place, value: Value<'a>, sink: &'a Sink) -> Self {
        Self {
            name,
            file: place.file,
            place,
            value,
            asked: RefCell::default(),
            sink,
        }
    }

    /// The collector of problems.
    #[must_use]
    pub(crate) fn sink(&self) -> &'a Sink {
        self.sink
    }

    /// The place of a span in this table's file.
    #[must_use]
    pub(crate) fn at(&self, span: Range<usize>) -> Place {
        Place::new(self.file, span)
    }

    /// All entries in the order of the file, whatever their keys.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a str, Place, Value<'a>)> + use<'a> {
        let file = self.file;
        let entries = self.value.entries();
        entries.filter_map(move |(key, value)| {
            Some((key.as_str()?, Place::new(file, key.span()), value))
        })
    }

    /// The value of a key that may be missing.
    pub(crate) fn optional(&self, key: &'static str) -> Option<Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.value.get(key)
    }

    /// The value of a key; its absence is a problem.
    pub(crate) fn required(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.optional(key);
        if value.is_none() {
            let table = self.name.clone();
            let key = key.to_owned();
            self.sink
                .error(Some(self.place), ProblemKind::MissingKey { key, table });
        }
        value
    }

    /// Reports that a key's value is not what it takes.
    pub(crate) fn reject(&self, key: &str, expected: Said, value: Value<'_>) {
        self.wrong(self.at(value.span()), key, expected, &describe(value));
    }

    /// Reports that a name is none of those a key takes.
    pub(crate) fn refuse(&self, key: &str, expected: Said, name: &Name) {
        self.wrong(name.place, key, expected, &format!("\"{}\"", name.text));
    }

    /// Reports what was found at a place where a key takes something else.
    pub(crate) fn wrong(&self, place: Place, key: &str, expected: Said, found: &str) {
        self.sink.error(Some(place), wrong(key, expected, found));
    }

    /// Reports a text without words.
    pub(crate) fn not_empty(&self, key: &str, text: &str, place: Place) {
        if text.trim().is_empty() {
            let expected = Said::new("不是空的文字", "a text that is not empty");
            self.wrong(place, key, expected, "\"\"");
        }
    }

    /// The id of a table that is called `kind.id`.
    #[must_use]
    pub(crate) fn own_id(&self) -> &str {
        self.name.split_once('.').map_or("", |(_, id)| id)
    }

    /// Reads a value as the table under one of this table's keys.
    pub(crate) fn under<'v>(&self, key: &str, value: Value<'v>) -> Option<Table<'v>>
    where
        'a: 'v,
    {
        // Thousands are called something, nearly all for nobody: no formatter.
        let name = [self.name.as_str(), key].join(".");
        Table::of(self.file, name, value, self.sink)
    }

    /// A string that must be there.
    pub(crate) fn string(&self, key: &'static str) -> String {
        self.name_at(key).map_or_else(String::new, |name| name.text)
    }

    /// A string that must be there, with its place.
    pub(crate) fn name_at(&self, key: &'static str) -> Option<Name> {
        self.required(key)
            .and_then(|value| self.as_name(key, value))
    }

    /// A string that may be missing.
    pub(crate) fn optional_name(&self, key: &'static str) -> Option<Name> {
        self.optional(key)
            .and_then(|value| self.as_name(key, value))
    }

    /// Reads a value as a string with its place.
    pub(crate) fn as_name(&self, key: &str, value: Value<'_>) -> Option<Name> {
        let (text, place) = self.as_text(key, value)?;
        let text = text.to_owned();
        Some(Name { text, place })
    }

    /// Reads a value as a string with its place, left where it stands.
    pub(crate) fn as_text<'v>(&self, key: &str, value: Value<'v>) -> Option<(&'v str, Place)> {
        let text = value.as_str();
        if text.is_none() {
            self.reject(key, Said::new("一段文字", "a string"), value);
        }
        let text = text?;
        if let Some(c) = harm_to_line(text) {
            let at = text.find(c).unwrap_or_default();
            let place = self.at(value.span_of(at..at + c.len_utf8()));
            self.sink.error(Some(place), ProblemKind::Harmful(c));
            return None;
        }
        Some((text, self.at(value.span())))
    }

    /// A day that must be there.
    pub(crate) fn date(&self, key: &'static str) -> NaiveDate {
        self.required(key)
            .and_then(|value| self.as_date(key, value))
            .unwrap_or_default()
    }

    /// Reads a value as a TOML date without a time.
    pub(crate) fn as_date(&self, key: &str, value: Value<'_>) -> Option<NaiveDate> {
        let date = value.as_date();
        if date.is_none() {
            self.reject(key, expected_date(), value);
        }
        date
    }

    /// A whole number from `least` to 9999 that must be there.
    pub(crate) fn number(&self, key: &'static str, least: u32) -> u32 {
        let Some(value) = self.required(key) else {
            return 0;
        };
        let number = value.as_number().filter(|n| (least..=9_999).contains(n));
        number.unwrap_or_else(|| {
            let expected = Said::new(
                format!("{least} 到 9999 的整数"),
                format!("a whole number from {least} to 9999"),
            );
            self.reject(key, expected, value);
            0
        })
    }

    /// `true` or `false` that must be there.
    pub(crate) fn boolean(&self, key: &'static str) -> bool {
        self.required(key)
            .and_then(|value| self.as_boolean(key, value))
            .unwrap_or_default()
    }

    /// Reads a value as `true` or `false`.
    pub(crate) fn as_boolean(&self, key: &str, value: Value<'_>) -> Option<bool> {
        let truth = value.as_bool();
        if truth.is_none() {
            self.reject(key, Said::new("true 或 false", "true or false"), value);
        }
        truth
    }

    /// The elements of an array that must be there.
    pub(crate) fn array(&self, key: &'static str) -> Vec<Value<'a>> {
        self.required(key)
            .map_or_else(Vec::new, |value| self.elements(key, value))
    }

    /// The elements of an array that must be there and must have some.
    pub(crate) fn some(&self, key: &'static str) -> Vec<Value<'a>> {
        let value = self.required(key);
        let elements = value.map_or_else(Vec::new, |value| self.elements(key, value));
        let empty = value.filter(|value| value.is_list() && elements.is_empty());
        if let Some(value) = empty {
            self.reject(key, Said::new("至少一行", "at least one line"), value);
        }
        elements
    }

    /// The elements of an array that may be missing.
    pub(crate) fn optional_array(&self, key: &'static str) -> Vec<Value<'a>> {
        self.optional(key)
            .map_or_else(Vec::new, |value| self.elements(key, value))
    }

    /// Reads a value as an array.
    pub(crate) fn elements(&self, key: &str, value: Value<'a>) -> Vec<Value<'a>> {
        if !value.is_list() {
            self.no_list(key, value);
        }
        value.elements().collect()
    }

    /// Reports what is no list; of a table with a header the header is at fault.
    fn no_list(&self, key: &str, value: Value<'a>) {
        if !(value.is_table() && value.written().starts_with('[')) {
            self.reject(key, Said::new("方括号列表", "an array"), value);
            return;
        }
        let header = value
            .written()
            .split_inclusive(']')
            .next()
            .unwrap_or_default();
        let title = Said::new(
            format!("`{key}` 可以写好几张，方括号要两层，现在是 {header}"),
            format!("`{key}` may stand several times and takes two brackets, found {header}"),
        );
        let help = Said::new(format!("写成 [{header}]"), format!("write [{header}]"));
        let kind = ProblemKind::told("load/wrong-value", title, help);
        self.sink.error(Some(self.at(value.span())), kind);
    }

    /// Reads a value as one string or an array of strings.
    pub(crate) fn names(&self, key: &str, value: Value<'a>) -> Vec<Name> {
        if !value.is_list() {
            return self.as_name(key, value).into_iter().collect();
        }
        self.elements(key, value)
            .into_iter()
            .filter_map(|element| self.as_name(key, element))
            .collect()
    }

    /// The same, where an empty list is no answer.
    pub(crate) fn names_of_some(&self, key: &str, value: Value<'a>) -> Vec<Name> {
        if value.is_list() && value.elements().next().is_none() {
            let expected = Said::new("至少一个名字", "at least one name");
            self.reject(key, expected, value);
        }
        self.names(key, value)
    }

    /// The tables of an array of tables; `key` names them in messages.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        self.optional_array(key)
            .into_iter()
            .filter_map(|value| self.under(key, value))
            .collect()
    }

    /// A table under a key that must be there.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let value = self.required(key)?;
        self.under(key, value)
    }

    /// Reports every key nobody asked for.
    pub(crate) fn finish(self) {
        let mut asked = self.asked.take();
        #[cfg(test)]
        KNOWN_KEYS.with_borrow_mut(|known| {
            known.entry(self.name.clone()).or_default().extend(&*asked);
        });
        for (key, place, _) in self.entries() {
            if !asked.contains(&key) {
                asked.sort_unstable();
                asked.dedup();
                let kind = unknown_key(key, &self.name, &asked);
                self.sink.error(Some(place), kind);
            }
        }
    }
}

#[cfg(test)]
thread_local! {
    /// Of every table read on this thread, the keys the decoder knows: what
    /// the JSON Schema is held against.
    pub(crate) static KNOWN_KEYS: RefCell<std::collections::BTreeMap<String, std::collections::BTreeSet<&'static str>>> =
        RefCell::default();
}

/// A string of a rule file with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The string.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) place: Place,
}

/// The problem that what was found is not what `key` takes.
pub(crate) fn wrong(key: &str, expected: Said, found: &str) -> ProblemKind {
    ProblemKind::WrongValue {
        key: key.to_owned(),
        expected,
        found: found.to_owned(),
    }
}

/// The problem that a table has a key it does not know.
pub(super) fn unknown_key(key: &str, table: &str, known: &[&'static str]) -> ProblemKind {
    ProblemKind::UnknownKey {
        key: key.to_owned(),
        table: table.to_owned(),
        meant: nearest(key, known.iter().copied()),
        known: known.to_vec(),
    }
}

/// What a date should look like.
pub(crate) fn expected_date() -> Said {
    Said::new(
        "日期，不加引号，例如 2026-10-08",
        "a date without quotes, for example 2026-10-08",
    )
}

/// A value as it is shown in a message: its type, and itself where short.
fn describe(value: Value<'_>) -> String {
    let shown = match value.kind() {
        Kind::Text | Kind::Apart => format!("\"{}\"", value.as_str().unwrap_or_default()),
        Kind::Integer | Kind::Float | Kind::Boolean | Kind::Date => value.written().to_owned(),
        Kind::List => "[…]".to_owned(),
        Kind::Table => "{…}".to_owned(),
    };
    if shown.chars().count() > 40 {
        let head: String = shown.chars().take(40).collect();
        return format!("{head}…");
    }
    shown
}
