//! Days and months with the month's English name.

use chrono::{Month, NaiveDate};

use super::numbers::{full, number, recent, recent_month, short_year, whole_month};
use super::{Supplied, Typed};

/// What stands beside a month that is only about so: `end of September`.
const ABOUT_IN_ENGLISH: [&str; 10] = [
    "the", "of", "in", "on", "early", "mid", "late", "end", "about", "around",
];

/// `28 Aug`, `August 28th, 2026`, `8-Oct-26`, `2026-Oct-08`.
pub(super) fn with_month_name(text: &str, today: NaiveDate) -> Option<Typed> {
    let text = text.to_ascii_lowercase();
    let is_sign = |c: char| c.is_whitespace() || ",.-/'’年月日号".contains(c);
    if !text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || is_sign(c))
    {
        return None;
    }
    let words = text.split(is_sign);
    let (mut month, mut numbers) = (None, Vec::new());
    let said = |word: &&str| !word.is_empty() && !ABOUT_IN_ENGLISH.contains(word);
    for word in words.filter(said) {
        match month_called(word) {
            Some(number) if month.is_none() => month = Some(number),
            _ => numbers.push(without_ordinal(word)?),
        }
    }
    let month = month?;
    Some(match numbers.as_slice() {
        [] => recent_month(month, today),
        [year] if year.len() == 4 => whole_month(number(year), month, Supplied::Nothing),
        // Excel writes August 2025 as Aug-25.
        [day] if day.len() == 2 && is_marked(&text) => Typed::NotADay,
        [day] => recent(month, number(day), today),
        [year, day] if year.len() == 4 => full(number(year), month, number(day)),
        [day, year] if day.len() <= 2 => match year.len() {
            4 => full(number(year), month, number(day)),
            2 => full(short_year(year), month, number(day)),
            1 | 3 => Typed::Partial,
            _ => Typed::NotADay,
        },
        _ => Typed::NotADay,
    })
}

/// The month of three letters of its name or more.
fn month_called(word: &str) -> Option<u32> {
    let named = (1..=12).find(|number| {
        let month = Month::try_from(*number);
        month.is_ok_and(|month| month.name().to_ascii_lowercase().starts_with(word))
    });
    named.filter(|_| word.len() >= 3).map(u32::from)
}

/// The digits of `8` and `8th`.
fn without_ordinal(word: &str) -> Option<&str> {
    let ends = ["st", "nd", "rd", "th"];
    let digits = ends.iter().find_map(|end| word.strip_suffix(end));
    let digits = digits.unwrap_or(word);
    let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    is_number.then_some(digits)
}

/// Whether a text ends in a number behind a dash, or an apostrophe says that a
/// number is short for a year.
fn is_marked(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.contains(['\'', '’']) || before.len() < text.len() && before.ends_with(['-', '/'])
}
