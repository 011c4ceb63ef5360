//! The README's pictures are the screens the tests keep, and its example runs.

use std::fs;
use std::path::Path;

use chabudao::engine::Walk;
use chabudao::pack::{Files, load};

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("the file is there")
}

/// The README with every picture as the screen file it names.
fn with_pictures(readme: &str) -> (String, usize) {
    let mut parts = readme.split("<!-- screen: ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut seen = 0;
    for part in parts {
        let (name, rest) = part.split_once(" -->").expect("the comment ends");
        let mut blocks = rest.splitn(3, "```");
        let (before, _) = (blocks.next().unwrap_or_default(), blocks.next());
        let after = blocks.next().expect("a block follows and ends");
        let picture = file(name);
        let picture = picture.trim_end();
        for piece in [
            "<!-- screen: ",
            name,
            " -->",
            before,
            "```text\n",
            picture,
            "\n```",
            after,
        ] {
            out.push_str(piece);
        }
        seen += 1;
    }
    (out, seen)
}

/// `UPDATE_SCREENS=1` puts the screens of today into the README.
#[test]
fn pictures_are_the_screens_as_tested() {
    let readme = file("README.md");
    let (wanted, seen) = with_pictures(&readme);
    assert!(seen >= 3, "only {seen} pictures");
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        fs::write(path, wanted).expect("the README can be written");
    } else {
        assert!(
            readme == wanted,
            "the README's pictures are not the screens of today"
        );
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
