//! Reading a State Council holiday notice as it is pasted.
//!
//! [`read_notice`] takes the whole notice (title, number, greetings, closing) or only its
//! numbered sentences, and gives the [`Year`] they fix; [`amend`] takes a notice that prolongs a
//! holiday of a year; [`to_toml`] writes the year file. Line breaks, blanks, full and half width
//! make no difference. Every claim of the text is checked: weekdays, numbers of days, make-up
//! workdays at weekends. What is not understood is refused with the sentence it stands in: a year
//! is read whole or not at all.
//!
//! 与周末连休 gives the span as written, without the weekend beside it, which is off anyway; the
//! data agreed upon for 2018 to 2026 does the same.

mod amend;
mod fault;
mod heading;
mod section;
mod text;
mod toml;

use chrono::NaiveDate;

use super::workdays::{
    Calendar, Holiday, Notice, Severity, Span, Year, YearFault, check_sum, check_year, weekday_en,
    weekday_zh,
};

pub use amend::amend;
pub use fault::{NoticeFault, Why};
pub use toml::to_toml;

use heading::Heading;
use section::Section;

/// Days from the days off to their farthest make-up workday in 2018 to 2026 (2026-09-20).
const NEAR: i64 = 11;

/// What the person who pastes knows; the text itself may say it too, and must then agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The year the notice is about.
    pub year: Option<i32>,
    /// The number of the notice, such as `国办发明电〔2025〕7号`.
    pub number: Option<String>,
    /// The day it was issued.
    pub date: Option<NaiveDate>,
}

/// A notice that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeYear {
    /// What it fixes; without a [`Notice`] when the text names no number or no day of issue.
    pub year: Year,
    /// The same as a table, one row a holiday.
    pub rows: Vec<Row>,
    /// What the reader of the table should know besides.
    pub remarks: Vec<Remark>,
}

/// One holiday as it was read, for a table on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Chinese name, as in the notice.
    pub holiday: String,
    /// Days off.
    pub off: Span,
    /// How many the notice says they are (共 N 天), if it says so; it agrees with `off`.
    pub claimed: Option<u32>,
    /// Make-up workdays.
    pub work: Vec<NaiveDate>,
}

impl Row {
    /// The days off with their weekdays.
    #[must_use]
    pub fn off_text(&self, zh: bool) -> String {
        let Span { from, to } = self.off;
        if from == to {
            return with_weekday(from, zh);
        }
        let word = if zh { "至" } else { "to" };
        format!("{} {word} {}", with_weekday(from, zh), with_weekday(to, zh))
    }

    /// The days counted, and how many the notice says they are.
    #[must_use]
    pub fn days_text(&self, zh: bool) -> String {
        let days = self.off.len();
        match (self.claimed, zh) {
            (Some(claimed), true) => format!("{days} 天（通知写 {claimed} 天）"),
            (Some(claimed), false) => format!("{days} (notice: {claimed})"),
            (None, true) => format!("{days} 天（通知没有写）"),
            (None, false) => format!("{days} (notice: not said)"),
        }
    }

    /// The make-up workdays with their weekdays; empty when there are none.
    #[must_use]
    pub fn work_text(&self, zh: bool) -> String {
        let days: Vec<String> = self.work.iter().map(|&day| with_weekday(day, zh)).collect();
        days.join(if zh { "、" } else { ", " })
    }
}

/// A day with its weekday, in Chinese or English.
fn with_weekday(day: NaiveDate, zh: bool) -> String {
    let weekday = if zh { weekday_zh(day) } else { weekday_en(day) };
    format!("{day} {weekday}")
}

/// What a person should know of a notice that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The text has no title: the usual one was put in.
    UsualTitle,
    /// The text has no number or no day of issue: the year file lacks its notice until they are
    /// filled in, and is refused before.
    NoNotice,
    /// A make-up workday farther from its days off than in any year known.
    FarWorkday(NaiveDate),
    /// A warning about the year.
    Year(YearFault),
}

impl Remark {
    /// One sentence, in Chinese or English.
    #[must_use]
    pub fn text(&self, zh: bool) -> String {
        let text = match (self, zh) {
            (Self::UsualTitle, true) => "文字里没有标题，用了通常的标题，请核对",
            (Self::UsualTitle, false) => {
                "the text has no title: the usual one was put in, check it"
            }
            (Self::NoNotice, true) => {
                "文字里没有文号或成文日期：请照通知把文件里的 [[notice]] 补上"
            }
            (Self::NoNotice, false) => {
                "the text has no number or no day of issue: fill in [[notice]] of the file from the notice"
            }
            (Self::FarWorkday(day), true) => {
                let day = with_weekday(*day, true);
                return format!("上班日 {day} 离它的假期很远，请与通知原文核对");
            }
            (Self::FarWorkday(day), false) => {
                let day = with_weekday(*day, false);
                return format!("make-up workday {day} is far from its days off: check it");
            }
            (Self::Year(fault), zh) => return fault.text(zh),
        };
        text.to_owned()
    }
}

/// Whether a text prolongs a holiday of a year announced before, so that it is
/// one for [`amend`] and not for [`read_notice`].
#[must_use]
pub fn is_amendment(text: &str) -> bool {
    text::normalise(text).is_ok_and(|text| text.contains("延长") && text.contains("假期至"))
}

/// The first year a text names, such as 2020 in `延长2020年春节假期`.
#[must_use]
pub fn year_named(text: &str) -> Option<i32> {
    heading::first_year(&text::normalise(text).ok()?)
}

/// Reads a notice as pasted.
///
/// # Errors
///
/// Everything that is not understood or contradicts itself, each with the sentence it stands in;
/// also when one of the seven holidays is missing, or no year is named.
pub fn read_notice(text: &str, given: &Given) -> Result<NoticeYear, Vec<NoticeFault>> {
    let text = text::normalise(text).map_err(|why| vec![NoticeFault::of(why)])?;
    let parts = section::split(&text);
    let heading = Heading::read(&text, &parts, given)?;
    if heading.amends() {
        return Err(vec![NoticeFault::of(Why::Amendment)]);
    }
    let sections = section::read(&parts, heading.year)?;
    let mut remarks = Vec::new();
    let year = assemble(&heading, &sections, &mut remarks);
    settle(&year, &mut remarks)?;
    let far = sections.iter().flat_map(Section::far_workdays);
    remarks.extend(far.map(Remark::FarWorkday));
    let rows = sections.into_iter().map(Section::row).collect();
    Ok(NoticeYear {
        year,
        rows,
        remarks,
    })
}

/// The year made of what was read.
fn assemble(heading: &Heading, sections: &[Section], remarks: &mut Vec<Remark>) -> Year {
    let notice = heading.notice(|year| format!("国务院办公厅关于{year}年部分节假日安排的通知"));
    if notice.is_none() {
        remarks.push(Remark::NoNotice);
    } else if heading.title.is_none() {
        remarks.push(Remark::UsualTitle);
    }
    Year {
        year: heading.year,
        complete: true,
        notices: Vec::from_iter(notice),
        holidays: sections.iter().map(Section::holiday).collect(),
    }
}

/// Checks the year as a whole: its faults refuse it, its warnings become remarks.
fn settle(year: &Year, remarks: &mut Vec<Remark>) -> Result<(), Vec<NoticeFault>> {
    let mut faults: Vec<NoticeFault> = year
        .missing()
        .into_iter()
        .map(|name| NoticeFault::of(Why::Missing(name)))
        .collect();
    let sum = check_sum(&Calendar::new(std::slice::from_ref(year)), year.year);
    for fault in check_year(year).into_iter().chain(sum) {
        match fault {
            // Said already: as a fault of the notice, and as a remark.
            YearFault::Missing { .. } | YearFault::NoNotice { .. } => {}
            fault if fault.severity() == Severity::Warning => remarks.push(Remark::Year(fault)),
            fault => faults.push(NoticeFault::of(Why::Year(fault))),
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

impl Section {
    /// The entry of the year file.
    fn holiday(&self) -> Holiday {
        Holiday {
            name: self.name.clone(),
            off: Some(self.off),
            work: self.work.clone(),
            notice: 0,
        }
    }

    /// Make-up workdays farther away than [`NEAR`].
    fn far_workdays(&self) -> impl Iterator<Item = NaiveDate> {
        let Span { from, to } = self.off;
        let far = move |day: NaiveDate| (from - day).max(day - to).num_days() > NEAR;
        self.work.iter().copied().filter(move |&day| far(day))
    }

    /// The row of the table.
    fn row(self) -> Row {
        Row {
            holiday: self.name,
            off: self.off,
            claimed: self.claimed,
            work: self.work,
        }
    }
}
