//! Values that a condition asks for and that the fact cannot have there.

use super::{Lint, holds};
use crate::lang::Said;
use crate::pack::{Condition, Domain, FactId, Is, Place};
use crate::prove::value_sets::bit_of;
use crate::prove::{rule, shape};

/// Every `is` with several values, at every node that is reached.
pub(super) fn check(lint: &Lint<'_>) {
    let pack = lint.pack;
    for (number, question) in pack.questions.iter().enumerate() {
        let place = question.place;
        if let Some(unless) = &question.ask_unless {
            values(lint, number, None, unless, place, place);
        }
        for route in &question.routes {
            let own = Some(question.fact);
            values(lint, number, own, &route.when, route.place, place);
        }
    }
    for it in holds::guards(lint) {
        let node = shape::node(pack, it.target);
        values(lint, node, None, it.when, it.place, it.owner);
    }
}

fn values(
    lint: &Lint<'_>,
    node: usize,
    own: Option<FactId>,
    condition: &Condition,
    place: Place,
    owner: Place,
) {
    if !lint.reached(node) {
        return;
    }
    for leaf in condition.leaves() {
        // What is asked for here can still be any of its values.
        let (fact, wanted) = match leaf {
            Condition::Is(fact, wanted) => (fact, wanted),
            Condition::Finding(_)
            | Condition::Day(_)
            | Condition::Known(_)
            | Condition::Asked(_)
            | Condition::NotCertain
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Unless(_) => continue,
        };
        if Some(*fact) == own {
            continue;
        }
        let can = lint.explored.iter().flat_map(|explored| {
            let states = explored.at[node].iter();
            states.map(|state| explored.mask(*state, *fact))
        });
        let can = can.fold(0, |all, mask| all | mask);
        let (possible, never): (Vec<Is>, Vec<Is>) = wanted
            .iter()
            .partition(|is| can & bit_of(number_of(**is)) != 0);
        // Where none can be, that is told of the whole condition.
        if possible.is_empty() {
            continue;
        }
        for is in never {
            say(lint, *fact, name(lint, *fact, is), place, owner);
        }
    }
}

/// The number of a value among the fact's; unknown is the first.
const fn number_of(is: Is) -> usize {
    match is {
        Is::Unknown => 0,
        Is::Choice(id) => id.number() + 1,
    }
}

fn name<'p>(lint: &Lint<'p>, fact: FactId, is: Is) -> &'p str {
    match (is, &lint.pack.fact(fact).domain) {
        (Is::Choice(id), Domain::Choice(ids)) => ids.get(id.number()).map_or("", String::as_str),
        (Is::Unknown, Domain::Choice(_))
        | (_, Domain::Date { .. } | Domain::IdNumber | Domain::NamePair) => "unknown",
    }
}

fn say(lint: &Lint<'_>, fact: FactId, value: &str, place: Place, owner: Place) {
    let id = &lint.pack.fact(fact).id;
    let title = Said::new(
        format!("走到这里时 `{id}` 不会是 `{value}`"),
        format!("`{id}` can never be `{value}` here"),
    );
    lint.say(&rule::FLOW_NEVER_TRUE, place, owner, title);
}
