//! The ways in which two names, or two characters, stand to each other.

named! {
    /// From the strongest likeness to none; the order of the list is the order in
    /// which kinds are named.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Likeness {
        /// Equal, code point by code point.
        Same "same",
        /// Blanks, marks without ink, full-width or half-width forms.
        WidthOrSpace "width-or-space",
        /// A radical, a compatibility ideograph or a private-use code point.
        RadicalCodepoint "radical-codepoint",
        /// The middle dot, and something else or nothing in its place.
        MiddleDot "middle-dot",
        /// A sign such as ? or □ where a computer could not write a character.
        LostCharacter "lost-character",
        /// Traditional and simplified form.
        Traditional "traditional",
        /// A character too many or too few.
        ExtraOrMissing "extra-or-missing",
        /// The same characters in another order.
        Swapped "swapped",
        /// The same sound with the same tone.
        Homophone "homophone",
        /// A near sound: tone, n/ng, zh/z ch/c sh/s, l/n, h/f.
        NearHomophone "near-homophone",
        /// Looks like it.
        LookAlike "look-alike",
        /// Known characters, nothing in common.
        Different "different",
        /// A character that the tables do not have.
        NoData "no-data",
    }
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds(u16);

impl Kinds {
    /// The set with one kind.
    pub(crate) const fn one(kind: Likeness) -> Self {
        Self(1 << kind as u16)
    }

    /// The set with `kind` added if `holds`.
    pub(crate) const fn with(self, kind: Likeness, holds: bool) -> Self {
        if holds {
            Self(self.0 | 1 << kind as u16)
        } else {
            self
        }
    }

    /// Both sets together.
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `kind` is in it.
    pub(crate) const fn has(self, kind: Likeness) -> bool {
        self.0 >> kind as u16 & 1 == 1
    }

    /// The kinds, strongest first.
    pub(crate) fn iter(self) -> impl Iterator<Item = Likeness> {
        Likeness::ALL
            .into_iter()
            .filter(move |kind| self.has(*kind))
    }

    /// Whether the two are the same character in another form, or equal. What
    /// character was lost is not known.
    pub(crate) const fn is_same_character(self) -> bool {
        self.0 >> Likeness::ExtraOrMissing as u16 == 0 && !self.has(Likeness::LostCharacter)
    }
}
