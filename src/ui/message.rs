//! What can happen: messages to the model, and the effects it asks for.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::command::Command;
use super::kept::{SavedWalk, WalkId};
use crate::desk::seat::{News, Order};
use crate::desk::store::StoreFault;
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
    /// Nothing of the desk has changed for a second: what is drawn was seen.
    Settled,
    /// A text was copied, as far as that is known.
    Copied(Copied),
    /// The walk could not be kept: where, and why not.
    NotKept(String),
    /// These walks are kept, the newest first.
    Kept(Vec<SavedWalk>),
    /// The result was written to this file, or why not.
    Wrote(Result<PathBuf, String>),
    /// The rules were loaded again.
    Loaded(Box<Reloaded>),
    /// What the desk's store answered, or why it did not.
    Desk(Box<Result<News, StoreFault>>),
}

/// How far a copied text is known to have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It can be pasted.
    There,
    /// The window has it; whether it takes it nobody knows.
    Handed,
}

/// A pack with the walks that are kept, or what is wrong with its files.
pub(crate) type Reloaded = Result<(Pack, Vec<SavedWalk>), Box<Problems>>;

/// Something the shell is asked to do, after the draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep the answers of this walk (an answers file) for next time.
    Save(WalkId, String),
    /// Copy this text.
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
    /// Empty the window and draw everything anew.
    Repaint,
    /// Leave.
    Quit,
}

impl Effect {
    /// What is asked of the desk's store, where it is that.
    pub(crate) fn order(self) -> Option<Order> {
        match self {
            Self::Desk(order) => Some(order),
            _ => None,
        }
    }
}
