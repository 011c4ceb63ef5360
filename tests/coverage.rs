//! What the boundary cases visit, that they are what they say, and that packs
//! of awkward shapes neither hang nor overflow the stack.

#[path = "mutations/generated.rs"]
mod generated;
#[path = "fixture/parcel.rs"]
mod parcel;

use std::collections::BTreeSet;

use chabudao::engine::{Value, Walk};
use chabudao::lang::Lang;
use chabudao::pack::{Condition, FactId, Files, OfDay, Pack, load};
use chabudao::prove::cases::{BoundaryCase, cases};
use chabudao::prove::coverage::{Coverage, ways};
use chabudao::prove::{Explored, classes, reads};
use chrono::NaiveDate;
use generated::Form;

fn shipped() -> Pack {
    let loaded = load(Files::embedded());
    loaded
        .unwrap_or_else(|it| panic!("{}", it.render(Lang::En)))
        .pack
}

fn explored(pack: &Pack) -> Vec<Explored<'_>> {
    let days = classes::days(pack).into_iter();
    days.map(|day| Explored::new(pack, day, &[])).collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

#[test]
fn cases_visit_every_question_route_and_result_of_the_shipped_pack() {
    let pack = shipped();
    let mut coverage = Coverage::new(&pack);
    let made = cases(&pack);
    assert!(!made.cut_short && made.list.len() > 1_000);
    for case in &made.list {
        coverage.visit(&Walk::new(&pack, &case.answers, case.today));
    }
    assert_eq!(coverage.missing(&pack), Vec::<String>::new());
}

#[test]
fn every_case_ends_in_a_result_and_has_no_answer_too_many() {
    let pack = shipped();
    for case in cases(&pack).list {
        let walk = Walk::new(&pack, &case.answers, case.today);
        assert!(walk.outcome().is_some(), "{:?}", case.answers);
        assert_eq!(walk.unused().count(), 0, "{:?}", case.answers);
    }
}

/// Working days from the days answered for a fact, over all cases.
fn counts(pack: &Pack, cases: &[BoundaryCase], fact: FactId) -> BTreeSet<u32> {
    let mut counts = BTreeSet::new();
    for case in cases {
        if let Some(Value::Date(day)) = case.answers.get(fact) {
            counts.extend(pack.calendar.count(*day, case.today).map(|it| it.workdays));
        }
    }
    counts
}

#[test]
fn every_threshold_is_met_a_working_day_before_at_and_after() {
    let pack = parcel::pack();
    let made = cases(&pack).list;
    let mut seen = 0;
    let days = reads::conditions(&pack).flat_map(Condition::of_days);
    for (facts, sum) in days.filter_map(OfDay::counts) {
        let bound = pack.sum(sum);
        for fact in facts {
            seen += 1;
            let counts = counts(&pack, &made, *fact);
            let wanted = [bound - 1, bound, bound + 1];
            assert!(
                wanted.iter().all(|it| counts.contains(it)),
                "{bound} in {counts:?}"
            );
        }
    }
    assert!(seen > 0);
}

#[test]
fn cases_reach_years_nobody_has_announced() {
    let pack = parcel::pack();
    let unsettled = cases(&pack).list.into_iter().any(|case| {
        let walk = Walk::new(&pack, &case.answers, case.today);
        walk.outcome()
            .is_some_and(|it| it.ask_from.is_some_and(|day| !day.certain))
    });
    assert!(unsettled);
}

/// Every walk of the explored values, one by one, as its questions and routes.
fn one_by_one(explored: &Explored<'_>, found: &mut BTreeSet<Vec<(usize, Option<usize>)>>) {
    let pack = explored.pack;
    let mut open = vec![chabudao::engine::Answers::new()];
    let mut tried = BTreeSet::new();
    while let Some(answers) = open.pop() {
        let walk = Walk::new(pack, &answers, explored.classes.today);
        let Some(fact) = walk.next_fact() else {
            let path = walk
                .path
                .iter()
                .map(|step| (step.question.number(), step.route));
            found.insert(path.collect());
            continue;
        };
        for value in explored.classes.of(fact).to_vec() {
            let mut answers = answers.clone();
            answers.set(fact, value);
            if tried.insert(format!("{answers:?}")) {
                open.push(answers);
            }
        }
    }
}

#[test]
fn paths_are_counted_as_walking_them_one_by_one_does() {
    // From its seventh question on: small enough to walk whole.
    let files = parcel::files();
    let text = &files.find("pack.toml").expect("it is there").text;
    let text = text.replace("start = \"kind\"", "start = \"asked-sender\"");
    let pack = load(parcel::files_with("pack.toml", &text));
    let pack = pack.unwrap_or_else(|it| panic!("{}", it.render(Lang::En)));
    let pack = pack.pack;
    let explored = explored(&pack);
    let mut found = BTreeSet::new();
    for it in &explored {
        one_by_one(it, &mut found);
    }
    let ways = ways(&explored);
    assert_eq!(ways.paths, Some(found.len() as u128));
    assert_eq!(
        ways.longest as usize,
        found.iter().map(Vec::len).max().unwrap_or(0)
    );
}

#[test]
fn chains_diamonds_and_trees_of_thousands_are_proved() {
    for form in Form::ALL {
        let pack = load(generated::pack(form, 1_500));
        let pack = pack
            .unwrap_or_else(|it| panic!("{}", it.render(Lang::En)))
            .pack;
        let errors = chabudao::prove::lint(&pack, today())
            .into_iter()
            .filter(|problem| problem.severity == chabudao::pack::problem::Severity::Error)
            .count();
        assert_eq!(errors, 0, "{form:?}");
        let ways = ways(&explored(&pack));
        match form {
            Form::Chain => assert_eq!(ways.longest, 1_500),
            Form::Diamonds => assert_eq!((ways.longest, ways.paths), (1_000, None)),
            Form::Tree => assert!(ways.longest <= 11),
        }
    }
}

#[test]
fn thousands_of_questions_in_a_circle_are_one_message() {
    let files = generated::pack(Form::Chain, 2_000);
    let texts = files.iter().map(|(_, file)| {
        let text = file.text.replace("next = \"end\"", "next = \"q0\"");
        (file.name.clone(), text)
    });
    let problems = load(Files::from_texts(texts.collect::<Vec<_>>()));
    let problems = problems.expect_err("a circle does not load");
    let ids: Vec<_> = problems
        .list
        .iter()
        .map(chabudao::pack::problem::Problem::id)
        .collect();
    assert_eq!(ids, ["flow/cycle"]);
}
