//! The checks as line filters: one line in, one line out.

pub mod id;
mod lines;
pub mod name;
pub mod workdays;
