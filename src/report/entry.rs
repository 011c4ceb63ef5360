//! What is written in a format to take away.

use super::words::Words;

/// One walk to write, with what to call it where there are several.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The words of the walk.
    pub words: Words<'a>,
    /// What its record is called.
    pub label: Option<&'a str>,
}

impl Entry<'_> {
    /// A text of the walk below what its record is called.
    pub(crate) fn labelled(&self, text: String) -> String {
        match self.label {
            Some(label) => format!("== {label}\n\n{text}"),
            None => text,
        }
    }
}
