//! Which number formats show a day, and the day behind a number.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::super::cell::Cell;

/// The formats of a workbook's cells.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// Whether a style, by its number, shows a day.
    pub(crate) days: Vec<bool>,
    /// Whether days are counted from 1904.
    pub(crate) since_1904: bool,
}

impl Formats {
    /// A number cell of the style.
    pub(crate) fn cell(&self, number: f64, style: usize) -> Cell<'static> {
        let is_day = self.days.get(style).copied().unwrap_or_default();
        let day = is_day.then(|| self.moment(number)).flatten();
        day.map_or(Cell::Number(number), Cell::Day)
    }

    fn moment(&self, number: f64) -> Option<NaiveDateTime> {
        const A_DAY: f64 = 86_400_000.0; // milliseconds
        let number = if self.since_1904 {
            number + 1_462.0
        } else {
            number
        };
        // Day 60 is a 29 February 1900 that never was.
        let number = if number < 60.0 { number + 1.0 } else { number };
        let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN);
        // Beyond these there are no days of a spreadsheet.
        let moment = (-1e6..1e7)
            .contains(&number)
            .then(|| (number * A_DAY).round())?;
        #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
        epoch.checked_add_signed(TimeDelta::milliseconds(moment as i64))
    }
}

/// Whether a number format shows a day or a time of day: one that is built in,
/// or by its code.
pub(super) fn is_day(id: u16, code: Option<&str>) -> bool {
    code.map_or_else(
        || matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58),
        is_day_code,
    )
}

/// A code with a letter of day or time outside of quotes and brackets, in its
/// first part. `[h]` counts hours beyond a day and shows none.
fn is_day_code(code: &str) -> bool {
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => return false,
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => {
                chars.find(|c| *c == '"');
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let counts = |c: char| matches!(c, 'h' | 'm' | 's' | 'H' | 'M' | 'S');
                if !inside.is_empty() && inside.chars().all(counts) {
                    return false;
                }
            }
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Formats, is_day};
    use crate::triage::cell::Cell;

    #[test]
    fn formats_of_days_are_told() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy\"年\"m\"月\";@",
            "h:mm AM/PM",
            "[Red]dd/mm/yy",
            "\\d\\ yyyy",
            "D.M.YY",
        ] {
            assert!(is_day(164, Some(code)), "{code}");
        }
        for code in [
            "General",
            "0.00E+00",
            "#,##0\\ \"days\"",
            "[h]:mm:ss",
            "0;yyyy",
            "_d0",
            "@",
            "[mm]",
        ] {
            assert!(!is_day(164, Some(code)), "{code}");
        }
        assert!(is_day(14, None) && is_day(31, None) && is_day(57, None));
        assert!(!is_day(0, None) && !is_day(46, None) && !is_day(49, None));
    }

    #[test]
    fn numbers_become_days_by_their_style() {
        let formats = |since_1904| Formats {
            days: vec![false, true],
            since_1904,
        };
        let shown = |since_1904, number| formats(since_1904).cell(number, 1).text().into_owned();
        assert_eq!(shown(false, 46_346.0), "2026-11-20");
        assert_eq!(shown(true, 44_884.0), "2026-11-20");
        assert_eq!(shown(false, 1.0), "1900-01-01");
        assert_eq!(shown(false, 61.0), "1900-03-01");
        assert_eq!(shown(false, 46_346.75), "2026-11-20 18:00:00");
        for number in [f64::NAN, f64::INFINITY, 1e300, -1e300] {
            assert!(matches!(formats(false).cell(number, 1), Cell::Number(_)));
        }
        assert_eq!(formats(false).cell(46_346.0, 0), Cell::Number(46_346.0));
        assert_eq!(formats(false).cell(46_346.0, 9), Cell::Number(46_346.0));
    }
}
