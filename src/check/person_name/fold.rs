//! Forms of a character that stand for the same character, and marks.

use unicode_normalization::UnicodeNormalization;

use super::tables;
use crate::check::invisible::is_invisible;

/// The middle dot of names as the standards have it.
pub(crate) const MIDDLE_DOT: char = '\u{00B7}';

/// What sort of sign a character is, for what may stand in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Blank or without ink.
    Blank,
    /// The middle dot, or what is typed for it.
    Dot,
    /// Another mark.
    Mark,
    /// A letter, a digit or a character.
    Letter,
}

/// The sort of `c`.
pub(crate) fn sort(c: char) -> Sort {
    if is_invisible(c) {
        Sort::Blank
    } else if is_dot(c) {
        Sort::Dot
    } else if c.is_alphanumeric() || is_private(c) || ordinary_range(c) {
        Sort::Letter
    } else {
        Sort::Mark
    }
}

/// Whether the one name is in Chinese characters and the other in Latin letters,
/// so that no character of the one stands for one of the other. A single letter
/// may be a sign for a character.
pub(crate) fn two_scripts(a: &[char], b: &[char]) -> bool {
    let latin = |name: &[char]| name.iter().filter(|c| is_latin(**c)).count();
    let all = |name: &[char]| name.iter().filter(|c| sort(**c) == Sort::Letter).count();
    let apart = |one: &[char], two: &[char]| {
        let letters = latin(one);
        letters > 1 && letters == all(one) && latin(two) == 0 && all(two) > 0
    };
    apart(a, b) || apart(b, a)
}

fn is_latin(c: char) -> bool {
    matches!(width(c), 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}')
}

/// Dots, commas, hyphens: what keyboards and input methods give for a middle dot.
#[rustfmt::skip]
fn is_dot(c: char) -> bool {
    matches!(c,
        MIDDLE_DOT | '\u{0387}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{2218}'
        | '\u{2219}' | '\u{22C5}' | '\u{30FB}' | '\u{FF65}' | '.' | '\u{FF0E}'
        | '\u{3002}' | '\u{FF61}' | '\u{FE52}' | '\u{02D9}' | '\u{00B0}' | '\u{16EB}'
        | '\u{25CF}' | '\u{25E6}' | '\u{26AB}' | '\u{2981}' | '\u{2E30}' | '\u{2E31}'
        | '\u{2E33}' | '\u{318D}' | '\u{10101}' | ',' | '\u{FF0C}' | '\u{3001}'
        | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}')
}

/// Whether `c` stands where a computer could not write a character: the signs
/// that programs put there, and private-use code points that nobody else reads.
pub(crate) fn is_lost(c: char) -> bool {
    matches!(width(c), '?' | '*' | '□' | '■' | '〓' | '\u{FFFD}') || (is_private(c) && code(c) == c)
}

fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..)
}

/// Radicals and strokes, which Unicode counts as symbols.
fn ordinary_range(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{31C0}'..='\u{31EF}' | '〇')
}

/// The ordinary width of a full-width or half-width form.
pub(crate) fn width(c: char) -> char {
    match c {
        '\u{FF00}'..='\u{FFEF}' => normal(c),
        _ => c,
    }
}

/// The ordinary character for a radical, a stroke, a compatibility or circled
/// ideograph, a Hangzhou numeral or a private-use code point of GB 18030-2000;
/// other characters unchanged.
pub(crate) fn code(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FDF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{2F800}'..='\u{2FA1F}'
        | '\u{3038}'..='\u{303A}'
        | '\u{3192}'..='\u{319F}'
        | '\u{3280}'..='\u{32B0}' => normal(c),
        '\u{2E80}'..='\u{2EFF}' | '\u{31C0}'..='\u{31EF}' => tables::ordinary(c).unwrap_or(c),
        // Some of these stood for radicals.
        '\u{E000}'..='\u{F8FF}' => match tables::ordinary(c) {
            Some(once) => tables::ordinary(once).unwrap_or(once),
            None => c,
        },
        _ => c,
    }
}

/// The form under NFKC, if that is one character.
fn normal(c: char) -> char {
    let mut form = std::iter::once(c).nfkc();
    match (form.next(), form.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Signs, kana, letters and the characters they look like, sorted by sign.
#[rustfmt::skip]
const SIGNS: [(char, char); 105] = [
    ('\u{002B}', '十'), ('\u{002D}', '一'), ('\u{0030}', '〇'),
    ('\u{003D}', '二'), ('\u{0049}', '丨'), ('\u{004F}', '〇'),
    ('\u{0054}', '丁'), ('\u{0058}', '乂'), ('\u{0059}', '丫'),
    ('\u{005A}', '乙'), ('\u{006C}', '丨'), ('\u{006F}', '〇'),
    ('\u{0078}', '乂'), ('\u{007C}', '丨'), ('\u{00B1}', '土'),
    ('\u{00D7}', '乂'), ('\u{039F}', '〇'), ('\u{03BF}', '〇'),
    ('\u{041E}', '〇'), ('\u{043E}', '〇'), ('\u{2010}', '一'),
    ('\u{2011}', '一'), ('\u{2012}', '一'), ('\u{2013}', '一'),
    ('\u{2014}', '一'), ('\u{2015}', '一'), ('\u{2020}', '十'),
    ('\u{2212}', '一'), ('\u{2261}', '三'), ('\u{229E}', '田'),
    ('\u{2500}', '一'), ('\u{2501}', '一'), ('\u{2502}', '丨'),
    ('\u{253C}', '十'), ('\u{25A1}', '口'), ('\u{25CB}', '〇'),
    ('\u{25CC}', '〇'), ('\u{25CE}', '〇'), ('\u{25EF}', '〇'),
    ('\u{26AA}', '〇'), ('\u{2B55}', '〇'), ('\u{2E3A}', '一'),
    ('\u{3021}', '丨'), ('\u{3024}', '乂'), ('\u{30A1}', '了'),
    ('\u{30A2}', '了'), ('\u{30A3}', '亻'), ('\u{30A4}', '亻'),
    ('\u{30A7}', '工'), ('\u{30A8}', '工'), ('\u{30A9}', '才'),
    ('\u{30AA}', '才'), ('\u{30AB}', '力'), ('\u{30AF}', '久'),
    ('\u{30B5}', '廿'), ('\u{30BB}', '七'), ('\u{30BF}', '夕'),
    ('\u{30C1}', '千'), ('\u{30C8}', '卜'), ('\u{30CA}', '十'),
    ('\u{30CB}', '二'), ('\u{30CC}', '又'), ('\u{30CD}', '礻'),
    ('\u{30CE}', '丿'), ('\u{30CF}', '八'), ('\u{30D2}', '匕'),
    ('\u{30DB}', '木'), ('\u{30DF}', '三'), ('\u{30E0}', '厶'),
    ('\u{30E1}', '乂'), ('\u{30E2}', '毛'), ('\u{30E8}', '彐'),
    ('\u{30EA}', '刂'), ('\u{30EB}', '儿'), ('\u{30EC}', '乚'),
    ('\u{30ED}', '口'), ('\u{30EF}', '冂'), ('\u{30F1}', '工'),
    ('\u{30F5}', '力'), ('\u{30FC}', '一'), ('\u{3105}', '勹'),
    ('\u{3107}', '冂'), ('\u{3108}', '匚'), ('\u{310B}', '乃'),
    ('\u{310C}', '力'), ('\u{310E}', '丂'), ('\u{3114}', '彳'),
    ('\u{3115}', '尸'), ('\u{3116}', '日'), ('\u{3117}', '卩'),
    ('\u{3119}', '厶'), ('\u{311A}', '丫'), ('\u{3120}', '幺'),
    ('\u{3121}', '又'), ('\u{3124}', '尢'), ('\u{3126}', '儿'),
    ('\u{3127}', '一'), ('\u{3128}', '乂'), ('\u{3129}', '凵'),
    ('\u{3141}', '口'), ('\u{3145}', '人'), ('\u{3147}', '〇'),
    ('\u{3161}', '一'), ('\u{3163}', '丨'), ('\u{56D7}', '口'),
];

/// The character a sign looks like, or the sign itself.
pub(crate) fn skeleton(c: char) -> char {
    let narrow = width(c);
    let place = SIGNS.binary_search_by_key(&narrow, |(sign, _)| *sign).ok();
    let sign = place.and_then(|place| SIGNS.get(place));
    sign.map_or(narrow, |(_, character)| *character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_sorted_and_stand_for_no_other_sign() {
        assert!(SIGNS.is_sorted_by(|x, y| x.0 < y.0));
        for (_, character) in SIGNS {
            assert!(
                SIGNS.iter().all(|(sign, _)| *sign != character),
                "{character}"
            );
        }
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            assert_eq!(code(code(c)), code(c), "U+{:04X}", u32::from(c));
            assert_eq!(width(width(c)), width(c), "U+{:04X}", u32::from(c));
        }
    }
}
