//! What the notice says of itself: its title, number, day of issue and year.

use chrono::{Datelike, NaiveDate};

use super::frame::{Frame, titles};
use super::section::Parts;
use super::text::Scanner;
use super::{Given, Notice, NoticeFault, Remark, Unfit, Why};
use crate::check::workdays::{FIRST_YEAR, LAST_YEAR, first_year};

/// The heading of a notice that is one: with its title, its office and its day.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) year: i32,
    pub(super) notice: Notice,
}

impl Heading {
    /// Reads it; every reason why the text is no complete notice is a fault.
    pub(super) fn read(
        text: &str,
        frame: &Frame,
        parts: &Parts,
        given: &Given,
    ) -> Result<Self, Vec<NoticeFault>> {
        let mut faults = Vec::new();
        faults.extend(frame.forecast(text));
        let title = frame.title.ok_or(Why::NoTitle);
        let title = keep(title, &mut faults);
        let date = keep(find_date(frame, given), &mut faults);
        let number = keep(find_number(frame, given), &mut faults);
        let year = keep(find_year(frame, parts, given), &mut faults);
        let (Some(title), Some(date), Some(number), Some(year)) = (title, date, number, year)
        else {
            return Err(faults);
        };
        if let Some((_, of)) = number
            && of != date.year()
        {
            faults.push(NoticeFault::of(Why::NumberYear { of, date }));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let notice = Notice {
            title: title.to_owned(),
            number: number.map(|it| it.0).unwrap_or_default(),
            date,
        };
        Ok(Self { year, notice })
    }

    /// Refuses a notice older than the newest one of its year.
    pub(super) fn not_older(&self, newest: Option<NaiveDate>) -> Result<(), Unfit> {
        let date = self.notice.date;
        match newest.filter(|it| *it > date) {
            Some(newest) => Err(Unfit::Older { date, newest }),
            None => Ok(()),
        }
    }

    /// What to know of the notice besides what it fixes.
    pub(super) fn remark(&self) -> Option<Remark> {
        self.notice.number.is_empty().then_some(Remark::NoNumber)
    }
}

/// Whether a title is that of a notice that changes a year announced before.
pub(super) fn amends(title: &str) -> bool {
    let words = ["延长", "调整", "补充"];
    words.iter().any(|word| title.contains(word))
}

/// What was found; the reason why not goes to the faults.
fn keep<T>(found: Result<T, Why>, faults: &mut Vec<NoticeFault>) -> Option<T> {
    found.map_err(|why| faults.push(NoticeFault::of(why))).ok()
}

/// The year all of the notice and the person agree on.
fn find_year(frame: &Frame, parts: &Parts, given: &Given) -> Result<i32, Why> {
    let text = frame.body;
    let titles = titles(text).filter_map(|(_, title)| first_year(title));
    let mut years: Vec<i32> = titles.collect();
    let announced = text.match_indices("现将").filter_map(|(at, word)| {
        let mut reader = Scanner::new(text.get(at + word.len()..)?);
        let year = reader.number()?;
        reader.eat("年").then_some(year)
    });
    years.extend(announced.filter_map(|year| i32::try_from(year).ok()));
    years.extend(given.year);
    if years.is_empty() {
        years.extend(parts.new_year());
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

/// The number of the notice in its usual form, and the year in its brackets: as it stands in the
/// notice, else above it, and as given.
fn find_number(frame: &Frame, given: &Given) -> Result<Option<(String, i32)>, Why> {
    let mut found = match the_number(frame.body)? {
        Some(number) => Some(number),
        None => the_number(frame.above)?,
    };
    if let Some(given) = &given.number {
        let plain = super::text::normalise(given).map_err(|_| Why::BadNumber)?;
        let given = the_number(&plain)?.ok_or(Why::BadNumber)?;
        match &found {
            Some(found) if *found != given => {
                return Err(Why::NumbersDiffer(found.0.clone(), given.0));
            }
            _ => found = Some(given),
        }
    }
    Ok(found)
}

/// The only number in a text.
fn the_number(text: &str) -> Result<Option<(String, i32)>, Why> {
    let numbers = text.match_indices("国办").filter_map(|(at, word)| {
        let after = text.get(at + word.len()..)?;
        number_after(word, after)
    });
    let mut found: Option<(String, i32)> = None;
    for number in numbers {
        match &found {
            Some(first) if *first != number => {
                return Err(Why::NumbersDiffer(first.0.clone(), number.0));
            }
            _ => found = Some(number),
        }
    }
    Ok(found)
}

/// `发明电〔2025〕7号` after the `国办`.
fn number_after(word: &str, after: &str) -> Option<(String, i32)> {
    let mut reader = Scanner::new(after);
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

/// The day of issue: under the signature of the office; where the day alone is missing there,
/// the one given.
fn find_date(frame: &Frame, given: &Given) -> Result<NaiveDate, Why> {
    match (frame.signed, given.date) {
        (Some(found), Some(given)) if found != given => Err(Why::DatesDiffer(found, given)),
        (Some(found), _) => Ok(found),
        (None, Some(given)) if frame.office => Ok(given),
        _ => Err(Why::NoSignature),
    }
}
