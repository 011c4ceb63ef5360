//! The desk: a school's help desk as it works all day.
//!
//! ```text
//! case ─ ticket 1123-07 ── visits: what was asked and told, as told that day
//!   └─ batch: a class, and what the school knows of it (nothing but answers)
//! ```
//!
//! All of it is computed from values: no clock, no SQL. What is kept lies in a
//! [`store`]; only that names a database. Of ID numbers and names nothing but
//! the verdict gets there ([`known`]); what people type in their own words is
//! freed of long numbers before (`caller`).

pub mod batch;
pub mod board;
pub mod call;
pub(crate) mod caller;
pub mod case;
pub(crate) mod json;
mod keep;
pub mod known;
pub(crate) mod lines;
pub mod message;
pub(crate) mod renew;
pub mod report;
pub mod seat;
pub mod store;
pub mod ticket;
pub mod visit;
pub(crate) mod walk_state;
