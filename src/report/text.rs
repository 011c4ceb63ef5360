//! The result as plain text, fit for a pipe or a chat message.

use std::fmt::Write as _;

use super::card::{self, FilledCard};
use super::reasons;
use super::words::Words;
use crate::engine::Walk;
use crate::lang::Lang;

/// More ways to another result than this are for programs, not for reading.
const MOST_CHANGES: usize = 5;

/// The whole result, or nothing where the walk has not reached one.
#[must_use]
pub fn result(walk: &Walk<'_>, lang: Lang) -> Option<String> {
    result_in(&Words::new(walk, lang))
}

/// The same in words that may show the person's own name and number.
#[must_use]
pub fn result_in(words: &Words<'_>) -> Option<String> {
    let card = card::fill_in(words)?;
    let lang = words.lang;
    let mut out = String::new();
    paragraph(&mut out, &card.headline);
    for caution in &card.cautions {
        let _ = writeln!(out, "{}{caution}", lang.pick("注意：", "Mind: "));
    }
    if let Some(hangs) = card.chain.iter().find(|(_, here)| *here) {
        let label = lang.pick("先看这一环：", "Look here first: ");
        let chain: Vec<_> = card.chain.iter().map(|(name, _)| name.as_str()).collect();
        let _ = writeln!(out, "{label}{}（{}）", hangs.0, chain.join(" > "));
    }
    if !card.findings.is_empty() {
        numbered(
            &mut out,
            lang.pick("查出来的", "What was found"),
            &card.findings,
        );
    }
    section(&mut out, lang.pick("为什么", "Why"), [&card.cause]);
    numbered(
        &mut out,
        lang.pick("现在做什么", "What to do now"),
        &card.steps,
    );
    whom(&mut out, &card, lang);
    section(&mut out, lang.pick("怎么说", "What to say"), &card.script);
    section(&mut out, lang.pick("手边备好", "Have ready"), &card.bring);
    let meanwhile = lang.pick("这段时间", "Meanwhile");
    section(&mut out, meanwhile, [&card.meanwhile]);
    let solved = lang.pick("怎样算办好了", "Solved when");
    section(&mut out, solved, [&card.solved_when]);
    let again = lang.pick("什么时候再来", "Come back if");
    section(&mut out, again, [&card.call_again_if]);
    path(&mut out, words);
    reasons(&mut out, words.walk, lang);
    sources(&mut out, &card, lang);
    Some(out)
}

fn paragraph(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}");
}

fn heading(out: &mut String, title: &str) {
    let _ = writeln!(out, "\n[{title}]");
}

fn section<'t>(out: &mut String, title: &str, lines: impl IntoIterator<Item = &'t String>) {
    heading(out, title);
    for line in lines {
        paragraph(out, line);
    }
}

fn numbered(out: &mut String, title: &str, lines: &[String]) {
    heading(out, title);
    for (number, line) in (1..).zip(lines) {
        let _ = writeln!(out, "{number}. {line}");
    }
}

fn whom(out: &mut String, card: &FilledCard, lang: Lang) {
    heading(out, lang.pick("问谁", "Whom to ask"));
    for contact in &card.contacts {
        paragraph(out, &contact.name);
        for (what, value) in &contact.entered {
            let _ = writeln!(out, "  {what}{} {value}", lang.pick("：", ":"));
        }
    }
    if let Some(day) = &card.ask_from_words {
        let label = lang.pick("从哪天起问：", "From which day on: ");
        let _ = writeln!(out, "{label}{day}");
    }
    for caution in &card.ask_from_cautions {
        let _ = writeln!(out, "{}{caution}", lang.pick("注意：", "Mind: "));
    }
}

fn path(out: &mut String, words: &Words<'_>) {
    heading(out, words.lang.pick("您的回答", "Your answers"));
    for (number, (ask, answer)) in (1..).zip(card::answered(words)) {
        let _ = writeln!(out, "{number}. {ask} {answer}");
    }
}

/// Why this result, and what would change it.
fn reasons(out: &mut String, walk: &Walk<'_>, lang: Lang) {
    let title = lang.pick("为什么是这个结果", "Why this result");
    section(out, title, &reasons::why_lines(walk, lang));
    let changes = reasons::what_if_lines(walk, lang, MOST_CHANGES);
    if !changes.is_empty() {
        let title = lang.pick("换一个回答会怎样", "With one answer changed");
        section(out, title, &changes);
    }
}

fn sources(out: &mut String, card: &FilledCard, lang: Lang) {
    heading(out, lang.pick("依据", "Sources"));
    let checked = lang.pick("核对于", "checked on");
    for source in &card.sources {
        let _ = writeln!(
            out,
            "{}: {} ({checked} {})",
            source.kind, source.title, source.checked_on
        );
    }
}
