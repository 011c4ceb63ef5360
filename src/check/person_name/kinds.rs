//! The ways in which two names, or two characters, stand to each other.

/// From the strongest likeness to none; the order of the list is the order in
/// which kinds are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Equal, code point by code point.
    Same,
    /// Blanks, marks without ink, full-width or half-width forms.
    WidthOrSpace,
    /// A radical, a compatibility ideograph or a private-use code point.
    RadicalCodepoint,
    /// The middle dot, and something else or nothing in its place.
    MiddleDot,
    /// A sign such as ? or □ where a computer could not write a character.
    LostCharacter,
    /// Traditional and simplified form.
    Traditional,
    /// A character too many or too few.
    ExtraOrMissing,
    /// The same characters in another order.
    Swapped,
    /// The same sound with the same tone.
    Homophone,
    /// A near sound: tone, n/ng, zh/z ch/c sh/s, l/n, h/f.
    NearHomophone,
    /// Looks like it.
    LookAlike,
    /// Known characters, nothing in common.
    Different,
    /// A character that the tables do not have.
    NoData,
}

impl Likeness {
    /// All kinds, in order.
    pub(crate) const ALL: [Self; 13] = [
        Self::Same,
        Self::WidthOrSpace,
        Self::RadicalCodepoint,
        Self::MiddleDot,
        Self::LostCharacter,
        Self::Traditional,
        Self::ExtraOrMissing,
        Self::Swapped,
        Self::Homophone,
        Self::NearHomophone,
        Self::LookAlike,
        Self::Different,
        Self::NoData,
    ];

    /// The name used in JSON and in documents.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::WidthOrSpace => "width-or-space",
            Self::RadicalCodepoint => "radical-codepoint",
            Self::MiddleDot => "middle-dot",
            Self::LostCharacter => "lost-character",
            Self::Traditional => "traditional",
            Self::ExtraOrMissing => "extra-or-missing",
            Self::Swapped => "swapped",
            Self::Homophone => "homophone",
            Self::NearHomophone => "near-homophone",
            Self::LookAlike => "look-alike",
            Self::Different => "different",
            Self::NoData => "no-data",
        }
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
