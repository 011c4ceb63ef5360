//! A month of the working-day calendar as lines: Monday first, days off and
//! make-up workdays marked by a sign, today and the chosen day by brackets.
//!
//! ```text
//!   一    二    三    四    五    六    日
//!                     1休   2休   3休   4休
//!   5休   6休   7休 [ 8]    9    10班  11
//! ```

use chrono::{Datelike, Days, Months, NaiveDate};
use ratatui::text::{Line, Span};

use super::sheet::Sheet;
use crate::check::month;
use crate::check::workdays::{Calendar, DayKind, Status};
use crate::lang::Lang;
use crate::report::words;
use crate::ui::text;
use crate::ui::theme::Theme;

/// Columns of a month.
const WIDTH: usize = 42;

/// A month to draw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Month<'a> {
    /// The working days.
    pub(crate) calendar: &'a Calendar,
    /// The first day of the month.
    pub(crate) first: NaiveDate,
    /// Today.
    pub(crate) today: NaiveDate,
    /// The day chosen.
    pub(crate) chosen: Option<NaiveDate>,
    /// The language.
    pub(crate) lang: Lang,
    /// How it looks.
    pub(crate) theme: Theme,
}

/// What the signs mean, a line each.
const fn legend(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Zh => ["休  放假，不算", "班  周末上班，算工作日", "< >  今天"],
        Lang::En => [
            "H  day off, not counted",
            "W  make-up workday, counted",
            "< >  today",
        ],
    }
}

/// The first day of the next month, or of the one before; the same where nobody
/// gets.
pub(crate) fn turned(first: NaiveDate, on: bool) -> NaiveDate {
    let month = Months::new(1);
    let moved = if on {
        first.checked_add_months(month)
    } else {
        first.checked_sub_months(month)
    };
    moved
        .filter(|it| month::YEARS.contains(&it.year()))
        .unwrap_or(first)
}

impl Month<'_> {
    /// Writes it, beside it what its signs mean, the day chosen among them where
    /// there may be one, what else there is to say and how far it is settled.
    pub(crate) fn write(&self, sheet: &mut Sheet, chosen: Option<&str>, more: Vec<String>) {
        let mut beside: Vec<String> = legend(self.lang).map(str::to_owned).into();
        beside.extend(chosen.map(|means| format!("[ ]  {means}")));
        beside.extend(more);
        beside.extend(unsettled(self.calendar, self.first, self.lang));
        sheet.beside(self.lines(), WIDTH, &beside);
    }

    /// Title, weekdays and five or six weeks.
    pub(crate) fn lines(&self) -> Vec<Line<'static>> {
        let mut lines = vec![self.head(), self.weekdays()];
        let lead = self.first.weekday().num_days_from_monday();
        let monday = self.first.checked_sub_days(Days::new(u64::from(lead)));
        let mut day = monday.unwrap_or(self.first);
        while day < self.first || same_month(day, self.first) {
            let mut spans = Vec::new();
            for _ in 0..7 {
                spans.push(self.cell(day));
                day = day.succ_opt().unwrap_or(day);
            }
            lines.push(Line::from(spans));
        }
        lines
    }

    fn head(&self) -> Line<'static> {
        let name = words::month(month::Month::of(self.first), self.lang);
        let room = WIDTH.saturating_sub(text::width(&name)) / 2;
        let lead = " ".repeat(room);
        Line::from(Span::styled(format!("{lead}{name}"), self.theme.strong()))
    }

    fn weekdays(&self) -> Line<'static> {
        let names = match self.lang {
            Lang::Zh => ["一", "二", "三", "四", "五", "六", "日"],
            Lang::En => ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        };
        let row = format!(" {}", names.join("    "));
        Line::from(Span::styled(row, self.theme.quiet()))
    }

    /// Six columns: the day in its brackets, and its sign.
    fn cell(&self, date: NaiveDate) -> Span<'static> {
        if !same_month(date, self.first) {
            return Span::raw("      ");
        }
        let day = self.calendar.day(date);
        let sign = match day.kind {
            DayKind::Off { .. } => self.lang.pick("休", "H "),
            DayKind::MakeUp { .. } => self.lang.pick("班", "W "),
            _ => "  ",
        };
        let style = match () {
            () if self.chosen == Some(date) => self.theme.accent(),
            () if self.today == date => self.theme.strong(),
            () if !day.counted => self.theme.quiet(),
            () => self.theme.plain(),
        };
        let number = date.day();
        let cell = match (self.chosen == Some(date), self.today == date) {
            (true, _) => format!("[{number:>2}]{sign}"),
            (false, true) => format!("<{number:>2}>{sign}"),
            (false, false) => format!(" {number:>2}{sign} "),
        };
        Span::styled(cell, style)
    }
}

fn same_month(one: NaiveDate, other: NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// What is to be said of how far a month is settled; nothing where it is.
fn unsettled(calendar: &Calendar, first: NaiveDate, lang: Lang) -> Option<String> {
    let year = first.year();
    Some(match calendar.status(first.with_day(28).unwrap_or(first)) {
        Status::Announced => return None,
        Status::Provisional => lang.say(
            "年底这几天要等下一年的放假通知，先这样算。",
            "These days wait for next year's notice; provisional.",
        ),
        Status::NotAnnounced => lang.say(
            format_args!("这里还没有 {year} 年的放假安排，先按周一到周五算。"),
            format_args!("The holidays of {year} are not in here yet: Monday to Friday for now."),
        ),
        Status::OutOfRange => lang.say(
            format_args!("没有 {year} 年的放假资料，只按周一到周五算。"),
            format_args!("No holiday data for {year}: Monday to Friday only."),
        ),
    })
}
