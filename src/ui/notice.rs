//! What the line above the help says after a key: what happened, and what to
//! do now.

use chrono::NaiveDate;

use super::date::Typed;
use super::message::Copied;
use crate::lang::{Both, Lang};
use crate::report::words::{day_short, no_day};

/// Said before something is deleted.
pub(crate) const SURE: Both = Both::new(
    "删掉就找不回来了。真要删，再按一次这个数字。",
    "It cannot be brought back. To delete it, press that digit again.",
);

/// Something to tell until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Enter, but nobody has marked a row: pressed again, it takes the first.
    ChooseFirst,
    /// Enter, but the row must be chosen by its digit or marked first.
    PressDigit,
    /// A key that means nothing here.
    NoSuchKey,
    /// A digit that stands before nothing: digits go up to this one.
    NoSuchDigit(usize),
    /// The same where 0 stands before nothing either.
    NoSuchRow(usize),
    /// Enter in an empty field.
    TypeFirst,
    /// Enter, but this is no day that can be taken.
    Day(Typed),
    /// The day lies after today.
    Future(NaiveDate),
    /// The day may lie ahead, so its year must be typed.
    YearMissing,
    /// The pasted text did not find room.
    TooLong,
    /// The note was kept; whether without a number that stood in it.
    Noted(bool),
    /// The rules were loaded again; these answers no longer fit.
    Reloaded(Vec<String>),
    /// Something in words already.
    Told(String),
    /// Why the desk's store did not answer, until it does.
    Lost(String),
    /// Something that was done, in words already.
    Done(String),
    /// Why something did not go, or what to do.
    Said(Both),
    /// What was typed is in order, and was not kept.
    CheckedFine,
    /// The faults are told; Enter again goes on.
    FaultsTold,
    /// A text was copied, as far as that is known.
    Copied(Copied),
    /// The result could not be written.
    NotWritten(String),
}

impl Notice {
    /// Whether it says that something did not go.
    pub(crate) const fn is_refusal(&self) -> bool {
        match self {
            Self::Reloaded(lost) => !lost.is_empty(),
            Self::Copied(Copied::There)
            | Self::CheckedFine
            | Self::ChooseFirst
            | Self::PressDigit
            | Self::Noted(_)
            | Self::Done(_) => false,
            _ => true,
        }
    }

    /// The words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::ChooseFirst => (
                "要标着的这一项，再按一次回车；要别的，按前面的数字。",
                "Enter again takes the marked row; or press the digit of another.",
            ),
            Self::PressDigit => (
                "请按一个数字键来选；不知道就按 0。",
                "Press a digit to choose; 0 if you do not know.",
            ),
            Self::TypeFirst => (
                "还没打字。打好再按回车；按 Esc 退回。",
                "Nothing typed yet. Type it, then Enter; Esc goes back.",
            ),
            Self::YearMissing => (
                "是哪一年的？请连年份一起打，例如 2026年5月31日，或 2026-05。",
                "Of which year? Type it too, e.g. 2026-05-31, or 2026-05.",
            ),
            Self::TooLong => (
                "太长了，后面的没有放进来，请看一看。",
                "Too long: the end of it was left out.",
            ),
            Self::Noted(false) => (
                "记下了，只存在这台电脑上。",
                "Noted, on this computer only.",
            ),
            Self::Noted(true) => (
                "记下了，只存在这台电脑上；号码没有存，换成了 ***。",
                "Noted, on this computer only; the number is not kept, *** stands for it.",
            ),
            Self::CheckedFine => (
                "对过了，写法没有毛病；没有保存。",
                "Checked, no fault found; nothing was stored.",
            ),
            Self::FaultsTold => (
                "改好了按回车再核对；查的时候就是这样打的，再按一次回车。",
                "Mend it and press Enter; if you typed it just so, press Enter again.",
            ),
            Self::Copied(Copied::There) => (
                "抄好了，可以粘贴了。",
                "Copied: paste it where you want it.",
            ),
            Self::Copied(Copied::Handed) => (
                "已交给窗口，不一定成：试着粘贴。贴不出来，到结果页按 2 存成文件，或按 6 用手机扫。",
                "Handed to the window, which may not take it: try to paste. Else, on the result page, 2 saves a file and 6 shows a code for a phone.",
            ),
            Self::NoSuchKey => (
                "这个键在这里没有用。请只按一个数字，或看最下面一行。",
                "That key does nothing here. Press one digit, or see the last line.",
            ),
            Self::NoSuchDigit(last) => {
                return lang.say(
                    format_args!("没有这一项。请按 1 到 {last}，或 0。"),
                    format_args!("There is no such choice. Press 1 to {last}, or 0."),
                );
            }
            Self::NoSuchRow(last) => {
                return lang.say(
                    format_args!("没有这一项。请按 1 到 {last}。"),
                    format_args!("There is no such line. Press 1 to {last}."),
                );
            }
            Self::Day(typed) => return day(*typed, lang),
            Self::Future(day) => {
                return lang.say(
                    format_args!("{}还没到，请再看看是哪一天。", day_short(*day, lang)),
                    format_args!(
                        "{} has not come yet. Please look again.",
                        day_short(*day, lang)
                    ),
                );
            }
            Self::Told(words) | Self::Lost(words) | Self::Done(words) => return words.clone(),
            Self::Said(words) => return words.get(lang).to_owned(),
            Self::Reloaded(lost) => return reloaded(lost, lang),
            Self::NotWritten(why) => {
                return lang.say(
                    format_args!("没存成：{why}。可以按 Esc 回到结果，再按 1 抄下来。"),
                    format_args!("Not saved: {why}. Esc, then 1 copies it instead."),
                );
            }
        };
        lang.pick(zh, en).to_owned()
    }
}

fn reloaded(lost: &[String], lang: Lang) -> String {
    match (lost.is_empty(), lang) {
        (true, Lang::Zh) => "规则重新读过了，答案都还在。".to_owned(),
        (true, Lang::En) => "The rules were loaded again; all answers are kept.".to_owned(),
        (false, Lang::Zh) => format!(
            "规则重新读过了。这些答案对不上新规则，要重新问：{}。",
            lost.join("、")
        ),
        (false, Lang::En) => format!(
            "The rules were loaded again. These answers no longer fit and are asked again: {}.",
            lost.join(", ")
        ),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_fit_all_answers_are_no_warning() {
        assert!(!Notice::Reloaded(Vec::new()).is_refusal());
        assert!(Notice::Reloaded(vec!["seen".to_owned()]).is_refusal());
    }
}
