//! Showing a number without giving it away.

use crate::check::invisible::{is_harmful, is_invisible, narrow};

/// Characters shown at most at the head and at the tail.
const HEAD: usize = 6;
const TAIL: usize = 4;

/// Stars shown at most: nobody needs the exact length of a long text.
const STARS: usize = 32;

/// `text` with at most its first 6 and last 4 characters, the others as `*`.
/// Of a text shorter than 18 characters no more than half is shown. Characters
/// that could disturb a terminal are shown as `?`; letters of other scripts than
/// numbers have, which may be somebody's name beside one, as `*`.
#[must_use]
pub fn mask(text: &str) -> String {
    let count = text.chars().count();
    let (head, tail) = if count >= 18 {
        (HEAD, TAIL)
    } else {
        let budget = count / 2;
        let tail = (budget * 2 / 5).min(TAIL);
        ((budget - tail).min(HEAD), tail)
    };
    let safe = |c: char| match c {
        ' ' => c,
        _ if is_harmful(c) || is_invisible(c) => '?',
        _ if c.is_alphabetic() && !narrow(c).is_ascii() => '*',
        _ => c,
    };
    let stars = (count - head - tail).min(STARS);
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().take(head).map(safe));
    out.extend(std::iter::repeat_n('*', stars));
    let behind = tail
        .checked_sub(1)
        .and_then(|n| text.char_indices().nth_back(n));
    let behind = behind
        .and_then(|(at, _)| text.get(at..))
        .unwrap_or_default();
    out.extend(behind.chars().map(safe));
    out
}
