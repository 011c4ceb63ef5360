//! Why a command did nothing, in words for the person who typed it.

use std::io;
use std::path::Path;

use crate::desk::store::StoreFault;
use crate::desk::ticket::Ticket;
use crate::lang::{Lang, Said, io_words};
use crate::pack::Problems;
use crate::pack::files::Unreadable;
use crate::pack::problem::ProblemKind;
use crate::ui;

/// Why a command ended without its result.
#[derive(Debug)]
pub(super) enum Failure {
    /// The other end of a pipe is closed: nothing to complain about.
    Pipe,
    /// Reading or writing failed.
    Io(io::Error),
    /// A file could not be read: what was to be read, and why not.
    Unreadable(String, Unreadable),
    /// The rules are faulty.
    Rules(Box<Problems>),
    /// The answers file is faulty; its words show nothing of it.
    Answers(Box<Problems>),
    /// The desk's store did not do what it was asked.
    Desk(Box<StoreFault>),
    /// What was answered in these calls was not kept.
    Calls(Vec<(Ticket, StoreFault)>),
    /// Anything else, in both languages.
    Words(Said),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Pipe
        } else {
            Self::Io(error)
        }
    }
}

impl From<StoreFault> for Failure {
    fn from(fault: StoreFault) -> Self {
        Self::Desk(Box::new(fault))
    }
}

impl From<ui::Fault> for Failure {
    fn from(fault: ui::Fault) -> Self {
        match fault {
            ui::Fault::Io(error) => error.into(),
            ui::Fault::Calls(calls) => Self::Calls(calls),
        }
    }
}

/// The exit code of what a store did not do.
const fn code(fault: &StoreFault) -> u8 {
    match fault {
        StoreFault::Stale(_) => 4,
        fault if fault.is_of_store() => 5,
        _ => 2,
    }
}

impl Failure {
    /// The exit code; of several calls that of the gravest.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Desk(fault) => code(fault),
            Self::Calls(calls) => calls
                .iter()
                .map(|(_, fault)| code(fault))
                .max()
                .unwrap_or(2),
            _ => 2,
        }
    }

    pub(crate) fn words_of(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Words(Said::new(zh, en))
    }

    /// What `words` says in each language.
    pub(crate) fn said(words: impl Fn(Lang) -> String) -> Self {
        Self::words_of(words(Lang::Zh), words(Lang::En))
    }

    /// A file that cannot be opened or read, and why.
    pub(crate) fn not_opened(path: &Path, error: &io::Error) -> Self {
        let shown = path.display();
        Self::said(|lang| {
            let why = io_words(error, lang);
            lang.say(
                format_args!("{shown}：打不开：{why}"),
                format_args!("{shown}: cannot be opened: {why}"),
            )
        })
    }

    /// A file or folder that nothing was written to, and why.
    pub(crate) fn not_written(path: &Path, error: &io::Error) -> Self {
        let (shown, zh) = (path.display(), io_words(error, Lang::Zh));
        Self::words_of(
            format!("{shown}：写不进去，什么也没写：{zh}"),
            format!("{shown}: cannot be written, nothing was written: {error}"),
        )
    }

    pub(crate) fn unreadable(path: &Path, why: Unreadable) -> Self {
        Self::Unreadable(path.display().to_string(), why)
    }

    /// The message.
    pub(crate) fn words(&self, lang: Lang) -> String {
        match self {
            Self::Pipe => String::new(),
            Self::Io(error) => lang.say(
                format_args!("读写失败：{}", io_words(error, lang)),
                format_args!("reading or writing failed: {error}"),
            ),
            Self::Unreadable(what, why) => {
                let reason = ProblemKind::File(why.clone()).title(lang);
                format!("{what}{}{reason}", lang.colon())
            }
            Self::Rules(problems) => problems.render(lang),
            Self::Answers(problems) => problems.render_without_excerpts(lang),
            Self::Desk(fault) => fault.words(lang),
            Self::Calls(calls) => {
                let lines = calls.iter().map(|(ticket, fault)| {
                    let why = fault.words(lang);
                    lang.say(
                        format_args!("{ticket}：来电簿写不进以后答的，都没有存成：{why}"),
                        format_args!("{ticket}: what was answered since the store took nothing in is not kept: {why}"),
                    )
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Words(words) => words.get(lang).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_that_was_not_kept_is_named_and_the_gravest_is_the_exit_code() {
        let ticket = |text: &str| text.parse().expect("a ticket");
        let gone = (ticket("1127-01"), StoreFault::NoCase(ticket("1127-01")));
        let failure = Failure::Calls(vec![gone, (ticket("1127-02"), StoreFault::Busy)]);
        assert_eq!(failure.code(), 5);
        for (lang, word) in [(Lang::Zh, "没有存成"), (Lang::En, "not kept")] {
            let words = failure.words(lang);
            let lines: Vec<_> = words.lines().collect();
            assert!(lines[0].starts_with("1127-01") && lines[1].starts_with("1127-02"));
            assert!(lines.iter().all(|line| line.contains(word)), "{words}");
        }
    }
}
