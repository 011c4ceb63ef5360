//! Cases and batches as text.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::desk::board::{Class, mover, of_class};
use crate::desk::message::{InWords, head, why};
use crate::desk::visit::Visit;
use crate::lang::Lang;

/// A case with its visits, the message and the whole result.
pub(super) fn case(words: &InWords<'_>, visits: &[Visit], today: NaiveDate) -> String {
    let lang = words.lang;
    let mut out = format!("{}\n", head(words.pack, words.case, lang));
    if let Some(why) = why(words.case, lang) {
        let _ = writeln!(out, "  {why}");
    }
    if let Some(contested) = words.contested() {
        let _ = writeln!(out, "  {contested}");
    }
    for visit in visits {
        let Visit { at, seat, note, .. } = visit;
        let told = words.of_visit(visit);
        let _ = writeln!(out, "  {}  {seat}  {told}  {note}", at.format("%m-%d"));
    }
    out.push('\n');
    if let Some(outdated) = words.outdated(today) {
        let _ = writeln!(out, "{outdated}");
    }
    let _ = writeln!(out, "{}", words.message());
    out.push_str(&words.full().unwrap_or_default());
    out
}

/// Cases, a line each: first those where somebody other than the caller is to
/// move. What holds each up is said as on the board.
pub(super) fn list(cases: &[InWords<'_>]) -> String {
    let mut cases: Vec<_> = cases.iter().collect();
    cases.sort_by_key(|it| (!it.case.waits(), mover(it.pack, it.case)));
    let lines = cases.iter().map(|words| {
        let line = format!(
            "{}  {}",
            head(words.pack, words.case, words.lang),
            words.line()
        );
        let of_class = of_class(words).into_iter();
        let asides: String = of_class.map(|it| words.lang.aside(it)).collect();
        line + &asides + "\n"
    });
    lines.collect()
}

/// A class: how many wait, and what is known of it.
pub(super) fn batch(class: &Class, known: &[(String, String)], lang: Lang) -> String {
    let mut out = format!("{}\n", class.text(lang));
    for (ask, answer) in known {
        let is_asked = ask.ends_with(['？', '?']);
        let between = if is_asked { " " } else { lang.colon() };
        let _ = writeln!(out, "  {ask}{between}{answer}");
    }
    out
}
