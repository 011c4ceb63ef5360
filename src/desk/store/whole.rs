//! A whole store at once: the way from one to another.

use chrono::NaiveDate;
use serde_json::{Value, to_value};

use super::Store;
use super::batches::{find, put};
use super::cases::{WAITS, case, insert_case, insert_visit, visit_called};
use super::database::{Cell, Database, all};
use super::fault::StoreFault;
use crate::check::note::masked;
use crate::desk::batch::Batch;
use crate::desk::case::Case;
use crate::desk::visit::Visit;

/// All that a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// The classes, by name.
    pub batches: Vec<Batch>,
    /// The cases, by ticket.
    pub cases: Vec<Case>,
    /// The visits, in the order they came.
    pub visits: Vec<Visit>,
}

impl Store {
    /// All that it holds.
    ///
    /// # Errors
    /// The store fails.
    pub fn whole(&mut self) -> Result<Whole, StoreFault> {
        let by_signs = self.db.by_signs();
        let batches = format!("SELECT body FROM batches ORDER BY name{by_signs}");
        self.read(|db| {
            Ok(Whole {
                batches: all(&db.rows(&batches, &[])?)?,
                cases: all(&db.rows("SELECT body FROM cases ORDER BY ticket", &[])?)?,
                visits: all(&db.rows("SELECT body FROM visits ORDER BY number", &[])?)?,
            })
        })
    }

    /// What of it counts in the figures from one day to another: the cases that
    /// wait or were closed since, and whoever called or was to be looked at on
    /// these days, with all their visits; no classes.
    ///
    /// # Errors
    /// The store fails.
    pub fn within(&mut self, from: NaiveDate, to: NaiveDate) -> Result<Whole, StoreFault> {
        // "All": a union without doubles may be made by going through the table.
        let met = "SELECT ticket FROM visits WHERE at >= $1 AND at <= $2 UNION ALL SELECT ticket FROM visits WHERE due >= $1 AND due <= $2";
        let cases = format!(
            "SELECT body FROM cases WHERE ticket IN ({met} UNION ALL SELECT ticket FROM cases WHERE {WAITS} UNION ALL SELECT ticket FROM cases WHERE closed >= $1) ORDER BY ticket"
        );
        let visits = format!("SELECT body FROM visits WHERE ticket IN ({met}) ORDER BY number");
        let days = [from, to].map(|day| Cell::Text(day.to_string()));
        self.read(|db| {
            Ok(Whole {
                batches: Vec::new(),
                cases: all(&db.rows(&cases, &days)?)?,
                visits: all(&db.rows(&visits, &days)?)?,
            })
        })
    }

    /// Brings in what another store held, all of it or nothing, and gives back
    /// what was not there yet. As it was `written`, perhaps in other words, it may
    /// be there too, of the store that wrote it.
    ///
    /// # Errors
    /// Something is there and is different, the store fails.
    pub fn take_in(&mut self, whole: &Whole, written: &Whole) -> Result<Whole, StoreFault> {
        all_text(written)?;
        self.write(|db| {
            let mut new = Whole::default();
            for (batch, written) in whole.batches.iter().zip(&written.batches) {
                let old = match find(db, &written.name)? {
                    None => find(db, &batch.name)?,
                    old => old,
                };
                if is_new(old.as_ref(), &[batch, written], || batch.name.clone())? {
                    put(db, batch)?;
                    new.batches.push(batch.clone());
                }
            }
            for (it, written) in whole.cases.iter().zip(&written.cases) {
                let old = match case(db, &it.ticket.into()) {
                    Err(StoreFault::NoCase(_)) => None,
                    old => Some(old?),
                };
                let placed = placed(db, it, written)?;
                let alike = [it, written, &placed];
                if is_new(old.as_ref(), &alike, || it.ticket.to_string())? {
                    insert_case(db, &placed)?;
                    new.cases.push(placed);
                }
            }
            let visits = whole.visits.iter().zip(&written.visits);
            new.visits = take_in_visits(db, visits)?;
            Ok(new)
        })
    }
}

/// Refuses what no database keeps as it is: a sign of code 0.
fn all_text(whole: &Whole) -> Result<(), StoreFault> {
    let batches = whole
        .batches
        .iter()
        .map(|it| (to_value(it), masked(&it.name)));
    let cases = whole.cases.iter();
    let cases = cases.map(|it| (to_value(it), it.ticket.to_string()));
    let visits = whole.visits.iter();
    let visits = visits.map(|it| (to_value(it), it.ticket.to_string()));
    let all = batches.chain(cases).chain(visits);
    let mut none = all.filter(|(value, _)| !value.as_ref().is_ok_and(is_text));
    none.next().map_or(Ok(()), |(_, called)| {
        Err(StoreFault::NoText(called.replace('\0', "")))
    })
}

fn is_text(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.contains('\0'),
        Value::Array(all) => all.iter().all(is_text),
        Value::Object(all) => all.values().all(is_text),
        _ => true,
    }
}

/// A case in its class: that may be there under the name that was written.
fn placed(db: &mut dyn Database, it: &Case, written: &Case) -> Result<Case, StoreFault> {
    let mut placed = it.clone();
    if let Some(class) = written.batch.as_ref().filter(|_| it.batch != written.batch)
        && find(db, class)?.is_some()
    {
        placed.batch = Some(class.clone());
    }
    Ok(placed)
}

fn take_in_visits<'v>(
    db: &mut dyn Database,
    visits: impl Iterator<Item = (&'v Visit, &'v Visit)>,
) -> Result<Vec<Visit>, StoreFault> {
    let mut new = Vec::new();
    for (visit, written) in visits {
        let old = visit_called(db, &visit.id)?;
        if is_new(old.as_ref(), &[visit, written], || visit.ticket.to_string())? {
            case(db, &visit.ticket.into())?;
            insert_visit(db, visit)?;
            new.push(visit.clone());
        }
    }
    Ok(new)
}

/// Whether it is not there yet, in whichever words; what is there and different is
/// refused.
fn is_new<T: PartialEq>(
    old: Option<&T>,
    new: &[&T],
    called: impl Fn() -> String,
) -> Result<bool, StoreFault> {
    match old {
        None => Ok(true),
        Some(old) if new.contains(&old) => Ok(false),
        Some(_) => Err(StoreFault::Different(called())),
    }
}
