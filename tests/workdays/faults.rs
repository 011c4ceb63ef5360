//! Each fault of a year file, by a file that has it.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::{date, years};
use chabudao::check::workdays::{Calendar, Severity, Span, Year, YearFault, check_year};
use chabudao::lang::Lang;
use chrono::NaiveDate;

/// The faults of 2026 after a change.
fn faults(change: impl FnOnce(&mut Year)) -> Vec<YearFault> {
    let mut year = years().remove(8);
    change(&mut year);
    // Whatever the file says, a calendar comes of it and both languages have words for it.
    let calendar = Calendar::new(std::slice::from_ref(&year));
    assert!(calendar.count(NaiveDate::MIN, NaiveDate::MAX).is_some());
    let faults = check_year(&year);
    for fault in &faults {
        assert!(fault.text(Lang::Zh) != fault.text(Lang::En) && !fault.text(Lang::Zh).is_empty());
    }
    faults
}

fn off(from: &str, to: &str) -> Span {
    Span {
        from: date(from),
        to: date(to),
    }
}

#[test]
fn both_off_and_worked_even_through_two_holidays() {
    let found = faults(|year| year.holidays[6].work.push(date("2026-09-26")));
    assert_eq!(
        found,
        [YearFault::OffAndWorked {
            day: date("2026-09-26"),
            off: "中秋节".into(),
            work: "国庆节".into()
        }]
    );
}

#[test]
fn worked_on_a_weekday() {
    let found = faults(|year| year.holidays[3].work[0] = date("2026-05-11"));
    assert!(matches!(found[..], [YearFault::WorkOnWeekday { .. }]));
    assert!(found[0].text(Lang::Zh).contains("2026-05-11 周一"));
}

#[test]
fn given_twice() {
    let found = faults(|year| year.holidays[5].off = Some(off("2026-09-25", "2026-10-01")));
    assert!(matches!(&found[..], [YearFault::OffTwice { day, .. }] if *day == date("2026-10-01")));
    let found = faults(|year| {
        let work = year.holidays[6].work[0];
        year.holidays[6].work.push(work);
    });
    assert!(matches!(found[..], [YearFault::WorkTwice { .. }]));
}

#[test]
fn outside_the_notice_year() {
    let day = |change: Span| {
        let found = faults(|year| year.holidays[0].off = Some(change));
        assert!(matches!(found[0], YearFault::OutsideYear { .. }));
        found[0].day().unwrap()
    };
    assert_eq!(
        faults(|year| year.holidays[0].off = Some(off("2025-12-31", "2026-01-03"))),
        []
    );
    assert_eq!(day(off("2025-11-30", "2026-01-01")), date("2025-11-30"));
    assert_eq!(day(off("2026-12-30", "2027-01-02")), date("2027-01-01"));
    assert_eq!(day(off("2028-01-01", "2028-01-02")), date("2028-01-01"));
    assert!(
        !faults(|year| year.holidays[0].off = Some(Span {
            from: NaiveDate::MIN,
            to: NaiveDate::MAX
        }))
        .is_empty()
    );
}

#[test]
fn notices() {
    let found = faults(|year| year.notices.clear());
    assert_eq!(found, [YearFault::NoNotice(2026)]);
    let found = faults(|year| year.notices[0].number = " ".into());
    assert_eq!(
        found,
        [YearFault::BlankNotice {
            position: 1,
            number: true
        }]
    );
    let found = faults(|year| year.notices[0].title.clear());
    assert_eq!(
        found,
        [YearFault::BlankNotice {
            position: 1,
            number: false
        }]
    );
    let found = faults(|year| year.holidays[2].notice = 1);
    assert!(matches!(
        found[..],
        [YearFault::NoSuchNotice { position: 2, .. }]
    ));
}

#[test]
fn the_rest() {
    let found = faults(|year| year.holidays[0].off = Some(off("2026-01-03", "2026-01-01")));
    assert!(matches!(found[..], [YearFault::SpanReversed { .. }]));
    let found = faults(|year| {
        year.holidays.remove(4);
    });
    assert_eq!(found, [YearFault::Missing("端午节")]);
    // Half a notice must never count as certain.
    assert_eq!(found[0].severity(), Severity::Error);
    let found = faults(|year| year.holidays[4].off = None);
    assert!(found.contains(&YearFault::EmptyHoliday("端午节".into())));
    for year in [i32::MIN, 1999, 2100, i32::MAX] {
        let found = faults(|it| it.year = year);
        assert_eq!(found, [YearFault::YearOutside(year)]);
    }
}
