//! A notice that changes a holiday of a year announced before: prolongs it, as in 2020, or
//! arranges it anew, as in 2019.

use chrono::NaiveDate;

use super::frame::Frame;
use super::heading::Heading;
use super::section::{HolidayDraft, Section, eat_names, read_each, split};
use super::text::{Scanner, sentences, speaks_of_days, without_full_dates};
use super::unfit::Unfit;
use super::{
    Calendar, Given, Holiday, HolidayRow, KnownYears, Law, NoticeFault, NoticeYear, Remark,
    Severity, Span, Why, Year, check_year, remarks_on,
};
use crate::check::workdays::{HOLIDAYS, first_year};

/// What the sentence says that prolongs a holiday.
struct Longer {
    name: &'static str,
    until: NaiveDate,
    /// First working day after it, should the sentence say so.
    resumes: Option<NaiveDate>,
}

/// A year known with a holiday prolonged (延长…假期至…，…起正常上班) or arranged anew (调整) as
/// the text says; the rows are the holiday's own.
///
/// When a holiday is prolonged, make-up workdays among the new days off are dropped, and the new
/// days are an entry of their own that rests on the new notice, so that each day still says which
/// notice fixed it.
pub(super) fn amend(
    text: &str,
    frame: &Frame,
    given: &Given,
    known: &KnownYears,
) -> Result<NoticeYear, Vec<NoticeFault>> {
    let assumed = Given {
        year: given.year.or_else(|| named_year(frame)),
        ..given.clone()
    };
    let heading = Heading::read(text, frame, &split(frame.body), &assumed)?;
    let number = heading.year;
    let year = known.year(number).cloned();
    let mut year = year.ok_or_else(|| vec![NoticeFault::of(Unfit::NotKnown(number))])?;
    succeed(&mut year, &heading).map_err(|unfit| vec![NoticeFault::of(unfit)])?;
    let (rows, mut remarks) = change(&mut year, frame)?;
    let faults = check_year(&year).into_iter();
    let faults: Vec<NoticeFault> = faults
        .chain(Law::of(number, known).faults(&year))
        .filter(|it| it.severity() == Severity::Error)
        .map(|it| NoticeFault::of(Why::Year(it)))
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    remarks.extend(heading.remark());
    Ok(NoticeYear {
        year,
        rows,
        remarks,
    })
}

/// The year an amendment is about: that of its title, else that of its own sentence.
fn named_year(frame: &Frame) -> Option<i32> {
    frame.title.and_then(first_year).or_else(|| {
        let at = frame.body.find("延长")?;
        first_year(frame.body.get(at..)?)
    })
}

/// Puts the notice behind those of the year, which all are older.
fn succeed(year: &mut Year, heading: &Heading) -> Result<(), Unfit> {
    let notice = &heading.notice;
    let newest = year.newest().ok_or(Unfit::NoFirstNotice)?;
    if year
        .notices
        .iter()
        .any(|it| it.title == notice.title && it.date == notice.date)
    {
        return Err(Unfit::Known(notice.name().to_owned()));
    }
    heading.not_older(Some(newest))?;
    year.notices.push(notice.clone());
    Ok(())
}

/// Changes the year as the text says; the rows of what it changes, and what to know of them.
fn change(
    year: &mut Year,
    frame: &Frame,
) -> Result<(Vec<HolidayRow>, Vec<Remark>), Vec<NoticeFault>> {
    if !is_anew(frame) {
        let longer = find(frame.body, year.year)?;
        let row = prolong(year, &longer).map_err(|unfit| vec![NoticeFault::of(unfit)])?;
        return Ok((vec![row], Vec::new()));
    }
    let sections = anew(frame, year.year)?;
    for section in &sections {
        replace(year, section).map_err(|unfit| vec![NoticeFault::at(&section.said, unfit)])?;
    }
    let remarks = remarks_on(&sections, year);
    Ok((sections.into_iter().map(|it| it.row).collect(), remarks))
}

/// Whether the notice arranges a holiday anew.
fn is_anew(frame: &Frame) -> bool {
    let title = frame.title.unwrap_or_default();
    title.contains("调整") || title.contains("补充")
}

/// The holidays as they are arranged anew: sentences that begin with their names, or sentences on
/// the holiday that the title names.
fn anew(frame: &Frame, year: i32) -> Result<Vec<Section>, Vec<NoticeFault>> {
    let parts = split(frame.body);
    let mut faults = Vec::new();
    let sections = if parts.is_numbered() {
        read_each(&parts, year, &mut faults)
    } else {
        Vec::from_iter(of_title(frame, year, &mut faults))
    };
    if faults.is_empty() && sections.is_empty() {
        faults.push(NoticeFault::of(Unfit::NotAmending));
    }
    faults.is_empty().then_some(sections).ok_or(faults)
}

/// The holiday that the title names, arranged by the sentences that speak of days.
fn of_title(frame: &Frame, year: i32, faults: &mut Vec<NoticeFault>) -> Option<Section> {
    let title = frame.title?;
    let at = HOLIDAYS.iter().filter_map(|name| title.find(name)).min()?;
    let names = eat_names(&mut Scanner::new(title.get(at..)?));
    let said = sentences(frame.body).filter(|it| speaks_of_dates(it));
    let body: Vec<&str> = said.map(without_lead).collect();
    if body.is_empty() {
        return None;
    }
    HolidayDraft::new(&names.join("、"), year).read(&body.join("。"), faults)
}

/// Whether a sentence fixes days; a day with its year alone, as under the signature, fixes none.
fn speaks_of_dates(sentence: &str) -> bool {
    let off = sentence.contains("放假") || sentence.contains("补休");
    sentence.contains("上班")
        || speaks_of_days(sentence)
        || off && without_full_dates(sentence) != sentence
}

/// A sentence without what leads up to its first date, as in `一、…安排调整如下：`.
fn without_lead(sentence: &str) -> &str {
    let leads = ["：", "调整为", "一、", "二、", "三、"];
    let ends = leads.iter().flat_map(|lead| {
        let places = sentence.match_indices(lead);
        places.map(|(at, lead)| at + lead.len())
    });
    let after = ends.filter_map(|end| {
        let (lead, rest) = sentence.split_at_checked(end)?;
        let fixes = speaks_of_days(lead) || lead.contains("上班");
        (!fixes && Scanner::new(rest).at_digit()).then_some(rest)
    });
    after.min_by_key(|it| it.len()).unwrap_or(sentence)
}

/// Puts what is arranged anew in the place of what was.
fn replace(year: &mut Year, section: &Section) -> Result<(), Unfit> {
    let same = |it: &Holiday| {
        let names = section.row.holiday.split('、');
        names.clone().all(|name| it.is_of(name)) && it.name.split('、').count() == names.count()
    };
    let at = year.holidays.iter().position(same);
    let at = at.ok_or_else(|| Unfit::NoSuchHoliday(section.row.holiday.clone()))?;
    let name = year.holidays.get(at).map(|it| it.name.clone());
    year.holidays.retain(|it| !same(it));
    let notice = year.notices.len().saturating_sub(1);
    for (mut holiday, place) in section.row.holidays().zip(at..) {
        holiday.notice = notice;
        holiday
            .name
            .clone_from(name.as_ref().unwrap_or(&section.row.holiday));
        year.holidays.insert(place, holiday);
    }
    Ok(())
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
        None if faults.is_empty() => Err(vec![NoticeFault::of(Unfit::NotAmending)]),
        _ => Err(faults),
    }
}

/// Reads `延长2020年春节假期至2月2日，2月3日起正常上班`; `None` when the sentence is another.
fn read(sentence: &str, year: i32) -> Result<Option<Longer>, Why> {
    // The title has the word too, and no 至 after 假期.
    let Some((before, rest)) = sentence.rsplit_once("延长") else {
        return Ok(None);
    };
    let mut reader = Scanner::new(rest);
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
    let draft = HolidayDraft::new(name, year);
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
fn prolong(year: &mut Year, longer: &Longer) -> Result<HolidayRow, Unfit> {
    let missing = || Unfit::NoSuchHoliday(longer.name.to_owned());
    let last = year
        .holidays
        .iter()
        .rposition(|it| it.is_of(longer.name) && it.off.is_some());
    let index = last.ok_or_else(missing)?;
    let holiday = year.holidays.get(index).ok_or_else(missing)?;
    let (name, off) = (holiday.name.clone(), holiday.off.ok_or_else(missing)?);
    let from = off.to.succ_opt().unwrap_or(off.to);
    let span = Span {
        from,
        to: longer.until,
    };
    if span.is_empty() {
        return Err(Unfit::NotLater {
            old: off.to,
            new: longer.until,
        });
    }
    for holiday in &mut year.holidays {
        holiday.work.retain(|&day| !span.contains(day));
    }
    let added = Holiday {
        name: name.clone(),
        off: Some(span),
        work: Vec::new(),
        notice: year.notices.len().saturating_sub(1),
    };
    year.holidays.insert(index + 1, added);
    let first = Calendar::new(std::slice::from_ref(year)).nth(longer.until, 1);
    match (first, longer.resumes) {
        (Some((first, _)), Some(claimed)) if first != claimed => {
            Err(Unfit::Resumes { first, claimed })
        }
        _ => Ok(HolidayRow {
            holiday: name,
            off: span,
            in_lieu: None,
            claimed: None,
            work: Vec::new(),
        }),
    }
}
