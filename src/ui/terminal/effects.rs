//! Results that somebody wants to keep, as files.

use std::io;
use std::path::PathBuf;

use crate::file::{self, Readers, There};
use crate::lang::{Lang, io_words};

/// So many results of one name are tried for a free number.
const TRIES: u32 = 999;

/// Writes a file into the present folder under a name that is still free.
pub(crate) fn write_new(
    stem: &str,
    ending: &str,
    bytes: &[u8],
    lang: Lang,
) -> Result<PathBuf, String> {
    let folder = std::env::current_dir().map_err(|error| io_words(&error, lang))?;
    for number in 1..=TRIES {
        let name = match number {
            1 => format!("{stem}.{ending}"),
            _ => format!("{stem}-{number}.{ending}"),
        };
        let path = folder.join(name);
        match file::save(&path, bytes, There::Stays, Readers::Usual) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(io_words(&error, lang)),
        }
    }
    Err(format!("{stem}-{TRIES}.{ending}"))
}
