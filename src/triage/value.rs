//! From a cell to an answer.

use chrono::NaiveDate;

use super::cell::{self, Cell};
use super::day::{self, Dated, DayFault};
use super::fault::CellFault;
use super::vocabulary::{Mark, Role, Vocabulary, Word};
use crate::check::id_number::{self, Finding, FindingKind};
use crate::engine::{Answers, Secret, Value};
use crate::lang::Said;
use crate::pack::{Domain, FactId, Pack};
use crate::report::csv::literal;

/// No answer is longer, in bytes.
const LONGEST: usize = 1_000;

/// Numbers from here on have more digits than a spreadsheet keeps.
const ROUNDED: f64 = 1e15;

/// What reading a cell needs to know.
#[derive(Clone, Copy, Debug)]
pub struct CellReader<'a> {
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
    /// Whether ID and telephone numbers are hidden where cells are passed on.
    pub masked: bool,
}

/// What a cell of a name holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NamePart {
    /// "I don't know".
    Unknown,
    /// Checked and fine.
    Fine,
    /// The name.
    Text(Secret),
}

/// What a cell says: an answer or none, and what there is to say about it.
#[derive(Debug, Default)]
pub struct CellAnswer {
    /// The answer.
    pub value: Option<Value>,
    /// What is wrong with the cell, or how it was understood.
    pub fault: Option<CellFault>,
}

impl CellAnswer {
    /// An answer, or none, with nothing to say about it.
    const fn of(value: Option<Value>) -> Self {
        Self { value, fault: None }
    }

    /// An answer with something to say about it.
    const fn with(value: Value, fault: CellFault) -> Self {
        Self {
            value: Some(value),
            fault: Some(fault),
        }
    }
}

impl CellReader<'_> {
    /// Whether a heading is of a name or an ID number.
    pub(crate) fn is_personal(&self, heading: &str) -> bool {
        let role = self.words.role(heading);
        role.is_some_and(|role| self.pack.fact(role.fact()).is_personal())
    }

    /// The answer in a cell that holds a whole fact; none where it is empty.
    #[must_use]
    pub fn value(&self, fact: FactId, cell: &Cell<'_>) -> CellAnswer {
        let read = match &self.pack.fact(fact).domain {
            Domain::Choice(_) => self.choice(fact, cell).map(CellAnswer::of),
            Domain::Date { up_to_today } => self.date(fact, cell, *up_to_today),
            Domain::IdNumber => self.id_number(fact, cell),
            Domain::NamePair => Err(CellFault::WrongKind),
        };
        read.unwrap_or_else(|fault| CellAnswer {
            value: None,
            fault: Some(fault),
        })
    }

    /// The same of a column of its role: a half may have its name in front.
    pub(crate) fn of_role(&self, role: Role, cell: &Cell<'_>) -> CellAnswer {
        let fact = role.fact();
        let halves = self.words.halves_of(fact);
        if let (Role::Half(_, side), Some(halves), Cell::Text(text)) = (role, halves, cell)
            && let Some(bare) = halves.bare(side, text)
        {
            let read = self.value(fact, &Cell::Text(bare.into()));
            if read.value.is_some() {
                return read;
            }
        }
        self.value(fact, cell)
    }

    /// What words say that stand for no value of their column; `fault` where
    /// they say nothing.
    fn mark(&self, fact: FactId, text: &str, fault: CellFault) -> Result<Option<Value>, CellFault> {
        match self.words.mark(text.trim()) {
            Some(Mark::Blank) => Ok(None),
            Some(Mark::Unknown) => {
                let asked = self.pack.fact(fact).given.is_none();
                Ok(asked.then_some(Value::Unknown))
            }
            Some(Mark::Fine) | None => Err(fault),
        }
    }

    /// A choice by one of its words, or by a number; none for words that are
    /// no answer.
    fn choice(&self, fact: FactId, cell: &Cell<'_>) -> Result<Option<Value>, CellFault> {
        let shown;
        let text = match cell {
            Cell::Number(_) | Cell::Flag(_) | Cell::Day(_) | Cell::Time(_) => {
                shown = cell.text();
                &shown
            }
            _ => readable(cell)?,
        };
        match self.words.word(fact, text.trim()) {
            Some(Word::Choice(choice)) => Ok(Some(Value::Choice(choice))),
            Some(Word::Silent) => Ok(None),
            Some(Word::Score(number)) => {
                let mark = self.pass_mark.ok_or(CellFault::NoPassMark)?;
                if !is_by_the_scale_of(mark, number) {
                    let suggested = self.words.suggestions(fact).to_vec();
                    return Err(CellFault::OtherScale(mark.to_string(), suggested));
                }
                let score = self.words.score(fact);
                Ok(score.map(|score| Value::Choice(score.choice(number >= mark))))
            }
            None if text.trim().is_empty() => Ok(None),
            None => {
                let suggested = self.words.suggestions(fact).to_vec();
                self.mark(fact, text, CellFault::NotAChoice(suggested))
            }
        }
    }

    /// A day or a month. One without its year is the latest up to today, where
    /// it cannot lie ahead; else it is not known.
    fn date(
        &self,
        fact: FactId,
        cell: &Cell<'_>,
        up_to_today: bool,
    ) -> Result<CellAnswer, CellFault> {
        let read = match cell {
            Cell::Day(moment) => day::of_cell(moment.date()),
            Cell::Number(number) => day::of_number(*number, self.pack.day_reader(fact, self.today)),
            Cell::Time(_) | Cell::Flag(_) => Err(DayFault::NotADay),
            _ => {
                let text = readable(cell)?;
                match day::read(text, self.pack.day_reader(fact, self.today)) {
                    Err(DayFault::OtherDay(of)) => {
                        let [named, asked] = [FactId::new(of), fact].map(|fact| self.topic(fact));
                        return Err(CellFault::OtherDay { named, asked });
                    }
                    // Of the year that is meant the weekday may be right.
                    Err(DayFault::Weekday(_, _, true)) if !up_to_today => {
                        return Ok(CellAnswer::with(Value::Unknown, CellFault::NoYear));
                    }
                    Err(fault) => {
                        if self.words.word(fact, text.trim()) == Some(Word::Silent) {
                            return Ok(CellAnswer::default());
                        }
                        let marked = self.mark(fact, text, CellFault::Day(fault));
                        return marked.map(CellAnswer::of);
                    }
                    read => read,
                }
            }
        };
        let Dated { value, taken } = read.map_err(CellFault::Day)?;
        let late = value.days().is_some_and(|(first, _)| first > self.today);
        Ok(match (taken, up_to_today) {
            (true, true) => CellAnswer::with(value.clone(), CellFault::YearTaken(value)),
            (true, false) => CellAnswer::with(Value::Unknown, CellFault::NoYear),
            (false, true) if late => return Err(CellFault::InFuture(self.today)),
            (false, _) => CellAnswer::of(Some(value)),
        })
    }

    /// What to call a fact where it is asked for in a cell.
    fn topic(&self, fact: FactId) -> Said {
        self.words.column(self.pack, fact).clone()
    }

    /// A number that is right is not kept. Every fault is told, whether or not
    /// anybody will be asked for the number: what stands in the school's list
    /// is what was reported, and what is typed into the query.
    fn id_number(&self, fact: FactId, cell: &Cell<'_>) -> Result<CellAnswer, CellFault> {
        let shown;
        let text = match cell {
            // It is always destroyed, even where the check happens to agree.
            Cell::Number(number) if number.abs() >= ROUNDED => {
                let kept = Secret::new(format!("{number:E}"));
                return Ok(CellAnswer::with(Value::IdNumber(kept), CellFault::Rounded));
            }
            Cell::Number(_) => {
                shown = cell.text();
                &shown
            }
            Cell::Flag(_) | Cell::Day(_) | Cell::Time(_) => return Err(CellFault::WrongKind),
            _ => readable(cell)?,
        };
        let report = id_number::check(text, self.today);
        if report.valid {
            // Before a formula or a tab our own CSV has put it.
            let by_us = |text: &str| text.starts_with("'=") || text.starts_with("'\t");
            let quoted = matches!(cell, Cell::Text(text) if text.starts_with('\'') && !by_us(text));
            let fault = quoted.then_some(CellFault::Apostrophe);
            let value = Some(Value::Fine);
            return Ok(CellAnswer { value, fault });
        }
        let is_missing = self.words.word(fact, text.trim()) == Some(Word::Silent);
        match self.words.mark(text.trim()) {
            Some(Mark::Blank) => return Err(CellFault::NoIdNumber),
            None if is_missing => return Err(CellFault::NoIdNumber),
            Some(Mark::Unknown) => return Ok(CellAnswer::of(Some(Value::Unknown))),
            Some(Mark::Fine) => return Ok(CellAnswer::of(Some(Value::Fine))),
            None => {}
        }
        let value = Value::IdNumber(Secret::new(text));
        let destroyed = |finding: &Finding| finding.kind == FindingKind::Spreadsheet;
        if report.findings.iter().any(destroyed) {
            return Ok(CellAnswer::with(value, CellFault::Rounded));
        }
        let mut findings = report.findings.to_vec();
        findings.dedup_by_key(|finding| finding.kind);
        let a_number = id_number::may_be_a_number(text);
        let fault = CellFault::IdNumber(findings, a_number);
        Ok(CellAnswer::with(value, fault))
    }

    /// One of the two cells of a name; none where it is empty.
    ///
    /// # Errors
    /// What is wrong with the cell.
    pub(crate) fn name(&self, role: Role, cell: &Cell<'_>) -> Result<Option<NamePart>, CellFault> {
        let text = readable(cell)?;
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
}

/// Whether a number can be measured by a mark: 85% is 0.85 in a spreadsheet, and
/// 850 a slip of typing. Of few points one is a mark, and some are given beyond
/// the hundred.
fn is_by_the_scale_of(mark: f64, number: f64) -> bool {
    const HUNDRED: f64 = 100.0;
    const FEW: f64 = 10.0;
    if number == 0.0 || mark == 0.0 {
        return true;
    }
    if mark <= 1.0 {
        return number <= 1.0;
    }
    let is_share = number < 1.0 || number <= 1.0 && mark > FEW;
    !is_share && number <= (mark * 2.0).max(HUNDRED)
}

/// Whether a part of a text could not be read.
pub(crate) fn is_garbled(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| c == char::REPLACEMENT_CHARACTER)
}

/// A cell's text without the apostrophe, tab or formula that keeps a spreadsheet
/// from rounding a long number.
fn readable<'c>(cell: &'c Cell<'_>) -> Result<&'c str, CellFault> {
    let text = match cell {
        Cell::Text(text) => text,
        Cell::Formula(_) => return Err(CellFault::Formula),
        Cell::Failed(shown) => return Err(CellFault::Failed(shown)),
        Cell::Merged => return Err(CellFault::Merged),
        Cell::Number(_) | Cell::Day(_) | Cell::Time(_) | Cell::Flag(_) => {
            return Err(CellFault::WrongKind);
        }
    };
    if text.len() > LONGEST {
        return Err(CellFault::TooLong);
    }
    if is_garbled(text) {
        return Err(CellFault::Garbled);
    }
    // Nearly every cell begins with a letter or digit, and there are millions.
    let begins = |c: char| c.is_whitespace() || matches!(c, '=' | '#' | '\'');
    if !text.chars().next().is_some_and(begins) && !text.ends_with('\t') {
        return Ok(text);
    }
    let bare = text.trim();
    if let Some(inside) = literal(bare) {
        return Ok(inside);
    }
    if bare.starts_with('=') {
        return Err(CellFault::Formula);
    }
    if bare.starts_with('#')
        && let Some(shown) = cell::failed(bare)
    {
        return Err(CellFault::Failed(shown));
    }
    let text = text.strip_prefix('\'').unwrap_or(text);
    let text = text.strip_prefix('\t').unwrap_or(text);
    Ok(text.strip_suffix('\t').unwrap_or(text))
}
