//! The pages around the walk: start, result, answers, calendar.

use chrono::{Months, NaiveDate};

use super::{Turn, entry::reachable};
use crate::engine::Answers;
use crate::pack::FactId;
use crate::report::text;
use crate::ui::message::{Command, Effect};
use crate::ui::model::{Course, Page, Spot, Voice, month_of};
use crate::ui::notice::Notice;
use crate::ui::view::{answers, calendar, start};

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
            Command::Digit(_) => self.notice = Some(Notice::NoSuchDigit(4)),
            Command::Back => {}
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    fn start(&mut self, digit: u8) {
        match digit {
            1 => self.begin(Answers::new(), Voice::Own),
            2 => self.begin(Answers::new(), Voice::Call),
            3 => {
                let saved = self.guide.saved.clone().unwrap_or_default();
                self.begin(saved, self.guide.voice);
            }
            4 => self.lang = self.lang.other(),
            _ => self.effects.push(Effect::Quit),
        }
    }

    fn begin(&mut self, answers: Answers, voice: Voice) {
        self.guide.voice = voice;
        self.guide.course = Course {
            begun: true,
            answers,
            ..Course::default()
        };
        self.look_at(Spot::End);
    }

    /// To the start page; the walk can be continued from there.
    pub(super) fn leave_walk(&mut self) {
        let guide = &mut *self.guide;
        let course = std::mem::take(&mut guide.course);
        if !course.answers.is_empty() {
            guide.saved = Some(course.answers);
        }
        guide.page = Page::Start(None);
    }

    pub(super) fn on_result(&mut self, command: Command) {
        match command {
            Command::Digit(1) => self.effects.extend(self.result_text().map(Effect::Copy)),
            Command::Digit(2) => self.effects.extend(self.result_file()),
            Command::Digit(3) => self.toggle_answers(),
            Command::Digit(4) => self.leave_walk(),
            Command::Back => self.back(),
            Command::Enter => {}
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    fn result_text(&self) -> Option<String> {
        text::result(&self.guide.walk(self.today), self.lang)
    }

    fn result_file(&self) -> Option<Effect> {
        let walk = self.guide.walk(self.today);
        let result = &self.guide.pack.card(walk.outcome()?.result).id;
        Some(Effect::Write {
            stem: format!("chabudao-{}-{result}", self.today),
            text: text::result(&walk, self.lang)?,
        })
    }

    /// Back from a page to the walk, or to the start page.
    fn home(&mut self) {
        self.guide.page = if self.guide.course.begun {
            Page::Walk
        } else {
            Page::Start(None)
        };
    }

    pub(super) fn toggle_answers(&mut self) {
        if matches!(self.guide.page, Page::Answers(_)) {
            return self.home();
        }
        let walk = self.guide.walk(self.today);
        let at = self.guide.course.number(&walk);
        let last = answers::facts(self.guide, self.today).len();
        if last == 0 {
            self.notice = Some(Notice::NoAnswers);
        } else {
            self.guide.page = Page::Answers(at.min(last - 1));
        }
    }

    pub(super) fn on_answers(&mut self, command: Command, marked: usize) {
        let facts = answers::facts(self.guide, self.today);
        let last = facts.len().saturating_sub(1);
        let page = match command {
            Command::Up => marked.saturating_sub(1),
            Command::Down => (marked + 1).min(last),
            Command::Home => 0,
            Command::End => last,
            Command::Enter => return self.change(facts.get(marked).copied()),
            Command::Digit(digit) => {
                let row = usize::from(digit).checked_sub(1);
                return match row.filter(|row| *row <= last) {
                    Some(row) => self.change(facts.get(row).copied()),
                    None => self.notice = Some(Notice::NoSuchDigit(last + 1)),
                };
            }
            Command::Back => return self.home(),
            _ => return self.notice = Some(Notice::NoSuchKey),
        };
        self.guide.page = Page::Answers(page);
    }

    /// Jumps to the question of a fact, to come straight back after it.
    fn change(&mut self, fact: Option<FactId>) {
        let walk = self.guide.walk(self.today);
        let step = walk.path.iter().find(|step| Some(step.fact) == fact);
        match step.map(|step| step.question) {
            Some(question) => self.look_at(Spot::Earlier {
                question,
                jump: true,
            }),
            None => self.notice = Some(Notice::NotUsed),
        }
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
