//! The program from outside: files, streams, exit codes, what is left behind.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::besides;

const GOOD: &str = "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期\n特种作业,官网,没更新,不知道,合格,2026-11-20\n";

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chabudao"));
    command
        .current_dir(folder)
        .env("HOME", folder)
        .args(["triage", "--today", "2026-11-23", "--lang", "en"])
        .args(["--set", "matter=review"])
        .args(besides::set())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program(folder, arguments).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let _ = stdin.write_all(input); // it may have exited already
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is listed");
    let mut names: Vec<_> = entries
        .map(|entry| {
            entry
                .expect("it is listed")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn data_go_to_one_stream_and_the_summary_to_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), &["-"], GOOD.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output.stdout).starts_with("\u{feff}证件类型,"));
    let summary = "1 rows: 1 decided, 0 not yet; 0 with something not understood, see the column 问题.\n  1 100%  usual wait  ##############################  wait-usual\n";
    assert!(
        said(&output.stderr).starts_with(summary),
        "{}",
        said(&output.stderr)
    );
    let output = run(folder.path(), &["-", "-o", "结果.csv"], GOOD.as_bytes());
    assert_eq!(
        (output.status.code(), said(&output.stderr).as_str()),
        (Some(0), "")
    );
    assert!(said(&output.stdout).starts_with(summary));
    assert!(said(&output.stdout).ends_with(
        "To open it in a spreadsheet write .xlsx: opened and saved as .csv, ID numbers change.\n"
    ));
    assert_eq!(names(folder.path()), ["结果.csv"]);
    let faulty = GOOD.replace("2026-11-20", "国庆以后");
    assert_eq!(
        run(folder.path(), &["-", "-o", "-"], faulty.as_bytes())
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn nothing_is_written_over_or_left_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::write(at.join("名单.csv"), GOOD).expect("it is written");
    fs::write(at.join("old.csv"), "old").expect("it is written");
    let refused = |arguments: &[&str], words: &str| {
        let output = run(at, arguments, b"");
        assert_eq!(
            (output.status.code(), said(&output.stdout).as_str()),
            (Some(2), "")
        );
        assert!(
            said(&output.stderr).contains(words),
            "{}",
            said(&output.stderr)
        );
        assert_eq!(names(at), ["old.csv", "名单.csv"]);
        assert_eq!(
            fs::read_to_string(at.join("old.csv")).expect("it is read"),
            "old"
        );
    };
    refused(
        &["名单.csv", "-o", "old.csv"],
        "old.csv: the file exists and was left alone; take another name, or add --force",
    );
    refused(
        &["名单.csv", "-o", "名单.csv", "--force"],
        "the output is the very file that is read",
    );
    refused(&["名单.csv", "-o", "x.txt"], "must end in .csv or .xlsx");
    refused(&["名单.csv", "-o", "nowhere/x.csv"], "cannot be written");
    refused(
        &["nobody.csv", "-o", "x.csv"],
        "nobody.csv: cannot be opened",
    );
    refused(&["-", "-o", "x.csv"], "nobody stands in the roster");
    refused(
        &["名单.csv", "-o", "x.csv", "--map", "x=fee"],
        "the roster has no column x",
    );
    let output = run(at, &["名单.csv", "-o", "old.csv", "--force"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        fs::read_to_string(at.join("old.csv"))
            .expect("it is read")
            .contains("wait-usual")
    );
}

#[test]
fn what_only_looks_like_a_table_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for input in [
        "<html><table>",
        "  <!DOCTYPE html>",
        "\u{feff}<?xml version=\"1.0\"?>",
        "%PDF-1.7",
    ] {
        let output = run(folder.path(), &["-"], input.as_bytes());
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output.stderr).starts_with("this is no table that is understood"));
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn workbooks_through_files_and_pipes() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let output = run(at, &["-", "-o", "a.xlsx"], GOOD.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    let from_file = run(at, &["a.xlsx"], b"");
    assert_eq!(
        from_file.status.code(),
        Some(0),
        "{}",
        said(&from_file.stderr)
    );
    let bytes = fs::read(at.join("a.xlsx")).expect("it is read");
    assert_eq!(run(at, &["-"], &bytes).stdout, from_file.stdout);
    assert!(said(&from_file.stdout).contains("wait-usual"));
}

#[test]
fn the_same_bytes_however_many_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |number| {
        let (month, day) = (1 + number % 10, 1 + number % 28);
        format!("特种作业,官网,没更新,不知道,合格,2026-{month:02}-{day:02}")
    };
    let rows = (0..5_000).map(row).collect::<Vec<_>>().join("\n");
    let head = "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期";
    let roster = format!("{head}\n{rows}");
    fs::write(folder.path().join("x.csv"), roster).expect("it is written");
    let one = run(folder.path(), &["x.csv", "--threads", "1"], b"");
    let four = run(folder.path(), &["x.csv", "--threads", "4"], b"");
    assert_eq!(one.status.code(), Some(0));
    assert!(one.stdout == four.stdout && one.stderr == four.stderr);
    assert_eq!(said(&one.stdout).lines().count(), 5_001);
}

/// A roster may be long, and its end far.
#[test]
fn the_target_is_tried_before_the_roster_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    for target in ["nowhere/x.csv", "nowhere/x.xlsx"] {
        let mut child = program(folder.path(), &["-", "-o", target])
            .spawn()
            .expect("it starts");
        let stdin = child.stdin.take(); // nothing comes, and it does not end
        let output = child.wait_with_output().expect("it ends");
        drop(stdin);
        let words = said(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            words.contains(&format!("{target}: cannot be written")) && !words.contains(".part"),
            "{words}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt as _;
    // What a script starts in the background ignores SIGINT, and so does all it starts.
    let about_us = fs::read_to_string("/proc/self/status").expect("a status");
    let ignored = about_us
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = u64::from_str_radix(ignored.expect("a set of signals").trim(), 16).expect("bits");
    for (name, number) in [("INT", 2), ("TERM", 15), ("KILL", 9)] {
        if ignored >> (number - 1) & 1 == 1 {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = program(folder.path(), &["-", "-o", "x.csv"])
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin.write_all(GOOD.as_bytes()).expect("it reads");
        let open = format!("/proc/{}/fd", child.id());
        let writes = || {
            let files = fs::read_dir(&open).into_iter().flatten().flatten();
            let mut files = files.filter_map(|file| fs::read_link(file.path()).ok());
            files.any(|file| file.starts_with(folder.path()))
        };
        while !writes() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let killed = Command::new("kill")
            .args(["-s", name, &child.id().to_string()])
            .status();
        assert!(killed.expect("kill runs").success());
        let status = child.wait().expect("it ends");
        assert_eq!(status.signal(), Some(number));
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}

/// What everybody is to have answered, and nobody would have.
#[test]
fn what_is_set_and_answers_nothing_is_refused_with_the_words_to_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let choice = "that answers nothing; write one of ";
    let day = "that answers nothing; write a day, like 2026-11-20, or unknown.";
    for (set, write) in [
        ("证件状态=有效", choice),
        ("validity=没过期", choice),
        ("证件状态=", choice),
        ("证件状态", choice),
        ("上报日期=未报", day),
        ("上报日期=-", day),
    ] {
        let output = run(folder.path(), &["-", "--set", set], GOOD.as_bytes());
        let (out, err) = (said(&output.stdout), said(&output.stderr));
        assert_eq!((output.status.code(), out.as_str()), (Some(2), ""), "{set}");
        let name = set.split('=').next().unwrap_or_default();
        assert!(err.contains(&format!("--set {name}: {write}")), "{err}");
    }
}

/// The year that a day of `--set` was taken for is everybody's.
#[test]
fn a_day_of_set_without_its_year_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let roster = GOOD.replace(",2026-11-20", ",");
    let set = |day| run(folder.path(), &["-", "--set", day], roster.as_bytes());
    let output = set("考试日期=11.28");
    let told =
        "--set 考试日期: no year, taken for 28 November 2025; if that is wrong, add the year.\n";
    let summary = said(&output.stderr);
    assert!(summary.starts_with(told), "{summary}");
    let summary = said(&set("考试日期=2025-11-28").stderr);
    assert!(!summary.contains("no year"), "{summary}");
}
