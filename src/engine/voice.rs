//! Who reads the words of a walk.

/// Who reads the words: their voice decides what is read and what read aloud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// A welder, for themselves.
    #[default]
    Own,
    /// Help-desk staff, who read aloud to a caller.
    Call,
}

impl Voice {
    /// Both, the welder's own first.
    pub(crate) const ALL: [Self; 2] = [Self::Own, Self::Call];

    /// Its name in answers files and on the command line: `own` or `call`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Call => "call",
        }
    }

    /// The voice of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|voice| voice.name() == name)
    }

    /// The other voice.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Own => Self::Call,
            Self::Call => Self::Own,
        }
    }
}
