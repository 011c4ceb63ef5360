//! One broken pack and one clean twin for every rule of the linter, with the
//! whole messages in both languages.
//!
//! `tests/lint/base` is a good pack; `tests/lint/RULE/broken` and `…/clean`
//! are cases (see `fixture`).
//! `UPDATE_EXPECTED=1 cargo test --test lint` writes `expected.txt` anew.

mod fixture;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chabudao::lang::Lang;
use chabudao::pack::{Files, Loaded, Problems, load};
use chabudao::prove::rule::RULES;
use chabudao::{prove, scenario};
use chrono::NaiveDate;

/// Rules whose bad packs stand in `tests/bad_packs` or come from a folder on
/// disk (`tests/cli.rs`).
const ELSEWHERE: [&str; 9] = [
    "load/file",
    "load/missing-file",
    "load/syntax",
    "load/unknown-key",
    "load/missing-key",
    "load/wrong-value",
    "load/unknown-id",
    "load/duplicate-id",
    "calendar/fault",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint")
}

/// The base with one case's files and edits applied.
fn pack_of(case: &Path) -> Files {
    fixture::pack(&root().join("base"), case)
}

/// Everything that `rules check` would say.
fn problems(files: Files) -> Problems {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let Loaded { pack, mut warnings } = match load(files) {
        Ok(loaded) => loaded,
        Err(problems) => return *problems,
    };
    warnings.list.extend(prove::lint(&pack, today));
    let (scenarios, unread) = scenario::read_all(&pack, &warnings.files);
    warnings.list.extend(unread);
    let of_scenarios = prove::lint::scenarios(&pack, &scenarios);
    warnings.list.extend(of_scenarios);
    warnings
}

fn rule_folder(id: &str) -> PathBuf {
    root().join(id.replace('/', "-"))
}

#[test]
fn the_base_and_the_shipped_pack_are_clean() {
    for files in [pack_of(&root().join("base")), Files::embedded()] {
        let problems = problems(files);
        let without_scenarios: Vec<_> = (problems.list.iter())
            .filter(|problem| problem.id() != "scenario/missing")
            .collect();
        assert!(
            without_scenarios.is_empty(),
            "{}",
            problems.render(Lang::En)
        );
    }
}

#[test]
fn every_rule_has_a_broken_pack_with_its_whole_message() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| !ELSEWHERE.contains(&rule.id)) {
        if rule.id == "text/placeholder" {
            continue; // in tests/bad_packs
        }
        let case = rule_folder(rule.id);
        let problems = problems(pack_of(&case.join("broken")));
        let found = Lang::ALL.map(|lang| problems.render(lang)).join("----\n");
        if !problems.list.iter().any(|problem| problem.id() == rule.id) {
            wrong.push(format!("== {} is not reported\n{found}", rule.id));
        }
        let expected = case.join("expected.txt");
        if update {
            fs::write(&expected, &found).expect("the fixture can be written");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&found) {
            wrong.push(format!("== {}\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_broken_pack_has_a_clean_twin() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let twin = rule_folder(rule.id).join("clean");
        if twin.is_dir() {
            let problems = problems(pack_of(&twin));
            if !problems.list.is_empty() {
                wrong.push(format!("== {}\n{}", rule.id, problems.render(Lang::En)));
            }
        } else if !ELSEWHERE.contains(&rule.id) && rule.id != "text/placeholder" {
            wrong.push(format!("== {} has no clean twin", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_listed_once_and_explained() {
    let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for rule in RULES {
        for lang in Lang::ALL {
            assert!(!rule.means(lang).is_empty(), "{}", rule.id);
        }
        assert!(!rule.mend().zh.is_empty() && !rule.mend().en.is_empty());
    }
}
