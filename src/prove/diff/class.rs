//! Answers that no condition of either pack can tell apart.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::side::Side;
use crate::engine::turns::{deciding, first_within, turns};
use crate::engine::{Secret, Value};
use crate::pack::{Anchor, Condition, Domain, FactId, Is};

/// Answers that mean the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Choices, `unknown`, or of a number or name `fine` and `finding`.
    Values(Vec<String>),
    /// Days from the first to the last, both in it; open where there is none.
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

/// One answer, as an answers file has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// A choice, `unknown`, `fine`, or `finding` for any that has one.
    Named(String),
    /// A day.
    Day(NaiveDate),
}

impl Given {
    /// The answer as the engine takes it; none where the pack knows no such.
    pub fn value(&self, side: &Side<'_>, fact: FactId) -> Option<Value> {
        let domain = &side.pack.fact(fact).domain;
        match (self, domain) {
            (Self::Named(name), _) if name == "unknown" => Some(Value::Unknown),
            (Self::Named(name), Domain::Choice(_)) => {
                let mut choices = side.choices[fact.number()].iter();
                choices.position(|id| id == name).map(Value::Choice)
            }
            (Self::Named(name), Domain::IdNumber | Domain::NamePair) if name == "fine" => {
                Some(Value::Fine)
            }
            (Self::Named(_), Domain::IdNumber) => Some(Value::IdNumber(Secret::new("1"))),
            (Self::Named(_), Domain::NamePair) => Some(Value::Name {
                record: Secret::new("甲"),
                typed: Secret::new("乙"),
            }),
            (Self::Day(day), Domain::Date { .. }) => Some(Value::Date(*day)),
            _ => None,
        }
    }
}

/// What a pair of packs can tell apart. A month means what its days mean, so
/// only days are tried.
pub struct Classes<'a> {
    pub sides: [&'a Side<'a>; 2],
    pub today: NaiveDate,
    /// Days that the two calendars see differently, the ends of each stretch.
    pub moved: &'a [NaiveDate],
}

impl Classes<'_> {
    /// The classes of answers to a fact, each with one of them, where these
    /// days were answered before.
    pub fn of(&self, name: &str, answered: &[(String, Given)]) -> Vec<(Class, Given)> {
        let facts: Vec<_> = self
            .sides
            .into_iter()
            .filter_map(|side| Some((side, side.fact(name)?)))
            .collect();
        let mut list = Self::named(&facts);
        let days = |(side, fact): &(&Side<'_>, FactId)| side.pack.fact(*fact).is_day();
        if facts.iter().any(days) {
            list.extend(self.days(&facts, answered));
        }
        list
    }

    /// Choices and other named answers, those together that the same
    /// conditions hold for.
    fn named(facts: &[(&Side<'_>, FactId)]) -> Vec<(Class, Given)> {
        let mut names: Vec<&str> = Vec::new();
        for (side, fact) in facts {
            match side.pack.fact(*fact).domain {
                Domain::Choice(_) => {
                    names.extend(side.choices[fact.number()].iter().map(String::as_str));
                }
                Domain::IdNumber | Domain::NamePair => names.extend(["fine", "finding"]),
                Domain::Date { .. } => {}
            }
        }
        names.push("unknown");
        let mut classes: Vec<(Vec<Option<bool>>, Vec<String>)> = Vec::new();
        for name in names {
            let signature = Self::signature(facts, name);
            let class = classes.iter_mut().find(|(known, _)| *known == signature);
            match class {
                Some((_, list)) if list.iter().any(|it| it == name) => {}
                Some((_, list)) => list.push(name.to_owned()),
                None => classes.push((signature, vec![name.to_owned()])),
            }
        }
        let classes = classes.into_iter().map(|(_, list)| {
            let given = Given::Named(list[0].clone());
            (Class::Values(list), given)
        });
        classes.collect()
    }

    /// What every condition says to an answer. "Neither true nor false" counts
    /// as false where nothing turns it round.
    fn signature(facts: &[(&Side<'_>, FactId)], name: &str) -> Vec<Option<bool>> {
        let mut said = Vec::new();
        for (side, fact) in facts {
            let value = Given::Named(name.to_owned()).value(side, *fact);
            said.push(Some(value.is_some()));
            for condition in deciding(side.pack) {
                see(condition, false, &mut |leaf, turned| {
                    let holds = match leaf {
                        Condition::Is(of, values) if of == fact => {
                            Some(values.iter().any(|is| match is {
                                Is::Unknown => name == "unknown",
                                Is::Choice(number) => side.choices[fact.number()][*number] == name,
                            }))
                        }
                        Condition::Finding(of) if of == fact && name == "unknown" => None,
                        Condition::Finding(of) if of == fact => Some(name == "finding"),
                        Condition::Known(of) if of == fact => Some(name != "unknown"),
                        _ => return,
                    };
                    said.push(if turned {
                        holds
                    } else {
                        Some(holds == Some(true))
                    });
                });
            }
        }
        said
    }

    fn days(
        &self,
        facts: &[(&Side<'_>, FactId)],
        answered: &[(String, Given)],
    ) -> Vec<(Class, Given)> {
        let mut firsts = BTreeSet::new();
        for (side, fact) in facts {
            let day = |fact: FactId| {
                let name = &side.facts[fact.number()];
                let given = answered.iter().find(|(fact, _)| fact == name);
                given.and_then(|(_, given)| match given {
                    Given::Day(day) => Some(*day),
                    Given::Named(_) => None,
                })
            };
            firsts.extend(turns(side.pack, *fact, self.today, day));
            if counted(side, *fact) {
                firsts.extend(self.turns_of_moved_days(side));
            }
        }
        // A count from a day after today is neither true nor false.
        firsts.extend(self.today.succ_opt());
        let limited = |(side, fact): &(&Side<'_>, FactId)| {
            side.pack.fact(*fact).domain == (Domain::Date { up_to_today: true })
        };
        let last = facts.iter().all(limited).then_some(self.today);
        stretches(&firsts, last)
    }

    /// Where a stretch of working days begins or ceases to hold a day that
    /// the calendars see differently.
    fn turns_of_moved_days(&self, side: &Side<'_>) -> Vec<NaiveDate> {
        let cards = side.pack.results.iter();
        let rules = cards.filter_map(|card| card.ask_from.as_ref());
        let sums: BTreeSet<_> = rules.map(|rule| side.pack.sum(&rule.sum)).collect();
        let mut list = self.moved.to_vec();
        for day in self.moved {
            list.extend(
                sums.iter()
                    .flat_map(|sum| {
                        let bounds = [sum.saturating_sub(1), *sum, sum + 1];
                        bounds.map(|bound| first_within(&side.pack.calendar, *day, bound))
                    })
                    .flatten(),
            );
        }
        list
    }
}

/// Whether working days are counted from the day answered for a fact.
fn counted(side: &Side<'_>, fact: FactId) -> bool {
    let in_condition = deciding(side.pack).flat_map(Condition::leaves).any(
        |leaf| matches!(leaf, Condition::WorkdaysSince { facts, .. } if facts.contains(&fact)),
    );
    let rules = side
        .pack
        .results
        .iter()
        .filter_map(|card| card.ask_from.as_ref());
    in_condition
        || rules
            .flat_map(|rule| &rule.after)
            .any(|it| *it == Anchor::Fact(fact))
}

/// The stretches that begin on these days, and the one before them all; each
/// with its last day, or its first where it has no last.
fn stretches(firsts: &BTreeSet<NaiveDate>, last: Option<NaiveDate>) -> Vec<(Class, Given)> {
    let within = |day: &&NaiveDate| last.is_none_or(|last| **day <= last);
    let firsts: Vec<_> = firsts.iter().filter(within).copied().collect();
    let mut classes = Vec::new();
    let mut from = None;
    for next in firsts.iter().copied().map(Some).chain([None]) {
        let to = next.map_or(last, |next| next.checked_sub_days(Days::new(1)));
        if let Some(day) = to.or(from) {
            classes.push((Class::Days(from, to), Given::Day(day)));
        }
        from = next;
    }
    classes
}

/// Calls `saw` with every part that holds no others, and whether a `not`
/// stands around it.
fn see(condition: &Condition, turned: bool, saw: &mut impl FnMut(&Condition, bool)) {
    match condition {
        Condition::All(list) | Condition::Any(list) => {
            for inner in list {
                see(inner, turned, saw);
            }
        }
        Condition::Not(inner) => see(inner, true, saw),
        leaf => saw(leaf, turned),
    }
}

/// Joins classes: values into one list, days that touch into one stretch.
pub fn join(classes: &BTreeSet<Class>) -> Vec<Class> {
    let mut values: Vec<String> = Vec::new();
    let mut days: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = Vec::new();
    for class in classes {
        match class {
            Class::Values(list) => {
                let new = list.iter().filter(|it| !values.contains(it));
                let new: Vec<_> = new.cloned().collect();
                values.extend(new);
            }
            Class::Days(from, to) => days.push((*from, *to)),
        }
    }
    days.sort_unstable();
    let mut joined: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = Vec::new();
    for (from, to) in days {
        match joined.last_mut() {
            Some((_, end)) if touches(*end, from) => {
                *end = end.and_then(|end| to.map(|to| end.max(to)));
            }
            _ => joined.push((from, to)),
        }
    }
    values.sort_unstable();
    let values = (!values.is_empty()).then_some(Class::Values(values));
    let days = joined.into_iter().map(|(from, to)| Class::Days(from, to));
    days.chain(values).collect()
}

/// Whether a stretch to `end` leaves no day before one from `from`.
fn touches(end: Option<NaiveDate>, from: Option<NaiveDate>) -> bool {
    match (end, from) {
        (Some(end), Some(from)) => end.succ_opt().is_none_or(|next| from <= next),
        _ => true,
    }
}
