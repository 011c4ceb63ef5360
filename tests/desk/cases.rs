//! Opening, going on, finding, holding, closing and forgetting.

use serde_json::{Value, json};

use crate::fixture::{CALLS, Desk, SEEN_OLD, WAITS, WAITS_UNTIL, each, said};

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn a_case_is_opened_with_what_it_is_told() {
    each(|desk| {
        let found = desk.json(
            &["open", "-", "--caller", "李师傅", "--phone-tail", "1234"],
            WAITS,
        );
        assert_eq!(
            found,
            json!({
                "ticket": "1123-01", "version": 1, "status": "open",
                "result": "wait-usual", "stage": "working-days", "needs": [],
                "ask_from": { "date": WAITS_UNTIL, "certain": true, "approximate": false },
                "cautions": [], "owner": "caller", "due": WAITS_UNTIL,
            })
        );
    });
}

#[test]
fn without_an_answer_a_case_is_open_all_the_same() {
    each(|desk| {
        let found = desk.json(&["open"], "");
        assert_eq!(found["result"], Value::Null);
        assert_eq!(found["needs"], json!(["matter"]));
        assert_eq!(found["owner"], Value::Null);
        assert_eq!(found["due"], "2026-11-24", "the next working day");
        let said = desk.run(&["open", "--lang", "zh"], "");
        assert_eq!(said.code, 0);
        assert!(
            said.out.contains("1123-02") && said.out.contains("还没问完"),
            "{}",
            said.out
        );
    });
}

#[test]
fn what_was_a_school_of_others_is_ours_with_own() {
    each(|desk| {
        let other = desk.json(&["open", "-"], CALLS);
        assert_eq!(
            (&other["result"], &other["owner"]),
            (&json!("call-institution"), &json!("caller"))
        );
        let answers =
            SEEN_OLD.to_owned() + "exam-date = 2026-10-08\ninstitution-reply = \"unknown\"\n";
        let own = desk.json(&["open", "-", "--own", "yes"], &answers);
        assert_eq!(
            (&own["result"], &own["owner"]),
            (&json!("call-institution"), &json!("school"))
        );
        let given = answers + "[given]\ntrained-here = \"yes\"\n";
        assert_eq!(desk.json(&["open", "-"], &given)["owner"], "school");
    });
}

#[test]
fn a_visit_goes_on_from_what_is_known_and_keeps_what_was_told() {
    each(|desk| {
        let ticket = desk.open(&["--note", "周二再打"], WAITS);
        let more = "[answers]\nexam-date = 2026-10-08\nasked-institution = \"no\"\n";
        let visit = ["visit", &ticket, "-", "--note", "催了一次"];
        let found = desk.json_on("2026-11-25", &visit, more);
        assert_eq!(
            (&found["version"], &found["result"]),
            (&json!(2), &json!("call-institution"))
        );
        let shown = desk.json(&["show", &ticket], "");
        assert_eq!(
            shown["visits"],
            json!([
                { "at": "2026-11-23", "seat": "窗口一", "result": "wait-usual",
                  "ask_from": { "date": WAITS_UNTIL, "certain": true, "approximate": false },
                  "cautions": [], "note": "周二再打" },
                { "at": "2026-11-25", "seat": "窗口一", "result": "call-institution",
                  "ask_from": null, "cautions": ["past-limit"], "note": "催了一次" },
            ])
        );
        assert_eq!(
            keys(&shown),
            [
                "ask_from",
                "batch",
                "caller",
                "cautions",
                "due",
                "needs",
                "own",
                "owner",
                "phone_tail",
                "result",
                "stage",
                "status",
                "ticket",
                "version",
                "visits"
            ]
        );
        assert_eq!(shown["own"], "no");
        let said = desk.run(&["show", &ticket, "--lang", "zh"], "");
        assert!(
            said.out.contains(
                "11-23  窗口一  考完过了 10 个工作日，照锦州的做法，还在通常的时间里。（等到2026年12月1日）"
            ),
            "{}",
            said.out
        );
    });
}

#[test]
fn a_stale_version_writes_nothing_and_shows_what_is_there() {
    each(|desk| {
        let ticket = desk.open(&[], WAITS);
        let note =
            |version: &str| desk.run(&["visit", &ticket, "--version", version, "--json"], "");
        assert_eq!(note("1").json()["version"], 2);
        let said = note("1");
        assert_eq!(said.code, 4, "{}", said.err);
        let now: Value = serde_json::from_str(&said.out).expect("what is there now");
        assert_eq!(
            (&now["ticket"], &now["version"]),
            (&json!(ticket), &json!(2))
        );
        assert!(said.err.contains(&ticket), "{}", said.err);
        // Without JSON it is said in words.
        let told = desk.run(&["visit", &ticket, "--version", "1", "--lang", "zh"], "");
        assert_eq!((told.code, told.out.as_str()), (4, ""), "{}", told.err);
        let words = told.err.contains("等着") && told.err.contains("考完过了");
        assert!(words && !told.err.contains('{'), "{}", told.err);
        assert_eq!(
            desk.json(&["show", &ticket], "")["visits"]
                .as_array()
                .map(Vec::len),
            Some(2)
        );
    });
}

#[test]
fn calls_are_held_closed_and_opened_again() {
    each(|desk| {
        let (one, two) = (desk.open(&[], WAITS), desk.open(&[], ""));
        let held = desk.json(&["hold", &one], "");
        assert_eq!(
            held,
            json!({ "ticket": one, "version": 2, "status": "held" })
        );
        assert_eq!(
            desk.json(&["hold", &one], "")["version"],
            2,
            "twice is once"
        );
        desk.json(&["hold", &two], "");
        assert_eq!(desk.listed(&["--held"]), [two.clone(), one.clone()]);
        assert_eq!(desk.json(&["reopen", &one], "")["status"], "open");
        assert_eq!(desk.listed(&["--open"]), [one.as_str()]);
        let closed = desk.json(&["close", &one, "--why", "查到了"], "");
        assert_eq!(
            (&closed["status"], &closed["version"]),
            (&json!("closed"), &json!(4))
        );
        let said = desk.run(&["hold", &one, "--json"], "");
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        assert!(said.err.contains("reopen"), "{}", said.err);
        assert_eq!(
            desk.listed(&[]),
            [two.clone(), one.clone()],
            "the closed last"
        );
        // Who calls again about a closed case opens it.
        assert_eq!(desk.json(&["visit", &one], "")["status"], "open");
        let gone = desk.json(&["forget", &two], "");
        assert_eq!(gone["ticket"], json!(two));
        let said = desk.run(&["show", &two, "--json"], "");
        assert_eq!((said.code, said.out.as_str()), (2, ""));
    });
}

/// Where nobody has to move any more, nothing is due.
#[test]
fn what_is_done_stands_behind_what_is_due() {
    let desk = Desk::file();
    let found = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"updated\"\n";
    let open = |day: &str, answers: &str| {
        let case = desk.json_on(day, &["open", "-"], answers);
        case["ticket"].as_str().expect("a ticket").to_owned()
    };
    let done = open("2026-11-20", found);
    let due = open("2026-11-21", WAITS);
    assert_eq!(desk.listed(&[]), [due, done]);
}

#[test]
fn of_those_closed_the_latest_comes_first() {
    each(|desk| {
        let opened = ["2026-11-21", "2026-11-23", "2026-11-22"].map(|day| {
            let case = desk.json_on(day, &["open"], "");
            let ticket = case["ticket"].as_str().expect("a ticket").to_owned();
            desk.json_on(day, &["close", &ticket], "");
            ticket
        });
        let [first, last, middle] = opened;
        let waits = desk.open(&[], "");
        assert_eq!(desk.listed(&[]), [waits, last, middle, first]);
    });
}

#[test]
fn a_case_is_found_by_whatever_is_known_of_it() {
    each(|desk| {
        desk.json(&["batch", "set", "9月28日报的那批"], "");
        let one = desk.open(&["--caller", "李师傅", "--phone-tail", "1234"], WAITS);
        let two = desk.open(&["--caller", "Wang", "--batch", "9月28日报的那批"], "");
        for (word, found) in [
            ("李", vec![&one]),
            ("1234", vec![&one]),
            ("wang", vec![&two]),
            ("9月28日", vec![&two]),
            ("wait-usual", vec![&one]),
            ("还在通常的时间里", vec![&one]),
            (&one, vec![&one]),
            ("１１２３－０１", vec![&one]),
            ("1123 1", vec![&one]),
            ("１２３４", vec![&one]),
            ("李师傅 1234", vec![&one]),
            ("1234　李", vec![&one]),
            ("wang 1234", vec![]),
            ("李师傅 在通常的时间里", vec![&one]),
            ("wait usual", vec![&one]),
            ("9月28日 WANG", vec![&two]),
            ("112302", vec![&two]),
            ("wang １１２３02", vec![&two]),
            ("%", vec![]),
            ("_", vec![]),
        ] {
            assert_eq!(
                desk.listed(&["--find", word]),
                found.into_iter().cloned().collect::<Vec<_>>(),
                "{word}"
            );
        }
        let of_class = desk.listed(&["--batch", " 9月28日报的那批 "]);
        assert_eq!(of_class, [two.as_str()]);
        // The sentence of this result names a hotline, 12345.
        let answers = CALLS.replace(
            "asked-institution = \"no\"",
            "asked-institution = \"no-answer\"",
        ) + "asked-bureau = \"no-answer\"\nfee = \"paid\"\nconduct = \"clean\"\nvalidity = \"valid\"\n";
        let three = desk.open(&[], &answers);
        assert_eq!(desk.listed(&["--find", "escalate"]), [three.as_str()]);
        let called = desk.listed(&["--find", "1234"]);
        assert_eq!(called, [one.as_str()], "a number is no word of a result");
        desk.json(&["forget", &three], "");
        assert_eq!(desk.listed(&["--due", "2026-11-24"]), [two.as_str()]);
        assert_eq!(desk.listed(&["--due", WAITS_UNTIL]), [two.clone(), one]);
        assert_eq!(desk.listed(&["--batch", "9月28日报的那批"]), [two]);
        let list = desk.json(&["list"], "");
        assert_eq!(list[0]["batch"], "9月28日报的那批");
        assert_eq!(
            (&list[1]["caller"], &list[1]["phone_tail"]),
            (&json!("李师傅"), &json!("1234"))
        );
    });
}

#[test]
fn tickets_go_on_from_the_highest_of_their_day_in_any_year() {
    each(|desk| {
        assert_eq!(desk.open(&[], ""), "1123-01");
        assert_eq!(
            desk.json_on("2027-11-23", &["open"], "")["ticket"],
            "1123-02"
        );
        assert_eq!(
            desk.json_on("2026-11-24", &["open"], "")["ticket"],
            "1124-01"
        );
        assert_eq!(desk.open(&[], ""), "1123-03");
        desk.json(&["forget", "1123-01"], "");
        assert_eq!(
            desk.open(&[], ""),
            "1123-04",
            "after the highest, not into a gap"
        );
        assert_eq!(
            desk.json(&["show", "１１２３ 2"], "")["ticket"],
            "1123-02",
            "as it is said"
        );
    });
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence_and_nothing_on_standard_output() {
    each(|desk| {
        let ahead = "[answers]\nmatter = \"review\"\nexam-date = 2027-01-08\n";
        let ahead =
            SEEN_OLD.to_owned() + ahead.trim_start_matches("[answers]\nmatter = \"review\"\n");
        for (arguments, input) in [
            (&["open", "-"][..], "[answers]\nmatter = \"nothing\"\n"),
            (&["open", "-"], "no answers"),
            (&["open", "-"], &ahead),
            (&["open", "--batch", "没有的"], ""),
            (&["list", "--batch", "没有的"], ""),
            (&["open", "--phone-tail", "13812345678"], ""),
            (&["open", "--batch", "13812345678"], ""),
            (&["open", "/no/such/file"], ""),
            (&["visit", "1123-01"], ""),
            (&["show", "1123"], ""),
            (&["batch", "show", "没有的"], ""),
            (&["batch", "set", " "], ""),
            (
                &["report", "--from", "2026-11-24", "--to", "2026-11-23"],
                "",
            ),
        ] {
            let said = desk.run(&[arguments, &["--json"]].concat(), input);
            assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
            assert!(!said.err.trim().is_empty(), "{arguments:?}");
            assert!(!said.err.contains("13812345678"), "{}", said.err);
        }
        assert_eq!(
            desk.listed(&[]),
            Vec::<String>::new(),
            "nothing was written"
        );
    });
}

#[test]
fn why_a_case_was_closed_is_shown_with_it() {
    each(|desk| {
        let ticket = desk.open(&[], WAITS);
        desk.json(&["close", &ticket, "--why", "网上有了"], "");
        assert_eq!(desk.json(&["show", &ticket], "")["why"], "网上有了");
        let text = |lang| desk.run(&["show", &ticket, "--lang", lang], "").out;
        assert!(
            text("zh").contains("办结的原因：网上有了"),
            "{}",
            text("zh")
        );
        assert!(text("en").contains("Closed because: 网上有了"));
        desk.json(&["reopen", &ticket], "");
        assert_eq!(desk.json(&["show", &ticket], "")["why"], json!(null));
        desk.json(&["close", &ticket], "");
        assert_eq!(desk.json(&["show", &ticket], "")["why"], json!(null));
    });
}

/// It was taken in where the walk did not ask for it yet, and then no later call
/// could be kept.
#[test]
fn a_day_that_cannot_be_is_refused_before_it_is_asked_for() {
    each(|desk| {
        let ahead = "[answers]\nmatter = \"review\"\nexam-date = 2027-01-01\n";
        let said = desk.run(&["open", "-", "--json"], ahead);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
        assert!(desk.listed(&[]).is_empty());
        let ticket = desk.open(&[], "");
        assert_eq!(desk.run(&["visit", &ticket, "-"], ahead).code, 2);
        assert_eq!(desk.json(&["show", &ticket], "")["version"], 1);
    });
}

/// As on the board: nobody has to move any more.
#[test]
fn what_is_done_is_not_due() {
    each(|desk| {
        let done = "[answers]\nmatter = \"review\"\ncertificate = \"construction\"\n";
        let done = desk.open(&[], done);
        let due = desk.open(&[], "");
        let late = "2027-03-01";
        assert_eq!(desk.listed(&["--due", late]), [due.as_str()]);
        let board = desk.on(late, &["--lang", "en"], "").out;
        assert!(board.contains(&due) && !board.contains(&done), "{board}");
        for (lang, words) in [("zh", "再看"), ("en", "due ")] {
            let all = desk.run(&["list", "--lang", lang], "").out;
            let line = |ticket: &str| all.lines().find(|line| line.starts_with(ticket));
            assert!(line(&due).is_some_and(|line| line.contains(words)), "{all}");
            assert!(
                line(&done).is_some_and(|line| !line.contains(words)),
                "{all}"
            );
        }
    });
}

/// As in the list, so in the JSON: who is done or closed has no day.
#[test]
fn what_nobody_waits_for_has_no_day() {
    each(|desk| {
        let done = "[answers]\nmatter = \"review\"\ncertificate = \"construction\"\n";
        let done = desk.json(&["open", "-"], done);
        assert_eq!(done["due"], Value::Null, "{done}");
        let waits = desk.open(&[], WAITS);
        let due = |desk: &crate::fixture::Desk| {
            let shown = desk.json(&["show", &waits], "");
            shown["due"].as_str().map(str::to_owned)
        };
        assert_eq!(due(desk).as_deref(), Some(WAITS_UNTIL));
        desk.json(&["close", &waits], "");
        assert_eq!(due(desk), None);
    });
}

/// A class that was removed has its cases still, one that never was is said.
#[test]
fn the_cases_of_a_class_are_listed_while_there_are_any() {
    each(|desk| {
        desk.json(&["batch", "set", "一班"], "");
        assert_eq!(desk.listed(&["--batch", "一班"]), Vec::<String>::new());
        let ticket = desk.open(&["--batch", "一班"], "");
        desk.json(&["batch", "remove", "一班"], "");
        assert_eq!(desk.listed(&["--batch", "一班"]), [ticket]);
        assert!(desk.listed(&["--batch", "一班", "--held"]).is_empty());
        desk.json(&["batch", "set", "二班"], "");
        let said = desk.run(&["list", "--batch", "三班", "--lang", "zh"], "");
        assert_eq!(said.code, 2);
        assert!(said.err.contains("二班"), "{}", said.err);
    });
}

/// However much is typed, the store is not to blame.
#[test]
fn so_many_words_are_looked_for_and_no_more() {
    each(|desk| {
        let ticket = desk.open(&["--caller", "李师傅"], "");
        let words = |count: usize| vec!["李"; count].join(" ");
        assert_eq!(desk.listed(&["--find", &words(30)]), [ticket]);
        let said = desk.run(&["list", "--find", &words(900), "--lang", "zh"], "");
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        assert!(said.err.contains("最多找 30 个词"), "{}", said.err);
    });
}

#[test]
fn a_list_with_nothing_in_it_says_so() {
    let desk = Desk::file();
    desk.open(&[], "");
    for (lang, words) in [("zh", "没有这样的来电单"), ("en", "no such case")] {
        let found = desk.run(&["list", "--held", "--lang", lang], "");
        assert_eq!((found.code, found.out.as_str()), (0, ""));
        assert!(found.err.contains(words), "{}", found.err);
    }
    let found = desk.run(&["list", "--held", "--json"], "");
    assert_eq!((found.code, found.out.as_str()), (0, "[]\n"));
    assert_eq!(desk.run(&["list"], "").err, "");
}

#[test]
fn days_that_are_no_number_are_refused_with_what_to_write() {
    let desk = Desk::file();
    for (lang, words) in [("zh", "请写几天，例如 30"), ("en", "such as 30")] {
        let found = desk.run(&["purge", "--older-than", "abc", "--lang", lang], "");
        assert_eq!((found.code, found.out.as_str()), (2, ""));
        assert!(found.err.contains(words), "{}", found.err);
    }
}

/// Who calls again and comes to no result is still owed what was promised.
#[test]
fn an_unfinished_visit_leaves_what_the_school_owes() {
    each(|desk| {
        let calls =
            SEEN_OLD.to_owned() + "exam-date = 2026-10-08\ninstitution-reply = \"unknown\"\n";
        let ticket = desk.open(&["--own", "yes"], &calls);
        let told = desk.json(&["show", &ticket], "");
        assert_eq!(
            (&told["owner"], &told["due"]),
            (&json!("school"), &json!("2026-11-24"))
        );
        let other = "[answers]\nseen = \"nothing\"\n";
        let visit = desk.json_on("2026-11-24", &["visit", &ticket, "-"], other);
        assert_eq!(visit["result"], Value::Null);
        assert_eq!(
            (&visit["owner"], &visit["due"]),
            (&told["owner"], &told["due"])
        );
        let due = desk.json_on("2026-11-24", &["list", "--due", "2026-11-24"], "");
        assert_eq!(due[0]["ticket"], ticket.as_str());
        // It is over once a result is told, and once the case is closed.
        let visit = desk.json_on("2026-11-24", &["visit", &ticket, "-"], WAITS);
        assert_ne!(
            (&visit["owner"], &visit["due"]),
            (&told["owner"], &told["due"])
        );
        let ticket = desk.open(&["--own", "yes"], &calls);
        desk.json(&["close", &ticket], "");
        let visit = desk.json_on("2026-11-24", &["visit", &ticket, "-"], other);
        assert_eq!(
            (&visit["owner"], &visit["due"]),
            (&Value::Null, &json!("2026-11-25"))
        );
    });
}

/// A promise for a day to come is one, too; the call that broke off comes first.
#[test]
fn an_unfinished_visit_leaves_a_promise_for_a_later_day() {
    each(|desk| {
        let calls = SEEN_OLD.to_owned() + "exam-date = 2026-11-09\n";
        let ticket = desk.open(&["--own", "yes"], &calls);
        let told = desk.json(&["show", &ticket], "");
        assert_eq!(
            (&told["owner"], &told["due"]),
            (&json!("school"), &json!("2026-12-01"))
        );
        let other = "[answers]\nseen = \"nothing\"\n";
        let visit = desk.json_on("2026-11-24", &["visit", &ticket, "-"], other);
        assert_eq!(
            (&visit["result"], &visit["owner"], &visit["due"]),
            (&Value::Null, &json!("school"), &json!("2026-11-25"))
        );
    });
}

/// A class is nothing but answers: the whole result is the same as of one who gave
/// them all.
#[test]
fn what_the_class_knows_counts_for_other_answers_too() {
    let desk = Desk::file();
    let class = "exam-date = 2026-09-18\nexam-result = \"passed\"\napplied-date = 2026-09-28\ninstitution-reply = \"at-city\"\nasked-bureau = \"no\"\n";
    let class = format!("[answers]\n{class}");
    desk.json(&["batch", "set", "九月班", "-"], &class);
    let own = "matter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"paid-lookup\"\nseen = \"old-date\"\nreview-due = \"unknown\"\nfee = \"paid\"\n";
    let ticket = desk.open(&["--batch", "九月班"], &format!("[answers]\n{own}"));
    let shown = desk.run(&["show", &ticket, "--lang", "zh"], "").out;
    let all = desk.write(
        "all.toml",
        &format!("{class}{own}[given]\ntrained-here = \"yes\"\n"),
    );
    let arguments = ["diagnose", &all, "--today", "2026-11-23", "--lang", "zh"];
    let diagnosed = said(desk.bare(&arguments), "").out;
    assert!(shown.ends_with(&diagnosed), "{shown}\n\n{diagnosed}");
}

/// As on the screens.
#[test]
fn a_message_whose_day_has_passed_is_marked() {
    each(|desk| {
        let ticket = desk.open(&[], WAITS);
        let show = ["show", &ticket, "--lang", "zh"];
        let said = |day| desk.on(day, &show, "").out;
        let outdated = "这是照2026年11月23日算的，日子已经过了，不要照发。";
        assert!(!said(WAITS_UNTIL).contains(outdated));
        assert!(
            said("2026-12-02").contains(outdated),
            "{}",
            said("2026-12-02")
        );
    });
}
