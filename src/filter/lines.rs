//! Reading lines and answering them without keeping either: memory stays at
//! one block and one line, and everything read so far is answered before the
//! next read can wait.

use std::io::{self, BufRead, Write};

/// Output kept back at most, in bytes, before it is written.
const BLOCK: usize = 64 * 1024;

/// Calls `answer` with the number (from 1) and the bytes of every line, its
/// end (LF or CRLF) removed and nothing else; what `answer` appends is
/// written in order. A last line without an end is a line; the end of the
/// last line does not begin another.
///
/// # Errors
///
/// What reading or writing gives, or what `answer` gives.
pub fn answer_lines(
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
                answer(number, without_cr(line), &mut out)?;
            } else {
                carried.extend_from_slice(line);
                answer(number, without_cr(&carried), &mut out)?;
                carried.clear();
            }
            rest = after;
            if out.len() >= BLOCK {
                writer.write_all(&out)?;
                out.clear();
            }
        }
        carried.extend_from_slice(rest);
        reader.consume(used);
        writer.write_all(&out)?;
        writer.flush()?;
        out.clear();
    }
    if !carried.is_empty() {
        // No line end here, so a CR belongs to the text.
        answer(number + 1, &carried, &mut out)?;
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
    fn no_input_is_no_line_and_an_end_begins_none() {
        assert!(lines(b"", 8).is_empty());
        assert_eq!(lines(b"\n", 8).len(), 1);
        assert_eq!(lines(b"a\n", 8).len(), 1);
    }
}
