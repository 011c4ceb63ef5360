//! The screens of the guided walk.
//!
//! ```text
//! event ─ keys ─▶ Message ─ update ─▶ Model ─ view ─▶ frame
//!                              └─────▶ Effect ─ terminal ─▶ Message
//! ```
//!
//! `update` alone changes the model, `view` only looks at it, and only
//! `terminal` touches files, the clock and the real terminal.

pub use crate::check::date_text as date;
pub mod field;
pub mod kept;
pub mod keys;
pub mod message;
pub mod model;
pub mod notice;
pub mod script;
pub mod search;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod update;
pub mod view;

pub use terminal::{Load, Options, run};
