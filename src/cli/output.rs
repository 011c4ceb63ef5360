//! What a command makes, to standard output or into a file: whole or not at
//! all, and never over a file that is there unless told to.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::failure::Failure;
use super::print;
use crate::check::invisible::told;
use crate::file::{self, Readers, There};
use crate::lang::{Lang, io_words};

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
        let mut out = print::out();
        out.write_all(text.as_bytes())?;
        return Ok(out.flush()?);
    };
    let there = There::replaced_if(matches.get_flag("force"));
    file::save(path, told(text).as_bytes(), there, Readers::Usual)
        .map_err(|error| refused(path, &error))
}

/// Why `path` was not written.
pub(super) fn refused(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Failure::words_of(
            format!("{shown}：文件已经有了，没有改动它；换个名字，或加 --force"),
            format!(
                "{shown}: the file exists and was left alone; take another name, or add --force"
            ),
        );
    }
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| io_words(error, lang));
    if file::is_special(path) {
        return Failure::words_of(
            format!("{shown}：{zh}，没有写；要写到标准输出，请写 -o -"),
            format!("{shown}: {en}, so nothing was written; -o - writes to standard output"),
        );
    }
    Failure::words_of(
        format!("{shown}：写不了：{zh}"),
        format!("{shown}: cannot be written: {en}"),
    )
}
