//! What is known among the numbers of a note for something else than somebody's
//! number: tickets, days, times, sums, and spans of them.

use super::LONG;
use super::piece::{Run, is_between};
use crate::check::month::YEARS;

/// A piece's place in what it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Whether it begins it.
    pub(super) first: bool,
    /// Whether it ends it.
    pub(super) last: bool,
    /// Whether that is a ticket.
    pub(super) ticket: bool,
}

/// What pieces are together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Of this month and day, `1127`.
    Ticket(u32),
    /// With its year.
    Day,
    Other,
}

/// Something known.
struct Shape {
    kind: Kind,
    pieces: usize,
    /// The sign between its pieces.
    sign: Option<char>,
}

/// Of every piece its place in what is known.
pub(super) fn known(run: &Run<'_>) -> Vec<Option<Part>> {
    let mut all = vec![None; run.pieces.len()];
    let (mut at, mut open) = (0, 0);
    while at < all.len() {
        open = if run.is_near(at) { open } else { 0 };
        let span = span(run, at, open);
        for shape in &span {
            for piece in 0..shape.pieces {
                all[at + piece] = Some(Part {
                    first: piece == 0,
                    last: piece + 1 == shape.pieces,
                    ticket: matches!(shape.kind, Kind::Ticket(_)),
                });
            }
            at += shape.pieces;
        }
        if span.is_empty() {
            open += run.length(at);
            at += 1;
        } else {
            open = 0;
        }
    }
    all
}

/// What is known from this piece on, with what is joined to it: `8:30-11:30`.
/// Nothing is where it goes on as a longer number does, `11/24/19/31`. So many
/// digits as `open` stand near before it and are nothing known.
fn span(run: &Run<'_>, from: usize, open: usize) -> Vec<Shape> {
    let mut span = Vec::<Shape>::new();
    let (mut at, mut next) = (from, Shape::at(run, from, open));
    if run
        .sign(from)
        .is_some_and(|sign| holds(next.as_ref(), sign))
    {
        return span;
    }
    while let Some(shape) = next {
        at += shape.pieces;
        next = Shape::at(run, at, 0);
        let joint = run.sign(at);
        let joint = joint.filter(|sign| holds(Some(&shape), *sign) || holds(next.as_ref(), *sign));
        let is_chain = next.as_ref().is_some_and(|next| {
            let is_span = shape.kind != Kind::Other && shape.kind == next.kind;
            !is_span && shape.sign == joint && next.sign == joint
        });
        span.push(shape);
        match joint {
            None => return span,
            Some(_) if is_chain => break,
            Some(_) => {}
        }
    }
    Vec::new()
}

/// Whether a sign beside something makes it part of something longer.
fn holds(shape: Option<&Shape>, sign: char) -> bool {
    shape.is_some_and(|it| it.sign == Some(sign) || is_between(sign) && !sign.is_whitespace())
}

impl Shape {
    /// What begins at this piece.
    fn at(run: &Run<'_>, from: usize, open: usize) -> Option<Self> {
        measured(run, from, open)
            .or_else(|| sums(run, from))
            .or_else(|| day(run, from))
            .or_else(|| two(run, from))
    }
}

/// What has its unit behind it: `1500元`, `1,200.50 元`, `11月24日`. Where it may
/// be the end of a number the sign behind may begin a word: 万 is a family name,
/// 号 begins 号码, 点 stands in 点之前.
fn measured(run: &Run<'_>, from: usize, open: usize) -> Option<Shape> {
    let (mut end, mut all) = (from + 1, run.length(from));
    while all <= 7 && run.sign(end) == Some(',') && run.length(end) == 3 {
        all += 3;
        end += 1;
    }
    if run.sign(end) == Some('.') && run.length(end) <= 2 {
        end += 1;
    }
    let unit = unit(run, end - 1)?;
    let is_whole = end == from + 1;
    let is_end = open + all >= LONG;
    // More is none that anybody pays here, but may be somebody's telephone.
    let likely = match run.length(from) {
        // What stands before it is whole without it: `3881234 3 点`.
        ..=2 if is_whole && "月日点时分号天".contains(unit) => !is_end || open >= LONG,
        4 if is_whole && unit == '年' => number(run, from, 4).is_some_and(is_year),
        ..=6 => all <= 7 && ("元块圆".contains(unit) || unit == '万' && !is_end),
        _ => false,
    };
    likely.then_some(Shape {
        kind: Kind::Other,
        pieces: end - from,
        sign: Some(','),
    })
}

/// Two sums, the second with the unit of both: `1500-2000元`.
fn sums(run: &Run<'_>, from: usize) -> Option<Shape> {
    run.sign(from + 1).filter(|sign| is_dash(*sign))?;
    let (less, more) = (number(run, from, 6)?, number(run, from + 1, 6)?);
    let is_sum = !run.pieces.get(from)?.digits.starts_with('0') && less < more;
    let is_paid = unit(run, from + 1).is_some_and(|unit| "元块圆".contains(unit));
    (is_sum && is_paid).then_some(Shape {
        kind: Kind::Other,
        pieces: 2,
        sign: Some(','),
    })
}

/// The first sign behind a piece that is no blank, where it may be a unit: 元旦
/// is a day of the year.
fn unit(run: &Run<'_>, piece: usize) -> Option<char> {
    let behind = run.signs.get(run.pieces.get(piece)?.at.end..)?;
    let mut behind = behind.iter().filter(|c| !c.is_whitespace());
    let unit = *behind.next()?;
    let is_feast = unit == '元' && matches!(behind.next(), Some('旦' | '宵'));
    (!is_feast).then_some(unit)
}

/// `2026-11-24`, `2026/11`.
fn day(run: &Run<'_>, from: usize) -> Option<Shape> {
    let sign = run.sign(from + 1).filter(|sign| is_of_day(*sign))?;
    let year = number(run, from, 4)?;
    let likely =
        run.length(from) == 4 && is_year(year) && (1..=12).contains(&number(run, from + 1, 2)?);
    let day = number(run, from + 2, 2).filter(|day| (1..=31).contains(day));
    let is_whole = day.is_some() && run.sign(from + 2) == Some(sign);
    likely.then_some(Shape {
        kind: Kind::Day,
        pieces: if is_whole { 3 } else { 2 },
        sign: Some(sign),
    })
}

/// `1127-07`, `11/24`, `8:30`.
fn two(run: &Run<'_>, from: usize) -> Option<Shape> {
    let sign = run.sign(from + 1)?;
    let (first, second) = (number(run, from, 4)?, number(run, from + 1, 4)?);
    let is_day = |month, day| (1..=12).contains(&month) && (1..=31).contains(&day);
    let behind = run.signs.get(run.pieces.get(from + 1)?.at.end);
    if behind.is_some_and(|c| c.is_ascii_alphabetic() || *c == '月') {
        return None;
    }
    let (kind, likely) = match (run.length(from), run.length(from + 1)) {
        (4, 2..) if matches!(sign, '-' | '－') => {
            (Kind::Ticket(first), is_day(first / 100, first % 100))
        }
        // Of `3：8:30` and `3：10/8` what is known stands behind.
        (1..=2, 2) if sign == '：' && matches!(run.sign(from + 2), Some(':' | '/' | '.')) => {
            return None;
        }
        (1..=2, 2) if matches!(sign, ':' | '：') => (Kind::Other, first <= 24 && second < 60),
        (1..=2, 1..=2) => (Kind::Other, is_of_day(sign) && is_day(first, second)),
        _ => return None,
    };
    likely.then_some(Shape {
        kind,
        pieces: 2,
        sign: Some(sign),
    })
}

/// The number of a piece with at most so many digits.
fn number(run: &Run<'_>, piece: usize, most: usize) -> Option<u32> {
    let digits = &run.pieces.get(piece)?.digits;
    digits.parse().ok().filter(|_| digits.len() <= most)
}

/// Whether a sign stands between two sums.
fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '－' | '−' | '‐'..='―')
}

fn is_year(number: u32) -> bool {
    i32::try_from(number).is_ok_and(|year| YEARS.contains(&year))
}

/// Whether a sign stands between the parts of a day.
fn is_of_day(sign: char) -> bool {
    matches!(sign, '-' | '－' | '.' | '．' | '/' | '／')
}
