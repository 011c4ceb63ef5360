//! The desk on the screens: a call that is walked, and what the store answers.

use super::message::Effect;
use super::model::{ChangedAnswer, Course, Focus, Guide};
use super::notice::{self, Notice, done, shared, shut};
use super::page::{BoardPage, CallerPage, CasePage, ClassPage, ClassesPage, FiguresPage, Page};
use super::turn::Turn;
use chrono::NaiveDate;

use crate::check::note::Note;
use crate::desk::board::{Board, Shelf};
use crate::desk::case::CaseFile;
use crate::desk::renew::ClassSet;
use crate::desk::seat::{Begun, ClosedBy, Kept, News, Order, Progress};
use crate::desk::store::StoreFault;
use crate::desk::visit::noted;
use crate::desk::walk_state::WalkState;
use crate::engine::{Answers, Voice};
use crate::pack::FactId;
use crate::report::template::Template;

/// Where what is answered is kept.
#[derive(Clone, Debug, Default)]
pub(crate) enum Keeping {
    /// In a file of this computer.
    #[default]
    File,
    /// As a call at the desk.
    Call(Box<Begun>),
    /// As what the school knows of the class on this page.
    Class(Box<ClassPage>),
}

impl Course {
    /// The call at the desk that is walked.
    pub(crate) const fn call(&self) -> Option<&Begun> {
        match &self.keeping {
            Keeping::Call(begun) => Some(begun),
            Keeping::File | Keeping::Class(_) => None,
        }
    }

    /// Whether the answer to a fact was given at this call.
    fn changed(&self, fact: FactId) -> bool {
        self.changes
            .iter()
            .any(|change: &ChangedAnswer| change.fact == fact)
    }

    /// The facts of which this call says what counts, also that nothing does.
    fn touched(&self) -> Vec<FactId> {
        let changes = self.changes.iter().map(|change| change.fact);
        changes.chain(self.undone.iter().copied()).collect()
    }
}

impl Guide {
    /// Tells the store that the call under way is put down.
    pub(super) fn leave(&self) -> Option<Effect> {
        let begun = self.course.call()?;
        Some(Effect::Desk(Order::Leave(begun.case.key())))
    }

    /// The order that keeps the call under way as it stands, with the matter
    /// that was told beside the walk.
    pub(super) fn call_to_keep(&self, begun: &Begun, today: NaiveDate) -> Effect {
        let course = &self.course;
        let changed = |fact| course.changed(fact);
        let asked_again = course.revisit && course.question(&self.walk(today)).is_some();
        Effect::Desk(Order::Keep(Progress {
            case: begun.case.key(),
            version: begun.case.version,
            reopens: begun.reopens,
            own: begun.case.own,
            from: begun.from.clone(),
            class: begun.batch.clone(),
            visit: begun.visit.clone(),
            answers: begun.own(&self.pack, &course.answers, changed),
            changed: course.touched(),
            note: noted(course.notes.values().map(Note::text)),
            noted: begun.noted.clone(),
            aside: self
                .page
                .told_aside()
                .map(|it| self.pack.asides[it].id.clone()),
            asked: Vec::new(),
            told: !self.reads_back(today) && !asked_again,
        }))
    }
}

impl Turn<'_> {
    /// Asks the store for something.
    pub(crate) fn order(&mut self, order: Order) {
        self.effects.push(Effect::Desk(order));
    }

    /// To the board, as it is by now.
    pub(crate) fn show_board(&mut self) {
        self.put_board(BoardPage::default());
    }

    fn put_board(&mut self, page: BoardPage) {
        self.effects.extend(self.guide.leave());
        self.guide.course = Course::default();
        if self.guide.board.is_some() {
            self.guide.page = Page::Board(page);
        }
        self.order(Order::Board);
    }

    /// Takes what the store answered.
    pub(crate) fn take_news(&mut self, news: News) {
        let lang = self.lang;
        match news {
            News::Board(found) => self.take_board(&found),
            News::NewCall(classes) => {
                self.guide.page = Page::Caller(match &self.guide.page {
                    Page::Caller(page) => page.with(classes),
                    Page::Case(page) => CallerPage::new(classes, Some(page.clone())),
                    _ => CallerPage::new(classes, None),
                });
            }
            News::Left => {}
            News::Begun(begun) => self.begin_call(*begun),
            News::Kept(kept) => {
                let shut = (kept.closed == Some(ClosedBy::Another)).then(|| shut(&kept.case, lang));
                self.call_kept(*kept);
                self.notice = shut.map(Notice::Told).or(self.notice.take());
            }
            News::Case(file) => self.take_case(*file),
            News::Done(ticket, deed) => {
                self.show_board();
                self.notice = Some(Notice::Done(done(ticket, &deed, lang)));
            }
            News::Found(word, cases) => {
                if let Page::Find(page) = &mut self.guide.page {
                    page.take(&word, cases);
                }
            }
            News::Classes(classes) => {
                self.guide.page = Page::Classes(ClassesPage::new(classes));
            }
            News::Class(batch, waiting) => {
                let of_board = match &self.guide.course.keeping {
                    Keeping::Class(page) => page.of_board,
                    _ => matches!(self.guide.page, Page::Board(_)),
                };
                self.guide.course = Course::default();
                self.guide.page = Page::Class(ClassPage {
                    batch,
                    waiting,
                    of_board,
                });
            }
            News::ClassSet(set) => self.class_set(set),
            News::ClassRemoved(name) => {
                self.order(Order::Classes);
                self.notice = Some(Notice::Done(lang.say(
                    format_args!("班次「{name}」删掉了，来电单留着。"),
                    format_args!("The class {name} is deleted, its cases stay."),
                )));
            }
            News::Figures(figures) => self.guide.page = Page::Figures(FiguresPage { figures }),
        }
    }

    /// A call was kept: this one, or one that waited while another came. What
    /// somebody else wrote comes in under what was answered here.
    fn call_kept(&mut self, kept: Kept) {
        if std::mem::take(&mut self.guide.unsaved) {
            self.done(
                "连上了，刚才的回答都存好了。",
                "It is back, and your answers are kept.",
            );
        }
        let guide = &mut *self.guide;
        let touched = guide.course.touched();
        let before = WalkState::of(&guide.walk(self.today));
        let pack = &guide.pack;
        let changed = |fact| guide.course.changed(fact);
        let call = guide.course.call();
        let Some(begun) = call.filter(|begun| begun.case.key() == kept.case.key()) else {
            // It waited while its page was left: nobody else tells that it is kept.
            if matches!(guide.page, Page::Board(_) | Page::Case(_)) {
                self.order(Order::Board);
            }
            return;
        };
        let own = begun.own(pack, &guide.course.answers, changed);
        let Keeping::Call(begun) = &mut guide.course.keeping else {
            return;
        };
        begun.reopens = kept.closed == Some(ClosedBy::Matter);
        begun.case = kept.case;
        begun.batch = kept.batch;
        begun.noted = kept.noted;
        begun.from.take_if(|_| kept.merged);
        guide.course.undone.clear();
        if !kept.merged {
            return self.aside_kept();
        }
        // What was answered here counts, and of names and numbers the store holds
        // the verdict alone.
        let stored = begun.case.known.answers(pack);
        let fresh = own
            .iter()
            .filter(|(fact, _)| touched.contains(fact) || stored.get(*fact).is_none());
        let fresh = fresh.map(|(fact, value)| (fact, value.clone())).collect();
        guide.course.answers = begun.answers(pack, self.today, &fresh);
        // Another result is read to them before it counts as told.
        let after = WalkState::of(&guide.walk(self.today));
        guide.course.read_back &= after.says_as(&before);
        guide.fill_draft(self.today);
        self.merged(kept.of_class);
    }

    /// Says that what was written elsewhere counts here now, and keeps the two as one.
    fn merged(&mut self, of_class: bool) {
        if of_class {
            self.done(
                "班次刚在别处改过，这里已经照新的算；结果要是变了，请重新念给他听。",
                "The class has just been changed elsewhere, and that counts here now; where the result is another, read it to them anew.",
            );
        } else {
            self.done(
                "这张来电单刚在别处改过，已经合在一起；答得不一样的，按这边的算。",
                "This case has just been changed elsewhere; both are kept, and where they differ this one counts.",
            );
        }
        if self.guide.reads_back(self.today) {
            self.aside_kept();
        } else {
            self.save(); // whether they were told what it comes to now
        }
    }

    /// The call in which a matter was told is over once that is kept.
    fn aside_kept(&mut self) {
        let aside = self.guide.page.told_aside();
        let (Some(aside), Some(begun)) = (aside, self.guide.course.call()) else {
            return;
        };
        let pack = &self.guide.pack;
        let label = Template::new(pack, self.lang).unfilled(&pack.asides[aside].label);
        let ticket = begun.case.ticket;
        self.show_board();
        self.notice = Some(Notice::Done(self.lang.say(
            format_args!("{ticket} 记下了：{label}。"),
            format_args!("{ticket} is kept: {label}."),
        )));
    }

    fn take_board(&mut self, found: &Shelf) {
        let board = Board::new(&self.guide.pack, found, self.today, self.lang);
        let page = match (&self.guide.page, &self.guide.board) {
            (Page::Board(page), Some(was)) => Some(page.over(was, &board)),
            (Page::Start(_), _) | (_, None) => Some(BoardPage::seen()),
            _ => None,
        };
        self.guide.board = Some(Box::new(board));
        self.notice.take_if(|it| matches!(it, Notice::Lost(_)));
        if let Some(page) = page {
            self.guide.page = Page::Board(page);
        }
        // Somebody has written: perhaps about the case that is looked at.
        if let Page::Case(page) = &self.guide.page {
            let key = page.key();
            self.order(Order::Show(key));
        }
    }

    /// A case to be looked at, or once more the one that is.
    fn take_case(&mut self, file: CaseFile) {
        let found = match &self.guide.page {
            Page::Case(page) if page.key() == file.case.key() => {
                let (page, moved) = page.again(file);
                self.guide.page = Page::Case(Box::new(page));
                if moved {
                    self.say(
                        "这张来电单刚变了，现在是这样。看过再按。",
                        "This case has just changed; this is how it stands now. Read it before the next key.",
                    );
                }
                return;
            }
            Page::Find(page) => Some(page.clone()),
            Page::Case(page) => page.found().cloned(),
            Page::Caller(page) => page.found().cloned(),
            _ => None,
        };
        let page = CasePage::new(file, found);
        self.guide.page = Page::Case(Box::new(page));
    }

    /// The walk of a call: from what is known, or once more at its last
    /// question where it had come to a result.
    fn begin_call(&mut self, begun: Begun) {
        let again = begun.case.told.result.is_some();
        let shared = shared(&begun, self.lang);
        self.guide.voice = Voice::Call;
        self.guide.course = Course {
            begun: true,
            answers: begun.answers(&self.guide.pack, self.today, &Answers::new()),
            keeping: Keeping::Call(Box::new(begun)),
            ..Course::default()
        };
        self.look_at(Focus::End);
        if again {
            self.call_again();
        }
        // What was said of the caller's name stands beside it.
        if let Some(shared) = shared {
            let said = self.notice.take().map(|said| said.text(self.lang));
            let all: Vec<String> = said.into_iter().chain([shared]).collect();
            self.notice = Some(Notice::Told(all.join(self.lang.pick("", " "))));
        }
    }

    /// The last thing the caller said, to hear whether it is another by now;
    /// what the class knows is not theirs to say.
    fn call_again(&mut self) {
        let (pack, course) = (&self.guide.pack, &self.guide.course);
        let Some(begun) = course.call() else {
            return;
        };
        let walk = course.walk(pack, self.today);
        let mut said = walk.path.iter().rev();
        let last = said.find(|step| !begun.is_of_class(pack, step.fact));
        let Some(question) = last.map(|step| step.question) else {
            return;
        };
        self.look_at(Focus::Jump(question));
        self.guide.course.revisit = true;
    }

    /// A call at which all is taken back stands where it began: nobody was told
    /// anything.
    pub(super) fn as_begun(&mut self) {
        let course = &self.guide.course;
        let from = course.call().and_then(|begun| begun.from.as_ref());
        let was_told = from.is_some_and(|from| from.told.result.is_some());
        if was_told && course.changes.is_empty() {
            self.call_again();
        }
    }

    /// Answers what the walk asks and the class knows.
    pub(crate) fn fill_from_class(&mut self) {
        let guide = &mut *self.guide;
        if let Keeping::Call(begun) = &guide.course.keeping {
            begun.fill(&guide.pack, self.today, &mut guide.course.answers);
        }
    }

    /// What is known of a class, to be added to and mended answer by answer.
    pub(crate) fn edit_class(&mut self, page: ClassPage) {
        self.guide.course = Course {
            begun: true,
            answers: page.batch.known.answers(&self.guide.pack),
            keeping: Keeping::Class(Box::new(page)),
            ..Course::default()
        };
        self.look_at(Focus::End);
        self.show_answers(None);
    }

    fn class_set(&mut self, set: ClassSet) {
        let course = &mut self.guide.course;
        let Keeping::Class(page) = &mut course.keeping else {
            return self.order(Order::Class(set.batch.name));
        };
        // What another window has noted comes in, and what it took back goes.
        let pack = &self.guide.pack;
        for (fact, _) in page.batch.known.answers(pack).iter() {
            course.answers.remove(fact);
        }
        for (fact, value) in set.batch.known.answers(pack).iter() {
            course.answers.set(fact, value.clone());
        }
        page.batch = set.batch.clone();
        self.guide.fill_draft(self.today);
        let is_plain = set.changed.is_empty() && !set.merged && set.contested.is_empty();
        if is_plain && self.notice.is_some() {
            return; // that it was taken back
        }
        self.notice = Some(notice::class_set(
            &self.guide.pack,
            &set,
            self.today,
            self.lang,
        ));
    }

    /// Says, until it is left, that the case of this call is gone.
    pub(super) fn tell_gone(&mut self) {
        let course = &self.guide.course;
        if let Some(begun) = course
            .call()
            .filter(|_| course.gone && self.notice.is_none())
        {
            let ticket = begun.case.ticket;
            self.notice = Some(Notice::Told(self.lang.say(
                format_args!("{ticket} 刚被别的坐席删掉，这通电话没有存。按 Esc 回来电簿，另开一张。"),
                format_args!(
                    "Another seat has deleted {ticket}; this call is not kept. Esc goes back to the desk: open a new one."
                ),
            )));
        }
    }

    /// Takes that the store did not do it.
    pub(crate) fn take_fault(&mut self, fault: StoreFault) {
        let lang = self.lang;
        if self.guide.leaves && fault.is_of_store() {
            self.notice = Some(Notice::LEAVES_UNSAVED);
            return;
        }
        match (fault, self.guide.course.call()) {
            (StoreFault::NoCase(ticket), Some(begun)) if begun.case.ticket == ticket => {
                self.guide.course.gone = true;
                self.notice = None;
            }
            (StoreFault::NoCase(ticket), call) => {
                let of_page = match &self.guide.page {
                    Page::Case(page) => page.key().ticket == ticket,
                    Page::Caller(page) => page.case.is_some(),
                    Page::Board(_) | Page::Find(_) => true,
                    _ => false,
                };
                let words = if call.is_none() && of_page {
                    self.put_board(BoardPage::come_up());
                    lang.say(
                        format_args!("{ticket} 已经没有了，刚被别的坐席删掉。"),
                        format_args!("{ticket} is gone: another seat has just deleted it."),
                    )
                } else {
                    // A call of before that waited to be kept.
                    lang.say(
                        format_args!("{ticket} 已经没有了，刚被别的坐席删掉；刚才那通电话没有存成。"),
                        format_args!("{ticket} is gone: another seat has deleted it, and the call about it is not kept."),
                    )
                };
                self.notice = Some(Notice::Told(words));
            }
            (fault, None) if fault.is_of_store() => {
                self.notice = Some(Notice::Lost(fault.words(lang)));
            }
            (fault, call) => {
                let waits = call.is_some() && fault.is_of_store();
                let kept = if waits {
                    lang.pick(
                        "。回答还在这里，一连上就补存。",
                        ". Your answers are still here and are kept as soon as it is back.",
                    )
                } else {
                    ""
                };
                self.guide.unsaved |= waits;
                self.notice = Some(Notice::Told(fault.words(lang) + kept));
            }
        }
    }
}
