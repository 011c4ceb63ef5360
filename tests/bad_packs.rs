//! Bad rule files, each with its whole message in both languages.
//!
//! `tests/bad_packs/base` is a good pack; every other folder is a case (see
//! `fixture`) with its `expected.txt`.
//! `UPDATE_EXPECTED=1 cargo test --test bad_packs` writes `expected.txt` anew.

mod fixture;

use std::fs;
use std::path::{Path, PathBuf};

use chabudao::lang::Lang;
use chabudao::pack::problem::Severity;
use chabudao::pack::{Files, Pack, load};

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

/// The shipped pack without one of its files: the file is named, and nothing
/// that only comes from that is said.
#[test]
fn a_file_that_is_missing_is_named_first_and_alone() {
    let whole: Vec<_> = Files::embedded()
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.to_string()))
        .collect();
    for (missing, _) in &whole {
        let rest = whole.iter().filter(|(name, _)| name != missing).cloned();
        let Err(problems) = load(Files::from_texts(rest)) else {
            panic!("the pack loads without {missing}");
        };
        let [problem] = problems.list.as_slice() else {
            panic!("{missing}: {}", problems.render(Lang::En));
        };
        assert_eq!(problem.id(), "load/missing-file");
        assert_eq!(problem.severity, Severity::Error);
        assert_eq!(
            problem.title(Lang::En),
            format!("the file {missing} is missing")
        );
    }
}

/// What a file holds may move to one of another name: nothing is missing then.
#[test]
fn a_rule_file_of_another_name_is_no_problem() {
    let renamed = Files::embedded();
    let renamed = renamed.iter().map(|(_, file)| match file.name.as_str() {
        "sources.toml" => ("where-from.toml".to_owned(), file.text.to_string()),
        _ => (file.name.clone(), file.text.to_string()),
    });
    let loaded = load(Files::from_texts(renamed.collect::<Vec<_>>()));
    let loaded = loaded.unwrap_or_else(|problems| panic!("{}", problems.render(Lang::En)));
    assert!(loaded.warnings.list.is_empty());
    // Nor does anything else of it get lost.
    let days = |pack: &Pack| {
        pack.calendar
            .first_year()
            .zip(pack.calendar.certain_until())
    };
    let shipped = load(Files::embedded()).expect("the shipped pack loads");
    assert!(days(&shipped.pack).is_some());
    assert_eq!(days(&loaded.pack), days(&shipped.pack));
}

/// Every problem is told without looking through the whole file for it: this
/// took minutes.
#[test]
fn a_pack_of_4000_faulty_questions_is_told_whole() {
    let base = pack_of(&root().join("base"));
    let text = |name: &str| base.find(name).expect("it is in the base").text.to_string();
    let texts = ["pack.toml", "common.toml", "results.toml", "questions.toml"];
    let mut texts: Vec<_> = texts.map(|name| (name.to_owned(), text(name))).into();
    let question = text("questions.toml");
    let question = question.split_once("\n\n").expect("the first question").0;
    let more = (0..4_000).map(|n| {
        question.replace(
            "[question.seen]",
            &format!("\n\n[question.q{n}]\ncolour = 1"),
        )
    });
    texts.push(("more.toml".to_owned(), more.collect()));
    let Err(problems) = load(Files::from_texts(texts)) else {
        panic!("it loads");
    };
    // A key nobody knows and no choices, each; two files are missing.
    assert_eq!(problems.list.len(), 2 * 4_000 + 2);
    let told = problems.render(Lang::Zh);
    assert!(told.contains("[question.q3999] 里没有 `colour`"));
    assert!(told.ends_with("共 8002 个问题。\n"), "{}", told.len());
}

/// Whatever can be warned of can be allowed.
#[test]
fn every_kind_of_table_takes_allow() {
    let texts = |name: &str| {
        let base = pack_of(&root().join("base"));
        let file = base.find(name).expect("it is in the base");
        (name.to_owned(), file.text.to_string())
    };
    let names = [
        "pack.toml",
        "calendar/2026.toml",
        "common.toml",
        "questions.toml",
        "region/here.toml",
        "results.toml",
    ];
    let allow = "allow = [{ rule = \"pack/unused\", reason = \"meant so\" }]\n";
    let words = "{ zh = \"一\", en = \"one\" }";
    let more = format!(
        "[contact.more]\nname = {words}\n{allow}[phrase.more]\nwords = {words}\n{allow}\
         [given.more]\nvalues = [\"a\"]\nask = {words}\n{allow}\
         [aside.more]\nlabel = {words}\nsay = {words}\nsources = [\"rule\"]\n{allow}"
    );
    let texts = names.map(texts).into_iter();
    let loaded = load(Files::from_texts(
        texts.chain([("more.toml".to_owned(), more)]),
    ));
    let loaded = loaded.unwrap_or_else(|problems| panic!("{}", problems.render(Lang::En)));
    assert!(loaded.warnings.list.is_empty());
}
