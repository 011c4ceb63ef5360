//! Days as people type them into a roster. Little is guessed: a day without its
//! year is the latest such up to today, and is told as such; what leaves the
//! order open is refused.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};
use unicode_normalization::UnicodeNormalization as _;

use crate::check::date_text::{
    DayLabel, DayReader, Supplied, Typed, in_china, in_digits, without_hidden,
};
use crate::check::invisible::is_invisible;
use crate::check::month::{Month, YEARS};
use crate::engine::Value;

/// Why a cell is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// Not written as a day.
    NotADay,
    /// `201210`, `261008`: a month, or a day with two digits for its year?
    NoDay,
    /// A number that is 9.3, or 2026.1 in any cell, and its last digit: the 3rd, or
    /// the 30th without its zero?
    LostZero(char),
    /// A bare number in a workbook that counts its days from 1904.
    Since1904,
    /// `9/10/2026`: which of them is the month?
    DayOrMonth,
    /// `8/10/2026`, `26.10.8`: which of them is the year?
    Order,
    /// 31 June.
    NoSuchDay,
    /// A year that no certificate has.
    Year(i32),
    /// The day is not the weekday written beside it; and whether its year was
    /// not written.
    Weekday(NaiveDate, Weekday, bool),
    /// Its words are those of the day of another fact, by its number.
    OtherDay(usize),
}

/// A day or a month as it was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dated {
    /// The day or month.
    pub(crate) value: Value,
    /// Whether its year was not written, and is the latest that can be.
    pub(crate) taken: bool,
}

impl Dated {
    const fn whole(value: Value) -> Self {
        Self {
            value,
            taken: false,
        }
    }

    const fn taken(value: Value) -> Self {
        Self { value, taken: true }
    }
}

/// Day 0 of a spreadsheet's count.
const EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);

/// Five digits from here (1990-01-01) to [`LAST_SERIAL`] (2099-12-31) are a
/// spreadsheet's count of days: no other way to write a day has five digits.
const FIRST_SERIAL: u32 = 32_874;
const LAST_SERIAL: u32 = 73_050;

/// Reads a day: `2026-10-08`, `2026.10.8`, `2026/10/8`, `20261008`,
/// `2026年10月8日`, with or without a time or weekday behind it, a spreadsheet's
/// count of days, or a month: `2026年10月`, `2026-10`, `202610`, `2026年10月底`;
/// each also without its year: `10.8`, `10月8日`, `10月底`. What is written in
/// English, or as the paper has it with its words, is read as on the screens.
///
/// # Errors
/// What is missing or wrong.
pub(crate) fn read(text: &str, reader: DayReader<'_>) -> Result<Dated, DayFault> {
    let text = text.trim();
    // Most cells are no more than that, and a roster has a million of them.
    if is_bare(text) {
        return of_bare(text, reader);
    }
    let narrow = narrow(text);
    let narrow = narrow.trim();
    if has_other_number(narrow) {
        return Err(DayFault::NotADay);
    }
    let moved = in_china(narrow);
    let day = moved.as_deref().unwrap_or_else(|| without_time(narrow));
    if is_bare(day) {
        of_bare(day, reader)
    } else {
        as_on_the_screens(narrow, reader)
    }
}

/// Whether a text is of digits, or of digits and the marks between them.
fn is_bare(text: &str) -> bool {
    let bare = |c: char| c.is_ascii_digit() || "-./年月日号".contains(c);
    text.chars().all(bare)
}

fn of_bare(dated: &str, reader: DayReader<'_>) -> Result<Dated, DayFault> {
    if dated.bytes().all(|byte| byte.is_ascii_digit()) {
        return of_digits(dated).map(Dated::whole);
    }
    match of_parts(dated, reader.today) {
        // Of 18/9/2026 there is one answer.
        Err(DayFault::Order) => as_on_the_screens(dated, reader),
        read => read,
    }
}

/// A text in its usual forms, without signs that nobody sees.
fn narrow(text: &str) -> Cow<'_, str> {
    let wide = |c: char| {
        matches!(c, '\u{2000}'..='\u{2FFF}' | '\u{3000}' | '\u{F900}'..) || is_invisible(c)
    };
    if text.is_ascii() || !text.contains(wide) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(without_hidden(text).nfkc().collect())
    }
}

/// A day with its marks between its numbers.
fn of_parts(dated: &str, today: NaiveDate) -> Result<Dated, DayFault> {
    let (numbers, marks) = parts(dated).ok_or(DayFault::NotADay)?;
    match (marks.as_slice(), numbers.as_slice()) {
        (
            ['-', '-'] | ['.', '.'] | ['/', '/'] | ['年', '月'] | ['年', '月', '日' | '号'],
            [y, m, d],
        ) => {
            if y.len() == 4 {
                of_numbers(y, m, d).map(|day| Dated::whole(Value::Date(day)))
            } else {
                Err(DayFault::Order)
            }
        }
        // A spreadsheet that saved a number as text: January, or October?
        (['.'], [year, "1"]) if year.len() == 4 => Err(DayFault::LostZero('1')),
        (['-' | '.' | '/' | '年'] | ['年', '月'], [year, month]) if year.len() == 4 => {
            of_numbers(year, month, "1").map(|first| Dated::whole(Value::Month(Month::of(first))))
        }
        (['-' | '.' | '/' | '月'] | ['月', '日' | '号'], [month, day]) => {
            latest(month, day, today).map(|day| Dated::taken(Value::Date(day)))
        }
        (['月'], [month]) => {
            latest(month, "1", today).map(|first| Dated::taken(Value::Month(Month::of(first))))
        }
        _ => Err(DayFault::NotADay),
    }
}

/// The latest such day that does not lie ahead.
fn latest(month: &str, day: &str, today: NaiveDate) -> Result<NaiveDate, DayFault> {
    const MOST: i32 = 8; // years from one 29 February to the next
    if month.len() > 2 || day.len() > 2 {
        return Err(DayFault::NotADay);
    }
    let years = (today.year() - MOST..=today.year()).rev();
    let mut days = years.filter_map(|year| of_numbers(&year.to_string(), month, day).ok());
    days.find(|day| *day <= today).ok_or(DayFault::NoSuchDay)
}

/// What only the screens read: Chinese numbers, English, a time in words, what
/// the paper has around a day. They ask back and a list cannot, which is read
/// again on other days besides: the year must be written, and nothing may be
/// counted from today or only be about so.
fn as_on_the_screens(text: &str, reader: DayReader<'_>) -> Result<Dated, DayFault> {
    let (value, supplied, weekday) = match reader.read_written(text) {
        Typed::Day { day, taken, .. } => (Value::Date(day), taken, None),
        Typed::Month { month, taken, .. } => (Value::Month(month), taken, None),
        Typed::OtherWeekday(day, typed, taken) => (Value::Date(day), taken, Some((day, typed))),
        Typed::NoDay(..) | Typed::NoMonth(_) => return Err(DayFault::NoSuchDay),
        Typed::NoYear(year) => return Err(DayFault::Year(year)),
        Typed::OtherDay(of) => return Err(DayFault::OtherDay(of)),
        Typed::UnclearOrder if is_year_written(text) => return Err(DayFault::DayOrMonth),
        Typed::UnclearOrder => return Err(DayFault::Order),
        Typed::Empty | Typed::Unknown | Typed::Partial | Typed::NotADay => {
            return Err(DayFault::NotADay);
        }
    };
    let year = value.days().map_or(0, |(first, _)| first.year());
    let short = format!("{:02}", year % 100);
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    let taken = match supplied {
        _ if is_about(text, &value, reader.labels) => return Err(DayFault::NotADay),
        Supplied::Year => true,
        Supplied::Nothing if in_digits(text).contains(&year.to_string()) => false,
        // 8-Oct-26, as 26.10.8.
        Supplied::Nothing if runs.any(|run| run == short) => return Err(DayFault::Order),
        Supplied::Nothing | Supplied::Month | Supplied::Week => return Err(DayFault::NotADay),
    };
    match weekday {
        Some((day, typed)) => Err(DayFault::Weekday(day, typed, taken)),
        None => Ok(Dated { value, taken }),
    }
}

/// Whether a text has a year of four digits.
fn is_year_written(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| number.len() == 4)
}

/// Whether a text has words by which its day is no certain one, or only a bound.
/// What the paper has around a day is none: `应于…前复审`, `有效期至…止`.
fn is_about(text: &str, value: &Value, labels: &[DayLabel]) -> bool {
    const IN_ENGLISH: [&str; 6] = ["about", "around", "early", "mid", "late", "end"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
    if matches!(value, Value::Date(_)) && words.any(|word| IN_ENGLISH.contains(&word)) {
        return true;
    }
    if !text.contains(|c| "约概左右前后止至到".contains(c)) {
        return false;
    }
    let mut labels: Vec<_> = labels.iter().map(|it| it.words.as_str()).collect();
    labels.retain(|label| text.contains(label));
    labels.sort_unstable_by_key(|label| std::cmp::Reverse(label.len()));
    let bare = labels
        .iter()
        .fold(text.to_owned(), |bare, label| bare.replace(label, ""));
    let ends = bare.ends_with('止') && !labels.iter().any(|label| label.ends_with(['至', '到']));
    let bare = bare.trim_start_matches([':', '：', ' ', '在', '于']);
    ends || bare.starts_with(['至', '到']) || bare.contains(|c| "约概左右前后".contains(c))
}

/// Reads a number cell of a spreadsheet: a count of days, or eight digits.
///
/// # Errors
/// What is missing or wrong.
pub(crate) fn of_number(number: f64, reader: DayReader<'_>) -> Result<Dated, DayFault> {
    if is_count(number) {
        return of_digits(&format!("{:.0}", number.floor())).map(Dated::whole);
    }
    let text = number.to_string();
    let read = read(&text, reader)?;
    // 9.30 and 2026.10 typed as numbers lose their zero.
    let fraction = text.split_once('.').map(|(_, fraction)| fraction.len());
    let no_zero = fraction == Some(1) && self::read(&format!("{text}0"), reader).is_ok();
    match text.chars().next_back().filter(|_| no_zero) {
        Some(last) => Err(DayFault::LostZero(last)),
        None => Ok(read),
    }
}

/// Whether a number is a spreadsheet's count of days.
pub(crate) fn is_count(number: f64) -> bool {
    (f64::from(FIRST_SERIAL)..f64::from(LAST_SERIAL + 1)).contains(&number)
}

/// Whether a text has digits that belong to no day and time, as somebody's
/// telephone number has that was typed behind the day: `9:13812345678`.
fn has_other_number(text: &str) -> bool {
    const FRACTION: usize = 9; // digits of a second's parts; a day has eight
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let is_odd_at = |(at, sign): (usize, &str)| {
        let (before, behind) = text.split_at(at);
        let behind = behind.strip_prefix(sign).unwrap_or_default();
        let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let (hours, minutes) = (before.len() - head.len(), figures(behind));
        let fraction = behind.get(minutes..).and_then(|it| it.strip_prefix('.'));
        let most = if head.ends_with(':') { FRACTION } else { 2 };
        let is_long = minutes > 2 || fraction.map_or(0, figures) > most;
        hours > 2 || hours > 0 && is_long
    };
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| number.len() > FRACTION)
        || text.match_indices([':', '点', '时']).any(is_odd_at)
}

/// Cuts a time of day off, as spreadsheets and databases write one in digits.
fn without_time(text: &str) -> &str {
    let is_time = |rest: &str| {
        let mut bytes = rest.trim().bytes();
        rest.contains(':') && bytes.all(|byte| byte.is_ascii_digit() || b":.".contains(&byte))
    };
    match text.split_once([' ', 'T']) {
        Some((date, rest)) if is_time(rest) => date.trim(),
        _ => text,
    }
}

/// Reads a day cell of a spreadsheet: a small number under a format for days
/// is one too, of 1900.
///
/// # Errors
/// No review lies in its year.
pub(crate) fn of_cell(day: NaiveDate) -> Result<Dated, DayFault> {
    likely(day).map(|day| Dated::whole(Value::Date(day)))
}

fn likely(day: NaiveDate) -> Result<NaiveDate, DayFault> {
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(DayFault::Year(day.year()))
    }
}

fn of_digits(digits: &str) -> Result<Value, DayFault> {
    match digits.len() {
        8 => {
            let (year, rest) = digits.split_at(4);
            let (month, day) = rest.split_at(2);
            of_numbers(year, month, day).map(Value::Date)
        }
        5 => digits
            .parse()
            .ok()
            .filter(|serial| (FIRST_SERIAL..=LAST_SERIAL).contains(serial))
            .and_then(|serial| EPOCH?.checked_add_signed(TimeDelta::days(i64::from(serial))))
            .map(Value::Date)
            .ok_or(DayFault::NotADay),
        6 => {
            let (year, month) = digits.split_at(4);
            let (short, rest) = digits.split_at(2);
            let (of_short, day) = rest.split_at(2);
            let short = of_numbers(&format!("20{short}"), of_short, day);
            match (of_numbers(year, month, "1"), short) {
                (Ok(first), Err(_)) => Ok(Value::Month(Month::of(first))),
                _ => Err(DayFault::NoDay),
            }
        }
        _ => Err(DayFault::NotADay),
    }
}

fn of_numbers(year: &str, month: &str, day: &str) -> Result<NaiveDate, DayFault> {
    let number = |text: &str| text.parse::<u32>().ok();
    let year: i32 = year.parse().map_err(|_| DayFault::NotADay)?;
    let date = number(month).zip(number(day));
    let date = date.and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    date.ok_or(DayFault::NoSuchDay).and_then(likely)
}

/// The runs of digits and the single marks between and behind them. Nothing
/// where there are more than three of one, or two marks in a row.
fn parts(text: &str) -> Option<(Vec<&str>, Vec<char>)> {
    let (mut numbers, mut marks) = (Vec::with_capacity(3), Vec::with_capacity(3));
    let mut rest = text;
    while !rest.is_empty() && marks.len() <= 3 {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        numbers.push(Some(number).filter(|number| !number.is_empty())?);
        let mut behind = behind.trim_start().chars();
        marks.extend(behind.next());
        rest = behind.as_str().trim();
    }
    Some((numbers, marks))
}

#[cfg(test)]
mod tests;
