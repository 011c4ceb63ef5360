//! `chabudao desk`: the help desk from the command line.

mod args;
mod batch;
mod case;
mod moving;
mod place;
mod report;
mod show;

use std::io::{self, Write as _};

use clap::{ArgMatches, FromArgMatches as _};
use serde::Serialize;

use super::failure::Failure;
use super::print;
use super::setting::{Setting, today_in_china};
use crate::desk::batch::Batch;
use crate::desk::board::{Board, Shelf};
use crate::desk::caller::Fit;
use crate::desk::json::Standing;
use crate::desk::known::Known;
use crate::desk::store::{Fault, Place, Store};
use crate::desk::visit::VisitId;
use crate::lang::Lang;
use crate::pack::Pack;
pub(super) use args::command;
use args::{Desk, What};
use place::Own;

/// What every command of the desk works with.
struct Seat<'a> {
    setting: &'a Setting,
    pack: &'a Pack,
    store: Store,
    /// Who answers.
    name: String,
    json: bool,
    keep_days: u32,
}

pub(super) fn run(matches: &ArgMatches, setting: &Setting) -> Result<u8, Failure> {
    let desk = Desk::from_arg_matches(matches).map_err(|error| {
        let words = error.to_string();
        Failure::words_of(words.clone(), words)
    })?;
    let json = desk.json;
    let end = done(desk, setting);
    if let Err(Failure::Desk(fault)) = &end
        && let Fault::Stale(case) = fault.as_ref()
    {
        tell_standing(&Standing::of(case), json)?;
    }
    end.map(|()| 0)
}

/// What is there now, of a case somebody else changed.
fn tell_standing(standing: &Standing<'_>, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(standing);
    }
    let now = serde_json::to_string(standing).map_err(io::Error::from)?;
    Ok(print::tell(&now)?)
}

fn done(desk: Desk, setting: &Setting) -> Result<(), Failure> {
    let own = Own::read()?;
    let place = own.place(desk.store.as_deref())?;
    let pack = setting.load()?.pack;
    let mut seat = Seat::take(&desk, &own, &place, &pack, setting)?;
    match desk.what {
        None => seat.board(),
        Some(What::Open(open)) => seat.open(&open),
        Some(What::Visit(visit)) => seat.visit(&visit),
        Some(What::Show(one)) => seat.show(one.ticket),
        Some(What::List(list)) => seat.list(&list),
        Some(What::Hold(one)) => seat.hold(one.ticket),
        Some(What::Close(close)) => seat.close(close.one.ticket, close.why.as_deref()),
        Some(What::Reopen(one)) => seat.reopen(one.ticket),
        Some(What::Forget(one)) => seat.forget(one.ticket),
        Some(What::Batch(batches)) => seat.batch(&batches.what),
        Some(What::Report(report)) => seat.report(&report),
        Some(What::Purge(purge)) => seat.purge(purge.older_than),
        Some(What::Export(export)) => seat.export(&export),
        Some(What::Import(import)) => seat.import(&import),
    }
}

impl<'a> Seat<'a> {
    fn take(
        desk: &Desk,
        own: &Own,
        place: &Place,
        pack: &'a Pack,
        setting: &'a Setting,
    ) -> Result<Self, Failure> {
        let name = own.seat(desk.seat.as_deref());
        let seat = Self {
            store: Store::open(place)?,
            setting,
            pack,
            name: name.text.clone(),
            json: desk.json,
            keep_days: own.keep_days(),
        };
        seat.tell_fit(&name, ["坐席", "seat"])?;
        Ok(seat)
    }

    const fn lang(&self) -> Lang {
        self.setting.lang
    }

    fn today(&self) -> chrono::NaiveDate {
        self.setting.today.unwrap_or_else(today_in_china)
    }

    /// Says what was done to words before they were kept.
    fn tell_fit(&self, fit: &Fit, what: [&str; 2]) -> Result<(), Failure> {
        if let Some(told) = fit.told(what, self.lang()) {
            print::tell(&told)?;
        }
        Ok(())
    }

    fn board(&mut self) -> Result<(), Failure> {
        if self.json {
            return Err(Failure::words_of(
                "来电簿的首页没有 JSON；用 chabudao desk list --json",
                "the board has no JSON; take chabudao desk list --json",
            ));
        }
        let today = self.today();
        let found = Shelf::fetch(&mut self.store, today, today_in_china(), self.keep_days)?;
        let board = Board::new(self.pack, &found, today, self.lang());
        print_text(&board.text(self.lang()))
    }

    /// What is known of the class called so; nothing where it was removed.
    fn known_of(&mut self, batch: Option<&str>) -> Result<Option<Known>, Fault> {
        match batch.map(|name| self.store.batch(name)) {
            None | Some(Err(Fault::NoBatch(..))) => Ok(None),
            Some(found) => found.map(|(Batch { known, .. }, _)| Some(known)),
        }
    }

    /// Prints a value as JSON, or what `text` makes of it.
    fn print(&self, value: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), Failure> {
        if self.json {
            print_json(value)
        } else {
            print_text(&text())
        }
    }
}

fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = print::out();
    serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

fn print_text(text: &str) -> Result<(), Failure> {
    let mut out = print::out();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// An id for a visit.
fn visit_id() -> Result<VisitId, Failure> {
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(VisitId::of(random))
}

/// What is known of a class, for the commands that are not the desk's own.
pub(super) fn class(store: Option<&str>, name: &str) -> Result<Known, Failure> {
    let mut store = Store::open(&Own::read()?.place(store)?)?;
    Ok(store.batch(name)?.0.known)
}
