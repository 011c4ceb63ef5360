//! Sets of values of facts as bits, and every combination of them.

use super::classes::Classes;
use crate::engine::Facts;
use crate::pack::FactId;

/// Values of a fact: bit 0 for "not on the path", bit `n + 1` for its `n`-th
/// value.
pub(crate) type Mask = u64;
/// The fact is not on the path.
pub(crate) const OFF_PATH: Mask = 1;

/// More combinations than this are not tried.
const MOST_COMBINATIONS: usize = 262_144;

/// That something is so, or the number of a fact at which it fails: whatever the
/// facts before that one are, it is not so.
pub(crate) type So = Result<(), usize>;

/// Whether something is so for some combination of one value of each fact;
/// none where it is not for any that was tried, and there are more.
pub(crate) fn combinations<'c>(
    masks: &[(FactId, Mask)],
    classes: &'c Classes,
    facts: &mut Facts<'c>,
    mut see: impl FnMut(&Facts<'c>) -> bool,
) -> Option<bool> {
    let see = |known: &Facts<'c>| see(known).then_some(()).ok_or(0);
    combinations_that_matter(masks, classes, facts, see)
}

/// The same, past all combinations of which it is told that they fail too.
pub(crate) fn combinations_that_matter<'c>(
    masks: &[(FactId, Mask)],
    classes: &'c Classes,
    facts: &mut Facts<'c>,
    mut see: impl FnMut(&Facts<'c>) -> So,
) -> Option<bool> {
    let only: Vec<Mask> = masks.iter().map(|(_, mask)| *mask).collect();
    let mut chosen: Vec<Mask> = only.iter().map(|mask| lowest(*mask)).collect();
    let (mut found, mut changed) = (None, masks.len());
    for _ in 0..MOST_COMBINATIONS {
        for ((fact, _), bit) in masks.iter().zip(&chosen).take(changed) {
            set(facts, classes, *fact, *bit);
        }
        let next = match see(facts) {
            Ok(()) => {
                found = Some(true);
                break;
            }
            Err(at) => step(&mut chosen, &only, at),
        };
        let Some(next) = next else {
            found = Some(false);
            break;
        };
        changed = next;
    }
    for (fact, _) in masks {
        facts.clear(*fact);
    }
    found
}

/// Every value a fact can have, and that it is not on the path.
pub(crate) fn every_value(classes: &Classes, fact: FactId) -> Mask {
    let values = 0..classes.of(fact).len();
    values.fold(OFF_PATH, |mask, number| mask | bit_of(number))
}

/// Every value of a fact of which no day is known.
pub(crate) fn undated(classes: &Classes, fact: FactId) -> Mask {
    let values = classes.of(fact).iter().enumerate();
    let undated = values.filter(|(_, value)| value.days().is_none());
    undated.fold(OFF_PATH, |mask, (number, _)| mask | bit_of(number))
}

/// On to the next combination with another value of the fact `from` or of one
/// behind it, the first of them fastest; how many of the facts may have another
/// value now, or none where that was the last combination.
pub(super) fn step(chosen: &mut [Mask], masks: &[Mask], from: usize) -> Option<usize> {
    for (at, (chosen, mask)) in chosen.iter_mut().zip(masks).enumerate() {
        let higher = mask & !(*chosen | (*chosen - 1));
        if at >= from && higher != 0 {
            *chosen = lowest(higher);
            return Some(at + 1);
        }
        *chosen = lowest(*mask);
    }
    None
}

pub(super) fn set<'c>(facts: &mut Facts<'c>, classes: &'c Classes, fact: FactId, bit: Mask) {
    let value = number_of(bit).and_then(|number| classes.of(fact).get(usize::from(number)));
    match value {
        Some(value) => facts.set(fact, value),
        None => facts.clear(fact),
    }
}

/// The bit of a fact's value.
pub(crate) const fn bit_of(number: usize) -> Mask {
    1 << (number + 1)
}

/// The number of the value a bit stands for; none for "not on the path".
pub(super) fn number_of(bit: Mask) -> Option<u8> {
    u8::try_from(bit.trailing_zeros()).ok()?.checked_sub(1)
}

pub(super) const fn lowest(mask: Mask) -> Mask {
    mask & mask.wrapping_neg()
}

pub(super) fn bits(mask: Mask) -> impl Iterator<Item = Mask> {
    (0..Mask::BITS)
        .map(|at| 1 << at)
        .filter(move |bit| mask & bit != 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The first combination in which each condition allows the value of its fact;
    /// `at` says where to go on from a fact at which one fails.
    fn first(
        masks: &[Mask],
        conditions: &[(usize, Mask)],
        at: impl Fn(usize) -> usize,
    ) -> Option<Vec<Mask>> {
        let mut chosen: Vec<Mask> = masks.iter().map(|mask| lowest(*mask)).collect();
        loop {
            let mut conditions = conditions.iter();
            let Some((fails, _)) = conditions.find(|(fact, mask)| chosen[*fact] & mask == 0) else {
                return Some(chosen);
            };
            step(&mut chosen, masks, at(*fails))?;
        }
    }

    proptest! {
        #[test]
        fn what_is_passed_over_holds_nothing(
            masks in prop::collection::vec(1_u64..32, 1..5),
            conditions in prop::collection::vec((0_usize..5, 0_u64..32), 0..4),
        ) {
            let conditions = conditions.into_iter();
            let conditions: Vec<_> = conditions.filter(|(fact, _)| *fact < masks.len()).collect();
            prop_assert_eq!(
                first(&masks, &conditions, |fails| fails),
                first(&masks, &conditions, |_| 0)
            );
        }
    }
}
