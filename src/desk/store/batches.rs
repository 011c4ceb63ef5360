//! Batches in the store.

use std::borrow::Cow;

use super::Store;
use super::cases::{WAITS, case, update_case};
use super::database::{Database, Row, all, json, number, text, to_json};
use super::fault::StoreFault;
use crate::check::note::masked;
use crate::desk::batch::Batch;
use crate::desk::case::{Case, CaseKey};
use crate::desk::known::Known;
use crate::desk::ticket::Ticket;

impl Store {
    /// Changes what is known of a class to what `change` makes of it, and
    /// re-computes the cases of it that wait: `renew` is told what was known
    /// before and what is now. No visit is written, and the cases keep their
    /// versions. Gives the class back, and whom it changed.
    ///
    /// # Errors
    /// There is no such class and `change` makes none, the store fails.
    pub(crate) fn set_batch(
        &mut self,
        name: &str,
        change: impl Fn(Option<&Known>) -> Option<Known>,
        mut renew: impl FnMut(&mut Case, Option<&Known>, Option<&Known>),
    ) -> Result<(Batch, Vec<Ticket>), StoreFault> {
        self.write(|db| {
            let old = find(db, name)?;
            let version = old.as_ref().map_or(1, |old| old.version.saturating_add(1));
            let old = old.map(|old| old.known);
            let Some(known) = change(old.as_ref()) else {
                return Err(no_batch(db, name));
            };
            let batch = Batch {
                name: name.to_owned(),
                version,
                known,
            };
            put(db, &batch)?;
            let mut changed = Vec::new();
            for mut case in waiting(db, name)? {
                let before = case.clone();
                let [was, known] = [old.as_ref(), Some(&batch.known)].map(|it| before.of_class(it));
                renew(&mut case, was.as_deref(), known.as_deref());
                if case == before {
                    continue;
                }
                update_case(db, &case)?;
                if case.changed && case.told != before.told {
                    changed.push(case.ticket);
                }
            }
            Ok((batch, changed))
        })
    }

    /// Puts a case into another class, or none. One that waits is re-computed:
    /// `renew` is told what was known of its class before and what is now.
    ///
    /// # Errors
    /// There is no such case or class, the store fails.
    pub(crate) fn place(
        &mut self,
        key: &CaseKey,
        own: bool,
        batch: Option<&str>,
        mut renew: impl FnMut(&mut Case, Option<&Known>, Option<&Known>),
    ) -> Result<(), StoreFault> {
        self.write(|db| {
            let mut case = case(db, key)?;
            let old = class_of(db, &case)?;
            let known = batch.map(|name| known(db, name)).transpose()?;
            if case.batch.as_deref() != batch {
                case.left = None;
            }
            (case.own, case.batch) = (own, batch.map(str::to_owned));
            case.version = case.version.saturating_add(1);
            let known = case.of_class(known.as_ref()).map(Cow::into_owned);
            // Nobody waits to hear what would hold now of a case that is closed.
            if case.waits() {
                renew(&mut case, old.as_ref(), known.as_ref());
            }
            update_case(db, &case)
        })
    }

    /// A class, and the cases of it that wait.
    ///
    /// # Errors
    /// There is none, the store fails.
    pub(crate) fn batch(&mut self, name: &str) -> Result<(Batch, Vec<Case>), StoreFault> {
        self.read(|db| Ok((found(db, name)?, waiting(db, name)?)))
    }

    /// What counts of a case's class.
    ///
    /// # Errors
    /// The store fails.
    pub(crate) fn class_of(&mut self, case: &Case) -> Result<Option<Known>, StoreFault> {
        match case.batch {
            Some(_) => self.read(|db| class_of(db, case)),
            None => Ok(case.left.clone()),
        }
    }

    /// Every class with how many wait, by name.
    ///
    /// # Errors
    /// The store fails.
    pub fn batches(&mut self) -> Result<Vec<(Batch, usize)>, StoreFault> {
        let sql = with_waiting("1 = 1", self.db.by_signs());
        self.read(|db| counted(&db.rows(&sql, &[])?))
    }

    /// Deletes a class; its cases keep its name, what was told, and beside their
    /// own what was known of it, until they are put elsewhere.
    ///
    /// # Errors
    /// There is none, the store fails.
    pub(crate) fn remove_batch(&mut self, name: &str) -> Result<(), StoreFault> {
        self.write(|db| {
            let known = known(db, name)?;
            // Its cases keep what was known of it, also those that are opened again.
            let cases = "SELECT body FROM cases WHERE batch = $1";
            for mut case in all::<Case>(&db.rows(cases, &[name.into()])?)? {
                case.left = case.of_class(Some(&known)).map(Cow::into_owned);
                update_case(db, &case)?;
            }
            db.run("DELETE FROM batches WHERE name = $1", &[name.into()])?;
            Ok(())
        })?;
        self.db.wipe();
        Ok(())
    }
}

/// The classes of which `holds` is true with how many wait, by name, this
/// ordered `by_signs`.
pub(super) fn with_waiting(holds: &str, by_signs: &str) -> String {
    format!(
        "SELECT body, COALESCE(waiting, 0) FROM batches LEFT JOIN (SELECT batch, COUNT(*) AS waiting FROM cases WHERE {WAITS} GROUP BY batch) AS counted ON counted.batch = name WHERE {holds} ORDER BY name{by_signs}"
    )
}

/// Such classes, read.
pub(super) fn counted(rows: &[Row]) -> Result<Vec<(Batch, usize)>, StoreFault> {
    let read = rows.iter().map(|row| {
        let waiting = usize::try_from(number(row, 1)?).unwrap_or(0);
        Ok((json(row, 0)?, waiting))
    });
    read.collect()
}

/// What is known of a class.
pub(super) fn known(db: &mut dyn Database, name: &str) -> Result<Known, StoreFault> {
    Ok(found(db, name)?.known)
}

/// What counts of a case's class.
pub(super) fn class_of(db: &mut dyn Database, case: &Case) -> Result<Option<Known>, StoreFault> {
    let known = match &case.batch {
        Some(name) => find(db, name)?.map(|batch| batch.known),
        None => None,
    };
    Ok(case.of_class(known.as_ref()).map(Cow::into_owned))
}

/// A class that must be there.
fn found(db: &mut dyn Database, name: &str) -> Result<Batch, StoreFault> {
    find(db, name)?.ok_or_else(|| no_batch(db, name))
}

/// A class.
pub(super) fn find(db: &mut dyn Database, name: &str) -> Result<Option<Batch>, StoreFault> {
    let rows = db.rows("SELECT body FROM batches WHERE name = $1", &[name.into()])?;
    rows.first().map(|row| json(row, 0)).transpose()
}

/// Puts a class in, in the place of what is there.
pub(super) fn put(db: &mut dyn Database, batch: &Batch) -> Result<(), StoreFault> {
    let sql = "INSERT INTO batches (name, body) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET body = excluded.body";
    db.run(sql, &[batch.name.as_str().into(), to_json(batch)?])?;
    Ok(())
}

/// That there is no such class. What was typed may be anything; a number of
/// somebody is not repeated.
fn no_batch(db: &mut dyn Database, name: &str) -> StoreFault {
    let sql = format!("SELECT name FROM batches ORDER BY name{}", db.by_signs());
    let names = db.rows(&sql, &[]).and_then(|rows| {
        rows.iter()
            .map(|row| text(row, 0).map(str::to_owned))
            .collect()
    });
    names.map_or_else(
        |fault| fault,
        |names| StoreFault::NoBatch(masked(name), names),
    )
}

/// The cases of a class that wait.
fn waiting(db: &mut dyn Database, name: &str) -> Result<Vec<Case>, StoreFault> {
    let sql = format!("SELECT body FROM cases WHERE batch = $1 AND {WAITS} ORDER BY ticket");
    all(&db.rows(&sql, &[name.into()])?)
}
