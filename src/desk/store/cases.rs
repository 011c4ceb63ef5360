//! Cases and their visits in the store.

use chrono::NaiveDate;

use super::Store;
use super::batches::{class_of, counted, with_waiting};
use super::database::{Cell, Database, all, json, number, to_json};
use super::fault::StoreFault;
use crate::check::invisible::narrow;
use crate::desk::batch::Batch;
use crate::desk::case::{Case, CaseFile, CaseKey, Status, Taken};
use crate::desk::known::Known;
use crate::desk::ticket::Ticket;
use crate::desk::visit::{Visit, VisitId};

/// Which cases are wanted; what is not named does not matter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those that stand so; any where none is named.
    pub(crate) status: Vec<Status>,
    /// Those due on this day or before, and not closed.
    pub(crate) due: Option<NaiveDate>,
    /// Those of this class.
    pub(crate) batch: Option<String>,
    /// Those with each of these words in ticket, caller, phone tail, class or
    /// result.
    pub(crate) words: Vec<Sought>,
    /// No more than these; all where none is named.
    pub(crate) most: Option<usize>,
}

/// A word that is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Sought {
    /// It, as it was typed.
    pub(crate) word: String,
    /// What else counts for it: ids of results it was found in.
    pub(crate) results: Vec<String>,
}

/// What is noted of a call with what it changes.
pub(crate) enum Noted {
    /// Nothing: it is no call.
    Nothing,
    /// This visit.
    Visit(Box<Visit>),
    /// No visit any more, whatever of these it was: all of it was taken back.
    Undone([VisitId; 2]),
}

/// The cases, calls and classes of a day, these with how many wait.
pub(crate) type OfDay = (Vec<Case>, Vec<Visit>, Vec<(Batch, usize)>);

/// The condition of those that wait, so that an index serves it.
pub(super) const WAITS: &str = "status IN ('open', 'held')";

impl Filter {
    /// What stands behind WHERE, and what is put in it; `place_of` looks for a
    /// text in another.
    fn condition(&self, place_of: &str) -> (String, Vec<Cell>) {
        let mut with: Vec<Cell> = Vec::new();
        let mut wheres: Vec<String> = Vec::new();
        let mut next = |cell: Cell| {
            with.push(cell);
            format!("${}", with.len())
        };
        if !self.status.is_empty() {
            let list: Vec<_> = self
                .status
                .iter()
                .map(|status| next(status.name().into()))
                .collect();
            wheres.push(format!("status IN ({})", list.join(", ")));
        }
        if let Some(due) = self.due {
            wheres.push(format!(
                "due <= {} AND {WAITS}",
                next(due.to_string().into())
            ));
        }
        if let Some(batch) = &self.batch {
            wheres.push(format!("batch = {}", next(batch.as_str().into())));
        }
        for Sought { word, results } in &self.words {
            let results = results.iter().map(|id| format!("|{id}|"));
            // A ticket as it is said or typed, and digits of full width.
            let ticket = word.parse().map(|ticket: Ticket| ticket.to_string());
            let joined = Ticket::joined(word).map(|ticket| ticket.to_string());
            let word = ticket.unwrap_or_else(|_| sought(word));
            let words = [word].into_iter().chain(joined).chain(results);
            let places = words.map(|word| format!("{place_of}(words, {}) > 0", next(word.into())));
            wheres.push(format!("({})", places.collect::<Vec<_>>().join(" OR ")));
        }
        wheres.push("1 = 1".to_owned());
        (wheres.join(" AND "), with)
    }
}

impl Store {
    /// Opens a case under the next ticket of `today`, made by `open` from the
    /// ticket and what is known of the class called `batch`. Where the visit
    /// is there already its case is given back.
    ///
    /// # Errors
    /// There is no such class, `open` refuses, the store fails.
    pub fn open_case(
        &mut self,
        today: NaiveDate,
        batch: Option<&str>,
        visit: &VisitId,
        mut open: impl FnMut(Ticket, Option<&Known>) -> Result<(Case, Visit), StoreFault>,
    ) -> Result<Case, StoreFault> {
        self.write(|db| {
            if let Some(kept) = visit_called(db, visit)? {
                return case(db, &kept.ticket.into());
            }
            let known = batch.map(|name| super::batches::known(db, name)).transpose()?;
            let day = Ticket::new(today, 1).day();
            let last = "SELECT COALESCE(MAX(CAST(substr(ticket, 6) AS BIGINT)), 0) FROM cases WHERE substr(ticket, 1, 4) = $1";
            let rows = db.rows(last, &[day.into()])?;
            let last = number(rows.first().ok_or(StoreFault::Damaged)?, 0)?;
            let next = u32::try_from(last + 1).map_err(|_| StoreFault::Damaged)?;
            let (case, visit) = open(Ticket::new(today, next), known.as_ref())?;
            insert_case(db, &case)?;
            insert_visit(db, &visit)?;
            Ok(case)
        })
    }

    /// Changes a case with `edit`, which may make a visit of it and is told
    /// what is known of the class. Nothing is written where nothing changed.
    ///
    /// # Errors
    /// There is no such case, `version` is no longer the one that is there,
    /// `edit` refuses, the store fails.
    pub(crate) fn change(
        &mut self,
        key: &CaseKey,
        version: Option<u32>,
        mut edit: impl FnMut(&mut Case, Option<&Known>) -> Result<Option<Visit>, StoreFault>,
    ) -> Result<Case, StoreFault> {
        let edit = |case: &mut Case, known: Option<&Known>| {
            let visit = edit(case, known)?;
            Ok(visit.map_or(Noted::Nothing, |visit| Noted::Visit(Box::new(visit))))
        };
        self.change_over(key, version, edit, |_, _| ())
    }

    /// The same where the visit may be there already: `over` makes of the two
    /// the one that is kept.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn change_over(
        &mut self,
        key: &CaseKey,
        version: Option<u32>,
        mut edit: impl FnMut(&mut Case, Option<&Known>) -> Result<Noted, StoreFault>,
        over: impl Fn(&mut Visit, &Visit),
    ) -> Result<Case, StoreFault> {
        self.write(|db| {
            let old = case(db, key)?;
            let known = class_of(db, &old)?;
            let mut new = old.clone();
            let (mut visit, mut undone) = match edit(&mut new, known.as_ref())? {
                Noted::Visit(visit) => (Some(*visit), Vec::new()),
                Noted::Undone(ids) => (None, ids.to_vec()),
                Noted::Nothing => (None, Vec::new()),
            };
            for id in std::mem::take(&mut undone) {
                undone.extend(visit_called(db, &id)?.map(|visit| visit.id));
            }
            let kept = match &mut visit {
                Some(visit) => visit_over(db, visit)?,
                None => None,
            };
            if let (Some(visit), Some(kept)) = (&mut visit, &kept) {
                over(visit, kept);
            }
            if new == old && kept == visit && undone.is_empty() {
                return Ok(old);
            }
            if version.is_some_and(|version| version != old.version) {
                return Err(StoreFault::Stale(Box::new(old)));
            }
            new.version = old.version.saturating_add(1);
            update_case(db, &new)?;
            for id in undone {
                db.run("DELETE FROM visits WHERE id = $1", &[id.as_str().into()])?;
            }
            match (visit, kept) {
                (Some(visit), None) => insert_visit(db, &visit)?,
                (Some(visit), Some(_)) => update_visit(db, &visit)?,
                (None, _) => {}
            }
            Ok(new)
        })
    }

    /// Notes who has a case open from now on, where `given` says so of whoever
    /// had it before. No version is counted: nothing of the case is another.
    ///
    /// # Errors
    /// There is none, the store fails.
    pub(crate) fn hand(
        &mut self,
        key: &CaseKey,
        to: Option<&Taken>,
        given: impl Fn(Option<&Taken>) -> bool,
    ) -> Result<Option<Taken>, StoreFault> {
        self.write(|db| {
            let mut case = case(db, key)?;
            let before = case.taken.take();
            if given(before.as_ref()) && before.as_ref() != to {
                case.taken = to.cloned();
                update_case(db, &case)?;
            }
            Ok(before)
        })
    }

    /// A case with all that belongs to it.
    ///
    /// # Errors
    /// There is none, the store fails.
    pub fn file(&mut self, key: &CaseKey) -> Result<CaseFile, StoreFault> {
        self.read(|db| {
            let case = case(db, key)?;
            let visits = "SELECT body FROM visits WHERE ticket = $1 ORDER BY number";
            Ok(CaseFile {
                visits: all(&db.rows(visits, &[key.ticket.to_string().into()])?)?,
                batch: class_of(db, &case)?,
                case,
            })
        })
    }

    /// The cases wanted: those that wait first, the earliest due first, then
    /// those that are closed, the latest first.
    ///
    /// # Errors
    /// The store fails.
    pub fn cases(&mut self, filter: &Filter) -> Result<Vec<Case>, StoreFault> {
        let (wheres, with) = filter.condition(self.db.place_of());
        let by_signs = self.db.by_signs();
        self.read(|db| {
            let mut found: Vec<Case> = Vec::new();
            for (stands, order) in [(WAITS, "ASC"), ("status = 'closed'", "DESC")] {
                let left = filter.most.map(|most| most.saturating_sub(found.len()));
                let limit = left.map_or_else(String::new, |left| format!(" LIMIT {left}"));
                // In this order an index has them: it is read until there are
                // enough, and only their own rows with it.
                let wanted = format!(
                    "SELECT ticket FROM cases WHERE {stands} AND {wheres} ORDER BY due {order}, words{by_signs} {order}{limit}"
                );
                let sql = format!(
                    "SELECT body FROM cases WHERE ticket IN ({wanted}) ORDER BY due {order}, ticket {order}"
                );
                found.extend(all(&db.rows(&sql, &with)?)?);
            }
            Ok(found)
        })
    }

    /// What the board of a day shows: the cases that wait and those of the
    /// day's calls, the earliest due first, these calls, the first first, and
    /// the classes of these cases with how many wait.
    ///
    /// # Errors
    /// The store fails.
    pub(crate) fn of_day(&mut self, day: NaiveDate) -> Result<OfDay, StoreFault> {
        let shown = format!(
            "ticket IN (SELECT ticket FROM cases WHERE {WAITS} UNION ALL SELECT ticket FROM visits WHERE at = $1)"
        );
        let cases = format!("SELECT body FROM cases WHERE {shown} ORDER BY due, ticket");
        let classes = format!("name IN (SELECT batch FROM cases WHERE {shown})");
        let classes = with_waiting(&classes, self.db.by_signs());
        let visits = "SELECT body FROM visits WHERE at = $1 ORDER BY number";
        let with = [Cell::Text(day.to_string())];
        self.read(|db| {
            Ok((
                all(&db.rows(&cases, &with)?)?,
                all(&db.rows(visits, &with)?)?,
                counted(&db.rows(&classes, &with)?)?,
            ))
        })
    }

    /// Deletes a case and its visits.
    ///
    /// # Errors
    /// There is none, the store fails.
    pub fn forget(&mut self, key: &CaseKey) -> Result<Case, StoreFault> {
        let case = self.write(|db| {
            let case = case(db, key)?;
            let ticket = [key.ticket.to_string().into()];
            db.run("DELETE FROM visits WHERE ticket = $1", &ticket)?;
            db.run("DELETE FROM cases WHERE ticket = $1", &ticket)?;
            Ok(case)
        })?;
        self.db.wipe();
        Ok(case)
    }

    /// Deletes the cases closed before a day, and says how many.
    ///
    /// # Errors
    /// The store fails.
    pub(crate) fn purge(&mut self, before: NaiveDate) -> Result<usize, StoreFault> {
        let before = [Cell::Text(before.to_string())];
        let old = "SELECT ticket FROM cases WHERE closed < $1";
        // Who only looks does not wait for those who write.
        if self.read(|db| db.rows(old, &before))?.is_empty() {
            return Ok(0);
        }
        let visits = format!("DELETE FROM visits WHERE ticket IN ({old})");
        let removed = self.write(|db| {
            db.run(&visits, &before)?;
            db.run("DELETE FROM cases WHERE closed < $1", &before)
        })?;
        if removed > 0 {
            self.db.wipe();
        }
        Ok(usize::try_from(removed).unwrap_or(usize::MAX))
    }
}

/// The case meant, and not another with its ticket.
pub(super) fn case(db: &mut dyn Database, key: &CaseKey) -> Result<Case, StoreFault> {
    let sql = "SELECT body FROM cases WHERE ticket = $1";
    let rows = db.rows(sql, &[key.ticket.to_string().into()])?;
    let found = rows.first().map(|row| json(row, 0)).transpose()?;
    let found = found.filter(|case| key.is(case));
    found.ok_or(StoreFault::NoCase(key.ticket))
}

/// A visit by its id.
pub(super) fn visit_called(
    db: &mut dyn Database,
    id: &VisitId,
) -> Result<Option<Visit>, StoreFault> {
    let rows = db.rows(
        "SELECT body FROM visits WHERE id = $1",
        &[id.as_str().into()],
    )?;
    rows.first().map(|row| json(row, 0)).transpose()
}

/// The visit that is there already under this one's id. A call that goes on
/// after midnight is another of the new day: what was told the day before stays.
fn visit_over(db: &mut dyn Database, visit: &mut Visit) -> Result<Option<Visit>, StoreFault> {
    let kept = visit_called(db, &visit.id)?;
    if kept.as_ref().is_none_or(|kept| kept.at == visit.at) {
        return Ok(kept);
    }
    visit.id = visit.id.on(visit.at);
    visit_called(db, &visit.id)
}

/// Puts a case in that is not there yet.
pub(super) fn insert_case(db: &mut dyn Database, case: &Case) -> Result<(), StoreFault> {
    let sql = "INSERT INTO cases (ticket, status, due, words, closed, body, batch) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let mut with = vec![case.ticket.to_string().into()];
    with.extend(columns(case)?);
    db.run(sql, &with)?;
    Ok(())
}

/// Puts a case in the place of what is there.
pub(super) fn update_case(db: &mut dyn Database, case: &Case) -> Result<(), StoreFault> {
    let sql = "UPDATE cases SET status = $1, due = $2, words = $3, closed = $4, body = $5, batch = $6 WHERE ticket = $7";
    let mut with = columns(case)?.to_vec();
    with.push(case.ticket.to_string().into());
    db.run(sql, &with)?;
    Ok(())
}

/// Words as they are looked for: signs of one width, small letters.
fn sought(words: &str) -> String {
    let narrow: String = words.chars().map(narrow).collect();
    narrow.to_lowercase()
}

/// What stands in the columns of a case behind its ticket.
fn columns(case: &Case) -> Result<[Cell; 6], StoreFault> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    let words = [
        case.ticket.to_string(),
        or_none(&case.caller),
        or_none(&case.phone_tail),
        or_none(&case.batch),
        or_none(&case.told.result),
    ];
    Ok([
        case.status.name().into(),
        case.told.due.to_string().into(),
        format!("|{}|", sought(&words.join("|"))).into(),
        case.closed.map(|day| day.to_string()).into(),
        to_json(case)?,
        case.batch.clone().into(),
    ])
}

/// Puts a visit in that is not there yet.
pub(super) fn insert_visit(db: &mut dyn Database, visit: &Visit) -> Result<(), StoreFault> {
    let sql = "INSERT INTO visits (ticket, id, at, body, due) VALUES ($1, $2, $3, $4, $5)";
    let with = [
        visit.ticket.to_string().into(),
        visit.id.as_str().into(),
        visit.at.to_string().into(),
        to_json(visit)?,
        visit.told.due.to_string().into(),
    ];
    db.run(sql, &with)?;
    Ok(())
}

fn update_visit(db: &mut dyn Database, visit: &Visit) -> Result<(), StoreFault> {
    db.run(
        "UPDATE visits SET body = $1, due = $2 WHERE id = $3",
        &[
            to_json(visit)?,
            visit.told.due.to_string().into(),
            visit.id.as_str().into(),
        ],
    )?;
    Ok(())
}
