//! What is written and never used, and sources that are out of date.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Lint;
use crate::lang::{Lang, Said};
use crate::pack::problem::Noun;
use crate::pack::{FactId, Pack, ParameterId, Place, Slot, SourceId};
use crate::prove::{reads, rule};

/// Parameters, sources, contacts, stages, links, facts; dates of sources.
pub(super) fn check(lint: &Lint<'_>, today: NaiveDate) {
    let pack = lint.pack;
    let used = Used::of(pack);
    for (number, parameter) in pack.parameters.iter().enumerate() {
        if !used.parameters.contains(&ParameterId::new(number)) {
            say(lint, Noun::Parameter, &parameter.id, parameter.place);
        }
    }
    for (number, source) in pack.sources.iter().enumerate() {
        if !used.sources.contains(&SourceId::new(number)) {
            say(lint, Noun::Source, &source.id, source.place);
        }
        out_of_date(lint, source, today);
    }
    for (number, contact) in pack.contacts.iter().enumerate() {
        let of_cards = pack.results.iter().flat_map(|card| &card.contacts);
        let leads = pack.cautions.iter().filter_map(|it| it.lead.as_ref());
        let mut all = of_cards.chain(leads.flat_map(|lead| &lead.contacts));
        if !all.any(|whom| whom.contact.number() == number) {
            say(
                lint,
                Noun::Contact,
                &contact.id,
                contact.name.place(Lang::Zh),
            );
        }
    }
    for (number, stage) in pack.stages.iter().enumerate() {
        if !pack.questions.iter().any(|it| it.stage.number() == number) {
            say(lint, Noun::Stage, &stage.id, stage.name.place(Lang::Zh));
        }
    }
    for (number, question) in pack.questions.iter().enumerate() {
        let first = pack
            .question_of(question.fact)
            .is_some_and(|it| it.number() == number);
        if first && !used.facts.contains(&question.fact) {
            say(
                lint,
                Noun::Fact,
                &pack.fact(question.fact).id,
                question.place,
            );
        }
    }
}

fn out_of_date(lint: &Lint<'_>, source: &crate::pack::Source, today: NaiveDate) {
    if let Some(until) = source.valid_until.filter(|until| *until < today) {
        let id = &source.id;
        let title = Said::new(
            format!("来源 `{id}` 只到 {until} 为止"),
            format!("source `{id}` was to be relied on until {until} only"),
        );
        lint.say(&rule::PACK_OUT_OF_DATE, source.place, source.place, title);
    }
}

fn say(lint: &Lint<'_>, noun: Noun, id: &str, place: Place) {
    let title = Said::new(
        format!("{} `{id}` 哪里也没用到", noun.name(Lang::Zh)),
        format!("{} `{id}` is used nowhere", noun.name(Lang::En)),
    );
    lint.say(&rule::PACK_UNUSED, place, place, title);
}

/// What a pack uses.
struct Used {
    facts: BTreeSet<FactId>,
    parameters: BTreeSet<ParameterId>,
    sources: BTreeSet<SourceId>,
}

impl Used {
    fn of(pack: &Pack) -> Self {
        let (mut facts, mut parameters) = (Vec::new(), Vec::new());
        for condition in reads::conditions(pack) {
            facts.extend(condition.facts());
            parameters.extend(condition.parameters());
        }
        for card in &pack.results {
            facts.extend(reads::facts_of_card(pack, card));
            parameters.extend(card.ask_from.iter().flat_map(|rule| &rule.sum));
        }
        facts.extend(reads::facts_of_cautions(pack));
        for (text, _) in super::texts::all(pack) {
            facts.extend(reads::shown(text.text));
            for slot in reads::slots(text.text) {
                match slot {
                    Slot::Sum(sum) => parameters.extend(sum),
                    Slot::Day(parameter) => parameters.push(*parameter),
                    Slot::Phrase(_)
                    | Slot::Answer(_)
                    | Slot::Workdays(_)
                    | Slot::Personal(_)
                    | Slot::Today
                    | Slot::AskFrom
                    | Slot::Found => {}
                }
            }
        }
        let cited = pack.parameters.iter().map(|parameter| parameter.source);
        let cited = cited.chain(pack.results.iter().flat_map(|card| card.sources.clone()));
        let cited = cited.chain(pack.cautions.iter().flat_map(|it| it.sources.clone()));
        Self {
            facts: facts.into_iter().collect(),
            parameters: parameters.into_iter().collect(),
            sources: cited.collect(),
        }
    }
}
