//! The screens of the guided walk.
//!
//! ```text
//! event ─ keys ─▶ Message ─ update ─▶ Model ─ view ─▶ frame
//!                              └─────▶ Effect ─ terminal ─▶ Message
//! ```
//!
//! `update` alone changes the model, `view` only looks at it, and only
//! `terminal` touches files, the clock and the real terminal. A [`page`] is one
//! file that owns its name, its keys, what they do (a [`turn`] of the guide) and
//! how it is drawn.

pub use crate::check::date_text as date;
pub mod command;
mod desk;
pub mod field;
pub mod kept;
pub mod keys;
pub mod message;
pub mod model;
pub mod notice;
pub mod page;
mod rows;
pub mod script;
pub mod search;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod turn;
pub mod update;
pub mod view;

pub use terminal::{Load, Options, desk as at_desk, run};
