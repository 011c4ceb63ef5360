//! The spoken code: what it carries, and what it detects.

use chabudao::check::month::Month;
use chabudao::engine::{Answers, Secret, Value, Walk};
use chabudao::pack::{Domain, FactId};
use chabudao::report::code::{CodeFault, SIGNS, decode, encode};
use chrono::{Days, Months, NaiveDate};
use proptest::prelude::*;

use crate::{pack, scenarios};

fn today() -> NaiveDate {
    "2026-11-23".parse().expect("a day")
}

fn fact(id: &str) -> FactId {
    pack().find_fact(id).expect("a fact")
}

/// The codes of all scenarios.
fn codes() -> Vec<String> {
    let codes = scenarios().into_iter();
    codes
        .map(|it| encode(pack(), &it.answers, it.today).expect("it can be encoded"))
        .collect()
}

#[test]
fn every_wrong_sign_at_every_place_is_detected() {
    let mut tried = 0;
    for code in codes() {
        let signs: Vec<char> = code.chars().collect();
        for at in 0..signs.len() {
            for other in SIGNS
                .iter()
                .filter(|other| signs[at] != '-' && **other != signs[at])
            {
                let mut wrong = signs.clone();
                wrong[at] = *other;
                let wrong: String = wrong.iter().collect();
                assert_eq!(
                    decode(pack(), &wrong),
                    Err(CodeFault::Check),
                    "{code} {wrong}"
                );
                tried += 1;
            }
        }
    }
    println!("{tried} wrong codes");
    assert!(tried > 40_000, "{tried}");
}

#[test]
fn every_swap_of_neighbours_is_detected() {
    for code in codes() {
        let signs: Vec<char> = code.chars().filter(|c| *c != '-').collect();
        for at in 1..signs.len() {
            let mut wrong = signs.clone();
            wrong.swap(at - 1, at);
            if wrong != signs {
                let wrong: String = wrong.iter().collect();
                assert_eq!(
                    decode(pack(), &wrong),
                    Err(CodeFault::Check),
                    "{code} {wrong}"
                );
            }
        }
    }
}

#[test]
fn no_two_signs_are_easily_confused() {
    let alike = [
        "0OQD",
        "1ILJ",
        "2ZR",
        "5S",
        "6G",
        "8BA",
        "UVY",
        "MN",
        "BCDEGPTVZ",
        "AJK",
        "FS",
    ];
    for group in alike {
        let count = SIGNS.iter().filter(|sign| group.contains(**sign)).count();
        assert!(count <= 1, "{group}");
    }
}

#[test]
fn a_code_is_short_and_in_groups_of_four() {
    let codes = codes();
    let longest = codes.iter().map(String::len).max();
    assert!(longest <= Some(39), "{longest:?}");
    for code in codes {
        let groups: Vec<_> = code.split('-').collect();
        let (last, rest) = groups.split_last().expect("a group");
        assert!(
            rest.iter().all(|group| group.len() == 4) && last.len() <= 4,
            "{code}"
        );
    }
}

#[test]
fn nothing_personal_is_carried() {
    let mut one = Answers::new();
    one.set(
        fact("id-number"),
        Value::IdNumber(Secret::new("11010519491231002X")),
    );
    let name = |typed| Value::Name {
        record: Secret::new("王小明"),
        typed: Secret::new(typed),
    };
    one.set(fact("name"), name("王小明"));
    let mut fine = Answers::new();
    fine.set(fact("id-number"), Value::Fine);
    fine.set(fact("name"), Value::Fine);
    assert_eq!(
        encode(pack(), &one, today()),
        encode(pack(), &fine, today())
    );
    one.set(fact("id-number"), Value::IdNumber(Secret::new("110105")));
    one.set(fact("name"), name("王晓明"));
    assert_eq!(
        encode(pack(), &one, today()),
        encode(pack(), &Answers::new(), today())
    );
}

#[test]
fn what_is_no_code_says_why() {
    let code = encode(pack(), &Answers::new(), today()).expect("it can be encoded");
    assert_eq!(code.len(), 7);
    assert!(decode(pack(), &code).is_ok());
    assert_eq!(decode(pack(), ""), Err(CodeFault::Length(0)));
    assert_eq!(decode(pack(), "2222"), Err(CodeFault::Length(4)));
    assert_eq!(
        decode(pack(), &"2".repeat(500)),
        Err(CodeFault::Length(500))
    );
    assert_eq!(decode(pack(), "22O2"), Err(CodeFault::Sign('O', 3)));
    assert_eq!(decode(pack(), "2222 22二"), Err(CodeFault::Sign('二', 7)));
    let blank = "22222";
    assert_eq!(
        decode(pack(), blank),
        Err(CodeFault::OtherRules),
        "all zeros, check included"
    );
}

#[test]
fn other_facts_refuse_and_another_version_is_told() {
    let one = scenarios().into_iter().next().expect("a scenario");
    let code = encode(pack(), &one.answers, one.today).expect("it can be encoded");
    let mut newer = pack().clone();
    newer.version = "2027.1.1".to_owned();
    let decoded = decode(&newer, &code).expect("the facts are the same");
    assert!(!decoded.same_version);
    let Domain::Choice(ids) = &mut newer.facts[0].domain else {
        panic!("the first fact is a choice")
    };
    ids.push("naval".to_owned());
    assert_eq!(decode(&newer, &code), Err(CodeFault::OtherRules));
}

fn value(domain: &Domain) -> BoxedStrategy<Option<Value>> {
    let far = NaiveDate::from_ymd_opt(1950, 1, 1).expect("a day");
    let some = match domain {
        Domain::Choice(ids) => (0..ids.len()).prop_map(Value::Choice).boxed(),
        Domain::Date { .. } => prop_oneof![
            (0_u64..60_000).prop_map(move |days| Value::Date(far + Days::new(days))),
            (0_u32..1_800)
                .prop_map(move |months| { Value::Month(Month::of(far + Months::new(months))) }),
        ]
        .boxed(),
        Domain::IdNumber | Domain::NamePair => Just(Value::Fine).boxed(),
    };
    prop_oneof![1 => Just(None), 1 => Just(Some(Value::Unknown)), 4 => some.prop_map(Some)].boxed()
}

fn answers() -> impl Strategy<Value = Answers> {
    let each: Vec<_> = pack()
        .facts
        .iter()
        .map(|fact| match fact.given {
            Some(_) => Just(Some(Value::Choice(1))).boxed(),
            None => value(&fact.domain),
        })
        .collect();
    each.prop_map(|values| {
        let ids = pack().facts.iter().map(|it| fact(&it.id));
        ids.zip(values)
            .filter_map(|(id, value)| Some((id, value?)))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_said_is_what_is_written_down(answers in answers()) {
        let code = encode(pack(), &answers, today()).expect("all days can be written");
        let heard: String = code.to_lowercase().chars()
            .map(|c| match c {
                '-' => ' ',
                _ => char::from_u32(u32::from(c) + 0xFEE0).expect("a wide form"),
            })
            .collect();
        let decoded = decode(pack(), &heard).expect("its own code");
        prop_assert_eq!(&decoded.answers, &answers);
        prop_assert_eq!(
            Walk::new(pack(), &decoded.answers, today()).stop,
            Walk::new(pack(), &answers, today()).stop
        );
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), signs in "[2-9FHKMPWXY]{0,60}") {
        let _ = decode(pack(), &text);
        if let Ok(decoded) = decode(pack(), &signs) {
            let _ = Walk::new(pack(), &decoded.answers, today());
        }
    }
}
