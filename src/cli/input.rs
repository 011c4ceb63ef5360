//! A text from a file or from standard input.

use std::io::{self, Read as _};
use std::path::Path;

use super::args;
use super::failure::Failure;
use crate::encoding;
use crate::file;
use crate::lang::{Both, Lang};
use crate::pack::files::{self, Unreadable};

/// No text a person writes for this program has more bytes.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

/// What to call `file`, and its text; `-` is standard input.
pub(super) fn read(file: &Path, lang: Lang) -> Result<(String, String), Failure> {
    let (shown, bytes) = read_bytes(file, lang)?;
    let foreign = encoding::marked_utf16(&bytes).or_else(|| encoding::gb18030(&bytes));
    if let Some(text) = foreign {
        return Ok((shown, text));
    }
    match files::decode(bytes) {
        Ok(text) => Ok((shown, text)),
        Err(why) => Err(Failure::Unreadable(shown, why)),
    }
}

/// The same for a text that another program wrote, in whatever encoding.
pub(super) fn read_foreign(file: &Path, lang: Lang) -> Result<String, Failure> {
    let (shown, bytes) = read_bytes(file, lang)?;
    encoding::text(&bytes).map_err(|_| {
        Failure::words_of(
            format!("{shown}：不像文字。请把通知另存为纯文本（.txt，UTF-8），或者直接粘贴进来"),
            format!(
                "{shown}: this is no text; save the notice as plain text (.txt, UTF-8), or paste it"
            ),
        )
    })
}

/// What to call `file`, and its bytes.
pub(super) fn read_bytes(file: &Path, lang: Lang) -> Result<(String, Vec<u8>), Failure> {
    if let Some(path) = args::file(file) {
        not_special(path)?;
        let bytes = files::read_bytes(path).map_err(|why| Failure::unreadable(path, why))?;
        return Ok((path.display().to_string(), bytes));
    }
    standard_input(MOST_BYTES, lang)
}

/// What to call standard input, and all of it, where it has no more bytes than
/// `most`.
pub(super) fn standard_input(most: u64, lang: Lang) -> Result<(String, Vec<u8>), Failure> {
    let shown = lang.pick("标准输入", "standard input").to_owned();
    let mut bytes = Vec::new();
    let mut stdin = io::stdin().lock().take(most + 1);
    stdin.read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    if length > most {
        let why = Unreadable::TooLarge(length, most);
        return Err(Failure::Unreadable(shown, why));
    }
    Ok((shown, bytes))
}

/// Refuses a pipe in a file's place, and tells how to read from one.
pub(super) fn not_special(path: &Path) -> Result<(), Failure> {
    if !file::is_special(path) {
        return Ok(());
    }
    let shown = path.display();
    let Both { zh, en } = file::NOT_REGULAR;
    Err(Failure::words_of(
        format!("{shown}：{zh}，没有去读。要读管道里的，请用 - 代替文件名：命令 | chabudao … -"),
        format!(
            "{shown}: {en}, so it was not read. To read from a pipe, write - for the file: COMMAND | chabudao … -"
        ),
    ))
}
