//! The days at which the answer to a date question turns a condition: between
//! two of them every day means the same.

use chrono::{Days, NaiveDate};

use crate::check::workdays::Calendar;
use crate::pack::{AskFrom, Card, Condition, FactId, OfDay, Pack, Question};

/// Every condition that decides what a walk does: where it goes, which link it
/// names, what it warns of. Conditions on single lines of text are not among them.
pub(crate) fn deciding(pack: &Pack) -> impl Iterator<Item = &Condition> {
    let of_questions = pack.questions.iter().flat_map(Question::conditions);
    let of_results = pack.results.iter().flat_map(Card::link_conditions);
    let of_cautions = pack.cautions.iter().map(|caution| &caution.when);
    of_questions.chain(of_results).chain(of_cautions)
}

/// Whether working days are counted from the day answered for a fact.
pub(crate) fn is_counted(pack: &Pack, fact: FactId) -> bool {
    let mut counts = deciding(pack).flat_map(Condition::of_days);
    let rules = pack.results.iter().flat_map(|card| &card.ask_from);
    counts.any(|of| of.counts().is_some_and(|(facts, _)| facts.contains(&fact)))
        || rules.flat_map(AskFrom::facts).any(|it| it == fact)
}

/// The first day of every stretch of answers to `fact` that mean the same,
/// sorted. `days` gives the first and last day answered for other facts.
/// What is held against the first day to ask turns with the result and is not
/// among them.
pub(crate) fn thresholds(
    pack: &Pack,
    fact: FactId,
    today: NaiveDate,
    days: impl Fn(FactId) -> Option<(NaiveDate, NaiveDate)>,
) -> Vec<NaiveDate> {
    let mut list: Vec<_> = deciding(pack)
        .flat_map(Condition::of_days)
        .flat_map(|of| turns(pack, of, fact, today, &days))
        .flatten()
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// Where one comparison turns: against a month once at each end.
fn turns(
    pack: &Pack,
    of: &OfDay,
    fact: FactId,
    today: NaiveDate,
    days: impl Fn(FactId) -> Option<(NaiveDate, NaiveDate)>,
) -> [Option<NaiveDate>; 2] {
    match of {
        OfDay::WorkdaysSince { facts, sum, .. } if facts.contains(&fact) => {
            [first_within(&pack.calendar, today, pack.sum(sum)), None]
        }
        OfDay::OnOrAfter(of, parameter) if *of == fact => [pack.day(*parameter), None],
        OfDay::Later { fact: of, than } if *of == fact => {
            let days = days(*than);
            let next = |day: NaiveDate| day.succ_opt();
            [
                days.and_then(|it| next(it.0)),
                days.and_then(|it| next(it.1)),
            ]
        }
        OfDay::Later { fact: other, than } if *than == fact => {
            let days = days(*other);
            [days.map(|it| it.0), days.map(|it| it.1)]
        }
        OfDay::Past(of) | OfDay::Ahead(of) if *of == fact => [Some(today), None],
        OfDay::WorkdaysSince { .. }
        | OfDay::OnOrAfter(..)
        | OfDay::Later { .. }
        | OfDay::Past(_)
        | OfDay::Ahead(_)
        | OfDay::BeforeAsk(_) => [None; 2],
    }
}

/// The first day from which at most `bound` working days lead to today.
pub(crate) fn first_within(calendar: &Calendar, today: NaiveDate, bound: u32) -> Option<NaiveDate> {
    let within = |back: u64| {
        let from = today.checked_sub_days(Days::new(back))?;
        Some(calendar.count(from, today)?.workdays <= bound)
    };
    let mut near = 0; // within
    let mut far = 8; // to be beyond
    while within(far)? {
        near = far;
        far *= 2;
    }
    while far - near > 1 {
        let middle = near.midpoint(far);
        if within(middle)? {
            near = middle;
        } else {
            far = middle;
        }
    }
    today.checked_sub_days(Days::new(near))
}
