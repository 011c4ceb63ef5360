//! `chabudao rules`, from outside.

use std::fs;
use std::path::{Path, PathBuf};

use super::{said, said_at};

/// A copy of the built-in rules below a home of its own.
fn exported(home: &Path) -> PathBuf {
    let folder = home.join("rules");
    let (code, _, err) = said_at(home, &["rules", "export", shown(&folder)], "");
    assert_eq!(code, 0, "{err}");
    folder
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("its path is UTF-8")
}

fn check(folder: &Path, more: &[&str]) -> (i32, String) {
    let (code, out, _) = said(&[&["rules", "check", shown(folder)], more].concat(), "");
    (code, out)
}

#[test]
fn files_whose_names_begin_with_a_dot_are_no_rules() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let rules = exported(home.path());
    fs::create_dir(rules.join(".git")).expect("the folder is made");
    for name in ["._pack.toml", ".#questions.toml", ".git/x.toml"] {
        fs::write(rules.join(name), "\0\u{5}").expect("the file is written");
    }
    assert_eq!(check(&rules, &[]).0, 0);
}

#[test]
fn a_folder_of_thousands_of_files_is_no_pack() {
    let home = tempfile::tempdir().expect("a folder for the test");
    for number in 0..=2_000 {
        let name = home.path().join(format!("{number}.toml"));
        fs::write(name, "").expect("the file is written");
    }
    let (code, out) = check(home.path(), &[]);
    assert_eq!((code, out.matches("错误[").count()), (2, 1), "{out}");
    assert!(out.contains("2000 个以上的 .toml 文件"), "{out}");
}

/// What cannot be looked at yet is said to be so.
#[test]
fn where_more_checks_wait_the_check_says_so() {
    let more = "还有别的检查";
    let home = tempfile::tempdir().expect("a folder for the test");
    let rules = exported(home.path());
    assert!(!check(&rules, &[]).1.contains(more));
    let edit = |name: &str, from: &str, to: &str| {
        let path = rules.join(name);
        let text = fs::read_to_string(&path).expect("it is there");
        assert!(text.contains(from), "{name}: {from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("it is written");
    };
    // A warning alone holds nothing back.
    edit("sources.toml", "checked-on = 20", "checked-on = 30");
    let (code, out) = check(&rules, &[]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("`checked-on` 要写今天或以前的日子"), "{out}");
    // At its own line, with what to do.
    assert!(
        out.contains(" | checked-on = 30") && out.contains(" ^^^^^^^^^^\n"),
        "{out}"
    );
    assert!(out.contains("怎么办: 写真正核对的那一天"), "{out}");
    assert!(!out.contains(more), "{out}");
    edit(
        "scenarios/common.toml",
        "ask-from = 2026",
        "ask-from = 2027",
    );
    let (_, out) = check(&rules, &[]);
    assert!(
        out.contains("照它写的，也一样") && out.contains(more),
        "{out}"
    );
    edit("asides.toml", "zh = \"", "zh = “");
    let (code, out) = check(&rules, &["--lang", "en"]);
    assert_eq!(code, 2);
    assert!(out.contains("Check again when these are mended"), "{out}");
    assert!(!out.contains("scenario"), "{out}");
}

/// What Notepad and Excel write where nobody chose.
#[test]
fn a_file_in_another_encoding_is_told_with_what_to_do() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let rules = exported(home.path());
    let path = rules.join("contacts.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
    let utf16 = format!("\u{feff}{text}");
    let utf16: Vec<u8> = utf16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [gbk, utf16] {
        fs::write(&path, bytes).expect("it is written");
        let (code, out) = check(&rules, &[]);
        assert_eq!((code, out.matches("错误[").count()), (2, 1), "{out}");
        assert!(
            out.contains("contacts.toml") && out.contains("编码选 UTF-8"),
            "{out}"
        );
    }
}

#[test]
fn a_notice_of_a_day_to_come_is_told() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let rules = exported(home.path());
    let path = rules.join("calendar/2026.toml");
    let year = fs::read_to_string(&path).expect("it is there");
    let later = year.replace("date = 2025-11-04", "date = 2026-12-24");
    fs::write(&path, later).expect("it is written");
    let (code, out) = check(&rules, &["--today", "2026-12-23"]);
    let words = "2026-12-24 在今天（2026-12-23）之后，不是已经公布的通知";
    assert!(code == 0 && out.contains(words), "{out}");
    assert!(
        out.contains("| date = 2026-12-24\n   |        ^^^^^^^^^^"),
        "{out}"
    );
    let (_, out) = check(&rules, &["--today", "2026-12-24"]);
    assert!(!out.contains("calendar/fault"), "{out}");
}

/// What is neither asked nor shown is found all the same.
#[test]
fn a_scenario_and_a_place_are_shown_where_they_stand() {
    for (id, told) in [
        (
            "old-date-shown",
            "情景 old-date-shown\n  写在：rules/scenarios/",
        ),
        (
            "jinzhou",
            "地区 jinzhou\n  写在：rules/region/jinzhou.toml\n",
        ),
    ] {
        let (code, out, _) = said(&["rules", "show", id], "");
        assert!(code == 0 && out.starts_with(told), "{out}");
    }
    let (code, _, err) = said(&["rules", "show", "no-such-name"], "");
    assert!(
        code == 2 && err.contains("规则里没有 `no-such-name`"),
        "{err}"
    );
}

/// A given fact among the answers of a scenario has nothing to do with the calendar.
#[test]
fn what_is_given_is_told_apart_from_what_is_asked() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let rules = exported(home.path());
    let path = rules.join("scenarios/common.toml");
    let scenario =
        "[scenario.more]\nlike = \"old-date-shown\"\nanswers = { trained-here = \"yes\" }\n\n";
    let text = fs::read_to_string(&path).expect("it is there");
    fs::write(&path, format!("{scenario}{text}")).expect("it is written");
    let (code, out) = check(&rules, &[]);
    assert!(
        code == 2 && out.contains("[load/unknown-key]: trained-here 不是问出来的"),
        "{out}"
    );
    assert!(out.contains("怎么办: 写在 given 里"), "{out}");
}

#[test]
fn a_rule_is_explained_with_its_weight() {
    let explain = ["--lang", "en", "rules", "explain", "flow/dead-route"];
    let (code, out, _) = said(&explain, "");
    assert_eq!(code, 0);
    assert!(out.starts_with("flow/dead-route (error)\n"), "{out}");
}

/// The system's own words are English.
#[test]
fn what_the_system_refuses_is_said_in_one_language() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let file = home.path().join("file");
    fs::write(&file, "").expect("the file is written");
    let (code, _, err) = said(&["rules", "export", shown(&file.join("rules"))], "");
    assert_eq!(code, 2);
    assert!(err.contains("什么也没写：这不是文件夹"), "{err}");
    assert!(!err.contains("os error"), "{err}");
}
