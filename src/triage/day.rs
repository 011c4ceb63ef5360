//! Days as people type them into a roster. Nothing is guessed: what leaves
//! the year or the order open is refused.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use unicode_normalization::UnicodeNormalization as _;

use crate::check::month::Month;
use crate::engine::Value;

/// Why a cell is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayFault {
    /// Not written as a day.
    NotADay,
    /// `10月8日`: which year?
    NoYear,
    /// `202610`: which day?
    NoDay,
    /// `8/10/2026`, `26.10.8`: which of them is the year?
    Order,
    /// 31 June.
    NoSuchDay,
    /// A year that no certificate has.
    Year(i32),
}

/// No review lies outside these years.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

/// Day 0 of a spreadsheet's count.
const EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);

/// Five digits from here (1990-01-01) to [`LAST_SERIAL`] (2099-12-31) are a
/// spreadsheet's count of days: no other way to write a day has five digits.
const FIRST_SERIAL: u32 = 32_874;
const LAST_SERIAL: u32 = 73_050;

/// Reads a day: `2026-10-08`, `2026.10.8`, `2026/10/8`, `20261008`,
/// `2026年10月8日`, with or without a time behind it, a spreadsheet's count of
/// days, or a month: `2026年10月`, `2026-10`.
///
/// # Errors
/// What is missing or wrong.
pub(crate) fn read(text: &str) -> Result<Value, DayFault> {
    let text = text.trim();
    let wide = |c| matches!(c, '\u{2000}'..='\u{2FFF}' | '\u{3000}' | '\u{F900}'..);
    let narrow: Cow<'_, str> = if text.is_ascii() || !text.contains(wide) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    };
    let dated = without_time(&narrow);
    if dated.bytes().all(|byte| byte.is_ascii_digit()) {
        return of_digits(dated).map(Value::Date);
    }
    let (numbers, marks) = parts(dated).ok_or(DayFault::NotADay)?;
    match (marks.as_slice(), numbers.as_slice()) {
        (
            ['-', '-'] | ['.', '.'] | ['/', '/'] | ['年', '月'] | ['年', '月', '日' | '号'],
            [y, m, d],
        ) => {
            if y.len() == 4 {
                of_numbers(y, m, d).map(Value::Date)
            } else {
                Err(DayFault::Order)
            }
        }
        (['-' | '.' | '/' | '年'] | ['年', '月'], [year, month]) if year.len() == 4 => {
            let first = of_numbers(year, month, "1")?;
            Ok(Value::Month(Month::of(first)))
        }
        (['-' | '.' | '/' | '月'] | ['月', '日' | '号'], [_, _]) => Err(DayFault::NoYear),
        _ => Err(DayFault::NotADay),
    }
}

/// Reads a number cell of a spreadsheet: a count of days, or eight digits.
///
/// # Errors
/// What is missing or wrong.
pub(crate) fn of_number(number: f64) -> Result<Value, DayFault> {
    if (f64::from(FIRST_SERIAL)..f64::from(LAST_SERIAL + 1)).contains(&number) {
        return of_digits(&format!("{:.0}", number.floor())).map(Value::Date);
    }
    read(&number.to_string())
}

/// Cuts a time of day off, as spreadsheets and databases write one.
fn without_time(text: &str) -> &str {
    let is_time = |rest: &str| {
        let mut bytes = rest.trim().bytes();
        rest.contains(':') && bytes.all(|byte| byte.is_ascii_digit() || b":.Z".contains(&byte))
    };
    match text.split_once([' ', 'T']) {
        Some((date, rest)) if is_time(rest) => date.trim(),
        _ => text,
    }
}

fn of_digits(digits: &str) -> Result<NaiveDate, DayFault> {
    match digits.len() {
        8 => {
            let (year, rest) = digits.split_at(4);
            let (month, day) = rest.split_at(2);
            of_numbers(year, month, day)
        }
        5 => digits
            .parse()
            .ok()
            .filter(|serial| (FIRST_SERIAL..=LAST_SERIAL).contains(serial))
            .and_then(|serial| EPOCH?.checked_add_signed(TimeDelta::days(i64::from(serial))))
            .ok_or(DayFault::NotADay),
        6 => Err(DayFault::NoDay),
        _ => Err(DayFault::NotADay),
    }
}

fn of_numbers(year: &str, month: &str, day: &str) -> Result<NaiveDate, DayFault> {
    let number = |text: &str| text.parse::<u32>().ok();
    let year: i32 = year.parse().map_err(|_| DayFault::NotADay)?;
    let date = number(month).zip(number(day));
    let date = date.and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    match date {
        Some(date) if YEARS.contains(&date.year()) => Ok(date),
        Some(date) => Err(DayFault::Year(date.year())),
        None => Err(DayFault::NoSuchDay),
    }
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
mod tests {
    use super::DayFault::{NoDay, NoSuchDay, NoYear, NotADay, Order, Year};
    use super::{DayFault, of_number, read};
    use crate::engine::Value;

    fn shown(value: Value) -> String {
        match value {
            Value::Date(day) => day.to_string(),
            Value::Month(month) => month.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[track_caller]
    fn day(text: &str, expected: Result<&str, DayFault>) {
        let found = read(text).map(shown);
        assert_eq!(found.as_deref().map_err(|fault| *fault), expected, "{text}");
    }

    #[test]
    fn every_usual_way_to_write_a_day() {
        for text in [
            "2026-10-08",
            "2026-10-8",
            "2026.10.8",
            "2026/10/8",
            "20261008",
            "2026年10月8日",
            "2026年10月08号",
            "2026 年 10 月 8 日",
            "2026年10月8",
            "２０２６－１０－０８",
            " 2026-10-08 ",
            "2026-10-08 00:00:00",
            "2026-10-08T00:00:00.000Z",
            "2026/10/8 0:00",
            "46303",
        ] {
            day(text, Ok("2026-10-08"));
        }
        day("2024-02-29", Ok("2024-02-29"));
        for text in ["2026年10月", "2026-10", "2026.10"] {
            day(text, Ok("2026-10"));
        }
        day("2026-13", Err(NoSuchDay));
    }

    #[test]
    fn what_is_open_is_refused() {
        for (text, fault) in [
            ("10月8日", NoYear),
            ("10.8", NoYear),
            ("10-8", NoYear),
            ("202610", NoDay),
            ("26.10.8", Order),
            ("8/10/2026", Order),
            ("26年10月8日", Order),
            ("2026-02-30", NoSuchDay),
            ("20261308", NoSuchDay),
            ("00000000", NoSuchDay),
            ("2206-10-08", Year(2206)),
            ("2026-10.08", NotADay),
            ("2026--10-08", NotADay),
            ("去年国庆", NotADay),
            ("10001", NotADay),
            ("99999", NotADay),
            ("2026-10-08-1", NotADay),
            ("", NotADay),
            ("-", NotADay),
            ("2026-10-99999999999999999999", NoSuchDay),
        ] {
            day(text, Err(fault));
        }
    }

    #[test]
    fn number_cells_are_counts_of_days_or_eight_digits() {
        let shown = |number| of_number(number).map(shown);
        assert_eq!(shown(46303.0), Ok("2026-10-08".to_owned()));
        assert_eq!(shown(46303.75), Ok("2026-10-08".to_owned()));
        assert_eq!(shown(20_261_008.0), Ok("2026-10-08".to_owned()));
        assert_eq!(shown(10.8), Err(NoYear));
        assert_eq!(shown(f64::NAN), Err(NotADay));
        assert_eq!(shown(1e300), Err(NotADay));
        assert_eq!(shown(-5.0), Err(NotADay));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".*", number in proptest::num::f64::ANY) {
            let _ = (read(&text), of_number(number));
        }

        #[test]
        fn every_day_comes_back(serial in super::FIRST_SERIAL..=super::LAST_SERIAL) {
            let Ok(Value::Date(day)) = read(&serial.to_string()) else {
                panic!("{serial} is a count of days");
            };
            for form in ["%Y-%m-%d", "%Y.%m.%d", "%Y/%-m/%-d", "%Y%m%d", "%Y年%-m月%-d日"] {
                proptest::prop_assert_eq!(read(&day.format(form).to_string()), Ok(Value::Date(day)));
            }
        }
    }
}
