//! What a page says in one case and not in the next.

use std::process::Command;

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::report::takeaway::{Entry, Format, write_all};
use chabudao::report::words::Words;
use chabudao::report::{answered, message};
use chrono::NaiveDate;

use crate::program::fed;
use crate::{pack, walk};

/// The page of a scenario with some answers changed, on a day.
fn page(id: &str, changes: &str, today: &str) -> String {
    let answers = walk::like(pack(), walk::shipped().1, id, changes);
    let today: NaiveDate = today.parse().expect("a day");
    let walk = Walk::new(pack(), &answers, today);
    assert!(walk.outcome().is_some(), "{id} has a result");
    Lang::ALL
        .map(|lang| {
            let entry = Entry {
                words: Words::new(&walk, lang),
                label: None,
            };
            write_all(&[entry], Format::Text, lang).expect("it has a result")
        })
        .join("\n")
}

/// Whether the pages on either side of something say it: here, and not there.
#[track_caller]
fn only_here(words: [&str; 2], here: &str, there: &str) {
    for words in words {
        assert!(here.contains(words), "{words} is missing:\n{here}");
        assert!(!there.contains(words), "{words}:\n{there}");
    }
}

#[test]
fn on_a_day_off_nobody_answering_means_nothing_yet() {
    let off = ["今天不是工作日", "Today is no working day"];
    let call = |today| page("welder-sat-october-28", "", today);
    only_here(off, &call("2026-11-28"), &call("2026-11-27"));
    // A Saturday that is worked, and a holiday in the week.
    let early = |today| page("welder-sat-october-28", "exam-date = 2026-08-28", today);
    only_here(off, &early("2026-10-05"), &early("2026-10-10"));
    // Where one waits, nobody is called today, unless something leads.
    let wait = |id, changes| page(id, changes, "2026-11-28");
    let late = wait(
        "old-date-shown",
        "review-due = 2026-05-31\nexam-date = 2026-11-18",
    );
    only_here(
        off,
        &late,
        &wait("first-nothing-shown", "exam-date = 2026-11-18"),
    );
    // Somebody is called behind what one does oneself.
    let second = |today| page("e-certificate-face-check-failed", "", today);
    only_here(off, &second("2026-11-28"), &second("2026-11-27"));
    // What one does oneself can be done on any day.
    let own = page("welder-offered-in-a-group-not-paid", "", "2026-11-28");
    only_here(off, &call("2026-11-28"), &own);
}

/// A weekday alone would make it look as if nobody were there.
#[test]
fn of_a_weekend_day_that_is_worked_it_is_said() {
    let wait = |exam: &str| {
        page(
            "old-date-shown",
            &format!("exam-date = {exam}"),
            "2026-09-08",
        )
    };
    let worked = [
        "2026年9月20日（周日，调休上班）",
        "Sunday 20 September 2026 (a make-up workday)",
    ];
    only_here(worked, &wait("2026-08-29"), &wait("2026-09-01"));
}

#[test]
fn who_is_asked_today_does_not_wait_for_the_day_to_ask_from() {
    let today = ["：今天就问\n", ": ask today\n"];
    let rest = ["\n别的从哪天起问：", "\nThe rest, ask from: "];
    let page = |id: &str, changes: &str| page(id, changes, "2026-11-29");
    let renewal = |end| {
        page(
            "renewal-old-date",
            &format!("validity-end = {end}\nexam-date = 2026-11-20"),
        )
    };
    let (near, far) = (renewal("2026-12-01"), renewal("2027-06-01"));
    let first = page("first-nothing-shown", "exam-date = 2026-11-20");
    // It is Sunday.
    let off = ["今天不是工作日", "Today is no working day"];
    let unknown = page("old-date-shown", "exam-date = 2026-11-20");
    for asked_today in [&near, &far, &unknown] {
        for words in [today, rest, off] {
            only_here(words, asked_today, &first);
        }
    }
    // Of whom it is not certain, it is said for whom.
    let whom = [
        "有效期快到了的：今天就问",
        "if the validity ends soon: ask today",
    ];
    only_here(whom, &far, &near);
    let whom = [
        "应复审日期在2026年6月1日以前的：今天就问",
        "if the review date is before 1 June 2026: ask today",
    ];
    only_here(whom, &unknown, &far);
    assert!(
        first.contains("\n从哪天起问：2026年12月14日（周一）"),
        "{first}"
    );
}

#[test]
fn of_a_year_without_a_notice_a_day_off_is_only_likely() {
    let call = |today| page("welder-sat-october-28", "", today);
    let likely = ["今天恐怕不是工作日", "Today is most likely no working day"];
    only_here(likely, &call("2027-02-06"), &call("2027-02-03"));
}

#[test]
fn a_lapsed_renewal_hears_nothing_of_before_the_end() {
    let before = ["来不及的（人在国外", "No time before the validity ends"];
    let asks = ["申请过「延期换证」", "Applied for deferral"];
    for id in [
        "lapsed-and-not-sat",
        "lapsed-and-failed",
        "lapsed-and-not-applied",
    ] {
        let on = |end: &str| page(id, &format!("validity-end = {end}"), "2026-11-23");
        let (lapsed, unknown) = (on("2026-11-22"), on("\"unknown\""));
        only_here(asks, &lapsed, &unknown);
        // In the month itself nobody knows yet whether it is over.
        for open in ["\"2026-11\"", "\"unknown\""] {
            only_here(before, &on(open), &lapsed);
        }
    }
    let reported = ["听说到期前60天", "Reported: by 60 days"];
    let on = |end: &str| {
        let changes = format!("validity-end = {end}");
        page("lapsed-and-not-applied", &changes, "2026-11-23")
    };
    only_here(reported, &on("2027-02-10"), &on("2026-11-22"));
}

#[test]
fn one_office_is_listed_once() {
    let twice = [
        "；一直没人答复，可以打它那个市的 12345",
        "; if nobody answers, you can call the 12345",
    ];
    let at = |end: &str| {
        page(
            "renewal-to-the-end",
            &format!("validity-end = {end}"),
            "2026-11-23",
        )
    };
    only_here(twice, &at("2027-02-10"), &at("2026-11-22"));
}

#[test]
fn who_handed_it_in_himself_is_not_sent_to_the_school() {
    let school = [
        "您参加换证考试的培训学校",
        "training school or exam site of your renewal exam",
    ];
    let own = page(
        "renewal-no-file",
        "applied = \"yes\"\napplied-date = 2026-09-01",
        "2026-11-23",
    );
    let by_school = page(
        "renewal-no-file",
        "applied = \"school-does-it\"\nasked-institution = \"no-answer\"",
        "2026-11-23",
    );
    only_here(school, &by_school, &own);
}

#[test]
fn what_the_check_knew_is_said_without_number_or_name() {
    let name = page("desk-full-stop-in-the-name", "", "2026-11-24");
    for said in ["该打「·」，打成了「.」", "「·」 on record, 「.」 as typed"] {
        assert!(name.contains(said), "{name}");
    }
    assert!(!name.contains(['古', '丽', '买', '提']), "{name}");
    // Two dots that print alike are told apart, on paper and not aloud.
    let dots = page(
        "desk-full-stop-in-the-name",
        "name = { record = \"古丽·买买提\", typed = \"古丽•买买提\" }",
        "2026-11-24",
    );
    for said in [
        "该打「·」(U+00B7)，打成了「•」(U+2022)",
        "「·」(U+00B7) on record, 「•」(U+2022) as typed",
    ] {
        assert!(dots.contains(said), "{dots}");
    }
    assert!(!dots.contains(['古', '丽', '买', '提']), "{dots}");
    let number = |typed: &str| {
        page(
            "nothing-shown",
            &format!("id-number = \"{typed}\""),
            "2026-11-24",
        )
    };
    let letter = number("T11010519491231002X");
    assert!(letter.contains("前面的 T 是证号才有的"), "{letter}");
    let alike = number("l1010519491231002X");
    assert!(alike.contains("样子像 1"), "{alike}");
    // A name typed there by mistake gives none of its letters away.
    let name = number("Li Bo");
    assert!(
        !name.contains("样子像") && !name.contains("looks like"),
        "{name}"
    );
}

#[test]
fn the_reply_that_decided_is_read_back() {
    let said = |id: &str| {
        let answers = walk::like(pack(), walk::shipped().1, id, "");
        let today = "2026-11-24".parse().expect("a day");
        let walk = Walk::new(pack(), &answers, today);
        answered::sentence(&Words::new(&walk, Lang::Zh))
    };
    let city = said("desk-all-in-one-breath");
    assert!(city.contains("市里在审"), "{city}");
    let province = said("desk-reported-september-28");
    assert!(province.contains("省里"), "{province}");
}

#[test]
fn a_validity_that_ends_this_month_is_urgent_though_nobody_knows_the_day() {
    let end = |end| {
        let changes = format!("validity-end = {end}\nexam-date = 2026-11-20");
        page("renewal-old-date", &changes, "2026-11-29")
    };
    let known = ["，可能等不到", "that may be over before"];
    only_here(known, &end("\"2026-12\""), &end("\"2026-10\""));
    only_here(known, &end("2026-11-30"), &end("2026-11-28"));
    // In the month itself it may be over: then no work, and which path comes before deferral.
    let open = [
        "是哪一天：已经过了的，先不要焊",
        "First find the day of 有效期结束日期 (end of validity): if it has passed, do no welding",
    ];
    for end_open in ["\"unknown\"", "\"2026-11\""] {
        only_here(open, &end(end_open), &end("\"2026-12\""));
        only_here(open, &end(end_open), &end("\"2026-10\""));
    }
}

/// The page of one of the stories once said wrongly, on its day.
fn said(id: &str, changes: &str) -> String {
    page(id, changes, "2026-11-30")
}

#[test]
fn where_the_review_date_is_past_no_wait_comes_before_the_question_if_it_is_valid() {
    let ask = [
        "应复审日期已经过了：今天先问",
        "The review date has passed: today, first ask",
    ];
    for id in [
        "said-applied-long-after-the-due-date",
        "said-exam-month-around-the-due-date",
        "said-one-office-refused",
    ] {
        only_here(
            ask,
            &said(id, ""),
            &said(id, "review-due = \"unknown\"\nexam-date = 2026-05-12"),
        );
    }
    let wait = ["别的先等", "the rest waits"];
    let city = |changes| said("said-applied-long-after-the-due-date", changes);
    only_here(wait, &city(""), &city("exam-date = 2026-05-21"));
}

/// Whoever hears or reads only the first sentence hears of the card first, and of the call to the school after that.
#[test]
fn where_the_review_date_is_past_the_first_sentence_is_of_the_card() {
    let page = |changes: &str, due: &str| {
        let changes = format!("exam-date = 2026-05-12\nreview-due = {due}\n{changes}");
        said("said-applied-long-after-the-due-date", &changes)
    };
    let (past, unknown) = ("2026-05-20", "\"unknown\"");
    let school = "asked-institution = \"no\"";
    let first = [
        "今天先问证上印的签发机关还有没有效，再问培训学校三件事",
        "today, first ask the issuing authority printed on it whether it is valid, then the school",
    ];
    only_here(first, &page(school, past), &page(school, unknown));
    let bureau = "applied-date = 2026-06-02\nasked-bureau = \"no\"";
    let first = [
        "应复审日期过了，证可能失效，今天先问还有没有效，再问批了没有",
        "the card may be void, so today first ask if it is valid, then ask if it is approved",
    ];
    only_here(first, &page(bureau, past), &page(bureau, unknown));
    // Its own people the school asks for, with everything else: none is sent to words that are the school's.
    let own = format!("{bureau}\nfee = \"paid\"\n[given]\ntrained-here = \"yes\"");
    let together = [
        "这样报还算不算复审，我们今天一起问签发机关",
        "we ask the issuing authority today whether the card is still valid",
    ];
    only_here(together, &page(&own, past), &page(bureau, past));
    let himself = [
        "今天先问证上印的签发机关，证还有没有效",
        "today, first ask the issuing authority printed on your card",
    ];
    only_here(himself, &page(bureau, past), &page(&own, past));
}

/// A review date that is not past by now needs no review any more: nothing to pay, nothing to hand in.
#[test]
fn who_does_not_know_his_review_date_is_sent_to_find_it_before_he_pays_or_applies() {
    let (past, unknown) = ("review-due = 2026-05-20", "review-due = \"unknown\"");
    let fee = |due| said("our-own-fee-unpaid", due);
    let found = [
        "先问签发机关证还有没有效，在2026年6月1日或以后的，不用再复审；",
        "if it is 1 June 2026 or later, no review is needed; we look up",
    ];
    only_here(found, &fee(unknown), &fee(past));
    let never = |due| said("school-says-never-applied", due);
    let found = ["先看清应复审日期", "First find your review date"];
    only_here(found, &never(unknown), &never(past));
    let void = [
        "应复审日期已经过了，证可能",
        "The review date has passed, so",
    ];
    let dates = |due| format!("{due}\nexam-date = 2026-05-12");
    only_here(void, &never(&dates(past)), &never(&dates(unknown)));
}

#[test]
fn each_is_asked_what_is_its_own() {
    let record = [
        "再问签发机关：网上连原来的记录也查不到",
        "The issuing authority as well: the old record",
    ];
    let own = |changes| said("said-no-record-and-no-due-date", changes);
    only_here(record, &own(""), &own("seen = \"old-date\""));
    let trace = ["请照着再查一次", "please look again by that"];
    let report = ["请把我的材料报上去", "Please report my papers"];
    let reply = |reply: &str| {
        let changes = format!("institution-reply = \"{reply}\"");
        said("said-approved-and-not-received", &changes)
    };
    let (approved, unclear) = (reply("approved"), reply("cannot-say"));
    only_here(trace, &approved, &unclear);
    only_here(report, &unclear, &approved);
    let refused = said("said-one-office-refused", "");
    assert!(!refused.contains("都说不归"), "{refused}");
}

#[test]
fn nothing_is_said_that_nobody_said() {
    let code = ["扫码看得到，官网上查不到。", "Its code shows it"];
    let seen = |changes| said("said-applied-long-after-the-due-date", changes);
    only_here(
        code,
        &seen("seen = \"qr-only\""),
        &seen("matter = \"verify\""),
    );
    let pass = [
        "最晚哪天考过、哪天申请，能不能延期",
        "by which day to pass and apply, and about",
    ];
    let failed = |changes| said("said-failed-on-the-last-day", changes);
    only_here(pass, &failed(""), &failed("validity-end = 2026-08-15"));
    let dates = [
        "要是到期网上还没有新的日子",
        "If the new dates are not online by then",
    ];
    let renewal = |changes| said("said-renewal-approved-before-the-end", changes);
    let city = renewal("institution-reply = \"at-city\"\napplied-date = 2026-11-27");
    only_here(dates, &renewal("validity-end = 2026-12-02"), &city);
    // What is read aloud on a later day names no count of today.
    let again = said("bureau-says-in-process", "exam-date = 2026-05-12");
    assert!(!again.contains("139"), "{again}");
}

#[test]
fn who_would_wait_past_the_end_of_the_validity_is_sent_to_ask_today() {
    let wait = |end: &str| {
        let changes = format!("validity-end = {end}");
        said("said-renewal-approved-before-the-end", &changes)
    };
    // On 3 December it is time to ask; what ends before, ends while one waits.
    let today = [
        "可是有效期只到",
        ": ask the authority today; the rest waits",
    ];
    only_here(today, &wait("2026-12-02"), &wait("2026-12-03"));
    only_here(today, &wait("\"2026-12\""), &wait("\"2027-01\""));
    let said_first = [
        "\n今天先问签发机关：您好",
        "\nFirst the issuing authority, today",
    ];
    only_here(said_first, &wait("2026-12-02"), &wait("2027-06-01"));
}

/// What stands first rests on the review date: a caller hears it once more.
#[test]
fn read_back_is_what_the_first_sentence_rests_on() {
    let late = "review-due = \"2026-05\"\nexam-date = 2026-10-03\nasked-institution = \"no\"";
    let answers = walk::like(pack(), walk::shipped().1, "old-date-shown", late);
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let walk = Walk::new(pack(), &answers, today);
    for (lang, due) in [
        (Lang::Zh, "2026年5月前该复审"),
        (Lang::En, "review due May 2026"),
    ] {
        let said = answered::sentence(&Words::new(&walk, lang));
        assert!(said.contains(due), "{said}");
    }
}

/// Reviewed in the month of the review date, nobody knows whether that was late; but past it is.
#[test]
fn a_review_date_of_which_only_the_month_is_known_is_asked_about_all_the_same() {
    let asks = [
        "今天先问证上印的签发机关，证还有没有效",
        "ask the issuing authority printed on your card whether it is still valid",
    ];
    let own = [
        "我们今天一起问签发机关",
        "we ask the issuing authority today whether the card is still valid",
    ];
    let script = ["请问我的证还有没有效", "Is my certificate still valid"];
    for reply in ["not-reported", "sent-back", "never-applied"] {
        let on = |due: &str, given: &str| {
            let changes = format!(
                "review-due = {due}\nexam-date = 2026-05-20\ninstitution-reply = \"{reply}\"\nfee = \"paid\"\n[given]\ntrained-here = \"{given}\""
            );
            said("said-applied-long-after-the-due-date", &changes)
        };
        only_here(asks, &on("\"2026-05\"", "no"), &on("\"unknown\"", "no"));
        only_here(own, &on("\"2026-05\"", "yes"), &on("\"unknown\"", "yes"));
        for due in ["\"2026-05\"", "\"unknown\""] {
            let page = on(due, "no");
            let asked = script.iter().any(|words| page.contains(words));
            assert!(asked || reply == "never-applied", "{page}");
        }
    }
}

/// A day ends on itself, a month somewhere within.
#[test]
fn a_month_reads_as_well_as_a_day() {
    let page = said(
        "said-renewal-approved-before-the-end",
        "validity-end = \"2026-12\"",
    );
    for wrong in ["月就结束", "on December 2026"] {
        assert!(!page.contains(wrong), "{wrong}: {page}");
    }
    assert!(page.contains("可能等不到"), "{page}");
}

#[test]
fn whoever_speaks_says_whose_notes_and_records_they_are() {
    let asks = |given: &str| {
        let changes = format!(
            "institution-reply = \"at-city\"\napplied-date = 2026-11-20\nfee = \"paid\"\n[given]\ntrained-here = \"{given}\""
        );
        said("said-applied-long-after-the-due-date", &changes)
    };
    let ours = ["我们记的是", "by our notes"];
    only_here(ours, &asks("yes"), &asks("no"));
    let mine = ["我记的是", "by my notes"];
    only_here(mine, &asks("no"), &asks("yes"));
}

/// The message of one of the stories, in both languages.
pub(crate) fn message(id: &str, changes: &str) -> String {
    let answers = walk::like(pack(), walk::shipped().1, id, changes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let walk = Walk::new(pack(), &answers, today);
    let lines = |lang| message::lines(&Words::new(&walk, lang)).expect("it has a result");
    Lang::ALL.map(|lang| lines(lang).join("\n")).join("\n")
}

/// Before June the card may be void, from June on no review is due: to wait is right in neither case.
#[test]
fn who_does_not_know_his_review_date_is_not_told_just_to_wait() {
    let first = [
        "可是应复审日期没弄清，今天先看清它：在2026年6月1日以前的，先问签发机关证还有没有效",
        "but find the review date: if before 1 June 2026, first ask the authority",
    ];
    let aloud = [
        "可是应复审日期没弄清。今天请先看清它。",
        "but first find your review date today.",
    ];
    let script = [
        "应复审日期在2026年6月1日以前的，今天先问签发机关：您好",
        "If the review date is before 1 June 2026, first the issuing authority",
    ];
    let sent = [
        "先看应复审日期：2026年6月1日以前的，今天问签发机关",
        "Find your review date: if before 1 June 2026, ask today",
    ];
    let applied = "said-applied-long-after-the-due-date";
    for (id, changes) in [
        ("said-wait-with-no-due-date", ""),
        (applied, ""),
        (
            applied,
            "institution-reply = \"approved\"\napproved-date = 2026-11-27",
        ),
        ("bureau-says-in-process", ""),
    ] {
        let due = |due: &str| format!("review-due = {due}\n{changes}");
        let (unknown, past) = (due("\"unknown\""), due("2026-05-31"));
        only_here(first, &said(id, &unknown), &said(id, &past));
        only_here(script, &said(id, &unknown), &said(id, &past));
        only_here(aloud, &read_aloud(id, &unknown), &read_aloud(id, &past));
        only_here(sent, &message(id, &unknown), &message(id, &past));
    }
    // Whatever else is to be done, the message that goes out names the date.
    for changes in [
        "institution-reply = \"not-reported\"",
        "institution-reply = \"never-applied\"",
        "institution-reply = \"sent-back\"",
        "asked-institution = \"no\"",
        "asked-institution = \"no-answer\"\nasked-bureau = \"no\"",
        "asked-institution = \"no-answer\"\nbureau-reply = \"refused\"",
        "asked-institution = \"no-answer\"\nbureau-reply = \"data-fault\"",
        "asked-institution = \"no-answer\"\nbureau-reply = \"not-ours\"",
        "asked-institution = \"no-answer\"\nbureau-reply = \"cannot-say\"\nconduct = \"problem\"",
        "asked-institution = \"no-answer\"\nbureau-reply = \"cannot-say\"",
    ] {
        let due = |due: &str| {
            format!(
                "review-due = {due}\nexam-date = 2026-05-12\nasked-bureau = \"answered\"\nfee = \"paid\"\nconduct = \"clean\"\nvalidity = \"valid\"\n{changes}"
            )
        };
        let due = |day: &str| once_each(&due(day));
        let (unknown, past) = (due("\"unknown\""), due("2026-05-20"));
        only_here(sent, &message(applied, &unknown), &message(applied, &past));
        let step = ["1. 先看清应复审日期", "1. First find your review date"];
        only_here(step, &said(applied, &unknown), &said(applied, &past));
    }
}

/// Of answers given twice the last.
fn once_each(changes: &str) -> String {
    let lines = changes
        .lines()
        .filter_map(|line| Some((line.split_once(" = ")?.0, line)));
    let last: std::collections::BTreeMap<_, _> = lines.collect();
    last.into_values().collect::<Vec<_>>().join("\n")
}

/// What is read aloud of a result, in both languages.
fn read_aloud(id: &str, changes: &str) -> String {
    let answers = walk::like(pack(), walk::shipped().1, id, changes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let walk = Walk::new(pack(), &answers, today);
    let outcome = walk.outcome().expect("it has a result");
    let card = pack().card(outcome.result);
    Lang::ALL
        .map(|lang| Words::new(&walk, lang).sentence(&card.say))
        .join("\n")
}

/// What leads leaves room for the rest, the longest of the first lines too.
#[test]
fn a_lapsed_renewal_said_to_be_approved_fits_a_message() {
    for given in ["", "fee = \"paid\"\n[given]\ntrained-here = \"yes\""] {
        let changes = format!(
            "validity-end = 2026-08-15\napproved-date = 2026-11-02\nasked-bureau = \"no\"\n{given}"
        );
        let answers = walk::like(
            pack(),
            walk::shipped().1,
            "said-renewal-approved-before-the-end",
            &changes,
        );
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let walk = Walk::new(pack(), &answers, today);
        for (lang, most, led) in [
            (Lang::Zh, 120, "有效期过了"),
            (Lang::En, 240, "Validity past"),
        ] {
            let sent = message::lines(&Words::new(&walk, lang)).expect("it has a result");
            assert!(sent[0].contains(led));
            let count: usize = sent.iter().map(|line| line.chars().count()).sum();
            assert!(count <= most, "{count}: {sent:?}");
        }
    }
}

/// Past its validity the authority says which path before any money is paid, and nobody welds.
#[test]
fn who_does_not_know_the_end_of_the_validity_is_sent_to_find_it_before_he_pays_or_waits() {
    let fee = |end: &str| format!("validity-end = {end}");
    let id = "said-fee-with-the-end-not-known";
    let first = [
        "先别交，看清证上的有效期结束日期是哪一天：已经过了的，先不要焊",
        "before you pay, find the day of 有效期结束日期 on your card: if it has passed, do no welding",
    ];
    let sent = [
        "过了的先不要焊、不要交，先问签发机关",
        "if past: no welding, no paying, ask the authority",
    ];
    let own = "\n[given]\ntrained-here = \"yes\"";
    for open in ["\"unknown\"", "\"2026-11\""] {
        for given in ["", own] {
            let (open, ahead) = (fee(open) + given, fee("\"2026-12\"") + given);
            only_here(first, &said(id, &open), &said(id, &ahead));
            only_here(sent, &message(id, &open), &message(id, &ahead));
        }
    }
    let sent = [
        "过了的先不要焊；过了、快到的，今天问签发机关",
        "Find end of validity. Past: no welding. Past or near: ask the authority.",
    ];
    let path = [
        "已经过了的，先不要焊、先别交培训的钱，今天",
        "if it has passed, do no welding, pay for no training and",
    ];
    for id in [
        "renewal-not-sat",
        "renewal-failed",
        "renewal-not-applied",
        "said-applied-himself-before-the-marks",
        "renewal-16th",
        "said-exam-doubted-after-the-end",
    ] {
        let on = |end: &str| fee(end);
        for open in ["\"unknown\"", "\"2026-11\""] {
            let (open, ahead) = (on(open), on("\"2027-06\""));
            only_here(sent, &message(id, &open), &message(id, &ahead));
            only_here(path, &said(id, &open), &said(id, &ahead));
        }
    }
}

/// Nothing found is what a look-up said; the commonest cause is what was typed.
#[test]
fn what_nobody_checked_is_not_told_as_found() {
    let id = "said-nothing-online-and-nothing-checked";
    let fine = "id-number = \"fine\"\nname = \"fine\"";
    let again = [
        "先照身份证再查一次，还是没有，就请",
        "look once more, with number and name as on the ID card; if",
    ];
    only_here(again, &said(id, ""), &said(id, fine));
    let sent = ["先照身份证输号码、姓名，再查一次", "First look once more"];
    only_here(sent, &message(id, ""), &message(id, fine));
    // Where he looked was not even asked of who comes for a correction.
    let correction = "matter = \"correction\"\nwrong-what = \"not-online\"";
    only_here(again, &said(id, correction), &said(id, fine));
    for changes in ["", fine] {
        let page = said(id, changes);
        for said in ["照您查的，网上没有", "By your look-up"] {
            assert!(page.contains(said), "{page}");
        }
    }
    let typed = ["输错了，也查不到", "mistyped, nothing is found"];
    let old = |changes: &str| said("said-no-record-and-no-due-date", changes);
    only_here(typed, &old("id-number = \"unknown\""), &old(""));
}

#[test]
fn who_asks_is_who_has_the_papers() {
    let report = ["请问现在报，还要注意什么", "If we report it now"];
    let mine = said("said-handed-in-himself-and-not-received", "");
    let ours = said(
        "said-handed-in-himself-and-not-received",
        "applied = \"school-does-it\"\ninstitution-reply = \"at-city\"",
    );
    only_here(report, &ours, &mine);
    let dated = said(
        "said-handed-in-himself-and-not-received",
        "applied-date = 2026-10-09",
    );
    assert!(dated.contains("我递交的日子，我记的是"), "{dated}");
    let school = [
        "您参加换证考试的培训学校",
        "training school or exam site of your renewal exam",
    ];
    let marks = |result: &str| {
        let changes = format!("exam-result = \"{result}\"");
        said("said-applied-himself-before-the-marks", &changes)
    };
    only_here(school, &marks("waiting"), &marks("passed"));
}

#[test]
fn past_its_validity_nobody_is_told_to_ask_whether_he_may_weld() {
    let over = [
        "有效期过了，不能焊接，本人",
        "The validity is past: no welding",
    ];
    let end = |end: &str| {
        let changes = format!("validity-end = {end}");
        said("said-exam-doubted-after-the-end", &changes)
    };
    only_here(over, &end("2026-08-15"), &end("2027-06-01"));
    // Whom to ask, and for what in writing, goes out in both languages.
    let sent = message("said-exam-doubted-after-the-end", "");
    for written in [
        "证上印的签发机关：认定了没有，请它写下来",
        "on your card what was decided, in writing",
    ] {
        assert!(sent.contains(written), "{sent}");
    }
}

/// One office stands once in the list, whatever was answered or not asked.
#[test]
fn nobody_is_sent_to_one_office_twice() {
    let authority = "（锦州发的证，是锦州市应急管理局）";
    for id in [
        "renewal-not-sat",
        "renewal-failed",
        "said-fee-with-the-end-not-known",
    ] {
        for end in ["\"unknown\"", "\"2026-11\"", "\"2027-06\"", "2026-08-15"] {
            let page = said(id, &format!("validity-end = {end}"));
            assert!(page.matches(authority).count() <= 1, "{id} {end}: {page}");
        }
    }
    for result in ["failed", "not-sat"] {
        for due in ["\"unknown\"", "2026-05-20"] {
            let changes = format!("review-due = {due}\nexam-result = \"{result}\"");
            let page = said("old-date-shown", &changes);
            assert_eq!(page.matches(authority).count(), 1, "{page}");
        }
    }
    // And one of two offices is the first.
    let call = |due: &str| {
        let changes = format!("review-due = {due}\nasked-institution = \"no\"");
        message("said-exam-month-around-the-due-date", &changes)
    };
    for due in ["2026-05-20", "\"unknown\""] {
        let sent = call(due);
        assert!(sent.contains("也要问培训学校"), "{sent}");
        assert!(
            !sent.contains("要先问") && !sent.contains("school first"),
            "{sent}"
        );
    }
}

#[test]
fn what_is_not_known_of_a_refusal_or_an_approval_is_asked() {
    let ask = [
        "是不是其中一条、现在按哪个规定",
        "Whether yours is one of them",
    ];
    let refused = |due: &str, exam: &str| {
        let changes = format!(
            "review-due = {due}\nexam-date = {exam}\nasked-institution = \"no-answer\"\nasked-bureau = \"answered\"\nbureau-reply = \"refused\""
        );
        said("said-applied-long-after-the-due-date", &changes)
    };
    let unknown = "\"unknown\"";
    only_here(
        ask,
        &refused(unknown, "2026-10-12"),
        &refused(unknown, "2026-05-12"),
    );
    only_here(
        ask,
        &refused(unknown, unknown),
        &refused("2026-05-20", unknown),
    );
    // Sat in time and said to be approved, a card is not called void.
    let approved = read_aloud(
        "said-applied-long-after-the-due-date",
        "institution-reply = \"approved\"\napproved-date = 2026-11-27",
    );
    assert!(approved.contains("为稳妥，今天请先问"), "{approved}");
    assert!(!approved.contains("证可能已经失效"), "{approved}");
}

/// No condition tells how many days are left; so whoever named a day that is not past is told of it first.
#[test]
fn a_validity_that_ends_today_comes_first_whatever_else_holds_it_up() {
    let with = |end: &str, changes: &str| {
        let changes = format!(
            "validity-end = {end}\napplied-date = 2026-09-20\nasked-bureau = \"answered\"\nfee = \"paid\"\nconduct = \"clean\"\n{changes}"
        );
        once_each(&changes)
    };
    let id = "renewal-to-the-end";
    let sent = [
        "：今天到、快到的，今天先问签发机关",
        "today or near? Ask the authority today.",
    ];
    let step = [
        "1. 有效期结束日期是2026年11月30日（周一）：要是今天到、快到了，今天先问签发机关",
        "1. The end of your validity is Monday 30 November 2026: if that is today or near, first ask",
    ];
    let first = ["有效期到2026年11月30日（周一）", "30 November 2026"];
    let own = "\n[given]\ntrained-here = \"yes\"";
    for changes in [
        "asked-institution = \"no\"",
        "institution-reply = \"not-reported\"",
        "institution-reply = \"never-applied\"",
        "institution-reply = \"sent-back\"",
        "asked-bureau = \"no\"",
        "applied = \"yes\"\nbureau-reply = \"no-file\"",
        "institution-reply = \"at-city\"\nbureau-reply = \"no-file\"",
        "bureau-reply = \"data-fault\"",
        "bureau-reply = \"refused\"",
        "bureau-reply = \"not-ours\"",
        "fee = \"unpaid\"",
        "conduct = \"problem\"",
        "bureau-reply = \"cannot-say\"",
        "exam-result = \"not-sat\"",
    ] {
        for given in ["", own] {
            let at = |end| with(end, changes) + given;
            let (today, over) = (at("2026-11-30"), at("2026-08-15"));
            only_here(sent, &message(id, &today), &message(id, &over));
            for end in ["2026-11-30", "\"unknown\""] {
                fits(id, &at(end));
            }
            only_here(step, &said(id, &today), &said(id, &over));
            let page = said(id, &today);
            let top: Vec<_> = page
                .lines()
                .filter(|line| first.iter().any(|it| line.contains(it)))
                .collect();
            assert!(top[0].contains("今天"), "{page}");
            let aloud = read_aloud(id, &today);
            assert!(first.iter().all(|it| aloud.contains(it)), "{aloud}");
            let whom = page
                .find("证上印的签发机关（锦州")
                .or_else(|| page.find("证上印的签发机关；一直"));
            assert!(
                whom < page.find("培训学校或考点") || !page.contains("培训学校或考点"),
                "{page}"
            );
            let lines = page.lines().filter(|line| {
                line.starts_with("证上印的签发机关（锦州")
                    || line.starts_with("证上印的签发机关；一直")
            });
            assert_eq!(lines.count(), 1, "{page}");
        }
    }
}

/// A message is short whatever it says.
#[track_caller]
fn fits(id: &str, changes: &str) {
    let answers = walk::like(pack(), walk::shipped().1, id, changes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let walk = Walk::new(pack(), &answers, today);
    for (lang, most) in [(Lang::Zh, 120), (Lang::En, 240)] {
        let sent = message::lines(&Words::new(&walk, lang)).expect("it has a result");
        let count: usize = sent.iter().map(|line| line.chars().count()).sum();
        assert!(count <= most, "{count}: {sent:?}");
    }
}

/// Where it is said to be approved, a deferral is not what to ask for: with the day not known either.
#[test]
fn who_is_said_to_be_approved_asks_what_holds_if_no_new_dates_are_there() {
    let id = "said-renewal-approved-before-the-end";
    let ask = [
        "快到了，到期网上还没有新的日子，怎么办",
        "If nearly, and the new dates are not online by then",
    ];
    let on = |end: &str| said(id, &format!("validity-end = {end}"));
    only_here(ask, &on("\"unknown\""), &on("2026-12-02"));
    assert!(!on("\"unknown\"").contains("能不能延期换证"));
}

/// Whoever reads or hears one sentence only hears of the card; and nothing says beside it that no cause is known.
#[test]
fn past_the_review_date_every_first_sentence_is_of_the_card() {
    let id = "said-applied-long-after-the-due-date";
    let with = |due: &str, changes: &str| {
        once_each(&format!(
            "review-due = {due}\nexam-date = 2026-05-12\napplied-date = 2026-05-29\napproved-date = 2026-11-02\nasked-bureau = \"answered\"\nfee = \"paid\"\nconduct = \"clean\"\nvalidity = \"valid\"\n{changes}"
        ))
    };
    let first = ["证可能失效", "the card may be void"];
    let own = "\n[given]\ntrained-here = \"yes\"";
    for changes in [
        "institution-reply = \"never-applied\"",
        "bureau-reply = \"data-fault\"",
        "bureau-reply = \"refused\"",
        "bureau-reply = \"not-ours\"",
        "bureau-reply = \"cannot-say\"",
        "bureau-reply = \"cannot-say\"\ninstitution-reply = \"cannot-say\"",
        "bureau-reply = \"cannot-say\"\nconduct = \"problem\"",
    ] {
        for given in ["", own] {
            let (past, unknown) = (
                with("2026-05-20", changes) + given,
                with("\"unknown\"", changes) + given,
            );
            for (page, other) in [
                (read_aloud(id, &past), read_aloud(id, &unknown)),
                (headline(id, &past), headline(id, &unknown)),
            ] {
                only_here(first, &page, &other);
            }
        }
    }
    let no_cause = ["没有一样是原因", "is the cause"];
    let nothing = "bureau-reply = \"cannot-say\"\ninstitution-reply = \"cannot-say\"";
    for due in ["2026-05-20", "2026-05-01"] {
        only_here(
            no_cause,
            &said(id, &with("\"unknown\"", nothing)),
            &said(id, &with(due, nothing)),
        );
    }
    let end = |end: &str| said("renewal-to-the-end", &format!("validity-end = {end}"));
    only_here(no_cause, &end("\"unknown\""), &end("2026-11-29"));
    // The school comes after the authority: in the steps and in the list, too.
    for changes in [
        "institution-reply = \"approved\"\nbureau-reply = \"no-file\"",
        "institution-reply = \"not-reported\"",
        "institution-reply = \"sent-back\"",
    ] {
        let page = said(id, &with("2026-05-20", changes));
        for (authority, school) in [
            ("1. 应复审日期已经过了：今天先问证上印的签发机关", "2. "),
            ("\n证上印的签发机关（锦州", "\n您参加复审的培训学校"),
        ] {
            assert!(
                page.find(authority)
                    .is_some_and(|at| Some(at) < page.find(school)),
                "{page}"
            );
        }
    }
}

/// The first sentence of a result, in both languages.
fn headline(id: &str, changes: &str) -> String {
    let answers = walk::like(pack(), walk::shipped().1, id, changes);
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let walk = Walk::new(pack(), &answers, today);
    let outcome = walk.outcome().expect("it has a result");
    let card = pack().card(outcome.result);
    Lang::ALL
        .map(|lang| Words::new(&walk, lang).sentence(&card.headline))
        .join("\n")
}

/// What the lead has asked is not asked again in the same call.
#[test]
fn nobody_asks_one_office_twice_whether_the_card_is_valid() {
    let id = "said-applied-long-after-the-due-date";
    for changes in [
        "fee = \"unpaid\"",
        "conduct = \"problem\"",
        "validity = \"valid\"",
        "validity = \"lapsed\"",
        "bureau-reply = \"refused\"",
        "institution-reply = \"never-applied\"",
    ] {
        let changes = once_each(&format!(
            "review-due = 2026-03-01\nexam-date = 2026-06-13\ninstitution-reply = \"cannot-say\"\nasked-bureau = \"answered\"\nbureau-reply = \"cannot-say\"\nfee = \"paid\"\nconduct = \"clean\"\nvalidity = \"valid\"\n{changes}"
        ));
        let page = said(id, &changes);
        for (from, to, ask, hello) in [
            ("[怎么说]", "[手边备好]", "还有没有效", "签发机关：您好"),
            (
                "[What to say]",
                "[Have ready]",
                "still valid",
                "issuing authority: Hello",
            ),
        ] {
            let script = page.split(from).nth(1).expect("words to say");
            let script = script.split(to).next().expect("words to say");
            assert_eq!(script.matches(ask).count(), 1, "{script}");
            assert!(script.matches(hello).count() <= 1, "{script}");
        }
    }
}

/// A date between the day of the change and today is past and needs no review: "passed" would send it both ways.
#[test]
fn a_review_date_not_known_falls_under_one_instruction_only() {
    let id = "said-applied-long-after-the-due-date";
    for changes in [
        "exam-date = 2026-11-20",
        "institution-reply = \"never-applied\"",
        "institution-reply = \"sent-back\"",
        "asked-institution = \"no\"",
        "bureau-reply = \"refused\"",
        "fee = \"unpaid\"",
        "exam-result = \"failed\"",
        "exam-result = \"not-sat\"",
    ] {
        let changes = once_each(&format!(
            "review-due = \"unknown\"\nexam-date = 2026-05-12\napplied-date = 2026-05-29\nasked-bureau = \"answered\"\nbureau-reply = \"cannot-say\"\n{changes}"
        ));
        for given in ["", "\nfee = \"unpaid\"\n[given]\ntrained-here = \"yes\""] {
            if !given.is_empty() && changes.contains("fee =") {
                continue;
            }
            let changes = changes.clone() + given;
            let all = said(id, &changes) + &read_aloud(id, &changes) + &message(id, &changes);
            for wrong in [
                "已经过了的",
                "；过了的",
                "it has passed, ask",
                "Passed: ask",
                "; if past,",
            ] {
                assert!(!all.contains(wrong), "{wrong}: {all}");
            }
            assert!(all.contains("2026年6月1日以前"), "{all}");
        }
    }
}

/// He handed it in himself, so no school reports; and where nobody has, that is what to ask about.
#[test]
fn what_was_just_said_of_the_application_is_not_overlooked() {
    let id = "renewal-no-file";
    let himself = said(id, "applied = \"yes\"\napplied-date = 2026-09-20");
    let by_school = said(
        id,
        "applied = \"school-does-it\"\nasked-institution = \"no-answer\"",
    );
    let link = ["先看这一环：材料递交（材料递交 >", "Papers handed in >"];
    only_here(link, &himself, &by_school);
    let school = ["学校上报（", "School reports >"];
    only_here(school, &by_school, &himself);
    let id = "renewal-to-the-end";
    let with = |applied: &str| {
        format!("exam-result = \"unknown\"\napplied = \"{applied}\"\nasked-bureau = \"no\"")
    };
    let (nobody, them) = (with("no"), with("school-does-it"));
    let first = ["申请没人递交过", "obody has applied"];
    let ask = [
        "成绩出来没有、由谁递交申请、交到哪里",
        "if the marks are out, who applies and where",
    ];
    only_here(first, &headline(id, &nobody), &headline(id, &them));
    only_here(ask, &headline(id, &nobody), &headline(id, &them));
    only_here(ask, &read_aloud(id, &nobody), &read_aloud(id, &them));
    only_here(
        ["由谁递交、交到哪里", "who applies, and where"],
        &message(id, &nobody),
        &message(id, &them),
    );
    let script = [
        "请问考过以后由谁递交、交到哪里",
        "After passing, who applies, where",
    ];
    only_here(script, &said(id, &nobody), &said(id, &them));
    // What he took there is asked of who took it: the message has room for that.
    let sent = message(
        "renewal-no-file",
        "applied = \"yes\"\napplied-date = 2026-09-20\nvalidity-end = 2026-12-11",
    );
    assert!(sent.contains("问收下材料的那一家"), "{sent}");
}

/// Where a renewal may be handed in nobody knows; nor is an order on reviews its source.
#[test]
fn of_a_renewal_no_more_is_said_than_is_known() {
    let page = said("renewal-not-applied", "");
    for wrong in ["（或托别人）向", "apply to the authority"] {
        assert!(!page.contains(wrong), "{page}");
    }
    let page = said(
        "said-renewal-approved-before-the-end",
        "institution-reply = \"at-city\"\napplied-date = 2026-11-20",
    );
    for figure in ["用到的数：20（", "Figure used: 20 ("] {
        let line = page.lines().find(|line| line.starts_with(figure));
        let line = line.expect("the figure is used");
        assert!(
            line.contains("官方查询平台") || line.contains("platform's own FAQ"),
            "{line}"
        );
        for wrong in ["（旧规定：", "(old rule:"] {
            assert!(!line.contains(wrong), "{line}");
        }
    }
}

/// On the day to ask from the card may be in its last hours: whoever waits hears of the end before the wait.
#[test]
fn an_end_on_the_day_to_ask_or_behind_it_is_said_before_the_wait() {
    let id = "said-renewal-approved-before-the-end";
    let of_school = "applied = \"school-does-it\"\nexam-date = 2026-09-10";
    for (changes, day) in [
        ("exam-date = 2026-11-16", "2026-12-08"),
        (
            "institution-reply = \"at-city\"\napplied-date = 2026-10-30",
            "2026-12-03",
        ),
        ("approved-date = 2026-11-27", "2026-12-03"),
        (
            "asked-institution = \"no-answer\"\nasked-bureau = \"answered\"\nbureau-reply = \"in-process\"",
            "2026-12-07",
        ),
    ] {
        let ask: NaiveDate = day.parse().expect("a day");
        for end in [ask, ask.succ_opt().expect("a day")] {
            let changes = once_each(&format!("{of_school}\n{changes}\nvalidity-end = {end}"));
            let first = headline(id, &changes);
            for words in ["可是有效期到", "but your card ends"] {
                assert!(first.contains(words), "{first}");
            }
            let aloud = read_aloud(id, &changes);
            for words in ["可是有效期到", "but your card is valid to"] {
                assert!(aloud.contains(words), "{aloud}");
            }
            let sent = message(id, &changes);
            for words in ["：今天到、快到的，今天先问签发机关", "today or near? Ask"]
            {
                assert!(sent.contains(words), "{sent}");
            }
            fits(id, &changes);
            let page = said(id, &changes);
            for words in [
                "1. 有效期结束日期是",
                "\n有效期今天到、快到了的，今天先问签发机关：您好",
            ] {
                assert!(page.contains(words), "{page}");
            }
        }
    }
}

/// What nobody has handed in nobody works on, and no script says so against what the school said.
#[test]
fn where_nobody_has_applied_it_is_asked_who_does() {
    let id = "renewal-old-date";
    for given in ["", "\nfee = \"paid\"\n[given]\ntrained-here = \"yes\""] {
        for exam in ["2026-11-20", "2026-10-20"] {
            let with = |applied: &str| {
                format!(
                    "validity-end = 2027-03-01\nexam-result = \"waiting\"\nexam-date = {exam}\napplied = {applied}\nasked-institution = \"no\"\ninstitution-reply = \"unknown\"{given}"
                )
            };
            let (nobody, school) = (with("\"no\""), with("\"school-does-it\""));
            let first = ["的申请没人递交", "obody has applied for the renewal"];
            only_here(first, &headline(id, &nobody), &headline(id, &school));
            only_here(first, &read_aloud(id, &nobody), &read_aloud(id, &school));
            only_here(first, &message(id, &nobody), &message(id, &school));
            let script = ["请问考过以后由谁递交", "After passing, who applies, where"];
            only_here(script, &said(id, &nobody), &said(id, &school));
            let page = said(id, &nobody);
            for wrong in ["三件事", "three things", "哪天报的"] {
                assert!(!page.contains(wrong), "{wrong}: {page}");
            }
            fits(id, &nobody);
        }
    }
    let reply = |reply: &str, given: &str| {
        said(
            id,
            &format!(
                "validity-end = 2027-06-01\nexam-date = 2026-10-12\napplied = \"unknown\"\nasked-institution = \"answered\"\ninstitution-reply = \"{reply}\"\napplied-date = 2026-10-19\nasked-bureau = \"no\"{given}"
            ),
        )
    };
    let applies = ["由谁递交、交到哪里", "ho applies, and where"];
    for given in ["", "\nfee = \"paid\"\n[given]\ntrained-here = \"yes\""] {
        only_here(
            applies,
            &reply("cannot-say", given),
            &reply("at-city", given),
        );
    }
}

/// Deferral is asked about once: where the day is known it stands with it.
#[test]
fn deferral_is_one_step() {
    for id in [
        "lapsed-and-not-sat",
        "lapsed-and-failed",
        "lapsed-and-not-applied",
    ] {
        let page = said(id, "validity-end = 2026-12-20");
        for (from, to) in [
            ("[现在做什么]", "[问谁]"),
            ("[What to do now]", "[Whom to ask]"),
        ] {
            let steps = page.split(from).nth(1).expect("steps");
            let steps = steps.split(to).next().expect("steps");
            assert_eq!(steps.matches("延期换证").count(), 1, "{steps}");
        }
    }
}

/// Perhaps void, perhaps not reviewed any more: in neither case is anything to be paid now.
#[test]
fn with_no_review_date_nobody_is_sent_to_a_school_for_prices() {
    let pay = ["别交培训的钱", "ay for no training"];
    for result in ["not-sat", "failed"] {
        for given in ["", "\nfee = \"paid\"\n[given]\ntrained-here = \"yes\""] {
            let due = |due: &str| format!("review-due = {due}\nexam-result = \"{result}\"{given}");
            let changes = due("\"unknown\"");
            let sent = message("old-date-shown", &changes);
            let aloud = read_aloud("old-date-shown", &changes);
            let page = said("old-date-shown", &changes);
            for words in pay {
                assert!(sent.contains(words), "{sent}");
                assert!(aloud.contains(words), "{aloud}");
                assert!(page.contains(words), "{page}");
            }
            fits("old-date-shown", &changes);
        }
    }
}

/// A review date from June on that has passed may be the end of the validity itself, whatever the site shows.
#[test]
fn nothing_online_and_a_review_date_just_past_asks_for_the_end_of_the_validity() {
    let due = |due: &str| format!("review-due = {due}");
    let (past, ahead) = (due("2026-08-15"), due("2027-08-15"));
    let first = [
        "应复审日期也过了：先看有效期结束日期",
        "first look at 有效期结束日期",
    ];
    only_here(
        first,
        &headline("nothing-shown", &past),
        &headline("nothing-shown", &ahead),
    );
    let sent = [
        "先看有效期哪天结束：过了先不要焊",
        "Check your end of validity: if over",
    ];
    only_here(
        sent,
        &message("nothing-shown", &past),
        &message("nothing-shown", &ahead),
    );
    let page = said("nothing-shown", &past);
    for ask in [
        "有效期哪天结束，请帮我看看",
        "我要是已经报名、考过复审，怎么算",
    ] {
        assert!(page.contains(ask), "{page}");
    }
}

/// Past its validity nobody welds: that holds where no cause was found, too.
#[test]
fn where_no_cause_was_found_the_end_of_the_validity_still_counts() {
    for (id, changes) in [
        ("renewal-to-the-end", "validity-end = \"unknown\""),
        ("renewal-to-the-end", "validity-end = 2027-06-01"),
    ] {
        let page = said(id, changes);
        for words in [
            "有效期过了，不能焊接；没过的",
            "Past its end of validity: no welding.",
        ] {
            assert!(page.contains(words), "{page}");
        }
    }
}

/// Where the review date is not known the first sentence, the first office and the words to say are of it.
#[test]
fn a_review_date_not_known_comes_before_the_school() {
    let id = "said-applied-long-after-the-due-date";
    for changes in [
        "asked-institution = \"no\"",
        "institution-reply = \"not-reported\"",
        "institution-reply = \"sent-back\"",
        "asked-institution = \"no-answer\"\nasked-bureau = \"no\"",
        "asked-institution = \"no-answer\"\nbureau-reply = \"refused\"",
        "asked-institution = \"no-answer\"\nbureau-reply = \"not-ours\"",
    ] {
        let changes = once_each(&format!(
            "review-due = \"unknown\"\nexam-date = 2026-05-12\nasked-bureau = \"answered\"\n{changes}"
        ));
        let first = headline(id, &changes);
        for words in ["先看清应复审日期", "find your review date"] {
            assert!(first.contains(words), "{first}");
        }
        let page = said(id, &changes);
        let (bureau, school) = (
            page.find("\n证上印的签发机关"),
            page.find("\n您参加复审的培训学校"),
        );
        assert!(school.is_none() || bureau < school, "{page}");
        let script = page.split("[怎么说]").nth(1).expect("words to say");
        let script = script.split("[手边备好]").next().expect("words to say");
        assert!(script.contains("还有没有效"), "{script}");
    }
    let page = said("renewal-old-date", "validity-end = \"unknown\"");
    for words in ["：今天就问\n", ": ask today\n"] {
        assert!(page.contains(words), "{page}");
    }
}

/// Who has to call the authority himself today has the words for it, though the school asks as well.
#[test]
fn own_students_have_words_for_their_own_call() {
    for (id, changes) in [
        (
            "renewal-to-the-end",
            "validity-end = 2026-12-01\nasked-bureau = \"no\"\ninstitution-reply = \"cannot-say\"",
        ),
        ("lapsed-and-not-applied", "validity-end = 2026-12-01"),
        (
            "renewal-to-the-end",
            "validity-end = 2026-12-01\ninstitution-reply = \"never-applied\"",
        ),
    ] {
        let changes = format!("{changes}\nfee = \"paid\"\n[given]\ntrained-here = \"yes\"");
        let page = said(id, &changes);
        for words in [
            "今天先问签发机关：您好，我叫",
            "first the issuing authority, today: Hello",
        ] {
            assert!(page.contains(words), "{page}");
        }
        let first = headline(id, &changes);
        for words in ["有效期到2026年12月1日", "1 December 2026"] {
            assert!(first.contains(words), "{first}");
        }
    }
}

/// Whom the first sentence names stands under whom to ask, and who did not answer is not asked first again.
#[test]
fn the_office_that_the_first_sentence_names_can_be_asked() {
    let page = said(
        "renewal-no-file",
        "applied = \"yes\"\napplied-date = 2026-09-20\nvalidity-end = 2026-12-11",
    );
    for words in [
        "\n收下您申请的那一家",
        "\nthe office that took your application",
    ] {
        assert!(page.contains(words), "{page}");
    }
    let fee = |asked: &str| {
        message(
            "renewal-to-the-end",
            &format!(
                "validity-end = 2026-12-01\nfee = \"unpaid\"\nasked-institution = \"{asked}\""
            ),
        )
    };
    let school = ["问培训学校差多少", "Ask the training school how much"];
    only_here(school, &fee("answered"), &fee("no-answer"));
}

/// What was said is not asked, in the same call.
#[test]
fn what_was_approved_was_passed() {
    let marks = ["请问成绩出来没有", "Are the marks out"];
    let reply = |reply: &str| {
        said(
            "renewal-to-the-end",
            &format!(
                "validity-end = 2026-12-20\nexam-result = \"unknown\"\napproved-date = 2026-11-10\nasked-institution = \"answered\"\ninstitution-reply = \"{reply}\""
            ),
        )
    };
    only_here(marks, &reply("cannot-say"), &reply("approved"));
    // Past the validity the authority hears at once that it is said to be approved.
    let lapsed = said(
        "said-renewal-approved-before-the-end",
        "validity-end = 2026-11-29",
    );
    for words in ["听说换证已经批准了", "I was told the renewal is approved"] {
        assert!(lapsed.contains(words), "{lapsed}");
    }
}

/// Of one office alone nothing else is asked on another day.
#[test]
fn where_one_office_is_asked_twice_the_later_day_is_its_own() {
    let page = said("said-applied-long-after-the-due-date", "");
    for words in [
        "\n这一家，别的事从哪天起问：",
        "\nThe same office, for the rest ask from: ",
    ] {
        assert!(page.contains(words), "{page}");
    }
}

/// Who has no card and no review date does not read of the old rule first.
#[test]
fn who_has_not_sat_a_first_exam_reads_of_the_rule_in_force_first() {
    let page = said("first-nothing-shown", "exam-result = \"not-sat\"");
    for first in [
        "[依据]\n法规：应急管理部令第19号",
        "[Sources]\nlaw: Order No. 19",
    ] {
        assert!(page.contains(first), "{page}");
    }
}

/// The number of another document is not measured by the ID card for ever.
#[test]
fn who_signed_up_without_an_id_card_has_a_way_out() {
    let page = said("nothing-shown", "id-number = \"E12345678\"");
    for words in [
        "报名用的不是身份证的，上面的不用改",
        "Signed up with another document",
    ] {
        assert!(page.contains(words), "{page}");
    }
}

/// What is printed where lines are typed at the plain walk, on 30 November 2026.
fn typed(arguments: &[&str], lines: &str) -> String {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut asked = Command::new(env!("CARGO_BIN_EXE_chabudao"));
    asked.args(["ask", "--lang", "zh", "--today", "2026-11-30"]);
    asked.args(arguments).env("HOME", home.path());
    let output = fed(&mut asked, lines);
    let printed = String::from_utf8(output.stdout).expect("it prints UTF-8");
    printed.replace('\n', "")
}

/// A day that may lie ahead is doubted too where it is years off, and the help says what it may be.
#[test]
fn an_end_years_off_is_doubted_where_it_is_typed() {
    let end = |day: &str| typed(&[], &format!("2\n1\n1\n2\n?\n{day}\n"));
    for (day, doubt) in [
        ("2032-11", "三年多以后了"),
        ("2099-01", "三年多以后了"),
        ("1999-05", "一年多以前了"),
    ] {
        let said = end(day);
        assert!(said.contains(doubt), "{day}:\n{said}");
    }
    for day in ["2026-12", "2028-01", "2026-10"] {
        let said = end(day);
        let wrong = ["多以后了", "多以前了"]
            .iter()
            .any(|doubt| said.contains(doubt));
        assert!(!wrong, "{day}:\n{said}");
    }
    assert!(end("0").contains("可能就是换好的新日子"));
}

/// The school does not speak of itself as of somebody else.
#[test]
fn what_our_own_records_show_is_not_what_some_school_said() {
    let own = ["--given", "trained-here=yes"];
    let asked = typed(&own, "2\n1\n1\n2\n2026-12\n1\n2\n1\n20260920\n");
    let (_, from) = asked
        .split_once("我们学校查到的是哪一种？")
        .expect("it is asked");
    assert!(!from.contains("学校只说"), "{asked}");
    assert!(from.contains("说不清、查不到"), "{asked}");
}

/// What one page says of a case and no longer says, as a strict reader found it.
#[test]
fn a_page_goes_by_all_that_was_answered() {
    let own = "[given]\ntrained-here = \"yes\"";
    let end = "validity-end = 2027-01-10\n";
    let nobody = "exam-result = \"waiting\"\napplied = \"no\"\nexam-date = 2026-10-08\nasked-institution = \"no-answer\"\nasked-bureau = \"no-answer\"\nfee = \"paid\"\nconduct = \"clean\"";
    let reported = "exam-date = 2026-10-12\nfee = \"paid\"\nasked-bureau = \"no\"\n";
    let himself = "validity-end = 2026-12-31\napplied = \"yes\"\nexam-date = 2026-09-10\napplied-date = 2026-09-30\nasked-bureau = \"answered\"\n";
    let missed = "review-due = 2026-05-20\nexam-date = 2026-05-10\nasked-institution = \"no-answer\"\nasked-bureau = \"no-answer\"\nfee = \"unpaid\"";
    let rows: [Said; 13] = [
        (
            "renewal-old-date",
            format!("{end}{nobody}"),
            &["申请没人递交过，也就没人在办", "Nobody has applied, so nobody is working on it"],
            &["没有一样是原因"],
        ),
        (
            "first-nothing-shown",
            format!("{reported}institution-reply = \"approved\"\napproved-date = 2026-11-20\n{own}"),
            &["照我们的记录，2026年11月20日（周五）就批了", "By our records it is approved"],
            &["材料都收到没有"],
        ),
        (
            "first-nothing-shown",
            format!("{reported}institution-reply = \"at-province\"\napplied-date = 2026-10-20\n{own}"),
            &["在省里等批准。请问报到省里是哪天"],
            &[],
        ),
        (
            "renewal-old-date",
            "validity-end = 2032-11-30\nexam-date = 2026-09-10\nasked-institution = \"no-answer\"\nasked-bureau = \"no\"".to_owned(),
            &["可能就是换好的：再来查，选「更新了」", "it may be the renewed one: come back and choose 'Updated'"],
            &["\n有效期结束日期是2032年11月30日"],
        ),
        (
            "renewal-old-date",
            format!("{himself}bureau-reply = \"cannot-say\"\nfee = \"unpaid\""),
            &["问收下您申请的那一家接着办了没有", "ask the office that took your application if it goes on"],
            &["大约哪天报上去", "学校的答复照新的选"],
        ),
        (
            "renewal-old-date",
            format!("{end}exam-result = \"waiting\"\napplied = \"unknown\"\nexam-date = 2026-10-08\nasked-institution = \"answered\"\ninstitution-reply = \"never-applied\""),
            &["成绩要先弄清，考合格了也", "if the marks are out and if you can still apply"],
            &[],
        ),
        (
            "old-date-shown",
            missed.to_owned(),
            &["再问它钱交到哪里、由谁接着办", "ask it where to pay and who goes on with it"],
            &["问培训学校：您好", "差多少，问培训学校"],
        ),
        (
            "old-date-shown",
            missed.to_owned(),
            &["请问钱交到哪里，由谁接着办？", "差多少，学校才知道：再打一次试试。", "问清再说交钱；要交的，再问它"],
            &["请问差多少", "再交钱；再问它"],
        ),
        (
            "renewal-old-date",
            format!("{end}exam-result = \"not-sat\""),
            &["有效期结束日期是2027年1月10日"],
            &["可能就是换好的：再来查", "it may be the renewed one: come back"],
        ),
        (
            "renewal-old-date",
            "validity-end = 2026-12-20\nexam-date = 2026-09-10\nasked-institution = \"answered\"\ninstitution-reply = \"approved\"\napproved-date = 2026-12-08".to_owned(),
            &["结束以后、网上没有新的，不能焊", "Old validity past and nothing new online: no welding."],
            &["新的日子，能不能接着焊", "by then, is welding allowed"],
        ),
        (
            "renewal-old-date",
            "validity-end = 2026-12-01\nexam-result = \"failed\"".to_owned(),
            &["说还是换证的，再问培训学校：您好", "If still a renewal, the training school: Hello"],
            &[],
        ),
        (
            "nothing-shown",
            "id-number = \"fine\"\nname = \"fine\"\nreview-due = 2025-12-31\nexam-date = 2025-12-20\nasked-institution = \"no-answer\"\nasked-bureau = \"answered\"\nbureau-reply = \"data-fault\"".to_owned(),
            &["查不到这张证。您那里答复过，我的数据有错，或者缺了"],
            &["网上连原来的记录也查不到"],
        ),
        (
            "first-nothing-shown",
            "exam-result = \"waiting\"\nexam-date = 2026-12-05".to_owned(),
            &["过了还不知道的，就问培训学校，不用等到"],
            &["今天就可以问培训学校成绩"],
        ),
    ];
    pages(&rows, "2026-12-10");
}

/// What nobody looked up, confirmed or passed is not told as if somebody had.
#[test]
fn a_page_knows_what_is_not_known() {
    let passed_on = "review-due = 2026-05-20\nexam-date = 2026-05-10\nasked-institution = \"answered\"\ninstitution-reply = \"approved\"\napproved-date = 2026-06-10\nasked-bureau = \"no-answer\"\nfee = \"unpaid\"";
    let void = "review-due = \"unknown\"\nexam-date = 2026-09-10\nasked-institution = \"answered\"\ninstitution-reply = \"cannot-say\"\nasked-bureau = \"no-answer\"\nfee = \"paid\"\nconduct = \"clean\"\nvalidity = \"lapsed\"";
    let rows: [Said; 6] = [
        (
            "renewal-old-date",
            "validity-end = 2027-11-20\nexam-result = \"waiting\"\napplied = \"yes\"\nexam-date = 2026-10-12\napplied-date = 2026-11-16".to_owned(),
            &["成绩还不知道：今天先问培训学校", "再问收下您申请的机关"],
            &["还在审批，该等", "papers are being checked"],
        ),
        (
            "old-date-shown",
            "matter = \"unknown\"\nseen = \"updated\"".to_owned(),
            &["满六年换证的，看「有效期结束日期」", "after a six-year renewal see"],
            &["您这次复审网上已经有了", "Your review is online"],
        ),
        (
            "old-date-shown",
            void.to_owned(),
            &["不用再复审，再来查一次", "no review is needed: run this again"],
            &[],
        ),
        (
            "old-date-shown",
            passed_on.to_owned(),
            &["手续可能停在这里", "先问学校，这笔钱影响不影响，再说交"],
            &["手续停在这里", "A fee is unpaid and the process is paused"],
        ),
        (
            "old-date-shown",
            "seen = \"unknown\"\nid-number = \"unknown\"\nname = \"unknown\"\nreview-due = 2026-05-20\nexam-date = 2026-05-06\nasked-institution = \"no\"".to_owned(),
            &["考的，网上有没有还没查成", "not checked online yet"],
            &["考的，网上还没有", "and it is not online"],
        ),
        (
            "old-date-shown",
            "review-due = \"unknown\"\nexam-result = \"not-sat\"".to_owned(),
            &["再看「有效期结束日期」：过了的先不要焊", "有效期过了，不能焊接"],
            &[],
        ),
    ];
    pages(&rows, "2026-12-10");
}

/// A scenario, the answers changed in it, what its page says and what it never says.
pub(crate) type Said = (
    &'static str,
    String,
    &'static [&'static str],
    &'static [&'static str],
);

#[track_caller]
pub(crate) fn pages(rows: &[Said], today: &str) {
    for (like, changes, says, never) in rows {
        let page = page(like, changes, today);
        for words in *says {
            assert!(
                page.contains(words),
                "{changes}: {words} is missing:\n{page}"
            );
        }
        for words in *never {
            assert!(!page.contains(words), "{changes}: {words}:\n{page}");
        }
    }
}
