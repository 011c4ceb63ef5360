//! Year files of the working-day calendar: `calendar/2026.toml`.

use chrono::{Datelike as _, NaiveDate};

use super::document::Document;
use super::files::{File, FileKind, Files, OWN_YEARS, YEARS};
use super::place::{FileId, Place};
use super::problem::{ProblemKind, Problems, Severity};
use super::reader::{Sink, Table, Value, wrong};
use super::{later, missing, own};
use crate::check::month::iso_day;
use crate::check::workdays::{
    self, Calendar, Holiday, KnownYears, Law, Notice, Span, Year, YearFault,
};
use crate::lang::{Lang, Said};

/// The working-day calendar without the rest of a pack.
#[derive(Debug)]
pub struct Joined {
    /// The calendar.
    pub(crate) calendar: Calendar,
    /// The years it is made of.
    pub known: KnownYears,
    /// What in the user's own years could not be used.
    pub(crate) slips: Vec<Said>,
}

/// Reads the year files alone: what else is wrong with a pack is nothing to those who count days.
///
/// # Errors
/// Every problem of the year files of the rules, where at least one of them is an error.
pub fn load(files: Files) -> Result<Joined, Box<Problems>> {
    let (sink, own) = (Sink::default(), Sink::default());
    let years = Years::read(&files, &sink, &own);
    let calendar = years.join(&files, &sink, &own);
    let slips = own::slips(&files, own.into_list()).0;
    let list = sink.into_list();
    if list.iter().any(|it| it.severity == Severity::Error) {
        return Err(Box::new(Problems::new(files, list)));
    }
    Ok(Joined {
        calendar,
        known: years.known(),
        slips,
    })
}

/// The years of a pack.
pub(super) struct Years {
    shipped: Vec<Source>,
    own: Vec<Source>,
}

/// A year with its file and the place of its number.
struct Source {
    year: Year,
    file: FileId,
    place: Place,
}

impl Years {
    /// Reads every year file by itself, so that no two of their trees are in
    /// memory together. A file with a syntax error is left out. A year of the
    /// user takes the place of one of the rules, unless there is a fault in it.
    pub(super) fn read(files: &Files, sink: &Sink, own: &Sink) -> Self {
        let mut shipped = Vec::new();
        for (id, file) in files.iter() {
            if let Some(name) = file.name.strip_prefix(YEARS)
                && let Some(source) = Source::read(id, file, sink)
            {
                check_name(&source, name, sink);
                shipped.push(source);
            }
        }
        let mut years = Self {
            shipped,
            own: Vec::new(),
        };
        for (id, file) in files.iter() {
            if let Some(name) = file.name.strip_prefix(OWN_YEARS) {
                let found = years.own(id, file, name, own);
                years.own.extend(found);
            }
        }
        years
    }

    /// A year of the user, where nothing is wrong with it.
    fn own(&self, id: FileId, file: &File, name: &str, sink: &Sink) -> Option<Source> {
        let number: Option<i32> = name.strip_suffix(".toml").and_then(|it| it.parse().ok());
        if number.is_none_or(|it| format!("{it:04}.toml") != name) {
            refuse(
                Place::new(id, 0..0),
                "没有读这个文件：年份文件要叫 2027.toml 这样的名字",
                "not read: a year file is called like 2027.toml",
                sink,
            );
            return None;
        }
        let before = sink.len();
        let source = Source::read(id, file, sink)?;
        check_name(&source, name, sink);
        source.check_own(&file.text, &self.known(), before, sink);
        (!sink.errors_from(before)).then_some(source)
    }

    /// Checks the years and joins them into a calendar.
    pub(super) fn join(&self, files: &Files, sink: &Sink, own: &Sink) -> Calendar {
        // Of two files for a year the later one holds.
        let all = self.shipped.iter().chain(&self.own);
        let all: Vec<Year> = all.map(|it| it.year.clone()).collect();
        let calendar = Calendar::new(&all);
        let text = |it: &Source| &files.get(it.file).text;
        for source in &self.shipped {
            let faults = workdays::check_year(&source.year).into_iter();
            for fault in faults.chain(workdays::check_sum(&calendar, source.year.year)) {
                report(&fault, (source.file, text(source)), source.place, sink);
            }
        }
        for source in &self.own {
            if let Some(fault) = workdays::check_sum(&calendar, source.year.year) {
                report(&fault, (source.file, text(source)), source.place, own);
            }
        }
        calendar
    }

    /// The years themselves.
    fn known(&self) -> KnownYears {
        let years = |list: &[Source]| list.iter().map(|it| it.year.clone()).collect();
        KnownYears {
            shipped: years(&self.shipped),
            own: years(&self.own),
        }
    }
}

impl Source {
    fn read(id: FileId, file: &File, sink: &Sink) -> Option<Self> {
        if !missing::has_words(id, file, FileKind::Calendar, sink) {
            return None;
        }
        let document = Document::read(id, file, sink)?;
        let (year, place) = read(&document, sink)?;
        Some(Self {
            year,
            file: id,
            place,
        })
    }

    /// Checks a year of the user, of which the problems behind the first `before` are told,
    /// by itself and against the years of the rules.
    fn check_own(&self, text: &str, known: &KnownYears, before: usize, sink: &Sink) {
        let Self { year, file, place } = self;
        let faults = workdays::check_year(year).into_iter();
        for fault in faults.chain(against_law(year, known)) {
            report(&fault, (*file, text), *place, sink);
        }
        if sink.errors_from(before) {
            return;
        }
        let older = known.shipped(year.year).is_some_and(|shipped| {
            let days = year.newest().zip(shipped.newest());
            days.is_some_and(|(own, shipped)| own < shipped) || shipped.complete && !year.complete
        });
        if older {
            refuse(
                *place,
                "没有用这个文件：程序自带的这一年用的是更新的通知",
                "not used: the rules hold a newer notice of this year",
                sink,
            );
        }
    }
}

/// The days off by law that a year lacks, but for those of a holiday of which it
/// was told that it is missing as a whole.
fn against_law(year: &Year, known: &KnownYears) -> Vec<YearFault> {
    let missing = if year.complete {
        year.missing()
    } else {
        Vec::new()
    };
    let mut faults = Law::of(year.year, known).faults(year);
    faults.retain(|it| {
        !matches!(it, YearFault::AgainstLaw { holiday, .. } if missing.contains(&holiday.as_str()))
    });
    faults
}

/// Says why a file of the user is not used.
fn refuse(place: Place, zh: &str, en: &str, sink: &Sink) {
    sink.error(Some(place), ProblemKind::Fault(Said::new(zh, en)));
}

/// Reads a year file and checks it as the user's own are checked; `shown` is what to call it.
/// Where it has a name, that must be the year's; where it has none, it gets one later.
#[must_use]
pub fn read_year(
    shown: &str,
    bytes: Vec<u8>,
    name: Option<&str>,
    (known, today): (&KnownYears, NaiveDate),
) -> (Option<Year>, Problems) {
    let inside = format!("{OWN_YEARS}{}", name.unwrap_or(shown));
    let (id, file) = (FileId::FIRST, File::of_bytes(&inside, shown, bytes));
    let sink = Sink::default();
    let year = Source::read(id, &file, &sink).map(|source| {
        source.check_own(&file.text, known, 0, &sink);
        let Source { year, place, .. } = source;
        let all = known.shipped.iter().chain(&known.own).chain([&year]);
        let calendar = Calendar::new(&all.cloned().collect::<Vec<_>>());
        if let Some(fault) = workdays::check_sum(&calendar, year.year) {
            report(&fault, (id, &file.text), place, &sink);
        }
        if name.is_some_and(|name| name != file_name(&year)) {
            sink.push(Some(place), Severity::Warning, misnamed(&year));
        }
        year
    });
    let files = Files::single(file);
    let mut list = sink.into_list();
    list.extend(later::notices(&files, today));
    let problems = Problems::new(files, list);
    (year.filter(|_| !problems.has_errors()), problems)
}

/// What a year's file is called.
fn file_name(year: &Year) -> String {
    format!("{:04}.toml", year.year)
}

/// That a year's file is called something else now.
fn misnamed(year: &Year) -> ProblemKind {
    let name = file_name(year);
    ProblemKind::Fault(Said::new(
        format!("文件要叫 {name}：放进用户文件夹以后，别的名字不会用"),
        format!("to be used in the user folder it must be called {name}"),
    ))
}

/// Reports a fault where its day is written, or else at the year.
fn report(fault: &workdays::YearFault, (file, text): (FileId, &str), year: Place, sink: &Sink) {
    let written = fault.day().map(|day| day.to_string());
    let found = written.and_then(|day| {
        // The last that is no remark: the first may be a notice's own day.
        let in_remark = |at: usize| {
            let before = text.get(..at).and_then(|it| it.lines().next_back());
            before.is_some_and(|it| it.contains('#'))
        };
        let mut places = text.rmatch_indices(&day).map(|(at, _)| at);
        let start = places.find(|at| !in_remark(*at))?;
        Some(Place::new(file, start..start + day.len()))
    });
    let place = found.unwrap_or(year);
    sink.push(
        Some(place),
        fault.severity(),
        ProblemKind::Fault(fault.words()),
    );
}

/// The year of a file, and where its number stands; none where it has none.
fn read(document: &Document<'_>, sink: &Sink) -> Option<(Year, Place)> {
    let table = Table::root(document, sink);
    let number = i32::try_from(table.number("year", 1)).unwrap_or_default();
    let place = table
        .optional("year")
        .map_or(table.place, |value| table.at(value.span()));
    let year = Year {
        year: number,
        complete: table.boolean("complete"),
        notices: table.tables("notice").into_iter().map(notice).collect(),
        holidays: table.tables("holiday").into_iter().map(holiday).collect(),
    };
    table.finish();
    (number > 0).then_some((year, place))
}

/// A file is named for its year, so that one of a user's takes its place.
fn check_name(Source { year, place, .. }: &Source, file: &str, sink: &Sink) {
    if file != file_name(year) {
        let expected = Said::new("文件名里的年份", "the year in the file's name");
        let kind = wrong("year", expected, &year.year.to_string());
        sink.error(Some(*place), kind);
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
    if let Some(day) = value.as_date() {
        return Some(Span::day(day));
    }
    let inner = table.under("off", value)?;
    let span = Span {
        from: inner.date("from"),
        to: inner.date("to"),
    };
    inner.finish();
    Some(span)
}

/// A make-up workday: a date, or `"2026-01-04 周日"` with the weekday checked.
fn workday(table: &Table<'_>, value: Value<'_>) -> Option<NaiveDate> {
    let Some(text) = value.as_str() else {
        return table.as_date("work", value);
    };
    let (date, weekday) = text.split_once(' ').unwrap_or((text, ""));
    let Some(day) = iso_day(date) else {
        let expected = Said::new(
            "日期，可以跟星期：\"2026-01-04 周日\"",
            "a date, perhaps with its weekday: \"2026-01-04 周日\"",
        );
        table.reject("work", expected, value);
        return None;
    };
    let weekday = weekday.trim().replace("星期", "周");
    let real = workdays::weekday(day.weekday(), Lang::Zh);
    if !weekday.is_empty() && weekday != real {
        let expected = Said::new(
            format!("{date} {real}（那天是{real}）"),
            format!("{date} {real} (the weekday of that day)"),
        );
        table.reject("work", expected, value);
    }
    Some(day)
}
