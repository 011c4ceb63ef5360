//! The day to ask, as an all-day event for calendar programs (RFC 5545).

use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::card;
use super::code::Hash;
use super::entry::Entry;
use super::message;
use super::section::{self, Line, SCRIPT, STEPS};
use crate::engine::Value;
use crate::lang::Lang;
use crate::pack::Beside;

/// Octets a line may have without its end.
const LINE: usize = 75;

/// A calendar with one event for each walk. An all-day event has no zone: it
/// is that day wherever the calendar is read, so the day in China stays.
///
/// # Errors
/// The walks, from 0, whose results name no day.
pub(crate) fn calendar(entries: &[Entry<'_>], lang: Lang) -> Result<String, Vec<usize>> {
    let mut out = String::new();
    let program = lang.pick(
        "PRODID:-//chabudao//chabudao//ZH",
        "PRODID:-//chabudao//chabudao//EN",
    );
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", program] {
        line(&mut out, text);
    }
    let mut missing = Vec::new();
    let mut marks = HashSet::new();
    for (number, entry) in entries.iter().enumerate() {
        if event(&mut out, entry, &mut marks).is_none() {
            missing.push(number);
        }
    }
    line(&mut out, "END:VCALENDAR");
    if missing.is_empty() {
        Ok(out)
    } else {
        Err(missing)
    }
}

fn event(out: &mut String, entry: &Entry<'_>, marks: &mut HashSet<u64>) -> Option<()> {
    let words = &entry.words;
    let pack = words.walk.pack();
    let card = card::fill_in(words)?;
    let day = card.ask_from?;
    let lang = words.lang;
    let outcome = words.walk.outcome()?;
    // The result's own: what leads is to be asked today, not on that day, and so
    // are some of these.
    let own = pack.card(outcome.result).contacts.iter();
    let mut on_its_day = own.filter(|whom| whom.today != Some(true));
    let contact = on_its_day.find_map(|it| section::contact(it, words));
    let contact = match &contact {
        Some(Line::Contact(contact)) => contact.name.as_str(),
        _ => "",
    };
    let then = message::own_by_day(words).unwrap_or_else(|| {
        lang.say(
            format_args!("没有就问{contact}"),
            format_args!("if it is not there, ask {contact}"),
        )
    });
    let then = then.trim_end_matches(['。', '.']);
    let look = pack.trade.look_again.as_ref();
    let look = look
        .and_then(|look| words.line(&look.0))
        .unwrap_or_else(|| lang.pick("先再查一次", "Look again").to_owned());
    let mut summary = format!("{look}{}{then}", lang.pick("；", "; "));
    if let Some(label) = entry.label {
        let _ = write!(summary, " [{label}]");
    }
    if !day.certain {
        let note = "（暂算，等放假通知）";
        summary.push_str(lang.pick(note, " (provisional until the holiday notice)"));
    }
    let mut about = vec![card.headline.as_str()];
    about.extend(card.then.as_deref());
    let made = section::made(words);
    about.push(&made);
    let mind = card::cautions(words, outcome, Beside::AskFrom);
    about.extend(mind.iter().map(String::as_str));
    about.extend(card.words(STEPS));
    about.extend(card.words(SCRIPT));
    let next = day.date.succ_opt().unwrap_or(day.date);
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{:016x}@chabudao", mark(entry, marks)));
    line(
        out,
        &format!("DTSTAMP:{}T000000Z", compact(words.walk.today())),
    );
    line(out, &format!("DTSTART;VALUE=DATE:{}", compact(day.date)));
    line(out, &format!("DTEND;VALUE=DATE:{}", compact(next)));
    line(out, &format!("SUMMARY:{}", escaped(&summary)));
    line(out, &format!("DESCRIPTION:{}", escaped(&about.join("\n"))));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "BEGIN:VALARM");
    line(out, "ACTION:DISPLAY");
    line(out, &format!("DESCRIPTION:{}", escaped(&summary)));
    line(out, "TRIGGER:PT9H"); // nine in the morning of that day
    line(out, "END:VALARM");
    line(out, "END:VEVENT");
    Some(())
}

/// The same for the same record and walk, so that a calendar replaces the event
/// instead of keeping two; of several that are alike in one file each has its
/// own, in their order. Made without any ID number; of what the record is called
/// only this mark is left.
fn mark(entry: &Entry<'_>, marks: &mut HashSet<u64>) -> u64 {
    let walk = entry.words.walk;
    let pack = walk.pack();
    let mut hash = Hash::new(&pack.id);
    for step in &walk.path {
        hash.add(&pack.fact(step.fact).id);
        if let Some((first, last)) = walk.value(step.fact).and_then(Value::days) {
            hash.add(&compact(first));
            hash.add(&compact(last));
        }
    }
    if let Some(outcome) = walk.outcome() {
        hash.add(&pack.card(outcome.result).id);
    }
    hash.add(entry.label.unwrap_or("0")); // as one without a name always was
    while !marks.insert(hash.full()) {
        hash.add("one more");
    }
    hash.full()
}

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A text as a property's value.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// One property, folded where it is long, never within a character.
fn line(out: &mut String, text: &str) {
    let mut octets = 0;
    for c in text.chars() {
        if octets + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}
