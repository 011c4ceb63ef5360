//! The figures of a day or a span of days.

use chrono::{Datelike as _, Days, NaiveDate};

use super::{About, Both, Command, Face, Guide, Model, Notice, Scrolls, Sheet, Turn};
use crate::check::month::Month;
use crate::desk::report::Figures;
use crate::desk::seat::Order;
use crate::ui::keys::{DIGITS, ESC, READ_ON};
use crate::ui::message::Effect;

pub(crate) static ABOUT: About = About {
    name: Both::new("日报", "Report"),
    hint: Both::new(
        "按数字换日子，或存成文件；按 Esc 退回。",
        "A digit changes the days or saves; Esc goes back.",
    ),
    own: &[DIGITS, READ_ON, ESC],
    shares: &[],
};

/// Columns of a line of the figures before the name of what is counted: the
/// count and its bar.
const BEFORE_NAME: usize = 41;

/// Figures.
#[derive(Clone, Debug)]
pub struct FiguresPage {
    /// The figures.
    pub(crate) figures: Box<Figures>,
}

/// What the digits do.
const ROWS: &[Both] = &[
    Both::new("今天", "Today"),
    Both::new("这一周", "This week"),
    Both::new("这个月", "This month"),
    Both::new("存成网页，打印用", "Save a page to print"),
    #[cfg(feature = "xlsx")]
    Both::new("存成表格（XLSX）", "Save a spreadsheet (XLSX)"),
];

/// The order for the figures of a day.
pub(crate) const fn of_today(today: NaiveDate) -> Order {
    Order::Report(today, today)
}

impl FiguresPage {
    fn save(&self, turn: &mut Turn<'_>, ending: &'static str, bytes: Vec<u8>) {
        let (from, to) = self.figures.days;
        let name = turn.lang.pick("来电簿", "desk");
        let stem = if from == to {
            format!("{name}-{from}")
        } else {
            format!("{name}-{from}-{to}")
        };
        turn.effects.push(Effect::Write {
            stem,
            ending,
            bytes,
        });
    }
}

impl Face for FiguresPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (lang, plain) = (model.lang, sheet.theme.plain());
        let mut list = sheet.list(usize::MAX);
        for row in ROWS {
            list.row(row.get(lang), None);
        }
        sheet.blank();
        for line in self.figures.text(&guide.pack, lang).lines() {
            // A long name goes on below itself, not below its bar.
            match line.split_at_checked(BEFORE_NAME) {
                Some((bar, name)) if line.starts_with("  ") => sheet.hang(bar, plain, plain, name),
                _ => sheet.plain(line),
            }
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let today = turn.today;
        let (pack, lang) = (&turn.guide.pack, turn.lang);
        match command {
            Command::Digit(1) => turn.order(of_today(today)),
            Command::Digit(2) => {
                let since_monday = today.weekday().num_days_from_monday();
                let monday = today.checked_sub_days(Days::new(since_monday.into()));
                turn.order(Order::Report(monday.unwrap_or(today), today));
            }
            Command::Digit(3) => {
                turn.order(Order::Report(Month::of(today).first(), today));
            }
            Command::Digit(4) => {
                let page = self.figures.html(pack, lang).into_bytes();
                self.save(turn, "html", page);
            }
            #[cfg(feature = "xlsx")]
            Command::Digit(5) => match self.figures.xlsx(pack, lang) {
                Ok(book) => self.save(turn, "xlsx", book),
                Err(error) => turn.notice = Some(Notice::NotWritten(error.to_string())),
            },
            Command::Digit(_) => turn.notice = Some(Notice::NoSuchRow(ROWS.len())),
            Command::Back | Command::Enter => turn.show_board(),
            _ => turn.notice = Some(Notice::NO_SUCH_KEY),
        }
    }
}
