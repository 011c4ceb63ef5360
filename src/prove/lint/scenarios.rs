//! Scenario files against the pack: what comes out otherwise, and which
//! results nobody has written one for.

use super::{FoundProblem, allowed};
use crate::engine::Walk;
use crate::lang::Said;
use crate::pack::problem::Problem;
use crate::pack::{Pack, ResultId};
use crate::prove::rule;
use crate::scenario::{self, Scenario};

/// What can be said against a pack by its scenarios.
#[must_use]
pub fn scenarios(pack: &Pack, scenarios: &[Scenario]) -> Vec<Problem> {
    let mut ended = vec![false; pack.results.len()];
    for scenario in scenarios {
        let walk = Walk::new(pack, &scenario.answers, scenario.today);
        if let Some(outcome) = walk.outcome() {
            ended[outcome.result.number()] = true;
        }
    }
    let wrong = scenario::problems(pack, scenarios);
    // One that comes out wrong may be the one a result lacks.
    if wrong.is_empty() {
        return missing(pack, &ended);
    }
    wrong
}

/// Results no scenario ends in: a warning each, or one for a pack that has
/// no scenarios at all.
fn missing(pack: &Pack, ended: &[bool]) -> Vec<Problem> {
    let none = !ended.contains(&true);
    let mut found = Vec::new();
    for (number, ended) in ended.iter().enumerate() {
        let card = pack.card(ResultId::new(number));
        let id = &card.id;
        let title = if none {
            Said::new(
                "一个情景也没有，改坏了不会有人发现",
                "there is no scenario at all, so nobody would notice if something broke",
            )
        } else if *ended {
            continue;
        } else {
            Said::new(
                format!("没有一个情景走到结果 `{id}`"),
                format!("no scenario ends in result `{id}`"),
            )
        };
        found.push(FoundProblem {
            owner: Some(card.place),
            problem: rule::SCENARIO_MISSING.broken_at(card.place, title, None),
        });
        if none {
            break;
        }
    }
    allowed::sift(pack, found).0
}
