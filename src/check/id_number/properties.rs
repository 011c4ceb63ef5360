//! Properties that hold for any text and any number.

use crate::lang::Lang;
use chrono::NaiveDate;
use proptest::prelude::*;

use super::tests::today;
use super::{FindingKind, check, mask, rules};

/// A well-formed number: province, county, a birth date before today, order, check.
fn number() -> impl Strategy<Value = [u8; 18]> {
    let provinces =
        prop::sample::select(vec!["11", "21", "37", "44", "54", "65", "71", "82", "911"]);
    (provinces, 0..10_000u32, 0..54_000u64, 0..1000u32).prop_map(
        |(province, county, day, order)| {
            let first = NaiveDate::from_ymd_opt(1878, 1, 1).unwrap_or_default();
            let birth = first + chrono::Days::new(day);
            let mut head = format!("{province}{county:04}");
            head.truncate(6);
            let digits = format!("{head}{}{order:03}0", birth.format("%Y%m%d"));
            let mut bytes = [b'0'; 18];
            bytes.copy_from_slice(digits.as_bytes());
            bytes[17] = rules::check_character(&bytes);
            bytes
        },
    )
}

fn text(bytes: &[u8; 18]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

proptest! {
    #[test]
    fn made_numbers_are_valid(bytes in number()) {
        let report = check(&text(&bytes), today());
        prop_assert!(report.valid, "{:?}", report);
    }

    #[test]
    fn any_wrong_digit_is_found(bytes in number(), at in 0..18usize, digit in 0..11usize) {
        let mut wrong = bytes;
        wrong[at] = b"0123456789X"[digit];
        let report = check(&text(&wrong), today());
        prop_assert_eq!(report.valid, wrong == bytes);
    }

    #[test]
    fn any_swap_of_neighbours_is_found(bytes in number(), at in 0..17usize) {
        let mut wrong = bytes;
        wrong.swap(at, at + 1);
        let report = check(&text(&wrong), today());
        prop_assert_eq!(report.valid, wrong == bytes);
    }

    #[test]
    fn harmless_marks_are_mended(bytes in number(), at in 0..=18usize, mark in "[ \u{3000}\u{A0}\u{200B}\u{FEFF}\u{202E}]{1,3}") {
        let clean = text(&bytes);
        let marked: String = clean.chars().take(at).chain(mark.chars()).chain(clean.chars().skip(at)).collect();
        let report = check(&marked, today());
        prop_assert!(!report.valid);
        prop_assert_eq!(report.normal.as_ref().map(super::Number::as_str), Some(clean.as_str()));
        prop_assert!(report.findings.iter().all(|f| f.kind == FindingKind::Spaces));
    }

    #[test]
    fn any_text_is_answered(text in "(\\PC|[0-9Xx .'\u{200B}\u{FF11}+E-]){0,40}") {
        let report = check(&text, today());
        let count = text.chars().count();
        prop_assert!(!report.findings.is_empty());
        prop_assert_eq!(report.valid, report.findings.iter().all(|f| f.kind == FindingKind::Ok));
        prop_assert!(report.findings.iter().all(|f| f.at.is_none_or(|at| (1..=count).contains(&at))));
        prop_assert!(report.findings.is_sorted_by_key(|f| f.kind));
        if let Some(normal) = &report.normal {
            prop_assert!(check(normal.as_str(), today()).valid);
            prop_assert!(report.findings.iter().all(|f| f.kind.is_harmless() || f.kind == FindingKind::Ok));
        }
        let causes = report.findings.causes();
        prop_assert!(!causes.is_empty() && causes.len() <= report.findings.len());
        for cause in causes {
            prop_assert!(!cause.text(Lang::Zh).is_empty() && !cause.brief(Lang::En).is_empty());
        }
        prop_assert!(mask(&text).chars().count() <= count);
    }
}
