//! The calendar: a month with its holidays, and beside it, from the day that
//! is counted from, every day with its number.

use chrono::{Datelike, Months, NaiveDate};
use crossterm::event::KeyCode;

use super::{About, Both, Command, Face, Guide, Lang, Model, Notice, Page, Scrolls, Sheet, Turn};
use crate::check::month::Month;
use crate::check::workdays::{Calendar, Day, DayKind, Span, weekday};
use crate::engine::Walk;
use crate::report::words::{day_short, unsure};
use crate::ui::keys::Press::Key;
use crate::ui::keys::{Family, bind};
use crate::ui::text;
use crate::ui::view::month;

pub(crate) static ABOUT: About = About {
    name: Both::new("日历", "Calendar"),
    hint: Both::new(
        "左右方向键换月；按 Esc 退回。",
        "Left and right change the month; Esc goes back.",
    ),
    own: &[
        bind(&[Key(KeyCode::Left)], Command::PageUp).called(
            1,
            ["左右", "Left/Right"],
            ["换月", "month"],
        ),
        bind(&[Key(KeyCode::Right)], Command::PageDown),
    ],
    shares: &[Family::Beside],
};

/// A month.
#[derive(Clone, Debug)]
pub struct CalendarPage {
    /// Its first day.
    first: NaiveDate,
}

impl CalendarPage {
    /// The month of the day that is counted from, else of today.
    pub(crate) fn of(guide: &Guide, today: NaiveDate) -> Self {
        let first = Month::of(counted_from(&guide.walk(today)).unwrap_or(today)).first();
        Self { first }
    }
}

impl Face for CalendarPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Lines
    }

    fn more(&self, _: &Guide) -> Option<Both> {
        Some(Both::new("下方向键", "arrow down"))
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (theme, lang) = (sheet.theme, model.lang);
        let calendar = &guide.pack.calendar;
        let walk = guide.walk(model.today);
        let from = counted_from(&walk);
        sheet.strong(lang.pick("工作日日历", "Working days"));
        sheet.plain(&announced(calendar, lang));
        if let Some(from) = from {
            sheet.plain(&since(calendar, from, model));
        }
        sheet.blank();
        let drawn = month::Month {
            calendar,
            first: self.first,
            today: model.today,
            chosen: from,
            lang,
            theme,
        };
        let means = from.map(|_| lang.pick("从这天数起", "counted from here"));
        let mut more = vec![String::new()];
        more.extend(holidays(calendar, self.first, lang));
        drawn.write(sheet, means, more);
        if let Some(from) = from {
            write_ledger(sheet, calendar, from, model);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let first = match command {
            Command::PageUp | Command::Left => month::turned(self.first, false),
            Command::PageDown | Command::Right => month::turned(self.first, true),
            Command::Home => Month::of(turn.today).first(),
            Command::Back | Command::Enter => return turn.home(),
            _ => return turn.notice = Some(Notice::NO_SUCH_KEY),
        };
        turn.guide.page = Page::Calendar(Self { first });
    }
}

/// The day working days are counted from: that of the result's count, or else
/// the last day answered that is not after today.
fn counted_from(walk: &Walk<'_>) -> Option<NaiveDate> {
    let decided = walk.outcome().and_then(|outcome| outcome.counts.last());
    let answered = || {
        walk.path
            .iter()
            .rev()
            .find_map(|step| Some(walk.workdays_since(step.fact)?.from))
    };
    decided.map(|counted| counted.from).or_else(answered)
}

fn announced(calendar: &Calendar, lang: Lang) -> String {
    let Some(year) = calendar.last_announced() else {
        return lang.say(
            "没有放假资料，只按周一到周五算。",
            "No holiday data: Monday to Friday only.",
        );
    };
    let next = year + 1;
    lang.say(
        format_args!("这里的放假通知到 {year} 年；{next} 年的还没有加进来。"),
        format_args!("Holiday notices here go up to {year}; {next} is not in yet."),
    )
}

fn since(calendar: &Calendar, from: NaiveDate, model: &Model) -> String {
    let lang = model.lang;
    let count = calendar.count(from, model.today);
    let number = count.map_or(0, |count| count.workdays);
    let day = day_short(from, lang);
    let mark = count.map_or("", |count| unsure(count.certain(), lang));
    lang.say(
        format_args!("从{day}到今天：{number} 个工作日{mark}（{day}当天不算）。"),
        format_args!("Working days after {day} up to today: {number}{mark}."),
    )
}

/// The holidays of a month, a line for each run of days.
fn holidays(calendar: &Calendar, first: NaiveDate, lang: Lang) -> Vec<String> {
    let end = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let days = first.iter_days().take_while(|day| *day < end);
    let kinds = days.map(|day| (day, calendar.day(day).kind));
    let runs = Span::runs(
        kinds.filter(|(_, kind)| matches!(kind, DayKind::Off { .. } | DayKind::MakeUp { .. })),
    );
    let words = |(Span { from, to }, kind): &(Span, DayKind<'_>)| {
        format!("{} {}", span(*from, *to, lang), kind.words(lang))
    };
    runs.iter().map(words).collect()
}

fn span(from: NaiveDate, to: NaiveDate, lang: Lang) -> String {
    match (from == to, lang) {
        (true, Lang::Zh) => format!("{}日", from.day()),
        (false, Lang::Zh) => format!("{}日至{}日", from.day(), to.day()),
        (true, Lang::En) => from.day().to_string(),
        (false, Lang::En) => format!("{} to {}", from.day(), to.day()),
    }
}

/// What a day is, in words; an ordinary one needs none.
fn kind(day: &Day<'_>, lang: Lang) -> String {
    match day.kind {
        DayKind::Workday => String::new(),
        kind => kind.words(lang),
    }
}

/// Every day since, with its number; the latest are the ones below.
fn write_ledger(sheet: &mut Sheet, calendar: &Calendar, from: NaiveDate, model: &Model) {
    /// Nobody reads more days than this one by one.
    const MOST: i64 = 120;
    let lang = model.lang;
    if (model.today - from).num_days() > MOST {
        return;
    }
    let theme = sheet.theme;
    sheet.heading(lang.pick("一天一天数", "Day by day"));
    let mut number = 0;
    for day in calendar.ledger(from, model.today) {
        number += u32::from(day.counted);
        let count = match (day.counted, lang) {
            (true, Lang::Zh) => format!("第 {number} 个工作日"),
            (true, Lang::En) => format!("working day {number}"),
            (false, _) => lang.say("不算", "not counted"),
        };
        let style = if day.counted {
            theme.plain()
        } else {
            theme.quiet()
        };
        let name = weekday(day.date.weekday(), lang);
        let date = day.date.format("%m-%d");
        let row = format!(
            "{date}  {}  {}  {}",
            text::pad(name, 9),
            text::pad(&count, 14),
            kind(&day, lang)
        );
        sheet.text(style, row.trim_end());
    }
}
