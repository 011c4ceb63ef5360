//! Words no text may use, numbers that look like a telephone, web addresses.

use std::borrow::Cow;

use super::Lint;
use crate::lang::{Lang, Said};
use crate::pack::text::{Piece, pieces};
use crate::pack::{Place, Role, Worded, Wording};
use crate::prove::rule::{self, Rule};

/// Endings that make a dotted word a web address.
const ENDINGS: [&str; 14] = [
    "cn", "com", "net", "org", "gov", "edu", "top", "xyz", "info", "cc", "vip", "site", "io", "ltd",
];

/// The same of addresses in Chinese.
const CHINESE_ENDINGS: [&str; 4] = [".中国", ".公司", ".网络", ".网址"];

/// What can stand between the groups of a telephone number.
const BETWEEN: [char; 3] = ['-', ' ', '.'];

/// Written words without what is filled in.
pub(super) fn without_slots(text: &str) -> Cow<'_, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    pieces(text)
        .map(|piece| match piece {
            Piece::Plain(plain) => plain,
            Piece::Slot(_) => " ",
        })
        .collect()
}

/// Holds the words of a text in one language against the pack's wording.
pub(super) fn check(lint: &Lint<'_>, text: Worded<'_>, words: &str, lang: Lang, owner: Place) {
    let place = text.text.place(lang);
    let may_promise = matches!(text.field.role, Role::Heard | Role::NeverPromise);
    for (rule, title) in faults(&lint.pack.wording, words, lang) {
        if !(may_promise && rule.id == rule::TEXT_PROMISE.id) {
            lint.say(rule, place, owner, title);
        }
    }
}

/// All that words in one language may not say.
pub(super) fn faults(wording: &Wording, words: &str, lang: Lang) -> Vec<(&'static Rule, Said)> {
    let mut faults = Vec::new();
    if let Some(word) = says(words, wording.never_say(lang), lang) {
        let title = Said::new(
            format!("这里说了「{word}」"),
            format!("this text says \"{word}\""),
        );
        faults.push((&rule::TEXT_PROMISE, title));
    }
    let words = &narrow(words);
    for number in numbers(words) {
        if !wording.numbers.contains(&number) {
            let title = Said::new(
                format!("{number} 像电话号码"),
                format!("{number} looks like a telephone number"),
            );
            faults.push((&rule::TEXT_PHONE_NUMBER, title));
        }
    }
    for address in addresses(words) {
        if !wording.addresses.contains(&address) {
            let title = Said::new(
                format!("网址 {address} 没有核实过"),
                format!("the web address {address} is not a verified one"),
            );
            faults.push((&rule::TEXT_WEB_ADDRESS, title));
        }
    }
    faults
}

/// Words with letters, digits and what joins them as they are mostly typed, not as
/// wide as a Chinese character.
fn narrow(words: &str) -> Cow<'_, str> {
    let is_wide = |c: char| matches!(c, '－'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    if !words.contains(is_wide) {
        return Cow::Borrowed(words);
    }
    let narrow = |c: char| {
        let code = u32::from(c).checked_sub(0xfee0);
        let narrow = code.filter(|_| is_wide(c)).and_then(char::from_u32);
        narrow.unwrap_or(c)
    };
    words.chars().map(narrow).collect()
}

/// The first of the words that a text uses: anywhere in Chinese, as a whole
/// word in English.
fn says<'w>(text: &str, words: &'w [String], lang: Lang) -> Option<&'w String> {
    if lang.is_zh() {
        return words.iter().find(|word| text.contains(*word));
    }
    let letter = |c: char| c.is_alphanumeric();
    let text = text.to_lowercase();
    // To look whether it stands there at all is quicker than to look for where.
    let mut used = words.iter().filter(|word| text.contains(*word));
    used.find(|word| {
        text.match_indices(*word).any(|(at, found)| {
            let (before, after) = text.split_at(at);
            let after = after.strip_prefix(found).unwrap_or_default();
            !before.ends_with(letter) && !after.starts_with(letter)
        })
    })
}

/// Numbers that look like a telephone: seven digits and more, also in groups,
/// and the short numbers of hotlines. Dates and years are none.
fn numbers(text: &str) -> Vec<String> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| {
        let byte = at.and_then(|at| bytes.get(at));
        byte.is_some_and(u8::is_ascii_digit)
    };
    // A stop at the end of a sentence is in no number.
    let stop = |(at, c): (usize, char)| match c {
        '.' if !is_digit(at.checked_sub(1)) || !is_digit(Some(at + 1)) => ',',
        _ => c,
    };
    let text: String = text.char_indices().map(stop).collect();
    let in_number = |c: char| c.is_ascii_digit() || BETWEEN.contains(&c);
    text.split(|c| !in_number(c))
        .map(|group| group.trim_matches(BETWEEN))
        .filter(|group| is_telephone(group))
        .map(str::to_owned)
        .collect()
}

fn is_telephone(group: &str) -> bool {
    let digits = group.chars().filter(char::is_ascii_digit).count();
    let parts: Vec<&str> = group.split(BETWEEN).collect();
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
pub(super) fn addresses(text: &str) -> Vec<String> {
    if !text.contains('.') && !text.contains("//") {
        return Vec::new();
    }
    let joins = |c: char| c == '.' || c == '-';
    let in_address = |c: char| c.is_ascii_alphanumeric() || joins(c);
    let mut found: Vec<String> = text
        .split(|c| !in_address(c))
        .map(|word| word.trim_matches(joins))
        .filter(|word| {
            let (head, ending) = word.rsplit_once('.').unwrap_or_default();
            let known = ENDINGS.iter().any(|it| ending.eq_ignore_ascii_case(it));
            !head.is_empty() && known
        })
        .map(str::to_ascii_lowercase)
        .collect();
    let hosts = text.split("//").skip(1).map(|behind| {
        // Chinese words may follow without a gap, or be the host itself.
        let is_ascii = behind.starts_with(in_address);
        let in_host = |c: char| in_address(c) || !is_ascii && c.is_alphanumeric();
        let host = behind.split(|c| !in_host(c)).next().unwrap_or_default();
        host.trim_matches(joins).to_ascii_lowercase()
    });
    for address in hosts.chain(in_chinese(text)) {
        if !address.is_empty() && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// Words that end like an address in Chinese. `1.网址` is a heading.
fn in_chinese(text: &str) -> impl Iterator<Item = String> {
    text.match_indices('.').filter_map(|(at, _)| {
        let (before, after) = text.split_at(at);
        let mut endings = CHINESE_ENDINGS.into_iter();
        let (ending, behind) = endings.find_map(|it| Some((it, after.strip_prefix(it)?)))?;
        let goes_on = behind.starts_with(char::is_alphanumeric);
        let head = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let is_word = head.contains(char::is_alphabetic) && !goes_on;
        is_word.then(|| format!("{head}{ending}"))
    })
}
