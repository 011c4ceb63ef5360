//! The result as plain text, fit for a pipe or a chat message.

use std::fmt::Write as _;

use super::answered;
use super::card;
use super::reasons;
use super::section::{Line, Section, made, mind, then};
use super::words::Words;
use crate::lang::Lang;
use crate::pack::Form;

/// More ways to another result than this are for programs, not for reading.
const MOST_CHANGES: usize = 5;

/// The whole result, or nothing where the walk has not reached one.
pub(crate) fn result_in(words: &Words<'_>) -> Option<String> {
    let card = card::fill_in(words)?;
    let lang = words.lang;
    let mut out = format!("{}\n", card.headline);
    if let Some(own) = &card.then {
        let _ = writeln!(out, "{}{own}", then(lang));
    }
    let _ = writeln!(out, "{}", made(words));
    for caution in &card.cautions {
        let _ = writeln!(out, "{}{caution}", mind(lang));
    }
    if let Some(here) = card.here() {
        let chain: Vec<_> = card.chain.iter().map(|(name, _)| name.as_str()).collect();
        let chain = lang.aside(&chain.join(" > "));
        let _ = writeln!(out, "{}{}{here}{chain}", card.hangs, lang.colon());
    }
    for section in &card.sections {
        set(&mut out, section, lang);
    }
    set(&mut out, &answered::answers(words), lang);
    set(&mut out, &reasons::why_section(words.walk, lang), lang);
    let what_if = reasons::what_if_section(words.walk, lang, MOST_CHANGES);
    set(&mut out, &what_if, lang);
    set(&mut out, &card.sources, lang);
    Some(out)
}

fn set(out: &mut String, section: &Section, lang: Lang) {
    if section.lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n[{}]", section.title);
    for (number, line) in (1..).zip(&section.lines) {
        let _ = match line {
            Line::Plain(words) if section.form == Form::Steps => {
                writeln!(out, "{number}. {words}")
            }
            Line::Plain(words) => writeln!(out, "{words}"),
            Line::Reply(heard, answer) => writeln!(out, "{heard}\n  {answer}"),
            Line::Contact(contact) => {
                let _ = writeln!(out, "{}", contact.name);
                contact
                    .lines(lang)
                    .try_for_each(|line| writeln!(out, "  {line}"))
            }
            Line::Day(label, day) => writeln!(out, "{label}{day}"),
            Line::Mind(words) => writeln!(out, "{}{words}", mind(lang)),
        };
    }
}
