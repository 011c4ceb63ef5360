//! The result as Markdown.

use std::fmt::Write as _;

use super::answered;
use super::card::{self, FilledCard};
use super::entry::Entry;
use super::section::{self, Line, Section};
use crate::lang::Lang;
use crate::pack::Form;

/// The whole result, or nothing where the walk has not reached one.
pub(crate) fn result(entry: &Entry<'_>) -> Option<String> {
    let card = card::fill_in(&entry.words)?;
    let lang = entry.words.lang;
    let mut out = String::new();
    if let Some(label) = entry.label {
        let _ = writeln!(out, "# {}\n", plain(label));
    }
    let _ = writeln!(out, "# {}\n", plain(&card.headline));
    if let Some(own) = &card.then {
        let _ = writeln!(out, "{}{}\n", section::then(lang), plain(own));
    }
    let _ = writeln!(out, "{}\n", plain(&section::made(&entry.words)));
    for caution in &card.cautions {
        mind(&mut out, caution, lang);
    }
    chain(&mut out, &card, lang);
    let answers = answered::answers(&entry.words);
    let sections = card.sections.iter().chain([&answers, &card.sources]);
    for section in sections.filter(|it| !it.lines.is_empty()) {
        set(&mut out, section, lang);
    }
    Some(out)
}

fn mind(out: &mut String, words: &str, lang: Lang) {
    let _ = writeln!(out, "> **{}** {}\n", section::mind(lang), plain(words));
}

fn set(out: &mut String, section: &Section, lang: Lang) {
    let _ = writeln!(out, "## {}\n", section.title);
    let (list, below): (Vec<_>, Vec<_>) = section
        .lines
        .iter()
        .partition(|line| !matches!(line, Line::Day(..) | Line::Mind(_)));
    for (number, line) in (1..).zip(list) {
        let words = match line {
            Line::Contact(contact) => contact.line(lang),
            Line::Reply(heard, answer) => format!("{heard} — {answer}"),
            Line::Plain(words) | Line::Mind(words) | Line::Day(_, words) => words.clone(),
        };
        let words = plain(&words);
        let _ = match section.form {
            Form::Prose => writeln!(out, "{words}"),
            Form::Steps => writeln!(out, "{number}. {words}"),
            Form::List | Form::Never => writeln!(out, "- {words}"),
            Form::Quote => writeln!(out, "> {words}\n>"), // each sentence a paragraph
        };
    }
    out.push('\n');
    for line in below {
        match line {
            Line::Day(label, day) => {
                let _ = writeln!(out, "{label}**{day}**\n");
            }
            Line::Mind(words) => mind(out, words, lang),
            Line::Plain(_) | Line::Reply(..) | Line::Contact(_) => {}
        }
    }
}

fn chain(out: &mut String, card: &FilledCard, lang: Lang) {
    if card.here().is_none() {
        return;
    }
    let links = card.chain.iter().map(|(name, here)| {
        let name = plain(name);
        if *here { format!("**{name}**") } else { name }
    });
    let links: Vec<_> = links.collect();
    let links = links.join(" → ");
    let _ = writeln!(out, "{}{}{links}\n", card.hangs, lang.colon());
}

/// Words that mean only themselves in Markdown, on one line.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~'
        ) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_keep_their_line_and_their_cell_of_a_table() {
        assert_eq!(plain("a|b\nc `d` <e>"), "a\\|b c \\`d\\` \\<e\\>");
    }
}
