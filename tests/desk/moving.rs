//! From one store to another, and what goes by itself.

use std::fs;

use serde_json::json;

use crate::fixture::{Desk, SEEN_OLD, TODAY, WAITS, each};

fn fill(desk: &Desk) {
    desk.json(
        &["batch", "set", "一班", "-"],
        "[answers]\nexam-date = 2026-11-09\n",
    );
    desk.open(
        &["--caller", "李师傅", "--phone-tail", "1234", "--note", "急"],
        WAITS,
    );
    let second = desk.open(&["--batch", "一班"], SEEN_OLD);
    desk.json_on("2026-11-25", &["visit", &second], "");
    desk.json(&["close", "1123-01", "--why", "查到了"], "");
}

#[test]
fn what_is_exported_comes_in_as_it_was() {
    each(|desk| {
        fill(desk);
        let lines = desk.run(&["export", "-"], "");
        assert_eq!(lines.code, 0);
        assert!(
            lines.err.contains('3'),
            "the counts are told beside: {}",
            lines.err
        );
        for line in lines.out.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON");
        }
        let file = desk.name("backup.jsonl");
        let counts = json!({ "cases": 2, "visits": 3, "batches": 1 });
        assert_eq!(desk.json(&["export", &file], ""), counts);
        let said = desk.run(&["export", &file], "");
        assert_eq!(said.code, 2, "an old backup stays");
        assert_eq!(desk.run(&["export", &file, "--force"], "").code, 0);
        let other = Desk::file();
        assert_eq!(other.json(&["import", &file], ""), counts);
        assert_eq!(other.run(&["export", "-"], "").out, lines.out);
        for arguments in [&["list"][..], &["show", "1123-02"], &["batch", "list"]] {
            assert_eq!(other.json(arguments, ""), desk.json(arguments, ""));
        }
        let again = other.json(&["import", "-"], &lines.out);
        assert_eq!(
            again,
            json!({ "cases": 0, "visits": 0, "batches": 0 }),
            "twice is once"
        );
        // What goes on here and there is never mixed.
        other.json(&["visit", "1123-02"], "");
        let said = other.run(&["import", "-", "--json"], &lines.out);
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        assert!(said.err.contains("1123-02"), "{}", said.err);
        assert_eq!(desk.open(&[], ""), "1123-03");
        assert_eq!(other.open(&[], ""), "1123-03", "tickets go on");
    });
}

#[test]
fn lines_that_are_not_ours_bring_in_nothing() {
    each(|desk| {
        fill(desk);
        let lines = desk.run(&["export", "-"], "").out;
        let other = Desk::file();
        for broken in [
            "",
            "{}",
            "no lines",
            "{\"desk\":99}",
            lines.split_once('\n').expect("lines").1,
            &lines.replacen("\"visits\":", "\"visits\":1", 1),
            // Cut off at a line's end, or one line of it twice.
            lines.trim_end().rsplit_once('\n').expect("lines").0,
            lines.split_once('\n').expect("lines").0,
            &(lines.clone() + lines.trim_end().rsplit_once('\n').expect("lines").1),
            &lines.replace("\"wait-usual\"", "\"13812345678\""),
            &lines.replace("\"wait-usual\"", "7"),
            &lines.replace("\"then\":{\"own\":{", "\"then\":{\"own\":{\"fee\":\"13812345678\","),
            &lines.replace(
                "\"changed\":false",
                "\"changed\":false,\"taken\":{\"seat\":\"a\",\"on\":\"2026-11-23\",\"visit\":\"13812345678\"}",
            ),
        ] {
            let said = other.run(&["import", "-", "--json"], broken);
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{broken}");
            assert!(!said.err.contains("13812345678"));
        }
        assert_eq!(other.listed(&[]), Vec::<String>::new());
    });
}

/// What a later program writes may be of other kinds.
#[test]
fn of_another_form_is_said_that_it_is_another() {
    let desk = Desk::file();
    let later = "{\"desk\":3,\"places\":1}\n{\"place\":{\"name\":\"一号窗口\"}}\n";
    let said = desk.run(&["import", "-", "--lang", "zh"], later);
    assert_eq!(said.code, 2);
    let told = "文件是第 3 号格式，这个程序只认第 2 号；请换新的程序";
    assert!(said.err.contains(told), "{}", said.err);
    let earlier = desk.run(&["import", "-", "--lang", "zh"], "{\"desk\":1}\n");
    assert_eq!(earlier.code, 2);
    assert!(
        earlier.err.contains("请用这个程序重新导出"),
        "{}",
        earlier.err
    );
}

/// What is missing is said, since the file looks whole.
#[test]
fn of_a_file_that_was_cut_off_is_said_how_much_is_missing() {
    let desk = Desk::file();
    desk.open(&[], "");
    let lines = desk.run(&["export", "-"], "").out;
    let cut = lines.trim_end().rsplit_once('\n').expect("lines").0;
    let said = Desk::file().run(&["import", "-", "--lang", "zh"], cut);
    assert_eq!(said.code, 2);
    let told = "文件不全，什么也没写：开头写着来电单 1 张，来电 1 次，班次 0 个，里面是来电单 1 张，来电 0 次，班次 0 个";
    assert!(said.err.contains(told), "{}", said.err);
}

/// Many classes that are masked alike are as many, and are named in no time.
#[test]
fn classes_that_are_masked_alike_are_still_as_many() {
    let desk = Desk::file();
    desk.json(
        &["batch", "set", "一班", "-"],
        "[answers]\nfee = \"paid\"\n",
    );
    let lines = desk.run(&["export", "-"], "").out;
    let (first, class) = lines.split_once('\n').expect("two lines");
    let classes = (0..10_000).map(|at| class.replace("一班", &format!("13{at:09}班")));
    let first = first.replace("\"batches\":1", "\"batches\":10000");
    let lines = first + "\n" + &classes.collect::<String>();
    let other = Desk::file();
    let counts = json!({ "cases": 0, "visits": 0, "batches": 10_000 });
    assert_eq!(other.json(&["import", "-"], &lines), counts);
    let out = other.run(&["export", "-"], "").out;
    assert!(out.contains("\"***班\"") && out.contains("\"***班（10000）\""));
}

/// A backup can always be read, also where a later program masks more.
#[test]
fn of_what_somebody_typed_long_numbers_are_masked_and_that_is_said() {
    each(|desk| {
        fill(desk);
        let lines = desk.run(&["export", "-"], "").out;
        for (typed, kept, places) in [
            ("13812345678", "***", 1),
            ("138\u{200b}1234\u{200b}5678", "***", 1),
            ("一行\\n又一行", "一行 又一行", 1),
            ("电话 138。1234。5678；急", "电话 ***；急", 1),
            ("座位 0926；312014 号窗口", "座位 0926；312014 号窗口", 0),
            ("138；1234；5678 110105；19491231；002X", "***", 1),
            (
                "1130-01、1130-02；1127-07，2026-12-01 17:00再打",
                "1130-01、1130-02；1127-07，2026-12-01 17:00再打",
                0,
            ),
        ] {
            let other = Desk::file();
            let lines = lines.replace("\"急\"", &format!("\"{typed}\""));
            let said = other.run(&["import", "-", "--lang", "zh"], &lines);
            assert_eq!(said.code, 0, "{typed}: {}", said.err);
            let told = said.err.contains(&format!("有 {places} 处备注"));
            assert_eq!(told, places > 0, "{typed}: {}", said.err);
            let shown = other.json(&["show", "1123-01"], "");
            assert_eq!(shown["visits"][0]["note"], kept, "{typed}");
            // Twice is once, whatever was masked.
            assert_eq!(other.run(&["import", "-"], &lines).code, 0);
        }
    });
}

/// A database may keep no such sign; and it is no number that was masked.
#[test]
fn a_sign_of_code_0_is_told_as_what_it_is_everywhere() {
    let from = Desk::file();
    fill(&from);
    let lines = from.run(&["export", "-"], "").out;
    each(|other| {
        for (typed, what) in [
            ("李师傅", "1123-01"),
            ("查到了", "1123-01"),
            ("急", "1123-01"),
            ("一班", "一班"),
        ] {
            let lines = lines.replace(&format!("\"{typed}\""), &format!("\"{typed}\\u0000\""));
            let said = other.run(&["import", "-", "--lang", "zh"], &lines);
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{typed}");
            let told = format!("{what}：里面有编码为 0 的符号");
            assert!(said.err.contains(&told), "{typed}: {}", said.err);
        }
        assert_eq!(other.listed(&[]), Vec::<String>::new());
    });
}

/// The store that an older program let them into has its own words already, and
/// a new one has two classes where there were two.
#[test]
fn what_an_older_program_let_through_comes_in_once_everywhere() {
    let desk = Desk::file();
    fill(&desk);
    for name in ["甲班", "乙班"] {
        desk.json(&["batch", "set", name, "-"], "[answers]\nfee = \"paid\"\n");
        desk.open(&["--batch", name, "--note", "问甲"], WAITS);
    }
    let store = rusqlite::Connection::open(desk.path()).expect("it opens");
    for (new, old) in [
        ("138&1234&5678班", "甲班"),
        ("139&1234&5678班", "乙班"),
        ("找138，1234，5678", "问甲"),
    ] {
        for table in ["batches", "cases", "visits"] {
            let sql = format!("UPDATE {table} SET body = replace(body, ?2, ?1)");
            store.execute(&sql, [new, old]).expect("it is written");
        }
        let names = "UPDATE batches SET name = replace(name, ?2, ?1)";
        store.execute(names, [new, old]).expect("it is written");
    }
    drop(store);
    let lines = desk.run(&["export", "-"], "").out;
    assert!(lines.contains("138&1234&5678班") && lines.contains("找138，1234，5678"));
    let nothing = json!({ "cases": 0, "visits": 0, "batches": 0 });
    assert_eq!(desk.json(&["import", "-"], &lines), nothing, "it is there");
    // A case that was forgotten meanwhile is of its class again, not of one that
    // is not there.
    let cases = || desk.json(&["list"], "");
    let before = cases();
    assert!(before.to_string().contains("138&1234&5678班"), "{before}");
    for ticket in ["1123-03", "1123-04"] {
        desk.json(&["forget", ticket], "");
    }
    let two = json!({ "cases": 2, "visits": 2, "batches": 0 });
    assert_eq!(desk.json(&["import", "-"], &lines), two);
    assert_eq!(cases(), before);
    assert_eq!(
        desk.json(&["import", "-"], &lines),
        nothing,
        "twice is once"
    );
    let other = Desk::file();
    let counts = json!({ "cases": 4, "visits": 5, "batches": 3 });
    assert_eq!(other.json(&["import", "-"], &lines), counts);
    assert_eq!(
        other.json(&["import", "-"], &lines),
        nothing,
        "twice is once"
    );
    let list = other.json(&["list"], "");
    let list = list.as_array().expect("an array").iter();
    let classes: Vec<_> = list.filter_map(|case| case["batch"].as_str()).collect();
    assert_eq!(classes, ["一班", "***班", "***班（2）"]);
    let out = other.run(&["export", "-"], "").out;
    assert!(!out.contains("1234；") && !out.contains("&1234"), "{out}");
    assert_eq!(other.json(&["import", "-"], &out), nothing);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_into_the_store_and_a_backup() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::file();
    fill(&desk);
    let backup = desk.name("backup.jsonl");
    desk.json(&["export", &backup], "");
    let mode = |path: &std::path::Path| {
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(&desk.path()), 0o600);
    assert_eq!(mode(desk.path().parent().expect("its folder")), 0o700);
    assert_eq!(mode(backup.as_ref()), 0o600);
}

#[test]
fn old_closed_cases_go_when_told_to() {
    each(|desk| {
        fill(desk);
        let purge = |today: &str| desk.json_on(today, &["purge", "--older-than", "30"], "");
        assert_eq!(
            purge("2026-12-23"),
            json!({ "removed": 0 }),
            "30 days are not more than 30"
        );
        assert_eq!(purge("2026-12-24"), json!({ "removed": 1 }));
        assert_eq!(
            desk.listed(&[]),
            ["1123-02"],
            "what waits stays, however old"
        );
    });
}

/// Only the board deletes by itself, and only what is old on the real day too.
#[test]
fn the_board_deletes_what_is_old_on_both_days() {
    each(|desk| {
        let opened = desk.json_on("2020-01-02", &["open"], "");
        let old = opened["ticket"].as_str().expect("a ticket");
        desk.json_on("2020-01-02", &["close", old], "");
        let new = desk.open(&[], "");
        desk.json(&["close", &new], "");
        desk.json_on("2020-03-02", &["list"], "");
        assert!(
            !desk
                .on("2020-06-30", &["--lang", "en"], "")
                .out
                .contains("deleted"),
            "180 days are not over"
        );
        assert_eq!(desk.listed(&[]).len(), 2);
        let said = desk.on("2099-01-01", &["--lang", "en"], "");
        assert!(
            said.out
                .contains("1 closed for more than 180 days were deleted"),
            "{}",
            said.out
        );
        assert_eq!(
            desk.on(TODAY, &["list", "--json"], "").json()[0]["ticket"],
            new.as_str(),
            "new by the real day"
        );
    });
}

#[test]
fn the_days_stand_in_the_file_of_the_desk() {
    let desk = Desk::file();
    desk.write(".config/chabudao/desk.toml", "keep-days = 3000\n");
    desk.json_on("2020-01-02", &["open"], "");
    desk.json_on("2020-01-02", &["close", "0102-01"], "");
    desk.run(&[], "");
    assert_eq!(desk.listed(&[]), ["0102-01"]);
    desk.write(".config/chabudao/desk.toml", "keep-days = 30\n");
    desk.run(&[], "");
    assert_eq!(desk.listed(&[]), Vec::<String>::new());
}

/// Also another store than the one that is open, and what was written last.
#[test]
fn nothing_is_written_over_a_store() {
    let desk = Desk::file();
    fill(&desk);
    let other = Desk::file();
    fill(&other);
    let list = desk.write("list.csv", "证件类型\n特种作业\n");
    let table = desk.name("copy.csv");
    fs::copy(other.path(), &table).expect("a copy of a store");
    // While it is open what was written last lies beside it.
    let _open = desk.opened();
    let stores = [desk.store.clone(), other.store.clone()];
    let beside = ["-wal", "-shm"].map(|end| desk.store.clone() + end);
    for file in stores.iter().chain(&beside) {
        // Not opened: to close it here would give its locks away.
        let before = fs::metadata(file).expect("it is there").len();
        let said = desk.run(&["export", file, "--force", "--lang", "zh"], "");
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{file}");
        assert!(said.err.contains("这是来电簿，不能盖掉"), "{}", said.err);
        let after = fs::metadata(file).expect("it is there").len();
        assert_eq!(before, after, "{file}");
    }
    let said = crate::fixture::said(
        desk.bare(&["triage", &list, "-o", &table, "--force", "--lang", "en"]),
        "",
    );
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("a store of the desk"), "{}", said.err);
    for desk in [desk, other] {
        assert_eq!(desk.listed(&[]).len(), 2);
    }
}

/// A case that an older program closed does not say what it rested on.
#[test]
fn a_case_of_an_older_program_never_shows_a_gap() {
    each(|desk| {
        let class = |known: &str| {
            desk.json(&["batch", "set", "一班", "-"], known);
        };
        class("[answers]\nexam-date = 2026-11-09\n");
        let ticket = desk.open(&["--batch", "一班"], SEEN_OLD);
        desk.json(&["close", &ticket], "");
        class("[answers]\nexam-result = \"failed\"\n");
        let lines = desk.run(&["export", "-"], "").out;
        let (before, after) = lines.split_once(",\"then\":{").expect("what it rested on");
        let (_, after) = after.split_once("}}").expect("its end");
        let other = Desk::file();
        other.json(&["import", "-"], &format!("{before}{after}"));
        for (lang, says) in [("zh", "来电单号：1123-01"), ("en", "Ticket: 1123-01")] {
            let shown = other.run(&["show", &ticket, "--lang", lang], "").out;
            let (_, message) = shown.split_once("\n\n").expect("parts");
            assert!(message.contains(says), "{shown}");
            for gap in ["不知道", "not known", "……"] {
                assert!(!message.contains(gap), "{shown}");
            }
        }
        other.json(&["reopen", &ticket], "");
    });
}
