//! Laws of the engine, on answers drawn at random.

#[path = "fixture/parcel.rs"]
mod parcel;

use std::sync::OnceLock;

use chabudao::engine::{Answers, Secret, Stop, Value, Walk};
use chabudao::pack::{Domain, FactId, Files, Pack, load};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(parcel::pack)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A value of the domain, now and then of another one, as a faulty file has it.
fn value(domain: &Domain) -> BoxedStrategy<Value> {
    let date = (0_u64..900).prop_map(|back| Value::Date(day("2027-02-01") - Days::new(back)));
    let fitting = match domain {
        Domain::Choice(ids) => (0..ids.len()).prop_map(Value::Choice).boxed(),
        Domain::Date { .. } => date.clone().boxed(),
        Domain::IdNumber => prop_oneof![
            Just(Value::Fine),
            Just(Value::IdNumber(Secret::new("11010519491231002X"))),
            Just(Value::IdNumber(Secret::new("11010519491231002x"))),
        ]
        .boxed(),
        Domain::NamePair => prop_oneof![
            Just(Value::Fine),
            Just(Value::Name {
                record: Secret::new("王小明"),
                typed: Secret::new("王晓明")
            }),
        ]
        .boxed(),
    };
    prop_oneof![
        12 => fitting,
        3 => Just(Value::Unknown),
        1 => date,
    ]
    .boxed()
}

/// Answers to some of the facts.
fn answers() -> impl Strategy<Value = Answers> {
    let each: Vec<_> = (pack().facts.iter())
        .map(|fact| proptest::option::weighted(0.9, value(&fact.domain)))
        .collect();
    each.prop_map(|values| {
        let ids = (pack().facts.iter()).map(|fact| pack().find_fact(&fact.id).expect("its id"));
        let answered = ids.zip(values).filter_map(|(id, value)| Some((id, value?)));
        answered.collect()
    })
}

fn today() -> impl Strategy<Value = NaiveDate> {
    (0_u64..500).prop_map(|back| day("2027-02-01") - Days::new(back))
}

fn on_path(walk: &Walk<'_>, fact: FactId) -> bool {
    walk.path.iter().any(|step| step.fact == fact) || walk.next_fact() == Some(fact)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn answers_off_the_path_never_matter(one in answers(), other in answers(), today in today()) {
        let walk = Walk::new(pack(), &one, today);
        let mut changed = Answers::new();
        for (fact, value) in other.iter().filter(|(fact, _)| !on_path(&walk, *fact)) {
            changed.set(fact, value.clone());
        }
        for (fact, value) in one.iter().filter(|(fact, _)| on_path(&walk, *fact)) {
            changed.set(fact, value.clone());
        }
        let again = Walk::new(pack(), &changed, today);
        prop_assert_eq!(&walk.path, &again.path);
        prop_assert_eq!(&walk.stop, &again.stop);
    }

    #[test]
    fn a_path_can_be_walked_question_by_question(all in answers(), today in today()) {
        let walk = Walk::new(pack(), &all, today);
        let mut so_far = Answers::new();
        for step in &walk.path {
            let partly = Walk::new(pack(), &so_far, today);
            prop_assert_eq!(partly.next_fact(), Some(step.fact));
            so_far.set(step.fact, all.get(step.fact).expect("it is answered").clone());
        }
        prop_assert_eq!(&Walk::new(pack(), &so_far, today).path, &walk.path);
    }

    #[test]
    fn every_answer_is_used_unused_or_refused(all in answers(), today in today()) {
        let walk = Walk::new(pack(), &all, today);
        let unused: Vec<_> = walk.unused().collect();
        for (fact, _) in all.iter() {
            prop_assert_eq!(on_path(&walk, fact), !unused.contains(&fact));
        }
        if let Stop::Ask { question, rejected } = &walk.stop {
            let fact = pack().question(*question).fact;
            prop_assert_eq!(all.get(fact).is_some(), rejected.is_some());
        }
    }

    #[test]
    fn only_a_wait_names_a_day_and_never_one_gone_by(all in answers(), today in today()) {
        let walk = Walk::new(pack(), &all, today);
        if let Some(outcome) = walk.outcome() {
            let waits = pack().card(outcome.result).id.starts_with("wait-");
            prop_assert_eq!(waits, outcome.ask_from.is_some());
            if let Some(settled) = outcome.ask_from {
                prop_assert!(settled.date > today);
                prop_assert!(settled.certain || settled.date > day("2026-12-25"));
            }
        }
    }
}

#[test]
fn personal_text_is_in_no_debug_output() {
    let mut answers = Answers::new();
    let (id, name) = (
        pack().find_fact("receiver-number"),
        pack().find_fact("receiver"),
    );
    answers.set(
        id.expect("a fact"),
        Value::IdNumber(Secret::new("440524188001010014")),
    );
    answers.set(
        name.expect("a fact"),
        Value::Name {
            record: Secret::new("王小明"),
            typed: Secret::new("王晓明"),
        },
    );
    let shown = format!("{answers:?}");
    assert!(!shown.contains("4405") && !shown.contains('王'), "{shown}");
}

#[test]
fn a_link_can_rest_on_whether_a_day_is_settled() {
    let base = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lint/base");
    let files = Files::from_dir(base.as_ref()).expect("the folder is there");
    let link = "[result.wait]\nlink = [{ id = \"school\", when = \"not-certain\" }]";
    let texts = files.iter().map(|(_, file)| {
        let text = file.text.replace("[result.wait]", link);
        (file.name.clone(), text)
    });
    let pack = load(Files::from_texts(texts.collect::<Vec<_>>()))
        .expect("a good pack")
        .pack;
    let mut answers = Answers::new();
    for (fact, value) in [
        ("seen", Value::Choice(1)),
        ("day", Value::Date(day("2026-03-30"))),
    ] {
        answers.set(pack.find_fact(fact).expect("a fact"), value);
    }
    let walk = Walk::new(&pack, &answers, day("2026-03-31"));
    let outcome = walk.outcome().expect("a result");
    assert!(
        outcome.ask_from.is_some_and(|day| !day.certain),
        "no year is announced"
    );
    assert!(outcome.link.is_some());
}
