//! From a cell to an answer.

use chrono::NaiveDate;

use super::cell::Cell;
use super::day;
use super::fault::Fault;
use super::vocabulary::{Mark, Role, Score, Vocabulary, Word};
use crate::check::id_number;
use crate::engine::{Answers, Secret, Value};
use crate::pack::{Domain, FactId, Pack};

/// No answer is longer, in bytes.
const LONGEST: usize = 1_000;

/// Numbers from here on have more digits than a spreadsheet keeps.
const ROUNDED: f64 = 1e15;

/// What a spreadsheet shows where a formula failed.
const FAILED: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// What reading a cell needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The words.
    pub words: &'a Vocabulary,
    /// Today.
    pub today: NaiveDate,
    /// The answers of everybody who has none of their own.
    pub usual: &'a Answers,
    /// Numbers from here on are a pass, where there is a mark.
    pub pass_mark: Option<f64>,
}

/// What a cell of a name holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// "I don't know".
    Unknown,
    /// Checked and fine.
    Fine,
    /// The name.
    Text(Secret),
}

impl Reader<'_> {
    /// The answer in a cell that holds a whole fact; none where it is empty.
    ///
    /// # Errors
    /// What is wrong with the cell.
    pub fn value(&self, fact: FactId, cell: &Cell<'_>) -> Result<Option<Value>, Fault> {
        let text = match cell {
            Cell::Text(text) => readable(text)?,
            Cell::Formula(_) => return Err(Fault::Formula),
            Cell::Failed(shown) => return Err(Fault::Failed(shown)),
            Cell::Merged => return Err(Fault::Merged),
            Cell::Number(_) | Cell::Day(_) | Cell::Flag(_) => {
                return self.typed(fact, cell);
            }
        };
        if text.trim().is_empty() {
            return Ok(None);
        }
        // What the column is for is tried first: it is what most cells hold.
        let read = self.text(fact, text);
        if matches!(
            read,
            Ok(None | Some(Value::Choice(_) | Value::Date(_) | Value::Month(_) | Value::Fine))
        ) {
            return read;
        }
        match self.words.mark(text.trim()) {
            Some(Mark::Blank) => Ok(None),
            Some(Mark::Unknown) if self.pack.fact(fact).given.is_some() => Ok(None),
            Some(Mark::Unknown) => Ok(Some(Value::Unknown)),
            Some(Mark::Fine) if self.can_be_fine(fact) => Ok(Some(Value::Fine)),
            _ => read,
        }
    }

    fn can_be_fine(&self, fact: FactId) -> bool {
        let domain = &self.pack.fact(fact).domain;
        matches!(domain, Domain::IdNumber | Domain::NamePair)
    }

    /// One of the two cells of a name; none where it is empty.
    ///
    /// # Errors
    /// What is wrong with the cell.
    pub fn name(&self, role: Role, cell: &Cell<'_>) -> Result<Option<NamePart>, Fault> {
        let text = match cell {
            Cell::Text(text) => readable(text)?,
            Cell::Formula(_) => return Err(Fault::Formula),
            Cell::Failed(shown) => return Err(Fault::Failed(shown)),
            Cell::Merged => return Err(Fault::Merged),
            Cell::Number(_) | Cell::Day(_) | Cell::Flag(_) => return Err(Fault::WrongKind),
        };
        Ok(match self.words.mark(text.trim()) {
            Some(Mark::Blank) => None,
            Some(Mark::Unknown) => Some(NamePart::Unknown),
            Some(Mark::Fine) => Some(NamePart::Fine),
            // Blanks around a name as typed are part of it; a card has none.
            None if matches!(role, Role::Record(_)) => {
                Some(NamePart::Text(Secret::new(text.trim())))
            }
            None => Some(NamePart::Text(Secret::new(text))),
        })
    }

    /// Reads a cell as what the column is for. Choices and days may stand
    /// among blanks; a number is checked exactly as it was typed.
    fn text(&self, fact: FactId, text: &str) -> Result<Option<Value>, Fault> {
        match self.pack.fact(fact).domain {
            Domain::Choice(_) => self.choice(fact, text.trim()),
            Domain::Date { .. } => match self.day(fact, day::read(text)) {
                Err(Fault::Day(_)) if self.words.word(fact, text.trim()) == Some(Word::Silent) => {
                    Ok(None)
                }
                read => read.map(Some),
            },
            Domain::IdNumber => self.id_number(text).map(Some),
            Domain::NamePair => Err(Fault::WrongKind),
        }
    }

    /// A choice by one of its words, or by a number; none for words that are
    /// no answer.
    fn choice(&self, fact: FactId, text: &str) -> Result<Option<Value>, Fault> {
        match self.words.word(fact, text) {
            Some(Word::Choice(choice)) => Ok(Some(Value::Choice(choice))),
            Some(Word::Silent) => Ok(None),
            Some(Word::Score(number)) => {
                let mark = self.pass_mark.ok_or(Fault::NoPassMark)?;
                let score = self.words.score(fact);
                let reached = |score: Score| {
                    if number >= mark {
                        score.reached
                    } else {
                        score.missed
                    }
                };
                Ok(score.map(reached).map(Value::Choice))
            }
            None => Err(self.not_a_choice(fact)),
        }
    }

    /// A cell of a spreadsheet that is no text.
    fn typed(&self, fact: FactId, cell: &Cell<'_>) -> Result<Option<Value>, Fault> {
        match (&self.pack.fact(fact).domain, cell) {
            (Domain::Date { .. }, Cell::Day(moment)) => {
                self.day(fact, Ok(Value::Date(moment.date()))).map(Some)
            }
            (Domain::Date { .. }, Cell::Number(number)) => {
                self.day(fact, day::of_number(*number)).map(Some)
            }
            (Domain::IdNumber, Cell::Number(number)) if number.abs() >= ROUNDED => {
                Err(Fault::Rounded)
            }
            (Domain::IdNumber, Cell::Number(_)) => self.id_number(&cell.text()).map(Some),
            (Domain::Choice(_), _) => self.choice(fact, &cell.text()),
            (Domain::Date { .. }, _) => Err(Fault::Day(day::DayFault::NotADay)),
            (Domain::IdNumber | Domain::NamePair, _) => Err(Fault::WrongKind),
        }
    }

    fn day(&self, fact: FactId, day: Result<Value, day::DayFault>) -> Result<Value, Fault> {
        let value = day.map_err(Fault::Day)?;
        let late = value.days().is_some_and(|(first, _)| first > self.today);
        if late && self.pack.fact(fact).domain == (Domain::Date { up_to_today: true }) {
            return Err(Fault::InFuture(self.today));
        }
        Ok(value)
    }

    /// A number that is right is not kept; one that a spreadsheet destroyed is
    /// no answer, since it is not what was typed into the query.
    fn id_number(&self, text: &str) -> Result<Value, Fault> {
        let report = id_number::check(text, self.today);
        if report.valid {
            return Ok(Value::Fine);
        }
        let destroyed = |finding: &id_number::Finding| finding.kind == id_number::Kind::Spreadsheet;
        if report.findings.iter().any(destroyed) {
            return Err(Fault::Rounded);
        }
        Ok(Value::IdNumber(Secret::new(text)))
    }

    fn not_a_choice(&self, fact: FactId) -> Fault {
        Fault::NotAChoice(self.words.suggestions(fact).to_vec())
    }
}

/// A cell's text without the apostrophe or tab that keeps a spreadsheet from
/// rounding a long number.
fn readable(text: &str) -> Result<&str, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::TooLong);
    }
    if !text.is_ascii() && text.contains('\u{FFFD}') {
        return Err(Fault::Garbled);
    }
    let bare = text.trim();
    if bare.starts_with('=') {
        return literal(bare).ok_or(Fault::Formula);
    }
    if bare.starts_with('#')
        && let Some(shown) = FAILED.iter().find(|shown| **shown == bare)
    {
        return Err(Fault::Failed(shown));
    }
    let text = text.strip_prefix('\'').unwrap_or(text);
    Ok(text.strip_prefix('\t').unwrap_or(text))
}

/// `="…"` is text, written so that a spreadsheet leaves it alone; any other
/// formula has no value in a file of text.
fn literal(formula: &str) -> Option<&str> {
    let inside = formula.strip_prefix("=\"")?.strip_suffix('"')?;
    (!inside.contains('"')).then_some(inside)
}
