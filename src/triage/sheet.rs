//! A roster written as XLSX: a filter over the headings, widths that fit,
//! colours for what needs a look, days that are days.

use std::borrow::Cow;
use std::io::Write;

use chrono::{NaiveDate, NaiveTime};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::cell::{Cell, Line};
use super::row::{HEADINGS, Standing, Verdict};
use super::run::{BookFault, Page, Sink, Stop};

/// A worksheet has at most so many rows.
const MOST_ROWS: usize = 1_048_576;

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

/// Gathers a roster for a workbook.
#[derive(Debug, Default)]
pub struct SheetSink(Vec<Entry>);

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
        self.0.extend(page.0);
        if self.0.len() > MOST_ROWS {
            return Err(Stop::Book(BookFault::TooLong));
        }
        Ok(())
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
    /// Writes the workbook. `today` is the day it says it was made on, so that
    /// the same roster gives the same bytes.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&self, today: NaiveDate, out: impl Write + Send) -> Result<(), Stop> {
        let made = || -> Result<(), XlsxError> {
            let mut book = Workbook::new();
            book.set_properties(&DocProperties::new().set_creation_datetime(&today));
            let sheet = book.add_worksheet();
            sheet.set_name("名单")?;
            self.fill(sheet)?;
            book.save_to_writer(out)
        };
        made().map_err(|error| match error {
            XlsxError::IoError(error) => Stop::from(error),
            error => Stop::Book(BookFault::Broken(error.to_string())),
        })
    }

    fn fill(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let looks = Looks::new();
        for (row, entry) in (0..).zip(&self.0) {
            match entry {
                Entry::Above(cells) => looks.cells(sheet, row, 0, cells)?,
                Entry::Headings(headings) => self.headings(sheet, &looks, row, headings)?,
                Entry::Row {
                    own,
                    verdict,
                    width,
                } => looks.row(sheet, row, own, verdict, *width)?,
            }
        }
        Ok(())
    }

    fn headings(
        &self,
        sheet: &mut Worksheet,
        looks: &Looks,
        row: u32,
        headings: &[String],
    ) -> Result<(), XlsxError> {
        let names = headings.iter().map(String::as_str).chain(HEADINGS);
        for (at, name) in (0..).zip(names) {
            sheet.write_string_with_format(row, at, cut(name), &looks.heading)?;
        }
        for (at, heading) in (0..).zip(headings) {
            let width = self.width(usize::from(at)).max(heading.width() + 3);
            sheet.set_column_width(at, u16::try_from(width.clamp(8, 30)).unwrap_or(30))?;
        }
        let own = column(headings.len());
        for (at, width) in (own..).zip(WIDTHS) {
            sheet.set_column_width(at, width)?;
        }
        let last = u32::try_from(self.0.len().saturating_sub(1)).unwrap_or(row);
        sheet.autofilter(
            row,
            0,
            last.max(row),
            column(headings.len() + HEADINGS.len() - 1),
        )?;
        sheet.set_freeze_panes(row + 1, 0)?;
        Ok(())
    }

    /// The widest of a column's first cells.
    fn width(&self, column: usize) -> usize {
        let rows = self.0.iter().take(200).filter_map(|entry| match entry {
            Entry::Row { own, .. } => own.get(column),
            _ => None,
        });
        rows.map(|cell| cell.text().width() + 2)
            .max()
            .unwrap_or_default()
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
        if !matches!(verdict.standing, Standing::Blank | Standing::Result(_)) {
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
