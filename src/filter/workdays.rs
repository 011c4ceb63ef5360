//! Counting working days line by line: one line in, one line out.
//!
//! A line is `FROM TO` (how many working days after FROM up to and with TO) or `FROM +N` (which
//! is the N-th working day after FROM), dates as in ISO 8601, blanks or tabs between. Line n of
//! the output answers line n of the input: the number or the date, a tab, and the
//! [`Status`]; or `?`, and on the error writer what was expected,
//! what was found and what to do. With [`Options::json`] each line is an object instead, and says
//! its own error.
//!
//! Memory stays bounded however long a line is. What has been answered is written out before more input is waited for, so the filter
//! can be talked to by a program that waits for each answer.

mod ask;

use std::fmt;
use std::io::{self, BufRead, Write};

use chrono::{Datelike as _, NaiveDate};
use serde::{Serialize, Serializer};

use super::lines::answer_lines;
use crate::check::workdays::{Calendar, Status};
use crate::lang::Lang;
use ask::{Ask, Bad};

/// How to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// One JSON object a line instead of tab-separated text.
    pub json: bool,
    /// Error messages in Chinese instead of English.
    pub lang: Lang,
}

/// An answer, as JSON has it; displayed it is the number or the date.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    Count {
        #[serde(serialize_with = "iso")]
        from: NaiveDate,
        #[serde(serialize_with = "iso")]
        to: NaiveDate,
        workdays: u32,
        certain: bool,
    },
    Nth {
        #[serde(serialize_with = "iso")]
        from: NaiveDate,
        add: u32,
        #[serde(serialize_with = "iso")]
        date: NaiveDate,
        certain: bool,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn iso<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(std::str::from_utf8(&signs(*date)).unwrap_or_default())
}

/// A date of the years 1 to 9999 as in ISO 8601, in a fifth of the time that
/// chrono takes.
fn signs(date: NaiveDate) -> [u8; 10] {
    let digit = |number: u32| b'0' + (number % 10) as u8;
    let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
    let [y1, y2, y3, y4] = [year / 1000, year / 100, year / 10, year].map(digit);
    let [m1, m2, d1, d2] = [month / 10, month, day / 10, day].map(digit);
    [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
}

impl Answer {
    /// The working days after `from` up to and with `to`, and how far that is
    /// settled; `None` when `to` lies before `from`.
    pub(crate) fn count(
        calendar: &Calendar,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Option<(Self, Status)> {
        let count = calendar.count(from, to)?;
        let (workdays, certain) = (count.workdays, count.certain());
        let answer = Self::Count {
            from,
            to,
            workdays,
            certain,
        };
        Some((answer, count.status))
    }

    /// The working day of this number after `from`; `None` past the year 9999.
    pub(crate) fn nth(calendar: &Calendar, from: NaiveDate, add: u32) -> Option<(Self, Status)> {
        let (date, status) = calendar.nth(from, add)?;
        let certain = status == Status::Announced;
        let answer = Self::Nth {
            from,
            add,
            date,
            certain,
        };
        Some((answer, status))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { workdays, .. } => workdays.fmt(f),
            Self::Nth { date, .. } => {
                f.write_str(std::str::from_utf8(&signs(*date)).unwrap_or_default())
            }
        }
    }
}

/// Answers every line of the reader; says whether all of them were good.
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
    Options { json, lang }: Options,
) -> io::Result<bool> {
    let mut good = true;
    answer_lines(reader, writer, |number, line, out| {
        match answer(calendar, line, number == 1) {
            Ok((answer, _)) if json => serde_json::to_writer(&mut *out, &answer)?,
            Ok((answer, status)) => write!(out, "{answer}\t{}", status.as_str())?,
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

fn answer(calendar: &Calendar, line: &[u8], first: bool) -> Result<(Answer, Status), Bad> {
    match ask::parse(line, first)? {
        Ask::Count(from, to) => Answer::count(calendar, from, to).ok_or(Bad::Reversed),
        Ask::Nth(from, n) => Answer::nth(calendar, from, n).ok_or(Bad::Far),
    }
}
