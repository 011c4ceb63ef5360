use super::DayFault::{DayOrMonth, LostZero, NoDay, NoSuchDay, NotADay, Order, OtherDay, Year};
use super::{Dated, DayFault, DayLabel, DayReader, of_number, read};
use crate::engine::Value;
use chrono::{NaiveDate, Weekday};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn labels() -> [DayLabel; 5] {
    [
        ("前复审", 0),
        ("有效期至", 1),
        ("考试", 0),
        ("考试日期", 0),
        ("到期复审", 0),
    ]
    .map(|(words, of)| DayLabel {
        words: words.to_owned(),
        of,
    })
}

fn reader(labels: &[DayLabel]) -> DayReader<'_> {
    DayReader {
        today: today(),
        asked: 0,
        labels,
    }
}

/// What was read; `~` where the year was taken.
fn shown(dated: Dated) -> String {
    let mark = if dated.taken { "~" } else { "" };
    match dated.value {
        Value::Date(day) => format!("{mark}{day}"),
        Value::Month(month) => format!("{mark}{month}"),
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn day(text: &str, expected: Result<&str, DayFault>) {
    let found = read(text, reader(&labels())).map(shown);
    assert_eq!(found.as_deref().map_err(|fault| *fault), expected, "{text}");
}

#[test]
fn every_usual_way_to_write_a_day() {
    for text in [
        "2026-10-08",
        "2026年10月8日",
        "20261008",
        "２０２６－１０－０８",
        "2026-10-08 00:00:00",
        "2026-10-08 上午9:00",
        "2026年10月8日下午三点半",
        "2026-10-07T16:00:00.000Z",
        "2026-10-08T00:00:00+08:00",
        "46303",
        "2026-10-08 周四",
        "二〇二六年十月八日",
        "\u{feff}20261008",
        "8 October 2026",
        "应于2026年10月8日前复审",
    ] {
        day(text, Ok("2026-10-08"));
    }
    day("2024-02-29", Ok("2024-02-29"));
    for text in [
        "2026年10月",
        "2026-10",
        "2026.10",
        "202610",
        "2026年10月底",
        "2026年10月份",
        "2026年10月上旬",
        "二〇二六年十月",
        "end of October 2026",
        "October 2026",
    ] {
        day(text, Ok("2026-10"));
    }
    day("2025-12-31T16:00:00Z", Ok("2026-01-01"));
    day("2026-11-04T16:00:00.000", Ok("2026-11-04"));
    day("18/9/2026", Ok("2026-09-18"));
    day("2099-12-31", Ok("2099-12-31"));
    day("2100-01-01", Err(Year(2100)));
    day("2026-13", Err(NoSuchDay));
    let written = |text, on| day(text, Err(DayFault::Weekday(ymd(2026, 10, 8), on, false)));
    written("2026年10月8日（周五）", Weekday::Fri);
    written("Friday 8 October 2026", Weekday::Fri);
    day("2026年10月（周五）", Err(NotADay));
    day("十一", Err(NotADay));
    day("有效期至2026年10月8日", Err(OtherDay(1)));
}

#[test]
fn without_its_year_it_is_the_latest_up_to_today() {
    for text in ["10月8日", "10.8", "10-8", "10/08", "10月8", "10月8号"] {
        day(text, Ok("~2026-10-08"));
    }
    day("11.23", Ok("~2026-11-23"));
    day("11.24", Ok("~2025-11-24"));
    day("12月31日", Ok("~2025-12-31"));
    day("2月29日", Ok("~2024-02-29"));
    day("9月底", Ok("~2026-09"));
    day("11月", Ok("~2026-11"));
    day("12月中旬", Ok("~2025-12"));
    day("13.8", Err(NoSuchDay));
    day("2.30", Err(NoSuchDay));
    day("10月8日上午9:00", Ok("~2026-10-08"));
    day("10月底8日", Err(NotADay));
}

#[test]
fn what_is_open_is_refused() {
    for (text, fault) in [
        ("201210", NoDay),
        ("261008", NoDay),
        ("26.10.8", Order),
        ("8/10/2026", DayOrMonth),
        ("09/10/2026 9:00", DayOrMonth),
        ("8/10/26", Order),
        ("26年10月8日", Order),
        ("26年10月8日上午", Order),
        ("25.10.26 9:00", Order),
        ("8-Oct-26", Order),
        ("Aug-25", NotADay),
        ("去年 Oct 8", NotADay),
        ("8月二三日", NotADay),
        ("2026-02-30", NoSuchDay),
        ("20261308", NoSuchDay),
        ("00000000", NoSuchDay),
        ("2206-10-08", Year(2206)),
        ("2026-10.08", NotADay),
        ("2026--10-08", NotADay),
        ("去年国庆", NotADay),
        ("昨天", NotADay),
        ("去年11月5日", NotADay),
        ("上周四考试", NotADay),
        ("考试日期：上个月8号", NotADay),
        ("应于去年5月31日前复审", NotADay),
        ("明年5月到期复审", NotADay),
        ("大约2026年10月8日", NotADay),
        ("2026年10月8日左右考试", NotADay),
        ("考试日期：约2026年10月8日", NotADay),
        ("2026年10月8日前后考试", NotADay),
        ("2026年10月8日前考试", NotADay),
        ("考试日期：2026年10月8日前", NotADay),
        ("考试日期：2026年10月8日以前", NotADay),
        ("考试日期：2026年10月8日止", NotADay),
        ("至2026年10月8日考试", NotADay),
        ("考试日期 到2026年10月8日", NotADay),
        ("about 8 October 2026", NotADay),
        ("around 8 Oct 2026", NotADay),
        ("end of 8 October 2026", NotADay),
        ("2026年10月8日前", NotADay),
        ("到2026年10月8日", NotADay),
        ("8、9月", NotADay),
        ("3天前", NotADay),
        ("3 days ago", NotADay),
        ("应于2026年10月8日或者以前的哪一天前复审", NotADay),
        ("10001", NotADay),
        ("99999", NotADay),
        ("2026-10-08-1", NotADay),
        ("", NotADay),
        ("-", NotADay),
        ("2026.1", LostZero('1')),
        ("2026-10-99999999999999999999", NoSuchDay),
        ("10.99999999999999999999", NotADay),
    ] {
        day(text, Err(fault));
    }
}

#[test]
fn number_cells_are_counts_of_days_or_digits() {
    let shown = |number| of_number(number, reader(&[])).map(shown);
    assert_eq!(shown(46303.0), Ok("2026-10-08".to_owned()));
    assert_eq!(shown(46303.75), Ok("2026-10-08".to_owned()));
    assert_eq!(shown(20_261_008.0), Ok("2026-10-08".to_owned()));
    assert_eq!(shown(202_610.0), Ok("2026-10".to_owned()));
    assert_eq!(shown(9.28), Ok("~2026-09-28".to_owned()));
    assert_eq!(shown(9.4), Ok("~2026-09-04".to_owned()));
    assert_eq!(shown(2.3), Ok("~2026-02-03".to_owned()), "no 30 February");
    assert_eq!(shown(9.3), Err(LostZero('3')));
    assert_eq!(shown(9.1), Err(LostZero('1')));
    assert_eq!(shown(2026.1), Err(LostZero('1')), "January, or October");
    assert_eq!(shown(2026.09), Ok("2026-09".to_owned()));
    assert_eq!(shown(2026.9), Ok("2026-09".to_owned()));
    assert_eq!(shown(f64::NAN), Err(NotADay));
    assert_eq!(shown(1e300), Err(NotADay));
    assert_eq!(shown(-5.0), Err(NotADay));
}

proptest::proptest! {
    /// What is read for a day is passed on with --mask.
    #[test]
    fn a_day_with_somebodys_number_is_none(
        day in proptest::sample::select(&["2026-10-10", "20261010", "2026/10/10", "2026年10月10日", "10月10日", "Oct 10, 2026", "2026-10-10 9:00", "2026-10-10T09:00:00"][..]),
        joint in proptest::sample::select(&["", " ", "T", " 9:", " 9:00:", " 9:00.", " 9:00-", "上午9:", " 9点", " 9时", " 9点30分", "（", " 周六 ", ": ", ", "][..]),
        number in "1[3-9][0-9]{9}|(0416)?[2-8][0-9]{6,7}|[1-6][1-5][0-9]{4}(19|20)[0-9]{2}10[12][0-9]{4}[0-9X]",
        end in proptest::sample::select(&["", ":", ":00", "点", "时", "分", " 9:00", "）", "前复审", ".000Z"][..]),
    ) {
        let text = format!("{day}{joint}{number}{end}");
        proptest::prop_assert!(read(&text, reader(&labels())).is_err(), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".*", number in proptest::num::f64::ANY) {
        let _ = (read(&text, reader(&[])), of_number(number, reader(&[])));
    }

    #[test]
    fn every_day_comes_back(serial in super::FIRST_SERIAL..=super::LAST_SERIAL) {
        let read = |text: &str| read(text, reader(&[])).map(|dated| dated.value);
        let Ok(Value::Date(day)) = read(&serial.to_string()) else {
            panic!("{serial} is a count of days");
        };
        for form in ["%Y-%m-%d", "%Y.%m.%d", "%Y/%-m/%-d", "%Y%m%d", "%Y年%-m月%-d日", "%-d %B %Y"] {
            proptest::prop_assert_eq!(read(&day.format(form).to_string()), Ok(Value::Date(day)));
        }
    }
}
