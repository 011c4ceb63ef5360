//! The rules of GB 11643-1999 for eighteen characters.

use chrono::NaiveDate;

use super::findings::DatePart;

/// Weights of ISO 7064 MOD 11-2 for the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character for each remainder 0–10.
const CHECKS: &[u8; 11] = b"10X98765432";

/// The earliest year of birth taken for plausible. The standard has none; its
/// own public example was born in 1880.
const FIRST_YEAR: u32 = 1800;

/// One bit for each province code: 11–15 21–23 31–37 41–46 50–54 61–65 71 81–83.
const PROVINCES: u128 = span(11, 15)
    | span(21, 23)
    | span(31, 37)
    | span(41, 46)
    | span(50, 54)
    | span(61, 65)
    | span(71, 71)
    | span(81, 83);

const fn span(from: u32, to: u32) -> u128 {
    ((1 << (to - from + 1)) - 1) << from
}

/// Which rules are broken. What cannot be judged, because a character in it is
/// no digit, is not broken.
#[derive(Clone, Copy)]
pub(crate) struct Judged {
    pub(crate) province: bool,
    pub(crate) date: Option<DatePart>,
    pub(crate) future: bool,
    pub(crate) checksum: bool,
}

impl Judged {
    pub(crate) const fn is_good(self) -> bool {
        !self.province && self.date.is_none() && !self.future && !self.checksum
    }
}

/// Judges 18 characters; anything that is no digit (or X, in the last place)
/// stands for an unknown character.
#[inline]
pub(crate) fn judge(kept: &[u8; 18], today: NaiveDate) -> Judged {
    let province = province_is_wrong(kept);
    let (date, future) = date_fault(kept, today);
    // A wrong province or birth date already explains that the check fails.
    let explained = province || date.is_some() || future;
    let checksum = !explained && check_fails(kept);
    Judged {
        province,
        date,
        future,
        checksum,
    }
}

fn province_is_wrong(kept: &[u8; 18]) -> bool {
    // A permanent residence card: 9, then the province.
    let [first, second, third, ..] = *kept;
    let field = if first == b'9' {
        [second, third]
    } else {
        [first, second]
    };
    value(field).is_some_and(|code| PROVINCES >> code & 1 == 0)
}

fn date_fault(kept: &[u8; 18], today: NaiveDate) -> (Option<DatePart>, bool) {
    let [.., y1, y2, y3, y4, m1, m2, d1, d2, _, _, _, _] = *kept;
    let parts = (value([y1, y2, y3, y4]), value([m1, m2]), value([d1, d2]));
    let (Some(year), Some(month), Some(day)) = parts else {
        return (None, false);
    };
    match NaiveDate::from_ymd_opt(year.cast_signed(), month, day) {
        None if !(1..=12).contains(&month) => (Some(DatePart::Month), false),
        None => (Some(DatePart::Day), false),
        Some(_) if year < FIRST_YEAR => (Some(DatePart::Year), false),
        Some(date) => (None, date > today),
    }
}

/// The check character that belongs to the first 17 digits.
pub(crate) fn check_character(kept: &[u8; 18]) -> u8 {
    let mut sum = 0;
    for (digit, weight) in kept.iter().zip(WEIGHTS) {
        sum += u32::from(digit.wrapping_sub(b'0')) * weight;
    }
    CHECKS[(sum % 11) as usize]
}

fn check_fails(kept: &[u8; 18]) -> bool {
    is_well_formed(kept) && kept[17] != check_character(kept)
}

/// Whether these are 17 digits and a digit or X. Sixteen are looked at in one.
#[inline]
pub(super) fn is_well_formed(kept: &[u8; 18]) -> bool {
    const EACH: u128 = u128::MAX / 0xff;
    const HIGH: u128 = EACH * 0xf0;
    const ZEROS: u128 = EACH * b'0' as u128;
    let [head @ .., digit, last] = kept;
    let head = u128::from_ne_bytes(*head);
    // From `:` on six more reach the next sixteen.
    head & HIGH == ZEROS
        && (head + EACH * 6) & HIGH == ZEROS
        && digit.is_ascii_digit()
        && (last.is_ascii_digit() || *last == b'X')
}

/// The number that the digits make, if all are digits.
fn value<const N: usize>(field: [u8; N]) -> Option<u32> {
    let mut sum = 0;
    for byte in field {
        if !byte.is_ascii_digit() {
            return None;
        }
        sum = sum * 10 + u32::from(byte - b'0');
    }
    Some(sum)
}
