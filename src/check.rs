//! The three checks the program exists for: working days, ID numbers, names.
//! Leaves: plain types in, findings out, nothing else of ours used.

pub(crate) mod date_text;
pub mod id_number;
pub mod invisible;
pub mod month;
pub mod note;
pub mod notice;
pub mod person_name;
pub(crate) mod weekday;
pub mod workdays;
