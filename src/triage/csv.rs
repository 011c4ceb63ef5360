//! A roster written as CSV: UTF-8 with a byte order mark, so that spreadsheets
//! read it, and no cell that a spreadsheet would run as a formula.

use std::io::Write;

use super::cell::{Cell, Line};
use super::row::{HEADINGS, Verdict};
use super::run::{Page, Sink, Stop};

/// Writes CSV.
#[derive(Debug)]
pub struct CsvSink<W> {
    out: W,
    begun: bool,
}

/// Some rows as CSV.
#[derive(Debug, Default)]
pub struct CsvPage(Vec<u8>);

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

impl<W: Write + Send> Sink for CsvSink<W> {
    type Page = CsvPage;

    fn take(&mut self, page: CsvPage) -> Result<(), Stop> {
        if !self.begun {
            self.out.write_all(b"\xEF\xBB\xBF")?;
            self.begun = true;
        }
        self.out.write_all(&page.0)?;
        Ok(())
    }
}

impl Page for CsvPage {
    fn above(&mut self, cells: &[Cell<'_>]) {
        self.cells(cells);
        self.end();
    }

    fn headings(&mut self, headings: &[String]) {
        for heading in headings {
            self.field(heading);
        }
        for heading in HEADINGS {
            self.field(heading);
        }
        self.end();
    }

    fn row(&mut self, line: &Line<'_>, verdict: &Verdict, width: usize) {
        let own = line.cells.len().min(width);
        let (own, surplus) = line.cells.split_at(own);
        self.cells(own);
        for _ in own.len()..width {
            self.field("");
        }
        for cell in &verdict.cells {
            self.field(cell);
        }
        // Cells beyond the headings are kept, behind what was added.
        if surplus.iter().any(|cell| !cell.is_empty()) {
            self.cells(surplus);
        }
        self.end();
    }
}

impl CsvPage {
    fn cells(&mut self, cells: &[Cell<'_>]) {
        for cell in cells {
            match cell {
                // Of a spreadsheet's own numbers none can be a formula.
                Cell::Number(number) => self.plain(&number.to_string()),
                cell => self.field(&cell.text()),
            }
        }
    }

    /// A cell with the comma behind it.
    fn field(&mut self, text: &str) {
        let apostrophe = would_run(text);
        let special = |byte: &u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
        if !apostrophe && !text.as_bytes().iter().any(special) {
            return self.plain(text);
        }
        self.0.push(b'"');
        if apostrophe {
            self.0.push(b'\'');
        }
        let mut parts = text.split('"');
        self.0.extend(parts.next().unwrap_or_default().as_bytes());
        for part in parts {
            self.0.extend(b"\"\"");
            self.0.extend(part.as_bytes());
        }
        self.0.extend(b"\",");
    }

    fn plain(&mut self, text: &str) {
        self.0.extend(text.as_bytes());
        self.0.push(b',');
    }

    fn end(&mut self) {
        if self.0.last() == Some(&b',') {
            self.0.pop();
        }
        self.0.push(b'\n');
    }
}

/// Whether a spreadsheet would take a cell for a formula. A plain negative
/// number is none.
fn would_run(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'=' | b'+' | b'@' | b'\t' | b'\r') => true,
        Some(b'-') => !is_number(text.trim_start_matches('-')) || text.starts_with("--"),
        _ => false,
    }
}

/// Digits, perhaps with a point in them.
fn is_number(text: &str) -> bool {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(rest)
}
