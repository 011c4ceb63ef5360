//! How many keys the commonest calls take, from the start page to the result,
//! as the table in the README says. `UPDATE_SCREENS=1` writes it anew.

#[path = "fixture/walk.rs"]
mod walk;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::ui::model::{Guide, Model};
use chabudao::ui::script::play;
use chabudao::ui::theme::Theme;
use chabudao::ui::view;

/// The calls: what they come to, the scenario they are like, and the answers
/// that differ.
const CALLS: [(&str, &str, &str); 10] = [
    (
        "look-up-samr",
        "old-date-shown",
        "certificate = 'special-equipment'",
    ),
    (
        "use-official-site",
        "old-date-shown",
        "channel = 'other-link'",
    ),
    ("fraud-warning", "old-date-shown", "channel = 'paid-fast'"),
    ("found", "old-date-shown", "seen = 'updated'"),
    (
        "wait-usual",
        "old-date-shown",
        "review-due = 2026-04-10\nexam-date = 2026-11-08",
    ),
    (
        "call-institution",
        "school-not-asked-yet",
        "review-due = 2026-04-10\nexam-date = 2026-08-28",
    ),
    (
        "institution-must-report",
        "school-says-not-reported",
        "review-due = 2026-04-10\nexam-date = 2026-08-28",
    ),
    (
        "wait-authority",
        "at-city-on-the-last-day",
        "review-due = 2026-04-10\nexam-date = 2026-10-08",
    ),
    (
        "call-bureau",
        "bureau-not-asked-yet",
        "review-due = 2026-04-10\nexam-date = 2026-08-28",
    ),
    ("repair-data", "nothing-shown", "review-due = 2026-06-10"),
];

/// Two keys a second is slow; a person on the phone listens most of the time.
const MOST: usize = 40;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// Of every call its result and its keys in call voice. Days are typed as
/// briefly as can be; the last digit says that the answers read back are right.
fn calls() -> Vec<(&'static str, String)> {
    let (pack, scenarios) = walk::shipped();
    let calls = CALLS.map(|(result, id, changes)| {
        let answers = walk::like(pack, scenarios, id, changes);
        let keys = walk::keys(pack, &answers, today(), None);
        (result, format!("2 {} 1", briefly(&keys)))
    });
    calls.into()
}

/// Days without the year where it can be left out, of one that may lie ahead
/// year and month.
fn briefly(keys: &str) -> String {
    keys.replace(" 20260410", " 2604")
        .replace(" 20260610", " 2606")
        .replace(" 2026", " ")
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
    for (result, keys) in calls() {
        let shown = keys.replace("<enter>", "⏎").replace(' ', "");
        let _ = writeln!(out, "| `{result}` | {} | `{shown}` |", count(&keys));
    }
    out
}

#[test]
fn every_call_comes_to_its_result() {
    let (pack, _) = walk::shipped();
    for (result, keys) in calls() {
        let guide = Guide::new(pack.clone(), Vec::new());
        let mut model = Model::new(Ok(guide), Theme::default(), Lang::Zh, today());
        play(&mut model, &keys).expect("keys that exist");
        assert!(view::is_result(&model), "{result}");
        let guide = model.guide().expect("a guide");
        assert!(guide.course.read_back, "{result}: not read back");
        let walk = Walk::new(&guide.pack, &guide.course.answers, today());
        let outcome = walk.outcome().expect("a result");
        assert_eq!(guide.pack.card(outcome.result).id, result, "{keys}");
        assert!(count(&keys) <= MOST, "{result} takes {} keys", count(&keys));
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
