//! A new call: what to call them, the phone tail, whose student, which class.

use super::board::List;
use super::{About, Both, Command, Face, Guide, Model, Notice, Page, Sheet, Turn};
use crate::desk::call::Who;
use crate::desk::caller::{Fit, phone_tail};
use crate::desk::seat::Order;
use crate::ui::field::Field;
use crate::ui::keys::{DIGITS, ESC, Family, SPACE, enter};
use crate::ui::rows::{self, Pick};

pub static ABOUT: About = About {
    name: Both::new("新来电", "A new call"),
    hint: Both::new(
        "打好按回车；不想记就直接按回车。",
        "Type it, then Enter; Enter alone leaves it out.",
    ),
    own: &[enter(0, "下一项", "next"), ESC],
    shares: &[Family::Field],
};

static CLASS_ABOUT: About = About {
    name: Both::new("新来电：哪个班次", "A new call: the class"),
    hint: Both::new(
        "按数字；没有数字的，用方向键加回车。",
        "Press a digit; lines without one: arrows and Enter.",
    ),
    own: &[DIGITS, enter(0, "开始", "begin"), SPACE, ESC],
    shares: &[],
};

/// Where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Caller,
    Tail,
    Class(usize),
}

/// A call that comes in.
#[derive(Clone, Debug)]
pub struct CallerPage {
    caller: Field,
    tail: Field,
    classes: Vec<String>,
    at: At,
}

impl CallerPage {
    /// A call of which nothing is known, with the classes to choose from.
    #[must_use]
    pub fn new(classes: Vec<String>) -> Self {
        Self {
            caller: Field::default(),
            tail: Field::default(),
            classes,
            at: At::Caller,
        }
    }

    fn shown(self, turn: &mut Turn<'_>) {
        turn.guide.page = Page::Caller(self);
    }

    fn go_to(&self, turn: &mut Turn<'_>, at: At) {
        Self { at, ..self.clone() }.shown(turn);
    }

    /// The field with the cursor.
    fn field(&mut self) -> Option<&mut Field> {
        match self.at {
            At::Caller => Some(&mut self.caller),
            At::Tail => Some(&mut self.tail),
            At::Class(_) => None,
        }
    }

    fn edited(&self, turn: &mut Turn<'_>, edit: impl FnOnce(&mut Field) -> bool) -> bool {
        let mut page = self.clone();
        let whole = page.field().is_none_or(edit);
        page.shown(turn);
        whole
    }

    fn begin(&self, turn: &mut Turn<'_>, row: usize) {
        let fit = Fit::name(self.caller.text());
        let told = fit.told(["称呼", "Name"], turn.lang);
        turn.notice = told.map(Notice::Done);
        turn.order(Order::Open(Who {
            caller: Some(fit.text).filter(|text| !text.is_empty()),
            phone_tail: phone_tail(self.tail.text()),
            batch: row.checked_sub(2).map(|class| self.classes[class].clone()),
            own: row > 0,
        }));
    }

    fn write_classes(&self, list: &mut List<'_>, lang: crate::lang::Lang) {
        list.row(
            lang.pick("外校的，或者不清楚", "Of another school, or not known"),
            None,
        );
        list.row(
            lang.pick("本校的，不清楚哪个班次", "Ours, the class is not known"),
            None,
        );
        for class in &self.classes {
            list.row(class, None);
        }
    }
}

impl Face for CallerPage {
    fn about(&self) -> &'static About {
        match self.at {
            At::Caller | At::Tail => &ABOUT,
            At::Class(_) => &CLASS_ABOUT,
        }
    }

    fn nothing_typed(&self, _: &Guide) -> bool {
        match self.at {
            At::Caller => self.caller.is_empty(),
            At::Tail => self.tail.is_empty(),
            At::Class(_) => false,
        }
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, _: &Guide) {
        let lang = model.lang;
        sheet.text(sheet.theme.strong(), ABOUT.name.get(lang));
        sheet.blank();
        let fields = [
            (
                lang.pick("称呼     ", "Name       "),
                &self.caller,
                24,
                At::Caller,
            ),
            (
                lang.pick("电话尾号 ", "Phone tail "),
                &self.tail,
                6,
                At::Tail,
            ),
        ];
        for (name, field, room, at) in fields {
            let (before, after) = field.around_cursor();
            sheet.field(name, (&before, &after), room, at == self.at);
        }
        let told = match self.at {
            At::Caller => Some(lang.pick(
                "怎么称呼，例如 李师傅；不写姓名也行。长号码会变成 ***。",
                "What to call them, e.g. Mr Li; need not be a name. Long numbers: ***.",
            )),
            At::Tail => Some(lang.pick(
                "电话的后四位，下次好找。",
                "The last four digits, to find them again.",
            )),
            At::Class(_) => None,
        };
        sheet.blank();
        if let Some(told) = told {
            sheet.text(sheet.theme.quiet(), told);
        }
        if let At::Class(marked) = self.at {
            sheet.text(
                sheet.theme.plain(),
                lang.pick(
                    "是不是本校的学员？哪个班次？",
                    "One of our students? Which class?",
                ),
            );
            sheet.blank();
            let mut list = List {
                sheet,
                next: 0,
                marked,
            };
            self.write_classes(&mut list, lang);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        match (self.at, command) {
            (At::Caller, Command::Back) => turn.to_board(),
            (At::Tail, Command::Back | Command::Up) => self.go_to(turn, At::Caller),
            (At::Class(_), Command::Back) | (At::Caller, Command::Enter | Command::Down) => {
                self.go_to(turn, At::Tail);
            }
            (At::Tail, Command::Enter | Command::Down) => {
                if self.tail.is_empty() || phone_tail(self.tail.text()).is_some() {
                    self.go_to(turn, At::Class(0));
                } else {
                    turn.notice = Some(Notice::Said(Both::new(
                        "只要电话的后四位数字；不想记就清空，按回车。",
                        "Just the last four digits; or clear it and press Enter.",
                    )));
                }
            }
            (At::Class(marked), _) => {
                let count = self.classes.len() + 2;
                match rows::pick(command, Some(marked), count, rows::Digits::FromOne) {
                    Some(Pick::Mark(row)) => self.go_to(turn, At::Class(row)),
                    Some(Pick::Choose(row)) => self.begin(turn, row),
                    Some(Pick::Refuse(why)) => turn.notice = Some(why),
                    None => turn.notice = Some(Notice::NoSuchKey),
                }
            }
            _ => {
                self.edited(turn, |field| {
                    field.edit(command);
                    true
                });
            }
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        self.edited(turn, |field| field.insert(text))
    }
}
