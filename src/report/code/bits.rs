//! Numbers of a few bits each, packed four bits to a sign.

/// Bits one behind the other, the highest of each number first.
#[derive(Default)]
pub(super) struct Bits {
    list: Vec<bool>,
    at: usize,
}

impl Bits {
    pub(crate) fn from_nibbles(nibbles: &[u8]) -> Self {
        let mut bits = Self::default();
        for nibble in nibbles {
            bits.put(u32::from(*nibble), 4);
        }
        bits
    }

    pub(crate) fn put(&mut self, number: u32, width: u32) {
        self.list
            .extend((0..width).rev().map(|bit| number >> bit & 1 == 1));
    }

    /// The next `width` bits; behind the end there are zeros.
    pub(crate) fn take(&mut self, width: u32) -> u32 {
        (0..width).fold(0, |number, _| {
            let bit = self.list.get(self.at).copied().unwrap_or(false);
            self.at += 1;
            number << 1 | u32::from(bit)
        })
    }

    pub(crate) fn rest_is_set(&self) -> bool {
        self.list.iter().skip(self.at).any(|bit| *bit)
    }

    pub(crate) fn nibbles(&self) -> Vec<u8> {
        let nibble = |bits: &[bool]| {
            (0..4).fold(0, |sum, at| {
                sum << 1 | u8::from(bits.get(at) == Some(&true))
            })
        };
        self.list.chunks(4).map(nibble).collect()
    }
}
