//! `--mask`: the roster's own cells without ID and telephone numbers.

use std::borrow::Cow;

use super::cell::Cell;
use crate::check::note::masked;

/// The cells of a row with long numbers hidden, but for those that `is_day`
/// knows for a day: eight digits may be one.
pub(super) fn row(
    cells: &[Cell<'_>],
    is_day: impl Fn(usize, &Cell<'_>) -> bool,
) -> Vec<Cell<'static>> {
    let one = |(at, cell): (usize, &Cell<'_>)| {
        let text = match cell {
            Cell::Text(_) | Cell::Number(_) | Cell::Formula(_) => cell.text(),
            _ => return cell.clone().into_owned(),
        };
        let shown = masked(&text);
        match cell {
            cell if shown == text || is_day(at, cell) => cell.clone().into_owned(),
            Cell::Formula(formula) => Cell::Formula(masked(formula)),
            _ => Cell::Text(Cow::Owned(shown)),
        }
    };
    cells.iter().enumerate().map(one).collect()
}
