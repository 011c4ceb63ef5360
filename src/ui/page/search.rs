//! Looking up a word: the field, and what contains the word.

use super::{About, Both, Command, Face, FoundPage, Guide, Model, Notice, Page, Sheet, Turn};
use crate::ui::keys::{ESC, Family, enter};
use crate::ui::search::{Hit, examples};

pub(crate) static ABOUT: About = About {
    name: Both::new("找词", "Search"),
    hint: Both::new(
        "打一个词，上下键挑，回车打开；Esc 退回。",
        "Type a word; arrows choose, Enter opens, Esc leaves.",
    ),
    own: &[enter(0, "打开", "open"), ESC],
    shares: &[Family::Field],
};

const NONE: Both = Both::new(
    "没有找到。换一个词试试。",
    "Nothing found. Try another word.",
);

/// Looking up a word; the word stays in the guide, to come back to.
#[derive(Clone, Debug)]
pub struct SearchPage;

impl Face for SearchPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn nothing_typed(&self, guide: &Guide) -> bool {
        guide.search.field.is_empty()
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let lang = model.lang;
        sheet.strong(lang.pick(
            "找一个词：打字，用上下键挑，按回车打开",
            "Look up a word: type it, choose with the arrows, Enter opens",
        ));
        sheet.blank();
        let name = lang.pick("词 ", "Word ");
        sheet.field(name, guide.search.field.around_cursor(), 24, true);
        sheet.blank();
        let hits = guide.search.hits();
        if hits.is_empty() {
            let none = NONE.get(lang);
            if !guide.search.field.is_empty() {
                return sheet.plain(none);
            }
            let words = examples(&guide.pack, lang);
            let words = words.join(lang.pick("、", ", "));
            if !words.is_empty() {
                sheet.plain(&lang.say(
                    format_args!("例如：{words}。"),
                    format_args!("For example: {words}."),
                ));
            }
            return;
        }
        let field = sheet.focus.clone();
        for (row, hit) in hits.into_iter().enumerate() {
            let kind = match hit {
                Hit::Question(_) => lang.pick("问题  ", "Question  "),
                Hit::Result(_) => lang.pick("结果  ", "Result  "),
                Hit::Aside(_) => lang.pick("答复  ", "Reply  "),
            };
            let title = hit.title(&guide.pack, lang);
            let marked = row == guide.search.marked;
            sheet.row(None, &format!("{kind}{title}"), marked, false);
        }
        sheet.keep_in_sight(field);
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let hits = turn.guide.search.hits();
        let last = hits.len().saturating_sub(1);
        let search = &mut turn.guide.search;
        match command {
            Command::Up => search.marked = search.marked.saturating_sub(1),
            Command::Down => search.marked = (search.marked + 1).min(last),
            Command::Enter if search.field.is_empty() => turn.notice = Some(Notice::TYPE_FIRST),
            Command::Enter => match hits.get(search.marked) {
                Some(hit) => {
                    let told = matches!(hit, Hit::Aside(_)) && turn.guide.course.call().is_some();
                    let (hit, keeps) = (*hit, false);
                    turn.guide.page = Page::Found(FoundPage { hit, told, keeps });
                }
                None => turn.notice = Some(Notice::Said(NONE)),
            },
            Command::Back => turn.home(),
            _ => {
                search.marked = 0;
                search.field.edit(command);
            }
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        turn.guide.search.marked = 0;
        turn.guide.search.field.insert(text)
    }
}
