//! The page that says what is wrong with the rule files.

use crossterm::event::KeyCode;

use super::{About, Both, Command, Lang, Sheet};
use crate::pack::Problems;
use crate::ui::keys::Press::Key;
use crate::ui::keys::{READ_ON, bind};

pub(crate) static ABOUT: About = About {
    name: Both::new("规则有错", "Faults in the rules"),
    hint: Both::new(
        "规则文件改好以后按 F5。",
        "Mend the rule files, then press F5.",
    ),
    own: &[
        READ_ON,
        bind(&[Key(KeyCode::F(5))], Command::Retry).help(0, "F5", "再试一次", "try again"),
        bind(&[Key(KeyCode::Esc)], Command::Back),
    ],
    shares: &[],
};

/// Writes every problem with its place.
pub(crate) fn write(sheet: &mut Sheet, problems: &Problems, lang: Lang) {
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
            sheet.plain(line);
        }
    }
}
