//! The nine notices with one thing wrong: each is refused, or read right, or read wrongly with a
//! word about it. What is read wrongly without a word is counted and named.
//!
//! `cargo test --test workdays corrupted -- --ignored --nocapture` prints the counts of all of
//! them (about a minute); the plain run takes a sample.
#![allow(clippy::unwrap_used, reason = "tests")]

use chabudao::lang::Lang;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::date;
use super::notices::{all, announced, dressed, knowing, whole};
use chabudao::check::notice::{Given, read_notice};
use chabudao::check::workdays::{
    Arranged, Difference, Holiday, KnownYears, Span, Year, differences, is_weekend, weekday,
};
use chrono::{Datelike as _, Days, NaiveDate};

/// A corrupted notice, and what was done to it.
struct Corrupted {
    year: i32,
    kind: &'static str,
    text: String,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Refused,
    Right,
    WrongAndSaid,
    WrongInSilence,
}

/// The days that follow the moon and the sun, as the law fixes them: the first day of the lunar
/// year, 清明, 端午 and 中秋. Each is held to the days off of the rules.
const LAW: [(i32, [&str; 4]); 9] = [
    (2018, ["02-16", "04-05", "06-18", "09-24"]),
    (2019, ["02-05", "04-05", "06-07", "09-13"]),
    (2020, ["01-25", "04-04", "06-25", "10-01"]),
    (2021, ["02-12", "04-04", "06-14", "09-21"]),
    (2022, ["02-01", "04-05", "06-03", "09-10"]),
    (2023, ["01-22", "04-05", "06-22", "09-29"]),
    (2024, ["02-10", "04-04", "06-10", "09-17"]),
    (2025, ["01-29", "04-04", "05-31", "10-06"]),
    (2026, ["02-17", "04-05", "06-19", "09-25"]),
];

/// A year of which only the days fixed by law are known, as 2027 is in the rules.
fn by_law(year: i32) -> Year {
    let (_, [spring, qingming, duanwu, autumn]) = LAW.into_iter().find(|it| it.0 == year).unwrap();
    let day = |text: &str| date(&format!("{year}-{text}"));
    let first = day(spring);
    let eve = Days::new(u64::from(year >= 2025));
    let off = [
        ("元旦", Span::day(day("01-01"))),
        (
            "春节",
            Span {
                from: first - eve,
                to: first + Days::new(2),
            },
        ),
        ("清明节", Span::day(day(qingming))),
        (
            "劳动节",
            Span {
                from: day("05-01"),
                to: day("05-01") + eve,
            },
        ),
        ("端午节", Span::day(day(duanwu))),
        ("中秋节", Span::day(day(autumn))),
        (
            "国庆节",
            Span {
                from: day("10-01"),
                to: day("10-03"),
            },
        ),
    ];
    let holiday = |(name, off): (&str, Span)| Holiday {
        name: name.to_owned(),
        off: Some(off),
        work: Vec::new(),
        notice: 0,
    };
    Year {
        year,
        complete: false,
        notices: Vec::new(),
        holidays: off.map(holiday).into(),
    }
}

#[test]
fn the_law_of_the_known_years_agrees_with_the_rules() {
    for year in all() {
        let law = chabudao::check::workdays::Law::of(year, &knowing([by_law(year)]));
        assert_eq!(law.faults(&announced(year)), [], "{year}");
        assert_eq!(law.unknown(), [""; 0]);
    }
}

/// Every single corruption of the text of a notice.
fn of_text(year: i32) -> Vec<Corrupted> {
    let text: String = whole(year)
        .chars()
        .filter(|it| !it.is_whitespace())
        .collect();
    let signs: Vec<char> = text.chars().collect();
    let mut list = Vec::new();
    let mut add = |kind, text| list.push(Corrupted { year, kind, text });
    let with = |at: usize, lost: usize, put: &[char]| -> String {
        let (before, after) = (&signs[..at], &signs[at + lost..]);
        before.iter().chain(put).chain(after).collect()
    };
    for (at, &sign) in signs.iter().enumerate() {
        add("a character lost", with(at, 1, &[]));
        add("a character doubled", with(at, 1, &[sign, sign]));
        if let Some(&next) = signs.get(at + 1).filter(|it| **it != sign) {
            add("two characters exchanged", with(at, 2, &[next, sign]));
        }
        if sign.is_ascii_digit() {
            for digit in ('0'..='9').filter(|it| *it != sign) {
                add("a digit changed", with(at, 1, &[digit]));
            }
        }
        if "一二三四五六日".contains(sign) && "周期".contains(signs[at - 1]) {
            for other in "一二三四五六日".chars().filter(|it| *it != sign) {
                add("a weekday changed", with(at, 1, &[other]));
            }
        }
    }
    for ends in [&['，', '。', '、', '：'][..], &['。'], &['，', '。']] {
        for part in text.split_inclusive(ends) {
            add("a clause lost", text.replacen(part, "", 1));
            add("a clause doubled", text.replacen(part, &part.repeat(2), 1));
        }
    }
    for (from, to) in [
        ("放假", "上班"),
        ("上班", "放假"),
        ("放假调休", "放假"),
        ("至", "、"),
        ("、", "至"),
        ("日", "月"),
        ("月", "日"),
    ] {
        for (count, _) in text.matches(from).enumerate() {
            let parts: Vec<&str> = text.split(from).collect();
            let (before, after) = parts.split_at(count + 1);
            let text = format!("{}{to}{}", before.join(from), after.join(from));
            add("a word for another", text);
        }
    }
    list
}

/// Notices that say something else throughout, weekdays and numbers of days included: days moved,
/// make-up days moved or lost.
fn of_sense(year: i32) -> Vec<Corrupted> {
    let true_year = announced(year);
    let mut list = Vec::new();
    let mut add = |kind, index: usize, change: &dyn Fn(&mut Holiday)| {
        let mut changed = true_year.clone();
        change(&mut changed.holidays[index]);
        let text = written(&changed);
        list.push(Corrupted { year, kind, text });
    };
    let moved = |day: NaiveDate, by: i64| day + chrono::TimeDelta::days(by);
    for (index, holiday) in true_year.holidays.iter().enumerate() {
        for by in [-30, -14, -7, -3, -2, -1, 1, 2, 3, 7, 14, 30] {
            let off = holiday.off.unwrap();
            let (from, to) = (moved(off.from, by), moved(off.to, by));
            add("days off moved", index, &|it| {
                it.off = Some(Span { from, to });
            });
            add("first day off moved", index, &|it| {
                it.off = Some(Span { from, to: off.to });
            });
            add("last day off moved", index, &|it| {
                it.off = Some(Span { from: off.from, to });
            });
            for (place, &day) in holiday.work.iter().enumerate() {
                add("make-up day moved", index, &|it| {
                    it.work[place] = moved(day, by);
                });
            }
        }
        for place in 0..holiday.work.len() {
            add("make-up day lost", index, &|it| {
                it.work.remove(place);
            });
        }
    }
    list
}

/// A year in the words of its notice.
fn written(year: &Year) -> String {
    let mut out = String::new();
    let day = |day: NaiveDate| {
        format!(
            "{}月{}日（{}）",
            day.month(),
            day.day(),
            weekday(day.weekday(), Lang::Zh)
        )
    };
    for (holiday, number) in year.holidays.iter().zip("一二三四五六七".chars()) {
        let off = holiday.off.unwrap();
        let name = &holiday.name;
        let _ = write!(out, "{number}、{name}：{}", day(off.from));
        if off.len() != 1 {
            let _ = write!(out, "至{}", day(off.to));
        }
        let _ = write!(out, "放假，共{}天。", off.len());
        let work: Vec<String> = holiday.work.iter().map(|it| day(*it)).collect();
        if !work.is_empty() {
            let _ = write!(out, "{}上班。", work.join("、"));
        }
    }
    let notice = &year.notices[0];
    let date = notice.date.format("%Y年%-m月%-d日").to_string();
    dressed(year.year, &notice.number, &out, &date)
}

fn outcome(it: &Corrupted, known: &KnownYears) -> Outcome {
    let read = |text: &str| read_notice(text, &Given::default(), known);
    let Ok(found) = read(&it.text) else {
        return Outcome::Refused;
    };
    if misread(&announced(it.year), &found.year).is_empty() {
        return Outcome::Right;
    }
    // What is said of the notice as it was issued is no word about what is wrong with this one.
    let usual = read(&whole(it.year)).unwrap().remarks;
    if found.remarks.iter().any(|it| !usual.contains(it)) {
        Outcome::WrongAndSaid
    } else {
        Outcome::WrongInSilence
    }
}

/// The days that become working days, or are none any more.
fn misread(truth: &Year, read: &Year) -> Vec<Difference> {
    let works = |arranged: Option<Arranged>, day| match arranged {
        Some(arranged) => arranged == Arranged::Worked,
        None => !is_weekend(day),
    };
    let mut wrong = differences(truth, read);
    wrong.retain(|it| {
        let mut days = it.span.days();
        days.any(|day| works(it.was, day) != works(it.is, day))
    });
    wrong
}

/// What is known when a notice is read: the days of the law, as in 2027, or those alone whose date
/// is the same every year, as in 2028.
fn known(year: i32, all_of_the_law: bool) -> KnownYears {
    if all_of_the_law {
        knowing([by_law(year)])
    } else {
        KnownYears::default()
    }
}

/// What is read wrongly in silence.
fn silent(it: &Corrupted, all_of_the_law: bool) -> Vec<Difference> {
    let known = known(it.year, all_of_the_law);
    match outcome(it, &known) {
        Outcome::WrongInSilence => {
            let read = read_notice(&it.text, &Given::default(), &known).unwrap();
            misread(&announced(it.year), &read.year)
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_sample_is_not_misread_in_silence() {
    let list = all().flat_map(of_text);
    for it in list.step_by(31) {
        // A make-up workday a week from the true one, with the weekday it has, across its holiday:
        // no other word of a notice speaks of it.
        let wrong = silent(&it, true);
        let a_week = |it: &Difference| it.was.or(it.is) == Some(Arranged::Worked);
        assert!(wrong.iter().all(a_week), "{}\n{wrong:?}", it.text);
    }
}

/// The silent ones among the corrupted texts, where the days of the law are known.
const NAMED: [(i32, &str); 3] = [
    (
        2018,
        "2018-04-01 Sunday: nothing arranged → make-up workday; 2018-04-08 Sunday: make-up workday → nothing arranged",
    ),
    (
        2020,
        "2020-06-21 Sunday: nothing arranged → make-up workday; 2020-06-28 Sunday: make-up workday → nothing arranged",
    ),
    (
        2022,
        "2022-04-02 Saturday: make-up workday → nothing arranged; 2022-04-09 Saturday: nothing arranged → make-up workday",
    ),
];

#[test]
#[ignore = "about a minute; prints the counts"]
fn corrupted_in_full() {
    let texts: Vec<Corrupted> = all().flat_map(of_text).collect();
    let senses: Vec<Corrupted> = all().flat_map(of_sense).collect();
    println!("\nOne corruption of the text, all days of the law known (as for 2027):");
    let named = print(&texts, true);
    assert_eq!(named, NAMED.map(|(year, what)| (year, what.to_owned())));
    println!("\nOne corruption of the text, the solar days known (as for 2028):");
    print(&texts, false);
    println!("\nOther days throughout, weekdays and numbers of days included (as for 2027):");
    print(&senses, true);
    println!("\nOther days throughout, weekdays and numbers of days included (as for 2028):");
    print(&senses, false);
}

/// Prints the counts by kind; what was misread in silence.
fn print(list: &[Corrupted], all_of_the_law: bool) -> Vec<(i32, String)> {
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut named = Vec::new();
    for it in list {
        let outcome = outcome(it, &known(it.year, all_of_the_law));
        counts.entry(it.kind).or_default()[outcome as usize] += 1;
        if outcome == Outcome::WrongInSilence {
            let wrong = silent(it, all_of_the_law);
            let what: Vec<String> = wrong.iter().map(|it| it.text(Lang::En)).collect();
            named.push((it.year, what.join("; ")));
        }
    }
    println!(
        "{:28}{:>9}{:>9}{:>9}{:>9}",
        "", "refused", "right", "said", "silent"
    );
    let of = |at: usize| counts.values().map(|it| it[at]).sum::<usize>();
    let all = ("together", [of(0), of(1), of(2), of(3)]);
    for (kind, [refused, right, said, silent]) in counts.into_iter().chain([all]) {
        println!("{kind:28}{refused:>9}{right:>9}{said:>9}{silent:>9}");
    }
    for (year, what) in &named {
        println!("  {year}: {what}");
    }
    named
}
