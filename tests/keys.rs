//! How many keys the commonest calls take, from the start page to the result,
//! as the table in the README says. `UPDATE_SCREENS=1` writes it anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chabudao::ui::model::{Guide, Model, State};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::view;

/// The calls: what they come to, and the keys in call voice; the last digit
/// says that the answers read back are right.
const CALLS: [(&str, &str); 10] = [
    ("look-up-samr", "2 2 1"),
    ("use-official-site", "2 1 3 1"),
    ("fraud-warning", "2 1 4 1"),
    ("found", "2 1 1 5 1"),
    ("wait-usual", "2 1 1 2 0410 <enter> 1 1108 <enter> 1"),
    (
        "call-institution",
        "2 1 1 2 0410 <enter> 1 0828 <enter> 1 1",
    ),
    (
        "institution-must-report",
        "2 1 1 2 0410 <enter> 1 0828 <enter> 2 1 1",
    ),
    (
        "wait-authority",
        "2 1 1 2 0410 <enter> 1 1008 <enter> 2 3 1102 <enter> 1",
    ),
    ("call-bureau", "2 1 1 2 0410 <enter> 1 0828 <enter> 3 1 1"),
    (
        "repair-data",
        "2 1 1 1 1 <enter> 1 <enter> 20260610 <enter> 1",
    ),
];

/// Two keys a second is slow; a person on the phone listens most of the time.
const MOST: usize = 40;

fn pack() -> Pack {
    load(Files::embedded()).expect("the rules load").pack
}

fn count(keys: &str) -> usize {
    let words = keys.split_whitespace();
    words
        .map(|word| {
            if word.starts_with('<') {
                1
            } else {
                word.chars().count()
            }
        })
        .sum()
}

fn table() -> String {
    let mut out =
        String::from("| 结果 result | 按几个键 keys | 按哪些 which |\n| --- | --- | --- |\n");
    for (result, keys) in CALLS {
        let shown = keys.replace("<enter>", "⏎").replace(' ', "");
        let _ = writeln!(out, "| `{result}` | {} | `{shown}` |", count(keys));
    }
    out
}

#[test]
fn every_call_comes_to_its_result() {
    for (result, keys) in CALLS {
        let state = State::Ready(Box::new(Guide::new(pack(), None)));
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let mut model = Model::new(state, Theme::default(), Lang::Zh, today);
        play(&mut model, keys).expect("keys that exist");
        assert!(view::is_result(&model), "{result}");
        let guide = model.guide().expect("a guide");
        assert!(guide.course.read_back, "{result}: not read back");
        let walk = Walk::new(&guide.pack, &guide.course.answers, today);
        let outcome = walk.outcome().expect("a result");
        assert_eq!(guide.pack.card(outcome.result).id, result, "{keys}");
        assert!(count(keys) <= MOST, "{result} takes {} keys", count(keys));
    }
}

#[test]
fn the_readme_counts_them() {
    const HEAD: &str = "<!-- keys -->\n";
    const FOOT: &str = "<!-- /keys -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("a README");
    let (before, rest) = readme.split_once(HEAD).expect("a place for the table");
    let (_, after) = rest.split_once(FOOT).expect("its end");
    let wanted = format!("{before}{HEAD}{}{FOOT}{after}", table());
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        fs::write(&path, wanted).expect("the README can be written");
    } else {
        assert!(readme == wanted, "the README's table is not today's");
    }
}
