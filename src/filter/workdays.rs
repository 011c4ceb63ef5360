//! Counting working days line by line: one line in, one line out.
//!
//! A line is `FROM TO` (how many working days after FROM up to and with TO) or `FROM +N` (which
//! is the N-th working day after FROM), dates as in ISO 8601, blanks or tabs between. Line n of
//! the output answers line n of the input: the number or the date, a tab, and the
//! [`Status`]; or `?`, and on the error writer what was expected,
//! what was found and what to do. With [`Options::json`] each line is an object instead, and says
//! its own error.
//!
//! Nothing is allocated for a line that is well formed, and memory stays bounded however long a
//! line is. What has been answered is written out before more input is waited for, so the filter
//! can be talked to by a program that waits for each answer.

mod ask;

use crate::lang::Lang;
use std::io::{self, BufRead, ErrorKind, Write};

use chrono::{Datelike, NaiveDate};

use super::lines::keep;
use crate::check::workdays::{Calendar, Status};
use ask::{Ask, Bad};

/// Answers are handed on when this many bytes have gathered, even if input is still at hand.
const GATHER: usize = 1 << 16;

/// How to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// One JSON object a line instead of tab-separated text.
    pub json: bool,
    /// Error messages in Chinese instead of English.
    pub lang: Lang,
}

/// Answers every line of the reader; says whether all of them were good.
///
/// Give it a reader with a large buffer; the writers are written to in large pieces and flushed.
///
/// # Errors
///
/// What the reader or one of the writers reports, a broken pipe too; what was answered before a
/// read error has been written.
pub fn run(
    calendar: &Calendar,
    mut reader: impl BufRead,
    writer: impl Write,
    errors: impl Write,
    options: Options,
) -> io::Result<bool> {
    let mut filter = Filter {
        calendar,
        options,
        writer,
        errors,
        out: Vec::with_capacity(2 * GATHER),
        err: Vec::new(),
        line: 0,
        good: true,
    };
    let mut carry = Vec::new();
    loop {
        let chunk = match reader.fill_buf() {
            Ok([]) => break,
            Ok(chunk) => chunk,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                filter.hand_on()?;
                return Err(error);
            }
        };
        filter.chunk(chunk, &mut carry)?;
        let taken = chunk.len();
        reader.consume(taken);
        filter.hand_on()?;
    }
    if !carry.is_empty() {
        filter.answer(&carry);
    }
    filter.hand_on()?;
    Ok(filter.good)
}

/// The filter at work.
struct Filter<'a, W, E> {
    calendar: &'a Calendar,
    options: Options,
    writer: W,
    errors: E,
    /// Answers and messages not handed on yet.
    out: Vec<u8>,
    err: Vec<u8>,
    /// Number of the last line answered, from 1.
    line: u64,
    good: bool,
}

impl<W: Write, E: Write> Filter<'_, W, E> {
    /// Answers the lines that end in this chunk; `carry` is the line begun, before and after.
    fn chunk(&mut self, mut chunk: &[u8], carry: &mut Vec<u8>) -> io::Result<()> {
        while let Some(end) = chunk.iter().position(|&byte| byte == b'\n') {
            let (line, rest) = chunk.split_at(end);
            if carry.is_empty() {
                self.answer(line);
            } else {
                keep(carry, line);
                self.answer(carry);
                carry.clear();
            }
            chunk = rest.get(1..).unwrap_or_default();
            if self.out.len() >= GATHER {
                self.hand_on()?;
            }
        }
        keep(carry, chunk);
        Ok(())
    }

    /// Writes out what has gathered.
    fn hand_on(&mut self) -> io::Result<()> {
        if !self.out.is_empty() {
            self.writer.write_all(&self.out)?;
            self.out.clear();
        }
        if !self.err.is_empty() {
            self.errors.write_all(&self.err)?;
            self.err.clear();
            self.errors.flush()?;
        }
        self.writer.flush()
    }

    /// Answers one line, given without its line feed.
    fn answer(&mut self, line: &[u8]) {
        self.line += 1;
        if let Err(bad) = self.try_answer(line) {
            self.refuse(bad, line);
        }
        self.out.push(b'\n');
    }

    fn try_answer(&mut self, line: &[u8]) -> Result<(), Bad> {
        match ask::parse(line, self.line == 1)? {
            Ask::Count(from, to) => {
                let count = self.calendar.count(from, to).ok_or(Bad::Reversed)?;
                if self.options.json {
                    self.open(from, b"\",\"to\":\"");
                    put_date(&mut self.out, to);
                    self.out.extend_from_slice(b"\",\"workdays\":");
                }
                put_number(&mut self.out, count.workdays);
                self.close(count.status);
            }
            Ask::Nth(from, n) => {
                let (day, status) = self.calendar.nth(from, n).ok_or(Bad::Far)?;
                if self.options.json {
                    self.open(from, b"\",\"add\":");
                    put_number(&mut self.out, n);
                    self.out.extend_from_slice(b",\"date\":\"");
                }
                put_date(&mut self.out, day);
                if self.options.json {
                    self.out.push(b'"');
                }
                self.close(status);
            }
        }
        Ok(())
    }

    /// Begins an object with its first member, up to the value of the second.
    fn open(&mut self, from: NaiveDate, second: &[u8]) {
        self.out.extend_from_slice(b"{\"from\":\"");
        put_date(&mut self.out, from);
        self.out.extend_from_slice(second);
    }

    /// Ends an answer with how far it is settled.
    fn close(&mut self, status: Status) {
        if !self.options.json {
            self.out.push(b'\t');
            self.out.extend_from_slice(status.as_str().as_bytes());
        } else if status == Status::Announced {
            self.out.extend_from_slice(b",\"certain\":true}");
        } else {
            self.out.extend_from_slice(b",\"certain\":false}");
        }
    }

    #[cold]
    fn refuse(&mut self, bad: Bad, line: &[u8]) {
        self.good = false;
        let text = bad.text(self.line, line, self.options.lang);
        if self.options.json {
            self.out.extend_from_slice(b"{\"error\":\"");
            put_escaped(&mut self.out, &text);
            self.out.extend_from_slice(b"\"}");
        } else {
            self.out.push(b'?');
            self.err.extend_from_slice(text.as_bytes());
            self.err.push(b'\n');
        }
    }
}

/// A number in decimal.
fn put_number(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [b'0'; 10];
    let mut length = 0;
    for digit in digits.iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
        length += 1;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(10 - length..).unwrap_or_default());
}

/// A date of the years 1 to 9999 as in ISO 8601.
fn put_date(out: &mut Vec<u8>, date: NaiveDate) {
    let digit = |number: u32| b'0' + (number % 10) as u8;
    let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
    out.extend_from_slice(&[
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
    ]);
}

/// Text inside a JSON string; the messages hold no control characters by themselves.
fn put_escaped(out: &mut Vec<u8>, text: &str) {
    for &byte in text.as_bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            0..0x20 => out.push(b' '),
            _ => out.push(byte),
        }
    }
}
