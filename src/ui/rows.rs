//! A list of rows with one marked: what the arrows, Enter and digits do on it.

use super::command::Command;
use super::notice::Notice;

/// What a key does on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// It marks this row.
    Mark(usize),
    /// It chooses this row.
    Choose(usize),
    /// It leads back.
    Back,
    /// It does nothing, and why.
    Refuse(Notice),
}

/// The digits before the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digits {
    /// From 1 on; rows from the tenth on have none.
    FromOne,
    /// The same, but the last row stands behind 0 and behind no other digit.
    LastIsZero,
}

/// What a key does on a list of `count` rows with digits from 1 on, one of them
/// marked.
pub(crate) fn numbered(command: Command, marked: usize, count: usize) -> Pick {
    pick(command, Some(marked), count, Digits::FromOne)
}

/// What a key does on a list of `count` rows.
pub(crate) fn pick(command: Command, marked: Option<usize>, count: usize, digits: Digits) -> Pick {
    let last = count.saturating_sub(1);
    match (command, marked) {
        (Command::Up, None) | (Command::End, _) => Pick::Mark(last),
        (Command::Down, None) | (Command::Home, _) => Pick::Mark(0),
        (Command::Up, Some(row)) => Pick::Mark(row.saturating_sub(1)),
        (Command::Down, Some(row)) => Pick::Mark((row + 1).min(last)),
        (Command::Enter, Some(row)) if row < count => Pick::Choose(row),
        (Command::Enter, _) => Pick::Refuse(Notice::CHOOSE_FIRST),
        (Command::Digit(digit), _) => row_of(digit, count, digits),
        (Command::Back, _) => Pick::Back,
        _ => Pick::Refuse(Notice::NO_SUCH_KEY),
    }
}

/// The row marked for a key: where nobody has marked one yet the first one
/// looks marked, but Enter does not take it at once, for many press it behind
/// the digit that led here.
pub(crate) fn marked_for(command: Command, marked: Option<usize>) -> Option<usize> {
    match command {
        Command::Enter => marked,
        _ => marked.or(Some(0)),
    }
}

fn row_of(digit: u8, count: usize, digits: Digits) -> Pick {
    let last = count.saturating_sub(1);
    let row = usize::from(digit).checked_sub(1);
    match (digits, row) {
        (Digits::LastIsZero, None) => Pick::Choose(last),
        (Digits::LastIsZero, Some(row)) if row < last => Pick::Choose(row),
        (Digits::LastIsZero, _) => Pick::Refuse(Notice::NoSuchDigit(last)),
        (Digits::FromOne, Some(row)) if row < count => Pick::Choose(row),
        (Digits::FromOne, _) => Pick::Refuse(Notice::NoSuchRow(count.min(9))),
    }
}
