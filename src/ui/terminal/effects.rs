//! Results that somebody wants to keep, as files.

use std::io;
use std::path::{Path, PathBuf};

use crate::file::{self, Readers, There};
use crate::lang::{Lang, io_words};

/// So many results of one name are tried for a free number.
const TRIES: u32 = 999;

/// Writes a file into a folder under a name that is still free, unless just this
/// is there already: a key held down writes it once.
pub(crate) fn write_new(
    folder: &Path,
    stem: &str,
    ending: &str,
    bytes: &[u8],
    lang: Lang,
) -> Result<PathBuf, String> {
    for number in 1..=TRIES {
        let name = match number {
            1 => format!("{stem}.{ending}"),
            _ => format!("{stem}-{number}.{ending}"),
        };
        let path = folder.join(name);
        match file::save(&path, bytes, There::Stays, Readers::Usual) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let there = file::read(&path, bytes.len() as u64);
                if there.is_ok_and(|there| there == bytes) {
                    return Ok(path);
                }
            }
            Err(error) => return Err(io_words(&error, lang)),
        }
    }
    Err(format!("{stem}-{TRIES}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_written_once_and_nothing_else_over_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |text: &str| {
            let path = write_new(folder.path(), "day", "txt", text.as_bytes(), Lang::Zh);
            let path = path.expect("it is written");
            let name = path.file_name().expect("a name");
            name.to_string_lossy().into_owned()
        };
        let names = ["one", "one", "another", "two", "one", "another"].map(write);
        let expected = [
            "day.txt",
            "day.txt",
            "day-2.txt",
            "day-3.txt",
            "day.txt",
            "day-2.txt",
        ];
        assert_eq!(names, expected);
    }
}
