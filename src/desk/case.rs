//! One caller's matter.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::known::Known;
use super::ticket::Ticket;
use super::visit::{Visit, VisitId};
use super::walk_state::WalkState;
use crate::pack::Pack;

/// One caller's matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What it is called.
    pub ticket: Ticket,
    /// The visit that opened it: once it is deleted another case may get its ticket.
    pub(crate) opening: VisitId,
    /// How often somebody wrote to it, from 1.
    pub(crate) version: u32,
    /// Where it stands.
    pub status: Status,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The day it was closed.
    pub(crate) closed: Option<NaiveDate>,
    /// Why it was closed.
    pub(crate) why: String,
    /// What to call the caller.
    pub caller: Option<String>,
    /// The last four digits of the telephone number.
    pub(crate) phone_tail: Option<String>,
    /// The class.
    pub batch: Option<String>,
    /// Whether the caller is one of the school's own.
    pub(crate) own: bool,
    /// The caller's own answers.
    pub known: Known,
    /// What was told last, or what holds since the class's answers changed.
    pub told: WalkState,
    /// Whether the class's answers changed it since the last call.
    pub(crate) changed: bool,
    /// What the caller heard last, where the class has changed it since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) heard: Option<Box<Heard>>,
    /// What it rested on when it was closed: in these words a closed case is
    /// shown, whatever its class comes to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) then: Option<Basis>,
    /// What was known of its class when that was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) left: Option<Known>,
    /// Who has the call open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) taken: Option<Taken>,
}

/// Which case is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseKey {
    /// What it is called.
    pub(crate) ticket: Ticket,
    /// The visit that opened it, where it was seen: its ticket alone may be
    /// another's by now.
    pub(crate) opening: Option<VisitId>,
}

impl From<Ticket> for CaseKey {
    fn from(ticket: Ticket) -> Self {
        Self {
            ticket,
            opening: None,
        }
    }
}

/// A case with all that belongs to it.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Its visits, the first first.
    pub visits: Vec<Visit>,
    /// What is known of its class; nothing where that was removed.
    pub(crate) batch: Option<Known>,
}

/// What an answer rested on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Basis {
    /// The caller's own answers.
    pub(crate) own: Known,
    /// What was known of the class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<Known>,
}

/// What a caller heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Heard {
    /// What it rested on.
    pub(crate) from: Basis,
    /// What was told.
    pub(crate) told: WalkState,
}

/// Who has a call open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The seat.
    pub(crate) seat: String,
    /// The day: a window that broke off leaves it behind.
    pub(crate) on: NaiveDate,
    /// The call: every window of the seat keeps the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) visit: Option<VisitId>,
}

named! {
    /// Where a case stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Status {
        /// To be looked at again.
        Open "open",
        /// The call was laid aside and goes on today.
        Held "held",
        /// Done.
        Closed "closed",
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A closed case cannot be laid aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsClosed;

impl CaseKey {
    /// Whether that is this case.
    pub(crate) fn is(&self, case: &Case) -> bool {
        let opening = self.opening.as_ref();
        self.ticket == case.ticket && opening.is_none_or(|it| *it == case.opening)
    }
}

impl Case {
    /// Which case it is.
    pub(crate) fn key(&self) -> CaseKey {
        CaseKey {
            ticket: self.ticket,
            opening: Some(self.opening.clone()),
        }
    }

    /// What counts of its class, of which `known` is known now: that, over what
    /// one of the same name left that was removed.
    pub(crate) fn of_class<'k>(&'k self, known: Option<&'k Known>) -> Option<Cow<'k, Known>> {
        match (&self.left, known) {
            (Some(left), Some(known)) => Some(Cow::Owned(left.with(known))),
            (left, known) => known.or(left.as_ref()).map(Cow::Borrowed),
        }
    }

    /// Lays the call aside; it goes on later.
    ///
    /// # Errors
    /// It is closed.
    pub fn hold(&mut self) -> Result<(), IsClosed> {
        if self.status == Status::Closed {
            return Err(IsClosed);
        }
        self.status = Status::Held;
        Ok(())
    }

    /// Closes it, with the reason as it may be kept and what is known of its class.
    pub fn close(&mut self, today: NaiveDate, why: String, class: Option<&Known>) {
        if self.status != Status::Closed {
            self.status = Status::Closed;
            self.closed = Some(today);
            self.then = Some(Basis {
                own: self.known.clone(),
                class: class.cloned(),
            });
        }
        if !why.is_empty() {
            self.why = why;
        }
        self.changed = false;
    }

    /// Opens it again, or takes it up again where it was laid aside. Why it was
    /// closed is no reason to close it once more.
    pub(crate) fn reopen(&mut self) {
        self.status = Status::Open;
        self.closed = None;
        self.then = None;
        self.why.clear();
    }

    /// Notes that the caller was told what holds.
    pub(crate) fn tell(&mut self) {
        self.changed = false;
        self.heard = None;
    }

    /// Takes where the walk stands after a call. Until a new result is told, what
    /// was owed to somebody who waited `before` stays so.
    pub(crate) fn stand_at(&mut self, pack: &Pack, told: WalkState, before: &Self) {
        self.tell();
        self.told = if before.waits() {
            told.owing(pack, &before.told)
        } else {
            told
        };
    }

    /// The same after a call about a matter beside it, with what the caller is
    /// known to have said by then: taken up where it was laid aside, closed where
    /// it was.
    pub(crate) fn asked_aside(self, known: Known) -> Self {
        let status = match self.status {
            Status::Closed => Status::Closed,
            Status::Open | Status::Held => Status::Open,
        };
        Self {
            status,
            known,
            ..self
        }
    }

    /// Why it is closed, where it is and somebody said so.
    pub(crate) fn closed_for(&self) -> Option<&str> {
        let why = Some(self.why.as_str());
        why.filter(|why| !self.waits() && !why.is_empty())
    }

    /// Whether somebody still waits.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.status != Status::Closed
    }
}
