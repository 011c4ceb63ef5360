//! stub
/// c
pub struct Comparison {
    /** same */
    pub same: bool,
}
/// c
#[must_use]
pub fn compare(a: &str, b: &str) -> Comparison {
    Comparison { same: a == b }
}
