//! What a clerk types in free words: what to call the caller, notes, the last
//! digits of a telephone number. Long numbers are masked first, then the name
//! is cut; both are told, neither is refused.

use crate::check::invisible::{narrow, one_line};
use crate::check::note::{Note, is_telephone};
use crate::lang::Lang;

/// Signs, as people count them, that a caller's name may have.
const LONGEST: usize = 20;

/// Digits that an ID number has at least; no telephone number has so many.
const ID_NUMBER: usize = 15;

/// Words fit to be kept, and what was done to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fit {
    /// The words.
    pub(crate) text: String,
    /// Whether a long number was masked in them.
    pub(crate) masked: bool,
    /// Whether they were cut.
    pub(crate) cut: bool,
}

impl Fit {
    /// A note, as long as it is.
    pub(crate) fn note(words: &str) -> Self {
        let note = Note::new(words);
        Self {
            masked: note.text() != one_line(words),
            text: note.text().to_owned(),
            cut: false,
        }
    }

    /// What to call somebody.
    pub(crate) fn name(words: &str) -> Self {
        let (name, whole) = Note::new(words).cut_to(LONGEST);
        Self {
            text: name.text().to_owned(),
            cut: !whole,
            ..Self::note(words)
        }
    }

    /// What was done to the words called `what`; none where nothing was.
    pub(crate) fn done_to(&self, what: [&str; 2], lang: Lang) -> Option<String> {
        let [zh, en] = what;
        let done = match (self.masked, self.cut) {
            (false, false) => return None,
            (true, false) => lang.pick("长号码换成了 ***", "long numbers were replaced by ***"),
            (false, true) => lang.pick("只留前 20 个字", "only the first 20 signs were kept"),
            (true, true) => lang.pick(
                "长号码换成了 ***，再只留前 20 个字",
                "long numbers were replaced by ***, then only the first 20 signs were kept",
            ),
        };
        Some(format!("{}{}{done}", lang.pick(zh, en), lang.colon()))
    }
}

/// What to call somebody, and the phone tail where that stands behind it:
/// `李师傅 1234`, or where the whole number does.
pub(crate) fn name_and_tail(words: &str) -> (Fit, Option<String>) {
    let words = words.trim();
    let whole = Fit::name(words);
    if let Some(tail) = tail_of_number(words) {
        return (whole, Some(tail));
    }
    let (name, last) = parted(words);
    let Some(tail) = phone_tail(last) else {
        return (whole, None);
    };
    // Of a number whose last part it is the others may stand in the name.
    let kept = Note::new(words);
    if kept.text().ends_with(last) {
        return (Fit::name(name), Some(tail));
    }
    // The last part of an ID number is nobody's telephone.
    let taken = digits(words).count() - digits(kept.text()).count();
    (whole, (taken < ID_NUMBER).then_some(tail))
}

/// The words, and the last of them: what stands behind the last blank, or the
/// digits that stand at once behind a letter.
fn parted(words: &str) -> (&str, &str) {
    let (name, last) = words
        .rsplit_once(char::is_whitespace)
        .unwrap_or(("", words));
    let letters = words.trim_end_matches(|c| narrow(c).is_ascii_digit());
    if letters.ends_with(char::is_alphabetic) {
        return words.split_at(letters.len());
    }
    (name, last)
}

/// The last four digits of a whole telephone number, of a mobile or of the fixed
/// network with its area, that stands somewhere among the words.
pub(crate) fn tail_of_number(words: &str) -> Option<String> {
    let together = digits_of(words);
    let alone = words.split_whitespace().flat_map(digits_of);
    let number = together.chain(alone).find(|it| is_telephone(it))?;
    number.get(number.len() - 4..).map(str::to_owned)
}

/// The digits of every number, with blanks, dashes or dots between its parts.
fn digits_of(words: &str) -> impl Iterator<Item = String> {
    let is_part =
        |c: char| narrow(c).is_ascii_digit() || c.is_whitespace() || "-－.·–—".contains(c);
    let numbers = words.split(move |c| !is_part(c));
    numbers.map(|number| digits(number).collect())
}

/// The digits of a text as ASCII.
fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(narrow).filter(char::is_ascii_digit)
}

/// The last four digits of a telephone number; none where it is something else.
pub(crate) fn phone_tail(text: &str) -> Option<String> {
    let digits: String = text.trim().chars().map(narrow).collect();
    let four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    four.then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::*;

    #[test]
    fn long_numbers_go_before_a_name_is_cut() {
        let fit = Fit::name("一二三四五王师傅在城南工地上班电话是13812345678");
        assert!(fit.masked && fit.cut, "{fit:?}");
        assert!(!fit.text.contains("138"), "{fit:?}");
        assert_eq!(
            Fit::name("李师傅").done_to(["称呼", "name"], Lang::Zh),
            None
        );
        let flags = Fit::name(&"👨‍👩‍👧".repeat(21));
        assert_eq!(flags.text.graphemes(true).count(), 20);
        // What is cut through may be no ticket any more.
        let cut = Fit::name("一二三四五王师傅一二尾号 1234 1127-07").text;
        assert_eq!(Fit::name(&cut).text, cut);
        let note = Fit::note("请打 138 1234 5678");
        assert_eq!(note.text, "请打 ***");
        assert_eq!(
            note.done_to(["备注", "note"], Lang::Zh).as_deref(),
            Some("备注：长号码换成了 ***")
        );
    }

    #[test]
    fn a_phone_tail_stands_behind_the_name() {
        for (typed, name, tail) in [
            ("李师傅 1234", "李师傅", Some("1234")),
            ("李师傅　１２３４", "李师傅", Some("1234")),
            ("1234", "", Some("1234")),
            ("李师傅", "李师傅", None),
            ("李师傅1234", "李师傅", Some("1234")),
            ("城南 李师傅１２３４", "城南 李师傅", Some("1234")),
            ("李师傅123", "李师傅123", None),
            ("李师傅12345", "李师傅12345", None),
            ("王 1127-0712", "王 1127-0712", None),
            ("李师傅 12345", "李师傅 12345", None),
            ("李师傅 13812345678", "李师傅 ***", Some("5678")),
            ("李师傅１３８１２３４５６７８", "李师傅***", Some("5678")),
            ("+86 138-1234-5678 李师傅", "+*** 李师傅", Some("5678")),
            ("王 3 13812345678", "王 ***", Some("5678")),
            ("李师傅 0416-3881234", "李师傅 ***", Some("1234")),
            ("李师傅 1234567", "李师傅 ***", None),
            ("王 138、1234 5678", "王 ***", Some("5678")),
            ("孙(0512)8812 3456", "孙(***", Some("3456")),
            ("李师傅 8812 3456", "李师傅 ***", Some("3456")),
            ("郑 388 1234", "郑 ***", Some("1234")),
            ("王 1班 1234", "王 1班", Some("1234")),
            ("王 1127-07 1234", "王 1127-07", Some("1234")),
            ("李师傅 440524，18800101 0014", "李师傅 ***", None),
            ("李师傅 11010519491231002X", "李师傅 ***", None),
            ("李师傅 440524188001010014", "李师傅 ***", None),
            ("李师傅 440524 18800101 0014", "李师傅 ***", None),
            ("", "", None),
        ] {
            let (fit, found) = name_and_tail(typed);
            assert_eq!(
                (fit.text.as_str(), found.as_deref()),
                (name, tail),
                "{typed}"
            );
        }
    }

    proptest! {
        /// However it is parted: its last part is taken off, the others are masked.
        #[test]
        fn no_part_of_a_number_stays_in_the_name(
            parts in prop_oneof!["1[3-9][0-9]p[0-9]{4}w[0-9]{4}", "0512p[2-8][0-9]{3}w[0-9]{4}", "[2-8][0-9]{2}b[0-9]{4}", "[2-8][0-9]{3}b[0-9]{4}"],
            part in prop::sample::select(&["、", "，", "-", ")", "）", "/", " ", ". "][..]),
            behind in prop::sample::select(&[" ", "、 ", "/ ", "　", " - "][..]),
            gap in prop::sample::select(&["", " ", "："][..]),
        ) {
            let number = parts.replace('p', part).replace('w', behind).replace('b', " ");
            let (fit, tail) = name_and_tail(&format!("王{gap}{number}"));
            prop_assert_eq!(digits(&fit.text).count(), 0, "{}", fit.text);
            let last = number.get(number.len() - 4..).map(str::to_owned);
            prop_assert_eq!(tail, last);
        }
    }

    #[test]
    fn a_phone_tail_is_four_digits() {
        assert_eq!(phone_tail("１２３４").as_deref(), Some("1234"));
        for other in ["123", "12345", "12a4", "13812345678", ""] {
            assert_eq!(phone_tail(other), None, "{other}");
        }
    }
}
