//! What no text of a pack may say: `wording.toml`. The words are data, so that
//! a school can add its own; a pack without the file forbids no words, and
//! allows no numbers and no addresses.

use super::document::Document;
use super::files::WORDING;
use super::reader::{Sink, Table};
use crate::lang::Lang;

/// Words that promise too much, and the numbers and addresses that may stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wording {
    /// Words no text may use, but for what staff must not promise and what
    /// the caller is heard to say; English ones in small letters.
    never_say: [Vec<String>; 2],
    /// Numbers that look like telephone numbers and may stand all the same.
    pub(crate) numbers: Vec<String>,
    /// Web addresses that may stand.
    pub(crate) addresses: Vec<String>,
}

impl Wording {
    /// The words no text may use in one language.
    pub(crate) fn never_say(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Zh => &self.never_say[0],
            Lang::En => &self.never_say[1],
        }
    }

    pub(super) fn read(documents: &[Document<'_>], sink: &Sink) -> Self {
        let Some(document) = documents.iter().find(|document| document.name == WORDING) else {
            return Self::default();
        };
        let root = Table::root(document, sink);
        let never_say = root.table("never-say").map_or_else(Default::default, |it| {
            let mut words = [strings(&it, "zh"), strings(&it, "en")];
            it.finish();
            for word in &mut words[1] {
                *word = word.to_lowercase();
            }
            words
        });
        let wording = Self {
            never_say,
            numbers: strings(&root, "numbers"),
            addresses: strings(&root, "addresses"),
        };
        root.finish();
        wording
    }
}

fn strings(table: &Table<'_>, key: &'static str) -> Vec<String> {
    let values = table.array(key).into_iter();
    let names = values.filter_map(|value| table.as_name(key, value));
    names.map(|name| name.text).collect()
}
