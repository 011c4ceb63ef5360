//! The window emptied. Written out: `Terminal::clear` asks the terminal where
//! its cursor stands, and one that does not answer holds it up for two seconds.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{Clear, ClearType};

/// Empties the window, in its own colours, with the cursor at its head, once
/// `out` is flushed.
pub(crate) fn erase(out: &mut impl Write) -> io::Result<()> {
    queue!(
        out,
        SetAttribute(Attribute::Reset),
        Clear(ClearType::All),
        MoveTo(0, 0)
    )
}
