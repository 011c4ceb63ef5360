//! The README's pictures are those the tests keep fresh, and its example runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Problems, load};
use chabudao::{prove, scenario};
use chrono::NaiveDate;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("the file is there")
}

/// `tests/screens` draws every SVG of its folder and fails on a stale one.
#[test]
fn its_pictures_are_kept_fresh() {
    let readme = file("README.md");
    let images = readme.split("![").skip(1);
    let targets: Vec<&str> = images
        .filter_map(|image| image.split_once("](")?.1.split_once(')'))
        .map(|(target, _)| target)
        .collect();
    assert!(targets.len() >= 4, "only {targets:?}");
    for target in targets {
        assert!(target.starts_with("tests/screens/"), "{target}");
        assert!(file(target).starts_with("<svg"), "{target}");
    }
}

#[test]
fn the_example_answers_lead_to_a_result() {
    let readme = file("README.md");
    let toml = readme.split("```toml\n").nth(1).expect("an example");
    let toml = toml.split("```").next().expect("it ends");
    let pack = load(Files::embedded())
        .expect("the shipped pack loads")
        .pack;
    let read = chabudao::answers::read(&pack, "README.md", toml).expect("it reads");
    let walk = Walk::new(&pack, &read.answers, read.today.expect("a day"));
    let outcome = walk.outcome().expect("a result");
    assert_eq!(pack.card(outcome.result).id, "call-institution");
}

/// What a school writes behind its list, in both languages: it is run as it
/// stands there, and comes to the same.
#[test]
fn the_line_for_a_class_list_does_the_same_in_both_languages() {
    let readme = file("README.md");
    let commands = readme.split(['\n', '`']).map(str::trim);
    let commands = commands.filter(|it| it.starts_with("chabudao triage") && it.contains("--set"));
    let results = commands.map(|command| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut words = command.split(' ').skip(2);
        let roster = words.next().expect("a roster");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/triage/school.xlsx");
        fs::copy(path, folder.path().join(roster)).expect("it is copied");
        let words = words.map(|word| {
            if word.contains(".xlsx") {
                "out.csv"
            } else {
                word
            }
        });
        let output = Command::new(env!("CARGO_BIN_EXE_chabudao"))
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .args(["triage", roster, "--today", "2026-11-24", "--lang", "zh"])
            .args(words)
            .output()
            .expect("it starts");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{command}: {err}"
        );
        let written = fs::read_to_string(folder.path().join("out.csv"));
        written.expect("it is written")
    });
    let results: Vec<_> = results.collect();
    let [zh, en] = results.as_slice() else {
        panic!("a command in each language, not {}", results.len());
    };
    assert_eq!(zh, en);
    assert!(!zh.contains("「证件状态」："), "everybody has it answered");
}

/// The guide's smallest pack is whole as it stands there.
#[test]
fn the_smallest_pack_of_the_guide_has_neither_errors_nor_warnings() {
    let guide = file("rules/README.md");
    let blocks = guide.split("```toml\n# ").skip(1);
    let mut texts: Vec<_> = blocks
        .map(|block| {
            let (name, text) = block.split_once('\n').expect("a name");
            let text = text.split("```").next().expect("it ends");
            (name.to_owned(), text.to_owned())
        })
        .collect();
    let names: Vec<_> = texts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["pack.toml", "rules.toml", "scenarios/all.toml"]);
    texts.push(("region/here.toml".to_owned(), String::new()));
    let loaded =
        load(Files::from_texts(texts)).unwrap_or_else(|it| panic!("{}", it.render(Lang::En)));
    let (pack, files) = (loaded.pack, loaded.warnings.files);
    let mut list = loaded.warnings.list;
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    list.extend(prove::lint(&pack, today));
    let (scenarios, unread) = scenario::read_all(&pack, &files);
    list.extend(unread);
    list.extend(prove::lint::scenarios(&pack, &scenarios));
    let problems = Problems { files, list };
    assert!(problems.list.is_empty(), "{}", problems.render(Lang::En));
    assert_eq!(scenarios.len(), 2);
}
