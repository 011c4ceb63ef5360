//! What a problem says, in both languages side by side.

use super::ProblemKind;
use crate::lang::{Both, Lang, Said};
use crate::pack::files::{MAIN, Unreadable};
use crate::pack::syntax;

/// What is wrong, in one sentence.
pub(super) fn title(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::File(why) => unreadable(why),
        ProblemKind::Syntax { words, typed } => not_toml(words, *typed),
        ProblemKind::MissingFile(name) => Said::new(
            format!("缺少文件 {name}"),
            format!("the file {name} is missing"),
        ),
        ProblemKind::UnknownKey { key, table, .. } => Said::new(
            format!("[{table}] 里没有 `{key}` 这一项"),
            format!("[{table}] has no key `{key}`"),
        ),
        ProblemKind::MissingKey { key, table } => Said::new(
            format!("[{table}] 缺少 `{key}`"),
            format!("[{table}] lacks `{key}`"),
        ),
        ProblemKind::WrongValue {
            key,
            expected: Said { zh, en },
            found,
        } => Said::new(
            format!("`{key}` 要写{zh}，现在是 {found}"),
            format!("`{key}` takes {en}, found {found}"),
        ),
        ProblemKind::UnknownId { noun, id, .. } => Said::new(
            format!("没有叫 `{id}` 的{}", noun.name(Lang::Zh)),
            format!("there is no {} `{id}`", noun.name(Lang::En)),
        ),
        ProblemKind::DuplicateId { noun, id, first } => Said::new(
            format!("{} `{id}` 写了两次，第一次在 {first}", noun.name(Lang::Zh)),
            format!(
                "{} `{id}` stands twice, first at {first}",
                noun.name(Lang::En)
            ),
        ),
        ProblemKind::UnknownPlaceholder { name, .. } => Said::new(
            format!("没有 {{{name}}} 这个占位"),
            format!("there is no placeholder {{{name}}}"),
        ),
        ProblemKind::OpenBrace => Said::new(
            "花括号没有成对，或者用了中文的｛｝",
            "a brace has no partner, or is a full-width one",
        ),
        ProblemKind::Harmful(c) => harmful(*c),
        ProblemKind::Cycle(ids) => {
            let round = ids.join(" → ");
            Said::new(
                format!("走成了圈：{round}"),
                format!("the routes run in a circle: {round}"),
            )
        }
        ProblemKind::Scenario {
            id,
            expected,
            found,
        } => Said::new(
            format!("情景 `{id}` 应为 {expected}，走出来是 {found}"),
            format!("scenario `{id}` expects {expected}, found {found}"),
        ),
        ProblemKind::Finding(finding) => finding.title.clone(),
        ProblemKind::Fault { zh, en } => Said::new(zh, en),
    }
}

fn unreadable(why: &Unreadable) -> Said {
    match why {
        Unreadable::Io(zh, en) => Said::new(
            format!("文件读不了：{zh}"),
            format!("the file cannot be read: {en}"),
        ),
        Unreadable::NotUtf8(at) => {
            let byte = at + 1;
            Said::new(
                format!("文件不是 UTF-8 编码（第 {byte} 个字节起）"),
                format!("the file is not UTF-8 (from byte {byte})"),
            )
        }
        Unreadable::TooLarge(bytes, most) => Said::new(
            format!("文件有 {bytes} 字节，规则文件最多 {most} 字节"),
            format!("the file has {bytes} bytes; a rule file has at most {most}"),
        ),
        Unreadable::TooMany(count) => Said::new(
            format!("文件夹里有 {count} 个文件，不像规则包"),
            format!("the folder holds {count} files; that is not a rule pack"),
        ),
    }
}

fn not_toml(words: &str, typed: Option<(char, &'static str)>) -> Said {
    if let Some((found, meant)) = typed {
        return Said::new(
            format!("这里是中文输入法打的「{found}」，规则文件里要用英文的 {meant}"),
            format!(
                "this `{found}` was typed with a Chinese input method; rule files take {meant}"
            ),
        );
    }
    let zh = match syntax::in_chinese(words) {
        Some(words) => format!("这一行读不懂：{words}"),
        None => format!("这一行读不懂，解析器的原话是「{words}」"),
    };
    Said::new(zh, format!("not valid TOML: {words}"))
}

fn harmful(c: char) -> Said {
    let (zh, en) = if c.is_control() {
        ("文字里有控制字符", "the text holds the control character")
    } else {
        (
            "文字里有看不见的字符",
            "the text holds the invisible character",
        )
    };
    let code = u32::from(c);
    Said::new(format!("{zh} U+{code:04X}"), format!("{en} U+{code:04X}"))
}

/// What to do about it, where that is the same for all of its kind.
pub(super) fn advice(kind: &ProblemKind) -> Option<Both> {
    let (zh, en) = match kind {
        ProblemKind::UnknownKey { .. } => (
            "删掉这一项，或照 rules/README.md 里的名字写",
            "delete it, or use a name from rules/README.md",
        ),
        ProblemKind::MissingKey { key, .. } if key == "next" => (
            "写上 next：没有一条 route 合用时往哪里走",
            "add `next`: where to go when no route fires",
        ),
        ProblemKind::MissingKey { .. } => ("补上这一项", "add it"),
        ProblemKind::UnknownId { .. } => (
            "改成已有的名字，或先把它写出来",
            "use a name that exists, or write the thing it names",
        ),
        ProblemKind::DuplicateId { .. } => ("改掉其中一个名字", "rename one of the two"),
        ProblemKind::OpenBrace => (
            "占位写成 {名字}，例如 {usual-days}",
            "write placeholders as {name}, for example {usual-days}",
        ),
        ProblemKind::Harmful(_) => ("删掉它；一句话写成一行", "delete it; one text is one line"),
        ProblemKind::Cycle(_) => (
            "改掉其中一条 to 或 next，让它走向结果",
            "change one `to` or `next` along it so that it leads on to a result",
        ),
        ProblemKind::MissingFile(name) if name != MAIN => (
            "把它放回来；真的不要它，就从 pack.toml 的 files 里删掉它的名字",
            "put it back; if it is not wanted, take its name out of `files` in pack.toml",
        ),
        ProblemKind::Syntax { typed: Some(_), .. } => (
            "换成英文输入法，重新打这个符号",
            "switch the input method and type it anew",
        ),
        ProblemKind::Syntax { .. } => (
            "照旁边的行核对引号、方括号和等号；日子要是真有的日子",
            "compare quotes, brackets and equal signs with the lines around it; a date must exist",
        ),
        ProblemKind::Scenario { .. } => (
            "改规则，或者确认情景里写错了再改情景",
            "mend the rules, or the scenario if it is the one that is wrong",
        ),
        _ => return None,
    };
    Some(Both::new(zh, en))
}
