//! The days that are something else in one calendar than in another, and the
//! notices that are not in both.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use super::titled;
use crate::check::workdays::{Calendar, Day, Notice, Span};
use crate::lang::Lang;

/// Every such day of the years that either has a file for, a line for days in
/// a row, and every such notice; empty where there is none.
#[must_use]
pub fn words(old: &Calendar, new: &Calendar, lang: Lang) -> String {
    let both = [old, new];
    let said = days(both).map(|date| (date, both.map(|it| said(&it.day(date), lang))));
    let runs = Span::runs(said.filter(|(_, [was, is])| was != is));
    let lines = runs.into_iter().map(|(Span { from, to }, [was, is])| {
        let to = if from == to {
            String::new()
        } else {
            format!("{}{to}", lang.pick(" 至 ", " to "))
        };
        format!("- {from}{to}{}{was} → {is}", lang.colon())
    });
    let days = titled(
        lang.pick("日历里变了的日子", "Days that are something else"),
        lines,
    );
    let notices = notices(both, lang);
    let gap = if days.is_empty() || notices.is_empty() {
        ""
    } else {
        "\n"
    };
    format!("{days}{gap}{notices}")
}

/// The notices that only one of them rests on.
fn notices(both: [&Calendar; 2], lang: Lang) -> String {
    let [old, new] = both.map(|it| it.notices().map(cited).collect::<BTreeSet<_>>());
    let gone = old.difference(&new).map(|it| format!("- {it}"));
    let come = new.difference(&old).map(|it| format!("+ {it}"));
    let title = lang.pick(
        "放假通知（- 少了，+ 多了）",
        "Holiday notices (- no more, + new)",
    );
    titled(title, gone.chain(come))
}

/// A notice with all that it is cited by.
fn cited(notice: &Notice) -> String {
    let Notice {
        title,
        number,
        date,
    } = notice;
    format!("{date} {number} {title}")
}

/// The days on which either could say anything of its own.
fn days(both: [&Calendar; 2]) -> impl Iterator<Item = NaiveDate> {
    let first = both.iter().filter_map(|it| it.first_year()).min();
    let last = both.iter().filter_map(|it| it.last_year()).max();
    let first = first.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    let all = first.into_iter().flat_map(|day| day.iter_days());
    all.take_while(move |day| Some(day.year()) <= last)
}

/// What a day is, and how far that is settled.
fn said(day: &Day<'_>, lang: Lang) -> String {
    format!("{}{}", day.kind.words(lang), lang.aside(day.status.name()))
}
