//! A file's values in one row, each in front of what it holds. The build script
//! uses this file too: it lays the built-in rules out, so that no start parses
//! them.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value, or the key in front of one: its first byte in the file, and its
/// [`Kind`] in the upper four bits; the lower ones say more.
pub(super) type Node = [u32; 2];

/// The bits below a kind.
pub(super) const MORE: u32 = u32::MAX >> 4;

/// What a node is, and what its lower bits say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A string as it stands between its quotes: which of [`QUOTES`] in three
    /// bits, behind it its bytes.
    Text,
    /// A string that stands apart from the file: its number among those.
    Apart,
    /// A whole number, where it is small: itself, else all bits.
    Integer,
    /// Another number.
    Float,
    /// `true` is 1.
    Boolean,
    /// A day: its year, behind it month and day in five bits each; 0 for a time,
    /// or a day with one.
    Date,
    /// A list: how many nodes stand in it.
    List,
    /// A table: how many nodes stand in it, a key before each value.
    Table,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Text,
        Self::Apart,
        Self::Integer,
        Self::Float,
        Self::Boolean,
        Self::Date,
        Self::List,
        Self::Table,
    ];
}

/// The keys under which words for people stand. Where only they are left in the
/// files, a start reads the rest side by side and no words before they are shown.
const IN_PLACE: [&str; 2] = ["zh", "en"];

/// Quotes before and behind a string: none, single, triple, triple with a line
/// break that counts for nothing.
pub(super) const QUOTES: [(usize, usize); 5] = [(1, 1), (0, 0), (3, 3), (4, 3), (5, 3)];

/// Of a string as it stands: the bits that count its bytes, and the most there
/// can be.
pub(super) const LENGTH_BITS: u32 = 25;
pub(super) const MOST_BYTES: usize = (1 << LENGTH_BITS) - 1;

/// A row that grows.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(super) nodes: Vec<Node>,
    /// The bytes of each node in the file, which are for faults alone.
    pub(super) lengths: Vec<u32>,
    /// The strings that do not stand in the file as they are meant.
    pub(super) apart: Apart,
}

/// Strings that stand apart from their file.
#[derive(Debug, Default)]
pub(crate) struct Apart {
    /// All of them, one behind the other.
    pub(super) words: String,
    /// Where each begins and ends there.
    pub(super) bounds: Vec<[u32; 2]>,
    /// The number of each, where all but words for people are put apart.
    pub(super) numbers: Option<HashMap<String, usize>>,
}

impl Apart {
    /// The number of a string.
    fn number(&mut self, text: &str) -> usize {
        let next = self.bounds.len();
        if let Some(numbers) = &mut self.numbers {
            let number = *numbers.entry(text.to_owned()).or_insert(next);
            if number < next {
                return number;
            }
        }
        let start = self.words.len();
        self.words.push_str(text);
        self.bounds.push([short(start), short(self.words.len())]);
        next
    }
}

impl Row {
    /// Adds a node.
    pub(crate) fn push(&mut self, kind: Kind, span: &Range<usize>, more: usize) {
        let what = (kind as u32) << 28 | short(more).min(MORE);
        self.nodes.push([short(span.start), what]);
        self.lengths.push(short(span.len()));
    }

    /// Adds a string of the file.
    pub(crate) fn push_text(&mut self, file: &str, span: &Range<usize>, text: &str) {
        let raw = file.get(span.clone()).unwrap_or_default();
        let within = |&(before, behind): &(usize, usize)| {
            let inside = before..before + text.len();
            raw.len() == inside.end + behind && raw.get(inside) == Some(text)
        };
        let quotes = QUOTES.iter().position(within);
        if let Some(quotes) = quotes.filter(|_| text.len() <= MOST_BYTES) {
            self.push(Kind::Text, span, quotes << LENGTH_BITS | text.len());
        } else {
            self.push_apart(span, text);
        }
    }

    fn push_apart(&mut self, span: &Range<usize>, text: &str) {
        let number = self.apart.number(text);
        self.push(Kind::Apart, span, number);
    }

    /// Adds a list or a table, and what `inside` adds to it.
    pub(crate) fn push_with(
        &mut self,
        kind: Kind,
        span: &Range<usize>,
        inside: impl FnOnce(&mut Self),
    ) {
        let at = self.nodes.len();
        self.push(kind, span, 0);
        inside(self);
        self.nodes[at][1] |= short(self.nodes.len() - at - 1);
    }

    fn push_table(&mut self, file: &str, span: &Range<usize>, table: &DeTable<'_>) {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        self.push_with(Kind::Table, span, |row| {
            for (key, value) in entries {
                row.push_string(file, &key.span(), key.get_ref(), false);
                row.push_value(file, value, IN_PLACE.contains(&key.get_ref().as_ref()));
            }
        });
    }

    /// Adds a string, apart from the file where it is not for people and the
    /// others are put apart.
    fn push_string(&mut self, file: &str, span: &Range<usize>, text: &str, in_place: bool) {
        if in_place || self.apart.numbers.is_none() {
            self.push_text(file, span, text);
        } else {
            self.push_apart(span, text);
        }
    }

    fn push_value(&mut self, file: &str, value: &Spanned<DeValue<'_>>, in_place: bool) {
        let span = value.span();
        match value.get_ref() {
            DeValue::String(text) => self.push_string(file, &span, text, in_place),
            DeValue::Integer(number) => {
                let number = usize::from_str_radix(number.as_str(), number.radix());
                self.push(Kind::Integer, &span, number.unwrap_or(usize::MAX));
            }
            DeValue::Float(_) => self.push(Kind::Float, &span, 0),
            DeValue::Boolean(truth) => self.push(Kind::Boolean, &span, usize::from(*truth)),
            DeValue::Datetime(stamp) => {
                let date = stamp.date.filter(|_| stamp.time.is_none());
                let packed = date.map_or(0, |it| {
                    usize::from(it.year) << 10 | usize::from(it.month) << 5 | usize::from(it.day)
                });
                self.push(Kind::Date, &span, packed);
            }
            DeValue::Array(list) => self.push_with(Kind::List, &span, |row| {
                for value in list {
                    row.push_value(file, value, false);
                }
            }),
            DeValue::Table(table) => self.push_table(file, &span, table),
        }
    }
}

fn short(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

/// What the parser says of a text that is no TOML: where, and in its words.
#[derive(Debug)]
pub(crate) struct SyntaxFault {
    /// Its bytes.
    pub(crate) span: Range<usize>,
    /// The parser's words.
    pub(crate) words: String,
}

/// Lays a TOML text out behind what stands in a row; tells where.
///
/// # Errors
/// It is no TOML: all that the parser says, in the order of the text.
pub(super) fn parse(file: &str, row: &mut Row) -> Result<usize, Vec<SyntaxFault>> {
    let (root, errors) = DeTable::parse_recoverable(file);
    if !errors.is_empty() {
        let fault = |error: &toml::de::Error| SyntaxFault {
            span: error.span().unwrap_or(0..0),
            words: error.message().to_owned(),
        };
        let mut faults: Vec<_> = errors.iter().map(fault).collect();
        faults.sort_by_key(|it| it.span.start);
        return Err(faults);
    }
    let at = row.nodes.len();
    row.push_table(file, &root.span(), root.get_ref());
    Ok(at)
}
