//! One hit of a search, opened: the help of a question, or what a result says,
//! without any walk.

use super::reading::{self, ABOUT};
use super::{About, Both, Command, Face, Guide, Model, Page, Scrolls, SearchPage, Sheet, Turn};
use crate::pack::{Card, Form, Question, Target};
use crate::report::section::{self, LISTEN, Section};
use crate::report::template::Template;
use crate::report::words::Words;
use crate::ui::keys::{ESC, READ_ON, SLASH, enter};
use crate::ui::search::Hit;

/// A matter that can be told to whoever is on the phone.
pub(crate) static TOLD_ABOUT: About = About {
    name: Both::new("找到的答复", "A reply found"),
    hint: Both::new(
        "念给他听；按回车，记成这次的答复，回来电簿。",
        "Read it aloud; Enter keeps it as the answer told.",
    ),
    own: &[enter(0, "记下", "keep"), READ_ON, ESC, SLASH],
    shares: &[],
};

/// One hit, opened.
#[derive(Clone, Debug)]
pub struct FoundPage {
    /// It.
    pub(crate) hit: Hit,
    /// Whether Enter keeps it as what the caller was told.
    pub(crate) told: bool,
    /// Whether it was pressed.
    pub(crate) keeps: bool,
}

impl Face for FoundPage {
    fn about(&self) -> &'static About {
        if self.told { &TOLD_ABOUT } else { &ABOUT }
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (pack, lang) = (&guide.pack, model.lang);
        sheet.strong(&self.hit.title(pack, lang));
        let template = Template::new(pack, lang);
        let target = match self.hit {
            Hit::Question(id) => Some(Target::Question(id)),
            Hit::Result(id) => Some(Target::Result(id)),
            Hit::Aside(number) => {
                let aside = &pack.asides[number];
                let unfilled = || template.unfilled(aside.say.rest());
                let walk = self.told.then(|| guide.walk(model.today));
                let told = walk.map(|walk| Words::new(&walk, lang).sentence(&aside.say));
                sheet.callout(&told.unwrap_or_else(unfilled));
                aside.to
            }
        };
        match target {
            Some(Target::Question(id)) => write_question(sheet, template, pack.question(id)),
            Some(Target::Result(id)) => write_card(sheet, template, pack.card(id)),
            None => {}
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        if self.told && command == Command::Enter {
            // The call is left once the store has it.
            turn.guide.page = Page::Found(Self {
                keeps: true,
                ..self.clone()
            });
            return turn.save();
        }
        reading::act(turn, command, |turn| {
            turn.guide.page = Page::Search(SearchPage);
        });
    }
}

/// What a result says, marked as one that no answers led to.
fn write_card(sheet: &mut Sheet, template: Template<'_>, card: &Card) {
    sheet.warning(template.lang.pick(
        "没有一题一题答过来，只供参考。要知道您是哪一种情况，退回去答题。",
        "You have not answered the questions; this is only to read. To learn which case is yours, go back and answer.",
    ));
    for section in section::off_walk(card, template) {
        sheet.section(&section);
    }
}

/// What a question offers, and what it says but for staff's own ears.
fn write_question(sheet: &mut Sheet, template: Template<'_>, question: &Question) {
    let theme = sheet.theme;
    for choice in &question.choices {
        let label = template.unfilled(&choice.label);
        sheet.hang("- ", theme.accent(), theme.plain(), &label);
    }
    let sections = section::off_walk(question, template);
    let of_staff = |it: &&Section| it.form != Form::Never && it.key != LISTEN;
    for section in sections.iter().filter(of_staff) {
        sheet.section(section);
    }
}
