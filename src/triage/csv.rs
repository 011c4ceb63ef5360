//! A roster written as CSV for spreadsheets.

use std::io::Write;

use csv::Terminator;

use super::cell::{Cell, RosterRow};
use super::columns::Columns;
use super::row::Verdict;
use super::run::{OutputPart, RosterSink};
use super::stop::RosterFault;
use crate::report::csv::{BYTE_ORDER_MARK, Cells};
use crate::report::row::Column;

/// Writes CSV.
#[derive(Debug)]
pub struct CsvSink<W> {
    out: W,
    begun: bool,
}

/// Some rows as CSV.
#[derive(Debug)]
pub struct CsvPage(Cells);

impl Default for CsvPage {
    fn default() -> Self {
        Self(Cells::new(Terminator::Any(b'\n')))
    }
}

impl<W: Write> CsvSink<W> {
    /// Writes to `out`.
    pub const fn new(out: W) -> Self {
        Self { out, begun: false }
    }

    /// Gives back what it wrote to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W: Write + Send> RosterSink for CsvSink<W> {
    type Page = CsvPage;

    fn take(&mut self, page: CsvPage) -> Result<(), RosterFault> {
        if !self.begun {
            self.out.write_all(BYTE_ORDER_MARK.as_bytes())?;
            self.begun = true;
        }
        self.out.write_all(&page.0.into_bytes())?;
        Ok(())
    }
}

impl OutputPart for CsvPage {
    fn above(&mut self, line: &RosterRow<'_>) {
        self.cells(line.cells);
        self.0.end();
    }

    fn headings(&mut self, columns: &Columns) {
        let headings = columns.headings.iter().map(String::as_str);
        let added = Column::ALL.map(Column::name);
        headings.chain(added).for_each(|text| self.0.text(text));
        self.0.end();
    }

    fn row(&mut self, line: &RosterRow<'_>, verdict: &Verdict, width: usize) {
        let own = line.cells.len().min(width);
        let (own, surplus) = line.cells.split_at(own);
        self.cells(own);
        for _ in own.len()..width {
            self.0.text("");
        }
        verdict.cells.iter().for_each(|text| self.0.text(text));
        // Cells beyond the headings are kept, behind what was added.
        if surplus.iter().any(|cell| !cell.is_empty()) {
            self.cells(surplus);
        }
        self.0.end();
    }
}

impl CsvPage {
    fn cells(&mut self, cells: &[Cell<'_>]) {
        for cell in cells {
            match cell {
                Cell::Number(number) => self.0.number(*number),
                cell => self.0.text(&cell.text()),
            }
        }
    }
}
