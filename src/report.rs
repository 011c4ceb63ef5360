//! Results in words: one module a format, all made from the same card.

pub mod card;
pub mod code;
pub mod json;
pub mod text;
pub mod words;
