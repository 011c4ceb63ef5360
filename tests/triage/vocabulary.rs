//! `rules/roster.toml`: complete for the shipped rules, and every mistake in
//! it is named.

use std::path::Path;

use chabudao::lang::Lang;
use chabudao::pack::{Domain, Files, Loaded, Problems, load};
use chabudao::triage::columns::Mapping;
use chabudao::triage::stop::RosterFault;
use chabudao::triage::value::CellReader;
use chabudao::triage::vocabulary::{Mark, Role, Vocabulary, Word};

use crate::{RULES, judged, reader};

#[test]
fn every_fact_has_a_heading_every_choice_a_word_every_result_a_name() {
    let (pack, words) = &*RULES;
    for fact in &pack.facts {
        let id = pack.find_fact(&fact.id).expect("a fact");
        let name = words.column(pack, id).zh.as_str();
        assert_ne!(name, fact.id);
        assert_eq!(words.role(name).map(Role::fact), Some(id));
        assert_eq!(words.role(&fact.id).map(Role::fact), Some(id));
        if let Domain::Choice(ids) = &fact.domain {
            let suggested = words.suggestions(id).iter().map(|word| word.zh.as_str());
            for (choice, (word, choice_id)) in suggested.zip(ids).enumerate() {
                assert_ne!(word, choice_id);
                assert_eq!(words.word(id, word), Some(Word::Choice(choice)), "{word}");
                assert!(words.mark(word).is_none(), "{word}");
            }
        }
    }
    for card in &pack.results {
        assert!(card.name.is_some(), "{}", card.id);
    }
}

#[test]
fn words_are_known_whatever_their_form() {
    let (pack, words) = &*RULES;
    let exam_date = pack.find_fact("exam-date");
    for heading in [
        "考试日期",
        " 考试 日期 ",
        "考试日期（必填）",
        "考试日期(年-月-日)",
        "*考试日期：",
        "EXAM-DATE",
        "ｅｘａｍ-ｄａｔｅ",
    ] {
        assert_eq!(words.role(heading).map(Role::fact), exam_date, "{heading}");
    }
    assert_eq!(words.role("考试"), None);
}

/// Rules that say nothing of rosters are called by their own words, and a roster
/// may use each of these.
#[test]
fn without_words_for_rosters_the_rules_own_are_used() {
    let pack = &RULES.0;
    let (words, problems) = Vocabulary::read(pack, &Files::from_texts::<&str, &str>([]));
    assert!(problems.is_empty());
    for fact in &pack.facts {
        let id = pack.find_fact(&fact.id).expect("a fact");
        let name = words.column(pack, id);
        for heading in [&name.zh, &name.en] {
            assert_ne!(*heading, fact.id);
            assert_eq!(words.role(heading).map(Role::fact), Some(id), "{heading}");
        }
        for (choice, name) in words.suggestions(id).iter().enumerate() {
            for word in [&name.zh, &name.en] {
                assert_eq!(words.word(id, word), Some(Word::Choice(choice)), "{word}");
            }
        }
    }
    let exam = pack.find_fact("exam-date").expect("a fact");
    assert_eq!(words.column(pack, exam).en, "exam date");
    for unknown in ["不知道", "Unknown", "I don't know"] {
        assert_eq!(words.mark(unknown), Some(Mark::Unknown), "{unknown}");
    }
}

/// The halves of a name are called after the fact, whatever that is called.
#[test]
fn a_half_of_a_name_can_be_mapped_by_the_id_of_its_fact() {
    let parcel = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/parcel");
    let files = Files::from_dir(&parcel).expect("the folder is there");
    let Loaded { pack, warnings } = load(files).expect("it loads");
    let (words, _) = Vocabulary::read(&pack, &warnings.files);
    let fact = pack.find_fact("receiver").expect("a fact");
    for (half, role) in [("record", Role::Record(fact)), ("typed", Role::Typed(fact))] {
        assert_eq!(words.role(&format!("receiver.{half}")), Some(role));
    }
    let reader = CellReader {
        pack: &pack,
        words: &words,
        ..crate::reader()
    };
    let fault = Mapping::read("姓名=receive", &words).expect_err("no such fact");
    let told = RosterFault::Columns(fault).words(Lang::En, reader);
    assert!(
        told.contains(", receiver.record, receiver.typed, and -"),
        "{told}"
    );
}

/// The whole message about a faulty file.
#[track_caller]
fn refused(change: (&str, &str), expected: &str) {
    let text = include_str!("../../rules/roster.toml").replacen(change.0, change.1, 1);
    let files = Files::from_texts([("roster.toml", text)]);
    let (_, list) = Vocabulary::read(&RULES.0, &files);
    let problems = Problems { files, list };
    // Where it stands changes with the file; that it is said does not.
    let found = problems.render_without_excerpts(Lang::En);
    let words = found.lines().map(|line| {
        let (place, words) = line.split_once(": ").expect("a place");
        assert!(place.starts_with("roster.toml:"), "{line}");
        words
    });
    assert_eq!(words.collect::<Vec<_>>().join(" | "), expected);
}

#[test]
fn a_heading_for_two_facts_is_named() {
    let text = include_str!("../../rules/roster.toml");
    let at = text
        .lines()
        .position(|line| line.contains("\"应复审日期\""));
    let line = at.expect("it is a heading") + 1;
    refused(
        ("\"考试时间\"", "\"应复审日期\""),
        &format!(
            "heading `应复审日期` stands twice, first at roster.toml:{line}:15; rename one of the two"
        ),
    );
}

#[test]
fn mistakes_in_the_file_are_named() {
    refused(
        ("exam-date = [", "exam-dat = ["),
        "there is no fact `exam-dat`; did you mean `exam-date`?",
    );
    refused(
        ("[value.fee]\npaid", "[value.fee]\npayed"),
        "there is no choice `payed`; use a name that exists, or write the thing it names. There are: paid, unpaid",
    );
    refused(
        ("\nnever-applied = {", "\nnever-aplied = {"),
        "there is no result `never-aplied`; did you mean `never-applied`?",
    );
    refused(
        ("unknown = [\"不知道\"", "unknown = [5"),
        "`unknown` takes a string, found 5",
    );
    refused(
        ("typed = [", "type = ["),
        "[roster.toml.name] lacks `typed`; add it | [roster.toml.name] has no key `type`; did you mean `typed`?",
    );
    refused(
        ("cell = \"empty\"", "cell = \"blank\""),
        "`cell` takes \"filled\" or \"empty\", found \"blank\"",
    );
    refused(
        (
            "then = { institution-reply = \"at-city\" }",
            "then = { institution-replay = \"at-city\" }",
        ),
        "there is no fact `institution-replay`; did you mean `institution-reply`?",
    );
    refused(
        (
            "then = { institution-reply = \"at-city\" }",
            "then = { institution-reply = \"at-citty\" }",
        ),
        "there is no choice `at-citty`; did you mean `at-city`?",
    );
    refused(
        ("reached = \"passed\"", "reached = \"past\""),
        "there is no choice `past`; use a name that exists, or write the thing it names. There are: passed, failed, waiting, not-sat, theory-only",
    );
    refused(
        ("of = \"applied-date\"", "of = \"fee\""),
        "`fact` takes a fact whose input is date, found \"fee\"",
    );
    refused(
        ("\"legal-days\", \"publish-days\"", "\"renew-exam-months\""),
        "`parameter` takes a parameter that has `workdays`, found \"renew-exam-months\"",
    );
    refused(
        ("{day}报的 {count}", "{day}报的 {cuont}"),
        "there is no placeholder {cuont}; did you mean `count`?",
    );
    refused(
        ("{day}报的 {count}", "{day}报的 count}"),
        "a brace has no partner, or is a full-width one; write placeholders as {name}, for example {today}",
    );
    refused(
        (
            "zh = \"给签发机关打一个电话，一次问清\"",
            "zh = \"{day}问\"",
        ),
        "there is no placeholder {day}",
    );
    refused(
        ("zh = \"给签发机关打一个电话，一次问清\"", "zh = \" \""),
        "`zh` takes a text that is not empty, found \"\"",
    );
    refused(
        ("unknown = [", "unknown = [] #\nx = ["),
        "[roster.toml] has no key `x`; delete it, or use a name that exists. There are: also, batch, blank, fine, groups, halves, heading, implies, items, name, nobody, others, pieces, score, silent, titles, todo, unknown, value, wholes",
    );
}

#[test]
fn mistakes_about_halves_are_named() {
    refused(
        ("second = [\"实操成绩\"", "seccond = [\"实操成绩\""),
        "[roster.toml.halves.exam-result] lacks `second`; add it | [roster.toml.halves.exam-result] has no key `seccond`; did you mean `second`?",
    );
    refused(
        ("both = \"passed\"", "both = \"pased\""),
        "there is no choice `pased`; did you mean `passed`?",
    );
    refused(
        (
            "second = \"waiting\", then = \"waiting\"",
            "second = \"waiting\", then = \"passed\"",
        ),
        "`then` takes another choice than `both`, found \"passed\"",
    );
    refused(
        ("{ second = \"failed\", then", "{ then"),
        "[roster.toml.halves.exam-result.others] lacks `first`; add it",
    );
    refused(
        (
            "first = \"waiting\", second = [\"passed\", \"waiting\"]",
            "first = \"waiting\", second = []",
        ),
        "`second` takes at least one name, found […]",
    );
    refused(
        ("[halves.exam-result]", "[halves.exam-date]"),
        "`fact` takes a fact whose input is choice, found \"exam-date\"",
    );
}

/// Whatever the program's own screens call a choice, a roster may call it so.
#[test]
fn every_wording_of_the_screens_is_understood() {
    let (pack, words) = &*RULES;
    for question in &pack.questions {
        for choice in &question.choices {
            let texts = [Some(&choice.label), choice.told.as_ref()];
            for (text, lang) in texts
                .into_iter()
                .flatten()
                .flat_map(|it| Lang::ALL.map(|lang| (it, lang)))
            {
                let answers = chabudao::engine::Answers::new();
                let walk = chabudao::engine::Walk::new(pack, &answers, crate::reader().today);
                let shown = chabudao::report::words::Words::new(&walk, lang).text(text);
                let found = words.word(question.fact, &shown);
                let id = &pack.fact(question.fact).id;
                assert_eq!(found, Some(Word::Choice(choice.value)), "{id}: {shown}");
                assert!(words.mark(&shown).is_none(), "{id}: {shown}");
            }
        }
    }
    for lang in Lang::ALL {
        let unknown = lang.unknown();
        assert_eq!(words.mark(unknown), Some(Mark::Unknown));
        for (value, expected) in [("no", 0), ("yes", 1)] {
            let given = pack.given().next().expect("one is given");
            let shown = chabudao::report::words::yes_or_no(value, lang);
            assert_eq!(words.word(given, shown), Some(Word::Choice(expected)));
        }
    }
}

/// A class list of a school that writes English, in three manners.
#[test]
fn english_headings_are_understood() {
    for head in [
        "Name,ID card,Due for review,Result,Exam day,Date reported",
        "Student name,ID number,Review due,Exam result,Exam date,Reported on",
        "Name on the card,ID no.,Next review date,Exam outcome,Date of exam,Date reported",
    ] {
        let roster = format!(
            "{head},Name as typed,Certificate type,Query channel,Online result,Fee paid\n\
             Li Ming,11010519491231002X,2026-12-31,passed,2026-09-20,2026-09-28,Li Ming,special-operation,official-site,nothing,yes\n"
        );
        let judged = judged(&roster);
        assert_eq!(judged.tally.faulty, 0, "{}", judged.csv);
        assert_eq!(judged.added(0, "result"), "repair-data");
        for heading in head.split(',') {
            assert!(RULES.1.role(heading).is_some(), "{heading}");
        }
    }
}

/// A running number, the day of the exam, a yes or no: what such a column holds is
/// anybody's guess.
#[test]
fn a_heading_that_may_mean_two_things_is_passed_on_unused() {
    for heading in [
        "ID",
        "No",
        "Review date",
        "复审日期",
        "Reported",
        // Four digits are no ID number.
        "身份证号（后四位）",
        "身份证号(后 6 位)",
        "身份证号【尾号】",
        "ID number (last 4 digits)",
        // What is only due, or planned, of another time or of somebody else.
        "缴费（应缴）",
        "缴费（欠费金额）",
        "缴费(未缴打√)",
        "缴费（未缴）",
        "Fees (owed)",
        "考试结果（上次）",
        "上报日期（计划）",
        "Date reported (planned)",
        "姓名（推荐人）",
        "Name (contact)",
        // His own application is no report of ours.
        "申请日期",
        "申请时间",
        "Application date",
        "Applied on",
    ] {
        assert!(RULES.1.role(heading).is_none(), "{heading}");
    }
    // These tell how to fill the column in.
    for heading in [
        "缴费（元）",
        "缴费（已缴/未缴）",
        "缴费（已缴、欠费或免）",
        "缴费（未缴请注明）",
        "考试日期（年月日）",
        "Fees (paid / unpaid)",
        "Fees (paid or due)",
        "缴费（已缴打√，未缴打×）",
        "缴费（√已缴，×欠）",
        "缴费（元，欠的写欠）",
        // What only speaks of another is no other.
        "是否合格（本次，不看上次）",
        "考试结果（非模拟考）",
        "身份证号（家属不填）",
        "考试日期（计划外）",
        "应复审日期（上次复审满三年）",
        "Exam date (unplanned)",
    ] {
        assert!(RULES.1.role(heading).is_some(), "{heading}");
    }
    // A remark about the last digits leaves it the whole number.
    for heading in ["身份证号（尾号X要大写）", "身份证号（后六位为查询密码）"]
    {
        assert!(RULES.1.role(heading).is_some(), "{heading}");
    }
    let (pack, words) = &*RULES;
    let applied = pack.find_fact("applied").expect("it is asked");
    let read = ["himself", "school", "nobody"].map(|cell| words.word(applied, cell));
    assert!(read.iter().all(Option::is_some), "{read:?}");
}

/// In English a column to fill in is called in English; what was given is not
/// advised once more.
#[test]
fn advice_is_in_the_language_and_leaves_out_what_was_given() {
    let (pack, words) = &*RULES;
    let mut own = pack.clone();
    let fact = own.given().next().expect("one is given");
    own.facts[fact.number()].given = Some(1);
    let roster = "Name,Exam date\nLi Ming,2026-09-20\n";
    for (pack, advised) in [(pack, true), (&own, false)] {
        let judged = crate::judged_by(roster, CellReader { pack, ..reader() });
        for (lang, to_fill) in [(Lang::Zh, "证件类型"), (Lang::En, "Certificate type")] {
            let said = judged.tally.words(pack, words, lang);
            assert!(said.contains(to_fill), "{said}");
            assert!(said.contains("--map"), "{said}");
            assert_eq!(said.contains("--given trained-here=yes"), advised, "{said}");
        }
    }
}
