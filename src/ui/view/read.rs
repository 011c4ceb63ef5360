//! Pages only to be read: why this result, all keys, what a search found.

use ratatui::text::Span;

use super::sheet::Sheet;
use crate::engine::Walk;
use crate::lang::Lang;
use crate::pack::{Card, Form, Pack, Question, Target};
use crate::report::reasons;
use crate::report::section::{self, LISTEN, Section};
use crate::report::template::Template;
use crate::ui::keys;
use crate::ui::search::Hit;
use crate::ui::text;

/// Other answers that are told of; more are no help to a reader.
const MOST_CHANGES: usize = 8;

/// Writes why the result is this one, and what would change it.
pub fn write_why(sheet: &mut Sheet, walk: &Walk<'_>, lang: Lang) {
    let why = reasons::why_section(walk, lang);
    sheet.text(sheet.theme.strong(), why.title);
    sheet.blank();
    sheet.lines_of(&why);
    sheet.section(&reasons::what_if_section(walk, lang, MOST_CHANGES));
}

/// Writes all keys of all pages, from the table that reads them: a page a
/// line, so that one look is enough.
pub fn write_keys(sheet: &mut Sheet, lang: Lang) {
    let theme = sheet.theme;
    sheet.text(theme.strong(), lang.pick("全部按键", "All keys"));
    sheet.text(
        theme.plain(),
        lang.pick(
            "数字键、回车和 Esc 就够用；F 键只是快一点，没有也行。",
            "Digits, Enter and Esc are enough. The F keys are shortcuts that you can do without.",
        ),
    );
    sheet.blank();
    let pages = keys::all(lang);
    let names = pages.iter().map(|(name, _)| text::width(name));
    let indent = names.max().unwrap_or(0) + 2;
    for (name, keys) in &pages {
        write_page_keys(sheet, &text::pad(name, indent), keys);
    }
}

/// The keys of one page behind its name, none of them broken over two lines.
fn write_page_keys(sheet: &mut Sheet, name: &str, keys: &[(&str, &str)]) {
    const GAP: usize = 2;
    let theme = sheet.theme;
    let mut line = vec![Span::styled(name.to_owned(), theme.plain())];
    let mut used = text::width(name);
    for (key, does) in keys {
        let taken = text::width(key) + 1 + text::width(does);
        if used + taken > sheet.width && line.len() > 1 {
            let indent = " ".repeat(text::width(name));
            used = text::width(name);
            sheet.line(std::mem::replace(&mut line, vec![Span::raw(indent)]));
        }
        line.push(Span::styled((*key).to_owned(), theme.accent()));
        line.push(Span::raw(format!(" {does}{}", " ".repeat(GAP))));
        used += taken + GAP;
    }
    sheet.line(line);
}

/// Writes the help of a question, or what a result says, without any walk.
pub fn write_found(sheet: &mut Sheet, pack: &Pack, hit: Hit, lang: Lang) {
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
