//! The result as one page of paper: no scripts, no other files, prints on A4.

use std::fmt::Write as _;

use super::card::{self, FilledCard};
use super::takeaway::Entry;
use super::words::day;
use crate::lang::Lang;

/// Findings shown on the page.
const MOST_FINDINGS: usize = 5;

const STYLE: &str = include_str!("html/style.css");

/// One page for each walk, or nothing where one has no result.
#[must_use]
pub fn pages(entries: &[Entry<'_>]) -> Option<String> {
    let lang = entries.first().map_or(Lang::Zh, |entry| entry.words.lang);
    let title = lang.pick(
        "焊工证复审查不到：怎么办",
        "Welder's review not shown: what to do",
    );
    let code = lang.pick("zh-CN", "en");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    for entry in entries {
        out.push_str(&page(entry)?);
    }
    out.push_str("</body>\n</html>\n");
    Some(out)
}

fn page(entry: &Entry<'_>) -> Option<String> {
    let (words, lang) = (&entry.words, entry.words.lang);
    let card = card::fill_in(words)?;
    let mut out = String::from("<article>\n");
    if let Some(label) = entry.label {
        element(&mut out, "p class=\"record\"", label);
    }
    element(&mut out, "h1", &card.headline);
    cautions(&mut out, &card.cautions, lang);
    chain(&mut out, &card);
    if !card.findings.is_empty() {
        let found = lang.pick("查出来的", "What was found");
        list(&mut out, found, "ol", &few(&card.findings, lang));
    }
    section(&mut out, lang.pick("为什么", "Why"), "p", [&card.cause]);
    list(
        &mut out,
        lang.pick("现在做什么", "What to do now"),
        "ol",
        &card.steps,
    );
    whom(&mut out, &card, lang);
    script(&mut out, &card, lang);
    out.push_str("<div class=\"columns\">\n");
    list(
        &mut out,
        lang.pick("手边备好", "Have ready"),
        "ul",
        &card.bring,
    );
    for (title, text) in [
        (lang.pick("这段时间", "Meanwhile"), &card.meanwhile),
        (lang.pick("怎样算办好了", "Solved when"), &card.solved_when),
        (
            lang.pick("什么时候再来", "Come back if"),
            &card.call_again_if,
        ),
    ] {
        section(&mut out, title, "p", [text]);
    }
    out.push_str("</div>\n<footer>\n");
    let answers = card::answered(words).into_iter();
    let answers: Vec<_> = answers
        .map(|(ask, answer)| format!("{ask} {answer}"))
        .collect();
    list(
        &mut out,
        lang.pick("您的回答", "Your answers"),
        "ol",
        &answers,
    );
    sources(&mut out, &card, lang);
    let made = lang.pick("按这一天算：", "Worked out for ");
    element(
        &mut out,
        "p",
        &format!("{made}{}", day(words.walk.today(), lang)),
    );
    out.push_str("</footer>\n</article>\n");
    Some(out)
}

/// `<tag>text</tag>`; the tag may carry attributes.
fn element(out: &mut String, tag: &str, text: &str) {
    let name = tag.split(' ').next().unwrap_or(tag);
    let _ = writeln!(out, "<{tag}>{}</{name}>", escaped(text));
}

fn section<'t>(
    out: &mut String,
    title: &str,
    tag: &str,
    lines: impl IntoIterator<Item = &'t String>,
) {
    out.push_str("<section>\n");
    element(out, "h2", title);
    for line in lines {
        element(out, tag, line);
    }
    out.push_str("</section>\n");
}

/// As many findings as leave room on the page; every place can be at fault.
fn few(findings: &[String], lang: Lang) -> Vec<String> {
    let mut few: Vec<_> = findings.iter().take(MOST_FINDINGS).cloned().collect();
    let more = findings.len() - few.len();
    if more > 0 {
        few.push(match lang {
            Lang::Zh => format!("还有 {more} 处"),
            Lang::En => format!("and {more} more"),
        });
    }
    few
}

fn script(out: &mut String, card: &FilledCard, lang: Lang) {
    out.push_str("<section>\n");
    element(out, "h2", lang.pick("怎么说", "What to say"));
    out.push_str("<blockquote>\n");
    for line in &card.script {
        element(out, "p", line);
    }
    out.push_str("</blockquote>\n</section>\n");
}

fn list(out: &mut String, title: &str, tag: &str, lines: &[String]) {
    out.push_str("<section>\n");
    element(out, "h2", title);
    let _ = writeln!(out, "<{tag}>");
    for line in lines {
        element(out, "li", line);
    }
    let _ = writeln!(out, "</{tag}>\n</section>");
}

fn cautions(out: &mut String, lines: &[String], lang: Lang) {
    for line in lines {
        let mind = lang.pick("注意：", "Mind: ");
        element(out, "p class=\"caution\"", &format!("{mind}{line}"));
    }
}

fn chain(out: &mut String, card: &FilledCard) {
    if !card.chain.iter().any(|(_, here)| *here) {
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

fn whom(out: &mut String, card: &FilledCard, lang: Lang) {
    out.push_str("<section>\n");
    element(out, "h2", lang.pick("问谁", "Whom to ask"));
    for contact in &card.contacts {
        element(out, "p", &contact.line(lang));
    }
    if let Some(day) = &card.ask_from_words {
        let label = lang.pick("从哪天起问：", "From which day on: ");
        element(out, "p class=\"day\"", &format!("{label}{day}"));
    }
    cautions(out, &card.ask_from_cautions, lang);
    out.push_str("</section>\n");
}

fn sources(out: &mut String, card: &FilledCard, lang: Lang) {
    let checked = lang.pick("核对于", "checked on");
    let lines = card.sources.iter();
    let lines: Vec<_> = lines
        .map(|it| format!("{}: {} ({checked} {})", it.kind, it.title, it.checked_on))
        .collect();
    list(out, lang.pick("依据", "Sources"), "ul", &lines);
}

/// A text that means only itself in HTML.
fn escaped(text: &str) -> String {
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
