//! What one file for a year arranges otherwise than another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Span, Year};
use crate::lang::Lang;

/// A run of days that two files for a year arrange differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The days.
    pub span: Span,
    /// What the one file says: a make-up workday, or a day off, or nothing.
    pub was: Option<Arranged>,
    /// What the other says.
    pub is: Option<Arranged>,
}

/// What a file can say of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arranged {
    /// A day off.
    Off,
    /// A make-up workday.
    Worked,
}

/// The days that `new` arranges otherwise than `old`, in order.
#[must_use]
pub fn differences(old: &Year, new: &Year) -> Vec<Difference> {
    let (old, new) = (arranged(old), arranged(new));
    let days: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    let said = |day| (old.get(&day).copied(), new.get(&day).copied());
    let days = days.into_iter().map(|day| (day, said(day)));
    let runs = Span::runs(days.filter(|(_, (was, is))| was != is));
    let runs = runs.into_iter();
    runs.map(|(span, (was, is))| Difference { span, was, is })
        .collect()
}

/// The days a file speaks of, inside what it may speak of.
fn arranged(year: &Year) -> BTreeMap<NaiveDate, Arranged> {
    let mut days = BTreeMap::new();
    let Some(bounds) = year.bounds() else {
        return days;
    };
    for holiday in &year.holidays {
        let off = holiday.off.and_then(|off| off.within(bounds));
        let off = off.into_iter().flat_map(Span::days);
        days.extend(off.map(|day| (day, Arranged::Off)));
        days.extend(holiday.work.iter().map(|&day| (day, Arranged::Worked)));
    }
    days
}

impl Difference {
    /// The days and what becomes of them, in Chinese or English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let days = self.span.text(lang);
        let (was, is) = (word(self.was, lang), word(self.is, lang));
        format!("{days}{}{was} → {is}", lang.colon())
    }
}

const fn word(arranged: Option<Arranged>, lang: Lang) -> &'static str {
    match arranged {
        Some(Arranged::Off) => lang.pick("放假", "day off"),
        Some(Arranged::Worked) => lang.pick("调休上班", "make-up workday"),
        None => lang.pick("没有安排", "nothing arranged"),
    }
}
