//! A text in both languages.
//!
//! A start of the program neither copies nor looks at the words that are built
//! in: they are understood when they are shown.

use super::place::Place;
use super::problem::ProblemKind;
use super::reader::{Table, Value};
use super::resolve::Resolver;
use super::slot::Slot;
use super::suggest::nearest;
use crate::lang::{Lang, Said};

/// A text in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    zh: Words,
    en: Words,
}

/// The words of a text in one language: thousands, so they are small.
#[derive(Clone, Debug)]
enum Words {
    /// Built in: what they stand in, and where there.
    BuiltIn(&'static &'static str, Place),
    /// Read from a file, and where it has them.
    Read(Box<(String, Place)>),
}

impl Words {
    fn as_str(&self) -> &str {
        match self {
            Self::BuiltIn(inside, place) => inside.get(place.span()).unwrap_or_default(),
            Self::Read(read) => &read.0,
        }
    }

    const fn place(&self) -> Place {
        match self {
            Self::BuiltIn(_, place) => *place,
            Self::Read(read) => read.1,
        }
    }
}

/// No words at all.
impl Default for Words {
    fn default() -> Self {
        Self::BuiltIn(&"", Place::default())
    }
}

/// Words are equal wherever they stand.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Words {}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words as they stand.
    Plain(&'t str),
    /// The name of a placeholder, whose [`Slot`] says what is filled in.
    Slot(&'t str),
}

/// The stretches of a text; a brace that is never closed is a word.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let inside = rest.strip_prefix('{');
        if let Some((name, behind)) = inside.and_then(|it| it.split_once('}')) {
            rest = behind;
            return Some(Piece::Slot(name));
        }
        // A brace it begins with is one that is never closed.
        let words = inside.unwrap_or(rest);
        let next = words.find('{').unwrap_or(words.len());
        let (plain, behind) = rest.split_at(rest.len() - words.len() + next);
        rest = behind;
        (!plain.is_empty()).then_some(Piece::Plain(plain))
    })
}

impl Text {
    const fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The text in one language as it is written, placeholders by their names.
    pub(crate) fn as_written(&self, lang: Lang) -> &str {
        self.words(lang).as_str()
    }

    /// The pieces in one language.
    pub(crate) fn pieces(&self, lang: Lang) -> impl Iterator<Item = Piece<'_>> {
        pieces(self.as_written(lang))
    }

    /// The names of the placeholders in one language.
    pub(crate) fn slots(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.pieces(lang).filter_map(|piece| match piece {
            Piece::Slot(name) => Some(name),
            Piece::Plain(_) => None,
        })
    }

    /// The text in one language, with what `slot` has for each placeholder.
    pub(crate) fn fill<S: AsRef<str>>(&self, lang: Lang, slot: impl Fn(&str) -> S) -> String {
        let mut out = String::new();
        for piece in self.pieces(lang) {
            match piece {
                // Behind a full-width bracket no blank is set: 14（暂算）个.
                Piece::Plain(plain) if out.ends_with('）') => {
                    out.push_str(plain.strip_prefix(' ').unwrap_or(plain));
                }
                Piece::Plain(plain) => out.push_str(plain),
                Piece::Slot(name) => out.push_str(slot(name).as_ref()),
            }
        }
        out
    }

    /// Where its words in one language stand.
    pub(crate) const fn place(&self, lang: Lang) -> Place {
        self.words(lang).place()
    }
}

impl Resolver<'_> {
    /// Reads `key = { zh = "…", en = "…" }` that must be there.
    pub(crate) fn text(&self, table: &Table<'_>, key: &'static str) -> Text {
        table
            .required(key)
            .map_or_else(Text::default, |value| self.text_of(table, key, value))
    }

    /// Reads a value as a text.
    pub(crate) fn text_of(&self, table: &Table<'_>, key: &str, value: Value<'_>) -> Text {
        if !value.is_table() {
            let expected = Said::new(
                format!("两种语言：{key}.zh = \"…\" 和 {key}.en = \"…\""),
                format!("both languages: {key}.zh = \"…\" and {key}.en = \"…\""),
            );
            table.reject(key, expected, value);
            return Text::default();
        }
        let Some(inner) = table.under(key, value) else {
            return Text::default();
        };
        let text = self.text_in(&inner);
        inner.finish();
        text
    }

    /// Reads `zh` and `en` of a table that may hold more.
    pub(crate) fn text_in(&self, table: &Table<'_>) -> Text {
        Text {
            zh: self.words(table, "zh"),
            en: self.words(table, "en"),
        }
    }

    fn words(&self, table: &Table<'_>, key: &'static str) -> Words {
        let value = table.required(key);
        if let Some((inside, at)) = value.and_then(Value::built_in) {
            // The rule check has been through it.
            return Words::BuiltIn(inside, table.at(at));
        }
        let text = value.and_then(|value| Some((value, table.as_text(key, value)?)));
        let Some((value, (text, place))) = text else {
            return Words::default();
        };
        table.not_empty(key, text, place);
        check_braces(table, value, text, |name| self.misplaced(name));
        Words::Read(Box::new((text.to_owned(), place)))
    }

    /// What is wrong with a placeholder, where something is.
    fn misplaced(&self, name: &str) -> Option<ProblemKind> {
        match self.slots.get(name) {
            Some(Slot::Phrase(_)) if self.in_phrase => Some(ProblemKind::told(
                "text/placeholder",
                Said::new(
                    format!("{{{name}}} 是说法，说法里不能再放说法"),
                    format!("{{{name}}} is a phrase, and a phrase may hold no phrase"),
                ),
                Said::new("把它的话直接写出来", "write its words out"),
            )),
            Some(_) => None,
            None => Some(ProblemKind::UnknownPlaceholder {
                name: name.to_owned(),
                meant: nearest(name, self.slots.names()),
            }),
        }
    }
}

/// Tells of the braces of a text that hold no name, and of the names that
/// `wrong` has something against.
pub(crate) fn check_braces(
    table: &Table<'_>,
    value: Value<'_>,
    text: &str,
    wrong: impl Fn(&str) -> Option<ProblemKind>,
) {
    let at = |bytes| table.at(value.span_of(bytes));
    // One sign at a time: that is searched for by the byte.
    let lone = |start: usize, words: &str, sign: char| {
        if let Some(found) = words.find(sign) {
            let place = at(start + found..start + found + sign.len_utf8());
            table.sink().error(Some(place), ProblemKind::OpenBrace);
        }
    };
    lone(0, text, '｛');
    lone(0, text, '｝');
    let mut rest = text;
    while let Some((plain, behind)) = rest.split_once('{') {
        let start = text.len() - rest.len();
        lone(start, plain, '}');
        let Some((name, after)) = behind.split_once('}') else {
            lone(start, rest, '{');
            return;
        };
        if let Some(kind) = wrong(name) {
            let whole = start + plain.len()..text.len() - after.len();
            table.sink().error(Some(at(whole)), kind);
        }
        rest = after;
    }
    lone(text.len() - rest.len(), rest, '}');
}
