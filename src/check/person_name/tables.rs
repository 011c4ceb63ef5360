//! The tables, read by binary search in the bytes of the program itself.
//!
//! Made by `data/rebuild.rs`; every table is a sorted row of words of
//! four or five bytes, big end first, the code point in the highest bits:
//!
//! | table | word | from |
//! |---|---|---|
//! | `readings.bin` | code 18, initial 5, final 6, tone 3 | Unihan kTGHZ2013, own family-name readings |
//! | `shapes.bin` | code 20, four corners 14, strokes 6 | Unihan kFourCornerCode, kTotalStrokes |
//! | `simplified.bin` | traditional or variant 22, form of today 18 | `OpenCC` `TSCharacters`, own list |
//! | `radicals.bin` | code 22, character 18 | `EquivalentUnifiedIdeograph`, GB 18030-2000 |
//! | `alike.bin` | code 22, code 18 | own list |

pub(super) static READINGS: &[u8] = include_bytes!("data/readings.bin");
pub(super) static SHAPES: &[u8] = include_bytes!("data/shapes.bin");
pub(super) static SIMPLIFIED: &[u8] = include_bytes!("data/simplified.bin");
pub(super) static RADICALS: &[u8] = include_bytes!("data/radicals.bin");
pub(super) static ALIKE: &[u8] = include_bytes!("data/alike.bin");

/// The word at `index`, of `N` bytes.
pub(super) fn word<const N: usize>(table: &[u8], index: usize) -> Option<u64> {
    let (words, _) = table.as_chunks::<N>();
    let bytes = words.get(index)?;
    let mut word = 0;
    for byte in bytes {
        word = word << 8 | u64::from(*byte);
    }
    Some(word)
}

/// The lower `shift` bits of all words whose upper bits are `c`.
fn find<const N: usize>(table: &'static [u8], c: char, shift: u32) -> impl Iterator<Item = u32> {
    let key = u64::from(u32::from(c));
    let (mut low, mut high) = (0, table.len() / N);
    while low < high {
        let middle = low.midpoint(high);
        if word::<N>(table, middle).is_some_and(|word| word >> shift < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (low..)
        .map_while(move |index| word::<N>(table, index))
        .take_while(move |word| word >> shift == key)
        .map(move |word| u32::try_from(word & ((1 << shift) - 1)).unwrap_or(0))
}

fn characters(table: &'static [u8], c: char) -> impl Iterator<Item = char> {
    find::<5>(table, c, 18).filter_map(char::from_u32)
}

/// The simplified forms of a traditional character; none for others.
pub(crate) fn simplified(c: char) -> impl Iterator<Item = char> {
    characters(SIMPLIFIED, c)
}

/// The ordinary character for a radical, a stroke or a private-use code point.
pub(crate) fn ordinary(c: char) -> Option<char> {
    characters(RADICALS, c).next()
}

/// Whether the own list has the two as look-alikes.
pub(crate) fn alike(a: char, b: char) -> bool {
    characters(ALIKE, a).any(|other| other == b)
}

/// A syllable with tone: initial 5 bits, final 6, tone 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Syllable(u32);

impl Syllable {
    /// What is left when tone, zh/z ch/c sh/s, l/n, h/f and n/ng do not count.
    /// The codes are given out so that near initials and near finals differ in
    /// the lowest bit only; that holds for the first ten initials.
    pub(crate) fn blurred(self) -> (u32, u32) {
        let (initial, last) = (self.0 >> 9, self.0 >> 3 & 63);
        let initial = if initial < 10 { initial & !1 } else { initial };
        (initial, last & !1)
    }
}

/// The readings of one character, at most eight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Readings {
    list: [Syllable; 8],
    count: usize,
}

impl Readings {
    /// The readings of `c`; of a character without any, those of its
    /// simplified forms.
    pub(crate) fn of(c: char) -> Self {
        let mut readings = Self {
            list: [Syllable(0); 8],
            count: 0,
        };
        readings.add(c);
        if readings.is_empty() {
            simplified(c).for_each(|simple| readings.add(simple));
        }
        readings
    }

    fn add(&mut self, c: char) {
        for syllable in find::<4>(READINGS, c, 14) {
            if let Some(slot) = self.list.get_mut(self.count) {
                *slot = Syllable(syllable);
                self.count += 1;
            }
        }
    }

    /// Whether the tables know no reading.
    pub(crate) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The readings as a slice.
    pub(crate) fn all(&self) -> &[Syllable] {
        self.list.get(..self.count).unwrap_or_default()
    }
}

/// Whether `c` is in the list of characters in general use of 2013 (or has an
/// own reading here): a character of today, not only an old form of another.
pub(crate) fn is_standard(c: char) -> bool {
    find::<4>(READINGS, c, 14).next().is_some()
}

/// Whether at least three of the four corners agree and the numbers of strokes
/// differ by no more than two.
pub(crate) fn corners_agree(a: char, b: char) -> bool {
    find::<5>(SHAPES, a, 20).any(|one| find::<5>(SHAPES, b, 20).any(|two| shapes_agree(one, two)))
}

fn shapes_agree(one: u32, two: u32) -> bool {
    let strokes = (one & 63).abs_diff(two & 63);
    let (mut one, mut two) = (one >> 6, two >> 6);
    let mut equal = 0;
    for _ in 0..4 {
        equal += u32::from(one % 10 == two % 10);
        (one, two) = (one / 10, two / 10);
    }
    equal >= 3 && strokes <= 2
}
