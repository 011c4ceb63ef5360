//! Cells of a row that cannot all be right: what is told of them, and changes no
//! answer.

use super::cell::{Cell, RosterRow};
use super::fault::CellFault;
use super::row::{Judge, Understood};
use super::value::CellAnswer;
use super::vocabulary::{Role, fold};
use crate::engine::Value;
use crate::pack::FactId;

impl Judge<'_> {
    /// Tells of cells that contradict each other.
    pub(super) fn doubts(&self, row: &mut Understood, line: &RosterRow<'_>) {
        for (at, role) in &self.columns.roles {
            let Role::Whole(fact) = role else { continue };
            if line.cells.get(*at).is_none_or(Cell::is_empty) {
                continue;
            }
            let is_written = |other: &FactId| {
                let own = self.own_column(*other);
                own.is_some_and(|at| line.cells.get(at).is_some_and(|it| !it.is_empty()))
            };
            let other = self.earlier(row, *fact).filter(is_written);
            let other = other.map(|other| self.columns.name_of(other, self.reader, self.lang));
            let before = other.map(CellFault::Before);
            let against = || self.against((*at, *fact), line);
            let found = before.or_else(against);
            row.faults.extend(found.map(|fault| (Some(*at), fault)));
        }
    }

    /// The column that counts for a fact.
    fn own_column(&self, fact: FactId) -> Option<usize> {
        let mut roles = self.columns.roles.iter();
        let own = roles.find(|(_, role)| *role == Role::Whole(fact));
        own.map(|(at, _)| *at)
    }

    /// The fact that the rules ask for before this one and whose day lies behind
    /// its day. A day whose year nobody wrote is told of as such.
    fn earlier(&self, row: &Understood, fact: FactId) -> Option<FactId> {
        let pack = self.reader.pack;
        let days = |fact| row.answers.get(fact)?.days();
        let (_, last) = days(fact).filter(|_| pack.fact(fact).is_past())?;
        let mut before = (0..fact.number()).map(FactId::new);
        before
            .find(|it| pack.fact(*it).is_past() && days(*it).is_some_and(|(first, _)| first > last))
    }

    /// That a number comes to another choice than the fact's own column says.
    fn against(&self, (at, fact): (usize, FactId), line: &RosterRow<'_>) -> Option<CellFault> {
        let words = self.reader.words;
        let score = words.score(fact)?;
        let own = self.own_column(fact)?;
        let cell = |at: usize| line.cells.get(at).unwrap_or(&Cell::EMPTY);
        if own == at {
            return None;
        }
        // A second try explains it, wherever the row tells of one.
        let is_again = |text: &str| {
            let text = fold(text);
            words.again.iter().any(|it| text.contains(it.as_str()))
        };
        let mut all = self.columns.headings.iter().zip(line.cells);
        if all.any(|(heading, cell)| {
            !cell.is_empty() && (is_again(heading) || is_again(&cell.text()))
        }) {
            return None;
        }
        let read = |at| match self.reader.value(fact, cell(at)) {
            CellAnswer {
                value: Some(Value::Choice(it)),
                ..
            } => Some(it).filter(|it| [score.reached, score.missed].contains(it)),
            _ => None,
        };
        let differs = read(own)? != read(at)?;
        differs.then(|| CellFault::Against(self.columns.name(own)))
    }
}
