//! What a command makes, to standard output or into a file: whole or not at
//! all, and never over a file that is there unless told to.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::failure::Failure;
use crate::lang::Lang;

/// `-o` and `--force`, for the commands that have them.
pub(super) fn args(lang: Lang) -> [Arg; 2] {
    let say = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    [
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name(say("文件", "FILE"))
            .value_parser(value_parser!(PathBuf))
            .help(say(
                "写进这个文件，不写到屏幕；- 是标准输出",
                "Write to this file instead of the screen; - is standard output",
            )),
        Arg::new("force")
            .long("force")
            .action(ArgAction::SetTrue)
            .requires("output")
            .help(say(
                "文件已经有了也照样写",
                "Write even where the file exists",
            )),
    ]
}

/// The file named by `-o`, where it is one.
pub(super) fn path(matches: &ArgMatches) -> Option<&Path> {
    let path = matches.get_one::<PathBuf>("output")?;
    (path != Path::new("-")).then_some(path)
}

/// Writes `text` where the arguments say.
pub(super) fn write(matches: &ArgMatches, text: &str) -> Result<(), Failure> {
    let Some(path) = path(matches) else {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        return Ok(out.flush()?);
    };
    save(path, text, matches.get_flag("force")).map_err(|error| refused(path, &error))
}

/// The text goes into a file beside the one wanted, which then takes its name
/// in one step. Ctrl-C waits for that step, so that nothing is left lying.
fn save(path: &Path, text: &str, force: bool) -> io::Result<()> {
    if !force && path.try_exists()? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let stopped = Arc::new(AtomicBool::new(false));
    let waiting = signal_hook::flag::register(signal_hook::consts::SIGINT, stopped)?;
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    readable(file.as_file())?;
    let kept = if force {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    signal_hook::low_level::unregister(waiting);
    kept.map(|_| ()).map_err(|error| error.error)
}

/// A temporary file is its owner's alone; one to hand on is like any other.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Failure::words_of(
            format!("{shown}：文件已经有了，没有改动它；换个名字，或加 --force"),
            format!(
                "{shown}: the file exists and was left alone; take another name, or add --force"
            ),
        );
    }
    Failure::words_of(
        format!("{shown}：写不了：{error}"),
        format!("{shown}: cannot be written: {error}"),
    )
}
