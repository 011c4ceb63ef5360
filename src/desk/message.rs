//! What is sent to the caller of a case, and the case's one line on a list: in
//! the words of the rules, as they stood on the day it was told.

use super::case::{Case, Status};
use super::known::Known;
use super::ticket::Ticket;
use super::told::{Ground, Told};
use crate::engine::{Answers, Walk};
use crate::lang::Lang;
use crate::pack::{Card, Pack, Piece, Text};
use crate::report::words::{Words, day_short};
use crate::report::{message, text};

/// A case with the rules and with what is known of its class.
#[derive(Clone, Copy, Debug)]
pub struct InWords<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The case.
    pub case: &'a Case,
    /// What is known of its class.
    pub batch: Option<&'a Known>,
    /// The language.
    pub lang: Lang,
}

impl InWords<'_> {
    /// The message to send: what holds it up, what to do and whom to ask, from
    /// which day, the ticket. Where an answer is missing it says only that.
    #[must_use]
    pub fn message(&self) -> String {
        let ticket = self.case.ticket;
        self.with(|words| of_walk(words, ticket))
            .unwrap_or_else(|| format!("{}\n{}\n", self.line(), last(ticket, self.lang)))
    }

    /// The whole result as text; none where there is none, or where it rests
    /// on a number or name that is not kept.
    #[must_use]
    pub(crate) fn full(&self) -> Option<String> {
        self.with(text::result_in)
    }

    /// What holds it up, in one line.
    #[must_use]
    pub(crate) fn line(&self) -> String {
        let line = self.with(|words| message::lines_ending(words, None)?.into_iter().next());
        line.unwrap_or_else(|| self.with_any(|words| short(self.pack, words, &self.case.told)))
    }

    /// What `make` makes of the words of the walk, where that still comes to
    /// the result that was told.
    fn with<T>(&self, make: impl FnOnce(&Words<'_>) -> Option<T>) -> Option<T> {
        self.with_any(|words| {
            let result = words
                .walk
                .outcome()
                .map(|outcome| &self.pack.card(outcome.result).id);
            if result == self.case.told.result.as_ref() {
                make(words)
            } else {
                None
            }
        })
    }

    fn with_any<T>(&self, make: impl FnOnce(&Words<'_>) -> T) -> T {
        let Case {
            own, known, told, ..
        } = self.case;
        let ground = Ground {
            pack: self.pack,
            today: told.on,
            own: *own,
            batch: self.batch,
        };
        let answers = ground.answers(known, &Answers::new());
        let walk = Walk::new(self.pack, &answers, told.on);
        make(&Words::new(&walk, self.lang))
    }
}

/// The message of a walk that came to a result, with the ticket of its case.
#[must_use]
pub(crate) fn of_walk(words: &Words<'_>, ticket: Ticket) -> Option<String> {
    let lines = message::lines_ending(words, Some(last(ticket, words.lang)))?;
    Some(lines.join("\n") + "\n")
}

fn last(ticket: Ticket, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("来电单号：{ticket}"),
        Lang::En => format!("Ticket: {ticket}"),
    }
}

/// `1123-07  等着  李师傅  1234  9月28日报的那批  2026年11月27日再看`
#[must_use]
pub(crate) fn head(case: &Case, lang: Lang) -> String {
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

/// Where a case stands, in words.
#[must_use]
pub(crate) const fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Open => lang.pick("等着", "open"),
        Status::Held => lang.pick("挂起", "held"),
        Status::Closed => lang.pick("办结", "closed"),
    }
}

/// What was told in one line: the result's sentence, or what is to be asked.
fn short(pack: &Pack, words: &Words<'_>, told: &Told) -> String {
    let lang = words.lang;
    if let Some(card) = told.result.as_deref().and_then(|id| card(pack, id)) {
        return words.sentence(&card.headline);
    }
    let next = told
        .needs
        .first()
        .and_then(|id| pack.find_fact(id))
        .and_then(|fact| pack.question_of(fact));
    let next = next.map_or_else(String::new, |question| words.topic(pack.question(question)));
    format!(
        "{}{next}",
        lang.pick("还没问完，接着问：", "Not finished; ask next: ")
    )
}

/// The result called `id`, where these rules have it.
#[must_use]
pub(crate) fn card<'p>(pack: &'p Pack, id: &str) -> Option<&'p Card> {
    pack.results.iter().find(|card| card.id == id)
}

/// What was told at a visit, for the list of them: `11-23 …，先等到2026年11月27日`.
#[must_use]
pub(crate) fn told_until(told: &Told, lang: Lang) -> String {
    let result = told.result.as_deref().unwrap_or("-");
    match (told.ask_from, lang) {
        (None, _) => result.to_owned(),
        (Some(from), Lang::Zh) => format!("{result}，等到{}", day_short(from.date, lang)),
        (Some(from), Lang::En) => format!("{result}, wait until {}", day_short(from.date, lang)),
    }
}

/// The results in whose first sentence a word is found, by id. None for a
/// number, which is meant for a ticket or a telephone, nor for so few letters
/// that they stand in every sentence.
#[must_use]
pub(crate) fn results_with(pack: &Pack, word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    let fewest = if word.is_ascii() { 4 } else { 2 };
    if word.contains(char::is_numeric) || word.chars().count() < fewest {
        return Vec::new();
    }
    let found = |card: &&Card| {
        let mut texts = card.headline.wordings().map(|(text, _)| text);
        texts.any(|text| {
            Lang::ALL
                .iter()
                .any(|lang| plain(text, *lang).to_lowercase().contains(&word))
        })
    };
    let found = pack.results.iter().filter(found);
    found.map(|card| card.id.clone()).collect()
}

/// A text without its placeholders.
#[must_use]
pub(crate) fn plain(name: &Text, lang: Lang) -> String {
    let pieces = name.pieces(lang).iter();
    let plain = pieces.filter_map(|piece| match piece {
        Piece::Plain(plain) => Some(plain.as_str()),
        Piece::Slot(_) => None,
    });
    plain.collect()
}
