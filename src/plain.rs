//! The walk line by line: for a screen reader, a dumb terminal or a pipe.
//!
//! ```text
//! line ─ command ─▶ Dialogue ─ show ─▶ lines
//! ```
//!
//! [`Dialogue::open`] gives the first lines, [`Dialogue::step`] takes one line and
//! gives the lines to print. Nothing here moves a cursor, draws a box or knows
//! a terminal; the walk is the engine's own, computed anew after each answer.

mod command;
mod entry;
mod reply;
mod show;
pub mod wrap;

use chrono::NaiveDate;

use crate::check::date_text::says_unknown;
use crate::engine::{Answers, Secret, Value, Voice, Walk};
use crate::lang::Lang;
use crate::pack::{FactId, Pack, QuestionId};
use crate::report::{answered, code};

use command::Command;
use entry::Entered;

/// A walk in progress.
#[derive(Clone, Debug)]
pub struct Dialogue<'a> {
    pack: &'a Pack,
    today: NaiveDate,
    lang: Lang,
    voice: Voice,
    answers: Answers,
    /// The question shown although it has an answer, to change it.
    changing: Option<QuestionId>,
    /// The name on record, where the one typed into the query comes next.
    record: Option<Secret>,
    /// Whether a number or name with a fault is asked for once more.
    asks_again: bool,
    /// Such a one, which an empty line takes as it is.
    doubted: Option<(QuestionId, Value)>,
    pub(crate) left: bool,
}

impl<'a> Dialogue<'a> {
    /// A walk that goes on from `answers`. Where these say to wait for a day
    /// that is counted from when it is told, nobody knows when that was: their
    /// last question is asked again.
    #[must_use]
    pub fn new(
        pack: &'a Pack,
        today: NaiveDate,
        lang: Lang,
        voice: Voice,
        answers: Answers,
    ) -> Self {
        let walk = Walk::new(pack, &answers, today);
        let day = walk.outcome().and_then(|outcome| outcome.ask_from);
        let waits = day.is_some_and(|day| day.from_telling);
        let last = walk.path.last().filter(|_| waits);
        let changing = last.map(|step| step.question);
        Self {
            pack,
            today,
            lang,
            voice,
            answers,
            changing,
            record: None,
            asks_again: false,
            doubted: None,
            left: false,
        }
    }

    /// The same for somebody who types: what may have been a slip is asked for
    /// once more, as on the screens. A pipe has typed all beforehand.
    #[must_use]
    pub(crate) fn asking_again(self, asks_again: bool) -> Self {
        Self { asks_again, ..self }
    }

    /// The answers so far.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Where the walk stands.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self.pack, &self.answers, self.today)
    }

    /// The lines before anything was typed.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        let mut lines = show::keys(self.lang);
        if self.changing.is_some() {
            lines.push(answered::DAY_NOT_CARRIED.get(self.lang).to_owned());
        }
        lines.extend(self.position());
        lines
    }

    /// Takes one line as typed and gives the lines to print.
    pub fn step(&mut self, line: &str) -> Vec<String> {
        let doubted = self.doubted.take();
        match command::read(line, self.record.is_some()) {
            Command::Nothing => {
                doubted.map_or_else(Vec::new, |(question, value)| self.keep(question, value))
            }
            Command::Why => show::why(self),
            Command::Back => self.back(),
            Command::Answers => show::answers(self),
            Command::Change(number) => self.change(number),
            Command::Leave => self.leave(),
            Command::Unknown => self.unknown(),
            Command::New => self.restart(),
            Command::Answer(text) => self.enter(&text),
        }
    }

    /// What to print where the input ends: what is still needed, and the code
    /// to go on with.
    #[must_use]
    pub fn close(&self) -> Vec<String> {
        let walk = self.walk();
        let mut lines = Vec::new();
        if walk.outcome().is_none() {
            lines.extend(show::needs(self));
            if let Some(code) = code::encode(self.pack, &self.answers, self.today) {
                lines.extend(show::go_on(&code, self.lang));
            }
        }
        lines
    }

    /// The question on screen, if one is.
    fn question(&self) -> Option<QuestionId> {
        self.changing.or_else(|| self.walk().asks())
    }

    /// The question or the result where the walk stands.
    fn position(&self) -> Vec<String> {
        match self.question() {
            Some(question) => show::question(self, question),
            None => show::result(self),
        }
    }

    fn leave(&mut self) -> Vec<String> {
        self.left = true;
        self.close()
    }

    fn restart(&mut self) -> Vec<String> {
        self.answers = Answers::new();
        self.changing = None;
        self.record = None;
        self.position()
    }

    /// Goes back to the question before; its answer stays until another is given.
    fn back(&mut self) -> Vec<String> {
        if self.record.take().is_some() {
            return self.position();
        }
        let walk = self.walk();
        let here = self.changing.and_then(|shown| {
            let mut path = walk.path.iter();
            path.position(|step| step.question == shown)
        });
        let before = here.unwrap_or(walk.path.len()).checked_sub(1);
        let Some(before) = before.and_then(|at| walk.path.get(at)).copied() else {
            let lang = self.lang;
            let first = lang.pick("这是第一个问题。", "This is the first question.");
            return vec![first.to_owned()];
        };
        self.changing = Some(before.question);
        self.position()
    }

    fn change(&mut self, number: Option<usize>) -> Vec<String> {
        let walk = self.walk();
        let step = number.and_then(|number| walk.path.get(number.checked_sub(1)?));
        let Some(step) = step.copied() else {
            return show::which(self);
        };
        self.record = None;
        self.changing = Some(step.question);
        self.position()
    }

    fn unknown(&mut self) -> Vec<String> {
        match self.question() {
            Some(question) => self.answer(question, Value::Unknown),
            None => vec![show::at_the_end(self.lang)],
        }
    }

    /// Takes a line as the answer to the question on screen.
    fn enter(&mut self, text: &str) -> Vec<String> {
        let Some(question) = self.question() else {
            return vec![show::at_the_end(self.lang)];
        };
        if let Some(record) = self.record.take() {
            if says_unknown(&entry::bare(text)) {
                return self.answer(question, Value::Unknown);
            }
            let typed = Secret::new(text);
            return self.answer(question, Value::Name { record, typed });
        }
        let offered = self.walk().offered(question).len();
        match entry::read(text, question, &self.walk()) {
            Entered::Value(value) => self.answer(question, value),
            // Said back in full at once, whatever was typed.
            Entered::When(value, taken) => {
                let mut lines = reply::taken(&value, taken, self);
                lines.extend(self.answer(question, value));
                lines
            }
            Entered::Record(record) => {
                self.record = Some(record);
                vec![reply::prompt_typed(self)]
            }
            Entered::Wrong(wrong) => vec![reply::wrong(&wrong, offered, self)],
        }
    }

    /// Answers a question, tells what the check found, and goes on.
    fn answer(&mut self, question: QuestionId, value: Value) -> Vec<String> {
        let (mut lines, fine) = show::findings(&value, self.today, self.lang);
        self.record = None;
        if self.asks_again && !fine && !lines.is_empty() {
            lines.push(reply::again(&value, self.lang).to_owned());
            self.doubted = Some((question, value));
            return lines;
        }
        // What was found right need not be kept.
        let value = if fine { Value::Fine } else { value };
        lines.extend(self.keep(question, value));
        lines
    }

    /// Takes an answer and goes on.
    fn keep(&mut self, question: QuestionId, value: Value) -> Vec<String> {
        self.answers.set(self.pack.question(question).fact, value);
        self.changing = None;
        self.position()
    }

    /// The number of a fact among the answers on the path, from 1.
    fn place(&self, fact: FactId) -> usize {
        let walk = self.walk();
        let at = walk.path.iter().position(|step| step.fact == fact);
        at.unwrap_or(walk.path.len()) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Files, load};

    /// The standard's public number, and what may be a slip in it.
    const RIGHT: &str = "11010519491231002X";
    const WRONG: &str = "110105194912310";

    #[test]
    fn what_may_be_a_slip_is_asked_for_once_more_where_somebody_types() {
        let pack = load(Files::embedded()).expect("the rules load").pack;
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let with = |typed: &[&str], types: bool| {
            let none = Answers::new();
            let state = Dialogue::new(&pack, today, Lang::Zh, Voice::Own, none);
            let mut state = state.asking_again(types);
            for line in ["1", "1", "1", "1"].iter().chain(typed) {
                state.step(line);
            }
            let fact = pack.find_fact("id-number").expect("it is asked");
            state.answers().get(fact).cloned()
        };
        let wrong = Some(Value::IdNumber(Secret::new(WRONG)));
        assert_eq!(with(&[WRONG], false), wrong);
        assert_eq!(with(&[WRONG], true), None);
        assert_eq!(with(&[WRONG, ""], true), wrong);
        assert_eq!(with(&[WRONG, "?", ""], true), None);
        assert_eq!(with(&[WRONG, RIGHT], true), Some(Value::Fine));
        assert_eq!(with(&[WRONG, "0"], true), Some(Value::Unknown));
    }
}
