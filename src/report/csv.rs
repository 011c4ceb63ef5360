//! CSV for spreadsheets, whoever writes it, and results as such rows.
//!
//! Every CSV of this program is made of [`Cells`]: one place knows which texts
//! a spreadsheet would run.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use super::entry::Entry;
use super::row::{Column, Row};
use crate::check::invisible::is_invisible;
use crate::lang::Lang;

/// Spreadsheets take a file without this for one in the system's old encoding.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Columns of every table; those behind are a roster's.
const OF_ALL: usize = Column::Problems as usize;

/// Rows of CSV, in memory.
#[derive(Debug)]
pub(crate) struct Cells(Writer<Vec<u8>>);

impl Cells {
    /// No row yet; each will end with `end`.
    pub(crate) fn new(end: Terminator) -> Self {
        let mut form = WriterBuilder::new();
        Self(form.flexible(true).terminator(end).from_writer(Vec::new()))
    }

    /// A cell of text, which no spreadsheet runs.
    pub(crate) fn text(&mut self, text: &str) {
        let _ = self.0.write_field(harmless(text).as_bytes()); // memory takes it
    }

    /// A number that was one before: there is nothing in it to run.
    pub(crate) fn number(&mut self, number: f64) {
        let _ = self.0.write_field(number.to_string());
    }

    /// Ends a row.
    pub(crate) fn end(&mut self) {
        let _ = self.0.write_record(None::<&[u8]>);
    }

    /// A whole row of texts.
    pub(crate) fn row(&mut self, cells: &[impl AsRef<str>]) {
        for cell in cells {
            self.text(cell.as_ref());
        }
        self.end();
    }

    /// The rows.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }

    /// The rows as a file: with the mark in front that spreadsheets want.
    pub(crate) fn into_file(self) -> String {
        let text = String::from_utf8(self.into_bytes()).unwrap_or_default(); // texts went in
        [BYTE_ORDER_MARK, &text].concat()
    }
}

/// The text of `="…"`, written so that a spreadsheet leaves a number alone. An
/// earlier result has an apostrophe before it.
pub(crate) fn literal(cell: &str) -> Option<&str> {
    let formula = cell.strip_prefix('\'').unwrap_or(cell);
    let inside = formula.strip_prefix("=\"")?.strip_suffix('"')?;
    (!inside.contains('"')).then_some(inside)
}

/// A cell that a spreadsheet takes for text and never for a formula: one that
/// it would run gets an apostrophe in front, and one that is only a text is it.
fn harmless(cell: &str) -> Cow<'_, str> {
    let cell = literal(cell).unwrap_or(cell);
    if would_run(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Whether a spreadsheet might take a cell for a formula: by its first sign, of
/// any width, behind blanks that some strip; or by a tab or line end, behind
/// which some begin a new cell.
fn would_run(cell: &str) -> bool {
    // Most cells begin with a letter, a digit or a Chinese character.
    let plain = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0xE4..=0xE9);
    if cell.as_bytes().first().is_none_or(plain) {
        return false;
    }
    let ends_a_cell = |c: char| matches!(c, '\t' | '\n' | '\u{B}' | '\u{C}' | '\r');
    let is_blank = |c: char| is_invisible(c) || c.is_control();
    let mut seen = cell.chars();
    let first = seen.find(|c| ends_a_cell(*c) || !is_blank(*c));
    first.is_some_and(|c| ends_a_cell(c) || "=+-@＝＋－＠﹦﹢﹣﹫".contains(c))
}

/// A heading and one row each; walks without a result say what they need.
pub(crate) fn table(entries: &[Entry<'_>], lang: Lang) -> String {
    let mut out = Cells::new(Terminator::CRLF);
    out.row(&headings(lang));
    for (number, entry) in (1..).zip(entries) {
        let label = entry
            .label
            .map_or_else(|| number.to_string(), str::to_owned);
        out.text(&label);
        out.row(&Row::of(&entry.words).cells[..OF_ALL]);
    }
    out.into_file()
}

fn headings(lang: Lang) -> Vec<&'static str> {
    match lang {
        Lang::Zh => [&["记录"], &Column::ALL.map(Column::name)[..OF_ALL]].concat(),
        Lang::En => vec![
            "record",
            "result",
            "conclusion",
            "hangs at",
            "next step",
            "ask from",
            "date certain",
            "still needed",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::{Cells, Terminator};

    fn written(cell: &str) -> String {
        let mut cells = Cells::new(Terminator::CRLF);
        cells.row(&["", cell]);
        cells.into_file()
    }

    #[test]
    fn no_cell_is_a_formula() {
        let signs = "=+-@＝＋－＠﹦﹢﹣﹫";
        let blanks = [
            "",
            " ",
            "\u{A0}",
            "\u{3000}",
            "\u{FEFF}",
            "\u{200B}",
            "\u{2060}",
            "\0",
            "\u{1B}",
            " \u{3000}\u{200B} ",
        ];
        for sign in signs.chars() {
            for blank in blanks {
                let cell = format!("{blank}{sign}1");
                assert_eq!(written(&cell), format!("\u{feff},'{cell}\r\n"), "{cell:?}");
            }
        }
        for cell in ["\tx", "\rx", "\nx", "\u{B}x", "\u{C}x", " \u{3000}\tx"] {
            assert!(written(cell).contains(&format!("'{cell}")), "{cell:?}");
        }
    }

    #[test]
    fn a_formula_that_is_only_a_text_is_the_text() {
        for (cell, text) in [("=\"210702\"", "210702"), ("=\"=1\"", "'=1"), ("=\"\"", "")] {
            assert_eq!(written(cell), format!("\u{feff},{text}\r\n"));
        }
    }

    #[test]
    fn other_cells_stay_as_they_are() {
        for cell in [
            "王小明",
            "15",
            "2026-11-20",
            "a=b",
            "—",
            "",
            " x",
            "\u{3000}姓名",
            "'=1",
        ] {
            assert_eq!(written(cell), format!("\u{feff},{cell}\r\n"));
        }
        assert_eq!(written("a,\"b\""), "\u{feff},\"a,\"\"b\"\"\"\r\n");
        assert_eq!(written("two\nlines"), "\u{feff},\"two\nlines\"\r\n");
    }
}
