//! Days and months from numbers: which year and which month are meant where
//! they are left out, and whether there is such a day.

use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

use super::{Supplied, Typed};
use crate::check::month::{Month, YEARS};

/// The runs of digits, if nothing but separators stands between them.
pub(super) fn groups(text: &str) -> Option<Vec<&str>> {
    let is_digit = |c: char| c.is_ascii_digit();
    let between = |c: char| is_digit(c) || "-./年月份日号 ,、。".contains(c);
    let groups = text.split(|c| !is_digit(c)).filter(|it| !it.is_empty());
    let groups: Vec<&str> = groups.collect();
    (text.chars().all(between) && !groups.is_empty()).then_some(groups)
}

pub(super) fn one_group(digits: &str, today: NaiveDate) -> Typed {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let century = digits.starts_with("19") || digits.starts_with("20");
    match digits.len() {
        8 => full(number(part(0, 4)), number(part(4, 6)), number(part(6, 8))),
        6 => {
            let year = short_year(part(0, 2));
            let short = full(year, number(part(2, 4)), number(part(4, 6)));
            match (month_of(number(part(0, 4)), part(4, 6)), short) {
                // 201205: a month of 2012, or a day of 2020?
                (Typed::Month { .. }, Typed::Day { .. }) => Typed::UnclearOrder,
                // 201130 is no month of 2011.
                (Typed::NoMonth(_) | Typed::NoYear(_), day @ Typed::Day { .. }) => day,
                (month, _) if century => month,
                _ => short,
            }
        }
        // No month: 2604 is April 2026.
        4 if !century && number::<u32>(part(0, 2)) > 12 => {
            month_of(short_year(part(0, 2)), part(2, 4))
        }
        4 if !century => recent(number(part(0, 2)), number(part(2, 4)), today),
        0..=7 => Typed::Partial,
        _ => Typed::NotADay,
    }
}

pub(super) fn number<N: FromStr + Default>(digits: &str) -> N {
    digits.parse().unwrap_or_default()
}

/// The year of two digits.
pub(super) fn short_year(digits: &str) -> i32 {
    2000 + number::<i32>(digits)
}

pub(super) fn full(year: i32, month: u32, day: u32) -> Typed {
    match whole_month(year, month, Supplied::Nothing) {
        Typed::Month { .. } => {}
        fault => return fault,
    }
    let date = NaiveDate::from_ymd_opt(year, month, day);
    date.map_or(Typed::NoDay(year, month, day), |day| {
        taken(day, Supplied::Nothing)
    })
}

pub(super) fn month_of(year: i32, month: &str) -> Typed {
    whole_month(year, number(month), Supplied::Nothing)
}

pub(super) fn whole_month(year: i32, month: u32, taken: Supplied) -> Typed {
    if !YEARS.contains(&year) {
        return Typed::NoYear(year);
    }
    Month::new(year, month).map_or(Typed::NoMonth(month), |month| Typed::Month {
        month,
        taken,
        unfinished: false,
    })
}

/// The month so many months back.
pub(super) fn month_ago(months: u32, today: NaiveDate) -> Typed {
    month_around(today.checked_sub_months(Months::new(months)))
}

/// The month after this one.
pub(super) fn next_month(today: NaiveDate) -> Typed {
    month_around(today.checked_add_months(Months::new(1)))
}

fn month_around(day: Option<NaiveDate>) -> Typed {
    day.map_or(Typed::NotADay, |day| {
        whole_month(day.year(), day.month(), Supplied::Nothing)
    })
}

/// The last such month that has begun.
pub(super) fn recent_month(month: u32, today: NaiveDate) -> Typed {
    let back = i32::from(month > today.month());
    whole_month(today.year() - back, month, Supplied::Year)
}

/// The last such day of a month.
pub(super) fn recent_day(day: u32, today: NaiveDate) -> Typed {
    let mut months = (0..=2).filter_map(|back| {
        let first = Month::of(today)
            .first()
            .checked_sub_months(Months::new(back))?;
        first.with_day(day).filter(|date| *date <= today)
    });
    months
        .next()
        .map_or(Typed::NoDay(today.year(), today.month(), day), |day| {
            taken(day, Supplied::Month)
        })
}

/// The last such day up to today; 29 February looks back up to eight years.
pub(super) fn recent(month: u32, day: u32, today: NaiveDate) -> Typed {
    if !(1..=12).contains(&month) {
        return Typed::NoMonth(month);
    }
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
        .find(|date| *date <= today)
        .map_or(Typed::NoDay(today.year(), month, day), |day| {
            taken(day, Supplied::Year)
        })
}

pub(super) const fn taken(day: NaiveDate, taken: Supplied) -> Typed {
    Typed::Day {
        day,
        taken,
        unfinished: false,
    }
}
