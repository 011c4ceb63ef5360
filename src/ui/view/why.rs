//! Why a question is asked and where to find the answer; for staff also what
//! to listen for and what never to promise.

use super::question::Asked;
use super::sheet::Sheet;

/// Writes where to find the answer, where that does not make the page scroll.
pub fn write_find_if_room(sheet: &mut Sheet, asked: &Asked<'_>) {
    let (lines, before) = (sheet.lines.len(), sheet.height);
    write_find(sheet, asked);
    if sheet.lines.len() > before {
        sheet.lines.truncate(lines);
    }
}

fn write_find(sheet: &mut Sheet, asked: &Asked<'_>) {
    let theme = sheet.theme;
    sheet.heading(asked.lang().pick("在哪里看", "Where to find it"));
    sheet.text(theme.plain(), &asked.words().text(&asked.question.find));
}

/// Writes the panel and brings it into view.
pub fn write(sheet: &mut Sheet, asked: &Asked<'_>) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let words = asked.words();
    sheet.blank();
    let first = sheet.lines.len();
    sheet.heading(lang.pick("为什么问这个", "Why this is asked"));
    sheet.text(theme.plain(), &words.text(&asked.question.why));
    write_find(sheet, asked);
    if asked.is_call() {
        write_for_staff(sheet, asked);
    }
    sheet.blank();
    sheet.text(
        theme.quiet(),
        lang.pick("再按一次 ? 收起来。", "Press ? again to close this."),
    );
    sheet.focus = Some(first..sheet.lines.len());
}

fn write_for_staff(sheet: &mut Sheet, asked: &Asked<'_>) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let words = asked.words();
    let question = asked.question;
    if !question.listen.is_empty() {
        sheet.heading(lang.pick("听什么", "Listen for"));
    }
    for text in &question.listen {
        sheet.hang("- ", theme.accent(), theme.plain(), &words.text(text));
    }
    if !question.never_promise.is_empty() {
        sheet.heading(lang.pick("不要答应、不要说", "Never promise"));
    }
    for text in &question.never_promise {
        sheet.warning(&words.text(text));
    }
}
