//! What a key changes: one turn of the guide, with what every page may ask of it.

mod owing;

use chrono::NaiveDate;
use owing::follows;

use super::command::Command;
use super::desk::Keeping;
use super::field::Field;
use super::kept::{SavedWalk, WalkId};
use super::message::Effect;
use super::model::{Course, Focus, Guide, Panel};
use super::notice::{Notice, SURELY};
use super::page::{self, AnswersPage, CalendarPage, KeysPage, Page, StartPage};
use super::search::Search;
use crate::answers::AnswersFile;
use crate::check::note::Note;
use crate::desk::known::Known;
use crate::desk::seat::{Deed, Order};
use crate::engine::{Value, implied};
use crate::lang::{Both, Lang};
use crate::pack::{FactId, QuestionId};

/// What one message needs to change: the guide, and what lies around it.
#[derive(Debug)]
pub(crate) struct Turn<'m> {
    /// The guide.
    pub(crate) guide: &'m mut Guide,
    /// Today.
    pub(crate) today: NaiveDate,
    /// The language.
    pub(crate) lang: Lang,
    /// So many walks were begun.
    pub(crate) begun: u32,
    /// What was told up to this key: where that asked for it once more, the
    /// key is meant.
    pub(crate) said: Option<Notice>,
    /// What to tell until the next key.
    pub(crate) notice: Option<Notice>,
    /// What the shell is asked to do.
    pub(crate) effects: Vec<Effect>,
}

impl Turn<'_> {
    /// Does what a key asks for: what every page knows, else what this one does.
    pub(crate) fn obey(&mut self, command: Command) {
        match command {
            Command::Voice => {
                // Whoever sees the result already need not read back first.
                self.guide.course.read_back |= self.question().is_none();
                self.guide.voice = self.guide.voice.other();
                self.save_told();
            }
            Command::Why => self.toggle_panel(Panel::Why),
            Command::Replies => self.toggle_panel(Panel::Replies),
            Command::Undo => self.undo(),
            Command::Note => self.toggle_note(),
            Command::Keys => self.toggle_keys(),
            Command::Answers => self.toggle_answers(),
            Command::Calendar => self.toggle_calendar(),
            Command::Search => self.toggle_search(),
            Command::Hold => self.hold(),
            Command::Back if self.guide.course.gone => self.show_board(),
            Command::Stray => self.notice = Some(Notice::NO_SUCH_KEY),
            _ => {
                let page = self.guide.page.clone();
                page.face(self.guide, self.today).act(self, command);
            }
        }
    }

    /// Characters for the field with the cursor.
    pub(crate) fn type_in(&mut self, text: &str) {
        let page = self.guide.page.clone();
        if !page.face(self.guide, self.today).type_in(self, text) {
            self.say(
                "太长了，后面的没有放进来，请看一看。",
                "Too long: the end of it was left out.",
            );
        }
    }

    /// Changes a page and shows it so.
    pub(crate) fn change<P: Clone, T>(
        &mut self,
        page: &P,
        of: fn(P) -> Page,
        change: impl FnOnce(&mut P) -> T,
    ) -> T {
        let mut page = page.clone();
        let done = change(&mut page);
        self.guide.page = of(page);
        done
    }

    /// Whether a key was pressed that had just been asked for once more; else
    /// it is now, in these words.
    pub(crate) fn asks_once_more(&mut self, words: Notice) -> bool {
        let asked = self.said.as_ref() == Some(&words);
        self.notice = (!asked).then_some(words);
        asked
    }

    /// Whether a key confirms what was just asked in these words.
    pub(crate) fn confirms(&self, command: Command, words: &Notice) -> bool {
        command == Command::Digit(SURELY) && self.said.as_ref() == Some(words)
    }

    /// Tells this until the next key.
    pub(crate) fn say(&mut self, zh: &'static str, en: &'static str) {
        self.notice = Some(Notice::Said(Both::new(zh, en)));
    }

    /// The same of what went well, or of what it still takes.
    pub(crate) fn done(&mut self, zh: &'static str, en: &'static str) {
        self.notice = Some(Notice::Fine(Both::new(zh, en)));
    }

    fn toggle_panel(&mut self, panel: Panel) {
        let shown = &mut self.guide.course.panel;
        *shown = if *shown == panel { Panel::None } else { panel };
    }

    /// Opens the list of all keys, or goes back to where it was opened.
    pub(crate) fn toggle_keys(&mut self) {
        let page = Box::new(self.guide.page.clone());
        self.guide.page = match *page {
            Page::Keys(KeysPage(back)) => *back,
            _ => Page::Keys(KeysPage(page)),
        };
    }

    /// Opens the search, or leaves it; from what was found it is opened anew.
    pub(crate) fn toggle_search(&mut self) {
        if matches!(self.guide.page, Page::Search(_)) {
            return self.home();
        }
        self.guide.search = Search::new(&self.guide.pack);
        self.guide.page = Page::Search(super::page::SearchPage);
    }

    fn toggle_calendar(&mut self) {
        if matches!(self.guide.page, Page::Calendar(_)) {
            return self.home();
        }
        self.guide.page = Page::Calendar(CalendarPage::of(self.guide, self.today));
    }

    /// Opens the answers so far, or leaves them.
    pub(crate) fn toggle_answers(&mut self) {
        if matches!(self.guide.page, Page::Answers(_)) {
            return self.home();
        }
        if !self.guide.course.begun {
            return self.notice = Some(Notice::NO_SUCH_KEY);
        }
        let fact = self.fact_asked();
        self.give_up_owing();
        self.show_answers(fact);
    }

    /// What is asked for on the page, at the end what was asked for last.
    pub(crate) fn fact_asked(&self) -> Option<FactId> {
        let walk = self.guide.walk(self.today);
        let asked = self.guide.course.question(&walk);
        let asked = asked.map(|question| self.guide.pack.question(question).fact);
        asked.or(walk.path.last().map(|step| step.fact))
    }

    /// The answers so far with that of a fact marked.
    pub(crate) fn show_answers(&mut self, fact: Option<FactId>) {
        self.guide.page = Page::Answers(AnswersPage::at(self.guide, self.today, fact));
    }

    /// Asks the shell to keep what is answered as it stands.
    pub(crate) fn save(&mut self) {
        self.tell();
        let guide = &self.guide;
        let effect = match &guide.course.keeping {
            Keeping::File => guide.save(),
            Keeping::Call(begun) => Some(guide.call_to_keep(begun, self.today)),
            Keeping::Class(page) => {
                let known = Known::of(&guide.pack, &guide.course.answers, self.today);
                let known = known.without_personal(&guide.pack);
                let batch = &page.batch;
                let (name, read) = (batch.name.clone(), batch.known.clone());
                Some(Effect::Desk(Order::SetClass(name, read, known)))
            }
        };
        self.effects.extend(effect);
    }

    /// Keeps that the caller was told the result, where that is on the page now.
    pub(crate) fn save_told(&mut self) {
        let is_shown = self.question().is_none() && !self.guide.reads_back(self.today);
        if self.guide.course.call().is_some() && is_shown {
            self.guide.course.revisit = false;
            self.save();
        }
    }

    fn hold(&mut self) {
        if self.guide.course.note.is_some() {
            page::keep_note(self);
        }
        match self.guide.course.call() {
            Some(begun) => self.order(Order::Do(begun.case.key(), Deed::Hold)),
            None => self.say(
                "现在没有从来电簿接的电话，不用挂起。",
                "There is no call of the desk under way to hold.",
            ),
        }
    }

    /// The result one stands at is told today, unless it was told before and
    /// its day is still to come.
    fn tell(&mut self) {
        let walk = self.guide.walk(self.today);
        let told = self.guide.course.told;
        let Some(outcome) = walk.outcome().filter(|_| self.question().is_none()) else {
            return;
        };
        let waits = outcome.ask_from.is_some_and(|day| day.date > self.today);
        self.guide.course.told = told.filter(|_| waits).or(Some(self.today));
    }

    /// The question one looks at.
    pub(crate) fn question(&self) -> Option<QuestionId> {
        let walk = self.guide.walk(self.today);
        self.guide.course.question(&walk)
    }

    /// Answers a question and goes on: to the next one of the path, or, after
    /// a jump, back to where one was.
    pub(crate) fn answer(&mut self, question: QuestionId, value: Value) {
        let guide = &mut *self.guide;
        let fact = guide.pack.question(question).fact;
        let course = &mut guide.course;
        let spot = course.spot;
        let told_early = !course
            .walk(&guide.pack, self.today)
            .path
            .iter()
            .any(|step| step.fact == fact)
            && spot != Focus::End;
        // A class knows what the school knows, and no more than was entered; an
        // answer that means nothing without another waits for that one.
        let of_class = matches!(course.keeping, Keeping::Class(_));
        let mut owing = std::mem::take(&mut course.owing);
        let then = of_class.then(|| follows(&guide.pack, &course.answers, fact, &value));
        if let Some(question) = then.flatten() {
            self.look_at(Focus::Jump(question));
            owing.push((fact, value));
            self.guide.course.owing = owing;
            return self.tell_owing("还要这一项，才一起记下", "Noted only together with");
        }
        let implied = if told_early && !of_class {
            implied(&guide.pack, fact)
        } else {
            Vec::new()
        };
        let all = owing.into_iter().chain([(fact, value)]).chain(implied);
        course.change(all.map(|(fact, value)| (fact, Some(value))));
        course.revisit = false;
        course.seen = false;
        let return_to = course.return_to.take();
        self.fill_from_class();
        let guide = &mut *self.guide;
        let walk = guide.course.walk(&guide.pack, self.today);
        let on_path = |id: QuestionId| walk.path.iter().position(|step| step.question == id);
        let spot = match (spot, return_to) {
            (Focus::Jump(_), Some(back @ (Focus::Earlier(question) | Focus::Jump(question))))
                if on_path(question).is_some() =>
            {
                back
            }
            // What was filled in ahead is not asked again.
            (Focus::Jump(_) | Focus::End, _) => Focus::End,
            _ => on_path(question)
                .and_then(|at| walk.path.get(at + 1))
                .map_or(Focus::End, |step| Focus::Earlier(step.question)),
        };
        self.look_at(spot);
        self.save();
        // Who fills in ahead goes on in the list they came from.
        if of_class || told_early && self.question().is_some() {
            self.show_answers(Some(fact));
        }
    }

    /// Gives a fact that nobody is asked for another value.
    pub(crate) fn give(&mut self, fact: FactId, value: Value) {
        if self.guide.course.call().is_some() {
            return self.say(
                "这一条在来电单那一页改：按 Ctrl-K 挂起，打开这张单，选「更正班次」。",
                "That is changed on the page of the case: Ctrl-K holds the call; open it, then \"Correct the class\".",
            );
        }
        let course = &mut self.guide.course;
        course.change([(fact, Some(value))]);
        course.seen = false;
        self.save();
    }

    /// Opens a note at the question one looks at, at the end at the last one, or
    /// leaves it.
    pub(crate) fn toggle_note(&mut self) {
        let Some(fact) = self.fact_asked() else {
            return self.notice = Some(Notice::NO_SUCH_KEY);
        };
        if let Keeping::Class(_) = self.guide.course.keeping {
            return self.say(
                "班次只记答案，没有备注。备注记在来电单里。",
                "Of a class only answers are kept; notes belong to a call.",
            );
        }
        let guide = &mut *self.guide;
        let before = guide.course.notes.get(&fact).map_or("", Note::text);
        guide.course.note = match guide.course.note {
            Some(_) => None,
            None => Some(Field::with(before)),
        };
    }

    /// Looks at a question of the path, or at its end.
    pub(crate) fn look_at(&mut self, spot: Focus) {
        self.give_up_owing();
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
    pub(crate) fn back(&mut self) {
        if self.guide.course.panel != Panel::None {
            self.guide.course.panel = Panel::None;
            return;
        }
        let from = self.guide.course.return_to.take();
        if let Keeping::Class(_) = self.guide.course.keeping {
            let fact = self.fact_asked();
            self.look_at(Focus::End);
            return self.show_answers(fact);
        }
        if let Some(from) = from {
            return self.look_at(from);
        }
        let walk = self.guide.walk(self.today);
        let number = self.guide.course.number(&walk);
        let before = number
            .checked_sub(1)
            .and_then(|before| walk.path.get(before));
        match before.map(|step| step.question) {
            Some(question) => self.look_at(Focus::Earlier(question)),
            None => self.leave_walk(),
        }
    }

    /// Goes on with a walk that is kept.
    pub(crate) fn go_on(&mut self, row: usize) {
        let entry = self.guide.kept.get(row).cloned();
        match entry.and_then(|entry| Some((entry.walk?, entry.id, entry.lost))) {
            Some((walk, id, lost)) => {
                self.begin(walk, id);
                self.revisit();
                if lost > 0 {
                    self.notice = Some(Notice::Told(self.lang.say(
                        format_args!("规则改过了，上次的答案有 {lost} 处对不上，走到那里会再问。"),
                        format_args!("The rules have changed since. Answers that no longer fit: {lost}; they are asked again."),
                    )));
                }
            }
            None => self.say(
                "这一次的答案，现在的规则读不懂；文件没有动。",
                "The rules as they are cannot read this one; its file stays as it is.",
            ),
        }
    }

    /// Begins a walk that is not kept yet.
    pub(crate) fn begin_anew(&mut self, kept: AnswersFile) {
        self.begun += 1;
        self.begin(kept, WalkId::Here(self.begun));
    }

    fn begin(&mut self, kept: AnswersFile, id: WalkId) {
        self.guide.voice = kept.voice;
        self.guide.course = Course {
            begun: true,
            id,
            answers: kept.answers,
            notes: kept.notes,
            told: kept.told,
            ..Course::default()
        };
        self.look_at(Focus::End);
    }

    /// A walk that had ended goes on with its last question, whose answer may
    /// be another one by now, or with the one that the days past have brought.
    pub(crate) fn revisit(&mut self) {
        let walk = self.guide.walk(self.today);
        let last = walk.outcome().and(walk.path.last());
        if let Some(question) = last.map(|step| step.question) {
            self.look_at(Focus::Earlier(question));
        }
        self.guide.course.revisit = last.is_some() || self.guide.course.told.is_some();
    }

    /// To the start page; the walk can be continued from there.
    pub(crate) fn leave_walk(&mut self) {
        if self.guide.board.is_some() {
            return self.show_board();
        }
        let guide = &mut *self.guide;
        let walk = guide.walk_to_keep();
        let id = std::mem::take(&mut guide.course).id;
        if !walk.is_empty() {
            guide.kept.retain(|entry| entry.id != id);
            guide.kept.insert(0, SavedWalk::new(id, walk));
        }
        guide.page = Page::Start(StartPage::default());
    }

    /// Back from a page to the walk, or to the page it began on.
    pub(crate) fn home(&mut self) {
        self.give_up_owing();
        if let Keeping::Class(page) = &self.guide.course.keeping {
            let name = page.batch.name.clone();
            return self.order(Order::Class(name));
        }
        if self.guide.course.begun {
            self.guide.page = Page::Walk;
        } else if self.guide.board.is_some() {
            self.show_board();
        } else {
            self.guide.page = Page::Start(StartPage::default());
        }
    }

    /// The answer changed last as it was before, and where that was.
    pub(super) fn undo(&mut self) {
        let course = &mut self.guide.course;
        let Some(mut change) = course.take_back() else {
            return self.say("没有可撤销的。", "Nothing to undo.");
        };
        while change.with_another
            && let Some(before) = course.take_back()
        {
            change = before;
        }
        course.told = change.told;
        course.read_back = false;
        course.return_to = None;
        let spot = match change.spot {
            Focus::Jump(_) => Focus::End,
            spot => spot,
        };
        self.look_at(spot);
        if let Keeping::Class(_) = self.guide.course.keeping {
            self.look_at(Focus::End);
            self.show_answers(Some(change.fact));
        }
        self.as_begun();
        self.done(
            "撤销了，答案改回到刚才改之前的。",
            "Undone: the answer is what it was before the change.",
        );
        self.save();
    }
}
