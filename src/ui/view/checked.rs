//! What the pages for an ID number and for names have in common: what was
//! found, and what can be answered without typing.

use chrono::NaiveDate;
use ratatui::style::Style;

use super::question::Asked;
use super::sheet::Sheet;
use crate::check::invisible::{narrow, without_code_points};
use crate::engine::Value;
use crate::lang::Lang;
use crate::ui::date::{DayReader, Typed};
use crate::ui::model::{Model, Panel};
use crate::ui::notice::Notice;

/// Findings shown in full; more of them read like one.
const MOST: usize = 3;

/// Typed in place of a number or a name: somebody has compared it already. No
/// number and no name is one digit.
const COMPARED: &str = "1";

/// What stands in a field for an answer that tells no number and no name.
pub(crate) fn instead(answer: Option<&Value>) -> &'static str {
    match answer {
        Some(Value::Unknown) => "0",
        Some(Value::Fine) => COMPARED,
        _ => "",
    }
}

/// Whether somebody typed that they have compared already.
pub(crate) fn is_compared(text: &str) -> bool {
    text.chars().map(narrow).eq(COMPARED.chars())
}

/// Whether somebody typed that they do not know.
pub(crate) fn is_unknown(text: &str) -> bool {
    let reader = DayReader {
        today: NaiveDate::MIN,
        asked: 0,
        labels: &[],
    };
    reader.read(text) == Typed::Unknown
}

/// That Enter goes on in spite of the faults told; nothing where that was just said.
pub(crate) fn faults_told(model: &Model) -> Option<(String, Style)> {
    let told = Notice::FaultsTold;
    let just_said = model.notice.as_ref() == Some(&told);
    (!just_said).then(|| (told.text(model.lang), model.theme.warn()))
}

/// What can be answered without typing.
pub(crate) fn write_without_typing(sheet: &mut Sheet, compared: &str, lang: Lang) {
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

/// What stands there in place of a number or a name says.
pub(crate) fn without_typing(text: &str, lang: Lang) -> Option<&'static str> {
    if is_unknown(text) {
        return Some(lang.pick("不知道。按回车往下走。", "Not known. Press Enter to go on."));
    }
    is_compared(text).then_some(lang.pick(
        "自己对过，没有错：按回车。要打就接着打。",
        "Compared, no mistake: press Enter. Or go on typing.",
    ))
}

/// Writes what was found; code points only for somebody who asked why.
pub(crate) fn write_findings(
    sheet: &mut Sheet,
    asked: &Asked<'_>,
    findings: impl Iterator<Item = String>,
) {
    let (theme, lang) = (sheet.theme, asked.lang());
    let findings: Vec<String> = findings.collect();
    for words in findings.iter().take(MOST) {
        if asked.guide.course.panel == Panel::Why {
            sheet.warning(words);
        } else {
            sheet.warning(&without_code_points(words, lang));
        }
    }
    let more = findings.len().saturating_sub(MOST);
    if more > 0 {
        let words = lang.say(
            format_args!("这样的地方还有 {more} 处。"),
            format_args!("and {more} more like these."),
        );
        sheet.hang("  ", theme.plain(), theme.plain(), &words);
    }
}

pub(crate) fn write_enter_again(sheet: &mut Sheet, lang: Lang) {
    sheet.blank();
    sheet.strong(lang.pick(
        "刚才打错了，就改好，再按回车。查的时候就是这样打的，直接再按一次回车。",
        "A slip just now? Mend it and press Enter. If this is how you typed it then, press Enter once more.",
    ));
}
