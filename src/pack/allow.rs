//! `allow = [{ rule = "…", reason = "…" }]`: a warning somebody has looked at
//! and wants to live with.

use super::place::Place;
use super::reader::{Name, Table};

/// One warning switched off for one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Allowed {
    /// The table that carries it.
    pub(crate) owner: Place,
    /// The rule, with the place of its name.
    pub(crate) rule: Name,
    /// Why; it cannot be left out.
    pub(crate) reason: String,
}

impl Allowed {
    /// Reads `allow` of a table that may have it.
    pub(super) fn read(table: &Table<'_>) -> Vec<Self> {
        let list = table.tables("allow").into_iter();
        list.filter_map(|inner| {
            let rule = inner.name_at("rule");
            let reason = inner.string("reason");
            inner.finish();
            Some(Self {
                owner: table.place,
                rule: rule?,
                reason,
            })
        })
        .collect()
    }
}
