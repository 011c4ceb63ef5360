//! Warnings that the rule files switch off, each with its reason.

use super::FoundProblem;
use crate::lang::Said;
use crate::pack::index::unknown_id;
use crate::pack::problem::{Noun, Problem, Severity};
use crate::pack::{Allowed, Pack};
use crate::prove::rule;

/// Drops the warnings that are allowed where they stand, and says which
/// `allow` drops nothing.
pub(super) fn apply(pack: &Pack, found: Vec<FoundProblem>) -> Vec<Problem> {
    let (mut left, used) = sift(pack, found);
    let unused = pack.allowed.iter().zip(used);
    // What scenarios and rosters lack is seen elsewhere, and only then.
    let elsewhere = [rule::SCENARIO_MISSING.id, rule::ROSTER_MISSING.id];
    let unused = unused.filter(|(it, used)| !used && !elsewhere.contains(&it.rule.text.as_str()));
    left.extend(unused.map(|(allowed, _)| idle(allowed)));
    left
}

/// The problems left when the warnings that are allowed are dropped, and which
/// `allow` dropped one.
pub(super) fn sift(pack: &Pack, found: Vec<FoundProblem>) -> (Vec<Problem>, Vec<bool>) {
    let mut used = vec![false; pack.allowed.len()];
    let mut left = Vec::new();
    for FoundProblem { owner, problem } in found {
        let allows =
            |allowed: &Allowed| Some(allowed.owner) == owner && allowed.rule.text == problem.id();
        let at = pack.allowed.iter().position(allows);
        match at.filter(|_| problem.severity == Severity::Warning) {
            Some(at) => used[at] = true,
            None => left.push(problem),
        }
    }
    (left, used)
}

fn idle(allowed: &Allowed) -> Problem {
    let id = &allowed.rule.text;
    let place = allowed.rule.place;
    if rule::find(id).is_none() {
        let known = rule::RULES.iter().map(|rule| rule.id);
        return Problem {
            place: Some(place),
            severity: Severity::Error,
            kind: unknown_id(Noun::Rule, id, known),
        };
    }
    let title = Said::new(
        format!("allow 没有免掉什么：这里没有可免的 {id}"),
        format!("this `allow` switches nothing off: there is no warning {id} here"),
    );
    rule::ALLOW_UNUSED.broken_at(place, title, None)
}
