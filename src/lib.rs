//! 查不到 (chabudao).
pub mod check;
pub mod engine;
pub mod lang;
pub mod pack;
pub mod report;
