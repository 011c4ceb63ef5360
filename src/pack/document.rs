//! A rule file with its values, and what is wrong with one that is no TOML.

use std::borrow::Cow;

use super::files::File;
use super::place::{FileId, Place};
use super::problem::ProblemKind;
use super::reader::{Sink, Table};
use super::tree::{SyntaxFault, Tree};

/// A parsed file. One with a syntax error is left out; what is said only
/// because of that is held back.
pub(crate) struct Document<'a> {
    pub(crate) file: FileId,
    pub(crate) name: &'a str,
    pub(crate) tree: Tree<'a>,
}

impl<'a> Document<'a> {
    /// Parses a file; none where it cannot be read or is no TOML.
    pub(crate) fn read(file: FileId, of: &'a File, sink: &Sink) -> Option<Self> {
        if let Some(why) = &of.unreadable {
            let start = Place::new(file, 0..0);
            sink.error(Some(start), ProblemKind::File(why.clone()));
            return None;
        }
        let tree = match (of.laid_out, &of.text) {
            (Some(laid_out), Cow::Borrowed(text)) => Tree::laid_out(text, laid_out),
            (_, text) => parse_one(file, text, sink)?,
        };
        let name = &of.name;
        Some(Self { file, name, tree })
    }
}

/// Parses one text.
pub(crate) fn parse_one<'a>(file: FileId, text: &'a str, sink: &Sink) -> Option<Tree<'a>> {
    let fault = |SyntaxFault { span, words }| {
        let typed = typed_in_chinese(text, span.start);
        let span = typed.map_or(span, |(at, found, _)| at..at + found.len_utf8());
        let typed = typed.map(|(_, found, meant)| (found, meant));
        let kind = ProblemKind::Syntax { words, typed };
        sink.error(Some(Place::new(file, span)), kind);
    };
    Tree::parse(text).map_err(fault).ok()
}

/// Signs that a Chinese input method gives for those TOML takes.
const TYPED: [(&str, &str); 9] = [
    ("“”„＂", "\""),
    ("‘’＇", "'"),
    ("＝", "="),
    ("，、", ","),
    ("【［", "["),
    ("】］", "]"),
    ("｛", "{"),
    ("｝", "}"),
    ("０１２３４５６７８９", "0-9"),
];

/// The first such sign outside quotes on the line of a syntax error: its
/// offset, itself, and what to type instead.
fn typed_in_chinese(text: &str, at: usize) -> Option<(usize, char, &'static str)> {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next()?;
    let mut quoted = false;
    for (offset, found) in line.char_indices() {
        match found {
            '"' => quoted = !quoted,
            '#' if !quoted => return None,
            _ if quoted => {}
            _ => {
                let known = TYPED.iter().find(|(signs, _)| signs.contains(found));
                if let Some((_, meant)) = known {
                    return Some((start + offset, found, meant));
                }
            }
        }
    }
    None
}

impl<'a> Table<'a> {
    /// The root table of a file.
    pub(crate) fn root(document: &'a Document<'a>, sink: &'a Sink) -> Self {
        // A missing key of the file itself is shown at its first byte.
        let place = Place::new(document.file, 0..0);
        Self::new(document.name.to_owned(), place, document.tree.root(), sink)
    }
}
