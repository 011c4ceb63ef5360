//! Cases for every kind, both ways round.
//! All names are made up.

use super::{Likeness, compare};
use crate::lang::Lang;

/// The kinds as one text.
fn kinds(record: &str, typed: &str) -> String {
    let names: Vec<&str> = compare(record, typed)
        .kinds
        .iter()
        .map(|k| k.name())
        .collect();
    names.join(" ")
}

/// Asserts the kinds both ways round.
fn assert_kinds(record: &str, typed: &str, expected: &str) {
    assert_eq!(kinds(record, typed), expected, "{record:?} {typed:?}");
    assert_eq!(kinds(typed, record), expected, "{typed:?} {record:?}");
}

#[test]
fn same() {
    for name in ["", "张三", "买买提·艾力", "Ａ\u{FEFF}", "\u{E863}"] {
        assert_kinds(name, name, "same");
        assert!(compare(name, name).same && compare(name, name).findings.is_empty());
    }
}

#[test]
fn width_and_blanks() {
    for typed in [
        "张 三",
        " 张三",
        "张三\u{3000}",
        "张\u{200B}三",
        "\u{FEFF}张三",
        "张三\u{A0}",
        "张三\u{200F}",
        "张\u{FE00}三",
        "张三\t",
        "  张  三  ",
    ] {
        assert_kinds("张三", typed, "width-or-space");
    }
    assert_kinds("张 三", "张\u{3000}三", "width-or-space");
    assert_kinds("张A三", "张Ａ三", "width-or-space");
    assert_kinds("カ", "ｶ", "width-or-space");
    assert_kinds("", " ", "width-or-space");
}

#[test]
fn radicals_and_special_code_points() {
    let cases = [
        ("王一", "王⼀"),
        ("马文", "⻢文"),
        ("金龙", "⾦⻰"),
        ("王一", "王㇐"),
        ("福", "\u{FA1B}"),
        ("祥", "\u{FA1A}"),
        ("神", "\u{FA19}"),
        ("王䶮", "王\u{E863}"),
        ("龴", "\u{E81E}"),
        ("厂", "\u{E815}"),
        ("十", "〸"),
        ("你", "\u{2F804}"),
    ];
    for (record, typed) in cases {
        assert_kinds(record, typed, "radical-codepoint");
    }
    assert_kinds("长文", "⻓文", "radical-codepoint");
    assert_kinds("车", "⾞", "radical-codepoint traditional");
    assert_kinds("王力", "王⽴", "radical-codepoint homophone");
}

#[test]
fn middle_dots() {
    let record = "买买提·艾力";
    for mark in [
        "\u{30FB}", "\u{2022}", "\u{2027}", "\u{2219}", "\u{22C5}", "\u{FF65}", "\u{FF0E}", ".",
        "。", "-", "—", ",", "、", " ", "\u{3000}", "\u{200B}", "", "*", "/", "~", "_", "'", "●",
        "··",
    ] {
        assert_kinds(record, &format!("买买提{mark}艾力"), "middle-dot");
    }
    assert_kinds("买买提•艾力", "买买提.艾力", "middle-dot");
    assert_kinds("买买提•艾力", "买买提艾力", "middle-dot");
    assert_kinds(record, "买买提 · 艾力", "width-or-space");
    assert_kinds(record, "买买提.爱力", "middle-dot homophone");
    assert_kinds("阿·布·都", "阿布都", "middle-dot");
    // A full stop behind the name stands inside of none.
    assert_eq!(
        compare("欧阳娜娜", "欧阳娜娜。").findings[0].text(Lang::Zh),
        "打的第 5 个字是点、逗号或者横线，另一边没有：「。」(U+3002)。证件上的名字没有它，就不打。"
    );
}

#[test]
fn traditional_and_simplified() {
    for (record, typed) in [
        ("张伟", "張偉"),
        ("刘洋", "劉洋"),
        ("发", "發"),
        ("发", "髮"),
        ("干", "乾"),
        ("里", "裏"),
        ("研", "硏"),
        ("填", "塡"),
        ("清", "淸"),
        ("慎", "愼"),
        ("𬭎", "鋐"),
        ("𬱖", "頔"),
        ("𬱟", "頠"),
    ] {
        assert_kinds(record, typed, "traditional");
    }
    assert_kinds("鍾", "鐘", "traditional homophone");
    // Both in use today: one may stand for the other, or be another name.
    assert_kinds("喆", "哲", "traditional homophone");
    assert_kinds("堃", "坤", "traditional homophone");
    assert_kinds("张伟", "張 偉", "width-or-space traditional");
}

#[test]
fn a_character_that_a_computer_lost() {
    for sign in [
        "?",
        "？",
        "□",
        "■",
        "*",
        "＊",
        "〓",
        "\u{FFFD}",
        "\u{E000}",
        "\u{F8FF}",
        "\u{F0000}",
    ] {
        assert_kinds("王䶮", &format!("王{sign}"), "lost-character");
        assert_kinds("王小明", &format!("王{sign}明"), "lost-character");
        assert_kinds("王", &format!("王{sign}"), "lost-character");
        let result = compare(&format!("王{sign}明"), "王小明");
        assert_eq!(format!("{:?}", result.findings), "[lost-character@2:2]");
    }
    // One character may become as many signs as it had bytes.
    assert_kinds("王䶮", "王??", "lost-character");
    assert_kinds("王䶮明", "王?鸣", "lost-character homophone look-alike");
    assert_kinds("张䶮", "張?", "lost-character traditional");
    assert_kinds("王\u{E863}", "王?", "lost-character");
    assert_kinds("王口", "王□", "lost-character look-alike");
    assert_kinds("王?", "?王", "swapped");
    // A dot that was lost is still the dot.
    assert_kinds("买买提·艾力", "买买提?艾力", "middle-dot");
    assert_kinds("买买提.艾力", "买买提?艾力", "middle-dot");
}

#[test]
fn length_and_order() {
    for (record, typed) in [
        ("王小明", "王明"),
        ("王小明", "小明"),
        ("王小明", "王小"),
        ("王小明", ""),
        ("王小明", "王小小明"),
        ("张三", "张三()"),
    ] {
        assert_kinds(record, typed, "extra-or-missing");
    }
    for (record, typed) in [
        ("王小明", "王明小"),
        ("王小明", "小王明"),
        ("王小明", "小明王"),
        ("王小明", "明小王"),
        ("欧阳明", "阳欧明"),
        ("买买提·艾力", "艾力·买买提"),
        ("张章", "章张"),
    ] {
        assert_kinds(record, typed, "swapped");
    }
    assert_kinds("张小明", "明小張", "swapped");
    assert_kinds("张明", "明張", "traditional swapped");
    assert_kinds("王小明", "王晓", "extra-or-missing homophone");
    assert_kinds("王小明", "王少", "extra-or-missing look-alike");
}

#[test]
fn sounds() {
    for (record, typed) in [
        ("张三", "章三"),
        ("李伟", "李玮x"),
        ("单", "善"),
        ("仇", "求"),
        ("区", "欧"),
        ("解", "谢"),
        ("曾", "增"),
        ("查", "扎"),
        ("〇", "零"),
        ("翟", "宅"),
        ("單", "善"),
        ("陳", "晨"),
    ] {
        let record = record.trim_end_matches('x');
        let typed = typed.trim_end_matches('x');
        assert!(
            kinds(record, typed).contains("homophone"),
            "{record} {typed}"
        );
        assert!(!kinds(record, typed).contains("near"), "{record} {typed}");
        assert_eq!(kinds(record, typed), kinds(typed, record));
    }
    // Family-name readings are added: the ordinary ones stay.
    for (record, typed) in [
        ("单", "丹"),
        ("解", "姐"),
        ("曾", "层"),
        ("查", "茶"),
        ("任", "认"),
        ("华", "滑"),
    ] {
        assert!(
            kinds(record, typed).starts_with("homophone"),
            "{record} {typed}"
        );
    }
    for (record, typed) in [
        ("妈", "马"), // tone
        ("林", "零"), // n/ng
        ("张", "脏"), // zh/z
        ("陈", "岑"), // ch/c
        ("石", "四"), // sh/s
        ("李", "你"), // l/n
        ("胡", "福"), // h/f
        ("张", "赞"), // several
        ("女", "吕"),
    ] {
        assert_kinds(record, typed, "near-homophone");
    }
    assert_kinds("大", "太", "look-alike");
    assert_kinds("王", "李", "different");
    assert_kinds("女", "路", "different");
}

#[test]
fn shapes() {
    for (record, typed) in [
        ("己", "已"),
        ("未", "末"),
        ("ロ", "口"),
        ("ニ", "二"),
        ("エ", "工"),
        ("-", "一"),
        ("—", "一"),
        ("+", "十"),
        ("＋", "十"),
        ("O", "〇"),
        ("○", "O"),
        ("ｶ", "力"),
        ("萧", "潇"),
        ("凌", "菱"),
        ("燕", "蒸"),
        ("霞", "霰"),
        ("英", "荚"),
    ] {
        assert!(
            kinds(record, typed).contains("look-alike"),
            "{record} {typed}"
        );
        assert_eq!(kinds(record, typed), kinds(typed, record));
    }
    assert_kinds("ー", "一", "look-alike");
    assert_kinds("カ", "力", "look-alike");
    assert_kinds("○", "〇", "look-alike");
    assert_kinds("晴", "清", "near-homophone look-alike");
    assert_kinds("情", "晴", "homophone look-alike");
    assert_kinds("張", "帳", "near-homophone look-alike");
}

#[test]
fn no_data_is_not_different() {
    for (record, typed) in [
        ("王\u{2A6D6}", "王明"),
        ("A", "B"),
        ("王é", "王明"),
        ("あ", "い"),
    ] {
        assert_kinds(record, typed, "no-data");
    }
}

#[test]
fn several_at_once_strongest_first_with_places() {
    let result = compare("欧阳建国", "殴阳健囯明");
    let text: Vec<String> = result.findings.iter().map(|f| format!("{f:?}")).collect();
    assert_eq!(result.kinds[0], Likeness::ExtraOrMissing);
    assert!(result.kinds.is_sorted());
    assert_eq!(text[0], "homophone@1:1");
    assert!(
        text.contains(&"extra-or-missing@-:5".to_owned()),
        "{text:?}"
    );
    let turned = compare("殴阳健囯明", "欧阳建国");
    assert_eq!(turned.kinds, result.kinds);
    assert_eq!(turned.findings[0].record_char, Some('殴'));
    assert_eq!(turned.findings[0].typed_char, Some('欧'));
}

#[test]
fn long_texts_end_soon() {
    let long = "张".repeat(50_000);
    let other = "王 ".repeat(40_000);
    assert!(!compare(&long, &other).same);
    assert_eq!(kinds(&long, &format!("{long}三")), "extra-or-missing");
}

/// What was copied from the record in another form is no fault of what was
/// typed; the same form on the typed side is one.
#[test]
fn a_form_that_only_the_record_has_is_no_fault_of_what_was_typed() {
    for (record, typed) in [
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提 吐尔逊", "买买提·吐尔逊"),
        ("⼤伟", "大伟"),
        ("\u{FA19}伟", "神伟"),
        ("张伟 ", "张伟"),
        ("张\u{3000}伟", "张伟"),
        ("张Ａ", "张A"),
    ] {
        assert!(compare(record, typed).is_right() && !compare(typed, record).is_right());
        let told = |record, typed, lang| compare(record, typed).findings[0].text(lang);
        let zh = told(record, typed, Lang::Zh);
        assert!(zh.contains("打的没有错") && zh.contains("不用改"), "{zh}");
        assert!(!zh.contains("该打"), "{zh}");
        let en = told(record, typed, Lang::En);
        assert!(
            en.ends_with("What was typed is right; leave it as it is."),
            "{en}"
        );
        let finding = compare(record, typed).findings[0];
        assert!(finding.say(Lang::Zh).starts_with("您打的没有错。"));
        let shared = finding.shareable(Lang::Zh);
        assert!(
            shared.contains("不用改") && !shared.contains(typed),
            "{shared}"
        );
        let turned = told(typed, record, Lang::Zh);
        assert!(
            !turned.contains("没有错") && !turned.contains("不用改"),
            "{turned}"
        );
    }
    assert_eq!(
        compare("张 三", "张三").findings[0].text(Lang::Zh),
        "证件上抄来的第 2 个字是空格或者看不见的符号 (U+0020)。打的没有错，不用改。"
    );
    // Beside a fault of what was typed.
    let both = compare("⽴明", "力明").findings;
    assert!(both.iter().all(|it| !it.text(Lang::Zh).contains("没有错")));
}

#[test]
fn two_scripts_are_told_once() {
    for (record, typed) in [
        ("张三", "Zhang San"),
        ("ＺＨＡＮＧ", "张三"),
        ("买买提·艾力", "Ali"),
    ] {
        let compared = compare(record, typed);
        assert_kinds(record, typed, "different");
        assert_eq!(compared.findings.len(), 1, "{record} {typed}");
        assert_eq!(
            compared.findings[0].brief(Lang::En),
            "The two names are in two scripts, one in characters and one in letters"
        );
    }
    // A letter may be a sign for a character, or stand beside one.
    assert!(
        compare("王乂", "王X").findings[0]
            .text(Lang::Zh)
            .starts_with("第 2 个字")
    );
    assert_kinds("乂", "X", "look-alike");
}

#[test]
fn neighbours_that_changed_places_are_named_both() {
    let told = |record, typed| compare(record, typed).findings[0].brief(Lang::En);
    assert_eq!(told("李四", "四李"), "Characters 1 and 2 are swapped");
    assert_eq!(told("王小明", "王明小"), "Characters 2 and 3 are swapped");
    assert_eq!(
        told("王小明", "小明王"),
        "Character 1 on record and 3 as typed begins a different order"
    );
    let zh = compare("李四", "四李").findings[0].brief(Lang::Zh);
    assert_eq!(zh, "第 1、2 个字前后打反了");
}

#[test]
fn words_in_both_languages() {
    let pairs = [
        ("张三", "张 三"),
        ("张A", "张Ａ"),
        ("王力", "王⼒"),
        ("买·提", "买提"),
        ("买·提", "买.提"),
        ("张伟", "張伟"),
        ("王小明", "王明"),
        ("王明", "王小明"),
        ("王小明", "王明小"),
        ("张三", "章三"),
        ("林", "零"),
        ("己", "已"),
        ("王", "李"),
        ("王", "A"),
        ("张三", "Zhang San"),
        ("张 三", "张三"),
        ("王䶮", "王?"),
        ("王小明", "王□明"),
        ("王\u{E000}", "王"),
        ("赵钱孙李周吴郑王冯陈褚", "赵钱孙李周吴郑王冯陈初"),
    ];
    for (record, typed) in pairs {
        for finding in &compare(record, typed).findings {
            for words in [finding.text(Lang::Zh), finding.say(Lang::Zh)] {
                assert!(words.ends_with(['。', '？']), "{words}");
                assert!(!words.contains(['…', '“', '”', '—']), "{words}");
            }
            for words in [finding.text(Lang::En), finding.say(Lang::En)] {
                assert!(words.ends_with(['.', '?']), "{words}");
            }
            for lang in Lang::ALL {
                let brief = finding.brief(lang);
                let chars = [finding.record_char, finding.typed_char];
                assert!(
                    chars
                        .iter()
                        .flatten()
                        .all(|c| c.is_ascii() || !brief.contains(*c))
                );
            }
        }
    }
    let finding = compare("张小三", "张小山").findings[0];
    assert!(
        finding
            .brief(Lang::Zh)
            .starts_with("第 3 个字读音相近，但不是同一个字")
    );
    let finding = compare("张小章", "张小彰").findings[0];
    assert!(
        finding
            .text(Lang::Zh)
            .starts_with("第 3 个字读音相同，但不是同一个字")
    );
    assert_eq!(finding.say(Lang::Zh), "请您把名字的第三个字组个词。");
    let finding = compare("王一", "王⼀").findings[0];
    assert!(finding.text(Lang::Zh).contains("U+4E00") && finding.text(Lang::Zh).contains("U+2F00"));
}
