//! Counting working days line by line: one line in, one line out.
//!
//! A line is `FROM TO` (how many working days after FROM up to and with TO) or `FROM +N` (which
//! is the N-th working day after FROM), dates as in ISO 8601, blanks or tabs between. Line n of
//! the output answers line n of the input: the number or the date, a tab, and the
//! [`Status`]; or `?`, and on the error writer what was expected,
//! what was found and what to do. With `json` each line is an object instead, and says its own
//! error.
//!
//! Memory stays bounded however long a line is. What has been answered is written out before more
//! input is waited for, so the filter can be talked to by a program that waits for each answer.

mod ask;

use std::io::{self, BufRead, Write};

use chrono::{Datelike as _, NaiveDate};

use super::lines::{answer_lines, put};
use crate::check::workdays::{Calendar, Status};
use crate::lang::Lang;
use ask::{Ask, Bad};

/// An answer.
pub(crate) enum Answer {
    Count {
        from: NaiveDate,
        to: NaiveDate,
        workdays: u32,
        status: Status,
    },
    Nth {
        from: NaiveDate,
        add: u32,
        date: NaiveDate,
        status: Status,
    },
}

/// A date of the years 1 to 9999 as in ISO 8601. Written by hand, as numbers and
/// JSON are here: that is what most of the time of a line goes to.
fn signs(date: NaiveDate) -> [u8; 10] {
    let digit = |number: u32| b'0' + (number % 10) as u8;
    let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
    let [y1, y2, y3, y4] = [year / 1000, year / 100, year / 10, year].map(digit);
    let [m1, m2, d1, d2] = [month / 10, month, day / 10, day].map(digit);
    [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
}

impl Answer {
    /// The working days after `from` up to and with `to`; `None` when `to` lies
    /// before `from`.
    pub(crate) fn count(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> Option<Self> {
        let count = calendar.count(from, to)?;
        Some(Self::Count {
            from,
            to,
            workdays: count.workdays,
            status: count.status,
        })
    }

    /// The working day of this number after `from`; `None` past the year 9999.
    pub(crate) fn nth(calendar: &Calendar, from: NaiveDate, add: u32) -> Option<Self> {
        let (date, status) = calendar.nth(from, add)?;
        Some(Self::Nth {
            from,
            add,
            date,
            status,
        })
    }

    /// How far it is settled.
    pub(crate) const fn status(&self) -> Status {
        let (Self::Count { status, .. } | Self::Nth { status, .. }) = self;
        *status
    }
}

/// A number in decimal, at the end of this room.
fn decimal(mut number: u32, room: &mut [u8; 10]) -> &[u8] {
    let mut first = room.len();
    loop {
        first -= 1;
        room[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            return &room[first..];
        }
    }
}

impl Answer {
    /// The number or the date alone.
    pub(crate) fn put_text(&self, out: &mut Vec<u8>) {
        match self {
            Self::Count { workdays, .. } => put(out, &[decimal(*workdays, &mut [0; 10])]),
            Self::Nth { date, .. } => put(out, &[&signs(*date)]),
        }
    }

    /// The same as an object with what was asked and whether it is certain.
    pub(crate) fn put_json(&self, out: &mut Vec<u8>) {
        let (Self::Count { from, .. } | Self::Nth { from, .. }) = self;
        put(out, &[b"{\"from\":\"", &signs(*from)]);
        let mut room = [0; 10];
        match self {
            Self::Count { to, workdays, .. } => {
                let (to, workdays) = (signs(*to), decimal(*workdays, &mut room));
                put(out, &[b"\",\"to\":\"", &to, b"\",\"workdays\":", workdays]);
            }
            Self::Nth { add, date, .. } => {
                let (add, date) = (decimal(*add, &mut room), signs(*date));
                put(out, &[b"\",\"add\":", add, b",\"date\":\"", &date, b"\""]);
            }
        }
        let certain: &[u8] = match self.status() {
            Status::Announced => b"true",
            _ => b"false",
        };
        put(out, &[b",\"certain\":", certain, b"}"]);
    }
}

/// Answers every line of the reader, as objects where `json` asks for it; says whether all of
/// them were good. Error messages are in `lang`.
///
/// Give it a reader with a large buffer; answers are written in large pieces and flushed.
///
/// # Errors
///
/// What the reader or one of the writers reports, a broken pipe too; what was answered before a
/// read error has been written.
pub fn run(
    calendar: &Calendar,
    reader: impl BufRead,
    writer: impl Write,
    mut errors: impl Write,
    json: bool,
    lang: Lang,
) -> io::Result<bool> {
    let mut good = true;
    answer_lines(reader, writer, |number, line, out| {
        match answer(calendar, line, number == 1) {
            Ok(answer) if json => answer.put_json(out),
            Ok(answer) => {
                answer.put_text(out);
                put(out, &[b"\t", answer.status().name().as_bytes()]);
            }
            Err(bad) => {
                good = false;
                let error = bad.text(number, line, lang);
                if json {
                    serde_json::to_writer(&mut *out, &serde_json::json!({ "error": error }))?;
                } else {
                    out.push(b'?');
                    writeln!(errors, "{error}")?;
                }
            }
        }
        out.push(b'\n');
        Ok(())
    })?;
    errors.flush()?;
    Ok(good)
}

fn answer(calendar: &Calendar, line: &[u8], first: bool) -> Result<Answer, Bad> {
    match ask::parse(line, first)? {
        Ask::Count(from, to) => Answer::count(calendar, from, to).ok_or(Bad::Reversed),
        Ask::Nth(from, n) => Answer::nth(calendar, from, n).ok_or(Bad::Far),
    }
}
