//! What everything in a pack uses: facts, parameters, sources, contacts, stages
//! and links.

use super::reads;
use crate::pack::{
    Condition, ContactId, FactId, Fields as _, Item, Keyed, LinkId, Pack, ParameterId, Part, Slot,
    SourceId, StageId,
};

/// A thing that can be used elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Used {
    Fact(FactId),
    Parameter(ParameterId),
    Source(SourceId),
    Contact(ContactId),
    Stage(StageId),
    Link(LinkId),
}

impl Used {
    /// The table of that kind with that number; of a question, the fact it asks
    /// for. None where nothing uses such tables.
    pub(crate) fn of(pack: &Pack, part: Part, number: usize) -> Option<Self> {
        Some(match part {
            Part::Question => Self::Fact(pack.questions[number].fact),
            Part::Given => Self::Fact(pack.find_fact(&pack.givens[number].id)?),
            Part::Parameter => Self::Parameter(ParameterId::new(number)),
            Part::Source => Self::Source(SourceId::new(number)),
            Part::Contact => Self::Contact(ContactId::new(number)),
            Part::Stage => Self::Stage(StageId::new(number)),
            Part::Link => Self::Link(LinkId::new(number)),
            _ => return None,
        })
    }
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
pub(crate) fn uses(pack: &Pack, thing: Used) -> Vec<Use<'_>> {
    let mut found: Vec<Use<'_>> = Vec::new();
    for table in pack.things() {
        let (part, id) = (table.part, table.id);
        for it in table.items {
            let it_uses = used_by(pack, it).contains(&thing);
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
pub(crate) fn used_by(pack: &Pack, it: Keyed<'_>) -> Vec<Used> {
    let mut used = Vec::new();
    for condition in it.conditions() {
        used.extend(of_condition(condition));
    }
    let texts = it.texts().into_iter();
    for slot in texts.flat_map(|it| reads::slots(pack, it.text)) {
        match slot {
            Slot::Sum(sum) => used.extend(sum.into_iter().map(Used::Parameter)),
            Slot::Day(id) => used.push(Used::Parameter(id)),
            Slot::Answer(fact) | Slot::Workdays(fact) | Slot::Personal(fact) => {
                used.push(Used::Fact(fact));
            }
            Slot::Phrase(_) | Slot::Today | Slot::AskFrom | Slot::Found => {}
        }
    }
    match it.item {
        Item::Lead(lead) => used.extend(lead.items().into_iter().flat_map(|it| used_by(pack, it))),
        Item::Stage(stage) => used.push(Used::Stage(stage)),
        Item::Hang(hang) => used.push(Used::Link(hang.link)),
        Item::Whom(whom) => used.push(Used::Contact(whom.contact)),
        Item::Source(source) => used.push(Used::Source(source)),
        Item::Parameter(parameter) => used.push(Used::Parameter(parameter)),
        Item::AskFrom(rule) => {
            used.extend(rule.sum.iter().map(|id| Used::Parameter(*id)));
            used.extend(rule.facts().map(Used::Fact));
        }
        // The rest by its words and conditions alone; the same office in other
        // words (`Item::Contact`) sends nobody there.
        _ => {}
    }
    used
}

fn of_condition(condition: &Condition) -> impl Iterator<Item = Used> {
    let facts = condition.facts().into_iter().map(Used::Fact);
    facts.chain(condition.parameters().into_iter().map(Used::Parameter))
}
