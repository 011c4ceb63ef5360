//! A note being written at a question, or at what the walk ends in.

use ratatui::style::Style;

use super::{About, Both, Command, Face, Guide, Model, Notice, Sheet, Turn, ended, question};
use crate::check::invisible::one_line;
use crate::check::note;
use crate::ui::keys::{ESC, Family, enter};
use crate::ui::view::call;

pub(crate) static ABOUT: About = About {
    name: Both::new("写备注", "A note"),
    hint: Both::new(
        "回车记下，Esc 不要。别写姓名；长号码会变成 ***。",
        "Enter keeps, Esc drops. No names; long numbers: ***.",
    ),
    own: &[enter(0, "记下", "keep"), ESC],
    shares: &[Family::Field],
};

/// A note at the question looked at.
pub(crate) struct Note;

impl Face for Note {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    /// Below the question; above what the walk ends in, which is long.
    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        if guide.course.question(&guide.walk(model.today)).is_none() {
            call::write_note(sheet, guide.course.note.as_ref(), None, model.lang);
            sheet.blank();
            return ended(guide, model.today).write(sheet, model, guide);
        }
        question::write(sheet, model, guide);
    }

    /// Said whatever else has just happened.
    fn enter_does(&self, model: &Model, _: &Guide) -> Option<(String, Style)> {
        Some((ABOUT.hint.get(model.lang).to_owned(), model.theme.plain()))
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        match (&mut turn.guide.course.note, command) {
            (None, _) => {}
            (Some(_), Command::Enter) => keep(turn),
            (Some(_), Command::Back) => turn.guide.course.note = None,
            (Some(field), _) => field.edit(command),
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        let Some(field) = &mut turn.guide.course.note else {
            return true;
        };
        let fits = field.insert(text);
        let (_, whole) = note::Note::new(field.text()).cut();
        if fits && !whole {
            let most = note::LONGEST;
            turn.notice = Some(Notice::Told(turn.lang.say(
                format_args!("太长了，只记前 {most} 个字，请改短些。"),
                format_args!("Too long: only the first {most} signs are kept. Please shorten it."),
            )));
        }
        fits
    }
}

/// Keeps what is written.
pub(crate) fn keep(turn: &mut Turn<'_>) {
    let (Some(fact), Some(field)) = (turn.fact_asked(), turn.guide.course.note.take()) else {
        return;
    };
    let note = note::Note::new(field.text());
    let masked = note.text() != one_line(field.text());
    let (note, _) = note.cut();
    if note.is_empty() {
        turn.guide.course.notes.remove(&fact);
    } else {
        turn.guide.course.notes.insert(fact, note);
    }
    match (turn.guide.course.call().is_some(), masked) {
        (false, true) => turn.done(
            "记下了，只存在这台电脑上；号码没有存，换成了 ***。",
            "Noted, on this computer only; the number is not kept, *** stands for it.",
        ),
        (false, false) => turn.done(
            "记下了，只存在这台电脑上。",
            "Noted, on this computer only.",
        ),
        (true, true) => turn.done(
            "记下了，用这本来电簿的人都看得到；号码没有存，换成了 ***。",
            "Noted, for everybody at this desk to see; the number is not kept, *** stands for it.",
        ),
        (true, false) => turn.done(
            "记下了，用这本来电簿的人都看得到。",
            "Noted, for everybody at this desk to see.",
        ),
    }
    turn.save();
}
