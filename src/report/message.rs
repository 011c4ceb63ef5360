//! The result in a few short lines, to send in a chat or a text message: what
//! holds it up, what to do and whom to ask, from which day, where to look again.

use super::found;
use super::words::Words;
use crate::engine::SettledDay;
use crate::lang::Lang;
use crate::pack::{Brief, Card, Lead};

/// Lines a message has at most.
const MOST: usize = 4;

/// The lines of a message, or none where the walk has not reached a result.
/// What leads because of a caution is the first of them.
#[must_use]
pub fn lines(words: &Words<'_>) -> Option<Vec<String>> {
    let again = words.walk.pack().trade.look_again.as_ref();
    lines_ending(words, again.and_then(|again| words.line(&again.0)))
}

/// The same with another last line than where to look again.
pub(crate) fn lines_ending(words: &Words<'_>, end: Option<String>) -> Option<Vec<String>> {
    let pack = words.walk.pack();
    let outcome = words.walk.outcome()?;
    let card = pack.card(outcome.result);
    let mut lines = words
        .lead()
        .map_or_else(Vec::new, |lead: &Lead| briefs(words, &lead.message));
    let own = briefs(words, &card.message);
    let from = outcome.ask_from.map(|settled| by_day(words, settled));
    let last = usize::from(from.is_some()) + usize::from(end.is_some());
    let room = MOST.saturating_sub(lines.len() + last).max(1);
    if own.is_empty() {
        lines.push(words.sentence(&card.headline));
    }
    // What is wrong with a number stands behind that it is wrong.
    let found = found::short(found::kinds(words.walk), words.lang);
    // What to do stands last, and a lead has said already what is the matter.
    let led = !lines.is_empty() && found.is_none();
    let left_out = if led {
        own.len().saturating_sub(room)
    } else {
        0
    };
    let mut own: Vec<_> = own.into_iter().skip(left_out).take(room).collect();
    put_behind_first(&mut own, found, words.lang);
    lines.extend(own);
    lines.extend(from);
    lines.extend(end);
    Some(lines)
}

/// The same of a result that rests on a number or name whose text is gone, which
/// the walk asks for anew; `found` is what was found of it.
pub(crate) fn lines_of_faulty(
    words: &Words<'_>,
    card: &Card,
    found: Option<String>,
    end: String,
) -> Vec<String> {
    let mut lines = briefs(words, &card.message);
    lines.truncate(MOST - 1);
    put_behind_first(&mut lines, found, words.lang);
    lines.push(end);
    lines
}

fn put_behind_first(lines: &mut [String], found: Option<String>, lang: Lang) {
    if let (Some(found), Some(first)) = (found, lines.first_mut()) {
        let pause = lang.colon();
        let said = first.trim_end_matches(lang.pick("。", "."));
        *first = format!("{said}{pause}{found}");
    }
}

/// What happens on the day from which to ask.
fn by_day(words: &Words<'_>, settled: SettledDay) -> String {
    own_by_day(words).unwrap_or_else(|| {
        let day = words.spoken().settled(settled);
        words.lang.say(
            format_args!("到{day}还没有就问。"),
            format_args!("Not there by {day}: ask."),
        )
    })
}

/// The same in the pack's own words, where it has any for the case.
pub(super) fn own_by_day(words: &Words<'_>) -> Option<String> {
    let own = briefs(&words.spoken(), &words.walk.pack().trade.by_day);
    own.into_iter().next()
}

/// The message as a text.
pub(crate) fn text(words: &Words<'_>) -> Option<String> {
    lines(words).map(|lines| lines.join("\n") + "\n")
}

/// The lines of a message that hold.
pub(super) fn briefs(words: &Words<'_>, briefs: &[Brief]) -> Vec<String> {
    let lines = briefs.iter().filter_map(|brief| words.line(&brief.0));
    lines.collect()
}
