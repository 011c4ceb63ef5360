mod passages;

use super::*;

fn read(text: &str, today: NaiveDate) -> Typed {
    let labels = [
        ("应复审日期", 0),
        ("前复审", 0),
        ("复审到期", 0),
        ("复审", 0),
        ("复审", 2),
        ("有效期结束日期", 1),
        ("有效期至", 1),
        ("到期", 1),
        ("考试", 2),
    ];
    read_with(&labels, text, today)
}

fn read_with(labels: &[(&str, usize)], text: &str, today: NaiveDate) -> Typed {
    let label = |(words, of): &(&str, usize)| DayLabel {
        words: (*words).to_owned(),
        of: *of,
    };
    let labels: Vec<_> = labels.iter().map(label).collect();
    DayReader {
        today,
        asked: 0,
        labels: &labels,
    }
    .read(text)
}

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// A day that was written in full.
fn whole(year: i32, month: u32, day: u32) -> Typed {
    taken(ymd(year, month, day), Supplied::Nothing)
}

/// A day whose year was not written.
fn of_year(year: i32, month: u32, day: u32) -> Typed {
    taken(ymd(year, month, day), Supplied::Year)
}

#[track_caller]
fn case(text: &str, wanted: Typed) {
    assert_eq!(read(text, ymd(2026, 11, 23)), wanted, "{text}");
}

#[test]
fn every_way_of_writing_a_day() {
    for text in [
        "20261008",
        "2026-10-8",
        "2026.10.8",
        "2026/10/08",
        "2026年10月8日",
        "2026年10月8号",
        "２０２６１００８",
        " 2026 10 8 ",
        "2026。10。8",
        "2026年10月8日（周四）",
        "2026年10月8日 周四",
        "2026年10月8日 星期四",
        "Thursday 8 October 2026",
        "8 Oct 2026 (Thu)",
        "Thur 8 Oct 2026",
        "8 Oct 2026, Thurs",
        "周四 2026-10-08",
        "二零二六年十月八日",
        "二〇二六年十月八日",
        "二○二六年十月八号",
        "\u{feff}20261008",
        "2026\u{200b}1008\u{200b}",
        "261008",
        "26.10.8",
        "8 October 2026",
        "Oct 8, 2026",
    ] {
        case(text, whole(2026, 10, 8));
    }
    case("二〇二六年五月三十一日", whole(2026, 5, 31));
    case("10月8日周四", of_year(2026, 10, 8));
    for text in ["2026年10月8日（周五）", "Friday 8 October 2026"] {
        let day = ymd(2026, 10, 8);
        case(
            text,
            Typed::OtherWeekday(day, Weekday::Fri, Supplied::Nothing),
        );
    }
    let other = Typed::OtherWeekday(ymd(2026, 10, 8), Weekday::Fri, Supplied::Year);
    case("10月8日（周五）", other);
    for text in ["2026年10月8日（", "2026年10月8日星期", "2026年10月8日 周"] {
        case(text, Typed::Partial);
    }
    for text in ["2026年10月 周四", "3 周日", "上上周"] {
        assert!(!matches!(
            read(text, ymd(2026, 11, 23)),
            Typed::Day { .. } | Typed::Month { .. }
        ));
    }
    for text in [
        "2026年9月底",
        "二〇二六年九月",
        "2026年9月上旬",
        "end of September 2026",
    ] {
        let month = Month::new(2026, 9).expect("a month");
        let wanted = Typed::Month {
            month,
            taken: Supplied::Nothing,
            unfinished: false,
        };
        case(text, wanted);
    }
    for text in ["10月8日", "1008", "10-8", "10.08", "8 Oct", "oct 8"] {
        case(text, of_year(2026, 10, 8));
    }
    case("上周五", whole(2026, 11, 20));
    case("上星期天", whole(2026, 11, 22));
    case("这周一", whole(2026, 11, 23));
    case("上个月十二号", whole(2026, 10, 12));
    for text in [
        "去年9月18日",
        "去年九月十八",
        "25年9月18日",
        "二〇二五年九月十八日",
    ] {
        case(text, whole(2025, 9, 18));
    }
    case("今年9月18", whole(2026, 9, 18));
    case("九月二十八号", of_year(2026, 9, 28));
    case("十月十日", of_year(2026, 10, 10));
    case("260918", whole(2026, 9, 18));
    case("12月1日", of_year(2025, 12, 1));
    case("11-23", of_year(2026, 11, 23));
    case("0229", of_year(2024, 2, 29));
    // 23 November 2026 is a Monday.
    for text in ["周六", "星期六", "礼拜六", "Saturday", "sat"] {
        case(text, taken(ymd(2026, 11, 21), Supplied::Week));
    }
    case("周一", taken(ymd(2026, 11, 23), Supplied::Week));
    case("周二", taken(ymd(2026, 11, 17), Supplied::Week));
    case("last Friday", taken(ymd(2026, 11, 20), Supplied::Week));
    case("last mon", taken(ymd(2026, 11, 16), Supplied::Week));
    case("明天", whole(2026, 11, 24));
    case("今天", whole(2026, 11, 23));
    case("昨天", whole(2026, 11, 22));
    case("前天", whole(2026, 11, 21));
}

#[test]
fn a_day_as_english_and_excel_have_it_and_as_it_is_read_out() {
    for text in ["18/9/2026", "9/18/2026"] {
        case(text, whole(2026, 9, 18));
    }
    for text in [
        "8th October 2026",
        "October 8th, 2026",
        "the 8th of October 2026",
        "on 8 October 2026",
        "2026-Oct-08",
        "8-Oct-26",
        "8 Oct '26",
        "Oct 8, 26",
        "二〇二六年一〇月〇八日",
    ] {
        case(text, whole(2026, 10, 8));
    }
    for text in ["2026年元月5日", "二〇二六年元月五日"] {
        case(text, whole(2026, 1, 5));
    }
    case("二〇二五年一〇月二三日", whole(2025, 10, 23));
    case("二〇二五年一二月二三日", whole(2025, 12, 23));
    case("191231", whole(2019, 12, 31));
    case("191205", whole(2019, 12, 5));
    case("201130", whole(2020, 11, 30));
    case("Oct-8", of_year(2026, 10, 8));
    case("25-Aug", of_year(2026, 8, 25));
}

#[test]
fn every_way_of_writing_a_month() {
    let month = |year, number, taken| Typed::Month {
        month: Month::new(year, number).expect("a month"),
        taken,
        unfinished: false,
    };
    for text in [
        "2026年8月",
        "2026年8月份",
        "2026-08",
        "2026-8",
        "2026/8",
        "202608",
        "Aug 2026",
        "August 2026",
        "26年8月",
        "2608",
        "今年八月",
        "二〇二六年八月",
        "应复审日期：2026年8月",
        "2026年8月复审到期",
    ] {
        case(text, month(2026, 8, Supplied::Nothing));
    }
    for text in ["八月", "8月", "8月份", "八月份", "08月", "aug"] {
        case(text, month(2026, 8, Supplied::Year));
    }
    case("元月", month(2026, 1, Supplied::Year));
    case("2026年元月", month(2026, 1, Supplied::Nothing));
    case("上个月", month(2026, 10, Supplied::Nothing));
    case("上个月底", month(2026, 10, Supplied::Nothing));
    case("下个月", month(2026, 12, Supplied::Nothing));
    case("下月初", month(2026, 12, Supplied::Nothing));
    case("下个月5号", whole(2026, 12, 5));
    case("next month", month(2026, 12, Supplied::Nothing));
    case("this month", month(2026, 11, Supplied::Nothing));
    case("9月底", month(2026, 9, Supplied::Year));
    // By its words it is another day.
    for text in ["有效期至2026年8月", "2026年8月31日到期", "有效期至2026"] {
        case(text, Typed::OtherDay(1));
    }
    case("有效期至明年国庆", Typed::NotADay);
    case("本月", month(2026, 11, Supplied::Nothing));
    case("去年12月", month(2025, 12, Supplied::Nothing));
    case("明年5月", month(2027, 5, Supplied::Nothing));
    case("12月", month(2025, 12, Supplied::Year));
    case("2026年13月", Typed::NoMonth(13));
    case("202613", Typed::NoMonth(13));
}

#[test]
fn what_a_card_prints_is_the_day_it_names() {
    for text in [
        "应于2026年5月31日前复审",
        "2026年5月31日前",
        "应复审日期：2026年5月31日",
        "2026-05-31止",
    ] {
        case(text, whole(2026, 5, 31));
    }
    case("5月31日前复审", of_year(2026, 5, 31));
    case("5月31日之前复审", of_year(2026, 5, 31));
}

/// What is taken for a day other than the one meant misleads more than being
/// asked again.
#[test]
fn what_leaves_the_day_open_is_none() {
    for text in [
        // A month of 2025, or a day?
        "Aug-25",
        "Oct-26",
        "Oct/26",
        "Aug '25",
        // The 2nd or the 3rd.
        "十月二三号",
        "10月二三日",
        "十月一二号",
        "二〇二六年八月二三日",
        "十月二三",
        "一二月",
        "三四月份",
        // Counted back from today.
        "3日前",
        "10日前",
        "1月前",
        "9月以前",
        "10月之前",
        // Less than all of it was understood.
        "去年 Oct 8",
        "不是 Oct 8",
        "Oct 8?",
        // No order that anybody writes.
        "2026年8号",
        "2026年10日",
        "26年8号",
        "8号10月",
        // One of two months.
        "8、9月",
        "8-9月",
    ] {
        case(text, Typed::NotADay);
    }
    for text in ["8 Oct 2", "8 Oct 202"] {
        case(text, Typed::Partial);
    }
}

#[test]
fn a_day_alone_is_the_last_such_day() {
    case("20号", taken(ymd(2026, 11, 20), Supplied::Month));
    case("28号", taken(ymd(2026, 10, 28), Supplied::Month));
    case("二十八号", taken(ymd(2026, 10, 28), Supplied::Month));
    case("31日", taken(ymd(2026, 10, 31), Supplied::Month));
    for text in ["Tues", "last tues"] {
        case(text, taken(ymd(2026, 11, 17), Supplied::Week));
    }
    case("Weds", taken(ymd(2026, 11, 18), Supplied::Week));
}

#[test]
fn what_is_no_day_says_why() {
    case("", Typed::Empty);
    case("0", Typed::Unknown);
    for text in [
        "０",
        "不知道",
        "忘了",
        "记不清",
        "不记得",
        "不记得了",
        "Don't know",
    ] {
        case(text, Typed::Unknown);
    }
    for text in [
        "2",
        "2026",
        "2026108",
        "10",
        "2026-0",
        "108",
        "2026-8-0",
        "2026年8月0",
        "8月0",
        "8-０",
        "Oct 0",
    ] {
        case(text, Typed::Partial);
    }
    case("20261308", Typed::NoMonth(13));
    case("2026-11-31", Typed::NoDay(2026, 11, 31));
    case("2025-2-29", Typed::NoDay(2025, 2, 29));
    case("0230", Typed::NoDay(2026, 2, 30));
    case("30261008", Typed::NoYear(3026));
    for text in [
        "40.40.26",
        "123456789",
        "2026-10-8-1",
        "---",
        "2026-100-8",
        "10月8日5",
    ] {
        case(text, Typed::NotADay);
    }
}

/// What a database writes is of a clock in Greenwich; without that mark it is
/// of one here.
#[test]
fn a_moment_is_of_the_day_it_is_in_china() {
    for text in [
        "2026-10-07T16:00:00.000Z",
        "2026-10-07T16:00:00+00:00",
        "2026-10-08T08:00:00+08:00",
        "2026-10-08T16:00:00",
        "2026-10-08T15:59:59Z",
    ] {
        case(text, whole(2026, 10, 8));
    }
}

#[test]
fn an_order_that_may_be_either_is_told() {
    for text in [
        "8/9/2026",
        "8.10.2026",
        "08.10.2026",
        "10-10-2026",
        "08.10.26",
        "8.10.26",
        "18.9.26",
        "20.10.26",
        "25.10.26",
        "25/10/26",
        "26.10.28",
        // A month of 2012, or the 5th of December 2020.
        "201205",
        "200101",
    ] {
        case(text, Typed::UnclearOrder);
    }
    case("26.10.08", whole(2026, 10, 8));
    case("26-10-08", whole(2026, 10, 8));
    case("26.10.26", whole(2026, 10, 26));
    case("31.6.26", whole(2031, 6, 26));
}

#[test]
fn a_month_is_told_by_how_long_ago_it_was() {
    let month = |number| Typed::Month {
        month: Month::new(2026, number).expect("a month"),
        taken: Supplied::Nothing,
        unfinished: false,
    };
    for text in ["last month", "a month ago", "一个月前", "上个月"] {
        case(text, month(10));
    }
    case("2 months ago", month(9));
}

#[test]
fn a_day_that_may_be_half_typed_is_told() {
    for (text, unfinished) in [
        ("2026-11-1", true),
        ("2026.11.2", true),
        ("26/10/3", true),
        ("11-1", true),
        ("2026年11月1", true),
        ("Nov 1", true),
        ("周日 2026-11-1", true),
        ("2026-11-1 周日", false),
        ("8 Oct 20", true),
        ("8 Oct 26", false),
        ("九月二", true),
        ("九月十", true),
        ("2026-11-01", false),
        ("2026-11-16", false),
        ("2026-10-8", false),
        ("2026年11月1日", false),
        ("1 Nov", false),
        ("1101", false),
        ("20261101", false),
        ("九月十号", false),
        ("昨天", false),
    ] {
        let read = read(text, ymd(2026, 11, 23));
        let Typed::Day {
            unfinished: told, ..
        } = read
        else {
            panic!("{text}: {read:?}");
        };
        assert_eq!(told, unfinished, "{text}");
    }
}

/// Whatever is erased at the end of a day: what is left is the same day,
/// none at all, or one that says it may be half typed.
#[test]
fn a_day_less_its_last_sign_is_no_other_day() {
    let today = ymd(2026, 11, 23);
    for day in ymd(2025, 1, 1).iter_days().take(700) {
        let (y, m, d) = (day.year(), day.month(), day.day());
        for text in [
            format!("{y}-{m}-{d}"),
            format!("{y}-{m:02}-{d:02}"),
            format!("{y}{m:02}{d:02}"),
            format!("{m:02}{d:02}"),
            format!("{m}-{d}"),
            format!("{y}年{m}月{d}日"),
            format!("{}.{m}.{d}", y - 2000),
            format!("{d}/{m}/{y}"),
            day.format("%b %-d").to_string(),
            day.format("%-d %B").to_string(),
            day.format("%-d %B %Y").to_string(),
        ] {
            let Typed::Day { day: whole, .. } = read(&text, today) else {
                continue;
            };
            let mut less = text.clone();
            less.pop();
            if let Typed::Day {
                day, unfinished, ..
            } = read(&less, today)
            {
                assert!(unfinished || day == whole, "{text} to {less}");
            }
        }
    }
}

#[test]
fn a_day_is_told_by_how_long_ago_it_was() {
    for (text, days) in [
        ("三天前", 3),
        ("3天前", 3),
        ("3天以前", 3),
        ("十二天之前", 12),
        ("两周前", 14),
        ("2周前", 14),
        ("两个星期前", 14),
        ("一个礼拜前", 7),
        ("3 days ago", 3),
        ("a week ago", 7),
        ("Two weeks ago", 14),
    ] {
        let day = ymd(2026, 11, 23) - chrono::Days::new(days);
        case(text, taken(day, Supplied::Nothing));
    }
    for text in [
        "两三天前",
        "十几天前",
        "0天前",
        "几天前",
        "国庆节前一天",
        "99999999999天前",
    ] {
        case(text, Typed::NotADay);
    }
}
