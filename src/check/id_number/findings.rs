//! What a check can find, and a list of findings that needs no allocation in
//! the ordinary case.

use std::fmt;
use std::ops::Deref;

use smallvec::{SmallVec, smallvec};

named! {
    /// The kinds of findings, in the order in which they are listed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FindingKind {
        /// Nothing found: well-formed as written.
        Ok "ok",
        /// A blank, a mark of width zero, a byte order or direction mark.
        Spaces "spaces",
        /// A hyphen, dot or apostrophe between digits.
        Separator "separator",
        /// A full-width digit or X.
        Fullwidth "fullwidth",
        /// A small x in the last place.
        LowercaseX "lowercase-x",
        /// Not 18 characters.
        Length "length",
        /// An old number of 15 digits, no longer valid.
        FifteenDigit "15-digit",
        /// A character that does not belong in its place.
        Char "char",
        /// The first two digits are no province.
        Province "province",
        /// The birth date does not exist.
        Birthdate "birthdate",
        /// The birth date lies after today.
        FutureBirthdate "future-birthdate",
        /// The check digit does not agree with the others.
        Checksum "checksum",
        /// Digits were lost in a spreadsheet.
        Spreadsheet "spreadsheet",
    }
}

impl FindingKind {
    /// Whether mending it changes no digit: the number itself may still be right.
    pub(crate) const fn is_harmless(self) -> bool {
        matches!(
            self,
            Self::Spaces | Self::Separator | Self::Fullwidth | Self::LowercaseX
        )
    }
}

/// The part of a birth date that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePart {
    /// A year before 1800.
    Year,
    /// A month that is not 01–12.
    Month,
    /// A day that the month does not have.
    Day,
}

/// What the words of a finding need besides its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Nothing more to say.
    None,
    /// The character as typed, and what was probably meant.
    Char {
        /// The character as typed.
        found: char,
        /// The digit or X it looks like.
        meant: Option<char>,
    },
    /// How many characters the number has, blanks and separators not counted.
    Count(u32),
    /// The part of the birth date that is wrong.
    Part(DatePart),
    /// The same in a number of 15 digits.
    OldPart(DatePart),
    /// A trace of what a spreadsheet made of the number; mending it alone
    /// would help nobody.
    Trace,
    /// A permanent residence card: its province stands in places 2 and 3.
    Card,
}

/// One finding. `Debug` shows kind and place, no characters of the number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where: the character of the text as typed, counted from 1. None for
    /// what concerns the whole number.
    pub at: Option<usize>,
    /// Data for the words.
    pub(crate) detail: Detail,
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind.name())?;
        self.at.map_or(Ok(()), |at| write!(f, "@{at}"))
    }
}

/// Findings kept in place; more than this many move to the heap.
const FEW: usize = 4;

/// No more than this many findings are listed for one text: what has more is
/// no number with faults but some other text, and memory must stay bounded.
const MOST: usize = 256;

/// A list of findings; read it as a slice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(SmallVec<[Finding; FEW]>);

impl Findings {
    /// One that concerns the whole number.
    pub(super) fn one(kind: FindingKind) -> Self {
        let (at, detail) = (None, Detail::None);
        Self(smallvec![Finding { kind, at, detail }])
    }

    /// Adds a finding. Beyond the bound only the kinds that occur once in a
    /// number are still added.
    pub(super) fn push(&mut self, kind: FindingKind, at: Option<usize>, detail: Detail) {
        let often = kind.is_harmless() || kind == FindingKind::Char;
        if self.0.len() < MOST || !often {
            self.0.push(Finding { kind, at, detail });
        }
    }

    /// Puts the list in the order of kinds, then of places.
    pub(super) fn sort(&mut self) {
        self.0.sort_unstable_by_key(|f| (f.kind, f.at));
    }

    pub(super) fn as_mut(&mut self) -> &mut [Finding] {
        &mut self.0
    }
}

impl Deref for Findings {
    type Target = [Finding];

    fn deref(&self) -> &[Finding] {
        &self.0
    }
}
