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

/// Whether something is so for some combination of one value of each fact;
/// none where it is not for any that was tried, and there are more.
pub(crate) fn combinations<'c>(
    masks: &[(FactId, Mask)],
    classes: &'c Classes,
    facts: &mut Facts<'c>,
    mut see: impl FnMut(&Facts<'c>) -> bool,
) -> Option<bool> {
    let only: Vec<Mask> = masks.iter().map(|(_, mask)| *mask).collect();
    let product = only.iter().map(|mask| mask.count_ones() as usize);
    let product = product.fold(1, usize::saturating_mul);
    let mut chosen: Vec<Mask> = only.iter().map(|mask| lowest(*mask)).collect();
    let (mut found, mut changed) = (false, masks.len());
    for _ in 0..product.min(MOST_COMBINATIONS) {
        for ((fact, _), bit) in masks.iter().zip(&chosen).take(changed) {
            set(facts, classes, *fact, *bit);
        }
        found = see(facts);
        if found {
            break;
        }
        changed = step(&mut chosen, &only);
    }
    for (fact, _) in masks {
        facts.clear(*fact);
    }
    (found || product <= MOST_COMBINATIONS).then_some(found)
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

/// On to the next combination, the first fact fastest; how many of the facts have
/// another value now.
pub(super) fn step(chosen: &mut [Mask], masks: &[Mask]) -> usize {
    for (at, (chosen, mask)) in chosen.iter_mut().zip(masks).enumerate() {
        let higher = mask & !(*chosen | (*chosen - 1));
        if higher != 0 {
            *chosen = lowest(higher);
            return at + 1;
        }
        *chosen = lowest(*mask);
    }
    masks.len()
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
