//! Where to look first when only the check digit disagrees.
//!
//! One wrong digit or one swap of neighbours always breaks the check, but the
//! check does not say which. Inside province and birth date only few changes
//! leave a number that could exist; their places are worth looking at. They
//! are never given as a right number.

use chrono::NaiveDate;

use super::rules::{self, Today};
use super::{Findings, Kind, check, scan};

/// A place to compare with the card first, counted as in [`super::Finding::at`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// One digit.
    Digit {
        /// Its place.
        at: usize,
    },
    /// Two neighbours that may have changed places.
    Swap {
        /// Place of the first.
        at: usize,
        /// Place of the second (not the next one when a blank lies between).
        with: usize,
    },
}

/// Places inside province and birth date where a change of one digit or a swap
/// of neighbours would make the check agree and leave a real province and a
/// birth date not after `today`. Empty unless the check digit is the only
/// fault that is not harmless.
#[must_use]
pub fn places_to_look(text: &str, today: NaiveDate) -> Vec<Place> {
    let report = check(text, today);
    let mut faults = report.findings.iter().filter(|f| !f.kind.is_harmless());
    if faults.next().map(|f| f.kind) != Some(Kind::Checksum) || faults.next().is_some() {
        return Vec::new();
    }
    let mut found = Findings::new();
    let scan = scan::scan(text, &mut found);
    let today = Today::new(today);
    let mut places = Vec::new();
    for index in fields(scan.kept[0]) {
        if let (true, Some(at)) = (one_digit_mends(scan.kept, index, today), scan.place(index)) {
            places.push(Place::Digit { at });
        }
        let both = scan.place(index).zip(scan.place(index + 1));
        if let (true, Some((at, with))) = (swap_mends(scan.kept, index, today), both) {
            places.push(Place::Swap { at, with });
        }
    }
    places
}

/// The indices of province and birth date.
fn fields(first: u8) -> impl Iterator<Item = usize> {
    let province = if first == b'9' { 1..3 } else { 0..2 };
    province.chain(6..14)
}

fn one_digit_mends(kept: [u8; 18], index: usize, today: Today) -> bool {
    (b'0'..=b'9').any(|digit| {
        let mut changed = kept;
        changed[index] = digit;
        // A number does not turn into a card of the other sort by one slip.
        let same_sort = (changed[0] == b'9') == (kept[0] == b'9');
        changed != kept && same_sort && rules::judge(&changed, today).is_good()
    })
}

/// Whether a swap with the next digit mends it; both must lie in one field.
fn swap_mends(kept: [u8; 18], index: usize, today: Today) -> bool {
    if !fields(kept[0]).any(|other| other == index + 1) {
        return false;
    }
    let mut changed = kept;
    changed.swap(index, index + 1);
    changed != kept && rules::judge(&changed, today).is_good()
}
