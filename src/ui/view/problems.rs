//! The page that says what is wrong with the rule files.

use super::sheet::Sheet;
use crate::lang::Lang;
use crate::pack::Problems;

/// Writes every problem with its place.
pub fn write(sheet: &mut Sheet, problems: &Problems, lang: Lang) {
    let theme = sheet.theme;
    sheet.text(
        theme.warn(),
        lang.pick(
            "规则文件有错，没有装上。改好以后按 F5。",
            "The rule files have faults and were not loaded. Mend them and press F5.",
        ),
    );
    sheet.blank();
    for line in problems.render(lang).lines() {
        // Excerpts keep their columns: the caret below must stay in place.
        if crate::ui::text::width(line) <= sheet.width {
            sheet.line(vec![ratatui::text::Span::raw(line.to_owned())]);
        } else {
            sheet.text(theme.plain(), line);
        }
    }
}
