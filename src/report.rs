//! Results in words: one module a format, all made from the same card.

pub mod blank;
pub mod card;
pub mod code;
pub mod csv;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod schema;
pub mod takeaway;
pub mod text;
pub mod words;
