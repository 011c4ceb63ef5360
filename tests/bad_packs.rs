//! Bad rule files, each with its whole message in both languages.
//!
//! `tests/bad_packs/base` is a good pack; every other folder is a case (see
//! `fixture`) with its `expected.txt`.
//! `UPDATE_EXPECTED=1 cargo test --test bad_packs` writes `expected.txt` anew.

mod fixture;

use std::fs;
use std::path::{Path, PathBuf};

use chabudao::lang::Lang;
use chabudao::pack::{Files, load};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_packs")
}

/// The base with one case's files and edits applied.
fn pack_of(case: &Path) -> Files {
    fixture::pack(&root().join("base"), case)
}

#[test]
fn the_base_is_good() {
    let loaded = load(pack_of(&root().join("base")));
    let loaded = loaded.unwrap_or_else(|problems| panic!("{}", problems.render(Lang::En)));
    assert!(loaded.warnings.list.is_empty());
}

#[test]
fn every_bad_pack_says_all_that_is_wrong() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root()).expect("the fixtures are there") {
        let case = entry.expect("the fixtures can be listed").path();
        if !case.is_dir() || case.ends_with("base") {
            continue;
        }
        seen += 1;
        let Err(problems) = load(pack_of(&case)) else {
            panic!("{} loads", case.display());
        };
        let found = Lang::ALL.map(|lang| problems.render(lang)).join("----\n");
        let expected = case.join("expected.txt");
        if update {
            fs::write(&expected, &found).expect("the fixture can be written");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&found) {
            wrong.push(format!("== {}\n{found}", case.display()));
        }
    }
    assert!(seen >= 15, "only {seen} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
