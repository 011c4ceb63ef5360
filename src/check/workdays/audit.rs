//! Checking a year file: every fault at once, each with the day it is about.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Calendar, Holiday, Law, Span, Year, YearFault, first_year, is_weekend};

/// All faults of a year file by itself; [`check_sum`] looks at the years together.
#[must_use]
pub fn check_year(year: &Year) -> Vec<YearFault> {
    let mut faults = Vec::new();
    check_notices(year, &mut faults);
    let Some(bounds) = year.bounds() else {
        faults.push(YearFault::YearOutside(year.year));
        return faults;
    };
    check_titles(year, &mut faults);
    let mut seen = Seen::default();
    for holiday in &year.holidays {
        check_holiday(year, holiday, bounds, &mut faults);
        seen.off(holiday, bounds, &mut faults);
        seen.work(holiday, &mut faults);
    }
    seen.clashes(&mut faults);
    if year.complete {
        let missing = year.missing().into_iter();
        faults.extend(missing.map(YearFault::Missing));
    }
    faults
}

fn check_notices(year: &Year, faults: &mut Vec<YearFault>) {
    if year.complete && year.notices.is_empty() {
        faults.push(YearFault::NoNotice(year.year));
    }
    for (notice, position) in year.notices.iter().zip(1..) {
        for (text, number) in [(&notice.title, false), (&notice.number, true)] {
            if text.trim().is_empty() {
                faults.push(YearFault::BlankNotice { position, number });
            }
        }
    }
}

/// A notice of another year is most likely the file that this one was copied from.
fn check_titles(year: &Year, faults: &mut Vec<YearFault>) {
    let year_of = |title: &str| first_year(title).filter(|it| *it != year.year);
    for (notice, position) in year.notices.iter().zip(1..) {
        faults.extend(year_of(&notice.title).map(|found| YearFault::OtherYear {
            position,
            found,
            year: year.year,
        }));
    }
}

/// What can be said of a holiday without looking at the others.
fn check_holiday(year: &Year, it: &Holiday, bounds: Span, faults: &mut Vec<YearFault>) {
    let holiday = &it.name;
    // 0 is the default: a year by law has no notice, and its lack elsewhere is said once.
    let default = it.notice == 0 && year.notices.is_empty();
    if it.notice >= year.notices.len() && !default {
        faults.push(YearFault::NoSuchNotice {
            holiday: holiday.clone(),
            position: it.notice.saturating_add(1),
        });
    }
    if it.off.is_none() && it.work.is_empty() {
        faults.push(YearFault::EmptyHoliday(holiday.clone()));
    }
    if let Some(span) = it.off {
        check_span(year.year, holiday, span, bounds, faults);
    }
    for &day in &it.work {
        if !bounds.contains(day) {
            faults.push(outside(year.year, holiday, day));
        }
        if !is_weekend(day) {
            faults.push(YearFault::WorkOnWeekday {
                day,
                holiday: holiday.clone(),
            });
        }
    }
}

fn check_span(year: i32, holiday: &str, span: Span, bounds: Span, faults: &mut Vec<YearFault>) {
    let Span { from, to } = span;
    if span.is_empty() {
        faults.push(YearFault::SpanReversed {
            holiday: holiday.to_owned(),
            from,
            to,
        });
    } else if from < bounds.from {
        faults.push(outside(year, holiday, from));
    } else if to > bounds.to {
        // The first day too many: the day after the bounds, or a span wholly beyond them.
        let after = bounds.to.succ_opt().unwrap_or(bounds.to);
        faults.push(outside(year, holiday, from.max(after)));
    }
}

fn outside(year: i32, holiday: &str, day: NaiveDate) -> YearFault {
    YearFault::OutsideYear {
        holiday: holiday.to_owned(),
        day,
        year,
    }
}

/// The days given so far, each with the holiday that gave it first.
#[derive(Default)]
struct Seen<'a> {
    off: BTreeMap<NaiveDate, &'a str>,
    work: BTreeMap<NaiveDate, &'a str>,
}

impl<'a> Seen<'a> {
    /// Notes the days off; only those inside the bounds, so that no span is too long to walk.
    fn off(&mut self, it: &'a Holiday, bounds: Span, faults: &mut Vec<YearFault>) {
        let Some(span) = it.off.and_then(|span| span.within(bounds)) else {
            return;
        };
        for day in span.days() {
            if let Some(first) = self.off.insert(day, &it.name) {
                faults.push(YearFault::OffTwice {
                    day,
                    first: first.to_owned(),
                    second: it.name.clone(),
                });
            }
        }
    }

    fn work(&mut self, it: &'a Holiday, faults: &mut Vec<YearFault>) {
        for &day in &it.work {
            if let Some(first) = self.work.insert(day, &it.name) {
                faults.push(YearFault::WorkTwice {
                    day,
                    first: first.to_owned(),
                    second: it.name.clone(),
                });
            }
        }
    }

    /// Days that are in both lists, whichever holidays gave them.
    fn clashes(&self, faults: &mut Vec<YearFault>) {
        for (&day, &work) in &self.work {
            if let Some(&off) = self.off.get(&day) {
                faults.push(YearFault::OffAndWorked {
                    day,
                    off: off.to_owned(),
                    work: work.to_owned(),
                });
            }
        }
    }
}

/// Checks the working days of a civil year, with all years that are loaded.
///
/// They must be its weekdays less the days of the [`Law`]; 2020 has two fewer working days, for
/// its Spring Festival was extended. `None` when that holds, or when the year is before 2008 or
/// not among the announced ones, of which nothing can be said.
#[must_use]
pub fn check_sum(calendar: &Calendar, year: i32) -> Option<YearFault> {
    let before = NaiveDate::from_ymd_opt(year.checked_sub(1)?, 12, 31)?;
    let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
    if year < calendar.first_year()? || year > calendar.last_announced()? {
        return None;
    }
    let found = calendar.count(before, last)?.workdays;
    let weekdays = Span {
        from: before,
        to: last,
    }
    .days()
    .skip(1)
    .filter(|&day| !is_weekend(day))
    .count();
    let statutory: i64 = Law::counts(year)?.iter().sum();
    let extended = if year == 2020 { 2 } else { 0 };
    let expected = i64::try_from(weekdays).ok()? - statutory - extended;
    let expected = u32::try_from(expected).ok()?;
    (found != expected).then_some(YearFault::SumDiffers {
        year,
        expected,
        found,
    })
}
