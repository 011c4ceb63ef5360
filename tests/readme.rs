//! The README's pictures are the screens the tests keep, and its example runs.

use std::fs;
use std::path::Path;

use chabudao::engine::Walk;
use chabudao::pack::{Files, load};

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("the file is there")
}

#[test]
fn pictures_are_the_screens_as_tested() {
    let readme = file("README.md");
    let mut seen = 0;
    for part in readme.split("<!-- screen: ").skip(1) {
        let (name, rest) = part.split_once(" -->").expect("the comment ends");
        let picture = rest.split("```").nth(1).expect("a block follows");
        let picture = picture.trim_start_matches("text\n");
        assert_eq!(picture.trim_end(), file(name).trim_end(), "{name}");
        seen += 1;
    }
    assert!(seen >= 3, "only {seen} pictures");
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
