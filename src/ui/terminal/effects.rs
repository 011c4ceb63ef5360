//! Files: the last walk, and results that somebody wants to keep.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::answers;
use crate::lang::{Lang, io_words};
use crate::pack::Pack;
use crate::ui::kept::Kept;
use crate::ui::model::Voice;

/// No saved walk is larger than this.
const MOST: u64 = 64 * 1024;
/// So many results of one name are tried for a free number.
const TRIES: u32 = 999;

/// The answers of the last walk, where there is one that fits the rules.
pub fn last_walk(pack: &Pack, path: &Path) -> Option<Kept> {
    let size = fs::metadata(path).ok()?.len();
    if size > MOST {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let shown = path.display().to_string();
    let file = answers::read(pack, &shown, &text).ok()?;
    let voice = if file.call { Voice::Call } else { Voice::Own };
    Some(Kept {
        answers: file.answers,
        voice,
        notes: file.notes,
    })
}

/// Keeps a walk: whole, or as it was before.
pub fn save(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// Keeps a walk that these rules cannot read: others may.
pub fn put_aside(path: &Path) {
    let _ = fs::rename(path, path.with_file_name("unreadable-walk.toml"));
}

/// Keeps the last walk as an earlier one, where there is one.
pub fn set_aside(path: &Path) {
    // Where this fails the walk of before is lost, which stops nobody.
    let _ = fs::rename(path, path.with_file_name("earlier-walk.toml"));
}

/// Writes a file into the present folder under a name that is still free.
pub fn write_new(stem: &str, ending: &str, text: &str, lang: Lang) -> Result<PathBuf, String> {
    let folder = std::env::current_dir().map_err(|error| io_words(&error, lang))?;
    for number in 1..=TRIES {
        let name = match number {
            1 => format!("{stem}.{ending}"),
            _ => format!("{stem}-{number}.{ending}"),
        };
        let path = folder.join(name);
        match create(&path, text) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(io_words(&error, lang)),
        }
    }
    Err(format!("{stem}-{TRIES}.{ending}"))
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
