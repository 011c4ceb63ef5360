//! Web addresses on the screen as links (OSC 8). Windows that do not know them
//! show the same words.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};

/// Makes every web address on the screen a link to itself.
pub(crate) fn mark(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks_mut(columns);
    for row in rows.filter(|row| row.iter().any(|cell| cell.symbol() == ".")) {
        let line: String = row.iter().map(|cell| one(cell.symbol())).collect();
        for (first, address) in addresses(&line) {
            for (cell, letter) in row.iter_mut().skip(first).zip(address.chars()) {
                // The same id: letters that are written at different times are one link.
                cell.set_symbol(&format!(
                    "\x1b]8;id={address};https://{address}\x1b\\{letter}\x1b]8;;\x1b\\"
                ));
                cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
            }
        }
    }
}

/// A cell as one character: so the place in the line is the place in the row.
fn one(symbol: &str) -> char {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii() => c,
        _ => ' ',
    }
}

/// The web addresses in a line and where they begin: three names or more with
/// dots between them, the last of letters alone.
fn addresses(line: &str) -> Vec<(usize, &str)> {
    let other = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let mut found = Vec::new();
    let mut first = 0;
    for word in line.split(other) {
        let address = word.trim_end_matches('.');
        let names: Vec<&str> = address.split('.').collect();
        let whole = names.iter().all(|name| !name.is_empty());
        let ends = names
            .last()
            .is_some_and(|last| last.len() > 1 && last.chars().all(|c| c.is_ascii_alphabetic()));
        if names.len() > 2 && whole && ends {
            found.push((first, address));
        }
        first += word.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn addresses_are_found_and_nothing_else() {
        assert_eq!(
            addresses("on www.example.org. See"),
            [(3, "www.example.org")]
        );
        for none in ["2026.11.28", "contacts.toml", "a..b.cn", "1.2.3", "v1.2.x"] {
            assert_eq!(addresses(none), [], "{none}");
        }
    }

    #[test]
    fn a_link_takes_no_more_room_than_its_words() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        buffer.set_string(0, 0, "到 www.example.org 查", Style::new());
        let plain = buffer.clone();
        mark(&mut buffer);
        let linked = (3..18).all(|x| {
            let cell = &buffer[(x, 0)];
            cell.symbol().contains("https://www.example.org")
                && cell.diff_option == CellDiffOption::ForcedWidth(NonZeroU16::MIN)
        });
        assert!(linked, "{buffer:?}");
        let rest = (0..3).chain(18..40);
        assert!(rest.clone().all(|x| buffer[(x, 0)] == plain[(x, 0)]));
    }
}
