//! A page as a list of sections: made once, set by every face in its own way.

use std::sync::Arc;

use chrono::NaiveDate;

use super::condition::Conditions;
use super::contact::FilledContact;
use super::template::Template;
use super::words::{Words, day};
use crate::engine::Facts;
use crate::lang::Lang;
use crate::pack::{Condition, Field, Fields, Form, Heading, Item, Keyed, Text, Whom};

/// The key of the section that says whom to ask and from which day.
pub(crate) const WHOM: &str = "contact";
/// The key of the section with what to say.
pub(crate) const SCRIPT: &str = "script";
/// The key of the section with what to do.
pub(crate) const STEPS: &str = "do";
/// The key of what the checks of the ID number and the name found.
pub(crate) const FOUND: &str = "found";

/// The key of what was answered "I don't know".
pub(crate) const UNKNOWN: &str = "unknown";

/// The words before what comes second.
pub(crate) const fn then(lang: Lang) -> &'static str {
    lang.pick("其次：", "Then: ")
}

/// The day it was worked out for: kept on paper, a result is read on another.
pub(crate) fn made(words: &Words<'_>) -> String {
    let today = day(words.walk.today(), words.lang);
    words.lang.say(
        format_args!("按 {today}算"),
        format_args!("Worked out for {today}"),
    )
}

/// The key of what staff listen for.
pub(crate) const LISTEN: &str = "listen";

/// A part of a page.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Its key in the rule files, or one of this module's.
    pub(crate) key: &'static str,
    /// What stands over it.
    pub(crate) title: &'static str,
    /// How its lines are set.
    pub(crate) form: Form,
    /// Its lines; without any it is not shown.
    pub(crate) lines: Vec<Line>,
}

/// A line of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Line {
    /// Whether it says the same, or names the same office.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Contact(one), Self::Contact(other)) => one.office == other.office,
            _ => self == other,
        }
    }
}

/// The words before something to mind.
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
    lines: impl Fn(Item<'p>) -> Vec<Line>,
) -> Vec<Section> {
    let headed = fields.iter().filter_map(|it| Some((it.key, it.heading?)));
    let mut list: Vec<_> = headed
        .map(|(key, heading)| Section::new(key, heading, [], lang))
        .collect();
    for it in items {
        if let Some(section) = list.iter_mut().find(|section| section.key == it.field.key) {
            for line in lines(it.item) {
                // An office is named once, in the words that stand first.
                let is_contact = matches!(line, Line::Contact(_));
                if !(is_contact && section.lines.iter().any(|there| there.repeats(&line))) {
                    section.lines.push(line);
                }
            }
        }
    }
    list
}

/// Somebody to ask, where that holds.
pub(super) fn contact(whom: &Whom, words: &Words<'_>) -> Option<Line> {
    let filled = || Line::Contact(FilledContact::of(whom, words));
    words.holds(whom.when.as_ref()).then(filled)
}

/// The sections of a table on a walk: filled in, and only what holds.
pub(crate) fn on_walk<T: Fields>(of: &T, words: &Words<'_>) -> Vec<Section> {
    let line = |item| match item {
        Item::Text(text) => Some(Line::Plain(words.text(text))),
        Item::Sentence(sentence) => Some(Line::Plain(words.sentence(sentence))),
        Item::Line(line) => words.line(line).map(Line::Plain),
        Item::Reply(it) if !words.holds(it.when.as_ref()) => None,
        Item::Reply(it) => Some(Line::Reply(words.text(&it.heard), words.text(&it.answer))),
        Item::Whom(whom) => contact(whom, words),
        _ => None,
    };
    sections(T::FIELDS, of.items(), words.lang, |item| {
        line(item).into_iter().collect()
    })
}

/// The sections of a table without any walk: its words, each with the
/// condition it holds under.
pub(crate) fn off_walk<T: Fields>(of: &T, template: Template<'_>) -> Vec<Section> {
    let (lang, facts) = (template.lang, Facts::new(template.pack, NaiveDate::MIN));
    let said = |text: &Text, when: Option<&Condition>| {
        let words = template.unfilled(text);
        match when.map(|when| settled(when, &facts)) {
            Some(Ok(false)) => None,
            None | Some(Ok(true)) => Some(words),
            Some(Err(when)) => {
                let when = Conditions::of(template).plain().words(&when);
                Some(lang.say(
                    format_args!("（{when}时）{words}"),
                    format_args!("(if {when}) {words}"),
                ))
            }
        }
    };
    let plain = |(text, when)| said(text, when).map(Line::Plain);
    sections(T::FIELDS, of.items(), lang, |item| match item {
        Item::Text(text) => Vec::from_iter(plain((text, None))),
        Item::Sentence(sentence) => sentence.wordings().filter_map(plain).collect(),
        Item::Line(line) => Vec::from_iter(plain((&line.text, line.when.as_ref()))),
        Item::Reply(it) => {
            let heard = said(&it.heard, it.when.as_ref());
            Vec::from_iter(heard.map(|heard| Line::Reply(heard, template.unfilled(&it.answer))))
        }
        _ => Vec::new(),
    })
}

/// What a condition comes to without any walk, where it looks only at what is
/// given; else what is left of it to be said.
fn settled(when: &Condition, facts: &Facts<'_>) -> Result<bool, Condition> {
    let parts = |list: &[Condition], decides: bool| -> Result<bool, Vec<Condition>> {
        let mut left = Vec::new();
        for part in list {
            match settled(part, facts) {
                Ok(known) if known == decides => return Ok(decides),
                Ok(_) => {}
                Err(part) => left.push(part),
            }
        }
        if left.is_empty() {
            Ok(!decides)
        } else {
            Err(left)
        }
    };
    let one = |mut left: Vec<Condition>, many: fn(Arc<[Condition]>) -> Condition| match left.len() {
        1 => left.remove(0),
        _ => many(left.into()),
    };
    match when {
        Condition::All(list) => parts(list, false).map_err(|left| one(left, Condition::All)),
        Condition::Any(list) => parts(list, true).map_err(|left| one(left, Condition::Any)),
        Condition::Not(inner) => settled(inner, facts)
            .map(|known| !known)
            .map_err(|left| Condition::Not(Arc::new(left))),
        Condition::Unless(inner) => settled(inner, facts)
            .map(|known| !known)
            .map_err(|left| Condition::Unless(Arc::new(left))),
        Condition::Is(fact, _) if facts.pack.fact(*fact).given.is_some() => {
            Ok(facts.holds(when, &mut Vec::new()) == Some(true))
        }
        Condition::Is(..)
        | Condition::Finding(_)
        | Condition::Day(_)
        | Condition::Known(_)
        | Condition::Asked(_)
        | Condition::NotCertain => Err(when.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Files, load};

    /// Read without a walk, no condition names what a caller is never asked.
    #[test]
    fn what_is_given_is_settled_before_it_is_said() {
        let pack = load(Files::embedded()).expect("the rules load").pack;
        for lang in Lang::ALL {
            let template = Template::new(&pack, lang);
            let of_cards = pack.results.iter().map(|card| off_walk(card, template));
            let of_questions = pack.questions.iter().map(|it| off_walk(it, template));
            let all = of_cards.chain(of_questions).flatten();
            let said: Vec<String> = all
                .flat_map(|section| section.words().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            assert!(said.len() > 500);
            for words in said {
                let named = pack.givens.iter().any(|given| {
                    words.contains(&given.id) || words.contains(&template.text(&given.ask))
                });
                assert!(!named, "{words}");
                let logic = ["not (", "不符合（", "not \"I don't know\""];
                assert!(!logic.iter().any(|it| words.contains(it)), "{words}");
            }
        }
    }
}
