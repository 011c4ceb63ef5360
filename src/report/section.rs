//! A page as a list of sections: made once, set by every face in its own way.

use super::condition::Conditions;
use super::contact::FilledContact;
use super::template::Template;
use super::words::Words;
use crate::lang::Lang;
use crate::pack::{self, Field, Fields, Form, Heading, Item, Keyed};

/// The key of the section that says whom to ask and from which day.
pub(crate) const WHOM: &str = "contact";
/// The key of the section with what to say.
pub(crate) const SCRIPT: &str = "script";
/// The key of the section with what to do.
pub(crate) const STEPS: &str = "do";
/// The key of what the checks of the ID number and the name found.
pub(crate) const FOUND: &str = "found";

/// The key of what staff listen for.
pub(crate) const LISTEN: &str = "listen";

/// A part of a page.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Its key in the rule files, or one of this module's.
    pub key: &'static str,
    /// What stands over it.
    pub title: &'static str,
    /// How its lines are set.
    pub form: Form,
    /// Its lines; without any it is not shown.
    pub lines: Vec<Line>,
}

/// A line of a section.
#[derive(Clone, Debug)]
pub(crate) enum Line {
    /// Words.
    Plain(String),
    /// What a caller is heard to say, and the answer.
    Reply(String, String),
    /// Somebody to ask.
    Contact(FilledContact),
    /// The day to ask from, with the words before it.
    Day(&'static str, String),
    /// Something to mind.
    Mind(String),
}

/// The words before something to mind.
#[must_use]
pub(crate) const fn mind(lang: Lang) -> &'static str {
    lang.pick("注意：", "Mind: ")
}

impl Section {
    pub(crate) fn new(
        key: &'static str,
        heading: Heading,
        lines: impl IntoIterator<Item = String>,
        lang: Lang,
    ) -> Self {
        Self {
            key,
            title: heading.title(lang),
            form: heading.form,
            lines: lines.into_iter().map(Line::Plain).collect(),
        }
    }

    /// Its lines that are only words.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|line| match line {
            Line::Plain(words) => Some(words.as_str()),
            _ => None,
        })
    }
}

/// The sections that the keys of a table make, in their order, with what
/// `line` makes of what stands there.
fn sections<'p>(
    fields: &'static [Field],
    items: Vec<Keyed<'p>>,
    lang: Lang,
    line: impl Fn(Item<'p>) -> Option<Line>,
) -> Vec<Section> {
    let headed = fields.iter().filter_map(|it| Some((it.key, it.heading?)));
    let mut list: Vec<_> = headed
        .map(|(key, heading)| Section::new(key, heading, [], lang))
        .collect();
    for it in items {
        if let Some(section) = list.iter_mut().find(|section| section.key == it.field.key) {
            section.lines.extend(line(it.item));
        }
    }
    list
}

/// The sections of a table on a walk: filled in, and only what holds.
pub(crate) fn on_walk<T: Fields>(of: &T, words: &Words<'_>) -> Vec<Section> {
    sections(T::FIELDS, of.items(), words.lang, |item| match item {
        Item::Text(text) => Some(Line::Plain(words.text(text))),
        Item::Line(line) => words.line(line).map(Line::Plain),
        Item::Reply(it) => Some(Line::Reply(words.text(&it.heard), words.text(&it.answer))),
        Item::Contact(id) => {
            let contact = &words.walk.pack().contacts[id.number()];
            Some(Line::Contact(FilledContact::of(contact, words)))
        }
        _ => None,
    })
}

/// The sections of a table without any walk: its words, each with the
/// condition it holds under.
pub(crate) fn off_walk<T: Fields>(of: &T, template: Template<'_>) -> Vec<Section> {
    sections(T::FIELDS, of.items(), template.lang, |item| match item {
        Item::Text(text) => Some(Line::Plain(template.unfilled(text))),
        Item::Line(line) => Some(Line::Plain(conditional(line, template))),
        Item::Reply(it) => {
            let (heard, answer) = (template.unfilled(&it.heard), template.unfilled(&it.answer));
            Some(Line::Reply(heard, answer))
        }
        _ => None,
    })
}

/// A line without any walk, with the condition it holds under.
fn conditional(line: &pack::Line, template: Template<'_>) -> String {
    let words = template.unfilled(&line.text);
    let Some(when) = &line.when else {
        return words;
    };
    let when = Conditions::of(template).words(when);
    match template.lang {
        Lang::Zh => format!("（{when}时）{words}"),
        Lang::En => format!("(if {when}) {words}"),
    }
}
