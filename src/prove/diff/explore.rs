//! Walks both packs together through every class of answers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::class::{Class, Classes, Given, join};
use super::compare::{Compared, Walked, compare, facts_behind};
use super::side::Side;
use super::{Change, End, Example, Kind};
use crate::check::workdays::Calendar;
use crate::engine::{Answers, Stop as Stands, Walk};
use crate::pack::Target;

/// More walks than this are not followed.
const MOST_WALKS: usize = 60_000;
/// From no more days than this the calendars are compared.
const MOST_DAYS: usize = 12;
/// Of no more endings than this each is told.
const MOST_ENDS: usize = 64;

/// All changes, and whether every walk that can differ was followed.
pub fn explore(old: &Side<'_>, new: &Side<'_>, today: NaiveDate) -> (Vec<Change>, bool) {
    let moved = moved_days(&old.pack.calendar, &new.pack.calendar);
    let mut explorer = Explorer {
        old,
        new,
        changed: Changed::of(old, new, !moved.is_empty()),
        found: BTreeMap::new(),
        seen: HashMap::new(),
        walks: 0,
    };
    let ends = moved.chunks(2).filter_map(|stretch| stretch.last());
    let mut todays = vec![today];
    todays.extend(ends.take(MOST_DAYS));
    for today in todays {
        explorer.follow(today, &moved);
    }
    let complete = explorer.walks < MOST_WALKS;
    (explorer.changes(), complete)
}

/// The first and last day of every stretch that two calendars see differently.
fn moved_days(old: &Calendar, new: &Calendar) -> Vec<NaiveDate> {
    let years = [old, new].into_iter();
    let first = years.clone().filter_map(Calendar::first_year).min();
    let last = years.filter_map(Calendar::last_announced).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let Some(start) = NaiveDate::from_ymd_opt(first - 1, 12, 1) else {
        return Vec::new();
    };
    let same = |day| old.counts(day) == new.counts(day) && old.status(day) == new.status(day);
    let mut ends: Vec<NaiveDate> = Vec::new();
    let mut open = false;
    for day in start.iter_days().take_while(|day| day.year() <= last + 4) {
        if same(day) == open {
            // A stretch begins today, or ended yesterday.
            ends.extend(if open { day.pred_opt() } else { Some(day) });
            open = !open;
        }
    }
    if open {
        ends.extend(ends.last().copied());
    }
    ends
}

/// What can differ: the questions from which something changed can be reached.
struct Changed {
    questions: HashSet<String>,
    all: bool,
}

impl Changed {
    fn of(old: &Side<'_>, new: &Side<'_>, calendar: bool) -> Self {
        let cautions = |side: &Side<'_>| {
            let list = side.pack.cautions.iter();
            list.map(|it| (it.id.clone(), side.condition(&it.when)))
                .collect::<Vec<_>>()
        };
        let start = |side: &Side<'_>| side.questions.get(side.pack.start.number()).cloned();
        let all = calendar || cautions(old) != cautions(new) || start(old) != start(new);
        let mut nodes: HashSet<String> = HashSet::new();
        let (before, after) = (doings(old), doings(new));
        for name in before.keys().chain(after.keys()) {
            if before.get(name) != after.get(name) {
                nodes.insert(name.clone());
            }
        }
        spread(&mut nodes, &[old, new]);
        Self {
            questions: nodes,
            all,
        }
    }

    fn reaches(&self, question: &str) -> bool {
        self.all || self.questions.contains(&format!("? {question}"))
    }

    fn nothing(&self) -> bool {
        !self.all && self.questions.is_empty()
    }
}

fn doings(side: &Side<'_>) -> HashMap<String, String> {
    let questions = side.pack.questions.iter().zip(&side.questions);
    let questions = questions.map(|(it, name)| (format!("? {name}"), side.doing(it)));
    let results = side.pack.results.iter().zip(&side.results);
    let results = results.map(|(it, name)| (format!("! {name}"), side.computing(it)));
    questions.chain(results).collect()
}

/// Adds every question that leads to one of the nodes.
fn spread(nodes: &mut HashSet<String>, sides: &[&Side<'_>]) {
    let mut leads: HashMap<String, Vec<String>> = HashMap::new();
    for side in sides {
        for (question, name) in side.pack.questions.iter().zip(&side.questions) {
            let routes = question.routes.iter().map(|route| route.to);
            for to in routes.chain([question.next]) {
                let from = format!("? {name}");
                leads.entry(side.target(to)).or_default().push(from);
            }
        }
    }
    let mut rest: Vec<String> = nodes.iter().cloned().collect();
    while let Some(node) = rest.pop() {
        for from in leads.remove(&node).unwrap_or_default() {
            if nodes.insert(from.clone()) {
                rest.push(from);
            }
        }
    }
}

/// Answers by fact, each with the class it stands for.
type Path = Vec<(String, Class, Given)>;

struct Found {
    answers: BTreeMap<String, BTreeSet<Class>>,
    ends: Vec<(End, End)>,
    example: Example,
}

struct Explorer<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    changed: Changed,
    found: BTreeMap<Kind, Found>,
    /// Every class of every fact that was tried.
    seen: HashMap<String, BTreeSet<Class>>,
    walks: usize,
}

impl Explorer<'_> {
    /// Follows all walks on one day; a stack of its own, so that a very long
    /// pack is no danger.
    fn follow(&mut self, today: NaiveDate, moved: &[NaiveDate]) {
        if self.changed.nothing() {
            return;
        }
        let classes = Classes {
            sides: [self.old, self.new],
            today,
            moved,
        };
        let mut stack: Vec<Path> = vec![Vec::new()];
        while let Some(path) = stack.pop() {
            if self.walks >= MOST_WALKS {
                return;
            }
            self.walks += 1;
            let Some(fact) = self.step(&path, today) else {
                continue;
            };
            let answered: Vec<_> = path
                .iter()
                .map(|(fact, _, given)| (fact.clone(), given.clone()))
                .collect();
            for (class, given) in classes.of(&fact, &answered).into_iter().rev() {
                let seen = self.seen.entry(fact.clone()).or_default();
                seen.insert(class.clone());
                let mut longer = path.clone();
                longer.push((fact.clone(), class, given));
                stack.push(longer);
            }
        }
    }

    /// Walks both packs; the fact to ask next, or none where nothing more can
    /// come of it.
    fn step(&mut self, path: &Path, today: NaiveDate) -> Option<String> {
        let (before, after) = (answers(self.old, path), answers(self.new, path));
        let old = Walked::new(self.old, &Walk::new(self.old.pack, &before, today), path);
        let new = Walked::new(self.new, &Walk::new(self.new.pack, &after, today), path);
        if old.questions == new.questions
            && old.asks().is_some_and(|question| {
                new.asks() == Some(question) && !self.changed.reaches(question)
            })
        {
            return None;
        }
        if let Some(fact) = old.wants().or_else(|| new.wants()) {
            return Some(fact.to_owned());
        }
        let example = |old: &Walked<'_>, new: &Walked<'_>| Example {
            today,
            answers: path
                .iter()
                .map(|(fact, _, given)| (fact.clone(), given.clone()))
                .collect(),
            old: old.end(),
            new: new.end(),
        };
        for Compared { kind } in compare(&old, &new) {
            let found = self.found.entry(kind).or_insert_with(|| Found {
                answers: BTreeMap::new(),
                ends: Vec::new(),
                example: example(&old, &new),
            });
            let ends = (old.end(), new.end());
            if found.ends.len() < MOST_ENDS && !found.ends.contains(&ends) {
                found.ends.push(ends);
            }
            for (fact, class, _) in path {
                found
                    .answers
                    .entry(fact.clone())
                    .or_default()
                    .insert(class.clone());
            }
        }
        None
    }

    /// What was found, with only those answers that set it apart.
    fn changes(self) -> Vec<Change> {
        let Self {
            old,
            new,
            found,
            seen,
            ..
        } = self;
        let list = found.into_iter().map(|(kind, found)| {
            let behind = facts_behind(old, new, &kind);
            let answers = found.answers.into_iter().filter_map(|(fact, classes)| {
                let joined = join(&classes);
                let all = seen.get(&fact).map(join);
                (behind.contains(&fact) && all.as_ref() != Some(&joined)).then_some((fact, joined))
            });
            Change {
                answers: answers.collect(),
                ends: found.ends,
                example: found.example,
                kind,
            }
        });
        list.collect()
    }
}

/// The answers of a path that a pack knows.
fn answers(side: &Side<'_>, path: &Path) -> Answers {
    let known = path.iter().filter_map(|(name, _, given)| {
        let fact = side.fact(name)?;
        Some((fact, given.value(side, fact)?))
    });
    known.collect()
}

impl<'a> Walked<'a> {
    fn new(side: &'a Side<'a>, walk: &Walk<'a>, path: &Path) -> Self {
        let given = |fact: &str| path.iter().any(|(name, ..)| name == fact);
        let refused = match &walk.stop {
            Stands::Ask { question, .. } => {
                let fact = side.pack.question(*question).fact;
                let name = &side.facts[fact.number()];
                given(name).then(|| name.clone())
            }
            Stands::Result(_) => None,
        };
        let stop = match &walk.stop {
            Stands::Ask { question, .. } => Target::Question(*question),
            Stands::Result(outcome) => Target::Result(outcome.result),
        };
        let steps = walk.path.iter();
        let questions = steps.map(|step| side.questions[step.question.number()].as_str());
        Self {
            questions: questions.collect(),
            side,
            stop,
            refused,
            outcome: walk.outcome().cloned(),
        }
    }
}
