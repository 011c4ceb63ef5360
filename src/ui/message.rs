//! What can happen: messages to the model, and the effects it asks for.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::command::Command;
use super::kept::{Entry, WalkId};
use crate::desk::seat::{News, Order};
use crate::desk::store::Fault;
use crate::pack::{Pack, Problems};

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
    /// What the desk's store answered, or why it did not.
    Desk(Box<Result<News, Fault>>),
}

/// A pack with the walks that are kept, or what is wrong with its files.
pub(crate) type Reloaded = Result<(Pack, Vec<Entry>), Box<Problems>>;

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
        bytes: Vec<u8>,
    },
    /// Ask the desk's store for something.
    Desk(Order),
    /// Load the rules again.
    Load,
    /// Leave.
    Quit,
}
