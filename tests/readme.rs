//! The README's pictures are those the tests keep fresh, and its example runs.

use std::fs;
use std::path::Path;

use chabudao::engine::Walk;
use chabudao::pack::{Files, load};

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
