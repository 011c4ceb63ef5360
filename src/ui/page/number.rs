//! An ID number being typed, with what is found so far.

use super::checked::{
    Checked, CheckedDraft, has_digits, is_compared, is_unknown, without_typing, write_enter_again,
    write_findings, write_fine, write_without_typing,
};
use super::{About, Both, Draft, Notice, Sheet, Turn};
use crate::check::id_number::{self, Detail, FindingKind, Report};
use crate::engine::{Secret, Value};
use crate::ui::field::Field;
use crate::ui::keys::{self, Family};
use crate::ui::text;
use crate::ui::view::question::{Asked, write_ask};

pub(crate) static ABOUT: About = About {
    name: Both::new("打号码", "A number"),
    hint: Both::new(
        "打好按回车。这里只核对，不保存。",
        "Type it, then Enter. It is checked, never stored.",
    ),
    own: &[keys::enter(0, "打好了", "done")],
    shares: &[Family::Question, Family::Field],
};

/// Characters of an ID number.
const LENGTH: usize = 18;

/// A question for an ID number.
pub(crate) static FACE: Checked = Checked {
    about: &ABOUT,
    enter,
};

fn enter(turn: &mut Turn<'_>) {
    let (Some(question), Draft::Number(draft)) = (turn.question(), &mut turn.guide.course.draft)
    else {
        return;
    };
    let typed = draft.record.text();
    if typed.is_empty() {
        turn.notice = Some(Notice::TYPE_FIRST);
    } else if is_compared(typed) {
        turn.answer(question, Value::Fine);
    } else if is_unknown(typed) {
        turn.answer(question, Value::Unknown);
    } else if id_number::check(typed, turn.today).valid {
        turn.answer(question, Value::Fine);
        turn.notice = Some(Notice::CHECKED_FINE);
    } else if !has_digits(typed) {
        turn.say(
            "这不像号码。照查的时候那样打；自己对过了打 1，不知道打 0。",
            "That is no number. Type it as you did; 1 if compared, 0 if not known.",
        );
    } else if draft.told {
        let secret = Secret::new(typed);
        turn.answer(question, Value::IdNumber(secret));
    } else {
        draft.told = true;
        turn.notice = Some(Notice::FAULTS_TOLD);
    }
}

/// Writes the field of an ID number and what is found.
pub(crate) fn write(sheet: &mut Sheet, asked: &Asked<'_>, draft: &CheckedDraft) {
    let lang = asked.lang();
    write_ask(sheet, asked);
    let shown = shown_number(&draft.record, sheet.theme.blank());
    sheet.field(lang.pick("号码 ", "Number "), shown, 24, true);
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

fn write_found(sheet: &mut Sheet, asked: &Asked<'_>, draft: &CheckedDraft) {
    let lang = asked.lang();
    let text = draft.record.text();
    if let Some(words) = without_typing(text, lang) {
        return sheet.plain(words);
    }
    if text.is_empty() {
        let words = lang.pick(
            "照您查的时候那样打，一位一位打。",
            "Type it the way you did when you looked it up.",
        );
        sheet.quiet(words);
        let compared = lang.pick(
            "自己照身份证对过，没有错，不打了",
            "compared with the ID card, no mistake",
        );
        write_without_typing(sheet, compared, lang);
        return;
    }
    if !draft.told && !has_digits(text) {
        let words = lang.pick("接着打。", "Go on.");
        return sheet.quiet(words); // that it is not known, perhaps
    }
    let report = id_number::check(text, asked.model.today);
    if report.valid {
        let words = lang.pick(
            "写法没有毛病。再照身份证看一遍，按回车。",
            "Well formed. Compare it with the card once more, then Enter.",
        );
        return write_fine(sheet, words);
    }
    write_faults(sheet, asked, &report, draft.told);
}

/// What is wrong with it; before that is told, nothing of what is only not yet typed.
fn write_faults(sheet: &mut Sheet, asked: &Asked<'_>, report: &Report, told: bool) {
    let lang = asked.lang();
    let causes = report.findings.causes();
    let counted = causes.iter().find_map(|cause| match cause.finding.detail {
        Detail::Count(count) => Some(count as usize),
        _ => None,
    });
    let growing = counted.is_some_and(|count| count < LENGTH);
    let growing = growing || has(report, FindingKind::FifteenDigit);
    let shown = causes.iter().filter(|cause| {
        let incomplete = matches!(
            (cause.finding.kind, cause.finding.detail),
            (FindingKind::Length | FindingKind::FifteenDigit, _) | (_, Detail::OldPart(_))
        );
        told || !(incomplete && growing)
    });
    if let Some(cause) = shown.clone().next().filter(|_| asked.is_call()) {
        sheet.callout(cause.say(lang));
    }
    write_findings(sheet, asked, shown.map(|cause| cause.text(lang)));
    if growing && !told {
        let count = counted.unwrap_or(15);
        let rest = LENGTH - count;
        let words = lang.say(
            format_args!("打了 {count} 位，还差 {rest} 位。"),
            format_args!("{count} typed, {rest} to go."),
        );
        sheet.quiet(&words);
    }
    if let Some(hint) = report.hint(lang).filter(|_| told) {
        sheet.plain(&hint);
    }
    if let Some(normal) = &report.normal {
        let label = lang.pick("该这样写：", "Write it like this: ");
        sheet.strong(&format!("{label}{}", normal.as_str()));
    }
    if told {
        write_enter_again(sheet, lang);
    }
}

fn has(report: &Report, kind: FindingKind) -> bool {
    report.findings.iter().any(|finding| finding.kind == kind)
}
