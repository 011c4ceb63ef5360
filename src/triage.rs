//! A whole class list at once: every row of a roster is answers, every row
//! gets its result beside it.
//!
//! ```text
//! CSV ─ encoding ─ records ─┐                       ┌─ csv ─▶ CSV
//!                           ├─ run: columns, rows ──┤
//! XLSX, XLS ─ guard ─ book ─┘   value · day · fault └─ sheet ─▶ XLSX
//!                                    tally
//! ```
//!
//! Rows come and go in batches; neither a roster of text nor a workbook is ever
//! held as a whole (but for the cells of an XLS, which has 65,536 rows at most).
//!
//! Rows are judged by the same engine as everywhere; what headings and values
//! schools use is data, in `rules/roster.toml`. A roster's own cells belong to
//! the school and are passed through; no message ever repeats one.

pub(crate) mod added;
mod batch;
#[cfg(feature = "xlsx")]
pub mod book;
pub mod cell;
pub mod columns;
pub mod csv;
pub(crate) mod day;
mod doubts;
pub(crate) mod fault;
#[cfg(feature = "xlsx")]
pub(crate) mod guard;
mod halves;
mod headings;
mod implies;
mod mask;
mod nobody;
pub mod records;
pub(crate) mod repeats;
pub mod row;
pub mod run;
#[cfg(feature = "xlsx")]
pub mod sheet;
pub mod stop;
pub mod summary;
pub mod tally;
pub mod value;
pub mod vocabulary;
