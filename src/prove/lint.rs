//! The linter: everything that can be said against a pack that loads.
//!
//! One file for each thing that is looked at; every fault belongs to one
//! [`rule`] and is said once, at its cause.

mod allowed;
mod flow;
mod holds;
mod roster;
mod scenarios;
mod texts;
mod unused;
mod values;
mod wordings;
mod words;

pub use roster::roster;
pub use scenarios::scenarios;

use crate::lang::Said;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::explore::Explored;
use super::rule::{self, Rule};
use super::shape::Shape;
use super::{classes, example};
use crate::engine::Answers;
use crate::pack::problem::Problem;
use crate::pack::{FactId, Pack, Place, Target};

/// So many walks over again, to keep some facts apart, and no more.
const MOST_AGAIN: usize = 24;

/// Everything that can be said against `pack` on `today`.
#[must_use]
pub fn lint(pack: &Pack, today: NaiveDate) -> Vec<Problem> {
    let lint = Lint::new(pack, today);
    flow::check(&lint);
    holds::check(&lint);
    values::check(&lint);
    texts::check(&lint);
    wordings::check(&lint);
    unused::check(&lint, today);
    lint.undecided();
    allowed::apply(pack, lint.found.into_inner())
}

/// A fault with the table that could allow it.
struct FoundProblem {
    owner: Option<Place>,
    problem: Problem,
}

/// A day, and facts to be kept apart from that day's point of view.
type KeptApart = (NaiveDate, Vec<FactId>);

struct Lint<'p> {
    pack: &'p Pack,
    /// All walks, from each day that matters.
    explored: Vec<Explored<'p>>,
    /// Today and days gone by, and all walks from each of them, where it comes
    /// to that.
    seldom: Vec<NaiveDate>,
    seldom_explored: OnceCell<Vec<Explored<'p>>>,
    again: RefCell<HashMap<KeptApart, Option<Rc<Explored<'p>>>>>,
    found: RefCell<Vec<FoundProblem>>,
    /// Whether somewhere more combinations met than were tried.
    beyond: Cell<bool>,
}

fn explored<'p>(pack: &'p Pack, days: &[NaiveDate]) -> Vec<Explored<'p>> {
    let shape = Shape::new(pack, &[]);
    let days = days.iter();
    days.map(|day| Explored::of_shape(pack, *day, shape.clone()))
        .collect()
}

impl<'p> Lint<'p> {
    fn new(pack: &'p Pack, today: NaiveDate) -> Self {
        let (mut days, before) = (classes::days(pack), classes::days_before(pack));
        let (to_come, mut seldom): (Vec<_>, Vec<_>) = before.iter().partition(|day| **day >= today);
        days.extend(to_come);
        seldom.push(today);
        Self {
            pack,
            explored: explored(pack, &days),
            seldom,
            seldom_explored: OnceCell::new(),
            again: RefCell::default(),
            found: RefCell::default(),
            beyond: Cell::default(),
        }
    }

    /// Whether something is so, as far as that was tried; notes where it was not.
    fn tried(&self, so: Option<bool>) -> Option<bool> {
        self.beyond.set(self.beyond.get() || so.is_none());
        so
    }

    /// All walks, from each day that matters and then from the others: from
    /// these only before something is said never to be so, since who has found
    /// it stops.
    fn views(&self) -> impl Iterator<Item = &Explored<'p>> {
        let others = || (self.seldom_explored).get_or_init(|| explored(self.pack, &self.seldom));
        let others = std::iter::once_with(others).flatten();
        self.explored.iter().chain(others)
    }

    /// Whether some walk gets to a node.
    fn reached(&self, node: usize) -> bool {
        self.views().any(|it| !it.at[node].is_empty())
    }

    /// All walks of a day again with some facts kept apart to the end, so
    /// that what is said of them together is exact. Only so many times.
    fn again(&self, day: NaiveDate, facts: Vec<FactId>) -> Option<Rc<Explored<'p>>> {
        let mut again = self.again.borrow_mut();
        let done = again.len();
        let key = (day, facts);
        if let Some(known) = again.get(&key) {
            return known.clone();
        }
        let explored = (done < MOST_AGAIN).then(|| Rc::new(Explored::new(self.pack, day, &key.1)));
        again.insert(key, explored.clone());
        explored
    }

    /// Says that so much was not tried.
    fn undecided(&self) {
        let coarse = self
            .explored
            .iter()
            .chain(self.seldom_explored.get().into_iter().flatten())
            .flat_map(|it| it.coarse.iter().copied());
        // Limits that belong to no question are told at the first one.
        let limits = self.beyond.get()
            || self.again.borrow().values().any(Option::is_none)
            || self.explored.iter().any(|it| it.classes.cut_short)
            || classes::leaves_days_out(self.pack);
        let start = self.pack.start.number();
        let Some(number) = coarse.min().or(limits.then_some(start)) else {
            return;
        };
        let question = &self.pack.questions[number];
        let id = &question.id;
        let title = Said::new(
            format!("从问题 `{id}` 起，事实的组合太多，没有一种一种试完"),
            format!("from question `{id}` on there are too many combinations of facts to try each"),
        );
        self.say(&rule::FLOW_UNDECIDED, question.place, question.place, title);
    }

    fn say(&self, rule: &Rule, place: Place, owner: Place, title: Said) {
        self.say_with(rule, place, owner, title, None);
    }

    /// Notes a fault, with the answers that lead there.
    fn say_with(
        &self,
        rule: &Rule,
        place: Place,
        owner: Place,
        title: Said,
        example: Option<String>,
    ) {
        let problem = rule.broken_at(place, title, example);
        let owner = Some(owner);
        self.found
            .borrow_mut()
            .push(FoundProblem { owner, problem });
    }

    /// The answers that lead to a state, in words.
    fn example(&self, explored: &Explored<'_>, state: u32, target: Target) -> Option<String> {
        self.example_of(explored, &explored.answers_to(state), target)
    }

    /// Answers in words, where they do lead to a target.
    fn example_of(
        &self,
        explored: &Explored<'_>,
        answers: &Answers,
        target: Target,
    ) -> Option<String> {
        example::where_so(self.pack, explored.classes.today, answers, target, |_| true)
    }

    /// The shortest answers that lead to a target.
    fn example_to(&self, target: Target) -> Option<String> {
        let node = super::shape::node(self.pack, target);
        let states = self.explored.iter().flat_map(|explored| {
            let states = explored.at[node].iter();
            states.map(move |state| (explored, *state))
        });
        let (explored, state) =
            states.min_by_key(|(explored, state)| explored.states[*state as usize].asked)?;
        self.example(explored, state, target)
    }
}
