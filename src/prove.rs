//! What can be settled about packs before anybody walks them.

pub mod diff;
