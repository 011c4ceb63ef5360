//! A rule file as values with their places: what the TOML parser leaves of it,
//! or the build script of a built-in one.

mod row;

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

pub(crate) use row::{Kind, Row, SyntaxFault};
use row::{LENGTH_BITS, MORE, MOST_BYTES, Node, QUOTES};

/// The values of a file.
pub(crate) struct Tree<'a> {
    text: &'a str,
    /// The same text, where it lasts as long as the program.
    built_in: Option<&'static &'static str>,
    root: usize,
    nodes: Cow<'a, [Node]>,
    lengths: Vec<u32>,
    /// The strings that stand apart, and where each begins and ends.
    words: Cow<'a, str>,
    bounds: Cow<'a, [[u32; 2]]>,
}

/// The rules built into the program.
pub(super) struct Rules {
    /// Every file.
    files: &'static [BuiltIn],
    /// The words of each, away from the names, which are all looked at.
    texts: &'static [&'static str],
    nodes: &'static [Node],
    words: &'static str,
    bounds: &'static [[u32; 2]],
}

/// A built-in file of which nothing is to be parsed: its words, and where its
/// values stand in the row of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct LaidOut {
    text: &'static &'static str,
    root: usize,
}

/// A built-in file.
pub(super) struct BuiltIn {
    /// Its path inside the rules, with `/`.
    name: &'static str,
    /// Where its values stand in the row of all; nowhere where nobody starts
    /// with them, or it is no TOML.
    laid_out: Option<usize>,
}

/// The rules, laid out by the build script.
#[allow(clippy::unreadable_literal, reason = "nobody reads them")]
pub(super) static BUILT_IN: Rules = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

impl Rules {
    /// The name of every file, in the order of the names, its words, and what is laid out of it.
    pub(super) fn files(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static str, Option<LaidOut>)> {
        self.files.iter().zip(self.texts).map(|(file, text)| {
            let laid_out = file.laid_out.map(|root| LaidOut { text, root });
            (file.name, *text, laid_out)
        })
    }
}

impl<'a> Tree<'a> {
    /// Parses a TOML text.
    ///
    /// # Errors
    /// It is no TOML.
    pub(crate) fn parse(text: &'a str) -> Result<Self, Vec<SyntaxFault>> {
        let mut row = Row::default();
        row::parse(text, &mut row).map(|_| Self::of(text, row))
    }

    /// A row of values with a table in front.
    pub(crate) fn of(text: &'a str, row: Row) -> Self {
        Self {
            text,
            built_in: None,
            root: 0,
            nodes: Cow::Owned(row.nodes),
            lengths: row.lengths,
            words: Cow::Owned(row.apart.words),
            bounds: Cow::Owned(row.apart.bounds),
        }
    }

    /// What the build script made of a text.
    pub(super) fn laid_out(LaidOut { text, root }: LaidOut) -> Self {
        Self {
            text,
            built_in: Some(text),
            root,
            nodes: Cow::Borrowed(BUILT_IN.nodes),
            lengths: Vec::new(),
            words: Cow::Borrowed(BUILT_IN.words),
            bounds: Cow::Borrowed(BUILT_IN.bounds),
        }
    }

    /// The table that the file is.
    pub(crate) const fn root(&self) -> Value<'_> {
        Value {
            tree: self,
            at: self.root,
        }
    }
}

/// A value of a file.
#[derive(Clone, Copy)]
pub(crate) struct Value<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

impl<'t> Value<'t> {
    fn node(self) -> Node {
        self.tree.nodes[self.at]
    }

    const fn more(node: Node) -> u32 {
        node[1] & MORE
    }

    /// Of which kind it is.
    pub(crate) fn kind(self) -> Kind {
        Kind::ALL[(self.node()[1] >> 28) as usize]
    }

    /// Where it stands, quotes and brackets included; of what is built in, where
    /// it begins.
    pub(crate) fn span(self) -> Range<usize> {
        let start = self.node()[0] as usize;
        let length = self.tree.lengths.get(self.at).copied();
        start..start + length.unwrap_or(0) as usize
    }

    /// What stands there.
    pub(crate) fn written(self) -> &'t str {
        self.tree.text.get(self.span()).unwrap_or_default()
    }

    /// A string's words.
    pub(crate) fn as_str(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Text => self.tree.text.get(self.between_quotes()),
            Kind::Apart => self.tree.words.get(self.bounds()),
            _ => None,
        }
    }

    /// A string's words where they stand in the program, which need not even be
    /// looked at: what holds them, and where in it they are.
    pub(crate) fn built_in(self) -> Option<(&'static &'static str, Range<usize>)> {
        let text = self.tree.built_in?;
        match self.kind() {
            Kind::Text => Some((text, self.between_quotes())),
            Kind::Apart => Some((&BUILT_IN.words, self.bounds())),
            _ => None,
        }
    }

    fn bounds(self) -> Range<usize> {
        let number = Self::more(self.node()) as usize;
        let [start, end] = self.tree.bounds[number];
        start as usize..end as usize
    }

    fn between_quotes(self) -> Range<usize> {
        let more = Self::more(self.node()) as usize;
        let (before, _) = QUOTES[more >> LENGTH_BITS];
        let start = self.node()[0] as usize + before;
        start..start + (more & MOST_BYTES)
    }

    /// Where some bytes of a string's words stand; all of it where it stands
    /// apart.
    pub(crate) fn span_of(self, bytes: Range<usize>) -> Range<usize> {
        if self.kind() != Kind::Text {
            return self.span();
        }
        let start = self.between_quotes().start;
        start + bytes.start..start + bytes.end
    }

    /// A whole number up to some hundred millions.
    pub(crate) fn as_number(self) -> Option<u32> {
        let more = Self::more(self.node());
        (self.kind() == Kind::Integer && more < MORE).then_some(more)
    }

    /// `true` or `false`.
    pub(crate) fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then_some(Self::more(self.node()) == 1)
    }

    /// A date without a time.
    pub(crate) fn as_date(self) -> Option<NaiveDate> {
        let more = Self::more(self.node());
        let year = i32::try_from(more >> 10).unwrap_or_default();
        let date = NaiveDate::from_ymd_opt(year, more >> 5 & 31, more & 31);
        date.filter(|_| self.kind() == Kind::Date)
    }

    /// Whether it is a table.
    pub(crate) fn is_table(self) -> bool {
        self.kind() == Kind::Table
    }

    /// Whether it is a list.
    pub(crate) fn is_list(self) -> bool {
        self.kind() == Kind::List
    }

    /// The values of a list; none of anything else.
    pub(crate) fn elements(self) -> impl Iterator<Item = Self> + use<'t> {
        self.inside(Kind::List)
    }

    /// The keys and values of a table; none of anything else.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Self, Self)> + use<'t> {
        let mut inside = self.inside(Kind::Table);
        std::iter::from_fn(move || Some((inside.next()?, inside.next()?)))
    }

    /// The value under a key of a table.
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        let mut entries = self.entries();
        let found = entries.find(|(found, _)| found.as_str() == Some(key));
        found.map(|(_, value)| value)
    }

    fn inside(self, kind: Kind) -> impl Iterator<Item = Self> + use<'t> {
        let mut at = self.at + 1;
        let end = if self.kind() == kind {
            at + Self::more(self.node()) as usize
        } else {
            at
        };
        std::iter::from_fn(move || {
            let value = Self {
                tree: self.tree,
                at,
            };
            (at < end).then(|| {
                at += value.size();
                value
            })
        })
    }

    /// Its nodes, with those it holds.
    fn size(self) -> usize {
        match self.kind() {
            Kind::List | Kind::Table => 1 + Self::more(self.node()) as usize,
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_laid_out_as_they_are_parsed() {
        let mut laid_out = 0;
        for (_, text, of) in BUILT_IN.files() {
            let Some(of) = of else { continue };
            let (there, parsed) = (Tree::laid_out(of), Tree::parse(text));
            let parsed = parsed.expect("it is TOML");
            assert_same(there.root(), parsed.root());
            laid_out += 1;
        }
        assert!(laid_out > 10, "{laid_out}");
    }

    /// That both are the same values at the same places.
    fn assert_same(one: Value<'_>, other: Value<'_>) {
        assert_eq!(one.span().start, other.span().start);
        assert_eq!(one.as_str(), other.as_str(), "{}", other.written());
        let [of_one, of_other] = [one, other].map(|it| {
            let entries = it.entries().flat_map(|(key, value)| [key, value]);
            entries.chain(it.elements()).collect::<Vec<_>>()
        });
        assert_eq!(of_one.len(), of_other.len(), "{}", other.written());
        if one.as_str().is_none() {
            assert_eq!(one.node(), other.node(), "{}", other.written());
        }
        for (one, other) in of_one.into_iter().zip(of_other) {
            assert_same(one, other);
        }
    }

    #[test]
    fn values_are_what_is_written_and_know_where() {
        let text = concat!(
            "bare = \"焊\"\n\"a b\" = 'x'\nescaped = \"a\\tb\"\n",
            "long = \"\"\"\nline\nline\"\"\"\nraw = '''\\n'''\n",
            "number = 1_000\nbig = 9999999999\nminus = -1\nhalf = 0.5\n",
            "day = 2026-11-29\nhour = 2026-11-29T10:00:00\nyes = true\nlist = [1, [2], {}]\n",
            "[[table]]\nin.side = 1\n[[table]]\n",
        );
        let tree = Tree::parse(text).expect("it is TOML");
        let at = |key| tree.root().get(key).expect("it is there");
        for (key, words, written) in [
            ("bare", "焊", "\"焊\""),
            ("a b", "x", "'x'"),
            ("escaped", "a\tb", "\"a\\tb\""),
            ("long", "line\nline", "\"\"\"\nline\nline\"\"\""),
            ("raw", "\\n", "'''\\n'''"),
        ] {
            assert_eq!(at(key).as_str(), Some(words), "{key}");
            assert_eq!(at(key).written(), written, "{key}");
        }
        let numbers = ["number", "big", "minus", "half", "bare"].map(|key| at(key).as_number());
        assert_eq!(numbers, [Some(1_000), None, None, None, None]);
        assert_eq!(at("number").written(), "1_000");
        assert_eq!(at("day").as_date(), NaiveDate::from_ymd_opt(2026, 11, 29));
        assert_eq!((at("hour").as_date(), at("list").as_date()), (None, None));
        assert_eq!(
            (at("yes").as_bool(), at("number").as_bool()),
            (Some(true), None)
        );
        let kinds: Vec<_> = at("list").elements().map(Value::kind).collect();
        assert_eq!(kinds, [Kind::Integer, Kind::List, Kind::Table]);
        let tables: Vec<_> = at("table").elements().collect();
        let inside = tables[0].get("in").and_then(|it| it.get("side"));
        assert_eq!(inside.and_then(Value::as_number), Some(1));
        assert_eq!((tables.len(), tables[1].entries().count()), (2, 0));
        assert!(at("day").elements().next().is_none() && at("list").get("0").is_none());
    }
}
