//! Somebody's number, a telephone or an ID number, whatever signs part it.

use std::ops::Range;

use super::piece::Run;
use super::shape::Part;

/// Nobody's number has more signs.
const MOST: usize = 18;

/// Whoever asks about a certificate was born in this year or before.
const GROWN: &str = "2012";

/// Pieces that may together be somebody's number.
struct Parted<'s> {
    number: String,
    /// How many signs of it each piece has.
    lengths: Vec<usize>,
    /// Each piece's place in what is known.
    shapes: &'s [Option<Part>],
}

/// All pieces that together are somebody's number.
pub(super) fn numbers(run: &Run<'_>, shapes: &[Option<Part>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for from in 0..run.pieces.len() {
        for end in from + 1..=run.pieces.len() {
            let parted = Parted::of(run, shapes, from..end);
            if parted.number.len() > MOST {
                break;
            }
            if parted.is_somebodys() {
                found.push(from..end);
            }
        }
    }
    found
}

impl<'s> Parted<'s> {
    fn of(run: &Run<'_>, shapes: &'s [Option<Part>], pieces: Range<usize>) -> Self {
        let shapes = &shapes[pieces.clone()];
        let (mut number, mut lengths) = (String::new(), Vec::new());
        for piece in &run.pieces[pieces] {
            let x = piece.x.is_some() && number.len() + piece.digits.len() == MOST - 1;
            number.push_str(&piece.digits);
            number.push_str(if x { "X" } else { "" });
            lengths.push(piece.digits.len() + usize::from(x));
        }
        Self {
            number,
            lengths,
            shapes,
        }
    }

    /// A part of something known is nobody's number. But where no part is short
    /// the end of what looks like a ticket may begin one.
    fn is_somebodys(&self) -> bool {
        let is_plain = self.shortest() > 2;
        let begins = |it: &Part| it.first || is_plain && it.ticket;
        let first = self.shapes.first().copied().flatten();
        let last = self.shapes.last().copied().flatten();
        let is_cut = !first.as_ref().is_none_or(begins) || !last.is_none_or(|it| it.last);
        let is_one = match self.number.len() {
            18 => self.is_id_number(),
            15 => self.is_old_id_number(),
            _ => self.is_telephone(),
        };
        is_one && !is_cut
    }

    /// Parts of one or two digits stand in lists, days and times too: beside a
    /// longer part, or nearly one digit each, they make a telephone where most of
    /// it is nothing known. What one begins with may look like a ticket.
    fn is_telephone(&self) -> bool {
        let behind = match self.shapes {
            [Some(first), Some(_), behind @ ..] if first.ticket => behind,
            all => all,
        };
        let is_parted_small = match self.longest() {
            3.. => self.number.len() > 10,
            _ => self.lengths.len() > 9,
        };
        (self.shortest() > 2 || is_parted_small && !is_known(behind)) && is_telephone(&self.number)
    }

    /// Not so are days, times and lists: its area or the year of birth stands in
    /// one part, and so does the end. What begins with something known is a day
    /// behind a ticket or the like, where nobody was born then who is grown up.
    fn is_id_number(&self) -> bool {
        let year = self.number.get(6..10).unwrap_or_default();
        let is_area_whole = self.lengths.first() == Some(&6);
        let is_year_whole = is_area_whole || !(7..10).any(|at| self.is_parted_at(at));
        let is_end_whole = self.lengths.last().is_some_and(|end| *end > 2);
        let mut area = self
            .ends()
            .zip(self.shapes)
            .take_while(|(end, _)| *end <= 6);
        let is_area_known = area.any(|(_, it)| it.is_some());
        let is_short = is_year_whole && is_end_whole && (!is_area_known || year <= GROWN);
        let is_said = self.longest() <= 2 && !is_known(self.shapes);
        (self.shortest() > 2 || is_short || is_said)
            && ("1800".."2100").contains(&year)
            && self.is_day_at(10)
    }

    /// One of the form of before 1999, of 15 digits.
    fn is_old_id_number(&self) -> bool {
        let is_parted = self.is_parted_at(6) || self.is_parted_at(12);
        let ends = [self.lengths.first(), self.lengths.last()];
        let is_likely = match self.shortest() {
            3.. => is_parted || self.lengths.len() == 1,
            2 => ends == [Some(&6), Some(&3)],
            _ => self.longest() == 1 && !is_known(self.shapes),
        };
        is_likely && self.is_day_at(8)
    }

    fn shortest(&self) -> usize {
        self.lengths.iter().copied().min().unwrap_or(0)
    }

    fn longest(&self) -> usize {
        self.lengths.iter().copied().max().unwrap_or(0)
    }

    /// Behind how many signs each part ends.
    fn ends(&self) -> impl Iterator<Item = usize> {
        self.lengths.iter().scan(0, |end, length| {
            *end += length;
            Some(*end)
        })
    }

    fn is_parted_at(&self, at: usize) -> bool {
        self.ends().any(|end| end == at)
    }

    /// Whether a month and a day of it stand there.
    fn is_day_at(&self, at: usize) -> bool {
        let within = |at: usize, most: &str| {
            let two = self.number.get(at..at + 2).unwrap_or_default();
            ("01"..=most).contains(&two)
        };
        within(at, "12") && within(at + 2, "31")
    }
}

/// Whether half of these pieces are something known.
fn is_known(shapes: &[Option<Part>]) -> bool {
    shapes.iter().flatten().count() * 2 >= shapes.len()
}

/// Whether digits are made as a mobile number, or as one of the fixed network
/// with its area.
pub(crate) fn is_telephone(number: &str) -> bool {
    let mobile = number.strip_prefix("86").unwrap_or(number);
    let fixed = match number.as_bytes() {
        [b'0', b'1' | b'2', ..] => (10..=12).contains(&number.len()),
        [b'0', ..] => (11..=12).contains(&number.len()),
        _ => false,
    };
    fixed || mobile.len() == 11 && ("13".."2").contains(&mobile)
}
