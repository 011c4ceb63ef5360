//! What files say was done on a day that is still to come.

use chrono::NaiveDate;

use super::document::Document;
use super::files::{FileKind, Files};
use super::place::Place;
use super::problem::{Problem, ProblemKind, Severity};
use super::reader::Sink;
use crate::lang::Said;

/// The notices of year files that are dated after today: they were not issued.
pub(crate) fn notices(files: &Files, today: NaiveDate) -> Vec<Problem> {
    let years = files.iter();
    let years = years.filter(|(_, it)| FileKind::of(&it.name) == Some(FileKind::Calendar));
    let told = |(id, file)| {
        // What else is wrong with them is told by who loads them.
        let document = Document::read(id, file, &Sink::default());
        let notices = document.iter().flat_map(|it| it.tree.root().get("notice"));
        let dates = notices
            .flat_map(|it| it.elements())
            .filter_map(|it| it.get("date"));
        let later = dates.filter(|it| it.as_date().is_some_and(|day| day > today));
        let problems = later.map(|it| Problem {
            place: Some(Place::new(id, it.span())),
            severity: Severity::Warning,
            kind: not_issued(it.written(), today),
        });
        problems.collect::<Vec<_>>()
    };
    years.flat_map(told).collect()
}

fn not_issued(date: &str, today: NaiveDate) -> ProblemKind {
    let title = Said::new(
        format!("通知的日期 {date} 在今天（{today}）之后，不是已经公布的通知"),
        format!("the notice is dated {date}, after today ({today}): it was not issued"),
    );
    let help = Said::new(
        "照通知落款的日期改；没有写错，就看看电脑的日期对不对",
        "write the date under the notice; if it is right, see whether the computer's own date is",
    );
    ProblemKind::told("calendar/fault", title, help)
}
