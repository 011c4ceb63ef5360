//! A computed day for programs.

use serde::Serialize;

use crate::engine::SettledDay;

/// A computed day.
#[derive(Debug, Serialize)]
pub(crate) struct Day {
    /// As `2026-10-09`.
    pub(crate) date: String,
    /// Whether every day counted is settled by a notice.
    pub(crate) certain: bool,
    /// Whether it is counted from a month, as the latest day that can be.
    pub(crate) approximate: bool,
}

impl Day {
    pub(super) fn of(day: SettledDay) -> Self {
        Self {
            date: day.date.to_string(),
            certain: day.certain,
            approximate: day.approximate,
        }
    }
}
