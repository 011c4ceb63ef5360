//! The message of every result fits a message, and ends with the ticket.

use chabudao::desk::call::{Call, Who};
use chabudao::desk::message::{InWords, title};
use chabudao::desk::ticket::Ticket;
use chabudao::desk::visit::VisitId;
use chabudao::engine::Answers;
use chabudao::lang::Lang;

use crate::fixture::{Desk, WAITS};
use crate::walk;

/// Of every scenario, for the school's own and for others.
#[test]
fn every_message_fits_and_says_the_ticket_last() {
    let (pack, scenarios) = walk::shipped();
    let own_fact = pack.given().next().expect("a given fact");
    let mut results = std::collections::BTreeSet::new();
    for scenario in scenarios {
        for own in [false, true] {
            let asked = scenario
                .answers
                .iter()
                .filter(|(fact, _)| *fact != own_fact);
            let answers: Answers = asked.map(|(fact, value)| (fact, value.clone())).collect();
            let call = Call {
                pack,
                today: scenario.today,
                seat: String::new(),
                visit: VisitId::of([0; 12]),
                answers,
                note: String::new(),
            };
            let ticket = Ticket::new(scenario.today, 99);
            let Ok((case, _)) = call.open(
                ticket,
                &Who {
                    own,
                    ..Who::default()
                },
                None,
            ) else {
                continue;
            };
            results.extend(case.told.result.clone());
            for (lang, most) in [(Lang::Zh, 120), (Lang::En, 240)] {
                let words = InWords {
                    pack,
                    case: &case,
                    batch: None,
                    lang,
                };
                let message = words.message();
                let lines: Vec<_> = message.lines().collect();
                assert!(lines.len() <= 4, "{}: {message}", scenario.id);
                assert!(
                    message.trim_end().chars().count() <= most,
                    "{} {}: {message}",
                    scenario.id,
                    message.chars().count()
                );
                assert!(
                    lines
                        .last()
                        .is_some_and(|line| line.ends_with(&ticket.to_string())),
                    "{message}"
                );
            }
        }
    }
    assert_eq!(
        results.len(),
        pack.results.len(),
        "every result has its message looked at"
    );
}

/// On a list a result stands in a few words, with no hole where a day would be.
#[test]
fn every_result_has_a_name_without_holes() {
    let (pack, _) = walk::shipped();
    for id in pack.results.iter().map(|card| &card.id) {
        for lang in Lang::ALL {
            let title = title(pack, id, lang);
            assert!(
                !title.contains('…') && !title.contains("  "),
                "{id}: {title}"
            );
            assert!(!title.is_empty() && title != *id, "{id}");
        }
    }
}

/// Of an own student the school asks, and the line with the day says nothing else.
#[test]
fn of_an_own_student_no_line_of_the_message_says_that_they_ask() {
    let message = |own: &str, more: &str| {
        let desk = Desk::file();
        let renewal = "validity-end = 2027-06-01\napplied = \"school-does-it\"";
        let answers = WAITS.replace("\"review\"", "\"renewal\"");
        let answers = answers.replace("review-due = \"unknown\"", renewal);
        let answers = answers + "fee = \"paid\"\n" + more;
        let said = desk.run(&["open", "-", "--own", own, "--lang", "zh"], &answers);
        assert_eq!(said.code, 0, "{}", said.err);
        said.out
    };
    let own = message("yes", "");
    assert!(own.contains("到2026年12月1日还没有，我们去问。"), "{own}");
    assert!(!own.contains("还没有就问"), "{own}");
    assert!(message("no", "").contains("到2026年12月1日还没有就问。"));
}

#[test]
fn a_leading_caution_leaves_room_for_what_to_do() {
    let desk = Desk::file();
    let late = WAITS.replace("review-due = \"unknown\"", "review-due = 2026-05-20");
    let late = late.replace("2026-11-09", "2026-05-21") + "fee = \"paid\"\n";
    let open = ["open", "-", "--own", "yes", "--lang", "zh"];
    let said = desk.on("2026-05-29", &open, &late);
    assert!(said.out.contains("证可能失效"), "{}", said.out);
    let told = "先等；到时候我们来查";
    assert!(said.out.contains(told), "{}", said.out);
}

/// What was typed is not kept; what to do about it is said all the same.
#[test]
fn of_a_faulty_number_or_name_the_message_says_what_to_do() {
    let desk = Desk::file();
    let asked = "[answers]\nmatter = \"review\"\ncertificate = \"special-operation\"\nchannel = \"official-site\"\nseen = \"nothing\"\n";
    let name = "name = { record = \"欧阳娜娜\", typed = \"欧阳那那\" }\n";
    let fine = format!("id-number = \"11010519491231002X\"\n{name}");
    for (own, words) in [
        ("id-number = \"110105194912310023\"\n", "照身份证一位一位对"),
        (&fine, "再查一次"),
    ] {
        let opened = desk.run(&["open", "-", "--lang", "zh"], &format!("{asked}{own}"));
        let (_, message) = opened.out.split_once('\n').expect("a head and a message");
        assert!(message.contains(words), "{message}");
        assert!(message.chars().count() <= 120, "{message}");
        let ticket = opened.out.split(' ').next().expect("a ticket");
        let shown = desk.run(&["show", ticket, "--lang", "zh"], "").out;
        assert!(shown.contains(message), "{shown}");
    }
}

/// What a list calls a result fits anybody: nothing is left out of it.
#[test]
fn the_name_of_a_result_depends_on_nobodys_days() {
    let (pack, _) = walk::shipped();
    for card in &pack.results {
        for lang in Lang::ALL {
            let name = title(pack, &card.id, lang);
            assert!(!name.contains('…'), "{}: {name}", card.id);
        }
    }
    assert_eq!(title(pack, "wait-usual", Lang::Zh), "在通常时间里，先等");
    assert_eq!(title(pack, "of-other-rules", Lang::Zh), "of-other-rules");
}

/// The certificate is online, with the old date: the result has another sentence
/// for those of whom nothing is there.
#[test]
fn a_list_says_of_each_what_the_board_does() {
    let desk = Desk::file();
    let answers = WAITS.replace("2026-11-09", "2026-10-08")
        + "asked-institution = \"no-answer\"\nasked-bureau = \"answered\"\nbureau-reply = \"data-fault\"\nfee = \"paid\"\n";
    let found = desk.json(&["open", "-"], &answers);
    assert_eq!(found["result"], "repair-data", "{found}");
    let list = desk.run(&["list", "--lang", "zh"], "").out;
    assert!(!list.contains("网上没有您的证"), "{list}");
    let board = desk.run(&["--lang", "zh"], "").out;
    let line = list.trim_end().rsplit("  ").next().expect("a line");
    assert!(board.contains(line), "{line} is not in {board}");
}
