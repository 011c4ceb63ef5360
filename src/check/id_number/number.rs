//! Eighteen characters that have the outer form of a number.

use std::fmt;

use super::mask::mask;
use super::rules::{check_character, is_well_formed};

/// Seventeen digits and a digit or X, held in place. `Debug` masks it; there is
/// no `Display`, so that it is shown in full only by asking for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Number([u8; 18]);

impl Number {
    /// The bytes, if they are 17 ASCII digits and a digit or X.
    pub(super) fn from_clean(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.try_into().ok()?;
        is_well_formed(&bytes).then_some(Self(bytes))
    }

    /// The 18 digits that belong to an old number of 15, with the century 19.
    pub(super) fn from_fifteen(old: [u8; 15]) -> Option<Self> {
        let mut bytes = [b'0'; 18];
        bytes[..6].copy_from_slice(&old[..6]);
        bytes[6..8].copy_from_slice(b"19");
        bytes[8..17].copy_from_slice(&old[6..]);
        bytes[17] = check_character(&bytes);
        Self::from_clean(&bytes)
    }

    pub(super) const fn bytes(&self) -> &[u8; 18] {
        &self.0
    }

    /// The number in full. Personal data: never into logs or arguments.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII gets in, so the empty string is never returned.
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(self.as_str()))
    }
}
