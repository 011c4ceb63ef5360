//! What one file for a year arranges otherwise than another.

use crate::lang::Lang;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Year, weekday_en, weekday_zh};

/// A run of days that two files for a year arrange differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
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
    let mut runs: Vec<Difference> = Vec::new();
    let mut days: Vec<NaiveDate> = old.keys().chain(new.keys()).copied().collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        let (was, is) = (old.get(&day).copied(), new.get(&day).copied());
        if was == is {
            continue;
        }
        match runs.last_mut() {
            Some(run) if (run.was, run.is, run.to.succ_opt()) == (was, is, Some(day)) => {
                run.to = day;
            }
            _ => runs.push(Difference {
                from: day,
                to: day,
                was,
                is,
            }),
        }
    }
    runs
}

/// The days a file speaks of, inside what it may speak of.
fn arranged(year: &Year) -> BTreeMap<NaiveDate, Arranged> {
    let mut days = BTreeMap::new();
    let Some(bounds) = year.bounds() else {
        return days;
    };
    for holiday in &year.holidays {
        let off = holiday.off.and_then(|off| off.within(bounds));
        let off = off.into_iter().flat_map(super::Span::days);
        days.extend(off.map(|day| (day, Arranged::Off)));
        days.extend(holiday.work.iter().map(|&day| (day, Arranged::Worked)));
    }
    days
}

impl Difference {
    /// The days and what becomes of them, in Chinese or English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let weekday = match lang {
            Lang::Zh => weekday_zh,
            Lang::En => weekday_en,
        };
        let day = |day| format!("{day} {}", weekday(day));
        let mut days = day(self.from);
        if self.from < self.to {
            days = format!(
                "{days} {} {}",
                match lang {
                    Lang::Zh => {
                        "至"
                    }
                    Lang::En => {
                        "to"
                    }
                },
                day(self.to)
            );
        }
        let (was, is) = (word(self.was, lang), word(self.is, lang));
        match lang {
            Lang::Zh => {
                format!("{days}：{was} → {is}")
            }
            Lang::En => {
                format!("{days}: {was} → {is}")
            }
        }
    }
}

const fn word(arranged: Option<Arranged>, lang: Lang) -> &'static str {
    match (arranged, lang) {
        (Some(Arranged::Off), Lang::Zh) => "放假",
        (Some(Arranged::Off), Lang::En) => "day off",
        (Some(Arranged::Worked), Lang::Zh) => "调休上班",
        (Some(Arranged::Worked), Lang::En) => "make-up workday",
        (None, Lang::Zh) => "没有安排",
        (None, Lang::En) => "nothing arranged",
    }
}
