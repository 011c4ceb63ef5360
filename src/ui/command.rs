//! What keys ask for.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// A digit, where digits choose.
    Digit(u8),
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Go on.
    Enter,
    /// One question or page back; never loses an answer.
    Back,
    /// The same by Backspace, which held down goes back only once.
    BackOnce,
    /// Empty the field.
    Clear,
    /// Erase before the cursor.
    Erase,
    /// Erase behind the cursor.
    Delete,
    /// A page up, a month back.
    PageUp,
    /// A page down, a month on.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To the next field.
    Next,
    /// Show or hide why it is asked.
    Why,
    /// The other voice.
    Voice,
    /// The answers so far.
    Answers,
    /// The calendar.
    Calendar,
    /// What the caller may say, and what to answer.
    Replies,
    /// Take the last change of an answer back.
    Undo,
    /// A note at this question.
    Note,
    /// Lay the call at the desk aside.
    Hold,
    /// A word to look up.
    Search,
    /// All keys.
    Keys,
    /// The other language.
    Language,
    /// Load the rules again.
    Retry,
    /// Draw everything anew.
    Repaint,
    /// Leave at once.
    Quit,
    /// A key that means nothing here.
    Stray,
}
