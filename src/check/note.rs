//! A note in somebody's own words, fit to be kept: the numbers of persons are
//! taken out of it before it is stored, shown or handed on.
//!
//! Digits that stand together are a piece (`piece`), and pieces with nothing but
//! signs between them are a run: letters, words and × and ÷ end it. Tickets,
//! days, times and sums of a run are known (`shape`). Taken out are
//!
//! - pieces that are not of these and have blanks, dashes or dots between them,
//!   with seven digits or more;
//! - pieces with whatever signs between them whose digits make a telephone or an
//!   ID number (`person`), also where some of them could be a ticket or a day;
//! - a word that is an ID number with letters typed for digits.
//!
//! Said digits beside a number that is long without them belong to words.

mod person;
mod piece;
#[cfg(test)]
mod properties;
mod shape;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::invisible::{narrow, one_line};
pub(crate) use person::is_telephone;
use piece::Run;
pub(crate) use piece::may_be_of_number;
use shape::Part;

/// What stands in a note for a number that was taken out.
pub(crate) const MASK: &str = "***";

/// Signs, as people count them, that are kept of a note typed on the screens.
pub(crate) const LONGEST: usize = 120;

/// Digits from which on a number may be somebody's telephone or ID number.
const LONG: usize = 7;

/// A note without long numbers. There is no other way to make one, so that
/// none can be stored in the clear. `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Note(String);

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Note(***)")
    }
}

impl Note {
    /// The note that these words make: one line, without characters that
    /// nobody sees, long numbers masked.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self(masked(&one_line(words)))
    }

    /// What is kept of it from the screens, and whether that is all.
    pub(crate) fn cut(&self) -> (Self, bool) {
        self.cut_to(LONGEST)
    }

    /// The first `most` signs of it as people count them, and whether these are
    /// all. It is masked before, half of a number would not be known for one, and
    /// again, half of a day is none any more.
    pub(crate) fn cut_to(&self, most: usize) -> (Self, bool) {
        let text: String = self.0.graphemes(true).take(most).collect();
        let whole = text == self.0;
        (Self(masked(text.trim_end())), whole)
    }

    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether nothing was noted.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The text with `MASK` in place of whatever may be somebody's number. What is
/// masked once stays as it is.
#[must_use]
pub fn masked(text: &str) -> String {
    let mut text = text.to_owned();
    // Where a number is gone its neighbours stand together.
    while let Some(less) = masked_once(&text) {
        text = less;
    }
    text
}

/// The text with `MASK` in place of a name, whatever blanks and capitals it is
/// written with. One sign alone is a surname, as in what anybody is called.
pub(crate) fn without_name(text: &str, name: &str) -> String {
    let small: Vec<char> = letters(name).map(|(_, c)| c).collect();
    if small.len() < 2 || !small.iter().any(|c| c.is_alphabetic()) {
        return text.to_owned();
    }
    let all: Vec<_> = letters(text).collect();
    let mut out = String::with_capacity(text.len());
    let (mut kept, mut at) = (0, 0);
    while let Some(part) = all.get(at..at + small.len()) {
        if part.iter().map(|(_, c)| c).eq(&small) {
            // A sign of two small letters may end one name and begin the next.
            out.push_str(text.get(kept..part[0].0.start).unwrap_or_default());
            out.push_str(MASK);
            at += small.len();
            kept = all[at - 1].0.end;
        } else {
            at += 1;
        }
    }
    out + text.get(kept..).unwrap_or_default()
}

/// The letters of a text in small, and where each of them stands; no blanks.
fn letters(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let shown = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    shown.flat_map(|(at, c)| c.to_lowercase().map(move |it| (at..at + c.len_utf8(), it)))
}

/// The text with fewer digits; none where nobody's number stands in it.
fn masked_once(text: &str) -> Option<String> {
    if text.chars().filter(|c| piece::is_digit(*c)).count() < LONG {
        return None; // nearly every text
    }
    let signs: Vec<char> = text.chars().collect();
    let mut found = words_alike(&signs);
    for run in Run::all(&signs) {
        let shapes = shape::known(&run);
        let numbers = long(&run, &shapes).chain(person::numbers(&run, &shapes));
        found.extend(numbers.map(|it| run.signs_of(run.without_said(it))));
    }
    found.sort_by_key(|it| it.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for number in &found {
        if number.start >= at {
            out.extend(signs.get(at..number.start)?);
            out.push_str(MASK);
        }
        at = at.max(number.end);
    }
    out.extend(signs.get(at..)?);
    (!found.is_empty()).then_some(out)
}

/// The words that are an ID number with letters typed for digits.
fn words_alike(signs: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in signs.split(|c| !narrow(*c).is_ascii_alphanumeric()) {
        let digits = word.iter().filter(|c| narrow(**c).is_ascii_digit());
        if (15..=24).contains(&word.len()) && digits.count() >= 8 {
            found.push(at..at + word.len());
        }
        at += word.len() + 1;
    }
    found
}

/// The pieces with nothing known among them that together have so many digits
/// that they may be somebody's number.
fn long(run: &Run<'_>, shapes: &[Option<Part>]) -> impl Iterator<Item = Range<usize>> {
    let mut all = Vec::<Range<usize>>::new();
    for at in (0..run.pieces.len()).filter(|at| shapes[*at].is_none()) {
        match all.last_mut() {
            Some(last) if last.end == at && run.is_near(at) => last.end = at + 1,
            _ => all.push(at..at + 1),
        }
    }
    all.into_iter().filter(|it| run.digits(it.clone()) >= LONG)
}
