//! An ID number or names being typed to be checked: what both pages have in
//! common.

use chrono::NaiveDate;
use ratatui::style::Style;

use super::{About, Command, Draft, Face, Guide, Lang, Model, NOT_KNOWN, Notice, Sheet, Turn};
use crate::check::invisible::{narrow, without_code_points};
use crate::engine::Value;
use crate::ui::date::{DayReader, Typed};
use crate::ui::field::Field;
use crate::ui::model::Panel;
use crate::ui::view::question::Asked;

/// Findings shown in full; more of them read like one.
const MOST: usize = 3;

/// Typed in place of a number or a name: somebody has compared it already. No
/// number and no name is one digit.
const COMPARED: &str = "1";

/// An ID number or two names being entered.
#[derive(Debug, Default)]
pub struct CheckedDraft {
    /// The number, or the name as on record.
    pub(crate) record: Field,
    /// The name as typed into the query.
    pub(crate) typed: Field,
    /// Whether the second one has the cursor.
    pub(crate) second: bool,
    /// Whether Enter has told what is wrong, so that Enter again goes on.
    pub(crate) told: bool,
    /// Whether the first still holds the answer as it was: typing begins anew.
    untouched: bool,
}

impl CheckedDraft {
    /// The draft of a question, with the answer it has.
    pub(crate) fn new(answer: Option<&Value>) -> Self {
        let (record, typed) = match answer {
            Some(Value::Name { record, typed }) => (record.reveal(), typed.reveal()),
            Some(Value::IdNumber(number)) => (number.reveal(), ""),
            Some(Value::Unknown) => ("0", ""),
            Some(Value::Fine) => (COMPARED, ""),
            _ => ("", ""),
        };
        Self {
            record: Field::with(record),
            typed: Field::with(typed),
            untouched: !matches!(answer, Some(Value::Name { .. })),
            ..Self::default()
        }
    }

    /// The field with the cursor.
    pub(crate) const fn focused(&mut self) -> &mut Field {
        if self.second {
            &mut self.typed
        } else {
            &mut self.record
        }
    }

    /// Moves or erases in the field with the cursor.
    pub(crate) fn edit(&mut self, command: Command) {
        self.told &= !matches!(command, Command::Erase | Command::Delete | Command::Clear);
        self.untouched = false;
        self.focused().edit(command);
    }
}

/// A question for an ID number or for two names.
pub(crate) struct Checked {
    pub(super) about: &'static About,
    /// What Enter does.
    pub(super) enter: fn(&mut Turn<'_>),
}

impl Face for Checked {
    fn about(&self) -> &'static About {
        self.about
    }

    /// That Enter goes on in spite of the faults told; nothing where that was just said.
    fn enter_does(&self, model: &Model, guide: &Guide) -> Option<(String, Style)> {
        let words = Notice::FAULTS_TOLD;
        let just_said = model.notice.as_ref() == Some(&words);
        let told = match &guide.course.draft {
            Draft::Number(draft) | Draft::Names(draft) => draft.told,
            _ => false,
        };
        (told && !just_said).then(|| (words.text(model.lang), model.theme.warn()))
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        match (&mut turn.guide.course.draft, command) {
            (_, Command::Back) => turn.back(),
            (_, Command::Enter) => (self.enter)(turn),
            (Draft::Names(draft), Command::Next) => draft.second = !draft.second,
            (Draft::Names(draft), Command::Up | Command::Down) => {
                draft.second = command == Command::Down;
            }
            (Draft::Number(draft) | Draft::Names(draft), _) => draft.edit(command),
            _ => {}
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        let (Draft::Number(draft) | Draft::Names(draft)) = &mut turn.guide.course.draft else {
            return true;
        };
        draft.told = false;
        if std::mem::take(&mut draft.untouched) {
            draft.record = Field::default();
        }
        draft.focused().insert(text)
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

/// Whether there are digits, which every number has and no name.
pub(crate) fn has_digits(text: &str) -> bool {
    text.chars().any(|c| narrow(c).is_ascii_digit())
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
        return Some(NOT_KNOWN.get(lang));
    }
    is_compared(text).then_some(lang.pick(
        "自己对过，没有错：按回车。要打就接着打。",
        "Compared, no mistake: press Enter. Or go on typing.",
    ))
}

/// Writes that there is no fault.
pub(crate) fn write_fine(sheet: &mut Sheet, words: &str) {
    let (good, plain) = (sheet.theme.good(), sheet.theme.plain());
    sheet.hang(&format!("{} ", sheet.theme.done()), good, plain, words);
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
