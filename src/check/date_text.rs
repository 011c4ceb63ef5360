//! A day as people type it: `20261008`, `2026-10-8`, `10月8日`, `昨天`.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::check::invisible::narrow;

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
        /// Whether no year was typed, so that it was taken from today.
        year_taken: bool,
        /// Whether one more digit makes another day of it: `2026-11-1` may be
        /// the 16th half typed, or half erased.
        unfinished: bool,
    },
    /// No month has this number.
    NoMonth(u32),
    /// The month has no such day: year, month, day.
    NoDay(i32, u32, u32),
    /// A year that cannot be meant.
    NoYear(i32),
    /// No day at all.
    NotADay,
}

/// Reads a day; one without a year is the last such day up to `today`.
#[must_use]
pub fn read(text: &str, today: NaiveDate) -> Typed {
    let text: String = text.trim().chars().map(narrow).collect();
    match understood(&text, today) {
        // The 0 of `2026-8-05`, and no day by itself.
        Typed::NoDay(..) if ends_in_lone_zero(&text) => Typed::Partial,
        Typed::Day {
            day, year_taken, ..
        } => Typed::Day {
            day,
            year_taken,
            unfinished: could_go_on(&text, day, today),
        },
        typed => typed,
    }
}

fn ends_in_lone_zero(text: &str) -> bool {
    let before = text.strip_suffix('0');
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether one more digit makes another day of a text that is `day` already.
fn could_go_on(text: &str, day: NaiveDate, today: NaiveDate) -> bool {
    let numerals = ["0123456789", "十一二三四五六七八九"];
    let numerals = numerals
        .iter()
        .find(|it| text.ends_with(|c| it.contains(c)));
    numerals.unwrap_or(&"").chars().any(|digit| {
        let longer = understood(&format!("{text}{digit}"), today);
        matches!(longer, Typed::Day { day: other, .. } if other != day)
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
    let Some(groups) = groups(&text) else {
        return Typed::NotADay;
    };
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    match groups.as_slice() {
        [one] => one_group(one, today),
        [year, _] if year.len() == 4 => Typed::Partial,
        [_, _] if text.contains('年') => Typed::Partial,
        [month, day] if month.len() <= 2 && day.len() <= 2 => {
            recent(number(month), number(day), today)
        }
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => match year.len() {
            4 => full(signed(year), number(month), number(day), false),
            // 10月8日5 is no day of 2010.
            2 if !text.contains('月') || text.contains('年') => {
                full(2000 + signed(year), number(month), number(day), false)
            }
            _ => Typed::NotADay,
        },
        // 18/9/2026; with a day up to the 12th nobody knows which is the month.
        [day, month, year] if year.len() == 4 && (13..=31).contains(&number(day)) => {
            full(signed(year), number(month), number(day), false)
        }
        _ => Typed::NotADay,
    }
}

fn word(text: &str, today: NaiveDate) -> Option<Typed> {
    let back = |days| {
        let day = today.checked_sub_days(Days::new(days));
        day.map(|day| taken(day, false))
    };
    match text.to_ascii_lowercase().as_str() {
        "" => Some(Typed::Empty),
        "0" | "不知道" | "不清楚" | "忘了" | "忘记了" | "记不清" | "记不清了" | "记不得"
        | "unknown" => Some(Typed::Unknown),
        "今天" | "today" => back(0),
        "昨天" | "yesterday" => back(1),
        "前天" => back(2),
        "大前天" => back(3),
        text => weekday(text, today),
    }
}

/// `上周五`, `这周二`: weeks begin on Monday.
fn weekday(text: &str, today: NaiveDate) -> Option<Typed> {
    let (weeks, rest) = [("上上", 2), ("上", 1), ("这", 0), ("本", 0)]
        .iter()
        .find_map(|(word, weeks)| Some((*weeks, text.strip_prefix(word)?)))?;
    let named = ["星期", "礼拜", "周"];
    let name = named.iter().find_map(|word| rest.strip_prefix(word))?;
    let at = ["一", "二", "三", "四", "五", "六", "日", "天"];
    let at = at.iter().position(|it| *it == name)?.min(6);
    let monday = u64::from(today.weekday().num_days_from_monday()) + 7 * weeks;
    let day = today
        .checked_sub_days(Days::new(monday))?
        .checked_add_days(Days::new(at as u64))?;
    Some(taken(day, false))
}

/// `28 Aug`, `August 28, 2026`.
fn with_month_name(text: &str, today: NaiveDate) -> Option<Typed> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_ascii_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let (mut month, mut numbers) = (None, Vec::new());
    for word in words.filter(|word| !word.is_empty()) {
        let named = (1..).zip(MONTHS).find(|(_, name)| {
            name.starts_with(word) && (word.len() >= 3) && word.chars().all(char::is_alphabetic)
        });
        match (named, word.parse::<u32>()) {
            (Some((number, _)), _) if month.is_none() => month = Some(number),
            (_, Ok(number)) => numbers.push(number),
            _ => return None,
        }
    }
    match (month?, numbers.as_slice()) {
        (month, [day]) => Some(recent(month, *day, today)),
        (month, [day, year]) => Some(full(i32::try_from(*year).ok()?, month, *day, false)),
        _ => None,
    }
}

/// `去年九月十八` as `2025年9月18`.
fn spelled_out(text: &str, today: NaiveDate) -> String {
    let mut text = text.to_owned();
    for (word, back) in [("今年", 0), ("去年", 1), ("前年", 2)] {
        if let Some(rest) = text.strip_prefix(word) {
            text = format!("{}年{rest}", today.year() - back);
        }
    }
    for (word, back) in [("这个月", 0), ("本月", 0), ("上个月", 1), ("上月", 1)] {
        let month = today.checked_sub_months(Months::new(back));
        if let (Some(rest), Some(month)) = (text.strip_prefix(word), month) {
            text = format!("{}年{}月{rest}", month.year(), month.month());
        }
    }
    let mut out = String::new();
    // The number read so far, and whether it ends in 十, so that a digit adds.
    let mut number: Option<(u32, bool)> = None;
    for c in text.chars() {
        let digit = "〇一二三四五六七八九".chars().position(|it| it == c);
        let digit = digit.and_then(|digit| u32::try_from(digit).ok());
        number = match (c, number, digit) {
            ('十', before, _) => Some((before.map_or(1, |it| it.0).saturating_mul(10), true)),
            (_, None, Some(digit)) => Some((digit, false)),
            (_, Some((tens, true)), Some(digit)) => Some((tens.saturating_add(digit), false)),
            (_, Some((before, false)), Some(digit)) => {
                Some((before.saturating_mul(10).saturating_add(digit), false))
            }
            (_, before, None) => {
                out.extend(before.map(|it| it.0.to_string()));
                out.push(c);
                None
            }
        };
    }
    out.extend(number.map(|it| it.0.to_string()));
    out
}

/// The runs of digits, if nothing but separators stands between them.
fn groups(text: &str) -> Option<Vec<String>> {
    let mut groups = vec![String::new()];
    for c in text.chars() {
        if c.is_ascii_digit() {
            groups.last_mut()?.push(c);
        } else if matches!(
            c,
            '-' | '.' | '/' | '年' | '月' | '日' | '号' | ' ' | ',' | '、' | '。'
        ) {
            groups.push(String::new());
        } else {
            return None;
        }
    }
    groups.retain(|group| !group.is_empty());
    (!groups.is_empty()).then_some(groups)
}

fn one_group(digits: &str, today: NaiveDate) -> Typed {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let century = digits.starts_with("19") || digits.starts_with("20");
    match digits.len() {
        8 => full(
            signed(part(0, 4)),
            number(part(4, 6)),
            number(part(6, 8)),
            false,
        ),
        6 if !century => {
            let year = 2000 + signed(part(0, 2));
            full(year, number(part(2, 4)), number(part(4, 6)), false)
        }
        4 if !century => recent(number(part(0, 2)), number(part(2, 4)), today),
        0..=7 => Typed::Partial,
        _ => Typed::NotADay,
    }
}

fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(0)
}

fn signed(digits: &str) -> i32 {
    digits.parse().unwrap_or(0)
}

fn full(year: i32, month: u32, day: u32, year_taken: bool) -> Typed {
    if !(1950..=2099).contains(&year) {
        return Typed::NoYear(year);
    }
    if !(1..=12).contains(&month) {
        return Typed::NoMonth(month);
    }
    let date = NaiveDate::from_ymd_opt(year, month, day);
    date.map_or(Typed::NoDay(year, month, day), |day| taken(day, year_taken))
}

/// The last such day up to today; 29 February looks back up to eight years.
fn recent(month: u32, day: u32, today: NaiveDate) -> Typed {
    if !(1..=12).contains(&month) {
        return Typed::NoMonth(month);
    }
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
        .find(|date| *date <= today)
        .map_or(Typed::NoDay(today.year(), month, day), |day| {
            taken(day, true)
        })
}

const fn taken(day: NaiveDate, year_taken: bool) -> Typed {
    Typed::Day {
        day,
        year_taken,
        unfinished: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[track_caller]
    fn case(text: &str, wanted: Typed) {
        assert_eq!(read(text, ymd(2026, 11, 23)), wanted, "{text}");
    }

    #[test]
    fn every_way_of_writing_a_day() {
        let day = taken;
        for text in [
            "20261008",
            "2026-10-8",
            "2026.10.8",
            "2026/10/08",
            "2026年10月8日",
            "2026年10月8号",
            "２０２６１００８",
            " 2026 10 8 ",
            "2026。10。8",
        ] {
            case(text, day(ymd(2026, 10, 8), false));
        }
        for text in ["10月8日", "1008", "10-8", "10.08", "8 Oct", "oct 8"] {
            case(text, day(ymd(2026, 10, 8), true));
        }
        for text in ["261008", "26.10.8", "8 October 2026", "Oct 8, 2026"] {
            case(text, day(ymd(2026, 10, 8), false));
        }
        case("18/9/2026", day(ymd(2026, 9, 18), false));
        case("上周五", day(ymd(2026, 11, 20), false));
        case("上星期天", day(ymd(2026, 11, 22), false));
        case("这周一", day(ymd(2026, 11, 23), false));
        case("上个月十二号", day(ymd(2026, 10, 12), false));
        for text in [
            "去年9月18日",
            "去年九月十八",
            "25年9月18日",
            "二〇二五年九月十八日",
        ] {
            case(text, day(ymd(2025, 9, 18), false));
        }
        case("今年9月18", day(ymd(2026, 9, 18), false));
        case("九月二十八号", day(ymd(2026, 9, 28), true));
        case("十月十日", day(ymd(2026, 10, 10), true));
        case("260918", day(ymd(2026, 9, 18), false));
        case("12月1日", day(ymd(2025, 12, 1), true));
        case("11-23", day(ymd(2026, 11, 23), true));
        case("0229", day(ymd(2024, 2, 29), true));
        case("今天", day(ymd(2026, 11, 23), false));
        case("昨天", day(ymd(2026, 11, 22), false));
        case("前天", day(ymd(2026, 11, 21), false));
    }

    #[test]
    fn what_is_no_day_says_why() {
        case("", Typed::Empty);
        case("0", Typed::Unknown);
        for text in ["０", "不知道", "忘了", "记不清"] {
            case(text, Typed::Unknown);
        }
        for text in [
            "2",
            "2026",
            "202610",
            "2026108",
            "2026-10",
            "10",
            "108",
            "2026-8-0",
            "2026年8月0",
            "8月0",
            "8-０",
            "Oct 0",
        ] {
            case(text, Typed::Partial);
        }
        case("20261308", Typed::NoMonth(13));
        case("2026-11-31", Typed::NoDay(2026, 11, 31));
        case("2025-2-29", Typed::NoDay(2025, 2, 29));
        case("0230", Typed::NoDay(2026, 2, 30));
        case("30261008", Typed::NoYear(3026));
        for text in ["上个月", "2026", "上个月底"] {
            let wanted = if text == "上个月底" {
                Typed::NotADay
            } else {
                Typed::Partial
            };
            case(text, wanted);
        }
        for text in [
            "8/9/2026",
            "sept",
            "123456789",
            "2026-10-8-1",
            "---",
            "2026-100-8",
            "10月8日5",
        ] {
            case(text, Typed::NotADay);
        }
    }

    #[test]
    fn a_day_that_may_be_half_typed_is_told() {
        for (text, unfinished) in [
            ("2026-11-1", true),
            ("2026.11.2", true),
            ("26/10/3", true),
            ("11-1", true),
            ("2026年11月1", true),
            ("Nov 1", true),
            ("九月二", true),
            ("九月十", true),
            ("2026-11-01", false),
            ("2026-11-16", false),
            ("2026-10-8", false),
            ("2026年11月1日", false),
            ("1 Nov", false),
            ("1101", false),
            ("20261101", false),
            ("九月十号", false),
            ("昨天", false),
        ] {
            let read = read(text, ymd(2026, 11, 23));
            let Typed::Day {
                unfinished: told, ..
            } = read
            else {
                panic!("{text}: {read:?}");
            };
            assert_eq!(told, unfinished, "{text}");
        }
    }

    /// Whatever is erased at the end of a day: what is left is the same day,
    /// none at all, or one that says it may be half typed.
    #[test]
    fn a_day_less_its_last_sign_is_no_other_day() {
        let today = ymd(2026, 11, 23);
        for day in ymd(2025, 1, 1).iter_days().take(700) {
            let (y, m, d) = (day.year(), day.month(), day.day());
            for text in [
                format!("{y}-{m}-{d}"),
                format!("{y}-{m:02}-{d:02}"),
                format!("{y}{m:02}{d:02}"),
                format!("{m:02}{d:02}"),
                format!("{m}-{d}"),
                format!("{y}年{m}月{d}日"),
                format!("{}.{m}.{d}", y - 2000),
                format!("{d}/{m}/{y}"),
                day.format("%b %-d").to_string(),
                day.format("%-d %B").to_string(),
                day.format("%-d %B %Y").to_string(),
            ] {
                let Typed::Day { day: whole, .. } = read(&text, today) else {
                    continue;
                };
                let mut less = text.clone();
                less.pop();
                if let Typed::Day {
                    day, unfinished, ..
                } = read(&less, today)
                {
                    assert!(unfinished || day == whole, "{text} to {less}");
                }
            }
        }
    }
}
