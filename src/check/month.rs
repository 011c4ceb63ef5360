//! A month as an answer: people often know the month and not the day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

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
        let next = self.first.checked_add_months(Months::new(1));
        let last = next.and_then(|next| next.checked_sub_days(Days::new(1)));
        last.unwrap_or(NaiveDate::MAX)
    }
}

/// `2026-05`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// Reads `2026-05`, and nothing else.
impl FromStr for Month {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        let digits =
            |part: &str, count| part.len() == count && part.bytes().all(|it| it.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(());
        }
        let (year, month) = (year.parse().map_err(drop)?, month.parse().map_err(drop)?);
        Self::new(year, month).ok_or(())
    }
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
            "",
        ] {
            assert_eq!(text.parse::<Month>(), Err(()), "{text}");
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
