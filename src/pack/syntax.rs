//! What the TOML parser says, in plain words, and what to do about it. What is
//! not listed here is quoted as the parser's own words.

use crate::lang::Both;

const QUOTES: Both = Both::new(
    "文字两头都要有英文的引号 \"",
    "put a \" in front of the text and one behind it",
);
const VALUES: Both = Both::new(
    "文字两头要有英文的引号 \"；数只写数字，例如 15；日子写成 2026-10-08；要是上面的列表没有收尾，先补上 ]",
    "a text stands in quotes, a number is written in digits like 15, a day like 2026-10-08; where a list above is not closed, add its ] first",
);
const BRACKETS: Both = Both::new(
    "核对方括号和花括号：开了几个，就收几个",
    "compare the brackets: as many must close as open",
);
const COMMAS: Both = Both::new(
    "两项之间写一个英文的逗号，不多也不少",
    "put one comma between two items, no more",
);
const ENTRY: Both = Both::new(
    "写成 名字 = 值，一行一项；说明写在 # 后面",
    "write name = value, one on a line; remarks stand behind #",
);
const DAYS: Both = Both::new(
    "日子写成 2026-10-08，要是真有的日子",
    "write a day like 2026-10-08; it must exist",
);
const NUMBERS: Both = Both::new(
    "数只写数字，例如 15；文字要加引号",
    "write a number in digits alone, like 15; a text stands in quotes",
);
const NAMES: Both = Both::new(
    "名字用英文字母、数字和 -，一张表里只写一次",
    "a name is made of letters, digits and -, and stands once in a table",
);
const SIGNS: Both = Both::new(
    "名字只用英文字母、数字和 -；中文的标点和空格、粘贴带来的看不见的字符都不行，把标出的地方重新打",
    "a name is made of letters, digits and - alone; type anew what is marked, without Chinese signs and blanks or what a paste brought along",
);
const BACKSLASH: Both = Both::new(
    "文字里不用反斜杠；一定要用就写两个",
    "leave the backslash out, or write two",
);
const LINE: Both = Both::new("重新打这一行", "type the line anew");

/// The parser's words for what is wrong, the same in both languages, and what
/// to do.
#[rustfmt::skip]
const FAULTS: &[(&str, &str, &str, Both)] = &[
    (EXTENDED,
        "这个名字已经有了值，不能再写成表", "this name has a value already and cannot be a table too", NAMES),
    ("`_` may only go between digits",
        "下划线只能写在数字中间", "`_` may only go between digits", NUMBERS),
    ("cannot recurse further; max recursion depth met",
        "括号套得太深", "brackets inside brackets, too deep", BRACKETS),
    ("carriage return must be followed by newline",
        "换行写得不对", "a line break that is not right", LINE),
    ("duplicate key", "这个名字在同一张表里写了两次", "a name stands twice in one table", NAMES),
    ("extra `=`", "多了一个等号", "extra `=`", ENTRY),
    ("extra assignment between key-value pairs", "多了一个等号", "extra `=`", ENTRY),
    ("extra comma in array", "列表里多了一个逗号", "extra comma in a list", COMMAS),
    ("extra comma in inline table", "花括号里多了一个逗号", "extra comma in the braces", COMMAS),
    ("integers with a radix cannot be signed",
        "这种数字前面不能有正负号", "such a number takes no sign", NUMBERS),
    ("invalid basic string",
        "双引号里的文字没有写对", "a text in double quotes is not right", QUOTES),
    ("invalid boolean",
        "文字要加引号；不是文字的，只能写 true 或 false", "a text must stand in quotes; without them only true or false", VALUES),
    ("invalid comment character",
        "注释里有不能用的字符", "a sign in a comment that cannot stand there", LINE),
    ("invalid date",
        "没有这个日子，或者日期写得不对", "there is no such day, or it is not written right", DAYS),
    ("invalid date-time", "日期写得不对", "a date that is not written right", DAYS),
    ("invalid datetime", "日期写得不对", "a date that is not written right", DAYS),
    ("invalid float", "小数写得不对", "invalid float", NUMBERS),
    ("invalid fraction", "小数写得不对", "invalid fraction", NUMBERS),
    ("invalid hexadecimal number", "数字写得不对", "invalid hexadecimal number", NUMBERS),
    ("invalid inline table element",
        "花括号里的一项写得不对", "something in the braces is not right", ENTRY),
    ("invalid integer number", "数字写得不对", "invalid integer number", NUMBERS),
    ("invalid key-value pair", "这一行要写成 名字 = 值", "a line must be name = value", ENTRY),
    ("invalid literal string",
        "单引号里的文字没有写对", "a text in single quotes is not right", QUOTES),
    ("invalid mantissa", "数字写得不对", "invalid mantissa", NUMBERS),
    ("invalid multi-line basic string",
        "三个双引号里的文字没有写对", "a text in three double quotes is not right", QUOTES),
    ("invalid multi-line literal string",
        "三个单引号里的文字没有写对", "a text in three single quotes is not right", QUOTES),
    ("invalid string", "文字要加引号", "a text must stand in quotes", VALUES),
    ("invalid time", "钟点写得不对", "invalid time", DAYS),
    ("invalid unquoted key",
        "名字里有不能用的字符", "a sign in a name that cannot stand there", SIGNS),
    ("invalid value", "等号后面的值写得不对", "invalid value", VALUES),
    ("key with no value", "只有名字，没有等号和值", "a name without `=` and a value", ENTRY),
    ("missing array opening", "少了左方括号", "the opening `[` is missing", BRACKETS),
    ("missing assignment between key-value pairs",
        "名字和值之间少了等号", "`=` is missing between a name and its value", ENTRY),
    ("missing comma between array elements",
        "列表里两项之间少了逗号", "a comma is missing between two items of a list", COMMAS),
    ("missing comma between key-value pairs",
        "两项之间少了逗号", "a comma is missing between two items", COMMAS),
    ("missing escaped value",
        "反斜杠后面少了字符", "nothing that can stand behind a backslash", BACKSLASH),
    ("missing inline table opening", "少了左花括号", "the opening `{` is missing", BRACKETS),
    ("missing key for inline table element",
        "花括号里少了名字", "a name is missing in the braces", ENTRY),
    ("missing opening quote", "少了前面的引号", "missing opening quote", QUOTES),
    ("missing table open", "少了左方括号", "the opening `[` is missing", BRACKETS),
    ("missing value", "等号后面没有值", "there is no value behind `=`", ENTRY),
    ("missing value for key", "等号后面没有值", "there is no value behind `=`", ENTRY),
    ("recursion limit", "括号套得太深", "brackets inside brackets, too deep", BRACKETS),
    ("redundant integer number prefix", "数字写得不对", "a number that is not right", NUMBERS),
    ("string values must be quoted", "文字要加引号", "a text must stand in quotes", VALUES),
    ("too few unicode value digits", "\\u 后面的数字不够", "too few digits behind \\u", BACKSLASH),
    ("unclosed array", "方括号没有收尾", "a list is never closed", BRACKETS),
    ("unclosed array table", "表名的方括号没有收尾", "a table's name is never closed", BRACKETS),
    ("unclosed inline table", "花括号没有收尾", "braces are never closed", BRACKETS),
    ("unclosed table", "表名的方括号没有收尾", "a table's name is never closed", BRACKETS),
    ("unexpected `=` in array",
        "方括号里不能直接写等号", "`=` cannot stand in a list by itself", BRACKETS),
    ("unexpected content", "这里多出了东西", "something stands here that should not", ENTRY),
    ("unexpected key or value",
        "行尾多出了东西", "something stands behind the end of this line's value", ENTRY),
    ("unexpected leading zero", "数字前面不能有 0", "a number cannot begin with 0", NUMBERS),
    ("unquoted keys cannot be empty",
        "等号前面没有名字", "there is no name in front of `=`", ENTRY),
];

/// What should stand there; signs stand as they are. What is not listed is
/// left out: without it the fault is clear enough.
const EXPECTED: &[(&str, &str)] = &[
    ("a four-digit year (YYYY)", "四位的年份"),
    ("a two-digit day (DD)", "两位的日子"),
    ("a two-digit month (MM)", "两位的月份"),
    ("day between 01 and 28", "01 到 28 日"),
    ("day between 01 and 29", "01 到 29 日"),
    ("day between 01 and 30", "01 到 30 日"),
    ("day between 01 and 31", "01 到 31 日"),
    ("digits", "数字"),
    ("letters", "字母"),
    ("month between 01 and 12", "01 到 12 月"),
    ("numbers", "数字"),
];

/// The parser's words in both languages.
pub(super) fn in_words(words: &str) -> (String, String) {
    let (fault, expected) = words.split_once(", expected ").unwrap_or((words, ""));
    let Some((_, zh, en, _)) = find(fault) else {
        let zh = format!("解析器的原话是「{words}」");
        return (zh, words.to_owned());
    };
    let signs: Option<Vec<_>> = expected.split(", ").map(one_expected).collect();
    let Some(signs) = signs else {
        return ((*zh).to_owned(), (*en).to_owned());
    };
    let (signs_zh, signs_en): (Vec<_>, Vec<_>) = signs.into_iter().unzip();
    (
        format!("{zh}，这里应有 {}", signs_zh.join(" ")),
        format!("{en}, expected {}", signs_en.join(", ")),
    )
}

/// What to do about it.
pub(super) fn advice(words: &str) -> Both {
    let (fault, _) = words.split_once(", expected ").unwrap_or((words, ""));
    find(fault).map_or(ENTRY, |(.., advice)| *advice)
}

/// A thing that should stand there, in both languages.
fn one_expected(words: &str) -> Option<(&str, &str)> {
    let sign = words.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
    if sign.is_some_and(|sign| !sign.contains('`')) {
        return Some((words, words));
    }
    let found = EXPECTED.iter().find(|(english, _)| *english == words);
    found.map(|(english, chinese)| (*chinese, *english))
}

fn find(fault: &str) -> Option<&'static (&'static str, &'static str, &'static str, Both)> {
    // It names the type.
    let fault = if fault.starts_with(EXTENDED) {
        EXTENDED
    } else {
        fault
    };
    FAULTS.iter().find(|(english, ..)| *english == fault)
}

const EXTENDED: &str = "cannot extend value of type";

#[cfg(test)]
mod tests {
    use super::{FAULTS, in_words};

    #[test]
    fn what_is_known_is_said_in_plain_words_and_signs_stay() {
        for (words, zh, en) in [
            (
                "duplicate key",
                "这个名字在同一张表里写了两次",
                "a name stands twice in one table",
            ),
            (
                "missing comma between array elements, expected `,`",
                "列表里两项之间少了逗号，这里应有 `,`",
                "a comma is missing between two items of a list, expected `,`",
            ),
            (
                "cannot extend value of type string with a dotted key",
                "这个名字已经有了值，不能再写成表",
                "this name has a value already and cannot be a table too",
            ),
            (
                "invalid date, expected month between 01 and 12",
                "没有这个日子，或者日期写得不对，这里应有 01 到 12 月",
                "there is no such day, or it is not written right, expected month between 01 and 12",
            ),
            // What should stand there is not known, the fault is.
            (
                "string values must be quoted, expected literal string",
                "文字要加引号",
                "a text must stand in quotes",
            ),
            (
                "something new",
                "解析器的原话是「something new」",
                "something new",
            ),
        ] {
            assert_eq!(in_words(words), (zh.to_owned(), en.to_owned()), "{words}");
        }
    }

    #[test]
    fn no_fault_stands_twice() {
        for (number, (fault, ..)) in FAULTS.iter().enumerate() {
            assert!(FAULTS[..number].iter().all(|(other, ..)| other != fault));
        }
    }
}
