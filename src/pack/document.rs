//! A rule file with its values, and what is wrong with one that is no TOML.

use super::files::{File, Files, OWN};
use super::place::{FileId, Place};
use super::problem::ProblemKind;
use super::reader::{Sink, Table};
use super::slip::{self, Found};
use super::tree::{SyntaxFault, Tree};

/// A parsed file. One with a syntax error is left out; what is said only
/// because of that is held back.
pub(crate) struct Document<'a> {
    pub(crate) file: FileId,
    pub(crate) name: &'a str,
    pub(crate) tree: Tree<'a>,
}

impl<'a> Document<'a> {
    /// Parses the file called so; none where it is not there either.
    pub(crate) fn named(files: &'a Files, name: &str, sink: &Sink) -> Option<Self> {
        let (id, file) = files.iter().find(|(_, file)| file.name == name)?;
        Self::read(id, file, sink)
    }

    /// Parses a file; none where it cannot be read or is no TOML.
    pub(crate) fn read(file: FileId, of: &'a File, sink: &Sink) -> Option<Self> {
        if let Some(why) = &of.unreadable {
            let start = Place::new(file, 0..0);
            sink.error(Some(start), ProblemKind::File(why.clone()));
            return None;
        }
        let tree = match of.laid_out {
            Some(laid_out) => Tree::laid_out(laid_out),
            None => parse_one(file, &of.text, sink)?,
        };
        let name = &of.name;
        Some(Self { file, name, tree })
    }
}

/// Parses one text; reports what is no TOML in it.
pub(crate) fn parse_one<'a>(file: FileId, text: &'a str, sink: &Sink) -> Option<Tree<'a>> {
    let told = |faults: Vec<SyntaxFault>| {
        for Found { span, words, slip } in slip::found(text, faults) {
            let kind = ProblemKind::Syntax { words, slip };
            sink.error(Some(Place::new(file, span)), kind);
        }
    };
    Tree::parse(text).map_err(told).ok()
}

impl<'a> Table<'a> {
    /// The root table of a file.
    pub(crate) fn root(document: &'a Document<'a>, sink: &'a Sink) -> Self {
        // A missing key of the file itself is shown at its first byte.
        let place = Place::new(document.file, 0..0);
        // The folder of the user's own files is called so inside the program alone.
        let name = match document.name.strip_prefix(OWN) {
            Some(own) => own.rsplit('/').next().unwrap_or(own),
            None => document.name,
        };
        Self::new(name.to_owned(), place, document.tree.root(), sink)
    }
}
