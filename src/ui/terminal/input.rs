//! What comes in. Keys, pastes and resizes are served by the thread that reads
//! them; signals and all else go to the one that waits for them.

#[cfg(any(windows, test))]
mod console;

use std::any::Any;
use std::io::{self, IsTerminal as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;
#[cfg(unix)]
use std::time::Duration;

use crossterm::event::{self, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};

use super::{End, STACK, Shared, with};
use crate::pack::{Loaded, Problems};
use crate::ui::command::Command;
use crate::ui::message::Message;

/// Something that came in and is no key.
pub(crate) enum Input {
    /// Somebody has left.
    Ended(End),
    /// Serving a key ended in a panic.
    Panicked(Box<dyn Any + Send>),
    /// A signal that ends the program.
    Signal(u8),
    /// The terminal can no longer be read.
    Gone(io::Error),
    /// A second has passed.
    Tick,
    /// The rules were loaded again, beside the keys.
    Loaded(Box<Result<Loaded, Box<Problems>>>),
}

/// Something the terminal sent.
#[derive(Debug)]
pub(crate) enum Event {
    /// A key press; what it means depends on the page.
    Key(KeyEvent),
    /// Anything else.
    Other(Message),
}

impl Event {
    /// Whether the window has another size.
    pub(crate) const fn is_resize(&self) -> bool {
        matches!(self, Self::Other(Message::Resize(..)))
    }

    /// The character that was typed, if one was.
    fn char(&self) -> Option<char> {
        const OTHER: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);
        match self {
            Self::Key(key) if !key.modifiers.intersects(OTHER) => key.code.as_char(),
            _ => None,
        }
    }
}

/// Words that came at once, from an input method or a voice, as the one text they
/// are: a digit in them was not pressed to choose something.
pub(crate) fn joined(events: Vec<Event>) -> Vec<Event> {
    let typed = |one: &Event, next: &Event| one.char().is_some() && next.char().is_some();
    let text = |run: &[Event]| {
        let text: String = run.iter().filter_map(Event::char).collect();
        (run.len() > 1 && text.contains(char::is_alphabetic)).then_some(text)
    };
    let runs = events.chunk_by(typed).map(|run| (run.len(), text(run)));
    let runs: Vec<_> = runs.collect();
    let mut events = events.into_iter();
    let runs = runs.into_iter().flat_map(|(len, text)| {
        let run: Vec<_> = events.by_ref().take(len).collect();
        text.map_or(run, |text| vec![Event::Other(Message::Paste(text))])
    });
    runs.collect()
}

/// Starts to read keys, and to listen for signals.
pub(crate) fn start(signals: Signals, sender: &Sender<Input>, shared: Shared) -> io::Result<()> {
    listen_for(signals, sender.clone())?;
    #[cfg(unix)]
    let next = reader();
    #[cfg(windows)]
    let next = {
        let mut events = console::Events::new()?;
        move || events.read()
    };
    let sender = sender.clone();
    let work = move || {
        let served = catch_unwind(AssertUnwindSafe(|| serve(next, &shared)));
        let last = match served {
            Ok(last) => last,
            Err(panic) => Input::Panicked(panic),
        };
        drop(sender.send(last)); // nobody listens once a signal has ended it
    };
    thread::Builder::new()
        .name("input".to_owned())
        .stack_size(STACK)
        .spawn(work)?;
    Ok(())
}

/// The terminal that keys come from.
#[derive(Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether it is standard input; otherwise it is the one that the program
    /// belongs to, which tells by a signal when it goes.
    is_stdin: bool,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Self {
            is_stdin: io::stdin().is_terminal(),
        }
    }

    /// What a second brings: a terminal that the program does not belong to
    /// goes without a signal, and is no terminal from then on.
    pub(crate) fn second(self) -> Input {
        const HUNG_UP: u8 = 1;
        if self.is_stdin && !io::stdin().is_terminal() {
            return Input::Signal(HUNG_UP);
        }
        Input::Tick
    }
}

/// Blocks on the terminal and serves what comes, until somebody leaves; nothing
/// happens between events. On a thread of its own, since of a terminal that is
/// gone crossterm's `read` never comes back, and of half a character not before
/// the other half.
fn serve(mut next: impl FnMut() -> io::Result<Vec<event::Event>>, shared: &Shared) -> Input {
    loop {
        let events: Vec<_> = match next() {
            Ok(events) => events.into_iter().filter_map(taken).collect(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Input::Gone(error),
        };
        if events.is_empty() {
            continue;
        }
        let ended = with(shared, |shell, model| shell.typed(model, events));
        if let Some(end) = ended.unwrap_or(Some(Ok(0))) {
            return Input::Ended(end);
        }
    }
}

/// Waits for the next event and gives it alone, then all that have come by then:
/// the look for more does not come back before half a character is whole, and
/// nothing waits behind it. A digit comes with them: in what was said it chooses
/// nothing.
#[cfg(unix)]
fn reader() -> impl FnMut() -> io::Result<Vec<event::Event>> {
    let mut waits = true;
    move || {
        let mut events = Vec::new();
        if std::mem::take(&mut waits) {
            let first = event::read()?;
            let alone = !is_digit(&first);
            events.push(first);
            if alone {
                return Ok(events);
            }
        }
        while matches!(event::poll(Duration::ZERO), Ok(true)) {
            let Ok(event) = event::read() else {
                break; // it comes again, and is told then
            };
            events.push(event);
        }
        waits = true;
        Ok(events)
    }
}

#[cfg(unix)]
fn is_digit(event: &event::Event) -> bool {
    let char = event.as_key_event().and_then(|key| key.code.as_char());
    char.is_some_and(char::is_numeric)
}

fn taken(event: event::Event) -> Option<Event> {
    Some(match event {
        event::Event::Key(key) => Event::Key(key),
        event::Event::Paste(text) => Event::Other(Message::Paste(text)),
        event::Event::Resize(columns, rows) => Event::Other(Message::Resize(columns, rows)),
        event::Event::Mouse(mouse) => Event::Other(match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Message::Click(mouse.column, mouse.row),
            MouseEventKind::ScrollDown => Message::Do(Command::PageDown),
            MouseEventKind::ScrollUp => Message::Do(Command::PageUp),
            _ => return None,
        }),
        event::Event::FocusGained | event::Event::FocusLost => return None,
    })
}

/// Signals that end the program, caught before the terminal is taken.
#[cfg(unix)]
pub(crate) type Signals = signal_hook::iterator::Signals;
#[cfg(windows)]
pub(crate) struct Signals;

#[cfg(unix)]
pub(crate) fn catch_signals() -> io::Result<Signals> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    Signals::new([SIGHUP, SIGINT, SIGTERM])
}

/// There they cannot be caught without saying what happens then.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "catching them may fail elsewhere")]
pub(crate) fn catch_signals() -> io::Result<Signals> {
    Ok(Signals)
}

#[cfg(unix)]
fn listen_for(mut signals: Signals, sender: Sender<Input>) -> io::Result<()> {
    thread::Builder::new()
        .name("signals".to_owned())
        .stack_size(64 * 1024)
        .spawn(move || {
            for signal in signals.forever() {
                let number = u8::try_from(signal).unwrap_or(0);
                if sender.send(Input::Signal(number)).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Ctrl-Break and the window's closing; Ctrl-C is a key.
#[cfg(windows)]
fn listen_for(_: Signals, sender: Sender<Input>) -> io::Result<()> {
    const INTERRUPTED: u8 = 2;
    let tell = move || drop(sender.send(Input::Signal(INTERRUPTED)));
    ctrlc::set_handler(tell).map_err(io::Error::other)
}
