//! What can happen: messages to the model, and the effects it asks for.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::kept::{Entry, WalkId};
use crate::pack::{Pack, Problems};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// A digit, where digits choose.
    Digit(u8),
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Go on.
    Enter,
    /// One question or page back; never loses an answer.
    Back,
    /// The same by Backspace, which held down goes back only once.
    BackOnce,
    /// Empty the field.
    Clear,
    /// Erase before the cursor.
    Erase,
    /// Erase behind the cursor.
    Delete,
    /// A page up, a month back.
    PageUp,
    /// A page down, a month on.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To the next field.
    Next,
    /// To the field before.
    Previous,
    /// Show or hide why it is asked.
    Why,
    /// The other voice.
    Voice,
    /// The answers so far.
    Answers,
    /// The calendar.
    Calendar,
    /// What the caller may say, and what to answer.
    Replies,
    /// Take the last change of an answer back.
    Undo,
    /// A note at this question.
    Note,
    /// A word to look up.
    Search,
    /// All keys.
    Keys,
    /// The other language.
    Language,
    /// Load the rules again.
    Retry,
    /// Leave at once.
    Quit,
    /// A key that means nothing here.
    Stray,
}

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// A key that asks for something.
    Do(Command),
    /// A character for a field.
    Type(char),
    /// A pasted text.
    Paste(String),
    /// A click on this column and row.
    Click(u16, u16),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// The clock says today is this day.
    Today(NaiveDate),
    /// The result was given to the terminal's clipboard.
    Copied,
    /// The walk could not be kept: where, and why not.
    NotKept(String),
    /// These walks are kept, the newest first.
    Kept(Vec<Entry>),
    /// The result was written to this file, or why not.
    Wrote(Result<PathBuf, String>),
    /// The rules were loaded again.
    Loaded(Box<Reloaded>),
}

/// A pack with the walks that are kept, or what is wrong with its files.
pub type Reloaded = Result<(Pack, Vec<Entry>), Box<Problems>>;

/// Something the shell is asked to do, after the draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep the answers of this walk (an answers file) for next time.
    Save(WalkId, String),
    /// Give this text to the terminal's clipboard.
    Copy(String),
    /// Write a file of this name, or the next free one like it.
    Write {
        /// The name without its ending; free of personal data.
        stem: String,
        /// Its ending.
        ending: &'static str,
        /// What to write.
        text: String,
    },
    /// Load the rules again.
    Load,
    /// Leave.
    Quit,
}
