//! Why a question is asked and where to find the answer; for staff also what
//! to listen for and what never to promise.

use super::question::Asked;
use super::sheet::Sheet;
use crate::report::section;

/// The key of where to find the answer.
const FIND: &str = "find";

/// Writes where to find the answer, where that does not make the page scroll.
pub(crate) fn write_find_if_room(sheet: &mut Sheet, asked: &Asked<'_>) {
    let (lines, before) = (sheet.lines.len(), sheet.height);
    write_sections(sheet, asked, &[FIND]);
    if sheet.lines.len() > before {
        sheet.lines.truncate(lines);
    }
}

fn write_sections(sheet: &mut Sheet, asked: &Asked<'_>, keys: &[&str]) {
    let sections = section::on_walk(asked.question, &asked.words());
    for section in sections.iter().filter(|it| keys.contains(&it.key)) {
        sheet.section(section);
    }
}

/// Writes the panel and brings it into view.
pub(crate) fn write(sheet: &mut Sheet, asked: &Asked<'_>) {
    sheet.blank();
    let first = sheet.lines.len();
    let mut keys = vec!["why", FIND];
    if asked.is_call() {
        keys.extend([section::LISTEN, "never-promise"]);
    }
    write_sections(sheet, asked, &keys);
    sheet.blank();
    sheet.quiet(
        asked
            .lang()
            .pick("再按一次 ? 收起来。", "Press ? again to close this."),
    );
    sheet.focus = Some(first..sheet.lines.len());
}
