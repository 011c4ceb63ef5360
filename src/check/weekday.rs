//! A day of the week as people type it, by itself and beside a day.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// Chinese digits; two of them are a nought besides.
const NUMERALS: &str = "〇一二三四五六七八九十零○";

/// A day, and the weekday that stands beside it: `2026年10月8日（周四）`,
/// `2026年10月8日 星期四`, `Thursday 8 October 2026`.
pub(crate) fn split_weekday(text: &str) -> (&str, Option<Weekday>) {
    const AROUND: [char; 4] = ['(', ')', ',', '，'];
    let around = |c: char| c.is_whitespace() || AROUND.contains(&c);
    let inside = text.trim_matches(around);
    let found = weekday_behind(inside).or_else(|| weekday_before(inside));
    // Of 上周五 the weekday is all there is.
    let number = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
    match found.filter(|(day, _)| day.contains(number)) {
        Some((day, weekday)) => (day.trim_matches(around), Some(weekday)),
        None => (text, None),
    }
}

/// A text that ends in a weekday.
fn weekday_behind(text: &str) -> Option<(&str, Weekday)> {
    let last = text.chars().next_back()?;
    let before = text.strip_suffix(last)?;
    if let (Some(day), Some(weekday)) = (
        WEEK.iter().find_map(|week| before.strip_suffix(week)),
        weekday_called(last),
    ) {
        return Some((day, weekday));
    }
    let word = text.rsplit(|c: char| !c.is_ascii_alphabetic()).next()?;
    Some((text.strip_suffix(word)?, in_english(word)?))
}

/// A text that begins with a weekday.
fn weekday_before(text: &str) -> Option<(&str, Weekday)> {
    if let Some((weekday, day)) = strip_weekday(text) {
        return Some((day, weekday));
    }
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    Some((text.strip_prefix(word)?, in_english(word)?))
}

/// A weekday's English name, whole or short.
fn in_english(word: &str) -> Option<Weekday> {
    let short = match word.to_ascii_lowercase().as_str() {
        "tues" => "tue",
        "weds" => "wed",
        "thur" | "thurs" => "thu",
        _ => word,
    };
    short.parse().ok()
}

/// What a day of the week is called by.
const WEEK: [&str; 3] = ["星期", "礼拜", "周"];

/// The weekday that a text begins with, `周四`, and what stands behind it.
pub(crate) fn strip_weekday(text: &str) -> Option<(Weekday, &str)> {
    let behind = WEEK.iter().find_map(|week| text.strip_prefix(week))?;
    let first = behind.chars().next()?;
    Some((weekday_called(first)?, behind.strip_prefix(first)?))
}

fn weekday_called(c: char) -> Option<Weekday> {
    let at = "一二三四五六日天".chars().position(|it| it == c)?;
    Weekday::try_from(u8::try_from(at.min(6)).ok()?).ok()
}

/// `上周五`, `这周二`: weeks begin on Monday.
pub(crate) fn weekday_of(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (weeks, rest) = [("上上", 2), ("上", 1), ("这", 0), ("本", 0)]
        .iter()
        .find_map(|(word, weeks)| Some((*weeks, text.strip_prefix(word)?)))?;
    let (weekday, _) = strip_weekday(rest).filter(|(_, behind)| behind.is_empty())?;
    let at = weekday.num_days_from_monday();
    let monday = u64::from(today.weekday().num_days_from_monday()) + 7 * weeks;
    today
        .checked_sub_days(Days::new(monday))?
        .checked_add_days(Days::new(u64::from(at)))
}

/// `周六`, `Saturday`: the last such day up to today; `last Saturday`: before it.
pub(crate) fn last_weekday(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (named, up_to) = match text.strip_prefix("last ") {
        Some(named) => (named.trim(), today.pred_opt()?),
        None => (text, today),
    };
    let weekday = match strip_weekday(named) {
        Some((weekday, "")) => weekday,
        _ => in_english(named)?,
    };
    let back = up_to.weekday().days_since(weekday);
    up_to.checked_sub_days(Days::new(u64::from(back)))
}
