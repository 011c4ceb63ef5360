//! Words no text may use, numbers that look like a telephone, web addresses.

use super::Lint;
use crate::lang::{Lang, Said};
use crate::pack::{Place, Role, Text, Worded};
use crate::prove::rule;

/// Endings that make a dotted word a web address.
const ENDINGS: [&str; 14] = [
    "cn", "com", "net", "org", "gov", "edu", "top", "xyz", "info", "cc", "vip", "site", "io", "ltd",
];

/// Digits as wide as a Chinese character.
const WIDE_DIGITS: std::ops::RangeInclusive<char> = '\u{ff10}'..='\u{ff19}';

/// The words of a text in one language without what is filled in.
pub(super) fn plain(text: &Text, lang: Lang) -> String {
    text.fill(lang, |_| " ")
}

/// Holds the words of a text in one language against the pack's wording.
pub(super) fn check(lint: &Lint<'_>, text: Worded<'_>, words: &str, lang: Lang, owner: Place) {
    let place = text.text.place(lang);
    let wording = &lint.pack.wording;
    if !matches!(text.field.role, Role::Heard | Role::NeverPromise)
        && let Some(word) = says(words, wording.never_say(lang), lang)
    {
        let title = Said::new(
            format!("这里说了「{word}」"),
            format!("this text says \"{word}\""),
        );
        lint.say(&rule::TEXT_PROMISE, place, owner, title);
    }
    for number in numbers(words) {
        if !wording.numbers.contains(&number) {
            let title = Said::new(
                format!("{number} 像电话号码"),
                format!("{number} looks like a telephone number"),
            );
            lint.say(&rule::TEXT_PHONE_NUMBER, place, owner, title);
        }
    }
    for address in addresses(words) {
        if !wording.addresses.contains(&address) {
            let title = Said::new(
                format!("网址 {address} 没有核实过"),
                format!("the web address {address} is not a verified one"),
            );
            lint.say(&rule::TEXT_WEB_ADDRESS, place, owner, title);
        }
    }
}

/// The first of the words that a text uses: anywhere in Chinese, as a whole
/// word in English.
fn says<'w>(text: &str, words: &'w [String], lang: Lang) -> Option<&'w String> {
    if lang.is_zh() {
        return words.iter().find(|word| text.contains(*word));
    }
    let letter = |c: char| c.is_alphanumeric();
    let text = text.to_lowercase();
    words.iter().find(|word| {
        text.match_indices(&word.to_lowercase()).any(|(at, found)| {
            let (before, after) = text.split_at(at);
            let after = after.strip_prefix(found).unwrap_or_default();
            !before.ends_with(letter) && !after.starts_with(letter)
        })
    })
}

/// Numbers that look like a telephone: seven digits and more, also in groups,
/// and the short numbers of hotlines. Dates and years are none.
fn numbers(text: &str) -> Vec<String> {
    if !text.contains(|c: char| c.is_ascii_digit() || WIDE_DIGITS.contains(&c)) {
        return Vec::new();
    }
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xff10..=0xff19 => char::from_u32(wide - 0xff10 + u32::from('0')).unwrap_or(c),
        _ => c,
    };
    let text: String = text.chars().map(narrow).collect();
    let in_number = |c: char| c.is_ascii_digit() || c == '-' || c == ' ';
    text.split(|c| !in_number(c))
        .map(|group| group.trim_matches([' ', '-']))
        .filter(|group| is_telephone(group))
        .map(str::to_owned)
        .collect()
}

fn is_telephone(group: &str) -> bool {
    let digits = group.chars().filter(char::is_ascii_digit).count();
    let parts: Vec<&str> = group.split(['-', ' ']).collect();
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let date = parts.first().is_some_and(year)
        && parts[1..].iter().all(|part| part.len() <= 2 || year(part));
    if date {
        return false;
    }
    let hotline = parts.len() == 1
        && match digits {
            3 => group.starts_with("11") || group.starts_with("12"),
            5 => group.starts_with('1') || group.starts_with('9'),
            _ => false,
        };
    digits >= 7 || hotline
}

/// Words with dots that end like a web address, and whatever follows `//`.
fn addresses(text: &str) -> Vec<String> {
    if !text.contains('.') {
        return Vec::new();
    }
    let in_address = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    text.split(|c| !in_address(c))
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| {
            let (head, ending) = word.rsplit_once('.').unwrap_or_default();
            let known = ENDINGS.iter().any(|it| ending.eq_ignore_ascii_case(it));
            !head.is_empty() && known
        })
        .map(str::to_ascii_lowercase)
        .collect()
}
