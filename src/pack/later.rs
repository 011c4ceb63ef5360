//! What files say was done on a day that is still to come.

use chrono::NaiveDate;

use super::document::Document;
use super::files::{FileKind, Files};
use super::place::Place;
use super::problem::{Problem, ProblemKind, Severity};
use super::reader::{Sink, Value};
use crate::lang::Said;

/// The notices of year files that are dated after today: they were not issued.
pub(crate) fn notices(files: &Files, today: NaiveDate) -> Vec<Problem> {
    let dates = |root: Value<'_>, see: &mut dyn FnMut(Option<Value<'_>>)| {
        let notices = root.get("notice");
        let notices = notices.into_iter().flat_map(Value::elements);
        notices.for_each(|it| see(it.get("date")));
    };
    let told = |date: &str| not_issued(date, today);
    find(files, FileKind::Calendar, today, dates, told)
}

/// The sources and figures that are said to have been looked at after today.
pub(crate) fn checked(files: &Files, today: NaiveDate) -> Vec<Problem> {
    let dates = |root: Value<'_>, see: &mut dyn FnMut(Option<Value<'_>>)| {
        let kinds = ["source", "parameter"].into_iter();
        let tables = kinds.filter_map(|kind| root.get(kind));
        let tables = tables.flat_map(Value::entries);
        tables.for_each(|(_, it)| see(it.get("checked-on")));
    };
    find(files, FileKind::Rules, today, dates, not_looked_at)
}

/// What is told of the days after today that `dates` sees in files of one kind.
fn find(
    files: &Files,
    kind: FileKind,
    today: NaiveDate,
    dates: impl Fn(Value<'_>, &mut dyn FnMut(Option<Value<'_>>)),
    told: impl Fn(&str) -> ProblemKind,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let of_kind = files.iter();
    let of_kind = of_kind.filter(|(_, it)| FileKind::of(&it.name) == Some(kind));
    for (id, file) in of_kind {
        // What else is wrong with it is told by who loads it.
        let Some(document) = Document::read(id, file, &Sink::default()) else {
            continue;
        };
        dates(document.tree.root(), &mut |value| {
            let later = value.filter(|it| it.as_date().is_some_and(|day| day > today));
            problems.extend(later.map(|it| Problem {
                place: Some(Place::new(id, it.span())),
                severity: Severity::Warning,
                kind: told(it.written()),
            }));
        });
    }
    problems
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

fn not_looked_at(date: &str) -> ProblemKind {
    let title = Said::new(
        format!("`checked-on` 要写今天或以前的日子，现在是 {date}"),
        format!("`checked-on` takes today or an earlier day, found {date}"),
    );
    let help = Said::new(
        "写真正核对的那一天；没有写错，就看看电脑的日期对不对",
        "write the day on which it was looked at; if it is right, see whether the computer's own date is",
    );
    ProblemKind::told("load/wrong-value", title, help)
}
