//! A store that cannot be reached, is full, is not ours; and where it is found.

use std::fs;

#[cfg(unix)]
use crate::fixture::Said;
use crate::fixture::{Desk, TODAY, each, said};

#[track_caller]
fn ends_with(desk: &Desk, store: &str, code: i32, word: &str) {
    let found = said(
        desk.bare(&["desk", "--store", store, "open", "--json", "--lang", "en"]),
        "",
    );
    assert_eq!(
        (found.code, found.out.as_str()),
        (code, ""),
        "{store}: {}",
        found.err
    );
    assert!(found.err.contains(word), "{store}: {}", found.err);
    assert!(!found.err.contains("secret"), "{}", found.err);
}

#[test]
fn a_store_that_cannot_be_is_told() {
    let desk = Desk::file();
    let text = desk.write("a.txt", &"this is no store ".repeat(100));
    ends_with(&desk, &text, 5, "no store");
    assert!(
        fs::read_to_string(&text)
            .expect("it is left alone")
            .starts_with("this is no store")
    );
    ends_with(&desk, &format!("{text}/desk.db"), 5, "cannot be opened");
    ends_with(
        &desk,
        desk.path()
            .parent()
            .and_then(|it| it.parent())
            .and_then(|it| it.to_str())
            .expect("a folder"),
        5,
        "cannot be opened",
    );
    #[cfg(unix)]
    ends_with(&desk, "/dev/null", 2, "--store takes a file");
    ends_with(&desk, "postgres://ann:secret@localhost/desk", 2, "password");
    ends_with(
        &desk,
        "postgres://localhost/desk?user=ann&password=secret",
        2,
        "password",
    );
    #[cfg(not(feature = "postgres"))]
    ends_with(&desk, "postgres://localhost/desk", 2, "PostgreSQL");
    #[cfg(feature = "postgres")]
    ends_with(
        &desk,
        "postgres://ann@127.0.0.1:1/desk",
        5,
        "cannot be opened",
    );
}

/// Such an address is never taken for a file, whose folders would be called
/// like the password.
#[test]
fn what_is_meant_for_a_server_is_no_file() {
    let desk = Desk::file();
    let folder = tempfile::tempdir().expect("a folder");
    for (store, word) in [
        ("Postgres://ann:secret@127.0.0.1:1/desk", "password"),
        ("POSTGRES://ann:secret@127.0.0.1:1/desk", "password"),
        (" postgres://ann:secret@127.0.0.1:1/desk", "password"),
        ("PostgreSQL://ann:secret@127.0.0.1:1/desk", "password"),
        ("postgres:/ann:secret@127.0.0.1:1/desk", "not understood"),
        ("postgres//:secret://127.0.0.1:1/desk", "not understood"),
        ("postgres：//ann:secret@127.0.0.1:1/desk", "not understood"),
        ("jdbc:postgresql://ann:secret@127.0.0.1/d", "not understood"),
        ("host=127.0.0.1 user=ann password=secret", "not understood"),
        ("dbname=desk password=secret", "not understood"),
    ] {
        let mut command = desk.bare(&["desk", "--store", store, "open", "--lang", "en"]);
        command.current_dir(folder.path());
        let found = said(command, "");
        assert_eq!((found.code, found.out.as_str()), (2, ""), "{store}");
        assert!(found.err.contains(word), "{store}: {}", found.err);
        assert!(!found.err.contains("secret"), "{}", found.err);
        let made = fs::read_dir(folder.path()).expect("it is read").count();
        assert_eq!(made, 0, "{store}");
    }
}

/// A command that the system lets write files of so many blocks.
#[cfg(unix)]
fn with_files_of_at_most(blocks: u32, desk: &Desk, arguments: &[&str]) -> Said {
    let program = desk.command(arguments);
    let limit = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &limit, env!("CARGO_BIN_EXE_chabudao")]);
    shell.args(program.get_args()).env_clear();
    shell.env("PATH", "/usr/bin:/bin");
    said(shell, "")
}

/// The system lets the program write no more than a few blocks.
#[cfg(unix)]
#[test]
fn a_full_disk_writes_nothing_and_says_so() {
    let desk = Desk::file();
    let ticket = desk.open(&[], "");
    let found = with_files_of_at_most(1, &desk, &["open", "--json", "--today", TODAY]);
    assert_eq!((found.code, found.out.as_str()), (5, ""), "{}", found.err);
    assert!(!found.err.trim().is_empty());
    assert_eq!(desk.listed(&[]), [ticket], "nothing was written");
    // A store that is new leaves nothing either.
    let new = Desk::file();
    let found = with_files_of_at_most(0, &new, &["open", "--json", "--today", TODAY]);
    assert_eq!((found.code, found.out.as_str()), (5, ""), "{}", found.err);
    assert!(!new.path().exists());
}

/// The disk has room for what is written first, not for the wiping behind it.
#[cfg(unix)]
#[test]
fn what_is_deleted_and_cannot_be_wiped_at_once_is_no_failure() {
    let desk = Desk::file();
    let long = "长".repeat(3_000);
    let tickets: Vec<_> = (0..24).map(|_| desk.open(&["--note", &long], "")).collect();
    let last = tickets.last().expect("a ticket");
    let found = with_files_of_at_most(200, &desk, &["forget", last, "--json"]);
    assert_eq!(found.code, 0, "{}", found.err);
    assert_eq!(desk.listed(&[]), tickets[..23]);
}

#[test]
fn the_store_and_the_seat_are_looked_for_in_their_order() {
    let desk = Desk::file();
    let open = |environment: &[(&str, &str)], more: &[&str]| {
        let mut command = desk.bare(&[&["desk", "open", "--today", TODAY], more].concat());
        command.envs(environment.iter().copied());
        let found = said(command, "");
        assert_eq!(found.code, 0, "{}", found.err);
    };
    let seats = |path: &str| -> Vec<String> {
        let found = said(desk.bare(&["desk", "--store", path, "export", "-"]), "");
        let visits = found.out.lines().filter_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            Some(line["visit"]["seat"].as_str()?.to_owned())
        });
        visits.collect()
    };
    let usual = desk.name(".local/share/chabudao/desk.db");
    let [by_file, by_variable, by_option] = ["f.db", "v.db", "o.db"].map(|name| desk.name(name));
    open(&[("USER", "ann")], &[]);
    assert_eq!(seats(&usual), ["ann"]);
    desk.write(
        ".config/chabudao/desk.toml",
        &format!("store = \"{by_file}\"\nseat = \"窗口三\"\n"),
    );
    open(&[("USER", "ann")], &[]);
    assert_eq!(seats(&by_file), ["窗口三"]);
    open(
        &[
            ("CHABUDAO_STORE", &by_variable),
            ("CHABUDAO_SEAT", "窗口四"),
        ],
        &[],
    );
    assert_eq!(seats(&by_variable), ["窗口四"]);
    open(
        &[
            ("CHABUDAO_STORE", &by_variable),
            ("CHABUDAO_SEAT", "窗口四"),
        ],
        &["--store", &by_option, "--seat", "窗口五"],
    );
    assert_eq!(seats(&by_option), ["窗口五"]);
    // A variable of a script that was never set names nothing.
    open(
        &[
            ("CHABUDAO_STORE", &by_variable),
            ("CHABUDAO_SEAT", "窗口六"),
        ],
        &["--store", "", "--seat", ""],
    );
    assert_eq!(seats(&by_variable), ["窗口四", "窗口六"]);
    desk.write(".config/chabudao/desk.toml", "stor = \"x\"\n");
    let found = said(desk.bare(&["desk", "list", "--json"]), "");
    assert_eq!((found.code, found.out.as_str()), (2, ""));
    assert!(found.err.contains("desk.toml:1"), "{}", found.err);
}

/// A slip in the path would show as a desk with nothing in it, and leave a file.
#[test]
fn what_only_looks_makes_no_store_and_says_that_there_is_none() {
    let desk = Desk::file();
    let kept = desk.write("kept.jsonl", "the backup\n");
    for (arguments, code, out) in [
        (&["list", "--json"][..], 0, "[]\n"),
        (&["batch", "list", "--json"], 0, "[]\n"),
        (&["report"], 0, "2026年11月23日"),
        (&[], 0, "2026年11月23日"),
        (&["show", "1123-01", "--json"], 2, ""),
        (&["close", "1123-01", "--json"], 2, ""),
        (&["purge", "--older-than", "9"], 0, "0"),
        (&["export", &kept, "--force"], 5, ""),
    ] {
        let found = desk.run(&[arguments, &["--lang", "zh"]].concat(), "");
        assert_eq!(found.code, code, "{arguments:?} {}", found.err);
        assert!(found.out.contains(out), "{arguments:?} {}", found.out);
        let told = found.err.contains("这里还没有来电簿") && found.err.contains(&desk.store);
        assert!(told, "{arguments:?} {}", found.err);
    }
    let class = ["triage", &kept, "--batch", "一班", "--store", &desk.store];
    let found = said(desk.bare(&class), "");
    assert_eq!(found.code, 2, "{}", found.err);
    assert!(!desk.path().parent().expect("a folder").exists());
    assert_eq!(
        fs::read_to_string(kept).expect("it is left"),
        "the backup\n"
    );
    desk.open(&[], "");
    assert_eq!(desk.run(&["list"], "").err, "");
}

/// A mistake at the first call leaves no desk with nothing in it.
#[test]
fn what_is_refused_makes_no_store() {
    let desk = Desk::file();
    desk.open(&[], "");
    let exported = desk.run(&["export", "-"], "").out;
    let visit = exported.lines().nth(2).expect("a visit");
    let orphan = exported.lines().next().expect("a head").to_owned() + "\n" + visit + "\n";
    let desk = Desk::file();
    let none = desk.name("none.toml");
    let bad = desk.write("bad.toml", "[answers]\nmatter = 1\n");
    let late = desk.write("late.toml", "[answers]\nexam-date = 2027-01-01\n");
    for (arguments, input) in [
        (&["open", &none][..], ""),
        (&["open", &bad], ""),
        (&["open", &late], ""),
        (&["open", "-"], "matter"),
        (&["open", "--phone-tail", "12345"], ""),
        (&["open", "--batch", "一班"], ""),
        (&["open", "--batch", "一班", &none], ""),
        (&["open", "--batch", "一班", "--own", "no"], ""),
        (&["batch", "set", "一班", &none], ""),
        (&["batch", "set", "一班", &bad], ""),
        (&["batch", "set", "一班", &late], ""),
        (&["batch", "set", " "], ""),
        (&["import", &none], ""),
        (&["import", &bad], ""),
        (&["import", "-"], ""),
        (&["import", "-"], &orphan),
    ] {
        let found = desk.run(arguments, input);
        assert_eq!(found.code, 2, "{arguments:?} {}", found.err);
        let there = desk.path().parent().expect("a folder").exists();
        assert!(!there, "{arguments:?}");
    }
    desk.json(&["batch", "set", "一班"], "");
    assert_eq!(desk.open(&["--batch", "一班"], ""), "1123-01");
}

/// Wherever one stands.
#[test]
fn a_path_in_the_file_of_the_user_counts_from_where_that_stands() {
    let desk = Desk::file();
    for (store, path) in [
        ("a/desk.db", ".config/chabudao/a/desk.db"),
        ("~/b/desk.db", "b/desk.db"),
    ] {
        let own = format!("store = \"{store}\"\n");
        desk.write(".config/chabudao/desk.toml", &own);
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = desk.bare(&["desk", "open", "--today", TODAY]);
        command.current_dir(folder.path());
        assert_eq!(said(command, "").code, 0);
        assert!(fs::exists(desk.name(path)).expect("it is looked for"));
        assert_eq!(fs::read_dir(folder.path()).expect("it is read").count(), 0);
    }
}

/// The database takes such a name for a store that is gone with the program.
#[cfg(unix)]
#[test]
fn a_store_is_a_file_whatever_its_name() {
    let desk = Desk::file();
    let mut command = desk.bare(&["desk", "--store", ":memory:", "open", "--today", TODAY]);
    let folder = tempfile::tempdir().expect("a folder");
    command.current_dir(folder.path());
    assert_eq!(said(command, "").code, 0);
    assert!(folder.path().join(":memory:").is_file());
}

#[test]
fn a_newer_store_is_refused_and_left_alone() {
    let desk = Desk::file();
    desk.open(&[], "");
    let db = rusqlite::Connection::open(desk.path()).expect("it opens");
    db.pragma_update(None, "user_version", 99)
        .expect("it is written");
    drop(db);
    ends_with(&desk, &desk.store, 2, "newer program");
}

#[test]
fn every_command_has_its_help_in_both_languages() {
    each(|desk| {
        for command in [
            "open", "visit", "show", "list", "hold", "close", "reopen", "forget", "batch",
            "report", "purge", "export", "import",
        ] {
            for (lang, word) in [("zh", "用法"), ("en", "Usage")] {
                let found = desk.run(&[command, "--help", "--lang", lang], "");
                assert!(
                    found.code == 0 && found.out.contains(word),
                    "{command} {}",
                    found.out
                );
            }
        }
    });
}

/// Whoever tries again what is there already has it twice.
#[cfg(target_os = "linux")]
#[test]
fn what_is_written_and_cannot_be_shown_is_no_failure() {
    let desk = Desk::file();
    let ticket = desk.open(&[], "");
    let backup = desk.name("backup.jsonl");
    let blind = |arguments: &[&str], lang: &str| {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = desk.command(&[arguments, &["--today", TODAY, "--lang", lang]].concat());
        let output = command
            .stdin(std::process::Stdio::null())
            .stdout(full.expect("it opens"))
            .output()
            .expect("it runs");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        (output.status.code(), said)
    };
    for (arguments, what) in [
        (&["open", "--json"][..], "1123-02"),
        (&["visit", &ticket], "1123-01"),
        (&["hold", &ticket], "1123-01"),
        (&["close", &ticket, "--json"], "1123-01"),
        (&["reopen", &ticket], "1123-01"),
        (&["batch", "set", "一班"], "一班"),
        (&["batch", "remove", "一班"], "一班"),
        (&["export", &backup], "backup.jsonl"),
        (&["import", &backup], "0"),
        (&["purge", "--older-than", "1"], "0"),
        (&["forget", &ticket], "1123-01"),
    ] {
        let (code, said) = blind(arguments, "zh");
        assert_eq!(code, Some(0), "{arguments:?}: {said}");
        let words = said.contains("已经写好：") && said.contains("；只是没能显示");
        assert!(words && said.contains(what), "{arguments:?}: {said}");
    }
    assert_eq!(desk.listed(&[]), ["1123-02"]);
    let (code, said) = blind(&["open"], "en");
    assert_eq!(code, Some(0));
    assert_eq!(said, "written: 1123-03; it only could not be shown\n");
    // What only looks has failed.
    assert_eq!(blind(&["list"], "zh").0, Some(2));
}
