//! `chabudao workdays FROM TO --ledger`: every day, whether it counts and why.

use std::io::{self, Write};

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use crate::check::workdays::{Calendar, Day, DayKind, Notice, Status, holiday_name, weekday};
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::lang::Lang;

/// A day as JSON.
#[derive(Serialize)]
struct DayRow<'a> {
    date: String,
    kind: &'static str,
    holiday: Option<&'a str>,
    counted: bool,
    /// Working days from the start up to and with this day.
    workdays: u32,
    status: &'static str,
    notice: Option<&'a str>,
}

pub(super) fn print(
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
    json: bool,
    lang: Lang,
) -> Result<u8, Failure> {
    let mut out = print::out();
    let mut workdays = 0;
    for day in calendar.ledger(from, to) {
        workdays += u32::from(day.counted);
        if json {
            serde_json::to_writer(&mut out, &row(&day, workdays)).map_err(io::Error::from)?;
            writeln!(out)?;
        } else {
            line(&mut out, &day, workdays, lang)?;
        }
    }
    out.flush()?;
    Ok(0)
}

fn row<'a>(day: &Day<'a>, workdays: u32) -> DayRow<'a> {
    let (kind, holiday) = match day.kind {
        DayKind::Workday => ("workday", None),
        DayKind::Weekend => ("weekend", None),
        DayKind::Off { holiday } => ("day-off", Some(holiday)),
        DayKind::MakeUp { holiday } => ("make-up", Some(holiday)),
    };
    DayRow {
        date: day.date.to_string(),
        kind,
        holiday,
        counted: day.counted,
        workdays,
        status: day.status.name(),
        notice: day.notice.map(Notice::name),
    }
}

/// Date, weekday, running count or `-`, what the day is, status, notice;
/// parted by tabs.
fn line(out: &mut impl Write, day: &Day<'_>, workdays: u32, lang: Lang) -> io::Result<()> {
    let weekday = weekday(day.date.weekday(), lang);
    let count = if day.counted {
        workdays.to_string()
    } else {
        "-".to_owned()
    };
    let number = day.notice.map_or("", Notice::name);
    let kind = kind_words(day.kind, lang);
    let status = status_words(day.status, lang);
    writeln!(
        out,
        "{}\t{weekday}\t{count}\t{kind}\t{status}\t{number}",
        day.date
    )
}

/// What a day is, in words.
fn kind_words(kind: DayKind<'_>, lang: Lang) -> String {
    match kind {
        DayKind::Workday => lang.pick("工作日", "working day").to_owned(),
        DayKind::Weekend => lang.pick("周末", "weekend").to_owned(),
        DayKind::Off { holiday } => {
            lang.pick("放假 ", "day off ").to_owned() + &holiday_name(holiday, lang)
        }
        DayKind::MakeUp { holiday } => {
            lang.pick("调休上班 ", "make-up workday ").to_owned() + &holiday_name(holiday, lang)
        }
    }
}

/// How far a day is settled, in words.
const fn status_words(status: Status, lang: Lang) -> &'static str {
    let (zh, en) = match status {
        Status::Announced => ("已公布", "announced"),
        Status::Provisional => (
            "已公布，下一年的通知可能再改",
            "announced, the next notice may still change it",
        ),
        Status::NotAnnounced => ("还没公布，暂算", "not announced, provisional"),
        Status::OutOfRange => ("日历里没有这一年", "the calendar does not reach that year"),
    };
    lang.pick(zh, en)
}
