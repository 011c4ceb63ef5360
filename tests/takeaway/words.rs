//! What a page says in one case and not in the next.

use chabudao::engine::Walk;
use chabudao::lang::Lang;
use chabudao::report::answered;
use chabudao::report::takeaway::{Entry, Format, write_all};
use chabudao::report::words::Words;
use chrono::NaiveDate;

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
    let wait = |changes| page("old-date-shown", changes, "2026-11-28");
    let late = wait("review-due = 2026-05-31\nexam-date = 2026-11-18");
    only_here(off, &late, &wait("exam-date = 2026-11-18"));
    // What one does oneself can be done on any day.
    let own = page("welder-offered-in-a-group-not-paid", "", "2026-11-28");
    only_here(off, &call("2026-11-28"), &own);
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
        for open in ["2026-11-23", "\"2026-11\"", "\"unknown\""] {
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
    only_here(known, &end("\"2026-11\""), &end("\"2026-10\""));
    only_here(known, &end("2026-11-30"), &end("2026-11-28"));
    let unknown = ["先看清「有效期结束日期」", "First find 有效期结束日期"];
    only_here(unknown, &end("\"unknown\""), &end("\"2026-12\""));
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
        "再问签发机关：网上连原来的记录也没有",
        "The issuing authority as well: the old record",
    ];
    let own = |changes| said("said-no-record-and-no-due-date", changes);
    only_here(record, &own(""), &own("seen = \"old-date\""));
    let trace = ["请照（学校说的日子）再查一次", "the day the school named"];
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
        "今天先问证上印的签发机关，别的先等",
        "ask the issuing authority today; the rest waits",
    ];
    only_here(today, &wait("2026-12-02"), &wait("2026-12-03"));
    only_here(today, &wait("\"2026-12\""), &wait("\"2027-01\""));
    let said_first = [
        "今天先问签发机关：您好",
        "First the issuing authority, today",
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
        (Lang::Zh, "2026年5月前复审"),
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
        "也问证上印的签发机关，证还有没有效",
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
        if reply != "never-applied" {
            only_here(script, &on("\"2026-05\"", "no"), &on("\"unknown\"", "no"));
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
