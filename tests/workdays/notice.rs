//! Notices as pasted: the years known, every layout, and texts that must be refused.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::notices::{all, announced, file, knowing, read, sentences, whole};
use super::{date, decode, source, span, years};
use chabudao::check::notice::{Given, NoticeFault, Remark, Unfit, Why, read_notice, to_toml};
use chabudao::check::workdays::{KnownYears, Year, YearFault, check_year};
use chabudao::lang::Lang;
use chrono::Weekday;
use proptest::prelude::*;

const EXTENDED: &str = "国务院办公厅关于延长2020年春节假期的通知\n国办发明电〔2020〕1号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n一、延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。\n二、各地大专院校、中小学、幼儿园推迟开学，具体时间由教育部门另行通知。\n三、因疫情防控不能休假的职工，应安排补休。\n国务院办公厅\n2020年1月26日\n";

fn for_year(year: i32) -> Given {
    Given {
        year: Some(year),
        ..Given::default()
    }
}

/// What a text says that is refused, where these years are known.
fn faults_of(text: &str, given: &Given, known: &KnownYears) -> Vec<NoticeFault> {
    let faults = read_notice(text, given, known).unwrap_err();
    for fault in &faults {
        assert!(fault.text(Lang::Zh) != fault.text(Lang::En));
    }
    faults
}

#[test]
fn the_known_years_come_out_as_their_files() {
    for year in all() {
        let found = read(&whole(year));
        assert_eq!(found.year, announced(year));
        // The law days of no year are known here; 2020 has one working day fewer than the law gives.
        let unchecked = Remark::Unchecked(vec!["春节", "清明节", "端午节", "中秋节"]);
        let fewer = Remark::Balance {
            holiday: "春节".into(),
            found: 4,
            law: 3,
        };
        let expected = if year == 2020 {
            vec![fewer, unchecked]
        } else {
            vec![unchecked]
        };
        assert_eq!(found.remarks, expected, "{year}");
    }
}

#[test]
fn the_amendment_of_2020() {
    let amend = |text: &str, year: Year| {
        let read = read_notice(text, &Given::default(), &knowing([year])).unwrap();
        assert_eq!(read.rows.len(), 1);
        assert_eq!(read.rows[0].off, span("2020-01-31", "2020-02-02"));
        read.year
    };
    let before = announced(2020);
    assert_eq!(amend(EXTENDED, before.clone()), file(2020));
    // A make-up workday among the new days off is one no longer.
    let mut worked = before.clone();
    worked.holidays[1].work.push(date("2020-02-01"));
    assert_eq!(amend(EXTENDED, worked), file(2020));
    // A user's own year is amended before that of the rules.
    let known = KnownYears {
        shipped: vec![file(2020)],
        own: vec![before],
    };
    let read = read_notice(EXTENDED, &Given::default(), &known).unwrap();
    assert_eq!(read.year, file(2020));
}

/// The sentences of 2019-03-22 in three forms: test input from memory, held to the rules.
const MAY: [&str; 3] = [
    "　　经国务院批准，现将2019年劳动节放假安排调整如下：2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。",
    "　　为进一步做好节日放假工作，现就有关事项通知如下：\n　　一、2019年劳动节放假安排调整为：5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。\n　　二、各地区、各部门要做好衔接工作。",
    "　　劳动节：5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。\n　　各地区、各部门要做好衔接工作。",
];

fn moved(sentences: &str) -> String {
    format!(
        "国务院办公厅关于调整2019年劳动节假期安排的通知\n国办发明电〔2019〕3号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n{sentences}\n国务院办公厅\n2019年3月22日\n（此件公开发布）"
    )
}

#[test]
fn the_amendment_of_2019() {
    let known = knowing([announced(2019)]);
    for text in MAY {
        let read = read_notice(&moved(text), &Given::default(), &known).unwrap();
        assert_eq!(read.year, file(2019), "{text}");
        assert_eq!(read.remarks, []);
        assert_eq!(
            read.rows[0].off_text(Lang::Zh),
            "2019-05-01 周三 至 2019-05-04 周六"
        );
    }
    let why = |text: &str| faults_of(&moved(text), &Given::default(), &known).remove(0);
    // Whatever speaks of days and is not understood is named, and nothing is read.
    let fault = why(&MAY[0].replace("上班。", "上班。4月30日照常营业。"));
    assert_eq!(
        (fault.why, fault.sentence.as_str()),
        (Why::Unknown, "劳动节：4月30日照常营业")
    );
    let fault = why(&MAY[0].replace("上班。", "上班。原定的周末不再上班。"));
    assert_eq!(fault.sentence, "劳动节：原定的周末不再上班");
    assert_eq!(why("　　有关事项另行通知。").why, Unfit::NotAmending.into());
    // The first of May is off by law; both sentences are shown.
    let fault = why(&MAY[2].replace("5月1日至4日放假调休，共4天", "5月2日至4日放假调休，共3天"));
    assert!(
        fault
            .text(Lang::Zh)
            .contains("2019-05-01 周三 是法定的劳动节"),
        "{}",
        fault.text(Lang::Zh)
    );
}

#[test]
fn an_older_notice_does_not_take_away_what_a_newer_one_said() {
    let none = Given::default();
    for year in [2019, 2020] {
        let why = faults_of(&whole(year), &none, &knowing([file(year)]))
            .remove(0)
            .why;
        let newest = file(year).newest().unwrap();
        let date = announced(year).newest().unwrap();
        assert_eq!(why, Unfit::Older { date, newest }.into());
    }
    let known = |text: &str, year| faults_of(text, &none, &knowing([year])).remove(0).why;
    let name = "国办发明电〔2020〕1号".to_owned();
    assert_eq!(known(EXTENDED, file(2020)), Unfit::Known(name).into());
    let mut later = announced(2020);
    later.notices[0].date = date("2020-01-27");
    assert!(matches!(
        known(EXTENDED, later),
        Why::Unfit(Unfit::Older { .. })
    ));
    // The same notice again is no harm.
    let again = read_notice(&whole(2026), &none, &knowing([file(2026)]));
    assert_eq!(again.unwrap().year, file(2026));
}

#[test]
fn amendments_that_do_not_fit() {
    let before = announced(2020);
    let why = |text: &str, year: &Year| {
        let known = knowing([year.clone()]);
        faults_of(text, &Given::default(), &known).remove(0).why
    };
    let changed = |from: &str, to: &str| {
        assert!(EXTENDED.contains(from));
        why(&EXTENDED.replace(from, to), &before)
    };
    assert!(matches!(
        changed("2月2日", "1月29日"),
        Why::WrongWeekday { .. }
    ));
    assert!(matches!(
        changed("2月2日（农历正月初九，星期日）", "1月29日"),
        Why::Unfit(Unfit::NotLater { .. })
    ));
    assert!(matches!(
        changed("2月3日（星期一）", "2月4日"),
        Why::Unfit(Unfit::Resumes { .. })
    ));
    assert_eq!(
        changed("一、延长2020年春节", "一、延长2020年立春"),
        Why::Unknown
    );
    assert_eq!(
        changed("起正常上班。", "起正常上班。2月8日放假。"),
        Why::Unknown
    );
    assert_eq!(changed("假期至", "假期到了"), Why::Unknown);
    assert_eq!(changed("国务院办公厅\n", ""), Why::NoSignature);
    let sentence = EXTENDED.lines().nth(3).unwrap();
    assert_eq!(why(sentence, &before), Why::NoTitle);
    assert_eq!(why(EXTENDED, &file(2026)), Unfit::NotKnown(2020).into());
    let unnamed = Year {
        notices: Vec::new(),
        ..before.clone()
    };
    assert_eq!(why(EXTENDED, &unnamed), Unfit::NoFirstNotice.into());
    let empty = Year {
        holidays: Vec::new(),
        ..before
    };
    assert_eq!(
        why(EXTENDED, &empty),
        Unfit::NoSuchHoliday("春节".into()).into()
    );
}

#[test]
fn layout_makes_no_difference() {
    for year in all() {
        let text = whole(year);
        let known = announced(year);
        let apart: String = text.chars().flat_map(|it| [it, '\n']).collect();
        let full: String = text
            .chars()
            .map(|it| match it {
                '0'..='9' => char::from_u32(u32::from(it) + 0xFEE0).unwrap(),
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
            text.replace("。\n二", "\n二").replace("。\n三", "\n三"),
            text.replace("元旦：", "**元旦：** "),
            text.replace('月', "⽉"),
            text.replace("部分", "部\u{202E}分\u{200D}"),
            text.replace("，共", "，\n共"),
        ] {
            let mut found = read(&changed).year;
            // The number and the title are kept as they are written.
            found.notices.clone_from(&known.notices);
            assert_eq!(found, known, "{changed}");
        }
    }
}

#[test]
fn a_december_belongs_to_the_new_year() {
    let text = |line: &str| whole(2025).replace("一、元旦：1月1日（周三）放假1天，不调休。", line);
    let expected = span("2024-12-30", "2025-01-01");
    for line in [
        "一、元旦：12月30日至1月1日放假调休，共3天。12月29日（周日）上班。",
        "一、元旦：2024年12月30日（周一）至2025年1月1日放假调休，共3天。2024年12月29日（周日）上班。",
        "一、元旦：2024年12月30日至1月1日放假，共3天。12月29日上班。",
    ] {
        let holiday = read(&text(line)).year.holidays.remove(0);
        assert_eq!(
            (holiday.off, &holiday.work[..]),
            (Some(expected), &[date("2024-12-29")][..])
        );
    }
    // The new year's sentence may be all that names the year.
    let text = whole(2022)
        .replace("关于2022年", "关于")
        .replace("现将2022年", "现将");
    assert_eq!(read(&text).year.holidays, file(2022).holidays);
}

#[test]
fn the_table() {
    let row = &read(&whole(2026)).rows[1];
    assert_eq!(row.off_text(Lang::Zh), "2026-02-15 周日 至 2026-02-23 周一");
    assert_eq!(row.days_text(Lang::Zh), "9 天（通知写 9 天）");
    assert_eq!(
        row.work_text(Lang::En),
        "2026-02-14 Saturday, 2026-02-28 Saturday"
    );
}

/// Why a text is no complete notice.
fn incomplete(text: &str) -> Vec<Why> {
    let faults = faults_of(text, &for_year(2025), &KnownYears::default());
    faults.into_iter().map(|it| it.why).collect()
}

#[test]
fn only_a_complete_notice_settles_a_year() {
    let text = whole(2025);
    let title = "国务院办公厅关于2025年部分节假日安排的通知\n";
    let signature = "国务院办公厅\n　　2024年11月12日";
    assert!(text.contains(title) && text.contains(signature));
    assert_eq!(
        incomplete(sentences(2025)),
        [Why::NoTitle, Why::NoSignature]
    );
    assert_eq!(incomplete(&text.replace(title, "")), [Why::NoTitle]);
    assert_eq!(incomplete(&text.replace(signature, "")), [Why::NoSignature]);
    assert_eq!(
        incomplete(&text.replace("2024年11月12日", "")),
        [Why::NoSignature]
    );
    // The day alone may be told besides, the office may not.
    let given = Given {
        date: Some(date("2024-11-12")),
        ..Given::default()
    };
    let read_with = |text: &str| read_notice(text, &given, &KnownYears::default());
    let read_day = read_with(&text.replace("2024年11月12日", ""));
    assert_eq!(read_day.unwrap().year, file(2025));
    assert!(read_with(&text.replace(signature, "")).is_err());
}

#[test]
fn a_forecast_settles_nothing() {
    let title = "2025年部分节假日安排的通知";
    for word in [
        "预测版",
        "预计",
        "根据农历推算",
        "网传",
        "仅供参考",
        "待公布",
        "以正式通知为准",
    ] {
        let told = [
            whole(2025).replace(title, &format!("{title}（{word}）")),
            whole(2025)
                .replace("特此", "")
                .replace("节假日期间，", &format!("{word}，")),
            format!("{word}\n{}", sentences(2025)),
            format!("{}\n{word}", sentences(2025)),
        ];
        for text in told {
            let why = incomplete(&text).remove(0);
            assert!(
                matches!(&why, Why::Forecast(it) if word.contains(it.as_str())),
                "{word}: {why:?}"
            );
        }
    }
}

/// Whoever makes a notice up may mark it above or below; news around one that was
/// issued is left out by whoever is told so.
#[test]
fn a_forecast_beside_the_notice_is_told_with_its_place() {
    let notice = whole(2025);
    for (word, beside) in [
        ("预测", "2025年放假安排预测（仅供参考）\n"),
        ("仅供参考", "以上安排仅供参考\n"),
        ("网传", "此前网传的安排不准。"),
        ("预测", "首页|新闻|天气预测|视频\n"),
        ("预计", "相关阅读：2026年预计怎么放\n"),
        ("以官方通知为准", "最终以官方通知为准。\n"),
    ] {
        for (text, place) in [
            (format!("{beside}{notice}"), "标题的上面有"),
            (format!("{notice}\n{beside}"), "落款的下面有"),
        ] {
            let faults = faults_of(&text, &for_year(2025), &KnownYears::default());
            let [fault] = faults.as_slice() else {
                panic!("{faults:?}");
            };
            let said = fault.text(Lang::Zh);
            assert!(fault.sentence.contains(word), "{said}");
            for words in [word, place, "请只贴通知本身"] {
                assert!(said.contains(words), "{words}: {said}");
            }
        }
    }
    let news = format!("各位网友注意。{notice}相关阅读：2026年怎么放");
    assert_eq!(read(&news).year, file(2025));
}

#[test]
fn a_missing_number_is_remarked() {
    let number = "国办发明电〔2024〕12号";
    let text = whole(2025).replace(number, "");
    let found = read(&text);
    assert_eq!(found.remarks[0], Remark::NoNumber);
    assert_eq!(
        found.year.notices[0].name(),
        "国务院办公厅关于2025年部分节假日安排的通知"
    );
    // Such a file can be used, and what is missing is a warning.
    assert_eq!(decode(&to_toml(&found.year)), found.year);
    let blank = YearFault::BlankNotice {
        position: 1,
        number: true,
    };
    assert_eq!(check_year(&found.year), [blank]);
    let given = Given {
        number: Some("国办发明电[2024]12号".into()),
        ..Given::default()
    };
    let told = read_notice(&text, &given, &KnownYears::default()).unwrap();
    assert_eq!(told.year, file(2025));
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
    odd.holidays[0].name = "a\"b\\c".into();
    assert_eq!(decode(&to_toml(&odd)), odd);
}

/// The faults of 2026 with one place changed.
fn changed(from: &str, to: &str) -> Vec<NoticeFault> {
    let text = whole(2026);
    assert!(text.contains(from), "{from}");
    faults_of(
        &text.replace(from, to),
        &Given::default(),
        &KnownYears::default(),
    )
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
        Why::Year(YearFault::AgainstLaw {
            day: day("2026-10-01"),
            holiday: "国庆节".into()
        })
    );
    assert_eq!(
        why(
            "9月20日（周日）、10月10日（周六）上班",
            "10月10日（周六）、9月20日（周日）上班"
        ),
        Why::WorkReversed(day("2026-10-10"), day("2026-09-20"))
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
    let none = Given::default();
    let first =
        |text: &str, given: &Given| faults_of(text, given, &KnownYears::default()).remove(0).why;
    let line = sentences(2026)
        .lines()
        .find(|it| it.contains("端午节"))
        .unwrap();
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
    let unnamed = whole(2026).replace("2026年", "");
    assert_eq!(first(&unnamed, &none), Why::NoYear);
    let empty = whole(2026).replace(sentences(2026), "");
    assert_eq!(first(&empty, &none), Why::NoSection);
    assert_eq!(
        first(&whole(2026), &for_year(2027)),
        Why::YearsDiffer(2026, 2027)
    );
    assert!(matches!(
        first(&(whole(2025) + &whole(2026)), &none),
        Why::YearsDiffer(2025, 2026) | Why::NumbersDiffer(..)
    ));
    assert_eq!(
        first(&whole(2026).replace("2026", "1926"), &none),
        Why::YearOutside(1926)
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
    assert_eq!(first(&whole(2026), &given), Why::BadNumber);
    let given = Given {
        date: Some(date("2025-11-05")),
        ..none
    };
    assert!(matches!(first(&whole(2026), &given), Why::DatesDiffer(..)));
}

#[test]
fn a_make_up_workday_behind_a_free_weekend_is_remarked() {
    for other in ["10月17日（周六）", "11月7日（周六）"] {
        let found = read(&whole(2026).replace("10月10日（周六）", other));
        assert!(
            matches!(found.remarks[0], Remark::FarWorkday(day) if day != date("2026-10-10")),
            "{:?}",
            found.remarks
        );
    }
}

#[test]
fn a_lost_make_up_workday_is_remarked_at_its_holiday() {
    for (year, lost, name) in [
        (2026, "9月20日（周日）、", "国庆节"),
        (2019, "2018年12月29日（星期六）上班。", "元旦"),
        (2024, "9月14日（星期六）上班。", "中秋节"),
    ] {
        let text = whole(year);
        assert!(text.contains(lost));
        let found = read(&text.replace(lost, ""));
        let law = if name == "国庆节" { 3 } else { 1 };
        let balance = Remark::Balance {
            holiday: name.into(),
            found: law + 1,
            law,
        };
        assert_eq!(found.remarks[0], balance);
    }
}

proptest! {
    #[test]
    fn random_text_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = read_notice(&text, &for_year(2026), &knowing([]));
        let _ = read_notice(&format!("延长2020年春节假期至{text}"), &Given::default(), &knowing([file(2020)]));
    }

    #[test]
    fn shuffled_pieces_never_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "一、", "元旦", "春节", "国庆节", "、", "：", "。", "，", "1月", "12月", "30日", "2026年", "99999", "至", "（", "）", "周四",
        "放假", "调休", "上班", "共", "3", "天", "不调休", "与周末连休", "国务院办公厅关于", "的通知", "国办发明电〔", "〕7号", "延长", "假期至", "起正常上班", "年1月1日", "-", ".",
        "调整", "补休", "放假公休", "日电", "新华社", "以", "为准", "国务院办公厅2025年11月4日", "相关阅读",
    ]), 0..60)) {
        let text = pieces.concat();
        for title in ["", "国务院办公厅关于2026年部分节假日安排的通知", "国务院办公厅关于调整2026年春节假期的通知"] {
            let text = format!("{title}{text}国务院办公厅2025年11月4日");
            let _ = read_notice(&text, &Given::default(), &knowing([file(2026)]));
        }
    }

    /// A notice with one character lost is refused, or read as the same, or differs in what it
    /// was told: never less than seven holidays, never a fault in the year.
    #[test]
    fn a_lost_character_never_makes_a_partial_year(at in 0_usize..900, year in prop::sample::select(vec![2022, 2024, 2025, 2026])) {
        let text: String = whole(year).chars().enumerate().filter(|it| it.0 != at).map(|it| it.1).collect();
        if let Ok(read) = read_notice(&text, &Given::default(), &KnownYears::default()) {
            prop_assert!(read.year.missing().is_empty());
            let no_number = YearFault::BlankNotice { position: 1, number: true };
            prop_assert!(check_year(&read.year).iter().all(|it| *it == no_number));
        }
    }
}
