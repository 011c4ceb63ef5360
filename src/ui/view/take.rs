//! What can be taken away of a result, by digits, and the code to go on with
//! by telephone.

use super::sheet::Sheet;
use crate::lang::Lang;
use crate::report::code;
use crate::report::takeaway::Format;
use crate::ui::model::{Guide, Model};

/// The digits, what they write, and how it is called.
pub const ROWS: [(u8, Format, &str, &str); 6] = [
    (1, Format::Text, "文字，全文", "Text, all of it"),
    (2, Format::Markdown, "带格式的文字（Markdown）", "Markdown"),
    (3, Format::Html, "网页，打印用", "A page to print"),
    (
        4,
        Format::Ics,
        "日历：到那天提醒",
        "Calendar: the day to ask",
    ),
    (5, Format::Csv, "表格", "A row for a spreadsheet"),
    (
        6,
        Format::Message,
        "短消息，几行字",
        "A short message to send",
    ),
];

/// Writes the page.
pub fn write(sheet: &mut Sheet, model: &Model, guide: &Guide) {
    let (theme, lang) = (sheet.theme, model.lang);
    sheet.text(
        theme.strong(),
        lang.pick("把结果带走：存成哪一种？", "Take the result away: save as"),
    );
    sheet.blank();
    for (digit, _, zh, en) in ROWS {
        sheet.row(Some(digit), lang.pick(zh, en), false, false);
    }
    if let Some(code) = code::encode(&guide.pack, &guide.course.answers, model.today) {
        write_code(sheet, &code, lang);
    }
}

/// The code, set apart and in its groups.
fn write_code(sheet: &mut Sheet, code: &str, lang: Lang) {
    let theme = sheet.theme;
    sheet.heading(lang.pick("念得出的口令", "A code to read aloud"));
    sheet.text(
        theme.plain(),
        lang.pick(
            "电话里念给对方，第一页按 7 打进去，就能接着来。里面没有号码和名字。",
            "Read it out; on the first page, 7 takes it and goes on from here. It holds no number and no name.",
        ),
    );
    sheet.blank();
    let spaced: Vec<String> = code
        .split_whitespace()
        .map(|group| group.chars().flat_map(|c| [c, ' ']).collect())
        .collect();
    for line in spaced.chunks(3) {
        let words = format!("    {}", line.join("   "));
        sheet.text(theme.strong(), words.trim_end());
        sheet.lines.push(ratatui::text::Line::default());
    }
}

/// Writes the page that asks for a code.
pub fn write_entry(sheet: &mut Sheet, guide: &Guide, lang: Lang) {
    let theme = sheet.theme;
    sheet.text(
        theme.strong(),
        lang.pick("凭口令接着来", "Go on with a code"),
    );
    sheet.text(
        theme.plain(),
        lang.pick(
            "照对方念的打进去；大小写、空格都不要紧。",
            "Type it as it is read out; capitals and blanks do not matter.",
        ),
    );
    sheet.blank();
    let (before, after) = guide.code.around_cursor();
    sheet.field(lang.pick("口令 ", "Code "), (&before, &after), 48, true);
}
