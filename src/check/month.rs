//! A month as an answer: people often know the month and not the day.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// The years a day or month of somebody's certificate can lie in.
pub(crate) const YEARS: RangeInclusive<i32> = 1950..=2099;

/// A time by the clocks of China, which is one zone, UTC+8.
pub(crate) fn in_china(time: DateTime<Utc>) -> NaiveDateTime {
    time.naive_utc() + TimeDelta::hours(8)
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month with that number, from 1; none where there is no such month.
    pub(crate) fn new(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self { first })
    }

    /// The month a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let first = day.with_day(1).unwrap_or(day);
        Self { first }
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub(crate) fn last(self) -> NaiveDate {
        let day = u32::from(self.first.num_days_in_month());
        self.first.with_day(day).unwrap_or(NaiveDate::MAX)
    }
}

/// `2026-05`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// Reads `2026-05` of one of the `YEARS`, and nothing else.
impl FromStr for Month {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let first = iso_day(&format!("{text}-01")).filter(|first| YEARS.contains(&first.year()));
        first.map(|first| Self { first }).ok_or(())
    }
}

/// Reads a day of the years 1 to 9999 as ISO 8601 has it, `2026-05-31`, and
/// nothing else: chrono takes `26-5-31` for a day of the year 26.
pub(crate) fn iso_day(text: &str) -> Option<NaiveDate> {
    let fits = |(byte, sign): (u8, u8)| match sign {
        b'-' => byte == sign,
        _ => byte.is_ascii_digit(),
    };
    let fits = text.len() == 10 && text.bytes().zip(*b"yyyy-mm-dd").all(fits);
    let day: Option<NaiveDate> = text.parse().ok().filter(|_| fits);
    day.filter(|day| day.year() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_as_it_is_read() {
        for text in ["2026-05", "2024-02", "2025-12", "1999-01"] {
            let month: Month = text.parse().expect("a month");
            assert_eq!(month.to_string(), text);
        }
        for text in [
            "2026-13",
            "2026-00",
            "2026-5",
            "26-05",
            "2026/05",
            "2026-05-01",
            "+026-05",
            "0026-05",
            "2100-01",
            "",
        ] {
            assert_eq!(text.parse::<Month>(), Err(()), "{text}");
        }
    }

    #[test]
    fn a_day_is_written_in_full() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 8);
        assert_eq!(iso_day("2026-10-08"), day);
        for text in [
            "26-10-08",
            "2026-10-8",
            "2026-10-08 ",
            "2026-10-0８",
            "+026-10-08",
            "2026-02-30",
            "0000-10-08",
            "",
        ] {
            assert_eq!(iso_day(text), None, "{text}");
        }
    }

    #[test]
    fn its_last_day_is_the_day_before_the_next() {
        let last = |text: &str| {
            text.parse::<Month>()
                .map(Month::last)
                .expect("a month")
                .day()
        };
        assert_eq!(
            [last("2024-02"), last("2026-02"), last("2026-12")],
            [29, 28, 31]
        );
    }
}
