//! The days off that the law itself fixes: a notice adds to them and takes none away.

use chrono::NaiveDate;

use super::{HOLIDAYS, KnownYears, Year, YearFault};

/// Days off whose date is the same every year: the holiday, month and day, and the first such
/// year. The others follow the moon or the sun and are known only from a list.
const SOLAR: [(&str, u32, u32, i32); 6] = [
    ("元旦", 1, 1, 0),
    ("劳动节", 5, 1, 0),
    ("劳动节", 5, 2, 2025),
    ("国庆节", 10, 1, 0),
    ("国庆节", 10, 2, 0),
    ("国庆节", 10, 3, 0),
];

/// How many days off the law gives each of the [`HOLIDAYS`], 11 together and 13 from 2025 on.
const COUNTS: [i64; 7] = [1, 3, 1, 1, 1, 1, 3];
const COUNTS_FROM_2025: [i64; 7] = [1, 4, 1, 2, 1, 1, 3];

/// What the law fixes of one year, so far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    year: i32,
    days: Vec<(String, NaiveDate)>,
}

impl Law {
    /// The days that the rules list for a year not announced to them; where they have no such
    /// list, those whose date is the same every year.
    #[must_use]
    pub fn of(year: i32, known: &KnownYears) -> Self {
        let listed = known.shipped(year).filter(|it| !it.complete);
        let days = match listed {
            Some(listed) => {
                let off = listed.holidays.iter().filter_map(|it| Some((it, it.off?)));
                off.flat_map(|(it, off)| off.days().map(|day| (it.name.clone(), day)))
                    .collect()
            }
            None => SOLAR
                .into_iter()
                .filter(|(.., since)| year >= *since)
                .filter_map(|(name, month, day, _)| {
                    let day = NaiveDate::from_ymd_opt(year, month, day)?;
                    Some((name.to_owned(), day))
                })
                .collect(),
        };
        Self { year, days }
    }

    /// The days of these holidays, joined as in `国庆节、中秋节`.
    pub(crate) fn days_of(&self, names: &str) -> impl Iterator<Item = NaiveDate> {
        let own = move |name: &str| names.split('、').any(|it| it == name);
        let days = self.days.iter().filter(move |(name, _)| own(name));
        days.map(|(_, day)| *day)
    }

    /// The holidays whose days are not known: nothing was held against them.
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        let unknown = |name: &&str| self.days_of(name).next().is_none();
        HOLIDAYS.into_iter().filter(unknown).collect()
    }

    /// How many days off the law gives each of the [`HOLIDAYS`] in a year; `None` before 2008,
    /// when it gave others.
    pub(super) const fn counts(year: i32) -> Option<[i64; 7]> {
        match year {
            2025.. => Some(COUNTS_FROM_2025),
            2008.. => Some(COUNTS),
            _ => None,
        }
    }

    /// How many it gives these holidays; `None` as above.
    pub(crate) fn count(&self, names: &str) -> Option<i64> {
        let of = |holiday: &str| names.split('、').any(|it| it == holiday);
        let counts = HOLIDAYS.into_iter().zip(Self::counts(self.year)?);
        Some(counts.filter(|(it, _)| of(it)).map(|it| it.1).sum())
    }

    /// The days of it on which a year does not have its holiday off.
    #[must_use]
    pub fn faults(&self, year: &Year) -> Vec<YearFault> {
        let off = |name: &str, day| {
            let mut named = year.holidays.iter().filter(|it| it.is_of(name));
            named.any(|it| it.off.is_some_and(|off| off.contains(day)))
        };
        let lost = self.days.iter().filter(|(name, day)| !off(name, *day));
        lost.map(|(holiday, day)| YearFault::AgainstLaw {
            holiday: holiday.clone(),
            day: *day,
        })
        .collect()
    }
}
