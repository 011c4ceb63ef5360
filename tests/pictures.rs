//! Pictures of the screens, drawn from the frames themselves, in
//! `screens/*.svg`. `UPDATE_SCREENS=1 cargo test --test pictures` draws them
//! anew; without it the test says which are out of date.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use chabudao::lang::Lang;
use chabudao::pack::{Files, load};
use chabudao::ui::model::{Guide, Model, State};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::view;

/// Columns and rows of the terminal, and what one cell measures: half of the
/// font's size wide, as the font has it, for programs that ignore `textLength`.
const SIZE: (u16, u16) = (80, 24);
const CELL: (u16, u16) = (8, 20);
/// Room around the frame.
const EDGE: u16 = 10;

/// The pages: name, keys.
const PAGES: [(&str, &str); 5] = [
    ("start", ""),
    ("question", "1 1 1"),
    ("calendar", "1 <f4> <left>"),
    ("identity", "1 1 1 1 1 11010519491231002x <enter>"),
    ("result", "1 1 1 1 2 2 20260410 <enter> 1 20261108 <enter>"),
];

fn model(state: State, lang: Lang) -> Model {
    let theme = Theme {
        color: true,
        ..Theme::default()
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    Model::new(state, theme, lang, today)
}

/// The rules with one id mistyped.
fn broken() -> State {
    let texts = Files::embedded()
        .iter()
        .map(|(_, file)| {
            let text = file
                .text
                .replace("next = \"exam-date\"", "next = \"exam-dat\"");
            (file.name.clone(), text)
        })
        .collect::<Vec<_>>();
    State::from(load(Files::from_texts(texts)).expect_err("a bad pack"))
}

fn svg(model: &Model) -> String {
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).expect("a terminal");
    let frame = terminal
        .draw(|frame| view::draw(model, frame))
        .expect("a frame");
    let buffer = frame.buffer.clone();
    let (width, height) = (SIZE.0 * CELL.0 + 2 * EDGE, SIZE.1 * CELL.1 + 2 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"'Noto Sans Mono CJK SC', monospace\" \
         font-size=\"16\">\n<rect width=\"{width}\" height=\"{height}\" rx=\"6\" \
         fill=\"#ffffff\" stroke=\"#888888\"/>\n"
    );
    for y in 0..SIZE.1 {
        row(&mut out, &buffer, y);
    }
    if terminal.backend().cursor_visible() {
        let at = terminal.backend().cursor_position();
        let (x, y) = (EDGE + at.x * CELL.0, EDGE + at.y * CELL.1);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"#000000\"/>",
            CELL.1
        );
    }
    out.push_str("</svg>\n");
    out
}

/// The cells of a row in runs that look the same and are equally wide.
fn row(out: &mut String, buffer: &Buffer, y: u16) {
    let mut x = 0;
    while x < SIZE.0 {
        let first = &buffer[(x, y)];
        let (start, wide) = (x, first.symbol().width().max(1));
        let mut words = String::new();
        while x < SIZE.0 {
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
        Color::Reset if look.modifier.contains(Modifier::DIM) => "#555555",
        Color::Reset => "#000000",
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

fn rgb(color: Color) -> &'static str {
    match color {
        Color::Blue => "#0000ee",
        Color::Red => "#cd0000",
        Color::White => "#ffffff",
        other => panic!("{other} is in no picture yet"),
    }
}

#[test]
fn pictures_are_of_today() {
    let pack = load(Files::embedded()).expect("the rules load").pack;
    let mut stale = Vec::new();
    for lang in Lang::ALL {
        let mut pictures: Vec<(&str, Model)> = PAGES
            .iter()
            .map(|(name, keys)| {
                let guide = Guide::new(pack.clone(), None);
                let mut model = model(State::Ready(Box::new(guide)), lang);
                play(&mut model, keys).expect("keys that exist");
                (*name, model)
            })
            .collect();
        pictures.push(("problems", model(broken(), lang)));
        for (name, model) in pictures {
            let name = format!("{name}-{lang}.svg");
            let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .join("tests/screens")
                .join(&name);
            let drawn = svg(&model);
            if std::env::var_os("UPDATE_SCREENS").is_some() {
                fs::write(&path, drawn).expect("the picture can be written");
            } else if fs::read_to_string(&path).unwrap_or_default() != drawn {
                stale.push(name);
            }
        }
    }
    assert!(
        stale.is_empty(),
        "out of date, draw again with UPDATE_SCREENS=1: {stale:?}"
    );
}
