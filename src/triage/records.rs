//! A CSV roster in batches of whole rows. Only the ends of rows are found
//! here, in one pass; the rows are taken apart by whoever judges them.

use std::borrow::Cow;
use std::io::Read;

use super::cell::{Cell, RosterRow};
use super::columns::{MOST_COLUMNS, SEARCHED};
use super::run::{RosterSource, RowBatch};
use super::stop::RosterFault;
use crate::encoding::Decoded;

/// A batch has at least so many bytes, where the roster has them.
const ENOUGH: usize = 128 * 1024;

/// A batch has at most so many cells, as if all its rows were as wide as the
/// widest: blank ones are written so wide.
const CELLS: usize = 256 * 1024;

/// A row with more bytes is one in which a quote lacks its partner.
const LONGEST: usize = 16 * 1024 * 1024;

/// What tells whether a row is one of headings.
type IsHeaded<'h> = &'h (dyn Fn(&[String]) -> bool + Sync);

/// A CSV roster being read.
pub struct CsvRoster<'h, R> {
    input: Decoded<R>,
    is_headed: IsHeaded<'h>,
    /// Text read and not yet given on; its rows are found up to `seen`.
    text: Vec<u8>,
    ends: Vec<usize>,
    seen: usize,
    state: InQuotes,
    /// Of the cell between quotes that is searched: what stands in it.
    quoted: Quoted,
    /// Delimiters so far in the row that is searched, and most of them in any.
    column: usize,
    widest: usize,
    delimiter: Option<char>,
    /// Number of the first row of the next batch.
    row: u64,
    ended: bool,
}

/// Where in a row the search for its end is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InQuotes {
    /// At the start of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote that may close.
    Closing,
    /// Behind a carriage return.
    Return,
}

/// Line ends and delimiters between quotes so far.
#[derive(Clone, Copy, Debug, Default)]
struct Quoted {
    lines: usize,
    delimiters: usize,
}

impl Quoted {
    /// Whether the quote before this byte ends a cell that never was one: of two
    /// quotes without their partners, lines apart, the second has text right
    /// behind it, and as many delimiters as a row has stand between them. Fewer
    /// are a remark, or make a row too long, which is told.
    fn is_unpaired(&mut self, state: InQuotes, byte: u8, delimiter: u8, widest: usize) -> bool {
        let ends_a_line = matches!(byte, b'\n' | b'\r');
        match (state, byte) {
            (InQuotes::Start, b'"') => *self = Self::default(),
            (InQuotes::Quoted, _) if ends_a_line => self.lines += 1,
            (InQuotes::Quoted, _) if byte == delimiter => self.delimiters += 1,
            (InQuotes::Closing, byte) if !matches!(byte, b'"' | b' ' | b'\t') => {
                let holds_a_row = self.lines > 0 && self.delimiters >= widest.max(1);
                return holds_a_row && !ends_a_line && byte != delimiter;
            }
            _ => {}
        }
        false
    }
}

/// Some whole rows.
#[derive(Debug)]
pub struct Rows {
    text: Vec<u8>,
    /// Where each row ends, its line end included.
    ends: Vec<usize>,
    first: u64,
    delimiter: char,
}

impl<R: Read> CsvRoster<'_, R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self::headed(input, &|_| false)
    }
}

impl<'h, R: Read> CsvRoster<'h, R> {
    /// The same, by the character between cells that gives headings: a title may
    /// stand above them.
    pub fn headed(input: R, is_headed: IsHeaded<'h>) -> Self {
        Self {
            input: Decoded::new(input),
            is_headed,
            text: Vec::new(),
            ends: Vec::new(),
            seen: 0,
            state: InQuotes::Start,
            quoted: Quoted::default(),
            column: 0,
            widest: 0,
            delimiter: None,
            row: 1,
            ended: false,
        }
    }

    /// Finds ends of rows in the text that is new.
    fn find_ends(&mut self) -> Result<(), RosterFault> {
        let of = |text: &[u8]| delimiter(text, self.is_headed);
        let delimiter = *self.delimiter.get_or_insert_with(|| of(&self.text));
        let delimiter = delimiter as u8; // one of three ASCII characters
        let mut state = self.state;
        for (at, byte) in self.text.iter().copied().enumerate().skip(self.seen) {
            if state == InQuotes::Return {
                // A line end of two characters, or an old one of one.
                let end = if byte == b'\n' { at + 1 } else { at };
                self.ends.push(end);
                self.column = 0;
                state = InQuotes::Start;
                if byte == b'\n' {
                    continue;
                }
            }
            if (self.quoted).is_unpaired(state, byte, delimiter, self.widest) {
                return Err(RosterFault::OpenQuote(self.next_row()));
            }
            state = match (state, byte) {
                (InQuotes::Quoted, b'"') => InQuotes::Closing,
                (InQuotes::Quoted, _) | (InQuotes::Start | InQuotes::Closing, b'"') => {
                    InQuotes::Quoted
                }
                (_, b'\n') => {
                    self.ends.push(at + 1);
                    self.column = 0;
                    InQuotes::Start
                }
                (_, b'\r') => InQuotes::Return,
                (_, byte) if byte == delimiter => {
                    self.column += 1;
                    self.widest = self.widest.max(self.column);
                    if self.column == MOST_COLUMNS {
                        return Err(RosterFault::TooWide(self.next_row()));
                    }
                    InQuotes::Start
                }
                _ => InQuotes::Plain,
            };
        }
        self.seen = self.text.len();
        self.state = state;
        Ok(())
    }

    /// Ends the last row, which may have no line end.
    fn finish(&mut self) -> Result<(), RosterFault> {
        if self.state == InQuotes::Quoted {
            return Err(RosterFault::OpenQuote(self.next_row()));
        }
        if self.ends.last().copied().unwrap_or_default() < self.text.len() {
            self.ends.push(self.text.len());
        }
        Ok(())
    }

    fn next_row(&self) -> u64 {
        self.row + self.ends.len() as u64
    }
}

impl<R: Read + Send> RosterSource for CsvRoster<'_, R> {
    type Batch = Rows;

    fn next(&mut self) -> Result<Option<Rows>, RosterFault> {
        while !self.ended && (self.text.len() < ENOUGH || self.ends.len() < SEARCHED) {
            self.ended = !self.input.fill(&mut self.text)?;
            let first = self.delimiter.is_none() && !self.ended;
            if first && self.text.len() < ENOUGH {
                continue; // what a pipe brings first may be a title
            }
            self.find_ends()?;
            let whole = self.ends.last().copied().unwrap_or_default();
            if self.text.len() - whole > LONGEST {
                return Err(RosterFault::OpenQuote(self.next_row()));
            }
        }
        if self.ended {
            self.finish()?;
        }
        let most = (CELLS / (self.widest + 1)).max(SEARCHED + 1);
        let mut later = self.ends.split_off(most.min(self.ends.len()));
        let Some(whole) = self.ends.last().copied() else {
            return Ok(None);
        };
        for end in &mut later {
            *end -= whole;
        }
        let rest = self.text.split_off(whole);
        let rows = Rows {
            text: std::mem::replace(&mut self.text, rest),
            ends: std::mem::replace(&mut self.ends, later),
            first: self.row,
            delimiter: self.delimiter.unwrap_or(','),
        };
        self.seen = self.text.len();
        self.row += rows.ends.len() as u64;
        Ok(Some(rows))
    }
}

/// The character between cells: the one that gives headings, or else the most
/// frequent candidate of the first row.
fn delimiter(text: &[u8], is_headed: IsHeaded<'_>) -> char {
    let rows = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    let rows = rows.map(<[u8]>::trim_ascii).filter(|row| !row.is_empty());
    let rows: Vec<_> = rows.take(SEARCHED).collect();
    let first = rows.first().copied().unwrap_or_default();
    let count = |mark: &char| {
        first
            .iter()
            .filter(|byte| char::from(**byte) == *mark)
            .count()
    };
    let mut marks = [',', '\t', ';'];
    marks.sort_by_key(|mark| std::cmp::Reverse(count(mark))); // stable
    let headed = |mark: &&char| {
        let read = |row: &[u8]| {
            let row = String::from_utf8_lossy(row);
            let cells = cells(&row, **mark);
            let texts: Vec<_> = cells.iter().map(|cell| cell.text().into_owned()).collect();
            is_headed(&texts)
        };
        rows.iter().any(|row| read(row))
    };
    *marks.iter().find(headed).unwrap_or(&marks[0])
}

impl RowBatch for Rows {
    fn each(&self, skip: usize, judge: &mut dyn FnMut(&RosterRow<'_>)) {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let rows = starts.zip(&self.ends).zip(self.first..);
        for ((start, end), number) in rows.skip(skip) {
            let bytes = self.text.get(start..*end).unwrap_or_default();
            let row = String::from_utf8_lossy(bytes);
            let cells = cells(row.trim_end_matches(['\r', '\n']), self.delimiter);
            let cells = cells.as_slice();
            judge(&RosterRow {
                number,
                cells,
                merged: &[],
            });
        }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Takes a row apart.
fn cells(row: &str, delimiter: char) -> Vec<Cell<'_>> {
    if !row.contains('"') {
        return row
            .split(delimiter)
            .map(|cell| Cell::Text(Cow::Borrowed(cell)))
            .collect();
    }
    let mut cells = Vec::new();
    let mut rest = Some(row);
    while let Some(from) = rest {
        let (cell, behind) = cell(from, delimiter);
        cells.push(Cell::Text(cell));
        rest = behind;
    }
    cells
}

/// The first cell of `row`, and what stands behind its delimiter.
fn cell(row: &str, delimiter: char) -> (Cow<'_, str>, Option<&str>) {
    let split = |text: &'_ str| -> (usize, bool) {
        text.find(delimiter)
            .map_or((text.len(), false), |at| (at, true))
    };
    let Some(inside) = row.strip_prefix('"') else {
        let (end, more) = split(row);
        let behind = more.then(|| row.get(end + 1..).unwrap_or_default());
        return (Cow::Borrowed(row.get(..end).unwrap_or_default()), behind);
    };
    let mut text = String::new();
    let mut rest = inside;
    while let Some((part, behind)) = rest.split_once('"') {
        text.push_str(part);
        if let Some(doubled) = behind.strip_prefix('"') {
            text.push('"');
            rest = doubled;
            continue;
        }
        // What stands between the quote and the delimiter belongs to the cell.
        let (end, more) = split(behind);
        text.push_str(behind.get(..end).unwrap_or_default());
        let behind = more.then(|| behind.get(end + 1..).unwrap_or_default());
        return (Cow::Owned(text), behind);
    }
    text.push_str(rest);
    (Cow::Owned(text), None)
}
