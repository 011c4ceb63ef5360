//! Routes must lead on: no question may be met twice on one way.

use super::problem::{Kind, Place};
use super::reader::Sink;
use super::{Pack, Question, QuestionId, Target};

/// How far the search has got with a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Reports every circle of routes, just its questions. Depth first without
/// recursion, so that a very long chain of questions is no danger.
pub(super) fn check(pack: &Pack, sink: &Sink) {
    let mut marks = vec![Mark::New; pack.questions.len()];
    for start in 0..pack.questions.len() {
        if marks[start] == Mark::New {
            search(pack, start, &mut marks, sink);
        }
    }
}

fn search(pack: &Pack, start: usize, marks: &mut [Mark], sink: &Sink) {
    let mut way: Vec<(usize, Vec<(Place, QuestionId)>)> = vec![(start, exits(pack, start))];
    marks[start] = Mark::Open;
    while let Some((from, rest)) = way.last_mut() {
        let from = *from;
        let Some((place, to)) = rest.pop() else {
            marks[from] = Mark::Done;
            way.pop();
            continue;
        };
        let to = to.number();
        match marks[to] {
            Mark::New => {
                marks[to] = Mark::Open;
                way.push((to, exits(pack, to)));
            }
            Mark::Open => {
                let round = way.iter().map(|(number, _)| *number);
                let mut ids: Vec<String> = round
                    .skip_while(|number| *number != to)
                    .map(|number| pack.questions[number].id.clone())
                    .collect();
                ids.push(pack.questions[to].id.clone());
                sink.error(Some(place), Kind::Cycle(ids));
            }
            Mark::Done => {}
        }
    }
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
