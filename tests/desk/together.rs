//! Several at once, and one that is killed.

use std::collections::BTreeSet;
use std::env;
use std::process::Stdio;
use std::thread;

use serde_json::json;

use crate::fixture::{SEEN_OLD, TODAY, WAITS, each, said};

/// How often something is done: a number for every day, and as many as the
/// desk promises where `CHABUDAO_TEST_LONG` is set.
fn often(usual: usize, long: usize) -> usize {
    if env::var_os("CHABUDAO_TEST_LONG").is_some() {
        long
    } else {
        usual
    }
}

#[test]
fn sixteen_writers_lose_nothing_and_share_no_ticket() {
    let writers = 16;
    let each_one = often(2, 625);
    each(|desk| {
        let common = desk.open(&[], WAITS);
        let tickets = thread::scope(|scope| {
            let one = |number: usize| {
                let common = &common;
                move || {
                    let opened = (0..each_one).map(|at| {
                        if at % 2 == 0 {
                            return Some(
                                desk.open(&["--caller", &format!("第{number}窗")], SEEN_OLD),
                            );
                        }
                        desk.json(&["visit", common], "");
                        None
                    });
                    opened.flatten().collect::<Vec<_>>()
                }
            };
            let all: Vec<_> = (0..writers)
                .map(|number| scope.spawn(one(number)))
                .collect();
            all.into_iter()
                .flat_map(|one| one.join().expect("it ends"))
                .collect::<Vec<_>>()
        });
        let distinct: BTreeSet<_> = tickets.iter().collect();
        assert_eq!(distinct.len(), tickets.len(), "a ticket was given twice");
        assert_eq!(tickets.len(), writers * each_one.div_ceil(2));
        assert_eq!(desk.listed(&[]).len(), tickets.len() + 1);
        let visits = writers * (each_one / 2) + 1;
        let shown = desk.json(&["show", &common], "");
        assert_eq!(shown["visits"].as_array().map(Vec::len), Some(visits));
        assert_eq!(shown["version"], json!(visits));
    });
}

#[test]
fn of_two_who_saw_the_same_version_one_writes() {
    each(|desk| {
        let ticket = desk.open(&[], WAITS);
        let codes = thread::scope(|scope| {
            let visit = || desk.run(&["visit", &ticket, "--version", "1"], "").code;
            let all: Vec<_> = (0..8).map(|_| scope.spawn(visit)).collect();
            let mut codes: Vec<_> = all
                .into_iter()
                .map(|one| one.join().expect("it ends"))
                .collect();
            codes.sort_unstable();
            codes
        });
        assert_eq!(codes, [0, 4, 4, 4, 4, 4, 4, 4]);
        assert_eq!(desk.json(&["show", &ticket], "")["version"], 2);
    });
}

/// While a class is corrected, others call: at the end every case rests on
/// what the class is known for then.
#[test]
fn a_correction_and_calls_at_once_leave_no_old_answer() {
    each(|desk| {
        let set = |date: &str| {
            let answers = format!("[answers]\nexam-date = {date}\n");
            desk.json(&["batch", "set", "一班", "-"], &answers);
        };
        set("2026-11-09");
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| desk.open(&["--batch", "一班"], SEEN_OLD));
            }
            scope.spawn(|| set("2026-11-10"));
        });
        let list = desk.json(&["list"], "");
        let list = list.as_array().expect("an array");
        assert_eq!(list.len(), 6);
        assert!(
            list.iter()
                .all(|case| case["ask_from"]["date"] == "2026-12-02"),
            "{list:?}"
        );
    });
}

#[test]
fn two_seats_see_what_the_other_wrote() {
    each(|desk| {
        let ticket = desk.open(&[], WAITS);
        let arguments = [
            "desk",
            "--store",
            &desk.store,
            "--seat",
            "窗口二",
            "visit",
            &ticket,
            "--today",
            TODAY,
        ];
        assert_eq!(said(desk.bare(&arguments), "").code, 0);
        let shown = desk.json(&["show", &ticket], "");
        let seats: Vec<_> = (0..2)
            .map(|at| shown["visits"][at]["seat"].clone())
            .collect();
        assert_eq!(seats, [json!("窗口一"), json!("窗口二")]);
    });
}

/// Each is killed as soon as it has said that its write is done.
#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let times = often(8, 1_000);
    each(|desk| {
        let mut acknowledged = Vec::new();
        for at in 0..times {
            let note = format!("n{at}");
            let mut child = desk
                .command(&["open", "--note", &note, "--json", "--today", TODAY])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .expect("it starts");
            let mut line = String::new();
            let mut out = std::io::BufReader::new(child.stdout.take().expect("it is piped"));
            std::io::BufRead::read_line(&mut out, &mut line).expect("it is read");
            let _ = child.kill(); // SIGKILL, where there are signals
            child.wait().expect("it ends");
            let opened: serde_json::Value = serde_json::from_str(&line).expect("JSON");
            acknowledged.push((
                opened["ticket"].as_str().expect("a ticket").to_owned(),
                note,
            ));
        }
        for (ticket, note) in acknowledged {
            assert_eq!(
                desk.json(&["show", &ticket], "")["visits"][0]["note"],
                json!(note),
                "{ticket}"
            );
        }
    });
}

/// Killed anywhere, also in the middle of a write: what is there is whole.
#[test]
fn a_kill_in_the_middle_leaves_the_store_whole() {
    let times = often(8, 1_000);
    each(|desk| {
        desk.open(&[], WAITS);
        for at in 0..times {
            let mut child = desk
                .command(&["open", "--today", TODAY])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("it starts");
            thread::sleep(std::time::Duration::from_micros(500 * (at as u64 % 60)));
            let _ = child.kill();
            child.wait().expect("it ends");
        }
        let tickets = desk.listed(&[]);
        let exported = desk.run(&["export", "-"], "").out;
        let visits = exported
            .lines()
            .filter(|line| line.starts_with("{\"visit\""))
            .count();
        assert_eq!(visits, tickets.len(), "a case without its visit");
        assert!(
            !tickets.contains(&desk.open(&[], "")),
            "a ticket was given twice"
        );
    });
}
