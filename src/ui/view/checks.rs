//! An ID number or two names being typed, with what is found so far.

use super::question::{Asked, write_ask};
use super::sheet::Sheet;
use crate::check::{id_number, person_name};
use crate::lang::Lang;
use crate::ui::field::Field;
use crate::ui::model::{NamesDraft, NumberDraft};
use crate::ui::text;

/// Characters of an ID number.
const LENGTH: usize = 18;

/// Writes the field of an ID number and what is found.
pub fn write_number(sheet: &mut Sheet, asked: &Asked<'_>, draft: &NumberDraft) {
    let lang = asked.lang();
    write_ask(sheet, asked);
    let (before, after) = shown_number(&draft.field, sheet.theme.blank());
    let name = lang.pick("号码 ", "Number ");
    sheet.field(name, (&before, &after), 24, true);
    sheet.blank();
    write_found(sheet, asked, draft);
}

/// The number around the cursor: in groups of 6, 8 and 4 while it has the form
/// of one, else as it was typed, blanks made visible.
fn shown_number(field: &Field, blank: char) -> (String, String) {
    let (before, after) = field.around_cursor();
    let plain = |c: char| c.is_ascii_digit() || c == 'X';
    if !field.text().chars().all(plain) || field.text().len() > LENGTH {
        return (text::visible(&before, blank), text::visible(&after, blank));
    }
    let group = |text: &str, from: usize| {
        let mut out = String::new();
        for (number, c) in text.chars().enumerate() {
            if matches!(from + number, 6 | 14) {
                out.push(' ');
            }
            out.push(c);
        }
        out
    };
    (group(&before, 0), group(&after, before.len()))
}

fn write_found(sheet: &mut Sheet, asked: &Asked<'_>, draft: &NumberDraft) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let text = draft.field.text();
    let typed = text.chars().count();
    if typed == 0 {
        let words = lang.pick(
            "照您查的时候那样打，一位一位打。",
            "Type it the way you did when you looked it up.",
        );
        return sheet.text(theme.quiet(), words);
    }
    let report = id_number::check(text, asked.model.today);
    if report.valid {
        let words = lang.pick(
            "写法没有毛病。再照身份证看一遍，按回车。",
            "Well formed. Compare it with the card once more, then Enter.",
        );
        return sheet.hang(
            &format!("{} ", theme.done()),
            theme.good(),
            theme.plain(),
            words,
        );
    }
    for finding in &report.findings {
        let incomplete = matches!(
            finding.kind,
            id_number::Kind::Length | id_number::Kind::FifteenDigit
        );
        if !incomplete || draft.told || typed > LENGTH {
            sheet.hang(
                "! ",
                theme.warn(),
                theme.plain(),
                &finding.text(lang.is_zh()),
            );
        }
    }
    if typed < LENGTH && !draft.told {
        let rest = LENGTH - typed;
        let words = match lang {
            Lang::Zh => format!("打了 {typed} 位，还差 {rest} 位。"),
            Lang::En => format!("{typed} typed, {rest} to go."),
        };
        sheet.text(theme.quiet(), &words);
    }
    if let Some(normal) = report.normal {
        let label = lang.pick("该这样写：", "Write it like this: ");
        sheet.text(theme.strong(), &format!("{label}{}", normal.as_str()));
    }
    if draft.told {
        write_enter_again(sheet, lang);
    }
}

fn write_enter_again(sheet: &mut Sheet, lang: Lang) {
    let theme = sheet.theme;
    sheet.blank();
    sheet.text(
        theme.strong(),
        lang.pick(
            "刚才打错了，就改好，再按回车。查的时候就是这样打的，直接再按一次回车。",
            "A slip just now? Mend it and press Enter. If this is how you typed it then, press Enter once more.",
        ),
    );
}

/// Writes the two fields and how the names differ.
pub fn write_names(sheet: &mut Sheet, asked: &Asked<'_>, draft: &NamesDraft) {
    let (theme, lang) = (sheet.theme, asked.lang());
    write_ask(sheet, asked);
    let names = [
        (
            lang.pick("证上的姓名     ", "On the certificate  "),
            &draft.record,
            !draft.second,
        ),
        (
            lang.pick("查询时打的姓名 ", "As typed            "),
            &draft.typed,
            draft.second,
        ),
    ];
    for (name, field, focused) in names {
        let (before, after) = field.around_cursor();
        let blank = theme.blank();
        let around = (text::visible(&before, blank), text::visible(&after, blank));
        sheet.field(name, (&around.0, &around.1), 28, focused);
    }
    sheet.blank();
    write_compared(sheet, asked, draft);
}

fn write_compared(sheet: &mut Sheet, asked: &Asked<'_>, draft: &NamesDraft) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let (record, typed) = (draft.record.text(), draft.typed.text());
    if record.is_empty() || typed.is_empty() {
        let words = lang.pick(
            "打完一行按回车，到下一行。少见的字照证上的打。",
            "Enter leads to the next line. Type rare characters as printed.",
        );
        return sheet.text(theme.quiet(), words);
    }
    if person_name::compare(record, typed).same {
        let words = lang.pick(
            "两个名字一样，按回车。",
            "The two are the same; press Enter.",
        );
        return sheet.hang(
            &format!("{} ", theme.done()),
            theme.good(),
            theme.plain(),
            words,
        );
    }
    // While the second name is still being typed, a missing end is no fault.
    if !draft.told && record.starts_with(typed) {
        let words = lang.pick("到现在都一样，接着打。", "The same so far; go on.");
        return sheet.text(theme.quiet(), words);
    }
    for words in differences(record, typed, lang) {
        sheet.hang("! ", theme.warn(), theme.plain(), &words);
    }
    if draft.told {
        write_enter_again(sheet, lang);
    }
}

/// Every place where the two differ, with the code points.
fn differences(record: &str, typed: &str, lang: Lang) -> Vec<String> {
    let shown = |c: Option<char>| match c {
        Some(c) => crate::check::invisible::shown(c),
        None => lang.pick("没有字", "nothing").to_owned(),
    };
    let (mut first, mut second) = (record.chars(), typed.chars());
    let mut out = Vec::new();
    for place in 1.. {
        let (one, other) = (first.next(), second.next());
        if one.is_none() && other.is_none() {
            break;
        }
        if one != other {
            let (one, other) = (shown(one), shown(other));
            out.push(match lang {
                Lang::Zh => format!("第 {place} 个字：证上是{one}，打的是{other}。"),
                Lang::En => {
                    format!("Character {place}: {one} on the certificate, {other} as typed.")
                }
            });
        }
    }
    out
}
