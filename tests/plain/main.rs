//! The plain walk from outside, as whole conversations, and what holds of any.
//! They are about the made-up rules.
//!
//! `tests/plain/NAME.in` holds the arguments in its first line and then what is
//! typed; `NAME.out` what is printed. A line `^D` ends the input.
//! `UPDATE_EXPECTED=1 cargo test --test plain` writes the `.out` files anew.

#[path = "../fixture/besides.rs"]
mod besides;
#[path = "../fixture/parcel.rs"]
mod parcel;
#[path = "../fixture/program.rs"]
mod program;
#[path = "../fixture/walk.rs"]
mod walk;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chabudao::answers;
use chabudao::engine::{Answers, Voice};
use chabudao::lang::Lang;
use chabudao::pack::{Files, load};
use chabudao::plain::Dialogue;
use chabudao::plain::wrap::wrap;
use program::fed;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

const RULES: [&str; 2] = ["--rules", "tests/fixture/parcel"];

fn run(arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Output {
    let home = tempfile::tempdir().expect("a folder for the test");
    fed(
        Command::new(env!("CARGO_BIN_EXE_chabudao"))
            .args(arguments)
            .args(RULES)
            .env_clear()
            .env("HOME", home.path())
            .envs(environment.iter().copied()),
        input,
    )
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it prints UTF-8")
}

#[test]
fn conversations_go_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plain");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let (mut seen, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_none_or(|ending| ending != "in") {
            continue;
        }
        seen += 1;
        let script = fs::read_to_string(&path).expect("scripts are UTF-8");
        let (first, typed) = script.split_once('\n').expect("a line of arguments");
        let arguments: Vec<_> = first.split(' ').collect();
        let output = run(&arguments, &[], typed);
        let code = output.status.code().expect("no signal");
        let found = format!("{}{}= {code}\n", text(&output.stdout), text(&output.stderr));
        let expected = path.with_extension("out");
        if update {
            fs::write(&expected, &found).expect("it can be written");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&found) {
            wrong.push(format!("== {}\n{found}", path.display()));
        }
    }
    assert!(seen >= 5, "only {seen} conversations");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_terminal_the_walk_is_plain_by_itself() {
    for arguments in [
        &["--today", "2026-11-23", "--lang", "zh"][..],
        &["--plain", "--lang", "zh"],
    ] {
        let output = run(arguments, &[("TERM", "dumb")], "1\n");
        assert_eq!(output.status.code(), Some(0));
        let out = text(&output.stdout);
        assert!(out.contains("问题 1（") && out.contains("结果"), "{out}");
    }
}

#[test]
fn a_narrow_terminal_gets_narrow_lines() {
    for columns in [30, 60, 80] {
        let told = columns.to_string();
        let arguments = [
            "ask",
            "--today",
            "2026-11-23",
            "--lang",
            "zh",
            "--voice",
            "call",
        ];
        let output = run(&arguments, &[("COLUMNS", &told)], "2\n2\n0\n昨天\n");
        let out = text(&output.stdout);
        let widest = out.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(columns), "{widest:?} of {columns}");
        assert!(out.contains("结果"), "{out}");
    }
}

#[test]
fn a_code_goes_on_where_the_walk_ended() {
    let ask = ["ask", "--today", "2026-11-23", "--lang", "zh"];
    let output = run(&ask, &[], "2\n2\n0\n20261102\n");
    assert_eq!(output.status.code(), Some(3));
    let out = text(&output.stdout);
    let (_, code) = out
        .trim_end()
        .rsplit_once("chabudao resume ")
        .expect("it names the code");
    let resume = ["resume", code, "--today", "2026-11-23", "--lang", "zh"];
    let output = run(&resume, &[], "1\n");
    assert_eq!(output.status.code(), Some(0));
    let out = text(&output.stdout);
    assert!(
        out.contains("问题 5（问寄件人）") && out.contains("请问寄件人"),
        "{out}"
    );
    let json: Vec<_> = resume.into_iter().chain(["--json"]).collect();
    let output = run(&json, &[], "");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains(r#""needs":["asked-sender"]"#));
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let home = ["ask", "--today", "2026-11-23", "--lang", "en"];
    let output = run(&home, &[], "\u{0}\u{1b}[2J\n\u{202e}2\n1\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(!text(&output.stdout).contains('\u{1b}'));
}

/// Lines that people type, and lines that nobody should.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]",
        2 => prop::sample::select(vec![
            "?", "b", "a", "c", "c 1", "c 3", "c 99", "n", ".", "", "0", "昨天", "20261008",
            "10月8日", "11010519491231002X", "王小明", "2026-02-30", "c 18446744073709551616",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_line_is_a_panic_and_none_moves_a_cursor(
        lines in prop::collection::vec(line(), 0..25),
        call in any::<bool>(),
        zh in any::<bool>(),
    ) {
        static PACK: std::sync::OnceLock<chabudao::pack::Pack> = std::sync::OnceLock::new();
        let pack = PACK.get_or_init(parcel::pack);
        let today = "2026-11-23".parse().expect("a day");
        let voice = if call { Voice::Call } else { Voice::Own };
        let lang = if zh { Lang::Zh } else { Lang::En };
        let mut state = Dialogue::new(pack, today, lang, voice, Answers::new());
        let mut printed = state.open();
        for line in &lines {
            printed.extend(state.step(line));
        }
        printed.extend(state.close());
        for line in printed.iter().flat_map(|line| wrap(line, 60)) {
            prop_assert!(!line.chars().any(char::is_control), "{line:?}");
            prop_assert!(!line.chars().any(|c| ('\u{2500}'..='\u{259f}').contains(&c)), "{line}");
            prop_assert!(line.width() <= 60, "{line}");
        }
    }
}

/// A code carries no day: a wait counted from the day it was told is not told
/// anew as if nothing had been waited for.
#[test]
fn a_wait_out_of_a_code_is_asked_for_again() {
    let pack = load(Files::embedded()).expect("the rules load").pack;
    let text = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\n\
        channel = \"official-site\"\nseen = \"old-date\"\nreview-due = \"unknown\"\n\
        exam-result = \"passed\"\nexam-date = 2026-10-23\nasked-institution = \"no-answer\"\n\
        asked-bureau = \"answered\"\nbureau-reply = \"in-process\"\n";
    let text = format!("{text}{}", besides::lines(""));
    let read = answers::read(&pack, "", &text).expect("it reads").answers;
    let today = "2026-12-07".parse().expect("a day");
    let mut state = Dialogue::new(&pack, today, Lang::Zh, Voice::Own, read);
    let opened = state.open().join("\n");
    assert!(opened.contains("口令里没有带"), "{opened}");
    assert!(opened.contains("签发机关是怎么说的"), "{opened}");
    assert!(state.step("\n").is_empty());
    let now = state.step("5\n").join("\n");
    assert!(now.contains("费用"), "{now}");
}
