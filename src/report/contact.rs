//! Somebody to ask, in words.

use super::words::Words;
use crate::lang::Lang;
use crate::pack::{ContactDetail, ContactId, Whom};

/// Somebody to ask, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilledContact {
    /// Who it is.
    pub(crate) name: String,
    /// What the school entered: what it is, and the value.
    pub(crate) entered: Vec<(&'static str, String)>,
    /// Which office it is, whatever it is called.
    pub(super) office: ContactId,
    /// Whether one does it oneself and calls nobody.
    pub(super) oneself: bool,
    /// Whether it is asked today, though the result has a day to ask from.
    pub(super) today: bool,
}

impl FilledContact {
    pub(super) fn of(whom: &Whom, words: &Words<'_>) -> Self {
        let (id, today) = (whom.contact, whom.today == Some(true));
        let contact = &words.walk.pack().contacts[id.number()];
        let entered = contact.entered.iter();
        let today_only = words.lang.pick("：今天就问", ": ask today");
        Self {
            name: words.text(&contact.name) + if today { today_only } else { "" },
            entered: entered
                .map(|(entry, value)| (entry_name(*entry, words.lang), value.clone()))
                .collect(),
            office: contact.same_as.unwrap_or(id),
            oneself: contact.oneself == Some(true),
            today,
        }
    }

    /// What the school entered, as `phone: …`.
    pub(crate) fn lines(&self, lang: Lang) -> impl Iterator<Item = String> {
        let entered = self.entered.iter();
        entered.map(move |(what, value)| format!("{what}{}{value}", lang.colon()))
    }

    /// Everything in one line.
    pub(crate) fn line(&self, lang: Lang) -> String {
        let all = [self.name.clone()].into_iter().chain(self.lines(lang));
        all.collect::<Vec<_>>().join(lang.pick("；", "; "))
    }
}

/// The word for what a school enters of a contact.
pub(crate) const fn entry_name(entry: ContactDetail, lang: Lang) -> &'static str {
    let (zh, en) = match entry {
        ContactDetail::Phone => ("电话", "phone"),
        ContactDetail::Address => ("地址", "address"),
        ContactDetail::Hours => ("时间", "hours"),
        ContactDetail::Note => ("备注", "note"),
    };
    lang.pick(zh, en)
}
