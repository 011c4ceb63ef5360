//! Rosters in spreadsheets: XLSX and the older XLS. Of a workbook the first
//! sheet that is shown and has headings of people is read, or else the first
//! with other headings, or else the first that holds anything.
//!
//! ```text
//! xlsx: package ─ rows ─┐
//!                       ├─ Sheet: sparse rows, merged areas ─ Book ─▶ run
//! xls: records ─ rows ──┘
//! ```
//!
//! However small a file is and whatever it says, a bounded part of it is held:
//! `most` says how much there may be.

mod format;
mod merged;
mod package;
mod row;
mod xls;
mod xlsx;

use std::io::{Read, Seek};

use super::cell::{Area, Cell, RosterRow};
use super::columns::SEARCHED;
use super::guard::guarded;
use super::run::{RosterSource, RowBatch};
use super::stop::{BookFault, Damage, RosterFault};
use merged::Merged;
pub use row::most;
use row::{Row, broken, too_large};

/// The first bytes of a workbook in the older format.
const XLS: &[u8] = b"\xD0\xCF\x11\xE0";

/// Rows handed on at a time, or cells, or bytes of text.
const ROWS: usize = 1_000;
const CELLS: usize = 64 * 1024;
const TEXT: usize = 1024 * 1024;

/// What headings the first rows of a sheet have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Headed {
    /// None.
    #[default]
    Not,
    /// Those of something else, as of classes.
    Things,
    /// Those of people: with a name or an ID number among them, or so many that
    /// they are of nothing else.
    People,
}

/// A sheet as a file gives it.
struct Sheet<'a> {
    /// The rows that hold anything, from top to bottom.
    rows: Box<dyn Iterator<Item = Result<Row, RosterFault>> + Send + 'a>,
    merged: Vec<Area>,
    /// The names of the other sheets that the workbook shows.
    others: Vec<String>,
    since_1904: bool,
}

impl Sheet<'_> {
    /// One on which nothing stands.
    fn empty(others: Vec<String>) -> Self {
        Self {
            rows: Box::new(std::iter::empty()),
            merged: Vec::new(),
            others,
            since_1904: false,
        }
    }
}

/// A workbook being read.
pub struct Book<'a> {
    rows: Box<dyn Iterator<Item = Result<Row, RosterFault>> + Send + 'a>,
    merged: Merged,
    /// The next row that holds anything.
    ahead: Option<Row>,
    /// Number of the next row handed on, and columns of the widest so far.
    number: u32,
    width: usize,
    /// Bytes of text so far.
    text: usize,
    since_1904: bool,
    /// The names of the other sheets that the workbook shows, which were not
    /// judged.
    pub other_sheets: Vec<String>,
}

/// Some rows of a sheet.
#[derive(Debug)]
pub struct Chunk {
    rows: Vec<(Vec<Cell<'static>>, Vec<Area>)>,
    first: u32,
}

impl<'a> Book<'a> {
    /// Reads a workbook in the format of Excel 2007 and later or in the older
    /// one, as its first bytes tell: of the first sheet that has headings of people
    /// where one has, for a cover or a list of classes may come before it.
    ///
    /// # Errors
    /// It is protected, damaged or too large.
    pub fn open<R: Read + Seek + Send + 'a>(
        mut input: R,
        headed: &dyn Fn(&[String]) -> Headed,
    ) -> Result<Self, RosterFault> {
        let mut head = Vec::new();
        input.by_ref().take(4).read_to_end(&mut head)?;
        input.rewind()?;
        let sheet = guarded(|| {
            if head == XLS {
                xls::open(input, headed)
            } else {
                xlsx::open(input, headed)
            }
        });
        let sheet = sheet.unwrap_or(Err(broken(Damage::Anywhere)))?;
        let mut book = Self {
            rows: sheet.rows,
            merged: Merged::new(sheet.merged)?,
            ahead: None,
            number: 1,
            width: 0,
            text: 0,
            since_1904: sheet.since_1904,
            other_sheets: sheet.others,
        };
        book.step()?;
        Ok(book)
    }

    /// Reads the next row that holds anything.
    fn step(&mut self) -> Result<(), RosterFault> {
        let row = guarded(|| self.rows.next()).unwrap_or(Some(Err(broken(Damage::Anywhere))));
        self.ahead = row.transpose()?;
        if let Some(row) = &self.ahead {
            self.width = self.width.max(row.width());
            self.text += row.text;
            let cells = u64::from(row.number) * self.width as u64;
            if self.text > most::TEXT {
                return Err(too_large());
            }
            if cells > most::CELLS {
                let last = row.cells.last().map_or(0, |(at, _)| *at);
                return Err(RosterFault::Book(BookFault::Far(row.number, last)));
            }
        }
        Ok(())
    }

    /// The next row, blank where nothing stands in it.
    fn row(&mut self) -> Result<Option<Row>, RosterFault> {
        let row = match &self.ahead {
            None => return Ok(None),
            Some(row) if row.number > self.number => Row::new(self.number)?,
            Some(_) => {
                let row = self.ahead.take().unwrap_or_default();
                self.step()?;
                row
            }
        };
        self.number += 1;
        Ok(Some(row))
    }
}

impl RosterSource for Book<'_> {
    type Batch = Chunk;

    fn since_1904(&self) -> bool {
        self.since_1904
    }

    fn next(&mut self) -> Result<Option<Chunk>, RosterFault> {
        let first = self.number;
        let (mut sparse, mut text) = (Vec::new(), 0);
        while let Some(row) = self.row()? {
            text += row.text;
            sparse.push(row);
            let full = text > TEXT || sparse.len() * self.width > CELLS || sparse.len() == ROWS;
            if full && sparse.len() >= SEARCHED {
                break;
            }
        }
        let mut rows = Vec::with_capacity(sparse.len());
        for row in sparse {
            // All rows equally long, as a sheet shows them.
            let mut cells = vec![Cell::EMPTY; self.width];
            for (at, cell) in row.cells {
                cells[at as usize] = cell;
            }
            let merged = self.merged.mark(row.number, &mut cells)?;
            rows.push((cells, merged));
        }
        Ok((!rows.is_empty()).then_some(Chunk { rows, first }))
    }
}

impl RowBatch for Chunk {
    fn each(&self, skip: usize, judge: &mut dyn FnMut(&RosterRow<'_>)) {
        for ((cells, merged), number) in self.rows.iter().zip(u64::from(self.first)..).skip(skip) {
            judge(&RosterRow {
                number,
                cells,
                merged,
            });
        }
    }

    fn len(&self) -> usize {
        self.rows.len()
    }
}
