//! How things look: styles in the 16 colours of the terminal, and the few
//! signs, none of which is of ambiguous width. Nothing is said by colour alone.
//!
//! No colour of the usual palettes can be read on black and on white alike
//! (4.5:1 on both needs a luminance that none of them has). So where the
//! terminal does not tell its background, words keep the terminal's own colour
//! and only one-column signs are coloured, foreground and background together:
//! a wide glyph with a background may leave half of itself behind.

use ratatui::style::{Color, Modifier, Style};

/// The look of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Only ASCII signs.
    pub ascii: bool,
    /// Whether colours may be used at all.
    pub color: bool,
    /// What is behind the words.
    pub ground: Ground,
}

/// The terminal's background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Nobody knows.
    #[default]
    Unknown,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

impl Ground {
    /// What `COLORFGBG` says (`15;0`: light words on black), which some
    /// terminals set.
    #[must_use]
    pub(crate) fn of_environment(value: &str) -> Self {
        match value.rsplit(';').next().map(str::parse) {
            Some(Ok(0..=6 | 8)) => Self::Dark,
            Some(Ok(7 | 15)) => Self::Light,
            _ => Self::Unknown,
        }
    }
}

impl Theme {
    /// Bold, in the colour for this ground where one is known.
    const fn bold(self, dark: Color, light: Option<Color>) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        match (self.color, self.ground, light) {
            (true, Ground::Dark, _) => style.fg(dark),
            (true, Ground::Light, Some(light)) => style.fg(light),
            _ => style,
        }
    }

    /// A sign of one column, readable on any ground.
    const fn badge(self, ground: Color) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        if self.color {
            style.fg(Color::White).bg(ground)
        } else {
            style
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

    /// Headings, keys in the last row, where one is.
    #[must_use]
    pub(crate) const fn accent(self) -> Style {
        self.bold(Color::LightCyan, Some(Color::Blue))
    }

    /// What to mind.
    #[must_use]
    pub(crate) const fn warn(self) -> Style {
        self.bold(Color::LightRed, Some(Color::Red))
    }

    /// What is in order.
    #[must_use]
    pub(crate) const fn good(self) -> Style {
        self.bold(Color::LightGreen, None)
    }

    /// The digit in front of a row.
    #[must_use]
    pub(crate) const fn key(self) -> Style {
        self.badge(Color::Blue)
    }

    /// The bar at the head of every page. Its words never change their style
    /// in place, so wide glyphs are safe on it.
    #[must_use]
    pub(crate) const fn bar(self) -> Style {
        if self.color {
            Style::new().fg(Color::White).bg(Color::Blue)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// The mark beside the words that matter most on a page.
    #[must_use]
    pub(crate) const fn mark(self) -> &'static str {
        if self.color { " " } else { "|" }
    }

    /// The sign in front of a warning.
    #[must_use]
    pub(crate) const fn alarm(self) -> Style {
        self.badge(Color::Red)
    }

    /// All styles, for the test of their contrast.
    #[must_use]
    pub const fn all(self) -> [(&'static str, Style); 9] {
        [
            ("plain", self.plain()),
            ("strong", self.strong()),
            ("quiet", self.quiet()),
            ("accent", self.accent()),
            ("warn", self.warn()),
            ("good", self.good()),
            ("key", self.key()),
            ("bar", self.bar()),
            ("alarm", self.alarm()),
        ]
    }

    const fn sign(self, full: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { full }
    }

    /// A stage that is done.
    #[must_use]
    pub(crate) const fn done(self) -> &'static str {
        self.sign("✓", "+")
    }

    /// The row or stage one is at.
    #[must_use]
    pub(crate) const fn here(self) -> &'static str {
        self.sign("▸", ">")
    }

    /// A stage still to come.
    #[must_use]
    pub(crate) const fn open(self) -> &'static str {
        self.sign("◦", "-")
    }

    /// From one link of the chain to the next.
    #[must_use]
    pub(crate) const fn arrow(self) -> &'static str {
        self.sign("»", ">")
    }

    /// More below.
    #[must_use]
    pub(crate) const fn below(self) -> &'static str {
        self.sign("▾", "v")
    }

    /// More above.
    #[must_use]
    pub(crate) const fn above(self) -> &'static str {
        self.sign("▴", "^")
    }

    /// A blank that somebody typed.
    #[must_use]
    pub(crate) const fn blank(self) -> char {
        if self.ascii { '_' } else { '␣' }
    }
}
