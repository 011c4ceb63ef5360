//! What pages only to be read have in common: everything leads back.

use super::{About, Both, Command, Notice, Turn};
use crate::ui::keys::{ESC, READ_ON, SLASH};

pub(crate) static ABOUT: About = About {
    name: Both::new("只看的页", "To read"),
    hint: Both::new("看完按 Esc 退回。", "Esc goes back."),
    own: &[READ_ON, ESC, SLASH],
    shares: &[],
};

/// Leads back.
pub(crate) fn act<'t>(turn: &mut Turn<'t>, command: Command, back: impl FnOnce(&mut Turn<'t>)) {
    match command {
        Command::Back | Command::Enter => back(turn),
        _ => turn.notice = Some(Notice::NO_SUCH_KEY),
    }
}
