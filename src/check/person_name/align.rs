//! Which character of the one name stands for which of the other: the
//! cheapest way by pairs, gaps and swaps of neighbours.

use super::fold::{Sort, sort};
use super::kinds::{Kinds, Likeness};
use super::relate::relate;

/// One step of an alignment; indices count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AlignStep {
    /// Two characters that stand for each other.
    Pair(usize, usize),
    /// Two neighbours in the other order; the indices of the first ones.
    Swap(usize, usize),
    /// A character that only the first name has.
    First(usize),
    /// A character that only the second name has.
    Second(usize),
}

/// Beyond this many pairs of characters that remain to be compared the texts
/// are no names; they are paired place by place, in linear time.
const MOST_PAIRS: usize = 4096;

/// Costs. A gap for a letter must cost more than half of a pair of different
/// letters, so that equal lengths pair up, and a swap less than two pairs.
const GAP: u32 = 5;
const SWAP: u32 = 5;
const NEVER: u32 = 1000;

fn gap(c: char) -> u32 {
    match sort(c) {
        Sort::Blank => 1,
        Sort::Dot => 2,
        Sort::Mark | Sort::Letter => GAP,
    }
}

fn pair(a: char, b: char) -> u32 {
    match relate(a, b) {
        None => NEVER,
        Some(kinds) if kinds.is_empty() => 0,
        Some(kinds) if kinds.is_same_character() => 1,
        Some(kinds) if kinds.has(Likeness::Traditional) => 2,
        // It may be any character, but stands for one.
        Some(kinds) if kinds.has(Likeness::LostCharacter) => 3,
        Some(kinds) if kinds.has(Likeness::Homophone) || kinds.has(Likeness::LookAlike) => 4,
        Some(kinds) if kinds.has(Likeness::NearHomophone) => 5,
        // What is unknown may still be the same; what is known is not.
        Some(kinds) if kinds.has(Likeness::NoData) => 6,
        Some(_) => 7,
    }
}

/// Aligns two names. Equal characters are left out of the result.
pub(crate) fn align(a: &[char], b: &[char]) -> Vec<AlignStep> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (
        a.get(head..).unwrap_or_default(),
        b.get(head..).unwrap_or_default(),
    );
    let tails = rest_a.iter().rev().zip(rest_b.iter().rev());
    let tail = tails.take_while(|(x, y)| x == y).count();
    let a = rest_a.get(..rest_a.len() - tail).unwrap_or_default();
    let b = rest_b.get(..rest_b.len() - tail).unwrap_or_default();
    let mut steps = match (a, b) {
        // By far the most frequent case.
        ([x], [y]) if may_pair(*x, *y) => vec![AlignStep::Pair(0, 0)],
        _ if a.len().saturating_mul(b.len()) > MOST_PAIRS => by_place(a, b),
        _ => Grid::new(a, b).path(),
    };
    for step in &mut steps {
        *step = match *step {
            AlignStep::Pair(i, j) => AlignStep::Pair(i + head, j + head),
            AlignStep::Swap(i, j) => AlignStep::Swap(i + head, j + head),
            AlignStep::First(i) => AlignStep::First(i + head),
            AlignStep::Second(j) => AlignStep::Second(j + head),
        };
    }
    steps
}

/// Whether the one can stand for the other at all.
fn may_pair(a: char, b: char) -> bool {
    matches!((sort(a), sort(b)), (Sort::Letter, Sort::Letter)) || relate(a, b).is_some()
}

fn by_place(a: &[char], b: &[char]) -> Vec<AlignStep> {
    let both = a.len().min(b.len());
    let mut steps = Vec::new();
    for (i, (x, y)) in a.iter().zip(b).enumerate() {
        if x != y {
            let fits = may_pair(*x, *y);
            steps.extend(if fits {
                [Some(AlignStep::Pair(i, i)), None]
            } else {
                [Some(AlignStep::First(i)), Some(AlignStep::Second(i))]
            });
        }
    }
    let mut steps: Vec<AlignStep> = steps.into_iter().flatten().collect();
    steps.extend((both..a.len()).map(AlignStep::First));
    steps.extend((both..b.len()).map(AlignStep::Second));
    steps
}

/// The costs of aligning all heads of the two names.
struct Grid<'a> {
    a: &'a [char],
    b: &'a [char],
    costs: Vec<u32>,
}

impl<'a> Grid<'a> {
    fn new(a: &'a [char], b: &'a [char]) -> Self {
        let costs = Vec::with_capacity((a.len() + 1) * (b.len() + 1));
        let mut grid = Self { a, b, costs };
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let best = grid.ways(i, j).map(|(cost, _)| cost).min();
                grid.costs.push(best.unwrap_or(0));
            }
        }
        grid
    }

    fn cost(&self, i: usize, j: usize) -> u32 {
        let place = i * (self.b.len() + 1) + j;
        self.costs.get(place).copied().unwrap_or(NEVER)
    }

    /// The ways to reach the heads of lengths `i` and `j`, best liked first.
    fn ways(&self, i: usize, j: usize) -> impl Iterator<Item = (u32, AlignStep)> {
        let x = i.checked_sub(1).and_then(|i| Some((i, *self.a.get(i)?)));
        let y = j.checked_sub(1).and_then(|j| Some((j, *self.b.get(j)?)));
        let paired = x
            .zip(y)
            .map(|((p, x), (q, y))| (self.cost(p, q) + pair(x, y), AlignStep::Pair(p, q)));
        let swapped = (i > 1 && j > 1 && self.is_swap(i - 2, j - 2)).then(|| {
            (
                self.cost(i - 2, j - 2) + SWAP,
                AlignStep::Swap(i - 2, j - 2),
            )
        });
        let first = x.map(|(p, x)| (self.cost(p, j) + gap(x), AlignStep::First(p)));
        let second = y.map(|(q, y)| (self.cost(i, q) + gap(y), AlignStep::Second(q)));
        [paired, swapped, first, second].into_iter().flatten()
    }

    fn is_swap(&self, i: usize, j: usize) -> bool {
        let first = (self.a.get(i), self.a.get(i + 1));
        let second = (self.b.get(j + 1), self.b.get(j));
        let same = |x: Option<&char>, y: Option<&char>| {
            let pair = x.zip(y).and_then(|(x, y)| relate(*x, *y));
            pair.is_some_and(Kinds::is_same_character)
        };
        first.0 != first.1 && same(first.0, second.0) && same(first.1, second.1)
    }

    /// The cheapest way from the end back to the start, equal pairs left out.
    fn path(&self) -> Vec<AlignStep> {
        let (mut i, mut j) = (self.a.len(), self.b.len());
        let mut steps = Vec::new();
        while let Some((_, step)) = self.ways(i, j).min_by_key(|(cost, _)| *cost) {
            let equal = matches!(step, AlignStep::Pair(p, q) if self.a.get(p) == self.b.get(q));
            if !equal {
                steps.push(step);
            }
            (i, j) = match step {
                AlignStep::Pair(p, q) | AlignStep::Swap(p, q) => (p, q),
                AlignStep::First(p) => (p, j),
                AlignStep::Second(q) => (i, q),
            };
        }
        steps.reverse();
        steps
    }
}
