//! Answers files as text.

use std::fmt::Write as _;

use super::AnswersFile;
use crate::engine::{Answers, Value, Voice};
use crate::pack::{Fact, Pack};

/// Writes answers as an answers file, with what is given. ID numbers and names
/// are left out; that one was checked and is fine is kept.
#[must_use]
pub fn write(pack: &Pack, answers: &Answers) -> String {
    let mut out = String::from("[answers]\n");
    let all = answers.iter().map(|(fact, value)| (pack.fact(fact), value));
    for (fact, value) in all.filter(|(fact, _)| fact.given.is_none()) {
        line(&mut out, fact, value);
    }
    let mut given = String::new();
    for id in pack.given() {
        let fact = pack.fact(id);
        let usual = fact.given.map(Value::choice);
        if let Some(value) = answers.get(id).or(usual) {
            line(&mut given, fact, value);
        }
    }
    if !given.is_empty() {
        let _ = write!(out, "\n[given]\n{given}");
    }
    out
}

/// Writes a walk of the screens: who spoke, when the result was told, the
/// answers as [`write()`] does, and the notes.
#[must_use]
pub fn write_walk(pack: &Pack, walk: &AnswersFile) -> String {
    let mut out = String::new();
    if walk.voice != Voice::default() {
        let _ = writeln!(out, "voice = \"{}\"\n", walk.voice.name());
    }
    if let Some(told) = walk.told {
        let _ = writeln!(out, "told = {told}\n");
    }
    out.push_str(&write(pack, &walk.answers));
    if !walk.notes.is_empty() {
        out.push_str("\n[notes]\n");
    }
    for (fact, note) in &walk.notes {
        let quoted = toml::Value::String(note.text().to_owned());
        let _ = writeln!(out, "{} = {quoted}", pack.fact(*fact).id);
    }
    out
}

/// A line of the file; none for a name and a number.
fn line(out: &mut String, fact: &Fact, value: &Value) {
    if let Some(shown) = value.written(&fact.domain) {
        let _ = writeln!(out, "{} = {shown}", fact.id);
    }
}
