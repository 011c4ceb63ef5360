//! Which key means what: the keys of a page stand with the page, those that
//! many pages share stand here. The help line and the page of all keys are
//! drawn from the same lists, so that they cannot say anything else.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::Command;
use super::message::Message;
use super::page::{self, About};
use super::text;
use crate::check::invisible::narrow;
use crate::lang::{Both, Lang};

/// A key, or a family of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    /// This key.
    Key(KeyCode),
    /// This letter with Ctrl.
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
    key: Both,
    does: Both,
}

/// What a key asks for on a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binding {
    press: &'static [Press],
    /// None: the digit or character itself.
    command: Option<Command>,
    help: Option<Help>,
}

/// Keys that ask for something.
pub(crate) const fn bind(press: &'static [Press], command: Command) -> Binding {
    Binding {
        press,
        command: Some(command),
        help: None,
    }
}

/// Keys that are taken as the digit or the character they are.
pub(crate) const fn taken(press: &'static [Press]) -> Binding {
    Binding {
        press,
        command: None,
        help: None,
    }
}

impl Binding {
    /// What it asks for, where that is one thing.
    fn asks(&self) -> Option<Command> {
        let digit = match self.press {
            [Key(K::Char(c))] => digit(*c).map(C::Digit),
            _ => None,
        };
        self.command.or(digit)
    }

    /// With what the help line says of it: its rank, the key, what it does.
    pub(crate) const fn help(
        self,
        rank: u8,
        key: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Self {
        self.called(rank, [key, key], [zh, en])
    }

    /// The same where the key is called otherwise in either language.
    #[must_use]
    pub(crate) const fn called(
        mut self,
        rank: u8,
        key: [&'static str; 2],
        does: [&'static str; 2],
    ) -> Self {
        let (key, does) = (Both::new(key[0], key[1]), Both::new(does[0], does[1]));
        self.help = Some(Help { rank, key, does });
        self
    }
}

use Command as C;
use KeyCode as K;
use Press::Key;

/// The Enter key with what it does.
pub(crate) const fn enter(rank: u8, zh: &'static str, en: &'static str) -> Binding {
    bind(&[Key(K::Enter)], C::Enter).called(rank, ["回车", "Enter"], [zh, en])
}

/// Digits that choose a row.
pub(crate) const DIGITS: Binding =
    taken(&[Press::Digits]).called(0, ["数字", "Digit"], ["选", "pick"]);
/// The digits behind those that a page names one by one.
pub(crate) const OTHER_DIGITS: Binding = taken(&[Press::Digits]);
/// Back.
pub(crate) const ESC: Binding = bind(&[Key(K::Esc)], C::Back).help(0, "Esc", "退回", "back");
/// To a word.
pub(crate) const SLASH: Binding =
    bind(&[Key(K::Char('/'))], C::Search).help(6, "/", "找词", "search");
/// To the calendar.
pub(crate) const CALENDAR: Binding =
    bind(&[Key(K::F(4))], C::Calendar).help(4, "F4", "日历", "calendar");
/// A page down where that is only now and then of use.
pub(crate) const SPACE: Binding = page_down(4);
/// A page down where it matters.
pub(crate) const READ_ON: Binding = page_down(0);

const fn page_down(rank: u8) -> Binding {
    bind(PAGE_DOWN, C::PageDown).called(rank, ["空格", "Space"], ["往下看", "down"])
}

/// Some windows keep F1 and F10 for themselves. Nobody types this one: it
/// stands in no day, number, name or code.
const ALL_KEYS: KeyCode = K::Char('=');
const PAGE_DOWN: &[Press] = &[Key(K::PageDown), Key(K::Char(' ')), Key(K::Char('　'))];
/// Some terminals send ^H for it.
const BACKSPACE: &[Press] = &[Key(K::Backspace), Press::Ctrl('h')];
const VOICE: Binding = bind(&[Key(K::F(2))], C::Voice).help(5, "F2", "换说法", "voice");
const NOTE: Binding = bind(&[Key(K::F(9))], C::Note).help(9, "F9", "备注", "note");
const ANSWERS: Binding = bind(&[Key(K::F(3))], C::Answers).help(4, "F3", "答案", "answers");
const UNDO: Binding = bind(&[Key(K::F(8))], C::Undo).help(10, "F8", "撤销", "undo");

/// Keys that several pages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Of every page.
    Everywhere,
    /// Of every question.
    Question,
    /// Of what a walk ends in.
    Ending,
    /// Of pages beside a walk under way.
    Beside,
    /// Of pages with a field: characters go into it.
    Field,
}

impl Family {
    const fn keys(self) -> &'static [Binding] {
        match self {
            Self::Everywhere => EVERYWHERE,
            Self::Question => QUESTION,
            Self::Ending => &[ESC, NOTE, VOICE, ANSWERS, SLASH, CALENDAR, UNDO],
            Self::Beside => &[ESC, ANSWERS, SLASH, CALENDAR, UNDO],
            Self::Field => FIELD,
        }
    }
}

const QUESTION: &[Binding] = &[
    ESC,
    bind(
        &[Key(K::F(1)), Key(K::Char('?')), Key(K::Char('？'))],
        C::Why,
    )
    .help(1, "?", "为什么问", "why"),
    bind(&[Key(K::F(7))], C::Replies).help(8, "F7", "对方说", "they say"),
    NOTE,
    VOICE,
    ANSWERS,
    CALENDAR,
    UNDO,
];

const FIELD: &[Binding] = &[
    bind(BACKSPACE, C::Erase),
    bind(&[Key(K::Delete)], C::Delete),
    bind(&[Press::Ctrl('u')], C::Clear).help(10, "Ctrl-U", "清空", "clear"),
    bind(&[Key(ALL_KEYS)], C::Keys),
    taken(&[Press::Character]),
];

const EVERYWHERE: &[Binding] = &[
    bind(&[Key(K::Enter)], C::Enter),
    bind(&[Key(K::Tab)], C::Down),
    bind(&[Key(K::BackTab)], C::Up),
    bind(&[Key(K::Up)], C::Up),
    bind(&[Key(K::Down)], C::Down),
    bind(&[Key(K::Left)], C::Left),
    bind(&[Key(K::Right)], C::Right),
    bind(&[Key(K::PageUp)], C::PageUp),
    bind(&[Key(K::PageDown)], C::PageDown),
    bind(&[Key(K::Home)], C::Home),
    bind(&[Key(K::End)], C::End),
    bind(BACKSPACE, C::BackOnce),
    bind(&[Press::Ctrl('f')], C::Search),
    // Of use in a call of the desk alone, whose title tells of it.
    bind(&[Press::Ctrl('k')], C::Hold),
    bind(&[Key(K::F(5))], C::Retry).help(11, "F5", "重读规则", "reload"),
    bind(&[Key(K::F(6))], C::Language).help(7, "F6", "English", "中文"),
    bind(&[Key(ALL_KEYS), Key(K::F(10))], C::Keys).help(0, "=", "按键", "keys"),
    bind(&[Press::Ctrl('l')], C::Repaint).help(13, "Ctrl-L", "重画", "redraw"),
    bind(&[Press::Ctrl('c')], C::Quit).help(0, "Ctrl-C", "离开", "leave"),
    bind(&[Press::Character], C::Stray),
];

impl About {
    /// What a digit of the page does, in the words of the help line.
    pub(crate) fn does(&self, digit: u8) -> Both {
        let press = [Key(K::Char(char::from(b'0' + digit)))];
        let binding = self.own.iter().find(|binding| binding.press == press);
        let help = binding.and_then(|binding| binding.help);
        help.map_or(Both::new("", ""), |help| help.does)
    }

    /// The keys of the page; the first that fits counts.
    fn keys(&self) -> impl Iterator<Item = &'static Binding> {
        let shared = self.shares.iter().chain(&[Family::Everywhere]);
        self.own
            .iter()
            .chain(shared.flat_map(|family| family.keys()))
    }
}

/// What a key means on a page.
pub(crate) fn message(about: &About, key: KeyEvent) -> Option<Message> {
    let binding = about
        .keys()
        .find(|binding| binding.press.iter().any(|press| press.is(key)))?;
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

/// A key and what it does.
type KeyHelp = (&'static str, &'static str);

/// The help line of a page: keys with what they do, the important ones first
/// to stay where there is no room for all; and what each asks for, where it is
/// one thing. The one that shows more is of no use where all is seen.
pub(crate) fn help(
    about: &About,
    lang: Lang,
    columns: usize,
    all_seen: bool,
) -> Vec<(KeyHelp, Option<Command>)> {
    // What a page says of a key goes before what every page says of it.
    let mut named = std::collections::BTreeSet::new();
    let told = about
        .keys()
        .filter_map(|binding| Some((binding.help?, binding.asks())));
    let mut entries: Vec<(Help, Option<Command>)> = told.collect();
    let useless = Some(C::PageDown).filter(|_| all_seen);
    entries
        .retain(|(help, asks)| named.insert(help.key.zh) && (asks.is_none() || *asks != useless));
    let taken = |entries: &[(Help, Option<Command>)]| -> usize {
        let widths = entries.iter().map(|(help, _)| {
            text::width(help.key.get(lang)) + text::width(help.does.get(lang)) + 3
        });
        widths.sum::<usize>().saturating_sub(2)
    };
    while taken(&entries) > columns {
        let Some(worst) = entries.iter().map(|(help, _)| help.rank).max() else {
            break;
        };
        let last = entries.iter().rposition(|(help, _)| help.rank == worst);
        entries.remove(last.unwrap_or(0));
    }
    let entries = entries.iter();
    entries
        .map(|(help, asks)| (help.words(lang), *asks))
        .collect()
}

impl Help {
    const fn words(&self, lang: Lang) -> KeyHelp {
        (self.key.get(lang), self.does.get(lang))
    }
}

/// Every page with its keys and what they do; what all pages or all questions
/// share is told once.
pub(crate) fn all(lang: Lang) -> Vec<(&'static str, Vec<KeyHelp>)> {
    let told = |keys: &[&Binding]| {
        let helps = keys.iter().filter_map(|binding| binding.help);
        helps.map(|help| help.words(lang)).collect()
    };
    let of_family = |family: Family, zh, en| {
        let keys: Vec<&Binding> = family.keys().iter().collect();
        (lang.pick(zh, en), told(&keys))
    };
    let mut list = vec![of_family(Family::Everywhere, "每一页", "Every page")];
    let mut asked = false;
    for about in page::ALL {
        if about.shares.contains(&Family::Question) && !std::mem::replace(&mut asked, true) {
            list.push(of_family(Family::Question, "每个问题", "Every question"));
        }
        let families = about.shares.iter();
        let shared = families.filter(|family| **family != Family::Question);
        let keys: Vec<&Binding> = about
            .own
            .iter()
            .chain(shared.flat_map(|family| family.keys()))
            .collect();
        list.push((about.name.get(lang), told(&keys)));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::page::{choice, date, names, number};

    fn read(about: &About, code: KeyCode) -> Option<Message> {
        message(about, KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn digits_choose_or_are_typed() {
        for c in ['7', '７'] {
            let chosen = read(&choice::ABOUT, K::Char(c));
            assert!(
                matches!(chosen, Some(Message::Do(C::Digit(7)))),
                "{chosen:?}"
            );
            let typed = read(&number::ABOUT, K::Char(c));
            assert!(
                matches!(typed, Some(Message::Type(t)) if t == c),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn every_page_can_be_left_and_says_how() {
        for about in page::ALL {
            let key = KeyEvent::new(K::Char('c'), KeyModifiers::CONTROL);
            let left = message(about, key);
            assert!(matches!(left, Some(Message::Do(C::Quit))));
            for lang in Lang::ALL {
                let words = help(about, lang, 56, false);
                assert!(
                    words.iter().any(|((key, _), _)| *key == "Ctrl-C"),
                    "{} {words:?}",
                    about.name.zh
                );
            }
        }
    }

    /// What F1 and F10 do, a plain key on the same line does too.
    #[test]
    fn no_key_that_a_window_keeps_for_itself_is_needed() {
        for about in page::ALL {
            assert!(matches!(read(about, K::F(10)), Some(Message::Do(C::Keys))));
            for lost in [K::F(1), K::F(10)] {
                let Some(Message::Do(command)) = read(about, lost) else {
                    continue; // F1 is for questions alone
                };
                for lang in Lang::ALL {
                    let line = help(about, lang, 56, false);
                    let plain = line.iter().find(|(_, asks)| *asks == Some(command));
                    let plain = plain.and_then(|((key, _), _)| key.parse().ok());
                    let plain: char = plain.unwrap_or_else(|| {
                        panic!("{command:?} on {} has no plain key", about.name.zh)
                    });
                    assert!(plain.is_ascii_digit() || plain.is_ascii_punctuation());
                    let asked = read(about, K::Char(plain));
                    assert!(matches!(asked, Some(Message::Do(asked)) if asked == command));
                }
            }
        }
    }

    #[test]
    fn letters_are_stray_but_the_question_mark_is_not() {
        assert!(matches!(
            read(&choice::ABOUT, K::Char('q')),
            Some(Message::Do(C::Stray))
        ));
        assert!(matches!(
            read(&choice::ABOUT, K::Char('？')),
            Some(Message::Do(C::Why))
        ));
        assert!(matches!(
            read(&names::ABOUT, K::Char('张')),
            Some(Message::Type('张'))
        ));
        assert!(matches!(
            read(&date::ABOUT, K::Backspace),
            Some(Message::Do(C::Erase))
        ));
        let control_h = KeyEvent::new(K::Char('h'), KeyModifiers::CONTROL);
        let erased = message(&date::ABOUT, control_h);
        assert!(matches!(erased, Some(Message::Do(C::Erase))));
        assert!(matches!(
            read(&choice::ABOUT, K::Backspace),
            Some(Message::Do(C::BackOnce))
        ));
    }
}
