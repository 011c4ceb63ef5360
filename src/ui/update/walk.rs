//! Answering, going back and forward.

use super::Turn;
use crate::engine::Value;
use crate::pack::QuestionId;
use crate::ui::message::Command;
use crate::ui::model::{Draft, NamesDraft, NumberDraft, Page, Row, Spot, rows};
use crate::ui::notice::Notice;

impl Turn<'_> {
    pub(super) fn on_walk(&mut self, command: Command) {
        let Some(question) = self.question() else {
            return self.on_result(command);
        };
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
        let pack = &self.guide.pack;
        let rows = rows(pack, pack.question(question));
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
                Some(row) => self.take(question, &rows[row]),
                None => self.notice = Some(Notice::ChooseFirst),
            },
            Command::Digit(0) => self.take(question, &rows[last]),
            Command::Digit(digit) => match rows.get(usize::from(digit) - 1) {
                Some(row) => self.take(question, row),
                None => self.notice = Some(Notice::NoSuchDigit(last)),
            },
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }

    fn take(&mut self, question: QuestionId, row: &Row) {
        match row {
            Row::Answer(value) => self.answer(question, value.clone()),
            Row::Enter => {
                let pack = &self.guide.pack;
                let domain = &pack.fact(pack.question(question).fact).domain;
                self.guide.course.draft = match domain {
                    crate::pack::Domain::NamePair => Draft::Names(NamesDraft::default()),
                    _ => Draft::Number(NumberDraft::default()),
                };
            }
        }
    }

    /// Answers a question and goes on: to the next one of the path, or, after
    /// a jump from the answers page, to its end.
    pub(super) fn answer(&mut self, question: QuestionId, value: Value) {
        let guide = &mut *self.guide;
        let fact = guide.pack.question(question).fact;
        let jump = matches!(guide.course.spot, Spot::Earlier { jump: true, .. });
        guide.course.answers.set(fact, value);
        let walk = guide.course.walk(&guide.pack, self.today);
        let at = walk.path.iter().position(|step| step.question == question);
        let next = at.and_then(|at| walk.path.get(at + 1));
        let spot = match next {
            Some(step) if !jump => Spot::Earlier {
                question: step.question,
                jump: false,
            },
            _ => Spot::End,
        };
        self.look_at(spot);
        self.effects.extend(self.guide.save());
    }

    /// Looks at a question of the path, or at its end.
    pub(super) fn look_at(&mut self, spot: Spot) {
        let today = self.today;
        let guide = &mut *self.guide;
        guide.page = Page::Walk;
        guide.course.spot = spot;
        guide.course.why = false;
        let walk = guide.course.walk(&guide.pack, today);
        let draft = guide.course.question(&walk).map(|question| {
            let question = guide.pack.question(question);
            let answer = guide.course.answers.get(question.fact);
            Draft::new(&guide.pack, question, answer, today)
        });
        guide.course.draft = draft.unwrap_or_default();
    }

    /// One question back, from the first one to the start page; out of a field
    /// of a check to its first page.
    pub(super) fn back(&mut self) {
        let spot = self.guide.course.spot;
        if matches!(self.guide.course.draft, Draft::Number(_) | Draft::Names(_)) {
            return self.look_at(spot);
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
