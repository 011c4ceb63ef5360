//! The records that a workbook of the older format is made of.

use std::io::{self, Read, Seek, SeekFrom};

use super::super::row::broken;
use crate::triage::stop::{Damage, RosterFault};

pub(super) fn of_io(error: &io::Error) -> RosterFault {
    use io::ErrorKind::{InvalidData, InvalidInput, NotFound, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | NotFound | UnexpectedEof => broken(Damage::Package),
        kind => RosterFault::Io(kind.into()),
    }
}

/// Kinds of records.
pub(super) mod kind {
    pub(crate) const FORMULA: u16 = 0x0006;
    pub(crate) const EOF: u16 = 0x000A;
    pub(crate) const DATE_1904: u16 = 0x0022;
    pub(crate) const FILE_PASS: u16 = 0x002F;
    pub(crate) const CONTINUE: u16 = 0x003C;
    pub(crate) const CODE_PAGE: u16 = 0x0042;
    pub(crate) const BOUND_SHEET: u16 = 0x0085;
    pub(crate) const MUL_RK: u16 = 0x00BD;
    pub(crate) const R_STRING: u16 = 0x00D6;
    pub(crate) const XF: u16 = 0x00E0;
    pub(crate) const MERGED: u16 = 0x00E5;
    pub(crate) const SST: u16 = 0x00FC;
    pub(crate) const LABEL_SST: u16 = 0x00FD;
    pub(crate) const NUMBER: u16 = 0x0203;
    pub(crate) const LABEL: u16 = 0x0204;
    pub(crate) const BOOL_ERR: u16 = 0x0205;
    pub(crate) const STRING: u16 = 0x0207;
    pub(crate) const RK: u16 = 0x027E;
    pub(crate) const FORMAT: u16 = 0x041E;
    pub(crate) const BOF: u16 = 0x0809;
}

/// The records of a stream, one at a time.
pub(super) struct Records<S> {
    pub(super) stream: S,
    /// What stands in the last one.
    pub(super) data: Vec<u8>,
    /// The kind of the last one, where it is to be given again.
    pub(super) again: Option<u16>,
}

impl<S: Read + Seek> Records<S> {
    pub(super) fn seek(&mut self, start: u32) -> Result<(), RosterFault> {
        let moved = self.stream.seek(SeekFrom::Start(start.into()));
        moved.map(drop).map_err(|error| of_io(&error))
    }

    /// The kind of the next record. A stream ends with a record that says so.
    pub(super) fn next(&mut self) -> Result<u16, RosterFault> {
        if let Some(kind) = self.again.take() {
            return Ok(kind);
        }
        let mut head = [0; 4];
        let [first, second, length @ ..] = {
            self.stream
                .read_exact(&mut head)
                .map_err(|error| of_io(&error))?;
            head
        };
        self.data.resize(u16::from_le_bytes(length).into(), 0);
        let read = self.stream.read_exact(&mut self.data);
        read.map_err(|error| of_io(&error))?;
        Ok(u16::from_le_bytes([first, second]))
    }
}

/// Numbers in a record, from the right on in byte order.
pub(super) trait Numbers {
    fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]>;

    fn u16(&self, at: usize) -> Option<u16> {
        self.array(at).map(u16::from_le_bytes)
    }

    fn u32(&self, at: usize) -> Option<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    fn f64(&self, at: usize) -> Option<f64> {
        self.array(at).map(f64::from_le_bytes)
    }
}

impl Numbers for [u8] {
    fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.get(at..at.checked_add(N)?)?.try_into().ok()
    }
}
