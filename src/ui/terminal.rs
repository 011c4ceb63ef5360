//! The shell around the pure parts: takes the terminal and gives it back,
//! waits for events, draws after them, performs effects. Only here, below
//! `ui`, are files and the clock used.

mod clipboard;
pub mod desk;
mod effects;
mod input;
mod links;
mod screen;
mod stage;
mod walks;

use std::env;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use chrono::{NaiveDate, NaiveDateTime, Utc};

use super::kept::{SavedWalk, WalkId};
use super::keys;
use super::message::{Effect, Message, Reloaded};
use super::model::{Guide, Model};
use super::page::Page;
use super::theme::Theme;
use super::update::update;
use crate::check::month::in_china;
use crate::desk::seat::Order;
use crate::desk::store::StoreFault;
use crate::desk::ticket::Ticket;
use crate::lang::{Lang, io_words};
use crate::pack::{Loaded, Pack, Problems};
use desk::Desk;
use input::{Event, Input, Terminal};
use screen::Screen;
use stage::{End, Shared, Stage, wait, with};
use walks::Walks;

/// The rules load on as large a stack as at the start.
const STACK: usize = 8 * 1024 * 1024;

/// How the rules are loaded, at the start and again on F5.
pub type Load = Arc<dyn Fn() -> Result<Loaded, Box<Problems>> + Send + Sync>;

/// What the screens are started with.
pub struct Options {
    /// What the first page is drawn with while the rules load; none: they load
    /// first.
    pub(crate) head: Option<fn() -> Option<Pack>>,
    /// Loads the rules.
    pub(crate) load: Load,
    /// Today; none: the clock, at UTC+8.
    pub(crate) today: Option<NaiveDate>,
    /// The language to begin with.
    pub(crate) lang: Lang,
    /// How it looks.
    pub(crate) theme: Theme,
    /// Whether the mouse clicks.
    pub(crate) mouse: bool,
    /// The folder that keeps the last walks.
    pub(crate) walks: Option<PathBuf>,
    /// The desk, where there is one.
    pub(crate) desk: Option<desk::Options>,
}

/// Why the screens ended badly.
#[derive(Debug)]
pub enum Fault {
    /// The terminal cannot be used, or a walk could not be kept.
    Io(io::Error),
    /// The answers in these calls were not kept.
    Calls(Vec<(Ticket, StoreFault)>),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Whether screens can be drawn at all: old consoles of Windows know no escape
/// sequences.
pub(crate) fn can_draw() -> bool {
    #[cfg(windows)]
    return crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    true
}

/// Runs the screens until somebody leaves; gives the exit code: 0, or 128 and
/// the number of the signal that ended it.
///
/// # Errors
/// The terminal cannot be used, a walk or a call could not be kept.
pub fn run(options: Options) -> Result<u8, Fault> {
    let signals = input::catch_signals()?;
    let terminal = Terminal::new();
    let (sender, inputs) = channel();
    let stage = Arc::new(Mutex::new(Some(open(options, &sender)?)));
    input::start(signals, &sender, Arc::clone(&stage))?;
    let (code, stage) = wait(&inputs, &stage, terminal);
    screen::leave();
    stage.map_or(Ok(0), |stage| stage.shell.close(&stage.model, code))
}

/// Takes the terminal and shows the first page, before anybody can press a key.
fn open(options: Options, sender: &Sender<Input>) -> Result<Stage, Fault> {
    let walks = options.walks.clone().map(Walks::new);
    let at_desk = options.desk.as_ref().is_some_and(|desk| desk.first);
    let head = options.head.filter(|_| !at_desk).and_then(|head| head());
    let opening = head.is_some();
    let loaded = head.map_or_else(
        || reloaded((options.load)(), walks.as_ref()),
        |head| Ok((head, Vec::new())),
    );
    let guide = loaded.map(|(pack, kept)| Guide::new(pack, kept));
    let mut model = Model::new(guide, options.theme, options.lang, today(&options));
    let mut desk = options.desk.clone().map(Desk::new);
    if at_desk {
        // It comes to the board, or says on the first page why not.
        let days = (today(&options), now().date());
        if let Some(desk) = &mut desk {
            desk.serve_all(&mut model, days, Order::Board);
        }
    }
    let mut screen = Screen::enter(options.mouse)?;
    let (columns, rows) = screen.size;
    update(&mut model, Message::Resize(columns, rows));
    screen.draw(&model)?;
    let mut shell = Shell {
        options,
        screen,
        sender: sender.clone(),
        walks,
        desk,
        kept: false,
        loading: false,
        early: opening.then(Vec::new),
    };
    if opening {
        shell.load()?;
    }
    Ok(Stage { shell, model })
}

/// Rules that were loaded, with the walks that are kept.
fn reloaded(loaded: Result<Loaded, Box<Problems>>, walks: Option<&Walks>) -> Reloaded {
    let Loaded { pack, .. } = loaded?;
    let kept = walks.map_or_else(Vec::new, |walks| walks.list(&pack));
    Ok((pack, kept))
}

/// Now in China, whatever zone the machine has.
fn now() -> NaiveDateTime {
    in_china(Utc::now())
}

fn today(options: &Options) -> NaiveDate {
    options.today.unwrap_or_else(|| now().date())
}

struct Shell {
    options: Options,
    screen: Screen,
    /// Where what is no key goes.
    sender: Sender<Input>,
    /// Where walks are kept.
    walks: Option<Walks>,
    /// The desk.
    desk: Option<Desk>,
    /// Whether a walk was kept.
    kept: bool,
    /// Whether the rules are being loaded.
    loading: bool,
    /// What was typed before they were loaded the first time.
    early: Option<Vec<Event>>,
}

impl Shell {
    /// Takes in all that was typed, before one draw; gives the exit code once
    /// somebody has left.
    fn typed(&mut self, model: &mut Model, events: Vec<Event>) -> Option<End> {
        update(model, Message::Today(today(&self.options)));
        let mut effects = Vec::new();
        for event in input::joined(events) {
            match &mut self.early {
                Some(early) if !event.is_resize() => early.push(event),
                _ => self.take(model, event, &mut effects),
            }
        }
        self.show(model, effects)
    }

    /// Takes in what is no key.
    fn hear(&mut self, model: &mut Model, came: impl Iterator<Item = Input>) -> Option<End> {
        update(model, Message::Today(today(&self.options)));
        for input in came {
            let end = match input {
                Input::Tick if self.tick(model) => self.screen.draw(model).err().map(Err),
                Input::Tick => None,
                Input::Loaded(loaded) => self.loaded(model, *loaded),
                Input::Ended(end) => Some(end),
                Input::Signal(signal) => {
                    let asked = quit(model);
                    self.perform(model, asked);
                    Some(Ok(128_u8.saturating_add(signal)))
                }
                Input::Gone(error) => {
                    let asked = quit(model);
                    self.perform(model, asked);
                    Some(Err(error))
                }
                Input::Panicked(panic) => resume_unwind(panic),
            };
            if end.is_some() {
                return end;
            }
        }
        None
    }

    /// Takes the rules that were loaded, and what was typed meanwhile.
    fn loaded(&mut self, model: &mut Model, loaded: Result<Loaded, Box<Problems>>) -> Option<End> {
        self.loading = false;
        let reloaded = reloaded(loaded, self.walks.as_ref());
        let asked = update(model, Message::Loaded(Box::new(reloaded)));
        let mut effects = self.at_once(model, asked);
        for event in self.early.take().into_iter().flatten() {
            self.take(model, event, &mut effects);
        }
        self.show(model, effects)
    }

    /// Draws, and does what was asked for; gives the exit code once somebody
    /// has left.
    fn show(&mut self, model: &mut Model, effects: Vec<Effect>) -> Option<End> {
        if effects.contains(&Effect::Quit) {
            self.perform(model, effects);
            return Some(Ok(0));
        }
        self.draw(model, effects).err().map(Err)
    }

    fn draw(&mut self, model: &mut Model, effects: Vec<Effect>) -> io::Result<()> {
        let drawn = self.screen.draw(model);
        let changed = self.perform(model, effects); // be the terminal there or not
        drawn?;
        // Only now: a key was pressed for what was to be seen.
        let listed = self.early.is_none() && self.list(model);
        if listed || changed {
            self.screen.draw(model)?;
        }
        Ok(())
    }

    /// What there is to say once somebody has left.
    fn close(mut self, model: &Model, code: End) -> Result<u8, Fault> {
        let left = self.last_try();
        if !left.is_empty() {
            return Err(Fault::Calls(left));
        }
        let unsaved = self.walks.and_then(Walks::unsaved);
        if self.kept && unsaved.is_none() && matches!(code, Ok(0)) {
            println!(
                "{}",
                model.lang.pick(
                    "答案存好了，下次打开选「接着上次」。",
                    "Your answers are kept; next time, go on where you stopped."
                )
            );
        }
        match (code, unsaved) {
            (Ok(0), Some(error)) => Err(error.into()),
            (code, _) => Ok(code?),
        }
    }

    /// Takes in what the terminal sent, unless somebody has left.
    fn take(&mut self, model: &mut Model, event: Event, effects: &mut Vec<Effect>) {
        let message = match event {
            _ if effects.contains(&Effect::Quit) => None,
            // It was pressed for what was to be seen.
            Event::Key(_) | Event::Other(Message::Click(..) | Message::Paste(_))
                if self.case_moves(model) =>
            {
                None
            }
            Event::Key(key) => keys::message(model.about(), key),
            Event::Other(message) => Some(message),
        };
        let asked = message.map_or_else(Vec::new, |message| update(model, message));
        effects.extend(self.at_once(model, asked));
    }

    /// On the first page, takes the walks that any window has kept by now;
    /// tells whether they are others than before.
    fn list(&self, model: &mut Model) -> bool {
        let guide = model.guide();
        let guide = guide.filter(|guide| matches!(guide.page, Page::Start(_)));
        let (Some(guide), Some(walks)) = (guide, &self.walks) else {
            return false;
        };
        let found = walks.list(&guide.pack);
        let same = found.iter().map(stamp).eq(guide.kept.iter().map(stamp));
        if !same {
            update(model, Message::Kept(found));
        }
        !same
    }

    /// Performs effects; tells whether the model has changed by it.
    fn perform(&mut self, model: &mut Model, effects: Vec<Effect>) -> bool {
        let mut changed = false;
        for effect in effects {
            let message = match effect {
                Effect::Save(walk, text) => self.save(walk, text, model),
                Effect::Copy(text) => {
                    let copied = clipboard::copy(&text).ok().map(Message::Copied);
                    // A window that does not know the sequence may have shown it.
                    let _ = self.screen.repaint(); // the next draw tells of a fault
                    copied
                }
                Effect::Repaint => {
                    let _ = self.screen.repaint();
                    changed = true;
                    None
                }
                Effect::Write {
                    stem,
                    ending,
                    bytes,
                } => {
                    let lang = model.lang;
                    let folder = env::current_dir().map_err(|error| io_words(&error, lang));
                    let written =
                        folder.and_then(|it| effects::write_new(&it, &stem, ending, &bytes, lang));
                    Some(Message::Wrote(written))
                }
                Effect::Desk(order) => {
                    self.order(model, order);
                    changed = true;
                    None
                }
                Effect::Load => {
                    let begun = self.load();
                    drop(begun); // without a thread the rules stay as they are
                    None
                }
                Effect::Quit => None,
            };
            if let Some(message) = message {
                update(model, message);
                changed = true;
            }
        }
        changed
    }

    /// Has the orders of the desk done before the next key, which is meant for
    /// the page they lead to; gives back what is left to do.
    fn at_once(&mut self, model: &mut Model, effects: Vec<Effect>) -> Vec<Effect> {
        let mut left = Vec::new();
        for effect in effects {
            match effect {
                Effect::Desk(order) => {
                    if matches!(order, Order::Keep(_)) {
                        // However long the store takes, what was pressed is seen;
                        // a terminal that is gone is told of by the next draw.
                        let _ = self.screen.draw(model);
                    }
                    self.order(model, order);
                }
                other => left.push(other),
            }
        }
        left
    }

    /// Has an order of the desk done, and what follows from it.
    fn order(&mut self, model: &mut Model, order: Order) {
        let days = (today(&self.options), now().date());
        if let Some(desk) = &mut self.desk {
            desk.serve_all(model, days, order);
        }
    }

    /// Whether the case that is looked at is another than was drawn: what
    /// another seat has written of it is taken in first.
    fn case_moves(&mut self, model: &mut Model) -> bool {
        let shown = |model: &Model| match model.guide().map(|guide| &guide.page) {
            Some(Page::Case(page)) => Some(page.stamp()),
            _ => None,
        };
        let Some(before) = shown(model) else {
            return false;
        };
        self.due(model);
        shown(model) != Some(before)
    }

    /// What is due each second; tells whether anything has changed.
    fn tick(&mut self, model: &mut Model) -> bool {
        let is_due = self.due(model);
        if !is_due {
            update(model, Message::Settled);
        }
        is_due
    }

    /// Has done what is due at the desk; tells whether there was anything.
    fn due(&mut self, model: &mut Model) -> bool {
        let days = (today(&self.options), now().date());
        let desk = self.desk.as_mut();
        desk.is_some_and(|desk| desk.tick(model, days))
    }

    /// Tries once more to keep the calls that could not be kept.
    fn last_try(&mut self) -> Vec<(Ticket, StoreFault)> {
        let desk = self.desk.as_mut();
        desk.map_or_else(Vec::new, Desk::last_try)
    }

    /// Keeps a walk; the first time that fails is told.
    fn save(&mut self, walk: WalkId, text: String, model: &Model) -> Option<Message> {
        let walks = self.walks.as_mut()?;
        let folder = walks.folder().display().to_string();
        let pack = model.under_way.as_ref().map(|guide| &guide.pack);
        self.kept = true;
        let error = walks.keep(walk, text, now(), pack)?;
        let why = io_words(error, model.lang);
        Some(Message::NotKept(format!("{folder}: {why}")))
    }

    /// Loads the rules again, beside the keys: however long that takes, one can
    /// go on and leave.
    fn load(&mut self) -> io::Result<()> {
        if self.loading {
            return Ok(());
        }
        let (load, sender) = (Arc::clone(&self.options.load), self.sender.clone());
        let work = move || {
            let input = match catch_unwind(AssertUnwindSafe(|| load())) {
                Ok(loaded) => Input::Loaded(Box::new(loaded)),
                Err(_) => Input::Gone(io::Error::other("F5")), // the panic has said where
            };
            let _ = sender.send(input); // nobody listens once somebody has left
        };
        thread::Builder::new().stack_size(STACK).spawn(work)?;
        self.loading = true;
        Ok(())
    }
}

/// Which walk it is, and when it was kept last.
fn stamp(walk: &SavedWalk) -> (&WalkId, Option<NaiveDateTime>) {
    (&walk.id, walk.when)
}

/// The effects of leaving.
fn quit(model: &mut Model) -> Vec<Effect> {
    update(model, Message::Do(super::command::Command::Quit))
}
