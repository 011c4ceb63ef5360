//! The page that asks for a code to go on with.

use super::{About, Both, Command, Face, Guide, Model, Notice, Page, Sheet, Turn};
use crate::answers::AnswersFile;
use crate::engine::Voice;
use crate::report::code;
use crate::ui::field::Field;
use crate::ui::keys::{ESC, Family, enter};

pub(crate) static ABOUT: About = About {
    name: Both::new("打口令", "A code"),
    hint: Both::new(
        "打完口令按回车；Esc 退回。",
        "Type the code, then Enter; Esc goes back.",
    ),
    own: &[enter(0, "接着来", "go on"), ESC],
    shares: &[Family::Field],
};

/// A code being entered.
#[derive(Clone, Debug, Default)]
pub struct CodePage {
    field: Field,
}

impl Face for CodePage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn nothing_typed(&self, _: &Guide) -> bool {
        self.field.is_empty()
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, _: &Guide) {
        let lang = model.lang;
        sheet.strong(lang.pick("凭口令接着来", "Go on with a code"));
        sheet.plain(lang.pick(
            "照对方念的打进去；大小写、空格都不要紧。",
            "Type it as it is read out; capitals and blanks do not matter.",
        ));
        sheet.blank();
        let name = lang.pick("口令 ", "Code ");
        sheet.field(name, self.field.around_cursor(), 48, true);
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        match command {
            Command::Back => turn.home(),
            Command::Enter if self.field.is_empty() => turn.notice = Some(Notice::TYPE_FIRST),
            Command::Enter => go_on(turn, self.field.text()),
            _ => turn.change(self, Page::Code, |page| page.field.edit(command)),
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        turn.change(self, Page::Code, |page| page.field.insert(text))
    }
}

/// The walk that a code stands for goes on.
fn go_on(turn: &mut Turn<'_>, typed: &str) {
    match code::decode(&turn.guide.pack, typed) {
        Ok(decoded) => {
            // Codes are read out to those who help; a welder who goes on
            // where they looked for themselves does so again.
            let last = turn.guide.last();
            turn.begin_anew(AnswersFile {
                voice: last.map_or(Voice::Call, |(_, walk)| walk.voice),
                answers: decoded.answers,
                ..AnswersFile::default()
            });
            turn.revisit();
            turn.save();
        }
        Err(fault) => turn.notice = Some(Notice::Told(fault.words(turn.lang))),
    }
}
