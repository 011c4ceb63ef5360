//! The calendar against known answers, the law's yearly sums, and its own properties.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::{calendar, date, years};
use chabudao::check::workdays::{
    Calendar, Count, DayKind, Severity, Status, Year, check_sum, check_year, is_weekend,
};
use chabudao::lang::Lang;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn nth(calendar: &Calendar, from: &str, n: u32) -> (String, Status) {
    let (day, status) = calendar.nth(date(from), n).unwrap();
    (day.to_string(), status)
}

fn count(calendar: &Calendar, from: &str, to: &str) -> Count {
    calendar.count(date(from), date(to)).unwrap()
}

#[test]
fn known_answers() {
    let calendar = calendar();
    for (from, days) in [
        ("2026-02-13", ["03-05", "03-12", "03-19", "03-24"]),
        ("2026-04-24", ["05-12", "05-19", "05-26", "05-29"]),
        ("2026-05-29", ["06-12", "06-22", "06-29", "07-02"]),
        ("2026-09-18", ["10-09", "10-15", "10-22", "10-27"]),
        ("2025-09-26", ["10-16", "10-23", "10-30", "11-04"]),
    ] {
        for (n, day) in [10, 15, 20, 23].into_iter().zip(days) {
            let expected = format!("{}-{day}", from.get(..4).unwrap());
            assert_eq!(
                nth(&calendar, from, n),
                (expected.clone(), Status::Announced),
                "{from} +{n}"
            );
            assert_eq!(
                count(&calendar, from, &expected).workdays,
                n,
                "{from} {expected}"
            );
        }
    }
}

#[test]
fn year_files_are_without_fault_and_their_sums_hold() {
    let calendar = calendar();
    for year in years() {
        assert_eq!(check_year(&year), [], "{}", year.year);
        assert_eq!(check_sum(&calendar, year.year), None);
    }
    let sums: Vec<u32> = (2018..=2026)
        .map(|year| {
            count(
                &calendar,
                &format!("{}-12-31", year - 1),
                &format!("{year}-12-31"),
            )
            .workdays
        })
        .collect();
    assert_eq!(sums, [250, 250, 249, 250, 249, 249, 251, 248, 248]);
}

#[test]
fn a_wrong_sum_is_a_warning() {
    let mut years = years();
    years[8].holidays[1].work.pop();
    let fault = check_sum(&Calendar::new(&years), 2026).unwrap();
    assert_eq!(fault.severity(), Severity::Warning);
    assert!(fault.text(Lang::Zh).contains("247") && fault.text(Lang::Zh).contains("248"));
}

#[test]
fn before_2008_the_law_gave_another_number_of_days() {
    let year = |year| Year {
        year,
        ..years()[0].clone()
    };
    let announced: Vec<Year> = (2006..=2008).map(year).collect();
    let calendar = Calendar::new(&announced);
    let sums = [2006, 2007, 2008].map(|year| check_sum(&calendar, year).is_some());
    assert_eq!(sums, [false, false, true]);
}

#[test]
fn status_at_its_boundaries() {
    let calendar = calendar();
    assert_eq!(calendar.first_year(), Some(2018));
    assert_eq!(calendar.last_announced(), Some(2026));
    assert_eq!(calendar.certain_until(), Some(date("2026-12-25")));
    for (day, status) in [
        ("2017-12-31", Status::OutOfRange),
        ("2018-01-01", Status::Announced),
        ("2026-12-25", Status::Announced),
        ("2026-12-26", Status::Provisional),
        ("2026-12-31", Status::Provisional),
        ("2027-01-01", Status::NotAnnounced),
        ("2028-01-01", Status::NotAnnounced),
        ("9999-12-31", Status::NotAnnounced),
    ] {
        assert_eq!(calendar.status(date(day)), status, "{day}");
        assert_eq!(calendar.day(date(day)).status, status, "{day}");
    }
}

#[test]
fn status_of_a_count_is_the_worst_of_its_days() {
    let calendar = calendar();
    for (from, to, workdays, status) in [
        // The first day itself has no influence.
        ("2017-12-31", "2018-01-02", 1, Status::Announced),
        ("2017-12-30", "2018-01-02", 1, Status::OutOfRange),
        ("2017-12-30", "2027-01-02", 2244, Status::OutOfRange),
        ("2026-12-24", "2026-12-25", 1, Status::Announced),
        ("2026-12-24", "2026-12-26", 1, Status::Provisional),
        ("2026-12-31", "2027-01-01", 0, Status::NotAnnounced),
        // Nothing counted, nothing uncertain.
        ("2031-01-01", "2031-01-01", 0, Status::Announced),
        ("2010-01-01", "2010-01-01", 0, Status::Announced),
    ] {
        assert_eq!(
            count(&calendar, from, to),
            Count { workdays, status },
            "{from} {to}"
        );
    }
    assert_eq!(calendar.count(date("2026-01-02"), date("2026-01-01")), None);
    assert_eq!(
        nth(&calendar, "2026-12-24", 1),
        ("2026-12-25".into(), Status::Announced)
    );
    assert_eq!(
        nth(&calendar, "2026-12-25", 1),
        ("2026-12-28".into(), Status::Provisional)
    );
    assert_eq!(
        nth(&calendar, "2026-12-31", 1),
        ("2027-01-04".into(), Status::NotAnnounced)
    );
}

#[test]
fn days_and_their_notices() {
    let calendar = calendar();
    let makeup = calendar.day(date("2018-12-29"));
    assert_eq!(makeup.kind, DayKind::MakeUp { holiday: "元旦" });
    assert_eq!(makeup.notice.unwrap().number, "国办发明电〔2018〕15号");
    assert!(makeup.counted);
    let extended = calendar.day(date("2020-02-02"));
    assert_eq!(extended.kind, DayKind::Off { holiday: "春节" });
    assert_eq!(extended.notice.unwrap().number, "国办发明电〔2020〕1号");
    let by_law = calendar.day(date("2027-06-09"));
    assert_eq!((by_law.counted, by_law.notice), (false, None));
    assert_eq!(calendar.day(date("2026-11-23")).kind, DayKind::Workday);
    assert_eq!(calendar.day(date("2026-11-22")).kind, DayKind::Weekend);
}

#[test]
fn nth_ends_with_the_year_9999() {
    let calendar = calendar();
    assert_eq!(
        nth(&calendar, "9999-12-30", 1),
        ("9999-12-31".into(), Status::NotAnnounced)
    );
    assert_eq!(calendar.nth(date("9999-12-31"), 1), None);
    assert_eq!(calendar.nth(date("2026-01-01"), u32::MAX), None);
    assert_eq!(calendar.nth(date("2026-01-01"), 0), None);
    assert_eq!(calendar.nth(NaiveDate::MAX, 1), None);
    assert!(calendar.nth(NaiveDate::MIN, 1).is_some());
    assert!(calendar.count(NaiveDate::MIN, NaiveDate::MAX).is_some());
}

#[test]
fn any_set_of_years_makes_a_calendar() {
    let empty = Calendar::new(&[]);
    assert_eq!(empty.last_announced(), None);
    assert_eq!(empty.certain_until(), None);
    assert_eq!(
        count(&empty, "2026-01-02", "2026-01-09"),
        Count {
            workdays: 5,
            status: Status::NotAnnounced
        }
    );
    // A gap ends the run, and what lies after it is known, but not announced.
    let mut gap = years();
    gap.remove(5);
    let gap = Calendar::new(&gap);
    assert_eq!(gap.last_announced(), Some(2022));
    assert_eq!(gap.status(date("2025-10-01")), Status::NotAnnounced);
    assert!(!gap.day(date("2025-10-01")).counted);
    assert!(gap.day(date("2023-10-02")).counted);
    // Any order; of two files for a year the later one.
    let mut twice = years();
    let mut changed = twice[8].clone();
    changed.holidays.clear();
    twice.push(changed);
    twice.reverse();
    assert!(!Calendar::new(&twice).day(date("2026-10-01")).counted);
    twice.reverse();
    assert!(Calendar::new(&twice).day(date("2026-10-01")).counted);
}

#[test]
fn a_year_by_law_never_touches_an_announced_day() {
    let mut years = years();
    let day = date("2026-12-24");
    years[9].holidays[0].off.as_mut().unwrap().from = day;
    assert!(Calendar::new(&years).day(day).counted);
    assert_eq!(check_year(&years[9])[0].day(), Some(day));
}

/// The definition itself: every day looked at.
fn slow(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> (u32, Status) {
    let mut workdays = 0;
    let mut status = Status::Announced;
    for day in calendar.ledger(from, to) {
        workdays += u32::from(day.counted);
        status = status.max(day.status);
    }
    (workdays, status)
}

fn day_near() -> impl Strategy<Value = NaiveDate> {
    (0_u64..5_500).prop_map(|days| date("2015-01-01") + Days::new(days))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        3 => day_near(),
        1 => (-100_000_i32..3_700_000).prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap()),
    ]
}

proptest! {
    #[test]
    fn counts_by_the_definition(a in day_near(), b in day_near()) {
        let calendar = calendar();
        let (from, to) = (a.min(b), a.max(b));
        let count = calendar.count(from, to).unwrap();
        prop_assert_eq!((count.workdays, count.status), slow(&calendar, from, to));
    }

    #[test]
    fn counts_add_up(mut days in prop::array::uniform3(any_day())) {
        days.sort();
        let calendar = calendar();
        let [a, b, c] = days;
        let count = |from, to| calendar.count(from, to).unwrap();
        prop_assert_eq!(count(a, b).workdays + count(b, c).workdays, count(a, c).workdays);
        prop_assert_eq!(count(a, b).status.max(count(b, c).status), count(a, c).status);
    }

    #[test]
    fn nth_inverts_count(from in any_day(), n in 1_u32..6_000) {
        let calendar = calendar();
        if let Some((day, status)) = calendar.nth(from, n) {
            prop_assert_eq!(calendar.count(from, day), Some(Count { workdays: n, status }));
            prop_assert_eq!(calendar.count(from, day.pred_opt().unwrap()).unwrap().workdays, n - 1);
        } else {
            let end = date("9999-12-31");
            prop_assert!(from > end || calendar.count(from, end).unwrap().workdays < n);
        }
    }

    #[test]
    fn far_from_the_files_it_is_monday_to_friday(from in 0_u64..2_000_000, len in 0_u64..3_000) {
        let from = date("2100-01-01") + Days::new(from);
        let to = from + Days::new(len);
        let slow = from.iter_days().skip(1).take_while(|&day| day <= to).filter(|&day| !is_weekend(day)).count();
        prop_assert_eq!(calendar().count(from, to).unwrap().workdays as usize, slow);
    }
}
