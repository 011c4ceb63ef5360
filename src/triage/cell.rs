//! A cell of a roster, whatever file it came from.

use std::borrow::Cow;

use chrono::{NaiveDateTime, NaiveTime, Timelike as _};

/// What spreadsheets show where a formula failed.
const FAILED: [&str; 15] = [
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
    "#ERROR!",
];

/// The same as one of these, where it is one.
pub(crate) fn failed(shown: &str) -> Option<&'static str> {
    FAILED.into_iter().find(|known| *known == shown)
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text; all cells of a CSV file are.
    Text(Cow<'a, str>),
    /// A number of a spreadsheet.
    Number(f64),
    /// A day, perhaps with a time, of a spreadsheet.
    Day(NaiveDateTime),
    /// A time of day of a spreadsheet.
    Time(NaiveTime),
    /// Yes or no.
    Flag(bool),
    /// A formula whose value the file does not hold.
    Formula(String),
    /// What a spreadsheet shows where a formula failed, e.g. `#N/A`.
    Failed(&'static str),
    /// Covered by a merged cell; the value stands in its first one.
    Merged,
}

impl Cell<'_> {
    /// Nothing.
    pub(crate) const EMPTY: Cell<'static> = Cell::Text(Cow::Borrowed(""));

    /// The same, held by itself.
    pub(crate) fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Cell::Number(number),
            Self::Day(moment) => Cell::Day(moment),
            Self::Time(time) => Cell::Time(time),
            Self::Flag(flag) => Cell::Flag(flag),
            Self::Formula(formula) => Cell::Formula(formula),
            Self::Failed(shown) => Cell::Failed(shown),
            Self::Merged => Cell::Merged,
        }
    }

    /// The cell as text, for a file that knows nothing else.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Day(moment) => {
                let midnight = moment.time() == NaiveTime::MIN;
                let form = if midnight {
                    "%Y-%m-%d"
                } else {
                    "%Y-%m-%d %H:%M:%S"
                };
                Cow::Owned(moment.format(form).to_string())
            }
            Self::Time(time) => {
                let whole = time.second() == 0;
                let form = if whole { "%H:%M" } else { "%H:%M:%S" };
                Cow::Owned(time.format(form).to_string())
            }
            Self::Flag(flag) => Cow::Borrowed(if *flag { "TRUE" } else { "FALSE" }),
            Self::Formula(formula) => Cow::Owned(format!("={formula}")),
            Self::Failed(shown) => Cow::Borrowed(shown),
            Self::Merged => Cow::Borrowed(""),
        }
    }

    /// Whether nothing but blanks stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Merged => true,
            _ => false,
        }
    }
}

/// A row of a roster.
#[derive(Clone, Copy, Debug)]
pub struct RosterRow<'a> {
    /// Its number as a spreadsheet shows it, from 1.
    pub number: u64,
    /// Its cells.
    pub cells: &'a [Cell<'a>],
    /// The merged areas that begin in it.
    pub merged: &'a [Area],
}

/// A merged area; its first cell holds what all of it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// First and last row, from 1.
    pub rows: (u32, u32),
    /// First and last column, from 0.
    pub columns: (u32, u32),
}
