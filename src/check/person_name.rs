//! Two spellings of a personal name, compared character by character.
//!
//! [`compare`] names every way in which the name on record and the name as
//! typed differ, strongest likeness first: equal, blanks and widths, code
//! points of radicals, the middle dot, signs for a character that a computer lost,
//! traditional and simplified forms, missing, extra and swapped characters, the same sound, a near sound,
//! look-alikes. What the tables do not know is called no data, not different.

mod align;
mod fold;
mod kinds;
mod relate;
mod tables;
mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;

use std::fmt;

use align::{AlignStep, align};
use kinds::Kinds;
use relate::{alone, relate};

pub use kinds::Likeness;

/// One difference. `Debug` shows kind and places only: names are personal data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NameFinding {
    /// What it is.
    pub(crate) kind: Likeness,
    /// Where in the name on record, in characters from 1; none if nothing
    /// there corresponds.
    pub at_record: Option<usize>,
    /// Where in the name as typed.
    pub at_typed: Option<usize>,
    /// The character on record.
    pub record_char: Option<char>,
    /// The character as typed.
    pub typed_char: Option<char>,
    /// How much of the names it is about.
    pub(crate) scope: Scope,
}

/// How much of the names a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// One character.
    Character,
    /// Two neighbours that changed places; its places are those of the first.
    Neighbours,
    /// All from its places on.
    Rest,
}

impl fmt::Debug for NameFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |at: Option<usize>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        let (record, typed) = (place(self.at_record), place(self.at_typed));
        write!(f, "{}@{record}:{typed}", self.kind.name())
    }
}

/// What [`compare`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the two are equal, code point by code point.
    pub same: bool,
    /// The kinds of difference, strongest likeness first, each once; `same`
    /// alone when there is none.
    pub kinds: Vec<Likeness>,
    /// Every difference with its place, in the order of the names.
    pub findings: Vec<NameFinding>,
}

impl Comparison {
    /// Whether nothing typed is wrong: at most the name on record was copied
    /// with a blank or in a form that the query does not want.
    #[must_use]
    pub(crate) fn is_right(&self) -> bool {
        self.findings.iter().all(NameFinding::is_of_the_copy)
    }
}

/// Compares the name on record with the name as typed. Takes any text, of any
/// length, and never panics. The kinds do not depend on which side is which.
#[must_use]
pub fn compare(record: &str, typed: &str) -> Comparison {
    if record == typed {
        return Comparison {
            same: true,
            kinds: vec![Likeness::Same],
            findings: Vec::new(),
        };
    }
    // Aligned in one fixed order, so that equally good alignments are settled
    // alike whichever side is which.
    let turned = record > typed;
    let (first, second) = if turned {
        (typed, record)
    } else {
        (record, typed)
    };
    let first: Vec<char> = first.chars().collect();
    let second: Vec<char> = second.chars().collect();
    let mut findings = differences(&first, &second);
    if turned {
        findings.iter_mut().for_each(turn);
    }
    let found = findings
        .iter()
        .fold(Kinds::default(), |set, f| set.with(f.kind, true));
    Comparison {
        same: false,
        kinds: found.iter().collect(),
        findings,
    }
}

fn turn(finding: &mut NameFinding) {
    std::mem::swap(&mut finding.at_record, &mut finding.at_typed);
    std::mem::swap(&mut finding.record_char, &mut finding.typed_char);
}

/// The differences, with the first name in the place of the record.
fn differences(a: &[char], b: &[char]) -> Vec<NameFinding> {
    if let (true, Some(x), Some(y)) = (fold::two_scripts(a, b), a.first(), b.first()) {
        let finding = finding(Likeness::Different, Some((0, *x)), Some((0, *y)));
        return vec![finding.about(Scope::Rest)];
    }
    let steps = align(a, b);
    let moved = moved(&steps, a, b, false);
    // Names whose parts changed places carry the dot along.
    let dots = moved && self::moved(&steps, a, b, true);
    let mut findings = Vec::with_capacity(steps.len());
    if moved {
        findings.push(order_changed(&steps, a, b, dots));
    }
    for step in steps {
        if !(moved && is_open(step, a, b, dots)) {
            describe(step, a, b, &mut findings);
        }
    }
    findings
}

fn finding(kind: Likeness, a: Option<(usize, char)>, b: Option<(usize, char)>) -> NameFinding {
    NameFinding {
        kind,
        at_record: a.map(|(i, _)| i + 1),
        at_typed: b.map(|(j, _)| j + 1),
        record_char: a.map(|(_, c)| c),
        typed_char: b.map(|(_, c)| c),
        scope: Scope::Character,
    }
}

impl NameFinding {
    const fn about(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }
}

/// The characters a step is about, each with its index.
type Sides = (Option<(usize, char)>, Option<(usize, char)>);

fn sides(step: AlignStep, a: &[char], b: &[char]) -> Sides {
    let at = |list: &[char], i: usize| list.get(i).map(|c| (i, *c));
    match step {
        AlignStep::Pair(i, j) | AlignStep::Swap(i, j) => (at(a, i), at(b, j)),
        AlignStep::First(i) => (at(a, i), None),
        AlignStep::Second(j) => (None, at(b, j)),
    }
}

fn describe(step: AlignStep, a: &[char], b: &[char], findings: &mut Vec<NameFinding>) {
    let (first, second) = sides(step, a, b);
    if let AlignStep::Swap(i, j) = step {
        findings.push(finding(Likeness::Swapped, first, second).about(Scope::Neighbours));
        // Swapped characters may differ in form as well.
        for step in [AlignStep::Pair(i, j + 1), AlignStep::Pair(i + 1, j)] {
            describe(step, a, b, findings);
        }
        return;
    }
    let kinds = match (first, second) {
        (Some((_, one)), Some((_, two))) => {
            relate(one, two).unwrap_or(Kinds::one(Likeness::Different))
        }
        (Some((_, one)), None) | (None, Some((_, one))) => Kinds::one(alone(one)),
        (None, None) => Kinds::default(),
    };
    findings.extend(kinds.iter().map(|kind| finding(kind, first, second)));
}

/// Whether a step leaves a character without its like on the other side;
/// with `dots`, a middle dot counts as one.
fn is_open(step: AlignStep, a: &[char], b: &[char], dots: bool) -> bool {
    match (step, sides(step, a, b)) {
        (AlignStep::Swap(..), _) => false,
        (_, (Some((_, c)), Some((_, d)))) => {
            relate(c, d).is_none_or(|kinds| !kinds.is_same_character())
        }
        (_, (Some((_, c)), None) | (None, Some((_, c)))) => {
            let kind = alone(c);
            matches!(kind, Likeness::ExtraOrMissing | Likeness::LostCharacter)
                || (dots && kind == Likeness::MiddleDot)
        }
        _ => false,
    }
}

/// Whether the characters without their like are the same on both sides, so
/// that only their order changed.
fn moved(steps: &[AlignStep], a: &[char], b: &[char], dots: bool) -> bool {
    let open = || steps.iter().filter(|step| is_open(**step, a, b, dots));
    if steps.len() < 2 || open().count() < 2 {
        return false;
    }
    let mut left: Vec<char> = Vec::new();
    let mut right: Vec<char> = Vec::new();
    for step in open() {
        let (x, y) = sides(*step, a, b);
        left.extend(x.map(|(_, c)| simplest(c)));
        right.extend(y.map(|(_, c)| simplest(c)));
    }
    left.sort_unstable();
    right.sort_unstable();
    left == right
}

/// One form for all forms of a character.
fn simplest(c: char) -> char {
    let c = fold::code(fold::width(c));
    tables::simplified(c).next().unwrap_or(c)
}

/// The whole change of order, told once, where it begins on either side.
fn order_changed(steps: &[AlignStep], a: &[char], b: &[char], dots: bool) -> NameFinding {
    let open = || steps.iter().filter(|step| is_open(**step, a, b, dots));
    let first = open().find_map(|step| sides(*step, a, b).0);
    let second = open().find_map(|step| sides(*step, a, b).1);
    finding(Likeness::Swapped, first, second).about(Scope::Rest)
}
