//! What the screens show. Views only look at the model, but for how far the
//! page is scrolled, which is known once it is written.
//!
//! ```text
//! title                                     voice, today
//! ✓ stage   ▸ stage   ◦ stage   ◦ stage   ◦ stage
//!
//! the page, scrolled                       │ answers so far
//!                                          │ (from 110 columns)
//! what just happened, or what to do now
//! keys
//! ```

pub(super) mod call;
mod head;
pub(super) mod month;
mod panel;
pub(super) mod qr;
pub(super) mod question;
pub(super) mod sheet;
mod side;
pub(super) mod timeline;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::Line;

use super::command::Command;
use super::model::Model;
use super::page::{Page, problems};
use super::text;
use sheet::Sheet;

/// Smallest terminal that is drawn on.
const LEAST: (u16, u16) = (40, 10);
/// Largest that is drawn on: 65535 by 65535 cells, which a terminal can claim
/// to have, take more memory than there is.
const MOST: (u16, u16) = (1_000, 400);
/// From this many columns on the answers so far stand beside the page.
const WIDE: u16 = 110;
/// Columns a line of words has at most, to read well.
const READABLE: u16 = 78;

/// The parts of the screen.
#[derive(Clone, Copy, Debug)]
struct Parts {
    page: Rect,
    side: Option<Rect>,
    hint: Rect,
    help: Rect,
}

fn parts(model: &Model, (columns, rows): (u16, u16)) -> Parts {
    let margin = margin(columns);
    let width = columns - 2 * margin;
    let top = match rows {
        _ if is_code(model) => 1,
        ..16 => 2,
        _ => 3,
    };
    let page_width = if is_code(model) {
        width
    } else if columns >= WIDE {
        READABLE.min(width - 34)
    } else {
        width.min(READABLE + 2)
    };
    let hints = head::hint_rows(model, usize::from(width));
    let height = rows.saturating_sub(top + 1 + hints);
    let beside = margin + page_width + 3;
    Parts {
        page: Rect::new(margin, top, page_width, height),
        side: (columns >= WIDE && !is_code(model))
            .then(|| Rect::new(beside, top, columns - beside - margin, height)),
        hint: Rect::new(margin, top + height, width, hints),
        help: Rect::new(margin, rows.saturating_sub(1), width, 1),
    }
}

/// Whether a code to scan is shown, which needs all the room there is.
fn is_code(model: &Model) -> bool {
    model
        .guide()
        .is_some_and(|guide| matches!(guide.page, Page::Qr(_)))
}

/// Columns left free at both sides.
fn margin(columns: u16) -> u16 {
    u16::from(columns >= 60)
}

/// Whether nothing can be drawn on so small a terminal but to say so.
pub(crate) const fn too_small((columns, rows): (u16, u16)) -> bool {
    columns < LEAST.0 || rows < LEAST.1
}

/// The part of so large a terminal that is drawn on.
pub(crate) fn drawn_on((columns, rows): (u16, u16)) -> (u16, u16) {
    (columns.min(MOST.0), rows.min(MOST.1))
}

/// Draws the whole screen.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let size = (area.width, area.height);
    if too_small(size) {
        return draw_too_small(model, frame);
    }
    let parts = parts(model, size);
    let sheet = page(model, parts);
    let height = usize::from(parts.page.height);
    let scroll = scroll(model, &sheet, height);
    model.scroll.set(scroll);
    head::draw(model, frame.buffer_mut(), area);
    put(
        frame.buffer_mut(),
        parts.page,
        sheet.lines.iter().skip(scroll),
    );
    if let Some(side) = parts.side {
        let lines = side::lines(model, usize::from(side.width), usize::from(side.height));
        put(frame.buffer_mut(), side, lines.iter());
    }
    let below = sheet.lines.len().saturating_sub(scroll + height);
    let hint = head::hint(model, scroll, below, usize::from(parts.hint.width));
    put(frame.buffer_mut(), parts.hint, hint.iter());
    let all_seen = sheet.lines.len() <= height;
    let help = [head::help(model, usize::from(parts.help.width), all_seen)];
    put(frame.buffer_mut(), parts.help, help.iter());
    if let Some((line, column)) = sheet.cursor
        && (scroll..scroll + height).contains(&line)
    {
        let x = parts.page.x + u16::try_from(column).unwrap_or(0);
        let y = parts.page.y + u16::try_from(line - scroll).unwrap_or(0);
        frame.set_cursor_position(Position::new(x, y));
    }
}

fn put<'l>(buffer: &mut Buffer, area: Rect, lines: impl Iterator<Item = &'l Line<'l>>) {
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        put_line(buffer, Position::new(area.x, y), line, area.width);
    }
}

/// Writes a line. The cell behind a wide glyph is marked: nobody sees that mark,
/// but where the glyph goes, the blank there is another one than before and is
/// sent. Some terminals keep the right half of a glyph otherwise (ratatui#2738).
fn put_line(buffer: &mut Buffer, at: Position, line: &Line<'_>, columns: u16) {
    let first = buffer.index_of(at.x, at.y);
    let room = buffer.content.iter_mut().skip(first);
    let mut room = room.take(usize::from(columns));
    for span in line {
        let style = line.style.patch(span.style);
        for (grapheme, width) in text::graphemes(&span.content) {
            if width > room.len() {
                return;
            }
            let Some(cell) = room.next() else { return };
            cell.set_symbol(text::in_cell(grapheme)).set_style(style);
            for behind in room.by_ref().take(width - 1) {
                behind.reset();
                behind.modifier = Modifier::HIDDEN;
            }
        }
    }
}

fn draw_too_small(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let words = model.lang.pick(
        "窗口太小，请拉大一点（至少 40 列、10 行）。",
        "Please make the window larger (at least 40 columns and 10 rows).",
    );
    let lines = text::wrap(words, usize::from(area.width));
    let lines: Vec<Line<'_>> = lines.into_iter().map(Line::from).collect();
    put(frame.buffer_mut(), area, lines.iter());
}

/// The page shown, as lines.
fn page(model: &Model, parts: Parts) -> Sheet {
    let size = (
        usize::from(parts.page.width),
        usize::from(parts.page.height),
    );
    let mut sheet = Sheet::new(model.theme, size);
    if let Some(faults) = &model.faults {
        problems::write(&mut sheet, faults, model.lang);
    } else if let Some(guide) = model.guide() {
        guide.face(model.today).write(&mut sheet, model, guide);
    }
    sheet
}

/// The first line of the page shown, by now.
fn scroll(model: &Model, sheet: &Sheet, height: usize) -> usize {
    let scroll = model.scroll.get();
    if model.follows {
        sheet.scroll_to_focus(scroll, height)
    } else {
        scroll.min(sheet.lines.len().saturating_sub(height))
    }
}

/// The first line of the page shown, the last that can be the first, and how
/// many are seen at once.
pub(crate) fn extent(model: &Model) -> (usize, usize, usize) {
    if too_small(model.size) {
        return (0, 0, 0);
    }
    let parts = parts(model, model.size);
    let (sheet, height) = (page(model, parts), usize::from(parts.page.height));
    let last = sheet.lines.len().saturating_sub(height);
    (scroll(model, &sheet, height), last, height)
}

/// What a click on a place of the screen asks for.
pub(crate) fn target(model: &Model, column: u16, row: u16) -> Option<Command> {
    if too_small(model.size) {
        return None;
    }
    let parts = parts(model, model.size);
    let place = Position::new(column, row);
    let sheet = page(model, parts);
    if parts.help.contains(place) {
        let column = usize::from(column - parts.help.x);
        let all_seen = sheet.lines.len() <= usize::from(parts.page.height);
        return head::help_target(model, usize::from(parts.help.width), all_seen, column);
    }
    if !parts.page.contains(place) {
        return None;
    }
    let line = model.scroll.get() + usize::from(row - parts.page.y);
    let hit = sheet
        .targets
        .iter()
        .find(|(lines, _)| lines.contains(&line));
    hit.map(|(_, command)| *command)
}

/// Whether a result is looked at.
#[must_use]
pub fn is_result(model: &Model) -> bool {
    model.guide().is_some_and(|guide| {
        matches!(guide.page, Page::Walk)
            && guide.course.question(&guide.walk(model.today)).is_none()
    })
}
