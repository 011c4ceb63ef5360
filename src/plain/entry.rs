//! A line as the answer to a question.

use chrono::NaiveDate;

use crate::check::date_text::{DayReader, Supplied, Typed, says_unknown};
use crate::check::invisible::narrow;
use crate::engine::{Secret, Value, Walk};
use crate::pack::{Choice, Domain, Fact, FactId, QuestionId};

/// Digits from which on a line is somebody's number and no slip of the key.
const FEWEST: usize = 6;

/// What a line comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entered {
    /// An answer.
    Value(Value),
    /// A day or a month, and what of it was not typed.
    When(Value, Supplied),
    /// The name on record; the one typed comes next.
    Record(Secret),
    /// Nothing that answers.
    Wrong(Wrong),
}

/// Why a line is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Not the number of a choice.
    Choice,
    /// Neither a number or name nor 1 or 0.
    Own,
    /// Not a day.
    Date(Typed),
    /// The day of another fact than the one asked for.
    OtherDay(FactId),
    /// A day after today where none can lie.
    Future(NaiveDate),
    /// A day that may lie ahead, without its year.
    Year,
}

/// Reads `line` as an answer to `question`.
pub(super) fn read(line: &str, question: QuestionId, walk: &Walk<'_>) -> Entered {
    if says_unknown(&bare(line)) {
        return Entered::Value(Value::Unknown);
    }
    let id = walk.pack().question(question).fact;
    let fact = walk.pack().fact(id);
    match &fact.domain {
        Domain::Choice(_) => choice(line, &walk.offered(question)),
        Domain::Date { .. } => date(line, fact, walk.pack().day_reader(id, walk.today())),
        domain @ (Domain::IdNumber | Domain::NamePair) => own(line, domain),
    }
}

/// A line without blanks around it, in narrow forms, without a closing dot.
pub(super) fn bare(line: &str) -> String {
    let narrow: String = line.trim().chars().map(narrow).collect();
    narrow.trim_end_matches(['.', '。', '、', ',']).to_owned()
}

fn choice(line: &str, offered: &[&Choice]) -> Entered {
    // "+1" would be a number too.
    let digits = Some(bare(line)).filter(|it| it.bytes().all(|it| it.is_ascii_digit()));
    let number = digits.and_then(|digits| digits.parse::<usize>().ok());
    let choice = number.and_then(|number| offered.get(number.checked_sub(1)?));
    choice.map_or(Entered::Wrong(Wrong::Choice), |choice| {
        Entered::Value(Value::Choice(choice.value))
    })
}

fn date(line: &str, fact: &Fact, reader: DayReader<'_>) -> Entered {
    let today = reader.today;
    let typed = reader.read(line);
    let (value, taken) = match typed {
        Typed::Unknown => return Entered::Value(Value::Unknown),
        Typed::OtherDay(of) => return Entered::Wrong(Wrong::OtherDay(FactId::new(of))),
        // Of the year that is meant the weekday may be right.
        _ if typed.taken() != Supplied::Nothing && !fact.is_past() => {
            return Entered::Wrong(Wrong::Year);
        }
        Typed::Day { day, taken, .. } => (Value::Date(day), taken),
        Typed::Month { month, taken, .. } => (Value::Month(month), taken),
        wrong => return Entered::Wrong(Wrong::Date(wrong)),
    };
    if let Some(first) = value.ahead(fact, today) {
        return Entered::Wrong(Wrong::Future(first));
    }
    Entered::When(value, taken)
}

/// As on the screens: what was typed, or 1 where it was compared already.
fn own(line: &str, domain: &Domain) -> Entered {
    let short = bare(line);
    let digits = short.chars().filter(char::is_ascii_digit).count();
    let number = *domain == Domain::IdNumber;
    match short.as_str() {
        "1" => Entered::Value(Value::Fine),
        _ if number && digits >= FEWEST => Entered::Value(Value::IdNumber(Secret::new(line))),
        _ if !number && digits == 0 => Entered::Record(Secret::new(line)),
        _ => Entered::Wrong(Wrong::Own),
    }
}
