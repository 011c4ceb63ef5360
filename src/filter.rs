//! The checks as line filters: one line in, one line out.

pub mod workdays;
