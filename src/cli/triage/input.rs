//! Opening a roster: what kind of file it is shows in its first bytes, not in
//! its name.

use std::io::{self, Cursor, IsTerminal as _, Read, Seek, SeekFrom};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use super::Done;
use super::output::Output;
use crate::cli::args;
use crate::cli::failure::Failure;
use crate::cli::input::not_special;
use crate::cli::output::spares;
use crate::file;
use crate::lang::Lang;
use crate::triage::columns::Mapping;
use crate::triage::records::CsvRoster;
use crate::triage::run::{self, RosterSink};
use crate::triage::stop::{BookFault, RosterFault};
use crate::triage::value::CellReader;

/// No class list has more bytes.
const LARGEST_BOOK: u64 = 256 * 1024 * 1024;

/// So many bytes of a workbook that comes through a pipe are held in memory,
/// more in a nameless file.
const HELD: usize = 32 * 1024 * 1024;

/// From so many bytes on a progress bar is worth its line.
const LONG: u64 = 16 * 1024 * 1024;

/// So many bytes tell what kind of file it is.
const HEAD: u64 = 128;

/// The first bytes of files that hold a table, and of web pages that call
/// themselves one.
const XLSX: &[u8] = b"PK\x03\x04";
const XLS: &[u8] = b"\xD0\xCF\x11\xE0";
/// A zip file of `OpenDocument` says so in its first part, which is not packed.
const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument";
const FIRST_NAME: usize = 30;
const MARKUP: [&[u8]; 4] = [b"<html", b"<!doctype", b"<table", b"<?xml"];

/// A roster to be read.
pub(super) enum Input {
    /// A table as text.
    Text(Box<dyn Read + Send>),
    /// A workbook.
    Book(Box<dyn ReadSeek>),
    /// A file that holds no table which can be read.
    Refused(RosterFault),
}

/// What a workbook is read from.
pub(super) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Input {
    /// Opens a roster; `-` is standard input.
    pub(crate) fn open(roster: &Path, output: &Output) -> Result<Self, Failure> {
        let Some(path) = args::file(roster) else {
            return Self::stdin().map_err(Failure::from);
        };
        spares(Some(path), output.path())?;
        not_special(path)?;
        Self::file(path, output).map_err(|error| Failure::not_opened(path, &error))
    }

    fn stdin() -> io::Result<Self> {
        let mut head = Vec::new();
        io::stdin().lock().take(HEAD).read_to_end(&mut head)?;
        let whole = Cursor::new(head.clone()).chain(io::stdin());
        match kind(&head) {
            Ok(Kind::Text) => Ok(Self::Text(Box::new(whole))),
            Ok(Kind::Book) => spooled(whole),
            Err(fault) => Ok(Self::Refused(fault)),
        }
    }

    fn file(path: &Path, output: &Output) -> io::Result<Self> {
        let mut file = file::open(path)?;
        let mut head = Vec::new();
        file.by_ref().take(HEAD).read_to_end(&mut head)?;
        let kind = kind(&head);
        file.seek(SeekFrom::Start(0))?;
        let bar = bar(file.metadata()?.len(), output);
        Ok(match kind {
            Ok(Kind::Text) => Self::Text(Box::new(bar.wrap_read(file))),
            Ok(Kind::Book) => Self::Book(Box::new(io::BufReader::new(file))),
            Err(fault) => Self::Refused(fault),
        })
    }

    /// Judges the roster into `sink`; also tells which sheets were not looked at.
    pub(crate) fn judge(
        self,
        sink: &mut impl RosterSink,
        reader: CellReader<'_>,
        lang: Lang,
        maps: &[Mapping],
    ) -> Result<Done, RosterFault> {
        let mut other_sheets = Vec::new();
        let done = match self {
            Self::Text(input) => {
                let is_headed = |row: &[String]| is_headed(row, reader);
                let mut roster = CsvRoster::headed(input, &is_headed);
                run::run(&mut roster, sink, reader, lang, maps)?
            }
            Self::Book(input) => {
                let mut book = book(input, reader)?;
                other_sheets = std::mem::take(&mut book.other_sheets);
                run::run(&mut book, sink, reader, lang, maps)?
            }
            Self::Refused(fault) => return Err(fault),
        };
        Ok(Done { done, other_sheets })
    }
}

/// Whether a row has two headings that are known.
fn is_headed(row: &[String], reader: CellReader<'_>) -> bool {
    let known = |text: &&String| reader.words.role(text).is_some();
    row.iter().filter(known).take(2).count() == 2
}

/// Known columns from which on a sheet is of people, whatever heads their names.
#[cfg(feature = "xlsx")]
const MANY_COLUMNS: usize = 5;

#[cfg(feature = "xlsx")]
fn book(
    mut input: Box<dyn ReadSeek>,
    reader: CellReader<'_>,
) -> Result<crate::triage::book::Book<'static>, RosterFault> {
    use crate::triage::book::{Book, Headed};
    if input.seek(SeekFrom::End(0))? >= LARGEST_BOOK {
        return Err(RosterFault::Book(BookFault::TooLarge));
    }
    input.rewind()?;
    let known = |row: &[String]| {
        let known = row.iter().filter(|text| reader.words.role(text).is_some());
        known.count()
    };
    Book::open(input, &|row| match is_headed(row, reader) {
        false => Headed::Not,
        true if row.iter().any(|text| reader.is_personal(text)) || known(row) >= MANY_COLUMNS => {
            Headed::People
        }
        true => Headed::Things,
    })
}

#[cfg(not(feature = "xlsx"))]
fn book(_: Box<dyn ReadSeek>, _: CellReader<'_>) -> Result<NoBook, RosterFault> {
    Err(RosterFault::Book(BookFault::NotBuilt))
}

/// Stands for a workbook in a program that reads none.
#[cfg(not(feature = "xlsx"))]
struct NoBook {
    other_sheets: Vec<String>,
}

#[cfg(not(feature = "xlsx"))]
impl run::RosterSource for NoBook {
    type Batch = crate::triage::records::Rows;

    fn next(&mut self) -> Result<Option<Self::Batch>, RosterFault> {
        Ok(None)
    }
}

/// A workbook that cannot be read from any place of its own.
fn spooled(input: impl Read) -> io::Result<Input> {
    let mut spool = tempfile::spooled_tempfile(HELD);
    io::copy(&mut input.take(LARGEST_BOOK), &mut spool)?;
    Ok(Input::Book(Box::new(io::BufReader::new(spool))))
}

enum Kind {
    Text,
    Book,
}

/// What begins so; of a web page and anything else that only looks like a
/// table, why it is not read.
fn kind(head: &[u8]) -> Result<Kind, RosterFault> {
    let first = head.get(FIRST_NAME..).unwrap_or_default();
    if head.starts_with(XLSX) && first.starts_with(OPEN_DOCUMENT) {
        return Err(RosterFault::Book(BookFault::OpenDocument));
    }
    if head.starts_with(XLSX) || head.starts_with(XLS) {
        return Ok(Kind::Book);
    }
    let text = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let text = text.to_ascii_lowercase();
    if MARKUP.iter().any(|start| text.starts_with(start)) || text.starts_with(b"%pdf") {
        Err(RosterFault::NotATable)
    } else {
        Ok(Kind::Text)
    }
}

/// A bar on standard error while a long roster is read; none where it would
/// run into the data on the same terminal.
fn bar(length: u64, output: &Output) -> ProgressBar {
    let mixed = matches!(output, Output::Stdout) && io::stdout().is_terminal();
    if length < LONG || mixed {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {percent:>3}%  {bytes}/{total_bytes}  {eta}");
    let bar = ProgressBar::new(length).with_finish(indicatif::ProgressFinish::AndClear);
    style.map_or(ProgressBar::hidden(), |style| {
        bar.with_style(style.progress_chars("#. "))
    })
}
