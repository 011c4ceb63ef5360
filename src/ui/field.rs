//! A field of one line: the text of one, with a cursor that moves by grapheme.

use std::fmt;

use tui_input::{Input, InputRequest};

use super::command::Command;
use crate::check::note::may_be_of_number;

/// No field here needs more characters; what is pasted beyond them is dropped.
/// They are more than is kept of any: what is kept is masked whole, then cut.
const MOST: usize = 200;

/// A field of one line. `Debug` shows nothing of it: it may be personal.
#[derive(Clone, Default)]
pub struct Field(Input);

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Field(***)")
    }
}

impl Field {
    /// A field that already holds `text`, with the cursor behind it.
    pub(crate) fn with(text: &str) -> Self {
        Self(Input::new(text.to_owned()))
    }

    /// What stands in it.
    pub(crate) fn text(&self) -> &str {
        self.0.value()
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// What stands before and behind the cursor.
    pub(crate) fn around_cursor(&self) -> (String, String) {
        let at = self.0.cursor();
        let before = self.text().chars().take(at).collect();
        let after = self.text().chars().skip(at).collect();
        (before, after)
    }

    /// Puts characters in at the cursor. Tells whether all found room.
    pub(crate) fn insert(&mut self, text: &str) -> bool {
        let room = MOST.saturating_sub(self.text().chars().count());
        let fits = text.chars().count() <= room;
        let mut taken: String = text.chars().take(room).collect();
        if !fits {
            // Half of somebody's number would not be known for one.
            taken.truncate(taken.trim_end_matches(may_be_of_number).len());
        }
        for c in taken.chars() {
            self.0.handle(InputRequest::InsertChar(c));
        }
        fits
    }

    /// Moves or erases, where the command is one of these.
    pub(crate) fn edit(&mut self, command: Command) {
        let request = match command {
            Command::Left => InputRequest::GoToPrevChar,
            Command::Right => InputRequest::GoToNextChar,
            Command::Home => InputRequest::GoToStart,
            Command::End => InputRequest::GoToEnd,
            Command::Erase => InputRequest::DeletePrevChar,
            Command::Delete => InputRequest::DeleteNextChar,
            Command::Clear => InputRequest::DeleteLine,
            _ => return,
        };
        self.0.handle(request);
    }
}
