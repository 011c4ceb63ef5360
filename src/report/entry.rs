//! What is written in a format to take away.

use super::words::Words;

/// Why a walk cannot be written in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The walk has not reached a result.
    Result,
    /// The result names no day.
    Day,
}

/// One walk to write, with what to call it where there are several.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The words of the walk.
    pub words: Words<'a>,
    /// What its record is called.
    pub label: Option<&'a str>,
}
