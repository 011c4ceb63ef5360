//! `chabudao rules export`: the built-in rules as files to edit.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::ValueHint;

use crate::cli::failure::Failure;
use crate::cli::print;
use crate::cli::setting::Setting;
use crate::file::{self, Readers, There};
use crate::lang::Lang;
use crate::pack::files;

/// 把自带的规则写进一个文件夹，好照着改
/// en: Write the built-in rules into a folder, to edit
#[derive(clap::Args)]
pub(in crate::cli) struct Args {
    /// 还没有的，或者空的文件夹
    /// en: A folder that is new or empty
    #[arg(value_names = ["文件夹", "DIR"], value_hint = ValueHint::DirPath)]
    dir: PathBuf,
}

pub(super) fn run(args: &Args, setting: &Setting) -> Result<u8, Failure> {
    let dir = &args.dir;
    let shown = dir.display();
    match fs::read_dir(dir).map(Iterator::count) {
        Ok(1..) => {
            return Err(Failure::words_of(
                format!("{shown}：文件夹里已经有东西了，什么也没写；请换一个空的文件夹"),
                format!("{shown}: the folder is not empty, nothing was written; name an empty one"),
            ));
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Failure::not_written(dir, &error));
        }
        _ => {}
    }
    let count = write_whole(dir).map_err(|error| Failure::not_written(dir, &error))?;
    let mut out = print::out();
    match setting.lang {
        Lang::Zh => writeln!(out, "写好了 {count} 个文件：{shown}")?,
        Lang::En => writeln!(out, "{count} files written: {shown}")?,
    }
    out.flush()?;
    Ok(0)
}

/// Writes all files into a folder of their own first, so that half a pack
/// never stands in `dir`. Tells how many files there are.
fn write_whole(dir: &Path) -> io::Result<usize> {
    let into_empty = dir.exists();
    let partial = if into_empty {
        dir.join(partial_name(OsStr::new("rules")))
    } else {
        let name = dir.file_name().unwrap_or_default();
        dir.with_file_name(partial_name(name))
    };
    fs::create_dir_all(&partial)?;
    let written = write_all(&partial).and_then(|count| {
        if into_empty {
            move_up(&partial, dir)?;
        } else {
            fs::rename(&partial, dir)?;
        }
        Ok(count)
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&partial); // the first error is the one to tell
    }
    written
}

/// `rules` → `.rules.partial-4711`.
fn partial_name(of: &OsStr) -> OsString {
    let mut name = OsString::from(".");
    name.push(of);
    name.push(format!(".partial-{}", std::process::id()));
    name
}

/// Moves what stands in `from` into `to`, the folder around it, and takes it
/// all away again where that fails half-way.
fn move_up(from: &Path, to: &Path) -> io::Result<()> {
    let mut moved = Vec::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if let Err(error) = fs::rename(entry.path(), &target) {
            for path in moved {
                let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
            }
            return Err(error);
        }
        moved.push(target);
    }
    fs::remove_dir(from)
}

fn write_all(folder: &Path) -> io::Result<usize> {
    let mut count = 0;
    for (name, text) in files::built_in() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        file::save(&path, text.as_bytes(), There::Stays, Readers::Usual)?;
        count += 1;
    }
    Ok(count)
}
