//! A roster written as XLSX, as a school prints and sends it: first what is to
//! be done, then the list with its titles and merged cells, what was found right
//! of the name, on A4 across. Rows go to a nameless temporary file as they come;
//! none is held.

use std::io::Write;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::cell::{Area, Cell, RosterRow};
use super::columns::Columns;
use super::guard::guarded;
use super::row::{Progress, Verdict};
use super::run::{OutputPart, RosterSink};
use super::stop::{BookFault, RosterFault};
use super::summary::{COVER_NAME, Summary};
use crate::lang::Lang;
use crate::report::row::Column;

mod cover;
mod look;

use look::{Looks, cut};

/// A worksheet has at most so many rows.
const MOST_ROWS: u32 = 1_048_576;

/// From so many rows on a sheet may be longer than an old zip file can be.
const MANY_ROWS: u32 = 500_000;

/// Rows that the widths of columns are taken from.
const MEASURED: usize = 200;

/// Rows that are made as high as what stands in them; each such is remembered.
const MOST_HIGH: u32 = 5_000;

/// A merged area with more cells is no title; all of them have at most so many.
const MOST_MERGED: u64 = 10_000;
const MOST_MERGED_AT_ALL: u64 = 200_000;

/// Numbers of A4 and of the sheets.
const A4: u8 = 9;
const COVER: usize = 0;
const LIST: usize = 1;

/// Writes a roster into a workbook.
pub struct SheetSink {
    book: Workbook,
    looks: Looks,
    /// Where the temporary file lies.
    folder: PathBuf,
    /// Which of the columns added are written.
    added: &'static [Column],
    /// Rows so far.
    rows: u32,
    /// The row of the headings, once they are written.
    headings: Option<u32>,
    /// How many columns the roster has, and how many stand left of what is added.
    own: usize,
    left: usize,
    /// The width of each of its columns, and from how many rows it was taken.
    widths: Vec<u16>,
    measured: usize,
    /// Which of its columns hold digits that are no number, to be kept as they
    /// are when somebody types them.
    texts: Vec<bool>,
    /// The row below the last person.
    people: u32,
    /// Which of the columns added hold anything.
    used: [bool; Column::ALL.len()],
    /// Cells of merged areas so far.
    merged: u64,
}

impl SheetSink {
    /// Keeps its temporary file in `folder`; with `ids` the results' ids are
    /// written too.
    #[must_use]
    pub fn new(folder: PathBuf, ids: bool) -> Self {
        Self {
            book: Workbook::new(),
            looks: Looks::new(),
            folder,
            added: if ids {
                &Column::ALL
            } else {
                Column::ALL.split_at(1).1
            },
            rows: 0,
            headings: None,
            own: 0,
            left: 0,
            widths: Vec::new(),
            measured: 0,
            texts: Vec::new(),
            people: 0,
            used: [false; Column::ALL.len()],
            merged: 0,
        }
    }
}

/// Some rows for a workbook.
#[derive(Debug, Default)]
pub struct SheetPage(Vec<Written>);

#[derive(Debug)]
enum Written {
    Above(Own),
    Headings {
        names: Vec<String>,
        left: usize,
        texts: Vec<usize>,
    },
    Row {
        own: Own,
        verdict: Box<Verdict>,
    },
}

/// A row of the roster.
#[derive(Debug)]
struct Own {
    cells: Vec<Cell<'static>>,
    merged: Vec<Area>,
}

impl Own {
    fn of(line: &RosterRow<'_>) -> Self {
        let cells = line.cells.iter().cloned();
        Self {
            cells: cells.map(Cell::into_owned).collect(),
            merged: line.merged.to_vec(),
        }
    }
}

impl RosterSink for SheetSink {
    type Page = SheetPage;

    fn take(&mut self, page: SheetPage) -> Result<(), RosterFault> {
        if self.rows + u32::try_from(page.0.len()).unwrap_or(u32::MAX / 2) > MOST_ROWS {
            return Err(RosterFault::Book(BookFault::TooLong));
        }
        written(|| self.add(page.0))
    }
}

/// What became of writing. The library panics where its temporary file cannot
/// grow.
fn written(write: impl FnOnce() -> Result<(), XlsxError>) -> Result<(), RosterFault> {
    match guarded(write) {
        Some(Ok(())) => Ok(()),
        Some(Err(XlsxError::IoError(error))) => Err(RosterFault::Io(error)),
        Some(Err(_)) | None => Err(RosterFault::Book(BookFault::NotWritten)),
    }
}

impl OutputPart for SheetPage {
    fn above(&mut self, line: &RosterRow<'_>) {
        self.0.push(Written::Above(Own::of(line)));
    }

    fn headings(&mut self, columns: &Columns) {
        let names = columns.headings.clone();
        let left = columns.name_column().map_or(names.len(), |at| at + 1);
        let texts = columns.texts.clone();
        self.0.push(Written::Headings { names, left, texts });
    }

    fn row(&mut self, line: &RosterRow<'_>, verdict: &Verdict, _: usize) {
        self.0.push(Written::Row {
            own: Own::of(line),
            verdict: Box::new(verdict.clone()),
        });
    }
}

impl SheetSink {
    fn add(&mut self, entries: Vec<Written>) -> Result<(), XlsxError> {
        if self.book.worksheets().is_empty() {
            self.book.set_tempdir(&self.folder)?;
            self.book.add_worksheet().set_name(COVER_NAME)?;
            let list = self.book.add_worksheet_with_constant_memory()?;
            list.set_name("名单")?;
        }
        // The titles come before the headings that say where they are split.
        for entry in &entries {
            if let Written::Headings { names, left, texts } = entry {
                (self.own, self.left) = (names.len(), *left);
                self.texts = (0..names.len()).map(|at| texts.contains(&at)).collect();
                // Headings are wrapped: they need no more than half their width.
                let widths = names.iter().map(|name| width(name.width().div_ceil(2)));
                self.widths = widths.collect();
            }
        }
        self.measure(&entries);
        for entry in entries {
            match entry {
                Written::Above(own) => self.above(&own)?,
                Written::Headings { names, .. } => self.head(&names)?,
                Written::Row { own, verdict } => self.row(&own, &verdict)?,
            }
            self.rows += 1;
        }
        Ok(())
    }

    /// Takes the widths of columns from the first rows of people: before any of
    /// them is written, since how high they are follows from it.
    fn measure(&mut self, entries: &[Written]) {
        let people = entries.iter().filter_map(|entry| match entry {
            Written::Row { own, verdict } if verdict.progress != Progress::Nobody => Some(own),
            _ => None,
        });
        for own in people.take(MEASURED - self.measured) {
            self.measured += 1;
            for (cell, widest) in own.cells.iter().zip(&mut self.widths) {
                *widest = width(cell.text().width()).max(*widest);
            }
            for (cell, is_text) in own.cells.iter().zip(&mut self.texts) {
                *is_text |= look::is_long_number(cell);
            }
        }
    }

    /// Where a column of the roster stands on the sheet.
    fn place(&self, at: usize) -> u16 {
        let moved = if at < self.left { 0 } else { self.added.len() };
        column(at + moved)
    }

    fn above(&mut self, own: &Own) -> Result<(), XlsxError> {
        let list = self.book.worksheet_from_index(LIST)?;
        list.set_row_height(self.rows, look::height(1))?;
        self.merge(own, true)?;
        self.cells(own, true)
    }

    fn head(&mut self, names: &[String]) -> Result<(), XlsxError> {
        self.headings = Some(self.rows);
        let row = self.rows;
        for (at, name) in names.iter().enumerate() {
            let to = self.place(at);
            let sheet = self.book.worksheet_from_index(LIST)?;
            sheet.write_string_with_format(row, to, cut(name), &self.looks.heading)?;
        }
        let own = names.iter().zip(&self.widths);
        let own = own.map(|(name, width)| look::lines(name, *width));
        let lines = own.chain([look::OF_HEADINGS]).max();
        let sheet = self.book.worksheet_from_index(LIST)?;
        sheet.set_row_height(row, look::height(lines.unwrap_or(1)))?;
        for (at, which) in self.added.iter().enumerate() {
            let (to, look) = (column(self.left + at), &self.looks.added_heading);
            sheet.write_string_with_format(row, to, which.name(), look)?;
        }
        Ok(())
    }

    fn row(&mut self, own: &Own, verdict: &Verdict) -> Result<(), XlsxError> {
        let nobody = verdict.progress == Progress::Nobody;
        self.merge(own, nobody)?;
        self.cells(own, nobody)?;
        if matches!(verdict.progress, Progress::Nobody | Progress::Blank) {
            return Ok(());
        }
        self.people = self.rows + 1;
        if self.rows < MOST_HIGH {
            let height = self.height(own, verdict);
            let list = self.book.worksheet_from_index(LIST)?;
            list.set_row_height(self.rows, height)?;
        }
        for (at, which) in self.added.iter().enumerate() {
            self.used[*which as usize] |= !verdict.cells[*which as usize].is_empty();
            let sheet = self.book.worksheet_from_index(LIST)?;
            let to = column(self.left + at);
            self.looks.added(sheet, (self.rows, to), *which, verdict)?;
        }
        Ok(())
    }

    /// How high a row is so that all of it is read: programs differ in whether
    /// they see to it themselves.
    fn height(&self, own: &Own, verdict: &Verdict) -> f64 {
        let cells = own.cells.iter().zip(&self.widths);
        let own = cells.map(|(cell, width)| look::lines(&cell.text(), *width));
        let added = self.added.iter();
        let added = added
            .map(|which| look::lines(&verdict.cells[*which as usize], look::width(*which, true)));
        look::height(own.chain(added).max().unwrap_or(1))
    }

    /// Keeps the merged areas that begin in a row. One that reaches over what is
    /// added grows with it in a title, and is taken apart in a row of a person.
    fn merge(&mut self, own: &Own, is_title: bool) -> Result<(), XlsxError> {
        for area in &own.merged {
            let rows = area.rows.1.saturating_sub(area.rows.0);
            let (first, last) = (area.columns.0 as usize, area.columns.1 as usize);
            let last = last.min(own.cells.len().saturating_sub(1)).max(first);
            let (from, to) = (self.place(first), self.place(last));
            let cells = u64::from(rows + 1) * u64::from(to - from + 1);
            let over = first < self.left && last >= self.left;
            let fits = cells > 1 && cells <= MOST_MERGED;
            let bottom = self.rows.saturating_add(rows);
            if !fits || (over && !(is_title && rows == 0)) || bottom >= MOST_ROWS {
                continue;
            }
            if self.headings.is_none() && rows > 0 && over {
                continue;
            }
            self.merged += cells;
            if self.merged > MOST_MERGED_AT_ALL {
                return Ok(());
            }
            let look = if is_title {
                &self.looks.title
            } else {
                &self.looks.own
            };
            let sheet = self.book.worksheet_from_index(LIST)?;
            match sheet.merge_range(self.rows, from, bottom, to, "", look) {
                // Areas that overlap are a fault of the roster.
                Ok(_) | Err(XlsxError::MergeRangeOverlaps(..)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    fn cells(&mut self, own: &Own, is_title: bool) -> Result<(), XlsxError> {
        for (at, cell) in own.cells.iter().enumerate() {
            let is_text = !is_title && self.texts.get(at).copied().unwrap_or_default();
            if cell.is_empty() && !is_text {
                continue;
            }
            let to = (self.rows, self.place(at));
            let begins = |area: &Area| area.columns.0 as usize == at;
            let look = match (is_title, own.merged.iter().any(begins)) {
                (false, _) if is_text => &self.looks.text,
                (false, _) => &self.looks.own,
                (true, true) => &self.looks.title,
                (true, false) => &self.looks.aside,
            };
            let sheet = self.book.worksheet_from_index(LIST)?;
            self.looks.cell(sheet, to, cell, look)?;
        }
        Ok(())
    }

    /// Writes the workbook. `today` is the day it says it was made on, so that
    /// the same roster gives the same bytes.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(
        &mut self,
        summary: &Summary,
        today: NaiveDate,
        lang: Lang,
        out: impl Write + Send,
    ) -> Result<(), RosterFault> {
        written(|| {
            let made = DocProperties::new().set_creation_datetime(&today);
            self.book.set_properties(&made);
            self.book.use_zip_large_file(self.rows > MANY_ROWS);
            self.finish_list()?;
            let cover = self.book.worksheet_from_index(COVER)?;
            cover::write(cover, summary, today, lang)?;
            self.book.save_to_writer(out)
        })
    }

    /// Widths, filter, panes and how it is printed.
    fn finish_list(&mut self) -> Result<(), XlsxError> {
        let Some(row) = self.headings else {
            return Ok(());
        };
        let (left, added) = (self.left, self.added);
        let own = self.widths.iter().enumerate();
        let own = own.map(|(at, width)| (self.place(at), *width));
        let mine = added.iter().enumerate().map(|(at, which)| {
            let width = look::width(*which, self.used[*which as usize]);
            (column(left + at), width)
        });
        let widths: Vec<_> = own.chain(mine).collect();
        let last = column((self.own + added.len()).saturating_sub(1));
        let texts = self.texts.iter().enumerate();
        let texts = texts.filter(|(_, is_text)| **is_text);
        let texts: Vec<_> = texts.map(|(at, _)| self.place(at)).collect();
        // Sums and signatures below are neither sorted nor hidden.
        let people = self.people.saturating_sub(1).max(row);
        let sheet = self.book.worksheet_from_index(LIST)?;
        // The library writes the last row twice where it was given a height,
        // which is not the last one that a sheet can have.
        if self.rows < MOST_ROWS {
            sheet.write_blank(self.rows, 0, &self.looks.own)?;
        }
        for (at, width) in widths {
            sheet.set_column_width(at, width)?;
        }
        // Whoever is added below is written as the others are.
        for at in texts {
            sheet.set_column_format(at, &self.looks.text)?;
        }
        sheet.autofilter(row, 0, people, last)?;
        // Where the name stands far to the right, a screen has no room for it.
        let fits = left <= look::FROZEN && left < self.own;
        let frozen = if fits { column(left) } else { 0 };
        sheet.set_freeze_panes(row + 1, frozen)?;
        for_paper(sheet);
        sheet.set_repeat_rows(row, row)?;
        Ok(())
    }
}

/// A width for so many signs.
fn width(signs: usize) -> u16 {
    let width = u16::try_from(signs + 1).unwrap_or(u16::MAX);
    width.clamp(look::NARROWEST, look::WIDEST)
}

/// A4 across, one page wide, its pages numbered.
fn for_paper(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_gridlines(true);
    sheet.set_margins(0.3, 0.3, 0.4, 0.5, 0.2, 0.2);
    sheet.set_footer("&C&P / &N");
}

/// A sheet has 16,384 columns; a roster far fewer.
fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_fill_the_sheet_to_its_last_row() {
        let mut sink = SheetSink::new(std::env::temp_dir(), false);
        let names = vec!["考试日期".to_owned()];
        let headings = Written::Headings {
            names,
            left: 1,
            texts: Vec::new(),
        };
        let headings = SheetPage(vec![headings]);
        sink.take(headings).expect("there is room");
        sink.rows = MOST_ROWS;
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let written = sink.write(&Summary::default(), today, Lang::Zh, Vec::new());
        written.expect("it is written");
    }
}
