//! How cells of the list look.

use unicode_width::UnicodeWidthStr as _;

use super::{Cell, Color, Format, FormatAlign, NaiveTime, Progress, Verdict, Worksheet, XlsxError};
use crate::report::csv::literal;
use crate::report::row::Column;

/// No more columns than this are frozen.
pub(super) const FROZEN: usize = 6;

/// Widths of the columns added, and of one in which nothing stands.
const WIDTHS: [u16; Column::ALL.len()] = [18, 32, 9, 26, 11, 7, 22, 30];
const UNUSED: u16 = 7;

/// No column of the roster is narrower or wider; the widest holds an ID number.
pub(super) const NARROWEST: u16 = 4;
pub(super) const WIDEST: u16 = 20;

/// Lines of the headings at least.
pub(super) const OF_HEADINGS: usize = 3;

/// How high a line is in points, as `LibreOffice` and Excel set Chinese of 11
/// points, and what a row has besides; no row is higher than 409.
const LINE: f64 = 16.5;
const AROUND: f64 = 4.0;
const HIGHEST: f64 = 405.0;

/// The number that the format of texts has in every spreadsheet.
const TEXT: u8 = 49;

/// A text of so many digits is no number to reckon with.
const DIGITS: usize = 9;

/// A cell holds at most 32,767 UTF-16 units.
const LONGEST: usize = 32_000;

pub(super) const fn width(which: Column, used: bool) -> u16 {
    if used { WIDTHS[which as usize] } else { UNUSED }
}

/// How many lines a text has in a column. Signs of double width do not break in
/// two, so that a line holds one column less.
pub(super) fn lines(text: &str, width: u16) -> usize {
    let room = usize::from(width).saturating_sub(2).max(2);
    text.lines()
        .map(|line| line.width().div_ceil(room).max(1))
        .sum()
}

/// How high so many lines are.
pub(super) fn height(lines: usize) -> f64 {
    let lines = u16::try_from(lines.max(1)).unwrap_or(u16::MAX);
    (f64::from(lines) * LINE + AROUND).min(HIGHEST)
}

/// Whether a text is one that a spreadsheet would make a number of, and lose
/// digits, where somebody types it: of an ID card, of a telephone.
pub(super) fn is_long_number(cell: &Cell<'_>) -> bool {
    let Cell::Text(text) = cell else { return false };
    let text = text.trim();
    text.len() >= DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The formats of cells.
pub(super) struct Looks {
    pub(crate) heading: Format,
    pub(crate) added_heading: Format,
    pub(crate) title: Format,
    pub(crate) aside: Format,
    pub(crate) own: Format,
    pub(crate) text: Format,
    day: Format,
    moment: Format,
    time: Format,
    wrapped: Format,
    open: Format,
    faulty: Format,
}

impl Looks {
    pub(crate) fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let heading = || wrapped().set_bold();
        Self {
            heading: heading().set_background_color(Color::RGB(0x00D9_E1F2)),
            added_heading: heading().set_background_color(Color::RGB(0x00E2_EFDA)),
            title: Format::new().set_bold().set_align(FormatAlign::Center),
            aside: Format::new().set_bold(),
            own: wrapped(),
            text: wrapped().set_num_format_index(TEXT),
            day: wrapped().set_num_format("yyyy-mm-dd"),
            moment: wrapped().set_num_format("yyyy-mm-dd hh:mm"),
            time: wrapped().set_num_format("hh:mm"),
            wrapped: wrapped(),
            open: wrapped().set_background_color(Color::RGB(0x00FF_EB9C)),
            faulty: wrapped().set_background_color(Color::RGB(0x00FF_C7CE)),
        }
    }

    /// Writes what was found into one of the columns added.
    pub(crate) fn added(
        &self,
        sheet: &mut Worksheet,
        (row, to): (u32, u16),
        which: Column,
        verdict: &Verdict,
    ) -> Result<(), XlsxError> {
        let text = cut(&verdict.cells[which as usize]);
        let open = !matches!(verdict.progress, Progress::Result(_));
        match (which, verdict.ask_from) {
            (Column::Conclusion, _) if text.is_empty() && open => {
                sheet.write_blank(row, to, &self.open)?;
            }
            _ if text.is_empty() => {}
            (Column::AskFrom, Some(day)) => {
                sheet.write_datetime_with_format(row, to, day, &self.day)?;
            }
            (which, _) => {
                let look = match which {
                    Column::Problems if verdict.faulty => &self.faulty,
                    Column::Needed => &self.open,
                    _ => &self.wrapped,
                };
                sheet.write_string_with_format(row, to, text, look)?;
            }
        }
        Ok(())
    }

    /// Writes a cell of the roster.
    pub(crate) fn cell(
        &self,
        sheet: &mut Worksheet,
        (row, to): (u32, u16),
        cell: &Cell<'_>,
        own: &Format,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Number(number) => sheet.write_number_with_format(row, to, *number, own)?,
            Cell::Flag(flag) => sheet.write_boolean_with_format(row, to, *flag, own)?,
            Cell::Day(moment) => {
                let midnight = moment.time() == NaiveTime::MIN;
                let format = if midnight { &self.day } else { &self.moment };
                sheet.write_datetime_with_format(row, to, *moment, format)?
            }
            Cell::Time(time) => sheet.write_datetime_with_format(row, to, *time, &self.time)?,
            cell if cell.is_empty() => sheet.write_blank(row, to, own)?,
            // Written as text: a formula of the roster is never run.
            cell => {
                let text = cell.text();
                let text = literal(&text).unwrap_or(&text);
                sheet.write_string_with_format(row, to, cut(text), own)?
            }
        };
        Ok(())
    }
}

/// As much of a text as a cell can hold.
pub(super) fn cut(text: &str) -> &str {
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
