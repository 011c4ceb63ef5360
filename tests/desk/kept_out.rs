//! What never gets into the store: numbers of persons and names typed for the
//! check. Whatever is typed wherever, neither the files of the store nor what
//! comes out of it has them.

use std::fs;
use std::path::Path;

use crate::fixture::{Desk, TODAY, each};

const NUMBER: &str = "11010519491231002X";
const FAULTY: &str = "110105194912310021";
const PHONE: &str = "13812345678";
const NAME: &str = "欧阳试验";

/// Whether seven digits of whatever width stand in a row.
pub fn has_long_number(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_numeric() { run + 1 } else { 0 };
        run >= 7
    })
}

#[track_caller]
fn clean(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for word in [NUMBER, FAULTY, PHONE, NAME, "110105"] {
        assert!(!text.contains(word), "{what} has {word}");
    }
    assert!(!has_long_number(bytes), "{what} has a long number");
}

/// Types persons' numbers and a name wherever something can be typed.
fn type_everywhere(desk: &Desk) {
    for number in [NUMBER, FAULTY] {
        let answers = format!(
            "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"nothing\"\nid-number = \"{number}\"\nname = {{ record = \"{NAME}\", typed = \"{NAME}\" }}\n"
        );
        let note = format!("号码 {number}，电话 138 1234 5678、１３８１２３４５６７８");
        let caller = format!("王{PHONE}");
        let opened = desk.run(
            &[
                "open", "-", "--caller", &caller, "--note", &note, "--lang", "zh",
            ],
            &answers,
        );
        assert_eq!(opened.code, 0, "{}", opened.err);
        assert!(
            opened.err.contains("称呼") && opened.err.contains("备注"),
            "{}",
            opened.err
        );
        clean("what is said", opened.err.as_bytes());
        desk.run(&["visit", "1123-01", "-", "--note", &note], &answers);
        desk.run(&["close", "1123-01", "--why", &note], "");
        desk.run(&["batch", "set", "一班", "-"], &answers);
        assert_eq!(desk.run(&["batch", "set", &caller, "-"], "").code, 2);
        desk.run(&["open", "--phone-tail", PHONE], "");
        desk.run(&["list", "--find", PHONE], "");
    }
    let mut seated = desk.bare(&[
        "desk",
        "--store",
        &desk.store,
        "--seat",
        PHONE,
        "open",
        "--today",
        TODAY,
    ]);
    assert!(seated.output().expect("it runs").status.success());
}

#[test]
fn neither_the_store_nor_what_comes_out_of_it_has_them() {
    each(|desk| {
        type_everywhere(desk);
        if let Ok(folder) = fs::read_dir(desk.path().parent().unwrap_or(Path::new(""))) {
            for entry in folder.flatten() {
                clean(
                    &format!("{:?}", entry.file_name()),
                    &fs::read(entry.path()).expect("it reads"),
                );
            }
        }
        for arguments in [
            &["export", "-"][..],
            &["report"],
            &["report", "--json"],
            &["list", "--json"],
            &["show", "1123-01"],
            &["show", "1123-02", "--json"],
            &["batch", "list", "--json"],
            &[],
        ] {
            let said = desk.run(arguments, "");
            assert_eq!(said.code, 0, "{arguments:?} {}", said.err);
            clean(&format!("{arguments:?}"), said.out.as_bytes());
        }
        for file in ["r.html", "r.txt", "r.json"] {
            let path = desk.name(file);
            assert_eq!(desk.run(&["report", "-o", &path], "").code, 0);
            clean(file, &fs::read(path).expect("it is written"));
        }
    });
}

/// The log beside the file, while another window holds the store open.
#[test]
fn neither_has_the_log_beside_the_file() {
    let desk = Desk::file();
    desk.open(&[], "");
    let place = chabudao::desk::store::StoreAddress::File(desk.path());
    let mut other = chabudao::desk::store::Store::open(&place).expect("it opens");
    other.whole().expect("it reads");
    type_everywhere(&desk);
    let log = desk.path().with_extension("db-wal");
    let log = fs::read(log).expect("the log is there");
    assert!(!log.is_empty());
    clean("the log", &log);
    drop(other);
}

#[test]
fn of_a_number_and_a_name_the_verdict_is_kept() {
    each(|desk| {
        let answers = |number: &str| {
            format!(
                "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"nothing\"\nid-number = \"{number}\"\n"
            )
        };
        let fine = desk.open(&[], &answers(NUMBER));
        assert_eq!(
            desk.json(&["visit", &fine], "")["needs"],
            serde_json::json!(["name"]),
            "checked and fine"
        );
        let faulty = desk.open(&[], &answers(FAULTY));
        let again = desk.json(&["visit", &faulty], "");
        assert_eq!(again["result"], "fix-id-number", "it still is: {again}");
        let mended = desk.json(
            &["visit", &faulty, "-"],
            "[answers]\nid-number = \"fine\"\n",
        );
        assert_eq!(mended["needs"], serde_json::json!(["name"]));
    });
}

/// What was forgotten is not even in what the file does not use any more.
#[test]
fn what_is_forgotten_is_gone_from_the_file() {
    let desk = Desk::file();
    let ticket = desk.open(&["--caller", "某某师傅", "--note", "某某备注"], "");
    let holds = |word: &str| {
        let bytes = fs::read(desk.path()).expect("it reads");
        bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes())
    };
    assert!(holds("某某师傅") && holds("某某备注"));
    desk.json(&["forget", &ticket], "");
    assert!(!holds("某某师傅") && !holds("某某备注"));
}

/// A telephone number in the name is its last four digits, where none are given.
#[test]
fn of_a_telephone_number_in_the_name_the_tail_is_kept() {
    each(|desk| {
        let name = "李师傅 13800005678";
        desk.open(&["--caller", name], "");
        desk.open(&["--caller", name, "--phone-tail", "1234"], "");
        desk.open(&["--caller", "李师傅 440524188001010014"], "");
        let list = desk.json(&["list"], "");
        let list = list.as_array().expect("an array").iter();
        let tails: Vec<_> = list.map(|case| case["phone_tail"].as_str()).collect();
        assert_eq!(tails, [Some("5678"), Some("1234"), None]);
    });
}

/// What clerks write down else is there as it was typed, in notes, in why a case
/// was closed and in the name of a class.
#[test]
fn tickets_days_times_and_sums_stay_as_they_are_typed() {
    each(|desk| {
        let notes = [
            "同单位的还有1130-01、1130-02、1130-03，一起回",
            "1127-07，2026-12-01 17:00再打",
            "11/24、25，2026/12/18 1500元",
        ];
        for note in notes {
            let ticket = desk.open(&["--note", note], "");
            desk.json(&["close", &ticket, "--why", note], "");
            let shown = desk.json(&["show", &ticket], "");
            assert_eq!(
                (&shown["visits"][0]["note"], &shown["why"]),
                (&note.into(), &note.into())
            );
        }
        let known = "[answers]\nfee = \"paid\"\n";
        desk.json(
            &["batch", "set", "26-10-01（2026-10-12~10-28）", "-"],
            known,
        );
        let ticket = desk.open(&["--note", "回电 8:30 139，1234，5678"], "");
        let shown = desk.json(&["show", &ticket], "");
        assert_eq!(shown["visits"][0]["note"], "回电 8:30 ***");
    });
}
