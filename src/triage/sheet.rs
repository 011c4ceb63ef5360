//! A roster written as XLSX: a filter over the headings, widths that fit,
//! colours for what needs a look, days that are days. Rows go to a nameless
//! temporary file as they come; none is held.

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::cell::{Cell, Line};
use super::guard::guarded;
use super::row::{HEADINGS, Standing, Verdict};
use super::run::{BookFault, Page, Sink, Stop};

/// A worksheet has at most so many rows.
const MOST_ROWS: u32 = 1_048_576;

/// From so many rows on a sheet may be longer than an old zip file can be.
const MANY_ROWS: u32 = 500_000;

/// Rows that the widths of columns are taken from.
const MEASURED: usize = 200;

/// A cell holds at most 32,767 UTF-16 units.
const LONGEST: usize = 32_000;

/// Widths of the columns added.
const WIDTHS: [u16; 8] = [22, 52, 12, 44, 15, 13, 36, 44];

/// Where in [`HEADINGS`] the conclusion, the first day to ask, what is still
/// needed and the problems stand.
const CONCLUSION: usize = 1;
const ASK_FROM: usize = 4;
const NEEDED: usize = 6;
const PROBLEMS: usize = 7;

/// Writes a roster into a workbook.
pub struct SheetSink {
    book: Workbook,
    looks: Looks,
    /// Where the temporary file lies.
    folder: PathBuf,
    /// Rows so far.
    rows: u32,
    /// The row of the headings, and how many there are.
    headings: Option<(u32, usize)>,
    /// The widest cells of the first rows, and how many rows those are.
    widths: Vec<usize>,
    measured: usize,
}

impl SheetSink {
    /// Keeps its temporary file in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            book: Workbook::new(),
            looks: Looks::new(),
            folder,
            rows: 0,
            headings: None,
            widths: Vec::new(),
            measured: 0,
        }
    }
}

/// Some rows for a workbook.
#[derive(Debug, Default)]
pub struct SheetPage(Vec<Entry>);

#[derive(Debug)]
enum Entry {
    Above(Vec<Cell<'static>>),
    Headings(Vec<String>),
    Row {
        own: Vec<Cell<'static>>,
        verdict: Box<Verdict>,
        width: usize,
    },
}

impl Sink for SheetSink {
    type Page = SheetPage;

    fn take(&mut self, page: SheetPage) -> Result<(), Stop> {
        if self.rows + u32::try_from(page.0.len()).unwrap_or(u32::MAX / 2) > MOST_ROWS {
            return Err(Stop::Book(BookFault::TooLong));
        }
        written(|| self.add(page.0))
    }
}

/// What became of writing. The library panics where its temporary file cannot
/// grow.
fn written(write: impl FnOnce() -> Result<(), XlsxError>) -> Result<(), Stop> {
    match guarded(write) {
        Some(Ok(())) => Ok(()),
        Some(Err(XlsxError::IoError(error))) => Err(Stop::Io(error)),
        Some(Err(_)) | None => Err(Stop::Book(BookFault::NotWritten)),
    }
}

impl Page for SheetPage {
    fn above(&mut self, cells: &[Cell<'_>]) {
        self.0.push(Entry::Above(owned(cells)));
    }

    fn headings(&mut self, headings: &[String]) {
        self.0.push(Entry::Headings(headings.to_vec()));
    }

    fn row(&mut self, line: &Line<'_>, verdict: &Verdict, width: usize) {
        self.0.push(Entry::Row {
            own: owned(line.cells),
            verdict: Box::new(verdict.clone()),
            width,
        });
    }
}

fn owned(cells: &[Cell<'_>]) -> Vec<Cell<'static>> {
    let one = |cell: &Cell<'_>| match cell {
        Cell::Text(text) => Cell::Text(Cow::Owned(text.clone().into_owned())),
        Cell::Number(number) => Cell::Number(*number),
        Cell::Day(moment) => Cell::Day(*moment),
        Cell::Flag(flag) => Cell::Flag(*flag),
        Cell::Formula(formula) => Cell::Formula(formula.clone()),
        Cell::Failed(shown) => Cell::Failed(shown),
        Cell::Merged => Cell::Merged,
    };
    cells.iter().map(one).collect()
}

impl SheetSink {
    fn add(&mut self, entries: Vec<Entry>) -> Result<(), XlsxError> {
        if self.book.worksheets().is_empty() {
            self.book.set_tempdir(&self.folder)?;
            self.book
                .add_worksheet_with_constant_memory()?
                .set_name("名单")?;
        }
        let sheet = self.book.worksheet_from_index(0)?;
        for entry in entries {
            match entry {
                Entry::Above(cells) => self.looks.cells(sheet, self.rows, 0, &cells)?,
                Entry::Headings(headings) => {
                    let names = headings.iter().map(String::as_str).chain(HEADINGS);
                    for (at, name) in (0..).zip(names) {
                        let look = &self.looks.heading;
                        sheet.write_string_with_format(self.rows, at, cut(name), look)?;
                    }
                    self.headings = Some((self.rows, headings.len()));
                    self.widths = headings.iter().map(|heading| heading.width() + 3).collect();
                }
                Entry::Row {
                    own,
                    verdict,
                    width,
                } => {
                    if self.measured < MEASURED {
                        for (cell, width) in own.iter().zip(&mut self.widths) {
                            *width = (cell.text().width() + 2).max(*width);
                        }
                        self.measured += 1;
                    }
                    self.looks.row(sheet, self.rows, &own, &verdict, width)?;
                }
            }
            self.rows += 1;
        }
        Ok(())
    }

    /// Writes the workbook. `today` is the day it says it was made on, so that
    /// the same roster gives the same bytes.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&mut self, today: NaiveDate, out: impl Write + Send) -> Result<(), Stop> {
        written(|| {
            let made = DocProperties::new().set_creation_datetime(&today);
            self.book.set_properties(&made);
            self.book.use_zip_large_file(self.rows > MANY_ROWS);
            if let Some((row, own)) = self.headings {
                let sheet = self.book.worksheet_from_index(0)?;
                for (at, width) in (0..).zip(&self.widths) {
                    let width = u16::try_from((*width).clamp(8, 30)).unwrap_or(30);
                    sheet.set_column_width(at, width)?;
                }
                for (at, width) in (column(own)..).zip(WIDTHS) {
                    sheet.set_column_width(at, width)?;
                }
                let last = self.rows.saturating_sub(1).max(row);
                sheet.autofilter(row, 0, last, column(own + HEADINGS.len() - 1))?;
                sheet.set_freeze_panes(row + 1, 0)?;
            }
            self.book.save_to_writer(out)
        })
    }
}

/// The formats of cells.
struct Looks {
    heading: Format,
    day: Format,
    moment: Format,
    wrapped: Format,
    open: Format,
    faulty: Format,
}

impl Looks {
    fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            heading: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00D9_E1F2)),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            wrapped: wrapped(),
            open: wrapped().set_background_color(Color::RGB(0x00FF_EB9C)),
            faulty: wrapped().set_background_color(Color::RGB(0x00FF_C7CE)),
        }
    }

    fn row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        own: &[Cell<'_>],
        verdict: &Verdict,
        width: usize,
    ) -> Result<(), XlsxError> {
        let (own, surplus) = own.split_at(own.len().min(width));
        self.cells(sheet, row, 0, own)?;
        for (at, text) in verdict
            .cells
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
        {
            let to = column(width + at);
            match (at, verdict.ask_from) {
                (ASK_FROM, Some(day)) => {
                    sheet.write_datetime_with_format(row, to, day, &self.day)?
                }
                (PROBLEMS, _) => {
                    sheet.write_string_with_format(row, to, cut(text), &self.faulty)?
                }
                (NEEDED, _) => sheet.write_string_with_format(row, to, cut(text), &self.open)?,
                _ => sheet.write_string_with_format(row, to, cut(text), &self.wrapped)?,
            };
        }
        if matches!(verdict.standing, Standing::Refused | Standing::Needs(_)) {
            sheet.write_blank(row, column(width + CONCLUSION), &self.open)?;
        }
        self.cells(sheet, row, width + HEADINGS.len(), surplus)
    }

    fn cells(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        from: usize,
        cells: &[Cell<'_>],
    ) -> Result<(), XlsxError> {
        for (at, cell) in cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
        {
            let to = column(from + at);
            match cell {
                Cell::Number(number) => sheet.write_number(row, to, *number)?,
                Cell::Flag(flag) => sheet.write_boolean(row, to, *flag)?,
                Cell::Day(moment) => {
                    let midnight = moment.time() == NaiveTime::MIN;
                    let format = if midnight { &self.day } else { &self.moment };
                    sheet.write_datetime_with_format(row, to, *moment, format)?
                }
                // Written as text: a formula of the roster is never run.
                cell => sheet.write_string(row, to, cut(&cell.text()))?,
            };
        }
        Ok(())
    }
}

/// A sheet has 16,384 columns; a roster far fewer.
fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// As much of a text as a cell can hold.
fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}
