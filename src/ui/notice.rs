//! What the line above the help says after a key: what happened, and what to
//! do now.

use chrono::NaiveDate;

use super::date::Typed;
use crate::desk::batch::Batch;
use crate::desk::case::Case;
use crate::desk::message::{of_contested, why};
use crate::desk::renew::ClassSet;
use crate::desk::seat::{Begun, Deed};
use crate::desk::ticket::Ticket;
use crate::lang::{Both, Lang};
use crate::pack::Pack;
use crate::report::words::{day_short, no_day};

/// Said before something is deleted.
pub(crate) const SURE: Both = Both::new(
    "删掉就找不回来了。真要删，请按 9。",
    "It cannot be brought back. To delete it, press 9.",
);
/// The digit that says so: another than those that ask for it, for a key held
/// down comes again and again.
pub(crate) const SURELY: u8 = 9;

/// Something to tell until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Why something did not go, or what to do.
    Said(Both),
    /// What went well, or what it still takes.
    Fine(Both),
    /// A digit that stands before nothing: digits go up to this one.
    NoSuchDigit(usize),
    /// The same where 0 stands before nothing either.
    NoSuchRow(usize),
    /// Enter, but this is no day that can be taken.
    Day(Typed),
    /// The day lies after today.
    Future(NaiveDate),
    /// The rules were loaded again; these answers no longer fit.
    Reloaded(Vec<String>),
    /// Why something did not go, or what to do, in words already.
    Told(String),
    /// Why the desk's store did not answer, until it does.
    Lost(String),
    /// Something that was done, in words already.
    Done(String),
    /// The result could not be written.
    NotWritten(String),
}

impl Notice {
    /// Enter, but nobody has marked a row: pressed again, it takes the first.
    pub(crate) const CHOOSE_FIRST: Self = Self::Fine(Both::new(
        "要标着的这一项，再按一次回车；要别的，按前面的数字。",
        "Enter again takes the marked row; or press the digit of another.",
    ));

    /// A key that means nothing here.
    pub(crate) const NO_SUCH_KEY: Self = Self::Said(Both::new(
        "这个键在这里没有用。请只按一个数字，或看最下面一行。",
        "That key does nothing here. Press one digit, or see the last line.",
    ));

    /// Enter in an empty field.
    pub(crate) const TYPE_FIRST: Self = Self::Said(Both::new(
        "还没打字。打好再按回车；按 Esc 退回。",
        "Nothing typed yet. Type it, then Enter; Esc goes back.",
    ));

    /// The day may lie ahead, so its year must be typed.
    pub(crate) const YEAR_MISSING: Self = Self::Said(Both::new(
        "是哪一年的？请连年份一起打，例如 2026年5月31日，或 2026-05。",
        "Of which year? Type it too, e.g. 2026-05-31, or 2026-05.",
    ));

    /// What was typed is in order, and was not kept.
    pub(crate) const CHECKED_FINE: Self = Self::Fine(Both::new(
        "对过了，写法没有毛病；没有保存。",
        "Checked, no fault found; nothing was stored.",
    ));

    /// The faults are told; Enter again goes on.
    pub(crate) const FAULTS_TOLD: Self = Self::Said(Both::new(
        "改好了按回车再核对；查的时候就是这样打的，再按一次回车。",
        "Mend it and press Enter; if you typed it just so, press Enter again.",
    ));

    /// Whoever leaves now loses answers.
    pub(crate) const LEAVES_UNSAVED: Self = Self::Said(Both::new(
        "来电簿还写不进，有的回答没有存上，现在离开就没有了。一定要离开，再按一次 Ctrl-C。",
        "Some answers could not be kept yet and will be lost if you leave now. Ctrl-C once more leaves.",
    ));

    /// Whether it says that something did not go.
    pub(crate) const fn is_refusal(&self) -> bool {
        match self {
            Self::Reloaded(lost) => !lost.is_empty(),
            Self::Fine(_) | Self::Done(_) => false,
            _ => true,
        }
    }

    /// The words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Said(words) | Self::Fine(words) => words.get(lang).to_owned(),
            Self::Told(words) | Self::Lost(words) | Self::Done(words) => words.clone(),
            Self::NoSuchDigit(last) => lang.say(
                format_args!("没有这一项。请按 1 到 {last}，或 0。"),
                format_args!("There is no such choice. Press 1 to {last}, or 0."),
            ),
            Self::NoSuchRow(last) => lang.say(
                format_args!("没有这一项。请按 1 到 {last}。"),
                format_args!("There is no such line. Press 1 to {last}."),
            ),
            Self::Day(typed) => day(*typed, lang),
            Self::Future(day) => {
                let day = day_short(*day, lang);
                lang.say(
                    format_args!("{day}还没到，请再看看是哪一天。"),
                    format_args!("{day} has not come yet. Please look again."),
                )
            }
            Self::Reloaded(lost) => reloaded(lost, lang),
            Self::NotWritten(why) => lang.say(
                format_args!("没存成：{why}。可以按 Esc 回到结果，再按 1 抄下来。"),
                format_args!("Not saved: {why}. Esc, then 1 copies it instead."),
            ),
        }
    }
}

fn reloaded(lost: &[String], lang: Lang) -> String {
    if lost.is_empty() {
        return lang.say(
            "规则重新读过了，答案都还在。",
            "The rules were loaded again; all answers are kept.",
        );
    }
    let lost = lost.join(lang.pick("、", ", "));
    lang.say(
        format_args!("规则重新读过了。这些答案对不上新规则，要重新问：{lost}。"),
        format_args!(
            "The rules were loaded again. These answers no longer fit and are asked again: {lost}."
        ),
    )
}

/// Why what was typed is no day, and what to type.
pub(crate) fn day(typed: Typed, lang: Lang) -> String {
    let (zh, en) = match typed {
        Typed::NoMonth(_) | Typed::NoDay(..) | Typed::OtherWeekday(..) => {
            ("请再看看。", "Please look again.")
        }
        Typed::NoYear(_) => ("请再看看，例如 2026。", "Please look again, e.g. 2026."),
        Typed::UnclearOrder => (
            "请照年、月、日打，例如 20261008。",
            "Type year, month, day, e.g. 20261008.",
        ),
        Typed::NotADay => (
            "只知道月份也够了，打 202610 这样；知道哪天打 20261008。Ctrl-U 清空。",
            "A month will do, e.g. 202610; a day, e.g. 20261008. Ctrl-U clears.",
        ),
        _ => (
            "接着打，例如 20261008；只知道月份就打 202610。都不清楚，清空（Ctrl-U）打 0。",
            "Go on: 20261008, or Oct 2026. Not known at all: clear it (Ctrl-U), type just 0.",
        ),
    };
    no_day(typed, lang) + lang.pick("", " ") + lang.pick(zh, en)
}

/// That something is noted of a class, whom that changed, and what others have
/// noted of it meanwhile.
pub(crate) fn class_set(pack: &Pack, set: &ClassSet, today: NaiveDate, lang: Lang) -> Notice {
    let noted = match (lang, set.changed.len()) {
        (Lang::Zh, 0) => "记下了。".to_owned(),
        (Lang::En, 0) => "Noted.".to_owned(),
        (Lang::Zh, number) => format!("记下了；{number} 个人的答复变了，已经放到来电簿上。"),
        (Lang::En, number) => {
            format!("Noted; the answer changed for {number}, now on the board.")
        }
    };
    let theirs = Batch {
        known: set.replaced.clone(),
        ..set.batch.clone()
    };
    let theirs = theirs.in_words(pack, today, lang);
    let replaced = theirs.first().map(|(_, answer)| {
        lang.say(
            format_args!("刚在别处记的是“{answer}”，照您的改了。"),
            format_args!("Elsewhere \"{answer}\" had just been noted; yours replaced it."),
        )
    });
    let merged = set.merged.then(|| {
        lang.say(
            "这个班次刚在别处也改过，已经合在一起。",
            "Others have just changed this class too; both are kept.",
        )
    });
    let contested = of_contested(&set.contested, lang);
    let rest: Vec<_> = [replaced, merged, contested]
        .into_iter()
        .flatten()
        .collect();
    if rest.is_empty() {
        return Notice::Done(noted);
    }
    Notice::Told(noted + lang.pick("", " ") + &rest.join(lang.pick("", " ")))
}

/// That the call is open elsewhere too.
pub(crate) fn shared(begun: &Begun, lang: Lang) -> Option<String> {
    let who = match (&begun.case.taken, begun.twice) {
        (Some(taken), _) => lang.say(
            format_args!("{} 也开着这张来电单。", taken.seat),
            format_args!("{} has this case open too. ", taken.seat),
        ),
        (None, true) => lang
            .pick(
                "您的另一个窗口也开着这张来电单，或者上次断在这里。",
                "Another window of yours has this case open too, or broke off in it. ",
            )
            .to_owned(),
        (None, false) => return None,
    };
    Some(
        who + lang.pick(
            "两边记的会合在一起；答得不一样的，后记的算。",
            "What both note is kept; where they differ, the later counts.",
        ),
    )
}

/// That the case of a call was closed while that went on, and why.
pub(crate) fn shut(case: &Case, lang: Lang) -> String {
    let ticket = case.ticket;
    let shut = lang.say(
        format_args!("{ticket} 刚在别处办结了：这边的回答存好了，单子没有重新打开。"),
        format_args!(
            "{ticket} was closed elsewhere meanwhile: your answers are kept, and it stays closed. "
        ),
    );
    shut + &why(case, lang).unwrap_or_default()
}

/// What was done with a case.
pub(crate) fn done(ticket: Ticket, deed: &Deed, lang: Lang) -> String {
    match (deed, lang) {
        (Deed::Hold, Lang::Zh) => format!("{ticket} 挂起了，先接别的。"),
        (Deed::Close(_), Lang::Zh) => format!("{ticket} 办结了。"),
        (Deed::Reopen, Lang::Zh) => format!("{ticket} 又打开了。"),
        (Deed::Told, Lang::Zh) => format!("{ticket}：已经告诉他了。"),
        (Deed::Forget, Lang::Zh) => format!("{ticket} 和它的每次来电都删掉了。"),
        (Deed::Hold, Lang::En) => format!("{ticket} is held; take another call."),
        (Deed::Close(_), Lang::En) => format!("{ticket} is closed."),
        (Deed::Reopen, Lang::En) => format!("{ticket} is open again."),
        (Deed::Told, Lang::En) => format!("{ticket}: told."),
        (Deed::Forget, Lang::En) => format!("{ticket} and its calls are deleted."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_fit_all_answers_are_no_warning() {
        assert!(!Notice::Reloaded(Vec::new()).is_refusal());
        assert!(Notice::Reloaded(vec!["seen".to_owned()]).is_refusal());
    }
}
