//! Results in words: one module a format, all made from the same card.

pub mod answered;
pub(crate) mod blank;
pub(crate) mod breaks;
pub mod card;
pub mod code;
pub(crate) mod condition;
pub(crate) mod contact;
pub(crate) mod csv;
mod entry;
pub(crate) mod found;
pub(crate) mod html;
mod ics;
pub(crate) mod json;
pub(crate) mod markdown;
pub mod message;
pub mod reasons;
pub(crate) mod row;
pub(crate) mod schema;
pub(crate) mod section;
pub mod takeaway;
pub(crate) mod template;
pub(crate) mod text;
pub mod words;
