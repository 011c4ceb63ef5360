//! Opening a file, and putting one in place: the only way to either in the
//! whole program.
//!
//! Only regular files are read, so that no pipe, device or terminal in the
//! place of one holds the program up or fills its memory. A file is written
//! whole before it gets its name, so that under that name stands what stood
//! there before or all of the new, whenever the program is killed.
//!
//! On Linux what is being written has no name at all, so that nothing is left
//! of it either. Where the system has no such files it has a name of its own,
//! and so for an instant where another is replaced; what a killed program left
//! under one is swept away the next time.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::lang::Both;

/// Around the names of files that are being written.
const PART: (&str, &str) = (".chabudao-", ".part");

/// What is told of anything else.
pub(crate) const NOT_REGULAR: Both = Both::new(
    "这不是普通文件（是管道、设备、终端一类）",
    "not a regular file (but a pipe, a device, a terminal or the like)",
);

/// What is told where the desk's cases would be lost.
const A_STORE: Both = Both::new(
    "这是来电簿，不能盖掉，没有动它；请换一个名字",
    "this is a store of the desk and was left alone; take another name",
);

/// What a store's file begins with, and the files beside it end in. Source: the
/// database's file format.
const STORE_HEAD: &[u8] = b"SQLite format 3\0";
const BESIDE_STORE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What Windows says where another program lets nobody else write: access
/// denied, a sharing violation, a lock.
const HELD: [i32; 3] = [5, 32, 33];

/// Whether a file there may be open in another program, as Excel and WPS hold
/// theirs on Windows.
pub(crate) fn is_held(path: &Path, error: &io::Error) -> bool {
    let told = error
        .raw_os_error()
        .is_some_and(|code| HELD.contains(&code));
    cfg!(windows) && told && path.is_file()
}

/// Whether something stands there that is neither a regular file nor a folder.
pub(crate) fn is_special(path: &Path) -> bool {
    is_device(path) || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Whether Windows takes the name of this for a device, in whatever folder.
fn is_device(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    cfg!(windows) && names_device(&name.to_string_lossy())
}

/// Whether Windows takes a name for a device, whatever stands behind its first
/// dot: `con.tar.gz`.
fn names_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default().trim_end();
    let port = name.split_at_checked(3).is_some_and(|(kind, number)| {
        let kinds = ["COM", "LPT"];
        let is_kind = kinds.iter().any(|it| kind.eq_ignore_ascii_case(it));
        is_kind && matches!(number.as_bytes(), [b'1'..=b'9'])
    });
    let devices = ["NUL", "CON", "PRN", "AUX", "CONIN$", "CONOUT$"];
    port || devices.iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// Opens a regular file to be read, behind links too.
///
/// # Errors
/// It cannot be opened, or is something else.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    regular(&fs::metadata(path)?)?;
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // Should a pipe have come there just now, nothing waits for its writer.
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    let file = options.read(true).open(path)?;
    regular(&file.metadata()?)?;
    Ok(file)
}

/// Whether two names lead to one file, by whatever links.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let id = |path| fs::metadata(path).map(|found| (found.dev(), found.ino()));
        matches!((id(one), id(other)), (Ok(one), Ok(other)) if one == other)
    }
    #[cfg(not(unix))]
    {
        let real = |path: &Path| path.canonicalize().ok();
        real(one).is_some_and(|one| Some(one) == real(other))
    }
}

/// Whether a file holds the desk's cases, or what was written to them last.
fn is_store(path: &Path) -> bool {
    let begins_so = |path: &Path| {
        let mut head = Vec::new();
        let most = STORE_HEAD.len() as u64;
        open(path)
            .is_ok_and(|file| file.take(most).read_to_end(&mut head).is_ok() && head == STORE_HEAD)
    };
    let name = path.to_string_lossy();
    let mut beside = BESIDE_STORE.iter().filter_map(|end| name.strip_suffix(end));
    begins_so(path) || beside.any(|store| begins_so(Path::new(store)))
}

fn regular(found: &Metadata) -> io::Result<()> {
    if found.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else if found.is_file() {
        Ok(())
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, NOT_REGULAR))
    }
}

/// The bytes of a regular file that has at most `most` of them.
///
/// # Errors
/// As [`open`]; `FileTooLarge` where there are more.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    if file.metadata()?.len() > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    // Files of the system have no length of their own, others may be growing.
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Makes a folder that only its owner may look into.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.recursive(true).create(folder)
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum There {
    /// It stays, and `AlreadyExists` says so.
    Stays,
    /// It is replaced, and its mode is kept.
    Replaced,
}

impl There {
    /// Replaced where that was asked for.
    pub(crate) const fn replaced_if(asked: bool) -> Self {
        if asked { Self::Replaced } else { Self::Stays }
    }
}

/// Who may read a file that is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone: it holds what people said of themselves.
    Owner,
    /// Whoever the user lets read new files (the umask): it is to be handed on.
    Usual,
}

/// Puts a file in place.
///
/// # Errors
/// It could not be written; then nothing has changed.
pub(crate) fn save(path: &Path, bytes: &[u8], there: There, readers: Readers) -> io::Result<()> {
    let mut draft = PartialFile::new(path, there, readers)?;
    draft.write_all(bytes)?;
    draft.keep()
}

/// A file that is being written.
pub(crate) struct PartialFile {
    file: Written,
    path: PathBuf,
    there: There,
}

enum Written {
    /// It has no name, and goes with the program.
    #[cfg(target_os = "linux")]
    Nameless(File),
    /// It has a name of its own beside its place.
    Beside(NamedTempFile),
}

impl PartialFile {
    /// A file that is to get the name `path`.
    ///
    /// # Errors
    /// It cannot get it: something else stands there, or nothing can be
    /// written there.
    pub(crate) fn new(path: &Path, there: There, readers: Readers) -> io::Result<Self> {
        if is_device(path) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, NOT_REGULAR));
        }
        let old = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            found => Some(found?),
        };
        if let Some(old) = &old {
            regular(old)?;
            if there == There::Stays {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            // Held by another program it could not be replaced in the end.
            #[cfg(windows)]
            OpenOptions::new().append(true).open(path)?;
        }
        let path = match &old {
            Some(_) => fs::canonicalize(path)?, // a link stays one
            None => path.to_owned(),
        };
        if old.is_some() && is_store(&path) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, A_STORE));
        }
        let folder = folder(&path);
        let file = match nameless(folder, readers) {
            Some(file) => file,
            None => Written::Beside(beside(folder, readers)?),
        };
        let draft = Self { file, path, there };
        if let Some(old) = old {
            like(draft.file(), &old)?;
        }
        // Whoever sweeps leaves alone what is locked.
        let _ = draft.file().try_lock();
        Ok(draft)
    }

    /// Its name until it is in place, where it has one.
    pub(crate) fn part(&self) -> Option<&Path> {
        match &self.file {
            #[cfg(target_os = "linux")]
            Written::Nameless(_) => None,
            Written::Beside(file) => Some(file.path()),
        }
    }

    fn file(&self) -> &File {
        match &self.file {
            #[cfg(target_os = "linux")]
            Written::Nameless(file) => file,
            Written::Beside(file) => file.as_file(),
        }
    }

    /// Puts it in place, for good: it is on the disk when this returns, its
    /// name too wherever the system sees to that.
    ///
    /// # Errors
    /// As [`save`].
    pub(crate) fn keep(self) -> io::Result<()> {
        self.file().sync_all()?;
        match (self.file, self.there) {
            #[cfg(target_os = "linux")]
            (Written::Nameless(file), There::Stays) => name(&file, &self.path)?,
            #[cfg(target_os = "linux")]
            (Written::Nameless(file), There::Replaced) => replace(&file, &self.path)?,
            (Written::Beside(file), There::Stays) => drop(file.persist_noclobber(&self.path)?),
            (Written::Beside(file), There::Replaced) => drop(file.persist(&self.path)?),
        }
        settle(folder(&self.path));
        Ok(())
    }
}

impl Write for PartialFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// A file without a name, where the system and the disk have such.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path, readers: Readers) -> Option<Written> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::TMPFILE.bits().cast_signed();
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .mode(readers.mode())
        .custom_flags(flags)
        .open(folder)
        .ok()?;
    // It gets its name by way of here.
    let nameable = fs::symlink_metadata(own_path(&file)).is_ok();
    nameable.then_some(Written::Nameless(file))
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path, _: Readers) -> Option<Written> {
    None
}

#[cfg(target_os = "linux")]
fn own_path(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd as _;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// Gives a file its name, unless another has it.
#[cfg(target_os = "linux")]
fn name(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    linkat(CWD, own_path(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?;
    Ok(())
}

/// Gives a file its name, whoever has it; the system does that in one step
/// only for a file that has a name already.
#[cfg(target_os = "linux")]
fn replace(file: &File, path: &Path) -> io::Result<()> {
    match name(file, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        named => return named,
    }
    let folder = folder(path);
    sweep(folder);
    let part = parts(Readers::Owner).make_in(folder, |part| name(file, part))?;
    part.persist(path)?;
    Ok(())
}

fn beside(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    sweep(folder);
    // The library's words tell the name of the moment, which nobody knows.
    let file = parts(readers).tempfile_in(folder);
    file.map_err(|error| error.kind().into())
}

fn parts(readers: Readers) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PART.0).suffix(PART.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(readers.mode()));
    }
    #[cfg(not(unix))]
    let _ = readers; // there the folder says who may read
    builder
}

/// Takes away what a program that was killed had not put in place yet.
pub(crate) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        let left = name.starts_with(PART.0)
            && name.ends_with(PART.1)
            && open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if left {
            let _ = fs::remove_file(path); // the next time, then
        }
    }
}

#[cfg(unix)]
impl Readers {
    /// The mode, from which the system takes the umask.
    const fn mode(self) -> u32 {
        match self {
            Self::Owner => 0o600,
            Self::Usual => 0o666,
        }
    }
}

/// Gives a file the mode of the one it replaces and, where that is allowed,
/// its owner.
#[cfg(unix)]
fn like(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    file.set_permissions(fs::Permissions::from_mode(old.mode() & 0o777))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn like(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Sees to it that the names in a folder are on the disk. Where that fails the
/// file is in place all the same, and nobody is told otherwise.
fn settle(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests;
