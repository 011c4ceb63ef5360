//! Results in words: one module a format, all made from the same card.

pub mod blank;
pub mod card;
pub mod code;
pub mod condition;
pub mod csv;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod reasons;
pub mod schema;
pub(crate) mod section;
pub mod takeaway;
pub mod template;
pub mod text;
pub mod words;
