//! The only place that changes the model: a message in, effects out.

mod entry;
mod pages;
mod walk;

use super::message::{Command, Effect, Message, Reloaded};
use super::model::{Draft, Guide, Model, Page, State, Voice};
use super::notice::Notice;
use super::{text, view};

/// What one message needs to change: the guide, and what lies around it.
struct Turn<'m> {
    guide: &'m mut Guide,
    today: chrono::NaiveDate,
    lang: crate::lang::Lang,
    notice: Option<Notice>,
    effects: Vec<Effect>,
}

/// Takes a message in.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Today(today) => {
            model.today = today;
            return Vec::new();
        }
        Message::Resize(columns, rows) => {
            model.size = (columns, rows);
            settle(model);
            return Vec::new();
        }
        Message::Click(column, row) => {
            return match view::target(model, column, row) {
                Some(command) => update(model, Message::Do(command)),
                None => Vec::new(),
            };
        }
        Message::Copied => model.notice = Some(Notice::Copied),
        Message::Wrote(written) => model.notice = Some(wrote(written)),
        Message::Loaded(reloaded) => loaded(model, *reloaded),
        Message::Do(command) => return obey(model, command),
        Message::Type(c) => return typed(model, &c.to_string()),
        Message::Paste(pasted) => return paste(model, &pasted),
    }
    Vec::new()
}

fn wrote(written: Result<std::path::PathBuf, String>) -> Notice {
    written.map_or_else(Notice::NotWritten, Notice::Wrote)
}

fn loaded(model: &mut Model, reloaded: Reloaded) {
    model.scroll = 0;
    match reloaded {
        Ok((pack, saved)) => {
            model.notice = None;
            model.state = State::Ready(Box::new(Guide::new(pack, saved)));
        }
        Err(problems) => {
            model.notice = Some(Notice::StillBroken);
            model.state = State::Broken(problems);
        }
    }
}

fn obey(model: &mut Model, command: Command) -> Vec<Effect> {
    model.notice = None;
    match command {
        Command::Quit => return quit(model),
        Command::Language => {
            model.lang = model.lang.other();
            settle(model);
            return Vec::new();
        }
        Command::Retry => return vec![Effect::Load],
        _ => {}
    }
    if scrolls(model, command) {
        scroll(model, command);
        return Vec::new();
    }
    let place = standing(model);
    let effects = turn(model, |turn| turn.obey(command));
    if effects.contains(&Effect::Quit) {
        return quit(model);
    }
    if place != standing(model) {
        model.scroll = 0;
    }
    settle(model);
    effects
}

/// Runs one turn of the guide, where there is one.
fn turn(model: &mut Model, act: impl FnOnce(&mut Turn<'_>)) -> Vec<Effect> {
    let State::Ready(guide) = &mut model.state else {
        return Vec::new();
    };
    let mut turn = Turn {
        guide,
        today: model.today,
        lang: model.lang,
        notice: None,
        effects: Vec::new(),
    };
    act(&mut turn);
    let Turn {
        lang,
        notice,
        effects,
        ..
    } = turn;
    model.lang = lang;
    model.notice = notice;
    effects
}

fn quit(model: &Model) -> Vec<Effect> {
    let mut effects: Vec<Effect> = model.guide().and_then(Guide::save).into_iter().collect();
    effects.push(Effect::Quit);
    effects
}

/// What is looked at; when it changes, the page is shown from its head.
fn standing(model: &Model) -> Option<(std::mem::Discriminant<Page>, usize, bool)> {
    let guide = model.guide()?;
    let number = guide.course.number(&guide.walk(model.today));
    let entering = !matches!(guide.course.draft, Draft::Rows(_));
    Some((std::mem::discriminant(&guide.page), number, entering))
}

/// Whether the command moves the page instead of something on it.
fn scrolls(model: &Model, command: Command) -> bool {
    let Some(guide) = model.guide() else {
        return true;
    };
    let page = matches!(command, Command::PageUp | Command::PageDown);
    let line = matches!(command, Command::Up | Command::Down);
    let end = matches!(command, Command::Home | Command::End);
    match (&guide.page, &guide.course.draft) {
        (Page::Calendar(_), _) => line,
        (Page::Walk, _) if view::is_result(model) => page || line || end,
        (Page::Walk, Draft::Date(_)) => false,
        (Page::Walk, Draft::Rows(_)) => page || end,
        (Page::Start(_) | Page::Answers(_) | Page::Walk, _) => page,
    }
}

fn scroll(model: &mut Model, command: Command) {
    let (lines, height) = view::extent(model);
    let last = lines.saturating_sub(height);
    let page = height.saturating_sub(2).max(1);
    model.scroll = match command {
        Command::Up => model.scroll.saturating_sub(1),
        Command::Down => model.scroll + 1,
        Command::PageUp => model.scroll.saturating_sub(page),
        Command::PageDown => model.scroll + page,
        Command::End => last,
        _ => 0,
    }
    .min(last);
}

/// Scrolls so that what one is at can be seen.
fn settle(model: &mut Model) {
    model.scroll = view::settled_scroll(model);
}

fn typed(model: &mut Model, typed: &str) -> Vec<Effect> {
    model.notice = None;
    let effects = turn(model, |turn| turn.type_in(typed));
    settle(model);
    effects
}

fn paste(model: &mut Model, pasted: &str) -> Vec<Effect> {
    let line = text::clean(pasted);
    let fields = model.guide().is_some_and(|guide| {
        guide.page == Page::Walk && !matches!(guide.course.draft, Draft::Rows(_))
    });
    if fields && !view::is_result(model) {
        return typed(model, &line);
    }
    let mut digits = line
        .chars()
        .filter_map(|c| crate::check::invisible::narrow(c).to_digit(10));
    match (line.chars().count(), digits.next()) {
        (1, Some(digit)) if !view::is_result(model) => {
            obey(model, Command::Digit(u8::try_from(digit).unwrap_or(0)))
        }
        _ => {
            model.notice = Some(Notice::PasteNotHere);
            Vec::new()
        }
    }
}

impl Turn<'_> {
    fn obey(&mut self, command: Command) {
        match command {
            Command::Voice => self.guide.voice = self.guide.voice.other(),
            Command::Why => self.guide.course.why = !self.guide.course.why,
            Command::Answers => self.toggle_answers(),
            Command::Calendar => self.toggle_calendar(),
            Command::Stray => self.notice = Some(Notice::NoSuchKey),
            _ => match self.guide.page {
                Page::Start(marked) => self.on_start(command, marked),
                Page::Answers(marked) => self.on_answers(command, marked),
                Page::Calendar(month) => self.on_calendar(command, month),
                Page::Walk => self.on_walk(command),
            },
        }
    }
}

impl Voice {
    /// The other voice.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Own => Self::Call,
            Self::Call => Self::Own,
        }
    }
}

impl Guide {
    /// What to keep for next time: nothing where nothing was answered.
    fn save(&self) -> Option<Effect> {
        let kept = &self.course.answers;
        let worth = self.course.begun && !kept.is_empty();
        worth.then(|| Effect::Save(crate::answers::write(&self.pack, kept)))
    }
}
