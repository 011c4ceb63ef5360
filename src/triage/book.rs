//! Rosters in spreadsheets: XLSX and the older XLS. Of a workbook the first
//! sheet that is shown and holds anything is read.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};

use calamine::{
    CellErrorType, Data, Dimensions, Reader as _, SheetType, SheetVisible, Xls, XlsError, Xlsx,
    XlsxError,
};

use super::cell::{Cell, Line};
use super::run::{Batch, BookFault, Source, Stop};

/// Rows handed on at a time.
const BATCH: usize = 1_000;

/// A sheet may be so wide, and hold so many cells: a single cell in the last
/// corner would otherwise cost gigabytes.
const MOST_COLUMNS: usize = 1_024;
const MOST_CELLS: usize = 20_000_000;

/// A sheet read into memory.
#[derive(Debug)]
pub struct Book {
    rows: std::vec::IntoIter<Vec<Cell<'static>>>,
    next: u64,
    /// Whether the workbook shows other sheets, which were not looked at.
    pub more_sheets: bool,
}

/// Some rows of a sheet.
#[derive(Debug)]
pub struct Chunk {
    rows: Vec<Vec<Cell<'static>>>,
    first: u64,
}

impl Book {
    /// Reads a workbook in the format of Excel 2007 and later.
    ///
    /// # Errors
    /// It is protected, damaged or too large.
    pub fn xlsx<R: Read + Seek>(input: R) -> Result<Self, Stop> {
        let mut book = Xlsx::new(input).map_err(|error| xlsx_fault(&error))?;
        let names = shown(book.sheets_metadata());
        let mut grid = Grid::default();
        for name in &names {
            let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
            let mut cells = book
                .worksheet_cells_reader(name)
                .map_err(|error| xlsx_fault(&error))?;
            while let Some(found) = cells
                .next_cell_with_formula()
                .map_err(|error| xlsx_fault(&error))?
            {
                let cell = cell_of(Data::from(found.value), found.formula);
                grid.set(found.pos, cell)?;
            }
            grid.merge(&merged);
            if !grid.rows.is_empty() {
                break;
            }
        }
        Ok(grid.book(names.len()))
    }

    /// Reads a workbook in the older format.
    ///
    /// # Errors
    /// It is protected, damaged or too large.
    pub fn xls<R: Read + Seek>(mut input: R) -> Result<Self, Stop> {
        let mut book = match Xls::new(&mut input) {
            Ok(book) => book,
            Err(error) => {
                // A protected XLSX hides in the same kind of file.
                let protected = input.seek(SeekFrom::Start(0)).is_ok()
                    && matches!(Xlsx::new(&mut input), Err(XlsxError::Password));
                let protected = protected || matches!(error, XlsError::Password);
                let broken = || BookFault::Broken(error.to_string());
                return Err(Stop::Book(if protected {
                    BookFault::Password
                } else {
                    broken()
                }));
            }
        };
        let names = shown(book.sheets_metadata());
        let mut grid = Grid::default();
        for name in &names {
            let broken = |error: XlsError| Stop::Book(BookFault::Broken(error.to_string()));
            let formulas = book.worksheet_formula(name).map_err(broken)?;
            let range = book.worksheet_range(name).map_err(broken)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let at = (top + to_u32(row), left + to_u32(column));
                let formula = formulas.get_value(at).filter(|formula| !formula.is_empty());
                grid.set(at, cell_of(value.clone(), formula.cloned()))?;
            }
            grid.merge(&book.merge_cells_by_sheet_name(name).unwrap_or_default());
            if !grid.rows.is_empty() {
                break;
            }
        }
        Ok(grid.book(names.len()))
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn xlsx_fault(error: &XlsxError) -> Stop {
    Stop::Book(match error {
        XlsxError::Password => BookFault::Password,
        error => BookFault::Broken(error.to_string()),
    })
}

/// The names of the sheets that are shown.
fn shown(sheets: &[calamine::Sheet]) -> Vec<String> {
    let sheets = sheets.iter().filter(|sheet| {
        sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
    });
    sheets.map(|sheet| sheet.name.clone()).collect()
}

/// The cells of a sheet while they come in.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Cell<'static>>>,
    width: usize,
    cells: usize,
}

impl Grid {
    fn set(&mut self, (row, column): (u32, u32), cell: Cell<'static>) -> Result<(), Stop> {
        if cell == Cell::EMPTY {
            return Ok(());
        }
        let (row, column) = (row as usize, column as usize);
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            self.cells += column + 1 - cells.len();
            if column >= MOST_COLUMNS || self.cells > MOST_CELLS {
                return Err(Stop::Book(BookFault::TooLarge));
            }
            cells.resize(column + 1, Cell::EMPTY);
        }
        cells[column] = cell;
        self.width = self.width.max(column + 1);
        Ok(())
    }

    /// Marks the cells that merged ones cover.
    fn merge(&mut self, merged: &[Dimensions]) {
        for area in merged {
            let (top, left) = (area.start.0 as usize, area.start.1 as usize);
            let rows = self.rows.iter_mut().enumerate();
            for (number, row) in rows.take(area.end.0 as usize + 1).skip(top) {
                let right = self.width.min(area.end.1 as usize + 1);
                if row.len() < right {
                    row.resize(right, Cell::EMPTY);
                }
                for (column, cell) in row.iter_mut().enumerate().take(right).skip(left) {
                    if (number, column) != (top, left) {
                        *cell = Cell::Merged;
                    }
                }
            }
        }
    }

    /// All rows equally long, as a sheet shows them.
    fn book(mut self, sheets: usize) -> Book {
        for row in &mut self.rows {
            row.resize(self.width, Cell::EMPTY);
        }
        Book {
            rows: self.rows.into_iter(),
            next: 1,
            more_sheets: sheets > 1,
        }
    }
}

fn cell_of(value: Data, formula: Option<String>) -> Cell<'static> {
    match value {
        Data::Int(number) => i32::try_from(number).map_or_else(
            |_| Cell::Text(Cow::Owned(number.to_string())),
            |number| Cell::Number(f64::from(number)),
        ),
        Data::Float(number) => Cell::Number(number),
        Data::String(text) if !text.is_empty() => Cell::Text(Cow::Owned(text)),
        Data::Bool(flag) => Cell::Flag(flag),
        Data::DateTime(moment) => {
            let day = moment.as_datetime().filter(|_| moment.is_datetime());
            day.map_or(Cell::Number(moment.as_f64()), Cell::Day)
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(Cow::Owned(text)),
        Data::Error(error) => Cell::Failed(failed(&error)),
        Data::Empty | Data::String(_) => formula.map_or(Cell::EMPTY, Cell::Formula),
    }
}

const fn failed(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

impl Source for Book {
    type Batch = Chunk;

    fn next(&mut self) -> Result<Option<Chunk>, Stop> {
        let rows: Vec<_> = self.rows.by_ref().take(BATCH).collect();
        let first = self.next;
        self.next += rows.len() as u64;
        Ok((!rows.is_empty()).then_some(Chunk { rows, first }))
    }
}

impl Batch for Chunk {
    fn each(&self, skip: usize, judge: &mut dyn FnMut(&Line<'_>)) {
        for (cells, number) in self.rows.iter().zip(self.first..).skip(skip) {
            judge(&Line { number, cells });
        }
    }

    fn len(&self) -> usize {
        self.rows.len()
    }
}
