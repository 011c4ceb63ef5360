//! Keys written as words, for tests: `1 1 <enter> 2026-10-8 <f3>`.
//!
//! What stands in `<…>` is a named key; `<paste:…>` is a paste, `<size:60x20>`
//! a resize. Everything else is typed character by character; a blank between
//! words is left out, `<space>` is one.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::keys;
use super::message::{Effect, Message};
use super::model::Model;
use super::update::update;

/// Drives the model with a script; gives back all effects. A named key that
/// does not exist is a fault of the test.
///
/// # Errors
/// The part of the script that could not be read.
pub fn play(model: &mut Model, script: &str) -> Result<Vec<Effect>, String> {
    play_served(model, script, &mut |_, effects| effects)
}

/// The same where `serve` performs effects before the next key comes, and gives
/// back those that it does not.
///
/// # Errors
/// The part of the script that could not be read.
pub fn play_served(
    model: &mut Model,
    script: &str,
    serve: &mut dyn FnMut(&mut Model, Vec<Effect>) -> Vec<Effect>,
) -> Result<Vec<Effect>, String> {
    let mut effects = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            let (name, after) = rest.split_once('>').ok_or(rest)?;
            let asked = named(model, name.trim_start_matches('<'))?;
            effects.extend(serve(model, asked));
            rest = after;
        } else {
            rest = rest.strip_prefix(c).unwrap_or_default();
            if !c.is_whitespace() {
                let asked = press(model, KeyCode::Char(c), KeyModifiers::NONE);
                effects.extend(serve(model, asked));
            }
        }
    }
    Ok(effects)
}

fn press(model: &mut Model, code: KeyCode, modifiers: KeyModifiers) -> Vec<Effect> {
    let message = keys::message(model.about(), KeyEvent::new(code, modifiers));
    message.map_or_else(Vec::new, |message| update(model, message))
}

fn named(model: &mut Model, name: &str) -> Result<Vec<Effect>, String> {
    if let Some(text) = name.strip_prefix("paste:") {
        return Ok(update(model, Message::Paste(text.to_owned())));
    }
    if let Some(size) = name.strip_prefix("size:") {
        let size = size.split_once('x').and_then(|(columns, rows)| {
            Some(Message::Resize(columns.parse().ok()?, rows.parse().ok()?))
        });
        return size
            .map(|size| update(model, size))
            .ok_or_else(|| name.to_owned());
    }
    if let Some(letter) = name.strip_prefix("ctrl-").and_then(|it| it.chars().next()) {
        return Ok(press(model, KeyCode::Char(letter), KeyModifiers::CONTROL));
    }
    let code = code(name).ok_or_else(|| name.to_owned())?;
    Ok(press(model, code, KeyModifiers::NONE))
}

fn code(name: &str) -> Option<KeyCode> {
    if let Some(number) = name.strip_prefix('f') {
        return number.parse().ok().map(KeyCode::F);
    }
    Some(match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        _ => return None,
    })
}
