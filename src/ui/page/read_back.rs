//! The answers read back to a caller before the result: right, or one to
//! change.

use super::{About, Both, Command, Face, Guide, Model, Notice, Scrolls, Sheet, Turn};
use crate::report::answered;
use crate::report::words::Words;
use crate::ui::keys::Press::Key;
use crate::ui::keys::{Family, OTHER_DIGITS, SPACE, enter, taken};
use crossterm::event::KeyCode;

pub(crate) static ABOUT: About = About {
    name: Both::new("念一遍答案", "Reading back"),
    hint: Both::new(
        "念完：对就按 1，不对按 2。",
        "After reading: 1 if right, 2 if not.",
    ),
    own: &[
        taken(&[Key(KeyCode::Char('1'))]).help(0, "1", "对", "right"),
        taken(&[Key(KeyCode::Char('2'))]).help(0, "2", "不对，改", "wrong"),
        OTHER_DIGITS,
        enter(1, "对", "right"),
        SPACE,
    ],
    shares: &[Family::Ending],
};

/// The answers read back.
pub(crate) struct ReadBack;

impl Face for ReadBack {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (walk, theme, lang) = (guide.walk(model.today), sheet.theme, model.lang);
        sheet.text(theme.accent(), lang.pick("念给对方听", "Read aloud"));
        sheet.callout(&answered::sentence(&Words::new(&walk, lang)));
        sheet.blank();
        sheet.strong(lang.pick("对吗？", "Is that right?"));
        sheet.blank();
        let right = lang.pick(
            "对，看结果（回车也行）",
            "Right: show the result (or Enter)",
        );
        sheet.row(Some(1), right, false, false);
        let wrong = lang.pick("不对，改一条", "Wrong: change an answer");
        sheet.row(Some(2), wrong, false, false);
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        match command {
            Command::Digit(1) | Command::Enter => {
                turn.guide.course.read_back = true;
                turn.save_told();
            }
            Command::Digit(2) => turn.toggle_answers(),
            Command::Back => turn.back(),
            _ => turn.notice = Some(Notice::NO_SUCH_KEY),
        }
    }
}
