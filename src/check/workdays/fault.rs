//! What can be wrong with a year file, and how to say it.

use crate::lang::{Lang, Said};
use chrono::NaiveDate;

use super::{FIRST_YEAR, LAST_YEAR, with_weekday};

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Worth a look; the file can be used.
    Warning,
    /// The file must not be used.
    Error,
}

/// What is wrong with a year file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum YearFault {
    /// The year lies outside `FIRST_YEAR..=LAST_YEAR`.
    YearOutside(i32),
    /// An announced year without any notice.
    NoNotice(i32),
    /// A notice without title or number.
    BlankNotice {
        /// Which notice, counted from 1.
        position: usize,
        /// The number is missing, or else the title.
        number: bool,
    },
    /// A notice whose title names another year.
    OtherYear {
        /// Which notice, counted from 1.
        position: usize,
        /// The year its title names.
        found: i32,
        /// The year of the file.
        year: i32,
    },
    /// A holiday rests on a notice the file does not hold.
    NoSuchNotice {
        /// Name of the holiday.
        holiday: String,
        /// Which notice, counted from 1.
        position: usize,
    },
    /// A span that ends before it begins.
    SpanReversed {
        /// Name of the holiday.
        holiday: String,
        /// First day as given.
        from: NaiveDate,
        /// Last day as given.
        to: NaiveDate,
    },
    /// A day the notice of this year cannot speak of.
    OutsideYear {
        /// Name of the holiday.
        holiday: String,
        /// The first such day.
        day: NaiveDate,
        /// The year of the file.
        year: i32,
    },
    /// A day that is both off and worked.
    OffAndWorked {
        /// The day.
        day: NaiveDate,
        /// Holiday it is a day off of.
        off: String,
        /// Holiday it is a make-up workday of.
        work: String,
    },
    /// A day given off twice.
    OffTwice {
        /// The day.
        day: NaiveDate,
        /// Holiday that gives it first.
        first: String,
        /// Holiday that gives it again.
        second: String,
    },
    /// A make-up workday given twice.
    WorkTwice {
        /// The day.
        day: NaiveDate,
        /// Holiday that gives it first.
        first: String,
        /// Holiday that gives it again.
        second: String,
    },
    /// A make-up workday that is no Saturday or Sunday.
    WorkOnWeekday {
        /// The day.
        day: NaiveDate,
        /// Name of the holiday.
        holiday: String,
    },
    /// A holiday with neither days off nor make-up workdays.
    EmptyHoliday(String),
    /// An announced year that does not give days off for one of the seven holidays.
    Missing(&'static str),
    /// A day off by law on which the year does not have its holiday off.
    AgainstLaw {
        /// The day.
        day: NaiveDate,
        /// Name of the holiday.
        holiday: String,
    },
    /// The working days of a civil year are not its weekdays less its statutory days.
    SumDiffers {
        /// The civil year.
        year: i32,
        /// Working days by the rule.
        expected: u32,
        /// Working days by the files.
        found: u32,
    },
}

impl YearFault {
    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            // A year typed or pasted without the notice's number counts right all the same.
            Self::NoNotice(_)
            | Self::BlankNotice { number: true, .. }
            | Self::OtherYear { .. }
            | Self::EmptyHoliday(_)
            | Self::SumDiffers { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The day it is about, if it is about one.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::SpanReversed { from: day, .. }
            | Self::OutsideYear { day, .. }
            | Self::OffAndWorked { day, .. }
            | Self::OffTwice { day, .. }
            | Self::WorkTwice { day, .. }
            | Self::WorkOnWeekday { day, .. }
            | Self::AgainstLaw { day, .. } => Some(*day),
            _ => None,
        }
    }

    /// One sentence that says what is wrong and what to do, in Chinese or English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.words().get(lang).to_owned()
    }

    #[expect(clippy::too_many_lines, reason = "two sentences for each fault")]
    pub(crate) fn words(&self) -> Said {
        match self {
            Self::YearOutside(year) => Said::new(
                format!("年份 {year} 不在 {FIRST_YEAR}–{LAST_YEAR} 之内，请核对 year"),
                format!("year {year} is outside {FIRST_YEAR} to {LAST_YEAR}: check `year`"),
            ),
            Self::NoNotice(year) => Said::new(
                format!(
                    "{year} 年写着 complete = true，却没有 [[notice]]；请写上通知的标题、文号、日期"
                ),
                format!(
                    "{year} says complete = true but has no [[notice]]: add its title, number and date"
                ),
            ),
            Self::BlankNotice { position, number } => {
                let (zh, en) = if *number {
                    ("文号（number）", "number")
                } else {
                    ("标题（title）", "title")
                };
                Said::new(
                    format!("第 {position} 个通知没有{zh}，请照通知补上"),
                    format!("notice {position} has no {en}: copy it from the notice"),
                )
            }
            Self::OtherYear {
                position,
                found,
                year,
            } => Said::new(
                format!(
                    "第 {position} 个通知的标题写的是 {found} 年，文件是 {year} 年的，请照通知核对"
                ),
                format!(
                    "the title of notice {position} names {found}, the file is for {year}: check against the notice"
                ),
            ),
            Self::NoSuchNotice { holiday, position } => Said::new(
                format!("{holiday}写着 notice = {position}，但没有第 {position} 个 [[notice]]"),
                format!(
                    "{holiday} says notice = {position}, but there is no [[notice]] {position}"
                ),
            ),
            Self::SpanReversed { holiday, from, to } => Said::new(
                format!("{holiday}放假从 {from} 到 {to}，终止日早于起始日，请核对"),
                format!("{holiday} is off from {from} to {to}, which ends before it begins"),
            ),
            Self::OutsideYear { holiday, day, year } => Said::new(
                format!(
                    "{holiday}的 {day} 不属于 {year} 年的通知：已公布的年份只能写本年和上一年 12 月，未公布的只能写本年"
                ),
                format!(
                    "{day} ({holiday}) is not for the {year} notice: an announced year holds that year and the December before, one not announced that year alone"
                ),
            ),
            Self::OffAndWorked { day, off, work } => Said::new(
                format!(
                    "{} 既放假（{off}）又上班（{work}），请照通知删去一处",
                    zh(*day)
                ),
                format!(
                    "{} is both off ({off}) and worked ({work}): remove one",
                    en(*day)
                ),
            ),
            Self::OffTwice { day, first, second } => Said::new(
                format!("{} 放假写了两次（{first}、{second}），请删去一处", zh(*day)),
                format!(
                    "{} is given off twice ({first}, {second}): remove one",
                    en(*day)
                ),
            ),
            Self::WorkTwice { day, first, second } => Said::new(
                format!(
                    "{} 调休上班写了两次（{first}、{second}），请删去一处",
                    zh(*day)
                ),
                format!(
                    "{} is a make-up workday twice ({first}, {second}): remove one",
                    en(*day)
                ),
            ),
            Self::WorkOnWeekday { day, holiday } => Said::new(
                format!("{holiday}的调休上班日 {} 不是周末，请核对日期", zh(*day)),
                format!(
                    "make-up workday {} ({holiday}) is not at a weekend: check the date",
                    en(*day)
                ),
            ),
            Self::EmptyHoliday(holiday) => Said::new(
                format!("{holiday}既没有放假（off）也没有调休上班（work），请补上或删去"),
                format!(
                    "{holiday} has neither days off nor make-up workdays: add them or remove it"
                ),
            ),
            Self::Missing(holiday) => Said::new(
                format!("没有写{holiday}的放假日期，请照通知核对"),
                format!("no days off are given for {holiday}: check against the notice"),
            ),
            Self::AgainstLaw { day, holiday } => Said::new(
                format!(
                    "{} 是法定的{holiday}放假日，这里却没有放假，请照通知核对",
                    zh(*day)
                ),
                format!(
                    "{} is off by law ({holiday}), and is not off here: check against the notice",
                    en(*day)
                ),
            ),
            Self::SumDiffers {
                year,
                expected,
                found,
            } => Said::new(
                format!(
                    "{year} 年照文件共有 {found} 个工作日，周一至周五减去法定节假日应为 {expected} 个，请照通知核对"
                ),
                format!(
                    "{year} has {found} working days by the files; its weekdays less the statutory days make {expected}: check against the notice"
                ),
            ),
        }
    }
}

fn zh(day: NaiveDate) -> String {
    with_weekday(day, Lang::Zh)
}

fn en(day: NaiveDate) -> String {
    with_weekday(day, Lang::En)
}
