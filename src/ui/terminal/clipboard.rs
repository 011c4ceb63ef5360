//! Copying: to a program of this computer that keeps the clipboard, where one
//! is there, else to the window (OSC 52). Few windows take that, and none
//! says whether it has.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use crate::ui::message::Copied;

/// A program that takes a text on its standard input.
struct Program {
    name: &'static str,
    args: &'static [&'static str],
    /// The variable that tells that it is of use here.
    sign: &'static str,
}

const fn program(name: &'static str, args: &'static [&'static str], sign: &'static str) -> Program {
    Program { name, args, sign }
}

/// The first that takes it is asked.
const PROGRAMS: [Program; 5] = [
    program("wl-copy", &[], "WAYLAND_DISPLAY"),
    program("xclip", &["-selection", "clipboard"], "DISPLAY"),
    program("xsel", &["--clipboard", "--input"], "DISPLAY"),
    program(CLIP, &[], "WSL_DISTRO_NAME"),
    program("tmux", &["load-buffer", "-w", "-"], TMUX),
];

/// Of Windows, from within it or from its Linux; it wants UTF-16.
const CLIP: &str = "clip.exe";

/// Set within tmux, which can be sure of its own buffer only.
const TMUX: &str = "TMUX";

/// Longer than any of them takes.
const PATIENCE: Duration = Duration::from_secs(1);

/// Copies a text; how far that is known to have come.
pub(crate) fn copy(text: &str) -> io::Result<Copied> {
    copy_at(&variable, text)
}

fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

type Variable<'v> = &'v dyn Fn(&str) -> Option<OsString>;

fn copy_at(variable: Variable<'_>, text: &str) -> io::Result<Copied> {
    let taken = programs(variable).find(|program| program.take(text));
    // From afar the clipboard of this computer is not the one before the person.
    let afar = variable("SSH_CONNECTION").is_some();
    match taken {
        Some(program) if !afar && program.sign == TMUX => Ok(Copied::Handed),
        Some(_) if !afar => Ok(Copied::There),
        _ => {
            let mut out = io::stdout();
            out.write_all(sequence(variable, text).as_bytes())?;
            out.flush()?;
            Ok(known_of_window(variable))
        }
    }
}

/// The programs that may be of use here.
fn programs(variable: Variable<'_>) -> impl Iterator<Item = &'static Program> {
    const OWN: &Program = &if cfg!(windows) {
        program(CLIP, &[], "")
    } else {
        program("pbcopy", &[], "")
    };
    let own = cfg!(any(windows, target_os = "macos")).then_some(OWN);
    let here = move |program: &&Program| variable(program.sign).is_some();
    let found: Vec<&Program> = PROGRAMS.iter().filter(here).collect();
    own.into_iter().chain(found)
}

impl Program {
    /// Gives it the text; whether it has taken it.
    fn take(&self, text: &str) -> bool {
        let bytes = if self.name == CLIP {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        } else {
            text.as_bytes().to_vec()
        };
        let mut command = Command::new(self.name);
        // Some stay behind to serve the text: they may not hold our outputs.
        command
            .args(self.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let Ok(mut child) = command.spawn() else {
            return false;
        };
        let written = child.stdin.take().is_some_and(|mut pipe| {
            pipe.write_all(&bytes).is_ok() // and it is closed
        });
        written && ends_well(&mut child)
    }
}

/// Whether a program ends well, and soon.
fn ends_well(child: &mut Child) -> bool {
    let until = Instant::now() + PATIENCE;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill(); // it may have ended just now
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// Whether the window is GNU screen's, which prints a text that is too long
/// for it over the page.
fn in_gnu_screen(variable: Variable<'_>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    let screen = term.to_string_lossy().starts_with("screen");
    variable("TMUX").is_none() && (screen || variable("STY").is_some())
}

/// The text for the window's clipboard; through GNU screen in pieces that it
/// hands on.
fn sequence(variable: Variable<'_>, text: &str) -> String {
    /// GNU screen takes 256 bytes at once.
    const PIECE: usize = 200;
    const END: &str = "\x1b\\";
    let mut whole = String::new();
    let written = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut whole);
    debug_assert!(written.is_ok(), "a string takes everything");
    if !in_gnu_screen(variable) {
        return whole;
    }
    let bell = whole.trim_end_matches(END).to_owned() + "\x07";
    let letters: Vec<char> = bell.chars().collect();
    let pieces = letters.chunks(PIECE).map(String::from_iter);
    pieces
        .flat_map(|piece| ["\x1bP".to_owned(), piece, END.to_owned()])
        .collect()
}

/// What is known of the window's own clipboard: these take a text without
/// being set up for it, the others were seen not to, or are not known.
fn known_of_window(variable: Variable<'_>) -> Copied {
    let term = variable("TERM").unwrap_or_default();
    let takes = ["xterm-kitty", "alacritty"]
        .iter()
        .any(|name| term == *name);
    let within = variable("TMUX").is_some() || variable("STY").is_some();
    if takes && !within {
        Copied::There
    } else {
        Copied::Handed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(set: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        move |name| {
            let found = set.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        }
    }

    #[test]
    fn programs_are_tried_where_they_are_of_use() {
        let tried = |set| {
            let found: Vec<_> = programs(&at(set)).map(|it| it.name).collect();
            found
        };
        if cfg!(any(windows, target_os = "macos")) {
            return;
        }
        assert_eq!(tried(&[]), [""; 0]);
        assert_eq!(tried(&[("DISPLAY", ":0")]), ["xclip", "xsel"]);
        assert_eq!(
            tried(&[("WAYLAND_DISPLAY", "w"), ("TMUX", "t"), ("DISPLAY", ":0")]),
            ["wl-copy", "xclip", "xsel", "tmux"]
        );
        assert_eq!(tried(&[("WSL_DISTRO_NAME", "Debian")]), ["clip.exe"]);
    }

    #[test]
    fn what_is_known_of_a_window_is_said() {
        for (set, known) in [
            (&[("TERM", "xterm-kitty")][..], Copied::There),
            (&[("TERM", "alacritty")], Copied::There),
            (&[("TERM", "alacritty"), ("STY", "1.s")], Copied::Handed),
            (&[("TERM", "xterm-256color")], Copied::Handed),
            (&[], Copied::Handed),
        ] {
            assert_eq!(known_of_window(&at(set)), known, "{set:?}");
        }
    }

    #[test]
    fn gnu_screen_gets_no_piece_that_is_too_long() {
        let text = "焊工证".repeat(200);
        for set in [&[("TERM", "screen.xterm")][..], &[("STY", "1.pts")]] {
            let sent = sequence(&at(set), &text);
            let pieces: Vec<&str> = sent.split_terminator("\x1b\\").collect();
            assert!(pieces.len() > 9);
            for piece in &pieces {
                assert!(piece.starts_with("\x1bP") && piece.len() <= 256, "{piece}");
            }
            let passed = pieces
                .iter()
                .filter_map(|piece| piece.strip_prefix("\x1bP"));
            let passed: String = passed.collect();
            let plain = sequence(&at(&[("TERM", "xterm")]), &text);
            assert_eq!(passed, plain.replace("\x1b\\", "\x07"));
        }
        // tmux says that its TERM is screen's too.
        let tmux = sequence(&at(&[("TERM", "screen"), ("TMUX", "t")]), &text);
        assert!(tmux.starts_with("\x1b]52;"));
    }
}
