//! The program from outside: arguments and standard input in, text, JSON and
//! exit code out.

mod calendar;
#[cfg(target_os = "linux")]
mod files;
#[path = "../fixture/program.rs"]
mod program;
mod rules;
#[path = "../fixture/walk.rs"]
mod walk;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use chrono::NaiveDate;
use program::fed;

/// A walk whose answers lead to `call-institution`, and one it has no use for.
static CALL: LazyLock<String> = LazyLock::new(|| {
    let (pack, scenarios) = walk::shipped();
    let changes = "id-number = '11010519491231002X'\nname = { record = '王小明', typed = '王小明' }\nexam-date = 2026-10-08\nasked-institution = 'no'";
    let answers = walk::like(pack, scenarios, "nothing-shown", changes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    walk::file(pack, &answers, today) + "fee = \"unpaid\"\n"
});

/// What is asked on the way of an answers file, in its order.
fn facts(text: &str) -> Vec<&str> {
    let answers = text.lines().skip_while(|line| *line != "[answers]").skip(1);
    answers
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .collect()
}

/// Runs the program with `home` as the user's home, west of Greenwich.
fn run_at(home: &Path, arguments: &[&str], input: &str) -> Output {
    fed(
        Command::new(env!("CARGO_BIN_EXE_chabudao"))
            .args(arguments)
            .env_clear()
            .env("HOME", home)
            .env("TZ", "America/New_York"),
        input,
    )
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

/// Exit code, standard output, standard error.
fn said_at(home: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let output = run_at(home, arguments, input);
    let code = output.status.code().expect("it exits");
    (code, text(&output.stdout), text(&output.stderr))
}

/// The same in a home of its own.
fn said(arguments: &[&str], input: &str) -> (i32, String, String) {
    let home = tempfile::tempdir().expect("a folder for the test");
    said_at(home.path(), arguments, input)
}

#[test]
fn diagnose_prints_the_json_promised() {
    let (code, out, err) = said(&["diagnose", "-", "--json"], &CALL);
    assert_eq!((code, err.as_str()), (0, ""));
    let found: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    let mut path = facts(&CALL);
    assert_eq!(path.pop(), Some("fee"), "the answer too many");
    let expected = serde_json::json!({
        "result": "call-institution",
        "stage": "institution",
        "link": "institution",
        "ask_from": null,
        "cautions": ["record-missing", "past-limit"],
        "path": path,
        "needs": [],
        "unused": ["fee"],
    });
    for (key, value) in expected.as_object().expect("an object") {
        assert_eq!(&found[key], value, "{key}");
    }
}

#[test]
fn a_wait_names_its_day_and_whether_it_is_certain() {
    let near = CALL.replace("2026-10-08", "2026-11-20");
    let (_, out, _) = said(&["diagnose", "-", "--json"], &near);
    assert!(
        out.contains(r#""ask_from":{"date":"2026-12-14","certain":true,"approximate":false}"#),
        "{out}"
    );
    let late = CALL.replace("2026-10-08", "2026-12-21");
    let (_, out, _) = said(&["diagnose", "-", "--json", "--today", "2026-12-23"], &late);
    assert!(
        out.contains(r#""certain":false,"approximate":false}"#) && out.contains("not-certain"),
        "{out}"
    );
    // So says the page, even of a count that only led to its result.
    let (_, out, err) = said(&["diagnose", "-", "--today", "2027-01-15"], &late);
    assert!(out.contains("放假安排日历里没有"), "{out}{err}");
    let (_, out, _) = said(&["diagnose", "-", "--today", "2026-12-23"], &late);
    assert!(out.contains("（暂算）"), "{out}");
}

#[test]
fn a_missing_fact_is_exit_3_and_named() {
    // The way up to where one looked it up.
    let (short, _) = CALL.split_once("channel").expect("it is asked");
    let path = serde_json::to_string(&facts(short)).expect("JSON");
    let short = format!("{short}fee = \"paid\"\n");
    let (code, out, _) = said(&["diagnose", "-", "--json"], &short);
    assert_eq!(code, 3);
    for part in [
        r#""result":null"#,
        r#""stage":"self-check""#,
        &format!(r#""path":{path}"#),
        r#""needs":["channel"]"#,
        r#""unused":["fee"]"#,
    ] {
        assert!(out.contains(part), "{out}");
    }
    let (code, out, _) = said(&["diagnose", "-", "--lang", "en"], &short);
    assert_eq!(code, 3);
    assert!(out.contains("Where did you look it up?"), "{out}");
}

/// Faulty answers: the whole of standard error, exit code 2, nothing else.
#[track_caller]
fn refused(input: &str, expected: &str) {
    let (code, out, err) = said(&["diagnose", "-", "--lang", "en"], input);
    assert_eq!((code, out.as_str(), err.trim_end()), (2, "", expected));
}

#[test]
fn faulty_answers_are_named_with_place_and_remedy() {
    refused(
        "[answers]\nsean = \"nothing\"\n",
        "standard input:2:1: there is no fact `sean`; did you mean `seen`?",
    );
    refused(
        "[answers]\nseen = \"nothnig\"\n",
        "standard input:2:8: there is no choice `nothnig`; did you mean `nothing`?",
    );
    refused(
        "today = \"soon\"\n[answers]\n",
        "standard input:1:9: `today` takes a date without quotes, for example 2026-10-08, found \"soon\"",
    );
    refused(
        "[answers]\nexam-date = 2026-13-40\n",
        "standard input:2:13: this line cannot be read: there is no such day, or it is not written right, expected month between 01 and 12; write a day like 2026-10-08; it must exist",
    );
    let future = CALL.replace("exam-date = 2026-10-08", "exam-date = 2026-12-01");
    let line = future
        .lines()
        .position(|line| line.starts_with("exam-date"));
    let line = line.expect("a day is answered") + 1;
    let expected = format!(
        "standard input:{line}:13: exam-date: takes a day up to today (Monday 23 November 2026), found Tuesday 1 December 2026; give the real day, or \"unknown\""
    );
    refused(&future, &expected);
}

#[test]
fn no_message_repeats_a_name_or_an_id_number() {
    let input = "[answers]\nname = { record = 5, typed = \"王小明\" }\nid-number = 440524188001010014\n[x]\ny = \"王小明\"\n";
    let (code, out, err) = said(&["diagnose", "-"], input);
    assert_eq!(code, 2);
    assert!(!format!("{out}{err}").contains("王小明"), "{err}");
    assert!(!err.contains("440524188001010014"), "{err}");
    let (_, out, err) = said(&["diagnose", "-"], &CALL);
    assert!(
        !format!("{out}{err}").contains("11010519491231002X"),
        "{out}"
    );
}

#[test]
fn workdays_counts_and_finds_days() {
    assert_eq!(
        said(&["workdays", "2026-09-18", "2026-10-15"], "").1,
        "15\n"
    );
    assert_eq!(
        said(&["workdays", "2026-09-18", "--add", "20"], "").1,
        "2026-10-22\n"
    );
    let plus = |to, more: &[&str]| said(&[&["workdays", "2026-09-18", to], more].concat(), "");
    assert_eq!(plus("+20", &[]).1, "2026-10-22\n");
    let option = said(&["workdays", "2026-09-18", "--add", "20", "--json"], "");
    assert_eq!(plus("+20", &["--json"]), option);
    assert_eq!(
        plus("+20", &["--ledger"]),
        plus("2026-10-22", &["--ledger"])
    );
    let (code, out, err) = plus("26-10-15", &[]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("2026-10-08"), "{err}");
    for to in ["+", "+0", "+-1", "++1", "+x", "+99999999999"] {
        let (code, out, err) = plus(to, &[]);
        assert_eq!((code, out.as_str()), (2, ""), "{to}");
        assert!(err.contains("+15"), "{err}");
    }
    assert!(plus("+4000000000", &[]).2.contains("9999"));
    let (code, out, _) = said(&["workdays", "2026-09-18", "2026-10-15", "--json"], "");
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "{\"from\":\"2026-09-18\",\"to\":\"2026-10-15\",\"workdays\":15,\"certain\":true}\n"
    );
    let (_, out, err) = said(
        &["workdays", "2026-12-18", "--add", "20", "--lang", "en"],
        "",
    );
    assert!(
        out.starts_with("2027-") && out.ends_with("\tnot-announced\n"),
        "{out}"
    );
    assert!(err.starts_with("Provisional"), "{err}");
    // Beside what is read from standard input nothing would be looked at.
    for more in [&["+15"][..], &["+15", "--ledger"], &["--add", "15"]] {
        let refused = said(&[&["workdays", "-"], more].concat(), "2026-09-18 +15\n");
        assert_eq!((refused.0, refused.1.as_str()), (2, ""), "{more:?}");
        assert!(refused.2.contains("FROM +N"), "{}", refused.2);
    }
    let (code, out, err) = said(&["workdays", "2026-10-15", "2026-09-18"], "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("换过来"), "{err}");
}

#[test]
fn a_mark_before_utf_8_belongs_to_no_line() {
    for (filter, line, answer) in [
        (
            "name",
            "王小焊\t王小焊\n",
            "1\tThe two names are the same.\n",
        ),
        ("workdays", "2026-09-18 +10\n", "2026-10-09\tannounced\n"),
    ] {
        let marked = format!("\u{feff}{line}");
        let (code, out, err) = said(&[filter, "-", "--lang", "en"], &marked);
        assert_eq!((code, out.as_str(), err.as_str()), (0, answer, ""));
    }
    let plain = said(&["id", "-", "--json"], "11010519491231002X\n");
    let marked = said(&["id", "-", "--json"], "\u{feff}11010519491231002X\n");
    assert_eq!(marked, plain);
}

#[test]
fn answers_may_be_in_any_encoding_of_an_editor() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let path = home.path().join("answers.toml");
    let file = path.to_str().expect("a name of ours");
    let marked = format!("\u{FEFF}{}", *CALL);
    let utf16 = |order: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(order).collect();
    let gb18030 = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let expected = said(&["diagnose", "-", "--json"], &CALL);
    assert_eq!(expected.0, 0);
    for bytes in [
        marked.as_bytes().to_vec(),
        gb18030(&CALL),
        gb18030(&marked),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ] {
        assert_ne!(bytes, CALL.as_bytes());
        fs::write(&path, &bytes).expect("it is written");
        let of_file = said_at(home.path(), &["diagnose", file, "--json"], "");
        assert_eq!(of_file, expected, "{:?}", &bytes[..4]);
    }
}

#[test]
fn workdays_filter_answers_line_for_line() {
    let input = "2026-09-18 2026-10-15\n2026-09-18 +10\nnonsense\n2026-12-18 2027-01-04\n2017-01-01 2017-01-31\n\n2026-12-24 2026-12-28";
    let (code, out, err) = said(&["workdays", "-"], input);
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(code, 2);
    assert_eq!(lines[0], "15\tannounced");
    assert_eq!(lines[1], "2026-10-09\tannounced");
    assert_eq!(lines[2], "?");
    assert!(lines[3].ends_with("\tnot-announced"));
    assert!(lines[4].ends_with("\tout-of-range"));
    assert_eq!(lines[5], "?");
    assert_eq!(lines[6], "2\tprovisional");
    assert_eq!(lines.len(), 7);
    assert!(err.contains('3') && err.contains('6'), "{err}");
}

#[test]
fn rules_check_passes_the_shipped_rules_and_fails_broken_ones() {
    let (code, out, _) = said(&["rules", "check"], "");
    assert_eq!(code, 0, "{out}");
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(folder.path().join("pack.toml"), "id = 5\n").expect("the file is written");
    let folder = folder.path().to_str().expect("its path is UTF-8");
    let (code, out, _) = said(&["rules", "check", folder], "");
    assert_eq!(code, 2);
    assert!(out.contains("pack.toml:1:6"), "{out}");
    let (code, out, err) = said(&["diagnose", "-", "--rules", folder], &CALL);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("pack.toml:1:6"), "{err}");
    let (code, _, err) = said(
        &[
            "workdays",
            "2026-01-01",
            "2026-01-02",
            "--rules",
            "/nowhere",
        ],
        "",
    );
    assert_eq!(code, 2);
    assert!(err.contains("/nowhere"), "{err}");
}

/// A result whose only scenario may stand in the file that cannot be read is
/// not said to have none.
#[test]
fn of_a_scenario_file_that_cannot_be_read_only_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let rules = folder.path().join("rules");
    let rules = rules.to_str().expect("its path is UTF-8");
    let (code, _, err) = said(&["rules", "export", rules], "");
    assert_eq!(code, 0, "{err}");
    // All others are like one of these.
    let broken = folder.path().join("rules/scenarios/common.toml");
    fs::write(broken, "[scenario.a\n").expect("the file is written");
    let (code, out, _) = said(&["rules", "check", rules], "");
    assert_eq!(code, 2);
    assert!(out.starts_with("错误[load/syntax]"), "{out}");
    assert!(out.contains("1 个错误，0 个警告"), "{out}");
}

#[test]
fn a_rule_file_of_50_megabytes_is_refused_unread() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = fs::File::create(folder.path().join("pack.toml")).expect("the file is made");
    file.set_len(50 * 1024 * 1024).expect("it is made long");
    let folder = folder.path().to_str().expect("its path is UTF-8");
    let (code, out, _) = said(&["rules", "check", folder, "--lang", "en"], "");
    assert_eq!(code, 2);
    let expected = "the file has 52428800 bytes; at most 2097152 are read";
    assert!(out.contains(expected), "{out}");
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_chabudao"))
        .args(["diagnose", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("standard input is piped");
    stdin.write_all(CALL.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(
        (output.status.code(), text(&output.stderr).as_str()),
        (Some(0), "")
    );
}

#[test]
fn the_users_own_years_and_contacts_join_the_rules() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let own = home.path().join(".config/chabudao");
    fs::create_dir_all(own.join("calendar")).expect("the folder is made");
    let holidays = [
        ("元旦", "01-01", "01-01"),
        ("春节", "02-05", "02-08"),
        ("清明节", "04-05", "04-05"),
        ("劳动节", "05-01", "05-02"),
        ("端午节", "06-09", "06-09"),
        ("中秋节", "09-15", "09-15"),
        ("国庆节", "10-01", "10-03"),
    ];
    let holidays = holidays
        .map(|(name, from, to)| {
            let off = format!("{{ from = 2027-{from}, to = 2027-{to} }}");
            format!("[[holiday]]\nname = \"{name}\"\noff = {off}\n")
        })
        .join("");
    let year = format!(
        "year = 2027\ncomplete = true\n[[notice]]\ntitle = \"通知\"\nnumber = \"1号\"\ndate = 2026-11-20\n{holidays}"
    );
    fs::write(own.join("calendar/2027.toml"), year).expect("the file is written");
    fs::write(
        own.join("contacts.toml"),
        "[contact.institution]\nphone = \"见墙上\"\n",
    )
    .expect("the file is written");
    let run = |arguments: &[&str], input: &str| said_at(home.path(), arguments, input).1;
    assert_eq!(run(&["workdays", "2026-12-28", "2027-01-04"], ""), "4\n");
    assert!(run(&["diagnose", "-"], &CALL).contains("见墙上"));
}

/// Others can see a command, and a complaint is read by whoever stands by.
#[test]
fn no_number_and_no_name_is_taken_or_repeated_from_a_command() {
    let home = tempfile::tempdir().expect("a folder");
    let roster = home.path().join("r.csv");
    fs::write(&roster, "label,matter\nA,review\n").expect("it is written");
    let roster = roster.to_str().expect("a plain name");
    let number = "11010519491231002X";
    let dashed = format!("-{number}");
    for arguments in [
        &["id", number][..],
        &["id", number, number],
        &["id", "-", number],
        &["id", &dashed],
        &["id", "--json", "-", number, number],
        &["name", "张三", "张山"],
        &["name", "-", "张三", "张山"],
        &["triage", roster, "--set", "id-number=11010519491231002X"],
        &["triage", roster, "--set", "id-number=110105194912310021"],
        &["triage", roster, "--set", "name=张三"],
        &["triage", roster, "--set", number],
    ] {
        for lang in ["zh", "en"] {
            let all = [arguments, &["--lang", lang]].concat();
            let (code, out, err) = said_at(home.path(), &all, "");
            assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
            for secret in ["110105", "张"] {
                assert!(!err.contains(secret), "{arguments:?}: {err}");
            }
            let why = lang == "en" || err.contains("别人会看到") || err.contains("没有叫");
            assert!(why, "{arguments:?}: {err}");
        }
    }
    // What a check found is nobody's own.
    for found in [
        "id-number=fine",
        "name=一致",
        "id-number=不知道",
        "name=unknown",
    ] {
        let all = ["triage", roster, "--set", found, "--lang", "zh"];
        let (code, out, err) = said_at(home.path(), &all, "");
        assert_eq!(code, 0, "{found}: {err}");
        assert!(out.contains("review"), "{out}");
    }
}

#[test]
fn what_is_given_before_a_command_counts_or_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let at = |arguments: &[&str]| said_at(home.path(), arguments, &CALL);
    let given = ["--given", "trained-here=yes"];
    let asks = ["diagnose", "-", "--lang", "en"];
    let behind = at(&[&asks[..], &given].concat());
    assert_eq!(at(&[&given[..], &asks].concat()), behind);
    assert_ne!(at(&asks), behind);
    let none = ["--given", "trained-here=perhaps"];
    assert_eq!(at(&[&none[..], &asks].concat()).0, 2);
    for command in [&["desk", "list"][..], &["id", "-"], &["rules", "check"]] {
        let (code, out, err) = at(&[&given[..], command, &["--lang", "zh"]].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{command:?}");
        assert!(err.contains("--given：这个命令用不着它"), "{err}");
    }
}
