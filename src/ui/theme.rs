//! How things look: styles in the 16 colours of the terminal, and the few
//! signs, none of which is of ambiguous width. Nothing is said by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// The look of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Only ASCII signs.
    pub ascii: bool,
    /// Whether colours may be used at all.
    pub color: bool,
}

impl Theme {
    const fn fore(self, color: Color) -> Style {
        if self.color {
            Style::new().fg(color)
        } else {
            Style::new()
        }
    }

    /// Ordinary words.
    #[must_use]
    pub const fn plain(self) -> Style {
        Style::new()
    }

    /// What matters most on a page.
    #[must_use]
    pub const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What may be read later.
    #[must_use]
    pub const fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Keys, the marker, where one is.
    #[must_use]
    pub const fn accent(self) -> Style {
        self.fore(Color::Magenta).add_modifier(Modifier::BOLD)
    }

    /// What to mind.
    #[must_use]
    pub const fn warn(self) -> Style {
        self.fore(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// What is in order.
    #[must_use]
    pub const fn good(self) -> Style {
        self.fore(Color::Green).add_modifier(Modifier::BOLD)
    }

    const fn sign(self, full: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { full }
    }

    /// A stage that is done.
    #[must_use]
    pub const fn done(self) -> &'static str {
        self.sign("✓", "+")
    }

    /// The row or stage one is at.
    #[must_use]
    pub const fn here(self) -> &'static str {
        self.sign("▸", ">")
    }

    /// A stage still to come.
    #[must_use]
    pub const fn open(self) -> &'static str {
        self.sign("◦", "-")
    }

    /// From one link of the chain to the next.
    #[must_use]
    pub const fn arrow(self) -> &'static str {
        self.sign("»", ">")
    }

    /// More below.
    #[must_use]
    pub const fn below(self) -> &'static str {
        self.sign("▾", "v")
    }

    /// More above.
    #[must_use]
    pub const fn above(self) -> &'static str {
        self.sign("▴", "^")
    }

    /// A blank that somebody typed.
    #[must_use]
    pub const fn blank(self) -> char {
        if self.ascii { '_' } else { '␣' }
    }
}
