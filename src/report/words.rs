//! Fills a text's placeholders from a walk, and writes dates and counts so
//! that what is not certain never stands there as a bare date.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::check::invisible::is_invisible;
use crate::engine::{Counted, SettledDay, Value, Walk};
use crate::lang::Lang;
use crate::pack::{Domain, FactId, Line, Piece, Slot, Text};

/// The words of a walk in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The walk the words are about.
    pub walk: &'a Walk<'a>,
    /// The language.
    pub lang: Lang,
    /// Whether the person's own name and number may be shown.
    pub unmasked: bool,
}

impl<'a> Words<'a> {
    /// The words of `walk` in `lang`.
    #[must_use]
    pub const fn new(walk: &'a Walk<'a>, lang: Lang) -> Self {
        Self {
            walk,
            lang,
            unmasked: false,
        }
    }

    /// The same words, with name and ID number filled in where `unmasked`.
    #[must_use]
    pub const fn with_personal(self, unmasked: bool) -> Self {
        Self { unmasked, ..self }
    }

    /// A text with its placeholders filled in.
    #[must_use]
    pub fn text(&self, text: &Text) -> String {
        let mut out = String::new();
        for piece in text.pieces(self.lang) {
            match piece {
                Piece::Plain(plain) => out.push_str(plain),
                Piece::Slot(slot) => out.push_str(&self.slot(slot)),
            }
        }
        out
    }

    /// The lines whose condition holds, filled in.
    #[must_use]
    pub fn lines(&self, lines: &[Line]) -> Vec<String> {
        lines.iter().filter_map(|line| self.line(line)).collect()
    }

    /// A line whose condition holds, filled in.
    #[must_use]
    pub fn line(&self, line: &Line) -> Option<String> {
        let when = line.when.as_ref();
        let holds = when.is_none_or(|when| self.walk.holds(when));
        holds.then(|| self.text(&line.text))
    }

    fn slot(&self, slot: &Slot) -> String {
        let pack = self.walk.pack();
        match slot {
            Slot::Sum(parameters) => pack.sum(parameters).to_string(),
            Slot::Day(parameter) => pack
                .day(*parameter)
                .map_or_else(String::new, |day| day_short(day, self.lang)),
            Slot::City => self.text(&pack.region.city),
            Slot::Bureau => self.text(&pack.region.bureau),
            Slot::Department => self.text(&pack.region.department),
            Slot::Today => day(self.walk.today(), self.lang),
            Slot::AskFrom => match self.walk.outcome().and_then(|outcome| outcome.ask_from) {
                Some(settled) => self.settled(settled),
                None => self.not_known(),
            },
            Slot::Answer(fact) => match self.walk.value(*fact) {
                Some(Value::Date(date)) => day(*date, self.lang),
                _ => self.not_known(),
            },
            Slot::Personal(fact) => self.personal(*fact),
            Slot::Workdays(fact) => match self.walk.workdays_since(*fact) {
                Some(counted) => self.count(&counted),
                None => self.not_known(),
            },
        }
    }

    /// Somebody's name or number where it was typed and may be shown; else a
    /// gap to fill in when speaking.
    fn personal(&self, fact: FactId) -> String {
        let value = self.walk.value(fact).filter(|_| self.unmasked);
        let (zh, en) = match (value, &self.walk.pack().fact(fact).domain) {
            (Some(Value::IdNumber(text)), _) => return one_line(text.reveal()),
            (Some(Value::Name { record, .. }), _) => return one_line(record.reveal()),
            (_, Domain::NamePair) => ("（姓名）", "(name)"),
            _ => ("（号码）", "(number)"),
        };
        self.lang.pick(zh, en).to_owned()
    }

    fn not_known(&self) -> String {
        self.lang.pick("（不知道）", "(not known)").to_owned()
    }

    /// A computed day, marked where a notice still to come could move it.
    #[must_use]
    pub fn settled(&self, settled: SettledDay) -> String {
        let mut out = day(settled.date, self.lang);
        if !settled.certain {
            out.push_str(self.lang.pick("（暂算）", " (provisional)"));
        }
        out
    }

    /// A number of working days, marked where it is not certain.
    #[must_use]
    pub fn count(&self, counted: &Counted) -> String {
        let mut out = counted.workdays.to_string();
        if !counted.certain {
            out.push_str(self.lang.pick("（暂算）", " (provisional)"));
        }
        out
    }
}

/// A text as typed without what could disturb a terminal or begin a line.
fn one_line(text: &str) -> String {
    let shown = |c: &char| *c == ' ' || !(c.is_control() || is_invisible(*c));
    text.chars().filter(shown).collect()
}

/// "I don't know", as every face shows it.
#[must_use]
pub const fn unknown(lang: Lang) -> &'static str {
    lang.pick("不知道", "I don't know")
}

/// A day with its weekday: `2026年10月9日（周五）`, `Friday 9 October 2026`.
#[must_use]
pub fn day(date: NaiveDate, lang: Lang) -> String {
    let mut out = day_short(date, lang);
    let weekday = weekday(date.weekday(), lang);
    match lang {
        Lang::Zh => {
            let _ = write!(out, "（{weekday}）");
        }
        Lang::En => out.insert_str(0, &format!("{weekday} ")),
    }
    out
}

/// A day without its weekday: `2026年10月9日`, `9 October 2026`.
#[must_use]
pub fn day_short(date: NaiveDate, lang: Lang) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match lang {
        Lang::Zh => format!("{year}年{month}月{day}日"),
        Lang::En => format!("{day} {} {year}", month_name(month)),
    }
}

/// The weekday's name: `周五`, `Friday`.
#[must_use]
pub const fn weekday(weekday: Weekday, lang: Lang) -> &'static str {
    let (zh, en) = match weekday {
        Weekday::Mon => ("周一", "Monday"),
        Weekday::Tue => ("周二", "Tuesday"),
        Weekday::Wed => ("周三", "Wednesday"),
        Weekday::Thu => ("周四", "Thursday"),
        Weekday::Fri => ("周五", "Friday"),
        Weekday::Sat => ("周六", "Saturday"),
        Weekday::Sun => ("周日", "Sunday"),
    };
    lang.pick(zh, en)
}

/// The English name of a month from 1 to 12.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = (month as usize).clamp(1, 12) - 1;
    NAMES[index]
}
