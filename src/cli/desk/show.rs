//! Cases and batches as text.

use std::fmt::Write as _;

use crate::desk::board::Class;
use crate::desk::case::{Case, Status};
use crate::desk::known::Known;
use crate::desk::message::{InWords, told_until};
use crate::desk::visit::Visit;
use crate::lang::Lang;
use crate::report::words::day_short;

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

/// `1123-07  等着  李师傅  1234  9月28日报的那批  2026年11月27日再看`
fn head(case: &Case, lang: Lang) -> String {
    let mut parts = vec![
        case.ticket.to_string(),
        status(case.status, lang).to_owned(),
    ];
    let who = [&case.caller, &case.phone_tail, &case.batch];
    parts.extend(who.into_iter().flatten().cloned());
    if case.waits() {
        let due = day_short(case.told.due, lang);
        parts.push(match lang {
            Lang::Zh => format!("{due}再看"),
            Lang::En => format!("due {due}"),
        });
    }
    parts.join("  ")
}

const fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Open => lang.pick("等着", "open"),
        Status::Held => lang.pick("挂起", "held"),
        Status::Closed => lang.pick("办结", "closed"),
    }
}

/// A class: how many wait, and what is known of it.
pub(super) fn batch(class: &Class, known: &Known, lang: Lang) -> String {
    let mut out = format!("{}\n", class.text(lang));
    for (fact, answer) in known.iter() {
        let _ = writeln!(out, "  {fact} = {answer}");
    }
    out
}
