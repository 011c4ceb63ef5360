//! The desk's store behind the screens: opened when it is first needed; what
//! could not be written waits until it can be reached again, and is written
//! once.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::desk::seat::{News, Order, Progress, Seat};
use crate::desk::store::{PATIENCE, Store, StoreFault};
use crate::desk::ticket::Ticket;
use crate::desk::visit::VisitId;
use crate::pack::Pack;
use crate::ui::message::{Effect, Message};
use crate::ui::model::Model;
use crate::ui::page::Page;
use crate::ui::update::update;

/// Opens the store, and tells who sits here.
pub(crate) type Open = Arc<dyn Fn() -> Result<Opened, StoreFault> + Send + Sync>;

/// A store that is open.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// Who sits here.
    pub seat: String,
    /// After how many days closed cases go by themselves.
    pub keep_days: u32,
}

/// How one sits at the desk.
#[derive(Clone)]
pub struct Options {
    /// Opens the store.
    pub open: Open,
    /// An id for a call.
    pub id: fn() -> Result<VisitId, StoreFault>,
    /// Whether to begin there.
    pub first: bool,
}

/// The desk's store.
pub struct Desk {
    options: Options,
    opened: Option<Opened>,
    /// Calls that could not be kept yet, as they stood last.
    waiting: Vec<Waiting>,
    /// Until when a store that failed is tried by nothing but what somebody asks
    /// for, since one that does not answer keeps everybody waiting; and why,
    /// unless others were writing.
    rests: Option<(Instant, Option<String>)>,
    /// Whether it was told that others' news cannot be asked for.
    told: bool,
}

/// A call that waits to be kept.
#[derive(Clone)]
pub struct Waiting {
    /// The rules whose questions it answers: others may have been loaded since.
    pack: Arc<Pack>,
    /// The days it was given on: by now it may be past midnight.
    days: (NaiveDate, NaiveDate),
    kept: Progress,
}

/// What is to be done.
#[derive(Clone)]
pub enum Task {
    /// What is asked for now.
    Asked(Order),
    /// A call that waits, by its own rules and days.
    Waits(Waiting),
}

/// So long a key waits for others who write; a call that could not be kept is
/// tried again.
const SHORT: Duration = Duration::from_secs(1);

/// A store that failed rests for so many times as long as that took.
const REST: u32 = 5;

impl Desk {
    /// A desk whose store is not open yet.
    #[must_use]
    pub const fn new(options: Options) -> Self {
        Self {
            options,
            opened: None,
            waiting: Vec::new(),
            rests: None,
            told: false,
        }
    }

    /// Has an order done.
    ///
    /// # Errors
    /// The store fails, or refuses; a call that could not be kept waits.
    pub(crate) fn serve(
        &mut self,
        pack: &Pack,
        days: (NaiveDate, NaiveDate),
        task: Task,
    ) -> Result<News, StoreFault> {
        let (own, days, mut order) = match task {
            Task::Asked(order) => (None, days, order),
            Task::Waits(it) => (Some(it.pack), it.days, Order::Keep(it.kept)),
        };
        let by_itself = matches!(order, Order::Keep(_) | Order::Leave(_) | Order::Board);
        if let (Order::Keep(kept), None) = (&mut order, &own) {
            self.carry_over(kept);
        }
        let served = if let Some(why) = self.resting().filter(|_| by_itself) {
            Err(why)
        } else {
            let begun = Instant::now();
            let served = self.try_to(own.as_deref().unwrap_or(pack), days, &order);
            self.rest(begun.elapsed(), served.as_ref().err());
            served
        };
        if let Order::Keep(kept) = order {
            self.waiting.retain(|it| it.kept.visit != kept.visit);
            if matches!(&served, Err(fault) if fault.is_of_store()) {
                let pack = own.unwrap_or_else(|| Arc::new(pack.clone()));
                self.waiting.push(Waiting { pack, days, kept });
            }
        }
        served
    }

    /// A later state of a call holds all of an earlier one that waits, but for the
    /// matters that were told beside the walk before that went on.
    fn carry_over(&self, kept: &mut Progress) {
        let mut waiting = self.waiting.iter().map(|it| &it.kept);
        let before = waiting.find(|it| it.visit == kept.visit);
        if let Some(before) = before {
            let told = before.asked.iter().chain(&before.aside);
            kept.asked = told.cloned().collect();
        }
    }

    fn try_to(
        &mut self,
        pack: &Pack,
        (today, real): (NaiveDate, NaiveDate),
        order: &Order,
    ) -> Result<News, StoreFault> {
        let id = (self.options.id)()?;
        let opened = match &mut self.opened {
            Some(opened) => opened,
            none => {
                let opened = none.insert((self.options.open)()?);
                opened.store.wait_for_others(SHORT)?;
                opened
            }
        };
        let seat = Seat {
            pack,
            today,
            real,
            name: &opened.seat,
            keep_days: opened.keep_days,
        };
        seat.serve(&mut opened.store, order, || id)
    }

    /// Has an order done, and those that follow from what comes back. What a
    /// case is to become waits for what was answered before about it.
    pub fn serve_all(&mut self, model: &mut Model, days: (NaiveDate, NaiveDate), order: Order) {
        self.serve_each(model, days, Task::Asked(order));
    }

    fn serve_each(&mut self, model: &mut Model, days: (NaiveDate, NaiveDate), first: Task) {
        let mut tasks = VecDeque::from([first]);
        while let Some(task) = tasks.pop_front() {
            let (task, then) = match self.waits_before(&task) {
                Some(waiting) => (Task::Waits(waiting), Some(task)),
                None => (task, None),
            };
            if then.is_some() {
                self.rests = None; // somebody asks for it
            }
            let Some(guide) = &model.under_way else {
                return;
            };
            let answer = self.serve(&guide.pack, days, task);
            let then = then.filter(|_| answer.is_ok());
            let asked = update(model, Message::Desk(Box::new(answer)));
            let asked = asked.into_iter().filter_map(Effect::order);
            tasks.extend(asked.map(Task::Asked).chain(then));
        }
    }

    /// The call that waits about the case which is to become another.
    fn waits_before(&self, task: &Task) -> Option<Waiting> {
        let Task::Asked(order) = task else {
            return None;
        };
        let case = order.case()?;
        let mut waiting = self.waiting.iter();
        waiting.find(|it| it.kept.case == *case).cloned()
    }

    /// Why the store rests, while it does.
    fn resting(&self) -> Option<StoreFault> {
        let (until, why) = self.rests.as_ref()?;
        let why = why.clone().map_or(StoreFault::Busy, StoreFault::Lost);
        (Instant::now() < *until).then_some(why)
    }

    /// A store that failed rests.
    fn rest(&mut self, took: Duration, fault: Option<&StoreFault>) {
        let rests = match fault {
            Some(StoreFault::Unreachable(why) | StoreFault::Lost(why)) => Some(Some(why.clone())),
            Some(StoreFault::Busy) => Some(None),
            _ => None,
        };
        self.rests = rests.map(|why| (Instant::now() + took * REST, why));
        self.told &= fault.is_some_and(StoreFault::is_of_store);
    }

    /// What is due by itself: the call that waits to be kept, else the board
    /// where one looks at it or at a case, and another seat has written or
    /// another day has come; or why nobody can say, once.
    pub fn due(&mut self, model: &Model) -> Option<Result<Task, StoreFault>> {
        if self.resting().is_some() {
            return None;
        }
        if let Some(first) = self.waiting.first() {
            return Some(Ok(Task::Waits(first.clone())));
        }
        let guide = model.guide()?;
        if !matches!(guide.page, Page::Board(_) | Page::Case(_)) {
            return None;
        }
        let begun = Instant::now();
        let news = self.opened.as_mut()?.store.has_news();
        let told = self.told;
        self.rest(begun.elapsed(), news.as_ref().err());
        match news {
            Err(fault) => {
                self.told = true;
                (!told).then_some(Err(fault))
            }
            Ok(news) => {
                let board = guide.board.as_ref();
                let is_old = board.is_some_and(|board| board.today != model.today);
                // What was told of a fault that is over goes with it.
                let stale = news || told || is_old;
                stale.then_some(Ok(Task::Asked(Order::Board)))
            }
        }
    }

    /// Has done what is due by itself; tells whether there was anything.
    pub fn tick(&mut self, model: &mut Model, days: (NaiveDate, NaiveDate)) -> bool {
        let due = self.due(model);
        let is_due = due.is_some();
        match due {
            Some(Ok(task)) => self.serve_each(model, days, task),
            Some(Err(fault)) => drop(update(model, Message::Desk(Box::new(Err(fault))))),
            None => {}
        }
        is_due
    }

    /// Tries once more to keep the calls that wait for it: those that could not
    /// be kept, and why. One that does not answer is not waited for twice.
    pub fn last_try(&mut self) -> Vec<(Ticket, StoreFault)> {
        self.rests = None;
        if let Some(opened) = &mut self.opened {
            let _ = opened.store.wait_for_others(PATIENCE); // then it is tried as it is
        }
        let waiting = std::mem::take(&mut self.waiting).into_iter();
        let tried = waiting.filter_map(|waits| {
            let (ticket, days) = (waits.kept.case.ticket, waits.days);
            let pack = Arc::clone(&waits.pack);
            let fault = self.serve(&pack, days, Task::Waits(waits)).err()?;
            Some((ticket, fault))
        });
        tried.collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::thread::sleep;

    use super::*;
    use crate::desk::case::CaseKey;
    use crate::engine::Answers;
    use crate::lang::Lang;
    use crate::pack::{Files, load};
    use crate::ui::model::Guide;
    use crate::ui::theme::Theme;

    const LONG: Duration = Duration::from_millis(100);

    fn id() -> VisitId {
        VisitId::of([1; 12])
    }

    /// A server that does not answer is left alone for a while, whatever waits.
    #[test]
    fn a_store_that_does_not_answer_rests() {
        let tries = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&tries);
        let mut desk = Desk::new(Options {
            open: Arc::new(move || {
                count.fetch_add(1, Ordering::Relaxed);
                sleep(LONG);
                Err(StoreFault::Unreachable("no answer".to_owned()))
            }),
            id: || Ok(id()),
            first: false,
        });
        let ticket = "1127-01".parse().expect("a ticket");
        let kept = Progress {
            case: CaseKey {
                ticket,
                opening: Some(id()),
            },
            version: 1,
            reopens: false,
            own: false,
            from: None,
            class: None,
            visit: id(),
            answers: Answers::new(),
            changed: Vec::new(),
            note: String::new(),
            noted: String::new(),
            aside: None,
            asked: Vec::new(),
            told: true,
        };
        let pack = load(Files::embedded()).expect("the rules load").pack;
        let state = Ok(Guide::new(pack, Vec::new()));
        let today = "2026-11-27".parse().expect("a day");
        let mut model = Model::new(state, Theme::default(), Lang::Zh, today);
        let days = (today, today);
        desk.serve_all(&mut model, days, Order::Keep(kept.clone()));
        for _ in 0..3 {
            assert!(!desk.tick(&mut model, days));
            desk.serve_all(&mut model, days, Order::Keep(kept.clone()));
            desk.serve_all(&mut model, days, Order::Leave(kept.case.clone()));
        }
        assert_eq!(tries.load(Ordering::Relaxed), 1);
        while !desk.tick(&mut model, days) {
            sleep(LONG);
        }
        assert_eq!(tries.load(Ordering::Relaxed), 2);
        let left = desk.last_try();
        assert!(matches!(left[..], [(of, StoreFault::Unreachable(_))] if of == ticket));
    }
}
