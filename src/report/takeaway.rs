//! The formats a result can be taken away in, and the one way to make each.

pub use super::entry::{Entry, Missing};
use super::words::Words;
use super::{csv, html, ics, json, markdown, message, text};
use crate::lang::Lang;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, fit for a chat message.
    Text,
    /// A few short lines to send.
    Message,
    /// Markdown.
    Markdown,
    /// Ids for programs.
    Json,
    /// A page to print.
    Html,
    /// The day to ask, for a calendar program.
    Ics,
    /// A row for a spreadsheet.
    Csv,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Message,
        Self::Markdown,
        Self::Json,
        Self::Html,
        Self::Ics,
        Self::Csv,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Message => "message",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Html => "html",
            Self::Ics => "ics",
            Self::Csv => "csv",
        }
    }

    /// The ending of its files.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Text | Self::Message => "txt",
            Self::Markdown => "md",
            _ => self.name(),
        }
    }
}

/// One walk in a format.
///
/// # Errors
/// It has no result, or for a calendar no day.
pub fn write(words: Words<'_>, format: Format) -> Result<String, Missing> {
    let one = [Entry { words, label: None }];
    match format {
        Format::Json => Ok(json_line(&json::report(words.walk, words.lang))),
        Format::Csv => Ok(csv::table(&one, words.lang)),
        Format::Ics => ics::calendar(&one).map_err(|mut missing| missing.remove(0).1),
        _ => sheet(&one, format),
    }
}

/// Several walks in a format, one behind the other.
///
/// # Errors
/// Which of them, from 0, cannot be written, and why.
pub fn write_all(
    entries: &[Entry<'_>],
    format: Format,
    lang: Lang,
) -> Result<String, Vec<(usize, Missing)>> {
    match format {
        Format::Csv => Ok(csv::table(entries, lang)),
        Format::Ics => ics::calendar(entries),
        Format::Json => {
            let reports = entries.iter().map(|entry| json::Labelled {
                record: entry.label,
                report: json::report(entry.words.walk, lang),
            });
            Ok(json_line(&reports.collect::<Vec<_>>()))
        }
        _ => sheet(entries, format).map_err(|missing| {
            let unfinished =
                |(_, entry): &(usize, &Entry<'_>)| entry.words.walk.outcome().is_none();
            let entries = entries.iter().enumerate().filter(unfinished);
            entries.map(|(number, _)| (number, missing)).collect()
        }),
    }
}

/// The formats that show a result's whole card.
fn sheet(entries: &[Entry<'_>], format: Format) -> Result<String, Missing> {
    let cards: Option<Vec<_>> = match format {
        Format::Html => return html::pages(entries).ok_or(Missing::Result),
        Format::Markdown => entries.iter().map(markdown::result).collect(),
        Format::Message => entries.iter().map(message_of).collect(),
        _ => entries.iter().map(text_of).collect(),
    };
    cards.map(|cards| cards.join("\n")).ok_or(Missing::Result)
}

fn text_of(entry: &Entry<'_>) -> Option<String> {
    text::result_in(&entry.words).map(|text| labelled(entry, text))
}

fn message_of(entry: &Entry<'_>) -> Option<String> {
    message::text(&entry.words).map(|text| labelled(entry, text))
}

fn labelled(entry: &Entry<'_>, text: String) -> String {
    match entry.label {
        Some(label) => format!("== {label}\n\n{text}"),
        None => text,
    }
}

fn json_line<T: serde::Serialize>(value: &T) -> String {
    // Strings, numbers and lists of them always serialize.
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}
