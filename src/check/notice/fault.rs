//! Why a notice is refused, and how to say it.

use crate::lang::{Lang, Said};
use chrono::{Datelike as _, NaiveDate, Weekday};

use super::unfit::Unfit;
use crate::check::workdays::{FIRST_YEAR, LAST_YEAR, Span, YearFault, weekday, with_weekday};

/// Characters of a sentence that a fault shows; two sentences of a notice have about as many.
const SHOWN: usize = 120;

/// One reason why a notice is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFault {
    /// The sentence, without its layout and cut when it is long; empty for the whole text.
    pub sentence: String,
    /// What is wrong with it.
    pub why: Why,
}

impl NoticeFault {
    /// A fault of the text as a whole.
    pub(super) fn of(why: impl Into<Why>) -> Self {
        Self {
            sentence: String::new(),
            why: why.into(),
        }
    }

    /// A fault of one sentence.
    pub(super) fn at(sentence: &str, why: impl Into<Why>) -> Self {
        let mut shown: String = sentence.chars().take(SHOWN).collect();
        if sentence.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        Self {
            sentence: shown,
            why: why.into(),
        }
    }

    /// The sentence and what is wrong with it, in Chinese or English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let why = self.why.words();
        let why = why.get(lang);
        match (self.sentence.as_str(), lang) {
            ("", _) => why.to_owned(),
            (sentence, Lang::Zh) => format!("“{sentence}”：{why}"),
            (sentence, Lang::En) => format!("\"{sentence}\": {why}"),
        }
    }
}

/// What can be wrong with the text of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing but blanks.
    Empty,
    /// Far longer than any notice.
    Long,
    /// Neither the text nor the person names the year.
    NoYear,
    /// No title 国务院办公厅关于…的通知.
    NoTitle,
    /// No signature of the office with its day.
    NoSignature,
    /// A word of forecast: not issued.
    Forecast(String),
    /// The same beside the notice, as its mark or as other news.
    ForecastBeside {
        /// The word.
        word: String,
        /// Whether above the title, else below the signature.
        above: bool,
    },
    /// Two years are named for the notice.
    YearsDiffer(i32, i32),
    /// A year no year file can be for.
    YearOutside(i32),
    /// No sentence begins with a holiday's name.
    NoSection,
    /// A sentence that is not understood.
    Unknown,
    /// A note in brackets that is not understood.
    UnknownNote(String),
    /// A day of no calendar, such as 30 February.
    NoSuchDay {
        /// Year meant.
        year: i32,
        /// Month as written.
        month: u32,
        /// Day as written.
        day: u32,
    },
    /// A day this year's notice cannot speak of.
    OutsideYear(NaiveDate),
    /// The day has another weekday than the text says.
    WrongWeekday {
        /// The day.
        day: NaiveDate,
        /// Weekday the text says.
        claimed: Weekday,
    },
    /// There are more or fewer days off than the text says.
    WrongLength {
        /// Days off as written.
        off: Span,
        /// Number of days the text says.
        claimed: u32,
    },
    /// The days off end before they begin.
    Reversed(Span),
    /// A make-up workday that is no Saturday or Sunday.
    WorkOnWeekday(NaiveDate),
    /// Said to join a weekend, but none is beside it.
    NotBesideWeekend(Span),
    /// Said to be without make-up days, but some are given.
    NoSwap,
    /// Days off are given twice for one holiday.
    SecondSpan,
    /// No days off are given for the holiday.
    NoOff,
    /// Days off in lieu that are not the first weekdays after a weekend that was off anyway.
    NotInLieu(NaiveDate),
    /// A make-up workday that stands behind a later one.
    WorkReversed(NaiveDate, NaiveDate),
    /// The holiday has two sentences.
    NamedTwice(&'static str),
    /// The first holiday is given later days off than the second, which follows it in every year.
    OutOfOrder(&'static str, &'static str),
    /// One of the seven holidays is not named.
    Missing(&'static str),
    /// Two numbers are named for the notice.
    NumbersDiffer(String, String),
    /// The number given is not in the form `国办发明电〔2025〕7号`.
    BadNumber,
    /// The number is of another year than the day of issue.
    NumberYear {
        /// Year in the number's brackets.
        of: i32,
        /// Day of issue.
        date: NaiveDate,
    },
    /// Two days of issue.
    DatesDiffer(NaiveDate, NaiveDate),
    /// The year as a whole has a fault.
    Year(YearFault),
    /// It does not fit the year in the calendar.
    Unfit(Unfit),
}

impl From<Unfit> for Why {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

impl Why {
    #[expect(clippy::too_many_lines, reason = "two sentences for each fault")]
    fn words(&self) -> Said {
        let zh = |day: &NaiveDate| with_weekday(*day, Lang::Zh);
        let en = |day: &NaiveDate| with_weekday(*day, Lang::En);
        match self {
            Self::Empty => Said::new(
                "没有文字，请贴上通知全文",
                "no text: paste the whole notice",
            ),
            Self::Long => Said::new(
                "文字太长，不像一份通知，请只贴通知本身",
                "too long for a notice: paste the notice alone",
            ),
            Self::NoYear => Said::new(
                "看不出是哪一年的通知，请连标题一起贴，或另外给出年份",
                "no year is named: paste the title too, or give the year",
            ),
            Self::NoTitle => Said::new(
                "没有通知的标题（国务院办公厅关于…的通知），请从标题贴起，贴到落款",
                "there is no title (国务院办公厅关于…的通知): paste from the title to the signature",
            ),
            Self::NoSignature => Said::new(
                "没有落款（国务院办公厅和成文日期），请连同落款一起贴",
                "there is no signature (国务院办公厅 and its date): paste it too",
            ),
            Self::Forecast(word) => Said::new(
                format!("里面有“{word}”，不是正式公布的通知，不能当作已经定了"),
                format!("says \"{word}\": this was not issued and settles nothing"),
            ),
            Self::ForecastBeside { word, above } => {
                let [zh, en] = if *above {
                    ["标题的上面", "above the title"]
                } else {
                    ["落款的下面", "below the signature"]
                };
                Said::new(
                    format!(
                        "{zh}有“{word}”，看不出是不是正式公布的通知；是正式的，请只贴通知本身，从标题到落款"
                    ),
                    format!(
                        "\"{word}\" stands {en}, so this may not have been issued; if it was, paste the notice alone, from its title to its signature"
                    ),
                )
            }
            Self::YearsDiffer(a, b) => Said::new(
                format!("既说 {a} 年又说 {b} 年，请一次只贴一份通知"),
                format!("names both {a} and {b}: paste one notice at a time"),
            ),
            Self::YearOutside(year) => Said::new(
                format!("年份 {year} 不在 {FIRST_YEAR} 到 {LAST_YEAR} 之内"),
                format!("year {year} is outside {FIRST_YEAR} to {LAST_YEAR}"),
            ),
            Self::NoSection => Said::new(
                "没有找到“一、元旦：…”这样的句子，请贴上通知的各条",
                "no sentence like 一、元旦：… was found: paste the numbered sentences",
            ),
            Self::Unknown => Said::new(
                "看不懂这一句，请与通知原文核对",
                "this sentence is not understood: check it against the notice",
            ),
            Self::UnknownNote(note) => Said::new(
                format!("看不懂括号里的“{note}”，请与通知原文核对"),
                format!("the note \"{note}\" is not understood: check it against the notice"),
            ),
            Self::NoSuchDay { year, month, day } => Said::new(
                format!("没有 {year} 年 {month} 月 {day} 日这一天"),
                format!("there is no day {year}-{month:02}-{day:02}"),
            ),
            Self::OutsideYear(it) => Said::new(
                format!("{} 不属于这一年的通知", zh(it)),
                format!("{} is not for the notice of this year", en(it)),
            ),
            Self::WrongWeekday { day: it, claimed } => Said::new(
                format!(
                    "{it} 是{}，通知却写{}",
                    weekday(it.weekday(), Lang::Zh),
                    weekday(*claimed, Lang::Zh)
                ),
                format!("{} is called {}", en(it), weekday(*claimed, Lang::En)),
            ),
            Self::WrongLength { off, claimed } => Said::new(
                format!(
                    "{} 至 {} 是 {} 天，通知却写 {claimed} 天",
                    off.from,
                    off.to,
                    off.len()
                ),
                format!(
                    "{} to {} are {} days, not {claimed}",
                    off.from,
                    off.to,
                    off.len()
                ),
            ),
            Self::Reversed(span) => Said::new(
                format!("{} 至 {}，先后颠倒", span.from, span.to),
                format!("{} to {} ends before it begins", span.from, span.to),
            ),
            Self::WorkOnWeekday(it) => Said::new(
                format!("上班日 {} 不是周末", zh(it)),
                format!("make-up workday {} is not at a weekend", en(it)),
            ),
            Self::NotBesideWeekend(off) => Said::new(
                format!(
                    "说与周末连休，{} 至 {} 旁边却没有周末",
                    zh(&off.from),
                    zh(&off.to)
                ),
                format!("no weekend is beside {} to {}", en(&off.from), en(&off.to)),
            ),
            Self::NoSwap => Said::new(
                "说不调休，却又写了调休或上班",
                "says there are no make-up days (不调休), and gives some",
            ),
            Self::SecondSpan => Said::new(
                "同一个节日写了两段放假",
                "gives days off twice for one holiday",
            ),
            Self::NoOff => Said::new("没有写哪几天放假", "does not say which days are off"),
            Self::NotInLieu(it) => Said::new(
                format!("补休的 {} 应当是遇上周末的假日之后的第一个工作日", zh(it)),
                format!(
                    "{} is off in lieu, but is not the first weekday after a holiday at a weekend",
                    en(it)
                ),
            ),
            Self::WorkReversed(a, b) => Said::new(
                format!("上班日 {} 写在 {} 前面，先后颠倒", zh(a), zh(b)),
                format!("make-up workday {} stands before {}", en(a), en(b)),
            ),
            Self::NamedTwice(name) => Said::new(
                format!("{name}出现了两次"),
                format!("{name} is named twice"),
            ),
            Self::OutOfOrder(a, b) => Said::new(
                format!("{a}应在{b}之前，放假日期却更晚，请核对月份"),
                format!("{a} comes before {b}, but its days off are later: check the months"),
            ),
            Self::Missing(name) => Said::new(
                format!("没有写{name}，通知不完整，请贴上全文"),
                format!("{name} is missing: the notice is not complete, paste all of it"),
            ),
            Self::NumbersDiffer(a, b) => Said::new(
                format!("有两个文号（{a}、{b}），请一次只贴一份通知"),
                format!("has two numbers ({a}, {b}): paste one notice at a time"),
            ),
            Self::BadNumber => Said::new(
                "文号应写成 国办发明电〔2025〕7号 这样",
                "the number must look like 国办发明电〔2025〕7号",
            ),
            Self::NumberYear { of, date } => Said::new(
                format!("文号是 {of} 年的，成文日期却是 {date}"),
                format!("the number is of {of}, but it was issued on {date}"),
            ),
            Self::DatesDiffer(a, b) => Said::new(
                format!("成文日期既是 {a} 又是 {b}"),
                format!("was issued both on {a} and on {b}"),
            ),
            Self::Year(fault) => fault.words(),
            Self::Unfit(unfit) => unfit.words(),
        }
    }
}
