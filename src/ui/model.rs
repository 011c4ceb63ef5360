//! The state of the screens. Only `update` changes it; views only look.

use chrono::{Datelike, NaiveDate};

use super::field::Field;
use super::kept::{Entry, Kept, Notes, WalkId};
use super::keys::Context;
use super::notice::Notice;
use super::search::{Hit, Search};
use super::theme::Theme;
use crate::engine::{Answers, Stop, Value, Walk};
use crate::lang::Lang;
use crate::pack::{Domain, FactId, Pack, Problems, QuestionId};

/// Everything the screens show.
#[derive(Debug)]
pub struct Model {
    /// The language.
    pub lang: Lang,
    /// How it looks.
    pub theme: Theme,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Today.
    pub today: NaiveDate,
    /// What has just happened, until the next key.
    pub notice: Option<Notice>,
    /// Whether Backspace was the last key: held down, it goes back only once.
    pub erasing: bool,
    /// Lines of the page above the first one shown.
    pub scroll: usize,
    /// So many walks were begun.
    pub begun: u32,
    /// The guide, or what is wrong with its rules.
    pub state: State,
}

/// The guide, or what is wrong with its rules.
#[derive(Debug)]
pub enum State {
    /// The rules did not load.
    Broken(Broken),
    /// The guide.
    Ready(Box<Guide>),
}

/// Rules that did not load.
#[derive(Debug)]
pub struct Broken {
    /// What is wrong with them.
    pub problems: Box<Problems>,
    /// The guide under way with the rules as they were, to go on with.
    pub kept: Option<Box<Guide>>,
}

impl From<Box<Problems>> for State {
    fn from(problems: Box<Problems>) -> Self {
        let kept = None;
        Self::Broken(Broken { problems, kept })
    }
}

/// The guide: pages around one walk.
#[derive(Debug)]
pub struct Guide {
    /// The rules.
    pub pack: Pack,
    /// The walks that can be gone on with, the newest first.
    pub kept: Vec<Entry>,
    /// Who reads.
    pub voice: Voice,
    /// What is shown.
    pub page: Page,
    /// The walk.
    pub course: Course,
    /// A word looked up.
    pub search: Search,
    /// A code being entered.
    pub code: Field,
}

/// Who reads the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// A welder, for themselves.
    #[default]
    Own,
    /// Help-desk staff, who read aloud.
    Call,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Who are you? With the row marked.
    Start(Option<usize>),
    /// The walks that can be gone on with, with the row marked.
    Kept(usize),
    /// A question, or the result.
    Walk,
    /// The answers so far, with the row marked.
    Answers(usize),
    /// The month of this day.
    Calendar(NaiveDate),
    /// Why this result.
    Why,
    /// What can be taken away of a result.
    Take,
    /// All keys.
    Keys,
    /// Looking up a word.
    Search,
    /// What was found.
    Found(Hit),
    /// A code to go on with.
    Code,
}

/// A walk under way.
#[derive(Debug, Default)]
pub struct Course {
    /// Whether it was begun.
    pub begun: bool,
    /// Which one it is.
    pub id: WalkId,
    /// The answers.
    pub answers: Answers,
    /// What one looks at.
    pub spot: Spot,
    /// What is entered for the question one looks at.
    pub draft: Draft,
    /// What is shown below the question.
    pub panel: Panel,
    /// The notes.
    pub notes: Notes,
    /// A note being written.
    pub note: Option<Field>,
    /// What can be undone, the latest last.
    pub changes: Vec<Change>,
    /// Where one was when one jumped to another question.
    pub return_to: Option<Spot>,
    /// Whether the answers were read back to the caller.
    pub read_back: bool,
    /// Whether one has just come to the result.
    pub arrival: Arrival,
    /// Whether the walk had ended last time and its last question is asked again.
    pub revisit: bool,
}

/// Where one stands with a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// No key was pressed since it was come to.
    #[default]
    Just,
    /// One looks at it.
    Looking,
}

/// What is shown below a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Nothing.
    #[default]
    None,
    /// Why it is asked.
    Why,
    /// What the caller may say.
    Replies,
}

/// An answer as it was before it was changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The fact.
    pub fact: FactId,
    /// Its answer.
    pub before: Option<Value>,
    /// What one looked at.
    pub spot: Spot,
}

/// What one looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// The end of the path: the question to ask, or the result.
    #[default]
    End,
    /// A question of the path that is answered already.
    Earlier {
        /// The question.
        question: QuestionId,
        /// Whether an answer leads straight back to the end of the path.
        jump: bool,
    },
}

/// What is entered for a question but not answered yet.
#[derive(Debug)]
pub enum Draft {
    /// The row marked.
    Rows(Option<usize>),
    /// A day.
    Date(DateDraft),
    /// An ID number.
    Number(NumberDraft),
    /// Two names.
    Names(NamesDraft),
}

impl Default for Draft {
    fn default() -> Self {
        Self::Rows(None)
    }
}

/// A day being entered.
#[derive(Debug)]
pub struct DateDraft {
    /// The field.
    pub field: Field,
    /// The month shown: its first day.
    pub month: NaiveDate,
    /// The day or month that stood there before something was erased, until
    /// something is typed: where another is left, Enter asks first.
    pub erased: Option<Value>,
    /// Whether Enter has asked whether this day is meant, so that Enter again
    /// takes it.
    pub told: bool,
    /// Whether it still holds the answer as it was: typing begins anew.
    pub untouched: bool,
}

/// An ID number being entered.
#[derive(Debug, Default)]
pub struct NumberDraft {
    /// The field.
    pub field: Field,
    /// Whether Enter has told what is wrong, so that Enter again goes on.
    pub told: bool,
    /// Whether it still holds the answer as it was: typing begins anew.
    pub untouched: bool,
}

/// Two names being entered.
#[derive(Debug, Default)]
pub struct NamesDraft {
    /// As on the certificate.
    pub record: Field,
    /// As typed into the query.
    pub typed: Field,
    /// Whether the second one has the cursor.
    pub second: bool,
    /// Whether Enter has told how they differ, so that Enter again goes on.
    pub told: bool,
    /// Whether the first still holds the answer as it was: typing begins anew.
    pub untouched: bool,
}

/// What stands in a field for an answer that tells no number and no name.
fn without_typing(answer: Option<&Value>) -> &'static str {
    match answer {
        Some(Value::Unknown) => "0",
        Some(Value::Fine) => COMPARED,
        _ => "",
    }
}

/// Typed in place of a number or a name: somebody has compared it already. No
/// number and no name is one digit.
pub const COMPARED: &str = "1";

impl NumberDraft {
    fn new(answer: Option<&Value>) -> Self {
        let text = match answer {
            Some(Value::IdNumber(number)) => number.reveal(),
            other => without_typing(other),
        };
        Self {
            field: Field::with(text),
            told: false,
            untouched: true,
        }
    }
}

impl NamesDraft {
    fn new(answer: Option<&Value>) -> Self {
        match answer {
            Some(Value::Name { record, typed }) => Self {
                record: Field::with(record.reveal()),
                typed: Field::with(typed.reveal()),
                ..Self::default()
            },
            other => Self {
                record: Field::with(without_typing(other)),
                untouched: true,
                ..Self::default()
            },
        }
    }

    /// The field with the cursor.
    pub const fn focused(&mut self) -> &mut Field {
        if self.second {
            &mut self.typed
        } else {
            &mut self.record
        }
    }
}

/// The answers offered to a question, in the order of their digits; "I
/// don't know", whose digit is 0, comes last.
#[must_use]
pub fn rows(walk: &Walk<'_>, question: QuestionId) -> Vec<Value> {
    let choices = walk.offered(question).into_iter();
    let choices = choices.map(|choice| Value::Choice(choice.value));
    choices.chain([Value::Unknown]).collect()
}

impl Course {
    /// The walk as far as the answers lead.
    #[must_use]
    pub fn walk<'a>(&'a self, pack: &'a Pack, today: NaiveDate) -> Walk<'a> {
        Walk::new(pack, &self.answers, today)
    }

    /// Answers a fact, so that it can be taken back.
    pub fn put(&mut self, fact: FactId, value: Value) {
        let spot = self.spot;
        if self.answers.get(fact) != Some(&value) {
            let before = self.answers.set(fact, value);
            self.remember(Change { fact, before, spot });
            self.read_back = false;
        }
    }

    /// Keeps a change, to take it back; the oldest are forgotten.
    fn remember(&mut self, change: Change) {
        /// Nobody takes back more.
        const MOST: usize = 50;
        if self.changes.len() >= MOST {
            self.changes.remove(0);
        }
        self.changes.push(change);
    }

    /// The question one looks at, none at the result.
    #[must_use]
    pub fn question(&self, walk: &Walk<'_>) -> Option<QuestionId> {
        match (self.spot, &walk.stop) {
            (Spot::Earlier { question, .. }, _) => Some(question),
            (Spot::End, Stop::Ask { question, .. }) => Some(*question),
            (Spot::End, Stop::Result(_)) => None,
        }
    }

    /// Where on the path the question one looks at stands.
    #[must_use]
    pub fn number(&self, walk: &Walk<'_>) -> usize {
        let path = &walk.path;
        match self.spot {
            Spot::End => path.len(),
            Spot::Earlier { question, .. } => path
                .iter()
                .position(|step| step.question == question)
                .unwrap_or(path.len()),
        }
    }
}

impl Draft {
    /// The draft of a question, filled with the answer it already has.
    #[must_use]
    pub fn new(walk: &Walk<'_>, question: QuestionId, answer: Option<&Value>) -> Self {
        let fact = walk.pack().question(question).fact;
        match walk.pack().fact(fact).domain {
            Domain::Date { .. } => Self::Date(DateDraft::new(answer, walk.today())),
            Domain::IdNumber => Self::Number(NumberDraft::new(answer)),
            Domain::NamePair => Self::Names(NamesDraft::new(answer)),
            Domain::Choice(_) => {
                let rows = rows(walk, question);
                Self::Rows(answer.and_then(|answer| rows.iter().position(|row| row == answer)))
            }
        }
    }
}

impl DateDraft {
    fn new(answer: Option<&Value>, today: NaiveDate) -> Self {
        let (text, day) = match answer {
            Some(Value::Date(day)) => (day.to_string(), *day),
            Some(Value::Month(month)) => (month.to_string(), month.first()),
            Some(Value::Unknown) => ("0".to_owned(), today),
            _ => (String::new(), today),
        };
        Self {
            field: Field::with(&text),
            month: month_of(day),
            erased: None,
            told: false,
            untouched: true,
        }
    }
}

/// The first day of a day's month.
#[must_use]
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

impl Model {
    /// A model that has just begun, on a terminal of the usual size.
    #[must_use]
    pub const fn new(state: State, theme: Theme, lang: Lang, today: NaiveDate) -> Self {
        Self {
            lang,
            theme,
            size: (80, 24),
            today,
            notice: None,
            erasing: false,
            scroll: 0,
            begun: 0,
            state,
        }
    }

    /// The guide, where the rules loaded.
    #[must_use]
    pub const fn guide(&self) -> Option<&Guide> {
        match &self.state {
            State::Ready(guide) => Some(guide),
            State::Broken(_) => None,
        }
    }

    /// What keys mean at the moment.
    #[must_use]
    pub fn context(&self) -> Context {
        self.guide()
            .map_or(Context::BROKEN, |guide| guide.context(self.today))
    }
}

impl Guide {
    /// A guide on its start page.
    #[must_use]
    pub fn new(pack: Pack, kept: Vec<Entry>) -> Self {
        Self {
            pack,
            kept,
            voice: Voice::default(),
            page: Page::Start(None),
            course: Course::default(),
            search: Search::default(),
            code: Field::default(),
        }
    }

    /// The walk that was under way last, where these rules can read it.
    #[must_use]
    pub fn last(&self) -> Option<(&Entry, &Kept)> {
        let mut kept = self.kept.iter();
        kept.find_map(|entry| Some((entry, entry.walk.as_ref()?)))
    }

    /// The walk under way as it is kept.
    #[must_use]
    pub fn walk_to_keep(&self) -> Kept {
        Kept {
            answers: self.course.answers.clone(),
            voice: self.voice,
            notes: self.course.notes.clone(),
        }
    }

    /// Whether the answers are to be read back before the result is shown.
    #[must_use]
    pub fn reads_back(&self, today: NaiveDate) -> bool {
        self.voice == Voice::Call
            && !self.course.read_back
            && self.course.question(&self.walk(today)).is_none()
    }

    /// The walk as far as the answers lead.
    #[must_use]
    pub fn walk(&self, today: NaiveDate) -> Walk<'_> {
        self.course.walk(&self.pack, today)
    }

    fn context(&self, today: NaiveDate) -> Context {
        match (&self.page, &self.course.draft) {
            (Page::Start(_), _) => Context::START,
            (Page::Kept(_), _) => Context::KEPT,
            (Page::Answers(_), _) => Context::ANSWERS,
            (Page::Calendar(_), _) => Context::CALENDAR,
            (Page::Take, _) => Context::TAKE,
            (Page::Search, _) => Context::SEARCH,
            (Page::Code, _) => Context::CODE,
            (Page::Why | Page::Keys | Page::Found(_), _) => Context::READ,
            (Page::Walk, _) if self.course.note.is_some() => Context::NOTE,
            (Page::Walk, _) if self.reads_back(today) => Context::READ_BACK,
            (Page::Walk, _) if self.course.question(&self.walk(today)).is_none() => Context::RESULT,
            (Page::Walk, Draft::Rows(_)) => Context::CHOICE,
            (Page::Walk, Draft::Date(_)) => Context::DATE,
            (Page::Walk, Draft::Number(_)) => Context::NUMBER,
            (Page::Walk, Draft::Names(_)) => Context::NAMES,
        }
    }
}
