//! The classes, and a new one.

use super::{About, BY_DIGIT, Both, Command, Face, Guide, Model, Page, Sheet, Turn};
use crate::desk::batch::{self, Batch};
use crate::desk::board::Class;
use crate::desk::seat::Order;
use crate::ui::field::Field;
use crate::ui::keys::{DIGITS, ESC, Family, SPACE, enter};
use crate::ui::rows::{self, Pick};

pub(crate) static ABOUT: About = About {
    name: Both::new("班次", "Classes"),
    hint: BY_DIGIT,
    own: &[DIGITS, enter(0, "打开", "open"), SPACE, ESC],
    shares: &[],
};

pub(crate) static NAME_ABOUT: About = About {
    name: Both::new("新班次", "A new class"),
    hint: Both::new(
        "打好名字按回车；按 Esc 退回。",
        "Type its name, then Enter; Esc goes back.",
    ),
    own: &[enter(0, "记下", "keep"), ESC],
    shares: &[Family::Field],
};

/// All classes, with the row marked, or the name of a new one being typed.
#[derive(Clone, Debug)]
pub struct ClassesPage {
    classes: Vec<(Batch, usize)>,
    marked: usize,
    name: Option<Field>,
}

impl ClassesPage {
    /// The classes, with how many wait of each.
    pub(crate) const fn new(classes: Vec<(Batch, usize)>) -> Self {
        Self {
            classes,
            marked: 0,
            name: None,
        }
    }

    fn naming(&self, turn: &mut Turn<'_>, name: Option<Field>) {
        turn.change(self, Page::Classes, |page| page.name = name);
    }

    fn on_name(&self, turn: &mut Turn<'_>, field: &Field, command: Command) {
        match command {
            Command::Back => self.naming(turn, None),
            Command::Enter => match batch::name(field.text()) {
                Some(name) => turn.order(Order::AddClass(name)),
                None => turn.say(
                    "班次的名字不能空着，也不能有长号码；例如 9月28日报的那批。",
                    "A class needs a name without long numbers, e.g. reported 28 September.",
                ),
            },
            _ => turn.change(self, Page::Classes, |page| {
                page.name.iter_mut().for_each(|name| name.edit(command));
            }),
        }
    }
}

impl Face for ClassesPage {
    fn about(&self) -> &'static About {
        match self.name {
            Some(_) => &NAME_ABOUT,
            None => &ABOUT,
        }
    }

    fn nothing_typed(&self, _: &Guide) -> bool {
        self.name.as_ref().is_some_and(Field::is_empty)
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let lang = model.lang;
        sheet.strong(self.about().name.get(lang));
        sheet.blank();
        if let Some(name) = &self.name {
            sheet.field(lang.pick("名字 ", "Name "), name.around_cursor(), 30, true);
            sheet.blank();
            return sheet.quiet(lang.pick(
                "例如：9月28日报的那批。里面不要写人名和号码。",
                "For example: reported 28 September. No names or numbers of people.",
            ));
        }
        let mut list = sheet.list(self.marked);
        list.row(lang.pick("添一个班次", "Add a class"), None);
        for (batch, waiting) in &self.classes {
            let class = Class::of(batch, *waiting, &guide.pack, model.today);
            list.row(&class.text(lang), None);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        if let Some(field) = &self.name {
            return self.on_name(turn, field, command);
        }
        let count = self.classes.len() + 1;
        match rows::numbered(command, self.marked, count) {
            Pick::Mark(marked) => turn.change(self, Page::Classes, |page| page.marked = marked),
            Pick::Choose(0) => self.naming(turn, Some(Field::default())),
            Pick::Choose(row) => {
                let name = self.classes[row - 1].0.name.clone();
                turn.order(Order::Class(name));
            }
            Pick::Refuse(why) => turn.notice = Some(why),
            Pick::Back => turn.show_board(),
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        turn.change(self, Page::Classes, |page| {
            page.name.get_or_insert_default().insert(text)
        })
    }
}
