//! The walks that are kept: when, how far, what they came to.

use chrono::{NaiveDate, Timelike as _};

use super::{About, Both, Command, Face, Guide, Lang, Model, Page, Sheet, Turn};
use crate::answers::AnswersFile;
use crate::engine::{Stop, Voice, Walk};
use crate::report::words::{Words, day_near};
use crate::ui::kept::SavedWalk;
use crate::ui::keys::{DIGITS, ESC, SLASH, SPACE, enter};
use crate::ui::rows::{self, Pick};

pub(crate) static ABOUT: About = About {
    name: Both::new("接着哪一次", "Going on"),
    hint: Both::new(
        "按数字接着那一次；没有数字的，用方向键加回车。",
        "A digit goes on with that one; or arrows, Enter.",
    ),
    own: &[DIGITS, enter(0, "接着来", "go on"), SPACE, ESC, SLASH],
    shares: &[],
};

/// The walks that can be gone on with, with the row marked.
#[derive(Clone, Debug, Default)]
pub struct KeptPage {
    marked: usize,
}

impl Face for KeptPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let (theme, lang) = (sheet.theme, model.lang);
        sheet.strong(lang.pick("接着哪一次？", "Go on with which one?"));
        sheet.plain(lang.pick(
            "最近二十次都在这里，新的在上面。",
            "The last twenty are here, the newest first.",
        ));
        sheet.blank();
        for (row, entry) in guide.kept.iter().enumerate() {
            let when = when(entry, model.today, lang);
            let state = (row == self.marked, entry.walk.is_none());
            let (style, words) = match &entry.walk {
                Some(kept) => (theme.plain(), line(kept, model, guide)),
                None => (
                    theme.quiet(),
                    lang.say(
                        "现在的规则读不懂这一次，文件没有动",
                        "the rules as they are cannot read it; its file stays as it is",
                    ),
                ),
            };
            sheet.listed(row, &when, state, |sheet| {
                sheet.hang("     ", style, style, &words);
                for note in entry.walk.iter().flat_map(|kept| kept.notes.values()) {
                    sheet.note(note.text(), lang);
                }
            });
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let count = turn.guide.kept.len();
        match rows::numbered(command, self.marked, count) {
            Pick::Mark(marked) => turn.guide.page = Page::Kept(Self { marked }),
            Pick::Choose(row) => turn.go_on(row),
            Pick::Refuse(why) => turn.notice = Some(why),
            Pick::Back => turn.home(),
        }
    }
}

/// When a walk was kept last: `11月23日 14:05`.
pub(crate) fn when(entry: &SavedWalk, today: NaiveDate, lang: Lang) -> String {
    let Some(when) = entry.when else {
        return lang.say("刚才", "just now");
    };
    let day = day_near(when.date(), today, lang);
    format!("{day} {:02}:{:02}", when.hour(), when.minute())
}

/// How far a walk came.
pub(crate) fn how_far(walk: &Walk<'_>, lang: Lang) -> String {
    let question = walk.path.len() + 1;
    match (&walk.stop, lang) {
        (Stop::Result(_), Lang::Zh) => "有结果了".to_owned(),
        (Stop::Result(_), Lang::En) => "with a result".to_owned(),
        (Stop::Ask { .. }, Lang::Zh) => format!("查到第 {question} 题"),
        (Stop::Ask { .. }, Lang::En) => format!("question {question}"),
    }
}

/// The walk in a line: how far, and the question that is next or the result.
fn line(kept: &AnswersFile, model: &Model, guide: &Guide) -> String {
    let lang = model.lang;
    let walk = kept.as_told(&guide.pack, model.today);
    let words = Words::new(&walk, lang);
    let next = match &walk.stop {
        Stop::Ask { question, .. } => words.sentence(&guide.pack.question(*question).ask),
        Stop::Result(_) => words.headline().unwrap_or_default(),
    };
    let far = how_far(&walk, lang);
    let call = match kept.voice {
        Voice::Call => lang.pick("接电话，", "on the phone, "),
        Voice::Own => "",
    };
    let colon = lang.colon();
    format!("{call}{far}{colon}{next}")
}
