//! Why a result, and what would change it: held on every scenario of the
//! shipped rules, against changing each answer by brute force.

#[path = "fixture/walk.rs"]
mod walk;

use std::collections::BTreeMap;

use chabudao::engine::{Answers, Value, Walk, what_if, why};
use chabudao::lang::Lang;
use chabudao::pack::{Domain, FactId, Target};
use chabudao::report::reasons::{what_if_lines, what_if_list, why_lines, why_list};
use chabudao::report::takeaway::{Entry, Format, write_all};
use chabudao::report::words::Words;
use chrono::Days;

#[test]
fn reasons_lead_from_the_first_question_to_the_result() {
    let (pack, scenarios) = walk::shipped();
    for it in scenarios {
        let walk = Walk::new(pack, &it.answers, it.today);
        let Some(outcome) = walk.outcome() else {
            continue;
        };
        let mut at = Target::Question(pack.start);
        for reason in why(&walk) {
            assert_eq!(Target::Question(reason.step.question), at, "{}", it.id);
            at = reason.to;
        }
        assert_eq!(at, Target::Result(outcome.result), "{}", it.id);
    }
}

/// A renewal is asked of its own exam, and told so where a condition names it.
#[test]
fn conditions_name_a_question_as_it_was_asked() {
    let (pack, scenarios) = walk::shipped();
    let mut held = 0;
    for it in scenarios {
        let walk = Walk::new(pack, &it.answers, it.today);
        let nobody = Answers::default();
        let nobody = Walk::new(pack, &nobody, it.today);
        for lang in Lang::ALL {
            let lines = why_lines(&walk, lang).join("\n");
            for question in &pack.questions {
                let [own, usual] =
                    [&walk, &nobody].map(|walk| Words::new(walk, lang).sentence(&question.ask));
                if own != usual {
                    held += 1;
                    assert!(
                        !lines.contains(&usual) || own.contains(&usual),
                        "{}: {lines}",
                        it.id
                    );
                }
            }
        }
    }
    assert!(held > 0);
}

/// Of a condition that several answers meet the one that was given is told: the
/// others need not have led here.
#[test]
fn a_condition_is_told_with_what_was_answered() {
    let (pack, scenarios) = walk::shipped();
    let answers = walk::like(pack, scenarios, "first-nothing-shown", "applied = \"no\"");
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let walk = Walk::new(pack, &answers, today);
    let lines = why_lines(&walk, Lang::Zh).join("\n");
    assert!(lines.contains("都考过了吗？」答「考过了」，"), "{lines}");
    assert!(!lines.contains("理论过了"), "{lines}");
}

/// What comes first is asked today; the day to look again stands in a table all the same.
#[test]
fn a_table_keeps_the_day_that_comes_second() {
    let (pack, scenarios) = walk::shipped();
    let late = "review-due = \"2026-05\"\nexam-date = 2026-11-20";
    let answers = walk::like(pack, scenarios, "old-date-shown", late);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let walk = Walk::new(pack, &answers, today);
    let words = Words::new(&walk, Lang::Zh);
    let table = write_all(&[Entry { words, label: None }], Format::Csv, Lang::Zh);
    let table = table.expect("a result");
    assert!(table.contains("今天先问证上印的签发机关"), "{table}");
    assert!(
        table.contains("其次：") && table.contains("到2026年12月14日"),
        "{table}"
    );
}

/// Where nobody knows where it hangs, a table does not say it either.
#[test]
fn a_table_says_where_to_look_first() {
    let (pack, scenarios) = walk::shipped();
    let late = "exam-date = 2026-10-03\nasked-institution = \"no\"";
    let answers = walk::like(pack, scenarios, "old-date-shown", late);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let walk = Walk::new(pack, &answers, today);
    let words = Words::new(&walk, Lang::Zh);
    let table = write_all(&[Entry { words, label: None }], Format::Csv, Lang::Zh);
    assert!(table.expect("a result").contains(",先看：学校上报,"));
}

/// By result the smallest change of one answer: 0 for a choice, days for a day.
fn brute_force(walk: &Walk<'_>, fact: FactId) -> BTreeMap<usize, i64> {
    let now = walk.outcome().expect("a result").result;
    let (values, from): (Vec<Value>, _) = match (&walk.pack().fact(fact).domain, walk.value(fact)) {
        (Domain::Choice(ids), _) => ((0..ids.len()).map(Value::Choice).collect(), None),
        (Domain::Date { .. }, Some(Value::Date(from))) => {
            let first = *from - Days::new(120);
            let days = first.iter_days().take(400).map(Value::Date);
            (days.collect(), Some(*from))
        }
        _ => (vec![Value::Fine], None),
    };
    let mut smallest = BTreeMap::new();
    for value in values {
        let mut answers = walk.answers().clone();
        let size = match (&value, from) {
            (Value::Date(day), Some(from)) => (*day - from).num_days().abs(),
            _ => 0,
        };
        answers.set(fact, value);
        let walked = Walk::new(walk.pack(), &answers, walk.today());
        if let Some(outcome) = walked.outcome().filter(|it| it.result != now) {
            let best = smallest.entry(outcome.result.number()).or_insert(size);
            *best = size.min(*best);
        }
    }
    smallest
}

#[test]
fn every_change_is_true_and_none_smaller_is_missing() {
    let (pack, scenarios) = walk::shipped();
    let mut count = 0;
    for it in scenarios {
        let walk = Walk::new(pack, &it.answers, it.today);
        let Some(now) = walk.outcome() else {
            assert!(what_if(&walk).is_empty(), "{}", it.id);
            continue;
        };
        let changes = what_if(&walk);
        count += changes.len();
        for change in &changes {
            let answers = change.of(&it.answers);
            let walked = Walk::new(pack, &answers, it.today);
            let outcome = walked.outcome().expect("a result");
            assert_ne!(outcome.result, now.result, "{}", it.id);
            assert_eq!(
                (outcome.result, outcome.ask_from),
                (change.result, change.ask_from)
            );
        }
        for step in &walk.path {
            let mine = changes.iter().filter(|change| change.fact == step.fact);
            let results: Vec<_> = mine.clone().map(|change| change.result.number()).collect();
            let mut once = results.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(results.len(), once.len(), "{}: a result twice", it.id);
            for (result, size) in brute_force(&walk, step.fact) {
                let change = mine.clone().find(|change| change.result.number() == result);
                let change = change.unwrap_or_else(|| panic!("{}: {result} is missing", it.id));
                if let (Value::Date(day), Some(Value::Date(from))) =
                    (&change.value, walk.value(step.fact))
                {
                    let mine = (*day - *from).num_days().abs();
                    assert_eq!(mine, size, "{}: not the smallest change", it.id);
                }
            }
        }
    }
    assert!(count > 1_000, "{count} changes");
}

/// Where a caution stands first, the reasons are those of what it says, and
/// another answer brings the sentence that its page would have.
#[test]
fn what_stands_first_has_its_reasons() {
    let (pack, scenarios) = walk::shipped();
    let late = "review-due = \"2026-05\"\nexam-date = 2026-10-03\nasked-institution = \"no\"";
    let answers = walk::like(pack, scenarios, "old-date-shown", late);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let walk = Walk::new(pack, &answers, today);
    for lang in Lang::ALL {
        let (may, first, same, due) = match lang {
            Lang::Zh => ("可能", "所以先说", "第一句不变", "2026年5月"),
            Lang::En => (
                "may be void",
                "so it says first",
                "the same first sentence",
                "May 2026",
            ),
        };
        let why = why_lines(&walk, lang);
        assert!(
            [may, first, due].iter().all(|it| why[0].contains(it)),
            "{why:?}"
        );
        let others = what_if_lines(&walk, lang, usize::MAX);
        assert!(others.iter().any(|it| it.contains(same)), "{others:?}");
    }
    let told = what_if_lines(&walk, Lang::En, usize::MAX);
    for (change, told) in what_if(&walk).iter().zip(told) {
        let changed = change.of(&answers);
        let walked = Walk::new(pack, &changed, today);
        let entry = Entry {
            words: Words::new(&walked, Lang::En),
            label: None,
        };
        let page = write_all(&[entry], Format::Text, Lang::En).expect("a result");
        let (_, result) = told.split_once("would be: ").expect("a result");
        let result = result.trim_start_matches("the same first sentence. ");
        for part in result.split(" Then: ") {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }
}

#[test]
fn neither_names_nor_numbers_are_told() {
    let (pack, scenarios) = walk::shipped();
    for it in scenarios {
        let walk = Walk::new(pack, &it.answers, it.today);
        let mut told = String::new();
        for lang in Lang::ALL {
            told += &serde_json::to_string(&why_list(&walk, lang)).expect("JSON");
            told += &why_lines(&walk, lang).join("\n");
            told += &what_if_lines(&walk, lang, usize::MAX).join("\n");
        }
        told += &serde_json::to_string(&what_if_list(&walk)).expect("JSON");
        for (_, value) in it.answers.iter() {
            let secrets = match value {
                Value::IdNumber(number) => vec![number.reveal()],
                Value::Name { record, typed } => vec![record.reveal(), typed.reveal()],
                _ => continue,
            };
            for secret in secrets.into_iter().filter(|it| it.chars().count() > 1) {
                assert!(!told.contains(secret), "{}", it.id);
            }
        }
    }
}
