//! All walks of both packs on one day, followed together.
//!
//! A state is where both stand, with the answers that still matter in either:
//! walks that agree in those go on alike and are one state from there on, just
//! as in the exploration of one pack.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::ahead::Ahead;
use super::changed::Changed;
use super::class::{Answer, PairClasses, Tried};
use super::side::{Packs, Where};
use crate::engine::{Stop, Walk};
use crate::pack::Target;
use crate::prove::reads;

/// A question that both packs leave, none for the start, and where each leads.
pub(crate) type Parting = (Option<usize>, Where, Where);

/// Where both packs stand, and all that decides how they go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    /// Where each stands; none while what is given from outside is not known.
    pub(crate) stands: Option<[Stand; 2]>,
    /// The answers that still matter, by fact.
    answers: BTreeMap<usize, Answer>,
    /// Where the ways parted.
    pub(crate) partings: BTreeSet<Parting>,
    /// What one pack has left, and for where, and the other may yet.
    left: [BTreeMap<Option<usize>, Where>; 2],
}

/// Where one pack stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stand {
    pub(crate) at: Target,
    /// It does not take the answer that is there to its question.
    pub(crate) refuses: bool,
    /// What was asked on its way and still matters.
    path: BTreeSet<usize>,
}

/// From a state, by an answer to a fact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    pub(crate) from: usize,
    pub fact: usize,
    pub(crate) tried: Tried,
}

/// Where walks meet that go on alike.
#[derive(Debug)]
pub(crate) struct JointState {
    pub(crate) place: Place,
    /// The steps that lead there, that of the first walk first.
    pub(crate) came: Vec<Attempt>,
}

/// All walks of both packs on one day.
pub(crate) struct Together<'a> {
    pub(crate) packs: &'a Packs<'a>,
    ahead: [Ahead<'a>; 2],
    classes: PairClasses<'a>,
    changed: &'a Changed,
    /// The facts that decide together of a result, in either pack.
    of_results: BTreeSet<Vec<usize>>,
    /// What is given from outside, by name.
    given: Vec<usize>,
    numbers: HashMap<Place, usize>,
    pub(crate) states: Vec<JointState>,
    /// The states in which neither pack asks for more.
    pub(crate) ends: Vec<usize>,
    /// Of each fact, what was tried.
    pub(crate) tried: Vec<BTreeSet<Tried>>,
}

impl<'a> Together<'a> {
    /// Follows walks from the first answers on, up to so many `steps`; those
    /// left are told.
    pub(crate) fn new(classes: PairClasses<'a>, changed: &'a Changed, steps: &mut usize) -> Self {
        let packs = classes.packs;
        let ahead = packs.sides.each_ref().map(|side| {
            let until = side.pack.calendar.certain_until();
            let settled = until.is_some_and(|until| classes.today <= until);
            Ahead::new(side, changed, settled)
        });
        let given = packs.sides.iter().flat_map(|side| {
            let given = side.pack.given();
            given.map(|fact| side.facts[fact.number()])
        });
        let mut given = reads::tidy(given.collect());
        given.sort_by_key(|fact| packs.facts.of(*fact));
        let of_results = packs.sides.iter().flat_map(|side| {
            let groups = reads::groups_of_results(side.pack);
            groups
                .map(|facts| reads::tidy(facts.iter().map(|it| side.facts[it.number()]).collect()))
        });
        let mut together = Self {
            tried: vec![BTreeSet::new(); packs.facts.len()],
            numbers: HashMap::new(),
            states: Vec::new(),
            ends: Vec::new(),
            packs,
            ahead,
            classes,
            changed,
            of_results: of_results.collect(),
            given,
        };
        together.follow(steps);
        together
    }

    /// The day the walks are followed on.
    pub(crate) const fn today(&self) -> NaiveDate {
        self.classes.today
    }

    /// Depth first, the first answers first, with a stack of its own, so that a
    /// very long pack is no danger.
    fn follow(&mut self, steps: &mut usize) {
        let mut start = Place::default();
        self.go_on(&mut start);
        let mut stack = Vec::new();
        self.meet(start, None, &mut stack);
        while let Some(step) = stack.pop() {
            let Some(left) = steps.checked_sub(1) else {
                return;
            };
            *steps = left;
            let mut place = self.states[step.from].place.clone();
            place.answers.insert(step.fact, step.tried.answer());
            self.go_on(&mut place);
            self.meet(place, Some(step), &mut stack);
        }
    }

    /// Notes a step; where nobody was there before, what can be answered next
    /// is laid on the stack.
    fn meet(&mut self, place: Place, step: Option<Attempt>, stack: &mut Vec<Attempt>) {
        if let Some(number) = self.numbers.get(&place) {
            self.states[*number].came.extend(step);
            return;
        }
        let from = self.states.len();
        let came = step.into_iter().collect();
        let asked = self.asked(&place);
        if let Some(fact) = asked.filter(|_| self.may_differ(&place)) {
            let tries = self.tries(fact, &place).into_iter().rev();
            stack.extend(tries.map(|tried| Attempt { from, fact, tried }));
        } else if asked.is_none() {
            self.ends.push(from);
        }
        self.numbers.insert(place.clone(), from);
        self.states.push(JointState { place, came });
    }

    /// What is asked for next, in the old pack first.
    fn asked(&self, place: &Place) -> Option<usize> {
        let Some(stands) = &place.stands else {
            return self.not_given(place);
        };
        let mut packs = self.packs.sides.iter().zip(stands);
        packs.find_map(|(side, stand)| match stand.at {
            Target::Question(id) if !stand.refuses => Some(side.asks(id)),
            Target::Question(_) | Target::Result(_) => None,
        })
    }

    /// Whether anything can come out differently from there on: the ways are
    /// the same so far, and nothing that changed lies ahead.
    fn may_differ(&self, place: &Place) -> bool {
        let Some(stands) = &place.stands else {
            return true;
        };
        let [old, new] = [0, 1].map(|at| self.packs.sides[at].place(stands[at].at));
        let same = old == new && place.partings.is_empty() && !stands.iter().any(|it| it.refuses);
        !matches!(old, Where::Question(question) if same && !self.changed.is_ahead_of(question))
    }

    fn not_given(&self, place: &Place) -> Option<usize> {
        let mut given = self.given.iter();
        given
            .find(|fact| !place.answers.contains_key(fact))
            .copied()
    }

    /// What to try of a fact: of one that is given each choice, the last first.
    fn tries(&mut self, fact: usize, place: &Place) -> Vec<Tried> {
        let tries = if place.stands.is_some() {
            self.classes.of(fact, &place.answers)
        } else {
            self.given_values(fact)
        };
        self.tried[fact].extend(&tries);
        tries
    }

    fn given_values(&self, fact: usize) -> Vec<Tried> {
        let sides = self.packs.sides.iter();
        let own = sides.filter_map(|side| Some(side.choices(side.fact(fact)?)));
        let mut choices = reads::tidy(own.flatten().collect());
        choices.sort_by_key(|choice| self.packs.answers[fact].of(*choice));
        choices.into_iter().rev().map(Tried::Named).collect()
    }

    /// Walks on in both packs as far as the answers lead.
    fn go_on(&self, place: &mut Place) {
        let begins = place.stands.is_none();
        if begins && self.not_given(place).is_some() {
            return;
        }
        let mut stands = place.stands.take().unwrap_or_else(|| {
            self.packs.sides.each_ref().map(|side| Stand {
                at: Target::Question(side.pack.start),
                refuses: false,
                path: side
                    .pack
                    .given()
                    .map(|it| side.facts[it.number()])
                    .collect(),
            })
        });
        for (number, stand) in stands.iter_mut().enumerate() {
            self.walk(number, stand, begins, place);
        }
        self.forget(&mut stands, place);
        place.stands = Some(stands);
    }

    /// Walks on in one pack, and notes every question it leaves.
    fn walk(&self, number: usize, stand: &mut Stand, begins: bool, place: &mut Place) {
        let side = &self.packs.sides[number];
        if stand.refuses || matches!(stand.at, Target::Result(_)) {
            return;
        }
        let answers = side.known(place.answers.iter());
        let path = stand.path.iter().filter_map(|fact| side.fact(*fact));
        let walk = Walk::onward(side.pack, &answers, self.classes.today, stand.at, path);
        let passed = walk
            .path
            .iter()
            .map(|step| side.questions[step.question.number()]);
        let passed: Vec<_> = passed.collect();
        stand.at = match &walk.stop {
            Stop::Ask { question, .. } => Target::Question(*question),
            Stop::Result(outcome) => Target::Result(outcome.result),
        };
        let stop = side.place(stand.at);
        let from = begins.then_some(None).into_iter();
        let from = from.chain(passed.iter().copied().map(Some));
        let to = passed.iter().copied().map(Where::Question).chain([stop]);
        for (question, to) in from.zip(to.skip(usize::from(!begins))) {
            place.leave(number, question, to);
        }
        let told = walk.path.iter().map(|step| side.asks(step.question));
        stand.path.extend(told);
        if let Target::Question(id) = stand.at {
            let fact = side.asks(id);
            stand.refuses = place.answers.contains_key(&fact);
            if stand.refuses {
                let question = side.questions[id.number()];
                place.leave(number, Some(question), Where::Refused(fact));
            }
        }
    }

    /// Drops what nothing looks at from there on. What both were told is told
    /// alike: only with what one of them was not told can it make a difference
    /// to anything but what changed.
    fn forget(&self, stands: &mut [Stand; 2], place: &mut Place) {
        let ahead = &self.ahead;
        let knows = |stands: &[Stand; 2], fact: usize| {
            let [old, new] = stands.each_ref().map(|it| it.path.contains(&fact));
            (old, new)
        };
        let asked = |stands: &[Stand; 2], fact: usize| {
            ahead
                .iter()
                .zip(stands)
                .any(|(it, stand)| it.asks(stand, fact))
        };
        let compared = ahead[0].may_meet(&stands[0], &ahead[1], &stands[1]);
        let open = self.of_results.iter().filter(|facts| {
            compared
                && facts.iter().any(|fact| {
                    let (old, new) = knows(stands, *fact);
                    old != new || asked(stands, *fact)
                })
        });
        let open: BTreeSet<usize> = open.flatten().copied().collect();
        place.answers.retain(|fact, _| {
            let (old, new) = knows(stands, *fact);
            let keep = asked(stands, *fact)
                || open.contains(fact)
                || old && ahead[0].decides(&stands[0], *fact, compared)
                || new && ahead[1].decides(&stands[1], *fact, compared);
            if !keep {
                for stand in &mut *stands {
                    stand.path.remove(fact);
                }
            }
            keep
        });
        for (number, left) in place.left.iter_mut().enumerate() {
            let other = 1 - number;
            left.retain(|question, _| {
                let asked = question.and_then(|it| self.packs.sides[other].asks_at(it));
                asked.is_some_and(|fact| ahead[other].asks(&stands[other], fact))
            });
        }
    }
}

impl Place {
    /// Notes where one pack leads from a question, and whether the other one
    /// leads elsewhere.
    fn leave(&mut self, number: usize, question: Option<usize>, to: Where) {
        match self.left[1 - number].remove(&question) {
            None => {
                self.left[number].insert(question, to);
            }
            Some(other) if other == to => {}
            Some(other) if number == 0 => {
                self.partings.insert((question, to, other));
            }
            Some(other) => {
                self.partings.insert((question, other, to));
            }
        }
    }
}
