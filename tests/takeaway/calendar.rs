//! The calendar file, by the rules of RFC 5545.

use crate::{OTHER, WAIT, said};

/// The lines with the folds taken out, as a calendar program reads them.
fn unfolded(text: &str) -> Vec<String> {
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let lines = text.split_terminator("\r\n");
    assert!(lines.clone().all(|line| line.len() <= 75), "{text}");
    let whole = lines.collect::<Vec<_>>().join("\r\n").replace("\r\n ", "");
    whole.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_wait_is_an_event_of_a_whole_day() {
    let (code, out, err) = said(&["-", "--format", "ics"], &WAIT);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines = unfolded(&out);
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "DTSTAMP:20261123T000000Z",
        "DTSTART;VALUE=DATE:20261214",
        "DTEND;VALUE=DATE:20261215",
        "SUMMARY:再查：cx.mem.gov.cn；没有就问您参加复审的培训学校或考点",
        "END:VCALENDAR",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line} in {out}");
    }
    assert!(!out.contains("王小明") && !out.contains("110105"), "{out}");
    let (_, again, _) = said(&["-", "--format", "ics"], &WAIT);
    assert_eq!(out, again);
}

#[test]
fn a_day_that_can_still_move_says_so() {
    let late = WAIT
        .replace("2026-11-20", "2026-12-21")
        .replace("2026-11-23", "2026-12-23");
    let (code, out, _) = said(&["-", "--format", "ics"], &late);
    assert_eq!(code, 0);
    let lines = unfolded(&out);
    let summary = lines.iter().find(|line| line.starts_with("SUMMARY:"));
    assert!(
        summary.is_some_and(|it| it.ends_with("（暂算，等放假通知）")),
        "{out}"
    );
}

#[test]
fn a_result_without_a_day_is_no_event() {
    let (code, out, err) = said(&["-", "--format", "ics"], &OTHER);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("没有可写进日历的"), "{err}");
}

#[test]
fn of_several_those_who_wait_get_an_event_and_the_others_are_named() {
    let record = |label: &str, text: &str| {
        let text = text.replace("[answers]", "[record.answers]");
        format!("[[record]]\nlabel = \"{label}\"\n{text}\n")
    };
    let both = record("甲", &WAIT) + &record("乙", &OTHER) + &record("丙", &WAIT);
    let (code, out, err) = said(&["-", "--format", "ics"], &both);
    assert_eq!(code, 0);
    assert_eq!(out.matches("BEGIN:VEVENT").count(), 2);
    assert!(
        out.contains("[甲]") && err.starts_with("乙："),
        "{out}{err}"
    );
    let uids: Vec<_> = out
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    assert_ne!(uids[0], uids[1]);
}

#[test]
fn the_event_names_who_is_asked_on_its_day_and_says_nothing_of_today() {
    let late = crate::file(
        "exam-after-the-last-day-of-the-old-rule",
        "exam-date = 2026-11-20",
    );
    let late = late.replace("2026-11-23", "2026-11-29");
    let (code, out, err) = said(&["-", "--format", "ics"], &late);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines = unfolded(&out);
    let summary = lines.iter().find(|line| line.starts_with("SUMMARY:"));
    let whom = "SUMMARY:再查：cx.mem.gov.cn；没有就问您参加复审的培训学校或考点";
    assert_eq!(summary.map(String::as_str), Some(whom));
    assert!(!out.contains("今天不是工作日"), "{out}");
}

#[test]
fn for_a_school_s_own_student_the_school_asks_on_that_day() {
    let own = WAIT.clone() + "fee = \"paid\"\n[given]\ntrained-here = \"yes\"\n";
    let (code, out, err) = said(&["-", "--format", "ics"], &own);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines = unfolded(&out);
    let summary = lines.iter().find(|line| line.starts_with("SUMMARY:"));
    let whom = "SUMMARY:再查：cx.mem.gov.cn；到2026年12月14日还没有，我们去问";
    assert_eq!(summary.map(String::as_str), Some(whom));
}

/// Two people of whom the same is known have an event each, and a file says in
/// which language it is and for which day it was worked out.
#[test]
fn an_event_is_of_its_record_and_says_the_day() {
    let of = |label: &str, lang: &str| {
        let text = WAIT.replace("[answers]", "[record.answers]");
        let record = format!("[[record]]\nlabel = \"{label}\"\n{text}\n");
        let (code, out, _) = said(&["-", "--format", "ics", "--lang", lang], &record);
        assert_eq!(code, 0);
        out
    };
    let uid = |out: &str| {
        let mut lines = out.lines();
        let uid = lines.find(|line| line.starts_with("UID:"));
        uid.expect("it has one").to_owned()
    };
    let (one, other) = (of("甲", "zh"), of("乙", "en"));
    assert_ne!(uid(&one), uid(&other));
    assert_eq!(uid(&one), uid(&of("甲", "zh")));
    assert!(
        one.contains("//ZH\r\n") && other.contains("//EN\r\n"),
        "{other}"
    );
    let about = unfolded(&one).join("\n");
    assert!(
        about.contains("\\n按 2026年11月23日（周一）算\\n"),
        "{about}"
    );
}

/// Two of one name of whom the same is known, too: a calendar program keeps one
/// event of each mark. Written again the file is the same.
#[test]
fn no_mark_stands_twice_in_a_file() {
    let text = WAIT.replace("[answers]", "[record.answers]");
    for label in ["label = \"张师傅\"\n", ""] {
        let three = format!("[[record]]\n{label}{text}\n").repeat(3);
        let (code, out, err) = said(&["-", "--format", "ics"], &three);
        assert_eq!((code, err.as_str()), (0, ""));
        let uids = out.lines().filter(|line| line.starts_with("UID:"));
        let uids: std::collections::HashSet<_> = uids.collect();
        assert_eq!(uids.len(), 3, "{out}");
        assert_eq!(said(&["-", "--format", "ics"], &three).1, out);
    }
}
