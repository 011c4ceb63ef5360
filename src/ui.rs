//! The screens of the guided walk.
//!
//! ```text
//! event ─ keys ─▶ Message ─ update ─▶ Model ─ view ─▶ frame
//!                              └─────▶ Effect ─ terminal ─▶ Message
//! ```
//!
//! `update` alone changes the model, `view` only looks at it, and only
//! `terminal` touches files, the clock and the real terminal. A [`page`] is one
//! file that owns its name, its keys, what they do (a `turn` of the guide) and
//! how it is drawn.

pub(crate) use crate::check::date_text as date;
pub(crate) mod command;
mod desk;
pub(crate) mod field;
pub mod kept;
pub(crate) mod keys;
pub mod message;
pub mod model;
pub(crate) mod notice;
pub mod page;
mod rows;
pub mod script;
pub(crate) mod search;
pub(crate) mod terminal;
pub(crate) mod text;
pub mod theme;
pub(crate) mod turn;
pub mod update;
pub mod view;

pub(crate) use terminal::can_draw;
pub use terminal::{Fault, Load, Options, desk as at_desk, run};
