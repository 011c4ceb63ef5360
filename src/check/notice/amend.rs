//! A notice that prolongs a holiday of a year announced before, as in 2020.

use chrono::NaiveDate;

use super::heading::{Heading, first_year};
use super::section::{Draft, split};
use super::text::{Reader, normalise, sentences, speaks_of_days};
use super::{Calendar, Given, Holiday, NoticeFault, Severity, Span, Why, Year, check_year};
use crate::check::workdays::HOLIDAYS;

/// What the sentence says that prolongs a holiday.
struct Longer {
    name: &'static str,
    until: NaiveDate,
    /// First working day after it, should the sentence say so.
    resumes: Option<NaiveDate>,
}

/// The year with a holiday prolonged as the text says (延长…假期至…，…起正常上班).
///
/// Make-up workdays among the new days off are dropped. The new days are an entry of their own
/// that rests on the new notice, so that each day still says which notice fixed it.
///
/// # Errors
///
/// Everything that is not understood or contradicts itself or the year; also a text without
/// number or day of issue, when they are not given either.
pub fn amend(year: &Year, text: &str, given: &Given) -> Result<Year, Vec<NoticeFault>> {
    let one = |why| vec![NoticeFault::of(why)];
    let text = normalise(text).map_err(one)?;
    if year.notices.is_empty() {
        // The amendment would become the first notice, on which all other days rest.
        return Err(one(Why::NoFirstNotice));
    }
    // A text that names no year is taken to be about the year it is to amend.
    let given = Given {
        year: None,
        ..given.clone()
    };
    let named = text.find("延长").and_then(|at| first_year(text.get(at..)?));
    if let Some(found) = named.filter(|it| *it != year.year) {
        let year = year.year;
        return Err(one(Why::OtherYear { year, found }));
    }
    let assumed = Given {
        year: Some(year.year),
        ..given
    };
    let heading = Heading::read(&text, &split(&text), &assumed)?;
    let longer = find(&text, year.year)?;
    let usual = |year| format!("国务院办公厅关于延长{year}年{}假期的通知", longer.name);
    let notice = heading.notice(usual).ok_or_else(|| one(Why::NoHeading))?;
    let mut amended = year.clone();
    amended.notices.push(notice);
    prolong(&mut amended, &longer).map_err(one)?;
    let faults: Vec<NoticeFault> = check_year(&amended)
        .into_iter()
        .filter(|it| it.severity() == Severity::Error)
        .map(|it| NoticeFault::of(Why::Year(it)))
        .collect();
    if faults.is_empty() {
        Ok(amended)
    } else {
        Err(faults)
    }
}

/// Finds the sentence that prolongs a holiday; no other sentence may speak of days.
fn find(text: &str, year: i32) -> Result<Longer, Vec<NoticeFault>> {
    let mut found = None;
    let mut faults = Vec::new();
    for sentence in sentences(text) {
        match read(sentence, year) {
            Ok(Some(_)) if found.is_some() => {
                faults.push(NoticeFault::at(sentence, Why::SecondSpan));
            }
            Ok(Some(longer)) => found = Some(longer),
            Ok(None) if speaks_of_days(sentence) => {
                faults.push(NoticeFault::at(sentence, Why::Unknown));
            }
            Ok(None) => {}
            Err(why) => faults.push(NoticeFault::at(sentence, why)),
        }
    }
    match found {
        Some(longer) if faults.is_empty() => Ok(longer),
        None if faults.is_empty() => Err(vec![NoticeFault::of(Why::NotAmending)]),
        _ => Err(faults),
    }
}

/// Reads `延长2020年春节假期至2月2日，2月3日起正常上班`; `None` when the sentence is another.
fn read(sentence: &str, year: i32) -> Result<Option<Longer>, Why> {
    // The title has the word too, and no 至 after 假期.
    let Some((before, rest)) = sentence.rsplit_once("延长") else {
        return Ok(None);
    };
    let mut reader = Reader::new(rest);
    if reader.number().is_some() && !reader.eat("年") {
        return Err(Why::Unknown);
    }
    let Some(name) = HOLIDAYS.into_iter().find(|name| reader.eat(name)) else {
        return Err(Why::Unknown);
    };
    if !reader.eat_any(&["假期至", "假期到"]) {
        return Ok(None);
    }
    if speaks_of_days(before) {
        return Err(Why::Unknown);
    }
    let draft = Draft::new(name, year);
    let until = draft.date(&mut reader, None)?;
    let resumes = if reader.eat("，") {
        let day = draft.date(&mut reader, Some(until))?;
        if !reader.eat_any(&["起正常上班", "起上班", "正常上班", "上班"]) {
            return Err(Why::Unknown);
        }
        Some(day)
    } else {
        None
    };
    if reader.rest.is_empty() {
        Ok(Some(Longer {
            name,
            until,
            resumes,
        }))
    } else {
        Err(Why::Unknown)
    }
}

/// Adds the new days off after the holiday they prolong.
fn prolong(year: &mut Year, longer: &Longer) -> Result<(), Why> {
    let named = |it: &Holiday| it.name.split('、').any(|name| name == longer.name);
    let missing = || Why::NoSuchHoliday(longer.name.to_owned());
    let last = year
        .holidays
        .iter()
        .rposition(|it| named(it) && it.off.is_some());
    let index = last.ok_or_else(missing)?;
    let holiday = year.holidays.get(index).ok_or_else(missing)?;
    let (name, off) = (holiday.name.clone(), holiday.off.ok_or_else(missing)?);
    let from = off.to.succ_opt().unwrap_or(off.to);
    let span = Span {
        from,
        to: longer.until,
    };
    if span.is_empty() {
        return Err(Why::NotLater {
            old: off.to,
            new: longer.until,
        });
    }
    for holiday in &mut year.holidays {
        holiday.work.retain(|&day| !span.contains(day));
    }
    let added = Holiday {
        name,
        off: Some(span),
        work: Vec::new(),
        notice: year.notices.len().saturating_sub(1),
    };
    year.holidays.insert(index + 1, added);
    let first = Calendar::new(std::slice::from_ref(year)).nth(longer.until, 1);
    match (first, longer.resumes) {
        (Some((first, _)), Some(claimed)) if first != claimed => {
            Err(Why::Resumes { first, claimed })
        }
        _ => Ok(()),
    }
}
