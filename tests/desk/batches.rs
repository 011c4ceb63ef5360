//! Classes: known once, corrected once.

use serde_json::json;

use crate::besides;
use crate::fixture::{Desk, SEEN_OLD, each};

const CLASS: &str = "9月28日报的那批";

fn exam(date: &str) -> String {
    format!("[answers]\nexam-date = {date}\n")
}

#[test]
fn what_is_known_of_a_class_is_not_asked() {
    each(|desk| {
        let set = desk.json(&["batch", "set", CLASS, "-"], &exam("2026-11-09"));
        assert_eq!(
            set,
            json!({ "name": CLASS, "version": 1, "answers": { "exam-date": "2026-11-09" },
                    "waiting": 0, "past_limit": false, "changed": [] })
        );
        let opened = desk.json(&["open", "-", "--batch", CLASS], SEEN_OLD);
        assert_eq!(
            (&opened["result"], &opened["owner"]),
            (&json!("wait-usual"), &json!("school"))
        );
        // What the caller says himself counts more.
        let own = SEEN_OLD.to_owned() + "exam-date = 2026-11-10\n";
        let other = desk.json(&["open", "-", "--batch", CLASS], &own);
        assert_eq!(other["ask_from"]["date"], "2026-12-02");
        assert_eq!(desk.json(&["show", "1123-01"], "")["own"], "yes");
    });
}

#[test]
fn a_correction_reaches_whoever_waits_and_writes_no_visit() {
    each(|desk| {
        desk.json(&["batch", "set", CLASS, "-"], &exam("2026-11-09"));
        let opens = |own: &str| desk.open(&["--batch", CLASS], &(SEEN_OLD.to_owned() + own));
        let (reached, held, own, closed) = (
            opens(""),
            opens(""),
            opens("exam-date = 2026-11-10\n"),
            opens(""),
        );
        desk.json(&["hold", &held], "");
        desk.json(&["close", &closed], "");
        let set = desk.json(&["batch", "set", CLASS, "-"], &exam("2026-10-08"));
        assert_eq!(
            set,
            json!({ "name": CLASS, "version": 2, "answers": { "exam-date": "2026-10-08" },
                    "waiting": 3, "past_limit": true, "changed": [reached, held] })
        );
        assert_eq!(desk.json(&["batch", "show", CLASS], ""), set);
        assert_eq!(desk.json(&["batch", "list"], ""), json!([set]));
        let shown = desk.json(&["show", &reached], "");
        assert_eq!(
            (&shown["version"], &shown["needs"]),
            (&json!(1), &json!(["institution-reply"]))
        );
        assert_eq!(shown["visits"].as_array().map(Vec::len), Some(1));
        assert_eq!(shown["visits"][0]["result"], "wait-usual", "as told");
        assert_eq!(desk.json(&["show", &closed], "")["result"], "wait-usual");
        assert_eq!(
            desk.json(&["show", &own], "")["ask_from"]["date"],
            "2026-12-02"
        );
        let board = desk.run(&["--lang", "zh"], "").out;
        assert!(
            board.contains("班次改了答复") && board.contains("3 人在等"),
            "{board}"
        );
        assert!(board.contains("过了期限"), "{board}");
        let list = desk.run(&["list", "--lang", "zh"], "").out;
        let told = list.matches("班次改了答复").count();
        assert_eq!(told, 2, "the list says so too: {list}");
        // Who calls is told, and is off the list of those to be told.
        desk.json(&["visit", &reached], "");
        assert_eq!(
            desk.json(&["batch", "show", CLASS], "")["changed"],
            json!([held])
        );
    });
}

#[test]
fn the_same_answers_on_a_later_day_change_nothing() {
    each(|desk| {
        let replies = "[answers]\nexam-date = 2026-09-01\ninstitution-reply = \"cannot-say\"\nasked-bureau = \"answered\"\nbureau-reply = \"in-process\"\n";
        desk.json(&["batch", "set", CLASS, "-"], replies);
        let ticket = desk.open(&["--batch", CLASS], SEEN_OLD);
        let promised = desk.json(&["show", &ticket], "")["ask_from"].clone();
        assert_eq!(
            promised["date"], "2026-11-30",
            "counted from the day of the call"
        );
        let set = desk.json_on("2026-11-25", &["batch", "set", CLASS, "-"], replies);
        assert_eq!(set["changed"], json!([]));
        assert_eq!(desk.json(&["show", &ticket], "")["ask_from"], promised);
    });
}

/// The number itself is not kept, so that it cannot be checked again; what was
/// found of it stands.
#[test]
fn a_correction_does_not_undo_what_was_found_of_a_number() {
    each(|desk| {
        desk.json(&["batch", "set", CLASS, "-"], &exam("2026-11-09"));
        let answers = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"nothing\"\nid-number = \"110105194912310021\"\n";
        let ticket = desk.open(&["--batch", CLASS], answers);
        let set = desk.json(&["batch", "set", CLASS, "-"], &exam("2026-10-08"));
        assert_eq!(set["changed"], json!([]));
        assert_eq!(desk.json(&["show", &ticket], "")["result"], "fix-id-number");
    });
}

#[test]
fn a_class_is_shown_in_words_and_kept_by_ids() {
    each(|desk| {
        let known = "[answers]\nexam-date = 2026-11-09\nexam-result = \"passed\"\n";
        desk.json(&["batch", "set", CLASS, "-"], known);
        for (lang, answer, day) in [
            ("zh", "考试结果：考过了\n", "考试日期：2026年11月9日"),
            (
                "en",
                "Exam result: Passed\n",
                "Exam date: Monday 9 November 2026",
            ),
        ] {
            let shown = desk.run(&["batch", "show", CLASS, "--lang", lang], "").out;
            assert!(shown.contains(answer) && shown.contains(day), "{shown}");
            assert!(
                !shown.contains("exam-") && !shown.contains(" = "),
                "{shown}"
            );
            // The school looks into its own books: it asks no caller.
            assert!(!shown.contains('您') && !shown.contains("you"), "{shown}");
        }
        let json = desk.json(&["batch", "show", CLASS], "");
        assert_eq!(json["answers"]["exam-result"], "passed");
    });
}

#[test]
fn the_whole_table_is_replaced() {
    each(|desk| {
        desk.json(
            &["batch", "set", CLASS, "-"],
            "[answers]\nexam-date = 2026-11-09\nexam-result = \"passed\"\n",
        );
        let set = desk.json(
            &["batch", "set", CLASS, "-"],
            "[answers]\napplied-date = \"2026-10\"\n",
        );
        assert_eq!(set["answers"], json!({ "applied-date": "2026-10" }));
        let said = desk.run(&["batch", "set", CLASS, "-", "--json"], &exam("2027-01-08"));
        assert_eq!(
            (said.code, said.out.as_str()),
            (2, ""),
            "a day that cannot be"
        );
        assert_eq!(desk.json(&["batch", "show", CLASS], ""), set);
    });
}

#[test]
fn a_message_for_the_chat_group_speaks_of_the_class() {
    each(|desk| {
        desk.json(&["batch", "set", CLASS, "-"], &exam("2026-11-09"));
        let message = |lang| {
            let found = desk.json(&["batch", "message", CLASS, "--lang", lang], "");
            assert_eq!(found["name"], CLASS);
            found["message"].as_str().expect("words").to_owned()
        };
        let zh = message("zh");
        assert!(
            zh.starts_with(&format!("【{CLASS}】")) && zh.contains("2026年12月1日"),
            "{zh}"
        );
        assert!(zh.chars().count() <= 120 + CLASS.chars().count(), "{zh}");
        assert!(message("en").contains("1 December 2026"));
    });
}

#[test]
fn a_class_that_is_removed_leaves_its_cases() {
    each(|desk| {
        desk.json(&["batch", "set", CLASS, "-"], &exam("2026-11-09"));
        let ticket = desk.open(&["--batch", CLASS], SEEN_OLD);
        let removed = desk.json(&["batch", "remove", CLASS], "");
        assert_eq!(removed, json!({ "name": CLASS, "removed": true }));
        assert_eq!(desk.run(&["batch", "remove", CLASS], "").code, 2);
        assert_eq!(desk.json(&["show", &ticket], "")["batch"], CLASS);
        // What was known of it goes on holding for those who wait.
        let said = desk.json(&["visit", &ticket], "");
        assert_eq!(said["result"], "wait-usual");
    });
}

#[test]
fn a_roster_takes_from_the_class_what_it_does_not_say() {
    each(|desk| {
        desk.json(
            &["batch", "set", CLASS, "-"],
            &(exam("2026-11-09") + "institution-reply = \"at-city\"\n"),
        );
        let roster = desk.write(
            "list.csv",
            "label,matter,certificate,channel,seen,review-due,exam-result,fee,exam-date\nA,review,special-operation,official-site,old-date,unknown,passed,paid,\nB,review,special-operation,official-site,old-date,unknown,passed,paid,2026-11-10\n",
        );
        let triage: [&str; 10] = [
            "triage",
            &roster,
            "--store",
            &desk.store,
            "--batch",
            CLASS,
            "--today",
            "2026-11-23",
            "--lang",
            "en",
        ];
        let mut whole = desk.bare(&triage);
        whole.args(besides::set());
        let said = crate::fixture::said(whole, "");
        assert_eq!(said.code, 0, "{}", said.err);
        let rows: Vec<_> = said.out.lines().skip(1).collect();
        assert!(
            rows[0].contains("2026-12-01") && rows[1].contains("2026-12-02"),
            "{}",
            said.out
        );
        let none = [
            "triage",
            &roster,
            "--store",
            &desk.store,
            "--batch",
            "没有的",
        ];
        assert_eq!(crate::fixture::said(desk.bare(&none), "").code, 2);
        // Who is of a class of ours is not somebody else's.
        for other in [
            ["--given", "trained-here=no"],
            ["--set", "trained-here=no"],
            ["--set", "本校学员=外校"],
        ] {
            let said = crate::fixture::said(desk.bare(&[&triage[..], &other].concat()), "");
            assert_eq!(said.code, 2, "{}", said.err);
            assert!(
                said.err.contains("trained-here=no says the opposite"),
                "{}",
                said.err
            );
        }
    });
}

/// The one call for a whole class reaches those who were told that we make it:
/// that nobody had asked yet is no answer of the caller's own.
#[test]
fn what_the_authority_replied_for_the_class_reaches_who_waits_for_it() {
    each(|desk| {
        let late = "[answers]\nexam-date = 2026-09-01\ninstitution-reply = \"cannot-say\"\n";
        desk.json(&["batch", "set", CLASS, "-"], late);
        let open = |own: &str| desk.open(&["--batch", CLASS], &(SEEN_OLD.to_owned() + own));
        let waits = open("asked-bureau = \"no\"\n");
        let tried = open("asked-bureau = \"no-answer\"\n");
        let refused = open("asked-bureau = \"answered\"\nbureau-reply = \"refused\"\n");
        let result = |ticket: &str| desk.json(&["show", ticket], "")["result"].clone();
        let before = [&tried, &refused].map(|ticket| result(ticket));
        assert_eq!(result(&waits), "call-bureau");
        let asked = late.to_owned() + "asked-bureau = \"answered\"\n";
        let replied = asked.clone() + "bureau-reply = \"in-process\"\n";
        // Asked alone says nothing to anybody.
        let set = desk.json(&["batch", "set", CLASS, "-"], &asked);
        assert_eq!(set["changed"], json!([]));
        desk.json(&["batch", "set", CLASS, "-"], late);
        let set = desk.json(&["batch", "set", CLASS, "-"], &replied);
        assert_eq!(set["changed"], json!([waits]));
        assert_eq!(result(&waits), "wait-bureau");
        assert_eq!([&tried, &refused].map(|ticket| result(ticket)), before);
        assert_eq!(desk.json(&["visit", &waits], "")["result"], "wait-bureau");
        // Who says so after the class knew it means it.
        let other = open("asked-bureau = \"no\"\n");
        let set = desk.json(
            &["batch", "set", CLASS, "-"],
            &(replied + "fee = \"paid\"\n"),
        );
        assert_eq!(set["changed"], json!([]));
        assert_eq!(result(&other), "call-bureau");
    });
}

#[test]
fn of_a_class_of_which_nothing_is_known_nothing_is_told() {
    each(|desk| {
        desk.json(&["batch", "set", CLASS, "-"], "[answers]\n");
        let message = |lang| {
            desk.run(&["batch", "message", CLASS, "--lang", lang], "")
                .out
        };
        assert_eq!(
            message("zh"),
            format!("【{CLASS}】还没有消息，有了就告诉大家。\n")
        );
        assert!(message("en").contains("No news yet"), "{}", message("en"));
    });
}

/// What somebody would have to answer on the way is not told as if they had.
#[test]
fn a_message_for_the_class_says_nothing_that_nobody_entered() {
    each(|desk| {
        let message = |known: &str, lang| {
            let known = format!("[answers]\n{known}\n");
            desk.json(&["batch", "set", CLASS, "-"], &known);
            desk.run(&["batch", "message", CLASS, "--lang", lang], "")
                .out
        };
        let late = "exam-result = \"passed\"\nexam-date = 2026-09-18\n";
        for known in [
            "asked-bureau = \"no\"",
            &format!("{late}asked-bureau = \"no\""),
            &format!("{late}asked-bureau = \"no-answer\""),
            "conduct = \"clean\"",
            "matter = \"review\"",
            "matter = \"review\"\ncertificate = \"special-operation\"",
        ] {
            let (zh, en) = (message(known, "zh"), message(known, "en"));
            assert!(zh.contains("还没有消息"), "{known}: {zh}");
            assert!(en.contains("No news yet"), "{known}: {en}");
        }
        for (known, says) in [
            (late, "我们学校来查"),
            ("institution-reply = \"at-city\"", "在市里审核"),
            (
                "institution-reply = \"at-province\"\nasked-bureau = \"no\"",
                "在省里等批准",
            ),
            (
                "asked-bureau = \"answered\"\nbureau-reply = \"in-process\"",
                "签发机关说正在办",
            ),
            ("certificate = \"construction\"", "zlaq.mohurd.gov.cn"),
        ] {
            let zh = message(known, "zh");
            assert!(zh.contains(says), "{known}: {zh}");
        }
    });
}

/// It reaches them also where it leads straight to a result, and where it comes
/// in two steps.
#[test]
fn what_the_class_learns_reaches_who_was_told_that_we_ask() {
    each(|desk| {
        let set = |known: &str| {
            let known = format!("[answers]\n{known}");
            desk.json(&["batch", "set", CLASS, "-"], &known)["changed"].clone()
        };
        let fee = "fee = \"paid\"\n";
        set(fee);
        let late = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"old-date\"\nreview-due = 2026-05-20\nexam-result = \"passed\"\nexam-date = 2026-05-10\ninstitution-reply = \"unknown\"\n";
        let ticket = desk.open(&["--batch", CLASS], late);
        let result = |ticket: &str| desk.json(&["show", ticket], "")["result"].clone();
        assert_eq!(result(&ticket), "call-institution");
        let replied = format!("{fee}institution-reply = \"not-reported\"\n");
        assert_eq!(set(&replied), json!([ticket]));
        assert_ne!(result(&ticket), "call-institution");
        // Whoever says so after that means it.
        let other = desk.open(&["--batch", CLASS], late);
        assert_eq!(set(&(replied + "exam-result = \"passed\"\n")), json!([]));
        assert_eq!(result(&other), "call-institution");
        desk.json(&["close", &ticket], "");
        desk.json(&["close", &other], "");
        let city =
            "exam-date = 2026-09-01\ninstitution-reply = \"at-city\"\napplied-date = 2026-09-10\n";
        set(city);
        let own = SEEN_OLD.to_owned() + "asked-bureau = \"no\"\n";
        let ticket = desk.open(&["--batch", CLASS], &own);
        assert_eq!(result(&ticket), "call-bureau");
        let asked = city.to_owned() + "asked-bureau = \"answered\"\n";
        assert_eq!(set(&asked), json!([]));
        assert_eq!(
            set(&(asked + "bureau-reply = \"in-process\"\n")),
            json!([ticket])
        );
        assert_eq!(result(&ticket), "wait-bureau");
    });
}

const PASSED: &str = "[answers]\nexam-date = 2026-11-10\nexam-result = \"passed\"\n";
const FAILED: &str = "[answers]\nexam-date = 2026-11-10\nexam-result = \"failed\"\n";
/// What is asked of somebody of that class.
const OWN: &str = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"old-date\"\nreview-due = \"unknown\"\nfee = \"paid\"\n";

/// What was told is told in the words of that day, with its own days.
#[test]
fn a_closed_case_keeps_its_words_and_what_its_class_learns_counts_when_it_is_reopened() {
    each(|desk| {
        let set = |known: &str| desk.json(&["batch", "set", CLASS, "-"], known);
        let message = |ticket: &str, lang: &str| {
            let shown = desk.run(&["show", ticket, "--lang", lang], "").out;
            assert!(
                !shown.contains("不知道）") && !shown.contains("not known"),
                "{shown}"
            );
            shown
        };
        let moved = PASSED.replace("2026-11-10", "2026-11-16");
        for (learnt, result, day) in [
            (FAILED, "exam-not-passed", None),
            (&*moved, "wait-usual", Some("2026-12-08")),
        ] {
            set(PASSED);
            let ticket = desk.open(&["--batch", CLASS], OWN);
            let told = ["zh", "en"].map(|lang| message(&ticket, lang));
            desk.json(&["close", &ticket], "");
            let closed = ["zh", "en"].map(|lang| message(&ticket, lang));
            set(learnt);
            assert_eq!(["zh", "en"].map(|lang| message(&ticket, lang)), closed);
            let words = |shown: &str| shown.split_once("\n\n").expect("parts").1.to_owned();
            for (told, closed) in told.iter().zip(&closed) {
                assert_eq!(words(told), words(closed));
            }
            desk.json(&["reopen", &ticket], "");
            let shown = desk.json(&["show", &ticket], "");
            assert_eq!(shown["result"], result);
            if let Some(day) = day {
                assert_eq!(shown["ask_from"]["date"], day);
                assert!(message(&ticket, "zh").contains("12月8日"));
            }
            let class = desk.json(&["batch", "show", CLASS], "");
            assert_eq!(class["changed"], json!([ticket]));
            desk.json(&["close", &ticket], "");
            message(&ticket, "zh");
            // Nobody has told them yet.
            desk.json(&["reopen", &ticket], "");
            let class = desk.json(&["batch", "show", CLASS], "");
            assert_eq!(class["changed"], json!([ticket]));
            desk.json(&["forget", &ticket], "");
        }
    });
}

#[test]
fn a_case_that_was_closed_keeps_what_was_known_of_a_class_that_is_removed() {
    each(|desk| {
        desk.json(&["batch", "set", CLASS, "-"], PASSED);
        let ticket = desk.open(&["--batch", CLASS], OWN);
        let message = || {
            let shown = desk.run(&["show", &ticket], "").out;
            shown.split_once("\n\n").expect("parts").1.to_owned()
        };
        let told = message();
        desk.json(&["close", &ticket], "");
        desk.json(&["batch", "remove", CLASS], "");
        assert_eq!(message(), told);
        desk.json(&["reopen", &ticket], "");
        assert_eq!(message(), told);
        assert_eq!(desk.json(&["visit", &ticket], "")["result"], "wait-usual");
        // What the class knew last counts, also where that was after the case
        // was closed.
        desk.json(&["batch", "set", CLASS, "-"], PASSED);
        let ticket = desk.open(&["--batch", CLASS], OWN);
        desk.json(&["close", &ticket], "");
        desk.json(&["batch", "set", CLASS, "-"], FAILED);
        desk.json(&["batch", "remove", CLASS], "");
        desk.json(&["reopen", &ticket], "");
        assert_eq!(
            desk.json(&["show", &ticket], "")["result"],
            "exam-not-passed"
        );
        let board = desk.run(&["--lang", "zh"], "").out;
        assert!(board.contains("班次改了答复"), "{board}");
    });
}

/// A slip that is mended at once leaves nobody to be told what they know.
#[test]
fn who_was_told_what_stands_again_is_not_to_be_told_once_more() {
    each(|desk| {
        let set = |known: &str| desk.json(&["batch", "set", CLASS, "-"], known);
        let changed = || desk.json(&["batch", "show", CLASS], "")["changed"].clone();
        set(PASSED);
        let ticket = desk.open(&["--batch", CLASS], OWN);
        let before = desk.json(&["show", &ticket], "");
        assert_eq!(set(FAILED)["changed"], json!([ticket]));
        // The same once more is nothing new, but still to be told.
        assert_eq!(set(FAILED)["changed"], json!([]));
        assert_eq!(changed(), json!([ticket]));
        assert_eq!(set(PASSED)["changed"], json!([]));
        assert_eq!(changed(), json!([]));
        assert_eq!(desk.json(&["show", &ticket], ""), before);
        // Who has heard the slip has to be told.
        set(FAILED);
        desk.json(&["visit", &ticket], "");
        assert_eq!(set(PASSED)["changed"], json!([ticket]));
        // So has who was told nothing of it when the case was closed.
        desk.json(&["visit", &ticket], "");
        set(FAILED);
        desk.json(&["close", &ticket], "");
        set(PASSED);
        desk.json(&["reopen", &ticket], "");
        assert_eq!(changed(), json!([]));
    });
}

/// Nothing was answered before, and nothing is now.
#[test]
fn who_never_had_an_answer_need_not_hear_that_it_no_longer_holds() {
    each(|desk| {
        let set = |known: &str| desk.json(&["batch", "set", CLASS, "-"], known);
        set("[answers]\nfee = \"paid\"\n");
        let own = OWN.replace("fee = \"paid\"\n", "");
        let ticket = desk.open(&["--batch", CLASS], &own);
        let shown = |key: &str| desk.json(&["show", &ticket], "")[key].clone();
        let asked = shown("needs");
        assert_eq!(shown("result"), json!(null));
        assert_eq!(
            set("[answers]\nexam-result = \"passed\"\n")["changed"],
            json!([])
        );
        assert_ne!(shown("needs"), asked, "something else is to be asked");
        let class = || desk.json(&["batch", "show", CLASS], "")["changed"].clone();
        assert_eq!(class(), json!([]));
        // Once there is an answer they are told, and that it no longer holds need
        // not be told to who has not heard it.
        assert_eq!(
            set(&(PASSED.to_owned() + "fee = \"paid\"\n"))["changed"],
            json!([ticket])
        );
        set("[answers]\nfee = \"paid\"\n");
        assert_eq!((shown("result"), class()), (json!(null), json!([])));
    });
}

/// What was known of a class that is removed counts for its cases until they are
/// put into another, whose own days count then.
#[test]
fn what_a_removed_class_left_goes_when_the_case_is_put_elsewhere() {
    use chabudao::desk::seat::{Order, Seat};
    use chabudao::desk::visit::VisitId;
    use chabudao::pack::{Files, load};

    each(|desk| {
        let day = |ticket: &str| {
            let shown = desk.json(&["show", ticket], "");
            shown["ask_from"]["date"].as_str().map(str::to_owned)
        };
        desk.json(&["batch", "set", CLASS, "-"], PASSED);
        let ticket = desk.open(&["--batch", CLASS], OWN);
        let before = day(&ticket);
        desk.json(&["batch", "remove", CLASS], "");
        desk.json(&["visit", &ticket], "");
        assert_eq!(day(&ticket), before, "it still counts");
        // A class of that name that is made again says no more than it knows.
        let set = desk.json(&["batch", "set", CLASS, "-"], "[answers]\n");
        assert_eq!(set["changed"], json!([]));
        let moved = PASSED.replace("2026-11-10", "2026-11-16");
        desk.json(&["batch", "set", "二班", "-"], &moved);
        let pack = load(Files::embedded()).expect("the rules load").pack;
        let today = crate::fixture::TODAY.parse().expect("a day");
        let counter = Seat {
            pack: &pack,
            today,
            real: today,
            name: "甲",
            keep_days: 180,
        };
        let key = ticket
            .parse::<chabudao::desk::ticket::Ticket>()
            .expect("a ticket");
        let order = Order::Place(key.into(), true, Some("二班".to_owned()));
        let mut store = desk.opened();
        counter
            .serve(&mut store, &order, || VisitId::of([1; 12]))
            .expect("it is put there");
        drop(store);
        let other = desk.open(&["--batch", "二班"], OWN);
        assert_ne!(day(&ticket), before);
        assert_eq!(day(&ticket), day(&other));
    });
}

/// The caller's own answers count. That the class says otherwise by now is said
/// to whoever sets it, on the board and with the case, until one of them is put
/// right.
#[test]
fn a_case_that_says_otherwise_than_its_class_is_named() {
    each(|desk| {
        let class = "[answers]\nexam-date = 2026-09-01\n";
        let replied = |reply: &str| format!("{class}institution-reply = \"{reply}\"\n");
        let set = |known: &str| desk.run(&["batch", "set", CLASS, "-", "--lang", "en"], known);
        let shown = |ticket: &str| desk.run(&["show", ticket, "--lang", "en"], "").out;
        assert_eq!(set(class).err, "");
        let at_city = SEEN_OLD.to_owned() + "institution-reply = \"at-city\"\n";
        let ticket = desk.open(&["--batch", CLASS], &at_city);
        let other = desk.open(&["--batch", CLASS], SEEN_OLD);
        let noted = set(&replied("cannot-say"));
        assert_eq!(
            noted.err,
            format!("Answered otherwise, and left as it is: {ticket}. Open it and look.\n")
        );
        let differs = "  Not as the class has it: the school's reply is \"Cannot say";
        assert!(shown(&ticket).contains(differs), "{}", shown(&ticket));
        assert!(!shown(&other).contains("Not as the class"));
        // Said once: what else comes to be known of the class is no news of it.
        assert_eq!(set(&(replied("cannot-say") + "fee = \"paid\"\n")).err, "");
        // Put right on either side, it is the same again.
        desk.json(&["visit", &ticket, "-"], &replied("cannot-say"));
        assert!(!shown(&ticket).contains("Not as the class"));
        assert!(set(&replied("at-city")).err.contains(&ticket));
        assert_eq!(set(&replied("cannot-say")).err, "");
        // A month may be the day of it.
        let month = desk.open(
            &["--batch", CLASS],
            &(SEEN_OLD.to_owned() + "exam-date = \"2026-09\"\n"),
        );
        assert!(!shown(&month).contains("Not as the class"));
        desk.json(
            &["visit", &month, "-"],
            "[answers]\nexam-date = \"2026-08\"\n",
        );
        assert!(shown(&month).contains("Not as the class has it: "));
        desk.json(&["close", &month], "");
        assert!(!shown(&month).contains("Not as the class"));
    });
}

/// "I don't know" is no answer that could be right where the class knows.
#[test]
fn what_nobody_knew_at_the_call_is_taken_from_the_class_once_it_knows() {
    each(|desk| {
        desk.json(&["batch", "set", CLASS, "-"], "[answers]\nfee = \"paid\"\n");
        let own = SEEN_OLD.to_owned()
            + "exam-date = \"unknown\"\napplied-date = \"unknown\"\ninstitution-reply = \"cannot-say\"\nasked-bureau = \"no\"\n";
        let ticket = desk.open(&["--batch", CLASS], &own);
        let result = || desk.json(&["show", &ticket], "")["result"].clone();
        let before = result();
        assert!(before.is_string(), "{before}");
        let late = "[answers]\nfee = \"paid\"\nexam-date = 2026-11-18\n";
        let set = desk.json(&["batch", "set", CLASS, "-"], late);
        assert_eq!(set["changed"], json!([ticket]));
        assert_eq!(result(), "wait-usual");
        // Taken back, nothing has happened.
        let set = desk.json(&["batch", "set", CLASS, "-"], "[answers]\nfee = \"paid\"\n");
        assert_eq!((set["changed"].clone(), result()), (json!([]), before));
    });
}

/// What a class learns bit by bit comes to what it comes to at once.
#[test]
fn what_a_class_learns_counts_in_whatever_order() {
    let dues = "review-due = 2026-05-20\n";
    let exam = "exam-date = 2026-10-20\n";
    let approved = "institution-reply = \"approved\"\n";
    each(|desk| {
        let told = |name: &str, reply: &str, steps: &[&[&str]]| {
            let matter = "[answers]\nmatter = \"review\"\n";
            let set = |known: &str| {
                desk.json(&["batch", "set", name, "-"], &(matter.to_owned() + known));
            };
            set("");
            let own = format!(
                "{SEEN_OLD}exam-date = \"unknown\"\ninstitution-reply = \"{reply}\"\nasked-bureau = \"no\"\n"
            );
            let ticket = desk.open(&["--batch", name], &own);
            for step in steps {
                set(&step.concat());
            }
            let mut shown = desk.json(&["show", &ticket], "");
            ["result", "needs", "cautions", "ask_from"].map(|key| shown[key].take())
        };
        let at_once = told("甲", "not-reported", &[&[dues, exam]]);
        let bit_by_bit = told("乙", "not-reported", &[&[dues], &[dues, exam]]);
        assert_eq!(bit_by_bit, at_once);
        assert!(
            at_once[2].to_string().contains("late-review"),
            "{at_once:?}"
        );
        // That it is approved asks for a day that nobody knows: the exam counts all the same.
        let exam_alone = told("丙", "unknown", &[&[exam]]);
        assert_eq!(told("丁", "unknown", &[&[exam, approved]]), exam_alone);
        assert_eq!(
            told("戊", "unknown", &[&[exam], &[exam, approved]]),
            exam_alone
        );
    });
}

#[test]
fn not_to_know_is_no_contradiction_to_the_class() {
    let desk = Desk::file();
    let fee = |value: &str| format!("[answers]\nfee = \"{value}\"\n");
    desk.json(&["batch", "set", CLASS, "-"], &fee("unknown"));
    let ticket = desk.open(&["--batch", CLASS], SEEN_OLD);
    let shown = || desk.run(&["show", &ticket, "--lang", "zh"], "").out;
    assert!(!shown().contains("跟班次记的不一样"), "{}", shown());
    desk.json(&["batch", "set", CLASS, "-"], &fee("unpaid"));
    assert!(shown().contains("跟班次记的不一样"), "{}", shown());
    let listed = || desk.run(&["list", "--lang", "zh"], "").out;
    assert!(listed().contains("（跟班次记的不一样）"), "{}", listed());
}

/// A day that the caller names is known, also where the result would be the same
/// without it: it counts, and the class's other day is said.
#[test]
fn a_day_of_the_callers_own_is_not_given_up_for_the_one_of_the_class() {
    const CLASS: &str = "[answers]\nexam-result = \"passed\"\nexam-date = 2026-10-26\ninstitution-reply = \"at-city\"\n";
    each(|desk| {
        for (name, own, theirs) in [
            ("甲", "2026-11-16", "2026-10-28"),
            ("乙", "\"2026-11\"", "2026-10-28"),
            ("丙", "2026-10-28", "2026-11-16"),
        ] {
            let own = format!("{SEEN_OLD}applied-date = {own}\n");
            let theirs = format!("{CLASS}applied-date = {theirs}\n");
            desk.json(&["batch", "set", name, "-"], CLASS);
            let ticket = desk.open(&["--batch", name], &own);
            let told = || {
                let shown = desk.json(&["show", &ticket], "");
                ["result", "ask_from"].map(|key| shown[key].clone())
            };
            let before = told();
            let set = desk.json(&["batch", "set", name, "-"], &theirs);
            assert_eq!(set["changed"], json!([]), "{name}");
            assert_eq!(told(), before, "{name}");
            let shown = desk.run(&["show", &ticket, "--lang", "zh"], "").out;
            assert!(shown.contains("跟班次记的不一样"), "{shown}");
        }
    });
}
