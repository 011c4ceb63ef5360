//! What was typed for a day, in words.

use super::super::NOT_KNOWN;
use super::typed_value;
use crate::engine::thresholds::is_counted;
use crate::engine::{Facts, Value};
use crate::lang::Lang;
use crate::pack::FactId;
use crate::report::words::{self, Words};
use crate::ui::date::{Supplied, Typed};
use crate::ui::notice::{self, Notice};
use crate::ui::view::question::Asked;
use crate::ui::view::sheet::Sheet;

/// What was typed, in full words, so that a slip is seen.
pub(crate) fn write(sheet: &mut Sheet, asked: &Asked<'_>, typed: Typed) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let (today, fact) = (asked.model.today, asked.question.fact);
    let (style, words) = match typed {
        Typed::Empty => (theme.quiet(), like_this(asked).to_owned()),
        Typed::Partial => (theme.quiet(), lang.say("接着打。", "Go on.")),
        Typed::Unknown => (theme.plain(), NOT_KNOWN.get(lang).to_owned()),
        typed if asked.guide.lacks_year(asked.id, typed) => {
            (theme.warn(), Notice::YEAR_MISSING.text(lang))
        }
        Typed::OtherDay(of) => {
            let words = asked.words().other_day(FactId::new(of), asked.question);
            (theme.warn(), words)
        }
        typed => match typed_value(typed) {
            Some((value, _)) => match value.ahead(asked.guide.pack.fact(fact), today) {
                Some(first) => (theme.warn(), Notice::Future(first).text(lang)),
                None => return write_taken(sheet, asked, &value, typed.taken()),
            },
            None => (theme.warn(), notice::day(typed, lang)),
        },
    };
    sheet.hang("  ", style, style, &words);
}

/// How a day is typed; without its year only where one is taken so.
fn like_this(asked: &Asked<'_>) -> &'static str {
    let (zh, en) = if asked.guide.is_past(asked.id) {
        (
            "像这样打：20261008，或 10月8日；只知道月份就打 2026年10月，或 202610。",
            "Like this: 20261008, or 10-8; only the month: 202610, or Oct 2026.",
        )
    } else {
        (
            "像这样打：20261008，或 2026年10月8日；只知道月份就打 2026年10月，或 202610。",
            "Like this: 20261008, or 2026-10-8; only the month: 202610, or Oct 2026.",
        )
    };
    asked.lang().pick(zh, en)
}

/// What is taken, how many working days that makes, and what was not typed.
fn write_taken(sheet: &mut Sheet, asked: &Asked<'_>, value: &Value, taken: Supplied) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let named = words::when_and_distance(value, asked.model.today, lang).unwrap_or_default();
    let counts = is_counted(&asked.guide.pack, asked.question.fact);
    let counted = count(asked, value).filter(|_| counts);
    let mut sentence = match (counted, lang) {
        (Some(count), Lang::Zh) => words::closed_up(&format!("{named}；到今天 {count} 个工作日。")),
        (Some(count), Lang::En) => format!("{named}; working days up to today: {count}."),
        (None, _) => named + lang.pick("。", "."),
    };
    sentence.push_str(match taken {
        Supplied::Nothing => "",
        Supplied::Year => lang.pick(
            "没打年份，请看年份对不对。",
            " No year typed: is it the right one?",
        ),
        Supplied::Month => lang.pick(
            "没打月份，请看是这个月还是上个月；不对就连月份一起打。",
            " No month typed: this one or the last? Type the month if it is wrong.",
        ),
        Supplied::Week => lang.pick(
            "请看是不是这一个星期的那天；不对就打几月几日。",
            " Is that the right week? Type the date if it is not.",
        ),
    });
    sheet.hang("  ", theme.plain(), theme.plain(), &sentence);
    if let Some(doubt) = asked.words().doubt(asked.question, value) {
        sheet.warning(&doubt);
    }
}

/// The working days from a day to today, or from a month's last and first,
/// marked where they are not certain.
fn count(asked: &Asked<'_>, value: &Value) -> Option<String> {
    let mut facts = Facts::new(&asked.guide.pack, asked.model.today);
    facts.set(asked.question.fact, value);
    let counted = facts.counted(asked.question.fact)?;
    Some(Words::new(asked.walk, asked.lang()).count(&counted))
}
