//! Purge, export and import.

use std::io;
use std::path::Path;

use chrono::Days;
use serde_json::json;

use super::Counter;
use super::args::{Export, Import};
use crate::cli::failure::Failure;
use crate::cli::output::refused;
use crate::cli::{input, print};
use crate::desk::lines::{self, Counts};
use crate::file::{self, Readers, There};
use crate::lang::Lang;

/// No exported store has more bytes.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;

impl Counter<'_> {
    pub(crate) fn purge(&mut self, older_than: u32) -> Result<(), Failure> {
        let before = self
            .seat
            .today
            .checked_sub_days(Days::new(older_than.into()));
        let removed = before.map_or(Ok(0), |before| self.store.purge(before))?;
        let lang = self.lang;
        let words = lang.say(
            format_args!("删掉了 {removed} 张"),
            format_args!("{removed} deleted"),
        );
        let value = json!({ "removed": removed });
        self.print_written(&words, &value, || format!("{words}\n"));
        Ok(())
    }

    pub(crate) fn export(&mut self, export: &Export) -> Result<(), Failure> {
        let whole = self.store.whole()?;
        let text = lines::write(&whole).map_err(io::Error::from)?;
        let counts = Counts::of(&whole);
        if export.file == Path::new("-") {
            print::say(&text)?;
            return Ok(print::tell(&self.counted(counts)?)?);
        }
        let there = There::replaced_if(export.force);
        file::save(&export.file, text.as_bytes(), there, Readers::Owner)
            .map_err(|error| refused(&export.file, &error))?;
        let words = counts.words(self.lang);
        self.print_written(export.file.display(), &counts, || words + "\n");
        Ok(())
    }

    pub(crate) fn import(&mut self, import: &Import) -> Result<(), Failure> {
        let text = text(&import.file, self.lang)?;
        let read = lines::read(&text)
            .map_err(|fault| Failure::words_of(fault.words(Lang::Zh), fault.words(Lang::En)))?;
        let new = self.write(|store| store.take_in(&read.whole, &read.written))?;
        let counts = Counts::of(&new);
        let masked = read.masked;
        let words = counts.words(self.lang);
        self.print_written(&words, &counts, || format!("{words}\n"));
        if masked > 0 {
            // It is written: whether this can be shown does not matter.
            let _ = print::tell(&self.lang.say(
                format_args!("有 {masked} 处备注或称呼里的长号码没有存，换成了 ***"),
                format_args!("in {masked} notes or names long numbers were replaced by ***"),
            ));
        }
        Ok(())
    }

    fn counted(&self, counts: Counts) -> Result<String, Failure> {
        if self.json {
            return Ok(serde_json::to_string(&counts).map_err(io::Error::from)?);
        }
        Ok(counts.words(self.lang))
    }
}

fn text(path: &Path, lang: Lang) -> Result<String, Failure> {
    let bytes = if path == Path::new("-") {
        input::standard_input(MOST_BYTES, lang)?.1
    } else {
        input::not_special(path)?;
        file::read(path, MOST_BYTES).map_err(|error| Failure::not_opened(path, &error))?
    };
    String::from_utf8(bytes).map_err(|_| {
        Failure::words_of(
            "不是 UTF-8 文字；请用 desk export 写的原文件",
            "not UTF-8; take the file as desk export wrote it",
        )
    })
}
