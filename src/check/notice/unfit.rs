//! Why a notice does not fit the year in the calendar, and how to say it.

use crate::lang::{Lang, Said};
use chrono::NaiveDate;

use crate::check::workdays::with_weekday;

/// Why a notice does not fit the year in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// The year to amend is not in the calendar.
    NotKnown(i32),
    /// The year holds this notice already.
    Known(String),
    /// The year holds a newer notice than this one.
    Older {
        /// Day of issue.
        date: NaiveDate,
        /// Day of issue of the newest one.
        newest: NaiveDate,
    },
    /// The text to amend with changes no holiday.
    NotAmending,
    /// The year to amend has no such holiday with days off.
    NoSuchHoliday(String),
    /// The new end is not after the old one.
    NotLater {
        /// End so far.
        old: NaiveDate,
        /// End by the amendment.
        new: NaiveDate,
    },
    /// Work begins on another day than the text says.
    Resumes {
        /// First working day after the holiday.
        first: NaiveDate,
        /// Day the text says.
        claimed: NaiveDate,
    },
    /// The year to amend does not hold the notice that announced it.
    NoFirstNotice,
}

impl Unfit {
    pub(super) fn words(&self) -> Said {
        let zh = |day: &NaiveDate| with_weekday(*day, Lang::Zh);
        let en = |day: &NaiveDate| with_weekday(*day, Lang::En);
        match self {
            Self::NotKnown(year) => Said::new(
                format!(
                    "这份通知修改 {year} 年已公布的安排，日历里却没有 {year} 年，请先加那一年的通知"
                ),
                format!(
                    "this notice amends {year}, which is not in the calendar: add that year's notice first"
                ),
            ),
            Self::Known(name) => Said::new(
                format!("日历里的这一年已经有{name}，不用再加"),
                format!("the year holds {name} already"),
            ),
            Self::Older { date, newest } => Said::new(
                format!(
                    "这份通知是 {date} 的，日历里这一年已经用到 {newest} 的通知，旧的不能盖过新的"
                ),
                format!(
                    "this notice is of {date}, and the year rests on one of {newest}: an older one cannot replace a newer"
                ),
            ),
            Self::NotAmending => Said::new(
                "没有找到“延长…假期至…”或“…放假，…上班”这样的句子",
                "no sentence like 延长…假期至… or …放假，…上班 was found",
            ),
            Self::NoSuchHoliday(name) => Said::new(
                format!("要修改的年份里没有{name}的放假日期"),
                format!("the year to amend gives no days off for {name}"),
            ),
            Self::NotLater { old, new } => Said::new(
                format!("假期本来到 {old}，延长到 {new} 并不更晚"),
                format!("the holiday ended on {old}, and {new} is not later"),
            ),
            Self::Resumes { first, claimed } => Said::new(
                format!(
                    "假期后第一个工作日是 {}，通知却写 {}",
                    zh(first),
                    zh(claimed)
                ),
                format!(
                    "the first working day after it is {}, not {}",
                    en(first),
                    en(claimed)
                ),
            ),
            Self::NoFirstNotice => Said::new(
                "要修改的年份还没有 [[notice]]，请先照原通知填好",
                "the year to amend has no [[notice]]: fill in the first one",
            ),
        }
    }
}
