//! What a person should know of a notice that was read.

use crate::lang::Lang;
use chrono::NaiveDate;

use crate::check::workdays::YearFault;
use crate::check::workdays::with_weekday;

/// What a person should know of a notice that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The text has no number; reprints leave it out.
    NoNumber,
    /// A weekend that is free lies between a make-up workday and its days off, as in no year known.
    FarWorkday(NaiveDate),
    /// The Mondays to Fridays off, less the make-up workdays, are not what the law gives.
    Balance {
        /// The holiday.
        holiday: String,
        /// Days as read.
        found: i64,
        /// Days by law.
        law: i64,
    },
    /// Holidays whose days by law are not known, so that nothing was held against them.
    Unchecked(Vec<&'static str>),
    /// A warning about the year.
    Year(YearFault),
}

impl Remark {
    /// One sentence, in Chinese or English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoNumber => lang.say(
                "文字里没有文号（转载常常不带），知道的话可以加 --number",
                "the text has no number (reprints leave it out); if you know it add --number",
            ),
            Self::FarWorkday(day) => {
                let day = with_weekday(*day, lang);
                lang.say(
                    format_args!("上班日 {day} 和它的假期之间还隔着休息的周末，请与通知原文核对"),
                    format_args!("a free weekend lies between make-up workday {day} and its days off: check it"),
                )
            }
            Self::Balance { holiday, found, law } => lang.say(
                format_args!("{holiday}放假的周一至周五减去上班日是 {found} 天，法定是 {law} 天，请核对放假和上班的日子"),
                format_args!("{holiday}: the Mondays to Fridays off less the make-up workdays are {found}, by law {law}: check the days off and the make-up workdays"),
            ),
            Self::Unchecked(names) => {
                let names = names.join(lang.pick("、", ", "));
                lang.say(
                    format_args!("{names}按农历或节气定在哪天，程序里还没有，没有核对，请与通知原文核对"),
                    format_args!("the days of {names} by the moon or the sun are not known here and were not checked: compare them with the notice"),
                )
            }
            Self::Year(fault) => fault.text(lang),
        }
    }
}
