//! Reading lines and answering them without keeping either: memory stays at
//! one block, however long a line is, and everything read so far is answered
//! before the next read can wait.

use std::io::{self, BufRead, Write};

/// Output kept back at most, in bytes, before it is written.
const BLOCK: usize = 64 * 1024;

/// Longest line in bytes; of a longer one no more is kept than tells so.
pub(super) const LONGEST: usize = 1024;

/// Puts these parts behind what is in `out`.
pub(super) fn put(out: &mut Vec<u8>, parts: &[&[u8]]) {
    for part in parts {
        out.extend_from_slice(part);
    }
}

/// Calls `answer` with the number (from 1) and the bytes of every line, its
/// end (LF or CRLF) removed and nothing else; what `answer` appends is
/// written in order. A last line without an end is a line; the end of the
/// last line does not begin another. Of a line longer than [`LONGEST`] the first
/// [`LONGEST`] + 1 bytes are given.
///
/// # Errors
///
/// What reading or writing gives, or what `answer` gives.
pub(crate) fn answer_lines(
    mut reader: impl BufRead,
    mut writer: impl Write,
    mut answer: impl FnMut(u64, &[u8], &mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let (mut out, mut carried, mut number) = (Vec::with_capacity(BLOCK * 2), Vec::new(), 0);
    loop {
        let block = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if block.is_empty() {
            break;
        }
        let used = block.len();
        let mut rest = block;
        while let Some((line, after)) = split_line(rest) {
            number += 1;
            if carried.is_empty() {
                answer(number, cut(without_cr(line)), &mut out)?;
            } else {
                keep(&mut carried, line);
                answer(number, cut(without_cr(&carried)), &mut out)?;
                carried.clear();
            }
            rest = after;
            if out.len() >= BLOCK {
                writer.write_all(&out)?;
                out.clear();
            }
        }
        keep(&mut carried, rest);
        reader.consume(used);
        writer.write_all(&out)?;
        writer.flush()?;
        out.clear();
    }
    if !carried.is_empty() {
        // No line end here, so a CR belongs to the text.
        answer(number + 1, cut(&carried), &mut out)?;
    }
    writer.write_all(&out)?;
    writer.flush()
}

/// The bytes before the first line feed, and those after it.
fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at_checked(end)?;
    Some((line, rest.get(1..)?))
}

/// Adds to a line begun, but no more than tells that it is too long, be its
/// last byte a CR or not.
fn keep(carried: &mut Vec<u8>, part: &[u8]) {
    let room = (LONGEST + 2).saturating_sub(carried.len());
    carried.extend_from_slice(part.get(..room).unwrap_or(part));
}

fn cut(line: &[u8]) -> &[u8] {
    line.get(..=LONGEST).unwrap_or(line)
}

fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], block: usize) -> Vec<(u64, Vec<u8>)> {
        let mut seen = Vec::new();
        let reader = io::BufReader::with_capacity(block, text);
        let result = answer_lines(reader, io::sink(), |number, line, _| {
            seen.push((number, line.to_vec()));
            Ok(())
        });
        assert!(result.is_ok());
        seen
    }

    #[test]
    fn only_the_line_end_is_removed_whatever_the_block() {
        let text = b" a \nb\r\n\r\r\n\n\xFFc\r\nlast\r";
        let expected: [&[u8]; 6] = [b" a ", b"b", b"\r", b"", b"\xFFc", b"last\r"];
        for block in 1..40 {
            let seen = lines(text, block);
            assert_eq!(seen.len(), expected.len(), "{block}");
            for (index, (number, line)) in seen.iter().enumerate() {
                assert_eq!(*number, index as u64 + 1);
                assert_eq!(line, expected[index]);
            }
        }
    }

    #[test]
    fn an_endless_line_is_not_kept() {
        for block in [8, 1 << 18] {
            for length in [LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST] {
                let text = [&b"x".repeat(length)[..], b"\r\nnext\n"].concat();
                let seen = lines(&text, block);
                assert_eq!(seen[0].1.len(), length.min(LONGEST + 1), "{block}");
                assert_eq!(seen[1], (2, b"next".to_vec()));
            }
        }
        let endless = io::Read::take(io::repeat(b'1'), 1 << 24);
        let result = answer_lines(io::BufReader::new(endless), io::sink(), |_, line, _| {
            assert_eq!(line.len(), LONGEST + 1);
            Ok(())
        });
        assert!(result.is_ok());
    }

    #[test]
    fn no_input_is_no_line_and_an_end_begins_none() {
        assert!(lines(b"", 8).is_empty());
        assert_eq!(lines(b"\n", 8).len(), 1);
        assert_eq!(lines(b"a\n", 8).len(), 1);
    }
}
