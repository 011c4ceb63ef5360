//! How things look: styles, and the few signs, none of which is of ambiguous
//! width. Nothing is said by colour alone.
//!
//! The 16 colours are whatever a terminal makes of them: white on its blue was
//! 2.2:1 in one and 15:1 in another. So only those of the 256 are taken that
//! are the same everywhere (16 to 255). None of them can be read on every
//! ground (4.5:1 on black and on white alike leaves one grey, and that is lost
//! on a dark grey). So where the terminal does not tell its background, words
//! keep the terminal's own colour and only one-column signs are coloured,
//! foreground and background together.

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
    pub(crate) fn of_environment(value: &str) -> Self {
        match value.rsplit(';').next().map(str::parse) {
            Some(Ok(0..=6 | 8)) => Self::Dark,
            Some(Ok(7 | 15)) => Self::Light,
            _ => Self::Unknown,
        }
    }
}

/// Colours that no terminal makes its own: of the cube, and of the greys.
mod color {
    use ratatui::style::Color;

    pub(crate) const BLACK: Color = Color::Indexed(16);
    pub(crate) const WHITE: Color = Color::Indexed(231);
    pub(crate) const BLUE: Color = Color::Indexed(25);
    pub(crate) const SKY: Color = Color::Indexed(117);
    pub(crate) const RED: Color = Color::Indexed(124);
    pub(crate) const ROSE: Color = Color::Indexed(217);
    pub(crate) const GREEN: Color = Color::Indexed(22);
    pub(crate) const LIME: Color = Color::Indexed(120);
    pub(crate) const SILVER: Color = Color::Indexed(248);
    pub(crate) const SLATE: Color = Color::Indexed(240);
}

impl Theme {
    /// The colour for this ground, where one is known.
    const fn on_ground(self, style: Style, dark: Color, light: Color) -> Style {
        match (self.color, self.ground) {
            (true, Ground::Dark) => style.fg(dark),
            (true, Ground::Light) => style.fg(light),
            _ => style,
        }
    }

    /// Bold, in the colour for this ground where one is known.
    const fn bold(self, dark: Color, light: Color) -> Style {
        self.on_ground(self.strong(), dark, light)
    }

    /// A sign of one column, readable on any ground.
    const fn badge(self, ground: Color) -> Style {
        if self.color {
            self.strong().fg(color::WHITE).bg(ground)
        } else {
            self.strong()
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

    /// What may be read later; not dim, which some terminals make unreadable.
    #[must_use]
    pub(crate) const fn quiet(self) -> Style {
        self.on_ground(self.plain(), color::SILVER, color::SLATE)
    }

    /// Headings, keys in the last row, where one is.
    pub(crate) const fn accent(self) -> Style {
        self.bold(color::SKY, color::BLUE)
    }

    /// What to mind.
    pub(crate) const fn warn(self) -> Style {
        self.bold(color::ROSE, color::RED)
    }

    /// What is in order.
    pub(crate) const fn good(self) -> Style {
        self.bold(color::LIME, color::GREEN)
    }

    /// The digit in front of a row.
    pub(crate) const fn key(self) -> Style {
        self.badge(color::BLUE)
    }

    /// The bar at the head of every page.
    pub(crate) const fn bar(self) -> Style {
        if self.color {
            Style::new().fg(color::WHITE).bg(color::BLUE)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// The mark beside the words that matter most on a page.
    pub(crate) const fn mark(self) -> &'static str {
        if self.color { " " } else { "|" }
    }

    /// The sign in front of a warning.
    pub(crate) const fn alarm(self) -> Style {
        self.badge(color::RED)
    }

    /// The ground of a module of a code to scan, dark or light; a sign on it has
    /// the other colour.
    pub(crate) const fn module(self, dark: bool) -> Style {
        let style = Style::new();
        match (self.color, matches!(self.ground, Ground::Light), dark) {
            (true, _, false) => style.fg(color::BLACK).bg(color::WHITE),
            (true, _, true) => style.fg(color::WHITE).bg(color::BLACK),
            // Without colour most windows are dark: their words are the light.
            (false, light, dark) if light == dark => style.add_modifier(Modifier::REVERSED),
            (false, ..) => style,
        }
    }

    /// All styles, for the test of their contrast.
    #[must_use]
    pub const fn all(self) -> [(&'static str, Style); 10] {
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
            ("module", self.module(false)),
        ]
    }

    const fn sign(self, full: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { full }
    }

    /// A stage that is done.
    pub(crate) const fn done(self) -> &'static str {
        self.sign("✓", "+")
    }

    /// The row or stage one is at.
    pub(crate) const fn here(self) -> &'static str {
        self.sign("▸", ">")
    }

    /// A stage still to come.
    pub(crate) const fn open(self) -> &'static str {
        self.sign("◦", "-")
    }

    /// From one link of the chain to the next.
    pub(crate) const fn arrow(self) -> &'static str {
        self.sign("»", ">")
    }

    /// More below.
    pub(crate) const fn below(self) -> &'static str {
        self.sign("▾", "v")
    }

    /// More above.
    pub(crate) const fn above(self) -> &'static str {
        self.sign("▴", "^")
    }

    /// A blank that somebody typed.
    pub(crate) const fn blank(self) -> char {
        if self.ascii { '_' } else { '␣' }
    }
}
