//! The result as JSON, for programs and tests.

use std::collections::BTreeMap;

use serde::Serialize;

use super::reasons::{self, WhatIf, Why};
use crate::engine::{SettledDay, Walk};
use crate::lang::Lang;
use crate::pack::FactId;

/// Where a walk stands, by ids.
#[derive(Debug, Serialize)]
pub(crate) struct Report<'a> {
    /// The result's id; null where a fact is still missing.
    pub(crate) result: Option<&'a str>,
    /// The stage's id.
    pub(crate) stage: &'a str,
    /// The link's id.
    pub(crate) link: Option<&'a str>,
    /// The first day to ask.
    pub(crate) ask_from: Option<SettledDay>,
    /// The cautions' ids.
    pub(crate) cautions: Vec<&'a str>,
    /// What was given from outside: fact and value.
    pub(crate) given: BTreeMap<&'a str, String>,
    /// The facts asked, in order.
    pub(crate) path: Vec<&'a str>,
    /// The fact to ask next; empty at a result.
    pub(crate) needs: Vec<&'a str>,
    /// The facts answered whose answers do not matter.
    pub(crate) unused: Vec<&'a str>,
    /// What each answer on the path did, in order.
    pub(crate) why: Vec<Why<'a>>,
    /// The smallest changes of one answer that bring another result.
    pub(crate) what_if: Vec<WhatIf<'a>>,
}

/// The report of one of several records.
#[derive(Debug, Serialize)]
pub(crate) struct Labelled<'a> {
    /// What the record is called.
    pub(crate) record: Option<&'a str>,
    /// Its report.
    #[serde(flatten)]
    pub(crate) report: Report<'a>,
}

/// The report of a walk; the conditions that decided are in words of `lang`.
pub(crate) fn report<'a>(walk: &'a Walk<'a>, lang: Lang) -> Report<'a> {
    let pack = walk.pack();
    let fact = |id: FactId| pack.fact(id).id.as_str();
    let outcome = walk.outcome();
    Report {
        result: outcome.map(|outcome| pack.card(outcome.result).id.as_str()),
        stage: &pack.stages[walk.stage().number()].id,
        link: outcome
            .and_then(|outcome| outcome.link)
            .map(|link| pack.links[link.number()].id.as_str()),
        ask_from: outcome.and_then(|outcome| outcome.ask_from),
        cautions: outcome.map_or_else(Vec::new, |outcome| {
            let ids = outcome.cautions.iter();
            ids.map(|id| pack.cautions[id.number()].id.as_str())
                .collect()
        }),
        given: walk
            .given()
            .map(|(id, value)| (fact(id), reasons::value_id(walk, id, value)))
            .collect(),
        path: walk.path.iter().map(|step| fact(step.fact)).collect(),
        needs: walk.next_fact().map(fact).into_iter().collect(),
        unused: walk.unused().map(fact).collect(),
        why: reasons::why_list(walk, lang),
        what_if: reasons::what_if_list(walk),
    }
}
