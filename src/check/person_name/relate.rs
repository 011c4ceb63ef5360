//! How two single characters stand to each other.

use super::fold::{self, MIDDLE_DOT, Sort, code, is_lost, skeleton, sort, width};
use super::kinds::{Kinds, Likeness};
use super::tables::{self, Readings};

/// All likenesses of the two, empty when they are equal; none when the one can
/// never stand in the place of the other (a blank for a character). The order
/// of the two does not matter.
pub(crate) fn relate(a: char, b: char) -> Option<Kinds> {
    if a == b {
        return Some(Kinds::default());
    }
    let official = a == MIDDLE_DOT || b == MIDDLE_DOT;
    if !official && width(a) == width(b) {
        return Some(Kinds::one(Likeness::WidthOrSpace));
    }
    let lost = is_lost(a) || is_lost(b);
    match (sort(a), sort(b)) {
        (Sort::Blank, Sort::Blank) => Some(Kinds::one(Likeness::WidthOrSpace)),
        (Sort::Dot, Sort::Dot | Sort::Blank) | (Sort::Blank, Sort::Dot) => {
            Some(Kinds::one(Likeness::MiddleDot))
        }
        (Sort::Mark, Sort::Dot) | (Sort::Dot, Sort::Mark) if official || lost => {
            Some(Kinds::one(Likeness::MiddleDot))
        }
        (Sort::Blank, _) | (_, Sort::Blank) => None,
        (Sort::Dot, _) | (_, Sort::Dot) => {
            looks_the_same(a, b).then_some(Kinds::one(Likeness::LookAlike))
        }
        _ if lost => Some(
            Kinds::one(Likeness::LostCharacter).with(Likeness::LookAlike, looks_the_same(a, b)),
        ),
        _ => Some(letters(a, b)),
    }
}

/// What a character on its own, with no partner, is called.
pub(crate) fn alone(c: char) -> Likeness {
    match fold::sort(c) {
        Sort::Blank => Likeness::WidthOrSpace,
        Sort::Dot => Likeness::MiddleDot,
        _ if is_lost(c) => Likeness::LostCharacter,
        Sort::Mark | Sort::Letter => Likeness::ExtraOrMissing,
    }
}

fn letters(a: char, b: char) -> Kinds {
    let (wide_a, wide_b) = (width(a), width(b));
    let (one, two) = (code(wide_a), code(wide_b));
    let folded = one != wide_a || two != wide_b;
    let kinds = Kinds::default().with(Likeness::RadicalCodepoint, folded);
    if one == two {
        return kinds;
    }
    let direct = is_simplified_of(one, two) || is_simplified_of(two, one);
    if direct && !(tables::is_standard(one) && tables::is_standard(two)) {
        return kinds.with(Likeness::Traditional, true);
    }
    // Two traditional characters that share a simplified form, as 鍾 and 鐘,
    // or two that are both in use today, as 喆 and 哲: related, but not one
    // character, so that their other likenesses are named too.
    let shared = direct || tables::simplified(one).any(|simple| is_simplified_of(simple, two));
    let likeness = sound(one, two)
        .with(Likeness::Traditional, shared)
        .with(Likeness::LookAlike, look_alike(one, two));
    let kinds = Kinds::union(kinds, likeness);
    if !likeness.is_empty() {
        return kinds;
    }
    let known = !Readings::of(one).is_empty() && !Readings::of(two).is_empty();
    kinds
        .with(Likeness::Different, known)
        .with(Likeness::NoData, !known)
}

/// Whether `simple` is a simplified form of `traditional`.
fn is_simplified_of(simple: char, traditional: char) -> bool {
    tables::simplified(traditional).any(|form| form == simple)
}

fn sound(a: char, b: char) -> Kinds {
    let (a, b) = (Readings::of(a), Readings::of(b));
    let pairs = || {
        a.all()
            .iter()
            .flat_map(|x| b.all().iter().map(move |y| (*x, *y)))
    };
    let same = pairs().any(|(x, y)| x == y);
    let near = !same && pairs().any(|(x, y)| x.blurred() == y.blurred());
    Kinds::default()
        .with(Likeness::Homophone, same)
        .with(Likeness::NearHomophone, near)
}

fn look_alike(a: char, b: char) -> bool {
    looks_the_same(a, b)
        || shapes(a, b)
        || tables::simplified(a).any(|x| shapes(x, b))
        || tables::simplified(b)
            .any(|y| shapes(a, y) || tables::simplified(a).any(|x| shapes(x, y)))
}

fn shapes(a: char, b: char) -> bool {
    // Two forms of one character are no likeness of two.
    a != b && (tables::corners_agree(a, b) || tables::alike(a, b))
}

/// Whether a sign looks like a character, or like another sign that does.
fn looks_the_same(a: char, b: char) -> bool {
    skeleton(a) == skeleton(b)
}
