//! Finding a case: by ticket, name, phone tail, class or result.

use super::{About, BoardPage, Both, Command, Face, Guide, Lang, Model, Notice, Page, Sheet, Turn};
use crate::desk::case::Case;
use crate::desk::message::head;
use crate::desk::seat::{MOST_FOUND, Order};
use crate::ui::field::Field;
use crate::ui::keys::{ESC, Family, enter};
use crate::ui::view::sheet::List;

pub(crate) static ABOUT: About = About {
    name: Both::new("找来电单", "Find a case"),
    hint: Both::new(
        "打单号、称呼、尾号或班次；上下键挑，回车打开。",
        "Ticket, name, phone tail, class; arrows, then Enter.",
    ),
    own: &[enter(0, "打开", "open"), ESC],
    shares: &[Family::Field],
};

/// A case being looked for.
#[derive(Clone, Debug, Default)]
pub struct FindPage {
    word: Field,
    /// What was found for it; nothing is known where the store failed.
    cases: Option<Vec<Case>>,
    marked: usize,
}

impl FindPage {
    /// Takes what was found for a word, where that is still the word.
    pub(crate) fn take(&mut self, word: &str, cases: Vec<Case>) {
        if word == self.word.text().trim() {
            self.marked = self.marked.min(cases.len().saturating_sub(1));
            self.cases = Some(cases);
        }
    }

    /// What stands above the cases.
    fn said(&self, lang: Lang) -> Option<String> {
        let found = self.cases.as_ref().map(Vec::len);
        let words = match found {
            _ if self.word.text().trim().is_empty() => lang.pick(
                "例如：1123-07、李师傅、1234、9月28日报的那批。",
                "For example: 1123-07, Mr Li, 1234, a class.",
            ),
            Some(0) => lang.pick("没有找到。", "Nothing found."),
            Some(MOST_FOUND) => {
                return Some(lang.say(
                    format_args!("最多列 {MOST_FOUND} 张。没有您要的，就多打几个字。"),
                    format_args!(
                        "At most {MOST_FOUND} are listed. If yours is not here, type more of it."
                    ),
                ));
            }
            _ => return None,
        };
        Some(words.to_owned())
    }

    /// Back to it, as it was left, with what is there by now.
    pub(crate) fn again(self, turn: &mut Turn<'_>) {
        turn.order(Order::Find(self.word.text().trim().to_owned()));
        turn.guide.page = Page::Find(self);
    }

    fn edited(&self, turn: &mut Turn<'_>, edit: impl FnOnce(&mut Field) -> bool) -> bool {
        let (whole, wanted) = turn.change(self, Page::Find, |page| {
            let whole = edit(&mut page.word);
            (page.cases, page.marked) = (None, 0);
            (whole, page.word.text().trim().to_owned())
        });
        if !wanted.is_empty() {
            turn.order(Order::Find(wanted));
        }
        whole
    }
}

impl Face for FindPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn nothing_typed(&self, _: &Guide) -> bool {
        self.word.is_empty()
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let lang = model.lang;
        sheet.strong(ABOUT.name.get(lang));
        sheet.blank();
        let name = lang.pick("词 ", "Word ");
        sheet.field(name, self.word.around_cursor(), 30, true);
        sheet.blank();
        let field = sheet.focus.clone();
        if let Some(words) = self.said(lang) {
            sheet.plain(&words);
        }
        let mut list = List {
            sheet,
            next: 9, // what is typed are digits too: no row has one
            marked: self.marked + 9,
        };
        for case in self.cases.iter().flatten() {
            list.row(&head(&guide.pack, case, lang), None);
        }
        sheet.keep_in_sight(field);
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let found = self.cases.as_deref().unwrap_or_default();
        let last = found.len().saturating_sub(1);
        let mark = |turn: &mut Turn<'_>, marked| {
            turn.change(self, Page::Find, |page| page.marked = marked);
        };
        match command {
            Command::Up => mark(turn, self.marked.saturating_sub(1)),
            Command::Down => mark(turn, (self.marked + 1).min(last)),
            Command::Enter if self.word.text().trim().is_empty() => {
                turn.notice = Some(Notice::TYPE_FIRST);
            }
            Command::Enter => match found.get(self.marked) {
                Some(case) => turn.order(Order::Show(case.key())),
                None if self.cases.is_none() => self.clone().again(turn),
                None => turn.say(
                    "没有这样的来电单。换一个词，或退回去记新来电。",
                    "No such case. Try another word, or go back for a new call.",
                ),
            },
            Command::Back => {
                turn.guide.page = Page::Board(BoardPage::default());
                turn.order(Order::Board);
            }
            _ => {
                self.edited(turn, |word| {
                    word.edit(command);
                    true
                });
            }
        }
    }

    fn type_in(&self, turn: &mut Turn<'_>, text: &str) -> bool {
        self.edited(turn, |word| word.insert(text))
    }
}
