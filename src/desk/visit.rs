//! One call about a case: the answers as they stood that day, and what was
//! told. It carries its own id, so that a write that is tried again is there
//! once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::known::Known;
use super::ticket::Ticket;
use super::walk_state::WalkState;
use crate::check::note::Note;

/// One call about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its own id.
    pub id: VisitId,
    /// The case.
    pub ticket: Ticket,
    /// The day.
    pub at: NaiveDate,
    /// Who answered.
    pub(crate) seat: String,
    /// A note, without long numbers.
    pub(crate) note: String,
    /// The answers as they stood, the class's among them.
    pub(crate) known: Known,
    /// What was told.
    pub told: WalkState,
    /// The ids of the matters that were told beside the walk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) asides: Vec<String>,
}

/// The id of a visit: letters only, so that no part of it looks like a number
/// of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VisitId(String);

/// What stands between two notes of a visit.
const BETWEEN: &str = "；";

/// Notes in one line, as a visit has them. They are read as one, so that long
/// numbers are masked in all of it: each of a few may have a part of one.
pub(crate) fn noted<'n>(notes: impl Iterator<Item = &'n str>) -> String {
    let all = notes.collect::<Vec<_>>().join(BETWEEN);
    Note::new(&all).text().to_owned()
}

/// The notes `kept` of a visit with those of one window, which were `before`
/// and are `now`: what it took back goes, what another window wrote stays.
pub(crate) fn merged(kept: &str, before: &str, now: &str) -> String {
    let parts = |text| {
        let all = str::split(text, BETWEEN).filter(|note| !note.is_empty());
        all.collect::<Vec<_>>()
    };
    if kept == before {
        return now.to_owned();
    }
    let (before, now) = (parts(before), parts(now));
    let mut all = parts(kept);
    all.retain(|note| now.contains(note) || !before.contains(note));
    for note in now {
        if !all.contains(&note) {
            all.push(note);
        }
    }
    noted(all.into_iter())
}

impl Visit {
    /// Notes that a matter was told beside the walk.
    pub(crate) fn tell_aside(&mut self, aside: &str) {
        if !self.asides.iter().any(|it| it == aside) {
            self.asides.push(aside.to_owned());
        }
    }
}

impl VisitId {
    /// The id that these random bytes make.
    #[must_use]
    pub fn of(random: [u8; 12]) -> Self {
        Self(letters(&random))
    }

    /// The id of the same call where it goes on on another day: always the same.
    pub(crate) fn on(&self, day: NaiveDate) -> Self {
        let Self(first) = self;
        Self(format!(
            "{first}-{}",
            letters(&day.to_epoch_days().to_be_bytes())
        ))
    }

    /// The id under which the call began, where it went on on another day.
    pub(crate) fn first(&self) -> Option<&str> {
        self.0.split_once('-').map(|(first, _)| first)
    }

    /// Its letters.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Bytes in letters, two each.
fn letters(bytes: &[u8]) -> String {
    let half = |bits: u8| char::from(b'a' + bits);
    let letters = bytes.iter();
    letters
        .flat_map(|byte| [half(byte >> 4), half(byte & 15)])
        .collect()
}

impl From<String> for VisitId {
    fn from(letters: String) -> Self {
        Self(letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_notes_together_long_numbers_are_masked() {
        assert_eq!(noted(["急", "138 号窗口"].into_iter()), "急；138 号窗口");
        assert_eq!(noted(["138", "1234", "5678"].into_iter()), "***");
        assert_eq!(merged("急；138", "138；1234", "138；1234；5678"), "急；***");
        assert_eq!(merged("急；慢", "慢", "等"), "急；等");
    }
}
