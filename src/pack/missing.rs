//! Files that are not there, and what would be said only because a file is
//! not there or cannot be read.

use std::collections::BTreeMap;

use super::files::{File, FileKind, Files, REGIONS, SCENARIOS, Unreadable, YEARS};
use super::place::{FileId, Place};
use super::problem::{Noun, Problem, ProblemKind, Severity};
use super::reader::Sink;
use super::suggest::nearest;

/// Whether anything stands in a file; reports one that is empty. One more of
/// those that hold rules does no harm, and a place may have no words of its own.
pub(super) fn has_words(id: FileId, file: &File, kind: FileKind, sink: &Sink) -> bool {
    let looked_at = file.laid_out.is_none() && file.unreadable.is_none();
    let empty = looked_at && file.text.trim().is_empty();
    if !empty || kind == FileKind::Region {
        return true;
    }
    let severity = match kind {
        FileKind::Rules => Severity::Warning,
        _ => Severity::Error,
    };
    let place = Some(Place::new(id, 0..0));
    sink.push(place, severity, ProblemKind::File(Unreadable::Empty));
    false
}

/// Reports a file in a folder that nothing reads.
pub(super) fn report_folder(id: FileId, name: &str, sink: &Sink) {
    let folder = name.split_once('/').map_or(name, |(folder, _)| folder);
    let known = [YEARS, REGIONS, SCENARIOS].map(|it| it.trim_end_matches('/'));
    let kind = ProblemKind::UnknownFolder {
        folder: folder.to_owned(),
        meant: nearest(folder, known),
    };
    sink.error(Some(Place::new(id, 0..0)), kind);
}

fn is_rules(name: &str) -> bool {
    FileKind::of(name) == Some(FileKind::Rules)
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
    let holds_ids = |name: &str| FileKind::of(name).is_some_and(FileKind::is_of_pack);
    let lost = |problem: &Problem| match (&problem.kind, problem.place) {
        (ProblemKind::MissingFile(name), _) => holds_ids(name),
        (ProblemKind::File(_) | ProblemKind::Syntax { .. }, Some(place)) => {
            holds_ids(&files.get(place.file).name)
        }
        _ => false,
    };
    let all = problems.iter().any(lost);
    // Of a region that is not there only the words are missing.
    let no_region = |it: &Problem| {
        let noun = Noun::Region;
        matches!(&it.kind, ProblemKind::UnknownId { noun: of, .. } if *of == noun)
    };
    let words = all || problems.iter().any(no_region);
    let follows = |problem: &Problem| match problem.kind {
        ProblemKind::UnknownId { .. } => all,
        ProblemKind::UnknownPlaceholder { .. } => words,
        _ => false,
    };
    let held_back = problems.iter().any(follows);
    tell_copies(files, problems);
    problems.retain_mut(|problem| {
        let missing = matches!(problem.kind, ProblemKind::MissingFile(_));
        let empty = matches!(problem.kind, ProblemKind::File(Unreadable::Empty));
        if held_back && (missing || empty) {
            problem.severity = Severity::Error;
        }
        let moved = missing && problem.severity == Severity::Warning;
        !(moved || follows(problem))
    });
}

/// Tells once of a file that it is a copy of another, instead of every name.
fn tell_copies(files: &Files, problems: &mut Vec<Problem>) {
    let first_in = |first: &str| {
        let of_file = |(_, file): &(FileId, &File)| {
            let line = first.strip_prefix(&file.shown);
            line.is_some_and(|line| line.starts_with(':'))
        };
        files.iter().find(of_file).map(|(id, _)| id)
    };
    let pair = |problem: &Problem| match (&problem.kind, problem.place) {
        (ProblemKind::DuplicateId { first, .. }, Some(place)) => {
            let first = first_in(first)?;
            (first != place.file).then_some((first, place.file))
        }
        _ => None,
    };
    let mut counts = BTreeMap::new();
    for pair in problems.iter().filter_map(pair) {
        *counts.entry(pair).or_insert(0) += 1;
    }
    counts.retain(|_, names| *names > 1);
    problems.retain(|it| pair(it).is_none_or(|pair| !counts.contains_key(&pair)));
    problems.extend(counts.into_iter().map(|((one, other), names)| {
        // A copy has the longer name.
        let length = |id: FileId| files.get(id).name.len();
        let (whole, copy) = if length(one) > length(other) {
            (other, one)
        } else {
            (one, other)
        };
        let file = files.get(whole).shown.clone();
        Problem {
            place: Some(Place::new(copy, 0..0)),
            severity: Severity::Error,
            kind: ProblemKind::CopyOf { file, names },
        }
    }));
}
