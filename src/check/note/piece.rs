//! Digits that stand together, and what stands between them.

use std::mem;
use std::ops::Range;

use super::LONG;
use crate::check::invisible::narrow;

/// Digits that stand together.
pub(super) struct Piece {
    /// Where they stand among the signs.
    pub(super) at: Range<usize>,
    /// The digits from 0 to 9; `?` where one is not known.
    pub(super) digits: String,
    /// Whether they are such as Chinese says, which begin words too: 一直, 三次.
    is_said: bool,
    /// Where an X ends that stands behind them, as at the end of an ID number.
    pub(super) x: Option<usize>,
}

/// Pieces with nothing but signs between them.
pub(super) struct Run<'s> {
    /// All signs of the text.
    pub(super) signs: &'s [char],
    /// The pieces, at least one.
    pub(super) pieces: Vec<Piece>,
}

impl<'s> Run<'s> {
    /// The runs of a text.
    pub(super) fn all(signs: &'s [char]) -> Vec<Self> {
        let (mut all, mut pieces) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(&c) = signs.get(at) {
            if is_digit(c) {
                let piece = Piece::at(signs, at);
                at = piece.at.end;
                pieces.push(piece);
                continue;
            }
            if !is_between(c) && !is_aside(c) && !pieces.is_empty() {
                let pieces = mem::take(&mut pieces);
                all.push(Self { signs, pieces });
            }
            at += 1;
        }
        if !pieces.is_empty() {
            all.push(Self { signs, pieces });
        }
        all
    }

    /// How many digits a piece has; none where there is no such piece.
    pub(super) fn length(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(0, |piece| piece.digits.len())
    }

    /// How many digits pieces have together.
    pub(super) fn digits(&self, pieces: Range<usize>) -> usize {
        pieces.map(|piece| self.length(piece)).sum()
    }

    /// Somebody's number without the few said digits at its ends, where it is
    /// long enough: in 周三 13812345678 one of them ends a word.
    pub(super) fn without_said(&self, number: Range<usize>) -> Range<usize> {
        let is_plain = |at: &usize| self.pieces.get(*at).is_some_and(|it| !it.is_said);
        let is_long = |pieces: &Range<usize>| self.digits(pieces.clone()) >= LONG;
        let mut plain = number.clone().filter(is_plain);
        let Some(first) = plain.next() else {
            return number;
        };
        let last = plain.next_back().unwrap_or(first) + 1;
        let bare = first..last;
        let is_cut = is_long(&(number.start..first)) || is_long(&(last..number.end));
        if is_cut || !is_long(&bare) {
            number
        } else {
            bare
        }
    }

    /// Where pieces stand in the text, with the X behind the last.
    pub(super) fn signs_of(&self, pieces: Range<usize>) -> Range<usize> {
        let last = &self.pieces[pieces.end - 1];
        self.pieces[pieces.start].at.start..last.x.unwrap_or(last.at.end)
    }

    /// What stands before a piece and behind the one before it.
    pub(super) fn gap(&self, piece: usize) -> Option<&'s [char]> {
        let before = self.pieces.get(piece.checked_sub(1)?)?;
        self.signs
            .get(before.at.end..self.pieces.get(piece)?.at.start)
    }

    /// The gap before a piece, where it is one sign.
    pub(super) fn sign(&self, piece: usize) -> Option<char> {
        match self.gap(piece) {
            Some(&[one]) => Some(one),
            _ => None,
        }
    }

    /// Whether only blanks, dashes and dots stand before a piece, as in a
    /// telephone number.
    pub(super) fn is_near(&self, piece: usize) -> bool {
        self.gap(piece)
            .is_some_and(|gap| gap.iter().all(|c| is_between(*c)))
    }
}

impl Piece {
    fn at(signs: &[char], start: usize) -> Self {
        let rest = signs.get(start..).unwrap_or_default();
        let is_said = rest.first().is_some_and(|c| said(*c).is_some());
        let alike = rest.iter().take_while(|c| said(**c).is_some() == is_said);
        let digits: String = alike.map_while(|c| digit(*c)).collect();
        let end = start + digits.chars().count();
        let rest = signs.get(end..).unwrap_or_default();
        let between = rest.iter().take_while(|c| is_between(**c)).count();
        let mut word = rest.iter().skip(between).map(|c| narrow(*c));
        let is_there = word.next().is_some_and(is_x);
        let is_last = word
            .next()
            .is_none_or(|c| is_x(c) || !c.is_ascii_alphanumeric());
        Self {
            at: start..end,
            digits,
            is_said,
            x: (is_there && is_last).then_some(end + between + 1),
        }
    }
}

fn is_x(c: char) -> bool {
    matches!(c, 'x' | 'X')
}

/// Whether a sign may stand in somebody's number.
pub(crate) fn may_be_of_number(c: char) -> bool {
    is_digit(c) || is_between(c) || is_aside(c)
}

/// Digits of any width and script, and those that Chinese says one by one.
pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The ten digits, three times: as they are said, as they are written on
/// cheques, and what else stands for them.
const SAID: &str = "零一二三四五六七八九零壹贰叁肆伍陆柒捌玖〇幺貳參肆伍陸柒捌玖";

/// A digit of whatever script as 0 to 9; `?` where that is not known.
fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c).filter(char::is_ascii_digit);
    }
    let wide = Some(narrow(c)).filter(char::is_ascii_digit);
    said(c).or(wide).or(c.is_numeric().then_some('?'))
}

/// A digit that Chinese says, as 0 to 9.
fn said(c: char) -> Option<char> {
    let (at, _) = (0..).zip(SAID.chars()).find(|(_, said)| *said == c)?;
    char::from_digit(at % 10, 10)
}

/// What stands between the parts of a number.
pub(super) fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '－' | '.' | '．' | '·' | '_' | '−' | '‐'..='―')
}

/// What may stand there too, and between any two numbers: every sign that does
/// not make one number of them.
fn is_aside(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '×' | '÷')
}
