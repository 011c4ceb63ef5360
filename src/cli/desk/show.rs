//! Cases and batches as text.

use std::fmt::Write as _;

use crate::desk::board::Class;
use crate::desk::case::Case;
use crate::desk::known::Known;
use crate::desk::message::{InWords, head, status, told_until};
use crate::desk::visit::Visit;
use crate::lang::Lang;

/// A case that was just written: where it stands, and the message to send.
pub(super) fn told(words: &InWords<'_>) -> String {
    format!("{}\n{}", head(words.case, words.lang), words.message())
}

/// A case with its visits, the message and the whole result.
pub(super) fn case(words: &InWords<'_>, visits: &[Visit]) -> String {
    let lang = words.lang;
    let mut out = format!("{}\n", head(words.case, lang));
    for visit in visits {
        let Visit {
            at,
            seat,
            note,
            told,
            ..
        } = visit;
        let told = told_until(told, lang);
        let _ = writeln!(out, "  {}  {seat}  {told}  {note}", at.format("%m-%d"));
    }
    let _ = writeln!(out, "\n{}", words.message());
    out.push_str(&words.full().unwrap_or_default());
    out
}

/// Cases, a line each.
pub(super) fn list(cases: &[Case], lang: Lang) -> String {
    let lines = cases.iter().map(|case| {
        let result = case.told.result.as_deref().unwrap_or("-");
        format!("{}  {result}\n", head(case, lang))
    });
    lines.collect()
}

/// A case that was only moved.
pub(super) fn moved(case: &Case, lang: Lang) -> String {
    format!("{}  {}\n", case.ticket, status(case.status, lang))
}

/// A class: how many wait, and what is known of it.
pub(super) fn batch(class: &Class, known: &Known, lang: Lang) -> String {
    let mut out = format!("{}\n", class.text(lang));
    for (fact, answer) in known.iter() {
        let _ = writeln!(out, "  {fact} = {answer}");
    }
    out
}
