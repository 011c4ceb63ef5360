//! What a database does for the statements of a store.

use std::time::Duration;

use super::fault::StoreFault;

/// A value in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Nothing.
    Null,
}

/// A row.
pub(super) type Row = Vec<Cell>;

/// A connection. Statements number what is put in them `$1`, `$2`, … in the
/// order in which they first stand there: so both databases read them.
pub(super) trait Database: Send {
    /// The last step of the schema that the store took; 0 of one that is new.
    fn step(&mut self) -> Result<i64, StoreFault>;

    /// Notes that it took a step.
    fn set_step(&mut self, step: i64) -> Result<(), StoreFault>;

    /// The column type that numbers rows by itself.
    fn counter(&self) -> &'static str;

    /// The function that tells where in a text another stands, 0 where it does
    /// not.
    fn place_of(&self) -> &'static str;

    /// What stands behind a column to order it sign by sign, as a file does,
    /// whatever the language of the database.
    fn by_signs(&self) -> &'static str;

    /// Begins to write; whoever else writes waits.
    fn begin(&mut self) -> Result<(), StoreFault>;

    /// Begins to read the whole as it is now; others may write meanwhile.
    fn look(&mut self) -> Result<(), StoreFault>;

    /// Ends the writing: it is on the disk when this returns.
    fn commit(&mut self) -> Result<(), StoreFault>;

    /// Takes back what was not committed.
    fn rollback(&mut self);

    /// Runs a statement.
    fn run(&mut self, sql: &str, with: &[Cell]) -> Result<u64, StoreFault>;

    /// The rows that a statement finds.
    fn rows(&mut self, sql: &str, with: &[Cell]) -> Result<Vec<Row>, StoreFault>;

    /// Whether another connection has written since this was last asked.
    fn has_news(&mut self) -> Result<bool, StoreFault>;

    /// Waits so long for others who write.
    fn wait_for_others(&mut self, most: Duration) -> Result<(), StoreFault>;

    /// Leaves nothing behind of what was deleted, which is done already: what
    /// cannot be wiped now goes with a later commit.
    fn wipe(&mut self);

    /// Connects again.
    fn reconnect(&mut self) -> Result<(), StoreFault>;
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

/// The text in a cell.
pub(super) fn text(row: &Row, column: usize) -> Result<&str, StoreFault> {
    match row.get(column) {
        Some(Cell::Text(text)) => Ok(text),
        _ => Err(StoreFault::Damaged),
    }
}

/// The number in a cell.
pub(super) fn number(row: &Row, column: usize) -> Result<i64, StoreFault> {
    match row.get(column) {
        Some(Cell::Number(number)) => Ok(*number),
        _ => Err(StoreFault::Damaged),
    }
}

/// What the JSON in a cell holds.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    row: &Row,
    column: usize,
) -> Result<T, StoreFault> {
    serde_json::from_str(text(row, column)?).map_err(|_| StoreFault::Damaged)
}

/// What the JSON in the first cell of each row holds.
pub(super) fn all<T: serde::de::DeserializeOwned>(rows: &[Row]) -> Result<Vec<T>, StoreFault> {
    rows.iter().map(|row| json(row, 0)).collect()
}

/// A value as JSON in a cell.
pub(super) fn to_json(value: &impl serde::Serialize) -> Result<Cell, StoreFault> {
    serde_json::to_string(value)
        .map(Cell::Text)
        .map_err(|_| StoreFault::Damaged)
}
