//! Building the tables of a [`Calendar`] from year files.

use chrono::{Datelike, NaiveDate};

use super::{Calendar, FIRST_YEAR, Label, Mark, SLOTS, Year, weekdays_upto};

impl Calendar {
    /// Builds the calendar: years in any order, of two files for a year the later one.
    ///
    /// Total: what [`super::check_year`] calls an error is left out (days outside the notice year, years
    /// outside `FIRST_YEAR..=LAST_YEAR`) or settled by order (of two entries for a day the
    /// later one).
    #[must_use]
    pub fn new(years: &[Year]) -> Self {
        let years = usable(years);
        let mut calendar = Self::over(&years);
        for year in &years {
            calendar.enter(year);
        }
        calendar.sum_up();
        calendar
    }

    /// The calendar with the bounds of these years, and no day marked yet.
    fn over(years: &[&Year]) -> Self {
        let first = years.first().map_or(FIRST_YEAR, |it| it.year);
        let span = years.last().map_or(0, |it| it.year + 1 - first);
        let slots = usize::try_from(span).unwrap_or(0) * SLOTS;
        let last_announced = announced_run(years);
        // Without any year no day is before the first one: none is announced.
        let before = match years.first() {
            Some(_) => NaiveDate::from_ymd_opt(first - 1, 12, 31),
            None => None,
        };
        let december = |day| {
            let found = last_announced.and_then(|year| NaiveDate::from_ymd_opt(year, 12, day));
            found.unwrap_or(NaiveDate::MIN)
        };
        Self {
            first,
            upto: vec![0; slots],
            dates: Vec::new(),
            marked: vec![None; slots],
            holidays: Vec::new(),
            before: before.unwrap_or(NaiveDate::MIN),
            weekdays_before: 0,
            weekdays_end: 0,
            last_announced,
            certain_until: december(25),
            provisional_until: december(31),
        }
    }

    /// Marks the days one year file speaks of.
    fn enter(&mut self, year: &Year) {
        let Some(bounds) = year.bounds() else { return };
        for holiday in &year.holidays {
            let index = u32::try_from(self.holidays.len()).unwrap_or(u32::MAX);
            self.holidays.push(Label {
                name: holiday.name.clone(),
                notice: year.notices.get(holiday.notice).cloned(),
            });
            if let Some(off) = holiday.off.and_then(|span| span.within(bounds)) {
                off.days().for_each(|day| self.mark(day, index, false));
            }
            for &day in holiday.work.iter().filter(|&&day| bounds.contains(day)) {
                self.mark(day, index, true);
            }
        }
    }

    /// Marks one day; a mark that is there already is replaced.
    fn mark(&mut self, day: NaiveDate, holiday: u32, work: bool) {
        let slot = self.slot(day);
        // December before the first year has no slot: it stays Monday to Friday.
        if let Some(place) = self.marked.get_mut(slot) {
            *place = Some(Mark { holiday, work });
        }
    }

    /// Fills the two counting tables from the marks.
    fn sum_up(&mut self) {
        self.weekdays_before = weekdays_upto(self.before);
        self.dates.push(self.before);
        let mut sum = 0_u16;
        let mut last = self.before;
        let mut upto = std::mem::take(&mut self.upto);
        for (slots, year) in upto.chunks_mut(SLOTS).zip(self.first..) {
            let mut day = NaiveDate::from_ymd_opt(year, 1, 1);
            for slot in slots {
                if let Some(date) = day.filter(|it| it.year() == year) {
                    last = date;
                    if self.counts(date) {
                        sum = sum.saturating_add(1);
                        self.dates.push(date);
                    }
                    day = date.succ_opt();
                }
                *slot = sum;
            }
        }
        self.upto = upto;
        self.dates.shrink_to_fit();
        self.weekdays_end = weekdays_upto(last);
    }
}

/// The years a calendar can hold, ascending, one for each year.
fn usable(years: &[Year]) -> Vec<&Year> {
    let mut usable: Vec<&Year> = years.iter().filter(|it| it.bounds().is_some()).collect();
    // Later files first, so that the stable sort leaves them in front and dedup keeps them.
    usable.reverse();
    usable.sort_by_key(|it| it.year);
    usable.dedup_by_key(|it| it.year);
    usable
}

/// Last year of the unbroken run of complete years at the front.
fn announced_run(years: &[&Year]) -> Option<i32> {
    let first = years.first()?.year;
    let run = years.iter().zip(first..);
    run.take_while(|(it, year)| it.complete && it.year == *year)
        .last()
        .map(|(_, year)| year)
}
