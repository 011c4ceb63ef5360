//! All keys.

use ratatui::text::Span;

use super::reading::{self, ABOUT};
use super::{About, Command, Face, Guide, Model, Page, Scrolls, Sheet, Turn};
use crate::ui::keys;
use crate::ui::text;

/// All keys of all pages, and the page they were asked for on.
#[derive(Clone, Debug)]
pub struct KeysPage(pub(crate) Box<Page>);

impl Face for KeysPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    /// From the table that reads them: a page a line, so that one look is enough.
    fn write(&self, sheet: &mut Sheet, model: &Model, _: &Guide) {
        let lang = model.lang;
        sheet.strong(lang.pick("全部按键", "All keys"));
        sheet.plain(lang.pick(
            "数字键、回车和 Esc 就够用；F 键只是快一点，没有也行。",
            "Digits, Enter and Esc are enough. The F keys are shortcuts that you can do without.",
        ));
        sheet.blank();
        let pages = keys::all(lang);
        let names = pages.iter().map(|(name, _)| text::width(name));
        let indent = names.max().unwrap_or(0) + 2;
        for (name, keys) in &pages {
            write_page_keys(sheet, &text::pad(name, indent), keys);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let back = self.0.clone();
        reading::act(turn, command, |turn| turn.guide.page = *back);
    }
}

/// The keys of one page behind its name, none of them broken over two lines.
fn write_page_keys(sheet: &mut Sheet, name: &str, keys: &[(&str, &str)]) {
    const GAP: usize = 2;
    let theme = sheet.theme;
    let mut line = vec![Span::styled(name.to_owned(), theme.plain())];
    let mut used = text::width(name);
    for (key, does) in keys {
        let taken = text::width(key) + 1 + text::width(does);
        if used + taken > sheet.width && line.len() > 1 {
            let indent = " ".repeat(text::width(name));
            used = text::width(name);
            sheet.line(std::mem::replace(&mut line, vec![Span::raw(indent)]));
        }
        line.push(Span::styled((*key).to_owned(), theme.accent()));
        line.push(Span::raw(format!(" {does}{}", " ".repeat(GAP))));
        used += taken + GAP;
    }
    sheet.line(line);
}
