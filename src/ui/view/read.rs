//! Pages only to be read: why this result, all keys, what a search found.

use ratatui::text::Span;

use super::sheet::Sheet;
use crate::engine::Walk;
use crate::lang::Lang;
use crate::pack::{Card, Line, Pack, Question, Text};
use crate::report::condition::Conditions;
use crate::report::reasons;
use crate::report::template::Template;
use crate::ui::keys;
use crate::ui::search::{self, Hit};
use crate::ui::text;

/// Other answers that are told of; more are no help to a reader.
const MOST_CHANGES: usize = 8;

/// Writes why the result is this one, and what would change it.
pub fn write_why(sheet: &mut Sheet, walk: &Walk<'_>, lang: Lang) {
    let theme = sheet.theme;
    sheet.text(
        theme.strong(),
        lang.pick("为什么是这个结果", "Why this result"),
    );
    sheet.blank();
    for line in reasons::why_lines(walk, lang) {
        sheet.hang("- ", theme.accent(), theme.plain(), &line);
    }
    let changes = reasons::what_if_lines(walk, lang, MOST_CHANGES);
    if changes.is_empty() {
        return;
    }
    sheet.heading(lang.pick("换一个回答会怎样", "With one answer changed"));
    for line in changes {
        sheet.hang("- ", theme.accent(), theme.plain(), &line);
    }
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
        Hit::Question(id) => write_question(sheet, &template, pack.question(id)),
        Hit::Result(id) => write_card(sheet, &template, pack.card(id)),
    }
    sheet.blank();
    sheet.text(
        theme.quiet(),
        lang.pick(
            "这里只能看。要知道您是哪一种情况，退回去从第一题答起。",
            "This is only to read. To learn which case is yours, go back and answer the questions.",
        ),
    );
}

fn write_question(sheet: &mut Sheet, template: &Template<'_>, question: &Question) {
    let (theme, lang) = (sheet.theme, template.lang);
    for choice in &question.choices {
        let label = unfilled(template, &choice.label);
        sheet.hang("- ", theme.accent(), theme.plain(), &label);
    }
    for (title, text) in [
        (
            lang.pick("为什么问这个", "Why this is asked"),
            &question.why,
        ),
        (lang.pick("在哪里看", "Where to find it"), &question.find),
    ] {
        sheet.heading(title);
        sheet.text(theme.plain(), &unfilled(template, text));
    }
    if !question.if_said.is_empty() {
        sheet.heading(lang.pick("对方要是说", "If they say"));
    }
    for reply in &question.if_said {
        sheet.hang(
            "- ",
            theme.accent(),
            theme.plain(),
            &unfilled(template, &reply.heard),
        );
        sheet.hang(
            "  ",
            theme.plain(),
            theme.plain(),
            &unfilled(template, &reply.answer),
        );
    }
}

fn write_card(sheet: &mut Sheet, template: &Template<'_>, card: &Card) {
    let lang = template.lang;
    let one = |title: (&'static str, &'static str), text| {
        (lang.pick(title.0, title.1), vec![unfilled(template, text)])
    };
    let some = |title: (&'static str, &'static str), lines: &[Line]| {
        let lines = lines.iter().map(|line| conditional(template, line));
        (lang.pick(title.0, title.1), lines.collect())
    };
    let sections = [
        one(("为什么", "Why"), &card.cause),
        some(("现在做什么", "What to do now"), &card.steps),
        some(("打电话这样说", "What to say"), &card.script),
        some(("手边备好", "Have ready"), &card.bring),
        one(("这段时间", "Meanwhile"), &card.meanwhile),
        one(("怎样算办好了", "Solved when"), &card.solved_when),
        one(("什么时候再来", "Come back if"), &card.call_again_if),
    ];
    let theme = sheet.theme;
    for (title, lines) in sections {
        let lines: Vec<String> = lines;
        if !lines.is_empty() {
            sheet.heading(title);
        }
        for line in lines {
            sheet.hang("- ", theme.accent(), theme.plain(), &line);
        }
    }
}

/// A text; what only a walk can fill in stays open.
fn unfilled(template: &Template<'_>, text: &Text) -> String {
    search::unfilled(&template.text(text))
}

/// A line, with the condition it holds under.
fn conditional(template: &Template<'_>, line: &Line) -> String {
    let words = unfilled(template, &line.text);
    let Some(when) = &line.when else {
        return words;
    };
    let when = Conditions::of(*template).words(when);
    match template.lang {
        Lang::Zh => format!("（{when}时）{words}"),
        Lang::En => format!("(if {when}) {words}"),
    }
}
