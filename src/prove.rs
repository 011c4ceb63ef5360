//! What can be settled about a pack before anybody walks it.
//!
//! Every fact has few values that any condition can tell apart
//! ([`classes`]); so all walks can be followed together, as states of a
//! question and the values that still matter (`explore`). From that come
//! the linter ([`mod@lint`]), the boundary cases ([`cases`]) and what they cover
//! ([`coverage`]); [`diff`] follows two packs in the same way and tells what
//! they do differently. [`rule`] lists every rule and what it means.

pub mod cases;
pub mod classes;
pub mod coverage;
pub mod diff;
mod example;
pub(crate) mod explore;
pub mod lint;
pub mod reads;
pub mod rule;
pub(crate) mod shape;
pub(crate) mod uses;
pub(crate) mod value_sets;

pub use explore::Explored;
pub use lint::lint;
