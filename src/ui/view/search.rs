//! Looking up a word: the field, and what contains the word.

use super::sheet::Sheet;
use crate::lang::Lang;
use crate::ui::model::Guide;
use crate::ui::search::Hit;

/// Writes the page.
pub fn write(sheet: &mut Sheet, guide: &Guide, lang: Lang) {
    let theme = sheet.theme;
    sheet.text(
        theme.strong(),
        lang.pick(
            "找一个词：打字，用上下键挑，按回车打开",
            "Look up a word: type it, choose with the arrows, Enter opens",
        ),
    );
    sheet.blank();
    let (before, after) = guide.search.field.around_cursor();
    sheet.field(lang.pick("词 ", "Word "), (&before, &after), 24, true);
    sheet.blank();
    let hits = guide.search.hits();
    if hits.is_empty() {
        let words = if guide.search.field.is_empty() {
            lang.pick(
                "例如：加急、缴费、身份证、历史数据。",
                "For example: fee, ID, fraud, refused.",
            )
        } else {
            lang.pick(
                "没有找到。换一个词试试。",
                "Nothing found. Try another word.",
            )
        };
        return sheet.text(theme.plain(), words);
    }
    let cursor_line = sheet.focus.clone();
    for (row, hit) in hits.into_iter().enumerate() {
        let kind = match hit {
            Hit::Question(_) => lang.pick("问题  ", "Question  "),
            Hit::Result(_) => lang.pick("结果  ", "Result  "),
            Hit::Aside(_) => lang.pick("答复  ", "Reply  "),
        };
        let title = hit.title(&guide.pack, lang);
        let marked = row == guide.search.marked;
        sheet.row(None, &format!("{kind}{title}"), marked, false);
    }
    // The field stays in sight with the row, where both find room.
    if let (Some(field), Some(row)) = (cursor_line, &mut sheet.focus)
        && row.end - field.start <= sheet.height
    {
        row.start = field.start;
    }
}
