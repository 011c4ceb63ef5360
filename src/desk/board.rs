//! The desk's first page: whom to call back, held calls, today's calls, and
//! the classes with how many wait.
//!
//! ```text
//! 来电簿  2026年11月27日（周五）
//! 要回的 2
//!   1123-07  李师傅 1234  9月28日报的那批  11月25日  考完过了 18 个工作日……
//! 挂着的 1 …
//! 班次 1
//!   9月28日报的那批  14 人在等，9月28日起过了 23 个工作日 → 过了期限：打一个电话，把这一批一起问
//! ```

mod text;

use chrono::{Days, NaiveDate};

use super::batch::{Batch, Limit};
use super::case::{Case, CaseKey, Status};
use super::message::{self, InWords};
use super::store::{Store, StoreFault};
use super::visit::Visit;
use crate::lang::Lang;
use crate::pack::{Named, Pack};
use crate::report::template::Template;

/// Days after which closed cases go, where the desk's file says nothing else.
pub(crate) const KEEP_DAYS: u32 = 180;

/// What a store holds that the board shows.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The cases that wait, and those of today's calls.
    pub cases: Vec<Case>,
    /// Today's visits.
    pub visits: Vec<Visit>,
    /// The classes of these cases, with how many wait.
    pub(crate) batches: Vec<(Batch, usize)>,
    /// Closed cases that were just deleted, since they were old.
    pub(crate) removed: usize,
    /// After how many days that is.
    pub(crate) keep_days: u32,
}

impl Shelf {
    /// What the board of `today` shows, fetched from the store. Before, cases that have been closed
    /// for more than `keep_days` are deleted, by `today` and by the `real` day
    /// both: whoever only looks at another day deletes nothing.
    ///
    /// # Errors
    /// The store fails.
    pub fn fetch(
        store: &mut Store,
        today: NaiveDate,
        real: NaiveDate,
        keep_days: u32,
    ) -> Result<Self, StoreFault> {
        let before = today
            .min(real)
            .checked_sub_days(Days::new(keep_days.into()));
        // A store that takes nothing in can still be read.
        let removed = before.map_or(Ok(0), |before| store.purge(before));
        let removed = removed.unwrap_or_default();
        let (cases, visits, batches) = store.of_day(today)?;
        Ok(Self {
            cases,
            visits,
            batches,
            removed,
            keep_days,
        })
    }
}

/// The desk's first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The day.
    pub(crate) today: NaiveDate,
    /// To be looked at, and not the caller's own to move: those whose class
    /// changed their answer, then in the order of the owners, the longest
    /// overdue first.
    pub due: Vec<CaseRow>,
    /// To be looked at where the caller is to move or to go on telling.
    pub(crate) waited: Vec<CaseRow>,
    /// Calls laid aside.
    pub(crate) held: Vec<CaseRow>,
    /// Today's calls, the last first.
    pub(crate) calls: Vec<CaseRow>,
    /// The classes somebody waits of.
    pub(crate) batches: Vec<Class>,
    /// Closed cases that were just deleted, and after how many days.
    pub(crate) removed: (usize, u32),
}

/// A case on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Which case it is.
    pub(crate) case: CaseKey,
    /// Who it is: what to call them, and the phone tail.
    pub(crate) who: String,
    /// The class.
    pub(crate) batch: Option<String>,
    /// The day it is looked at again, also in words.
    pub(crate) due: (NaiveDate, String),
    /// Whether it waits for us or the authority beyond that day.
    pub(crate) late: bool,
    /// Who moves next.
    pub(crate) owner: Option<String>,
    /// What holds it up.
    pub(crate) line: String,
    /// What its class has to do with it: that it changed the answer, or says
    /// otherwise.
    pub(crate) of_class: Vec<&'static str>,
    /// Where it stands: one of today's calls may be closed.
    pub(crate) status: Status,
    /// Who answered last, on a list of calls.
    pub(crate) seat: Option<String>,
}

/// A class on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// Its name.
    pub(crate) name: String,
    /// How many wait.
    pub(crate) waiting: usize,
    /// Whether they have waited long enough.
    pub(crate) limit: Limit,
}

impl Class {
    /// A class of which so many wait.
    pub(crate) fn of(batch: &Batch, waiting: usize, pack: &Pack, today: NaiveDate) -> Self {
        Self {
            name: batch.name.clone(),
            waiting,
            limit: batch.limit(pack, today),
        }
    }
}

impl Board {
    /// The board of a day.
    #[must_use]
    pub fn new(pack: &Pack, shelf: &Shelf, today: NaiveDate, lang: Lang) -> Self {
        let row = |case: &Case| row(pack, shelf, case, today, lang);
        let with = |status| shelf.cases.iter().filter(move |case| case.status == status);
        let is_due = |case: &&Case| {
            case.changed || case.told.due <= today && !message::is_done(pack, &case.told)
        };
        let mut due: Vec<&Case> = with(Status::Open).filter(is_due).collect();
        due.sort_by_key(|case| (mover(pack, case), case.told.due, case.ticket));
        let (due, waited): (Vec<&Case>, Vec<_>) =
            due.into_iter().partition(|case| is_ours(pack, case));
        let calls = shelf.visits.iter().rev().filter_map(|visit| {
            let case = shelf
                .cases
                .iter()
                .find(|case| case.ticket == visit.ticket)?;
            let seat = Some(visit.seat.clone());
            Some(CaseRow { seat, ..row(case) })
        });
        let waited_for = shelf.batches.iter().filter(|(_, waiting)| *waiting > 0);
        let classes = waited_for.map(|(batch, waiting)| Class::of(batch, *waiting, pack, today));
        let mut batches: Vec<Class> = classes.collect();
        batches.sort_by_key(|class| !class.limit.past);
        Self {
            today,
            due: due.into_iter().map(row).collect(),
            waited: waited.into_iter().map(row).collect(),
            held: with(Status::Held).map(row).collect(),
            calls: calls.collect(),
            batches,
            removed: (shelf.removed, shelf.keep_days),
        }
    }
}

/// Who moves next, by the place in the rules' list: from 1, the caller last,
/// who also goes on with what was broken off; 0 where there is an answer to
/// tell.
pub(crate) fn mover(pack: &Pack, case: &Case) -> usize {
    let owner = case.told.owner.as_ref();
    let place = owner.and_then(|id| pack.owners.iter().position(|owner| owner.id == *id));
    match (case.changed, place) {
        (true, _) => 0,
        (false, place) => place.map_or(pack.owners.len(), |place| place + 1),
    }
}

/// Whether it is not the caller's own to move.
pub(crate) fn is_ours(pack: &Pack, case: &Case) -> bool {
    mover(pack, case) < pack.owners.len()
}

/// Whether a case waits on `today` for us or the authority beyond its day. One
/// that is laid aside goes on today.
pub(crate) fn is_late(pack: &Pack, case: &Case, today: NaiveDate) -> bool {
    let waits = case.changed || !message::is_done(pack, &case.told);
    waits && case.status != Status::Held && is_ours(pack, case) && case.told.due < today
}

fn row(pack: &Pack, shelf: &Shelf, case: &Case, today: NaiveDate, lang: Lang) -> CaseRow {
    let batch = shelf.batches.iter().map(|(batch, _)| batch);
    let mut batch = batch.filter(|batch| Some(&batch.name) == case.batch.as_ref());
    let batch = batch.next().map(|batch| &batch.known);
    let who = [&case.caller, &case.phone_tail];
    let who: Vec<&str> = who.into_iter().flatten().map(String::as_str).collect();
    let owner = case.told.owner.as_ref();
    let owner = owner.and_then(|id| pack.owners.iter().find(|owner| owner.id == *id));
    let template = |owner: &Named| Template::new(pack, lang).unfilled(&owner.name);
    let words = InWords {
        pack,
        case,
        batch,
        lang,
    };
    CaseRow {
        case: case.key(),
        who: who.join(" "),
        batch: case.batch.clone(),
        due: (case.told.due, message::due_in_words(case, lang)),
        late: is_late(pack, case, today),
        owner: owner.filter(|_| case.waits()).map(template),
        line: words.line(),
        of_class: of_class(&words),
        status: case.status,
        seat: None,
    }
}

/// What is to be minded of a case for its class's sake, in a few words.
pub(crate) fn of_class(words: &InWords<'_>) -> Vec<&'static str> {
    let InWords { case, lang, .. } = *words;
    let changed = match case.told.result {
        Some(_) => lang.pick(
            "班次改了答复，要告诉对方",
            "the class changed the answer: tell them",
        ),
        None => lang.pick(
            "班次改了答复：原来的不算了",
            "the class changed the answer: the old one no longer holds",
        ),
    };
    let changed = case.changed.then_some(changed);
    changed.into_iter().chain(words.otherwise()).collect()
}
