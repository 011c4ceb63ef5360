//! The shell around the pure parts: takes the terminal and gives it back,
//! waits for events, draws after them, performs effects. Only here, below
//! `ui`, are files and the clock used.

mod effects;
mod input;
mod screen;

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use chrono::{NaiveDate, TimeDelta, Utc};

use super::message::{Effect, Message};
use super::model::{Guide, Model, State};
use super::theme::Theme;
use super::update::update;
use super::{keys, view};
use crate::lang::{Lang, io_words};
use crate::pack::{Loaded, Problems};
use input::Input;
use screen::Screen;

/// How the rules are loaded, at the start and again on F5.
pub type Load = Box<dyn Fn() -> Result<Loaded, Box<Problems>>>;

/// What the screens are started with.
pub struct Options {
    /// Loads the rules.
    pub load: Load,
    /// Today; none: the clock, at UTC+8.
    pub today: Option<NaiveDate>,
    /// The language to begin with.
    pub lang: Lang,
    /// How it looks.
    pub theme: Theme,
    /// Whether the mouse clicks.
    pub mouse: bool,
    /// The file that keeps the last walk.
    pub saved: Option<PathBuf>,
}

/// Runs the screens until somebody leaves; gives the exit code: 0, or 128 and
/// the number of the signal that ended it.
///
/// # Errors
/// The terminal cannot be used, or the last walk could not be kept.
pub fn run(options: &Options) -> io::Result<u8> {
    let mut model = model(options);
    let mut screen = Screen::enter(options.mouse)?;
    let inputs = input::start()?;
    model.size = screen.size()?;
    screen.draw(|frame| view::draw(&model, frame))?;
    let mut shell = Shell {
        options,
        screen,
        unsaved: None,
        kept: false,
        unread: options.saved.as_ref().is_some_and(|path| path.exists())
            && model.guide().is_some_and(|guide| guide.saved.is_none()),
    };
    let code = shell.serve(&mut model, &inputs);
    screen::leave();
    if shell.kept && shell.unsaved.is_none() && matches!(code, Ok(0)) {
        println!(
            "{}",
            model.lang.pick(
                "答案存好了，下次打开选「接着上次」。",
                "Your answers are kept: next time choose to go on where you stopped."
            )
        );
    }
    match (code, shell.unsaved) {
        (Ok(0), Some(error)) => Err(error),
        (code, _) => code,
    }
}

fn model(options: &Options) -> Model {
    let state = match load(options) {
        Ok((pack, saved)) => State::Ready(Box::new(Guide::new(pack, saved))),
        Err(problems) => State::from(problems),
    };
    Model::new(state, options.theme, options.lang, today(options))
}

fn load(options: &Options) -> super::message::Reloaded {
    let Loaded { pack, .. } = (options.load)()?;
    let saved = options.saved.as_deref();
    let answers = saved.and_then(|path| effects::last_walk(&pack, path));
    Ok((pack, answers))
}

/// Today in China, which is one zone, UTC+8, whatever zone the machine has.
fn today(options: &Options) -> NaiveDate {
    let clock = || (Utc::now().naive_utc() + TimeDelta::hours(8)).date();
    options.today.unwrap_or_else(clock)
}

struct Shell<'o> {
    options: &'o Options,
    screen: Screen,
    /// Why the walk could not be kept, if it could not.
    unsaved: Option<io::Error>,
    /// Whether a walk was kept.
    kept: bool,
    /// Whether the file holds a walk that could not be read, which the next
    /// one must not write over.
    unread: bool,
}

impl Shell<'_> {
    /// Waits, updates, draws, performs; all that has come in is taken before
    /// one draw.
    fn serve(&mut self, model: &mut Model, inputs: &Receiver<Input>) -> io::Result<u8> {
        while let Ok(first) = inputs.recv() {
            update(model, Message::Today(today(self.options)));
            let mut effects = Vec::new();
            for input in std::iter::once(first).chain(inputs.try_iter()) {
                match input {
                    Input::Signal(signal) => {
                        effects.extend(quit(model));
                        self.perform(model, effects);
                        return Ok(128_u8.saturating_add(signal));
                    }
                    Input::Gone(error) => {
                        effects.extend(quit(model));
                        self.perform(model, effects);
                        return Err(error);
                    }
                    Input::Event(event) => effects.extend(take(model, event)),
                }
                if effects.contains(&Effect::Quit) {
                    self.perform(model, effects);
                    return Ok(0);
                }
            }
            self.screen.draw(|frame| view::draw(model, frame))?;
            if self.perform(model, effects) {
                self.screen.draw(|frame| view::draw(model, frame))?;
            }
        }
        Ok(0)
    }

    /// Performs effects; tells whether the model has changed by it.
    fn perform(&mut self, model: &mut Model, effects: Vec<Effect>) -> bool {
        let mut changed = false;
        for effect in effects {
            let message = match effect {
                Effect::Save(text) => self.save(&text, model.lang),
                Effect::SetAside => {
                    if let Some(path) = &self.options.saved {
                        effects::set_aside(path);
                    }
                    None
                }
                Effect::Copy(text) => screen::copy(&text).ok().map(|()| Message::Copied),
                Effect::Write { stem, ending, text } => Some(Message::Wrote(effects::write_new(
                    &stem, ending, &text, model.lang,
                ))),
                Effect::Load => Some(Message::Loaded(Box::new(load(self.options)))),
                Effect::Quit => None,
            };
            if let Some(message) = message {
                update(model, message);
                changed = true;
            }
        }
        changed
    }

    /// Keeps the walk; the first time that fails is told.
    fn save(&mut self, text: &str, lang: Lang) -> Option<Message> {
        let path = self.options.saved.as_ref()?;
        if std::mem::take(&mut self.unread) {
            effects::put_aside(path);
        }
        let told = self.unsaved.is_some();
        self.unsaved = effects::save(path, text).err();
        self.kept = true;
        let error = self.unsaved.as_ref().filter(|_| !told)?;
        let why = io_words(error, lang);
        Some(Message::NotKept(format!("{}: {why}", path.display())))
    }
}

/// The effects of leaving.
fn quit(model: &mut Model) -> Vec<Effect> {
    update(model, Message::Do(super::message::Command::Quit))
}

fn take(model: &mut Model, event: input::Event) -> Vec<Effect> {
    let message = match event {
        input::Event::Key(key) => keys::message(model.context(), key),
        input::Event::Other(message) => Some(message),
    };
    message.map_or_else(Vec::new, |message| update(model, message))
}
