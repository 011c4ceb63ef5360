//! A case's ticket, `1123-07`: the month and day it was opened on, then a
//! number that goes on from the highest kept for that month and day in any
//! year. Short enough to be said on the phone.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::check::invisible::narrow;

/// A case's ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ticket {
    day: u16,
    number: u32,
}

/// What was typed is no ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTicket;

impl Ticket {
    /// The ticket with that number among those of a day.
    #[must_use]
    pub fn new(day: NaiveDate, number: u32) -> Self {
        let day = u16::try_from(day.month() * 100 + day.day()).unwrap_or(0);
        Self { day, number }
    }

    /// One typed without what stands between its parts: `112307`. So may a word
    /// of another kind be made.
    pub(crate) fn joined(text: &str) -> Option<Self> {
        let signs: String = text.trim().chars().map(narrow).collect();
        let (day, number) = signs.split_at_checked(4)?;
        let ticket = format!("{day}-{number}").parse().ok();
        ticket.filter(|_| number.len() >= 2 && number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// What all tickets of that month and day begin with: `1123`.
    pub(crate) fn day(self) -> String {
        format!("{:04}", self.day)
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.day, self.number)
    }
}

impl FromStr for Ticket {
    type Err = NoTicket;

    /// As it is said or typed: `1123-07`, `1123 7`, `１１２３－０７`.
    fn from_str(text: &str) -> Result<Self, NoTicket> {
        let signs: String = text.trim().chars().map(narrow).collect();
        let between = |c: char| c.is_whitespace() || matches!(c, '-' | '－' | '–' | '—');
        let (day, number) = signs.split_once(between).ok_or(NoTicket)?;
        let number = number.trim_start_matches(between);
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if day.len() != 4 || number.len() > 5 || !plain(day) || !plain(number) {
            return Err(NoTicket);
        }
        let day: u16 = day.parse().map_err(|_| NoTicket)?;
        let number = number.parse().map_err(|_| NoTicket)?;
        let likely = (1..=12).contains(&(day / 100)) && (1..=31).contains(&(day % 100));
        (likely && number > 0)
            .then_some(Self { day, number })
            .ok_or(NoTicket)
    }
}

impl fmt::Display for NoTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a ticket looks like 1123-07")
    }
}

impl std::error::Error for NoTicket {}

impl TryFrom<String> for Ticket {
    type Error = NoTicket;

    fn try_from(text: String) -> Result<Self, NoTicket> {
        text.parse()
    }
}

impl From<Ticket> for String {
    fn from(ticket: Ticket) -> Self {
        ticket.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_read_as_it_is_said() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let ticket = Ticket::new(day, 7);
        assert_eq!(ticket.to_string(), "1123-07");
        assert_eq!(Ticket::new(day, 123).to_string(), "1123-123");
        for typed in [
            "1123-07",
            " 1123-7 ",
            "1123 07",
            "１１２３－０７",
            "1123 - 07",
        ] {
            assert_eq!(typed.parse(), Ok(ticket), "{typed}");
        }
        for typed in [
            "", "1123", "1123-", "1123-0", "1323-07", "112-07", "1123-x", "11230-7",
        ] {
            assert_eq!(typed.parse::<Ticket>(), Err(NoTicket), "{typed}");
        }
        assert_eq!(Ticket::joined("１１２３07"), Some(ticket));
        for typed in ["1123", "11237", "1123-07", "11 2307", "132307", "李师傅"] {
            assert_eq!(Ticket::joined(typed), None, "{typed}");
        }
    }
}
