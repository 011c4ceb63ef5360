//! A day or a month as people type it: `20261008`, `10月8日`, `昨天`, `8月份`,
//! `Aug 2026`, or as a card has it: `应于2026年5月31日前复审`.

mod english;
mod numbers;
mod numerals;
mod passage;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::check::invisible::{is_invisible, narrow};
use crate::check::month::Month;
use crate::check::weekday::{last_weekday, split_weekday, weekday_of};
use english::with_month_name;
use numbers::{
    full, groups, month_ago, month_of, next_month, number, one_group, recent, recent_day,
    recent_month, short_year, taken,
};
pub(crate) use numerals::in_digits;
pub(crate) use passage::in_china;

/// What was typed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Empty,
    /// `0`: not known.
    Unknown,
    /// May still become a day.
    Partial,
    /// A day.
    Day {
        /// The day.
        day: NaiveDate,
        /// What was not typed, so that it was taken from today.
        taken: Supplied,
        /// Whether one more digit makes another day of it: `2026-11-1` may be
        /// the 16th half typed, or half erased.
        unfinished: bool,
    },
    /// A month.
    Month {
        /// The month.
        month: Month,
        /// What was not typed.
        taken: Supplied,
        /// As for a day.
        unfinished: bool,
    },
    /// No month has this number.
    NoMonth(u32),
    /// The month has no such day: year, month, day.
    NoDay(i32, u32, u32),
    /// A year that cannot be meant.
    NoYear(i32),
    /// What stands beside it names the day of another fact, by its number.
    OtherDay(usize),
    /// The day is not the weekday typed beside it; and what of it was not
    /// typed: of another year it may be.
    OtherWeekday(NaiveDate, Weekday, Supplied),
    /// A day whose numbers may stand in either order: `8/10/2026`, `08.10.26`,
    /// `25.10.26`; or a month or a day: `201205`.
    UnclearOrder,
    /// No day at all.
    NotADay,
}

/// What stands behind a month that is only about so: `9月底`.
const ABOUT: [&str; 8] = ["份", "初", "中", "底", "末", "上旬", "中旬", "下旬"];

impl Typed {
    /// What of it was not typed.
    #[must_use]
    pub const fn taken(self) -> Supplied {
        match self {
            Self::Day { taken, .. }
            | Self::Month { taken, .. }
            | Self::OtherWeekday(_, _, taken) => taken,
            _ => Supplied::Nothing,
        }
    }
}

/// What a day or month was taken to be, since it was not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supplied {
    /// All of it was typed.
    Nothing,
    /// The year: the last one that does not lie ahead.
    Year,
    /// Month and year: the last one that does not lie ahead.
    Month,
    /// All but the weekday: the last one that does not lie ahead.
    Week,
}

/// How days are read.
#[derive(Clone, Copy, Debug)]
pub struct DayReader<'w> {
    /// A day without a year is the last such up to this one.
    pub today: NaiveDate,
    /// The fact whose day is asked for, by its number.
    pub asked: usize,
    /// What the paper has around days.
    pub labels: &'w [DayLabel],
}

/// Words that the paper has around a day, which are typed along with it: they
/// tell which of its days it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLabel {
    /// The words.
    pub words: String,
    /// The fact whose day it is, by its number.
    pub of: usize,
}

impl DayReader<'_> {
    /// Reads a day or a month as people type it: written, told by the days that
    /// have passed since, or the only one in a message.
    pub(crate) fn read(self, text: &str) -> Typed {
        let text: String = without_hidden(text).map(narrow).collect();
        match self.read_narrow(&text) {
            Typed::NotADay => passage::days_ago(&text, self.today)
                .or_else(|| self.in_passage(&text))
                .unwrap_or(Typed::NotADay),
            typed => typed,
        }
    }

    /// Reads a day or a month that is written as one, with no more around it
    /// than paper and speech have.
    pub(crate) fn read_written(self, text: &str) -> Typed {
        let text: String = without_hidden(text).map(narrow).collect();
        self.read_narrow(&text)
    }

    fn read_narrow(self, text: &str) -> Typed {
        let today = self.today;
        let (whole, other) = self.off_the_paper(text.trim());
        let moved = in_china(whole);
        let dated = moved.as_deref();
        let (text, weekday) = split_weekday(dated.unwrap_or_else(|| passage::without_time(whole)));
        let typed = understood(text, today);
        if let Some(of) = other.filter(|_| typed != Typed::NotADay) {
            return Typed::OtherDay(of);
        }
        // Behind a weekday nothing more of the day is typed.
        let goes_on = whole.ends_with(text);
        let unfinished = || goes_on && could_go_on(text, today);
        let typed = match typed {
            Typed::NotADay if begins_weekday(text, today) => Typed::Partial,
            // The 0 of `2026-8-05`, and no day by itself.
            Typed::NoDay(..) | Typed::NoMonth(0) if goes_on && ends_in_lone_zero(text) => {
                Typed::Partial
            }
            Typed::Day { day, taken, .. } => Typed::Day {
                day,
                taken,
                unfinished: unfinished(),
            },
            Typed::Month { month, taken, .. } => Typed::Month {
                month,
                taken,
                unfinished: unfinished(),
            },
            typed => typed,
        };
        weekday.map_or(typed, |weekday| on_weekday(typed, weekday))
    }

    /// A text without what stands around a day on paper and in speech, and the
    /// other fact whose day that says it is, where it says so.
    fn off_the_paper(self, text: &str) -> (&str, Option<usize>) {
        const HEADS: [&str; 13] = [
            "应于", "应在", "定于", "时间", "日期", "大约", "大概", "约", "是", "在", "至", "到",
            ":",
        ];
        const TAILS: [&str; 6] = ["止", "左右", "前后", "的时候", "。", ":"];
        // Said by themselves, `3日前` and `1月前` count back from today.
        const BEFORE: [&str; 3] = ["前", "以", "之"];
        let (mut text, mut other) = (text, None);
        let mut printed = has_year(text);
        loop {
            let labelled = self.label(text);
            printed |= labelled.is_some();
            let before: &[&str] = if printed { &BEFORE } else { &[] };
            let rest = labelled.map(|(rest, _)| rest);
            let rest = rest.or_else(|| HEADS.iter().find_map(|head| text.strip_prefix(head)));
            let mut tails = TAILS.iter().chain(before);
            let rest = rest.or_else(|| tails.find_map(|tail| text.strip_suffix(tail)));
            match rest.map(str::trim).filter(|rest| !rest.is_empty()) {
                Some(rest) => text = rest,
                None => return (text, other),
            }
            let of = labelled.map(|(_, of)| of).filter(|of| *of != self.asked);
            other = other.or(of);
        }
    }

    /// The longest label at either end of a text, the asked one's where two are
    /// alike: what is left without it, and whose it is.
    fn label(self, text: &str) -> Option<(&str, usize)> {
        let found = self.labels.iter().filter_map(|label| {
            let words = label.words.as_str();
            let rest = text.strip_prefix(words);
            Some((rest.or_else(|| text.strip_suffix(words))?, label.of))
        });
        found.min_by_key(|(rest, of)| (rest.len(), *of != self.asked))
    }
}

/// A text without signs that nobody sees, which a paste brings along.
pub(crate) fn without_hidden(text: &str) -> impl Iterator<Item = char> {
    let seen = |c: &char| c.is_whitespace() || !is_invisible(*c);
    text.chars().filter(seen)
}

/// Whether a year was typed: of month and day there are at most four digits.
fn has_year(text: &str) -> bool {
    text.contains('年') || text.bytes().filter(u8::is_ascii_digit).count() > 4
}

/// Whether a day stands there and a weekday behind it is half typed.
fn begins_weekday(text: &str, today: NaiveDate) -> bool {
    const BEGUN: [&str; 9] = [
        "(星期", "(礼拜", "星期", "礼拜", "(周", "周", "(星", "星", "(",
    ];
    let day = BEGUN.iter().find_map(|begun| text.strip_suffix(begun));
    day.is_some_and(|day| matches!(understood(day.trim(), today), Typed::Day { .. }))
}

/// What was typed beside a weekday.
fn on_weekday(typed: Typed, weekday: Weekday) -> Typed {
    match typed {
        Typed::Day { day, taken, .. } if day.weekday() != weekday => {
            Typed::OtherWeekday(day, weekday, taken)
        }
        Typed::Month { .. } | Typed::Empty | Typed::Unknown => Typed::NotADay,
        typed => typed,
    }
}

/// A month without what only says that it is about so.
fn without_about(text: &str) -> &str {
    match text.rsplit_once('月') {
        Some((month, about)) if ABOUT.contains(&about.trim()) => {
            text.get(..month.len() + '月'.len_utf8()).unwrap_or(text)
        }
        _ => text,
    }
}

fn ends_in_lone_zero(text: &str) -> bool {
    let before = text.strip_suffix('0');
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether one more digit makes another day of a text that is a day already,
/// or another month of one that is a month; or two more, of `8 Oct 20`.
fn could_go_on(text: &str, today: NaiveDate) -> bool {
    let now = understood(text, today);
    let digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "99"];
    let spoken = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let more: [&[&str]; 2] = [&digits, &spoken];
    let more = more
        .iter()
        .find(|more| more.iter().any(|it| text.ends_with(it)));
    more.copied().unwrap_or_default().iter().any(|more| {
        let longer = understood(&format!("{text}{more}"), today);
        match (now, longer) {
            (Typed::Day { day, .. }, Typed::Day { day: other, .. }) => other != day,
            (Typed::Month { month, .. }, Typed::Month { month: other, .. }) => other != month,
            (Typed::Day { .. }, Typed::UnclearOrder) => true,
            _ => false,
        }
    })
}

fn understood(text: &str, today: NaiveDate) -> Typed {
    if let Some(typed) = word(text, today) {
        return typed;
    }
    if let Some(typed) = with_month_name(text, today) {
        return typed;
    }
    let text = spelled_out(text, today);
    let text = without_about(&text);
    let Some(groups) = groups(text) else {
        return Typed::NotADay;
    };
    let (month, day) = (text.find('月'), text.find(['日', '号']));
    match groups.as_slice() {
        // 8号10月
        _ if day.is_some_and(|day| month.is_some_and(|month| day < month)) => Typed::NotADay,
        [month] if month.len() <= 2 && text.ends_with('月') => recent_month(number(month), today),
        [day] if day.len() <= 2 && text.ends_with(['日', '号']) => recent_day(number(day), today),
        [one] => one_group(one, today),
        // 2026年8号
        [year, _]
            if (year.len() == 4 || text.contains('年')) && day.is_some() && month.is_none() =>
        {
            Typed::NotADay
        }
        [year, month] if year.len() == 4 && month.len() <= 2 => month_of(number(year), month),
        [year, month] if year.len() == 2 && month.len() <= 2 && text.contains('年') => {
            month_of(short_year(year), month)
        }
        [_, _] if text.contains('年') => Typed::NotADay,
        // 8、9月: one of two months.
        [month, day] if month.len() <= 2 && day.len() <= 2 && !text.ends_with('月') => {
            recent(number(month), number(day), today)
        }
        [day, other, year] if may_be_year_last([day, other, year], text, today) => {
            either_order(number(day), number(other))
        }
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => match year.len() {
            4 => full(number(year), number(month), number(day)),
            // 10月8日5 is no day of 2010.
            2 if !text.contains('月') || text.contains('年') => {
                full(short_year(year), number(month), number(day))
            }
            _ => Typed::NotADay,
        },
        // 18/9/2026, 9/18/2026.
        [one, other, year] if year.len() == 4 => match (number(one), number(other)) {
            (day @ 13..=31, month) | (month @ 1..=12, day @ 13..=31) => {
                full(number(year), month, day)
            }
            (one, other) => either_order(one, other),
        },
        _ => Typed::NotADay,
    }
}

/// Whether of three numbers the last one may be the year. `08.10.26`: it is
/// near, and the first one would be far off. `25.10.26`: either is near, and
/// gives another day.
fn may_be_year_last(numbers: [&str; 3], text: &str, today: NaiveDate) -> bool {
    /// A certificate is valid for six years.
    const NEAR: i32 = 6;
    let [first, other, last] = numbers;
    let near = |year: &str| (short_year(year) - today.year()).abs() <= NEAR;
    let day = |year, day| match full(short_year(year), number(other), number(day)) {
        Typed::Day { day, .. } => Some(day),
        _ => None,
    };
    let differ = || {
        day(first, last)
            .zip(day(last, first))
            .is_some_and(|(a, b)| a != b)
    };
    let named = text.contains(['年', '月', '日', '号']);
    first.len() <= 2 && last.len() == 2 && !named && near(last) && (!near(first) || differ())
}

/// Day and month, or month and day: nobody knows.
fn either_order(one: u32, other: u32) -> Typed {
    let either = |day, month| (1..=31).contains(&day) && (1..=12).contains(&month);
    if either(one, other) || either(other, one) {
        Typed::UnclearOrder
    } else {
        Typed::NotADay
    }
}

fn word(text: &str, today: NaiveDate) -> Option<Typed> {
    let back = |days| {
        let day = today.checked_sub_days(Days::new(days));
        day.map(|day| taken(day, Supplied::Nothing))
    };
    let ahead = |days| {
        let day = today.checked_add_days(Days::new(days));
        day.map(|day| taken(day, Supplied::Nothing))
    };
    match text.to_ascii_lowercase().as_str() {
        "" => Some(Typed::Empty),
        text if says_unknown(text) => Some(Typed::Unknown),
        "明天" | "tomorrow" => ahead(1),
        "后天" => ahead(2),
        "大后天" => ahead(3),
        "今天" | "today" => back(0),
        "昨天" | "yesterday" => back(1),
        "前天" => back(2),
        "大前天" => back(3),
        "last month" => Some(month_ago(1, today)),
        "this month" => Some(month_ago(0, today)),
        "next month" => Some(next_month(today)),
        text => {
            let week = weekday_of(text, today).map(|day| taken(day, Supplied::Nothing));
            // Of a weekday alone nobody said the week.
            let last = || Some(taken(last_weekday(text, today)?, Supplied::Week));
            week.or_else(last)
        }
    }
}

/// Whether a text, in narrow forms, says that something is not known.
#[rustfmt::skip]
pub(crate) fn says_unknown(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(),
        "0" | "不知道" | "不晓得" | "不清楚" | "不记得"
        | "不记得了" | "忘了" | "忘记了" | "记不清" | "记不清了" | "记不得" | "记不得了"
        | "unknown" | "don't know" | "i don't know" | "forgot")
}

/// `去年九月十八` as `2025年9月18`.
fn spelled_out(text: &str, today: NaiveDate) -> String {
    let mut text = text.to_owned();
    for (word, back) in [
        ("今年", 0),
        ("去年", 1),
        ("前年", 2),
        ("明年", -1),
        ("后年", -2),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            text = format!("{}年{rest}", today.year() - back);
        }
    }
    let last = today.checked_sub_months(Months::new(1));
    let next = today.checked_add_months(Months::new(1));
    for (word, month) in [
        ("这个月", Some(today)),
        ("本月", Some(today)),
        ("上个月", last),
        ("上月", last),
        ("下个月", next),
        ("下月", next),
    ] {
        if let (Some(rest), Some(month)) = (text.strip_prefix(word), month) {
            text = format!("{}年{}月{rest}", month.year(), month.month());
        }
    }
    in_digits(&text)
}

#[cfg(test)]
mod tests;
