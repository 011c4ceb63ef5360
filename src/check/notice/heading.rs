//! What stands around the numbered sentences: title, number, day of issue, and the year.

use chrono::{Datelike, NaiveDate};

use super::section::Parts;
use super::text::{Reader, full_dates};
use super::{Given, Notice, NoticeFault, Why};
use crate::check::workdays::{FIRST_YEAR, LAST_YEAR};

/// How each title begins and ends.
const TITLE: (&str, &str) = ("国务院办公厅关于", "的通知");

/// Longest title in characters; a real one has about 23.
const LONGEST_TITLE: usize = 60;

/// The heading of a notice.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) year: i32,
    pub(super) title: Option<String>,
    number: Option<String>,
    date: Option<NaiveDate>,
}

impl Heading {
    /// Reads it from the text outside the numbered sentences.
    pub(super) fn read(text: &str, parts: &Parts, given: &Given) -> Result<Self, Vec<NoticeFault>> {
        let outside = [parts.before, parts.after()];
        let title = outside.iter().find_map(|it| titles(it).next());
        let mut faults = Vec::new();
        let year = keep(find_year(text, parts, given), &mut faults);
        let number = keep(find_number(&outside, given), &mut faults);
        let date = keep(find_date(&outside, given), &mut faults);
        let (Some(year), Some(number), Some(date)) = (year, number, date) else {
            return Err(faults);
        };
        let heading = Self {
            year,
            title: title.map(str::to_owned),
            number: number.as_ref().map(|it| it.0.clone()),
            date,
        };
        match (number, date) {
            (Some((_, of)), Some(date)) if of != date.year() => {
                Err(vec![NoticeFault::of(Why::NumberYear { of, date })])
            }
            _ => Ok(heading),
        }
    }

    /// Whether the title is that of a notice that changes a year announced before.
    pub(super) fn amends(&self) -> bool {
        let title = self.title.as_deref().unwrap_or_default();
        ["延长", "调整", "补充"]
            .iter()
            .any(|word| title.contains(word))
    }

    /// The notice, when number and day of issue are known; without a title the usual one.
    pub(super) fn notice(&self, usual: impl FnOnce(i32) -> String) -> Option<Notice> {
        let (number, date) = (self.number.clone()?, self.date?);
        let title = self.title.clone();
        Some(Notice {
            title: title.unwrap_or_else(|| usual(self.year)),
            number,
            date,
        })
    }
}

/// What was found; the reason why not goes to the faults.
fn keep<T>(found: Result<T, Why>, faults: &mut Vec<NoticeFault>) -> Option<T> {
    found.map_err(|why| faults.push(NoticeFault::of(why))).ok()
}

/// The titles in a text.
fn titles(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(TITLE.0).filter_map(|(at, _)| {
        let from = text.get(at..)?;
        let end = from.find(TITLE.1)? + TITLE.1.len();
        from.get(..end)
            .filter(|it| it.chars().count() <= LONGEST_TITLE)
    })
}

/// The year all of the text and the person agree on.
fn find_year(text: &str, parts: &Parts, given: &Given) -> Result<i32, Why> {
    let mut years: Vec<i32> = titles(text).filter_map(first_year).collect();
    let announced = text.match_indices("现将").filter_map(|(at, word)| {
        let mut reader = Reader::new(text.get(at + word.len()..)?);
        let year = reader.number()?;
        reader.eat("年").then_some(year)
    });
    years.extend(announced.filter_map(|year| i32::try_from(year).ok()));
    years.extend(given.year);
    if years.is_empty() {
        years.extend(parts.new_year().or_else(|| leading_year(text)));
    }
    let year = *years.first().ok_or(Why::NoYear)?;
    if let Some(&other) = years.iter().find(|it| **it != year) {
        return Err(Why::YearsDiffer(year, other));
    }
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        Ok(year)
    } else {
        Err(Why::YearOutside(year))
    }
}

/// The year a text begins with, as in a list's own heading `2026 — …`.
fn leading_year(text: &str) -> Option<i32> {
    let text = text.trim_start_matches(|it: char| !it.is_alphanumeric());
    let end = text.find(|it: char| !it.is_ascii_digit())?;
    let (digits, rest) = text.split_at(end);
    let is_date = rest
        .strip_prefix('-')
        .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    (digits.len() == 4 && !is_date).then(|| digits.parse().ok())?
}

/// The first `2026年` of a text.
pub(super) fn first_year(text: &str) -> Option<i32> {
    let (before, _) = text.split_once('年')?;
    let start = before
        .trim_end_matches(|it: char| it.is_ascii_digit())
        .len();
    let digits = before.get(start..)?;
    (digits.len() == 4).then(|| digits.parse().ok())?
}

/// The number of the notice in its usual form, and the year in its brackets.
fn find_number(outside: &[&str], given: &Given) -> Result<Option<(String, i32)>, Why> {
    let mut found: Option<(String, i32)> = None;
    let plain = given.number.as_deref().map(super::text::normalise);
    let plain = plain.transpose().map_err(|_| Why::BadNumber)?;
    for text in outside.iter().copied().chain(plain.as_deref()) {
        for (at, word) in text.match_indices("国办") {
            let after = text.get(at + word.len()..).unwrap_or_default();
            let Some(number) = number_after(word, after) else {
                continue;
            };
            match &found {
                Some(first) if *first != number => {
                    return Err(Why::NumbersDiffer(first.0.clone(), number.0));
                }
                _ => found = Some(number),
            }
        }
    }
    if plain.is_some() && found.is_none() {
        return Err(Why::BadNumber);
    }
    Ok(found)
}

/// `发明电〔2025〕7号` after the `国办`.
fn number_after(word: &str, after: &str) -> Option<(String, i32)> {
    let mut reader = Reader::new(after);
    let kind = ["发明电", "发电", "发", "函"]
        .into_iter()
        .find(|it| reader.eat(it))?;
    if !reader.eat_any(&["〔", "（"]) {
        return None;
    }
    let year = i32::try_from(reader.number()?).ok()?;
    if !reader.eat_any(&["〕", "）"]) {
        return None;
    }
    let number = reader.number()?;
    let text = format!("{word}{kind}〔{year}〕{number}号");
    reader.eat("号").then_some((text, year))
}

/// The day of issue: under the signature, or called so, or the only date there is.
fn find_date(outside: &[&str], given: &Given) -> Result<Option<NaiveDate>, Why> {
    let mut dates = Vec::new();
    for text in outside {
        dates.extend(full_dates(text).0);
    }
    let named = |word: &str| {
        let mut named = dates
            .iter()
            .rev()
            .filter(|(before, _)| before.ends_with(word));
        named.next().map(|&(_, date)| date)
    };
    let only = || {
        let (_, first) = *dates.first()?;
        dates
            .iter()
            .all(|&(_, date)| date == first)
            .then_some(first)
    };
    let found = named("国务院办公厅")
        .or_else(|| named("成文日期："))
        .or_else(only);
    match (found, given.date) {
        (Some(found), Some(given)) if found != given => Err(Why::DatesDiffer(found, given)),
        _ => Ok(found.or(given.date)),
    }
}
