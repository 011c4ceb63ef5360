//! `chabudao desk`: the help desk from the command line.

mod args;
mod batch;
mod case;
mod moving;
mod place;
mod report;
mod show;

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::mem::ManuallyDrop;
use std::sync::Arc;

use serde::Serialize;

use super::ask;
use super::failure::Failure;
use super::print;
use super::screens::{self, Look};
use super::setting::{GivenArgs, Setting, today_in_china};
use crate::desk::board::{Board, Shelf};
use crate::desk::caller::Fit;
use crate::desk::case::Case;
use crate::desk::json::Standing;
use crate::desk::known::Known;
use crate::desk::message::head;
use crate::desk::seat::{Deed, Seat};
use crate::desk::store::{Store, StoreAddress, StoreFault};
use crate::desk::visit::VisitId;
use crate::lang::Lang;
use crate::ui::at_desk;
pub(super) use args::Args;
use args::{Batch, What};
use place::Own;

/// Where a call is taken from the command line: what every command works with.
struct Counter<'a> {
    seat: Seat<'a>,
    store: Store,
    /// Where a store is to be made by what is written; until then there is one
    /// with nothing in it.
    new: Option<StoreAddress>,
    json: bool,
    lang: Lang,
}

pub(super) fn run(desk: &Args, look: &Look, setting: &Setting) -> Result<u8, Failure> {
    if desk.what.is_none() && !desk.json && io::stdin().is_terminal() && !ask::wanted(look.plain) {
        let (store, seat) = (desk.store.clone(), desk.seat.clone());
        let at_desk = at_desk::Options {
            first: true,
            ..options(store, seat)
        };
        return screens::run(look, at_desk, setting);
    }
    done(desk, setting).map(|()| 0)
}

/// The desk for the screens, its store not open yet.
pub(super) fn options(store: Option<String>, seat: Option<String>) -> at_desk::Options {
    let open = move || {
        let own = Own::read().map_err(not_found)?;
        let place = own.place(store.as_deref()).map_err(not_found)?;
        Ok(at_desk::Opened {
            store: place::open(&place).map_err(not_found)??,
            seat: own.seat(seat.as_deref()).text,
            keep_days: own.keep_days(),
        })
    };
    at_desk::Options {
        open: Arc::new(open),
        id: || visit_id().map_err(|error| StoreFault::Unreachable(error.to_string())),
        first: false,
    }
}

/// Why it cannot be told where the store is; the language is chosen on the
/// screens.
fn not_found(failure: Failure) -> StoreFault {
    match failure {
        Failure::Words(said) => StoreFault::NotFound(said),
        other => StoreFault::Unreachable(other.words(Lang::En)),
    }
}

fn done(desk: &Args, setting: &Setting) -> Result<(), Failure> {
    let own = Own::read()?;
    let place = own.place(desk.store.as_deref())?;
    // Never dropped: the process ends with it, and to free it takes a while.
    let pack = ManuallyDrop::new(setting.load(&GivenArgs::default())?.pack);
    let name = own.seat(desk.seat.as_deref());
    let (store, new) = opened(place, desk.what.as_ref(), setting.lang)?;
    let mut counter = Counter {
        seat: Seat {
            pack: &pack,
            today: setting.today(),
            real: today_in_china(),
            name: &name.text,
            keep_days: own.keep_days(),
        },
        store,
        new,
        json: desk.json,
        lang: setting.lang,
    };
    counter.tell_fit(&name, ["坐席", "seat"])?;
    let end = match &desk.what {
        None => counter.board(),
        Some(What::Open(open)) => counter.open(open),
        Some(What::Visit(visit)) => counter.visit(visit),
        Some(What::Show(one)) => counter.show(one.ticket),
        Some(What::List(list)) => counter.list(list),
        Some(What::Hold(one)) => counter.act(one.ticket, &Deed::Hold),
        Some(What::Close(close)) => counter.close(close.one.ticket, close.why.as_deref()),
        Some(What::Reopen(one)) => counter.act(one.ticket, &Deed::Reopen),
        Some(What::Forget(one)) => counter.act(one.ticket, &Deed::Forget),
        Some(What::Batch(batch)) => counter.batch(batch),
        Some(What::Report(report)) => counter.report(report),
        Some(What::Purge(purge)) => counter.purge(purge.older_than),
        Some(What::Export(export)) => counter.export(export),
        Some(What::Import(import)) => counter.import(import),
    };
    if let Err(Failure::Desk(fault)) = &end
        && let StoreFault::Stale(case) = fault.as_ref()
    {
        counter.tell_standing(case)?;
    }
    end
}

/// Opens the store; where there is none, one with nothing in it. A new one is made
/// only by what puts something in: else a slip in its path would show as a desk
/// with nothing in it, and leave one.
fn opened(
    place: StoreAddress,
    what: Option<&What>,
    lang: Lang,
) -> Result<(Store, Option<StoreAddress>), Failure> {
    let Some(said) = place::missing(&place) else {
        return Ok((open(&place)?, None));
    };
    let new = match what {
        Some(What::Open(_) | What::Import(_) | What::Batch(Batch::Set { .. })) => Some(place),
        Some(What::Export(_)) => return Err(StoreFault::NotFound(said).into()),
        _ => {
            print::tell(said.get(lang))?;
            None
        }
    };
    Ok((Store::empty()?, new))
}

fn open(place: &StoreAddress) -> Result<Store, Failure> {
    Ok(place::open(place)??)
}

impl Counter<'_> {
    /// Writes. Where that makes the store, it first has to go well on one with
    /// nothing in it: what is refused leaves none behind.
    fn write<T>(
        &mut self,
        mut work: impl FnMut(&mut Store) -> Result<T, StoreFault>,
    ) -> Result<T, Failure> {
        if let Some(place) = self.new.take() {
            work(&mut self.store)?;
            self.store = open(&place)?;
        }
        Ok(work(&mut self.store)?)
    }

    /// Says what was done to words before they were kept.
    fn tell_fit(&self, fit: &Fit, what: [&str; 2]) -> Result<(), Failure> {
        if let Some(told) = fit.done_to(what, self.lang) {
            print::tell(&told)?;
        }
        Ok(())
    }

    /// What is there now, of a case somebody else changed.
    fn tell_standing(&mut self, case: &Case) -> Result<(), Failure> {
        if self.json {
            return print_json(&Standing::of(self.seat.pack, case));
        }
        let batch = self.store.class_of(case)?;
        let words = self.in_words(case, batch.as_ref());
        let head = head(self.seat.pack, case, self.lang);
        Ok(print::tell(&format!("{head}\n{}", words.message()))?)
    }

    fn board(&mut self) -> Result<(), Failure> {
        if self.json {
            return Err(Failure::words_of(
                "来电簿的首页没有 JSON；用 chabudao desk list --json",
                "the board has no JSON; take chabudao desk list --json",
            ));
        }
        let Seat {
            today,
            real,
            keep_days,
            ..
        } = self.seat;
        let found = Shelf::fetch(&mut self.store, today, real, keep_days)?;
        let board = Board::new(self.seat.pack, &found, today, self.lang);
        Ok(print::say(&board.text(self.lang))?)
    }

    /// Prints of what is written already.
    fn print_written(
        &self,
        what: impl Display,
        value: &impl Serialize,
        text: impl FnOnce() -> String,
    ) {
        written(what, &self.print(value, text), self.lang);
    }

    /// Prints a value as JSON, or what `text` makes of it.
    fn print(&self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), Failure> {
        if self.json {
            print_json(value)
        } else {
            Ok(print::say(&text())?)
        }
    }
}

/// Of what is written already: where it cannot be shown that is said, and it is
/// no failure, or whoever tries again writes it twice.
fn written(what: impl Display, shown: &Result<(), Failure>, lang: Lang) {
    if shown.is_err() {
        let _ = print::tell(&lang.say(
            format_args!("已经写好：{what}；只是没能显示"),
            format_args!("written: {what}; it only could not be shown"),
        ));
    }
}

fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = print::out();
    serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// An id for a visit.
fn visit_id() -> io::Result<VisitId> {
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(VisitId::of(random))
}

/// What is known of a class, for the commands that are not the desk's own.
pub(super) fn class(store: Option<&str>, name: &str) -> Result<Known, Failure> {
    let place = Own::read()?.place(store)?;
    if let Some(said) = place::missing(&place) {
        return Err(Failure::Words(said));
    }
    Ok(open(&place)?.batch(name)?.0.known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faulty_file_of_the_user_is_told_in_the_language_of_the_screens() {
        let fault = not_found(Failure::words_of("看不懂", "not understood"));
        assert_eq!(fault.words(Lang::Zh), "看不懂");
        assert_eq!(fault.words(Lang::En), "not understood");
    }
}
