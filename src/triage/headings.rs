//! Where the headings of a roster are: the row among its first, or two of them.

use super::columns::{ColumnsFault, Mapping, SEARCHED};
use super::day::{self, DayFault};
use super::value::CellReader;
use super::vocabulary::{Role, Vocabulary, Word, fold};
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
///
/// # Errors
/// There are none, or answers stand below one, a column for each.
pub(crate) fn find_headings(
    rows: &[Vec<String>],
    reader: CellReader<'_>,
    maps: &[Mapping],
) -> Result<Headings, ColumnsFault> {
    let at = heading_row(rows, reader.words, maps).ok_or(ColumnsFault::NoHeadings)?;
    let lines = |first: usize| {
        Some(TwoLines {
            first: rows.get(first)?,
            second: rows.get(first + 1)?,
            reader,
        })
    };
    if let Some(fault) = lines(at).and_then(|lines| lines.ticks(maps)) {
        return Err(fault);
    }
    let two = |first: usize| {
        let lines = lines(first)?;
        lines.belong_together().then(|| Headings {
            last: first + 1,
            above: Some(lines.first.to_vec()),
            texts: lines.texts(),
        })
    };
    let above = || two(at.checked_sub(1)?);
    let one = || Headings {
        last: at,
        above: None,
        texts: rows[at].clone(),
    };
    Ok(two(at).or_else(above).unwrap_or_else(one))
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
        // Of several columns below a heading none is all that it says, as of what
        // is owed and what was paid.
        let is_part = self.is_over_several(at) && !own.contains(below) && !self.is_whole(at);
        let own = if is_part { "" } else { own };
        let role = |text| self.reader.words.role(text);
        // Below the heading of another fact a half of a result is none.
        let is_half = |it: Role| matches!(it, Role::Half(..));
        let is_other = role(below).filter(|it| is_half(*it)).zip(role(over));
        let is_other = is_other.is_some_and(|(half, over)| half.fact() != over.fact());
        let below_itself = if is_other { "" } else { below };
        let mut known = [below_itself, &joined, own].into_iter();
        let known = known.find(|text| self.is_known(text));
        known.map_or_else(|| joined.clone(), str::to_owned)
    }

    /// Whether a column and no other below its heading is headed as the whole is.
    fn is_whole(self, at: usize) -> bool {
        let wholes = &self.reader.words.wholes;
        let is_one = |at: &usize| wholes.contains(&fold(text_at(self.second, *at)));
        self.below(at).filter(is_one).eq([at])
    }

    fn texts(self) -> Vec<String> {
        self.columns().map(|at| self.text(at)).collect()
    }

    /// Whether a heading stands over its column and the next.
    fn is_over_several(self, at: usize) -> bool {
        let mut more =
            (at + 1..self.columns().end).take_while(|at| text_at(self.first, *at).is_empty());
        !text_at(self.first, at).is_empty() && more.any(|at| !text_at(self.second, at).is_empty())
    }

    /// The columns that stand below the heading of the first of them.
    fn below(self, at: usize) -> impl Iterator<Item = usize> {
        let more = (at + 1..self.columns().end).take_while(move |at| {
            text_at(self.first, *at).is_empty() && !text_at(self.second, *at).is_empty()
        });
        std::iter::once(at).chain(more)
    }

    /// A known heading over a column for each of its answers: ticks, that no cell
    /// tells by itself. What a column named by hand holds is said.
    fn ticks(self, maps: &[Mapping]) -> Option<ColumnsFault> {
        let heads = |at| self.adds_nothing(at) || self.heads(at);
        if !self.has_personal() || !self.columns().all(heads) {
            return None;
        }
        let answer = |role: Role, at| {
            self.reader
                .words
                .word(role.fact(), text_at(self.second, at))
        };
        // A sum below is none, though it says what was paid.
        let is_word = |at| !text_at(self.second, at).contains(char::is_numeric);
        let is_answer = |role, at| is_word(at) && matches!(answer(role, at), Some(Word::Choice(_)));
        self.columns().find_map(|at| {
            let role = self.reader.words.role(text_at(self.first, at))?;
            let mut named = maps.iter().flat_map(|map| map.columns(self.first));
            if named.any(|named| self.below(at).any(|it| it == named)) {
                return None;
            }
            let mut below = self.below(at);
            let all = self.is_over_several(at) && below.all(|at| is_answer(role, at));
            // Ways to pay are one answer, whichever of them is filled in.
            let differ = self
                .below(at)
                .any(|it| answer(role, it) != answer(role, at));
            let answers = self.below(at).map(|at| text_at(self.second, at).to_owned());
            let heading = text_at(self.first, at).to_owned();
            (all && differ).then(|| ColumnsFault::Ticks(at, heading, answers.collect()))
        })
    }

    /// Whether the second row has words below known headings over several columns,
    /// and nowhere else.
    fn is_below_merged(self) -> bool {
        let adding = || self.columns().filter(|at| !self.adds_nothing(*at));
        let mut merged = self
            .columns()
            .filter(|at| self.is_over_several(*at) && self.is_known(text_at(self.first, *at)));
        let is_below = |at: usize| {
            merged
                .clone()
                .any(|over| self.below(over).any(|it| it == at))
        };
        self.has_personal() && adding().all(is_below) && merged.next().is_some()
    }

    fn has_personal(self) -> bool {
        let mut headings = self.first.iter();
        headings.any(|text| self.reader.is_personal(text))
    }

    /// Whether the second row heads columns that the first leaves open, and
    /// holds nobody.
    fn belong_together(self) -> bool {
        let gained = self.columns().filter(|at| {
            let below = text_at(self.second, *at);
            let open = !self.is_known(text_at(self.first, *at));
            open && !below.is_empty() && self.is_known(&self.text(*at))
        });
        let kept = self
            .columns()
            .filter(|at| self.is_known(text_at(self.first, *at)) && self.adds_nothing(*at));
        // One word might be anything; beside an empty name it heads a column.
        let least = if self.has_personal() { 1 } else { 2 };
        let heads = |at| self.adds_nothing(at) || self.heads(at) && !self.is_value(at);
        let is_line = gained.count() >= least || self.is_below_merged();
        kept.count() > 0 && is_line && self.columns().all(heads)
    }

    fn adds_nothing(self, at: usize) -> bool {
        let below = text_at(self.second, at);
        below.is_empty() || below == text_at(self.first, at)
    }

    /// Whether the second line may head a column: under an empty or a merged
    /// cell any word does, under another only one that makes a heading known.
    fn heads(self, at: usize) -> bool {
        let own = text_at(self.first, at);
        let is_merged = self.is_over_several(at);
        match (own, self.is_known(own)) {
            ("", _) => true,
            (_, true) => is_merged && !self.reader.is_personal(own),
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
            || !self.is_over_several(at) && words.role(own).is_some_and(|role| self.says(role, at))
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
