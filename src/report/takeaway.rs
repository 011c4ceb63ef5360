//! The formats a result can be taken away in, and the one way to make each.

pub use super::entry::Entry;
use super::words::Words;
use super::{csv, html, ics, json, markdown, message, text};
use crate::lang::Lang;

named! {
    /// A format; how one is made, the compiler asks for in [`write_all`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Format {
        /// Plain text, fit for a chat message.
        Text "text",
        /// A few short lines to send.
        Message "message",
        /// Markdown.
        Markdown "markdown",
        /// Ids for programs.
        Json "json",
        /// A page to print.
        Html "html",
        /// The day to ask, for a calendar program.
        Ics "ics",
        /// A row for a spreadsheet.
        Csv "csv",
    }
}

impl Format {
    /// The ending of its files.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Text | Self::Message => "txt",
            Self::Markdown => "md",
            Self::Json | Self::Html | Self::Ics | Self::Csv => self.name(),
        }
    }
}

/// One walk in a format; nothing where it has no result, or for a calendar no day.
#[must_use]
pub fn write(words: Words<'_>, format: Format) -> Option<String> {
    if format == Format::Json {
        return Some(json_line(&json::report(words.walk, words.lang)));
    }
    let one = [Entry { words, label: None }];
    write_all(&one, format, words.lang).ok()
}

/// Several walks in a format, one behind the other.
///
/// # Errors
/// Which of them, from 0, cannot be written.
pub fn write_all(entries: &[Entry<'_>], format: Format, lang: Lang) -> Result<String, Vec<usize>> {
    let cards = |card: fn(&Entry<'_>) -> Option<String>| {
        let cards: Option<Vec<_>> = entries.iter().map(card).collect();
        cards.map(|cards| cards.join("\n"))
    };
    let written = match format {
        Format::Text => cards(text_of),
        Format::Message => cards(message_of),
        Format::Markdown => cards(markdown::result),
        Format::Html => html::pages(entries),
        Format::Csv => Some(csv::table(entries, lang)),
        Format::Ics => return ics::calendar(entries, lang),
        Format::Json => {
            let reports = entries.iter().map(|entry| json::Labelled {
                record: entry.label,
                report: json::report(entry.words.walk, lang),
            });
            Some(json_line(&reports.collect::<Vec<_>>()))
        }
    };
    written.ok_or_else(|| unfinished(entries))
}

/// Those that have no result, from 0.
fn unfinished(entries: &[Entry<'_>]) -> Vec<usize> {
    let entries = entries.iter().enumerate();
    let unfinished = entries.filter(|(_, entry)| entry.words.walk.outcome().is_none());
    unfinished.map(|(number, _)| number).collect()
}

fn text_of(entry: &Entry<'_>) -> Option<String> {
    text::result_in(&entry.words).map(|text| entry.labelled(text))
}

fn message_of(entry: &Entry<'_>) -> Option<String> {
    message::text(&entry.words).map(|text| entry.labelled(text))
}

fn json_line<T: serde::Serialize>(value: &T) -> String {
    // Strings, numbers and lists of them always serialize.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}
