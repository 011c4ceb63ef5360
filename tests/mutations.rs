//! Faults seeded into the shipped pack: each is reported by a rule, or
//! changes what comes out so that `rules diff` names it, or changes nothing.
//!
//! A plain run takes some of each kind; `ALL_MUTATIONS=1/1 cargo test --release
//! --test mutations -- --nocapture` takes all and prints the table, which takes
//! hours; `3/16` takes the third of every sixteen.

#[path = "mutations/list.rs"]
mod list;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::pack::problem::Problem;
use chabudao::pack::{Fact, Files, Loaded, Pack, Problems, load};
use chabudao::prove::cases::{Case, cases};
use chabudao::prove::classes;
use chabudao::report::card;
use chabudao::review::changes::reworded;
use chabudao::triage::vocabulary::Vocabulary;
use chabudao::{answers, prove, scenario};
use chrono::NaiveDate;

use list::{File, Mutation};

/// Of each kind a plain run takes about so many.
const SAMPLE: usize = 1;

/// What became of a mutation.
#[derive(Clone, Debug)]
enum Fate {
    /// What comes out changes, and `rules diff` says nothing of it: a fault
    /// of ours.
    Unnamed(String),
    /// Reported by rules: which, and in which file and line.
    Reported(Vec<Report>),
    /// No rule reports it, but a scenario by hand comes out otherwise.
    Scenario,
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

/// A rule with the file and line it points at.
type Report = (&'static str, String);

/// What the loader and the linter report, or else the pack.
fn reported(files: Vec<File>) -> Result<(Pack, Files), Vec<Report>> {
    let Loaded { pack, mut warnings } = match load(Files::from_texts(files)) {
        Ok(loaded) => loaded,
        Err(problems) => return Err(reports(&problems)),
    };
    warnings.list.extend(prove::lint(&pack, today()));
    let (_, of_roster) = Vocabulary::read(&pack, &warnings.files);
    warnings.list.extend(of_roster);
    if warnings.list.is_empty() {
        Ok((pack, warnings.files))
    } else {
        Err(reports(&warnings))
    }
}

fn reports(problems: &Problems) -> Vec<Report> {
    let place = |it: &Problem| {
        it.place
            .map_or_else(String::new, |it| problems.files.location(it))
    };
    problems
        .list
        .iter()
        .map(|it| (it.id(), place(it)))
        .collect()
}

/// Whether a scenario by hand comes out otherwise, or cannot be read.
fn scenario_differs(pack: &Pack, files: &Files) -> bool {
    let (scenarios, unread) = scenario::read_all(pack, files);
    !unread.is_empty() || scenarios.iter().any(|it| it.problem(pack).is_some())
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
            let Some(same) = carried(here, there, case) else {
                return Some(words(here, case));
            };
            let with_texts = case.today == last || number % 7 == 0;
            if outcome(here, case, with_texts) != outcome(there, &same, with_texts) {
                return Some(words(here, case));
            }
        }
    }
    None
}

/// A case in the facts of another pack; none where an answer does not fit.
fn carried(here: &Pack, there: &Pack, case: &Case) -> Option<Case> {
    let same = |(one, other): (&Fact, &Fact)| one.id == other.id && one.domain == other.domain;
    if here.facts.len() == there.facts.len() && here.facts.iter().zip(&there.facts).all(same) {
        return Some(case.clone());
    }
    let text = answers::write(here, &case.answers);
    let answers = answers::read(there, "case", &text).ok()?.answers;
    let today = case.today;
    Some(Case { today, answers })
}

fn words(pack: &Pack, case: &Case) -> String {
    format!(
        "today = {}\n{}",
        case.today,
        answers::write(pack, &case.answers)
    )
}

/// Whether `rules diff` tells of the change: of what the pack does, or of its
/// words.
fn named(old: &Pack, new: &Pack) -> bool {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let diff = prove::diff::diff(old, new, today);
    !diff.is_empty() || !reworded(old, new, &diff.renamed).is_empty()
}

/// What became of every mutation tried, in the order of the list.
fn fates(files: &[File], mutations: &[Mutation]) -> Vec<Fate> {
    let pack = load(Files::from_texts(files.to_vec()))
        .expect("the shipped pack loads")
        .pack;
    let of_pack = cases(&pack).list;
    let fate = |mutation: &Mutation| match reported(mutation.apply(files)) {
        Err(rules) => Fate::Reported(rules),
        Ok((mutant, files)) if scenario_differs(&mutant, &files) && named(&pack, &mutant) => {
            Fate::Scenario
        }
        Ok((mutant, _)) => match difference(&pack, &mutant, &of_pack) {
            None => Fate::Unchanged,
            Some(case) if named(&pack, &mutant) => Fate::Changed(case),
            Some(case) => Fate::Unnamed(case),
        },
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

/// Of all mutations which one of how many to take, where all are wanted.
fn part() -> Option<(usize, usize)> {
    let part = std::env::var("ALL_MUTATIONS").ok()?;
    let numbers = part
        .split_once('/')
        .map(|(one, of)| (one.parse(), of.parse()));
    match numbers {
        Some((Ok(one), Ok(of))) if 0 < one && one <= of => Some((one, of)),
        _ => panic!("ALL_MUTATIONS is 1/1, or 3/16 for a part, not {part}"),
    }
}

fn sample(all: Vec<Mutation>) -> Vec<Mutation> {
    if let Some((one, of)) = part() {
        return all.into_iter().skip(one - 1).step_by(of).collect();
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

/// Kinds that a rule reports every time, at the edited file: with the rules
/// one of which it must be.
const RULES_OF: [(&str, &[&str]); 14] = [
    ("delete a text", &["load/missing-key"]),
    ("empty a text", &["load/wrong-value"]),
    ("misspell a key", &["load/unknown-key"]),
    ("duplicate an id", &["load/syntax"]),
    ("lead nowhere", &["load/unknown-id"]),
    ("lead back to the start", &["flow/cycle", "flow/stage-back"]),
    ("rename a fact", &["load/unknown-id"]),
    ("rename a placeholder", &["text/placeholder"]),
    ("drop a placeholder", &["text/placeholders-differ"]),
    ("change an input", &["load/wrong-value"]),
    ("drop a result", &["load/unknown-id"]),
    ("drop a question", &["load/unknown-id"]),
    (
        "drop a source or parameter",
        &["load/unknown-id", "text/placeholder"],
    ),
    (
        "drop a choice",
        &["load/unknown-id", "load/wrong-value", "flow/unreachable"],
    ),
];
/// Of those, the kinds that are reported where others refer to what is gone.
const ELSEWHERE: [&str; 4] = [
    "drop a result",
    "drop a question",
    "drop a source or parameter",
    "drop a choice",
];

/// What is wrong with how a mutation was reported.
fn misreported(mutation: &Mutation, fate: &Fate, files: &[File]) -> bool {
    let Some((_, rules)) = RULES_OF.iter().find(|(kind, _)| *kind == mutation.kind) else {
        return false;
    };
    let Fate::Reported(reports) = fate else {
        return !ELSEWHERE.contains(&mutation.kind);
    };
    let file = format!("{}:", files[mutation.file].0);
    let here = |place: &str| ELSEWHERE.contains(&mutation.kind) || place.starts_with(&file);
    !reports
        .iter()
        .any(|(rule, place)| rules.contains(rule) && here(place))
}

/// Kinds that may change nothing: routes that do not overlap can change
/// places, a guard can hold wherever its line is shown, a holiday can lie or
/// end on a weekend.
const MAY_CHANGE_NOTHING: [&str; 4] = [
    "drop a holiday",
    "swap two routes",
    "drop a guard",
    "shift a holiday",
];

#[test]
fn every_seeded_fault_is_reported_or_changes_what_comes_out() {
    let files = shipped();
    let mutations = sample(list::all(&files));
    let fates = fates(&files, &mutations);
    let mut table = Table::default();
    let mut wrong = Vec::new();
    for (mutation, fate) in mutations.iter().zip(&fates) {
        table.add(mutation.kind, fate);
        let unexplained = match fate {
            Fate::Unchanged => !MAY_CHANGE_NOTHING.contains(&mutation.kind),
            Fate::Unnamed(_) => true,
            _ => false,
        };
        if unexplained || misreported(mutation, fate, &files) {
            wrong.push(format!("{fate:?}: {}", mutation.words(&files)));
        }
        if part().is_some() {
            match fate {
                Fate::Changed(case) | Fate::Unnamed(case) => {
                    println!("{}\n{case}", mutation.words(&files));
                }
                Fate::Unchanged => println!("{}\nunchanged\n", mutation.words(&files)),
                Fate::Reported(_) | Fate::Scenario => {}
            }
        }
    }
    println!("{}{} mutations", table.words(), mutations.len());
    assert!(
        table.rows.len() >= 25 || part().is_some(),
        "only {} kinds",
        table.rows.len()
    );
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// How many of each kind met which fate, and which rules reported them.
#[derive(Default)]
struct Table {
    rows: BTreeMap<&'static str, ([usize; 4], BTreeMap<&'static str, usize>)>,
}

impl Table {
    fn add(&mut self, kind: &'static str, fate: &Fate) {
        let (counts, rules) = self.rows.entry(kind).or_default();
        counts[match fate {
            Fate::Reported(_) => 0,
            Fate::Scenario => 1,
            Fate::Changed(_) => 2,
            Fate::Unchanged | Fate::Unnamed(_) => 3,
        }] += 1;
        if let Fate::Reported(reports) = fate
            && let Some((rule, _)) = reports.first()
        {
            *rules.entry(rule).or_default() += 1;
        }
    }

    fn words(&self) -> String {
        let mut out = format!("{:<28}by rule, by scenario, changed, unchanged\n", "kind");
        let mut sums = [0; 4];
        for (kind, (counts, rules)) in &self.rows {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
            let [rule, scenario, changed, unchanged] = counts;
            let _ = writeln!(
                out,
                "{kind:<28}{rule:>7}{scenario:>7}{changed:>7}{unchanged:>7}  {rules:?}"
            );
        }
        let _ = writeln!(out, "{sums:?}");
        out
    }
}
