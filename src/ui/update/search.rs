//! Looking up a word, and reading what was found.

use super::Turn;
use crate::ui::message::Command;
use crate::ui::model::Page;
use crate::ui::notice::Notice;
use crate::ui::search::{Hit, Search};

impl Turn<'_> {
    pub(super) fn on_search(&mut self, command: Command) {
        let hits = self.guide.search.hits();
        let last = hits.len().saturating_sub(1);
        let search = &mut self.guide.search;
        match command {
            Command::Up => search.marked = search.marked.saturating_sub(1),
            Command::Down => search.marked = (search.marked + 1).min(last),
            Command::Enter if search.field.is_empty() => self.notice = Some(Notice::TypeFirst),
            Command::Enter => {
                let hit = hits.get(search.marked).copied();
                self.open(hit);
            }
            Command::Erase if search.field.is_empty() => self.home(),
            Command::Back => self.home(),
            _ => {
                search.marked = 0;
                search.field.edit(command);
            }
        }
    }

    /// Opens the search, or leaves it.
    pub(super) fn toggle_search(&mut self) {
        if matches!(self.guide.page, Page::Search | Page::Found(_)) {
            return self.home();
        }
        self.guide.search = Search::new(&self.guide.pack);
        self.guide.page = Page::Search;
    }

    fn open(&mut self, hit: Option<Hit>) {
        match hit {
            Some(hit) => self.guide.page = Page::Found(hit),
            None => self.notice = Some(Notice::NotFound),
        }
    }

    /// A page only to be read: everything leads back.
    pub(super) fn on_reading(&mut self, command: Command) {
        match command {
            Command::Back | Command::Enter => match self.guide.page {
                Page::Found(_) => self.guide.page = Page::Search,
                _ => self.home(),
            },
            _ => self.notice = Some(Notice::NoSuchKey),
        }
    }
}
