//! The result as Markdown.

use std::fmt::Write as _;

use super::card::{self, FilledCard};
use super::takeaway::Entry;
use crate::lang::Lang;

/// The whole result, or nothing where the walk has not reached one.
#[must_use]
pub fn result(entry: &Entry<'_>) -> Option<String> {
    let card = card::fill_in(&entry.words)?;
    let lang = entry.words.lang;
    let mut out = String::new();
    if let Some(label) = entry.label {
        let _ = writeln!(out, "# {}\n", plain(label));
    }
    let _ = writeln!(out, "# {}\n", plain(&card.headline));
    for caution in &card.cautions {
        let mind = lang.pick("注意：", "Mind: ");
        let _ = writeln!(out, "> **{mind}** {}\n", plain(caution));
    }
    chain(&mut out, &card, lang);
    if !card.findings.is_empty() {
        let found = lang.pick("查出来的", "What was found");
        section(&mut out, found, "1. ", &card.findings);
    }
    section(&mut out, lang.pick("为什么", "Why"), "", [&card.cause]);
    let todo = lang.pick("现在做什么", "What to do now");
    section(&mut out, todo, "1. ", &card.steps);
    whom(&mut out, &card, lang);
    section(
        &mut out,
        lang.pick("怎么说", "What to say"),
        "> ",
        &card.script,
    );
    section(
        &mut out,
        lang.pick("手边备好", "Have ready"),
        "- ",
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
        section(&mut out, title, "", [text]);
    }
    let answers = card::answered(&entry.words).into_iter();
    let answers: Vec<_> = answers
        .map(|(ask, answer)| format!("{ask} {answer}"))
        .collect();
    section(
        &mut out,
        lang.pick("您的回答", "Your answers"),
        "1. ",
        &answers,
    );
    let checked = lang.pick("核对于", "checked on");
    let sources = card.sources.iter();
    let sources: Vec<_> = sources
        .map(|it| format!("{}: {} ({checked} {})", it.kind, it.title, it.checked_on))
        .collect();
    section(&mut out, lang.pick("依据", "Sources"), "- ", &sources);
    Some(out)
}

fn section<'t>(
    out: &mut String,
    title: &str,
    mark: &str,
    lines: impl IntoIterator<Item = &'t String>,
) {
    let _ = writeln!(out, "## {title}\n");
    for line in lines {
        let _ = writeln!(out, "{mark}{}", plain(line));
        if mark == "> " {
            out.push_str(">\n"); // each sentence a paragraph
        }
    }
    out.push('\n');
}

fn chain(out: &mut String, card: &FilledCard, lang: Lang) {
    if !card.chain.iter().any(|(_, here)| *here) {
        return;
    }
    let links = card.chain.iter().map(|(name, here)| {
        let name = plain(name);
        if *here { format!("**{name}**") } else { name }
    });
    let links: Vec<_> = links.collect();
    let label = lang.pick("先看这一环：", "Look here first: ");
    let _ = writeln!(out, "{label}{}\n", links.join(" → "));
}

fn whom(out: &mut String, card: &FilledCard, lang: Lang) {
    let contacts = card.contacts.iter();
    let lines: Vec<_> = contacts.map(|contact| contact.line(lang)).collect();
    section(out, lang.pick("问谁", "Whom to ask"), "- ", &lines);
    if let Some(day) = &card.ask_from_words {
        let label = lang.pick("从哪天起问：", "From which day on: ");
        let _ = writeln!(out, "{label}**{day}**\n");
    }
    for caution in &card.ask_from_cautions {
        let mind = lang.pick("注意：", "Mind: ");
        let _ = writeln!(out, "> **{mind}** {}\n", plain(caution));
    }
}

/// Words that mean only themselves in Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~'
        ) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}
