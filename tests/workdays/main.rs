//! The working-day calendar: counts, the faults of year files, notices as
//! pasted, the line filter.

mod corrupted;
mod count;
mod faults;
mod filter;
mod forms;
mod notice;
mod notices;

use chabudao::check::workdays::{Calendar, Span, Year};
use chabudao::pack::Files;
use chabudao::pack::calendar::load;
use chrono::NaiveDate;

/// A date written as in ISO 8601.
fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A run of days.
fn span(from: &str, to: &str) -> Span {
    Span {
        from: date(from),
        to: date(to),
    }
}

/// The year files of the shipped rules, ascending.
fn years() -> Vec<Year> {
    (2018..=2027).map(|year| decode(&source(year))).collect()
}

/// The text of one year file.
fn source(year: i32) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/calendar");
    std::fs::read_to_string(format!("{folder}/{year}.toml")).expect("the year file is there")
}

/// The calendar of all year files.
fn calendar() -> Calendar {
    Calendar::new(&years())
}

/// Reads one year file; an error in it ends the test.
fn decode(text: &str) -> Year {
    let mut lines = text.lines();
    let year = lines.find_map(|line| line.strip_prefix("year = "));
    let name = format!("calendar/{}.toml", year.expect("it names its year"));
    match load(Files::from_texts([(name, text)])) {
        Ok(mut joined) => joined.known.shipped.remove(0),
        Err(problems) => panic!("{}", problems.render(chabudao::lang::Lang::En)),
    }
}
