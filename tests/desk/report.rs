//! The figures.

use std::fs;

use serde_json::json;

use crate::fixture::{CALLS, Desk, WAITS, each};

/// Of our own student: the school is to report the papers.
pub fn ours() -> String {
    format!("{CALLS}fee = \"paid\"\ninstitution-reply = \"not-reported\"\n")
}

fn week(desk: &Desk) {
    desk.json(&["batch", "set", "一班"], "");
    let one = desk.open(&[], WAITS); // due on 1 December
    desk.open(&["--batch", "一班"], &ours()); // due on the 24th, nobody calls
    let own = ["open", "-", "--own", "yes"];
    let three = desk.json_on("2026-11-24", &own, &ours()); // due on the 25th
    let three = three["ticket"].as_str().expect("a ticket").to_owned();
    desk.json_on("2026-11-25", &["visit", &three], "");
    desk.json_on("2026-11-25", &["close", &one], "");
}

#[test]
fn a_span_is_counted_as_the_table_says() {
    each(|desk| {
        week(desk);
        let span = ["report", "--from", "2026-11-23", "--to", "2026-11-25"];
        let found = desk.json(&span, "");
        for (key, count) in [
            ("calls", 4),
            ("opened", 3),
            ("closed", 1),
            ("open", 2),
            ("repeat", 1),
            ("overdue", 1),
        ] {
            assert_eq!(found[key], count, "{key}: {found}");
        }
        assert_eq!(found["by_matter"], json!({ "review": 4 }));
        assert_eq!(found["by_batch"], json!({ "一班": 1 }));
        assert_eq!(
            found["by_day"],
            json!({ "2026-11-23": 2, "2026-11-24": 1, "2026-11-25": 1 })
        );
        let mut keys: Vec<_> = found.as_object().expect("an object").keys().collect();
        keys.sort();
        assert_eq!(
            keys,
            [
                "by_batch",
                "by_day",
                "by_matter",
                "by_result",
                "calls",
                "closed",
                "open",
                "opened",
                "overdue",
                "repeat"
            ]
        );
        // A day alone: what waited at its end.
        let day = desk.json_on("2026-11-24", &["report"], "");
        assert_eq!(
            (&day["calls"], &day["open"], &day["overdue"]),
            (&json!(1), &json!(3), &json!(0))
        );
        let english = [&span[..], &["--lang", "en"]].concat();
        let text = desk.on("2026-11-25", &english, "").out;
        for line in [
            "promises kept",
            "promises late",
            "By \"what it is about\"",
            "By day",
        ] {
            assert!(text.contains(line), "{text}");
        }
        assert_eq!(promises(&text), ["1", "1"], "{text}");
        assert!(text.contains("####"), "{text}");
    });
}

/// The tables with their headings, of each the sum of its counts.
fn sums(text: &str) -> Vec<(&str, usize)> {
    let tables = text.split("\n\n").skip(2);
    let tables = tables.filter_map(|table| table.split_once('\n'));
    let count = |row: &str| row.split_whitespace().next()?.parse::<usize>().ok();
    let sum = |rows: &str| rows.lines().map(|row| count(row).expect("a count")).sum();
    tables.map(|(title, rows)| (title, sum(rows))).collect()
}

/// Each table counts every call, and one without any call is left out.
#[test]
fn the_tables_agree_with_the_number_of_calls() {
    each(|desk| {
        let report = |lang| desk.run(&["report", "--lang", lang], "").out;
        for (lang, heading) in [("zh", "按"), ("en", "By ")] {
            let none = report(lang);
            assert!(!none.contains(heading), "{none}");
        }
        desk.open(&[], "");
        let none_said = report("en");
        assert!(none_said.contains("not said"), "{none_said}");
        assert_eq!(sums(&none_said).len(), 3, "{none_said}");
        week(desk);
        for lang in ["zh", "en"] {
            let text = report(lang);
            let sums = sums(&text);
            assert_eq!(sums.len(), 5, "{text}");
            assert!(sums.iter().all(|(_, sum)| *sum == 3), "{sums:?}\n{text}");
        }
    });
}

/// How many were kept, and how many are late.
fn promises(text: &str) -> [&str; 2] {
    ["promises kept", "promises late"].map(|name| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.expect("it is there").trim()
    })
}

#[test]
fn a_promise_of_a_day_still_to_come_is_not_late() {
    each(|desk| {
        desk.json(&["batch", "set", "一班"], "");
        desk.open(&["--batch", "一班"], &ours()); // due on the 24th
        let span = [
            "report",
            "--from",
            "2026-11-23",
            "--to",
            "2026-11-30",
            "--lang",
            "en",
        ];
        let late = |today: &str| {
            let text = desk.on(today, &span, "").out;
            promises(&text)[1].to_owned()
        };
        assert_eq!([late("2026-11-24"), late("2026-11-25")], ["0", "1"]);
    });
}

/// Nobody is to move any more, and the board does not ask for it.
#[test]
fn a_case_that_is_done_is_not_overdue() {
    each(|desk| {
        let done = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"updated\"\n";
        desk.open(&[], done);
        let found = desk.json_on("2026-11-30", &["report", "--from", "2026-11-23"], "");
        assert_eq!(
            (&found["open"], &found["overdue"]),
            (&json!(1), &json!(0)),
            "{found}"
        );
    });
}

/// As the board says: whom the caller moves next is not late.
#[test]
fn overdue_are_those_that_the_board_calls_late() {
    each(|desk| {
        desk.open(&["--own", "yes"], &ours());
        desk.open(&["--own", "no"], CALLS); // the caller is to call the school
        desk.open(&[], ""); // broken off
        let held = desk.open(&["--own", "yes"], &ours());
        desk.json(&["hold", &held], "");
        let found = desk.json_on("2026-11-30", &["report"], "");
        assert_eq!((&found["open"], &found["overdue"]), (&json!(4), &json!(1)));
        for (lang, words) in [("zh", "晚了 6 天"), ("en", "6 days late")] {
            let board = desk.on("2026-11-30", &["--lang", lang], "").out;
            assert_eq!(board.matches(words).count(), 1, "{board}");
        }
        let board = desk.on("2026-11-25", &["--lang", "en"], "").out;
        assert!(board.contains(", 1 day late"), "{board}");
    });
}

#[test]
fn a_promise_told_again_is_one_promise() {
    // What was told on which days, how many were kept and late by 5 December.
    for (calls, closed, kept_and_late) in [
        // The same day twice, and then nobody calls.
        (&["2026-11-23", "2026-11-23"][..], None, ["0", "1"]),
        (
            &["2026-11-23", "2026-11-23"],
            Some("2026-11-24"),
            ["1", "0"],
        ),
        (
            &["2026-11-23", "2026-11-23", "2026-11-24"],
            Some("2026-11-25"),
            ["2", "0"],
        ),
        // Over a weekend the day promised is the same one.
        (&["2026-11-27", "2026-11-28"], None, ["0", "1"]),
        (
            &["2026-11-27", "2026-11-28", "2026-11-30"],
            None,
            ["1", "1"],
        ),
        (&["2026-11-23", "2026-11-26"], None, ["0", "2"]),
    ] {
        let desk = &Desk::file();
        let (first, others) = calls.split_first().expect("a call");
        let case = desk.json_on(first, &["open", "-", "--own", "yes"], &ours());
        let ticket = case["ticket"].as_str().expect("a ticket").to_owned();
        for day in others {
            desk.json_on(day, &["visit", &ticket], "");
        }
        if let Some(day) = closed {
            desk.json_on(day, &["close", &ticket], "");
        }
        let span = [
            "report",
            "--from",
            "2026-11-01",
            "--to",
            "2026-12-05",
            "--lang",
            "en",
        ];
        let text = desk.on("2026-12-05", &span, "").out;
        assert_eq!(promises(&text), kept_and_late, "{calls:?}");
    }
}

/// Who is to move promised nothing, and nobody did who was told nothing yet.
#[test]
fn a_callers_own_day_is_no_promise() {
    each(|desk| {
        let called = desk.open(&["--own", "no"], CALLS); // due on the 24th
        desk.open(&["--own", "no"], CALLS);
        desk.open(&["--own", "yes"], CALLS); // not finished
        desk.json_on("2026-11-24", &["visit", &called], "");
        let span = ["report", "--from", "2026-11-23", "--to", "2026-11-25"];
        let text = desk.run(&[&span[..], &["--lang", "en"]].concat(), "").out;
        assert_eq!(promises(&text), ["0", "0"], "{text}");
    });
}

/// On the screens nothing is told to who only leaves word.
#[test]
fn a_call_in_which_no_answer_is_told_keeps_no_promise() {
    each(|desk| {
        let case = desk.json(&["open", "-", "--own", "yes"], &ours()); // due on the 24th
        let ticket = case["ticket"].as_str().expect("a ticket");
        desk.json_on("2026-11-24", &["visit", ticket, "--note", "急"], "");
        // As the screens keep it: the read-back was not answered.
        let lines = desk.run(&["export", "-"], "").out;
        let (before, visit) = lines.rsplit_once("{\"visit\"").expect("the visit");
        let mut visit: serde_json::Value =
            serde_json::from_str(&format!("{{\"visit\"{visit}")).expect("JSON");
        for key in ["result", "owner", "ask_from", "link"] {
            visit["visit"]["told"][key] = serde_json::Value::Null;
        }
        let other = Desk::file();
        other.json(&["import", "-"], &format!("{before}{visit}\n"));
        let span = ["report", "--from", "2026-11-23", "--to", "2026-11-30"];
        let span = [&span[..], &["--lang", "en"]].concat();
        let text = other.on("2026-11-30", &span, "").out;
        assert_eq!(promises(&text), ["0", "1"], "{text}");
    });
}

/// The last day of a report is over once another has come.
#[test]
fn a_promise_of_the_last_day_is_late_only_when_that_day_is_over() {
    each(|desk| {
        desk.open(&["--own", "yes"], &(WAITS.to_owned() + "fee = \"paid\"\n")); // due on 1 December
        let report = |today: &str| {
            let span = [
                "report",
                "--from",
                "2026-12-01",
                "--to",
                "2026-12-01",
                "--lang",
                "en",
            ];
            let text = desk.on(today, &span, "").out;
            promises(&text).map(str::to_owned)
        };
        assert_eq!(report("2026-12-02"), ["0", "1"]);
        assert_eq!(report("2026-12-01"), ["0", "0"]);
    });
}

#[test]
fn a_file_is_written_by_its_ending() {
    each(|desk| {
        week(desk);
        let at = |name: &str| desk.name(name);
        for name in ["r.html", "r.txt", "r.json", "r.xlsx"] {
            let said = desk.run(&["report", "-o", &at(name), "--json"], "");
            assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
        }
        let html = fs::read_to_string(at("r.html")).expect("it is written");
        assert!(
            html.contains("size: A4") && html.contains("<rect") && !html.contains("<script"),
            "{html}"
        );
        assert!(
            html.contains("<body>\n<main>\n<h1>") && html.contains("width=device-width"),
            "{html}"
        );
        let json: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(at("r.json")).expect("it is written"))
                .expect("JSON");
        assert_eq!(json["calls"], 2);
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook(at("r.xlsx")).expect("a workbook");
        let sheet = calamine::Reader::worksheet_range_at(&mut book, 0)
            .expect("a sheet")
            .expect("it reads");
        assert_eq!(
            sheet.get_value((1, 1)),
            Some(&calamine::Data::Float(2.0)),
            "calls"
        );
        assert_eq!(
            desk.run(&["report", "-o", &at("r.html")], "").code,
            2,
            "what is there stays"
        );
        assert_eq!(
            desk.run(&["report", "-o", &at("r.html"), "--force"], "")
                .code,
            0
        );
        assert_eq!(desk.run(&["report", "-o", &at("r.doc")], "").code, 2);
    });
}

/// However many classes and days: the page is full before any are added up.
#[test]
fn the_page_stays_one_page_and_has_as_many_rows_as_it_holds() {
    let desk = Desk::file();
    let call_of = |number: usize, day: usize| {
        let class = format!("第{number}班");
        desk.json(&["batch", "set", &class], "");
        let today = format!("2026-11-{day:02}");
        desk.json_on(&today, &["open", "--batch", &class], "");
    };
    (0..9).for_each(|number| call_of(number, 1 + 3 * number));
    let rows = |from: &str, to: &str| {
        let path = desk.name("r.html");
        let span = [
            "report", "--from", from, "--to", to, "-o", &path, "--force", "--lang", "en",
        ];
        assert_eq!(desk.run(&span, "").code, 0);
        let html = fs::read_to_string(path).expect("it is written");
        let rows = html
            .lines()
            .filter_map(|line| line.strip_prefix("<p><span>"));
        let rows = rows.map(|row| row.split('<').next().unwrap_or_default().to_owned());
        rows.collect::<Vec<_>>()
    };
    let all = rows("2026-11-01", "2026-11-30");
    assert_eq!(all.len(), 1 + 1 + 9 + 9, "{all:?}");
    assert_eq!(all[..2], ["not said", "no result yet"]);
    assert!(!all.contains(&"all others".to_owned()), "{all:?}");
    // Four tables take the room of eight rows, and six weeks that of six.
    (9..39).for_each(|number| call_of(number, number - 8));
    let all = rows("2026-11-01", "2026-11-30");
    assert_eq!(all.len(), 48 - 8, "{all:?}");
    assert!(all.contains(&"all others".to_owned()), "{all:?}");
    // A week of which one day is reported is that day.
    let weeks = &all[all.len() - 6..];
    assert_eq!(weeks[..2], ["2026-11-01", "2026-11-02 – 11-08"]);
    assert_eq!(weeks[5], "2026-11-30");
    for number in 0..6 {
        let today = format!("2026-12-{:02}", 1 + number);
        desk.json_on(&today, &["open"], "");
    }
    let weeks = rows("2026-11-01", "2026-12-31");
    assert!(
        weeks.contains(&"2026-11-23 – 11-29".to_owned()),
        "{weeks:?}"
    );
}
