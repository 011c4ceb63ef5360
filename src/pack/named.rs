//! Conditions that have a name: written once, and named wherever they hold.

use std::cell::RefCell;

use super::index::Ids;
use super::problem::Noun;
use super::reader::{Name, Table};
use super::{Condition, NamedCondition, Place};

/// The conditions that have a name.
pub(super) struct NamedConditions {
    ids: Ids,
    list: Vec<NamedCondition>,
    /// Where each is named.
    used: RefCell<Vec<Vec<Place>>>,
    /// Whether one that gets a name is being read, which names no other: that
    /// would have to be followed.
    pub(super) is_of_names: bool,
}

impl NamedConditions {
    /// Those that stand in what gets a name.
    pub(super) fn of_names() -> Self {
        Self {
            is_of_names: true,
            ..Self::new(Ids::new(Noun::Condition), Vec::new())
        }
    }

    pub(super) fn new(ids: Ids, list: Vec<NamedCondition>) -> Self {
        Self {
            ids,
            used: RefCell::new(vec![Vec::new(); list.len()]),
            list,
            is_of_names: false,
        }
    }

    /// The condition that `name` gives; reports one that is not there.
    pub(super) fn get(&self, name: &Name, table: &Table<'_>) -> Option<Condition> {
        let number = self.ids.resolve(name, table.sink())?;
        self.used.borrow_mut()[number].push(name.place);
        Some(self.list[number].when.clone())
    }

    /// Each, and where it is named.
    pub(super) fn with_uses(self) -> Vec<(NamedCondition, Vec<Place>)> {
        self.list.into_iter().zip(self.used.into_inner()).collect()
    }
}
