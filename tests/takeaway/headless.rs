//! A blank file, several records, JSON in, schemas, places in
//! messages, Markdown.

use std::fs;

use chabudao::answers::read_all;
use chabudao::lang::Lang;
use serde_json::{Value, json};

use crate::{OTHER, WAIT, diagnose, pack, said};

#[test]
fn a_blank_file_is_an_answers_file_and_every_line_in_it_can_be_used() {
    for lang in ["zh", "en"] {
        let (code, blank, _) = said(&["--blank", "--lang", lang, "--today", "2026-11-23"], "");
        assert_eq!(code, 0);
        let (code, _, err) = said(&["-"], &blank);
        assert_eq!((code, err.as_str()), (3, ""));
        let mut filled = blank.clone();
        for fact in &pack().facts {
            let line = format!("# {} = ", fact.id);
            assert!(blank.contains(&line), "{line}");
            filled = filled.replace(&line, &format!("{} = ", fact.id));
        }
        let records = read_all(pack(), "blank", &filled);
        let records = records.unwrap_or_else(|problems| panic!("{}", problems.render(Lang::En)));
        assert_eq!(
            records.list[0].file.answers.iter().count(),
            pack().facts.len()
        );
    }
}

/// Faulty input: the whole of standard error.
#[track_caller]
fn refused(input: &str, expected: &[&str]) {
    let (code, out, err) = said(&["-", "--lang", "en", "--today", "2026-11-23"], input);
    let found: Vec<_> = err.lines().collect();
    assert_eq!((code, out.as_str(), found), (2, "", expected.to_vec()));
}

#[test]
fn json_is_refused_with_line_and_column() {
    refused(
        "{\"answers\": {\n  \"seen\": \"nothnig\",\n  \"sean\": null,\n  \"exam-date\": \"8 Oct\"}}",
        &[
            "standard input:2:11: there is no choice `nothnig`; did you mean `nothing`?",
            "standard input:4:16: `exam-date` takes a date of 1950 to 2099, for example 2026-10-08, a month as \"2026-10\", or \"unknown\", found \"…\"",
        ],
    );
    refused(
        "{\"answers\": {\"seen\": tru}}",
        &["standard input:1:25: not valid JSON: expected ident"],
    );
    refused(
        "[{\"answers\": {\"seen\": \"nothing\", \"seen\": \"nothing\"}}, 3]",
        &[
            "standard input:1:34: written twice: seen",
            "standard input:1:55: `record` takes a table, found 3",
        ],
    );
    refused(
        "[]",
        &["standard input:1:1: `record` takes at least one record, found […]"],
    );
    refused(
        "{\"today\": 5, \"answers\": {}}",
        &["standard input:1:11: `today` takes a date, for example \"2026-11-23\", found 5"],
    );
    refused(
        r#"{"answers": {"seen": "\ud800", "\udc00": "nothing"}}"#,
        &[
            "standard input:1:22: not valid JSON: unexpected end of hex escape",
            "standard input:1:22: `seen` takes one of nothing, old-date, wrong-details, page-error, updated, qr-only, unknown, found \"…\"",
            "standard input:1:32: not valid JSON: lone leading surrogate in hex escape",
        ],
    );
}

#[test]
fn brackets_without_end_are_a_fault() {
    let deep = |depth| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!("{{\"x\":  {open}{close}, \"answers\": {{}}}}")
    };
    for depth in [8, 100_000] {
        refused(
            &deep(depth),
            &[
                "standard input:1:2: [standard input] has no key `x`; delete it, or use a name that exists. There are: answers, given, notes, record, today, told, voice",
                "standard input:1:15: nested too deeply: [[…]]",
            ],
        );
    }
}

#[test]
fn a_day_with_a_short_year_is_none() {
    for (written, found) in [
        ("[answers]\nexam-date = \"26-10-08\"", "\"…\""),
        ("[answers]\nexam-date = \"0026-05\"", "\"…\""),
        ("[answers]\nexam-date = 0026-10-08", "yyyy-mm-dd"),
        ("\n{\"answers\": {\"exam-date\": \"26-10-08\"}}", "\"…\""),
    ] {
        let (code, _, err) = said(&["-", "--lang", "en"], written);
        assert_eq!(code, 2, "{written}");
        let told = "`exam-date` takes a date of 1950 to 2099, for example 2026-10-08, a month";
        assert!(
            err.contains(told) && err.trim_end().ends_with(found),
            "{err}"
        );
    }
    for written in ["today = 0026-10-08", "{\"told\": \"26-10-08\"}"] {
        let (code, _, err) = said(&["-", "--lang", "en"], written);
        assert!(code == 2 && err.contains("takes a date"), "{err}");
    }
}

#[test]
fn a_day_to_come_is_refused_at_its_place_in_each_record() {
    let two = "[[record]]\n[record.answers]\ncertificate = \"unknown\"\n[[record]]\n";
    let late = WAIT
        .replace("[answers]", "[record.answers]")
        .replace("2026-11-20", "2026-12-20");
    let both = format!("{two}{late}");
    let line = both.lines().position(|line| line.starts_with("exam-date"));
    let line = line.expect("a day is answered") + 1;
    refused(
        &both,
        &[&format!(
            "standard input:{line}:13: exam-date: takes a day up to today (Monday 23 November 2026), found Sunday 20 December 2026; give the real day, or \"unknown\""
        )],
    );
}

#[test]
fn several_records_come_out_in_their_order() {
    let answers = OTHER.lines().skip(2).map(|line| {
        let (fact, value) = line.split_once(" = ").expect("an answer");
        format!("\"{fact}\": {value}")
    });
    let skill = answers.collect::<Vec<_>>().join(", ");
    let unknown = skill.replace("skill", "unknown");
    let several = format!(
        "[{{\"label\": \"一\", \"answers\": {{{skill}}}}}, {{\"answers\": {{{unknown}, \"channel\": null}}}}]"
    );
    let (code, out, _) = said(&["-", "--json", "--today", "2026-11-23"], &several);
    assert_eq!(code, 3);
    let found: Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(found[0]["record"], "一");
    assert_eq!(found[0]["result"], "look-up-osta");
    assert_eq!(found[1]["needs"], json!(["channel"]));
    let (code, out, _) = said(&["-", "--format", "csv", "--today", "2026-11-23"], &several);
    let rows: Vec<_> = out.split_terminator("\r\n").collect();
    assert_eq!((code, rows.len()), (3, 3));
    assert!(rows[1].starts_with("一,look-up-osta,"), "{out}");
    assert_eq!(rows[2], "2,,,,,,,您是在哪里查的？");
    let (code, out, _) = said(&["-", "--today", "2026-11-23"], &several);
    assert_eq!(code, 3);
    assert!(
        out.contains("== 一\n") && out.contains("请在 [answers] 里加上 channel"),
        "{out}"
    );
}

/// Of a format that only whole results go into.
#[test]
fn of_several_all_that_are_not_whole_are_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let begun = "[[record]]\n[record.answers]\nmatter = \"review\"\n";
    let other = OTHER.replace("[answers]", "[[record]]\n[record.answers]");
    let other = other.replace("today = 2026-11-23", "");
    let also = begun.replace("[[record]]", "[[record]]\nlabel = \"丙\"");
    for format in ["x.html", "x.md", "x.ics", "x.txt"] {
        let mut arguments = vec!["-", "-o", format, "--today", "2026-11-23"];
        if format == "x.txt" {
            arguments.extend(["--format", "message"]);
        }
        let (code, out, err) =
            diagnose(folder.path(), &arguments, &format!("{begun}{other}{also}"));
        assert_eq!((code, out.as_str()), (3, ""), "{err}");
        let named = |who: &str| err.contains(&format!("标准输入：{who}：还没有结果，还要知道："));
        assert!(named("第1个") && named("丙") && !named("第2个"), "{err}");
        assert!(
            err.ends_with("3 个里有 2 个没有结果，什么也没写；补上再来一次\n"),
            "{err}"
        );
    }
    // Also beside one whose answer cannot be used.
    let late = WAIT.replace("[answers]", "[[record]]\n[record.answers]");
    let late = late
        .replace("2026-11-20", "2026-12-20")
        .replace("today = 2026-11-23", "");
    let arguments = ["-", "-o", "x.html", "--today", "2026-11-23", "--lang", "en"];
    let (code, _, err) = diagnose(folder.path(), &arguments, &format!("{also}{other}{late}"));
    assert_eq!(code, 2, "{err}");
    let lines: Vec<_> = err.lines().collect();
    assert!(
        lines[0].contains("exam-date: takes a day up to today"),
        "{err}"
    );
    assert!(
        lines[1].starts_with("standard input: 丙: No result yet."),
        "{err}"
    );
    assert!(
        err.contains("2 of 3 have no result, nothing was written"),
        "{err}"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("it is read").count(), 0);
}

/// What a record is called goes wherever its result goes.
#[test]
fn no_number_and_no_name_of_a_record_stands_in_what_it_is_called() {
    let record = |label: &str| {
        let text = WAIT.replace("[answers]", "[record.answers]");
        format!("[[record]]\nlabel = \"{label}\"\n{text}\n")
    };
    let labels = ["甲班 王 小明 13812345678", "11010519491231002X"];
    let both: String = labels.map(record).concat();
    for format in ["text", "message", "markdown", "json", "html", "ics", "csv"] {
        let (code, out, err) = said(&["-", "--format", format], &both);
        assert_eq!(code, 0, "{err}");
        let clean = |word: &str| !out.contains(word) && !err.contains(word);
        assert!(
            ["王小明", "王 小明", "13812345678", "1101051949"]
                .iter()
                .all(|it| clean(it)),
            "{out}"
        );
        let markdown = "甲班 \\*\\*\\* \\*\\*\\*";
        assert!(
            out.contains("甲班 *** ***") || out.contains(markdown),
            "{out}"
        );
        let (_, out, _) = said(&["-", "--format", format, "--unmask"], &both);
        let asked = labels.iter().all(|it| out.contains(it));
        assert!(asked, "{out}");
    }
    // What tells nothing apart is the record's number; a surname stays.
    let (_, out, _) = said(&["-", "--format", "csv"], &both);
    assert!(out.contains("\r\n2,"), "{out}");
    let (_, out, _) = said(&["-"], &record("王师傅 1127-07"));
    assert!(out.contains("== 王师傅 1127-07\n"), "{out}");
}

#[test]
fn the_schemas_name_what_the_pack_has() {
    let (code, out, _) = said(&["--schema", "answers"], "");
    assert_eq!(code, 0);
    let schema: Value = serde_json::from_str(&out).expect("it is JSON");
    let facts = &schema["$defs"]["answers"]["properties"];
    assert_eq!(
        facts.as_object().map(serde_json::Map::len),
        Some(pack().facts.len() - pack().given().count())
    );
    let given = &schema["$defs"]["given"]["properties"];
    assert_eq!(given, &json!({ "trained-here": { "enum": ["no", "yes"] } }));
    assert_eq!(
        facts["fee"]["enum"],
        json!(["paid", "unpaid", "unknown", null])
    );
    let (_, out, _) = said(&["--schema", "report"], "");
    let schema: Value = serde_json::from_str(&out).expect("it is JSON");
    let report = &schema["$defs"]["report"];
    let (_, out, _) = said(&["-", "--json"], &WAIT);
    let found: Value = serde_json::from_str(&out).expect("it is JSON");
    for key in found.as_object().expect("an object").keys() {
        assert!(
            report["properties"][key].is_object(),
            "{key} is in the schema"
        );
    }
    for key in report["required"].as_array().expect("a list") {
        assert!(found.get(key.as_str().expect("a name")).is_some(), "{key}");
    }
}

#[test]
fn steps_in_markdown_count_on_and_no_heading_is_empty() {
    let (code, text, _) = said(&["-", "--format", "markdown", "--lang", "en"], &WAIT);
    assert_eq!(code, 0);
    let (_, steps) = text
        .split_once("## What to do now\n\n")
        .expect("what to do");
    let steps: Vec<_> = steps.lines().take_while(|line| !line.is_empty()).collect();
    assert!(steps.len() > 1, "{text}");
    for (number, step) in (1..).zip(steps) {
        assert!(step.starts_with(&format!("{number}. ")), "{step}");
    }
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let empty = |line: &&str| line.trim_start_matches('#').trim().is_empty();
    assert_eq!(headings.filter(empty).count(), 0, "{text}");
}
