//! Checks of the tables: sorted, small, complete, and the own list needed.

use std::collections::BTreeSet;

use super::tables;

/// Asserts that the words rise; how many there are.
fn sorted<const N: usize>(table: &[u8]) -> usize {
    assert_eq!(table.len() % N, 0);
    let words: Vec<u64> = (0..table.len() / N)
        .filter_map(|i| tables::word::<N>(table, i))
        .collect();
    assert!(words.is_sorted_by(|x, y| x < y));
    words.len()
}

#[test]
fn tables_are_small_and_sorted() {
    let all = [
        tables::READINGS,
        tables::SHAPES,
        tables::SIMPLIFIED,
        tables::RADICALS,
        tables::ALIKE,
    ];
    assert!(all.iter().map(|table| table.len()).sum::<usize>() < 150 * 1024);
    assert!(sorted::<4>(tables::READINGS) > 8700);
    assert!(sorted::<5>(tables::SHAPES) > 10_000);
    assert!(sorted::<5>(tables::SIMPLIFIED) > 4000);
    assert!(sorted::<5>(tables::RADICALS) > 400);
    assert!(sorted::<5>(tables::ALIKE) > 300);
}

#[test]
fn all_characters_of_the_list_of_2013_have_a_reading() {
    let codes: BTreeSet<u64> = (0..tables::READINGS.len() / 4)
        .filter_map(|index| tables::word::<4>(tables::READINGS, index))
        .map(|word| word >> 14)
        .collect();
    // 8,105 and the round zero.
    assert!(codes.len() >= 8106, "{}", codes.len());
    for code in codes {
        let c = u32::try_from(code).ok().and_then(char::from_u32);
        assert!(c.is_some_and(|c| !tables::Readings::of(c).is_empty()));
    }
}

#[test]
fn the_own_list_has_only_what_the_corners_miss() {
    let mut pairs = 0;
    for index in 0..tables::ALIKE.len() / 5 {
        let word = tables::word::<5>(tables::ALIKE, index).unwrap_or(0);
        let c = |code: u64| {
            u32::try_from(code)
                .ok()
                .and_then(char::from_u32)
                .unwrap_or(' ')
        };
        let (a, b) = (c(word >> 18), c(word & 0x3_FFFF));
        assert!(tables::alike(a, b) && tables::alike(b, a));
        assert!(!tables::corners_agree(a, b), "{a}{b}");
        pairs += 1;
    }
    assert!(pairs >= 2 * 150);
}

#[test]
fn kangxi_radicals_agree_with_the_equivalents() {
    for code in 0x2F00..=0x2FD5 {
        let Some(c) = char::from_u32(code) else {
            continue;
        };
        let folded = super::fold::code(c);
        assert_ne!(folded, c);
        // The two sources differ in few glyphs; neither leaves a radical alone.
        assert!(tables::ordinary(c).is_some(), "U+{code:04X}");
    }
}
