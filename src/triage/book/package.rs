//! The zip file that an XLSX is. Its parts are unpacked while they are read,
//! never as a whole, and never further than the bounds say.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::CompressionMethod;
use zip::read::{Config, ZipReadOptions};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::super::stop::{BookFault, Damage, RosterFault};
use super::row::{broken, most, too_large};

/// Parts of a package; pictures are some.
const MOST_PARTS: usize = 10_000;

/// Bytes that a part unpacks to: a sheet or its texts, and any other.
const MOST_UNPACKED: u64 = 3 * 1024 * 1024 * 1024;
const MOST_BESIDE: u64 = 32 * 1024 * 1024;

/// And for each packed byte, beyond the first few. Sheets have a number of
/// their own in every row and stay far below.
const FOR_EACH: u64 = 100;
const AT_FIRST: u64 = 4 * 1024 * 1024;

/// Bytes of a tag, or of the text between two.
const LONGEST_PIECE: usize = 1024 * 1024;

/// How deep elements lie in each other.
const DEEPEST: usize = 100;

/// A package with the place of each part that is XML.
pub(super) struct Package<R> {
    file: R,
    parts: HashMap<String, Place>,
}

/// Where in the package a part lies.
#[derive(Clone, Copy)]
struct Place {
    start: u64,
    packed: u64,
    deflated: bool,
    sum: u32,
}

impl<R: Read + Seek> Package<R> {
    pub(crate) fn open(mut file: R) -> Result<Self, RosterFault> {
        let mut archive = ZipIterable::try_new(&mut file, Config::default()).map_err(of_zip)?;
        if archive.len() > MOST_PARTS {
            return Err(too_large());
        }
        let files = archive.files().map_err(of_zip)?;
        let mut parts = HashMap::new();
        while let Some(entry) = files.next() {
            let entry = entry.map_err(of_zip)?;
            let name = normal(&entry.name().map_err(of_zip)?);
            let ending = name.rsplit('.').next();
            if !matches!(ending, Some("xml" | "rels")) {
                continue; // a picture or the like
            }
            let place = Place {
                start: 0,
                packed: entry.compressed_size(),
                deflated: entry.compression() == CompressionMethod::Deflated,
                sum: entry.crc32(),
            };
            let part = entry.with_reader(files.reader_mut(), ZipReadOptions::default());
            let start = part.map_err(of_zip)?.data_start();
            let start = start.ok_or(broken(Damage::Package))?;
            parts.entry(name).or_insert(Place { start, ..place });
        }
        Ok(Self { file, parts })
    }

    /// Whether there is such a part.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// Reads a part.
    pub(crate) fn part(&mut self, name: &str, spot: Damage) -> Result<Part<&mut R>, RosterFault> {
        let place = self.place(name, spot)?;
        Part::open(&mut self.file, place, spot)
    }

    /// Reads the last part.
    pub(crate) fn last(self, name: &str, spot: Damage) -> Result<Part<R>, RosterFault> {
        let place = self.place(name, spot)?;
        Part::open(self.file, place, spot)
    }

    fn place(&self, name: &str, spot: Damage) -> Result<Place, RosterFault> {
        let place = self.parts.get(&normal(name));
        place.copied().ok_or(broken(spot))
    }
}

/// Names of parts as they are compared: some programs write `\` for `/`.
fn normal(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    name.trim_start_matches('/').to_owned()
}

fn of_zip(error: ZipError) -> RosterFault {
    match error {
        ZipError::Io(error) => of_io(&error, Damage::Package),
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            RosterFault::Book(BookFault::Password)
        }
        _ => broken(Damage::Package),
    }
}

/// A fault of the file as such, or of what stands in it.
fn of_io(error: &io::Error, spot: Damage) -> RosterFault {
    match error.kind() {
        io::ErrorKind::FileTooLarge => too_large(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            broken(spot)
        }
        kind => RosterFault::Io(kind.into()),
    }
}

/// A part while it is unpacked.
pub(super) struct Part<R> {
    input: BufReader<Unpacked<R>>,
    spot: Damage,
}

impl<R: Read + Seek> Part<R> {
    fn open(mut file: R, place: Place, spot: Damage) -> Result<Self, RosterFault> {
        let start = SeekFrom::Start(place.start);
        file.seek(start).map_err(|error| of_io(&error, spot))?;
        let packed = BufReader::new(file.take(place.packed));
        let packed = if place.deflated {
            Packed::Deflated(DeflateDecoder::new(packed))
        } else {
            Packed::Stored(packed)
        };
        let left = FOR_EACH
            .saturating_mul(place.packed)
            .saturating_add(AT_FIRST);
        let most = match spot {
            Damage::Sheet | Damage::Texts => MOST_UNPACKED,
            _ => MOST_BESIDE,
        };
        let unpacked = Unpacked {
            packed,
            sum: Crc::new(),
            expected: place.sum,
            left: left.min(most),
            piece: LONGEST_PIECE,
        };
        let input = BufReader::with_capacity(64 * 1024, unpacked);
        Ok(Self { input, spot })
    }
}

impl<R: Read> Part<R> {
    /// Reads up to and with the next `>` into `piece`; false at the end.
    pub(crate) fn piece(&mut self, piece: &mut Vec<u8>) -> Result<bool, RosterFault> {
        piece.clear();
        self.input.get_mut().piece = LONGEST_PIECE;
        let read = self.input.read_until(b'>', piece);
        let read = read.map_err(|error| of_io(&error, self.spot))?;
        Ok(read > 0)
    }

    pub(crate) fn xml(self) -> Xml<R> {
        let mut reader = quick_xml::Reader::from_reader(self.input);
        reader.config_mut().expand_empty_elements = true;
        Xml {
            reader,
            buffer: Vec::new(),
            depth: 0,
            spot: self.spot,
        }
    }
}

/// Bytes that are counted, and held against the sum of them that the package
/// gives.
struct Unpacked<R> {
    packed: Packed<R>,
    sum: Crc,
    expected: u32,
    /// Bytes that may still come: of the part, and of the piece at hand.
    left: u64,
    piece: usize,
}

enum Packed<R> {
    Stored(BufReader<Take<R>>),
    Deflated(DeflateDecoder<BufReader<Take<R>>>),
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 || self.piece == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = match &mut self.packed {
            Packed::Stored(input) => input.read(buffer)?,
            Packed::Deflated(input) => input.read(buffer)?,
        };
        self.sum.update(buffer.get(..read).unwrap_or_default());
        if read == 0 && !buffer.is_empty() && self.sum.sum() != self.expected {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.left = self.left.saturating_sub(read as u64);
        self.piece = self.piece.saturating_sub(read);
        Ok(read)
    }
}

/// A part as XML, tag by tag.
pub(super) struct Xml<R> {
    reader: quick_xml::Reader<BufReader<Unpacked<R>>>,
    buffer: Vec<u8>,
    depth: usize,
    spot: Damage,
}

impl<R: Read> Xml<R> {
    /// The next tag or text. An empty element is its start and its end.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, RosterFault> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().piece = LONGEST_PIECE;
        let spot = self.spot;
        let event = self.reader.read_event_into(&mut self.buffer);
        let event = event.map_err(|error| match error {
            quick_xml::Error::Io(error) => of_io(&error, spot),
            _ => broken(spot),
        })?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(broken(spot)), // cut off
            _ => {}
        }
        if self.depth > DEEPEST {
            return Err(broken(spot));
        }
        Ok(event)
    }

    /// The text of the element that was just begun, up to its end. With `only`
    /// that of the elements of this name, but for what says how to pronounce it.
    pub(crate) fn text(&mut self, only: Option<&str>) -> Result<String, RosterFault> {
        let (outside, spot) = (self.depth - 1, self.spot);
        let mut text = String::new();
        let (mut wanted, mut kept, mut spoken) = (only.is_none(), false, 0);
        let mut from = 0;
        while self.depth > outside {
            match self.next()? {
                Event::Start(tag) => {
                    spoken += usize::from(is(&tag, "rPh"));
                    if only.is_some_and(|name| is(&tag, name)) && spoken == 0 {
                        (wanted, from) = (true, text.len());
                        kept = attribute(&tag, "space").is_some_and(|space| space == "preserve");
                    }
                }
                Event::End(tag) => {
                    let name = tag.local_name();
                    spoken -= usize::from(name.as_ref() == "rPh").min(spoken);
                    if only.is_some_and(|only| name.as_ref() == only) && wanted {
                        wanted = false;
                        if !kept {
                            trim(&mut text, from);
                        }
                    }
                }
                Event::Text(part) if wanted => text.push_str(&part.xml10_content()),
                Event::CData(part) if wanted => text.push_str(&part.xml10_content()),
                Event::GeneralRef(part) if wanted => {
                    let char = part.resolve_char_ref().map_err(|_| broken(spot))?;
                    match (char, resolve_predefined_entity(&part)) {
                        (Some(char), _) => text.push(char),
                        (None, Some(named)) => text.push_str(named),
                        (None, None) => return Err(broken(spot)),
                    }
                }
                _ => {}
            }
            if text.len() > most::CELL_TEXT {
                return Err(too_large());
            }
        }
        Ok(unescaped(text))
    }
}

/// Blanks at the ends belong to a text only where it says so.
fn trim(text: &mut String, from: usize) {
    let blank = [' ', '\t', '\r', '\n'];
    let part = text.split_off(from);
    text.push_str(part.trim_matches(blank));
}

/// Takes `_x000D_` for the character that it stands for.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let unit = |text: &str| -> Option<u16> {
        let (digits, end) = text.strip_prefix("_x")?.split_at_checked(4)?;
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit()) && end.starts_with('_');
        hex.then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let (mut units, mut rest) = (Vec::with_capacity(text.len()), text.as_str());
    while let Some(c) = rest.chars().next() {
        let length = if let Some(unit) = unit(rest) {
            units.push(unit);
            "_x000D_".len()
        } else {
            units.extend(c.encode_utf16(&mut [0; 2]).iter());
            c.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    String::from_utf16_lossy(&units)
}

/// Whether an element is called so, whatever its prefix.
pub(super) fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// An attribute of an element, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut named = attributes.filter(|found| found.key.local_name().as_ref() == name);
    let value = named.next()?.normalized_value(XmlVersion::Explicit1_0);
    Some(value.ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_become_what_they_stand_for() {
        for (text, expected) in [
            ("a_x000D_\n", "a\r\n"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "\u{1F4F7}"),
            ("_xD83D_x", "\u{FFFD}x"),
            ("_x00_ _xABCG_ _x12焊_", "_x00_ _xABCG_ _x12焊_"),
        ] {
            assert_eq!(unescaped(text.to_owned()), expected);
        }
    }
}
