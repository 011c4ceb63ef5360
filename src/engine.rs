//! The engine: `(pack, answers, today) → walk`. Pure; every face calls it.
//!
//! A session *is* its answers. Where it stands is computed from the start
//! along the active path every time, so that going back, changing an answer,
//! saving, resuming and replaying are all the same fold, and answers off the
//! path can never matter.

mod evaluate;
mod implied;
pub(crate) mod thresholds;
mod value;
mod voice;
mod walk;
mod why;

pub(crate) use evaluate::{Counted, Facts};
pub use implied::implied;
pub use value::{Answers, Secret, Value};
pub use voice::Voice;
pub use walk::{Outcome, PathStep, Rejected, SettledDay, Stop, Walk};
pub use why::{OtherAnswer, Reason, what_if, why};
