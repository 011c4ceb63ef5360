//! The scenario files of the shipped pack: every one comes out as it says, and
//! together they reach every result. How one is `like` another, with the
//! fixture's.

#[path = "fixture/parcel.rs"]
mod parcel;

use std::collections::BTreeSet;

use chabudao::lang::Lang;
use chabudao::pack::{Files, Problems, load};
use chabudao::scenario::{self, Scenario};

#[test]
fn every_scenario_comes_out_as_written_and_every_result_has_one() {
    let loaded = load(Files::embedded()).expect("the shipped pack loads");
    let (pack, files) = (loaded.pack, loaded.warnings.files);
    let (scenarios, mut list) = scenario::read_all(&pack, &files);
    list.extend(
        scenarios
            .iter()
            .filter_map(|scenario| scenario.problem(&pack)),
    );
    let problems = Problems { files, list };
    assert!(problems.list.is_empty(), "{}", problems.render(Lang::En));

    let told: BTreeSet<_> = scenarios.iter().map(|it| it.expect.result).collect();
    let untold: Vec<_> = (pack.results.iter().enumerate())
        .filter(|(number, _)| !told.iter().any(|id| id.number() == *number))
        .map(|(_, card)| card.id.as_str())
        .collect();
    assert!(untold.is_empty(), "no scenario for {untold:?}");
}

#[test]
fn the_shipped_pack_has_neither_errors_nor_warnings() {
    let loaded = load(Files::embedded()).expect("the shipped pack loads");
    let warnings = loaded.warnings;
    assert!(warnings.list.is_empty(), "{}", warnings.render(Lang::En));
}

/// A question that everybody is asked.
const MORE: &str = r#"
[question.glasses]
stage = "self-check"
input = "choice"
ask = { zh = "您戴眼镜吗？", en = "Do you wear glasses?" }
say = { zh = "您戴眼镜吗？", en = "Do you wear glasses?" }
why = { zh = "试一试。", en = "A trial." }
find = { zh = "照照镜子。", en = "Look into a mirror." }
listen = [{ zh = "听", en = "listen" }]
never-promise = [{ zh = "别说好看", en = "do not call them pretty" }]
next = "NEXT"
choice = [{ id = "yes", label = { zh = "戴", en = "Yes" } }, { id = "no", label = { zh = "不戴", en = "No" } }]
"#;

/// A new question on everybody's way, first or in the middle: its answer is
/// added to the scenario that all others are like, and all come out as before.
#[test]
fn a_question_more_for_everybody_is_answered_in_one_place() {
    let first = [
        ("pack.toml", "start = \"matter\"", "start = \"glasses\""),
        (
            "scenarios/common.toml",
            "path = [\"matter\"",
            "path = [\"glasses\", \"matter\"",
        ),
    ];
    let middle = [
        (
            "2-working-days.toml",
            "next = \"applied\"",
            "next = \"glasses\"",
        ),
        (
            "scenarios/common.toml",
            "\"exam-date\"",
            "\"glasses\", \"exam-date\"",
        ),
    ];
    for (edits, next) in [(first, "matter"), (middle, "applied")] {
        let files = Files::embedded();
        let texts = files.iter().map(|(_, file)| {
            let mut text = file.text.clone().into_owned();
            for (_, from, to) in edits.iter().filter(|(name, _, _)| *name == file.name) {
                assert!(text.contains(from), "{} has no {from}", file.name);
                text = text.replace(from, to);
            }
            if file.name == "scenarios/common.toml" {
                text = text.replacen(".answers]\n", ".answers]\nglasses = \"no\"\n", 1);
            }
            (file.name.clone(), text)
        });
        let more = ("9-more.toml".to_owned(), MORE.replace("NEXT", next));
        let files = Files::from_texts(texts.chain([more]));
        let loaded = load(files).unwrap_or_else(|it| panic!("{}", it.render(Lang::En)));
        let (pack, files) = (loaded.pack, loaded.warnings.files);
        let (scenarios, mut list) = scenario::read_all(&pack, &files);
        assert!(scenarios.len() > 200);
        list.extend(scenarios.iter().filter_map(|it| it.problem(&pack)));
        assert!(
            list.is_empty(),
            "{}",
            Problems { files, list }.render(Lang::En)
        );
    }
}

/// The fixture's scenario `usual`.
const USUAL: &str = r#"
[scenario.usual]
today = 2026-11-23
answers = { kind = "parcel", page = "old-stop", due = "unknown", sent-date = 2026-11-20 }
expect = { result = "wait-usual", ask-from = 2026-12-01 }
"#;

/// The scenarios of a file behind [`USUAL`], and everything against them.
fn read(text: &str) -> (Vec<Scenario>, String) {
    let files = parcel::files_with("scenarios/all.toml", &format!("{USUAL}{text}"));
    let loaded = load(files).expect("the fixture loads");
    let (pack, files) = (loaded.pack, loaded.warnings.files);
    let (scenarios, mut list) = scenario::read_all(&pack, &files);
    list.extend(scenario::problems(&pack, &scenarios));
    (scenarios, Problems { files, list }.render_list(Lang::En))
}

fn by_id<'s>(scenarios: &'s [Scenario], id: &str) -> &'s Scenario {
    let found = scenarios.iter().find(|it| it.id == id);
    found.unwrap_or_else(|| panic!("{id} was read"))
}

#[test]
fn one_like_another_says_only_what_differs() {
    let (scenarios, problems) = read(
        r#"
[scenario.same]
like = "later"
answers = { duty = "paid" }

[scenario.later]
like = "usual"
without = "sent-date"
today = 2026-11-24
answers = { page = "delivered" }
expect = { result = "found-it" }
"#,
    );
    assert_eq!(problems, "");
    let pack = parcel::pack();
    let told = |id| {
        let it = by_id(&scenarios, id);
        let answers = it.answers.iter();
        let answers: Vec<_> = answers
            .map(|(fact, _)| pack.fact(fact).id.as_str())
            .collect();
        let result = pack.card(it.expect.result).id.as_str();
        (it.today.to_string(), answers, result)
    };
    let day = "2026-11-24".to_owned();
    let facts = vec!["kind", "duty", "page", "due"];
    assert_eq!(told("same"), (day.clone(), facts, "found-it"));
    let facts = vec!["kind", "page", "due"];
    assert_eq!(told("later"), (day, facts, "found-it"));
}

#[test]
fn an_expectation_is_taken_whole_or_not_at_all() {
    let (_, problems) = read(
        r#"
[scenario.due]
like = "usual"
answers = { due = 2026-12-24 }

[scenario.no-day]
like = "usual"
expect = { result = "wait-usual" }
"#,
    );
    let wanted = [
        "scenario `due` expects wait-usual, found not-due; expects ask-from 2026-12-01, found -",
        "scenario `no-day` expects ask-from -, found 2026-12-01",
    ];
    for wanted in wanted {
        assert!(problems.contains(wanted), "{problems}");
    }
}

#[test]
fn what_cannot_be_taken_from_another_is_named_with_its_place() {
    let (scenarios, problems) = read(
        r#"
[scenario.unknown]
like = "usul"

[scenario.of-the-unknown]
like = "unknown"

[scenario.one]
like = "two"

[scenario.two]
like = "one"

[scenario.of-a-circle]
like = "two"

[scenario.without]
like = "usual"
without = ["sent-day", "duty"]

[scenario.nothing-said]
today = 2026-11-23
"#,
    );
    assert_eq!(
        problems.matches("error[").count(),
        6,
        "no more than one of each: {problems}"
    );
    for wanted in [
        "there is no scenario `usul`\n --> scenarios/all.toml:8:8",
        "did you mean `usual`?",
        "does not lead back to this one, found \"two\" (one → two → one)\n  --> scenarios/all.toml:14:8",
        "there is no answer `sent-day`\n  --> scenarios/all.toml:24:12",
        "did you mean `sent-date`?",
        "there is no answer `duty`",
        "[scenario.nothing-said] lacks `answers`",
        "[scenario.nothing-said] lacks `expect`",
    ] {
        assert!(problems.contains(wanted), "{wanted}\n{problems}");
    }
    // One without the answers it was to be without is still walked.
    let ids: Vec<_> = scenarios.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["usual", "without"]);
}

#[test]
fn a_path_may_leave_out_what_is_not_the_point() {
    let fits = [
        r#"["kind", "page", "due", "sent-date"]"#,
        r#""...""#,
        r#"["...", "sent-date"]"#,
        r#"["kind", "..."]"#,
        r#"["...", "...", "page", "...", "sent-date"]"#,
        r#"["kind", "...", "page", "due", "...", "sent-date", "..."]"#,
    ];
    let differs = [
        "[]",
        r#"["kind", "page", "due"]"#,
        r#"["...", "due"]"#,
        r#"["page", "..."]"#,
        r#"["...", "page", "...", "page", "..."]"#,
        r#"["...", "kind", "due", "..."]"#,
        r#"["kind", "page", "due", "...", "due", "sent-date"]"#,
    ];
    let fits = fits.iter().map(|path| (path, true));
    for (path, wanted) in fits.chain(differs.iter().map(|path| (path, false))) {
        let (_, problems) = read(&format!(
            r#"
[scenario.it]
like = "usual"
expect = {{ result = "wait-usual", ask-from = 2026-12-01, path = {path} }}
"#
        ));
        assert_eq!(problems.is_empty(), wanted, "{path}: {problems}");
    }
    let (_, problems) = read(
        r#"
[scenario.it]
like = "usual"
expect = { result = "found-it", path = "sent" }
"#,
    );
    let wanted = "there is no fact `sent`";
    assert!(problems.contains(wanted), "{problems}");
}

/// Of a path that differs only the step is told that does.
#[test]
fn a_path_that_differs_is_told_by_its_first_step() {
    for (path, told) in [
        (
            r#"["kind", "page", "sent-date"]"#,
            "behind page of the path, due is asked besides",
        ),
        (
            r#"["kind", "page"]"#,
            "behind page of the path, due sent-date is asked besides",
        ),
        (
            r#"["kind", "duty", "page", "due", "sent-date"]"#,
            "behind kind of the path, duty is not asked",
        ),
        (
            r#"["kind", "page", "due", "sent-date", "duty"]"#,
            "behind sent-date of the path, duty is not asked",
        ),
        (
            r#"["page", "..."]"#,
            "at the beginning of the path, kind is asked besides",
        ),
        (
            r#"["duty", "due"]"#,
            "at the beginning of the path, kind is asked instead of duty",
        ),
        (
            r#"["...", "due"]"#,
            "expects path ... due, found kind page due sent-date",
        ),
        (
            r#"["...", "page", "...", "kind"]"#,
            "kind of the path is not asked, or not there; asked were kind page due sent-date",
        ),
    ] {
        let (_, problems) = read(&format!(
            r#"
[scenario.it]
like = "usual"
expect = {{ result = "wait-usual", ask-from = 2026-12-01, path = {path} }}
"#
        ));
        let told = format!("scenario `it` {told}\n");
        assert!(problems.contains(&told), "{path}: {problems}");
    }
}

/// What is wrong with the one that others are like is told once.
#[test]
fn those_like_one_that_comes_out_wrong_are_counted() {
    let (_, problems) = read(
        r#"
[scenario.late]
like = "usual"
expect = { result = "wait-usual", ask-from = 2026-12-02 }

[scenario.later]
like = "late"
today = 2026-11-24

[scenario.latest]
like = "later"
today = 2026-11-25

[scenario.otherwise]
like = "late"
expect = { result = "found-it", ask-from = 2026-12-02 }
"#,
    );
    let wrong: Vec<_> = problems
        .lines()
        .filter(|it| it.starts_with("error"))
        .collect();
    let [late, otherwise] = wrong.as_slice() else {
        panic!("{problems}");
    };
    assert!(
        late.ends_with("`late` (and so do 2 more that are like it) expects ask-from 2026-12-02, found 2026-12-01"),
        "{late}"
    );
    assert!(
        otherwise.contains("`otherwise` expects found-it"),
        "{otherwise}"
    );
}

#[test]
fn thousands_each_like_the_one_before_are_read() {
    let each = (1..20_000).map(|it| format!("[scenario.s{it}]\nlike = 's{}'\n", it - 1));
    let text = each.rev().collect::<String>() + "[scenario.s0]\nlike = 'usual'\n";
    let files = parcel::files_with("scenarios/all.toml", &format!("{USUAL}{text}"));
    let (scenarios, problems) = scenario::read_all(&parcel::pack(), &files);
    assert_eq!((scenarios.len(), problems.len()), (20_001, 0));
}
