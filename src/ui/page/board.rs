//! The desk's first page: whom to call back, held calls, today's calls, the
//! classes.

use crossterm::event::KeyCode;

use super::{
    About, BY_DIGIT, Both, Command, Face, Guide, Lang, Model, Notice, Page, Sheet, StartPage, Turn,
};
use super::{FindPage, figures};
use crate::desk::board::{Board, CaseRow};
use crate::desk::case::CaseKey;
use crate::desk::seat::Order;
use crate::ui::keys::Press::Key;
use crate::ui::keys::{DIGITS, SPACE, bind, enter};
use crate::ui::rows::{self, Pick};
use crate::ui::view::sheet::List;

pub(crate) static ABOUT: About = About {
    name: Both::new("来电簿", "Desk"),
    hint: BY_DIGIT,
    own: &[
        DIGITS,
        enter(2, "打开", "open"), // the hint says it too, where there is no room
        SPACE,
        bind(&[Key(KeyCode::Esc)], Command::Back).called(
            0,
            ["Esc 两次", "Esc twice"],
            ["退回", "back"],
        ),
    ],
    shares: &[],
};

/// Said before the desk is left.
const LEAVING: Both = Both::new(
    "已经在来电簿第一页。再按一次 Esc 离开来电簿；退出按 Ctrl-C。",
    "This is the desk's first page. Esc once more leaves the desk; Ctrl-C quits.",
);

/// So many cases are shown of a list; more nobody reads on a screen.
const MOST: usize = 200;

/// The board, with the row marked.
#[derive(Clone, Debug, Default)]
pub struct BoardPage {
    marked: usize,
    /// Whether anybody has seen it with its rows.
    seen: bool,
    /// The rows that stood here a moment ago, and which of them was marked;
    /// none where another page did.
    before: Option<(Vec<Item>, usize)>,
}

/// What a row leads to; of a case also in which of the lists it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    NewCall,
    Find,
    Classes,
    Figures,
    Case(usize, CaseKey),
    Class(String),
}

fn items(board: &Board) -> Vec<Item> {
    let cases = board.lists().into_iter().enumerate();
    let cases = cases.flat_map(|(number, (_, list))| {
        let rows = list.iter().take(MOST);
        rows.map(move |row| Item::Case(number, row.case.clone()))
    });
    let classes = board.batches.iter();
    [Item::NewCall, Item::Find, Item::Classes, Item::Figures]
        .into_iter()
        .chain(cases)
        .chain(classes.map(|class| Item::Class(class.name.clone())))
        .collect()
}

/// Where a row stands by now, if need be in another list; where it is gone the
/// first row, at which nobody stands.
fn place(row: Option<&Item>, now: &[Item]) -> usize {
    let same = |other: &Item| Some(other) == row;
    let of_case = |other: &Item| match (other, row) {
        (Item::Case(_, other), Some(Item::Case(_, key))) => other == key,
        _ => false,
    };
    let found = now.iter().position(same);
    found.or_else(|| now.iter().position(of_case)).unwrap_or(0)
}

impl BoardPage {
    /// The board as somebody sees it.
    pub(crate) fn seen() -> Self {
        Self {
            seen: true,
            ..Self::default()
        }
    }

    /// The board that came up by itself: a key pressed a moment ago was meant
    /// for another page.
    pub(crate) fn come_up() -> Self {
        Self {
            before: Some((Vec::new(), 0)),
            ..Self::default()
        }
    }

    /// Whether another page stood here a moment ago.
    fn has_come_up(&self) -> bool {
        self.before.as_ref().is_some_and(|(was, _)| was.is_empty())
    }

    /// The same page with other rows on it: the mark stays with whom it stood
    /// at, and what a digit stood before is known for a moment.
    pub(crate) fn over(&self, was: &Board, now: &Board) -> Self {
        let (was, now) = (items(was), items(now));
        if !self.seen || was == now || self.has_come_up() {
            return Self {
                seen: true,
                ..self.clone()
            };
        }
        Self {
            marked: place(was.get(self.marked), &now),
            before: Some((was, self.marked)),
            ..self.clone()
        }
    }

    /// Whoever looks has seen the rows as they are.
    pub(crate) fn settle(&mut self) {
        self.before = None;
    }

    /// Whether another row than this one stood a moment ago where the key was
    /// aimed at.
    fn has_moved(&self, command: Command, row: &Item, at: usize) -> bool {
        self.before.as_ref().is_some_and(|(was, marked)| {
            let at = match command {
                Command::Enter => *marked,
                _ => at,
            };
            was.get(at) != Some(row)
        })
    }

    fn again(&self, turn: &mut Turn<'_>) {
        turn.change(self, Page::Board, Self::settle);
        turn.notice = Some(Notice::Said(if self.has_come_up() {
            Both::new(
                "那张来电单没有了，这里是来电簿。看清楚再按一次。",
                "That case is gone, and this is the desk. Look, then press it again.",
            )
        } else {
            Both::new(
                "来电簿刚才变了，这一行换了一个。看清楚再按一次。",
                "The desk has just changed, and this line with it. Look, then press it again.",
            )
        }));
    }
}

impl Face for BoardPage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        let Some(board) = &guide.board else {
            return;
        };
        let lang = model.lang;
        let counts = [board.due.len(), board.held.len(), board.calls.len()];
        let [due, held, calls] = counts;
        let plural = if calls == 1 { "" } else { "s" };
        sheet.callout(&lang.say(
            format_args!("来电簿：要回的 {due}，挂着的 {held}，今天来电 {calls}"),
            format_args!("Desk: {due} to call back, {held} held, {calls} call{plural} today"),
        ));
        if let Some(removed) = board.told_removed(lang) {
            sheet.plain(&removed);
        }
        sheet.blank();
        let mut list = sheet.list(self.marked);
        for (zh, en) in [
            ("新来电", "New call"),
            ("找来电单", "Find a case"),
            ("班次", "Classes"),
            ("日报", "Report"),
        ] {
            list.row(lang.pick(zh, en), None);
        }
        for ([zh, en], cases) in board.lists() {
            write_cases(&mut list, lang.pick(zh, en), cases, board, lang);
        }
        if !board.batches.is_empty() {
            list.sheet.heading(lang.pick("班次", "Classes"));
        }
        for class in &board.batches {
            list.row(&class.text(lang), None);
        }
    }

    fn act(&self, turn: &mut Turn<'_>, command: Command) {
        let items = turn.guide.board.as_deref().map(items).unwrap_or_default();
        match rows::numbered(command, self.marked, items.len()) {
            Pick::Mark(marked) => {
                turn.guide.page = Page::Board(Self {
                    marked,
                    ..Self::seen()
                });
            }
            Pick::Choose(row) if self.has_moved(command, &items[row], row) => self.again(turn),
            Pick::Choose(row) => choose(turn, &items[row]),
            Pick::Refuse(why) => turn.notice = Some(why),
            Pick::Back => {
                if turn.asks_once_more(Notice::Said(LEAVING)) {
                    turn.guide.board = None;
                    turn.guide.page = Page::Start(StartPage::default());
                }
            }
        }
    }
}

fn choose(turn: &mut Turn<'_>, item: &Item) {
    match item {
        Item::NewCall => turn.order(Order::NewCall),
        Item::Find => turn.guide.page = Page::Find(FindPage::default()),
        Item::Classes => turn.order(Order::Classes),
        Item::Figures => turn.order(figures::of_today(turn.today)),
        Item::Case(_, key) => turn.order(Order::Show(key.clone())),
        Item::Class(name) => turn.order(Order::Class(name.clone())),
    }
}

/// The cases of a list under their title.
fn write_cases(list: &mut List<'_>, title: &str, cases: &[CaseRow], board: &Board, lang: Lang) {
    if cases.is_empty() {
        return;
    }
    list.sheet.heading(&format!("{title} {}", cases.len()));
    for row in cases.iter().take(MOST) {
        list.row(&row.head(board.today, lang), Some(&row.line));
    }
    let more = cases.len().saturating_sub(MOST);
    if more > 0 {
        list.sheet.plain(&lang.say(
            format_args!("还有 {more} 张，用「找来电单」找。"),
            format_args!("{more} more: find them with \"Find a case\"."),
        ));
    }
}
