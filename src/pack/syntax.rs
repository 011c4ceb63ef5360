//! What the TOML parser says, in Chinese. What is not listed here is quoted as
//! the parser's own words.

/// What is wrong.
const FAULTS: &[(&str, &str)] = &[
    ("`_` may only go between digits", "下划线只能写在数字中间"),
    (
        "cannot recurse further; max recursion depth met",
        "括号套得太深",
    ),
    (
        "carriage return must be followed by newline",
        "换行写得不对",
    ),
    ("duplicate key", "这个名字在同一张表里写了两次"),
    ("extra `=`", "多了一个等号"),
    ("extra assignment between key-value pairs", "多了一个等号"),
    ("extra comma in array", "列表里多了一个逗号"),
    ("extra comma in inline table", "花括号里多了一个逗号"),
    (
        "integers with a radix cannot be signed",
        "这种数字前面不能有正负号",
    ),
    ("invalid basic string", "双引号里的文字没有写对"),
    (
        "invalid boolean",
        "文字要加引号；不是文字的，只能写 true 或 false",
    ),
    ("invalid comment character", "注释里有不能用的字符"),
    ("invalid date", "没有这个日子，或者日期写得不对"),
    ("invalid date-time", "日期写得不对"),
    ("invalid datetime", "日期写得不对"),
    ("invalid float", "小数写得不对"),
    ("invalid fraction", "小数写得不对"),
    ("invalid hexadecimal number", "数字写得不对"),
    ("invalid inline table element", "花括号里的一项写得不对"),
    ("invalid integer number", "数字写得不对"),
    ("invalid key-value pair", "这一行要写成 名字 = 值"),
    ("invalid literal string", "单引号里的文字没有写对"),
    ("invalid mantissa", "数字写得不对"),
    (
        "invalid multi-line basic string",
        "三个双引号里的文字没有写对",
    ),
    (
        "invalid multi-line literal string",
        "三个单引号里的文字没有写对",
    ),
    ("invalid string", "文字要加引号"),
    ("invalid time", "钟点写得不对"),
    ("invalid unquoted key", "名字里有不能用的字符"),
    ("invalid value", "等号后面的值写得不对"),
    ("key with no value", "只有名字，没有等号和值"),
    ("missing array opening", "少了左方括号"),
    (
        "missing assignment between key-value pairs",
        "名字和值之间少了等号",
    ),
    (
        "missing comma between array elements",
        "列表里两项之间少了逗号",
    ),
    ("missing comma between key-value pairs", "两项之间少了逗号"),
    ("missing escaped value", "反斜杠后面少了字符"),
    ("missing inline table opening", "少了左花括号"),
    ("missing key for inline table element", "花括号里少了名字"),
    ("missing opening quote", "少了前面的引号"),
    ("missing table open", "少了左方括号"),
    ("missing value", "等号后面没有值"),
    ("missing value for key", "等号后面没有值"),
    ("recursion limit", "括号套得太深"),
    ("redundant integer number prefix", "数字写得不对"),
    (
        "string values must be quoted",
        "等号后面没有值，或者文字没加引号",
    ),
    ("too few unicode value digits", "\\u 后面的数字不够"),
    ("unclosed array", "方括号没有收尾"),
    ("unclosed array table", "表名的方括号没有收尾"),
    ("unclosed inline table", "花括号没有收尾"),
    ("unclosed table", "表名的方括号没有收尾"),
    ("unexpected `=` in array", "方括号里不能直接写等号"),
    ("unexpected content", "这里多出了东西"),
    ("unexpected key or value", "行尾多出了东西"),
    ("unexpected leading zero", "数字前面不能有 0"),
    ("unquoted keys cannot be empty", "等号前面没有名字"),
];

/// What should stand there; signs stand as they are.
const EXPECTED: &[(&str, &str)] = &[
    ("a four-digit year (YYYY)", "四位的年份"),
    ("a two-digit day (DD)", "两位的日子"),
    ("a two-digit month (MM)", "两位的月份"),
    ("day between 01 and 28", "01 到 28 日"),
    ("day between 01 and 29", "01 到 29 日"),
    ("day between 01 and 30", "01 到 30 日"),
    ("day between 01 and 31", "01 到 31 日"),
    ("digits", "数字"),
    ("key", "名字"),
    ("letters", "字母"),
    ("month between 01 and 12", "01 到 12 月"),
    ("newline", "换行"),
    ("numbers", "数字"),
];

/// The parser's words in Chinese; none where they are not known.
pub(super) fn in_chinese(words: &str) -> Option<String> {
    let (fault, expected) = words.split_once(", expected ").unwrap_or((words, ""));
    let fault = if fault.starts_with("cannot extend value of type") {
        "这个名字已经有了值，不能再写成表"
    } else {
        find(FAULTS, fault)?
    };
    // Without one that is not known the fault is clear enough.
    let signs: Option<Vec<_>> = expected.split(", ").map(one_expected).collect();
    Some(match signs {
        Some(signs) => format!("{fault}，这里应有 {}", signs.join(" ")),
        None => fault.to_owned(),
    })
}

fn one_expected(words: &str) -> Option<&str> {
    let sign = words.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
    match sign {
        Some(sign) if !sign.contains('`') => Some(words),
        _ => find(EXPECTED, words),
    }
}

fn find<'t>(table: &[(&str, &'t str)], words: &str) -> Option<&'t str> {
    let found = table.iter().find(|(english, _)| *english == words);
    found.map(|(_, chinese)| *chinese)
}

#[cfg(test)]
mod tests {
    use super::in_chinese;

    #[test]
    fn what_is_known_is_said_in_chinese_and_signs_stay() {
        for (words, said) in [
            ("duplicate key", Some("这个名字在同一张表里写了两次")),
            (
                "missing comma between array elements, expected `,`",
                Some("列表里两项之间少了逗号，这里应有 `,`"),
            ),
            (
                "unexpected key or value, expected newline, `#`",
                Some("行尾多出了东西，这里应有 换行 `#`"),
            ),
            (
                "cannot extend value of type string with a dotted key",
                Some("这个名字已经有了值，不能再写成表"),
            ),
            // What should stand there is not known, the fault is.
            (
                "invalid date, expected `-` (MM-DD)",
                Some("没有这个日子，或者日期写得不对"),
            ),
            ("something new", None),
        ] {
            assert_eq!(in_chinese(words).as_deref(), said, "{words}");
        }
    }
}
