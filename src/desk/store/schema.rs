//! The tables, step by step, each step numbered in the store. What is searched
//! stands in a column, the rest as JSON beside it. The columns stand so that no
//! two numbers come to lie side by side in the file: whoever looks for a long
//! number in it shall find none.
//!
//! A word is looked for in `cases_by_due` alone: that is a tenth of the table.

use super::database::Database;
use super::fault::StoreFault;

/// The steps, from 1; one that was released is never changed.
const STEPS: &[&[&str]] = &[&[
    "CREATE TABLE cases (ticket TEXT PRIMARY KEY, status TEXT NOT NULL, due TEXT NOT NULL, words TEXT NOT NULL, closed TEXT, body TEXT NOT NULL, batch TEXT)",
    "CREATE INDEX cases_by_day ON cases (substr(ticket, 1, 4))",
    "CREATE INDEX cases_by_due ON cases (status, due, words, ticket)",
    "CREATE INDEX cases_by_closing ON cases (closed)",
    "CREATE INDEX cases_by_batch ON cases (batch, status)",
    "CREATE TABLE visits (number {counter}, ticket TEXT NOT NULL REFERENCES cases (ticket), id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, body TEXT NOT NULL, due TEXT NOT NULL)",
    "CREATE INDEX visits_by_case ON visits (ticket)",
    "CREATE INDEX visits_by_day ON visits (at)",
    "CREATE INDEX visits_by_due ON visits (due)",
    "CREATE TABLE batches (name TEXT PRIMARY KEY, body TEXT NOT NULL)",
]];

/// Whether a store has all of them.
pub(super) fn is_there(db: &mut dyn Database) -> Result<bool, StoreFault> {
    let newest = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    match db.step()? {
        done if done > newest => Err(StoreFault::Newer(done, newest)),
        done => Ok(done == newest),
    }
}

/// Takes the steps that a store lacks.
pub(super) fn migrate(db: &mut dyn Database) -> Result<(), StoreFault> {
    take(db, STEPS)
}

fn take(db: &mut dyn Database, steps: &[&[&str]]) -> Result<(), StoreFault> {
    // Another may just have taken them.
    let done = db.step()?;
    for (step, statements) in (1..).zip(steps).filter(|(step, _)| *step > done) {
        for statement in *statements {
            let statement = statement.replace("{counter}", db.counter());
            db.run(&statement, &[])?;
        }
        db.set_step(step)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::database::text;
    use super::super::sqlite::Sqlite;
    use super::*;

    /// There is one form so far; the next begins where a store of it stands.
    #[test]
    fn a_store_of_an_older_form_is_carried_forward_and_keeps_what_it_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        let mut db = Sqlite::open(&path).expect("it opens");
        migrate(&mut db).expect("it is made");
        let class = "INSERT INTO batches (name, body) VALUES ('a', '{}')";
        db.run(class, &[]).expect("it is written");
        let newer = [STEPS[0], &["ALTER TABLE batches ADD COLUMN more TEXT"]];
        take(&mut db, &newer).expect("the second step alone is taken");
        assert_eq!(db.step().expect("a step"), 2);
        let kept = db.rows("SELECT name, more FROM batches", &[]);
        let kept = kept.expect("the new column is there");
        assert_eq!(text(&kept[0], 0).expect("its name"), "a");
    }
}
