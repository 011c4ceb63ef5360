//! The number on a Chinese identity card, checked as it was typed.
//!
//! [`check`] gives every fault with its place, harmless ones first: blanks,
//! separators, full-width forms, a small x; then length, characters, province,
//! birth date, date in the future, check digit. It never mends in silence: the
//! form without the harmless faults is offered as `Report::normal`.
//!
//! The rules are those of GB 11643-1999. A well-formed number is no proof that
//! anybody has it.

mod causes;
mod findings;
mod mask;
mod number;
mod rules;
mod scan;
mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::lang::Lang;

pub use causes::Cause;
pub(crate) use findings::Detail;
pub use findings::{Finding, FindingKind, Findings};
pub use mask::mask;
pub(crate) use number::Number;

use rules::Judged;

/// What [`check`] found. `Debug` shows numbers masked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// All faults in the order of `FindingKind`, or `ok` alone.
    pub findings: Findings,
    /// The number itself when valid; the mended form when only harmless faults
    /// stand in the way of a well-formed number; otherwise nothing.
    pub normal: Option<Number>,
    /// For an old number of 15 digits that is plausible: the 18 digits with
    /// the century 19 put in. A hint to compare with the card, never an answer.
    pub hint: Option<Number>,
    /// Whether the text is a well-formed number exactly as written.
    pub valid: bool,
}

impl Report {
    /// What to compare with the card where an old number was typed. It shows
    /// the number: for the person who typed it only.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> Option<String> {
        let hint = self.hint?;
        let hint = hint.as_str();
        Some(lang.say(
            format_args!("如果是旧号码，补上 19 和最后一位就是 {hint}：只供照着现在的身份证核对，以身份证为准。"),
            format_args!(
                "If it is an old number, with 19 and the last character added it is {hint}: only to compare with the present ID card, which counts."
            ),
        ))
    }
}

/// Checks `text` as an identity number; `today` decides which birth dates lie
/// in the future. Takes any text, of any length, and never panics.
#[must_use]
pub fn check(text: &str, today: NaiveDate) -> Report {
    match Number::from_clean(text.as_bytes()) {
        Some(number) => check_clean(number, today),
        None => check_typed(text, today),
    }
}

/// Whether a text may be a number at all, its digits of any width, and is not
/// somebody's name.
pub(crate) fn may_be_a_number(text: &str) -> bool {
    const FEWEST: usize = 15; // the digits of an old one
    let is_digit = |c: &char| matches!(c, '0'..='9' | '０'..='９');
    text.chars().filter(is_digit).count() >= FEWEST
}

/// Eighteen clean characters: nothing harmless, no allocation.
fn check_clean(number: Number, today: NaiveDate) -> Report {
    let judged = rules::judge(number.bytes(), today);
    if judged.is_good() {
        return Report {
            findings: Findings::one(FindingKind::Ok),
            normal: Some(number),
            hint: None,
            valid: true,
        };
    }
    let mut report = Report::default();
    let found = &mut report.findings;
    add_judged(found, judged, number.bytes(), Some(1), Some(7));
    report
}

/// Everything else: scan the characters, then judge what can be judged.
fn check_typed(text: &str, today: NaiveDate) -> Report {
    let mut report = Report::default();
    let scan = scan::scan(text, &mut report.findings);
    let (first, birth) = (scan.place(0), scan.place(6));
    if scan.count == 18 {
        let judged = rules::judge(&scan.kept, today);
        add_judged(scan.findings, judged, &scan.kept, first, birth);
        if judged.is_good() && scan.wrong == 0 {
            report.normal = Number::from_clean(&scan.kept);
        }
    } else if let Some(old) = scan.fifteen() {
        report.hint = add_fifteen(scan.findings, old, first, birth, today);
    } else {
        let count = u32::try_from(scan.count).unwrap_or(u32::MAX);
        scan.findings
            .push(FindingKind::Length, None, Detail::Count(count));
    }
    if scan.scientific {
        let found = scan.findings.as_mut().iter_mut();
        found.for_each(|finding| finding.detail = Detail::Trace);
        scan.findings
            .push(FindingKind::Spreadsheet, None, Detail::None);
    }
    scan.findings.sort();
    report
}

/// Adds the faults of province, birth date and check digit, and the damage by
/// a spreadsheet, which is only ever named beside a failed check.
fn add_judged(
    findings: &mut Findings,
    judged: Judged,
    kept: &[u8; 18],
    first: Option<usize>,
    birth: Option<usize>,
) {
    if judged.province {
        let card = kept[0] == b'9';
        let at = first.map(|at| at + usize::from(card));
        let detail = if card { Detail::Card } else { Detail::None };
        findings.push(FindingKind::Province, at, detail);
    }
    if let Some(part) = judged.date {
        findings.push(FindingKind::Birthdate, birth, Detail::Part(part));
    }
    if judged.future {
        findings.push(FindingKind::FutureBirthdate, birth, Detail::None);
    }
    if judged.checksum {
        findings.push(FindingKind::Checksum, None, Detail::None);
        if kept.ends_with(b"000") {
            findings.push(FindingKind::Spreadsheet, None, Detail::None);
        }
    }
}

/// An old number: says so, checks its province and its date as 19YY, and
/// gives the hint only when both are plausible.
fn add_fifteen(
    findings: &mut Findings,
    old: [u8; 15],
    first: Option<usize>,
    birth: Option<usize>,
    today: NaiveDate,
) -> Option<Number> {
    findings.push(FindingKind::FifteenDigit, None, Detail::None);
    let number = Number::from_fifteen(old)?;
    let mut judged = rules::judge(number.bytes(), today);
    // Cards that begin with 9 came long after the numbers of 15 digits.
    judged.province |= old[0] == b'9';
    if judged.province {
        findings.push(FindingKind::Province, first, Detail::None);
    }
    // Where it is a number of today cut short, its birth date is another.
    let mut longer = [b'0'; 18];
    longer[..old.len()].copy_from_slice(&old);
    let read_on = rules::judge(&longer, today);
    let cut_short = read_on.date.is_none() && !read_on.future;
    if let Some(part) = judged.date.filter(|_| !cut_short) {
        let detail = Detail::OldPart(part);
        findings.push(FindingKind::Birthdate, birth, detail);
    }
    (!judged.province && judged.date.is_none()).then_some(number)
}
