//! Files that are not there, and what would be said only because a file is
//! not there or cannot be read.

use super::files::{Files, MAIN, ROSTER, SCENARIOS};
use super::problem::{Problem, ProblemKind, Severity};
use super::reader::Sink;
use super::wording;

/// Whether a file holds `[kind.id]` tables; the others have shapes of their own.
pub(super) fn is_rules(name: &str) -> bool {
    ![MAIN, ROSTER, wording::FILE].contains(&name) && !name.contains('/')
}

/// Reports the files that the pack lists and that are not there.
pub(super) fn report(files: &Files, listed: &[String], sink: &Sink) {
    // Those who only walk leave all scenarios aside.
    let tested = files.iter().any(|(_, it)| it.name.starts_with(SCENARIOS));
    let listed_too = |name: &String| listed.contains(name);
    let mut others = files.iter().map(|(_, it)| &it.name);
    let moved = others.any(|name| is_rules(name) && !listed_too(name));
    for name in listed {
        if files.find(name).is_some() || (!tested && name.starts_with(SCENARIOS)) {
            continue;
        }
        // What holds questions and the like may have another name now: see `settle`.
        let severity = if is_rules(name) && moved {
            Severity::Warning
        } else {
            Severity::Error
        };
        sink.push(None, severity, ProblemKind::MissingFile(name.clone()));
    }
}

/// Where names stand for nothing and a file is not there that may have held
/// them, only the file is told: it must be mended first. Where all names stand
/// for something, what a file of another name held has only moved.
pub(super) fn settle(files: &Files, problems: &mut Vec<Problem>) {
    let follows = |problem: &Problem| {
        matches!(
            problem.kind,
            ProblemKind::UnknownId { .. } | ProblemKind::UnknownPlaceholder { .. }
        )
    };
    let lost = |problem: &Problem| match (&problem.kind, problem.place) {
        (ProblemKind::MissingFile(name), _) => holds_ids(name),
        (ProblemKind::File(_) | ProblemKind::Syntax { .. }, Some(place)) => {
            holds_ids(&files.get(place.file).name)
        }
        _ => false,
    };
    let held_back = problems.iter().any(lost) && problems.iter().any(follows);
    problems.retain_mut(|problem| {
        let missing = matches!(problem.kind, ProblemKind::MissingFile(_));
        if missing && held_back {
            problem.severity = Severity::Error;
        }
        let moved = missing && problem.severity == Severity::Warning;
        !(moved || held_back && follows(problem))
    });
}

fn holds_ids(name: &str) -> bool {
    is_rules(name) || name.starts_with("region/") || name == MAIN
}
