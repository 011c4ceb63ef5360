//! The result on paper: no scripts, no other files, prints on A4. What to do is
//! on the first page; answers and sources may run on to a second.

use std::fmt::Write as _;

use super::answered;
use super::card::{self, FilledCard};
use super::entry::Entry;
use super::section::{self, FOUND, Line, Section, WHOM};
use super::template::Template;
use crate::lang::Lang;
use crate::pack::Form;

/// The first section that stands in the columns below.
const BESIDE: &str = "bring";
/// Findings that leave room on the first page; any more stand below.
const MOST_FINDINGS: usize = 12;

const STYLE: &str = include_str!("html/style.css");
/// What a result's page and the desk's figures have in common.
const EVERY_PAGE: &str = include_str!("html/page.css");

/// A sheet for each walk, or nothing where one has no result.
pub(crate) fn pages(entries: &[Entry<'_>]) -> Option<String> {
    let first = entries.first()?;
    let (pack, lang) = (first.words.walk.pack(), first.words.lang);
    // A file is found again, and a page among others, by whose it is.
    let title = if let [one] = entries {
        let label = one.label.map(str::to_owned);
        label.or_else(|| one.words.headline())?
    } else {
        let title = pack.trade.title.as_ref();
        Template::new(pack, lang).own(title, "查不到：怎么办", "Not shown: what to do")
    };
    let sheets: Option<String> = entries.iter().map(page).collect();
    Some(document(&title, STYLE, &sheets?, lang))
}

/// A whole page: `main` is what stands in it.
pub(crate) fn document(title: &str, style: &str, main: &str, lang: Lang) -> String {
    let (code, title) = (lang.pick("zh-CN", "en"), escaped(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{EVERY_PAGE}{style}</style>\n</head>\n<body>\n<main>\n{main}</main>\n</body>\n</html>\n"
    )
}

fn page(entry: &Entry<'_>) -> Option<String> {
    let (words, lang) = (&entry.words, entry.words.lang);
    let mut card = card::fill_in(words)?;
    let more_found = more_found(&mut card.sections, lang);
    let mut out = String::from("<article>\n");
    if let Some(label) = entry.label {
        element(&mut out, "p class=\"record\"", label);
    }
    element(&mut out, "h1", &card.headline);
    if let Some(own) = &card.then {
        element(&mut out, "p", &format!("{}{own}", section::then(lang)));
    }
    element(&mut out, "p", &section::made(words));
    for caution in &card.cautions {
        mind(&mut out, caution, lang);
    }
    chain(&mut out, &card);
    let aside = card.sections.iter().position(|it| it.key == BESIDE);
    let (main, beside) = card.sections.split_at(aside.unwrap_or(card.sections.len()));
    for section in main {
        set(&mut out, section, lang);
    }
    out.push_str("<div class=\"columns\">\n");
    for section in beside {
        set(&mut out, section, lang);
    }
    out.push_str("</div>\n<footer>\n");
    // All below goes to a second page together, which so says whose it is.
    if let Some(label) = entry.label {
        element(&mut out, "p class=\"record\"", label);
    }
    if let Some(section) = more_found {
        set(&mut out, &section, lang);
    }
    set(&mut out, &answered::answers(words), lang);
    set(&mut out, &card.sources, lang);
    out.push_str("</footer>\n</article>\n");
    Some(out)
}

/// Takes out the findings that have no room on the first page, and says there
/// where they are: every place can be at fault, and all are told.
fn more_found(sections: &mut [Section], lang: Lang) -> Option<Section> {
    let mut found = sections.iter_mut();
    let found = found.find(|it| it.key == FOUND && it.lines.len() > MOST_FINDINGS)?;
    let lines = found.lines.split_off(MOST_FINDINGS);
    let more = lines.len();
    found.lines.push(Line::Plain(lang.say(
        format_args!("还有 {more} 处，写在后面、回答的上面。"),
        format_args!("{more} more, told at the end, above the answers."),
    )));
    let section = found.clone();
    Some(Section { lines, ..section })
}

/// `<tag>text</tag>`; the tag may carry attributes.
fn element(out: &mut String, tag: &str, text: &str) {
    let name = tag.split(' ').next().unwrap_or(tag);
    let _ = writeln!(out, "<{tag}>{}</{name}>", escaped(text));
}

fn set(out: &mut String, section: &Section, lang: Lang) {
    if section.lines.is_empty() {
        return;
    }
    let (around, tag) = match section.form {
        _ if section.key == WHOM => (None, "p"),
        Form::Prose => (None, "p"),
        Form::Steps => (Some("ol"), "li"),
        Form::List | Form::Never => (Some("ul"), "li"),
        Form::Quote => (Some("blockquote"), "p"),
    };
    out.push_str("<section>\n");
    element(out, "h2", section.title);
    if let Some(around) = around {
        let _ = writeln!(out, "<{around}>");
    }
    for line in &section.lines {
        match line {
            Line::Plain(words) => element(out, tag, words),
            Line::Reply(heard, answer) => element(out, tag, &format!("{heard} — {answer}")),
            Line::Contact(contact) => element(out, tag, &contact.line(lang)),
            Line::Day(label, day) => element(out, "p class=\"day\"", &format!("{label}{day}")),
            Line::Mind(words) => mind(out, words, lang),
        }
    }
    if let Some(around) = around {
        let _ = writeln!(out, "</{around}>");
    }
    out.push_str("</section>\n");
}

fn mind(out: &mut String, words: &str, lang: Lang) {
    let words = format!("{}{words}", section::mind(lang));
    element(out, "p class=\"caution\"", &words);
}

fn chain(out: &mut String, card: &FilledCard) {
    if card.here().is_none() {
        return;
    }
    out.push_str("<ol class=\"chain\">\n");
    for (name, here) in &card.chain {
        let tag = if *here {
            "li class=\"here\" aria-current=\"step\""
        } else {
            "li"
        };
        element(out, tag, name);
    }
    out.push_str("</ol>\n");
}

/// A text that means only itself in HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
