//! The answers so far: every one can be changed. Those that do not matter on
//! the way taken stand below.

use chrono::NaiveDate;

use super::sheet::Sheet;
use crate::engine::Walk;
use crate::pack::FactId;
use crate::report::card;
use crate::report::words::Words;
use crate::ui::model::{Guide, Model};

/// The facts of the rows: the path, then what is off it.
#[must_use]
pub fn facts(guide: &Guide, today: NaiveDate) -> Vec<FactId> {
    let walk = guide.walk(today);
    let path = walk.path.iter().map(|step| step.fact);
    path.chain(walk.unused()).collect()
}

/// Question and answer in words.
#[must_use]
pub fn words(walk: &Walk<'_>, guide: &Guide, words: &Words<'_>, fact: FactId) -> (String, String) {
    let asked = walk.path.iter().find(|step| step.fact == fact);
    let question = asked
        .map(|step| step.question)
        .or_else(|| guide.pack.question_of(fact));
    let answer = question
        .zip(guide.course.answers.get(fact))
        .map(|(question, value)| card::answer(words, guide.pack.question(question), value));
    (
        card::question_words(words, fact),
        answer.unwrap_or_default(),
    )
}

/// Writes the page.
pub fn write(sheet: &mut Sheet, model: &Model, guide: &Guide, marked: usize) {
    let (theme, lang) = (sheet.theme, model.lang);
    let walk = guide.walk(model.today);
    let said = Words::new(&walk, lang);
    sheet.text(
        theme.strong(),
        lang.pick("到现在的答案", "The answers so far"),
    );
    sheet.blank();
    let on_path = walk.path.len();
    for (row, fact) in facts(guide, model.today).into_iter().enumerate() {
        if row == on_path {
            let words = lang.pick("照现在的答案用不到的", "Not used with the present answers");
            sheet.heading(words);
        }
        let (question, answer) = words(&walk, guide, &said, fact);
        let key = u8::try_from(row + 1).ok().filter(|key| *key <= 9);
        let first = sheet.lines.len();
        sheet.row(key, &question, row == marked, true);
        let style = if row < on_path {
            theme.strong()
        } else {
            theme.quiet()
        };
        sheet.hang("     ", style, style, &answer);
        if row == marked {
            sheet.focus = Some(first..sheet.lines.len());
        }
    }
}
