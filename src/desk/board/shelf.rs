//! What the board shows, fetched from the store; and there alone old closed
//! cases go by themselves.

use chrono::{Days, NaiveDate};

use super::Shelf;
use crate::desk::store::{Store, StoreFault};

/// Days after which closed cases go, where the desk's file says nothing else.
pub(crate) const KEEP_DAYS: u32 = 180;

impl Shelf {
    /// What the board of `today` shows. Before, cases that have been closed
    /// for more than `keep_days` are deleted, by `today` and by the `real` day
    /// both: whoever only looks at another day deletes nothing.
    ///
    /// # Errors
    /// The store fails.
    pub fn fetch(
        store: &mut Store,
        today: NaiveDate,
        real: NaiveDate,
        keep_days: u32,
    ) -> Result<Self, StoreFault> {
        let before = today
            .min(real)
            .checked_sub_days(Days::new(keep_days.into()));
        // A store that takes nothing in can still be read.
        let removed = before.map_or(Ok(0), |before| store.purge(before));
        let removed = removed.unwrap_or_default();
        let (cases, visits, batches) = store.of_day(today)?;
        Ok(Self {
            cases,
            visits,
            batches,
            removed,
            keep_days,
        })
    }
}
