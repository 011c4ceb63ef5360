//! The figures on one page of A4, with bars that are drawn.

use std::fmt::Write as _;

use chrono::{NaiveDate, Weekday};

use super::text::{Table, most};
use super::{Counts, Figures};
use crate::lang::Lang;
use crate::pack::Pack;
use crate::report::html::{document, escaped};

const STYLE: &str = include_str!("html/style.css");

/// Rows that have room on the page below the first figures; what stands over a
/// table takes as much as two of them.
const ROOM: usize = 48;
const HEAD: usize = 2;

/// Rows that each table may have, however many the others have.
const FEWEST: usize = 6;

/// Rows that the days may have.
const MOST_DAYS: usize = 12;

impl Figures {
    /// The figures as a page to print.
    pub(crate) fn html(&self, pack: &Pack, lang: Lang) -> String {
        let title = self.title(lang);
        let mut out = format!("<h1>{}</h1>\n<dl>\n", escaped(&title));
        for (name, count) in self.heads(lang) {
            let _ = writeln!(out, "<div><dt>{name}</dt><dd>{count}</dd></div>");
        }
        out.push_str("</dl>\n");
        let days = self.days(lang);
        let days = days.map(|table| (table.title, spans(&self.by_day, self.days)));
        let tables = self.tables(pack, lang);
        let taken = days.as_ref().map_or(0, |(_, spans)| HEAD + spans.len());
        let most = rows_each(&tables, ROOM - taken);
        for table in tables {
            section(&mut out, &table.title, &fewer(table.rows, most, lang));
        }
        if let Some((title, spans)) = days {
            section(&mut out, &title, &spans);
        }
        document(&title, STYLE, &out, lang)
    }
}

/// How many rows each table may have so that all of them have room.
fn rows_each(tables: &[Table], room: usize) -> usize {
    let fits = |most: &usize| {
        let taken = tables.iter().map(|it| HEAD + it.rows.len().min(*most));
        taken.sum::<usize>() <= room
    };
    let longest = tables.iter().map(|it| it.rows.len()).max();
    let most = (FEWEST..=longest.unwrap_or(FEWEST)).rev().find(fits);
    most.unwrap_or(FEWEST)
}

/// So many rows at most, those with the fewest as one.
fn fewer(mut rows: Vec<(String, usize)>, most: usize, lang: Lang) -> Vec<(String, usize)> {
    if rows.len() <= most {
        return rows;
    }
    let mut rest = 0;
    while rows.len() >= most {
        let fewest = rows
            .iter()
            .enumerate()
            .rev()
            .min_by_key(|(_, (_, count))| *count);
        let at = fewest.map_or(0, |(at, _)| at);
        rest += rows.remove(at).1;
    }
    rows.push((lang.pick("其余", "all others").to_owned(), rest));
    rows
}

/// The calls by day; where those are too many by week, by month or by year.
fn spans(days: &Counts, all: (NaiveDate, NaiveDate)) -> Vec<(String, usize)> {
    let by: [&dyn Fn(&str) -> String; 4] = [
        &str::to_owned,
        &|day| week(day, all).unwrap_or_else(|| day.to_owned()),
        &|day| day.chars().take("2026-11".len()).collect(),
        &|day| day.chars().take("2026".len()).collect(),
    ];
    let added = by.map(|name| {
        let mut sums = Counts::new();
        for (day, count) in days {
            *sums.entry(name(day)).or_default() += count;
        }
        sums
    });
    let [day, week, month, year] = added;
    let fits = |sums: &Counts| sums.len() <= MOST_DAYS;
    let fitting = [day, week, month].into_iter().find(fits);
    fitting.unwrap_or(year).into_iter().collect()
}

/// `2026-11-23 – 11-29`, the week of a day as far as it is reported; of one day
/// that day.
fn week(day: &str, (from, to): (NaiveDate, NaiveDate)) -> Option<String> {
    let week = day.parse::<NaiveDate>().ok()?.week(Weekday::Mon);
    let (first, last) = (week.first_day().max(from), week.last_day().min(to));
    if first == last {
        return Some(first.to_string());
    }
    Some(format!("{first} – {}", last.format("%m-%d")))
}

fn section(out: &mut String, title: &str, rows: &[(String, usize)]) {
    let _ = writeln!(out, "<section>\n<h2>{}</h2>", escaped(title));
    bars(out, rows);
    out.push_str("</section>\n");
}

fn bars(out: &mut String, rows: &[(String, usize)]) {
    let most = most(rows);
    for (name, count) in rows {
        let share = count * 100 / most;
        let _ = writeln!(
            out,
            "<p><span>{}</span><svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{share}\" height=\"4\"/></svg><b>{count}</b></p>",
            escaped(name)
        );
    }
}
