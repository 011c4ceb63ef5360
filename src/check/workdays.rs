//! Counting working days of China, and saying how far the count can be trusted.
//!
//! A working day is a Monday to Friday that is no day off, or a make-up workday (调休上班). The
//! day a count starts from is day 0: the next day is the first that can count (民法典 art. 201);
//! statutory holidays do not count (行政许可法 art. 82), make-up workdays do.
//!
//! Years come from [`Year`] files, typed from the State Council's notices. Days of years that no
//! notice has settled are counted Monday to Friday less the days listed, and say so by their
//! [`Status`].
//!
//! Counting and finding the n-th day cost the same however far apart the days are: over the
//! years with data a table holds the working days up to each day and another the date of each
//! working day; outside them the calendar is Monday to Friday, which is arithmetic.

mod audit;
mod build;
mod differ;
mod fault;
mod law;
mod year;

use chrono::{Datelike, NaiveDate};

use crate::lang::Lang;

pub use audit::{check_sum, check_year};
pub use differ::{Arranged, Difference, differences};
pub use fault::{Severity, YearFault};
pub use law::Law;
pub(crate) use year::{FIRST_YEAR, HOLIDAYS, LAST_YEAR, first_year, holiday_name, with_weekday};
pub use year::{Holiday, KnownYears, Notice, Span, Year, is_weekend, weekday};

/// Slots a year takes in the tables indexed by day; a common year leaves the last one empty.
const SLOTS: usize = 366;

/// The last day [`Calendar::nth`] answers with.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

named! {
    /// How far a day or a count is settled; the worst last.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Status {
        /// Settled by a notice.
        Announced "announced",
        /// 26 to 31 December of the last announced year: the next notice may reach back to it.
        Provisional "provisional",
        /// No notice yet: Monday to Friday less the days fixed by law, so far as they are listed.
        NotAnnounced "not-announced",
        /// Before the first year there is a file for: Monday to Friday, holidays unknown.
        OutOfRange "out-of-range",
    }
}

/// A number of working days, and how far it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// Working days.
    pub workdays: u32,
    /// The worst status of the days looked at, working days or not.
    pub status: Status,
}

impl Count {
    /// Whether every day looked at has been settled by a notice.
    #[must_use]
    pub fn certain(self) -> bool {
        self.status == Status::Announced
    }
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind<'a> {
    /// An ordinary Monday to Friday.
    Workday,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A day off (放假) of the holiday named, perhaps on a weekend.
    Off {
        /// Chinese name of the holiday.
        holiday: &'a str,
    },
    /// A make-up workday (调休上班) of the holiday named.
    MakeUp {
        /// Chinese name of the holiday.
        holiday: &'a str,
    },
}

impl DayKind<'_> {
    /// What such a day is.
    pub(crate) fn words(self, lang: Lang) -> String {
        let (holiday, what) = match self {
            Self::Off { holiday } => (holiday, lang.pick("放假", ", day off")),
            Self::MakeUp { holiday } => (holiday, lang.pick("调休上班", ", make-up workday")),
            Self::Weekend => ("", lang.pick("周末", "weekend")),
            Self::Workday => ("", lang.pick("工作日", "workday")),
        };
        holiday_name(holiday, lang) + what
    }
}

/// One day as the calendar sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Day<'a> {
    /// The date.
    pub(crate) date: NaiveDate,
    /// What it is.
    pub kind: DayKind<'a>,
    /// How far that is settled.
    pub status: Status,
    /// The notice that makes it a day off or a make-up workday; `None` for ordinary days.
    pub notice: Option<&'a Notice>,
    /// Whether it counts as a working day.
    pub counted: bool,
}

/// A day some year file speaks of.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// Index into [`Calendar::holidays`].
    holiday: u32,
    /// Make-up workday, or else day off.
    work: bool,
}

/// A holiday's name and the notice that fixed it.
#[derive(Debug, Clone)]
struct Label {
    name: String,
    notice: Option<Notice>,
}

/// The working-day calendar over a set of years.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// First year of the tables.
    first: i32,
    /// Working days from the tables' first day up to and with the day of each slot.
    upto: Vec<u16>,
    /// Date of each working day of the tables; entry 0 is the day before the first.
    dates: Vec<NaiveDate>,
    /// The mark of each slot.
    marked: Vec<Option<Mark>>,
    holidays: Vec<Label>,
    /// The day before the tables' first day, and the weekdays up to and with it.
    before: NaiveDate,
    weekdays_before: i64,
    /// The weekdays up to and with the tables' last day.
    weekdays_end: i64,
    last_announced: Option<i32>,
    /// Last day that is announced, last day that is at least provisional.
    certain_until: NaiveDate,
    provisional_until: NaiveDate,
}

impl Calendar {
    /// Place of a day in the tables indexed by day; past their end when they do not hold it.
    fn slot(&self, day: NaiveDate) -> usize {
        // chrono keeps year and day of the year packed, so this costs less than a day number.
        let years = i64::from(day.year() - self.first);
        usize::try_from(years).map_or(usize::MAX, |it| it * SLOTS + day.ordinal0() as usize)
    }

    /// The mark of a day, if a year file speaks of it.
    fn mark_of(&self, day: NaiveDate) -> Option<Mark> {
        *self.marked.get(self.slot(day))?
    }

    /// Whether the day is a working day.
    pub(crate) fn counts(&self, day: NaiveDate) -> bool {
        self.mark_of(day)
            .map_or_else(|| !is_weekend(day), |mark| mark.work)
    }

    /// Number of the last working day up to and with this day; the tables' first one is 1.
    #[inline]
    fn rank(&self, day: NaiveDate) -> i64 {
        match self.upto.get(self.slot(day)) {
            Some(&rank) => i64::from(rank),
            None => self.rank_outside(day),
        }
    }

    /// [`Self::rank`] for a day outside the tables.
    #[cold]
    fn rank_outside(&self, day: NaiveDate) -> i64 {
        if day <= self.before {
            weekdays_upto(day) - self.weekdays_before
        } else {
            self.total() + weekdays_upto(day) - self.weekdays_end
        }
    }

    /// Working days in the tables.
    fn total(&self) -> i64 {
        self.upto.last().map_or(0, |&sum| i64::from(sum))
    }

    /// Working days after `from` up to and with `to`; `None` when `to` lies before `from`.
    #[inline]
    #[must_use]
    pub fn count(&self, from: NaiveDate, to: NaiveDate) -> Option<Count> {
        if to < from {
            return None;
        }
        Some(Count {
            workdays: u32::try_from(self.rank(to) - self.rank(from)).unwrap_or(0),
            status: self.status_between(from, to),
        })
    }

    /// The `n`-th working day after `from`, and the worst status of the days up to it.
    ///
    /// `None` when `n` is 0 or the day would lie past the year 9999.
    #[inline]
    #[must_use]
    pub fn nth(&self, from: NaiveDate, n: u32) -> Option<(NaiveDate, Status)> {
        if n == 0 {
            return None;
        }
        let rank = self.rank(from) + i64::from(n);
        let day = match usize::try_from(rank).ok().filter(|&it| it > 0) {
            Some(index) => match self.dates.get(index) {
                Some(&day) => day,
                None => nth_weekday(self.weekdays_end + rank - self.total())?,
            },
            None => nth_weekday(self.weekdays_before + rank)?,
        };
        (day <= LAST_DAY).then(|| (day, self.status_between(from, day)))
    }

    /// How far a day is settled.
    #[must_use]
    pub fn status(&self, day: NaiveDate) -> Status {
        if day <= self.before {
            Status::OutOfRange
        } else {
            self.status_upto(day)
        }
    }

    /// Worst status of the days after `from` up to and with `to`.
    fn status_between(&self, from: NaiveDate, to: NaiveDate) -> Status {
        if from == to {
            Status::Announced
        } else if from < self.before {
            Status::OutOfRange
        } else {
            self.status_upto(to)
        }
    }

    /// Status of a day not before the first year; it only gets worse from day to day.
    fn status_upto(&self, day: NaiveDate) -> Status {
        if day <= self.certain_until {
            Status::Announced
        } else if day <= self.provisional_until {
            Status::Provisional
        } else {
            Status::NotAnnounced
        }
    }

    /// What the calendar knows of a day.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Day<'_> {
        let mark = self.mark_of(date);
        let label = mark.and_then(|it| self.holidays.get(it.holiday as usize));
        let holiday = label.map_or("", |it| it.name.as_str());
        let kind = match mark {
            Some(Mark { work: true, .. }) => DayKind::MakeUp { holiday },
            Some(_) => DayKind::Off { holiday },
            None if is_weekend(date) => DayKind::Weekend,
            None => DayKind::Workday,
        };
        Day {
            date,
            kind,
            status: self.status(date),
            notice: label.and_then(|it| it.notice.as_ref()),
            counted: matches!(kind, DayKind::Workday | DayKind::MakeUp { .. }),
        }
    }

    /// The days after `from` up to and with `to`, one by one; none when `to` lies before `from`.
    pub fn ledger(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Day<'_>> {
        from.iter_days()
            .skip(1)
            .take_while(move |&date| date <= to)
            .map(|date| self.day(date))
    }

    /// The notices that its days off and make-up workdays rest on, each once for each holiday.
    pub(crate) fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.holidays.iter().filter_map(|it| it.notice.as_ref())
    }

    /// First year there is a file for; days before it are out of range.
    #[must_use]
    pub fn first_year(&self) -> Option<i32> {
        (!self.upto.is_empty()).then_some(self.first)
    }

    /// Last year there is a file for.
    pub(crate) fn last_year(&self) -> Option<i32> {
        let years = i32::try_from(self.upto.len() / SLOTS).ok()?;
        Some(self.first_year()? + years - 1)
    }

    /// End of the unbroken run of announced years that begins with the first year.
    #[must_use]
    pub const fn last_announced(&self) -> Option<i32> {
        self.last_announced
    }

    /// 25 December of the last announced year: the last day that can be certain.
    #[must_use]
    pub fn certain_until(&self) -> Option<NaiveDate> {
        self.last_announced.map(|_| self.certain_until)
    }
}

/// Days from Monday to Friday from 1 January of the year 1 (a Monday) up to and with this day.
fn weekdays_upto(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// The day with this number in the count of [`weekdays_upto`]; `None` past chrono's range.
fn nth_weekday(number: i64) -> Option<NaiveDate> {
    let before = number - 1;
    let day = before.div_euclid(5) * 7 + before.rem_euclid(5) + 1;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)
}
