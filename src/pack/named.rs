//! Conditions that have a name: written once, and named wherever they hold.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::index::Ids;
use super::problem::Noun;
use super::reader::{Name, Table};
use super::{Condition, NamedCondition};

/// The conditions that have a name.
pub(super) struct NamedConditions {
    ids: Ids,
    list: Vec<NamedCondition>,
    /// Those that are named somewhere.
    used: RefCell<BTreeSet<usize>>,
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
            list,
            used: RefCell::default(),
            is_of_names: false,
        }
    }

    /// The condition that `name` gives; reports one that is not there.
    pub(super) fn get(&self, name: &Name, table: &Table<'_>) -> Option<Condition> {
        let number = self.ids.resolve(name, table.sink())?;
        self.used.borrow_mut().insert(number);
        Some(self.list[number].when.clone())
    }

    /// Those that are named nowhere.
    pub(super) fn unused(self) -> Vec<NamedCondition> {
        let used = self.used.into_inner();
        let all = self.list.into_iter().enumerate();
        let unused = all.filter(|(number, _)| !used.contains(number));
        unused.map(|(_, it)| it).collect()
    }
}
