//! Typing: a day, an ID number, two names.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Turn;
use crate::check::invisible::narrow;
use crate::check::{id_number, person_name};
use crate::engine::{Secret, Value};
use crate::pack::{Domain, QuestionId};
use crate::ui::date::{self, Typed};
use crate::ui::field::Field;
use crate::ui::message::Command;
use crate::ui::model::{COMPARED, DateDraft, Draft, Guide, Page, month_of};
use crate::ui::notice::Notice;

impl Turn<'_> {
    /// Characters for the field with the cursor.
    pub(super) fn type_in(&mut self, text: &str) {
        let today = self.today;
        if self.guide.page == Page::Code {
            self.guide.code.insert(text);
            return;
        }
        if self.guide.page == Page::Search {
            self.guide.search.marked = 0;
            self.guide.search.field.insert(text);
            return;
        }
        if let Some(note) = &mut self.guide.course.note {
            if !note.insert(text) {
                self.notice = Some(Notice::TooLong);
            }
            return;
        }
        let whole = match &mut self.guide.course.draft {
            Draft::Rows(_) => true,
            Draft::Date(draft) => {
                if std::mem::take(&mut draft.untouched) {
                    draft.field = Field::default();
                }
                draft.edited(today, |field| field.insert(text))
            }
            Draft::Number(draft) => {
                draft.told = false;
                if std::mem::take(&mut draft.untouched) {
                    draft.field = Field::default();
                }
                draft.field.insert(text)
            }
            Draft::Names(draft) => {
                draft.told = false;
                if std::mem::take(&mut draft.untouched) {
                    draft.record = Field::default();
                }
                draft.focused().insert(text)
            }
        };
        if !whole {
            self.notice = Some(Notice::TooLong);
        }
    }

    pub(super) fn on_date(&mut self, question: QuestionId, command: Command) {
        let Draft::Date(draft) = &mut self.guide.course.draft else {
            return;
        };
        match command {
            Command::Enter => self.enter_date(question),
            Command::PageUp => draft.turn_page(false),
            Command::PageDown => draft.turn_page(true),
            Command::Up | Command::Down | Command::Left | Command::Right => {
                draft.arrow(command, self.today);
            }
            _ => {
                draft.untouched = false;
                draft.edit(command, self.today);
            }
        }
    }

    fn enter_date(&mut self, question: QuestionId) {
        let standing = self.guide.standing_day(question, self.today);
        let Draft::Date(draft) = &mut self.guide.course.draft else {
            return;
        };
        match (standing, date::read(draft.field.text(), self.today)) {
            (Some(StandingDay::Meant(_)), _) => draft.told = true,
            (Some(StandingDay::Taken(day)), _) => self.answer(question, Value::Date(day)),
            (None, Typed::Empty) => self.notice = Some(Notice::TypeFirst),
            (None, Typed::Unknown) => self.answer(question, Value::Unknown),
            (None, Typed::Day { day, .. }) => self.notice = Some(Notice::Future(day)),
            (None, fault) => self.notice = Some(Notice::Day(fault)),
        }
    }

    pub(super) fn on_number(&mut self, question: QuestionId, command: Command) {
        let Draft::Number(draft) = &mut self.guide.course.draft else {
            return;
        };
        match command {
            Command::Enter if draft.field.is_empty() => self.notice = Some(Notice::TypeFirst),
            Command::Enter if is_compared(&draft.field) => self.answer(question, Value::Fine),
            Command::Enter if is_unknown(draft.field.text()) => {
                self.answer(question, Value::Unknown);
            }
            Command::Enter => {
                let valid = id_number::check(draft.field.text(), self.today).valid;
                if valid {
                    self.answer(question, Value::Fine);
                    self.notice = Some(Notice::CheckedFine);
                } else if draft.told {
                    let secret = Secret::new(draft.field.text());
                    self.answer(question, Value::IdNumber(secret));
                } else {
                    draft.told = true;
                    self.notice = Some(Notice::FaultsTold);
                }
            }
            _ => {
                draft.told &= !matches!(command, Command::Erase | Command::Delete);
                draft.untouched = false;
                draft.field.edit(command);
            }
        }
    }

    pub(super) fn on_names(&mut self, question: QuestionId, command: Command) {
        let Draft::Names(draft) = &mut self.guide.course.draft else {
            return;
        };
        match command {
            Command::Next => draft.second = !draft.second,
            Command::Up | Command::Previous => draft.second = false,
            Command::Down => draft.second = true,
            Command::Enter => self.enter_names(question),
            _ => {
                draft.told &= !matches!(command, Command::Erase | Command::Delete);
                draft.untouched = false;
                draft.focused().edit(command);
            }
        }
    }

    fn enter_names(&mut self, question: QuestionId) {
        let Draft::Names(draft) = &mut self.guide.course.draft else {
            return;
        };
        if is_compared(draft.focused()) {
            self.answer(question, Value::Fine);
        } else if draft.focused().is_empty() {
            self.notice = Some(Notice::TypeFirst);
        } else if is_unknown(draft.focused().text()) {
            self.answer(question, Value::Unknown);
        } else if !draft.second {
            draft.second = true;
        } else if draft.record.is_empty() {
            draft.second = false;
            self.notice = Some(Notice::NameMissing);
        } else if [&draft.record, &draft.typed]
            .iter()
            .any(|field| has_digits(field.text()))
        {
            self.notice = Some(Notice::NamesOnly);
        } else if person_name::compare(draft.record.text(), draft.typed.text()).same {
            self.answer(question, Value::Fine);
            self.notice = Some(Notice::CheckedFine);
        } else if draft.told {
            let value = Value::Name {
                record: Secret::new(draft.record.text()),
                typed: Secret::new(draft.typed.text()),
            };
            self.answer(question, value);
        } else {
            draft.told = true;
            self.notice = Some(Notice::FaultsTold);
        }
    }
}

/// Whether somebody typed that they have compared already.
fn is_compared(field: &Field) -> bool {
    field.text().chars().map(narrow).eq(COMPARED.chars())
}

/// Whether somebody typed that they do not know.
fn is_unknown(text: &str) -> bool {
    date::read(text, NaiveDate::MIN) == Typed::Unknown
}

/// No name has digits: somebody took the field for another one.
fn has_digits(text: &str) -> bool {
    text.chars().any(|c| narrow(c).is_ascii_digit())
}

/// What the next Enter does with the day in the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingDay {
    /// It asks whether this day is meant.
    Meant(NaiveDate),
    /// It takes this day.
    Taken(NaiveDate),
}

impl Guide {
    /// The day in the field of a question and what the next Enter does with
    /// it; none where it is no day that can be taken. A day that may be half
    /// typed or half erased is asked for once more.
    #[must_use]
    pub fn standing_day(&self, question: QuestionId, today: NaiveDate) -> Option<StandingDay> {
        let Draft::Date(draft) = &self.course.draft else {
            return None;
        };
        let Typed::Day {
            day, unfinished, ..
        } = date::read(draft.field.text(), today)
        else {
            return None;
        };
        let fact = self.pack.fact(self.pack.question(question).fact);
        let past = Domain::Date { up_to_today: true };
        if fact.domain == past && day > today {
            return None;
        }
        let slipped = draft.erased.is_some_and(|before| before != day);
        let asks = (unfinished || slipped) && !draft.told;
        Some(if asks {
            StandingDay::Meant(day)
        } else {
            StandingDay::Taken(day)
        })
    }
}

impl DateDraft {
    /// Changes what stands in the field; the calendar follows the day.
    fn edited<T>(&mut self, today: NaiveDate, change: impl FnOnce(&mut Field) -> T) -> T {
        let done = change(&mut self.field);
        (self.erased, self.told) = (None, false);
        if let Some(day) = self.day(today) {
            self.month = month_of(day);
        }
        done
    }

    /// Moves or erases in the field.
    fn edit(&mut self, command: Command, today: NaiveDate) {
        let erases = matches!(command, Command::Erase | Command::Delete | Command::Clear);
        let before = self.erased.or_else(|| self.day(today).filter(|_| erases));
        self.edited(today, |field| field.edit(command));
        self.erased = before;
    }

    /// The day typed so far.
    #[must_use]
    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        match date::read(self.field.text(), today) {
            Typed::Day { day, .. } => Some(day),
            _ => None,
        }
    }

    fn turn_page(&mut self, on: bool) {
        let month = if on {
            self.month.checked_add_months(Months::new(1))
        } else {
            self.month.checked_sub_months(Months::new(1))
        };
        self.month = month
            .filter(|month| reachable(*month))
            .unwrap_or(self.month);
    }

    /// Arrows move the day, where one is chosen or nothing is typed; else the
    /// cursor.
    fn arrow(&mut self, command: Command, today: NaiveDate) {
        self.untouched = false;
        let from = self.day(today);
        if from.is_none() && !self.field.is_empty() {
            return self.edit(command, today);
        }
        let moved = match (from, command) {
            (None, _) if month_of(today) == self.month => Some(today),
            (None, _) => Some(self.month),
            (Some(day), Command::Left) => day.pred_opt(),
            (Some(day), Command::Right) => day.succ_opt(),
            (Some(day), Command::Up) => day.checked_sub_days(Days::new(7)),
            (Some(day), _) => day.checked_add_days(Days::new(7)),
        };
        if let Some(day) = moved.filter(|day| reachable(*day)) {
            self.edited(today, |field| *field = Field::with(&day.to_string()));
        }
    }
}

/// Whether a day lies where somebody's certificate can.
pub(super) fn reachable(day: NaiveDate) -> bool {
    (1950..=2099).contains(&day.year())
}
