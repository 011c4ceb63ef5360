//! `--mask`: the roster's own cells without ID and telephone numbers.

use std::borrow::Cow;

use super::cell::Cell;
use crate::check::note::masked;

/// The cells of a row with long numbers hidden, but for the columns that hold
/// days or choices, as `is_plain` tells.
pub(super) fn row(cells: &[Cell<'_>], is_plain: impl Fn(usize) -> bool) -> Vec<Cell<'static>> {
    let one = |(at, cell): (usize, &Cell<'_>)| {
        if is_plain(at) {
            return cell.clone().into_owned();
        }
        match cell {
            Cell::Text(text) => Cell::Text(Cow::Owned(masked(text))),
            Cell::Number(_) => {
                let (text, shown) = (cell.text(), masked(&cell.text()));
                if text == shown {
                    cell.clone().into_owned()
                } else {
                    Cell::Text(Cow::Owned(shown))
                }
            }
            Cell::Formula(formula) => Cell::Formula(masked(formula)),
            other => other.clone().into_owned(),
        }
    };
    cells.iter().enumerate().map(one).collect()
}
