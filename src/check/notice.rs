//! Reading a State Council holiday notice as it is pasted.
//!
//! [`read_notice`] takes the whole notice, from its title to its signature, and gives the [`Year`]
//! it fixes; of a notice that prolongs a holiday or arranges it anew, the year known with that
//! change. [`to_toml`] writes the year file. News above and below, line breaks, blanks, full and half width
//! make no difference. A text without title or signature, or with a word of forecast in or beside
//! the notice, settles nothing and is refused. Every claim of the text is checked: weekdays, numbers of days, make-up
//! workdays at weekends, and the days off that the [`Law`] fixes. What is not understood is refused
//! with the sentence it stands in: a year is read whole or not at all.
//!
//! 与周末连休 gives the span as written, without the weekend beside it, which is off anyway; the
//! data agreed upon for 2018 to 2026 does the same.

mod amend;
mod fault;
mod frame;
mod heading;
mod remark;
mod section;
mod text;
mod toml;
mod unfit;

use crate::lang::Lang;
use chrono::NaiveDate;

use super::workdays::{
    Calendar, Holiday, KnownYears, Law, Notice, Severity, Span, Year, YearFault, check_year,
    is_weekend, with_weekday,
};

pub use fault::{NoticeFault, Why};
pub use remark::Remark;
pub use toml::to_toml;
pub use unfit::Unfit;

use frame::Frame;
use heading::Heading;
use section::Section;

/// What the person who pastes knows; the text itself may say it too, and must then agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The year the notice is about.
    pub year: Option<i32>,
    /// The number of the notice, such as `国办发明电〔2025〕7号`.
    pub number: Option<String>,
    /// The day it was issued, where the office stands without one.
    pub date: Option<NaiveDate>,
}

/// A notice that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeYear {
    /// What it fixes.
    pub year: Year,
    /// The same as a table, one row a holiday.
    pub rows: Vec<HolidayRow>,
    /// What the reader of the table should know besides.
    pub remarks: Vec<Remark>,
}

/// One holiday as it was read, for a table on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayRow {
    /// Chinese name, as in the notice.
    pub(crate) holiday: String,
    /// Days off.
    pub off: Span,
    /// Days off in place of those that fall on a weekend (补休).
    pub(crate) in_lieu: Option<Span>,
    /// How many the notice says they are (共 N 天), if it says so; it agrees with `off`.
    pub(crate) claimed: Option<u32>,
    /// Make-up workdays.
    pub(crate) work: Vec<NaiveDate>,
}

impl HolidayRow {
    /// The days off with their weekdays.
    #[must_use]
    pub fn off_text(&self, lang: Lang) -> String {
        let off = self.off.text(lang);
        match self.in_lieu.map(|rest| rest.text(lang)) {
            None => off,
            Some(rest) => lang.say(
                format_args!("{off}，{rest} 补休"),
                format_args!("{off}, {rest} in lieu"),
            ),
        }
    }

    /// The days counted, and how many the notice says they are.
    #[must_use]
    pub fn days_text(&self, lang: Lang) -> String {
        let days = self.off.len() + self.in_lieu.map_or(0, Span::len);
        match (self.claimed, lang) {
            (Some(claimed), Lang::Zh) => format!("{days} 天（通知写 {claimed} 天）"),
            (Some(claimed), Lang::En) => format!("{days} (notice: {claimed})"),
            (None, Lang::Zh) => format!("{days} 天（通知没有写）"),
            (None, Lang::En) => format!("{days} (notice: not said)"),
        }
    }

    /// The make-up workdays with their weekdays; empty when there are none.
    #[must_use]
    pub fn work_text(&self, lang: Lang) -> String {
        let days: Vec<String> = self
            .work
            .iter()
            .map(|&day| with_weekday(day, lang))
            .collect();
        days.join(lang.pick("、", ", "))
    }
}

/// Reads a notice as pasted, or one that amends a year known.
///
/// # Errors
///
/// Everything that is not understood or contradicts itself, the law or the year amended, each with
/// the sentence it stands in; also when the text is no complete notice, when one of the seven
/// holidays is missing, no year is named, or the year rests on a newer notice.
pub fn read_notice(
    text: &str,
    given: &Given,
    known: &KnownYears,
) -> Result<NoticeYear, Vec<NoticeFault>> {
    let text = text::normalise(text).map_err(|why| vec![NoticeFault::of(why)])?;
    let frame = Frame::find(&text);
    let prolongs = text.contains("延长") && text.contains("假期至");
    if frame.title.map_or(prolongs, heading::amends) {
        return amend::amend(&text, &frame, given, known);
    }
    let parts = section::split(frame.body);
    let heading = Heading::read(&text, &frame, &parts, given)?;
    let sections = section::read(&parts, heading.year)?;
    let year = Year {
        year: heading.year,
        complete: true,
        notices: vec![heading.notice.clone()],
        holidays: sections.iter().flat_map(|it| it.row.holidays()).collect(),
    };
    let law = Law::of(year.year, known);
    let mut remarks = settle(&year, &sections, &law)?;
    heading
        .not_older(known.year(year.year).and_then(Year::newest))
        .map_err(|unfit| vec![NoticeFault::of(unfit)])?;
    remarks.extend(heading.remark());
    remarks.extend(remarks_on(&sections, &year));
    // A year that the rules have announced is compared with theirs, day by day.
    let compared = known.shipped(year.year).is_some_and(|it| it.complete);
    let unknown = law.unknown();
    remarks.extend((!compared && !unknown.is_empty()).then_some(Remark::Unchecked(unknown)));
    let rows = sections.into_iter().map(|it| it.row).collect();
    Ok(NoticeYear {
        year,
        rows,
        remarks,
    })
}

/// Checks the year as a whole: its faults refuse it, its warnings become remarks.
fn settle(year: &Year, sections: &[Section], law: &Law) -> Result<Vec<Remark>, Vec<NoticeFault>> {
    let missing = year.missing().into_iter();
    let mut faults: Vec<NoticeFault> = missing
        .map(|name| NoticeFault::of(Why::Missing(name)))
        .collect();
    let mut remarks = Vec::new();
    for fault in check_year(year).into_iter().chain(law.faults(year)) {
        match fault {
            // Said already: as a fault of the notice, and as a remark.
            YearFault::Missing(_) | YearFault::BlankNotice { .. } => {}
            // Nothing to hold against a holiday that is missing.
            YearFault::AgainstLaw { ref holiday, .. }
                if year.missing().contains(&holiday.as_str()) => {}
            fault if fault.severity() == Severity::Warning => remarks.push(Remark::Year(fault)),
            fault => faults.push(NoticeFault::at(
                &said_of(&fault, sections),
                Why::Year(fault),
            )),
        }
    }
    faults.is_empty().then_some(remarks).ok_or(faults)
}

/// The sentences that a fault of the year comes from.
fn said_of(fault: &YearFault, sections: &[Section]) -> String {
    let concerned = sections.iter().filter(|it| match fault {
        YearFault::AgainstLaw { holiday, day } => {
            it.row.work.contains(day) || it.row.holiday.split('、').any(|name| name == holiday)
        }
        fault => fault
            .day()
            .is_some_and(|day| it.row.off.contains(day) || it.row.work.contains(&day)),
    });
    let said: Vec<&str> = concerned.map(|it| it.said.as_str()).collect();
    said.join("／")
}

/// What is to be said of holidays as they were read, in the year they make.
fn remarks_on(sections: &[Section], year: &Year) -> Vec<Remark> {
    let law = Law::of(year.year, &KnownYears::default());
    let mut remarks = Vec::new();
    for row in sections.iter().map(|it| &it.row) {
        let (found, by_law) = (row.balance(), law.count(&row.holiday));
        if let Some(law) = by_law.filter(|it| *it != found) {
            remarks.push(Remark::Balance {
                holiday: row.holiday.clone(),
                found,
                law,
            });
        }
        let far = row.work.iter().filter(|it| row.is_far(**it, year));
        remarks.extend(far.map(|it| Remark::FarWorkday(*it)));
    }
    remarks
}

impl HolidayRow {
    /// The entries of the year file.
    fn holidays(&self) -> impl Iterator<Item = Holiday> {
        let entry = |off, work| Holiday {
            name: self.holiday.clone(),
            off: Some(off),
            work,
            notice: 0,
        };
        let in_lieu = self.in_lieu.map(|it| entry(it, Vec::new()));
        std::iter::once(entry(self.off, self.work.clone())).chain(in_lieu)
    }

    /// Mondays to Fridays off, less the make-up workdays.
    fn balance(&self) -> i64 {
        let off = self
            .off
            .days()
            .chain(self.in_lieu.into_iter().flat_map(Span::days));
        let count = off.filter(|it| !is_weekend(*it)).count();
        i64::try_from(count).unwrap_or_default()
            - i64::try_from(self.work.len()).unwrap_or_default()
    }

    /// Whether a weekend day about which the year says nothing lies between a make-up workday
    /// and the days off.
    fn is_far(&self, work: NaiveDate, year: &Year) -> bool {
        let (from, to) = if work < self.off.from {
            (work, self.off.from)
        } else {
            (self.off.to, work)
        };
        let spoken_of = |day| {
            let mut holidays = year.holidays.iter();
            holidays.any(|it| it.work.contains(&day) || it.off.is_some_and(|off| off.contains(day)))
        };
        let mut between = Span { from, to }.days();
        between.any(|day| is_weekend(day) && !spoken_of(day))
    }
}
