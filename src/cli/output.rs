//! What a command makes, to standard output or into a file: whole or not at
//! all, and never over a file that is there unless told to.

use std::io;
use std::path::{Path, PathBuf};

use super::args;
use super::failure::Failure;
use super::print;
use crate::check::invisible::made_visible;
use crate::file::{self, Readers, There};
use crate::lang::{Lang, io_words};

/// `-o` and `--force`, for the commands that have them.
#[derive(clap::Args)]
pub(super) struct Target {
    /// 写进这个文件，不写到屏幕；- 是标准输出
    /// en: Write to this file instead of the screen; - is standard output
    #[arg(short, long, value_names = ["文件", "FILE"])]
    output: Option<PathBuf>,
    /// 文件已经有了也照样写
    /// en: Write even where the file exists
    #[arg(long, requires = "output")]
    force: bool,
}

impl Target {
    /// The file, where it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref().and_then(args::file)
    }

    /// That it is not the very file that is read.
    pub(crate) fn spares(&self, input: &Path) -> Result<(), Failure> {
        spares(args::file(input), self.path())
    }

    /// Writes `text` there.
    pub(crate) fn write(&self, text: &str) -> Result<(), Failure> {
        let Some(path) = self.path() else {
            return Ok(print::say(text)?);
        };
        self.save(path, made_visible(text).as_bytes())
    }

    /// Writes `bytes` to the file `path`.
    pub(crate) fn save(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let there = There::replaced_if(self.force);
        file::save(path, bytes, there, Readers::Usual).map_err(|error| refused(path, &error))
    }
}

/// That what is read is not written over, under whatever name.
pub(super) fn spares(input: Option<&Path>, output: Option<&Path>) -> Result<(), Failure> {
    if let (Some(input), Some(output)) = (input, output)
        && file::is_same(input, output)
    {
        return Err(Failure::words_of(
            "输出文件就是读进来的那个文件，没有动它；请换一个名字",
            "the output is the very file that is read, which was left alone; give it another name",
        ));
    }
    Ok(())
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
    if file::is_held(path, error) {
        return Failure::words_of(
            format!("{shown}：写不了：它可能正在 Excel 或 WPS 里开着，请先在那里关掉，再来一次"),
            format!(
                "{shown}: cannot be written: it may be open; close it in Excel or WPS, then try again"
            ),
        );
    }
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
