//! Cases for every kind, in both directions: what has the fault, and the
//! nearest text that has not. Numbers are the standard's own examples or made up.

use crate::lang::Lang;
use chrono::NaiveDate;

use super::{Detail, FindingKind, Report, check, mask, may_be_a_number};
use crate::check::invisible::without_code_points;

/// The standard's public examples.
const FIRST: &str = "11010519491231002X";
const SECOND: &str = "440524188001010014";

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default()
}

fn look(text: &str) -> Report {
    check(text, today())
}

/// Kinds with places, as a short text: `spaces@7 checksum`.
fn found(text: &str) -> String {
    let report = look(text);
    let words: Vec<String> = report.findings.iter().map(|f| format!("{f:?}")).collect();
    words.join(" ")
}

/// The text with the check character that belongs to its first 17 digits.
fn sealed(first: &str) -> String {
    let mut bytes = [b'0'; 18];
    for (to, from) in bytes.iter_mut().zip(first.bytes()) {
        *to = from;
    }
    format!(
        "{first}{}",
        char::from(super::rules::check_character(&bytes))
    )
}

#[test]
fn public_examples_are_well_formed() {
    for text in [FIRST, SECOND] {
        let report = look(text);
        assert!(report.valid);
        assert_eq!(found(text), "ok");
        assert_eq!(
            report.normal.as_ref().map(super::Number::as_str),
            Some(text)
        );
        assert_eq!(report.hint, None);
    }
}

#[test]
fn every_kind_with_its_place() {
    let cases = [
        // Harmless ones.
        (" 11010519491231002X", "spaces@1"),
        ("110105 19491231 002X", "spaces@7 spaces@16"),
        ("11010519491231002X\u{200B}", "spaces@19"),
        ("\u{FEFF}11010519491231002X", "spaces@1"),
        ("\u{202D}11010519491231002X\u{202C}", "spaces@1 spaces@20"),
        ("110105\u{A0}19491231002X", "spaces@7"),
        ("110105\u{3000}19491231002X", "spaces@7"),
        ("11010519491231002X\t", "spaces@19"),
        ("110105-19491231-002X", "separator@7 separator@16"),
        ("110105－19491231－002X", "separator@7 separator@16"),
        ("110105.19491231．002X", "separator@7 separator@16"),
        ("110105'19491231＇002X", "separator@7 separator@16"),
        (
            "110105\u{2013}19491231\u{2014}002-X",
            "separator@7 separator@16 separator@20",
        ),
        ("１10105194912310０2X", "fullwidth@1 fullwidth@16"),
        ("11010519491231002Ｘ", "fullwidth@18"),
        ("11010519491231002x", "lowercase-x@18"),
        ("11010519491231002ｘ", "fullwidth@18 lowercase-x@18"),
        (
            " １10105-19491231002x",
            "spaces@1 separator@8 fullwidth@2 lowercase-x@20",
        ),
        // Length.
        ("", "length"),
        ("11010519491231002", "length"),
        ("11010519491231002X1", "length char@18"),
        ("   ", "spaces@1 spaces@2 spaces@3 length"),
        ("1101051949123100２", "fullwidth@17 length"),
        // Characters.
        ("11O105194912310021", "char@3"),
        ("1101051949I231002X", "char@11"),
        ("11010519491231002Х", "char@18"),
        ("11010519491231002×", "char@18"),
        ("11010519491231002*", "char@18"),
        ("X1010519491231002X", "char@1"),
        ("1101051949x231002X", "char@11"),
        ("'11010519491231002X", "char@1"),
        ("11010519491231002X.", "char@19"),
        ("11010519491231002\u{0660}", "char@18"),
        ("1101051949é231002X", "char@11"),
        // Province, date, future.
        ("19010519491231002X", "province@1"),
        ("1 9010519491231002X", "spaces@2 province@1"),
        ("110105194913310024", "birthdate@7"),
        ("110105194902290021", "birthdate@7"),
        ("110105190002290021", "birthdate@7"),
        ("110105000001010021", "birthdate@7"),
        ("110105209901010021", "future-birthdate@7"),
        ("000000194913310021", "province@1 birthdate@7"),
        ("00O000194913310021", "char@3 province@1 birthdate@7"),
        // Check digit, spreadsheet.
        ("110105194912310021", "checksum"),
        ("110105194912310000", "checksum spreadsheet"),
        ("1 10105194912310000", "spaces@2 checksum spreadsheet"),
        (
            "1.10101E+17",
            "separator@2 length char@8 char@9 spreadsheet",
        ),
        (
            "1.1010119900307888e17",
            "separator@2 length char@19 spreadsheet",
        ),
        (
            "１．１０Ｅ＋１７",
            "separator@2 fullwidth@1 fullwidth@3 fullwidth@4 fullwidth@7 fullwidth@8 length char@5 char@6 spreadsheet",
        ),
        ("2,107E+017", "length char@2 char@6 char@7 spreadsheet"),
        ("1.10101E+1717", "separator@2 length char@8 char@9"),
        ("1.10101F+17", "separator@2 length char@8 char@9"),
        ("000000194913310000", "province@1 birthdate@7"),
        // Old numbers.
        ("110105491231002", "15-digit"),
        ("110105-491231-002", "separator@7 separator@14 15-digit"),
        ("990105491231002", "15-digit province@1"),
        ("110105491331002", "15-digit birthdate@7"),
        // The first digits of a number of today: no month stands at 9 and 10.
        ("110105194912310", "15-digit"),
        ("440524188001010", "15-digit"),
        ("11010549123100X", "length"),
        ("11010549123100O", "length char@15"),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text:?}");
        assert!(!look(text).valid, "{text:?}");
    }
}

#[test]
fn normal_only_when_nothing_but_harmless_faults() {
    let mended = [
        " 11010519491231002X",
        "110105-19491231-002x",
        "１１０１０５１９４９１２３１００２ｘ",
        "\u{FEFF}110105 19491231 002Ｘ\u{200F}",
    ];
    for text in mended {
        let report = look(text);
        assert_eq!(
            report.normal.as_ref().map(super::Number::as_str),
            Some(FIRST)
        );
        assert!(!report.valid);
    }
    for text in [
        "110105 194912310021",
        "11010519491231002Х",
        "'11010519491231002X",
        "1101051949123100",
        "110105491231002",
        "110105-209901010021",
    ] {
        assert_eq!(look(text).normal, None, "{text:?}");
    }
}

#[test]
fn old_numbers_get_a_hint_only_when_plausible() {
    let hint = look("110105491231002").hint;
    assert_eq!(hint.as_ref().map(super::Number::as_str), Some(FIRST));
    assert_eq!(look("110105 491231 002").hint, hint);
    let told = look("110105491231002").hint(Lang::Zh);
    assert!(told.is_some_and(|told| told.contains("补上 19") && told.contains(FIRST)));
    assert_eq!(look("110105491331002").hint, None);
    assert_eq!(look("990105491231002").hint, None);
    assert_eq!(look(FIRST).hint, None);
}

/// One sentence a cause, the one that explains others first; the findings
/// themselves stay as they are.
#[test]
fn what_has_one_cause_is_told_in_one_sentence() {
    let told = |text: &str| {
        let causes = look(text).findings.causes();
        let words: Vec<String> = causes.iter().map(|it| it.text(Lang::Zh)).collect();
        words.join("")
    };
    let label = "冒号和它前面的字（第 1 到 5 个字符）不是号码，请删掉，只留后面的号码。";
    assert_eq!(told("身份证号：11010519491231002X"), label);
    assert_eq!(
        told("身份证号: 1101051949123100"),
        format!(
            "{label}第 6 个字符是空格，请删掉。\
             现在是 16 位，应该是 18 位，少了 2 位。请照着证件从头数一遍。"
        )
    );
    let label = "冒号和它前面的字（第 1 到 3 个字符）不是号码，请删掉，只留后面的号码。";
    assert_eq!(told("ID:11010519491231002X"), label);
    let letter = "前面的 T 是证号才有的，身份证号码没有，请删掉。";
    assert_eq!(told("T11010519491231002X"), letter);
    assert!(told("T1101051949123100").starts_with(&format!("{letter}现在是 16 位")));
    assert_eq!(
        told("１１０１０５１９４９１２３１００２Ｘ"),
        "第 1 到 18 个字符是全角的（占两格宽），请换成英文输入法，重新打这几位。"
    );
    assert_eq!(
        told("1 1 0 1 0 519491231002X"),
        "第 2、4、6、8 等 5 个字符是空格，请删掉。"
    );
    assert_eq!(
        told("11010519491231002X（本人）"),
        "第 19 到 22 个字符不是号码里的，请删掉，删掉就是 18 位。"
    );
    let damage = told("1.10105E+17");
    assert!(damage.starts_with("号码像是被电子表格"), "{damage}");
    assert_eq!(look("1.10105E+17").findings.causes().len(), 1);
    // An X too early is not what is too much.
    assert!(told("11010519491231002X1").starts_with("现在是 19 位"));
    let stars = look("110105********002X").findings.causes();
    assert_eq!(
        stars[0].text(Lang::En),
        "Characters 7 to 14 are stars: the number has been hidden. Type all 18 characters from the card."
    );
    let blanks = look("110105 19491231 002X").findings.causes();
    assert_eq!(
        blanks[0].brief(Lang::En),
        "Characters 7 and 16 are blanks. Delete them."
    );
    // A label may be a name: nothing of it is told.
    let named = look("张三：11010519491231002X").findings.causes();
    assert!(!named[0].shareable(true, Lang::Zh).contains('张'));
}

/// A list is told which sign only looks like the X, and a blank is called one.
#[test]
fn what_cannot_be_told_by_eye_is_named() {
    let told = |text: &str, lang| {
        let report = look(text);
        let of_a_number = may_be_a_number(text);
        let mut found = report.findings.iter();
        found
            .next()
            .map_or_else(String::new, |it| it.shareable(of_a_number, lang))
    };
    let zh = told("11010519491231002Х", Lang::Zh);
    assert!(zh.contains("「Х」(U+0425)，样子像 X，但不是 X"), "{zh}");
    let en = told("11010519491231002Х", Lang::En);
    assert!(en.contains("It looks like X but is not"), "{en}");
    // What may be a name gives no letter away.
    let name = told("Хасан", Lang::Zh);
    assert!(!name.contains('Х') && !name.contains("0425"), "{name}");
    let blank = told("110105 19491231002X", Lang::Zh);
    assert_eq!(blank, "第 7 个字符是空格，请删掉。");
    let hidden = told("110105\u{200b}19491231002X", Lang::Zh);
    assert_eq!(hidden, "第 7 个字符是看不见的符号（U+200B），请删掉。");
    let shown = without_code_points(&hidden, Lang::Zh);
    assert_eq!(shown, "第 7 个字符是看不见的符号，请删掉。");
    let hidden = told("110105\u{200b}19491231002X", Lang::En);
    let shown = without_code_points(&hidden, Lang::En);
    assert_eq!(shown, "Character 7 cannot be seen. Delete it.");
}

#[test]
fn permits_and_residence_cards() {
    for first in [
        "81000019900101001",
        "82000019900101001",
        "83000019900101001",
        "91115619900101001",
    ] {
        assert!(look(&sealed(first)).valid, "{first}");
    }
    assert_eq!(found(&sealed("90015619900101001")), "province@2");
    assert_eq!(found(&sealed("84000019900101001")), "province@1");
    assert_eq!(found(&sealed("91115619901301001")), "birthdate@7");
}

#[test]
fn all_province_codes_and_no_others() {
    let good = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
        52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
    ];
    for code in 0..90 {
        let number = sealed(&format!("{code:02}010119900101001"));
        assert_eq!(look(&number).valid, good.contains(&code), "{code}");
        let card = sealed(&format!("9{code:02}15619900101001"));
        assert_eq!(look(&card).valid, good.contains(&code), "9{code}");
    }
}

#[test]
fn today_is_the_last_day_that_is_not_in_the_future() {
    assert!(look(&sealed("11010520260601001")).valid);
    assert_eq!(found(&sealed("11010520260602001")), "future-birthdate@7");
    assert!(look(&sealed("11010520000229001")).valid);
    assert_eq!(found(&sealed("11010517991231001")), "birthdate@7");
}

#[test]
fn what_was_probably_meant() {
    let cases = [
        ("11O105194912310021", '0'),
        ("1l0105194912310021", '1'),
        ("1I0105194912310021", '1'),
        ("1101051949123100Z1", '2'),
        ("11010S194912310021", '5'),
        ("11010B194912310021", '8'),
        ("11010５1949123100〇1", '0'),
        ("11010519491231002Х", 'X'),
        ("11010519491231002Χ", 'X'),
        ("11010519491231002×", 'X'),
        ("11010519491231002*", 'X'),
        ("11010519491231002＊", 'X'),
    ];
    for (text, expected) in cases {
        let report = look(text);
        let fault = report.findings.iter().find(|f| f.kind == FindingKind::Char);
        let meant = match fault.map(|f| f.detail) {
            Some(Detail::Char { meant, .. }) => meant,
            _ => None,
        };
        assert_eq!(meant, Some(expected), "{text}");
    }
    // A star elsewhere hides a digit; nothing is meant by it.
    assert!(
        look("110105****1231002X")
            .findings
            .iter()
            .all(|f| matches!(f.detail, Detail::Char { meant: None, .. }))
    );
}

#[test]
fn masks_never_show_too_much() {
    assert_eq!(mask(FIRST), "110105********002X");
    assert_eq!(mask("110105491231002"), "11010********02");
    assert_eq!(mask("12"), "1*");
    assert_eq!(mask("1"), "*");
    assert_eq!(mask(""), "");
    assert_eq!(
        mask("\u{1b}[2J110105194912310021"),
        "?[2J11************0021"
    );
    // A name beside a number is nobody's to see either.
    assert_eq!(mask("王小明13912345678"), "***13*******78");
    assert_eq!(
        mask("１１０１０５19491231002Ｘ王"),
        "１１０１０５*********02Ｘ*"
    );
    for length in 0..60 {
        let text = "8".repeat(length);
        let shown = mask(&text).matches('8').count();
        assert!(shown <= 10 && (length >= 18 || shown <= length / 2));
    }
}

#[test]
fn debug_is_masked() {
    let report = look("110105 19491231002X");
    let text = format!("{report:?}");
    assert!(text.contains("110105********002X"));
    assert!(!text.contains("19491231"));
}

#[test]
fn a_long_text_gives_a_bounded_list() {
    let report = look(&"Q ".repeat(100_000));
    assert!(report.findings.len() < 300);
    assert!(
        report
            .findings
            .iter()
            .any(|f| f.kind == FindingKind::Length)
    );
}

#[test]
fn words_exist_in_both_languages_and_avoid_glyphs_of_unsure_width() {
    let texts = [
        FIRST,
        "",
        "  ",
        "1 1-１x",
        "11010519491231002ｘ",
        "11O105****1231X0Х",
        "99",
        "110105491331002",
        "990105491231002",
        "901105194913310021",
        "000000194913310021",
        "110105209901010021",
        "110105175001010021",
        "110105194902300021",
        "110105194912310000",
        "1.1E+17",
        "\u{7}\u{E000}\u{202E}",
        "123456789012345678901",
    ];
    for text in texts {
        let report = look(text);
        for finding in report.findings.causes() {
            for words in [finding.text(Lang::Zh), finding.say(Lang::Zh).to_owned()] {
                assert!(words.ends_with(['。', '？']), "{words}");
                assert!(!words.contains(['…', '“', '”', '—']), "{words}");
            }
            for words in [finding.text(Lang::En), finding.say(Lang::En).to_owned()] {
                assert!(words.ends_with(['.', '?']), "{words}");
            }
            assert!(
                !finding
                    .text(Lang::Zh)
                    .contains(['\u{7}', '\u{E000}', '\u{202E}'])
            );
        }
    }
}
