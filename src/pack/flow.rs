//! Routes must lead on: no question may be met twice on one way.

use std::collections::{HashMap, VecDeque};

use super::place::Place;
use super::problem::ProblemKind;
use super::reader::Sink;
use super::{Pack, Question, QuestionId, Target};

/// Reports every group of questions that lead to each other, by its shortest
/// circle: one message a group, at the step that closes the circle.
pub(super) fn check(pack: &Pack, sink: &Sink) {
    for group in groups(pack) {
        if let Some((place, circle)) = circle(pack, &group) {
            let ids = circle.iter().map(|at| pack.questions[*at].id.clone());
            sink.error(Some(place), ProblemKind::Cycle(ids.collect()));
        }
    }
}

/// The groups of questions that lead to each other, alone or with others
/// (strongly connected components, Tarjan), without recursion: a chain of
/// questions may be very long.
fn groups(pack: &Pack) -> Vec<Vec<usize>> {
    let mut search = Search::new(pack.questions.len());
    for start in 0..pack.questions.len() {
        if search.number[start] == 0 {
            search.from(pack, start);
        }
    }
    search.groups
}

struct Search {
    /// When each question was met, from 1; 0 before.
    number: Vec<usize>,
    /// The earliest open question each leads back to.
    lowest: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    met: usize,
    groups: Vec<Vec<usize>>,
}

impl Search {
    fn new(questions: usize) -> Self {
        Self {
            number: vec![0; questions],
            lowest: vec![0; questions],
            open: Vec::new(),
            is_open: vec![false; questions],
            met: 0,
            groups: Vec::new(),
        }
    }

    fn from(&mut self, pack: &Pack, start: usize) {
        let mut way = vec![self.meet(pack, start)];
        while let Some((from, rest)) = way.last_mut() {
            let from = *from;
            match rest.pop() {
                Some(to) if self.number[to] == 0 => way.push(self.meet(pack, to)),
                Some(to) if self.is_open[to] => {
                    self.lowest[from] = self.lowest[from].min(self.number[to]);
                }
                Some(_) => {}
                None => {
                    way.pop();
                    if let Some((before, _)) = way.last() {
                        self.lowest[*before] = self.lowest[*before].min(self.lowest[from]);
                    }
                    self.close(from);
                }
            }
        }
    }

    fn meet(&mut self, pack: &Pack, at: usize) -> (usize, Vec<usize>) {
        self.met += 1;
        self.number[at] = self.met;
        self.lowest[at] = self.met;
        self.open.push(at);
        self.is_open[at] = true;
        let exits = exits(pack, at).into_iter();
        (at, exits.map(|(_, to)| to.number()).collect())
    }

    /// Takes a whole group off the open questions, where `at` began it.
    fn close(&mut self, at: usize) {
        if self.lowest[at] != self.number[at] {
            return;
        }
        let from = self.open.iter().rposition(|open| *open == at);
        let group = self.open.split_off(from.unwrap_or(self.open.len()));
        for member in &group {
            self.is_open[*member] = false;
        }
        self.groups.push(group);
    }
}

/// The shortest circle through the first question of a group, and the step
/// that closes it; none where a question stands alone.
fn circle(pack: &Pack, group: &[usize]) -> Option<(Place, Vec<usize>)> {
    let start = *group.iter().min()?;
    let members: std::collections::HashSet<usize> = group.iter().copied().collect();
    let mut came_from = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for (place, to) in exits(pack, at) {
            let to = to.number();
            if to == start {
                return Some((place, way_back(&came_from, start, at)));
            }
            if members.contains(&to) && !came_from.contains_key(&to) {
                came_from.insert(to, at);
                queue.push_back(to);
            }
        }
    }
    None
}

/// The circle from `start` to `last` and back to `start`.
fn way_back(came_from: &HashMap<usize, usize>, start: usize, last: usize) -> Vec<usize> {
    let mut circle = vec![start, last];
    let mut at = last;
    while at != start {
        let Some(before) = came_from.get(&at) else {
            break;
        };
        at = *before;
        circle.push(at);
    }
    if last == start {
        circle.pop();
        circle.push(start);
    }
    circle.reverse();
    circle
}

/// Where a question can lead, with the place that says so.
fn exits(pack: &Pack, number: usize) -> Vec<(Place, QuestionId)> {
    let question: &Question = &pack.questions[number];
    let routes = question.routes.iter().map(|route| (route.place, route.to));
    let next = [(question.place, question.next)];
    next.into_iter()
        .chain(routes)
        .filter_map(|(place, target)| match target {
            Target::Question(id) => Some((place, id)),
            Target::Result(_) => None,
        })
        .collect()
}
