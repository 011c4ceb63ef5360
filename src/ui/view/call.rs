//! What only somebody on the phone needs: what the caller may say, closing words,
//! notes.

use super::question::Asked;
use super::sheet::Sheet;
use crate::check::note::Note;
use crate::engine::Walk;
use crate::lang::Lang;
use crate::report::code;
use crate::report::condition::quote;
use crate::ui::field::Field;
use crate::ui::model::Guide;

/// Writes what the caller may say, each with its answer.
pub(crate) fn write_replies(sheet: &mut Sheet, asked: &Asked<'_>) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let words = asked.words();
    sheet.blank();
    let first = sheet.lines.len();
    sheet.heading(if asked.is_call() {
        lang.pick("对方要是说", "If they say")
    } else {
        lang.pick("常有人这样说", "What people often say")
    });
    if words.replies(&asked.question.if_said).next().is_none() {
        let none = lang.pick(
            "这一题没有备好的话。",
            "Nothing is prepared for this question.",
        );
        sheet.plain(none);
    }
    for reply in words.replies(&asked.question.if_said) {
        sheet.plain(&quote(&words.text(&reply.heard), lang));
        sheet.hang(
            "  ",
            theme.plain(),
            theme.strong(),
            &words.text(&reply.answer),
        );
    }
    sheet.blank();
    let again = lang.pick("再按一次 F7 收起来。", "Press F7 again to close this.");
    sheet.quiet(again);
    sheet.focus = Some(first..sheet.lines.len());
}

/// Writes how to end the call, with what spares the next one its beginning: at
/// the desk the ticket, else a code.
pub(crate) fn write_closing(sheet: &mut Sheet, guide: &Guide, walk: &Walk<'_>, lang: Lang) {
    sheet.heading(lang.pick("结束时念给对方听", "To close, read aloud"));
    sheet.callout(lang.pick(
        "今天先到这里。要做什么、问谁、哪天问，请您都记下来。",
        "That is all for today. Please note what to do, whom to ask and from which day.",
    ));
    if let Some(begun) = guide.course.call() {
        let ticket = begun.case.ticket;
        sheet.callout(&lang.say(
            format_args!("再打来时报单号 {ticket}，就不用从头说起。"),
            format_args!(
                "When you call again, give the number {ticket} and we need not start over."
            ),
        ));
    } else if let Some(code) = code::encode(&guide.pack, &guide.course.answers, walk.today()) {
        sheet.callout(&lang.say(
            format_args!("再打来时报这个口令，就不用从头说起：{code}"),
            format_args!("When you call again, give this code and we need not start over: {code}"),
        ));
    }
}

/// Writes the note of a question: the field, or what was noted.
pub(crate) fn write_note(
    sheet: &mut Sheet,
    field: Option<&Field>,
    noted: Option<&Note>,
    lang: Lang,
) {
    let theme = sheet.theme;
    if let Some(field) = field {
        sheet.blank();
        sheet.field(lang.pick("备注 ", "Note "), field.around_cursor(), 60, true);
    } else if let Some(note) = noted {
        sheet.blank();
        sheet.hang(
            lang.pick("备注 ", "Note "),
            theme.accent(),
            theme.plain(),
            note.text(),
        );
    }
}
