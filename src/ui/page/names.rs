//! Two names being typed, with how they differ so far.

use crossterm::event::KeyCode;

use super::checked::{
    Checked, CheckedDraft, has_digits, is_compared, is_unknown, without_typing, write_enter_again,
    write_findings, write_fine, write_without_typing,
};
use super::{About, Both, Command, Draft, Notice, Sheet, Turn};
use crate::check::person_name;
use crate::engine::{Secret, Value};
use crate::report::card::capital;
use crate::ui::keys::Press::Key;
use crate::ui::keys::{self, Family, bind};
use crate::ui::text;
use crate::ui::view::question::{Asked, write_ask};

pub(crate) static ABOUT: About = About {
    name: Both::new("打名字", "Names"),
    hint: Both::new(
        "打好一行按回车。这里只比一比，不保存。",
        "Enter after each line. Compared only, never stored.",
    ),
    own: &[
        keys::enter(0, "打好了", "done"),
        bind(&[Key(KeyCode::Tab)], Command::Next).help(2, "Tab", "换一行", "next line"),
    ],
    shares: &[Family::Question, Family::Field],
};

/// A question for two names.
pub(crate) static FACE: Checked = Checked {
    about: &ABOUT,
    enter,
};

fn enter(turn: &mut Turn<'_>) {
    let (Some(question), Draft::Names(draft)) = (turn.question(), &mut turn.guide.course.draft)
    else {
        return;
    };
    // As long as no name stands there.
    let alone = draft.record.is_empty() || draft.typed.is_empty() && !draft.second;
    if alone && is_compared(draft.focused().text()) {
        turn.answer(question, Value::Fine);
    } else if draft.focused().is_empty() {
        turn.notice = Some(Notice::TYPE_FIRST);
    } else if is_unknown(draft.focused().text()) {
        turn.answer(question, Value::Unknown);
    } else if !draft.second {
        draft.second = true;
    } else if draft.record.is_empty() {
        draft.second = false;
        turn.say(
            "还有一个名字没打。按 Tab 换行。",
            "One name is missing. Tab goes to the other line.",
        );
    } else if has_digits(draft.record.text()) || has_digits(draft.typed.text()) {
        // Somebody took the field for another one.
        turn.say(
            "这里填姓名，不填号码。请改一改。",
            "Names go here, not numbers. Please mend it.",
        );
    } else if person_name::compare(draft.record.text(), draft.typed.text()).is_right() {
        turn.answer(question, Value::Fine);
        turn.notice = Some(Notice::CHECKED_FINE);
    } else if draft.told {
        let value = Value::Name {
            record: Secret::new(draft.record.text()),
            typed: Secret::new(draft.typed.text()),
        };
        turn.answer(question, value);
    } else {
        draft.told = true;
        turn.notice = Some(Notice::FAULTS_TOLD);
    }
}

/// Writes the two fields and how the names differ.
pub(crate) fn write(sheet: &mut Sheet, asked: &Asked<'_>, draft: &CheckedDraft) {
    write_ask(sheet, asked);
    let trade = &asked.guide.pack.trade;
    let words = asked.words();
    let record = words.own(trade.record.as_ref(), "登记的名字", "On record");
    let typed = words.own(trade.typed.as_ref(), "打的名字", "As typed");
    let (record, typed) = (capital(&record), capital(&typed));
    let widest = text::width(&record).max(text::width(&typed)) + 1;
    let names = [
        (record, &draft.record, !draft.second),
        (typed, &draft.typed, draft.second),
    ];
    for (name, field, focused) in names {
        let name = text::pad(&name, widest);
        let (before, after) = field.around_cursor();
        let blank = sheet.theme.blank();
        let around = (text::visible(&before, blank), text::visible(&after, blank));
        sheet.field(&name, around, 28, focused);
    }
    sheet.blank();
    write_compared(sheet, asked, draft);
}

fn write_compared(sheet: &mut Sheet, asked: &Asked<'_>, draft: &CheckedDraft) {
    let lang = asked.lang();
    let (record, typed) = (draft.record.text(), draft.typed.text());
    if let Some(words) = without_typing(record, lang) {
        return sheet.plain(words);
    }
    if record.is_empty() || typed.is_empty() {
        let words = lang.pick(
            "打完一行按回车，到下一行。少见的字照原样打。",
            "Enter leads to the next line. Type rare characters as printed.",
        );
        sheet.quiet(words);
        if record.is_empty() && typed.is_empty() {
            let compared = lang.pick("自己对过，一样，不打了", "compared yourself, the same");
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
        return write_fine(sheet, words);
    }
    if compared.is_right() {
        let findings = compared.findings.iter();
        write_findings(sheet, asked, findings.map(|finding| finding.text(lang)));
        return sheet.plain(lang.pick("名字打得对，按回车。", "The name is right; press Enter."));
    }
    // While the second name is still being typed, a missing end is no fault.
    if !draft.told && record.starts_with(typed) {
        let words = lang.pick("到现在都一样，接着打。", "The same so far; go on.");
        return sheet.quiet(words);
    }
    let findings = compared.findings.iter();
    if let Some(finding) = findings.clone().next().filter(|_| asked.is_call()) {
        sheet.callout(&finding.say(lang));
    }
    write_findings(sheet, asked, findings.map(|finding| finding.text(lang)));
    if draft.told {
        write_enter_again(sheet, lang);
    }
}
