//! A QR code as lines: two modules of a column in one half block, or, with
//! ASCII signs alone, each module as two blanks.

use qrcodegen::{QrCode, QrCodeEcc};
use ratatui::text::{Line, Span};

use crate::ui::theme::Theme;

/// Light modules around the code. Fewer than the standard's four, which cost
/// rows that a window does not have; phones read it so.
const QUIET: i32 = 2;

/// A text as a code; none where it is too long for any.
pub(crate) fn encode(text: &str) -> Option<QrCode> {
    QrCode::encode_text(text, QrCodeEcc::Low).ok()
}

/// Columns and rows that a code takes.
pub(crate) fn extent(code: &QrCode, theme: Theme) -> (usize, usize) {
    let modules = usize::try_from(code.size() + 2 * QUIET).unwrap_or(0);
    if theme.ascii {
        (2 * modules, modules)
    } else {
        (modules, modules.div_ceil(2))
    }
}

/// The lines of a code. One half block is enough, in both colours; the other
/// one, and the whole one, leave gaps between the rows in some fonts.
pub(crate) fn lines(code: &QrCode, theme: Theme) -> Vec<Line<'static>> {
    let across = -QUIET..code.size() + QUIET;
    let cell = |x, y| {
        let (upper, lower) = (code.get_module(x, y), code.get_module(x, y + 1));
        let half = match () {
            () if theme.ascii => "  ",
            () if upper == lower => " ",
            () => "▄",
        };
        Span::styled(half, theme.module(upper))
    };
    let down = across.clone().step_by(if theme.ascii { 1 } else { 2 });
    down.map(|y| across.clone().map(|x| cell(x, y)).collect())
        .collect()
}
