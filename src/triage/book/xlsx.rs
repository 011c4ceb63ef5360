//! Workbooks in the format of Excel 2007 and later: rows as they come out of
//! the package, one at a time.
//!
//! The usual crate for this holds a sheet as a whole, and asks for memory by
//! numbers that the file names; where there is none, the program is aborted,
//! and that cannot be caught.

use std::collections::HashMap;
use std::io::{Read, Seek};
use std::sync::Arc;

use quick_xml::events::Event;

use super::super::cell::{Area, Cell};
use super::super::columns::SEARCHED;
use super::super::stop::{Damage, RosterFault};
use super::format::{Formats, Shows, shows};
use super::merged::{area, position};
use super::package::{Package, Part, Xml, attribute, is};
use super::row::{Row, broken, failed, most, too_large};
use super::{Headed, Sheet};

/// Bytes of all texts that cells share, and how many they are.
const MOST_SHARED: usize = 100 * 1024 * 1024;
const MOST_TEXTS: usize = 10_000_000;

/// Styles; spreadsheets stop at 64,000.
const MOST_STYLES: usize = 100_000;

/// Opens the first sheet that is shown and has headings of people, or else other
/// headings, or else the first that holds anything.
pub(super) fn open<'a, R: Read + Seek + Send + 'a>(
    file: R,
    headed: &dyn Fn(&[String]) -> Headed,
) -> Result<Sheet<'a>, RosterFault> {
    let mut package = Package::open(file)?;
    let contents = Contents::read(&mut package)?;
    let shared = Arc::new(Shared {
        texts: Texts::read(&mut package, contents.texts.as_deref())?,
        formats: Formats {
            styles: styles(&mut package, contents.styles.as_deref())?,
            since_1904: contents.since_1904,
        },
    });
    let mut found = None;
    for (at, (_, path)) in contents.sheets.iter().enumerate() {
        let sheet = package.part(path, Damage::Sheet)?;
        let mut best = None;
        for row in Rows::new(sheet, Arc::clone(&shared)).take(SEARCHED) {
            let of = row.map_or(Headed::People, |row| headed(&row.texts())); // damage is told below
            best = best.max(Some(of));
            if of == Headed::People {
                break;
            }
        }
        if best > found.map(|(best, _)| best) {
            found = best.map(|best| (best, at));
        }
        if best == Some(Headed::People) {
            break;
        }
    }
    let found = found.map(|(_, at)| at);
    let sheets = contents.sheets.into_iter().enumerate();
    let (found, others): (Vec<_>, Vec<_>) = sheets.partition(|(at, _)| Some(*at) == found);
    let others = others.into_iter().map(|(_, (name, _))| name).collect();
    if let Some((_, (_, path))) = found.into_iter().next() {
        let merged = merged(package.part(&path, Damage::Sheet)?)?;
        let rows = Rows::new(package.last(&path, Damage::Sheet)?, shared);
        return Ok(Sheet {
            rows: Box::new(rows),
            merged,
            others,
            since_1904: contents.since_1904,
        });
    }
    Ok(Sheet::empty(others))
}

/// What the first pages of a workbook say.
#[derive(Default)]
struct Contents {
    /// The sheets that are shown: what they are called, and their parts.
    sheets: Vec<(String, String)>,
    /// The parts of the texts that cells share, and of the styles.
    texts: Option<String>,
    styles: Option<String>,
    since_1904: bool,
}

impl Contents {
    fn read<R: Read + Seek>(package: &mut Package<R>) -> Result<Self, RosterFault> {
        let spot = Damage::Contents;
        let first = relations(package, "", "_rels/.rels")?;
        let book = first_of(&first, "officeDocument").ok_or(broken(spot))?;
        let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
        let beside = relations(package, folder, &format!("{folder}/_rels/{name}.rels"))?;
        let mut contents = Self {
            texts: first_of(&beside, "sharedStrings").filter(|path| package.has(path)),
            styles: first_of(&beside, "styles").filter(|path| package.has(path)),
            ..Self::default()
        };
        let mut xml = package.part(&book, spot)?.xml();
        loop {
            match xml.next()? {
                Event::Start(tag) if is(&tag, "sheet") => {
                    let state = attribute(&tag, "state");
                    let part = attribute(&tag, "id").and_then(|id| beside.get(&id));
                    let part = part.ok_or(broken(spot))?;
                    if part.kind == "worksheet" && state.is_none_or(|state| state == "visible") {
                        let name = attribute(&tag, "name").unwrap_or_default();
                        contents.sheets.push((name, part.path.clone()));
                    }
                }
                Event::Start(tag) if is(&tag, "workbookPr") => {
                    let from = attribute(&tag, "date1904");
                    contents.since_1904 |= from.is_some_and(|from| from == "1" || from == "true");
                }
                Event::Eof => return Ok(contents),
                _ => {}
            }
        }
    }
}

/// A part that another one names.
struct Related {
    /// Which it is in the file.
    number: usize,
    /// The last word of what it is called.
    kind: String,
    path: String,
}

/// The path of the first part of a kind.
fn first_of(parts: &HashMap<String, Related>, kind: &str) -> Option<String> {
    let parts = parts.values().filter(|part| part.kind == kind);
    let first = parts.min_by_key(|part| part.number);
    first.map(|part| part.path.clone())
}

/// The parts named by one of `folder`, by their ids.
fn relations<R: Read + Seek>(
    package: &mut Package<R>,
    folder: &str,
    path: &str,
) -> Result<HashMap<String, Related>, RosterFault> {
    let mut xml = package.part(path, Damage::Contents)?.xml();
    let mut found = HashMap::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if is(&tag, "Relationship") => {
                let text = |name| attribute(&tag, name).unwrap_or_default();
                let (id, kind, target) = (text("Id"), text("Type"), text("Target"));
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let path = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("{folder}/{target}"),
                };
                let number = found.len();
                found.entry(id).or_insert(Related { number, kind, path });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// What the styles show.
fn styles<R: Read + Seek>(
    package: &mut Package<R>,
    path: Option<&str>,
) -> Result<Vec<Shows>, RosterFault> {
    let (mut codes, mut styles) = (HashMap::new(), Vec::new());
    let Some(path) = path else { return Ok(styles) };
    let mut xml = package.part(path, Damage::Styles)?.xml();
    let mut of_cells = false;
    loop {
        match xml.next()? {
            Event::Start(tag) if is(&tag, "numFmt") => {
                let id = attribute(&tag, "numFmtId").unwrap_or_default();
                let code = attribute(&tag, "formatCode");
                codes.insert(id, shows(0, code.as_deref()));
            }
            Event::Start(tag) if is(&tag, "cellXfs") => of_cells = true,
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => of_cells = false,
            Event::Start(tag) if is(&tag, "xf") && of_cells => {
                let id = attribute(&tag, "numFmtId").unwrap_or_default();
                let own = codes.get(&id).copied();
                styles.push(own.unwrap_or_else(|| shows(id.parse().unwrap_or_default(), None)));
            }
            Event::Eof => return Ok(styles),
            _ => {}
        }
        if codes.len().max(styles.len()) > MOST_STYLES {
            return Err(too_large());
        }
    }
}

/// The texts that cells share, one behind the other.
#[derive(Default)]
struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Texts {
    fn read<R: Read + Seek>(
        package: &mut Package<R>,
        path: Option<&str>,
    ) -> Result<Self, RosterFault> {
        let mut texts = Self::default();
        let Some(path) = path else { return Ok(texts) };
        let mut xml = package.part(path, Damage::Texts)?.xml();
        loop {
            let is_text = match xml.next()? {
                Event::Start(tag) => is(&tag, "si"),
                Event::Eof => return Ok(texts),
                _ => false,
            };
            if is_text {
                texts.all.push_str(&xml.text(Some("t"))?);
                let end = u32::try_from(texts.all.len()).map_err(|_| too_large())?;
                texts.ends.push(end);
            }
            if texts.all.len() > MOST_SHARED || texts.ends.len() > MOST_TEXTS {
                return Err(too_large());
            }
        }
    }

    fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let before = at.checked_sub(1).and_then(|at| self.ends.get(at));
        self.all.get(before.map_or(0, |end| *end as usize)..end)
    }
}

/// What all sheets share.
struct Shared {
    texts: Texts,
    formats: Formats,
}

/// The rows of a sheet that hold anything, from top to bottom.
struct Rows<R> {
    xml: Xml<R>,
    shared: Arc<Shared>,
    /// Number of the last row begun.
    last: u32,
}

impl<R: Read> Rows<R> {
    fn new(part: Part<R>, shared: Arc<Shared>) -> Self {
        Self {
            xml: part.xml(),
            shared,
            last: 0,
        }
    }

    fn row(&mut self) -> Result<Option<Row>, RosterFault> {
        loop {
            let number = match self.xml.next()? {
                Event::Start(tag) if is(&tag, "row") => match attribute(&tag, "r") {
                    Some(number) => number.parse().map_err(|_| broken(Damage::Sheet))?,
                    None => self.last.saturating_add(1),
                },
                Event::Eof => return Ok(None),
                _ => continue,
            };
            if number <= self.last {
                return Err(broken(Damage::Sheet)); // rows come in order
            }
            self.last = number;
            let row = self.cells(Row::new(number)?)?;
            if !row.cells.is_empty() {
                return Ok(Some(row));
            }
        }
    }

    fn cells(&mut self, mut row: Row) -> Result<Row, RosterFault> {
        let mut next = 0;
        loop {
            match self.xml.next()? {
                Event::Start(tag) if is(&tag, "c") => {
                    let (mut place, mut style, mut kind) = (None, 0, CellType::Number);
                    for found in tag.attributes().with_checks(false).flatten() {
                        match found.key.as_ref() {
                            "r" => {
                                place = Some(position(&found.value).ok_or(broken(Damage::Sheet))?);
                            }
                            "s" => style = found.value.parse().unwrap_or_default(),
                            "t" => kind = CellType::of(&found.value),
                            _ => {}
                        }
                    }
                    let column = place.map_or(next, |(_, column)| column);
                    next = column.saturating_add(1);
                    let cell = self.cell(kind, style)?;
                    row.put(column, cell)?;
                }
                Event::End(tag) if tag.local_name().as_ref() == "row" => return Ok(row),
                _ => {}
            }
        }
    }

    /// Reads a cell to its end.
    fn cell(&mut self, kind: CellType, style: usize) -> Result<Cell<'static>, RosterFault> {
        let (mut value, mut formula) = (None::<String>, None);
        loop {
            let tag = match self.xml.next()? {
                Event::Start(tag) => tag,
                Event::End(tag) if tag.local_name().as_ref() == "c" => break,
                _ => continue,
            };
            match tag.local_name().as_ref() {
                "v" if kind != CellType::Inline => value = Some(self.xml.text(None)?),
                "is" => value = Some(self.xml.text(Some("t"))?),
                "f" => formula = Some(self.xml.text(None)?),
                _ => drop(self.xml.text(None)?),
            }
        }
        self.read(kind, style, &value.unwrap_or_default(), formula)
    }

    fn read(
        &self,
        kind: CellType,
        style: usize,
        value: &str,
        formula: Option<String>,
    ) -> Result<Cell<'static>, RosterFault> {
        let text = |text: &str| Cell::Text(text.to_owned().into());
        Ok(match kind {
            CellType::Text | CellType::Inline => text(value), // also where a formula came to nothing
            _ if value.is_empty() => formula.map_or(Cell::EMPTY, Cell::Formula),
            CellType::Shared => {
                let at = value.trim().parse().ok();
                let shared = at.and_then(|at| self.shared.texts.get(at));
                text(shared.ok_or(broken(Damage::Sheet))?)
            }
            CellType::Flag => Cell::Flag(matches!(value.trim(), "1" | "true")),
            CellType::Failed => failed(value.trim()),
            CellType::Number => match value.trim().parse() {
                Ok(number) => self.shared.formats.cell(number, style),
                Err(_) => text(value),
            },
        })
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Row, RosterFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.row().transpose()
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellType {
    Number,
    Text,
    Inline,
    Shared,
    Flag,
    Failed,
}

impl CellType {
    fn of(name: &str) -> Self {
        match name {
            "s" => Self::Shared,
            "str" | "d" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Flag,
            "e" => Self::Failed,
            _ => Self::Number,
        }
    }
}

/// The merged areas of a sheet, which stand behind its rows. This looks at all
/// of the sheet once, so that a damaged one is known before any row is judged.
fn merged<R: Read>(mut part: Part<R>) -> Result<Vec<Area>, RosterFault> {
    let (mut piece, mut areas) = (Vec::new(), Vec::new());
    let mut behind = false;
    while part.piece(&mut piece)? {
        if !behind {
            let start = piece.iter().rposition(|byte| *byte == b'<');
            let tag = start.and_then(|at| piece.get(at..)).unwrap_or_default();
            behind = tag.starts_with(b"</") && tag.ends_with(b"sheetData>");
            continue;
        }
        let tag = std::str::from_utf8(&piece).unwrap_or_default();
        let Some((_, tag)) = tag.split_once("mergeCell ") else {
            continue;
        };
        let named = tag.split_once("ref=").and_then(|(_, value)| {
            let quote = value.chars().next()?;
            value.get(1..)?.split(quote).next()
        });
        areas.push(named.and_then(area).ok_or(broken(Damage::Sheet))?);
        if areas.len() > most::MERGED {
            return Err(too_large());
        }
    }
    Ok(areas)
}
