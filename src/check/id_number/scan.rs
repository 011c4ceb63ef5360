//! Reading the text character by character: what is kept, what is harmless,
//! what is wrong, and where each stood.

use std::iter::{self, Peekable};

use super::findings::{Detail, FindingKind, Findings};
use crate::check::invisible::{is_invisible, narrow};

/// Stands in [`Scan::kept`] for a character that is no digit and no X.
const UNKNOWN: u8 = b'?';

/// The result of reading a text.
pub(crate) struct Scan<'a> {
    /// The first 18 characters that are neither blank nor separator.
    pub(crate) kept: [u8; 18],
    places: [usize; 18],
    /// How many such characters there are in all.
    pub(crate) count: usize,
    /// How many characters are wrong.
    pub(crate) wrong: usize,
    /// Findings so far: harmless ones and wrong characters.
    pub(crate) findings: &'a mut Findings,
    /// Whether the text is a number as a spreadsheet shows it: 1.10101E+17.
    pub(crate) scientific: bool,
    /// An X or what looks like one, of which the place is right only if it
    /// turns out to be the last.
    open_x: Option<(usize, char)>,
    /// Place of the last digit or X.
    last_digit: usize,
}

impl Scan<'_> {
    /// Where the kept character with this index stood, counted from 1.
    pub(crate) fn place(&self, index: usize) -> Option<usize> {
        let place = self.places.get(index).copied();
        place.filter(|_| index < self.count)
    }

    /// The 15 digits of an old number.
    pub(crate) fn fifteen(&self) -> Option<[u8; 15]> {
        let digits: [u8; 15] = self.kept[..15].try_into().ok()?;
        let all = digits.iter().all(u8::is_ascii_digit);
        (self.count == 15 && self.wrong == 0 && all).then_some(digits)
    }

    #[inline]
    fn keep(&mut self, byte: u8, at: usize) {
        if let Some((place, found)) = self.open_x.take() {
            self.wrong_x(place, found);
        }
        if let (Some(kept), Some(place)) = (
            self.kept.get_mut(self.count),
            self.places.get_mut(self.count),
        ) {
            (*kept, *place) = (byte, at);
        }
        self.count += 1;
    }

    /// An X that is not in the last place.
    fn wrong_x(&mut self, at: usize, found: char) {
        if let Some(kept) = self.kept.get_mut(self.count - 1) {
            *kept = UNKNOWN;
        }
        self.wrong_char(at, found, None);
    }

    fn wrong_char(&mut self, at: usize, found: char, meant: Option<char>) {
        self.wrong += 1;
        self.note(FindingKind::Char, at, found, meant);
    }

    fn note(&mut self, kind: FindingKind, at: usize, found: char, meant: Option<char>) {
        let detail = Detail::Char { found, meant };
        self.findings.push(kind, Some(at), detail);
    }

    /// Takes one character as typed.
    fn take(&mut self, at: usize, c: char) {
        let ascii = narrow(c);
        if ascii.is_ascii_digit() {
            self.keep(ascii as u8, at);
            self.last_digit = at;
            if ascii != c {
                self.note(FindingKind::Fullwidth, at, c, Some(ascii));
            }
        } else if is_invisible(c) {
            self.note(FindingKind::Spaces, at, c, None);
        } else if matches!(ascii, 'X' | 'x') || looks_like_x(ascii) {
            self.keep(b'X', at);
            self.open_x = Some((at, c));
            if matches!(ascii, 'X' | 'x') {
                self.last_digit = at;
            }
        } else if is_separator(ascii) {
            // Between digits only if one went before; whether one follows
            // shows at the end.
            if self.last_digit > 0 {
                self.note(FindingKind::Separator, at, c, None);
            } else {
                self.wrong_char(at, c, None);
            }
        } else {
            self.keep(UNKNOWN, at);
            self.wrong_char(at, c, digit_meant(ascii));
        }
    }

    /// Settles what only the end of the text decides.
    fn finish(&mut self) {
        if let Some((at, found)) = self.open_x.take() {
            self.last_x(at, found);
        }
        let last = self.last_digit;
        for finding in self.findings.as_mut() {
            if finding.kind == FindingKind::Separator && finding.at > Some(last) {
                finding.kind = FindingKind::Char;
                self.wrong += 1;
            }
        }
    }

    /// An X in the last place, whatever its form.
    fn last_x(&mut self, at: usize, found: char) {
        let ascii = narrow(found);
        if !matches!(ascii, 'X' | 'x') {
            if let Some(kept) = self.kept.get_mut(self.count - 1) {
                *kept = UNKNOWN;
            }
            self.wrong_char(at, found, Some('X'));
            return;
        }
        if ascii != found {
            self.note(FindingKind::Fullwidth, at, found, Some(ascii));
        }
        if ascii == 'x' {
            self.note(FindingKind::LowercaseX, at, found, Some('X'));
        }
    }
}

/// Reads the whole text; what is found on the way goes into `findings`.
pub(crate) fn scan<'a>(text: &str, findings: &'a mut Findings) -> Scan<'a> {
    let mut scan = Scan {
        kept: [UNKNOWN; 18],
        places: [0; 18],
        count: 0,
        wrong: 0,
        findings,
        scientific: is_scientific(text),
        open_x: None,
        last_digit: 0,
    };
    for (index, c) in text.chars().enumerate() {
        // Most characters are plain digits; the others take the long way.
        if c.is_ascii_digit() {
            scan.keep(c as u8, index + 1);
            scan.last_digit = index + 1;
        } else {
            scan.take(index + 1, c);
        }
    }
    scan.finish();
    scan
}

/// Whether the text is a few digits, perhaps a dot or comma and digits, E, perhaps
/// a plus, and up to three digits.
fn is_scientific(text: &str) -> bool {
    const TOO_MANY: usize = 4; // no more are looked at, so that a number is soon none
    let rest = text.chars().filter(|c| !is_invisible(*c)).map(narrow);
    let mut rest = rest.peekable();
    let whole = digits(&mut rest).take(TOO_MANY).count();
    if rest.next_if(|c| matches!(c, '.' | ',')).is_some() {
        digits(&mut rest).for_each(drop);
    }
    let is_raised = rest.next_if(|c| matches!(c, 'E' | 'e')).is_some();
    let _ = rest.next_if_eq(&'+');
    let power = digits(&mut rest).take(TOO_MANY).count();
    let few = 1..TOO_MANY;
    is_raised && few.contains(&whole) && few.contains(&power) && rest.next().is_none()
}

/// Passes the digits it stands at.
fn digits(text: &mut Peekable<impl Iterator<Item = char>>) -> impl Iterator<Item = char> {
    iter::from_fn(|| text.next_if(char::is_ascii_digit))
}

/// Hyphens and dashes, dots, apostrophes (full-width ones are narrowed before).
#[rustfmt::skip]
pub(super) fn is_separator(c: char) -> bool {
    matches!(c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}'
        | '.' | '\u{00B7}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22C5}'
        | '\u{3002}' | '\u{30FB}' | '\u{FE52}' | '\u{FF61}' | '\u{FF65}'
        | '\'' | '`' | '\u{00B4}' | '\u{02BC}' | '\u{2018}' | '\u{2019}' | '\u{2032}')
}

/// Signs that are taken for X: Cyrillic, Greek, multiplication, Roman ten, star.
#[rustfmt::skip]
fn looks_like_x(c: char) -> bool {
    matches!(c,
        'Х' | 'х' | 'Χ' | 'χ' | '×' | '*' | '\u{2169}' | '\u{2179}'
        | '\u{2217}' | '\u{2573}' | '\u{2715}'..='\u{2718}' | '\u{2A2F}')
}

/// The digit that a wrong character was probably meant to be.
fn digit_meant(c: char) -> Option<char> {
    let digit = match c {
        'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο' | '〇' | '○' | '零' => '0',
        'I' | 'i' | 'l' | '|' | 'І' | 'Ι' | '\u{2160}' | '一' => '1',
        'Z' | 'z' | '二' => '2',
        'З' | 'з' | '三' => '3',
        '四' => '4',
        'S' | 's' | 'Ѕ' | '五' => '5',
        'b' | 'G' | '六' => '6',
        '七' => '7',
        'B' | 'В' | 'Β' | '八' => '8',
        'g' | 'q' | '九' => '9',
        _ => return other_digit(c),
    };
    Some(digit)
}

/// Digits of other scripts and of mathematics, superscripts, circled digits.
fn other_digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let value = match code {
        0x00B9 => 1,
        0x00B2 | 0x00B3 => code - 0x00B0,
        0x2070 | 0x2074..=0x2079 => code - 0x2070,
        0x0660..=0x0669 => code - 0x0660,
        0x06F0..=0x06F9 => code - 0x06F0,
        0x0966..=0x096F => code - 0x0966,
        0x2080..=0x2089 => code - 0x2080,
        0x2460..=0x2468 => code - 0x2460 + 1,
        0x1_D7CE..=0x1_D7FF => (code - 0x1_D7CE) % 10,
        _ => return None,
    };
    char::from_digit(value, 10)
}
