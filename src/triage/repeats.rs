//! Rows that stand twice in a roster, and one ID number beside two names. Who
//! has two certificates stands there twice by right, so a number beside the
//! same name is told only where the rest of the row is the same too, or what the
//! row is of. Of each row only its hash is held, of no longer than the roster is
//! read.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, Hash as _, Hasher as _, RandomState};

use super::cell::{Cell, RosterRow};
use super::fault::CellFault;
use super::row::Judge;
use super::vocabulary::{Role, fold, folded};
use crate::check::id_number::{self, FindingKind};
use crate::pack::{Domain, Pack};

/// What serial numbers are headed by, folded.
const SERIAL: [&str; 4] = ["序号", "编号", "no", "no."];

/// Rows held; a spreadsheet has no more.
const MOST: usize = 1 << 20;

/// What a row has in common with one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// The ID number, beside another name.
    Number,
    /// All of it but blank cells, a serial number, and how the ID number and
    /// the name are written.
    Person,
    /// All of it.
    Row,
}

/// Of rows that repeat one above, by their numbers: the column, and what is
/// said of it.
pub(crate) type Repeated = BTreeMap<u64, (Option<usize>, CellFault)>;

/// What of a row is compared with those above.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowMark {
    line: u64,
    of: Marked,
}

#[derive(Clone, Copy, Debug)]
enum Marked {
    /// A row with an ID number in this column.
    Number(usize, Numbered),
    /// The hash of a row that has a name and no ID number.
    Row(u64),
}

/// The hashes of a row with an ID number.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    number: u64,
    name: Option<u64>,
    /// Of the number, the name, and all else but a serial number.
    row: u64,
    /// Of the number, the name, and what the row is of, where it says that.
    item: Option<u64>,
}

/// What makes marks of rows, each by itself.
#[derive(Debug)]
pub(crate) struct Marker {
    state: RandomState,
    /// Where ID numbers and names stand.
    id: Option<usize>,
    name: Option<usize>,
    /// The column headed as one of serial numbers, or else the first; where
    /// nothing else is known of it.
    serial: Option<usize>,
    /// The columns that say what a row is of, and whether above all.
    items: Vec<(usize, bool)>,
}

impl Marker {
    /// For a roster with these columns.
    pub(crate) fn of(judge: &Judge<'_>) -> Self {
        let pack = judge.reader.pack;
        let first = |wanted: fn(&Pack, Role) -> bool| {
            let mut roles = judge.columns.roles.iter();
            let found = roles.find(|(_, role)| wanted(pack, *role));
            found.map(|(at, _)| *at)
        };
        let mut headings = judge.columns.headings.iter();
        let serial = headings.position(|it| SERIAL.contains(&fold(it).as_str()));
        let serial = serial.unwrap_or_default();
        Self {
            state: RandomState::new(),
            serial: judge.columns.role(serial).is_none().then_some(serial),
            id: first(|pack, role| pack.fact(role.fact()).domain == Domain::IdNumber),
            name: first(|_, role| matches!(role, Role::Record(_))),
            items: items(judge),
        }
    }

    /// The mark of a row that is about anybody.
    pub(crate) fn mark(&self, judge: &Judge<'_>, row: &RosterRow<'_>) -> Option<RowMark> {
        let cell = |at: Option<usize>| Some((at?, row.cells.get(at?)?));
        let name = cell(self.name).map(|(_, cell)| cell.text());
        let name = name.as_deref().map(folded);
        let name = name.filter(|name| !name.is_empty());
        let number = cell(self.id).and_then(|(at, cell)| match cell {
            Cell::Text(text) => Some((at, number(text, judge)?)),
            _ => None,
        });
        let of = match (number, name) {
            (Some((at, number)), name) => {
                let number = self.state.hash_one(number);
                let name = name.map(|name| self.state.hash_one(name));
                let item = self.item(row, number, name);
                let row = self.numbered(row, number, name);
                let row = Numbered {
                    number,
                    name,
                    row,
                    item,
                };
                Marked::Number(at, row)
            }
            (None, Some(_)) if !judge.is_of_nobody(row) => {
                let cells: Vec<_> = row.cells.iter().map(Cell::text).collect();
                Marked::Row(self.state.hash_one(cells))
            }
            (None, _) => return None,
        };
        let line = row.number;
        Some(RowMark { line, of })
    }

    /// The hash of whose row it is, and of what.
    fn item(&self, row: &RosterRow<'_>, number: u64, name: Option<u64>) -> Option<u64> {
        let cells = || {
            self.items
                .iter()
                .map(|(at, main)| (row.cells.get(*at), *main))
        };
        let says =
            |(cell, main): (Option<&Cell<'_>>, bool)| main && cell.is_some_and(|it| !it.is_empty());
        if name.is_none() || !cells().any(says) {
            return None;
        }
        let mut hasher = self.state.build_hasher();
        (number, name).hash(&mut hasher);
        for (cell, _) in cells() {
            folded(&cell.map(Cell::text).unwrap_or_default()).hash(&mut hasher);
        }
        Some(hasher.finish())
    }

    /// The hash of a row with an ID number.
    fn numbered(&self, row: &RosterRow<'_>, number: u64, name: Option<u64>) -> u64 {
        let mut hasher = self.state.build_hasher();
        (number, name).hash(&mut hasher);
        for (at, cell) in row.cells.iter().enumerate() {
            if [self.id, self.name].contains(&Some(at)) || cell.is_empty() {
                continue;
            }
            let text = cell.text();
            if self.serial != Some(at) || !is_serial(&text) {
                hasher.write_usize(at);
                text.trim().hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}

/// The columns that say what a row is of, those too of which nobody can say which
/// of them speaks.
fn items(judge: &Judge<'_>) -> Vec<(usize, bool)> {
    let (columns, words) = (judge.columns, judge.reader.words);
    let headings = (0..).zip(&columns.headings);
    let of = headings.filter_map(|(at, heading)| {
        let role = columns.role(at).or_else(|| words.role(heading));
        let fact = role?.fact();
        let place = words.items.iter().position(|it| *it == fact)?;
        Some((at, place == 0))
    });
    of.collect()
}

/// Whether a text may be the number of a row.
fn is_serial(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stood in the rows so far.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    /// By hash of an ID number: its first row, and the hashes of that.
    numbers: HashMap<u64, (u64, Numbered)>,
    /// By hash of a row that has a name and no ID number, or whose ID number
    /// stood in another above: its first.
    rows: HashMap<u64, u64>,
}

impl Repeats {
    /// What the next rows repeat.
    pub(crate) fn among(&mut self, marks: &[RowMark]) -> Repeated {
        let room = MOST.saturating_sub(self.numbers.len() + self.rows.len());
        let marks = marks.iter().take(room);
        marks
            .filter_map(|mark| Some((mark.line, self.repeats(*mark)?)))
            .collect()
    }

    fn repeats(&mut self, RowMark { line, of }: RowMark) -> Option<(Option<usize>, CellFault)> {
        let (at, first, alike) = match of {
            Marked::Number(at, row) => {
                let (first, alike) = self.numbered(line, row)?;
                (Some(at), first, alike)
            }
            Marked::Row(row) => (None, *self.rows.entry(row).or_insert(line), Alike::Row),
        };
        (first != line).then_some((at, CellFault::Repeated { first, alike }))
    }

    /// The row above that has the same ID number, and what else they share.
    fn numbered(&mut self, line: u64, row: Numbered) -> Option<(u64, Alike)> {
        let (first, there) = *self.numbers.entry(row.number).or_insert((line, row));
        if there.row == row.row {
            return Some((first, Alike::Person));
        }
        let same = *self.rows.entry(row.row).or_insert(line);
        if same != line {
            return Some((same, Alike::Person));
        }
        if let Some(item) = row.item {
            let same = if there.item == row.item {
                first
            } else {
                *self.rows.entry(item).or_insert(line)
            };
            if same != line {
                return Some((same, Alike::Person));
            }
        }
        let is_other = there.name.zip(row.name).is_some_and(|(a, b)| a != b);
        is_other.then_some((first, Alike::Number))
    }
}

/// An ID number as it is compared. One that a spreadsheet has rounded is like
/// those of many others.
fn number<'t>(text: &'t str, judge: &Judge<'_>) -> Option<Cow<'t, str>> {
    let plain = text.strip_suffix('X').unwrap_or(text);
    let is_plain = text.len() == 18 && plain.bytes().all(|it| it.is_ascii_digit());
    if is_plain && !text.ends_with("000") {
        return Some(Cow::Borrowed(text));
    }
    if !id_number::may_be_a_number(text) {
        return None;
    }
    let found = id_number::check(text, judge.reader.today).findings;
    let rounded = found.iter().any(|it| it.kind == FindingKind::Spreadsheet);
    let signs = folded(text).to_ascii_uppercase();
    let signs = signs.chars().filter(char::is_ascii_alphanumeric);
    (!rounded).then(|| signs.collect())
}
