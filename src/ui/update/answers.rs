//! The answers page, and taking changes back.

use super::Turn;
use crate::engine::{Stop, Value};
use crate::pack::{Domain, FactId};
use crate::ui::message::Command;
use crate::ui::model::{Page, Spot};
use crate::ui::notice::Notice;
use crate::ui::view::answers;

impl Turn<'_> {
    pub(super) fn toggle_answers(&mut self) {
        if matches!(self.guide.page, Page::Answers(_)) {
            return self.home();
        }
        if !self.guide.course.begun {
            return self.notice = Some(Notice::NoSuchKey);
        }
        let walk = self.guide.walk(self.today);
        let last = match walk.stop {
            Stop::Ask { .. } => walk.path.len(),
            Stop::Result(_) => walk.path.len().saturating_sub(1),
        };
        let at = self.guide.course.number(&walk);
        self.guide.page = Page::Answers(at.min(last));
    }

    pub(super) fn on_answers(&mut self, command: Command, marked: usize) {
        let rows = answers::rows(self.guide, self.today);
        let last = rows.len().saturating_sub(1);
        let fact = |row: usize| rows.get(row).map(|row| row.fact);
        let page = match command {
            Command::Up => marked.saturating_sub(1),
            Command::Down => (marked + 1).min(last),
            Command::Home => 0,
            Command::End => last,
            Command::Enter => return self.change(fact(marked)),
            Command::Digit(digit) => {
                let row = usize::from(digit).checked_sub(1);
                return match row.and_then(fact) {
                    Some(fact) => self.change(Some(fact)),
                    None => self.notice = Some(Notice::NoSuchDigit((last + 1).min(9))),
                };
            }
            Command::Back => return self.home(),
            _ => return self.notice = Some(Notice::NoSuchKey),
        };
        self.guide.page = Page::Answers(page);
    }

    /// Jumps to the question of a fact, asked already or not, to come straight
    /// back after it.
    fn change(&mut self, fact: Option<FactId>) {
        if let Some(fact) = fact.filter(|fact| self.guide.pack.fact(*fact).given.is_some()) {
            return self.turn_given(fact);
        }
        let walk = self.guide.walk(self.today);
        let asked = walk.path.iter().find(|step| Some(step.fact) == fact);
        let question = asked
            .map(|step| step.question)
            .or_else(|| fact.and_then(|fact| self.guide.pack.question_of(fact)));
        let Some(question) = question else {
            return self.notice = Some(Notice::NotUsed);
        };
        let from = self
            .guide
            .course
            .return_to
            .unwrap_or(self.guide.course.spot);
        self.look_at(Spot::Earlier {
            question,
            jump: true,
        });
        self.guide.course.return_to = Some(from);
    }

    /// Gives a fact its next value.
    fn turn_given(&mut self, fact: FactId) {
        let walk = self.guide.walk(self.today);
        let (Some(Value::Choice(now)), Domain::Choice(values)) =
            (walk.value(fact), &self.guide.pack.fact(fact).domain)
        else {
            return;
        };
        let next = Value::Choice((now + 1) % values.len());
        self.guide.course.put(fact, next);
        self.effects.extend(self.guide.save());
    }

    /// The answer changed last as it was before, and where that was.
    pub(super) fn undo(&mut self) {
        let course = &mut self.guide.course;
        let Some(change) = course.changes.pop() else {
            return self.notice = Some(Notice::NothingToUndo);
        };
        match change.before {
            Some(value) => course.answers.set(change.fact, value),
            None => course.answers.remove(change.fact),
        };
        course.read_back = false;
        course.return_to = None;
        let spot = match change.spot {
            Spot::Earlier { jump: true, .. } => Spot::End,
            spot => spot,
        };
        self.look_at(spot);
        self.notice = Some(Notice::Undone);
        self.effects.extend(self.guide.save());
    }
}
