//! Why a notice does not fit the year in the calendar, and how to say it.

use crate::lang::Lang;
use chrono::NaiveDate;

use super::with_weekday;

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
    pub(super) fn chinese(&self) -> String {
        let day = |day: &NaiveDate| with_weekday(*day, Lang::Zh);
        match self {
            Self::NotKnown(year) => format!(
                "这份通知修改 {year} 年已公布的安排，日历里却没有 {year} 年，请先加那一年的通知"
            ),
            Self::Known(name) => format!("日历里的这一年已经有{name}，不用再加"),
            Self::Older { date, newest } => {
                format!(
                    "这份通知是 {date} 的，日历里这一年已经用到 {newest} 的通知，旧的不能盖过新的"
                )
            }
            Self::NotAmending => "没有找到“延长…假期至…”或“…放假，…上班”这样的句子".to_owned(),
            Self::NoSuchHoliday(name) => format!("要修改的年份里没有{name}的放假日期"),
            Self::NotLater { old, new } => format!("假期本来到 {old}，延长到 {new} 并不更晚"),
            Self::Resumes { first, claimed } => {
                format!(
                    "假期后第一个工作日是 {}，通知却写 {}",
                    day(first),
                    day(claimed)
                )
            }
            Self::NoFirstNotice => "要修改的年份还没有 [[notice]]，请先照原通知填好".to_owned(),
        }
    }

    pub(super) fn english(&self) -> String {
        let day = |day: &NaiveDate| with_weekday(*day, Lang::En);
        match self {
            Self::NotKnown(year) => format!(
                "this notice amends {year}, which is not in the calendar: add that year's notice first"
            ),
            Self::Known(name) => format!("the year holds {name} already"),
            Self::Older { date, newest } => format!(
                "this notice is of {date}, and the year rests on one of {newest}: an older one cannot replace a newer"
            ),
            Self::NotAmending => {
                "no sentence like 延长…假期至… or …放假，…上班 was found".to_owned()
            }
            Self::NoSuchHoliday(name) => format!("the year to amend gives no days off for {name}"),
            Self::NotLater { old, new } => {
                format!("the holiday ended on {old}, and {new} is not later")
            }
            Self::Resumes { first, claimed } => {
                format!(
                    "the first working day after it is {}, not {}",
                    day(first),
                    day(claimed)
                )
            }
            Self::NoFirstNotice => {
                "the year to amend has no [[notice]]: fill in the first one".to_owned()
            }
        }
    }
}
