//! Year files of the working-day calendar: `calendar/2026.toml`.

use chrono::NaiveDate;

use super::document::{Document, parse_one};
use super::files::{File, Files};
use super::place::{FileId, Place};
use super::problem::{Expected, Kind, Problems, Severity};
use super::reader::{Sink, Table, Value};
use crate::check::workdays::{self, Calendar, Holiday, Notice, Span, Year};

/// The folder of year files.
const FOLDER: &str = "calendar/";

/// The years of a pack, each with its file and the place of its number.
pub(super) struct Years {
    list: Vec<Year>,
    origins: Vec<(FileId, Place)>,
}

impl Years {
    /// Reads every year file by itself, so that no two of their trees are in
    /// memory together. A file with a syntax error is left out.
    pub(super) fn read(files: &Files, sink: &Sink) -> Self {
        let mut years = Self {
            list: Vec::new(),
            origins: Vec::new(),
        };
        for (file, text) in files.iter() {
            let Some(name) = text.name.strip_prefix(FOLDER) else {
                continue;
            };
            if let Some(document) = Document::read(file, text, sink) {
                let (year, place) = read(&document, sink);
                check_name(&year, name, place, sink);
                years.list.push(year);
                years.origins.push((file, place));
            }
        }
        years
    }

    /// Checks the years and joins them into a calendar.
    pub(super) fn join(&self, files: &Files, sink: &Sink) -> Calendar {
        let calendar = Calendar::new(&self.list);
        for (year, (file, place)) in self.list.iter().zip(&self.origins) {
            check(
                year,
                &calendar,
                (*file, &files.get(*file).text),
                *place,
                sink,
            );
        }
        calendar
    }
}

/// Reports every fault of a year.
fn check(year: &Year, calendar: &Calendar, file: (FileId, &str), place: Place, sink: &Sink) {
    let faults = workdays::check_year(year).into_iter();
    for fault in faults.chain(workdays::check_sum(calendar, year.year)) {
        report(&fault, file, place, sink);
    }
}

/// Whether this is a year file.
pub(super) fn is_year(name: &str) -> bool {
    name.starts_with(FOLDER)
}

/// Reads and checks one year file by itself. `name` is what to call it.
///
/// # Errors
/// Every problem, where at least one of them is an error.
pub fn read_year(name: &str, text: &str) -> Result<(Year, Problems), Box<Problems>> {
    let sink = Sink::default();
    let year = parse_one(FileId::FIRST, text, &sink).map(|root| {
        let document = Document {
            file: FileId::FIRST,
            name,
            root,
        };
        let (year, place) = read(&document, &sink);
        let calendar = Calendar::new(std::slice::from_ref(&year));
        check(&year, &calendar, (FileId::FIRST, text), place, &sink);
        year
    });
    let mut problems = Problems {
        files: Files::single(File::in_memory(name, text)),
        list: sink.into_list(),
    };
    problems.sort();
    match year {
        Some(year) if !problems.has_errors() => Ok((year, problems)),
        _ => Err(Box::new(problems)),
    }
}

/// Reports a fault where its day is written, or else at the year.
fn report(fault: &workdays::YearFault, (file, text): (FileId, &str), year: Place, sink: &Sink) {
    let written = fault.day().map(|day| day.to_string());
    let found = written.and_then(|day| {
        let start = text.rfind(&day)?;
        Some(Place::new(file, start..start + day.len()))
    });
    let place = found.unwrap_or(year);
    let severity = match fault.severity() {
        workdays::Severity::Error => Severity::Error,
        workdays::Severity::Warning => Severity::Warning,
    };
    let kind = Kind::Fault {
        zh: fault.text(true),
        en: fault.text(false),
    };
    sink.push(Some(place), severity, kind);
}

fn read(document: &Document<'_>, sink: &Sink) -> (Year, Place) {
    let table = Table::root(document, sink);
    let number = table.number("year", 1);
    let place = table
        .optional("year")
        .map_or(table.place, |value| table.at(value.span()));
    let year = Year {
        year: i32::try_from(number).unwrap_or_default(),
        complete: table.boolean("complete"),
        notices: table.tables("notice").into_iter().map(notice).collect(),
        holidays: table.tables("holiday").into_iter().map(holiday).collect(),
    };
    table.finish();
    (year, place)
}

/// A file is named for its year, so that one of a user's takes its place.
fn check_name(year: &Year, file: &str, place: Place, sink: &Sink) {
    if file != format!("{}.toml", year.year) {
        let kind = Kind::WrongValue {
            key: "year".to_owned(),
            expected: Expected::new("文件名里的年份", "the year in the file's name"),
            found: year.year.to_string(),
        };
        sink.error(Some(place), kind);
    }
}

fn notice(table: Table<'_>) -> Notice {
    let notice = Notice {
        title: table.string("title"),
        number: table.string("number"),
        date: table.date("date"),
    };
    table.finish();
    notice
}

fn holiday(table: Table<'_>) -> Holiday {
    let off = table.optional("off").and_then(|value| span(&table, value));
    let work = table
        .optional_array("work")
        .into_iter()
        .filter_map(|value| workday(&table, value))
        .collect();
    let notice = match table.optional("notice") {
        Some(_) => (table.number("notice", 1) as usize).saturating_sub(1),
        None => 0,
    };
    let holiday = Holiday {
        name: table.string("name"),
        off,
        work,
        notice,
    };
    table.finish();
    holiday
}

fn span<'a>(table: &Table<'a>, value: Value<'a>) -> Option<Span> {
    if let Some(day) = super::reader::civil_date(value.get_ref()) {
        return Some(Span::day(day));
    }
    let inner = Table::of(
        table.file,
        format!("{}.off", table.name),
        value,
        table.sink(),
    )?;
    let span = Span {
        from: inner.date("from"),
        to: inner.date("to"),
    };
    inner.finish();
    Some(span)
}

/// A make-up workday: a date, or `"2026-01-04 周日"` with the weekday checked.
fn workday(table: &Table<'_>, value: Value<'_>) -> Option<NaiveDate> {
    let Some(text) = value.get_ref().as_str() else {
        return table.as_date("work", value);
    };
    let (date, weekday) = text.split_once(' ').unwrap_or((text, ""));
    let Ok(day) = NaiveDate::parse_from_str(date, "%Y-%m-%d") else {
        let expected = Expected::new(
            "日期，可以跟星期：\"2026-01-04 周日\"",
            "a date, perhaps with its weekday: \"2026-01-04 周日\"",
        );
        table.reject("work", expected, value);
        return None;
    };
    let weekday = weekday.trim().replace("星期", "周");
    let real = workdays::weekday_zh(day);
    if !weekday.is_empty() && weekday != real {
        let expected = Expected::new(
            format!("{date} {real}（那天是{real}）"),
            format!("{date} {real} (the weekday of that day)"),
        );
        table.reject("work", expected, value);
    }
    Some(day)
}
