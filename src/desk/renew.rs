//! What holds for a case after its class came to know something else, or when it
//! is opened again, and whether the caller is still to hear it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::batch::Batch;
use super::case::{Basis, Case, CaseKey, Heard};
use super::known::Known;
use super::store::{Store, StoreFault};
use super::ticket::Ticket;
use super::walk_state::Ground;
use crate::engine::Answers;
use crate::pack::{FactId, Pack};

/// A class that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassSet {
    /// The class.
    pub(crate) batch: Batch,
    /// Those who wait whose answer it changed.
    pub(crate) changed: Vec<Ticket>,
    /// Those who wait whose own answers say otherwise than what is new of it.
    pub(crate) contested: Vec<Ticket>,
    /// Whether what somebody else has noted meanwhile came in.
    pub(crate) merged: bool,
    /// What somebody else had noted meanwhile and this replaced.
    pub(crate) replaced: Known,
}

/// Changes what is known of a class, and re-computes those of it who wait.
///
/// # Errors
/// The store fails.
pub(crate) fn set_class(
    pack: &Pack,
    today: NaiveDate,
    store: &mut Store,
    name: &str,
    change: impl Fn(Option<&Known>) -> Option<Known>,
) -> Result<ClassSet, StoreFault> {
    let mut contested = BTreeSet::new(); // a store that was lost is written to again
    let (batch, changed) = store.set_batch(name, change, |case, was, known| {
        catch_up(pack, today, case, was, known);
        let [was, now] = [was, known].map(|it| it.map(|it| it.answers(pack)));
        let of = |class: &Option<Answers>, fact| class.as_ref()?.get(fact).cloned();
        let is_new = |fact: &FactId| of(&was, *fact) != of(&now, *fact);
        let ground = Ground::of(pack, today, case, known);
        if ground.contested(&case.known).iter().any(is_new) {
            contested.insert(case.ticket);
        }
    })?;
    Ok(ClassSet {
        batch,
        changed,
        contested: contested.into_iter().collect(),
        merged: false,
        replaced: Known::default(),
    })
}

/// The same with what a window changed that had `read` it before: the rest is as
/// others have left it. A class that was removed meanwhile stays so.
///
/// # Errors
/// There is no such class, the store fails.
pub(crate) fn edit_class(
    pack: &Pack,
    today: NaiveDate,
    store: &mut Store,
    name: &str,
    (read, known): (&Known, &Known),
) -> Result<ClassSet, StoreFault> {
    let there = RefCell::default();
    let set = set_class(pack, today, store, name, |it| {
        there.replace(it?.clone());
        Some(it?.changed(read, known))
    })?;
    Ok(ClassSet {
        merged: set.batch.known != *known,
        replaced: there.into_inner().replaced(read, known),
        ..set
    })
}

/// Puts a case into another class, or none. Where that was a mistake and is
/// taken back, the caller need not be told anything.
///
/// # Errors
/// There is no such case or class, the store fails.
pub(crate) fn place(
    pack: &Pack,
    today: NaiveDate,
    store: &mut Store,
    key: &CaseKey,
    (own, batch): (bool, Option<&str>),
) -> Result<(), StoreFault> {
    store.place(key, own, batch, |case, was, known| {
        let told = case.changed || case.told.result.is_some();
        // Of another class, or of none, all counts that they said themselves.
        if let Some(heard) = &case.heard {
            case.known = heard.from.own.clone();
        }
        catch_up(pack, today, case, was, known);
        if !told {
            case.tell(); // who heard nothing yet need not hear that it is another
        }
    })
}

/// Works out anew what holds for a case whose call rested on what `was` known
/// of its class, where that is something else by now.
pub(crate) fn catch_up(
    pack: &Pack,
    today: NaiveDate,
    case: &mut Case,
    was: Option<&Known>,
    batch: Option<&Known>,
) {
    renew(pack, today, case, heard(case, was), batch);
}

/// What a caller has heard, unless the case says otherwise.
fn heard(case: &Case, class: Option<&Known>) -> Heard {
    Heard {
        from: Basis {
            own: case.known.clone(),
            class: class.cloned(),
        },
        told: case.told.clone(),
    }
}

/// Opens a case again. What its class has come to know since it was closed
/// counts, and who had not heard the latest still has not.
pub(crate) fn reopen(pack: &Pack, today: NaiveDate, case: &mut Case, batch: Option<&Known>) {
    let was_closed = !case.waits();
    let then = case.then.take();
    case.reopen();
    let is_new = case.heard.is_some()
        || then.as_ref().map_or(batch.is_some(), |then| {
            (&then.own, then.class.as_ref()) != (&case.known, batch)
        });
    if was_closed && is_new {
        let own = case.known.clone();
        let heard = Heard {
            from: then.unwrap_or(Basis { own, class: None }),
            told: case.told.clone(),
        };
        renew(pack, today, case, heard, batch);
    }
}

/// Works out what holds for a case of whose class `batch` is known now. Where
/// that is not what the caller heard last, which is `heard` unless the case says
/// otherwise, they are to be told.
fn renew(pack: &Pack, today: NaiveDate, case: &mut Case, heard: Heard, batch: Option<&Known>) {
    // Of a mark that an older program set nobody knows what was heard before.
    let stays = case.changed && case.heard.is_none();
    let heard = case.heard.take().unwrap_or_else(|| Box::new(heard));
    let ground = Ground::of(pack, today, case, batch);
    let Basis { own, class } = &heard.from;
    let now = match batch {
        Some(_) => ground.yielding(class.as_ref(), own, &heard.told),
        None => Some(case.known.clone()),
    };
    let now = ground.learning(class.as_ref(), now.unwrap_or_else(|| own.clone()));
    if let Some(told) = ground.after_change((class.as_ref(), own), &now, &heard.told) {
        case.known = now;
        if !told.says_as(&case.told) {
            let was_told = case.told.result.is_some();
            case.told = if was_told {
                told
            } else {
                told.owing(pack, &case.told)
            };
        }
        // Who had no answer, and has none now, has nothing to hear.
        let is_news = heard.told.result.is_some() || case.told.result.is_some();
        case.changed = stays || is_news;
        case.heard = Some(heard).filter(|_| is_news && !stays);
        return;
    }
    // What was learnt and changed nothing may do so with what is learnt next.
    let learnt = batch.is_some() && now != heard.from.own && !stays;
    if batch.is_some() {
        case.known.clone_from(&heard.from.own);
    }
    case.told.clone_from(&heard.told);
    case.changed = stays;
    case.heard = Some(heard).filter(|_| learnt);
}
