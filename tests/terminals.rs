//! What terminals do that an emulator forgives: one that keeps half of a wide
//! glyph, and one that a phone looks at.

#[path = "fixture/screen.rs"]
mod screen;
#[path = "fixture/walk.rs"]
mod walk;

use std::convert::Infallible;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use screen::drawn;
use unicode_width::UnicodeWidthStr as _;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::report::message;
use chabudao::report::words::Words;
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::{Ground, Theme};
use chabudao::ui::view;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn model(lang: Lang, size: (u16, u16), theme: Theme) -> Model {
    let (pack, _) = walk::shipped();
    let guide = Guide::new(pack.clone(), Vec::new());
    let mut model = Model::new(Ok(guide), theme, lang, today());
    model.size = size;
    model
}

const COLOUR: Theme = Theme {
    ascii: false,
    color: true,
    ground: Ground::Unknown,
};

/// A column of a terminal that clears nothing by itself: what is written over
/// half of a wide glyph leaves the other half there.
#[derive(Clone, Debug, PartialEq)]
enum Column {
    Whole(Cell),
    Left(Cell),
    Right,
    Torn,
}

struct Strict {
    size: Size,
    columns: Vec<Column>,
}

impl Strict {
    fn new((width, height): (u16, u16)) -> Self {
        let count = usize::from(width) * usize::from(height);
        Self {
            size: Size::new(width, height),
            columns: vec![Column::Whole(Cell::EMPTY); count],
        }
    }

    fn write(&mut self, at: usize, cell: &Cell) {
        let wide = cell.symbol().width() > 1;
        let last = at + usize::from(wide);
        if self.columns[at] == Column::Right {
            self.columns[at - 1] = Column::Torn;
        }
        if matches!(self.columns[last], Column::Left(_)) {
            self.columns[last + 1] = Column::Torn;
        }
        if wide {
            self.columns[at] = Column::Left(cell.clone());
            self.columns[last] = Column::Right;
        } else {
            self.columns[at] = Column::Whole(cell.clone());
        }
    }
}

impl Backend for Strict {
    type Error = Infallible;

    fn draw<'c, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'c Cell)>,
    {
        for (x, y, cell) in content {
            let at = usize::from(y) * usize::from(self.size.width) + usize::from(x);
            self.write(at, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        panic!("a terminal may not answer");
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.columns.fill(Column::Whole(Cell::EMPTY));
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Pages one after the other, as keys lead to them.
const STEPS: [&str; 27] = [
    "<down>",
    "1",
    "1",
    "<esc>",
    "<esc>",
    "6",
    "<pgdn>",
    "<esc>",
    "5",
    "加急",
    "<backspace>",
    "<esc>",
    "2",
    "?",
    "?",
    "1",
    "<f7>",
    "<esc>",
    "<f4>",
    "<right>",
    "<esc>",
    "<f6>",
    "<f3>",
    "<esc>",
    "<f6>",
    "<esc>",
    "<esc>",
];

/// The columns that differ from those of a screen drawn at once, over all
/// steps; `finish` has the last word on a frame.
fn smeared(finish: impl Fn(&mut Buffer)) -> usize {
    let mut smeared = 0;
    for size in [(80, 24), (60, 20)] {
        let mut model = model(Lang::Zh, size, COLOUR);
        let mut terminal = Terminal::new(Strict::new(size)).expect("a terminal");
        for step in STEPS {
            play(&mut model, step).expect("keys that exist");
            let draw = |terminal: &mut Terminal<Strict>| {
                let drawn = terminal.draw(|frame| {
                    view::draw(&model, frame);
                    finish(frame.buffer_mut());
                });
                drawn.expect("a frame");
            };
            draw(&mut terminal);
            let mut anew = Terminal::new(Strict::new(size)).expect("a terminal");
            draw(&mut anew);
            let columns = terminal.backend().columns.iter();
            let differ = columns.zip(&anew.backend().columns);
            smeared += differ.filter(|(one, other)| one != other).count();
        }
    }
    smeared
}

#[test]
fn no_half_of_a_wide_glyph_stays() {
    assert_eq!(smeared(|_| {}), 0);
}

/// That the test above can fail: what it is about undone.
#[test]
fn without_the_mark_behind_wide_glyphs_halves_of_them_stay() {
    let undo = |buffer: &mut Buffer| {
        for cell in &mut buffer.content {
            cell.modifier.remove(Modifier::HIDDEN);
        }
    };
    assert!(smeared(undo) > 0);
}

/// Keys to the result, and its message.
fn to_result() -> (String, String) {
    let (pack, scenarios) = walk::shipped();
    let changes = "review-due = 2026-04-10\nexam-date = 2026-11-08";
    let answers = walk::like(pack, scenarios, "nothing-shown", changes);
    let keys = format!("1 {}", walk::keys(pack, &answers, today(), None));
    let walk = Walk::new(pack, &answers, today());
    let lines = message::lines(&Words::new(&walk, Lang::Zh)).expect("a result");
    let message = lines.join("\n") + "\n";
    (keys, message)
}

/// Pixels of one cell, in both directions of a module.
const PIXELS: usize = 8;

/// The screen as a camera sees it: half a cell high and wide as drawn, light
/// where its colour is; words are left out.
fn photographed(buffer: &Buffer, ascii: bool) -> (usize, usize, Vec<u8>) {
    let area = buffer.area;
    let per_row = if ascii { PIXELS } else { 2 * PIXELS };
    let per_column = if ascii { PIXELS / 2 } else { PIXELS };
    let (width, height) = (
        usize::from(area.width) * per_column,
        usize::from(area.height) * per_row,
    );
    let mut pixels = vec![0; width * height];
    for y in 0..height {
        for x in 0..width {
            let column = u16::try_from(x / per_column).expect("a column");
            let row = u16::try_from(y / per_row).expect("a row");
            let cell = &buffer[(column, row)];
            let upper = y % per_row < per_row / 2;
            let ink = match cell.symbol() {
                "█" => true,
                "▀" => upper,
                "▄" => !upper,
                _ => false,
            };
            let color = if ink { cell.fg } else { cell.bg };
            let light = match color {
                Color::Indexed(231) => true,
                Color::Reset => ink != cell.modifier.contains(Modifier::REVERSED),
                _ => false,
            };
            pixels[y * width + x] = if light { 255 } else { 0 };
        }
    }
    (width, height, pixels)
}

#[track_caller]
fn scanned(size: (u16, u16), theme: Theme, keys: &str) -> Option<String> {
    let mut model = model(Lang::Zh, size, theme);
    play(&mut model, &format!("{keys} 6 6")).expect("keys that exist");
    let (buffer, _) = drawn(&model);
    let (width, height, pixels) = photographed(&buffer, theme.ascii);
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = image.detect_grids();
    let grid = grids.first()?;
    Some(grid.decode().expect("it can be read").1)
}

#[test]
fn a_phone_reads_the_message_from_the_screen() {
    let (keys, message) = to_result();
    for (color, ascii) in [(true, false), (true, true), (false, false), (false, true)] {
        let theme = Theme {
            ascii,
            color,
            ground: Ground::Unknown,
        };
        let size = if ascii { (200, 90) } else { (120, 50) };
        let read = scanned(size, theme, &keys);
        assert_eq!(read.as_deref(), Some(message.as_str()), "{theme:?}");
    }
}

/// In a small window the first lines are better than nothing; where not even
/// they find room, it says how large it must be.
#[test]
fn in_a_small_window_the_code_holds_what_finds_room() {
    let (keys, message) = to_result();
    let read = scanned((80, 24), COLOUR, &keys).expect("a code");
    assert!(message.starts_with(&read) && read != message, "{read}");
    assert_eq!(scanned((60, 14), COLOUR, &keys), None);
}
