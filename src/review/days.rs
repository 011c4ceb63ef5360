//! The days that are something else in one calendar than in another.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

use crate::check::workdays::{Calendar, Day};
use crate::lang::Lang;

/// Days in a row that changed alike: the first, the last, and what they were
/// and are.
struct Stretch {
    from: NaiveDate,
    to: NaiveDate,
    was: String,
    is: String,
}

/// Every such day from the first year of either to the year behind the last, a
/// line for days in a row; empty where there is none.
#[must_use]
pub fn words(old: &Calendar, new: &Calendar, lang: Lang) -> String {
    let stretches = stretches(old, new, lang);
    if stretches.is_empty() {
        return String::new();
    }
    let title = lang.pick("日历里变了的日子", "Days that are something else");
    let mut out = format!("[{title}]\n");
    for Stretch { from, to, was, is } in stretches {
        let to = if from == to {
            String::new()
        } else {
            format!("{}{to}", lang.pick(" 至 ", " to "))
        };
        let _ = writeln!(out, "- {from}{to}{}{was} → {is}", lang.colon());
    }
    out
}

fn stretches(old: &Calendar, new: &Calendar, lang: Lang) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for date in days([old, new]) {
        let [was, is] = [old, new].map(|it| said(&it.day(date), lang));
        if was == is {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.to.succ_opt() == Some(date) && last.was == was && last.is == is => {
                last.to = date;
            }
            _ => found.push(Stretch {
                from: date,
                to: date,
                was,
                is,
            }),
        }
    }
    found
}

/// The days on which either could say anything of its own.
fn days(both: [&Calendar; 2]) -> impl Iterator<Item = NaiveDate> {
    let first = both.iter().filter_map(|it| it.first_year()).min();
    let last = both.iter().filter_map(|it| it.last_announced()).max();
    let last = last.or(first).map(|year| year + 1);
    let first = first.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    let all = first.into_iter().flat_map(|day| day.iter_days());
    all.take_while(move |day| Some(day.year()) <= last)
}

/// What a day is, and how far that is settled.
fn said(day: &Day<'_>, lang: Lang) -> String {
    format!(
        "{}{}",
        day.kind.words(lang),
        lang.aside(day.status.as_str())
    )
}
