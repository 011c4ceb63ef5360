//! The pages around the walk: start, result, answers, calendar.

use chrono::{Months, NaiveDate};

use super::{Turn, entry::reachable};
use crate::report::text;
use crate::ui::kept::Kept;
use crate::ui::message::{Command, Effect};
use crate::ui::model::{Course, Page, Spot, Voice, month_of};
use crate::ui::notice::Notice;
use crate::ui::search::Search;
use crate::ui::view::{calendar, start};

impl Turn<'_> {
    pub(super) fn on_start(&mut self, command: Command, marked: Option<usize>) {
        let digits = start::digits(self.guide);
        let last = digits.len() - 1;
        match command {
            Command::Up => {
                let row = marked.map_or(last, |row| row.saturating_sub(1));
                self.guide.page = Page::Start(Some(row));
            }
            Command::Down => {
                let row = marked.map_or(0, |row| (row + 1).min(last));
                self.guide.page = Page::Start(Some(row));
            }
            Command::Enter => match marked.and_then(|row| digits.get(row)) {
                Some(digit) => self.start(*digit),
                None => self.notice = Some(Notice::ChooseFirst),
            },
            Command::Digit(digit) if digits.contains(&digit) => self.start(digit),
            Command::Digit(_) => self.notice = Some(Notice::NoSuchDigit(6)),
            Command::Back => {}
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    fn start(&mut self, digit: u8) {
        match digit {
            1 => self.begin(Kept::default()),
            2 => self.begin(Kept {
                voice: Voice::Call,
                ..Kept::default()
            }),
            3 => {
                let saved = self.guide.saved.clone().unwrap_or_default();
                self.begin(saved);
                self.revisit();
            }
            4 => self.lang = self.lang.other(),
            5 => {
                self.guide.search = Search::default();
                self.guide.page = Page::Search;
            }
            6 => self.guide.page = Page::Keys,
            _ => self.effects.push(Effect::Quit),
        }
    }

    fn begin(&mut self, kept: Kept) {
        self.guide.voice = kept.voice;
        self.guide.course = Course {
            begun: true,
            answers: kept.answers,
            notes: kept.notes,
            ..Course::default()
        };
        self.look_at(Spot::End);
    }

    /// A walk that had ended goes on with its last question, whose answer may
    /// be another one by now.
    fn revisit(&mut self) {
        let walk = self.guide.walk(self.today);
        let last = walk.outcome().and(walk.path.last());
        if let Some(question) = last.map(|step| step.question) {
            self.look_at(Spot::Earlier {
                question,
                jump: false,
            });
            self.guide.course.revisit = true;
        }
    }

    /// To the start page; the walk can be continued from there.
    pub(super) fn leave_walk(&mut self) {
        let guide = &mut *self.guide;
        let kept = guide.kept();
        guide.course = Course::default();
        if !kept.answers.is_empty() {
            guide.saved = Some(kept);
        }
        guide.page = Page::Start(None);
    }

    /// The answers read back to a caller: right, or one to change.
    pub(super) fn on_read_back(&mut self, command: Command) {
        match command {
            Command::Digit(1) | Command::Enter => self.guide.course.read_back = true,
            Command::Digit(2) => self.toggle_answers(),
            Command::Back => self.back(),
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    pub(super) fn on_result(&mut self, command: Command) {
        match command {
            Command::Digit(1) => self.effects.extend(self.result_text().map(Effect::Copy)),
            Command::Digit(2) => self.guide.page = Page::Take,
            Command::Digit(3) => self.toggle_answers(),
            Command::Digit(4) => self.leave_walk(),
            Command::Digit(5) => self.guide.page = Page::Why,
            Command::Back => self.back(),
            Command::Enter => {}
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    fn result_text(&self) -> Option<String> {
        text::result(&self.guide.walk(self.today), self.lang)
    }

    pub(super) fn on_take(&mut self, command: Command) {
        match command {
            Command::Digit(digit) => self.take_away(digit),
            Command::Back | Command::Enter => self.home(),
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    fn take_away(&mut self, digit: u8) {
        match digit {
            1 => self.effects.extend(self.result_file()),
            _ => self.notice = Some(Notice::NoSuchDigit(1)),
        }
    }

    fn result_file(&self) -> Option<Effect> {
        let walk = self.guide.walk(self.today);
        let result = &self.guide.pack.card(walk.outcome()?.result).id;
        Some(Effect::Write {
            stem: format!("chabudao-{}-{result}", self.today),
            ending: "txt",
            text: text::result(&walk, self.lang)?,
        })
    }

    /// Back from a page to the walk, or to the start page.
    pub(super) fn home(&mut self) {
        self.guide.page = if self.guide.course.begun {
            Page::Walk
        } else {
            Page::Start(None)
        };
    }

    pub(super) fn toggle_calendar(&mut self) {
        if matches!(self.guide.page, Page::Calendar(_)) {
            return self.home();
        }
        let walk = self.guide.walk(self.today);
        let day = calendar::counted_from(&walk).unwrap_or(self.today);
        self.guide.page = Page::Calendar(month_of(day));
    }

    pub(super) fn on_calendar(&mut self, command: Command, month: NaiveDate) {
        let moved = match command {
            Command::PageUp | Command::Left => month.checked_sub_months(Months::new(1)),
            Command::PageDown | Command::Right => month.checked_add_months(Months::new(1)),
            Command::Home => Some(month_of(self.today)),
            Command::Back | Command::Enter => return self.home(),
            _ => return self.notice = Some(Notice::NoSuchKey),
        };
        let month = moved.filter(|month| reachable(*month)).unwrap_or(month);
        self.guide.page = Page::Calendar(month);
    }
}
