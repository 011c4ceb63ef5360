//! Routes must lead on: no question may be met twice on one way.

use std::collections::{HashMap, HashSet, VecDeque};
use std::iter::successors;
use std::mem::replace;

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
/// (strongly connected components, Kosaraju), without recursion: a chain of
/// questions may be very long.
fn groups(pack: &Pack) -> Vec<Vec<usize>> {
    let count = pack.questions.len();
    let (mut met, mut left) = (vec![false; count], Vec::new());
    let mut lead_here = vec![Vec::new(); count];
    let mut open: Vec<_> = (0..count).map(|start| (start, false)).collect();
    while let Some((at, is_done)) = open.pop() {
        if is_done {
            left.push(at);
        } else if !replace(&mut met[at], true) {
            open.push((at, true));
            for (_, to) in exits(pack, at) {
                lead_here[to.number()].push(at);
                open.push((to.number(), false));
            }
        }
    }
    // Backwards from what was left last: only its own group is not taken yet.
    let mut groups = Vec::new();
    while let Some(start) = left.pop() {
        let (mut group, mut open) = (Vec::new(), vec![start]);
        while let Some(at) = open.pop() {
            if replace(&mut met[at], false) {
                group.push(at);
                open.extend(&lead_here[at]);
            }
        }
        groups.push(group);
    }
    groups
}

/// The shortest circle through the first question of a group, and the step
/// that closes it; none where a question stands alone, or none is there.
fn circle(pack: &Pack, group: &[usize]) -> Option<(Place, Vec<usize>)> {
    let start = *group.iter().min()?;
    let members: HashSet<usize> = group.iter().copied().collect();
    let mut came_from = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for (place, to) in exits(pack, at) {
            let to = to.number();
            if to == start {
                let back = |at: &usize| came_from.get(at).copied();
                let mut circle = vec![start];
                circle.extend(successors(Some(at), back));
                circle.reverse();
                return Some((place, circle));
            }
            if members.contains(&to) && !came_from.contains_key(&to) {
                came_from.insert(to, at);
                queue.push_back(to);
            }
        }
    }
    None
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
