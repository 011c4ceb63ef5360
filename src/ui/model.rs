//! The state of the screens. Only `update` changes it; views only look, but
//! note how far they scrolled.

use std::cell::Cell;

use chrono::NaiveDate;

use super::desk::Keeping;
use super::field::Field;
use super::kept::{Notes, SavedWalk, WalkId, translated};
use super::message::Effect;
use super::notice::Notice;
use super::page::checked::CheckedDraft;
use super::page::choice::offered;
use super::page::date::DateDraft;
use super::page::{About, Face, Page, StartPage, problems};
use super::search::Search;
use super::theme::Theme;
use crate::answers::{self, AnswersFile};
use crate::desk::board::Board;
use crate::engine::{Answers, Value, Voice, Walk};
use crate::lang::Lang;
use crate::pack::{Domain, FactId, Pack, Problems, QuestionId};

/// Everything the screens show.
#[derive(Debug)]
pub struct Model {
    /// The language.
    pub(crate) lang: Lang,
    /// How it looks.
    pub theme: Theme,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Today.
    pub today: NaiveDate,
    /// What has just happened, until the next key.
    pub notice: Option<Notice>,
    /// Whether Backspace was the last key: held down, it goes back only once.
    pub(crate) erasing: bool,
    /// Lines of the page above the first one shown, noted by the last draw.
    pub(crate) scroll: Cell<usize>,
    /// Whether what one is at is shown, wherever the page was scrolled to.
    pub(crate) follows: bool,
    /// So many walks were begun.
    pub(crate) begun: u32,
    /// The guide; behind rules that did not load, the one that was under way.
    pub(crate) under_way: Option<Box<Guide>>,
    /// What is wrong with the rules, where they did not load.
    pub(crate) faults: Option<Box<Problems>>,
}

/// The guide: pages around one walk.
#[derive(Debug)]
pub struct Guide {
    /// The rules.
    pub pack: Pack,
    /// The walks that can be gone on with, the newest first.
    pub kept: Vec<SavedWalk>,
    /// Who reads.
    pub(crate) voice: Voice,
    /// What is shown.
    pub page: Page,
    /// The walk.
    pub course: Course,
    /// A word looked up.
    pub(crate) search: Search,
    /// The desk's board, while one is at the desk.
    pub(crate) board: Option<Box<Board>>,
    /// Whether the desk's store could not take the latest answers yet.
    pub(crate) unsaved: bool,
    /// Whether it was asked, at the key to leave, if they are to be lost.
    pub(crate) leaves: bool,
}

/// A walk under way.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
pub struct Course {
    /// Whether it was begun.
    pub begun: bool,
    /// Which one it is.
    pub id: WalkId,
    /// Where it is kept.
    pub(crate) keeping: Keeping,
    /// The answers.
    pub answers: Answers,
    /// What one looks at.
    pub(crate) spot: Focus,
    /// What is entered for the question one looks at.
    pub draft: Draft,
    /// What is shown below the question.
    pub(crate) panel: Panel,
    /// The notes.
    pub(crate) notes: Notes,
    /// A note being written.
    pub(crate) note: Option<Field>,
    /// What can be undone, the latest last.
    pub(crate) changes: Vec<ChangedAnswer>,
    /// Facts whose change was undone, or cannot be any more, until the desk's
    /// store has them: what it holds of them is not another seat's answer.
    pub(crate) undone: Vec<FactId>,
    /// Answers of a class that wait for one more to say something.
    pub(crate) owing: Vec<(FactId, Value)>,
    /// Where one was when one jumped to another question.
    pub(crate) return_to: Option<Focus>,
    /// Whether the answers were read back to the caller.
    pub read_back: bool,
    /// Whether a key was pressed since the result was come to.
    pub(crate) seen: bool,
    /// Whether the walk had ended last time and its last question is asked again.
    pub(crate) revisit: bool,
    /// Whether another seat deleted the case of this call: nothing of it is
    /// kept any more.
    pub(crate) gone: bool,
    /// The day on which the result was told; none where the answers are others
    /// than they were then.
    pub(crate) told: Option<NaiveDate>,
}

/// What is shown below a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Panel {
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
pub(crate) struct ChangedAnswer {
    /// The fact.
    pub fact: FactId,
    /// Its answer.
    pub(crate) before: Option<Value>,
    /// What one looked at.
    pub(crate) spot: Focus,
    /// When the result before it was told.
    pub(crate) told: Option<NaiveDate>,
    /// Whether it is taken back together with the one before it.
    pub(crate) with_another: bool,
}

/// What one looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The end of the path: the question to ask, or the result.
    #[default]
    End,
    /// A question of the path that is answered already.
    Earlier(QuestionId),
    /// The same, to come straight back to the end of the path by an answer.
    Jump(QuestionId),
}

/// What is entered for a question but not answered yet.
#[derive(Debug)]
pub enum Draft {
    /// The row marked.
    Rows(Option<usize>),
    /// A day.
    Date(DateDraft),
    /// An ID number.
    Number(CheckedDraft),
    /// Two names.
    Names(CheckedDraft),
}

impl Default for Draft {
    fn default() -> Self {
        Self::Rows(None)
    }
}

impl ChangedAnswer {
    /// The same for other rules; an answer that they do not know was none.
    pub(crate) fn moved(&self, from: &Pack, to: &Pack) -> Option<Self> {
        let fact = to.find_fact(&from.fact(self.fact).id)?;
        let before = self.before.as_ref();
        let before = before.and_then(|value| translated(from, self.fact, value, to, fact));
        let spot = Focus::End;
        Some(Self {
            fact,
            before,
            spot,
            ..*self
        })
    }
}

impl Course {
    /// The walk as far as the answers lead.
    pub(crate) fn walk<'a>(&'a self, pack: &'a Pack, today: NaiveDate) -> Walk<'a> {
        Walk::told_on(pack, &self.answers, today, self.told.unwrap_or(today))
    }

    /// Answers facts, or takes their answers away, so that all of that can be
    /// taken back at once.
    pub(crate) fn change(&mut self, facts: impl IntoIterator<Item = (FactId, Option<Value>)>) {
        let mut with_another = false;
        for (fact, value) in facts {
            if self.answers.get(fact) == value.as_ref() {
                continue;
            }
            let before = match value {
                Some(value) => self.answers.set(fact, value),
                None => self.answers.remove(fact),
            };
            let (spot, told) = (self.spot, self.told.take());
            self.remember(ChangedAnswer {
                fact,
                before,
                spot,
                told,
                with_another,
            });
            with_another = true;
            self.read_back = false;
        }
    }

    /// Takes the latest change of an answer back.
    pub(crate) fn take_back(&mut self) -> Option<ChangedAnswer> {
        let change = self.changes.pop()?;
        self.undone.push(change.fact);
        match change.before.clone() {
            Some(value) => self.answers.set(change.fact, value),
            None => self.answers.remove(change.fact),
        };
        Some(change)
    }

    /// Keeps a change, to take it back; the oldest are forgotten.
    fn remember(&mut self, change: ChangedAnswer) {
        /// Nobody takes back more.
        const MOST: usize = 50;
        if self.changes.len() >= MOST {
            self.undone.push(self.changes.remove(0).fact);
        }
        self.changes.push(change);
    }

    /// Whether the day that was told has come, or nobody knows which one that
    /// was, and the same answers would only put it off.
    pub(crate) fn waited_out(&self, walk: &Walk<'_>) -> bool {
        let day = walk.outcome().and_then(|outcome| outcome.ask_from);
        day.is_some_and(|day| day.from_telling && (self.told.is_none() || day.date <= walk.today()))
    }

    /// Whether the question is the last one of a wait that was waited out:
    /// Enter alone must not begin it anew.
    pub(crate) fn waits_anew(&self, walk: &Walk<'_>, question: QuestionId) -> bool {
        let last = walk.path.last();
        last.is_some_and(|step| step.question == question) && self.waited_out(walk)
    }

    /// The question one looks at, none at the result.
    #[must_use]
    pub fn question(&self, walk: &Walk<'_>) -> Option<QuestionId> {
        match self.spot {
            Focus::Earlier(question) | Focus::Jump(question) => Some(question),
            Focus::End => walk.asks(),
        }
    }

    /// Where on the path the question one looks at stands.
    #[must_use]
    pub fn number(&self, walk: &Walk<'_>) -> usize {
        let path = &walk.path;
        match self.spot {
            Focus::End => path.len(),
            Focus::Earlier(question) | Focus::Jump(question) => path
                .iter()
                .position(|step| step.question == question)
                .unwrap_or(path.len()),
        }
    }
}

impl Draft {
    /// The draft of a question, filled with the answer it already has.
    pub(crate) fn new(walk: &Walk<'_>, question: QuestionId, answer: Option<&Value>) -> Self {
        let fact = walk.pack().question(question).fact;
        match walk.pack().fact(fact).domain {
            Domain::Date { .. } => Self::Date(DateDraft::new(answer, walk.today())),
            Domain::IdNumber => Self::Number(CheckedDraft::new(answer)),
            Domain::NamePair => Self::Names(CheckedDraft::new(answer)),
            Domain::Choice(_) => {
                let rows = offered(walk, question);
                Self::Rows(answer.and_then(|answer| rows.iter().position(|row| row == answer)))
            }
        }
    }
}

impl Model {
    /// A model that has just begun, on a terminal of the usual size: with a
    /// guide, or with what is wrong with its rules.
    #[must_use]
    pub fn new(
        guide: Result<Guide, Box<Problems>>,
        theme: Theme,
        lang: Lang,
        today: NaiveDate,
    ) -> Self {
        let (under_way, faults) = match guide {
            Ok(guide) => (Some(Box::new(guide)), None),
            Err(faults) => (None, Some(faults)),
        };
        Self {
            lang,
            theme,
            size: (80, 24),
            today,
            notice: None,
            erasing: false,
            scroll: Cell::new(0),
            follows: true,
            begun: 0,
            under_way,
            faults,
        }
    }

    /// The guide, where the rules loaded.
    #[must_use]
    pub fn guide(&self) -> Option<&Guide> {
        let guide = self.under_way.as_deref();
        guide.filter(|_| self.faults.is_none())
    }

    /// The same, to change it.
    pub fn guide_mut(&mut self) -> Option<&mut Guide> {
        let guide = self.under_way.as_deref_mut();
        guide.filter(|_| self.faults.is_none())
    }

    /// The kind of page that is shown.
    #[must_use]
    pub fn about(&self) -> &'static About {
        self.guide()
            .map_or(&problems::ABOUT, |guide| guide.face(self.today).about())
    }
}

impl Guide {
    /// A guide on its start page.
    #[must_use]
    pub fn new(pack: Pack, kept: Vec<SavedWalk>) -> Self {
        Self {
            pack,
            kept,
            voice: Voice::default(),
            page: Page::Start(StartPage::default()),
            course: Course::default(),
            search: Search::default(),
            board: None,
            unsaved: false,
            leaves: false,
        }
    }

    /// The walk that was under way last, where these rules can read it.
    pub(crate) fn last(&self) -> Option<(&SavedWalk, &AnswersFile)> {
        let mut kept = self.kept.iter();
        kept.find_map(|entry| Some((entry, entry.walk.as_ref()?)))
    }

    /// The walk under way as it is kept.
    #[must_use]
    pub fn walk_to_keep(&self) -> AnswersFile {
        AnswersFile {
            today: None,
            answers: self.course.answers.clone(),
            voice: self.voice,
            notes: self.course.notes.clone(),
            told: self.course.told,
        }
    }

    /// Whether the answers are to be read back before the result is shown.
    pub(crate) fn reads_back(&self, today: NaiveDate) -> bool {
        self.voice == Voice::Call
            && !self.course.read_back
            && self.course.question(&self.walk(today)).is_none()
    }

    /// The walk as far as the answers lead.
    pub(crate) fn walk(&self, today: NaiveDate) -> Walk<'_> {
        self.course.walk(&self.pack, today)
    }

    /// What the page shown does.
    pub(crate) fn face(&self, today: NaiveDate) -> &dyn Face {
        self.page.face(self, today)
    }

    /// What to keep for next time: nothing where nothing was answered, so
    /// that a walk kept before is not lost to one that was never begun.
    pub(crate) fn save(&self) -> Option<Effect> {
        let in_file = matches!(self.course.keeping, Keeping::File);
        let walk = self.walk_to_keep();
        if !self.course.begun || walk.is_empty() || !in_file {
            return None;
        }
        let walk = answers::write_walk(&self.pack, &walk);
        Some(Effect::Save(self.course.id.clone(), walk))
    }

    /// Keeps what is entered where another day asks the same question.
    pub(crate) fn keep_draft(&mut self, before: NaiveDate, today: NaiveDate) {
        let asked = |day| self.course.question(&self.walk(day));
        if asked(before) != asked(today) {
            self.fill_draft(today);
        }
    }

    /// The draft of the question one looks at, with the answer it has.
    pub(crate) fn fill_draft(&mut self, today: NaiveDate) {
        let walk = self.course.walk(&self.pack, today);
        let draft = self.course.question(&walk).map(|question| {
            let fact = self.pack.question(question).fact;
            let answer = self.course.answers.get(fact);
            let anew = self.course.waits_anew(&walk, question);
            Draft::new(&walk, question, answer.filter(|_| !anew))
        });
        self.course.draft = draft.unwrap_or_default();
    }
}
