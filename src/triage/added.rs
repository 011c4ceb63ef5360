//! A result given in again as a roster: what was added then is left out, so that
//! it stands there once, and of this day.

use super::cell::{Area, Cell, RosterRow};
use super::columns::SEARCHED;
use super::run::RowBatch;
use crate::report::row::Column;

/// So many of the headings beside each other are ours; a school may have one or
/// two of these words by itself.
const LEAST: usize = 4;

/// Of each column whether it was added by us; empty where none was.
pub(super) fn columns(first: &impl RowBatch) -> Vec<bool> {
    let (mut found, mut rows) = (Vec::new(), 0);
    first.each(0, &mut |line| {
        if found.is_empty() && rows <= SEARCHED {
            found = added(line.cells);
        }
        rows += 1;
    });
    found
}

/// The same by a row that may be that of the headings.
fn added(cells: &[Cell<'_>]) -> Vec<bool> {
    let which = |cell: &Cell<'_>| match cell {
        Cell::Text(text) => Column::ALL
            .into_iter()
            .find(|known| known.name() == text.trim()),
        _ => None,
    };
    let mut found = vec![false; cells.len()];
    let mut from = 0;
    while from < cells.len() {
        // As far as they stand in their order.
        let mut last = None;
        let ours = cells[from..].iter().take_while(|cell| {
            let at = which(cell);
            let follows = at.is_some() && at > last;
            last = at;
            follows
        });
        let count = ours.count();
        if count >= LEAST {
            found[from..from + count].fill(true);
        }
        from += count.max(1);
    }
    if found.contains(&true) {
        found
    } else {
        Vec::new()
    }
}

/// Rows without the columns that were added to them.
pub(super) struct Without<'a, B> {
    batch: B,
    added: &'a [bool],
}

impl<'a, B> Without<'a, B> {
    pub(super) const fn new(batch: B, added: &'a [bool]) -> Self {
        Self { batch, added }
    }

    /// How many columns before this one stay.
    fn before(&self, column: u32) -> u32 {
        let gone = self.added.iter().take(column as usize);
        let gone = gone.filter(|gone| **gone).count();
        column - u32::try_from(gone).unwrap_or(column)
    }

    fn area(&self, area: &Area) -> Option<Area> {
        let (first, last) = area.columns;
        let (first, end) = (self.before(first), self.before(last.saturating_add(1)));
        let columns = (first, end.checked_sub(1)?);
        (first < end).then_some(Area { columns, ..*area })
    }
}

impl<B: RowBatch> RowBatch for Without<'_, B> {
    fn each(&self, skip: usize, judge: &mut dyn FnMut(&RosterRow<'_>)) {
        if self.added.is_empty() {
            return self.batch.each(skip, judge);
        }
        self.batch.each(skip, &mut |line| {
            let stays = |at: usize| !self.added.get(at).copied().unwrap_or_default();
            let cells = line.cells.iter().enumerate();
            let cells = cells.filter(|(at, _)| stays(*at));
            let cells: Vec<_> = cells.map(|(_, cell)| cell.clone()).collect();
            let merged = line.merged.iter();
            let merged: Vec<_> = merged.filter_map(|area| self.area(area)).collect();
            judge(&RosterRow {
                number: line.number,
                cells: &cells,
                merged: &merged,
            });
        });
    }

    fn len(&self) -> usize {
        self.batch.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(headings: &[&str]) -> Vec<usize> {
        let cells = headings.iter().map(|text| Cell::Text((*text).into()));
        let found = added(&cells.collect::<Vec<_>>());
        (0..found.len()).filter(|at| found[*at]).collect()
    }

    #[test]
    fn only_what_we_added_is_ours() {
        let headings = Column::ALL.map(Column::name);
        let mut csv = vec!["姓名", "考试日期"];
        csv.extend(headings);
        assert_eq!(found(&csv), (2..10).collect::<Vec<_>>());
        // Given in again before this was known: twice.
        csv.extend(headings);
        assert_eq!(found(&csv), (2..18).collect::<Vec<_>>());
        let sheet = [&["姓名"], &headings[1..], &["考试日期"]].concat();
        assert_eq!(found(&sheet), (1..8).collect::<Vec<_>>());
        // A school's own.
        assert!(found(&["姓名", "结论", "下一步", "问题"]).is_empty());
        assert!(found(&["问题", "下一步", "结论", "result"]).is_empty());
    }

    #[test]
    fn a_title_over_them_shrinks() {
        let mut added = [false; 6];
        added[2..5].fill(true);
        let without = Without::new((), &added);
        let columns = |columns| {
            let area = Area {
                rows: (1, 1),
                columns,
            };
            without.area(&area).map(|area| area.columns)
        };
        assert_eq!(columns((0, 5)), Some((0, 2)));
        assert_eq!(columns((0, 3)), Some((0, 1)));
        assert_eq!(columns((3, 5)), Some((2, 2)));
        assert_eq!(columns((2, 4)), None);
    }
}
