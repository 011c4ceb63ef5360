//! What two packs do differently: edits of the fixture, each with the whole
//! report; and that every report is true and leaves nothing out.
//!
//! `UPDATE_EXPECTED=1 cargo test --test diff` writes `tests/diff/*.txt` anew.

#[path = "fixture/parcel.rs"]
mod parcel;

use std::fs;
use std::path::Path;

use chabudao::engine::{Answers, Secret, Value, Walk};
use chabudao::lang::Lang;
use chabudao::pack::{Domain, Files, Pack, load};
use chabudao::prove::diff::{Destination, Diff, Example, NamedAnswer, diff};
use chabudao::review::{behaviour, changes, days, roster};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// File, what stands there, what shall stand there.
type Edit<'a> = (&'a str, &'a str, &'a str);

/// The fixture with every occurrence edited.
fn edited(edits: &[Edit<'_>]) -> Pack {
    let mut texts: Vec<(String, String)> = parcel::files()
        .iter()
        .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
        .collect();
    for (file, from, to) in edits {
        let (_, text) = texts
            .iter_mut()
            .find(|(name, _)| name == file)
            .expect("a file of the rules");
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replace(from, to);
    }
    match load(Files::from_texts(texts)) {
        Ok(loaded) => loaded.pack,
        Err(problems) => panic!("{}", problems.render(Lang::En)),
    }
}

/// Edits, and the report they must bring, in both languages.
#[track_caller]
fn case(name: &str, edits: &[Edit<'_>]) -> Diff {
    let (old, new) = (edited(&[]), edited(edits));
    let found = diff(&old, &new, today());
    assert!(found.complete, "{name}: too many walks");
    check(&old, &new, &found);
    let texts = changes::reworded(&old, &new, &found.renamed);
    let mut words = String::new();
    for lang in Lang::ALL {
        words.push_str(&behaviour::words(&old, &new, &found, &texts, lang));
        words.push_str(&days::words(&old.calendar, &new.calendar, lang));
        words.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/diff/{name}.txt"));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(&path, &words).expect("it can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(words, expected, "{}", path.display());
    found
}

/// Every example comes out as told, and every scenario that comes out
/// otherwise belongs to a change.
fn check(old: &Pack, new: &Pack, found: &Diff) {
    for change in &found.changes {
        let example = &change.example;
        for (pack, end) in [(old, &example.old), (new, &example.new)] {
            let answers = answers(pack, example);
            let walk = Walk::new(pack, &answers, example.today);
            match (&end.stop, walk.outcome()) {
                (Destination::Result(id), Some(outcome)) => {
                    let came = &pack.card(outcome.result).id;
                    let renamed = found
                        .renamed
                        .iter()
                        .any(|it| it.old.as_ref() == Some(id) && it.new.as_ref() == Some(came));
                    assert!(came == id || renamed, "{came} is not {id}");
                    assert_eq!(outcome.ask_from, end.ask_from);
                }
                (Destination::Refused(_), None) => {}
                other => panic!("{other:?}"),
            }
        }
    }
    let differs = parcel::scenarios(old).iter().any(|it| {
        let told = |pack| {
            let walk = Walk::new(pack, &it.answers, it.today);
            walk.outcome()
                .map(|out| (out.result, out.ask_from, out.link))
        };
        told(old) != told(new)
    });
    assert!(
        !differs || !found.is_empty(),
        "a scenario differs, the report does not say so"
    );
}

fn answers(pack: &Pack, example: &Example) -> Answers {
    let given = example.answers.iter().filter_map(|(name, given)| {
        let fact = pack.find_fact(name)?;
        let value = match (given, &pack.fact(fact).domain) {
            (NamedAnswer::Day(day), _) => Value::Date(*day),
            (NamedAnswer::Month(month), _) => Value::Month(*month),
            (NamedAnswer::Named(name), _) if name == "unknown" => Value::Unknown,
            (NamedAnswer::Named(name), Domain::Choice(ids)) => {
                Value::Choice(ids.iter().position(|id| id == name)?)
            }
            (NamedAnswer::Named(name), _) if name == "fine" => Value::Fine,
            (_, Domain::IdNumber) => Value::IdNumber(Secret::new("1")),
            _ => Value::Name {
                record: Secret::new("甲"),
                typed: Secret::new("乙"),
            },
        };
        Some((fact, value))
    });
    given.collect()
}

const LOOK: &str = "1-look.toml";
const DAYS: &str = "2-days.toml";
const SENDER: &str = "3-sender.toml";
const DEPOT: &str = "4-depot.toml";
const FIGURES: &str = "common.toml";
/// The usual wait, and a day longer.
const LONGER: Edit<'_> = (FIGURES, "workdays = 6", "workdays = 7");

#[test]
fn a_comment_is_no_change() {
    let found = case("comment", &[(DAYS, "# 第二步", "# 随便写写")]);
    assert!(found.is_empty());
}

#[test]
fn a_sentence_and_a_source_are_listed_but_change_nothing() {
    let edits = [
        (
            DAYS,
            "ask.zh = \"哪天寄的？\"",
            "ask.zh = \"是哪一天寄的？\"",
        ),
        (
            FIGURES,
            "title.zh = \"编的规定",
            "title.zh = \"编的一条规定",
        ),
    ];
    assert!(case("wording", &edits).is_empty());
}

#[test]
fn a_bound_moved_by_a_day_names_just_that_day() {
    let found = case("bound", &[LONGER]);
    assert_eq!(found.changes.len(), 2, "the way and the day to ask");
}

#[test]
fn a_parameter_under_another_name_does_the_same() {
    let edits = [FIGURES, SENDER, DEPOT].map(|file| (file, "sort-days", "sorting-days"));
    assert!(case("parameter-renamed", &edits).is_empty());
}

#[test]
fn a_route_that_takes_fewer_answers() {
    let from = "{ asked-sender = [\"no\", \"unknown\"] }";
    let to = "{ asked-sender = \"no\" }";
    case("fewer-answers", &[(SENDER, from, to)]);
}

#[test]
fn a_route_to_another_result() {
    let from = "when = { is = { duty = \"unpaid\" } }\nto = \"pay-duty\"";
    let to = "when = { is = { duty = \"unpaid\" } }\nto = \"write\"";
    case("other-target", &[(DEPOT, from, to)]);
}

#[test]
fn a_question_that_is_left_out() {
    let edit = (DEPOT, "next = \"duty-last\"", "next = \"write\"");
    case("question-left-out", &[edit]);
}

#[test]
fn a_question_that_is_always_asked() {
    let head = "[question.receiver]\nstage = \"look\"\ninput = \"name-pair\"\n";
    let from = format!("{head}ask-unless = {{ is = {{ page = \"old-stop\" }} }}\n");
    case("always-asked", &[(LOOK, &from, head)]);
}

#[test]
fn a_choice_and_a_result_under_other_names() {
    let names = [
        ("\"lost\"", "\"gone\""),
        ("\"claim\"", "\"be-paid\""),
        ("[result.claim]", "[result.be-paid]"),
    ];
    let edits = names.map(|(from, to)| (DEPOT, from, to));
    let found = case("renamed", &edits);
    assert!(found.changes.is_empty() && !found.is_empty());
}

#[test]
fn a_caution_and_a_link_that_move() {
    let edits = [
        (
            DEPOT,
            "{ asked = \"sent-date\" }, { is = { page = \"nothing\" } }",
            "{ asked = \"sent-date\" }, { is = { page = \"old-stop\" } }",
        ),
        (
            SENDER,
            "{ id = \"depot\", when = { is = { sender-reply = \"at-depot\" } } },\n",
            "",
        ),
    ];
    case("caution-and-link", &edits);
}

#[test]
fn a_day_off_that_becomes_a_workday() {
    let edits = [("calendar/2026.toml", "2026-10-10 周六", "2026-10-11 周日")];
    case("calendar", &edits);
}

#[test]
fn swapped_packs_report_the_same_changes_the_other_way_round() {
    let (old, new) = (edited(&[]), edited(&[LONGER]));
    let (there, back) = (diff(&old, &new, today()), diff(&new, &old, today()));
    let answers = |diff: &Diff| {
        let list = diff.changes.iter();
        list.map(|it| it.answers.clone()).collect::<Vec<_>>()
    };
    assert_eq!(answers(&there)[0], answers(&back)[0]);
}

#[path = "mutations/generated.rs"]
mod generated;

#[test]
fn large_packs_of_every_form_neither_hang_nor_overflow() {
    for form in generated::Form::ALL {
        let files = generated::pack(form, 150);
        let texts: Vec<(String, String)> = files
            .iter()
            .map(|(_, file)| (file.name.clone(), file.text.clone().into_owned()))
            .collect();
        let edited = texts.iter().map(|(name, text)| {
            let moved = text.replace("workdays = 15", "workdays = 16");
            (name.clone(), moved)
        });
        let edited: Vec<_> = edited.collect();
        let load = |texts: Vec<(String, String)>| {
            load(Files::from_texts(texts)).expect("a good pack").pack
        };
        let (old, new) = (load(texts), load(edited));
        assert!(diff(&old, &old, today()).is_empty(), "{form:?}");
        let found = diff(&old, &new, today());
        let counts = form != generated::Form::Diamonds; // these ask for no days
        assert_eq!(!found.changes.is_empty(), counts, "{form:?}");
    }
}

#[test]
fn words_of_class_lists_are_named_key_by_key() {
    let files = |text: &str| Files::from_texts(vec![("roster.toml".to_owned(), text.to_owned())]);
    let old = files("blank = [\"-\"]\n[value.fee]\npaid = [\"已缴\", \"√\"]\n");
    let new =
        files("blank = [\"-\"]\n[value.fee]\npaid = [\"已缴\", \"300\"]\nunpaid = [\"欠#\"]\n");
    assert_eq!(roster::words(&old, &old, Lang::Zh), "");
    assert_eq!(
        roster::words(&old, &new, Lang::Zh),
        "[名单里认的列名和写法（- 不认了，+ 新认的，~ 先后变了）]\n\
         - value.fee.paid：√\n\
         + value.fee.paid：300\n\
         + value.fee.unpaid：欠#\n"
    );
    assert!(roster::words(&old, &new, Lang::En).contains("+ value.fee.unpaid: 欠#\n"));
}
