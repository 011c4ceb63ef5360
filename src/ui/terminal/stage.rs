//! The screens, handed from one thread to the other.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::Shell;
use super::input::{Input, Terminal};
use crate::ui::model::Model;

/// The screens, for whoever has something for them: the thread that reads keys,
/// so that a key waits for no other thread to wake, and the one that hears of
/// all else. None once somebody has left.
pub(super) type Shared = Arc<Mutex<Option<Stage>>>;

/// The screens and what they show.
pub(super) struct Stage {
    pub(super) shell: Shell,
    pub(super) model: Model,
}

/// Does something with the screens; none once somebody has left.
pub(super) fn with<T>(
    shared: &Shared,
    work: impl FnOnce(&mut Shell, &mut Model) -> T,
) -> Option<T> {
    let mut stage = shared.lock().unwrap_or_else(PoisonError::into_inner);
    let Stage { shell, model } = stage.as_mut()?;
    Some(work(shell, model))
}

/// How it ended: the exit code, or what became of the terminal.
pub(super) type End = io::Result<u8>;

/// Hears of what is no key until somebody leaves, and takes the screens away:
/// whatever is typed from then on is not for them. A second in which nothing
/// came is heard too.
pub(super) fn wait(
    inputs: &Receiver<Input>,
    shared: &Shared,
    terminal: Terminal,
) -> (End, Option<Stage>) {
    let code = loop {
        let first = match inputs.recv_timeout(Duration::from_secs(1)) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => terminal.second(),
            Err(RecvTimeoutError::Disconnected) => break Ok(0),
        };
        let came = std::iter::once(first).chain(inputs.try_iter());
        let ended = with(shared, |shell, model| shell.hear(model, came));
        if let Some(code) = ended.unwrap_or(Some(Ok(0))) {
            break code;
        }
    };
    let mut stage = shared.lock().unwrap_or_else(PoisonError::into_inner);
    (code, stage.take())
}
