//! Typing: a day, an ID number, two names.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Turn;
use crate::check::invisible::narrow;
use crate::check::{id_number, person_name};
use crate::engine::{Secret, Value};
use crate::pack::{Domain, QuestionId};
use crate::ui::date::{self, Taken, Typed};
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
            (Some(StandingDay::Taken(value)), _) => self.answer(question, value),
            (None, Typed::Empty) => self.notice = Some(Notice::TypeFirst),
            (None, Typed::Unknown) => self.answer(question, Value::Unknown),
            (None, typed) if self.guide.lacks_year(question, typed) => {
                self.notice = Some(Notice::YearMissing);
            }
            (None, Typed::Day { day, .. }) => self.notice = Some(Notice::Future(day)),
            (None, Typed::Month { month, .. }) => self.notice = Some(Notice::Future(month.first())),
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

/// What the next Enter does with the day or month in the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandingDay {
    /// It asks whether this is meant.
    Meant(Value),
    /// It takes this.
    Taken(Value),
}

/// The answer that was typed, and whether it may be half typed.
fn typed_value(typed: Typed) -> Option<(Value, bool)> {
    match typed {
        Typed::Day {
            day, unfinished, ..
        } => Some((Value::Date(day), unfinished)),
        Typed::Month {
            month, unfinished, ..
        } => Some((Value::Month(month), unfinished)),
        _ => None,
    }
}

impl Guide {
    /// The day or month in the field of a question and what the next Enter
    /// does with it; none where it cannot be taken. One that may be half typed
    /// or half erased is asked for once more.
    #[must_use]
    pub fn standing_day(&self, question: QuestionId, today: NaiveDate) -> Option<StandingDay> {
        let Draft::Date(draft) = &self.course.draft else {
            return None;
        };
        let typed = date::read(draft.field.text(), today);
        let (value, unfinished) = typed_value(typed)?;
        let (first, _) = value.days()?;
        if self.is_past(question) && first > today || self.lacks_year(question, typed) {
            return None;
        }
        let slipped = draft.erased.as_ref().is_some_and(|before| *before != value);
        let asks = (unfinished || slipped) && !draft.told;
        Some(if asks {
            StandingDay::Meant(value)
        } else {
            StandingDay::Taken(value)
        })
    }

    /// Whether a question asks for a day that cannot lie ahead.
    #[must_use]
    pub fn is_past(&self, question: QuestionId) -> bool {
        let fact = self.pack.fact(self.pack.question(question).fact);
        fact.domain == (Domain::Date { up_to_today: true })
    }

    /// Whether the year must be typed, since the day may lie ahead.
    #[must_use]
    pub fn lacks_year(&self, question: QuestionId, typed: Typed) -> bool {
        let (Typed::Day { taken, .. } | Typed::Month { taken, .. }) = typed else {
            return false;
        };
        taken != Taken::Nothing && !self.is_past(question)
    }
}

impl DateDraft {
    /// Changes what stands in the field; the calendar follows the day.
    fn edited<T>(&mut self, today: NaiveDate, change: impl FnOnce(&mut Field) -> T) -> T {
        let done = change(&mut self.field);
        (self.erased, self.told) = (None, false);
        if let Some((first, _)) = self.value(today).and_then(|value| value.days()) {
            self.month = month_of(first);
        }
        done
    }

    /// Moves or erases in the field.
    fn edit(&mut self, command: Command, today: NaiveDate) {
        let erases = matches!(command, Command::Erase | Command::Delete | Command::Clear);
        let before = self.erased.take();
        let before = before.or_else(|| self.value(today).filter(|_| erases));
        self.edited(today, |field| field.edit(command));
        self.erased = before;
    }

    /// The day or month typed so far.
    #[must_use]
    pub fn value(&self, today: NaiveDate) -> Option<Value> {
        typed_value(date::read(self.field.text(), today)).map(|(value, _)| value)
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
        let from = match self.value(today) {
            Some(Value::Date(day)) => Some(day),
            _ => None,
        };
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
