//! A frame drawn as an SVG picture, cell by cell, as a dark terminal shows it.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use super::screen::drawn;
use chabudao::ui::model::Model;

/// What one cell measures: half of the font's size wide, as the font has it,
/// for programs that ignore `textLength`.
const CELL: (u16, u16) = (8, 20);
/// Room around the frame.
const EDGE: u16 = 10;
/// The terminal's own colours.
const BACK: &str = "#0c0c0c";
const FORE: &str = "#cccccc";

/// The screen as an SVG picture.
pub fn picture(model: &Model) -> String {
    let (columns, rows) = model.size;
    let (buffer, cursor) = drawn(model);
    let (width, height) = (columns * CELL.0 + 2 * EDGE, rows * CELL.1 + 2 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"'Noto Sans Mono CJK SC', monospace\" \
         font-size=\"16\">\n<rect width=\"{width}\" height=\"{height}\" rx=\"6\" \
         fill=\"{BACK}\" stroke=\"#888888\"/>\n"
    );
    for y in 0..rows {
        row(&mut out, &buffer, y);
    }
    if let Some(at) = cursor {
        let (x, y) = (EDGE + at.x * CELL.0, EDGE + at.y * CELL.1);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"{FORE}\"/>",
            CELL.1
        );
    }
    out.push_str("</svg>\n");
    out
}

/// The cells of a row in runs that look the same and are equally wide.
fn row(out: &mut String, buffer: &Buffer, y: u16) {
    let mut x = 0;
    while x < buffer.area.width {
        let first = &buffer[(x, y)];
        let (start, wide) = (x, first.symbol().width().max(1));
        let mut words = String::new();
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            if !alike(first, cell) || cell.symbol().width().max(1) != wide {
                break;
            }
            // Words are placed one by one; a blank run has only its ground.
            if (cell.symbol() == " ") != (first.symbol() == " ") {
                break;
            }
            words.push_str(cell.symbol());
            x += u16::try_from(wide).expect("a cell");
        }
        run(out, first, &words, (start, y), x - start);
    }
}

fn alike(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

fn run(out: &mut String, look: &Cell, words: &str, (column, row): (u16, u16), columns: u16) {
    let (x, y) = (EDGE + column * CELL.0, EDGE + row * CELL.1);
    let width = columns * CELL.0;
    if look.bg != Color::Reset {
        let (height, fill) = (CELL.1, rgb(look.bg));
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>"
        );
    }
    if words.trim().is_empty() {
        return;
    }
    let fill = match look.fg {
        Color::Reset => FORE.to_owned(),
        color => rgb(color),
    };
    let weight = if look.modifier.contains(Modifier::BOLD) {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let words = words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace(' ', "\u{a0}");
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fill}\"{weight}>{words}</text>",
        y + 15
    );
}

fn rgb(color: Color) -> String {
    format!("#{:06x}", fixed(color))
}

/// The colours that are the same in every terminal: a cube of six by six by
/// six, and the greys.
pub fn fixed(color: Color) -> u32 {
    let Color::Indexed(index @ 16..) = color else {
        panic!("{color} is another one in every terminal");
    };
    let index = u32::from(index);
    if index >= 232 {
        return (8 + 10 * (index - 232)) * 0x01_01_01;
    }
    let level = |step: u32| if step == 0 { 0 } else { 55 + 40 * step };
    let [red, green, blue] = [36, 6, 1].map(|unit| level((index - 16) / unit % 6));
    red << 16 | green << 8 | blue
}
