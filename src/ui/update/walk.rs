//! Answering, going back and forward.

use chrono::NaiveDate;

use super::Turn;
use crate::check::invisible::one_line;
use crate::check::note::Note;
use crate::engine::{Value, implied};
use crate::pack::QuestionId;
use crate::ui::field::Field;
use crate::ui::message::Command;
use crate::ui::model::{Arrival, Draft, Guide, Page, Panel, Spot, rows};
use crate::ui::notice::Notice;

impl Turn<'_> {
    pub(super) fn on_walk(&mut self, command: Command) {
        let Some(question) = self.question() else {
            if self.guide.reads_back(self.today) {
                return self.on_read_back(command);
            }
            return self.on_result(command);
        };
        if self.guide.course.note.is_some() {
            return self.on_note(question, command);
        }
        match (&self.guide.course.draft, command) {
            (_, Command::Back) => self.back(),
            (Draft::Rows(marked), _) => {
                let marked = *marked;
                self.on_rows(question, marked, command);
            }
            (Draft::Date(_), _) => self.on_date(question, command),
            (Draft::Number(_), _) => self.on_number(question, command),
            (Draft::Names(_), _) => self.on_names(question, command),
        }
    }

    /// The question one looks at.
    pub(super) fn question(&self) -> Option<QuestionId> {
        let walk = self.guide.walk(self.today);
        self.guide.course.question(&walk)
    }

    fn on_rows(&mut self, question: QuestionId, marked: Option<usize>, command: Command) {
        let rows = rows(&self.guide.walk(self.today), question);
        let last = rows.len() - 1;
        let step = |marked: Option<usize>, down: bool| match (marked, down) {
            (None, true) => 0,
            (None, false) => last,
            (Some(row), true) => (row + 1).min(last),
            (Some(row), false) => row.saturating_sub(1),
        };
        match command {
            Command::Up => self.guide.course.draft = Draft::Rows(Some(step(marked, false))),
            Command::Down => self.guide.course.draft = Draft::Rows(Some(step(marked, true))),
            Command::Enter => match marked {
                Some(row) => self.answer(question, rows[row].clone()),
                None => self.notice = Some(Notice::ChooseFirst),
            },
            Command::Digit(0) => self.answer(question, Value::Unknown),
            // The last row stands behind 0 and behind no other digit.
            Command::Digit(digit) => match rows.get(usize::from(digit) - 1) {
                Some(row) if usize::from(digit) <= last => self.answer(question, row.clone()),
                _ => self.notice = Some(Notice::NoSuchDigit(last)),
            },
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    /// Answers a question and goes on: to the next one of the path, or, after
    /// a jump, back to where one was.
    pub(super) fn answer(&mut self, question: QuestionId, value: Value) {
        let guide = &mut *self.guide;
        let fact = guide.pack.question(question).fact;
        let course = &mut guide.course;
        let spot = course.spot;
        let told_early = !course
            .walk(&guide.pack, self.today)
            .path
            .iter()
            .any(|step| step.fact == fact)
            && spot != Spot::End;
        course.put(fact, value);
        course.revisit = false;
        course.arrival = Arrival::Just;
        if told_early {
            for (fact, value) in implied(&guide.pack, fact) {
                course.put(fact, value);
            }
        }
        let return_to = course.return_to.take();
        let walk = course.walk(&guide.pack, self.today);
        let on_path = |id: QuestionId| walk.path.iter().position(|step| step.question == id);
        let spot = match (spot, return_to) {
            (Spot::Earlier { jump: true, .. }, Some(Spot::Earlier { question, jump }))
                if on_path(question).is_some() =>
            {
                Spot::Earlier { question, jump }
            }
            // What was filled in ahead is not asked again.
            (Spot::Earlier { jump: true, .. } | Spot::End, _) => Spot::End,
            _ => on_path(question)
                .and_then(|at| walk.path.get(at + 1))
                .map_or(Spot::End, |step| Spot::Earlier {
                    question: step.question,
                    jump: false,
                }),
        };
        self.look_at(spot);
        self.effects.extend(self.guide.save());
    }

    /// Opens a note at the question one looks at, or leaves it.
    pub(super) fn toggle_note(&mut self) {
        let Some(question) = self.question() else {
            return self.notice = Some(Notice::NoSuchKey);
        };
        let guide = &mut *self.guide;
        let fact = guide.pack.question(question).fact;
        let before = guide.course.notes.get(&fact).map_or("", Note::text);
        guide.course.note = match guide.course.note {
            Some(_) => None,
            None => Some(Field::with(before)),
        };
    }

    fn on_note(&mut self, question: QuestionId, command: Command) {
        let guide = &mut *self.guide;
        let Some(field) = &mut guide.course.note else {
            return;
        };
        match command {
            Command::Enter => {
                let fact = guide.pack.question(question).fact;
                let note = Note::new(field.text());
                let masked = note.text() != one_line(field.text());
                guide.course.note = None;
                if note.is_empty() {
                    guide.course.notes.remove(&fact);
                } else {
                    guide.course.notes.insert(fact, note);
                }
                self.notice = Some(Notice::Noted(masked));
                self.effects.extend(self.guide.save());
            }
            Command::Back => guide.course.note = None,
            _ => field.edit(command),
        }
    }

    /// Looks at a question of the path, or at its end.
    pub(super) fn look_at(&mut self, spot: Spot) {
        let today = self.today;
        let guide = &mut *self.guide;
        guide.page = Page::Walk;
        guide.course.spot = spot;
        guide.course.panel = Panel::None;
        guide.course.note = None;
        guide.fill_draft(today);
    }

    /// Out of what is shown below the question; else one question back, from
    /// the first one to the start page.
    pub(super) fn back(&mut self) {
        if self.guide.course.panel != Panel::None {
            self.guide.course.panel = Panel::None;
            return;
        }
        if let Some(from) = self.guide.course.return_to.take() {
            return self.look_at(from);
        }
        let walk = self.guide.walk(self.today);
        let number = self.guide.course.number(&walk);
        let before = number
            .checked_sub(1)
            .and_then(|before| walk.path.get(before));
        match before.map(|step| step.question) {
            Some(question) => self.look_at(Spot::Earlier {
                question,
                jump: false,
            }),
            None => self.leave_walk(),
        }
    }
}

impl Guide {
    /// The draft of the question one looks at, with the answer it has.
    pub(super) fn fill_draft(&mut self, today: NaiveDate) {
        let walk = self.course.walk(&self.pack, today);
        let draft = self.course.question(&walk).map(|question| {
            let fact = self.pack.question(question).fact;
            Draft::new(&walk, question, self.course.answers.get(fact))
        });
        self.course.draft = draft.unwrap_or_default();
    }
}
