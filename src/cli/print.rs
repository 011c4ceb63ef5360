//! The one way to standard output and standard error. What goes there may
//! repeat words of files and of arguments: nothing in them can move a cursor,
//! turn the direction of writing or hide. The line filters write past it, for
//! speed; they repeat nothing but what they have made safe themselves.

use std::io::{self, Write};

use crate::check::invisible::made_visible;

/// Bytes kept back at most, if a line ends there.
const BLOCK: usize = 64 * 1024;

/// Standard output for words: written when it is flushed or dropped.
#[derive(Default)]
pub(super) struct Out(Vec<u8>);

/// Standard output.
pub(super) fn out() -> Out {
    Out::default()
}

/// Words to standard output, with nothing before them and nothing behind.
pub(super) fn say(words: &str) -> io::Result<()> {
    let mut out = out();
    out.write_all(words.as_bytes())?;
    out.flush()
}

/// Words to standard error, on a line of their own.
pub(super) fn tell(words: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{}", made_visible(words.trim_end()))
}

impl Out {
    fn emit(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.0);
        let text = String::from_utf8_lossy(&bytes);
        io::stdout().write_all(made_visible(&text).as_bytes())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        if self.0.len() >= BLOCK && bytes.ends_with(b"\n") {
            self.emit()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.emit()?;
        io::stdout().flush()
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        // Whoever must know whether it was written has flushed it before.
        let _ = self.flush();
    }
}
