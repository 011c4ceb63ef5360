//! Which number formats show a day, a month or a time of day, and what is behind
//! a number.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::super::cell::Cell;
use crate::check::month::Month;

/// What a number format shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    /// A number.
    #[default]
    Number,
    /// A time of day, and nothing of the day.
    Time,
    /// A day, perhaps with a time.
    Day,
    /// A month. One that is typed, `2026-11`, is kept as its first day.
    Month,
}

/// The formats of a workbook's cells.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// What a style, by its number, shows.
    pub(crate) styles: Vec<Shows>,
    /// Whether days are counted from 1904.
    pub(crate) since_1904: bool,
}

impl Formats {
    /// A number cell of the style.
    pub(crate) fn cell(&self, number: f64, style: usize) -> Cell<'static> {
        let moment = || self.moment(number);
        let cell = match self.styles.get(style).copied().unwrap_or_default() {
            Shows::Number => None,
            Shows::Time if (0.0..1.0).contains(&number) => moment().map(|it| Cell::Time(it.time())),
            Shows::Month => moment().map(month),
            Shows::Time | Shows::Day => moment().map(Cell::Day),
        };
        cell.unwrap_or(Cell::Number(number))
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

/// A cell that shows a month: the month, where no other day than its first was
/// typed.
fn month(moment: NaiveDateTime) -> Cell<'static> {
    if moment.day() == 1 && moment.time() == NaiveTime::MIN {
        Cell::Text(Month::of(moment.date()).to_string().into())
    } else {
        Cell::Day(moment)
    }
}

/// What a number format shows: one that is built in, or by its code.
pub(super) fn shows(id: u16, code: Option<&str>) -> Shows {
    match (code, id) {
        (Some(code), _) => shown_by(code),
        (None, 18..=21 | 32..=35 | 45 | 47 | 55..=56) => Shows::Time,
        // 27 and above as in Chinese: 57 is `yyyy"年"m"月"` (ECMA-376, 18.8.30).
        (None, 17 | 27 | 36 | 50 | 52 | 57) => Shows::Month,
        (None, 14..=16 | 22 | 28..=31 | 51 | 53 | 54 | 58) => Shows::Day,
        _ => Shows::Number,
    }
}

/// By the letters of day and time outside of quotes and brackets, in the first
/// part of a code. An `m` is a minute where an hour or a second stands too.
/// `[h]` counts hours beyond a day and shows none.
fn shown_by(code: &str) -> Shows {
    let mut chars = code.chars();
    let (mut year, mut month, mut time) = (false, false, false);
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            ';' => break,
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
                    return Shows::Number;
                }
            }
            'd' => return Shows::Day,
            'y' => year = true,
            'm' => month = true,
            'h' | 's' => time = true,
            _ => {}
        }
    }
    match (year, month, time) {
        (_, true, false) => Shows::Month,
        (true, ..) => Shows::Day,
        (false, _, true) => Shows::Time,
        (false, false, false) => Shows::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::{Formats, Shows, shows};
    use crate::triage::cell::Cell;

    #[test]
    fn formats_of_days_are_told() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[Red]dd/mm/yy",
            "\\d\\ yyyy",
            "D.M.YY",
            "h:mm d/m",
            "yyyy-mm h:mm",
            "yyyy",
        ] {
            assert_eq!(shows(164, Some(code)), Shows::Day, "{code}");
        }
        for code in [
            "yyyy\"年\"m\"月\"",
            "[$-804]yyyy\"年\"m\"月\";@",
            "yyyy-mm",
            "MMM-YY",
            "mm\"月\"",
        ] {
            assert_eq!(shows(164, Some(code)), Shows::Month, "{code}");
        }
        for code in [
            "h:mm AM/PM",
            "mm:ss",
            "[$-F400]h:mm:ss;@",
            "上午/下午h\"时\"mm\"分\"",
        ] {
            assert_eq!(shows(164, Some(code)), Shows::Time, "{code}");
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
            assert_eq!(shows(164, Some(code)), Shows::Number, "{code}");
        }
        assert_eq!([14, 22, 31, 58].map(|id| shows(id, None)), [Shows::Day; 4]);
        assert_eq!([17, 27, 57].map(|id| shows(id, None)), [Shows::Month; 3]);
        assert_eq!([20, 32, 45, 55].map(|id| shows(id, None)), [Shows::Time; 4]);
        assert_eq!([0, 46, 49].map(|id| shows(id, None)), [Shows::Number; 3]);
    }

    #[test]
    fn numbers_become_days_by_their_style() {
        let formats = |since_1904| Formats {
            styles: vec![Shows::Number, Shows::Day, Shows::Time, Shows::Month],
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
        // A time of day is of no day; a day of which only the time shows is one.
        let timed = |number| formats(false).cell(number, 2).text().into_owned();
        assert_eq!(timed(0.354_166_666_666_667), "08:30");
        assert_eq!(timed(0.354_513_888_888_889), "08:30:30");
        assert_eq!(
            (timed(0.0), timed(46_346.75)),
            ("00:00".to_owned(), "2026-11-20 18:00:00".to_owned())
        );
        // Only the first of a month may be no more than the month.
        let month = |number| formats(false).cell(number, 3).text().into_owned();
        assert_eq!(
            (month(46_327.0), month(46_346.0)),
            ("2026-11".to_owned(), "2026-11-20".to_owned())
        );
        assert_eq!(formats(false).cell(46_346.0, 0), Cell::Number(46_346.0));
        assert_eq!(formats(false).cell(46_346.0, 9), Cell::Number(46_346.0));
    }
}
