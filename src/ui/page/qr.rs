//! The short message as a QR code, so that it reaches a phone.

use super::reading;
use super::{About, Both, Command, Face, Guide, Lang, Model, Scrolls, Sheet, Turn, result};
use crate::ui::keys::{ESC, READ_ON, SLASH};
use crate::ui::view::qr::{encode, extent, lines};

pub(crate) static ABOUT: About = About {
    name: Both::new("发手机", "For a phone"),
    hint: Both::new("好了按 Esc 退回结果。", "Esc goes back to the result."),
    own: &[READ_ON, ESC, SLASH],
    shares: &[],
};

/// The message as a code.
#[derive(Clone, Debug)]
pub struct QrPage;

impl Face for QrPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Everything
    }

    /// The code of as many of the message's lines as there is room for.
    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (theme, lang) = (sheet.theme, model.lang);
        let message = result::message(guide, &guide.walk(model.today), lang).unwrap_or_default();
        let message = message.as_str();
        let fits = |text: &str| {
            let code = encode(text)?;
            let (columns, rows) = extent(&code, theme);
            (columns <= sheet.width && rows <= sheet.height).then_some((code, columns))
        };
        let heads = (1..=message.lines().count()).rev();
        let mut heads = heads.map(|count| head(message, count));
        let found = heads.find_map(|text| Some((fits(text)?, text)));
        let whole = lang.pick(
            "用手机扫这个码，就得到短消息，可以转发。",
            "Scanned with a phone it gives the short message, to send on.",
        );
        let mut words = Vec::new();
        if found.is_some() {
            words.extend([whole.to_owned(), String::new()]);
        }
        if found.as_ref().is_none_or(|(_, text)| *text != message) {
            words.push(too_small(sheet, message, model.size.0, lang));
            words.push(String::new());
        }
        match found {
            Some(((code, columns), text)) => {
                words.extend(text.lines().map(str::to_owned));
                sheet.beside(lines(&code, theme), columns, &words);
            }
            None => words.iter().for_each(|line| sheet.plain(line)),
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        reading::act(turn, command, Turn::home);
    }
}

/// The first lines of a text.
fn head(text: &str, lines: usize) -> &str {
    let end = text.match_indices('\n').nth(lines - 1);
    let head = end.map(|(end, _)| text.split_at(end + 1).0);
    head.unwrap_or(text)
}

/// How large a window of so many columns must be for the whole message.
fn too_small(sheet: &Sheet, message: &str, window: u16, lang: Lang) -> String {
    /// Rows of the title, the hint and the keys; what was said may take more.
    const AROUND: usize = 3;
    let Some(code) = encode(message) else {
        return String::new();
    };
    let (columns, rows) = extent(&code, sheet.theme);
    let columns = columns + usize::from(window).saturating_sub(sheet.width);
    let rows = rows + AROUND;
    lang.say(
        format_args!("窗口小，放不下全文的码。把字缩小（Ctrl 和 -）或把窗口拉大，到 {columns} 列 {rows} 行就行。"),
        format_args!(
            "The window is too small for all of it. Smaller letters (Ctrl and -) or a larger window: {columns} columns and {rows} rows."
        ),
    )
}
