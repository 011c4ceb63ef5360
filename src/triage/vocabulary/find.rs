//! Cells as they are looked up: folded, and with any number in them.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::check::invisible::is_invisible;

/// Stands for any number in a word: `欠#`.
pub(super) const NUMBER: char = '#';

/// Text without what people do not see as a difference: blanks, full-width
/// forms, case.
pub(crate) fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The same, of which most texts are themselves.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold(text))
    }
}

/// Looks a cell up as it stands, and only then by what people see of it: most
/// cells are plain, and a roster has a million of them.
pub(super) fn find<T: Copy>(words: &HashMap<String, T>, cell: &str) -> Option<T> {
    const LONGEST: usize = 400; // the longest label is shorter
    let direct = words.get(cell).copied();
    if direct.is_some() || cell.len() > LONGEST || is_folded(cell) {
        return direct;
    }
    words.get(&fold(cell)).copied()
}

/// What stands around the only number of a cell, that number, and whether blanks
/// stand between its thousands.
pub(super) fn around_number(cell: &str) -> Option<(String, f64, bool)> {
    const LONGEST: usize = 60; // what a number means is said in few words
    if cell.len() > LONGEST || !cell.contains(char::is_numeric) {
        return None;
    }
    // Folding would make one number of two; but 1 200 is one.
    let words: Vec<_> = cell.split_whitespace().collect();
    let meet =
        |it: &&[&str]| it[0].ends_with(char::is_numeric) && it[1].starts_with(char::is_numeric);
    let is_thousands = |it: &[&str]| {
        let before = it[0].trim_start_matches(|c: char| !c.is_numeric());
        let behind = it[1].chars().take_while(|c| c.is_numeric());
        behind.count() == 3 && !before.starts_with('0')
    };
    let mut meeting = words.windows(2).filter(meet).peekable();
    let is_grouped = meeting.peek().is_some();
    if !meeting.all(is_thousands) {
        return None;
    }
    let folded = fold(cell);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = folded.split_at(start);
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(length);
    if behind.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // 1,200 is one number; 8,5 may be another in each country.
    let mut groups = number.split('.').next()?.split(',').skip(1);
    if !groups.all(|group| group.len() == 3) {
        return None;
    }
    let number = number.replace(',', "").parse().ok()?;
    Some((format!("{before}{NUMBER}{behind}"), number, is_grouped))
}

/// Whether folding surely leaves a cell as it is.
fn is_folded(cell: &str) -> bool {
    let plain = |c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '0'..='9' | 'a'..='z' | '-');
    cell.chars().all(plain)
}
