//! Cases and batches as JSON, for programs and tests.

use chrono::NaiveDate;
use serde::Serialize;

use super::batch::{Batch, Limit};
use super::case::{Case, Status};
use super::known::Known;
use super::message::due;
use super::ticket::Ticket;
use super::visit::Visit;
use crate::engine::SettledDay;
use crate::pack::Pack;

/// Where a case stands.
#[derive(Debug, Serialize)]
pub(crate) struct Standing<'a> {
    pub(crate) ticket: Ticket,
    pub(crate) version: u32,
    pub(crate) status: Status,
    pub(crate) result: Option<&'a str>,
    pub(crate) stage: &'a str,
    pub(crate) needs: &'a [String],
    pub(crate) ask_from: Option<SettledDay>,
    pub(crate) cautions: &'a [String],
    pub(crate) owner: Option<&'a str>,
    pub(crate) due: Option<NaiveDate>,
}

/// The same with who it is.
#[derive(Debug, Serialize)]
pub(crate) struct Listed<'a> {
    #[serde(flatten)]
    pub(crate) standing: Standing<'a>,
    pub(crate) caller: Option<&'a str>,
    pub(crate) phone_tail: Option<&'a str>,
    pub(crate) batch: Option<&'a str>,
}

/// The same with its visits.
#[derive(Debug, Serialize)]
pub(crate) struct Shown<'a> {
    #[serde(flatten)]
    pub(crate) listed: Listed<'a>,
    pub(crate) own: &'static str,
    /// Why it was closed, where that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<&'a str>,
    pub(crate) visits: Vec<ToldVisit<'a>>,
}

/// A visit: what was told.
#[derive(Debug, Serialize)]
pub(crate) struct ToldVisit<'a> {
    pub(crate) at: NaiveDate,
    pub(crate) seat: &'a str,
    pub(crate) result: Option<&'a str>,
    pub(crate) ask_from: Option<SettledDay>,
    pub(crate) cautions: &'a [String],
    pub(crate) note: &'a str,
}

/// A case that was only moved.
#[derive(Debug, Serialize)]
pub(crate) struct Moved {
    pub(crate) ticket: Ticket,
    pub(crate) version: u32,
    pub(crate) status: Status,
}

/// A class.
#[derive(Debug, Serialize)]
pub(crate) struct Class<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: u32,
    pub(crate) answers: &'a Known,
    pub(crate) waiting: usize,
    pub(crate) past_limit: bool,
    pub(crate) changed: Vec<Ticket>,
}

impl<'a> Standing<'a> {
    /// Where a case stands.
    pub(crate) fn of(pack: &Pack, case: &'a Case) -> Self {
        let told = &case.told;
        Self {
            ticket: case.ticket,
            version: case.version,
            status: case.status,
            result: told.result.as_deref(),
            stage: &told.stage,
            needs: &told.needs,
            ask_from: told.ask_from,
            cautions: &told.cautions,
            owner: told.owner.as_deref(),
            due: due(pack, case),
        }
    }
}

impl<'a> Listed<'a> {
    /// The same with who it is.
    pub(crate) fn of(pack: &Pack, case: &'a Case) -> Self {
        Self {
            standing: Standing::of(pack, case),
            caller: case.caller.as_deref(),
            phone_tail: case.phone_tail.as_deref(),
            batch: case.batch.as_deref(),
        }
    }
}

impl<'a> Shown<'a> {
    /// A case with its visits.
    pub(crate) fn of(pack: &Pack, case: &'a Case, visits: &'a [Visit]) -> Self {
        let told = visits.iter().map(|visit| ToldVisit {
            at: visit.at,
            seat: &visit.seat,
            result: visit.told.result.as_deref(),
            ask_from: visit.told.ask_from,
            cautions: &visit.told.cautions,
            note: &visit.note,
        });
        Self {
            listed: Listed::of(pack, case),
            own: if case.own { "yes" } else { "no" },
            why: case.closed_for(),
            visits: told.collect(),
        }
    }
}

impl Moved {
    /// A case that was only moved.
    pub(crate) const fn of(case: &Case) -> Self {
        Self {
            ticket: case.ticket,
            version: case.version,
            status: case.status,
        }
    }
}

impl<'a> Class<'a> {
    /// A class, how many wait of it and whom it changed.
    pub(crate) fn of(batch: &'a Batch, waiting: usize, limit: Limit, changed: Vec<Ticket>) -> Self {
        Self {
            name: &batch.name,
            version: batch.version,
            answers: &batch.known,
            waiting,
            past_limit: limit.past,
            changed,
        }
    }
}
