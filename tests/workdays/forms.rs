//! Forms that notices had or come in: 补休 of 2014 to 2017, 放假公休 of 2010 to 2012, advice to
//! employers, news above and below.
//!
//! The sentences of the years before 2018 are written down from memory: they test the grammar and
//! stand for nothing else. Their weekdays and the number of days that the law gives hold them.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::notices::{dressed, file, read, sentences, whole};
use super::{date, span};
use chabudao::check::notice::{Given, NoticeFault, Remark, Why, read_notice};
use chabudao::check::workdays::{KnownYears, check_year};
use chabudao::lang::Lang;

const OF_2010: &str = "一、元旦：1月1日至3日放假公休，共3天。
二、春节：2月13日至19日放假调休，共7天。2月20日（星期六）、21日（星期日）上班。
三、清明节：4月3日至5日放假公休，共3天。
四、劳动节：5月1日至3日放假公休，共3天。
五、端午节：6月14日至16日放假调休，共3天。6月12日（星期六）、13日（星期日）上班。
六、中秋节：9月22日至24日放假调休，共3天。9月19日（星期日）、25日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。";

const OF_2011: &str = "一、元旦：1月1日至3日放假公休，共3天。
二、春节：2月2日（农历除夕）至8日放假调休，共7天。1月30日（星期日）、2月12日（星期六）上班。
三、清明节：4月3日至5日放假调休，共3天。4月2日（星期六）上班。
四、劳动节：4月30日至5月2日放假公休，共3天。
五、端午节：6月4日至6日放假公休，共3天。
六、中秋节：9月10日至12日放假公休，共3天。
七、国庆节：10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。";

const OF_2012: &str = "一、元旦：2012年1月1日至3日放假调休，共3天。2011年12月31日（星期六）上班。
二、春节：1月22日至28日放假调休，共7天。1月21日（星期六）、1月29日（星期日）上班。
三、清明节：4月2日至4日放假调休，共3天。3月31日（星期六）、4月1日（星期日）上班。
四、劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。
五、端午节：6月22日至24日放假公休，共3天。
六、中秋节、国庆节：9月30日至10月7日放假调休，共8天。9月29日（星期六）上班。";

const OF_2014: &str = "一、元旦：1月1日放假1天。
二、春节：1月31日至2月6日放假调休，共7天。1月26日（星期日）、2月8日（星期六）上班。
三、清明节：4月5日放假，4月7日（星期一）补休。
四、劳动节：5月1日至3日放假调休，共3天。5月4日（星期日）上班。
五、端午节：6月2日放假，与周末连休。
六、中秋节：9月8日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月28日（星期日）、10月11日（星期六）上班。";

const OF_2015: &str = "一、元旦：1月1日至3日放假调休，共3天。1月4日（星期日）上班。
二、春节：2月18日至24日放假调休，共7天。2月15日（星期日）、2月28日（星期六）上班。
三、清明节：4月5日放假，4月6日（星期一）补休。
四、劳动节：5月1日放假，与周末连休。
五、端午节：6月20日放假，6月22日（星期一）补休。
六、中秋节：9月27日放假。
七、国庆节：10月1日至7日放假调休，共7天。10月10日（星期六）上班。";

const OF_2017: &str = "一、元旦：1月1日放假，1月2日（星期一）补休。
二、春节：1月27日至2月2日放假调休，共7天。1月22日（星期日）、2月4日（星期六）上班。
三、清明节：4月2日至4日放假调休，共3天。4月1日（星期六）上班。
四、劳动节：5月1日放假，与周末连休。
五、端午节：5月28日至30日放假调休，共3天。5月27日（星期六）上班。
六、中秋节、国庆节：10月1日至8日放假调休，共8天。9月30日（星期六）上班。";

/// The sentences as a whole notice, without a number.
fn old(year: i32, sentences: &str) -> String {
    dressed(year, "", sentences, &format!("{}年12月1日", year - 1))
}

#[test]
fn notices_of_2010_to_2017() {
    for (year, text, entries) in [
        (2010, OF_2010, 7),
        (2011, OF_2011, 7),
        (2012, OF_2012, 6),
        (2014, OF_2014, 8),
        (2015, OF_2015, 9),
        (2017, OF_2017, 7),
    ] {
        let found = read(&old(year, text));
        assert_eq!(found.year.holidays.len(), entries, "{year}");
        let errors = check_year(&found.year);
        assert!(errors.iter().all(|it| it.day().is_none()), "{errors:?}");
        // 2015 gave the mid-autumn day, a Sunday, back at the national day.
        let balance = |it: &&Remark| matches!(it, Remark::Balance { .. });
        let odd = found.remarks.iter().filter(balance).count();
        assert_eq!(odd, if year == 2015 { 2 } else { 0 }, "{year}");
    }
}

#[test]
fn a_day_in_lieu_is_an_entry_of_its_own() {
    let found = read(&old(2014, OF_2014));
    let qingming: Vec<_> = found
        .year
        .holidays
        .iter()
        .filter(|it| it.is_of("清明节"))
        .collect();
    assert_eq!(qingming.len(), 2);
    assert_eq!(qingming[0].off, Some(span("2014-04-05", "2014-04-05")));
    assert_eq!(qingming[1].off, Some(span("2014-04-07", "2014-04-07")));
    let row = &found.rows[2];
    assert_eq!(
        row.off_text(Lang::Zh),
        "2014-04-05 周六，2014-04-07 周一 补休"
    );
    assert_eq!(
        row.off_text(Lang::En),
        "2014-04-05 Saturday, 2014-04-07 Monday in lieu"
    );
    assert_eq!(row.days_text(Lang::Zh), "2 天（通知没有写）");
}

fn refused(text: &str) -> NoticeFault {
    read_notice(text, &Given::default(), &KnownYears::default())
        .unwrap_err()
        .remove(0)
}

#[test]
fn a_day_in_lieu_follows_a_weekend_at_once() {
    let why = |from: &str, to: &str| {
        assert!(OF_2015.contains(from));
        refused(&old(2015, &OF_2015.replace(from, to))).why
    };
    let june = "6月20日放假，6月22日（星期一）补休";
    assert_eq!(
        why(june, "6月20日放假，6月23日（星期二）补休"),
        Why::NotInLieu(date("2015-06-23"))
    );
    assert_eq!(
        why(june, "6月18日放假，6月19日（星期五）补休"),
        Why::NotInLieu(date("2015-06-19"))
    );
    assert_eq!(why(june, "6月22日（星期一）补休"), Why::Unknown);
    assert_eq!(
        why(june, "6月20日放假，6月22日补休，6月23日补休"),
        Why::SecondSpan
    );
}

#[test]
fn advice_to_employers_arranges_no_day() {
    let said = "2月18日（星期日）上班。";
    let advice = "鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。";
    let text = whole(2024).replace(said, &format!("{said}{advice}"));
    assert_eq!(read(&text).year, file(2024));
    let other = text.replace("鼓励", "要求");
    assert_eq!(refused(&other).why, Why::Unknown);
    let based = whole(2025).replace(
        "经国务院批准，",
        "经国务院批准，根据2024年11月修订的《全国年节及纪念日放假办法》，",
    );
    assert_eq!(read(&based).year, file(2025));
}

#[test]
fn news_stands_above_and_below() {
    let notice = whole(2026);
    let title = "国务院办公厅关于2026年部分节假日安排的通知";
    let body = notice.split_once('\n').unwrap().1;
    let links = "相关阅读：2026年放假安排来了！国庆10月1日至8日放假\n相关链接：国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）\n责任编辑：某某 1月4日上班";
    let below = "（新华社北京11月4日电）";
    for text in [
        format!(
            "新华社北京11月4日电 国务院办公厅日前发布关于2026年部分节假日安排的通知，全文如下：\n{notice}"
        ),
        format!("新华社北京2025年11月4日电（记者 某某）《{title}》全文如下：\n{notice}"),
        format!("{title}\n新华社北京11月4日电 全文如下：\n{body}"),
        format!("{title}\n来源：中国政府网 2025-11-04 10:00\n{body}"),
        format!("放假安排来了！元旦：1月1日至3日放假。\n11月4日，{notice}"),
        format!("{notice}{links}"),
        format!("{notice}{below}{links}"),
        notice.replace(
            "祥和平安度过节日假期。",
            &format!("祥和平安度过节日假期。{below}"),
        ),
        notice.replace("上班。\n\n", &format!("上班。{below}\n")),
        notice.replace(
            "国办发明电〔2025〕7号\n",
            "国办发明电〔2025〕7号\n新华社北京11月4日电\n",
        ),
    ] {
        assert_eq!(read(&text).year, file(2026), "{text}");
    }
}

#[test]
fn the_line_that_is_not_understood_is_named_and_no_other() {
    let last = sentences(2026).lines().last().unwrap();
    for odd in [
        "另有消息称10月8日也放假",
        "10月8日是否放假另行通知",
        "各单位照常上班",
    ] {
        let closing = "祥和平安度过节日假期。";
        let text = whole(2026).replace(closing, &format!("{closing}{odd}。"));
        let faults = read_notice(&text, &Given::default(), &KnownYears::default()).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(
            (faults[0].sentence.as_str(), &faults[0].why),
            (odd, &Why::Unknown)
        );
        let text = whole(2026).replace(last, &format!("{last}{odd}。"));
        assert_eq!(refused(&text).sentence, format!("国庆节：{odd}"));
        let text = whole(2026).replace("具体安排通知如下。", &format!("具体安排通知如下。{odd}。"));
        assert_eq!(refused(&text).sentence, odd);
    }
}
