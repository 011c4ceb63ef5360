//! Merged cells: which of a row they cover.

use super::super::cell::{Area, Cell};
use super::super::stop::{Damage, RosterFault};
use super::row::{broken, most, too_large};

/// The merged areas of a sheet while its rows go by from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Those that begin below, the next one last.
    below: Vec<Area>,
    /// Those that cover the row at hand.
    here: Vec<Area>,
}

impl Merged {
    pub(crate) fn new(mut areas: Vec<Area>) -> Result<Self, RosterFault> {
        if areas.len() > most::MERGED {
            return Err(too_large());
        }
        areas.sort_unstable_by(|one, other| other.cmp(one));
        Ok(Self {
            below: areas,
            here: Vec::new(),
        })
    }

    /// Marks the cells of a row that merged ones cover, and gives the areas that
    /// begin in it. Rows come in order.
    pub(crate) fn mark(
        &mut self,
        number: u32,
        cells: &mut [Cell<'_>],
    ) -> Result<Vec<Area>, RosterFault> {
        let mut begun = Vec::new();
        self.here.retain(|area| area.rows.1 >= number);
        while let Some(area) = self.below.pop_if(|area| area.rows.0 <= number) {
            if area.rows.1 >= number {
                self.here.push(area);
            }
            if area.rows.0 == number {
                begun.push(area);
            }
            // Areas share no cell, so no row has more of them than columns.
            if self.here.len() > most::COLUMNS {
                return Err(broken(Damage::Sheet));
            }
        }
        let mut covered = 0;
        for area in &self.here {
            let (left, right) = (area.columns.0 as usize, area.columns.1 as usize);
            for (at, cell) in cells.iter_mut().enumerate().take(right + 1).skip(left) {
                covered += 1;
                if (number, at) != (area.rows.0, left) {
                    *cell = Cell::Merged;
                }
            }
            if covered > most::COLUMNS {
                return Err(broken(Damage::Sheet)); // they share cells after all
            }
        }
        Ok(begun)
    }
}

/// Row, from 1, and column, from 0, of a cell as `B7` names it.
pub(super) fn position(name: &str) -> Option<(u32, u32)> {
    let letters = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0_u32, |column, byte| {
        let letter = byte.to_ascii_uppercase();
        let letter = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'A'))?;
        column.checked_mul(26)?.checked_add(letter + 1)
    })?;
    Some((row.parse().ok()?, column.checked_sub(1)?))
}

/// An area as `B7:C9` names it.
pub(super) fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let (first, last) = (position(first)?, position(last)?);
    Some(Area {
        rows: (first.0, last.0),
        columns: (first.1, last.1),
    })
}

#[cfg(test)]
mod tests {
    use super::{Merged, area, position};
    use crate::triage::cell::Cell;

    #[test]
    fn cells_and_areas_are_found_by_name() {
        assert_eq!(position("A1"), Some((1, 0)));
        assert_eq!(position("AMI1048576"), Some((1_048_576, 1_022)));
        assert_eq!(position("xfd2000000000"), Some((2_000_000_000, 16_383)));
        for name in [
            "",
            "A",
            "1",
            "A1B",
            "Ä1",
            "AAAAAAAAAA1",
            "A99999999999",
            "A-1",
        ] {
            assert_eq!(position(name), None, "{name}");
        }
        assert_eq!(
            area("B2:C3").map(|area| (area.rows, area.columns)),
            Some(((2, 3), (1, 2)))
        );
    }

    fn marked(areas: &[&str], rows: std::ops::RangeInclusive<u32>) -> Vec<String> {
        let areas = areas.iter().filter_map(|name| area(name)).collect();
        let mut merged = Merged::new(areas).expect("they are few");
        let row = |number| {
            let mut cells = vec![Cell::Number(1.0); 4];
            merged.mark(number, &mut cells).expect("they share no cell");
            cells
                .iter()
                .map(|cell| cell.text().into_owned())
                .map(|text| text + ".")
                .collect()
        };
        rows.map(row).collect()
    }

    #[test]
    fn all_but_the_first_cell_are_covered() {
        let areas = ["C3:XFD3", "A1:B2", "D1:D3000000000", "D1:D2"];
        assert_eq!(
            marked(&areas, 1..=4),
            ["1..1.1.", "..1..", "1.1.1..", "1.1.1.."]
        );
        assert_eq!(marked(&["A1:A9"], 5..=5), [".1.1.1."]);
        assert_eq!(marked(&["B2:A1"], 1..=2), ["1.1.1.1.", "1.1.1.1."]);
    }

    #[test]
    fn areas_that_share_cells_are_refused() {
        for name in ["A1:XFD1048576", "A1:A1048576"] {
            let all = vec![area(name).expect("an area"); 20_000];
            let mut merged = Merged::new(all).expect("they are few enough");
            assert!(merged.mark(1, &mut vec![Cell::EMPTY; 1_024]).is_err());
        }
    }
}
