//! Why this result, and what would change it.

use super::reading::{self, ABOUT};
use super::{About, Command, Face, Guide, Model, Scrolls, Sheet, Turn};
use crate::report::reasons;

/// Other answers that are told of; more are no help to a reader.
const MOST_CHANGES: usize = 8;

/// Why this result.
#[derive(Clone, Debug)]
pub struct ReasonsPage;

impl Face for ReasonsPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (walk, lang) = (guide.walk(model.today), model.lang);
        let why = reasons::why_section(&walk, lang);
        sheet.strong(why.title);
        sheet.blank();
        sheet.lines_of(&why);
        sheet.section(&reasons::what_if_section(&walk, lang, MOST_CHANGES));
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        reading::act(turn, command, Turn::home);
    }
}
