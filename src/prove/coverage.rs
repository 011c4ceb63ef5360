//! What a set of walks visits of a pack, and how many ways there are.

use std::collections::HashMap;

use super::explore::Explored;
use crate::engine::Walk;
use crate::pack::Pack;

/// So many sets of states are told apart when ways are counted, and no more.
const MOST_SETS: usize = 200_000;

/// What has been visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Questions asked.
    pub(crate) questions: Vec<bool>,
    /// Of each question, the routes that fired.
    pub(crate) routes: Vec<Vec<bool>>,
    /// Results reached.
    pub(crate) results: Vec<bool>,
}

/// How much of something was visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// Visited.
    pub(crate) visited: usize,
    /// There are.
    pub(crate) of: usize,
}

impl Share {
    fn count<'a>(marks: impl Iterator<Item = &'a bool>) -> Self {
        let (mut visited, mut of) = (0, 0);
        for mark in marks {
            visited += usize::from(*mark);
            of += 1;
        }
        Self { visited, of }
    }

    /// Whether nothing is left.
    pub(crate) const fn is_whole(self) -> bool {
        self.visited == self.of
    }
}

impl Coverage {
    /// Nothing visited yet.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let routes = pack.questions.iter().map(|it| vec![false; it.routes.len()]);
        Self {
            questions: vec![false; pack.questions.len()],
            routes: routes.collect(),
            results: vec![false; pack.results.len()],
        }
    }

    /// Adds what a walk visits.
    pub fn visit(&mut self, walk: &Walk<'_>) {
        for step in &walk.path {
            let number = step.question.number();
            self.questions[number] = true;
            if let Some(route) = step.route {
                self.routes[number][route] = true;
            }
        }
        if let Some(outcome) = walk.outcome() {
            self.results[outcome.result.number()] = true;
        }
    }

    /// How many questions.
    pub(crate) fn of_questions(&self) -> Share {
        Share::count(self.questions.iter())
    }

    /// How many routes.
    pub(crate) fn of_routes(&self) -> Share {
        Share::count(self.routes.iter().flatten())
    }

    /// How many results.
    pub(crate) fn of_results(&self) -> Share {
        Share::count(self.results.iter())
    }

    /// Whether nothing is left.
    pub(crate) fn is_whole(&self) -> bool {
        let shares = [self.of_questions(), self.of_routes(), self.of_results()];
        shares.into_iter().all(Share::is_whole)
    }

    /// The names of what was not visited: questions, routes as `question #2`,
    /// results.
    #[must_use]
    pub fn missing(&self, pack: &Pack) -> Vec<String> {
        let mut list = Vec::new();
        let questions = pack.questions.iter().zip(&self.questions).zip(&self.routes);
        for ((question, asked), routes) in questions {
            if !asked {
                list.push(question.id.clone());
            }
            let fired = routes.iter().enumerate().filter(|(_, fired)| !**fired);
            list.extend(fired.map(|(number, _)| format!("{} #{}", question.id, number + 1)));
        }
        let results = pack.results.iter().zip(&self.results);
        let left = results.filter(|(_, reached)| !**reached);
        list.extend(left.map(|(card, _)| card.id.clone()));
        list
    }
}

/// How many ways there are through a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    /// Different sequences of questions and routes; none where there are too
    /// many to count.
    pub paths: Option<u128>,
    /// Most questions on one way.
    pub longest: u32,
}

/// Counts the ways that some answers take on some of the days explored.
#[must_use]
pub fn ways(explored: &[Explored<'_>]) -> Ways {
    let longest = explored.iter().map(longest).max().unwrap_or(0);
    let paths = Counter::new(explored).paths();
    Ways { paths, longest }
}

fn longest(explored: &Explored<'_>) -> u32 {
    let mut most = vec![0; explored.states.len()];
    for edge in &explored.edges {
        let asked = most[edge.from as usize] + u32::from(edge.value.is_some());
        let to = &mut most[edge.to as usize];
        *to = asked.max(*to);
    }
    most.into_iter().max().unwrap_or(0)
}

/// States of one day: its number and the state's.
type Member = (usize, u32);

/// Counts paths by following sets of states: two walks with the same
/// questions and routes so far are in one set.
struct Counter<'e, 'p> {
    explored: &'e [Explored<'p>],
    /// Where the edges of each state of each day begin and end.
    leaving: Vec<Vec<(usize, usize)>>,
}

impl<'e, 'p> Counter<'e, 'p> {
    fn new(explored: &'e [Explored<'p>]) -> Self {
        let leaving = explored.iter().map(|it| {
            let mut spans = vec![(0, 0); it.states.len()];
            for (number, edge) in it.edges.iter().enumerate() {
                let span = &mut spans[edge.from as usize];
                if span.1 == 0 {
                    span.0 = number;
                }
                span.1 = number + 1;
            }
            spans
        });
        Self {
            leaving: leaving.collect(),
            explored,
        }
    }

    /// Depth first without recursion; a set is counted once.
    fn paths(&self) -> Option<u128> {
        let starts = |(day, it): (usize, &Explored<'p>)| {
            let starts = u32::try_from(it.starts).unwrap_or(0);
            (0..starts).map(move |state| (day, state))
        };
        let first: Vec<Member> = self.explored.iter().enumerate().flat_map(starts).collect();
        let mut known: HashMap<Vec<Member>, Option<u128>> = HashMap::new();
        let mut open = vec![first.clone()];
        while let Some(set) = open.last().cloned() {
            if known.len() > MOST_SETS {
                return None;
            }
            let after = self.after(&set);
            let waiting = after.iter().filter(|it| !known.contains_key(*it));
            let waiting: Vec<_> = waiting.cloned().collect();
            if waiting.is_empty() {
                let mut counts = after.iter().map(|it| known.get(it).copied().flatten());
                let sum = counts.try_fold(0_u128, |sum, count| sum.checked_add(count?));
                let ends = after.is_empty();
                known.insert(set, if ends { Some(1) } else { sum });
                open.pop();
            } else {
                open.extend(waiting);
            }
        }
        known.get(&first).copied().flatten()
    }

    /// The sets that can follow, one for each way to leave.
    fn after(&self, set: &[Member]) -> Vec<Vec<Member>> {
        let mut by_exit: HashMap<_, Vec<Member>> = HashMap::new();
        for &(day, state) in set {
            let (from, to) = self.leaving[day][state as usize];
            for edge in &self.explored[day].edges[from..to] {
                by_exit.entry(edge.exit).or_default().push((day, edge.to));
            }
        }
        let sets = by_exit.into_values().map(super::reads::tidy);
        sets.collect()
    }
}
