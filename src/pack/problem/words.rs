//! What a problem says, in both languages side by side.

use super::ProblemKind;
use crate::lang::{Both, Lang, Said};
use crate::pack::files::{MAIN, Unreadable};
use crate::pack::slip::Slip;
use crate::pack::syntax;

/// What is wrong, in one sentence.
pub(super) fn title(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::File(why) => unreadable(why),
        ProblemKind::Syntax { words, slip } => not_toml(words, slip.as_ref()),
        ProblemKind::MissingFile(name) => Said::new(
            format!("缺少文件 {name}"),
            format!("the file {name} is missing"),
        ),
        ProblemKind::UnknownFolder { folder, .. } => Said::new(
            format!("文件夹 {folder} 里的规则不会读"),
            format!("nothing reads rules in the folder {folder}"),
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
            format!("`{key}` 要写{}{zh}，现在是 {found}", gap_before(zh)),
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
        ProblemKind::CopyOf { file, names } => Said::new(
            format!("这里的 {names} 个名字，{file} 里都有了：多半是多了一份副本"),
            format!("{names} names stand in {file} too: most likely one is a copy of the other"),
        ),
        ProblemKind::Cycle(ids) => {
            let round = ids.join(" → ");
            Said::new(
                format!("走成了圈：{round}"),
                format!("the routes run in a circle: {round}"),
            )
        }
        ProblemKind::Finding(finding) => finding.title.clone(),
        ProblemKind::Scenario(said) | ProblemKind::Fault(said) => said.clone(),
    }
}

/// A gap between Chinese and what does not begin so.
fn gap_before(words: &str) -> &'static str {
    if words.starts_with(|it: char| it.is_ascii()) {
        " "
    } else {
        ""
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
            format!("文件有 {bytes} 字节，最多读 {most} 字节"),
            format!("the file has {bytes} bytes; at most {most} are read"),
        ),
        Unreadable::Empty => Said::new("文件是空的", "the file is empty"),
        Unreadable::TooMany(most) => Said::new(
            format!("文件夹里有 {most} 个以上的 .toml 文件，不像规则包"),
            format!("the folder holds more than {most} .toml files; that is not a rule pack"),
        ),
    }
}

fn not_toml(words: &str, slip: Option<&Slip>) -> Said {
    let (zh, en) = match slip {
        Some(slip) => return slip.title(),
        None => syntax::in_words(words),
    };
    Said::new(
        format!("这一行读不懂：{zh}"),
        format!("this line cannot be read: {en}"),
    )
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

/// What may stand under a key that a pack cannot do without, in its table.
pub(super) fn example(key: &str, table: &str) -> Option<String> {
    let entry = match key {
        "id" => "id = \"…\"",
        "version" => "version = \"1\"",
        "schema" => "schema = 1",
        "region" => "region = \"my-city\"",
        "input" => "input = \"choice\"",
        "to" => "to = \"…\"",
        "zh" => "zh = \"…\"",
        "en" => "en = \"…\"",
        "workdays" => "workdays = 15",
        "checked-on" => "checked-on = 2026-10-08",
        _ => return None,
    };
    // Of a text that is no item of a list the language stands behind a dot.
    let text = table
        .rsplit('.')
        .next()
        .filter(|_| Lang::ALL.iter().any(|lang| lang.code() == key));
    let text = text.filter(|it| it.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    Some(text.map_or_else(|| entry.to_owned(), |text| format!("{text}.{entry}")))
}

// How to mend what is also in the list of rules, which says it in these words.
pub(crate) const ADD_NEXT: Both = Both::new(
    "写上 next：没有一条 route 合用时往哪里走",
    "add `next`: where to go when no route fires",
);
pub(crate) const ADD_KEY: Both = Both::new("补上这一项", "add it");
pub(crate) const USE_KNOWN_ID: Both = Both::new(
    "改成已有的名字，或先把它写出来",
    "use a name that exists, or write the thing it names",
);
pub(crate) const RENAME: Both = Both::new("改掉其中一个名字", "rename one of the two");
pub(crate) const CLOSE_BRACE: Both = Both::new(
    "占位写成 {名字}，例如 {today}",
    "write placeholders as {name}, for example {today}",
);
pub(crate) const ONE_LINE: Both =
    Both::new("删掉它；一句话写成一行", "delete it; one text is one line");
pub(crate) const MEND_EITHER: Both = Both::new(
    "改规则，或者确认情景里写错了再改情景",
    "mend the rules, or the scenario if it is the one that is wrong",
);

/// What to do about it, where that is the same for all of its kind.
pub(super) fn advice(kind: &ProblemKind) -> Option<Both> {
    let advice = match kind {
        ProblemKind::Syntax { words, slip } => {
            return Some(
                slip.as_ref()
                    .map_or_else(|| syntax::advice(words), Slip::advice),
            );
        }
        ProblemKind::File(Unreadable::NotUtf8(_)) => Both::new(
            "用编辑器打开，另存一次，编码选 UTF-8",
            "open it in an editor and save it again, with UTF-8 for the encoding",
        ),
        ProblemKind::File(Unreadable::Empty) => Both::new(
            "把里面的内容放回来；多余的文件就删掉它",
            "put back what stood in it, or delete it if nothing should",
        ),
        ProblemKind::UnknownFolder { .. } => Both::new(
            "把它移到最外面；文件夹只有 calendar、region、scenarios 三个",
            "move it out of there; the only folders are calendar, region and scenarios",
        ),
        ProblemKind::UnknownKey { .. } => Both::new(
            "删掉这一项，或改成已有的名字",
            "delete it, or use a name that exists",
        ),
        ProblemKind::MissingKey { key, .. } if key == "next" => ADD_NEXT,
        ProblemKind::MissingKey { .. } => ADD_KEY,
        ProblemKind::UnknownId { .. } => USE_KNOWN_ID,
        ProblemKind::DuplicateId { .. } => RENAME,
        ProblemKind::CopyOf { .. } => {
            Both::new("删掉不要的那一份", "delete the one that is not wanted")
        }
        ProblemKind::OpenBrace => CLOSE_BRACE,
        ProblemKind::Harmful(_) => ONE_LINE,
        ProblemKind::Cycle(_) => Both::new(
            "改掉其中一条 to 或 next，让它走向结果",
            "change one `to` or `next` along it so that it leads on to a result",
        ),
        ProblemKind::MissingFile(name) if name != MAIN => Both::new(
            "把它放回来，也看看它是不是叫成了 .toml.txt；真的不要它，就从 pack.toml 的 files 里删掉它的名字",
            "put it back, and see whether it is called .toml.txt; if it is not wanted, take its name out of `files` in pack.toml",
        ),
        ProblemKind::MissingFile(_) => Both::new(
            "把它放回来，也看看它是不是叫成了 pack.toml.txt，文件夹有没有给错",
            "put it back, and see whether it is called pack.toml.txt, and whether this is the right folder",
        ),
        ProblemKind::Scenario(_) => MEND_EITHER,
        _ => return None,
    };
    Some(advice)
}
