//! Rows of a sheet as its file holds them, and the bounds that no row passes.

use super::super::cell::{self, Cell};
use super::super::stop::{BookFault, Damage, RosterFault};

/// What a workbook may have at most. More is refused before it is held: a file
/// of a few kilobytes can ask for gigabytes.
pub mod most {
    /// Columns.
    pub const COLUMNS: usize = crate::triage::columns::MOST_COLUMNS;
    /// Rows; no worksheet has more.
    pub const ROWS: u32 = 1_048_576;
    /// Rows times columns.
    pub(crate) const CELLS: u64 = 50_000_000;
    /// Bytes of text in a cell; spreadsheets stop at 32,767 characters.
    pub(crate) const CELL_TEXT: usize = 128 * 1024;
    /// Bytes of text in a row.
    pub(crate) const ROW_TEXT: usize = 1024 * 1024;
    /// Bytes of text in all rows.
    pub(crate) const TEXT: usize = 2 * 1024 * 1024 * 1024;
    /// Merged areas.
    pub(crate) const MERGED: usize = 200_000;
}

/// A row that holds something, sparse.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// Columns, from 0 and ascending, with what stands in them.
    pub(crate) cells: Vec<(u32, Cell<'static>)>,
    /// Bytes of text in the cells.
    pub(crate) text: usize,
}

impl Row {
    /// A row without cells yet.
    pub(crate) fn new(number: u32) -> Result<Self, RosterFault> {
        if number == 0 {
            return Err(broken(Damage::Sheet));
        }
        if number > most::ROWS {
            return Err(too_large());
        }
        Ok(Self {
            number,
            ..Self::default()
        })
    }

    /// Puts a cell into the row, in place of one that stands there.
    pub(crate) fn put(&mut self, column: u32, cell: Cell<'static>) -> Result<(), RosterFault> {
        if cell == Cell::EMPTY {
            // The text of a formula that came to none.
            if let Ok(at) = self.cells.binary_search_by_key(&column, |(at, _)| *at) {
                self.cells.remove(at);
            }
            return Ok(());
        }
        self.text += match &cell {
            Cell::Text(text) => text.len(),
            Cell::Formula(text) => text.len(),
            _ => 0,
        };
        if column as usize >= most::COLUMNS {
            return Err(RosterFault::Book(BookFault::Far(self.number, column)));
        }
        if self.text > most::ROW_TEXT {
            return Err(too_large());
        }
        match self.cells.last() {
            Some((last, _)) if *last >= column => {
                match self.cells.binary_search_by_key(&column, |(at, _)| *at) {
                    Ok(at) => self.cells[at].1 = cell,
                    Err(at) => self.cells.insert(at, (column, cell)),
                }
            }
            _ => self.cells.push((column, cell)),
        }
        Ok(())
    }

    /// Its cells as headings.
    pub(crate) fn texts(&self) -> Vec<String> {
        let texts = self.cells.iter().map(|(_, cell)| cell.text().into_owned());
        texts.collect()
    }

    /// How many columns it reaches over.
    pub(crate) fn width(&self) -> usize {
        self.cells.last().map_or(0, |(at, _)| *at as usize + 1)
    }
}

pub(super) const fn too_large() -> RosterFault {
    RosterFault::Book(BookFault::TooLarge)
}

pub(super) const fn broken(spot: Damage) -> RosterFault {
    RosterFault::Book(BookFault::Broken(spot))
}

/// A cell whose formula failed.
pub(super) fn failed(shown: &str) -> Cell<'static> {
    Cell::Failed(cell::failed(shown).unwrap_or("#ERROR!"))
}
