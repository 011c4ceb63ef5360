//! A seat at the desk: what it asks of the store, and what comes back. The
//! screens are drawn from that and know of no store.

use chrono::NaiveDate;

use super::batch::Batch;
use super::board::Shelf;
use super::call::{Call, Who};
use super::case::{Case, CaseFile, CaseKey, Taken};
use super::keep::keep;
use super::known::Known;
use super::message::sought;
use super::renew::{ClassSet, edit_class, place, reopen, set_class};
use super::report::Figures;
use super::store::{Filter, Store, StoreFault};
use super::ticket::Ticket;
use super::visit::{Visit, VisitId};
use super::walk_state::Ground;
use crate::engine::Answers;
use crate::pack::{FactId, Pack};

/// Cases found at most for a word; a longer word finds fewer.
pub(crate) const MOST_FOUND: usize = 50;

/// What a seat asks of the store. What is asked of a case names the one that
/// was read, so that it never happens to another with the same ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// The board.
    Board,
    /// What a new call needs: the classes to choose from.
    NewCall,
    /// A new case.
    Open(Who),
    /// The next call about a case.
    Go(CaseKey),
    /// The call about a case is put down here.
    Leave(CaseKey),
    /// Keep a call as it stands.
    Keep(Progress),
    /// A case with its visits.
    Show(CaseKey),
    /// Do something to a case.
    Do(CaseKey, Deed),
    /// Correct whether the caller is one of the school's own, and the class.
    Place(CaseKey, bool, Option<String>),
    /// The cases in which a word is found.
    Find(String),
    /// All classes.
    Classes,
    /// A class.
    Class(String),
    /// A class of that name: a new one, or the one that is there.
    AddClass(String),
    /// Change what is known of a class, from what was read here to this.
    SetClass(String, Known, Known),
    /// Delete a class.
    RemoveClass(String),
    /// The figures of the days from one to another.
    Report(NaiveDate, NaiveDate),
}

/// What can be done to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Lay its call aside.
    Hold,
    /// Close it, for this reason as it may be kept.
    Close(String),
    /// Open it again, or take it up again.
    Reopen,
    /// Note that the caller was told what the class changed.
    Told,
    /// Delete it.
    Forget,
}

/// A call as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The case.
    pub(crate) case: CaseKey,
    /// Its version as this seat knows it.
    pub(crate) version: u32,
    /// Whether it opens a case that is closed, as the next call about one does;
    /// what was closed while the call went on stays so.
    pub(crate) reopens: bool,
    /// Whether the caller is one of the school's own, as this seat knows it:
    /// what is told here rests on that.
    pub(crate) own: bool,
    /// The case as it was before the call, while nobody else has written to it.
    pub(crate) from: Option<Box<Case>>,
    /// What is known of the class, as this seat knows it: the same rests on that.
    pub(crate) class: Option<Known>,
    /// The call.
    pub(crate) visit: VisitId,
    /// All the caller's own answers; names and numbers get no further than to the store's door.
    pub(crate) answers: Answers,
    /// Those of them that were given or taken back at this call.
    pub(crate) changed: Vec<FactId>,
    /// The notes of this window.
    pub(crate) note: String,
    /// Those of them that were kept before.
    pub(crate) noted: String,
    /// The matter that was told beside the walk.
    pub(crate) aside: Option<String>,
    /// Those that were told before at this call, and waited to be kept.
    pub(crate) asked: Vec<String>,
    /// Whether the caller was told what the walk comes to; else they are first
    /// asked what they said last, or it is read back to them.
    pub(crate) told: bool,
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum News {
    /// The board's cases and classes.
    Board(Shelf),
    /// The classes to choose from for a new call, the last set first.
    NewCall(Vec<String>),
    /// A call begins.
    Begun(Box<Begun>),
    /// The call was put down here.
    Left,
    /// The call was kept.
    Kept(Box<Kept>),
    /// A case with all that belongs to it; taken is it only where another seat
    /// has it open.
    Case(Box<CaseFile>),
    /// Something was done to a case.
    Done(Ticket, Deed),
    /// Cases in which a word was found.
    Found(String, Vec<Case>),
    /// The classes, with how many wait.
    Classes(Vec<(Batch, usize)>),
    /// A class, with how many wait.
    Class(Batch, usize),
    /// A class was set.
    ClassSet(ClassSet),
    /// A class was deleted.
    ClassRemoved(String),
    /// Figures.
    Figures(Box<Figures>),
}

/// A call that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The case.
    pub(crate) case: Case,
    /// What is known of its class by now.
    pub(crate) batch: Option<Known>,
    /// The notes of this window that are kept with it.
    pub(crate) noted: String,
    /// Whether what somebody else wrote since is in it too.
    pub(crate) merged: bool,
    /// Whether the class is another, or other things are known of it.
    pub(crate) of_class: bool,
    /// What closed the case, where it is.
    pub(crate) closed: Option<ClosedBy>,
}

/// What closed a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClosedBy {
    /// Somebody else: it stays so.
    Another,
    /// A matter told beside the walk: a call that goes on opens it again.
    Matter,
}

/// A call that begins.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The case.
    pub(crate) case: Case,
    /// The case as it was before the call, where it is not opened by it, and
    /// while nobody else has written to it.
    pub(crate) from: Option<Box<Case>>,
    /// What is known of its class.
    pub(crate) batch: Option<Known>,
    /// The call's id.
    pub(crate) visit: VisitId,
    /// The notes of this window that are kept.
    pub(crate) noted: String,
    /// Whether this seat had it open already: in another window, or in one that
    /// broke off.
    pub(crate) twice: bool,
    /// Whether the case is closed and the call opens it again.
    pub(crate) reopens: bool,
}

impl Begun {
    /// The answers that the walk begins with, on `today`, or goes on with where
    /// some are `fresh`.
    pub(crate) fn answers(&self, pack: &Pack, today: NaiveDate, fresh: &Answers) -> Answers {
        self.ground(pack, today).answers(&self.case.known, fresh)
    }

    /// Answers what the walk asks and the class knows.
    pub(crate) fn fill(&self, pack: &Pack, today: NaiveDate, answers: &mut Answers) {
        self.ground(pack, today).fill(answers);
    }

    /// Whether an answer is the class's.
    pub(crate) fn is_of_class(&self, pack: &Pack, fact: FactId) -> bool {
        let batch = self.batch.as_ref().map(|batch| batch.answers(pack));
        let own = self.case.known.answers(pack);
        own.get(fact).is_none() && batch.is_some_and(|batch| batch.get(fact).is_some())
    }

    fn ground<'a>(&'a self, pack: &'a Pack, today: NaiveDate) -> Ground<'a> {
        Ground::of(pack, today, &self.case, self.batch.as_ref())
    }

    /// Those of `answers` that are the caller's own: neither given nor of the
    /// class, but those that were `changed` at this call or are kept of an
    /// earlier one.
    pub(crate) fn own(
        &self,
        pack: &Pack,
        answers: &Answers,
        changed: impl Fn(FactId) -> bool,
    ) -> Answers {
        let of_class = self.batch.as_ref().map(|batch| batch.answers(pack));
        let of_class = of_class.unwrap_or_default();
        let before = self.case.known.answers(pack);
        let own = answers.iter().filter(|(fact, value)| {
            pack.fact(*fact).given.is_none()
                && (of_class.get(*fact) != Some(value)
                    || before.get(*fact).is_some()
                    || changed(*fact))
        });
        own.map(|(fact, value)| (fact, value.clone())).collect()
    }
}

/// A seat.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The day.
    pub today: NaiveDate,
    /// The day by the clock.
    pub real: NaiveDate,
    /// Who sits here.
    pub name: &'a str,
    /// After how many days closed cases go by themselves.
    pub keep_days: u32,
}

impl Order {
    /// The case that is to become another by it.
    pub(crate) const fn case(&self) -> Option<&CaseKey> {
        match self {
            Self::Go(key) | Self::Do(key, _) | Self::Place(key, ..) => Some(key),
            _ => None,
        }
    }
}

impl<'a> Seat<'a> {
    /// Has an order done. A call that begins takes its id from `id`.
    ///
    /// # Errors
    /// The store fails, or refuses; then nothing is written.
    pub fn serve(
        &self,
        store: &mut Store,
        order: &Order,
        id: impl FnOnce() -> VisitId,
    ) -> Result<News, StoreFault> {
        Ok(match order {
            Order::Board => {
                News::Board(Shelf::fetch(store, self.today, self.real, self.keep_days)?)
            }
            Order::NewCall => {
                let classes = store.batches()?.into_iter();
                News::NewCall(classes.map(|(batch, _)| batch.name).collect())
            }
            Order::Open(who) => self.open(store, who, id())?,
            Order::Go(key) => self.go(store, key, id)?,
            Order::Keep(kept) => News::Kept(Box::new(keep(self, store, kept)?)),
            Order::Leave(key) => self.leave(store, key)?,
            Order::Show(key) => self.show(store, key)?,
            Order::Place(key, own, batch) => self.place(store, key, *own, batch.as_deref())?,
            Order::Do(key, deed) => {
                News::Done(self.act(store, key, deed, id)?.ticket, deed.clone())
            }
            Order::Find(word) => {
                let filter = Filter {
                    words: sought(self.pack, word),
                    most: Some(MOST_FOUND),
                    ..Filter::default()
                };
                News::Found(word.clone(), store.cases(&filter)?)
            }
            Order::Classes => News::Classes(store.batches()?),
            Order::Class(name) => {
                let (batch, waiting) = store.batch(name)?;
                News::Class(batch, waiting.len())
            }
            Order::AddClass(name) => match store.batch(name) {
                Ok((batch, waiting)) => News::Class(batch, waiting.len()),
                Err(StoreFault::NoBatch(..)) => {
                    let none = |it: Option<&Known>| Some(it.cloned().unwrap_or_default());
                    let set = set_class(self.pack, self.today, store, name, none)?;
                    News::Class(set.batch, 0)
                }
                Err(fault) => return Err(fault),
            },
            Order::SetClass(name, read, known) => {
                let known = (read, known);
                News::ClassSet(edit_class(self.pack, self.today, store, name, known)?)
            }
            Order::RemoveClass(name) => {
                store.remove_batch(name)?;
                News::ClassRemoved(name.clone())
            }
            Order::Report(from, to) => News::Figures(Box::new(Figures::of(
                self.pack,
                &store.within(*from, *to)?,
                (*from, *to),
                self.today,
            ))),
        })
    }

    fn taken(&self, visit: &VisitId) -> Taken {
        Taken {
            seat: self.name.to_owned(),
            on: self.today,
            visit: Some(visit.clone()),
        }
    }

    /// Whether this seat has had a call open today.
    fn is_here(&self, taken: &Taken) -> bool {
        (taken.seat.as_str(), taken.on) == (self.name, self.today)
    }

    /// The call that goes on: one that was broken off or laid aside today, or
    /// that another window of this seat has begun, is still the same.
    fn unfinished(&self, case: &Case, visits: &[Visit]) -> Option<VisitId> {
        let begun = case.taken.as_ref().filter(|taken| self.is_here(taken));
        let begun = begun.and_then(|taken| taken.visit.clone());
        let is_kept = |id: &VisitId| visits.iter().any(|visit| visit.id == *id);
        let last = visits.last().filter(|visit| {
            (visit.at, visit.seat.as_str()) == (self.today, self.name)
                && visit.told.result.is_none()
        });
        begun
            .filter(|id| !is_kept(id))
            .or_else(|| last.map(|visit| visit.id.clone()))
    }

    /// Who has a call open, where that is another seat today.
    fn another(&self, taken: Option<Taken>) -> Option<Taken> {
        taken.filter(|it| it.seat != self.name && it.on == self.today)
    }

    fn show(&self, store: &mut Store, key: &CaseKey) -> Result<News, StoreFault> {
        let mut file = store.file(key)?;
        file.case.taken = self.another(file.case.taken);
        Ok(News::Case(Box::new(file)))
    }

    pub(crate) fn call(&self, visit: VisitId, answers: Answers, note: String) -> Call<'a> {
        Call {
            pack: self.pack,
            today: self.today,
            seat: self.name.to_owned(),
            visit,
            answers,
            note,
        }
    }

    fn open(&self, store: &mut Store, who: &Who, visit: VisitId) -> Result<News, StoreFault> {
        let call = self.call(visit, Answers::new(), String::new());
        let class = who.batch.as_deref();
        let mut case = store.open_case(self.today, class, &call.visit, |ticket, batch| {
            let (mut case, visit) = call.open(ticket, who, batch)?;
            case.taken = Some(self.taken(&call.visit));
            Ok((case, visit))
        })?;
        let batch = store.class_of(&case)?;
        case.taken = None; // it is open here, which is nothing to tell
        Ok(News::Begun(Box::new(Begun {
            case,
            from: None,
            batch,
            visit: call.visit,
            noted: String::new(),
            twice: false,
            reopens: false,
        })))
    }

    fn go(
        &self,
        store: &mut Store,
        key: &CaseKey,
        id: impl FnOnce() -> VisitId,
    ) -> Result<News, StoreFault> {
        let CaseFile {
            mut case,
            visits,
            batch,
        } = store.file(key)?;
        let visit = self.unfinished(&case, &visits).unwrap_or_else(id);
        // A store that takes nothing in can still be read.
        let before = store.hand(key, Some(&self.taken(&visit)), |_| true);
        let before = before.unwrap_or_default();
        let twice = before.as_ref().is_some_and(|taken| self.is_here(taken));
        case.taken = self.another(before);
        let is_new = visits.iter().all(|it| it.id != visit);
        Ok(News::Begun(Box::new(Begun {
            reopens: !case.waits(),
            visit,
            from: is_new.then(|| Box::new(case.clone())),
            case,
            batch,
            noted: String::new(),
            twice,
        })))
    }

    fn leave(&self, store: &mut Store, key: &CaseKey) -> Result<News, StoreFault> {
        let here = |taken: Option<&Taken>| taken.is_some_and(|it| it.seat == self.name);
        match store.hand(key, None, here) {
            Ok(_) | Err(StoreFault::NoCase(_)) => Ok(News::Left),
            Err(fault) => Err(fault),
        }
    }

    fn place(
        &self,
        store: &mut Store,
        key: &CaseKey,
        own: bool,
        batch: Option<&str>,
    ) -> Result<News, StoreFault> {
        place(self.pack, self.today, store, key, (own, batch))?;
        self.show(store, key)
    }

    /// Does something to a case, and gives it as it is, or was, then. That somebody
    /// was told is a call of its own, with its id from `id`.
    ///
    /// # Errors
    /// It is gone, or closed and to be laid aside; the store fails.
    pub(crate) fn act(
        &self,
        store: &mut Store,
        key: &CaseKey,
        deed: &Deed,
        id: impl FnOnce() -> VisitId,
    ) -> Result<Case, StoreFault> {
        let closed = |_| StoreFault::Closed(key.ticket);
        if *deed == Deed::Forget {
            return store.forget(key);
        }
        let told = self.call(id(), Answers::new(), String::new());
        store.change(key, None, |case, batch| {
            match deed {
                Deed::Hold => case.hold().map_err(closed)?,
                Deed::Close(why) => case.close(self.today, why.clone(), batch),
                Deed::Reopen => reopen(self.pack, self.today, case, batch),
                Deed::Told => return Ok(told.tell(case, batch)),
                Deed::Forget => {} // done above
            }
            Ok(None)
        })
    }
}
