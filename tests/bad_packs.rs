//! Bad rule files, each with its whole message in both languages.
//!
//! `tests/bad_packs/base` is a good pack. Every other folder holds the files
//! that replace or join the base's, and `expected.txt`. A file named
//! `NAME.edit` holds lines `old => new` to change in the base's `NAME`.
//! `UPDATE_EXPECTED=1 cargo test --test bad_packs` writes `expected.txt` anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chabudao::lang::Lang;
use chabudao::pack::{Files, load};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_packs")
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, texts: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("the fixture folder is there") {
            let path = entry.expect("the fixture can be listed").path();
            if path.is_dir() {
                walk(root, &path, texts);
            } else {
                let name = path.strip_prefix(root).expect("it lies below the root");
                let text = fs::read_to_string(&path).expect("fixtures are UTF-8");
                texts.insert(name.to_string_lossy().replace('\\', "/"), text);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// The base with one case's files and edits applied.
fn pack_of(case: &Path) -> Files {
    let mut files = texts(&root().join("base"));
    for (name, text) in texts(case) {
        if let Some(target) = name.strip_suffix(".edit") {
            let base = files
                .get_mut(target)
                .expect("an edit is of a file of the base");
            for line in text.lines() {
                let (old, new) = line.split_once(" => ").expect("an edit is `old => new`");
                assert!(base.contains(old), "{name}: {old} does not stand there");
                *base = base.replacen(old, &new.replace("\\n", "\n"), 1);
            }
        } else if name.ends_with(".deleted") {
            files.remove(name.trim_end_matches(".deleted"));
        } else if name != "expected.txt" {
            files.insert(name, text);
        }
    }
    Files::from_texts(files)
}

#[test]
fn the_base_is_good() {
    let loaded = load(Files::from_texts(texts(&root().join("base"))));
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
