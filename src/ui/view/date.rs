//! A day being typed, with the month it lies in and the working days since.

use super::month::{self, Month};
use super::question::{Asked, write_ask};
use super::sheet::Sheet;
use crate::engine::Counted;
use crate::lang::Lang;
use crate::pack::Domain;
use crate::report::words::Words;
use crate::ui::date::{self, Typed};
use crate::ui::model::DateDraft;
use crate::ui::notice;

/// Writes the question, the field, what it means, and the month.
pub fn write(sheet: &mut Sheet, asked: &Asked<'_>, draft: &DateDraft) {
    let (today, lang) = (asked.model.today, asked.lang());
    write_ask(sheet, asked);
    let (before, after) = draft.field.around_cursor();
    sheet.field(lang.pick("日子 ", "Day "), (&before, &after), 18, true);
    let typed = date::read(draft.field.text(), today);
    write_meaning(sheet, asked, typed);
    sheet.blank();
    let calendar = &asked.guide.pack.calendar;
    let chosen = match typed {
        Typed::Day { day, .. } => Some(day),
        _ => None,
    };
    let month = Month {
        calendar,
        first: draft.month,
        today,
        chosen,
        lang,
        theme: sheet.theme,
    };
    let mut beside: Vec<String> = month::legend(lang)
        .iter()
        .map(|(sign, means)| format!("{sign}  {means}"))
        .collect();
    beside.extend(month::unsettled(calendar, draft.month, lang));
    let first = sheet.lines.len();
    sheet.beside(month.lines(), month::WIDTH, &beside);
    // The field stays in sight first, the month as far as there is room.
    if let Some(focus) = &mut sheet.focus {
        let least = first.min(focus.start + sheet.height.saturating_sub(1));
        focus.end = focus.end.max(least);
    }
}

/// What was typed, in full words, so that a slip is seen.
fn write_meaning(sheet: &mut Sheet, asked: &Asked<'_>, typed: Typed) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let (style, words) = match typed {
        Typed::Empty => (
            theme.quiet(),
            lang.pick(
                "像这样打：20261008，或 10月8日，或 昨天。",
                "Like this: 20261008, or 10-8, or yesterday.",
            )
            .to_owned(),
        ),
        Typed::Partial => (theme.quiet(), lang.pick("接着打。", "Go on.").to_owned()),
        Typed::Unknown => (
            theme.plain(),
            lang.pick("不知道。按回车往下走。", "Not known. Press Enter to go on.")
                .to_owned(),
        ),
        Typed::Day { day, year_taken } => return write_day(sheet, asked, day, year_taken),
        fault => (theme.warn(), notice::day(fault, lang)),
    };
    sheet.hang("  ", style, style, &words);
}

fn write_day(sheet: &mut Sheet, asked: &Asked<'_>, day: chrono::NaiveDate, year_taken: bool) {
    let (theme, lang, today) = (sheet.theme, asked.lang(), asked.model.today);
    let mut words = crate::report::words::day(day, lang);
    if year_taken {
        let year = chrono::Datelike::year(&day);
        words += &match lang {
            Lang::Zh => format!("。没打年份，算 {year} 年的"),
            Lang::En => format!(". No year typed: taken as {year}"),
        };
    }
    let pack = &asked.guide.pack;
    let past = Domain::Date { up_to_today: true };
    if day > today {
        if pack.fact(asked.question.fact).domain == past {
            let late = notice::Notice::Future(day).text(lang);
            return sheet.hang("  ", theme.warn(), theme.warn(), &late);
        }
        return sheet.hang(
            "  ",
            theme.plain(),
            theme.plain(),
            &format!("{words}{}", stop(lang)),
        );
    }
    words += &match (count(asked, day), lang) {
        (Some(count), Lang::Zh) => format!("，到今天 {count} 个工作日"),
        (Some(count), Lang::En) => format!("; working days up to today: {count}"),
        (None, _) => String::new(),
    };
    sheet.hang(
        "  ",
        theme.plain(),
        theme.plain(),
        &format!("{words}{}", stop(lang)),
    );
}

const fn stop(lang: Lang) -> &'static str {
    lang.pick("。", ".")
}

/// The working days from a day to today, marked where they are not certain.
fn count(asked: &Asked<'_>, day: chrono::NaiveDate) -> Option<String> {
    let count = asked.guide.pack.calendar.count(day, asked.model.today)?;
    let counted = Counted {
        fact: asked.question.fact,
        from: day,
        workdays: count.workdays,
        certain: count.certain(),
    };
    Some(Words::new(asked.walk, asked.lang()).count(&counted))
}
