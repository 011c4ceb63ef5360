//! What can be taken away of a result, by digits.

use super::sheet::Sheet;
use crate::lang::Lang;

/// The digits and what they do.
const ROWS: [(u8, &str, &str); 1] = [(1, "存成文字文件", "Save as plain text")];

/// Writes the page.
pub fn write(sheet: &mut Sheet, lang: Lang) {
    let theme = sheet.theme;
    sheet.text(
        theme.strong(),
        lang.pick("把结果带走", "Take the result away"),
    );
    sheet.blank();
    for (digit, zh, en) in ROWS {
        sheet.row(Some(digit), lang.pick(zh, en), false, false);
    }
}
