//! Properties that hold for any two texts.

use crate::lang::Lang;
use proptest::prelude::*;

use super::compare;

/// Texts made of what occurs in names: characters, dots, blanks, odd code points.
fn name() -> impl Strategy<Value = String> {
    "[张章张長李里力立⼒⽴王小明名·.•\u{30FB} \u{3000}\u{200B}Ａa〇○ーカ己已巳張偉\u{E863}䶮?？□■*＊\u{FFFD}\u{E000}]{0,8}"
}

proptest! {
    #[test]
    fn a_name_is_the_same_as_itself(a in "\\PC{0,20}") {
        let result = compare(&a, &a);
        prop_assert!(result.same && result.findings.is_empty());
    }

    #[test]
    fn kinds_are_symmetric(a in name(), b in name()) {
        let (one, two) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!(&one.kinds, &two.kinds);
        prop_assert_eq!(one.same, a == b);
        prop_assert!(one.kinds.is_sorted_by(|x, y| x < y) && !one.kinds.is_empty());
        prop_assert_eq!(one.findings.len(), two.findings.len());
    }

    #[test]
    fn kinds_are_symmetric_for_any_text(a in "\\PC{0,12}", b in "\\PC{0,12}") {
        prop_assert_eq!(compare(&a, &b).kinds, compare(&b, &a).kinds);
    }

    #[test]
    fn places_and_characters_agree(a in name(), b in name()) {
        for finding in compare(&a, &b).findings {
            let record = finding.at_record.and_then(|at| a.chars().nth(at - 1));
            let typed = finding.at_typed.and_then(|at| b.chars().nth(at - 1));
            prop_assert_eq!(record, finding.record_char);
            prop_assert_eq!(typed, finding.typed_char);
            prop_assert!(record.is_some() || typed.is_some());
            prop_assert!(!finding.text(Lang::Zh).is_empty() && !finding.say(Lang::En).is_empty());
        }
    }

    #[test]
    fn a_character_lost_is_told_as_lost(a in "[张李王小明䶮A]{1,6}", at in 0..6usize, sign in "[?？□■*＊〓\u{FFFD}\u{E000}\u{F0000}]") {
        let at = at % a.chars().count();
        let lost: String = a.chars().take(at).chain(sign.chars()).chain(a.chars().skip(at + 1)).collect();
        let result = compare(&lost, &a);
        prop_assert_eq!(result.kinds, vec![super::Likeness::LostCharacter]);
        prop_assert_eq!(result.findings.len(), 1);
        prop_assert_eq!(result.findings[0].at_record, Some(at + 1));
        prop_assert_eq!(result.findings[0].at_typed, Some(at + 1));
    }

    #[test]
    fn a_blank_more_is_only_a_blank(a in "[张李王小明]{1,6}", at in 0..7usize) {
        let marked: String = a.chars().take(at).chain([' ']).chain(a.chars().skip(at)).collect();
        let result = compare(&a, &marked);
        prop_assert_eq!(result.kinds, vec![super::Likeness::WidthOrSpace]);
        prop_assert_eq!(result.findings.len(), 1);
    }
}
