//! Bytes as UTF-8, whatever program wrote them: UTF-8 with or without a mark,
//! UTF-16, GB18030. A roster is never held as a whole; a notice is short.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes looked at before an encoding is decided on, and read at a time.
const BLOCK: usize = 64 * 1024;

/// A reader of text in an encoding still to be found out.
pub struct Decoded<R> {
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

impl<R: Read> Decoded<R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            raw: Vec::new(),
            ended: false,
            mode: Mode::Start,
        }
    }

    /// Adds the next block to `text`; whether there was one. Characters that
    /// cannot be read become U+FFFD, except in UTF-8, which is passed on.
    ///
    /// # Errors
    /// Reading failed, or these bytes are no text (`InvalidData`).
    pub fn fill(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
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
            Mode::Start | Mode::Open | Mode::Utf8 => text.append(&mut self.raw),
            Mode::Other(decoder) => decode(decoder, &mut self.raw, ended, text),
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
        let zeros = |parity: usize| {
            let bytes = self.raw.iter().skip(parity).step_by(2);
            bytes.filter(|byte| **byte == 0).count()
        };
        let (first, second) = (zeros(0), zeros(1));
        if first + second == 0 {
            return Ok(());
        }
        // Of an ASCII character in UTF-16 one byte is zero.
        let encoding = if first > second { UTF_16BE } else { UTF_16LE };
        // Text has no halves of characters; only a block's end may be one.
        let (text, _) = encoding.decode_without_bom_handling(&self.raw);
        if text.matches('\u{FFFD}').count() > 1 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.mode = fixed(encoding);
        Ok(())
    }
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

fn decode(decoder: &mut Decoder, raw: &mut Vec<u8>, last: bool, text: &mut Vec<u8>) {
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
    use super::{BLOCK, Decoded, text};

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
