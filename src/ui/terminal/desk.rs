//! The desk's store behind the screens: opened when it is first needed; what
//! could not be written waits until it can be reached again, and is written
//! once.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::desk::seat::{News, Order, Progress, Seat};
use crate::desk::store::{FaultKind, Store, StoreFault};
use crate::desk::visit::VisitId;
use crate::pack::Pack;
use crate::ui::message::{Effect, Message};
use crate::ui::model::Model;
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
    waiting: Vec<Progress>,
}

impl Desk {
    /// A desk whose store is not open yet.
    #[must_use]
    pub const fn new(options: Options) -> Self {
        Self {
            options,
            opened: None,
            waiting: Vec::new(),
        }
    }

    /// Has an order done.
    ///
    /// # Errors
    /// The store fails, or refuses; a call that could not be kept waits.
    pub(crate) fn serve(
        &mut self,
        pack: &Pack,
        (today, real): (NaiveDate, NaiveDate),
        order: Order,
    ) -> Result<News, StoreFault> {
        let served = self.try_to(pack, (today, real), &order);
        if let Order::Keep(kept) = order {
            // A later state of the same call holds all of an earlier one.
            self.waiting.retain(|before| before.visit != kept.visit);
            if matches!(&served, Err(fault) if fault.kind() == FaultKind::Store) {
                self.waiting.push(kept);
            }
        }
        served
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
            none => none.insert((self.options.open)()?),
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

    /// Has an order done, and those that follow from what comes back. Gives the
    /// other effects of that.
    pub fn serve_all(
        &mut self,
        model: &mut Model,
        days: (NaiveDate, NaiveDate),
        order: Order,
    ) -> Vec<Effect> {
        let mut orders = vec![order];
        let mut others = Vec::new();
        while let Some(order) = orders.pop() {
            let Some(guide) = model.guide() else {
                break;
            };
            let answer = self.serve(&guide.pack, days, order);
            for effect in update(model, Message::Desk(Box::new(answer))) {
                match effect {
                    Effect::Desk(order) => orders.push(order),
                    other => others.push(other),
                }
            }
        }
        others
    }

    /// What to do now that a second has passed: the call that waits to be
    /// kept, or the board where another seat has written and one looks at it
    /// or at a case.
    pub fn due(&mut self, at_desk: bool) -> Option<Order> {
        if let Some(kept) = self.waiting.first() {
            return Some(Order::Keep(kept.clone()));
        }
        let opened = self.opened.as_mut().filter(|_| at_desk)?;
        let news = opened.store.has_news().unwrap_or(false);
        news.then_some(Order::Board)
    }

    /// What still waits to be kept, for a last try.
    pub(crate) fn waiting(&mut self) -> Vec<Progress> {
        std::mem::take(&mut self.waiting)
    }
}
