//! The files of a rule pack as text: those built into the program, those of a
//! folder, and what a user folder adds.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use super::place::{FileId, Place};
use super::tree::{BUILT_IN, LaidOut};
use crate::file;
use crate::lang::{Lang, io_words};

/// No rule file has a use for more; a larger one is refused unread.
const MOST_BYTES: u64 = 2 * 1024 * 1024;
/// A folder with more files than this is not a rule pack.
const MOST_FILES: usize = 2_000;

/// The file a pack cannot do without: its table of contents.
pub(super) const MAIN: &str = "pack.toml";

/// The words of rosters, read where rosters are.
pub(crate) const ROSTER: &str = "roster.toml";

/// The folder of scenario files.
pub(crate) const SCENARIOS: &str = "scenarios/";
/// Where the names of places stand, a file each.
pub(crate) const REGIONS: &str = "region/";

/// The folder of year files.
pub(crate) const YEARS: &str = "calendar/";

/// What no text may say.
pub(super) const WORDING: &str = "wording.toml";

/// The folder under which the files of the user's own folder join a pack.
pub(super) const OWN: &str = "/user/";

/// The name under which the user folder's `contacts.toml` joins a pack: one
/// that no file of a folder has.
pub(crate) const OWN_CONTACTS: &str = "/user/contacts.toml";

/// The folder under which the years of the user's own folder join a pack.
pub(crate) const OWN_YEARS: &str = "/user/calendar/";

named! {
    /// A kind of file with a shape of its own.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum FileKind {
        /// `*.toml`: questions, results, cautions, parameters, sources, contacts.
        Rules "rules",
        /// `pack.toml`.
        Pack "pack",
        /// `region/*.toml`.
        Region "region",
        /// `calendar/*.toml`.
        Calendar "calendar",
        /// `scenarios/*.toml`.
        Scenarios "scenarios",
        /// `wording.toml`.
        Wording "wording",
        /// `roster.toml`.
        Roster "roster",
        /// The `contacts.toml` of a user's own folder.
        Contacts "contacts",
    }
}

impl FileKind {
    /// What a file's name inside a pack makes it; none where nothing reads it.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            MAIN => Self::Pack,
            ROSTER => Self::Roster,
            WORDING => Self::Wording,
            OWN_CONTACTS => Self::Contacts,
            _ if name.starts_with(REGIONS) => Self::Region,
            _ if name.starts_with(YEARS) || name.starts_with(OWN_YEARS) => Self::Calendar,
            _ if name.starts_with(SCENARIOS) => Self::Scenarios,
            _ if !name.contains('/') => Self::Rules,
            _ => return None,
        })
    }

    /// Whether such a file is put together with others into a pack. The rest are
    /// read where they are run, never on the way to the first frame.
    pub(super) const fn is_of_pack(self) -> bool {
        matches!(
            self,
            Self::Rules | Self::Pack | Self::Region | Self::Wording
        )
    }

    /// Whether such a file holds `[kind.id]` tables; the others have shapes of
    /// their own.
    pub(super) const fn holds_tables(self) -> bool {
        matches!(self, Self::Rules | Self::Region)
    }
}

/// One rule file.
#[derive(Clone, Debug)]
pub struct File {
    /// Path inside the pack with `/`, e.g. `calendar/2026.toml`.
    pub name: String,
    /// Path to show to people: as above, behind the folder it came from.
    pub(crate) shown: String,
    /// The whole text, without a byte order mark.
    pub text: Cow<'static, str>,
    /// Why it could not be read; the text is then empty.
    pub(crate) unreadable: Option<Unreadable>,
    /// Its values, where it is built in.
    pub(super) laid_out: Option<LaidOut>,
    /// Where its lines start, looked for once: a faulty file is asked often.
    lines: OnceLock<Vec<usize>>,
}

/// Why a file's text is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The system says why: in Chinese, in English.
    Io(String, String),
    /// Not UTF-8; the offset of the first wrong byte.
    NotUtf8(usize),
    /// Larger than a rule file may be: its bytes, and how many it may have.
    TooLarge(u64, u64),
    /// Nothing stands in it.
    Empty,
    /// The folder holds more files than this, which a pack never has.
    TooMany(usize),
}

/// All files of a pack, sorted by name.
#[derive(Clone, Debug, Default)]
pub struct Files {
    list: Vec<File>,
}

impl File {
    /// A file that is on no disk.
    pub(crate) fn in_memory(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            shown: name.to_owned(),
            text: Cow::Owned(text.to_owned()),
            unreadable: None,
            laid_out: None,
            lines: OnceLock::new(),
        }
    }

    /// One with these bytes, or why they are no text.
    pub(super) fn of_bytes(name: &str, shown: &str, bytes: Vec<u8>) -> Self {
        let (text, unreadable) = match decode(bytes) {
            Ok(text) => (text, None),
            Err(why) => (String::new(), Some(why)),
        };
        Self {
            shown: shown.to_owned(),
            unreadable,
            ..Self::in_memory(name, &text)
        }
    }

    /// One that could not be read, and why.
    fn unreadable(name: &str, path: &Path, why: Unreadable) -> Self {
        Self {
            shown: path.display().to_string(),
            unreadable: Some(why),
            ..Self::in_memory(name, "")
        }
    }

    /// The line a byte stands in: its number, from 1, and its bytes with
    /// the line break.
    pub(super) fn line(&self, offset: usize) -> (usize, Range<usize>) {
        let starts = self.lines.get_or_init(|| {
            let breaks = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(breaks).collect()
        });
        let number = starts.partition_point(|start| *start <= offset);
        let start = starts.get(number.saturating_sub(1)).copied().unwrap_or(0);
        let end = starts.get(number).copied().unwrap_or(self.text.len());
        (number, start..end)
    }

    /// Line and column of a byte, from 1; columns in characters.
    fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let (number, line) = self.line(offset);
        let before = self.text.get(line.start..offset).unwrap_or_default();
        (number, before.chars().count() + 1)
    }
}

impl Files {
    /// Just this file.
    pub(crate) fn single(file: File) -> Self {
        Self { list: vec![file] }
    }

    /// The pack built into the program, to be checked like any other: nothing of
    /// it is taken as already read.
    #[must_use]
    pub fn embedded() -> Self {
        let mut files = Self::embedded_where(|_| true);
        for file in &mut files.list {
            file.laid_out = None;
        }
        files
    }

    /// What a walk needs of the pack built into the program: all but the
    /// scenarios, which then are not even looked at.
    #[must_use]
    pub fn embedded_for_walks() -> Self {
        Self::embedded_where(|name| !name.starts_with(SCENARIOS))
    }

    /// The head of the pack built into the program, which does not load alone.
    pub(super) fn embedded_head() -> Self {
        Self::embedded_where(|name| name == MAIN)
    }

    /// The year files of the pack built into the program.
    #[must_use]
    pub fn embedded_calendar() -> Self {
        Self::embedded_where(|name| name.starts_with(YEARS))
    }

    fn embedded_where(wanted: impl Fn(&str) -> bool + Copy) -> Self {
        let files = BUILT_IN.files();
        let wanted = files.filter(|(name, ..)| is_toml(name.as_ref()) && wanted(name));
        let files = wanted.map(|(name, text, laid_out)| File {
            name: name.to_owned(),
            shown: format!("rules/{name}"),
            text: Cow::Borrowed(text),
            unreadable: None,
            laid_out,
            lines: OnceLock::new(),
        });
        Self {
            list: files.collect(),
        }
    }

    /// A pack made of `(name, text)` pairs, for tests and generated packs.
    #[must_use]
    pub fn from_texts<N: Into<String>, T: Into<String>>(
        texts: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        let mut files = Self::default();
        for (name, text) in texts {
            files.list.push(File::in_memory(&name.into(), &text.into()));
        }
        files.sort();
        files
    }

    /// Every `.toml` file of the folder `dir` and its folders, but for those
    /// whose name begins with a dot.
    ///
    /// # Errors
    /// The folder itself cannot be listed. A file or a folder in it that cannot
    /// be read is kept with the reason, so that it is reported beside all other
    /// problems.
    pub fn from_dir(dir: &Path) -> io::Result<Self> {
        let mut files = Self::default();
        files.add_dir(dir, dir)?;
        if files.list.len() > MOST_FILES {
            let why = Unreadable::TooMany(MOST_FILES);
            return Ok(Self::single(File::unreadable(MAIN, dir, why)));
        }
        files.sort();
        Ok(files)
    }

    /// Adds one file of the user folder under the name it has in a pack; it
    /// takes the place of a file of that name.
    pub(crate) fn overlay(&mut self, name: &str, path: &Path) {
        self.list.retain(|file| file.name != name);
        self.list.push(read(name, path));
        self.sort();
    }

    /// All files, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0..).map(FileId).zip(&self.list)
    }

    /// The file with that number.
    pub(crate) fn get(&self, id: FileId) -> &File {
        &self.list[id.0 as usize]
    }

    /// `file:line:col` of a place, line and column from 1, columns in characters.
    #[must_use]
    pub fn location(&self, place: Place) -> String {
        let file = self.get(place.file);
        let (line, column) = file.line_column(place.start as usize);
        format!("{}:{line}:{column}", file.shown)
    }

    /// The file with that name inside the pack.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&File> {
        self.list.iter().find(|file| file.name == name)
    }

    fn add_dir(&mut self, root: &Path, dir: &Path) -> io::Result<()> {
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let path = entry.path();
            if self.list.len() > MOST_FILES || is_hidden(&entry.file_name()) {
                continue;
            }
            let name = path.strip_prefix(root).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            // `file_type` does not follow links, so a link cannot make a loop.
            if entry.file_type()?.is_dir() {
                if let Err(error) = self.add_dir(root, &path) {
                    let file = File::unreadable(&name, &path, unreadable(&error));
                    self.list.push(file);
                }
            } else if is_toml(&path) {
                self.list.push(read(&name, &path));
            }
        }
        Ok(())
    }

    fn sort(&mut self) {
        self.list.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// Every file of the built-in rules, the guide among them, as `(path, text)`.
pub(crate) fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN.files().map(|(name, text, _)| (name, text))
}

/// Whether a file is some program's own: `._2026.toml`, `.#2026.toml`.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

pub(crate) fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

fn read(name: &str, path: &Path) -> File {
    match read_bytes(path) {
        Ok(bytes) => File::of_bytes(name, &path.display().to_string(), bytes),
        Err(why) => File::unreadable(name, path, why),
    }
}

/// A file's bytes, refused when it is no regular file or they are too many.
///
/// # Errors
/// Why they are not there.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    match file::read(path, MOST_BYTES) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let length = fs::metadata(path).map_or(0, |found| found.len());
            Err(Unreadable::TooLarge(length.max(MOST_BYTES + 1), MOST_BYTES))
        }
        Err(error) => Err(unreadable(&error)),
    }
}

fn unreadable(error: &io::Error) -> Unreadable {
    Unreadable::Io(io_words(error, Lang::Zh), io_words(error, Lang::En))
}

/// Bytes as text, without the byte order mark that editors on Windows put in
/// front and TOML does not have.
///
/// # Errors
/// They are not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, Unreadable> {
    let mut text = String::from_utf8(bytes)
        .map_err(|error| Unreadable::NotUtf8(error.utf8_error().valid_up_to()))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}
