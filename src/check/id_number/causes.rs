//! What people are told of the findings: one sentence a cause. Eighteen digits
//! in full width are one slip, and a label that was pasted along is one.

use super::findings::{Detail, Finding, FindingKind, Findings};
use super::scan::is_separator;
use crate::check::invisible::{is_harmful, narrow};
use crate::lang::Lang;

/// A cause: like findings, told in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The first of the findings.
    pub(crate) finding: Finding,
    /// Where they stand: characters of the text as typed, counted from 1.
    pub(super) places: Vec<usize>,
    /// Whether the number is whole without these characters.
    pub(super) extra: bool,
    /// Whether they are words before the number, up to a colon.
    pub(super) label: bool,
}

/// Characters of a number.
const LENGTH: usize = 18;

/// Places told one by one; the rest is counted.
const TOLD: usize = 4;

impl Cause {
    pub(super) fn of(finding: Finding) -> Self {
        Self {
            places: finding.at.into_iter().collect(),
            finding,
            extra: false,
            label: false,
        }
    }

    /// Whether mending it mends others: what stands before the number, and a
    /// spreadsheet's damage.
    fn explains(&self) -> bool {
        self.label || self.is_certificate() || self.finding.kind == FindingKind::Spreadsheet
    }

    /// Whether it is the T of the certificate's number.
    pub(super) fn is_certificate(&self) -> bool {
        let found = matches!(
            self.finding.detail,
            Detail::Char {
                found: 'T' | 't' | 'Ｔ' | 'ｔ',
                ..
            }
        );
        found && self.places == [1]
    }

    /// Whether one sentence tells both.
    fn is_like(&self, other: &Self) -> bool {
        let (
            Detail::Char { found: one, meant },
            Detail::Char {
                found: two,
                meant: or,
            },
        ) = (self.finding.detail, other.finding.detail)
        else {
            return false;
        };
        let plain = |c| !matches!(narrow(c), 'T' | 't' | 'X' | 'x' | '*') && !is_harmful(c);
        let kind = self.finding.kind;
        match kind {
            _ if self.label || other.label => self.label && other.label,
            _ if kind != other.finding.kind => false,
            FindingKind::Fullwidth => true,
            _ if one == two => true,
            FindingKind::Spaces => one.is_whitespace() && two.is_whitespace(),
            FindingKind::Char => meant.is_none() && or.is_none() && plain(one) && plain(two),
            _ => false,
        }
    }

    /// Whether it stands in more than one place.
    pub(super) const fn is_many(&self) -> bool {
        self.places.len() > 1
    }

    /// The places: `7`, `7、16`, `1 到 18`, `2、4、6、8 等 17`.
    pub(super) fn at(&self, lang: Lang) -> String {
        if let [one] = self.places[..] {
            return one.to_string();
        }
        let near = |one: &usize, next: &usize| one + 1 == *next;
        let mut parts: Vec<String> = Vec::new();
        let mut told = 0;
        for run in self.places.chunk_by(near) {
            if parts.len() >= TOLD {
                break;
            }
            match run {
                [first, _, .., last] => {
                    parts.push(lang.say(
                        format_args!("{first} 到 {last}"),
                        format_args!("{first} to {last}"),
                    ));
                }
                few => parts.extend(few.iter().map(usize::to_string)),
            }
            told += run.len();
        }
        let more = self.places.len() - told;
        match (lang, parts.split_last()) {
            (Lang::Zh, _) if more > 0 => format!("{} 等 {}", parts.join("、"), self.places.len()),
            (Lang::Zh, _) => parts.join("、"),
            (Lang::En, _) if more > 0 => format!("{} and {more} more", parts.join(", ")),
            (Lang::En, Some((last, before))) if !before.is_empty() => {
                format!("{} and {last}", before.join(", "))
            }
            (Lang::En, _) => parts.concat(),
        }
    }
}

impl Findings {
    /// The findings by their causes, those that explain others first.
    #[must_use]
    pub fn causes(&self) -> Vec<Cause> {
        let traced = self.iter().any(|it| it.detail == Detail::Trace);
        let damage = self.iter().find(|it| it.kind == FindingKind::Spreadsheet);
        if let Some(damage) = damage.filter(|_| traced) {
            return vec![Cause::of(*damage)];
        }
        let (head, label) = self.head();
        let strange = self.iter().filter(|it| is_strange(it, head)).count();
        let ahead = self
            .iter()
            .filter(|it| it.at <= Some(head) && is_strange(it, head));
        let ahead = u32::try_from(ahead.count()).unwrap_or(0);
        let whole = |count: u32| strange > 0 && count as usize == LENGTH + strange;
        let whole = self
            .iter()
            .any(|it| matches!(it.detail, Detail::Count(it) if whole(it)));
        // Without what is strange, the length is right and the X the last.
        let explained = |finding: &Finding| {
            let removed = self
                .iter()
                .filter(|it| it.at < finding.at && is_removed(it, head));
            let is_x = matches!(placed(finding), Some((at, c))
                if matches!(narrow(c), 'X' | 'x') && at - removed.count() == LENGTH);
            whole && (is_x || finding.kind == FindingKind::Length)
        };
        let mut causes: Vec<Cause> = Vec::new();
        for finding in self.iter().filter(|it| !explained(it)) {
            let mut cause = Cause::of(*finding);
            if let Detail::Count(count) = &mut cause.finding.detail {
                *count = count.saturating_sub(ahead);
            }
            cause.label = label && finding.at.is_some_and(|at| at <= head);
            cause.extra = whole && is_strange(finding, head);
            match causes.iter_mut().find(|it| it.is_like(&cause)) {
                Some(same) => same.places.extend(cause.places),
                None => causes.push(cause),
            }
        }
        causes.sort_by_key(|it| !it.explains());
        causes
    }

    /// How many characters stand before the number, and whether they are a
    /// label up to a colon; else they are the T of another number.
    fn head(&self) -> (usize, bool) {
        let mut taken: Vec<(usize, char)> = self.iter().filter_map(placed).collect();
        taken.sort_unstable();
        let begins = taken
            .iter()
            .zip(1..)
            .take_while(|((at, _), place)| at == place);
        let colon = begins
            .filter(|((_, found), _)| narrow(*found) == ':')
            .last();
        let letter = matches!(taken.first(), Some((1, 'T' | 't' | 'Ｔ' | 'ｔ')));
        match colon {
            Some((_, place)) => (place, true),
            None => (usize::from(letter), false),
        }
    }
}

/// The place and the character of a finding that is no digit.
fn placed(finding: &Finding) -> Option<(usize, char)> {
    match (finding.kind, finding.detail, finding.at) {
        (FindingKind::Fullwidth | FindingKind::LowercaseX, ..) => None,
        (_, Detail::Char { found, .. }, Some(at)) => Some((at, found)),
        _ => None,
    }
}

/// Whether a finding is a character that does not count, or is strange.
fn is_removed(finding: &Finding, head: usize) -> bool {
    let aside = matches!(finding.kind, FindingKind::Spaces | FindingKind::Separator)
        || placed(finding).is_some_and(|(_, found)| is_separator(narrow(found)));
    aside || is_strange(finding, head)
}

/// Whether a finding is a character that counts and belongs to no number: it
/// stands before it, or nothing of a number looks like it.
fn is_strange(finding: &Finding, head: usize) -> bool {
    let Detail::Char { found, meant } = finding.detail else {
        return false;
    };
    let ascii = narrow(found);
    finding.kind == FindingKind::Char
        && !is_separator(ascii)
        && (finding.at <= Some(head) || meant.is_none() && !matches!(ascii, 'X' | 'x' | '*'))
}
