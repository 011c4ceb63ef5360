//! What a search found: the help of a question, or what a result says, without
//! any walk.

use super::reading::{self, ABOUT};
use super::{About, Command, Face, Guide, Lang, Lookup, Model, Page, Scrolls, Sheet, Turn};
use crate::pack::{Card, Form, Pack, Question, Target};
use crate::report::section::{self, LISTEN, Section};
use crate::report::template::Template;
use crate::ui::search::Hit;

/// What was found.
#[derive(Clone, Debug)]
pub struct Found(pub(crate) Hit);

impl Face for Found {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        write(sheet, &guide.pack, self.0, model.lang);
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        reading::act(turn, command, |turn| turn.guide.page = Page::Search(Lookup));
    }
}

/// Writes the help of a question, or what a result says, without any walk.
fn write(sheet: &mut Sheet, pack: &Pack, hit: Hit, lang: Lang) {
    let theme = sheet.theme;
    sheet.text(theme.strong(), &hit.title(pack, lang));
    let template = Template::new(pack, lang);
    match hit {
        Hit::Question(id) => write_question(sheet, template, pack.question(id)),
        Hit::Result(id) => write_card(sheet, template, pack.card(id)),
        Hit::Aside(number) => {
            let aside = &pack.asides[number];
            sheet.callout(&template.unfilled(&aside.say));
            match aside.to {
                Some(Target::Question(id)) => write_question(sheet, template, pack.question(id)),
                Some(Target::Result(id)) => write_card(sheet, template, pack.card(id)),
                None => {}
            }
        }
    }
}

/// What a result says, marked as one that no answers led to.
fn write_card(sheet: &mut Sheet, template: Template<'_>, card: &Card) {
    sheet.warning(template.lang.pick(
        "没有一题一题答过来，只供参考。要知道您是哪一种情况，退回去答题。",
        "Nobody has walked here: only to read. To learn which case is yours, go back and answer.",
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
