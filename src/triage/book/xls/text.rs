//! The texts of a workbook of the older format.

use std::io::{Read, Seek};

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16LE, WINDOWS_1252};

use super::super::row::{broken, too_large};
use super::record::{Numbers as _, Records, kind};
use crate::triage::stop::{Damage, RosterFault};

/// Bytes of the texts that cells share.
const MOST_SHARED: usize = 16 * 1024 * 1024;

/// The encoding that Windows knows by this number.
pub(super) fn code_page(number: u16) -> &'static Encoding {
    match number {
        936 => GB18030,
        1200 => UTF_16LE,
        65001 => UTF_8,
        _ => {
            let labels = [format!("windows-{number}"), format!("cp{number}")];
            let known = labels
                .iter()
                .find_map(|label| Encoding::for_label(label.as_bytes()));
            known.unwrap_or(WINDOWS_1252)
        }
    }
}

/// Characters of two bytes each, or of one where none needs more.
pub(super) fn characters(bytes: &[u8], wide: bool) -> String {
    if wide {
        UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
    } else {
        encoding_rs::mem::decode_latin1(bytes).into_owned()
    }
}

/// The texts that cells share. They run over the ends of records, and where
/// one is broken off, the next record says anew how wide its characters are.
pub(super) fn shared<S: Read + Seek>(records: &mut Records<S>) -> Result<Vec<String>, RosterFault> {
    let mut bytes = records.data.get(8..).unwrap_or_default().to_vec();
    let mut ends = Vec::new();
    loop {
        let kind = records.next()?;
        if kind != kind::CONTINUE {
            records.again = Some(kind);
            break;
        }
        if !records.data.is_empty() {
            ends.push(bytes.len());
            bytes.extend(&records.data);
        }
        if bytes.len() > MOST_SHARED {
            return Err(too_large());
        }
    }
    ends.push(bytes.len());
    ends.reverse();
    let mut run = Run {
        bytes: &bytes,
        at: 0,
        ends,
    };
    let mut texts = Vec::new();
    while run.at < bytes.len() {
        texts.push(run.text().ok_or(broken(Damage::Texts))?);
    }
    Ok(texts)
}

/// Texts that run over the ends of records.
struct Run<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where records end, the next one last.
    ends: Vec<usize>,
}

impl Run<'_> {
    fn text(&mut self) -> Option<String> {
        let (mut left, flags) = (
            usize::from(self.bytes.u16(self.at)?),
            *self.bytes.get(self.at + 2)?,
        );
        self.at += 3;
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += 4 * usize::from(self.bytes.u16(self.at)?); // how parts of it look
            self.at += 2;
        }
        if flags & 4 != 0 {
            behind += self.bytes.u32(self.at)? as usize; // how it is pronounced
            self.at += 4;
        }
        let mut wide = flags & 1 != 0;
        let mut text = String::new();
        loop {
            while self.ends.len() > 1 && self.ends.last() < Some(&self.at) {
                self.ends.pop();
            }
            let room = self.ends.last()?.checked_sub(self.at)? >> usize::from(wide);
            let here = left.min(room);
            let end = self.at + (here << usize::from(wide));
            text.push_str(&characters(self.bytes.get(self.at..end)?, wide));
            (self.at, left) = (end, left - here);
            if left == 0 {
                break;
            }
            self.ends.pop();
            wide = self.bytes.get(self.at)? & 1 != 0;
            self.at += 1;
        }
        self.at = self.at.checked_add(behind)?;
        (self.at <= self.bytes.len()).then_some(text)
    }
}
