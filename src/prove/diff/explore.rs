//! Walks both packs together through every class of answers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::class::{Class, Classes, Given, join};
use super::compare::{Compared, Walked, compare, facts_behind, ways};
use super::merge::Ahead;
use super::side::Side;
use super::{Change, End, Example, Kind};
use crate::check::workdays::Calendar;
use crate::engine::{Answers, Stop as Stands, Walk};
use crate::pack::Target;

/// More than this is not looked at: of each walk its questions, the
/// conditions ahead of it and a little for the rest.
const MOST_WORK: usize = 3_000_000;
/// From no more days than this the calendars are compared.
const MOST_DAYS: usize = 12;
/// Of no more endings than this each is told.
const MOST_ENDS: usize = 64;

/// All changes, and whether every walk that can differ was followed.
pub fn explore(old: &Side<'_>, new: &Side<'_>, today: NaiveDate) -> (Vec<Change>, bool) {
    let moved = moved_days(&old.pack.calendar, &new.pack.calendar);
    let (before, after) = (computings(old), computings(new));
    let calendar = !moved.is_empty();
    let moving = |result: &str| calendar || before.get(result) != after.get(result);
    let mut explorer = Explorer {
        old,
        new,
        ahead: [Ahead::new(old, moving), Ahead::new(new, moving)],
        met: Met::default(),
        changed: Changed::of(old, new, calendar),
        found: BTreeMap::new(),
        seen: HashMap::new(),
        work: 0,
    };
    let mut todays = vec![today];
    let more = moved.iter().filter(|day| **day != today);
    todays.extend(more.take(MOST_DAYS));
    todays.dedup();
    for today in todays {
        explorer.follow(today, &moved);
    }
    let complete = explorer.work < MOST_WORK;
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
    let results = computings(side).into_iter();
    let results = results.map(|(name, it)| (format!("! {name}"), it));
    questions.chain(results).collect()
}

fn computings<'a>(side: &'a Side<'_>) -> HashMap<&'a str, String> {
    let results = side.pack.results.iter().zip(&side.results);
    results
        .map(|(it, name)| (name.as_str(), side.computing(it)))
        .collect()
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

/// A walk to follow further.
#[derive(Clone, Default)]
struct Lead {
    path: Path,
    /// The places of `met` it came through.
    came: Vec<usize>,
}

/// Where walks stand that go on alike.
#[derive(Default)]
struct Met {
    numbers: HashMap<String, usize>,
    /// Of each, the walks that were not followed further since another
    /// already was.
    others: Vec<Vec<Lead>>,
}

struct Found {
    answers: BTreeMap<String, BTreeSet<Class>>,
    /// The places that walks which show it came through.
    came: BTreeSet<usize>,
    ends: Vec<(End, End)>,
    example: Example,
}

struct Explorer<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    changed: Changed,
    /// What is still looked at, in either pack.
    ahead: [Ahead<'a>; 2],
    met: Met,
    found: BTreeMap<Kind, Found>,
    /// Every class of every fact that was tried.
    seen: HashMap<String, BTreeSet<Class>>,
    work: usize,
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
        let mut stack = self.leads();
        while let Some(mut lead) = stack.pop() {
            if self.work >= MOST_WORK {
                return;
            }
            self.work += lead.path.len() * 4 + 16;
            let Some(fact) = self.step(&mut lead, today) else {
                continue;
            };
            let answered: Vec<_> = lead
                .path
                .iter()
                .map(|(fact, _, given)| (fact.clone(), given.clone()))
                .collect();
            for (class, given) in classes.of(&fact, &answered).into_iter().rev() {
                let seen = self.seen.entry(fact.clone()).or_default();
                seen.insert(class.clone());
                let mut longer = lead.clone();
                longer.path.push((fact.clone(), class, given));
                stack.push(longer);
            }
        }
    }

    /// Where walks begin: one for every way that facts can be given.
    fn leads(&self) -> Vec<Lead> {
        let mut leads = vec![Lead::default()];
        let sides = [self.old, self.new];
        let names: BTreeSet<&str> = sides
            .iter()
            .flat_map(|side| {
                side.pack
                    .given()
                    .map(|fact| side.facts[fact.number()].as_str())
            })
            .collect();
        for name in names {
            let values: BTreeSet<&String> = sides
                .iter()
                .filter_map(|side| Some(&side.choices[side.fact(name)?.number()]))
                .flatten()
                .collect();
            let longer = leads.iter().flat_map(|lead: &Lead| {
                values.iter().map(|value| {
                    let mut longer = lead.clone();
                    let class = Class::Values(vec![(*value).clone()]);
                    let given = Given::Named((*value).clone());
                    longer.path.push((name.to_owned(), class, given));
                    longer
                })
            });
            leads = longer.collect();
        }
        leads
    }

    /// Walks both packs; the fact to ask next, or none where nothing more can
    /// come of it.
    fn step(&mut self, lead: &mut Lead, today: NaiveDate) -> Option<String> {
        let path = &lead.path;
        let (before, after) = (answers(self.old, path), answers(self.new, path));
        let walks = [
            Walk::new(self.old.pack, &before, today),
            Walk::new(self.new.pack, &after, today),
        ];
        let old = Walked::new(self.old, &walks[0], path);
        let new = Walked::new(self.new, &walks[1], path);
        if old.questions == new.questions
            && old.asks().is_some_and(|question| {
                new.asks() == Some(question) && !self.changed.reaches(question)
            })
        {
            return None;
        }
        if let Some(fact) = old.wants().or_else(|| new.wants()) {
            let [before, after] = &mut self.ahead;
            let parted = ways(&old, &new);
            let (one, other) = (before.key(&walks[0]), after.key(&walks[1]));
            self.work += (one.len() + other.len()) / 8;
            let refused = (&old.refused, &new.refused);
            let key = format!("{today} {parted:?} {refused:?} {one} | {other}");
            let fact = fact.to_owned();
            return self.met.first_there(key, lead).then_some(fact);
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
                came: BTreeSet::new(),
                ends: Vec::new(),
                example: example(&old, &new),
            });
            // A walk that comes to something else shows a change best.
            let ends = (old.end(), new.end());
            if found.example.old.stop == found.example.new.stop && ends.0.stop != ends.1.stop {
                found.example = example(&old, &new);
            }
            if found.ends.len() < MOST_ENDS && !found.ends.contains(&ends) {
                found.ends.push(ends);
            }
            found.came.extend(&lead.came);
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
            met,
            ..
        } = self;
        let list = found.into_iter().map(|(kind, mut found)| {
            met.add_others(&mut found);
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

impl Met {
    /// Whether no walk was there yet; a later one is only noted.
    fn first_there(&mut self, key: String, lead: &mut Lead) -> bool {
        let next = self.others.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            lead.came.push(number);
            self.others.push(Vec::new());
        } else {
            self.others[number].push(lead.clone());
        }
        number == next
    }

    /// Adds the answers of the walks that would have shown it as well.
    fn add_others(&self, found: &mut Found) {
        let mut rest: Vec<usize> = found.came.iter().copied().collect();
        while let Some(number) = rest.pop() {
            for lead in &self.others[number] {
                for (fact, class, _) in &lead.path {
                    let classes = found.answers.entry(fact.clone()).or_default();
                    classes.insert(class.clone());
                }
                rest.extend(lead.came.iter().filter(|place| found.came.insert(**place)));
            }
        }
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
