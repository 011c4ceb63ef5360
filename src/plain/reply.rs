//! What the plain walk says about a line: asks for more, or why it is no answer.

use chrono::NaiveDate;

use super::Dialogue;
use super::entry::Wrong;
use crate::check::date_text::{Supplied, Typed};
use crate::engine::Value;
use crate::lang::Lang;
use crate::report::words::{Words, day, no_day, when_and_distance};

/// Asks for the second name.
pub(super) fn prompt_typed(state: &Dialogue<'_>) -> String {
    let typed = state.pack.trade.typed.as_ref();
    let walk = state.walk();
    let words = Words::new(&walk, state.lang);
    words.own(typed, "打的名字", "The name as typed") + state.lang.pick("：", ":")
}

/// That a fault may be a slip, and how to go on.
pub(super) const fn again(value: &Value, lang: Lang) -> &'static str {
    if matches!(value, Value::Name { .. }) {
        return lang.pick(
            "刚才打错了，就把两个名字都重新打。查的时候就是这样打的，直接按回车。",
            "A slip just now? Type both names again. If this is how you typed it then, just press Enter.",
        );
    }
    lang.pick(
        "刚才打错了，就重新打。查的时候就是这样打的，直接按回车。",
        "A slip just now? Type it again. If this is how you typed it then, just press Enter.",
    )
}

/// Which day was taken, in full, so that a slip is heard.
pub(super) fn taken(value: &Value, taken: Supplied, state: &Dialogue<'_>) -> Vec<String> {
    let date = when_and_distance(value, state.today, state.lang).unwrap_or_default();
    let said = match (state.lang, taken != Supplied::Nothing) {
        (Lang::Zh, true) => format!("当作 {date}。不对就打 b，写上年月再来。"),
        (Lang::Zh, false) => format!("记下 {date}。不对就打 b 再来。"),
        (Lang::En, true) => {
            format!("Taken as {date}. If that is wrong, type b and give month and year.")
        }
        (Lang::En, false) => format!("Taken: {date}. If that is wrong, type b."),
    };
    let asked = state.question().map(|asked| state.pack.question(asked));
    let walk = state.walk();
    let doubt = asked.and_then(|asked| Words::new(&walk, state.lang).doubt(asked, value));
    [said].into_iter().chain(doubt).collect()
}

/// Why a line is no answer, and what to type.
pub(super) fn wrong(wrong: &Wrong, choices: usize, state: &Dialogue<'_>) -> String {
    let lang = state.lang;
    match wrong {
        Wrong::Choice => lang.say(
            format_args!("请打 1 到 {choices} 的数字；不知道就打 0，? 看为什么问。"),
            format_args!("Type a number from 1 to {choices}; 0 if you don't know, ? for why."),
        ),
        Wrong::Own => lang.say(
            "请直接打出来；自己对过了打 1，不知道打 0，? 看为什么问。",
            "Type it as it is; 1 if you have compared it, 0 if you don't know, ? for why.",
        ),
        Wrong::Future(date) => future(*date, state),
        Wrong::Year => lang.say(
            "是哪一年的？请连年份一起打，例如 2026-05-31 或 2026-05；不知道就打 0。",
            "Of which year? Type it too, e.g. 2026-05-31 or 2026-05; 0 if you don't know.",
        ),
        Wrong::Date(typed) => not_taken(*typed, lang),
        Wrong::OtherDay(named) => {
            let asked = state.question().map(|asked| state.pack.question(asked));
            let walk = state.walk();
            let words = Words::new(&walk, lang);
            asked.map_or_else(String::new, |asked| words.other_day(*named, asked))
        }
    }
}

/// That a day lies after today.
pub(super) fn future(date: NaiveDate, state: &Dialogue<'_>) -> String {
    let (date, today) = (day(date, state.lang), day(state.today, state.lang));
    state.lang.say(
        format_args!("{date}在今天（{today}）以后。请打今天或以前的日子，不知道就打 0。"),
        format_args!("{date} lies after today ({today}). Type a day up to today, or 0."),
    )
}

fn not_taken(typed: Typed, lang: Lang) -> String {
    // Who typed a month in a way of his own is not to give it up.
    let (zh, en) = match typed {
        Typed::NotADay | Typed::Partial => (
            "只知道月份也够了，照 202610 这样打；知道哪天，照 20261008 这样打；都不清楚才打 0。",
            " A month will do, like 202610; a day like 20261008; 0 only if you know neither.",
        ),
        _ => (
            "请再看看，照 20261008 这样打，不知道就打 0。",
            " Please look again and type it like 20261008, or 0 if you don't know.",
        ),
    };
    no_day(typed, lang) + lang.pick(zh, en)
}
