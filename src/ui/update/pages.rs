//! The pages around the walk: start, result, answers, calendar.

use chrono::{Months, NaiveDate};

use super::{Turn, entry::reachable};
use crate::lang::Lang;
use crate::report::words::Words;
use crate::report::{code, takeaway, text};
use crate::ui::field::Field;
use crate::ui::kept::{Entry, Kept, WalkId};
use crate::ui::message::{Command, Effect};
use crate::ui::model::{Arrival, Course, Page, Spot, Voice, month_of};
use crate::ui::notice::Notice;
use crate::ui::view::{calendar, start, take};

impl Turn<'_> {
    pub(super) fn on_start(&mut self, command: Command, marked: Option<usize>) {
        let digits = start::DIGITS;
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
            Command::Digit(_) => self.notice = Some(Notice::NoSuchDigit(7)),
            Command::Back => {}
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    fn start(&mut self, digit: u8) {
        match digit {
            1 | 2 => {
                let voice = if digit == 1 { Voice::Own } else { Voice::Call };
                self.begin_anew(Kept {
                    voice,
                    ..Kept::default()
                });
            }
            3 => match self.guide.kept.as_slice() {
                [] => self.notice = Some(Notice::NothingKept),
                [only] if only.walk.is_some() => self.go_on(0),
                _ => self.guide.page = Page::Kept(0),
            },
            7 => {
                self.guide.code = Field::default();
                self.guide.page = Page::Code;
            }
            4 => self.lang = self.lang.other(),
            5 => self.toggle_search(),
            6 => self.guide.page = Page::Keys,
            _ => self.effects.push(Effect::Quit),
        }
    }

    /// The walks that can be gone on with.
    pub(super) fn on_kept(&mut self, command: Command, marked: usize) {
        let last = self.guide.kept.len().saturating_sub(1);
        let row = match command {
            Command::Up => marked.saturating_sub(1),
            Command::Down => (marked + 1).min(last),
            Command::Home => 0,
            Command::End => last,
            Command::Enter => return self.go_on(marked),
            Command::Digit(digit) => match usize::from(digit).checked_sub(1) {
                Some(row) if row <= last => return self.go_on(row),
                _ => return self.notice = Some(Notice::NoSuchRow((last + 1).min(9))),
            },
            Command::Back => return self.home(),
            _ => return self.notice = Some(Notice::NoSuchKey),
        };
        self.guide.page = Page::Kept(row);
    }

    /// Goes on with a walk that is kept.
    fn go_on(&mut self, row: usize) {
        let entry = self.guide.kept.get(row).cloned();
        match entry.and_then(|entry| Some((entry.walk?, entry.id))) {
            Some((walk, id)) => {
                self.begin(walk, id);
                self.revisit();
            }
            None => self.notice = Some(Notice::NotReadable),
        }
    }

    fn begin_anew(&mut self, kept: Kept) {
        self.begun += 1;
        self.begin(kept, WalkId::Here(self.begun));
    }

    fn begin(&mut self, kept: Kept, id: WalkId) {
        self.guide.voice = kept.voice;
        self.guide.course = Course {
            begun: true,
            id,
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
        let walk = guide.walk_to_keep();
        let id = std::mem::take(&mut guide.course).id;
        if !walk.answers.is_empty() {
            guide.kept.retain(|entry| entry.id != id);
            guide.kept.insert(0, Entry::new(id, walk));
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
        // One digit too many on the way here must do nothing.
        let before = std::mem::replace(&mut self.guide.course.arrival, Arrival::Looking);
        if let Command::Digit(digit @ 1..=5) = command
            && before == Arrival::Just
        {
            self.notice = Some(Notice::Again(digit));
            return;
        }
        match command {
            Command::Digit(1) => self.effects.extend(self.result_text().map(Effect::Copy)),
            Command::Digit(2) => self.guide.page = Page::Take,
            Command::Digit(3) => self.toggle_answers(),
            Command::Digit(4) => self.leave_walk(),
            Command::Digit(5) => self.guide.page = Page::Why,
            Command::Digit(_) => self.notice = Some(Notice::NoSuchRow(5)),
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
        let Some((_, format, ..)) = take::ROWS.into_iter().find(|row| row.0 == digit) else {
            return self.notice = Some(Notice::NoSuchRow(take::ROWS.len()));
        };
        let walk = self.guide.walk(self.today);
        match takeaway::write(Words::new(&walk, self.lang), format) {
            Ok(text) => self.effects.push(Effect::Write {
                stem: match self.lang {
                    Lang::Zh => format!("查不到-{}-结果", self.today),
                    Lang::En => format!("chabudao-{}-result", self.today),
                },
                ending: format.ending(),
                text,
            }),
            Err(_) => self.notice = Some(Notice::NoDay),
        }
    }

    /// A code: the walk it stands for goes on.
    pub(super) fn on_code(&mut self, command: Command) {
        match command {
            Command::Back => self.home(),
            Command::Enter if self.guide.code.is_empty() => self.notice = Some(Notice::TypeFirst),
            Command::Enter => match code::decode(&self.guide.pack, self.guide.code.text()) {
                Ok(decoded) => {
                    // Codes are read out to those who help; a welder who goes on
                    // where they looked for themselves does so again.
                    let last = self.guide.last();
                    self.begin_anew(Kept {
                        voice: last.map_or(Voice::Call, |(_, walk)| walk.voice),
                        answers: decoded.answers,
                        ..Kept::default()
                    });
                    self.revisit();
                }
                Err(fault) => self.notice = Some(Notice::Told(fault.words(self.lang))),
            },
            _ => self.guide.code.edit(command),
        }
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
