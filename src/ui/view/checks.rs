//! An ID number or two names being typed, with what is found so far.

use super::question::{Asked, write_ask};
use super::sheet::Sheet;
use crate::check::id_number::{self, Detail, Kind, Report};
use crate::check::invisible::without_code_points;
use crate::check::person_name;
use crate::lang::Lang;
use crate::ui::field::Field;
use crate::ui::model::{COMPARED, NamesDraft, NumberDraft, Panel};
use crate::ui::text;

/// Characters of an ID number.
const LENGTH: usize = 18;
/// Findings shown in full; more of them read like one.
const MOST: usize = 3;

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
    if let Some(words) = without_typing(text, lang) {
        return sheet.text(theme.plain(), words);
    }
    if text.is_empty() {
        let words = lang.pick(
            "照您查的时候那样打，一位一位打。",
            "Type it the way you did when you looked it up.",
        );
        sheet.text(theme.quiet(), words);
        let compared = lang.pick(
            "自己照身份证对过，没有错，不打了",
            "compared with the ID card, no mistake",
        );
        write_without_typing(sheet, compared, lang);
        return;
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
    let counted = report
        .findings
        .iter()
        .find_map(|finding| match finding.detail {
            Detail::Count(count) => Some(count as usize),
            _ => None,
        });
    let growing = counted.is_some_and(|count| count < LENGTH);
    let growing = growing || has(&report, Kind::FifteenDigit);
    let told = report.findings.iter().filter(|finding| {
        let incomplete = matches!(finding.kind, Kind::Length | Kind::FifteenDigit);
        draft.told || !(incomplete && growing)
    });
    if let Some(finding) = told.clone().next().filter(|_| asked.is_call()) {
        sheet.callout(finding.say(lang.is_zh()));
    }
    write_findings(sheet, asked, told.map(|finding| finding.text(lang.is_zh())));
    if growing && !draft.told {
        let count = counted.unwrap_or(15);
        let rest = LENGTH - count;
        let words = match lang {
            Lang::Zh => format!("打了 {count} 位，还差 {rest} 位。"),
            Lang::En => format!("{count} typed, {rest} to go."),
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

/// What can be answered without typing.
fn write_without_typing(sheet: &mut Sheet, compared: &str, lang: Lang) {
    let theme = sheet.theme;
    sheet.blank();
    for (key, words) in [
        (lang.pick("1 再回车  ", "1 Enter  "), compared),
        (
            lang.pick("0 再回车  ", "0 Enter  "),
            lang.pick("不知道", "not known"),
        ),
    ] {
        sheet.hang(key, theme.accent(), theme.plain(), words);
    }
}

/// What one digit in place of a number or a name says.
fn without_typing(text: &str, lang: Lang) -> Option<&'static str> {
    match text {
        "0" => Some(lang.pick("不知道。按回车往下走。", "Not known. Press Enter to go on.")),
        COMPARED => Some(lang.pick(
            "自己对过，没有错：按回车。要打就接着打。",
            "Compared, no mistake: press Enter. Or go on typing.",
        )),
        _ => None,
    }
}

/// Findings, the first few in full.
/// Writes what was found; code points only for somebody who asked why.
fn write_findings(sheet: &mut Sheet, asked: &Asked<'_>, findings: impl Iterator<Item = String>) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let findings: Vec<String> = findings.collect();
    for words in findings.iter().take(MOST) {
        if asked.guide.course.panel == Panel::Why {
            sheet.warning(words);
        } else {
            sheet.warning(&without_code_points(words, lang.is_zh()));
        }
    }
    let more = findings.len().saturating_sub(MOST);
    if more > 0 {
        let words = match lang {
            Lang::Zh => format!("这样的地方还有 {more} 处。"),
            Lang::En => format!("and {more} more like these."),
        };
        sheet.hang("  ", theme.plain(), theme.plain(), &words);
    }
}

fn has(report: &Report, kind: Kind) -> bool {
    report.findings.iter().any(|finding| finding.kind == kind)
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
    let theme = sheet.theme;
    write_ask(sheet, asked);
    let trade = &asked.guide.pack.trade;
    let words = asked.words();
    let record = words.own(trade.record.as_ref(), "登记的姓名", "On record");
    let typed = words.own(trade.typed.as_ref(), "打的姓名", "As typed");
    let widest = text::width(&record).max(text::width(&typed)) + 1;
    let names = [
        (record, &draft.record, !draft.second),
        (typed, &draft.typed, draft.second),
    ];
    for (name, field, focused) in names {
        let name = text::pad(&name, widest);
        let (before, after) = field.around_cursor();
        let blank = theme.blank();
        let around = (text::visible(&before, blank), text::visible(&after, blank));
        sheet.field(&name, (&around.0, &around.1), 28, focused);
    }
    sheet.blank();
    write_compared(sheet, asked, draft);
}

fn write_compared(sheet: &mut Sheet, asked: &Asked<'_>, draft: &NamesDraft) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let (record, typed) = (draft.record.text(), draft.typed.text());
    if let Some(words) = without_typing(record, lang) {
        return sheet.text(theme.plain(), words);
    }
    if record.is_empty() || typed.is_empty() {
        let words = lang.pick(
            "打完一行按回车，到下一行。少见的字照原样打。",
            "Enter leads to the next line. Type rare characters as printed.",
        );
        sheet.text(theme.quiet(), words);
        if record.is_empty() && typed.is_empty() {
            let compared = lang.pick("自己照证对过，一样，不打了", "compared, the same");
            write_without_typing(sheet, compared, lang);
        }
        return;
    }
    let compared = person_name::compare(record, typed);
    if compared.same {
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
    let findings = compared.findings.iter();
    if let Some(finding) = findings.clone().next().filter(|_| asked.is_call()) {
        sheet.callout(&finding.say(lang.is_zh()));
    }
    write_findings(
        sheet,
        asked,
        findings.map(|finding| finding.text(lang.is_zh())),
    );
    if draft.told {
        write_enter_again(sheet, lang);
    }
}
