//! Faults seeded into the shipped pack: each is reported by a rule, or
//! changes what comes out so that `rules diff` names it, or changes nothing.
//!
//! A plain run takes some of each kind; `ALL_MUTATIONS=1/1 cargo test --release
//! --test mutations -- --nocapture` takes all and prints the table, which takes
//! a quarter of an hour on two cores; `3/16` takes the third of every sixteen.

#[path = "mutations/list.rs"]
mod list;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::pack::problem::Problem;
use chabudao::pack::{Condition, Fact, Files, Loaded, Pack, Problems, Target, load};
use chabudao::prove::cases::{BoundaryCase, cases};
use chabudao::review::changes::reworded;
use chabudao::review::{days, roster};
use chabudao::triage::vocabulary::Vocabulary;
use chabudao::{answers, prove, scenario};
use chrono::NaiveDate;

use list::{File, Mutation};

/// Of each kind a plain run takes about so many.
const SAMPLE: usize = 1;

/// What became of a mutation.
#[derive(Clone, Debug)]
enum Fate {
    /// What comes out changes, as here, and `rules diff` says nothing of it: a
    /// fault of ours.
    Unnamed(String),
    /// Reported by rules: which, and in which file and line.
    Reported(Vec<Report>),
    /// No rule reports it, but a scenario by hand comes out otherwise.
    Scenario,
    /// No rule reports it, but `rules diff` tells that something else comes out.
    Changed,
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

/// Where a walk goes and what it comes to, in ids.
fn outcome(pack: &Pack, case: &BoundaryCase) -> String {
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
    out
}

/// A pack without its ways: what it says, and where in its files nothing.
fn said(pack: &Pack) -> BTreeMap<String, String> {
    let mut pack = pack.clone();
    for question in &mut pack.questions {
        question.routes.clear();
        question.next = Target::Question(pack.start);
        question.ask_unless = None;
    }
    for card in &mut pack.results {
        card.links.clear();
        card.ask_from = None;
    }
    let always = Condition::All([].into());
    for caution in &mut pack.cautions {
        caution.when = always.clone();
    }
    let questions = std::mem::take(&mut pack.questions).into_iter();
    let questions = questions.map(|it| (format!("question {}", it.id), content(&it)));
    let results = std::mem::take(&mut pack.results).into_iter();
    let results = results.map(|it| (format!("result {}", it.id), content(&it)));
    let cautions = std::mem::take(&mut pack.cautions).into_iter();
    let cautions = cautions.map(|it| (format!("caution {}", it.id), content(&it)));
    let all = questions.chain(results).chain(cautions).collect::<Vec<_>>();
    let rest = ("the rest".to_owned(), content(&pack));
    all.into_iter().chain([rest]).collect()
}

/// What Rust tells of a part of a pack, but not where in its file it stands.
fn content(part: &impl std::fmt::Debug) -> String {
    let all = format!("{part:?}");
    let mut pieces = all.split("Place {");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once('}').map_or(piece, |(_, behind)| behind));
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
fn difference(
    (old, old_files): (&Pack, &Files),
    (new, new_files): (&Pack, &Files),
    of_old: &[BoundaryCase],
) -> Option<String> {
    let roster = |files: &Files| {
        files
            .find("roster.toml")
            .map(|file| file.text.parse::<toml::Table>().expect("it is read"))
    };
    if roster(old_files) != roster(new_files) {
        return Some("class lists are read otherwise".to_owned());
    }
    if let Some(day) = other_day(old, new) {
        return Some(format!("{day} counts otherwise"));
    }
    let (mine, theirs) = (said(old), said(new));
    let mut all = mine.keys().chain(theirs.keys());
    if let Some(name) = all.find(|name| mine.get(*name) != theirs.get(*name)) {
        return Some(format!("{name} says something else"));
    }
    let of_new = cases(new).list;
    for (here, there, list) in [(old, new, of_old), (new, old, &of_new)] {
        for case in list {
            let Some(same) = carried(here, there, case) else {
                return Some(words(here, case));
            };
            if outcome(here, case) != outcome(there, &same) {
                return Some(words(here, case));
            }
        }
    }
    None
}

/// A case in the facts of another pack; none where an answer does not fit.
fn carried(here: &Pack, there: &Pack, case: &BoundaryCase) -> Option<BoundaryCase> {
    let same = |(one, other): (&Fact, &Fact)| one.id == other.id && one.domain == other.domain;
    if here.facts.len() == there.facts.len() && here.facts.iter().zip(&there.facts).all(same) {
        return Some(case.clone());
    }
    let text = answers::write(here, &case.answers);
    let answers = answers::read(there, "case", &text).ok()?.answers;
    let today = case.today;
    Some(BoundaryCase { today, answers })
}

fn words(pack: &Pack, case: &BoundaryCase) -> String {
    format!(
        "today = {}\n{}",
        case.today,
        answers::write(pack, &case.answers)
    )
}

/// Whether `rules diff` tells of the change: of what the pack does, of its words
/// or of those of class lists.
fn named((old, old_files): (&Pack, &Files), (new, new_files): (&Pack, &Files)) -> bool {
    let diff = prove::diff::diff(old, new, today());
    !diff.is_empty()
        || !reworded(old, new, &diff.renamed).is_empty()
        || !days::words(&old.calendar, &new.calendar, Lang::En).is_empty()
        || !roster::words(old_files, new_files, Lang::En).is_empty()
}

/// What became of every mutation tried, in the order of the list.
fn fates(files: &[File], mutations: &[Mutation]) -> Vec<Fate> {
    let Loaded { pack, warnings } =
        load(Files::from_texts(files.to_vec())).expect("the shipped pack loads");
    let of_pack = cases(&pack).list;
    let named = |mutant: &Pack, files: &Files| named((&pack, &warnings.files), (mutant, files));
    let fate = |mutation: &Mutation| match reported(mutation.apply(files)) {
        Err(rules) => Fate::Reported(rules),
        Ok((mutant, files)) if named(&mutant, &files) => {
            if scenario_differs(&mutant, &files) {
                Fate::Scenario
            } else {
                Fate::Changed
            }
        }
        Ok((mutant, files)) => difference((&pack, &warnings.files), (&mutant, &files), &of_pack)
            .map_or(Fate::Unchanged, Fate::Unnamed),
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
    ("misspell a key", &["load/unknown-key", "load/unknown-id"]),
    ("duplicate an id", &["load/syntax"]),
    ("lead nowhere", &["load/unknown-id"]),
    ("lead back to the start", &["flow/cycle", "flow/stage-back"]),
    ("rename a fact", &["load/unknown-id"]),
    ("rename a placeholder", &["text/placeholder"]),
    (
        "drop a placeholder",
        &["text/placeholders-differ", "load/wrong-value"],
    ),
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
        // What a line about a list may leave out is not prescribed.
        let of_lists = files[mutation.file].0 == "roster.toml" && matches!(fate, Fate::Changed);
        return !of_lists && !ELSEWHERE.contains(&mutation.kind);
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
                Fate::Unnamed(case) => println!("{}\n{case}", mutation.words(&files)),
                Fate::Unchanged => println!("{}\nunchanged\n", mutation.words(&files)),
                Fate::Reported(_) | Fate::Scenario | Fate::Changed => {}
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
            Fate::Changed => 2,
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
