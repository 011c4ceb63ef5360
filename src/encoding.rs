//! Bytes as UTF-8, whatever program wrote them: UTF-8 with or without a mark,
//! UTF-16, GB18030. A roster is never held as a whole; a notice is short.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes looked at before an encoding is decided on, and read at a time.
const BLOCK: usize = 64 * 1024;

/// A reader of text in an encoding still to be found out.
pub(crate) struct Decoded<R> {
    input: R,
    /// Bytes read and not yet given on.
    raw: Vec<u8>,
    ended: bool,
    mode: Mode,
}

/// What is known of the encoding.
enum Mode {
    /// Nothing was read yet.
    Start,
    /// ASCII so far: UTF-8 and GB18030 look the same.
    Open,
    /// UTF-8; whoever takes the bytes looks at faults.
    Utf8,
    /// Any other.
    Other(Box<Decoder>),
}

/// A short text as a whole; what cannot be read becomes U+FFFD.
///
/// # Errors
/// These bytes are no text.
pub fn text(bytes: &[u8]) -> io::Result<String> {
    let mut decoded = Decoded::new(bytes);
    let mut text = Vec::new();
    while decoded.fill(&mut text)? {}
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// A text behind the mark of UTF-16, as some editors write on Windows.
pub(crate) fn marked_utf16(bytes: &[u8]) -> Option<String> {
    let (encoding, _) = Encoding::for_bom(bytes).filter(|(it, _)| *it != UTF_8)?;
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Some(text.into_owned())
}

/// A text that is no UTF-8 but GB18030 from end to end, its mark left out. UTF-8 with a broken
/// character is not taken for it.
pub(crate) fn gb18030(bytes: &[u8]) -> Option<String> {
    let as_utf8 = String::from_utf8_lossy(bytes);
    let foreign = as_utf8.chars().filter(|char| !char.is_ascii()).count();
    let unread = as_utf8.matches('\u{FFFD}').count();
    if unread <= foreign / 2 {
        return None;
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())
}

impl<R: Read> Decoded<R> {
    /// Reads from `input`.
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            raw: Vec::new(),
            ended: false,
            mode: Mode::Start,
        }
    }

    /// Adds the next block to `text`; whether there may be more. Characters that
    /// cannot be read become U+FFFD, except in UTF-8, which is passed on but for
    /// its NUL bytes: they are seen by nobody and belong into no text.
    ///
    /// # Errors
    /// Reading failed, or these bytes are no text (`InvalidData`).
    pub(crate) fn fill(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
        self.read_block()?;
        if let Mode::Start = self.mode {
            self.start()?;
        }
        if matches!(self.mode, Mode::Open) && !self.raw.is_ascii() {
            self.read_block()?; // the first foreign character may be the last of its block
            self.mode = decide(&self.raw, self.ended);
        }
        let ended = self.ended;
        match &mut self.mode {
            Mode::Start | Mode::Open | Mode::Utf8 if !self.raw.contains(&0) => {
                text.append(&mut self.raw);
            }
            Mode::Start | Mode::Open | Mode::Utf8 => {
                for (at, part) in self.raw.split(|byte| *byte == 0).enumerate() {
                    let lost = if at > 0 { "\u{FFFD}" } else { "" };
                    text.extend(lost.as_bytes());
                    text.extend(part);
                }
                self.raw.clear();
            }
            Mode::Other(decoder) => pass_on(decoder, &mut self.raw, ended, text),
        }
        Ok(!ended)
    }

    fn read_block(&mut self) -> io::Result<()> {
        if !self.ended {
            let block = BLOCK as u64;
            let count = self.input.by_ref().take(block).read_to_end(&mut self.raw)?;
            self.ended = count < BLOCK;
        }
        Ok(())
    }

    /// Looks for a mark, for UTF-16 without one, and for what is no text.
    fn start(&mut self) -> io::Result<()> {
        self.mode = Mode::Open;
        if let Some((encoding, length)) = Encoding::for_bom(&self.raw) {
            self.raw.drain(..length);
            self.mode = fixed(encoding);
            return Ok(());
        }
        match utf16(&self.raw) {
            Some(encoding) => {
                // Text has no halves of characters; only a block's end may be one.
                let (text, _) = encoding.decode_without_bom_handling(&self.raw);
                if text.matches('\u{FFFD}').count() > 1 {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                self.mode = fixed(encoding);
                Ok(())
            }
            None if is_binary(&self.raw) => Err(io::ErrorKind::InvalidData.into()),
            None => Ok(()),
        }
    }
}

/// UTF-16 without a mark. Of each of its ASCII characters one byte is zero, on
/// the same side; so there are about as many zeros, most of them on one side, as
/// there are line ends, commas and digits. A NUL byte lost in other text, or
/// NUL bytes that fill up its cells, are not.
fn utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let zeros = |parity: usize| {
        let bytes = sample.iter().skip(parity).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let (more, less) = (first.max(second), first.min(second));
    let ascii = sample
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b',' | b'0'..=b'9'))
        .count();
    if more <= 2 * less || 4 * more < ascii {
        return None;
    }
    Some(if first > second { UTF_16BE } else { UTF_16LE })
}

/// Whether this is no text at all: NUL bytes, and other controls among them.
fn is_binary(sample: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 1..=8 | 14..=25 | 27..=31);
    sample.contains(&0) && sample.iter().filter(control).count() > sample.len() / 64
}

fn fixed(encoding: &'static Encoding) -> Mode {
    if encoding == UTF_8 {
        Mode::Utf8
    } else {
        Mode::Other(Box::new(encoding.new_decoder_without_bom_handling()))
    }
}

/// UTF-8 or GB18030, whichever leaves fewer characters unread.
fn decide(sample: &[u8], ended: bool) -> Mode {
    let valid_so_far = match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !ended,
    };
    if valid_so_far {
        return Mode::Utf8;
    }
    let unread = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        text.matches('\u{FFFD}').count()
    };
    if unread(UTF_8) <= unread(GB18030) {
        Mode::Utf8
    } else {
        fixed(GB18030)
    }
}

fn pass_on(decoder: &mut Decoder, raw: &mut Vec<u8>, last: bool, text: &mut Vec<u8>) {
    let mut from = 0;
    loop {
        let rest = raw.get(from..).unwrap_or_default();
        let room = decoder.max_utf8_buffer_length(rest.len()).unwrap_or(BLOCK);
        let start = text.len();
        text.resize(start + room, 0);
        let (result, read, written, _) = decoder.decode_to_utf8(rest, &mut text[start..], last);
        text.truncate(start + written);
        from += read;
        if result == CoderResult::InputEmpty {
            break;
        }
    }
    raw.clear();
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Decoded, gb18030, text};

    #[track_caller]
    fn same_in_every_encoding(original: &str) {
        let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            original.encode_utf16().flat_map(order).collect()
        };
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        let (gb, _, unmapped) = encoding_rs::GB18030.encode(original);
        assert!(!unmapped);
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for (bytes, name) in [
            (original.as_bytes().to_vec(), "UTF-8"),
            (
                marked(b"\xEF\xBB\xBF", original.as_bytes()),
                "UTF-8 with a mark",
            ),
            (marked(b"\xFF\xFE", &little), "UTF-16LE"),
            (marked(b"\xFE\xFF", &big), "UTF-16BE"),
            (little, "UTF-16LE without a mark"),
            (big, "UTF-16BE without a mark"),
            (gb.into_owned(), "GB18030"),
        ] {
            assert!(text(&bytes).expect(name) == original, "{name}");
        }
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        same_in_every_encoding("姓名,考试日期\n王小焊,2026-10-08\n");
        same_in_every_encoding("name\nplain\n");
        same_in_every_encoding("姓名\n㐀𠮷·买买提\n");
    }

    #[test]
    fn the_first_chinese_character_may_come_late() {
        for late in [BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let original = format!("{}\n王小焊,考试\n", "x".repeat(late));
            same_in_every_encoding(&original);
        }
    }

    #[test]
    fn nul_bytes_do_not_make_utf16_of_other_text() {
        let text = |bytes: &[u8]| text(bytes).expect("it is text");
        let roster = "姓名,考试日期\n王小焊,2026-10-08\n";
        let gb = encoding_rs::GB18030.encode(roster).0.into_owned();
        for place in (0..=roster.len()).filter(|at| roster.is_char_boundary(*at)) {
            let mut bytes = roster.as_bytes().to_vec();
            bytes.insert(place, 0);
            let found = text(&bytes);
            assert_eq!(found.matches('\u{FFFD}').count(), 1, "{place}: {found}");
            assert_eq!(found.replace('\u{FFFD}', ""), roster);
        }
        let mut bytes = gb;
        bytes.push(0);
        assert_eq!(text(&bytes), format!("{roster}\0"));
        // Cells of a fixed width, filled up.
        let filled = roster.replace(',', "\0\0\0\0\0,").replace('\n', "\0\0\0\n");
        assert_eq!(text(filled.as_bytes()).replace('\u{FFFD}', ""), roster);
    }

    #[test]
    fn gb18030_is_told_from_utf_8_with_a_fault() {
        let roster = "姓名,王小焊\n";
        let (gb, ..) = encoding_rs::GB18030.encode(roster);
        assert_eq!(gb18030(&gb).as_deref(), Some(roster));
        assert_eq!(gb18030(roster.as_bytes()), None);
        assert_eq!(gb18030(b"plain"), None);
        let mut broken = roster.as_bytes().to_vec();
        broken.remove(1);
        assert_eq!(gb18030(&broken), None);
        assert_eq!(gb18030(b"1101\xFF"), None);
    }

    #[test]
    fn binary_is_no_text() {
        let bytes: Vec<u8> = (0..=255).collect();
        let error = Decoded::new(bytes.as_slice()).fill(&mut Vec::new());
        let kind = error.expect_err("it is refused").kind();
        assert_eq!(kind, std::io::ErrorKind::InvalidData);
    }

    #[test]
    fn one_broken_character_does_not_change_the_encoding() {
        let mut bytes = "姓名,考试日期\n王小焊,二零二六\n".repeat(9).into_bytes();
        bytes[1] = b'x';
        let mut text = Vec::new();
        Decoded::new(bytes.as_slice())
            .fill(&mut text)
            .expect("it is text");
        assert_eq!(text, bytes);
    }
}
