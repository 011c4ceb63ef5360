//! Notices as pasted: the years known, every layout, and texts that must be refused.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::{date, decode, source, years};
use chabudao::check::notice::{Given, NoticeFault, Remark, Why, amend, read_notice, to_toml};
use chabudao::check::workdays::{Severity, Span, Year, YearFault, check_year};
use chrono::Weekday;
use proptest::prelude::*;

/// The sentences of the notices, as issued.
const NOTICES: [(i32, &str); 5] = [
    (2020, include_str!("notices/2020.txt")),
    (2022, include_str!("notices/2022.txt")),
    (2024, include_str!("notices/2024.txt")),
    (2025, include_str!("notices/2025.txt")),
    (2026, include_str!("notices/2026.txt")),
];
const EXTENDED: &str = include_str!("notices/2020-extended.txt");

fn of(year: i32) -> &'static str {
    NOTICES.iter().find(|it| it.0 == year).unwrap().1
}

fn for_year(year: i32) -> Given {
    Given {
        year: Some(year),
        ..Given::default()
    }
}

fn file(year: i32) -> Year {
    years().into_iter().find(|it| it.year == year).unwrap()
}

fn read(text: &str, year: i32) -> Year {
    read_notice(text, &for_year(year)).unwrap().year
}

/// A whole notice: title, number, greeting, sentences, closing, signature.
fn whole(year: i32) -> String {
    let file = file(year);
    let [notice, ..] = &file.notices[..] else {
        panic!()
    };
    let sentences = of(year).split_once('\n').unwrap().1;
    let (title, number) = (&notice.title, &notice.number);
    let date = notice.date.format("%Y年%-m月%-d日");
    format!(
        "{title}\n{number}\n\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n　　经国务院批准，现将{year}年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。\n{sentences}\n　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。\n　　国务院办公厅\n　　{date}\n　　（此件公开发布）\n"
    )
}

#[test]
fn the_known_years_come_out_as_their_files() {
    for (year, text) in NOTICES {
        let mut known = file(year);
        if year == 2020 {
            // The file holds the amendment too.
            known.notices.pop();
            known.holidays.remove(2);
        }
        assert_eq!(read(text, year), known);
        let whole = read_notice(&whole(year), &Given::default()).unwrap();
        assert_eq!(whole.year, known);
        let two_fewer = |it: &Remark| matches!(it, Remark::Year(YearFault::SumDiffers { .. }));
        assert!(whole.remarks.iter().all(two_fewer) && (whole.remarks.is_empty() || year == 2020));
    }
}

#[test]
fn the_amendment_of_2020() {
    let announced = read(of(2020), 2020);
    let amended = amend(&announced, EXTENDED, &Given::default()).unwrap();
    assert_eq!(amended, file(2020));
    // A make-up workday among the new days off is one no longer.
    let mut worked = announced.clone();
    worked.holidays[1].work.push(date("2020-02-01"));
    assert_eq!(
        amend(&worked, EXTENDED, &Given::default()).unwrap(),
        file(2020)
    );
    // With its title, and without what stands around it.
    let sentence = "延长2020年春节假期至2月2日，2月3日起正常上班。";
    let titled = format!(
        "国务院办公厅关于延长2020年春节假期的通知\n国办发明电〔2020〕1号\n一、{sentence}\n二、未休假的应安排补休。\n国务院办公厅\n2020年1月26日"
    );
    assert_eq!(
        amend(&announced, &titled, &Given::default()).unwrap(),
        file(2020)
    );
    let given = Given {
        year: None,
        number: Some("国办发明电[2020]1号".into()),
        date: Some(date("2020-01-26")),
    };
    assert_eq!(amend(&announced, sentence, &given).unwrap(), file(2020));
}

#[test]
fn amendments_that_do_not_fit() {
    let announced = read(of(2020), 2020);
    let why = |text: &str, year: &Year| {
        let faults = amend(year, text, &Given::default()).unwrap_err();
        assert!(faults.iter().all(|it| it.text(true) != it.text(false)));
        faults[0].why.clone()
    };
    let changed = |from: &str, to: &str| why(&EXTENDED.replace(from, to), &announced);
    assert_eq!(changed("（国办发明电〔2020〕1号）", ""), Why::NoHeading);
    assert!(matches!(
        changed("2月2日", "1月29日"),
        Why::WrongWeekday { .. }
    ));
    assert!(matches!(
        changed("2月2日（农历正月初九，星期日）", "1月29日"),
        Why::NotLater { .. }
    ));
    assert!(matches!(
        changed("2月3日（星期一）", "2月4日"),
        Why::Resumes { .. }
    ));
    assert!(matches!(
        changed("延长2020", "延长2021"),
        Why::OtherYear { found: 2021, .. }
    ));
    assert_eq!(changed("春节", "立春"), Why::Unknown);
    assert_eq!(
        changed("起正常上班。", "起正常上班。2月8日放假。"),
        Why::Unknown
    );
    assert_eq!(
        why(
            "各地学校推迟开学。国办发明电〔2020〕1号，2020-01-26",
            &announced
        ),
        Why::NotAmending
    );
    assert_eq!(why("", &announced), Why::Empty);
    assert!(matches!(why(EXTENDED, &file(2026)), Why::OtherYear { .. }));
    let unnamed = Year {
        notices: Vec::new(),
        ..announced.clone()
    };
    assert_eq!(why(EXTENDED, &unnamed), Why::NoFirstNotice);
    let empty = Year {
        holidays: Vec::new(),
        ..announced
    };
    assert_eq!(why(EXTENDED, &empty), Why::NoSuchHoliday("春节".into()));
}

#[test]
fn layout_makes_no_difference() {
    for (year, text) in NOTICES {
        let known = read(text, year);
        let apart: String = text.chars().flat_map(|it| [it, '\n']).collect();
        let full: String = text
            .chars()
            .map(|it| match it {
                '0'..='9' if !text.starts_with(it) => {
                    char::from_u32(u32::from(it) + 0xFEE0).unwrap()
                }
                _ => it,
            })
            .collect();
        let half = text
            .replace('（', " (")
            .replace('）', ") ")
            .replace('，', ", ")
            .replace('：', ": ")
            .replace('。', ". ")
            .replace('〔', "[")
            .replace('〕', "]");
        let numbered = text
            .replace("一、", "1.")
            .replace("二、", "2. ")
            .replace("三、", "（三）")
            .replace("四、", "4、");
        for changed in [
            text.replace('\n', ""),
            text.replace('\n', "\r\n\t　"),
            apart,
            full,
            half,
            numbered,
            text.replace("星期", "周"),
            text.replace("周日", "星期天"),
            text.replace('至', "—"),
            text.replace('至', "-"),
            text.replace("。\n", "\n"),
            text.replace("元旦：", "**元旦：** "),
            text.replace('月', "⽉"),
            text.replace("，共", "，\n共"),
        ] {
            assert_eq!(
                read_notice(&changed, &for_year(year)).map(|it| it.year),
                Ok(known.clone()),
                "{changed}"
            );
        }
    }
}

#[test]
fn a_december_belongs_to_the_new_year() {
    let text = |line: &str| of(2025).replace("一、元旦：1月1日（周三）放假1天，不调休。", line);
    let read = |line: &str| read(&text(line), 2025).holidays.remove(0);
    let expected = Span {
        from: date("2024-12-30"),
        to: date("2025-01-01"),
    };
    for line in [
        "一、元旦：12月30日至1月1日放假调休，共3天。12月29日（周日）上班。",
        "一、元旦：2024年12月30日（周一）至2025年1月1日放假调休，共3天。2024年12月29日（周日）上班。",
        "一、元旦：2024年12月30日至1月1日放假，共3天。12月29日上班。",
    ] {
        let holiday = read(line);
        assert_eq!(
            (holiday.off, &holiday.work[..]),
            (Some(expected), &[date("2024-12-29")][..])
        );
    }
    // The new year's sentence may be all that names the year.
    let named = read_notice(of(2022).split_once('\n').unwrap().1, &Given::default()).unwrap();
    assert_eq!(named.year.holidays, file(2022).holidays);
}

#[test]
fn the_table() {
    let read = read_notice(of(2026), &for_year(2026)).unwrap();
    assert_eq!(read.remarks, [Remark::UsualTitle]);
    let row = &read.rows[1];
    assert_eq!(row.off_text(true), "2026-02-15 周日 至 2026-02-23 周一");
    assert_eq!(row.days_text(true), "9 天（通知写 9 天）");
    assert_eq!(
        row.work_text(false),
        "2026-02-14 Saturday, 2026-02-28 Saturday"
    );
}

#[test]
fn sentences_alone_lack_their_notice() {
    let read = read_notice(of(2025).split_once('\n').unwrap().1, &for_year(2025)).unwrap();
    assert_eq!(read.remarks, [Remark::NoNotice]);
    assert_eq!(check_year(&read.year), [YearFault::NoNotice { year: 2025 }]);
    let text = to_toml(&read.year);
    assert_eq!(decode(&text), read.year);
    let filled = text
        .replace("# [[", "[[")
        .replace("# title", "title")
        .replace("# number = \"\"", "number = \"国办发明电〔2024〕12号\"")
        .replace("# date = ", "date = 2024-11-12");
    assert_eq!(decode(&filled), file(2025));
    let given = Given {
        year: Some(2025),
        number: Some("国办发明电〔2024〕12号".into()),
        date: Some(date("2024-11-12")),
    };
    assert_eq!(
        read_notice(of(2025).split_once('\n').unwrap().1, &given)
            .unwrap()
            .year,
        file(2025)
    );
}

#[test]
fn year_files_round_trip() {
    let plain = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|it| !it.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    for year in years() {
        let text = to_toml(&year);
        assert_eq!(decode(&text), year);
        assert_eq!(plain(&text), plain(&source(year.year)));
    }
    let mut odd = file(2026);
    odd.complete = false; // an announced year must name its seven holidays
    odd.holidays[0].name = "a\"b\\c\n\u{7F}".into();
    assert_eq!(decode(&to_toml(&odd)), odd);
}

/// The faults of 2026 with one place changed.
fn changed(from: &str, to: &str) -> Vec<NoticeFault> {
    assert!(of(2026).contains(from), "{from}");
    let faults = read_notice(&of(2026).replace(from, to), &for_year(2026)).unwrap_err();
    for fault in &faults {
        assert!(fault.text(true) != fault.text(false));
    }
    faults
}

fn why(from: &str, to: &str) -> Why {
    changed(from, to).remove(0).why
}

#[test]
fn contradictions_are_refused() {
    let day = |text: &str| date(text);
    assert_eq!(
        why("1月1日（周四）", "1月1日（周五）"),
        Why::WrongWeekday {
            day: day("2026-01-01"),
            claimed: Weekday::Fri
        }
    );
    assert!(matches!(
        why("（周日）上班", "（周六）上班"),
        Why::WrongWeekday { .. }
    ));
    assert!(matches!(
        why("共9天", "共8天"),
        Why::WrongLength { claimed: 8, .. }
    ));
    assert_eq!(
        why("5月9日（周六）上班", "5月11日（周一）上班"),
        Why::WorkOnWeekday(day("2026-05-11"))
    );
    assert!(matches!(
        why("5月1日（周五）至5日（周二）", "5月5日（周二）至1日（周五）"),
        Why::Reversed(_)
    ));
    assert!(matches!(
        why("2月15日", "2月30日"),
        Why::NoSuchDay {
            month: 2,
            day: 30,
            ..
        }
    ));
    assert!(matches!(why("2月15日", "13月15日"), Why::NoSuchDay { .. }));
    assert_eq!(
        why(
            "4月4日（周六）至6日（周一）放假，共3天",
            "4月4日（周六）至6日（周一）放假，不调休。4月11日上班"
        ),
        Why::NoSwap
    );
    assert!(matches!(
        why(
            "6月19日（周五）至21日（周日）放假，共3天",
            "6月17日放假，与周末连休"
        ),
        Why::NotBesideWeekend(_)
    ));
    assert!(matches!(
        why("10月1日（周四）", "2025年10月1日"),
        Why::OutsideYear(_)
    ));
    assert!(matches!(
        why("10月1日（周四）", "2027年10月1日"),
        Why::OutsideYear(_)
    ));
    assert_eq!(
        why(
            "10月1日（周四）至7日（周三）放假调休，共7天",
            "10月2日至8日放假调休，共7天"
        ),
        Why::WithoutItsDay(day("2026-10-01"))
    );
    assert_eq!(
        why("4月4日（周六）至6日（周一）", "7月4日（周六）至6日（周一）"),
        Why::OutOfOrder("清明节", "劳动节")
    );
    assert_eq!(why("。\n四、", "。4月11日放假。\n四、"), Why::SecondSpan);
    assert!(matches!(
        why(
            "10月1日（周四）至7日（周三）放假调休，共7天",
            "9月26日至10月7日放假调休，共12天"
        ),
        Why::Year(YearFault::OffTwice { .. })
    ));
    assert!(matches!(
        why("9月20日（周日）", "9月26日（周六）"),
        Why::Year(YearFault::OffAndWorked { .. })
    ));
    assert!(matches!(
        why("2月14日（周六）", "2月28日（周六）"),
        Why::Year(YearFault::WorkTwice { .. })
    ));
}

#[test]
fn what_is_not_understood_is_refused() {
    assert_eq!(
        why("五、端午节：", "五、端午节假期另行通知。端阳："),
        Why::Unknown
    );
    assert_eq!(why("。\n四、", "。4月8日照常营业。\n四、"), Why::Unknown);
    assert_eq!(why("。\n四、", "。各地可以自行决定。\n四、"), Why::Unknown);
    assert_eq!(
        why("（周六）上班。\n五", "（周六）上学。\n五"),
        Why::Unknown
    );
    assert_eq!(why("一、元旦：", "一、元旦节期间："), Why::Unknown);
    assert_eq!(
        why("（农历腊月二十八、周日）", "（待定、周日）"),
        Why::UnknownNote("待定".into())
    );
    assert_eq!(why("1月1日（周四）至3日", "一月一日至3日"), Why::Unknown);
    assert_eq!(
        why(
            "10月10日（周六）上班。",
            "10月10日（周六）上班。10月11日另有安排。"
        ),
        Why::Unknown
    );
    assert_eq!(
        why(
            "10月10日（周六）上班。",
            "10月10日（周六）上班。国庆前的周末照常休息。"
        ),
        Why::Unknown
    );
    let shown = changed("。\n四、", "。4月8日照常营业。\n四、").remove(0);
    assert_eq!(shown.sentence, "清明节：4月8日照常营业");
}

#[test]
fn what_is_missing_or_double_is_refused() {
    let first = |text: &str, given: &Given| read_notice(text, given).unwrap_err().remove(0).why;
    let none = Given::default();
    let line = of(2026).lines().find(|it| it.contains("端午节")).unwrap();
    assert_eq!(why(line, ""), Why::Missing("端午节"));
    assert!(matches!(
        why("六、中秋节", "六、端午节"),
        Why::NamedTwice("端午节")
    ));
    assert!(matches!(
        why("9月25日（周五）至27日（周日）放假，共3天。", ""),
        Why::NoOff
    ));
    assert_eq!(first("", &none), Why::Empty);
    assert_eq!(first(" \r\n\u{FEFF}", &none), Why::Empty);
    assert_eq!(first(&"放假".repeat(50_000), &none), Why::Long);
    assert_eq!(
        first(of(2026).split_once('\n').unwrap().1, &none),
        Why::NoYear
    );
    assert_eq!(
        first("国务院办公厅关于2026年部分节假日安排的通知", &none),
        Why::NoSection
    );
    assert_eq!(
        first(&whole(2026), &for_year(2027)),
        Why::YearsDiffer(2026, 2027)
    );
    assert!(matches!(
        first(&(whole(2025) + &whole(2026)), &none),
        Why::YearsDiffer(2025, 2026)
    ));
    assert_eq!(
        first(&whole(2026).replace("2026", "1926"), &none),
        Why::YearOutside(1926)
    );
    assert_eq!(
        first("国务院办公厅关于延长2020年春节假期的通知", &none),
        Why::Amendment
    );
    assert!(matches!(
        first(
            &whole(2026).replace("2025年11月4日", "2024年11月4日"),
            &none
        ),
        Why::NumberYear { .. }
    ));
    let given = Given {
        number: Some("国办发明电〔2025〕8号".into()),
        ..none.clone()
    };
    assert!(matches!(
        first(&whole(2026), &given),
        Why::NumbersDiffer(..)
    ));
    let given = Given {
        number: Some("7".into()),
        ..none.clone()
    };
    assert_eq!(first(of(2026), &given), Why::NoYear);
    let given = Given {
        date: Some(date("2025-11-05")),
        ..none
    };
    assert!(matches!(first(&whole(2026), &given), Why::DatesDiffer(..)));
}

#[test]
fn a_far_make_up_workday_is_remarked() {
    let text = of(2026).replace("10月10日（周六）", "1月10日（周六）");
    let read = read_notice(&text, &for_year(2026)).unwrap();
    assert_eq!(
        read.remarks.last(),
        Some(&Remark::FarWorkday(date("2026-01-10")))
    );
}

#[test]
fn a_wrong_sum_is_remarked() {
    let text = of(2026).replace("9月20日（周日）、", "");
    let read = read_notice(&text, &for_year(2026)).unwrap();
    let sum = read.remarks.iter().find_map(|it| match it {
        Remark::Year(fault) => Some(fault.severity()),
        _ => None,
    });
    assert_eq!(sum, Some(Severity::Warning));
}

proptest! {
    #[test]
    fn random_text_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = read_notice(&text, &for_year(2026));
        let _ = amend(&file(2020), &text, &Given::default());
    }

    #[test]
    fn shuffled_pieces_never_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "一、", "元旦", "春节", "国庆节", "、", "：", "。", "，", "1月", "12月", "30日", "2026年", "99999", "至", "（", "）", "周四",
        "放假", "调休", "上班", "共", "3", "天", "不调休", "与周末连休", "国务院办公厅关于", "的通知", "国办发明电〔", "〕7号", "延长", "假期至", "起正常上班", "年1月1日", "-", ".",
    ]), 0..60)) {
        let text = pieces.concat();
        let _ = read_notice(&text, &for_year(2026));
        let _ = read_notice(&text, &Given::default());
        let _ = amend(&file(2020), &text, &Given::default());
    }

    /// A notice with one character lost is refused, or read as the same, or differs in what it
    /// was told: never less than seven holidays, never a fault in the year.
    #[test]
    fn a_lost_character_never_makes_a_partial_year(at in 0_usize..600, year in prop::sample::select(vec![2022, 2024, 2025, 2026])) {
        let text: String = of(year).chars().enumerate().filter(|it| it.0 != at).map(|it| it.1).collect();
        if let Ok(read) = read_notice(&text, &for_year(year)) {
            prop_assert!(read.year.missing().is_empty());
            let unnamed = [YearFault::NoNotice { year }];
            let faults = check_year(&read.year);
            prop_assert!(faults.is_empty() || faults == unnamed, "{:?}", faults);
            let same = read.year.holidays == file(year).holidays;
            prop_assert!(same || !read.remarks.is_empty(), "{}", text);
        }
    }
}
