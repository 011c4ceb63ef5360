//! A class: what the school knows of it, how many wait, a message for its
//! group.

use super::{About, Both, Command, Face, Guide, Lang, Model, Notice, Sheet, Turn};
use crate::desk::batch::{Batch, say_own};
use crate::desk::board::Class;
use crate::desk::seat::Order;
use crate::ui::keys::{DIGITS, ESC, READ_ON, enter};
use crate::ui::message::Effect;
use crate::ui::notice::{SURE, SURELY};

pub(crate) static ABOUT: About = About {
    name: Both::new("一个班次", "A class"),
    hint: Both::new(
        "知道了什么，按 1 记下；全班的答复一起变。",
        "1 notes what is known; it holds for all of the class.",
    ),
    own: &[DIGITS, enter(1, "记", "note"), READ_ON, ESC],
    shares: &[],
};

/// A class.
#[derive(Clone, Debug)]
pub struct ClassPage {
    /// What is known of it.
    pub(crate) batch: Batch,
    /// How many wait.
    pub(crate) waiting: usize,
    /// Whether it was opened from the board.
    pub(crate) of_board: bool,
}

impl ClassPage {
    /// What is asked before it is deleted.
    fn sure(&self, lang: Lang) -> Notice {
        match (self.waiting, lang) {
            (0, _) => Notice::Said(SURE),
            (waiting, Lang::Zh) => Notice::Told(format!(
                "还有 {waiting} 人在等；知道的会留在他们的来电单里。真要删，请按 {SURELY}。"
            )),
            (waiting, Lang::En) => Notice::Told(format!(
                "{waiting} still wait; what is known stays in their cases. To delete it, press {SURELY}."
            )),
        }
    }
}

impl Face for ClassPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> super::Scrolls {
        super::Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (theme, lang) = (sheet.theme, model.lang);
        let class = Class::of(&self.batch, self.waiting, &guide.pack, model.today);
        sheet.callout(&class.text(lang));
        sheet.blank();
        let mut list = sheet.list(usize::MAX);
        for (zh, en) in [
            ("记下或更正知道的", "Note or mend what is known"),
            ("抄给班级群的消息", "Copy the message for its group"),
            (
                "删掉这个班次（来电单留着）",
                "Delete the class (its cases stay)",
            ),
        ] {
            list.row(lang.pick(zh, en), None);
        }
        sheet.heading(lang.pick("我们知道的", "What we know"));
        let known = self.batch.in_words(&guide.pack, model.today, lang);
        for (ask, answer) in &known {
            sheet.hang("- ", theme.accent(), theme.plain(), ask);
            sheet.hang("  ", theme.plain(), theme.strong(), answer);
        }
        if known.is_empty() {
            sheet.plain(lang.pick("还什么都没记。", "Nothing is noted yet."));
        }
        sheet.heading(lang.pick("给班级群的消息", "A message for its group"));
        for line in self.batch.message(&guide.pack, model.today, lang).lines() {
            sheet.plain(line);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        if turn.confirms(command, &self.sure(turn.lang)) {
            return turn.order(Order::RemoveClass(self.batch.name.clone()));
        }
        match command {
            Command::Digit(1) | Command::Enter => {
                turn.edit_class(self.clone());
                say_own(&turn.guide.pack, &mut turn.guide.course.answers);
            }
            Command::Digit(2) => {
                let message = self.batch.message(&turn.guide.pack, turn.today, turn.lang);
                turn.effects.push(Effect::Copy(message));
            }
            Command::Digit(3) => turn.notice = Some(self.sure(turn.lang)),
            Command::Digit(_) => turn.notice = Some(Notice::NoSuchRow(3)),
            Command::Back if self.of_board => turn.show_board(),
            Command::Back => turn.order(Order::Classes),
            _ => turn.notice = Some(Notice::NO_SUCH_KEY),
        }
    }
}
