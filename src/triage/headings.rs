//! Where the headings of a roster are: the row among its first, or two of them.

use super::columns::{Mapping, SEARCHED};
use super::day::{self, DayFault};
use super::value::CellReader;
use super::vocabulary::{Role, Vocabulary, fold};
use crate::check::date_text::DayReader;
use crate::check::id_number;

/// The headings of a roster.
#[derive(Clone, Debug)]
pub(crate) struct Headings {
    /// The number of their last row, from 0.
    pub(crate) last: usize,
    /// The row above, where it is the first line of them.
    pub(crate) above: Option<Vec<String>>,
    /// Their texts.
    pub(crate) texts: Vec<String>,
}

/// The headings among the first rows, in one line or two.
pub(crate) fn find_headings(
    rows: &[Vec<String>],
    reader: CellReader<'_>,
    maps: &[Mapping],
) -> Option<Headings> {
    let at = heading_row(rows, reader.words, maps)?;
    let two = |first: usize| {
        let lines = TwoLines {
            first: rows.get(first)?,
            second: rows.get(first + 1)?,
            reader,
        };
        lines.belong_together().then(|| Headings {
            last: first + 1,
            above: Some(lines.first.to_vec()),
            texts: lines.texts(),
        })
    };
    let above = || two(at.checked_sub(1)?);
    two(at).or_else(above).or_else(|| {
        Some(Headings {
            last: at,
            above: None,
            texts: rows.get(at)?.clone(),
        })
    })
}

/// Two rows that may be the lines of one row of headings: what stands under a
/// merged cell belongs to it.
#[derive(Clone, Copy)]
struct TwoLines<'a> {
    first: &'a [String],
    second: &'a [String],
    reader: CellReader<'a>,
}

impl<'a> TwoLines<'a> {
    fn columns(self) -> std::ops::Range<usize> {
        0..self.first.len().max(self.second.len())
    }

    fn is_known(self, text: &str) -> bool {
        self.reader.words.role(text).is_some()
    }

    /// The cell above a column, and what a merged one there says of it.
    fn above(self, at: usize) -> (&'a str, &'a str) {
        let own = text_at(self.first, at);
        let until = self.first.len().min(at + 1);
        let over = self.first[..until].iter().rev().find(|it| !it.is_empty());
        (own, over.map_or("", String::as_str))
    }

    /// What a column is headed by.
    fn text(self, at: usize) -> String {
        let below = text_at(self.second, at);
        let (own, over) = self.above(at);
        // A result of ours that is read again has them joined already.
        let before = if below.starts_with(over) { "" } else { over };
        let joined = format!("{before}{below}");
        if below.is_empty() || own == below {
            return own.to_owned();
        }
        let mut known = [below, &joined, own].into_iter();
        let known = known.find(|text| self.is_known(text));
        known.map_or_else(|| joined.clone(), str::to_owned)
    }

    fn texts(self) -> Vec<String> {
        self.columns().map(|at| self.text(at)).collect()
    }

    /// Whether the second row heads columns that the first leaves open, and
    /// holds nobody.
    fn belong_together(self) -> bool {
        let mut personal = self
            .columns()
            .filter(|at| self.is_personal(text_at(self.first, *at)));
        let gained = self.columns().filter(|at| {
            let below = text_at(self.second, *at);
            let open = !self.is_known(text_at(self.first, *at));
            open && !below.is_empty() && self.is_known(&self.text(*at))
        });
        let kept = self
            .columns()
            .filter(|at| self.is_known(text_at(self.first, *at)) && self.adds_nothing(*at));
        // One word might be anything; beside an empty name it heads a column.
        let least = if personal.next().is_some() { 1 } else { 2 };
        let heads = |at| self.adds_nothing(at) || self.heads(at) && !self.is_value(at);
        kept.count() > 0 && gained.count() >= least && self.columns().all(heads)
    }

    fn is_personal(self, text: &str) -> bool {
        let role = self.reader.words.role(text);
        role.is_some_and(|role| self.reader.pack.fact(role.fact()).is_personal())
    }

    fn adds_nothing(self, at: usize) -> bool {
        let below = text_at(self.second, at);
        below.is_empty() || below == text_at(self.first, at)
    }

    /// Whether the second line may head a column: under an empty or a merged
    /// cell any word does, under another only one that makes a heading known.
    fn heads(self, at: usize) -> bool {
        let own = text_at(self.first, at);
        let next = [self.first, self.second].map(|row| text_at(row, at + 1));
        let is_merged = next[0].is_empty() && !next[1].is_empty();
        match (own, self.is_known(own)) {
            ("", _) => true,
            (_, true) => is_merged && !self.is_personal(own),
            (_, false) => {
                let words = &self.reader.words;
                let below = words.role(text_at(self.second, at));
                let is_choice = below.is_some_and(|role| self.says(role, at));
                is_merged || !is_choice && self.is_known(&self.text(at))
            }
        }
    }

    /// Whether the second line has a choice of a column in it.
    fn says(self, role: Role, at: usize) -> bool {
        let below = text_at(self.second, at);
        self.reader.words.word(role.fact(), below).is_some()
    }

    /// Whether what the second line has in a column is what somebody answers
    /// there: a day, a number, a choice.
    fn is_value(self, at: usize) -> bool {
        let (own, below) = (text_at(self.first, at), text_at(self.second, at));
        let reader = DayReader {
            today: self.reader.today,
            asked: 0,
            labels: &[],
        };
        let words = self.reader.words;
        below.parse::<f64>().is_ok()
            || id_number::may_be_a_number(below)
            || !matches!(day::read(below, reader), Err(DayFault::NotADay))
            || words.mark(below).is_some()
            || words.role(own).is_some_and(|role| self.says(role, at))
    }
}

fn text_at(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// The row of headings among the first rows: the first with two that are
/// known, or else the first with one.
fn heading_row(rows: &[Vec<String>], words: &Vocabulary, maps: &[Mapping]) -> Option<usize> {
    let known = |row: &Vec<String>| {
        let mapped = |heading: &String| maps.iter().any(|map| fold(&map.heading) == fold(heading));
        row.iter()
            .filter(|heading| words.role(heading).is_some() || mapped(heading))
            .count()
    };
    let counts: Vec<_> = rows.iter().take(SEARCHED).map(known).collect();
    let at_least = |least| counts.iter().position(|count| *count >= least);
    at_least(2).or_else(|| at_least(1))
}
