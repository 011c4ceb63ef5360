//! The terminal, taken and given back: on leaving, on an error, on a signal, on
//! a panic.

use std::io::{self, BufWriter, IsTerminal as _, Stdout};
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{
    self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::links;
use crate::ui::model::Model;
use crate::ui::view::{self, drawn_on};

/// The window's title: the program's name and nothing of anybody.
const TITLE: &str = "查不到 chabudao";
/// Asks the terminal to remember its title, and to show it again (XTWINOPS).
const KEEP_TITLE: &str = "\x1b[22;2t";
const GIVE_TITLE_BACK: &str = "\x1b[23;2t";

/// Whether the terminal is taken.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Makes the program panic at the first draw after a key, for the test that the terminal is given
/// back; nobody sets it by accident.
const TEST_PANIC: &str = "CHABUDAO_TEST_PANIC";

/// The terminal while it is taken; given back when dropped.
pub(crate) struct Screen {
    /// Never dropped: it would write once more to a terminal that may be gone,
    /// and panic. `leave` does all there is to do.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    panic_at: Option<u32>,
    /// Columns and rows at the start.
    pub(crate) size: (u16, u16),
}

impl Screen {
    /// Takes the terminal; it hears of that with the first page, in one write.
    pub(crate) fn enter(mouse: bool) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "标准输出不是终端 / the output is not a terminal",
            ));
        }
        give_back_on_panic();
        let size = terminal::size()?;
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let (columns, rows) = drawn_on(size);
        let mut screen = Self {
            terminal: ManuallyDrop::new(Terminal::with_options(
                CrosstermBackend::new(BufWriter::with_capacity(16 * 1024, io::stdout())),
                TerminalOptions {
                    // The part drawn on is the model's to say.
                    viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)),
                },
            )?),
            panic_at: std::env::var_os(TEST_PANIC).map(|_| 2),
            size,
        };
        let backend = screen.terminal.backend_mut();
        queue!(
            backend,
            Print(KEEP_TITLE),
            SetTitle(TITLE),
            EnterAlternateScreen,
            EnableBracketedPaste
        )?;
        erase(backend)?; // some windows have no other screen, and old words on this one
        if mouse {
            queue!(backend, EnableMouseCapture)?;
        }
        Ok(screen)
    }

    /// Draws the model; only what changed is sent.
    pub(crate) fn draw(&mut self, model: &Model) -> io::Result<()> {
        if let Some(left) = &mut self.panic_at {
            *left -= 1;
            assert!(*left > 0, "{TEST_PANIC}");
        }
        let area = Rect::new(0, 0, model.size.0, model.size.1);
        if self.terminal.get_frame().area() != area {
            self.terminal.resize(area)?;
        }
        self.terminal.draw(|frame| {
            view::draw(model, frame);
            links::mark(frame.buffer_mut());
        })?;
        Ok(())
    }

    /// Empties the window, whatever others have written into it; the next draw
    /// sends everything.
    pub(crate) fn repaint(&mut self) -> io::Result<()> {
        erase(self.terminal.backend_mut())?;
        self.terminal.swap_buffers(); // what was drawn last is taken for nothing
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Empties the window, in its own colours, with the cursor at its head, once
/// `out` is flushed. Written out: `Terminal::clear` asks the terminal where its
/// cursor stands, and one that does not answer holds it up for two seconds.
fn erase(out: &mut impl io::Write) -> io::Result<()> {
    queue!(
        out,
        SetAttribute(Attribute::Reset),
        Clear(ClearType::All),
        cursor::MoveTo(0, 0)
    )
}

/// Gives the terminal back; a second time does nothing. Faults are passed over:
/// the terminal may be gone.
pub(crate) fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    undo(&mut io::stdout());
    let _ = disable_raw_mode();
}

/// Each step on its own, since one that fails ends its `queue!`: Windows has no
/// mouse to let go where none was taken.
fn undo(out: &mut impl io::Write) {
    let _ = queue!(out, DisableMouseCapture);
    let _ = queue!(out, DisableBracketedPaste);
    // Where there is no other screen the page would stay, numbers and names
    // with it, and what is said next would stand in its middle.
    let _ = erase(out);
    let _ = queue!(out, LeaveAlternateScreen);
    let _ = queue!(out, Print(GIVE_TITLE_BACK));
    let _ = queue!(out, cursor::Show);
    let _ = out.flush();
}

/// On a panic the terminal is given back before anything is said.
fn give_back_on_panic() {
    let say = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        leave();
        say(info);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal that refuses one of the steps.
    struct Without(&'static str, String);

    impl io::Write for Without {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let words = String::from_utf8_lossy(bytes);
            if words.contains(self.0) {
                return Err(io::ErrorKind::Unsupported.into());
            }
            self.1.push_str(&words);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_step_that_fails_ends_no_other() {
        let steps = [
            "\x1b[?1000l",
            "\x1b[?2004l",
            "\x1b[2J",
            "\x1b[?1049l",
            GIVE_TITLE_BACK,
            "\x1b[?25h",
        ];
        for refused in steps {
            let mut terminal = Without(refused, String::new());
            undo(&mut terminal);
            for step in steps {
                let done = terminal.1.contains(step);
                assert_eq!(done, step != refused, "{step:?} without {refused:?}");
            }
        }
    }
}
