//! The pages. A page is one file that owns what it is called, its keys, what
//! they do and how it is drawn; here it is listed.

pub(super) mod answers;
mod board;
pub(super) mod calendar;
mod caller;
mod case;
pub(super) mod checked;
pub(super) mod choice;
mod class;
mod classes;
pub(super) mod code;
pub(super) mod date;
mod figures;
mod find;
mod found;
mod kept;
mod keys;
pub(super) mod names;
mod note;
pub(super) mod number;
pub(super) mod problems;
mod qr;
mod read_back;
pub(super) mod reading;
mod reasons;
mod result;
mod search;
mod start;
mod take;

use chrono::NaiveDate;
use ratatui::style::Style;

use super::keys::{Binding, Family};
// The pages use these too.
use super::command::Command;
use super::model::{Draft, Guide, Model};
use super::notice::Notice;
use super::search::Hit;
use super::turn::Turn;
use super::view::question;
use super::view::sheet::Sheet;
use crate::lang::{Both, Lang};

/// The key that shows more where a space is a character.
pub(crate) const MORE: Both = Both::new(" PgDn ", "PgDn");

/// That "not known" was typed.
const NOT_KNOWN: Both = Both::new("不知道。按回车往下走。", "Not known. Press Enter to go on.");

/// How to choose among rows of which only the first have digits.
const BY_DIGIT: Both = Both::new(
    "按数字；没有数字的，用方向键加回车。",
    "Press a digit; lines without one: arrows and Enter.",
);

/// What all pages of a kind have in common.
#[derive(Debug)]
pub struct About {
    /// What it is called in the list of all keys.
    pub(crate) name: Both,
    /// What to do now, in plain words that fit into the narrowest usual window.
    pub(crate) hint: Both,
    /// Its own keys.
    pub(crate) own: &'static [Binding],
    /// The keys it shares with others.
    pub(crate) shares: &'static [Family],
}

impl About {
    /// Whether characters go into a field.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        self.shares.contains(&Family::Field)
    }
}

/// Which commands move the page instead of something on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scrolls {
    /// None.
    Nothing,
    /// A line up and down.
    Lines,
    /// A page up and down.
    Pages,
    /// The same where there is more than is in sight.
    PagesOfMore,
    /// A page up and down, and to both ends.
    PagesAndEnds,
    /// All of these.
    Everything,
}

impl Scrolls {
    /// Whether this command moves the page.
    pub(crate) const fn by(self, command: Command) -> bool {
        match command {
            Command::Up | Command::Down => matches!(self, Self::Lines | Self::Everything),
            Command::PageUp | Command::PageDown => !matches!(self, Self::Nothing | Self::Lines),
            Command::Home | Command::End => matches!(self, Self::PagesAndEnds | Self::Everything),
            _ => false,
        }
    }
}

/// What a page does.
pub(crate) trait Face {
    /// What its kind has in common.
    fn about(&self) -> &'static About;

    /// What to do now.
    fn hint(&self, _: &Guide) -> Both {
        self.about().hint
    }

    /// What moves it.
    fn scrolls(&self, _: &Guide) -> Scrolls {
        Scrolls::Pages
    }

    /// The key that shows more, where there is more to see; none: it is not told of.
    fn more(&self, _: &Guide) -> Option<Both> {
        // In a field a space is a character.
        Some(if self.about().takes_text() {
            MORE
        } else {
            Both::new("空格", "Space")
        })
    }

    /// What Enter does with what stands in its field, where that matters.
    fn enter_does(&self, _: &Model, _: &Guide) -> Option<(String, Style)> {
        None
    }

    /// Whether it has a field and nothing stands in it: erasing leads back; not
    /// from a question, for what is typed next would answer another one.
    fn nothing_typed(&self, _: &Guide) -> bool {
        false
    }

    /// Writes it: on most pages of a walk, the question.
    fn write(&self, sheet: &mut Sheet, model: &Model, guide: &Guide) {
        question::write(sheet, model, guide);
    }

    /// Does what a key asks for.
    fn act(&self, turn: &mut Turn<'_>, command: Command);

    /// Takes characters for its field; tells whether all found room.
    fn type_in(&self, _: &mut Turn<'_>, _: &str) -> bool {
        true
    }
}

pub(crate) use answers::AnswersPage;
pub(crate) use board::BoardPage;
pub(crate) use calendar::CalendarPage;
pub(crate) use caller::CallerPage;
pub(crate) use case::CasePage;
pub(crate) use class::ClassPage;
pub(crate) use classes::ClassesPage;
pub(crate) use code::CodePage;
pub(crate) use figures::FiguresPage;
pub(crate) use find::FindPage;
pub(crate) use found::FoundPage;
pub(crate) use kept::KeptPage;
pub(crate) use keys::KeysPage;
pub(crate) use note::keep as keep_note;
pub(crate) use qr::QrPage;
pub(crate) use reasons::ReasonsPage;
pub(crate) use search::SearchPage;
pub use start::StartPage;
pub(crate) use take::TakePage;

/// A page.
#[derive(Clone, Debug)]
pub enum Page {
    /// Who are you?
    Start(StartPage),
    /// The walks that can be gone on with.
    Kept(KeptPage),
    /// A question, or the result.
    Walk,
    /// The answers so far.
    Answers(AnswersPage),
    /// A month.
    Calendar(CalendarPage),
    /// Why this result.
    Why(ReasonsPage),
    /// What can be taken away of a result.
    Take(TakePage),
    /// A code for a phone.
    Qr(QrPage),
    /// All keys.
    Keys(KeysPage),
    /// Looking up a word.
    Search(SearchPage),
    /// What was found.
    Found(FoundPage),
    /// A code to go on with.
    Code(CodePage),
    /// The desk: whom to call back, who waits.
    Board(BoardPage),
    /// A new call.
    Caller(CallerPage),
    /// Finding a case.
    Find(FindPage),
    /// A case.
    Case(Box<CasePage>),
    /// All classes.
    Classes(ClassesPage),
    /// A class.
    Class(ClassPage),
    /// Figures.
    Figures(FiguresPage),
}

impl Page {
    /// The matter that was told beside the walk and is to be kept.
    pub(crate) const fn told_aside(&self) -> Option<usize> {
        match self {
            Self::Found(page) => match page.hit {
                Hit::Aside(number) if page.keeps => Some(number),
                _ => None,
            },
            _ => None,
        }
    }

    /// The page as it goes on with other rules: no row is marked, for the rows
    /// may be others now. None where what it shows may not be there.
    pub(crate) fn moved(self) -> Option<Self> {
        match self {
            Self::Start(_) | Self::Search(_) | Self::Found(_) => None,
            Self::Answers(page) => Some(Self::Answers(AnswersPage { marked: 0, ..page })),
            Self::Keys(KeysPage(back)) => Some(Self::Keys(KeysPage(Box::new(back.moved()?)))),
            page => Some(page),
        }
    }

    /// What the page does.
    pub(crate) fn face<'p>(&'p self, guide: &Guide, today: NaiveDate) -> &'p dyn Face {
        match self {
            Self::Start(page) => page,
            Self::Kept(page) => page,
            Self::Walk => of_walk(guide, today),
            Self::Answers(page) => page,
            Self::Calendar(page) => page,
            Self::Why(page) => page,
            Self::Take(page) => page,
            Self::Qr(page) => page,
            Self::Keys(page) => page,
            Self::Search(page) => page,
            Self::Found(page) => page,
            Self::Code(page) => page,
            Self::Board(page) => page,
            Self::Caller(page) => page,
            Self::Find(page) => page,
            Self::Case(page) => page.as_ref(),
            Self::Classes(page) => page,
            Self::Class(page) => page,
            Self::Figures(page) => page,
        }
    }
}

/// The page of a walk: of its question, or of what it ends in.
fn of_walk(guide: &Guide, today: NaiveDate) -> &'static dyn Face {
    if guide.course.note.is_some() {
        return &note::Note;
    }
    if guide.course.question(&guide.walk(today)).is_none() {
        return ended(guide, today);
    }
    match guide.course.draft {
        Draft::Rows(_) => &choice::Choice,
        Draft::Date(_) => &date::Date,
        Draft::Number(_) => &number::FACE,
        Draft::Names(_) => &names::FACE,
    }
}

/// The page of what a walk ends in.
fn ended(guide: &Guide, today: NaiveDate) -> &'static dyn Face {
    if guide.reads_back(today) {
        &read_back::ReadBack
    } else {
        result::of(guide)
    }
}

/// All pages, in the order in which they are met.
pub(crate) const ALL: [&About; 29] = [
    &start::ABOUT,
    &kept::ABOUT,
    &choice::ABOUT,
    &date::ABOUT,
    &number::ABOUT,
    &names::ABOUT,
    &note::ABOUT,
    &read_back::ABOUT,
    &result::ABOUT,
    &result::DESK_ABOUT,
    &take::ABOUT,
    &qr::ABOUT,
    &answers::ABOUT,
    &calendar::ABOUT,
    &search::ABOUT,
    &code::ABOUT,
    &reading::ABOUT,
    &found::TOLD_ABOUT,
    &board::ABOUT,
    &caller::ABOUT,
    &caller::CLASS_ABOUT,
    &find::ABOUT,
    &case::ABOUT,
    &classes::ABOUT,
    &classes::NAME_ABOUT,
    &class::ABOUT,
    &answers::CLASS_ABOUT,
    &figures::ABOUT,
    &problems::ABOUT,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::{fs, path::Path};

    use super::{ALL, Lang};

    #[test]
    fn every_page_is_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/page");
        let mut written = BTreeSet::new();
        let files = fs::read_dir(folder).expect("the pages");
        let files = files.map(|file| file.expect("a file").path());
        for file in files.filter(|it| it.is_file()) {
            let text = fs::read_to_string(file).expect("a page");
            for about in text.split(": About = About {").skip(1) {
                let name = about.split('"').nth(1).expect("its name");
                assert!(written.insert(name.to_owned()), "two are called {name}");
            }
        }
        let listed = ALL.iter().map(|about| about.name.get(Lang::Zh).to_owned());
        assert_eq!(written, listed.collect());
    }
}
