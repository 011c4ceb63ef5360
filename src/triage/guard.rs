//! Parsers that are not ours are run so that a panic in one is a fault of the
//! file and nothing else.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static ON: Cell<bool> = const { Cell::new(false) };
}

/// Does `work`; what comes of it, or nothing where it panicked. What it was
/// working on is not to be used after that.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = ON.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    ON.set(before);
    done.ok()
}

/// Whether a panic on this thread is caught, and nothing to be told of.
pub(crate) fn is_on() -> bool {
    ON.get()
}

#[cfg(test)]
mod tests {
    use super::{guarded, is_on};

    #[test]
    fn a_panic_is_nothing_but_a_missing_answer() {
        assert_eq!(guarded(|| 1 + u8::from(is_on())), Some(2));
        assert_eq!(
            guarded(|| -> u8 { std::panic::resume_unwind(Box::new(())) }),
            None
        );
        assert!(!is_on());
    }
}
