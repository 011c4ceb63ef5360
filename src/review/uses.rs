//! Where a fact, a parameter, a source or a contact is used.

use super::rows::Part;
use crate::pack::{Condition, FactId, Item, Keyed, Pack, ParameterId, Slot, SourceId, Text};
use crate::prove::reads;

/// A thing that can be used elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    /// A fact.
    Fact(FactId),
    /// A parameter.
    Parameter(ParameterId),
    /// A source.
    Source(SourceId),
}

/// Where something is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Use<'a> {
    /// What kind of thing uses it.
    pub(crate) part: Part,
    /// The user's id.
    pub(crate) id: &'a str,
    /// Under which key.
    pub(crate) key: &'static str,
}

/// Everything that uses a thing, in the order of the files, each place once.
pub(crate) fn uses(pack: &Pack, thing: Thing) -> Vec<Use<'_>> {
    let mut found: Vec<Use<'_>> = Vec::new();
    for table in pack.things() {
        let (part, id) = (table.part, table.id);
        for it in table.items {
            let it_uses = used_by(it).contains(&thing);
            let key = it.field.key;
            let here = Use { part, id, key };
            if it_uses && !found.contains(&here) {
                found.push(here);
            }
        }
    }
    found
}

/// What stands under a key uses.
fn used_by(it: Keyed<'_>) -> Vec<Thing> {
    let mut things = Vec::new();
    for worded in it.texts() {
        of_text(worded.text, &mut things);
        of_condition(worded.when, &mut things);
    }
    match it.item {
        Item::When(when) => of_condition(Some(when), &mut things),
        Item::Route(route) => of_condition(Some(&route.when), &mut things),
        Item::Hang(hang) => of_condition(hang.when.as_ref(), &mut things),
        Item::Mover(mover) => of_condition(mover.when.as_ref(), &mut things),
        Item::Whom(whom) => of_condition(whom.when.as_ref(), &mut things),
        Item::Source(source) => things.push(Thing::Source(source)),
        Item::AskFrom(rule) => {
            things.extend(rule.sum.iter().map(|id| Thing::Parameter(*id)));
            things.extend(rule.facts().map(Thing::Fact));
        }
        Item::Text(_)
        | Item::Sentence(_)
        | Item::Line(_)
        | Item::Choice(_)
        | Item::Reply(_)
        | Item::Lead(_)
        | Item::Stage(_)
        | Item::Entered(..)
        | Item::Figure(_)
        | Item::Day(_)
        | Item::Beside(_)
        | Item::Kind(_)
        | Item::To(_)
        | Item::Contact(_)
        | Item::Parameter(_)
        | Item::Word(_)
        | Item::Flag(_) => {}
    }
    things
}

fn of_condition(condition: Option<&Condition>, into: &mut Vec<Thing>) {
    let Some(condition) = condition else { return };
    into.extend(condition.facts().into_iter().map(Thing::Fact));
    into.extend(condition.parameters().into_iter().map(Thing::Parameter));
}

fn of_text(text: &Text, into: &mut Vec<Thing>) {
    for slot in reads::slots(text) {
        match slot {
            Slot::Sum(sum) => into.extend(sum.iter().map(|id| Thing::Parameter(*id))),
            Slot::Day(id) => into.push(Thing::Parameter(*id)),
            Slot::Answer(fact) | Slot::Workdays(fact) => into.push(Thing::Fact(*fact)),
            _ => {}
        }
    }
}
