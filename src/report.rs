//! Results in words: one module a format, all made from the same card.

pub mod card;
pub mod condition;
pub mod json;
pub mod reasons;
pub mod template;
pub mod text;
pub mod words;
