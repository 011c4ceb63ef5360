//! A new call: what to call them with the phone tail, whether they are ours
//! where the rules ask for that, which class.

use super::case::{Action, CasePage};
use super::{
    About, BY_DIGIT, Both, Command, Face, FindPage, Guide, Lang, Model, Notice, Page, Sheet, Turn,
};
use crate::desk::call::Who;
use crate::desk::caller::name_and_tail;
use crate::desk::seat::Order;
use crate::report::template::Template;
use crate::ui::field::Field;
use crate::ui::keys::{DIGITS, ESC, Family, SPACE, enter};
use crate::ui::rows::{self, Digits, Pick};
use crate::ui::view::sheet::List;

pub(crate) static ABOUT: About = About {
    name: Both::new("新来电", "A new call"),
    hint: Both::new(
        "打好按回车；不想记就直接按回车。",
        "Type it, then Enter; Enter alone leaves it out.",
    ),
    own: &[enter(0, "下一项", "next"), ESC],
    shares: &[Family::Field],
};

pub(crate) static CLASS_ABOUT: About = About {
    name: Both::new("新来电：哪个班次", "New call: the class"),
    hint: BY_DIGIT,
    own: &[DIGITS, enter(0, "选这个", "choose"), SPACE, ESC],
    shares: &[],
};

/// A call that comes in.
#[derive(Clone, Debug)]
pub struct CallerPage {
    who: Field,
    classes: Vec<String>,
    /// The row marked, once it is said who it is.
    class: Option<usize>,
    /// Whether somebody marked it: Enter pressed twice takes none unseen.
    marked: bool,
    /// The case whose class is corrected; none for a new call.
    pub(crate) case: Option<Box<CasePage>>,
}

impl CallerPage {
    /// A call of which nothing is known, with the classes to choose from, or a
    /// case whose class is to be corrected.
    pub(crate) fn new(classes: Vec<String>, case: Option<Box<CasePage>>) -> Self {
        Self {
            who: Field::default(),
            classes,
            class: case.as_ref().map(|_| 0),
            marked: false,
            case,
        }
    }

    /// The same with the classes there are by now.
    pub(crate) fn with(&self, classes: Vec<String>) -> Self {
        Self {
            classes,
            ..self.clone()
        }
    }

    /// Where the case was found.
    pub(crate) fn found(&self) -> Option<&FindPage> {
        self.case.as_ref()?.found()
    }

    fn at(&self, turn: &mut Turn<'_>, class: Option<usize>, marked: bool) {
        turn.change(self, Page::Caller, |page| {
            (page.class, page.marked) = (class, marked);
        });
    }

    fn begin(&self, turn: &mut Turn<'_>, row: usize) {
        let class = row.checked_sub(unnamed(turn.guide).len());
        let batch = class.map(|class| self.classes[class].clone());
        let own = row > 0;
        if let Some(case) = &self.case {
            return turn.order(Order::Place(case.key(), own, batch));
        }
        let (fit, phone_tail) = name_and_tail(self.who.text());
        let told = fit.done_to(["称呼", "Name"], turn.lang);
        turn.notice = told.map(Notice::Done);
        turn.order(Order::Open(Who {
            caller: Some(fit.text).filter(|text| !text.is_empty()),
            phone_tail,
            batch,
            own,
        }));
    }

    fn write_who(&self, sheet: &mut Sheet, lang: Lang) {
        let name = lang.pick("称呼和电话尾号 ", "Name, phone tail ");
        sheet.field(name, self.who.around_cursor(), 30, self.class.is_none());
        sheet.blank();
    }

    fn write_classes(&self, list: &mut List<'_>, guide: &Guide, lang: Lang) {
        for row in unnamed(guide) {
            list.row(row.get(lang), None);
        }
        for class in &self.classes {
            list.row(class, None);
        }
    }
}

/// The rows that name no class.
fn unnamed(guide: &Guide) -> &'static [Both] {
    const OURS: [Both; 2] = [
        Both::new("不是，或者不清楚", "No, or not known"),
        Both::new("是，不清楚哪个班次", "Yes, the class is not known"),
    ];
    const ANY: [Both; 1] = [Both::new(
        "不清楚，或者都不是",
        "Not known, or none of these",
    )];
    if guide.pack.givens.is_empty() {
        &ANY
    } else {
        &OURS
    }
}

impl Face for CallerPage {
    fn about(&self) -> &'static About {
        match self.class {
            None => &ABOUT,
            Some(_) => &CLASS_ABOUT,
        }
    }

    fn nothing_typed(&self, _: &Guide) -> bool {
        self.class.is_none() && self.who.is_empty()
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let lang = model.lang;
        let title = match &self.case {
            None => ABOUT.name.get(lang).to_owned(),
            Some(case) => {
                let ticket = case.key().ticket;
                format!("{ticket}  {}", Action::Place.words().get(lang))
            }
        };
        sheet.strong(&title);
        sheet.blank();
        if self.case.is_none() {
            self.write_who(sheet, lang);
        }
        let Some(marked) = self.class else {
            let told = lang.pick(
                "怎么称呼，电话的后四位，下次好找。例如：李师傅 1234。不想记就直接按回车。",
                "What to call them, and the last four digits, to find them again: Mr Li 1234. Enter alone leaves it out.",
            );
            return sheet.quiet(told);
        };
        // Whether it is one of our own, as the rules ask for what is given.
        let ask = guide.pack.givens.first().map(|it| &it.ask);
        sheet.plain(&Template::new(&guide.pack, lang).own(ask, "哪个班次？", "Which class?"));
        sheet.blank();
        let mut list = sheet.list(marked);
        self.write_classes(&mut list, guide, lang);
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let Some(marked) = self.class else {
            return match command {
                Command::Back => turn.show_board(),
                // Nothing to choose.
                Command::Enter if self.classes.is_empty() && unnamed(turn.guide).len() == 1 => {
                    self.begin(turn, 0);
                }
                Command::Enter | Command::Down => {
                    self.at(turn, Some(0), false);
                    // Another seat may have added one meanwhile.
                    turn.order(Order::NewCall);
                }
                _ => turn.change(self, Page::Caller, |page| page.who.edit(command)),
            };
        };
        let count = self.classes.len() + unnamed(turn.guide).len();
        let mark = rows::marked_for(command, self.marked.then_some(marked));
        match rows::pick(command, mark, count, Digits::FromOne) {
            Pick::Mark(row) => self.at(turn, Some(row), true),
            Pick::Choose(row) => self.begin(turn, row),
            Pick::Refuse(why) => {
                self.at(turn, Some(marked), self.marked || command == Command::Enter);
                turn.notice = Some(why);
            }
            Pick::Back => match &self.case {
                Some(case) => turn.order(Order::Show(case.key())),
                None => self.at(turn, None, false),
            },
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        turn.change(self, Page::Caller, |page| page.who.insert(text))
    }
}
