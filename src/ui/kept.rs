//! What is kept of a walk from one visit to the next, and how it moves to
//! rules that have changed meanwhile.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::answers::AnswersFile;
use crate::check::note::Note;
use crate::engine::{Value, Walk};
use crate::pack::{Domain, FactId, Pack};

/// Notes of the school, by the fact they stand at; its own words.
pub(crate) type Notes = BTreeMap<FactId, Note>;

/// Which walk it is, for the shell that keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WalkId {
    /// Begun in this window: its number, from 1.
    Here(u32),
    /// Found among those kept.
    Found {
        /// The name of its file.
        file: String,
        /// What stood in it: gone on with, the walk takes the place of this and
        /// of nothing that another window has written there since.
        text: String,
    },
}

impl Default for WalkId {
    fn default() -> Self {
        Self::Here(0)
    }
}

/// One of the walks that can be gone on with.
#[derive(Clone, Debug)]
pub struct SavedWalk {
    /// Which it is.
    pub id: WalkId,
    /// When it was kept last; none where this window has it only in memory.
    pub when: Option<NaiveDateTime>,
    /// The walk; none where these rules cannot read it.
    pub walk: Option<AnswersFile>,
    /// How much of it these rules do not know: that is asked again.
    pub lost: usize,
}

impl SavedWalk {
    /// A walk that only this window has.
    #[must_use]
    pub const fn new(id: WalkId, walk: AnswersFile) -> Self {
        Self {
            id,
            when: None,
            walk: Some(walk),
            lost: 0,
        }
    }
}

impl AnswersFile {
    /// Whether nothing was said and noted.
    pub(crate) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.notes.is_empty()
    }

    /// The walk as it stood when its result was told, else as it stands today.
    pub(crate) fn as_told<'a>(&'a self, pack: &'a Pack, today: NaiveDate) -> Walk<'a> {
        Walk::new(pack, &self.answers, self.told.unwrap_or(today))
    }

    /// The same answers for other rules, and the facts whose answers no longer
    /// fit: those are asked again, never misread.
    pub(crate) fn moved(&self, from: &Pack, to: &Pack) -> (Self, Vec<String>) {
        let mut moved = Self {
            voice: self.voice,
            told: self.told,
            ..Self::default()
        };
        let mut lost = Vec::new();
        for (fact, value) in self.answers.iter() {
            let id = &from.fact(fact).id;
            let there = to.find_fact(id);
            let value = there.and_then(|there| translated(from, fact, value, to, there));
            match there.zip(value) {
                Some((there, value)) => {
                    moved.answers.set(there, value);
                }
                None => lost.push(id.clone()),
            }
        }
        let notes = self.notes.iter().filter_map(|(fact, note)| {
            let there = to.find_fact(&from.fact(*fact).id)?;
            Some((there, note.clone()))
        });
        moved.notes = notes.collect();
        (moved, lost)
    }
}

/// A value of one pack's fact as the other pack's fact has it.
pub(crate) fn translated(
    from: &Pack,
    fact: FactId,
    value: &Value,
    to: &Pack,
    there: FactId,
) -> Option<Value> {
    let (old, new) = (&from.fact(fact).domain, &to.fact(there).domain);
    let value = match (value, old, new) {
        (Value::Choice(number), Domain::Choice(old), Domain::Choice(new)) => {
            let id = old.get(*number)?;
            Value::Choice(new.iter().position(|it| it == id)?)
        }
        (Value::Choice(_), ..) => return None,
        (value, ..) => value.clone(),
    };
    value.fits(new).then_some(value)
}
