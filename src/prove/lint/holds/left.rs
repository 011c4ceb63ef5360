//! Parts of a page, and choices, of which none may be left: each stands under a
//! condition.

use super::of_facts;
use crate::engine::{Facts, Stop, Walk};
use crate::lang::Said;
use crate::pack::{Card, Condition, FactId, Lead, Line, Place, Question, Target, Whom};
use crate::prove::lint::Lint;
use crate::prove::value_sets::{Mask, OFF_PATH, bit_of, combinations};
use crate::prove::{Explored, example, reads, rule, shape};

/// Of so many facts every combination is tried.
const FEW: usize = 5;

/// The conditions of a list, none where something always stands there.
type Guards<'p> = Vec<Option<&'p Condition>>;

fn of_lines(lines: &[Line]) -> Guards<'_> {
    lines.iter().map(|it| it.when.as_ref()).collect()
}

fn of_whom(contacts: &[Whom]) -> Guards<'_> {
    contacts.iter().map(|it| it.when.as_ref()).collect()
}

pub(super) fn of_question(lint: &Lint<'_>, target: Target, question: &Question) {
    let choices = question.choices.iter().map(|it| it.when.as_ref());
    none_left(
        lint,
        target,
        question.place,
        ("choice", choices.collect()),
        |_| Vec::new(),
    );
}

/// What to do, whom to ask and what to say.
pub(super) fn of_result(lint: &Lint<'_>, target: Target, card: &Card) {
    let place = card.place;
    let steps = ("do", of_lines(&card.steps));
    none_left(lint, target, place, steps, |lead| of_lines(&lead.steps));
    let contacts = ("contact", of_whom(&card.contacts));
    none_left(lint, target, place, contacts, |lead| {
        of_whom(&lead.contacts)
    });
    let script = ("script", of_lines(&card.script));
    none_left(lint, target, place, script, |lead| of_lines(&lead.script));
}

/// Says so where answers lead to a place and leave none of a list; of what leads
/// there because of a caution `led` are the conditions of the same list.
fn none_left(
    lint: &Lint<'_>,
    target: Target,
    owner: Place,
    (key, guards): (&str, Guards<'_>),
    led: impl Fn(&Lead) -> Guards<'_>,
) {
    let guards: Option<Vec<_>> = guards.into_iter().collect();
    let Some(guards) = guards.filter(|it| !it.is_empty()) else {
        return;
    };
    let guarded = List {
        target,
        facts: reads::tidy(guards.iter().flat_map(|it| it.facts()).collect()),
        none: &|known| !guards.iter().any(|it| known.is_true(it)),
        none_there: &|walk| {
            let some = |of: Guards<'_>| of.iter().any(|it| it.is_none_or(|it| walk.holds(it)));
            let own = guards.iter().copied().map(Some).collect();
            !some(own) && !leads(walk).any(|lead| some(led(lead)))
        },
    };
    if let Some(example) = guarded.none_where(&lint.explored) {
        let title = Said::new(
            format!("`{key}` 里可能一行也不剩"),
            format!("nothing of `{key}` may be left"),
        );
        lint.say_with(&rule::TEXT_NONE_LEFT, owner, owner, title, Some(example));
    }
}

/// What the cautions of a result put first.
fn leads<'p>(walk: &Walk<'p>) -> impl Iterator<Item = &'p Lead> {
    let cautions = match &walk.stop {
        Stop::Result(outcome) => outcome.cautions.clone(),
        Stop::Ask { .. } => Vec::new(),
    };
    let pack = walk.pack();
    let cautions = cautions.into_iter().map(|id| &pack.cautions[id.number()]);
    cautions.filter_map(|it| it.lead.as_ref())
}

/// A list of which each stands under a condition.
struct List<'l> {
    target: Target,
    /// All that the conditions look at.
    facts: Vec<FactId>,
    /// Whether none of it holds of some facts.
    none: &'l dyn Fn(&Facts<'_>) -> bool,
    /// Whether none is left on a walk.
    none_there: &'l dyn Fn(&Walk<'_>) -> bool,
}

impl List<'_> {
    /// Answers that lead there and leave none, walked to be sure. Of few facts every
    /// combination is tried, from one day's point of view; of more those with which a
    /// state is got to, and those with one other than these.
    fn none_where(&self, explored: &[Explored<'_>]) -> Option<String> {
        if self.facts.len() > FEW {
            return explored.iter().find_map(|it| self.walked(it, &near));
        }
        let explored = explored.first()?;
        let (pack, classes) = (explored.pack, &explored.classes);
        let mut scratch = Facts::new(pack, classes.today);
        let mut suspect = self.states(explored);
        let suspected = suspect.any(|(_, masks)| {
            combinations(&masks, classes, &mut scratch, self.none) != Some(false)
        });
        let apart = suspected.then(|| Explored::new(pack, classes.today, &self.facts));
        self.walked(&apart?, &|_, _, masks| vec![masks.to_vec()])
    }

    fn states<'e>(
        &'e self,
        explored: &'e Explored<'_>,
    ) -> impl Iterator<Item = (u32, Vec<(FactId, Mask)>)> {
        let node = shape::node(explored.pack, self.target);
        of_facts(explored, &explored.at[node], &self.facts, &[])
    }

    /// The first answers that do, of the values that `tried` has for a state.
    fn walked(&self, explored: &Explored<'_>, tried: &Tried) -> Option<String> {
        let (pack, classes) = (explored.pack, &explored.classes);
        let mut scratch = Facts::new(pack, classes.today);
        for (state, masks) in self.states(explored) {
            for masks in tried(explored, state, &masks) {
                let mut found = None;
                combinations(&masks, classes, &mut scratch, |known| {
                    if (self.none)(known) {
                        let mut answers = explored.answers_to(state);
                        for fact in &self.facts {
                            match known.get(*fact) {
                                Some(value) => answers.set(*fact, value.clone()),
                                None => answers.remove(*fact),
                            };
                        }
                        let (today, target) = (classes.today, self.target);
                        found = example::where_so(pack, today, &answers, target, self.none_there);
                    }
                    found.is_some()
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }
}

/// The sets of values to try of a state that can have some.
type Tried = dyn Fn(&Explored<'_>, u32, &[(FactId, Mask)]) -> Vec<Vec<(FactId, Mask)>>;

/// The values with which a state is got to, for each fact in turn with all that
/// it may have there.
fn near(explored: &Explored<'_>, state: u32, masks: &[(FactId, Mask)]) -> Vec<Vec<(FactId, Mask)>> {
    let steps = explored.steps_to(state);
    let own = |(fact, _): &(FactId, Mask)| {
        let step = steps.iter().find(|(of, _)| of == fact);
        let mask = step.map_or(OFF_PATH, |(_, number)| bit_of(usize::from(*number)));
        (*fact, mask)
    };
    let own: Vec<_> = masks.iter().map(own).collect();
    let one_other = |at: usize| {
        let mut near = own.clone();
        near[at] = masks[at];
        near
    };
    (0..masks.len()).map(one_other).collect()
}
