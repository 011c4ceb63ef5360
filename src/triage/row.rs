//! A row of a roster: its cells to answers, the walk, and the columns added.

use chrono::NaiveDate;

use super::batch::BatchDay;
use super::cell::{Cell, RosterRow};
use super::columns::Columns;
use super::day::{self, DayFault};
use super::fault::CellFault;
use super::implies::{Implied, holds};
use super::repeats::Repeated;
use super::value::{CellAnswer, CellReader, NamePart, is_garbled};
use super::vocabulary::{Role, Word, one_of};
use crate::engine::{Answers, Value, Walk};
use crate::lang::Lang;
use crate::pack::{Domain, FactId, ResultId};
use crate::report::row::{Column, Row};
use crate::report::words::Words;

/// A cell with more UTF-16 units than a spreadsheet can show.
const LONGEST: usize = 32_767;

/// Problems of a row told in full; the rest is counted.
const TOLD: usize = 20;

/// What was found out about a row.
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are counted, each by itself"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How far it got.
    pub(crate) progress: Progress,
    /// Whether something in it was not understood.
    pub(crate) faulty: bool,
    /// Whether its ID number is at fault.
    pub(crate) id_number: bool,
    /// Whether it, or its ID number, stood in a row above.
    pub(crate) repeated: bool,
    /// Whether it has a number that no pass mark is known for.
    pub(crate) unmarked: bool,
    /// What its cells told besides: the rules by their numbers, as bits.
    pub(crate) implied: u64,
    /// What is to be done for it, once there is a result.
    pub(crate) step: Option<Step>,
    /// The day it has in common with others, and whether its result rests on it.
    pub(crate) batch: Option<(BatchDay, bool)>,
    /// The first day to ask.
    pub(crate) ask_from: Option<NaiveDate>,
    /// What stands in the columns added.
    pub(crate) cells: [String; Column::ALL.len()],
}

/// How far a row got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nothing stands in it.
    #[default]
    Blank,
    /// It is about the list: a title, a sum, a signature.
    Nobody,
    /// Its cells may be shifted; nothing was decided.
    Refused,
    /// A fact is missing.
    Needs(FactId),
    /// A result.
    Result(ResultId),
}

/// What is to be done for a row that has a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// What the caution of that number puts before any result.
    Lead(usize),
    /// What the result of that number asks for; and whether the school itself
    /// does it.
    Result(usize, bool),
}

/// Everything a row is judged by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judge<'a> {
    /// Reads cells.
    pub(crate) reader: CellReader<'a>,
    /// Which column holds what.
    pub(crate) columns: &'a Columns,
    /// What cells tell besides.
    pub(crate) implied: &'a Implied<'a>,
    /// The language of the columns added.
    pub(crate) lang: Lang,
}

/// A row's answers, and what is wrong with it.
#[derive(Default)]
pub(super) struct Understood {
    pub(super) answers: Answers,
    /// What stands in columns that hold half of a fact.
    pub(super) halves: Vec<(Role, Option<Value>)>,
    /// The half of the name that is missing beside the other.
    missing: Option<Role>,
    pub(super) faults: Vec<(Option<usize>, CellFault)>,
    /// Facts whose cells could not be read: nothing else answers them.
    pub(super) broken: Vec<FactId>,
    /// Facts whose cells hold words that are no answer.
    silent: Vec<FactId>,
    unmarked: bool,
    implied: u64,
}

impl Judge<'_> {
    /// Judges a row; `repeated` is what it repeats of one above.
    pub(crate) fn row(&self, line: &RosterRow<'_>, repeated: &Repeated) -> Verdict {
        if line.cells.iter().all(Cell::is_empty) {
            return Verdict::default();
        }
        if self.is_of_nobody(line) {
            return Verdict {
                progress: Progress::Nobody,
                ..Verdict::default()
            };
        }
        let headings = self.columns.headings.len();
        let surplus = line.cells.get(headings..).unwrap_or_default();
        if surplus.iter().any(|cell| !cell.is_empty()) {
            let cells = line.cells.len();
            let faults = [(None, CellFault::Long { cells, headings })];
            let mut verdict = Verdict {
                progress: Progress::Refused,
                faulty: true,
                ..Verdict::default()
            };
            verdict.cells[Column::Problems as usize] = self.problems(line.number, &faults);
            return verdict;
        }
        let mut understood = self.understand(line);
        let repeated = repeated.get(&line.number);
        understood.faults.extend(repeated.cloned());
        let mut verdict = self.walk(&understood);
        verdict.repeated = repeated.is_some();
        verdict.unmarked = understood.unmarked;
        verdict.implied = understood.implied;
        if !understood.faults.is_empty() {
            let mut faults = understood.faults.iter().map(|(_, fault)| fault);
            verdict.id_number = faults.clone().any(CellFault::is_of_id_number);
            verdict.faulty = faults.any(|fault| !fault.is_note());
            verdict.cells[Column::Problems as usize] =
                self.problems(line.number, &understood.faults);
        }
        verdict
    }

    /// Whether a cell stands in a column for days and is read as one, even if
    /// it is one that cannot be used.
    pub(crate) fn is_day(&self, at: usize, cell: &Cell<'_>) -> bool {
        let fact = self.columns.role(at).map(Role::fact);
        let fact = fact.filter(|fact| self.reader.pack.fact(*fact).is_day());
        fact.is_some_and(|fact| {
            let CellAnswer { value, fault } = self.reader.value(fact, cell);
            let is_ahead = matches!(fault, Some(CellFault::InFuture(_)));
            is_ahead || value.is_some_and(|value| value.days().is_some())
        })
    }

    fn understand(&self, line: &RosterRow<'_>) -> Understood {
        let mut row = Understood::default();
        let (mut record, mut typed) = (None, None);
        let (cells, headings) = (line.cells.len(), self.columns.headings.len());
        if cells < headings {
            row.faults
                .push((None, CellFault::Short { cells, headings }));
        }
        for (at, role) in &self.columns.roles {
            let cell = line.cells.get(*at).unwrap_or(&Cell::EMPTY);
            let fault = match role {
                Role::Whole(fact) | Role::Half(fact, _) => {
                    let CellAnswer { value, fault: said } = self.read(*role, cell);
                    let open = value.is_none() && said.as_ref().is_some_and(|it| !it.is_open());
                    row.broken.extend(open.then_some(*fact));
                    let silent = matches!(cell, Cell::Text(text) if self.reader.words.word(*fact, text.trim()) == Some(Word::Silent));
                    row.silent.extend(silent.then_some(*fact));
                    // A column of the second rank does not speak for one that
                    // could not be read.
                    if matches!(role, Role::Half(..)) {
                        row.halves.push((*role, value));
                    } else if let Some(value) = value
                        && row.answers.get(*fact).is_none()
                        && !row.broken.contains(fact)
                    {
                        row.answers.set(*fact, value);
                    }
                    said
                }
                Role::Record(fact) | Role::Typed(fact) => {
                    let read = self.reader.name(*role, cell);
                    let half = match role {
                        Role::Typed(_) => &mut typed,
                        _ => &mut record,
                    };
                    let broken = read.as_ref().err().map(|_| *fact);
                    row.broken.extend(broken);
                    read.map(|part| *half = part).err()
                }
            };
            let Some(fault) = fault else { continue };
            if fault == CellFault::NoPassMark {
                row.unmarked = true;
            } else {
                row.faults.push((Some(*at), fault));
            }
        }
        self.name(&mut row, record, typed);
        self.halves(&mut row);
        self.usual(&mut row);
        self.unclear_years(&mut row);
        self.doubts(&mut row, line);
        let pack = self.reader.pack;
        row.implied = self.implied.fill(pack, &mut row.answers, &row.broken);
        self.other_cells(&mut row, line);
        row
    }

    /// What a cell says. In a workbook that counts from 1904 a bare number may have
    /// been counted so, or not.
    fn read(&self, role: Role, cell: &Cell<'_>) -> CellAnswer {
        let is_count = matches!(cell, Cell::Number(number) if day::is_count(*number));
        let is_day = || self.reader.pack.fact(role.fact()).is_day();
        if self.columns.since_1904 && is_count && is_day() {
            return CellAnswer {
                value: None,
                fault: Some(CellFault::Day(DayFault::Since1904)),
            };
        }
        self.reader.of_role(role, cell)
    }

    /// What everybody answers, but for what this row speaks against: a day that
    /// is still to come, as its cell says, is not the day of the others, and no
    /// day that follows it has been.
    fn usual(&self, row: &mut Understood) {
        let pack = self.reader.pack;
        let silent = row.silent.iter().copied();
        let to_come: Vec<_> = silent.filter(|it| pack.fact(*it).is_day()).collect();
        let follows = |fact: FactId| {
            let mut to_come = to_come.iter();
            pack.fact(fact).is_past() && to_come.any(|it| it.number() <= fact.number())
        };
        for (fact, value) in self.reader.usual.iter() {
            let is_open = row.answers.get(fact).is_none() && !row.broken.contains(&fact);
            let is_denied = follows(fact)
                || self
                    .implied
                    .is_denied(&to_come, (fact, value), |when| self.holds(row, when));
            if is_open && !is_denied {
                row.answers.set(fact, value.clone());
            }
        }
    }

    /// Whether a fact has this choice: by the row, or else as everybody answers it.
    pub(super) fn holds(&self, row: &Understood, when: (FactId, usize)) -> bool {
        let own = row.answers.get(when.0).map(|_| &row.answers);
        holds(self.reader.pack, own.unwrap_or(self.reader.usual), when)
    }

    /// A day whose year was taken from today cannot come before one that the
    /// rules ask for earlier: then nobody knows its year.
    fn unclear_years(&self, row: &mut Understood) {
        let pack = self.reader.pack;
        for (at, fault) in &mut row.faults {
            let (Some(at), CellFault::YearTaken(value)) = (*at, &*fault) else {
                continue;
            };
            let fact = self.columns.role(at).map(Role::fact);
            let (Some(fact), Some((_, last))) = (fact, value.days()) else {
                continue;
            };
            let first = |fact: FactId| row.answers.get(fact)?.days().map(|(first, _)| first);
            let mut earlier = (0..fact.number())
                .map(FactId::new)
                .filter(|it| pack.fact(*it).is_past());
            let Some(other) = earlier.find(|it| first(*it).is_some_and(|first| first > last))
            else {
                continue;
            };
            if row.answers.get(fact) == Some(value) {
                row.answers.remove(fact);
                row.broken.push(fact);
            }
            let other = self.columns.name_of(other, self.reader, self.lang);
            *fault = CellFault::YearUnclear(value.clone(), other);
        }
    }

    /// A name is answered where both its halves are there.
    fn name(&self, row: &mut Understood, record: Option<NamePart>, typed: Option<NamePart>) {
        let mut roles = self.columns.roles.iter().map(|(_, role)| *role);
        let half = roles.find(|role| matches!(role, Role::Record(_) | Role::Typed(_)));
        let Some(fact) = half.map(Role::fact) else {
            return;
        };
        let value = match (record, typed) {
            (Some(NamePart::Fine), _) | (_, Some(NamePart::Fine)) => Value::Fine,
            (Some(NamePart::Unknown), _) | (_, Some(NamePart::Unknown)) => Value::Unknown,
            (Some(NamePart::Text(record)), Some(NamePart::Text(typed))) => {
                Value::Name { record, typed }
            }
            (record, typed) => {
                let other = if record.is_some() {
                    Role::Typed
                } else {
                    Role::Record
                };
                row.missing = (record.is_some() || typed.is_some()).then(|| other(fact));
                return;
            }
        };
        row.answers.set(fact, value);
    }

    /// Cells that hold no fact are passed on; what could not be read of them,
    /// or cannot be shown, is said.
    fn other_cells(&self, row: &mut Understood, line: &RosterRow<'_>) {
        for (at, cell) in line.cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            if self.columns.role(at).is_some() {
                continue;
            }
            let long = text.len() > LONGEST && text.encode_utf16().count() > LONGEST;
            if !long && !is_garbled(text) {
                continue;
            }
            let fault = if long {
                CellFault::TooLong
            } else {
                CellFault::Garbled
            };
            row.faults.push((Some(at), fault));
        }
    }

    fn walk(&self, row: &Understood) -> Verdict {
        let walk = Walk::new(self.reader.pack, &row.answers, self.reader.today);
        let words = Words::new(&walk, self.lang);
        let found = Row::of(&words);
        let mut verdict = Verdict {
            ask_from: found.ask_from,
            cells: found.cells,
            ..Verdict::default()
        };
        let of = self.reader.words.batches.as_ref().map(|batches| batches.of);
        verdict.batch = of.and_then(|of| {
            let day = BatchDay::of(row.answers.get(of)?)?;
            let mut path = walk.path.iter();
            Some((day, path.any(|step| step.fact == of)))
        });
        if let Some(outcome) = walk.outcome() {
            verdict.progress = Progress::Result(outcome.result);
            // Of its own people the school is told what it does itself.
            let pack = self.reader.pack;
            let mut own = self.reader.words.own.iter();
            let lead = words.leading();
            let own = lead.is_none() && own.all(|it| holds(pack, &row.answers, *it));
            let todo = self.reader.words.todo(outcome.result, self.lang);
            let todo = todo.filter(|_| own);
            let number = outcome.result.number();
            let of_result = Step::Result(number, todo.is_some());
            verdict.step = Some(lead.map_or(of_result, |id| Step::Lead(id.number())));
            if let Some(todo) = todo {
                todo.clone_into(&mut verdict.cells[Column::Step as usize]);
            }
        } else if let Some(fact) = walk.next_fact() {
            verdict.progress = Progress::Needs(fact);
            let question = std::mem::take(&mut verdict.cells[Column::Needed as usize]);
            verdict.cells[Column::Needed as usize] = self.needs(&question, fact, row);
        }
        verdict
    }

    /// The column to fill in, and the question it answers; where what stands in it
    /// does not answer that, what would.
    fn needs(&self, question: &str, fact: FactId, row: &Understood) -> String {
        let (pack, lang) = (self.reader.pack, self.lang);
        let role = match row.missing.filter(|role| role.fact() == fact) {
            Some(role) => role,
            None if pack.fact(fact).domain == Domain::NamePair => Role::Record(fact),
            None => Role::Whole(fact),
        };
        let column = self.columns.roles.iter().find(|(_, known)| *known == role);
        let name = match column {
            Some((at, _)) => self.columns.name(*at),
            None => self.reader.words.name(role).get(lang).to_owned(),
        };
        let words = self.reader.words.suggestions(fact);
        let is_day = pack.fact(fact).is_day();
        let write = if !row.silent.contains(&fact) || words.is_empty() && !is_day {
            String::new()
        } else if is_day {
            lang.say(
                "现在写的没有回答它；请写日子，例如 2026-11-20，或者「不知道」。",
                " What stands there does not answer it; write a day, like 2026-11-20, or unknown.",
            )
        } else {
            let write = one_of(words, lang);
            lang.say(
                format_args!("现在写的没有回答它；{write}。"),
                format_args!(" What stands there does not answer it; {write}."),
            )
        };
        lang.say(
            format_args!("「{name}」：{question}{write}"),
            format_args!("{name}: {question}{write}"),
        )
    }

    /// The faults with row and column.
    fn problems(&self, row: u64, faults: &[(Option<usize>, CellFault)]) -> String {
        let one = |(at, fault): &(Option<usize>, CellFault)| {
            let words = fault.words(self.lang);
            match (at, self.lang) {
                (Some(at), Lang::Zh) => {
                    format!("第 {row} 行「{}」：{words}", self.columns.name(*at))
                }
                (Some(at), Lang::En) => format!("row {row}, {}: {words}", self.columns.name(*at)),
                (None, Lang::Zh) => format!("第 {row} 行：{words}"),
                (None, Lang::En) => format!("row {row}: {words}"),
            }
        };
        let mut all: Vec<_> = faults.iter().take(TOLD).map(one).collect();
        let more = faults.len().saturating_sub(TOLD);
        if more > 0 {
            all.push(self.lang.say(
                format_args!("还有 {more} 处。"),
                format_args!("And {more} more."),
            ));
        }
        all.join(self.lang.pick("", " "))
    }
}
