//! Rows that stand twice in a roster, and one ID number beside two names. Of
//! each row only its hash is held, of no longer than the roster is read.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, RandomState};

use super::cell::{Cell, RosterRow};
use super::fault::CellFault;
use super::row::Judge;
use super::run::Batch;
use super::vocabulary::{Role, fold};
use crate::check::id_number::{self, FindingKind};
use crate::pack::Domain;

/// Rows held; a spreadsheet has no more.
const MOST: usize = 1 << 20;

/// What a row has in common with one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// The ID number, beside another name.
    Number,
    /// The ID number, beside the same name or none.
    Person,
    /// All of it.
    Row,
}

/// Of rows that repeat one above, by their numbers: the column, and what is
/// said of it.
pub(crate) type Repeated = BTreeMap<u64, (Option<usize>, CellFault)>;

/// What stood in the rows so far.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    state: RandomState,
    /// By hash of an ID number: its first row, and the hash of a name there.
    numbers: HashMap<u64, (u64, Option<u64>)>,
    /// By hash of a row that has a name and no ID number: its first.
    rows: HashMap<u64, u64>,
}

impl Repeats {
    /// What the next rows repeat; the first `skip` are headings.
    pub(crate) fn of(&mut self, judge: &Judge<'_>, batch: &impl Batch, skip: usize) -> Repeated {
        let mut found = Repeated::new();
        batch.each(skip, &mut |line| {
            if self.numbers.len() + self.rows.len() < MOST
                && let Some(said) = self.row(judge, line)
            {
                found.insert(line.number, said);
            }
        });
        found
    }

    fn row(
        &mut self,
        judge: &Judge<'_>,
        line: &RosterRow<'_>,
    ) -> Option<(Option<usize>, CellFault)> {
        let pack = judge.reader.pack;
        let column = |wanted: &dyn Fn(Role) -> bool| {
            let mut roles = judge.columns.roles.iter();
            let found = roles.find(|(_, role)| wanted(*role));
            found.map(|(at, _)| (*at, line.cells.get(*at).unwrap_or(&Cell::EMPTY)))
        };
        let id = column(&|role| pack.fact(role.fact()).domain == Domain::IdNumber);
        let name = column(&|role| matches!(role, Role::Record(_)));
        let name = name.map(|(_, cell)| fold(&cell.text()));
        let name = name.filter(|name| !name.is_empty());
        if let Some((at, cell)) = id
            && let Some(number) = number(cell, judge)
        {
            let number = self.state.hash_one(number);
            let name = name.map(|name| self.state.hash_one(name));
            let (first, there) = *self.numbers.entry(number).or_insert((line.number, name));
            let alike = match (there, name) {
                (Some(there), Some(name)) if there != name => Alike::Number,
                _ => Alike::Person,
            };
            let said = CellFault::Repeated { first, alike };
            return (first != line.number).then_some((Some(at), said));
        }
        if name.is_none() || judge.is_of_nobody(line) {
            return None;
        }
        let cells: Vec<_> = line.cells.iter().map(Cell::text).collect();
        let row = self.state.hash_one(cells);
        let first = *self.rows.entry(row).or_insert(line.number);
        let alike = Alike::Row;
        (first != line.number).then_some((None, CellFault::Repeated { first, alike }))
    }
}

/// An ID number as it is compared. One that a spreadsheet has rounded is like
/// those of many others.
fn number(cell: &Cell<'_>, judge: &Judge<'_>) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    if !id_number::may_be_a_number(text) {
        return None;
    }
    let found = id_number::check(text, judge.reader.today).findings;
    let rounded = found.iter().any(|it| it.kind == FindingKind::Spreadsheet);
    let plain = |text: String| text.chars().filter(char::is_ascii_alphanumeric).collect();
    (!rounded).then(|| plain(fold(text)))
}
