//! One table: which key means what on which page. The help line is drawn from
//! it, so that it cannot say anything else.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::message::{Command, Message};
use super::text;
use crate::check::invisible::narrow;
use crate::lang::Lang;

/// A page, as far as keys are concerned; a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context(u16);

impl Context {
    /// The start page.
    pub const START: Self = Self(1);
    /// A question with choices.
    pub const CHOICE: Self = Self(1 << 1);
    /// A day to type.
    pub const DATE: Self = Self(1 << 2);
    /// An ID number to type.
    pub const NUMBER: Self = Self(1 << 3);
    /// Two names to type.
    pub const NAMES: Self = Self(1 << 4);
    /// A result.
    pub const RESULT: Self = Self(1 << 5);
    /// The answers so far.
    pub const ANSWERS: Self = Self(1 << 6);
    /// The calendar.
    pub const CALENDAR: Self = Self(1 << 7);
    /// What is wrong with the rules.
    pub const BROKEN: Self = Self(1 << 8);

    /// What can be taken away of a result.
    pub const TAKE: Self = Self(1 << 9);
    /// Looking up a word.
    pub const SEARCH: Self = Self(1 << 10);
    /// A page only to be read.
    pub const READ: Self = Self(1 << 11);
    /// A note being written.
    pub const NOTE: Self = Self(1 << 12);
    /// The answers read back to a caller.
    pub const READ_BACK: Self = Self(1 << 13);

    /// A code to go on with.
    pub const CODE: Self = Self(1 << 14);

    /// The walks that can be gone on with.
    pub const KEPT: Self = Self(1 << 15);

    /// All pages, in the order in which they are met, with what they are
    /// called; families of pages before their members.
    pub const NAMED: [(Self, Words); 17] = [
        (Self::ALL, ("每一页", "Every page")),
        (Self::START, ("第一页", "First page")),
        (Self::KEPT, ("接着哪一次", "Going on")),
        (Self::QUESTIONS, ("每个问题", "Every question")),
        (Self::CHOICE, ("选一项", "A choice")),
        (Self::DATE, ("打日子", "A day")),
        (Self::NUMBER, ("打号码", "A number")),
        (Self::NAMES, ("打名字", "Names")),
        (Self::NOTE, ("写备注", "A note")),
        (Self::READ_BACK, ("念一遍答案", "Reading back")),
        (Self::RESULT, ("结果", "Result")),
        (Self::TAKE, ("带走", "Taking away")),
        (Self::ANSWERS, ("答案", "Answers")),
        (Self::CALENDAR, ("日历", "Calendar")),
        (Self::SEARCH, ("找词", "Search")),
        (Self::CODE, ("打口令", "A code")),
        (Self::BROKEN, ("规则有错", "Faults in the rules")),
    ];

    const CHECKS: Self = Self::DATE.and(Self::NUMBER).and(Self::NAMES);
    const FIELDS: Self = Self::CHECKS
        .and(Self::NOTE)
        .and(Self::SEARCH)
        .and(Self::CODE);
    const QUESTIONS: Self = Self::CHOICE.and(Self::CHECKS);
    const WALK: Self = Self::QUESTIONS.and(Self::RESULT).and(Self::READ_BACK);
    const READING: Self = Self::RESULT
        .and(Self::BROKEN)
        .and(Self::READ)
        .and(Self::TAKE);
    const BEGUN: Self = Self::WALK.and(Self::ANSWERS).and(Self::CALENDAR);
    const ABOVE: Self = Self::KEPT
        .and(Self::TAKE)
        .and(Self::SEARCH)
        .and(Self::READ)
        .and(Self::NOTE)
        .and(Self::CODE);
    /// Where no text goes in, so that a sign can be a key.
    const SEARCHED: Self = Self::START
        .and(Self::KEPT)
        .and(Self::CHOICE)
        .and(Self::RESULT)
        .and(Self::READ_BACK)
        .and(Self::TAKE)
        .and(Self::ANSWERS)
        .and(Self::CALENDAR)
        .and(Self::READ);
    const ALL: Self = Self(u16::MAX);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether characters go into a field.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        self.holds(Self::FIELDS)
    }

    const fn holds(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all pages of `other` are among these.
    const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A key, or a family of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Key(KeyCode),
    Ctrl(char),
    /// Any digit, full-width ones too.
    Digits,
    /// Any character.
    Character,
}

/// What the help line says of a key; the lower the rank the more it matters.
#[derive(Clone, Copy, Debug)]
struct Help {
    rank: u8,
    key: (&'static str, &'static str),
    does: (&'static str, &'static str),
}

#[derive(Clone, Copy, Debug)]
struct Binding {
    on: Context,
    press: &'static [Press],
    /// None: the digit or character itself.
    command: Option<Command>,
    help: Option<Help>,
}

type Words = (&'static str, &'static str);

const fn bind(on: Context, press: &'static [Press], command: Command) -> Binding {
    Binding {
        on,
        press,
        command: Some(command),
        help: None,
    }
}

impl Binding {
    const fn taken(on: Context, press: &'static [Press]) -> Self {
        Self {
            on,
            press,
            command: None,
            help: None,
        }
    }

    const fn help(mut self, rank: u8, key: Words, does: Words) -> Self {
        self.help = Some(Help { rank, key, does });
        self
    }
}

use Command as C;
use Context as On;
use KeyCode as K;
use Press::Key;

const fn same(key: &'static str) -> Words {
    (key, key)
}

const DIGITS: &[Press] = &[Press::Digits];
const ENTER: &[Press] = &[Key(K::Enter)];
/// Some terminals send ^H for it.
const BACKSPACE: &[Press] = &[Key(K::Backspace), Press::Ctrl('h')];
const WHY: &[Press] = &[Key(K::F(1)), Key(K::Char('?')), Key(K::Char('？'))];
const PAGE_DOWN: &[Press] = &[Key(K::PageDown), Key(K::Char(' ')), Key(K::Char('　'))];
const SLASH: &[Press] = &[Key(K::Char('/'))];
const ENTER_KEY: Words = ("回车", "Enter");

/// The table. The first line that fits counts.
static TABLE: &[Binding] = &[
    Binding::taken(
        On::START.and(On::KEPT).and(On::ANSWERS).and(On::CHOICE),
        DIGITS,
    )
    .help(0, ("数字", "Digit"), ("选", "choose")),
    Binding::taken(On::RESULT, &[Key(K::Char('1'))]).help(1, same("1"), ("抄", "copy")),
    Binding::taken(On::RESULT, &[Key(K::Char('2'))]).help(1, same("2"), ("带走", "take")),
    Binding::taken(On::RESULT, &[Key(K::Char('3'))]).help(3, same("3"), ("改答案", "change")),
    Binding::taken(On::RESULT, &[Key(K::Char('4'))]).help(2, same("4"), ("重来", "new")),
    Binding::taken(On::RESULT, &[Key(K::Char('5'))]).help(2, same("5"), ("为什么", "why")),
    Binding::taken(On::READ_BACK, &[Key(K::Char('1'))]).help(0, same("1"), ("对", "right")),
    Binding::taken(On::READ_BACK, &[Key(K::Char('2'))]).help(0, same("2"), ("不对，改", "wrong")),
    Binding::taken(On::TAKE, DIGITS).help(0, ("数字", "Digit"), ("选", "choose")),
    Binding::taken(On::RESULT.and(On::READ_BACK), DIGITS),
    bind(On::READ_BACK, ENTER, C::Enter).help(0, ENTER_KEY, ("对", "right")),
    bind(On::NOTE, ENTER, C::Enter).help(0, ENTER_KEY, ("记下", "keep")),
    bind(On::CODE.and(On::KEPT), ENTER, C::Enter).help(0, ENTER_KEY, ("接着来", "go on")),
    bind(On::SEARCH, ENTER, C::Enter).help(0, ENTER_KEY, ("打开", "open")),
    bind(On::DATE, ENTER, C::Enter).help(0, ENTER_KEY, ("就是这天", "this day")),
    bind(On::NUMBER.and(On::NAMES), ENTER, C::Enter).help(0, ENTER_KEY, ("打好了", "done")),
    bind(On::ANSWERS, ENTER, C::Enter).help(1, ENTER_KEY, ("改这条", "change it")),
    bind(On::ALL, ENTER, C::Enter),
    bind(On::NAMES, &[Key(K::Tab)], C::Next).help(1, same("Tab"), ("换一行", "next line")),
    bind(On::ALL, &[Key(K::Tab)], C::Down),
    bind(On::NAMES, &[Key(K::BackTab)], C::Previous),
    bind(On::ALL, &[Key(K::BackTab)], C::Up),
    bind(On::DATE, &[Key(K::Up)], C::Up).help(3, ("方向键", "Arrows"), ("挪日子", "move")),
    bind(On::CALENDAR, &[Key(K::Left)], C::PageUp).help(
        1,
        ("左右", "Left/Right"),
        ("换月", "month"),
    ),
    bind(On::CALENDAR, &[Key(K::Right)], C::PageDown),
    bind(On::ALL, &[Key(K::Up)], C::Up),
    bind(On::ALL, &[Key(K::Down)], C::Down),
    bind(On::ALL, &[Key(K::Left)], C::Left),
    bind(On::ALL, &[Key(K::Right)], C::Right),
    bind(On::DATE, &[Key(K::PageUp)], C::PageUp).help(6, same("PgUp/PgDn"), ("换月", "month")),
    bind(On::READING, PAGE_DOWN, C::PageDown).help(0, ("空格", "Space"), ("往下看", "down")),
    bind(
        On::START
            .and(On::KEPT)
            .and(On::CHOICE)
            .and(On::ANSWERS)
            .and(On::READ_BACK),
        PAGE_DOWN,
        C::PageDown,
    ),
    bind(On::ALL, &[Key(K::PageUp)], C::PageUp),
    bind(On::ALL, &[Key(K::PageDown)], C::PageDown),
    bind(On::ALL, &[Key(K::Home)], C::Home),
    bind(On::ALL, &[Key(K::End)], C::End),
    bind(On::BEGUN.and(On::ABOVE), &[Key(K::Esc)], C::Back).help(0, same("Esc"), ("退回", "back")),
    bind(On::FIELDS, BACKSPACE, C::Erase),
    bind(On::FIELDS, &[Key(K::Delete)], C::Delete),
    bind(On::FIELDS, &[Press::Ctrl('u')], C::Clear).help(12, same("Ctrl-U"), ("清空", "clear")),
    bind(On::ALL, BACKSPACE, C::BackOnce),
    bind(On::QUESTIONS, WHY, C::Why).help(2, same("?"), ("为什么问", "why")),
    bind(On::QUESTIONS, &[Key(K::F(7))], C::Replies).help(8, same("F7"), ("对方说", "they say")),
    bind(On::QUESTIONS, &[Key(K::F(9))], C::Note).help(9, same("F9"), ("备注", "note")),
    bind(On::WALK, &[Key(K::F(2))], C::Voice).help(5, same("F2"), ("换说法", "voice")),
    bind(On::BEGUN, &[Key(K::F(3))], C::Answers).help(4, same("F3"), ("答案", "answers")),
    bind(On::SEARCHED, SLASH, C::Search).help(6, same("/"), ("找词", "search")),
    bind(On::ALL, &[Press::Ctrl('f')], C::Search),
    bind(On::BEGUN.and(On::START), &[Key(K::F(4))], C::Calendar).help(
        4,
        same("F4"),
        ("日历", "calendar"),
    ),
    bind(On::BROKEN, &[Key(K::F(5))], C::Retry).help(0, same("F5"), ("再试一次", "try again")),
    bind(On::BROKEN, &[Key(K::Esc)], C::Back),
    bind(On::ALL, &[Key(K::F(5))], C::Retry).help(11, same("F5"), ("重读规则", "reload")),
    bind(On::ALL, &[Key(K::F(6))], C::Language).help(7, same("F6"), ("English", "中文")),
    bind(On::BEGUN, &[Key(K::F(8))], C::Undo).help(10, same("F8"), ("撤销", "undo")),
    bind(On::ALL, &[Key(K::F(10))], C::Keys).help(3, same("F10"), ("全部按键", "all keys")),
    bind(On::ALL, &[Press::Ctrl('c')], C::Quit).help(0, same("Ctrl-C"), ("离开", "leave")),
    Binding::taken(On::FIELDS, &[Press::Character]),
    bind(On::ALL, &[Press::Character], C::Stray),
];

/// What a key means on a page.
#[must_use]
pub fn message(context: Context, key: KeyEvent) -> Option<Message> {
    let binding = TABLE.iter().find(|binding| {
        binding.on.holds(context) && binding.press.iter().any(|press| press.is(key))
    })?;
    Some(match (binding.command, key.code) {
        (Some(command), _) => Message::Do(command),
        (None, K::Char(c)) if binding.press == [Press::Character] => Message::Type(c),
        (None, K::Char(c)) => Message::Do(C::Digit(digit(c)?)),
        (None, _) => return None,
    })
}

impl Press {
    fn is(self, key: KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match (self, key.code) {
            (Self::Ctrl(wanted), K::Char(c)) => ctrl && c.eq_ignore_ascii_case(&wanted),
            (Self::Digits, K::Char(c)) => !ctrl && !alt && digit(c).is_some(),
            (Self::Character, K::Char(c)) => !ctrl && !alt && !c.is_control(),
            (Self::Key(K::Char(wanted)), K::Char(c)) => {
                !ctrl && !alt && narrow(c) == narrow(wanted)
            }
            (Self::Key(wanted), code) => wanted == code,
            _ => false,
        }
    }
}

fn digit(c: char) -> Option<u8> {
    let digit = narrow(c).to_digit(10)?;
    u8::try_from(digit).ok()
}

/// The help line of a page: keys with what they do, the important ones first
/// to stay where there is no room for all.
#[must_use]
pub fn help(context: Context, lang: Lang, columns: usize) -> Vec<(&'static str, &'static str)> {
    let mut entries: Vec<(u8, &str, &str)> = TABLE
        .iter()
        .filter(|binding| binding.on.holds(context))
        .filter_map(|binding| binding.help)
        .map(|help| {
            let pick = |words: Words| lang.pick(words.0, words.1);
            (help.rank, pick(help.key), pick(help.does))
        })
        .collect();
    // What a page says of a key goes before what every page says of it.
    let mut named = std::collections::BTreeSet::new();
    entries.retain(|entry| named.insert(entry.1) || lang.pick("数字", "Digit") == entry.1);
    let taken = |entries: &[(u8, &str, &str)]| -> usize {
        let widths = entries
            .iter()
            .map(|(_, key, does)| text::width(key) + text::width(does) + 3);
        widths.sum::<usize>().saturating_sub(2)
    };
    while taken(&entries) > columns {
        let Some(worst) = entries.iter().map(|entry| entry.0).max() else {
            break;
        };
        let last = entries.iter().rposition(|entry| entry.0 == worst);
        entries.remove(last.unwrap_or(0));
    }
    entries
        .into_iter()
        .map(|(_, key, does)| (key, does))
        .collect()
}

/// Every page or family of pages with its keys and what they do; a key of a
/// whole family is not told again of its members.
#[must_use]
pub fn all(lang: Lang) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let pick = |words: Words| lang.pick(words.0, words.1);
    let mut told: Vec<Context> = Vec::new();
    let mut list = Vec::new();
    for (page, name) in Context::NAMED {
        let families = told.iter().filter(|family| family.covers(page));
        let families: Vec<Context> = families.copied().collect();
        let keys = TABLE
            .iter()
            .filter(|binding| binding.on.covers(page))
            .filter(|binding| !families.iter().any(|it| binding.on.covers(*it)))
            .filter_map(|binding| binding.help)
            .map(|help| (pick(help.key), pick(help.does)));
        list.push((pick(name), keys.collect()));
        told.push(page);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(context: Context, code: KeyCode) -> Option<Message> {
        message(context, KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn digits_choose_or_are_typed() {
        for c in ['7', '７'] {
            let chosen = read(On::CHOICE, K::Char(c));
            assert!(
                matches!(chosen, Some(Message::Do(C::Digit(7)))),
                "{chosen:?}"
            );
            let typed = read(On::NUMBER, K::Char(c));
            assert!(
                matches!(typed, Some(Message::Type(t)) if t == c),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn every_page_can_be_left_and_says_how() {
        for bit in 0..16 {
            let context = Context(1 << bit);
            let key = KeyEvent::new(K::Char('c'), KeyModifiers::CONTROL);
            let left = message(context, key);
            assert!(matches!(left, Some(Message::Do(C::Quit))));
            for lang in Lang::ALL {
                let words = help(context, lang, 56);
                assert!(
                    words.iter().any(|(key, _)| *key == "Ctrl-C"),
                    "{context:?} {words:?}"
                );
            }
        }
    }

    #[test]
    fn letters_are_stray_but_the_question_mark_is_not() {
        assert!(matches!(
            read(On::CHOICE, K::Char('q')),
            Some(Message::Do(C::Stray))
        ));
        assert!(matches!(
            read(On::CHOICE, K::Char('？')),
            Some(Message::Do(C::Why))
        ));
        assert!(matches!(
            read(On::NAMES, K::Char('张')),
            Some(Message::Type('张'))
        ));
        assert!(matches!(
            read(On::DATE, K::Backspace),
            Some(Message::Do(C::Erase))
        ));
        let control_h = KeyEvent::new(K::Char('h'), KeyModifiers::CONTROL);
        let erased = message(On::DATE, control_h);
        assert!(matches!(erased, Some(Message::Do(C::Erase))));
        assert!(matches!(
            read(On::CHOICE, K::Backspace),
            Some(Message::Do(C::BackOnce))
        ));
    }
}
