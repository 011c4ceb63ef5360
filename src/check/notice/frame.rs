//! Where the notice itself begins and ends: news stands above it and below.

use chrono::NaiveDate;

use super::section::first_head;
use super::text::Scanner;
use super::{NoticeFault, Why};

/// How each title begins and ends.
const TITLE: (&str, &str) = (OFFICE_ON, "的通知");
const OFFICE_ON: &str = "国务院办公厅关于";

/// Who signs.
const OFFICE: &str = "国务院办公厅";

/// Longest title in characters; a real one has about 23.
const LONGEST_TITLE: usize = 60;

/// What stands first below a notice that lost its signature.
const BELOW: [&str; 6] = [
    "相关阅读",
    "相关链接",
    "相关新闻",
    "延伸阅读",
    "责任编辑",
    "责编：",
];

/// Words of a forecast; a notice has none of them.
const FORECAST: [&str; 6] = ["预测", "预计", "推算", "网传", "仅供参考", "待公布"];

/// A pasted text taken apart at the notice's title and signature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// What stands above the title; empty where there is no title.
    pub(super) above: &'a str,
    /// From the title to the signature; to the text's ends where one of them is missing.
    pub(super) body: &'a str,
    /// The title.
    pub(super) title: Option<&'a str>,
    /// The day under the signature of the office.
    pub(super) signed: Option<NaiveDate>,
    /// Whether the office stands there as one who signs, with a day or without.
    pub(super) office: bool,
}

impl<'a> Frame<'a> {
    /// Finds the notice in a text.
    pub(super) fn find(text: &'a str) -> Self {
        let signature = signatures(text).last();
        let end = signature.map_or_else(|| below(text), |(end, _)| end);
        let upto = text.get(..end).unwrap_or(text);
        let head = first_head(upto).unwrap_or(end);
        // News may name the notice before it gives it, and may sum it up before that.
        let title = titles(upto).take_while(|(at, _)| *at < head).last();
        let title = title.or_else(|| titles(upto).next());
        let start = title.map_or(0, |(at, _)| at);
        let (above, body) = upto.split_at_checked(start).unwrap_or(("", upto));
        Self {
            above,
            body,
            title: title.map(|(_, title)| title),
            signed: signature.map(|(_, day)| day),
            office: signature.is_some() || body.replace(OFFICE_ON, "").contains(OFFICE),
        }
    }

    /// A word of forecast in the notice, above or below it: whoever made a notice up
    /// may have written it over or under what looks like one.
    pub(super) fn forecast(&self, text: &str) -> Option<NoticeFault> {
        let whole = self.title.is_some() && self.office;
        if let Some(word) = forecast(if whole { self.body } else { text }) {
            return Some(NoticeFault::of(Why::Forecast(word.to_owned())));
        }
        let below = text.get(self.above.len() + self.body.len()..);
        [(self.above, true), (below.unwrap_or_default(), false)]
            .into_iter()
            .find_map(|(beside, above)| {
                let word = forecast(beside)?;
                let why = Why::ForecastBeside {
                    word: word.to_owned(),
                    above,
                };
                Some(NoticeFault::at(&around(beside, word), why))
            })
    }
}

/// A word with some of what stands before and behind it.
fn around(text: &str, word: &str) -> String {
    const NEAR: usize = 12;
    let (before, behind) = text.split_once(word).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(NEAR);
    let before = before.chars().skip(skipped);
    let behind = behind.chars().take(NEAR);
    before.chain(word.chars()).chain(behind).collect()
}

/// The first word of a forecast.
fn forecast(text: &str) -> Option<&str> {
    let words = FORECAST.iter().filter_map(|word| {
        let at = text.find(word)?;
        Some((at, at + word.len()))
    });
    let subject_to = text.match_indices("为准").filter_map(|(end, word)| {
        let before = text.get(..end)?;
        let clause = before.rsplit(['。', '，', '；', '（']).next()?;
        Some((end - clause.len() + clause.find('以')?, end + word.len()))
    });
    let (from, to) = words.chain(subject_to).min()?;
    text.get(from..to)
}

/// The titles in a text, each with its place.
pub(super) fn titles(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(TITLE.0).filter_map(|(at, _)| {
        let from = text.get(at..)?;
        let end = from.find(TITLE.1)? + TITLE.1.len();
        let title = from.get(..end)?;
        (title.chars().count() <= LONGEST_TITLE).then_some((at, title))
    })
}

/// Where each signature ends, and its day.
fn signatures(text: &str) -> impl Iterator<Item = (usize, NaiveDate)> {
    text.match_indices(OFFICE).filter_map(|(at, word)| {
        let mut reader = Scanner::new(text.get(at + word.len()..)?);
        let day = reader.full_date()?;
        Some((text.len() - reader.rest.len(), day))
    })
}

/// Where the links below begin, else the end.
fn below(text: &str) -> usize {
    let links = BELOW.iter().filter_map(|word| text.rfind(word));
    links.min().unwrap_or(text.len())
}
