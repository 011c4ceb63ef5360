//! Who reads the words of a walk.

named! {
    /// Who reads the words: their voice decides what is read and what read aloud.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Voice {
        /// A welder, for themselves.
        #[default]
        Own "own",
        /// Help-desk staff, who read aloud to a caller.
        Call "call",
    }
}

impl Voice {
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
