//! Faults seeded into the shipped pack: each is reported by a rule, or
//! changes what comes out, or changes nothing.
//!
//! A plain run takes some of each kind; `ALL_MUTATIONS=1 cargo test --release
//! --test mutations -- --nocapture` takes all and prints the table.

#[path = "mutations/list.rs"]
mod list;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Loaded, Pack, load};
use chabudao::prove::cases::{Case, cases};
use chabudao::prove::classes;
use chabudao::report::card;
use chabudao::{answers, prove, scenario};
use chrono::NaiveDate;

use list::{File, Mutation};

/// Of each kind a plain run takes about so many.
const SAMPLE: usize = 8;

/// What became of a mutation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// Reported by these rules.
    Reported(Vec<&'static str>),
    /// No rule reports it, but something else comes out, as here.
    Changed(String),
    /// In no case anything else comes out.
    Unchanged,
}

fn shipped() -> Vec<File> {
    let files = Files::embedded();
    let texts = files
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.to_string()));
    texts.collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

/// The rules that report something, scenarios last and only if nothing else does.
fn reported(files: Vec<File>) -> Result<Pack, Vec<&'static str>> {
    let Loaded { pack, warnings } = match load(Files::from_texts(files)) {
        Ok(loaded) => loaded,
        Err(problems) => return Err(ids(problems.list.iter().map(|it| it.id()))),
    };
    let found = prove::lint(&pack, today());
    let found: Vec<_> = warnings.list.into_iter().chain(found).collect();
    if !found.is_empty() {
        return Err(ids(found.iter().map(|it| it.id())));
    }
    let (scenarios, mut wrong) = scenario::read_all(&pack, &warnings.files);
    wrong.extend(scenarios.iter().filter_map(|it| it.problem(&pack)));
    if wrong.is_empty() {
        Ok(pack)
    } else {
        Err(ids(wrong.iter().map(|it| it.id())))
    }
}

fn ids(list: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut list: Vec<_> = list.collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// All that a walk says, or what it asks next.
fn outcome(pack: &Pack, case: &Case, with_texts: bool) -> String {
    let walk = Walk::new(pack, &case.answers, case.today);
    let mut out = String::new();
    for step in &walk.path {
        let _ = write!(out, "{} ", pack.question(step.question).id);
    }
    let Some(outcome) = walk.outcome() else {
        return out;
    };
    let card = pack.card(outcome.result);
    let link = outcome.link.map(|link| &pack.links[link.number()].id);
    let stage = &pack.stages[outcome.stage.number()].id;
    let _ = write!(
        out,
        "=> {} {stage} {link:?} {:?}",
        card.id, outcome.ask_from
    );
    for caution in &outcome.cautions {
        let _ = write!(out, " !{}", pack.cautions[caution.number()].id);
    }
    if with_texts {
        for lang in Lang::ALL {
            let _ = write!(out, "{:?}", card::fill(&walk, lang));
        }
    }
    out
}

/// The first day that one calendar counts and the other does not.
fn other_day(old: &Pack, new: &Pack) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2017, 12, 1)?;
    let mut days = first.iter_days().take(365 * 11);
    days.find(|day| old.calendar.day(*day).counted != new.calendar.day(*day).counted)
}

/// The first case in which two packs differ.
fn difference(old: &Pack, new: &Pack, of_old: &[Case]) -> Option<String> {
    if let Some(day) = other_day(old, new) {
        return Some(format!("{day} counts otherwise"));
    }
    let last = classes::days(old).last().copied().unwrap_or_default();
    let of_new = cases(new).list;
    for (here, there, list) in [(old, new, of_old), (new, old, &of_new)] {
        for (number, case) in list.iter().enumerate() {
            let text = answers::write(here, &case.answers);
            // Ids and not numbers carry answers from one pack to another.
            let Ok(file) = answers::read(there, "case", &text) else {
                return Some(text);
            };
            let plain = answers::read(here, "case", &text).ok()?;
            let own = Case {
                today: case.today,
                answers: plain.answers,
            };
            let same = Case {
                today: case.today,
                answers: file.answers,
            };
            let with_texts = case.today == last || number % 7 == 0;
            if outcome(here, &own, with_texts) != outcome(there, &same, with_texts) {
                return Some(format!("today = {}\n{text}", case.today));
            }
        }
    }
    None
}

/// What became of every mutation tried, in the order of the list.
fn fates(files: &[File], mutations: &[Mutation]) -> Vec<Fate> {
    let pack = load(Files::from_texts(files.to_vec()))
        .expect("the shipped pack loads")
        .pack;
    let of_pack = cases(&pack).list;
    let fate = |mutation: &Mutation| match reported(mutation.apply(files)) {
        Err(rules) => Fate::Reported(rules),
        Ok(mutant) => difference(&pack, &mutant, &of_pack).map_or(Fate::Unchanged, Fate::Changed),
    };
    let half = mutations.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = mutations
            .chunks(half)
            .map(|part| scope.spawn(move || part.iter().map(fate).collect::<Vec<_>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|it| it.join().expect("no mutation panics"))
            .collect()
    })
}

fn sample(all: Vec<Mutation>) -> Vec<Mutation> {
    if std::env::var_os("ALL_MUTATIONS").is_some() {
        return all;
    }
    let mut by_kind: BTreeMap<&str, Vec<Mutation>> = BTreeMap::new();
    for mutation in all {
        by_kind.entry(mutation.kind).or_default().push(mutation);
    }
    let some = by_kind.into_values().flat_map(|list| {
        let step = list.len().div_ceil(SAMPLE).max(1);
        list.into_iter().step_by(step)
    });
    some.collect()
}

/// Kinds of which each one must be reported: they break a reference, a slot,
/// a language or the calendar.
const ALWAYS_REPORTED: [&str; 10] = [
    "delete a text",
    "empty a text",
    "misspell a key",
    "duplicate an id",
    "lead nowhere",
    "lead back to the start",
    "rename a fact",
    "rename a placeholder",
    "drop a result",
    "change an input",
];

/// Kinds that may change nothing: routes that do not overlap can change
/// places, a guard can hold wherever its line is shown, a holiday can grow
/// into a weekend.
const MAY_CHANGE_NOTHING: [&str; 4] = [
    "swap two routes",
    "drop a guard",
    "drop a key",
    "shift a holiday",
];

#[test]
fn every_seeded_fault_is_reported_or_changes_what_comes_out() {
    let files = shipped();
    let mutations = sample(list::all(&files));
    let fates = fates(&files, &mutations);
    let mut table: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (mutation, fate) in mutations.iter().zip(&fates) {
        let row = table.entry(mutation.kind).or_default();
        let (column, bad) = match fate {
            Fate::Reported(rules) => (0, rules.is_empty()),
            Fate::Changed(_) => (1, ALWAYS_REPORTED.contains(&mutation.kind)),
            Fate::Unchanged => (2, !MAY_CHANGE_NOTHING.contains(&mutation.kind)),
        };
        row[column] += 1;
        if bad {
            wrong.push(format!("{fate:?}: {}", mutation.words(&files)));
        }
    }
    println!(
        "{:<28}{:>9}{:>9}{:>11}",
        "kind", "reported", "changed", "unchanged"
    );
    for (kind, [reported, changed, unchanged]) in &table {
        println!("{kind:<28}{reported:>9}{changed:>9}{unchanged:>11}");
    }
    println!("{} mutations", mutations.len());
    assert!(table.len() >= 20, "only {} kinds", table.len());
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
