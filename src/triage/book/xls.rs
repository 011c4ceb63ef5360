//! Workbooks in the older format (Excel 95 to 2003): records in a stream in a
//! compound file. Of some two hundred kinds of record those are read that hold
//! cells, and what cells need. A sheet has at most 65,536 rows, and its cells
//! may come in any order, so it is held; sparse.
//!
//! The usual crate for this panics on damaged files, goes round in circles in
//! some, and asks for memory by numbers that the file names.

mod record;
mod text;

use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Seek, SeekFrom};

use cfb::CompoundFile;
use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::cell::{Area, Cell};
use super::super::columns::SEARCHED;
use super::super::stop::{BookFault, Damage, RosterFault};
use super::format::{Formats, shows};
use super::row::{Row, broken, failed, most, too_large};
use super::{Headed, Sheet};
use record::{Numbers as _, Records, kind, of_io};
use text::{characters, code_page, shared};

/// Bytes of a file; a sheet can hardly fill it.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of the texts in all cells.
const MOST_TEXT: usize = 32 * 1024 * 1024;

/// Cells that are not empty.
const MOST_CELLS: usize = 1_500_000;

/// Opens the first sheet that is shown and has headings of people, or else other
/// headings, or else the first that holds anything.
pub(super) fn open<'a, R: Read + Seek>(
    mut file: R,
    headed: &dyn Fn(&[String]) -> Headed,
) -> Result<Sheet<'a>, RosterFault> {
    let length = file.seek(SeekFrom::End(0)).map_err(RosterFault::Io)?;
    if length > MOST_BYTES {
        return Err(too_large());
    }
    let mut compound = CompoundFile::open(file).map_err(|error| of_io(&error))?;
    if compound.exists("/EncryptedPackage") {
        return Err(RosterFault::Book(BookFault::Password)); // an XLSX with a password
    }
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| compound.is_stream(name));
    let stream = compound.open_stream(name.ok_or(broken(Damage::Package))?);
    let mut records = Records {
        stream: stream.map_err(|error| of_io(&error))?,
        data: Vec::new(),
        again: None,
    };
    let globals = Globals::read(&mut records)?;
    let (mut found, mut best) = (None, None);
    for (at, (_, start)) in globals.sheets.iter().enumerate() {
        records.seek(*start)?;
        let mut grid = Grid {
            globals: &globals,
            rows: BTreeMap::new(),
            cells: 0,
            text: 0,
        };
        let merged = grid.read(&mut records)?;
        let rows = grid.rows;
        let filled = || rows.values().filter(|row| !row.cells.is_empty());
        let of = filled()
            .take(SEARCHED)
            .map(|row| headed(&row.texts()))
            .max();
        if of > best {
            (found, best) = (Some((at, rows, merged)), of);
        }
        if best == Some(Headed::People) {
            break;
        }
    }
    let others = |read: Option<usize>| {
        let sheets = globals.sheets.iter().enumerate();
        let others = sheets.filter(|(at, _)| Some(*at) != read);
        others.map(|(_, (name, _))| name.clone()).collect()
    };
    let Some((at, rows, merged)) = found else {
        return Ok(Sheet::empty(others(None)));
    };
    let rows = rows.into_values().filter(|row| !row.cells.is_empty());
    Ok(Sheet {
        rows: Box::new(rows.map(Ok)),
        merged,
        others: others(Some(at)),
        since_1904: globals.formats.since_1904,
    })
}

/// What a workbook says before its sheets.
struct Globals {
    /// The sheets that are shown: what they are called, and where they begin.
    sheets: Vec<(String, u32)>,
    texts: Vec<String>,
    formats: Formats,
    /// The encoding of texts before Excel 97; later ones say it themselves.
    old: Option<&'static Encoding>,
}

impl Globals {
    fn read<S: Read + Seek>(records: &mut Records<S>) -> Result<Self, RosterFault> {
        let bad = || broken(Damage::Contents);
        let mut found = Self {
            sheets: Vec::new(),
            texts: Vec::new(),
            formats: Formats::default(),
            old: None,
        };
        if records.next()? != kind::BOF {
            return Err(bad());
        }
        match records.data.u16(0) {
            Some(0x0600) => {}
            Some(0x0500) => found.old = Some(WINDOWS_1252),
            _ => return Err(bad()),
        }
        let (mut codes, mut styles) = (HashMap::new(), Vec::new());
        loop {
            let kind = records.next()?;
            let data = records.data.as_slice();
            match kind {
                kind::FILE_PASS => return Err(RosterFault::Book(BookFault::Password)),
                kind::BOUND_SHEET => {
                    let start = data.u32(0).ok_or_else(bad)?;
                    let [state, sort] = data.array(4).ok_or_else(bad)?;
                    if (state & 0x3F, sort) == (0, 0) {
                        let name = found.name(data.get(6..).unwrap_or_default());
                        found.sheets.push((name.unwrap_or_default(), start));
                    }
                }
                kind::CODE_PAGE if found.old.is_some() => {
                    found.old = Some(code_page(data.u16(0).ok_or_else(bad)?));
                }
                kind::DATE_1904 => found.formats.since_1904 = data.u16(0) == Some(1),
                kind::FORMAT => {
                    let (id, code) = found.format(data).ok_or_else(bad)?;
                    codes.insert(id, shows(id, Some(&code)));
                }
                kind::XF => styles.push(data.u16(2).ok_or_else(bad)?),
                kind::SST => found.texts = shared(records)?,
                kind::EOF => break,
                _ => {}
            }
        }
        let shown = |id: u16| codes.get(&id).copied().unwrap_or_else(|| shows(id, None));
        found.formats.styles = styles.into_iter().map(shown).collect();
        Ok(found)
    }

    /// A number format, with its number.
    fn format(&self, data: &[u8]) -> Option<(u16, String)> {
        let code = match self.old {
            None => self.text(data.get(2..)?)?,
            Some(encoding) => {
                let length = usize::from(*data.get(2)?);
                let code = data.get(3..3 + length)?;
                encoding.decode_without_bom_handling(code).0.into_owned()
            }
        };
        Some((data.u16(0)?, code))
    }

    /// The name of a sheet, with its length in front.
    fn name(&self, data: &[u8]) -> Option<String> {
        let (length, name) = data.split_first()?;
        let length = usize::from(*length);
        Some(match self.old {
            None => {
                let (flags, name) = name.split_first()?;
                let wide = flags & 1 != 0;
                characters(name.get(..length << usize::from(wide))?, wide)
            }
            Some(encoding) => {
                let name = encoding.decode_without_bom_handling(name.get(..length)?);
                name.0.into_owned()
            }
        })
    }

    /// A text with its length in front.
    fn text(&self, data: &[u8]) -> Option<String> {
        let length = usize::from(data.u16(0)?);
        match self.old {
            None if length == 0 => Some(String::new()),
            None => {
                let wide = data.get(2)? & 1 != 0;
                let bytes = length << usize::from(wide);
                Some(characters(data.get(3..3 + bytes)?, wide))
            }
            Some(encoding) => {
                let text = data.get(2..2 + length)?;
                Some(encoding.decode_without_bom_handling(text).0.into_owned())
            }
        }
    }
}

/// The cells of a sheet while they come in.
struct Grid<'a> {
    globals: &'a Globals,
    rows: BTreeMap<u32, Row>,
    cells: usize,
    text: usize,
}

impl Grid<'_> {
    /// Reads a sheet; gives its merged areas.
    fn read<S: Read + Seek>(&mut self, records: &mut Records<S>) -> Result<Vec<Area>, RosterFault> {
        let bad = || broken(Damage::Sheet);
        if records.next()? != kind::BOF {
            return Err(bad());
        }
        let (mut merged, mut inside) = (Vec::new(), 0_u32);
        // Where the formula stands whose text comes next.
        let mut formula: Option<(u16, u16)> = None;
        loop {
            let kind = records.next()?;
            let data = records.data.as_slice();
            match kind {
                kind::BOF => inside += 1, // a picture of numbers, not a part of the table
                kind::EOF if inside > 0 => inside -= 1,
                kind::EOF => return Ok(merged),
                _ if inside > 0 => {}
                kind::MERGED => areas(data, &mut merged).ok_or_else(bad)?,
                kind::MUL_RK => self.many(data).ok_or_else(bad)??,
                kind::STRING => {
                    if let Some((row, column)) = formula.take() {
                        let text = self.globals.text(data).ok_or_else(bad)?;
                        self.put(row, column.into(), Cell::Text(text.into()))?;
                    }
                }
                kind::NUMBER..=kind::BOOL_ERR
                | kind::FORMULA
                | kind::R_STRING
                | kind::LABEL_SST
                | kind::RK => {
                    let (row, column, cell) = self.cell(kind, data).ok_or_else(bad)?;
                    formula = matches!(cell, Cell::Formula(_)).then_some((row, column));
                    self.put(row, column.into(), cell)?;
                }
                _ => {}
            }
            if merged.len() > most::MERGED {
                return Err(too_large());
            }
        }
    }

    fn put(&mut self, row: u16, column: u32, cell: Cell<'static>) -> Result<(), RosterFault> {
        let number = u32::from(row) + 1;
        let row = match self.rows.entry(number) {
            std::collections::btree_map::Entry::Occupied(row) => row.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => place.insert(Row::new(number)?),
        };
        let before = row.text;
        row.put(column, cell)?;
        self.text += row.text - before;
        self.cells += 1;
        if self.cells > MOST_CELLS || self.text > MOST_TEXT {
            return Err(too_large());
        }
        Ok(())
    }

    /// The cell in a record.
    fn cell(&self, kind: u16, data: &[u8]) -> Option<(u16, u16, Cell<'static>)> {
        let cell = match kind {
            kind::NUMBER => data.f64(6).map(|number| self.number(number, data.u16(4))),
            kind::RK => data
                .u32(6)
                .map(|packed| self.number(unpacked(packed), data.u16(4))),
            kind::LABEL | kind::R_STRING => {
                let text = data.get(6..).and_then(|text| self.globals.text(text));
                text.map(|text| Cell::Text(text.into()))
            }
            kind::LABEL_SST => data.u32(6).and_then(|at| {
                let text = self.globals.texts.get(at as usize)?;
                Some(Cell::Text(text.clone().into()))
            }),
            kind::BOOL_ERR => data
                .array(6)
                .map(|[value, is_fault]| flag(value, is_fault != 0)),
            kind::FORMULA => self.formula(data),
            _ => None,
        };
        Some((data.u16(0)?, data.u16(2)?, cell?))
    }

    fn number(&self, number: f64, style: Option<u16>) -> Cell<'static> {
        self.globals
            .formats
            .cell(number, style.unwrap_or_default().into())
    }

    /// What a formula came to. Its text, where it is one, stands in the next
    /// record but for a few.
    fn formula(&self, data: &[u8]) -> Option<Cell<'static>> {
        let [sort, _, value, _, _, _, 0xFF, 0xFF] = data.array(6)? else {
            return Some(self.number(data.f64(6)?, data.u16(4)));
        };
        Some(match sort {
            0 => Cell::Formula(String::new()),
            1 | 2 => flag(value, sort == 2),
            _ => Cell::EMPTY,
        })
    }

    /// Several numbers beside each other.
    fn many(&mut self, data: &[u8]) -> Option<Result<(), RosterFault>> {
        let (row, first) = (data.u16(0)?, u32::from(data.u16(2)?));
        let numbers = data.get(4..data.len().checked_sub(2)?)?;
        for (column, number) in (first..).zip(numbers.chunks_exact(6)) {
            let cell = self.number(unpacked(number.u32(2)?), number.u16(0));
            if let Err(stop) = self.put(row, column, cell) {
                return Some(Err(stop));
            }
        }
        Some(Ok(()))
    }
}

/// A number in four bytes: the upper part of one in eight, or a whole number;
/// either perhaps in hundredths.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

fn flag(value: u8, is_fault: bool) -> Cell<'static> {
    if !is_fault {
        return Cell::Flag(value != 0);
    }
    failed(match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "",
    })
}

fn areas(data: &[u8], merged: &mut Vec<Area>) -> Option<()> {
    for at in 0..usize::from(data.u16(0)?) {
        let [top, bottom, left, right] = [0, 2, 4, 6].map(|part| data.u16(2 + 8 * at + part));
        merged.push(Area {
            rows: (u32::from(top?) + 1, u32::from(bottom?) + 1),
            columns: (left?.into(), right?.into()),
        });
    }
    Some(())
}
