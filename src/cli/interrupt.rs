//! What is still done where Ctrl-C or its kin end a command.

use std::io;

/// Does this then, beside the work, which may be blocked in reading; the program
/// ends as the signal would have ended it.
#[cfg(unix)]
pub(crate) fn when_ended(last: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            last();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}

/// The same where there are no signals, but Ctrl-C and the window's closing.
#[cfg(windows)]
pub(crate) fn when_ended(last: impl Fn() + Send + 'static) -> io::Result<()> {
    let end = move || {
        last();
        std::process::exit(130);
    };
    ctrlc::set_handler(end).map_err(io::Error::other)
}
