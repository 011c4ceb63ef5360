//! What a user's own folder adds to a pack. A fault there costs what it is in and nothing else:
//! it is told, and everything works without.

use super::files::Files;
use super::problem::{Problem, Severity};
use crate::check::invisible::made_visible;
use crate::lang::{Lang, Said};

/// Makes the errors in files of the user warnings; a line for each, that says what was not used.
pub(super) fn slips(files: &Files, mut problems: Vec<Problem>) -> (Vec<Said>, Vec<Problem>) {
    let errors = problems
        .iter_mut()
        .filter(|it| it.severity == Severity::Error);
    let lines = errors.map(|problem| {
        problem.severity = Severity::Warning;
        line(files, problem)
    });
    (lines.collect(), problems)
}

/// The place, what is wrong and what to do; without a word of the file, which may hold phone
/// numbers.
fn line(files: &Files, problem: &Problem) -> Said {
    let place = problem.place.map_or_else(String::new, |place| {
        if place.start == 0 && place.end == 0 {
            files.get(place.file).shown.clone()
        } else {
            files.location(place)
        }
    });
    let words = |lang: Lang| {
        let help = problem.help(lang);
        let help = help.map_or_else(String::new, |it| format!("{}{it}", lang.pick("；", "; ")));
        let title = problem.title(lang);
        made_visible(&format!("{place}{}{title}{help}", lang.colon())).into_owned()
    };
    Said::new(words(Lang::Zh), words(Lang::En))
}
