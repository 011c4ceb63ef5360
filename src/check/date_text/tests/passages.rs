//! Days with other words around them.

use super::*;

#[test]
fn a_time_of_day_behind_a_day_is_passed_over() {
    for text in [
        "2026年10月8日 14:30",
        "2026年10月8日14:30",
        "2026年10月8日上午9:00",
        "2026-10-08 09:00:00",
        "2026-10-8 9:00-11:00",
        "20261008 14:30",
        "二〇二六年十月八日上午九点半",
        "2026年10月8日（周四）下午2点30分",
        "2026年10月8日 周四 晚上",
        "8 Oct 2026 9:00 am",
        "8 October 2026 at 9:00",
    ] {
        case(text, whole(2026, 10, 8));
    }
    for text in [
        "10月8号上午",
        "10-8 9:00",
        "约10月8日",
        "大概10月8号上午9点左右",
    ] {
        case(text, of_year(2026, 10, 8));
    }
    case("昨天下午", whole(2026, 11, 22));
    case("8 Oct 2026 Thu", whole(2026, 10, 8));
    for text in ["上午", "14:30", "9点"] {
        case(text, Typed::NotADay);
    }
}

/// It is asked back: nobody has read the words around it.
#[test]
fn the_only_full_day_of_a_message_is_meant() {
    let labels = [("有效期至", 1), ("复审", 0), ("考试", 0)];
    let asked = |text: &str| read_with(&labels, text, ymd(2026, 11, 23));
    let meant = Typed::Day {
        day: ymd(2026, 10, 8),
        taken: Supplied::Nothing,
        unfinished: true,
    };
    for text in [
        "【学校】您报名的复审考试定于2026年10月8日上午9:00在第3考场进行，电话0416-1234567。",
        "考试安排在 2026 年 10 月 8 日（周四），请带身份证",
        "通知：您的复审定在二〇二六年十月八日上午九点开始。",
        "Your exam is on 8 October 2026 at 9:00 in room 3.",
        "exam: October 8, 2026, room 3",
    ] {
        assert_eq!(asked(text), meant, "{text}");
    }
    let full = asked("考试时间：2026年10月8日上午9:00");
    assert_eq!(full, whole(2026, 10, 8));
    let other = asked("您的考试安排在2026年10月8日（周五）上午");
    let friday = Typed::OtherWeekday(ymd(2026, 10, 8), Weekday::Fri, Supplied::Nothing);
    assert_eq!(other, friday);
    let of_another = asked("您的证有效期至2026年10月8日，请报名考试");
    assert_eq!(of_another, Typed::OtherDay(1));
    for text in [
        // Two days, or one and a part of one.
        "报名2026年9月1日，考试2026年10月8日",
        "考试安排在2026年10月8日和9日",
        "考试安排在2026年10月8日至10日",
        "9月1日报名，考试在2026年10月8日举行",
        "from 8 October 2026 to 10 October 2026",
        "on 8 October 2026 or 10/10",
        "8-10 October 2026, room 3",
        // No day, or only a bound.
        "我不是2026年10月8日去的",
        "请在2026年10月8日前报名",
        "2026年10月8日以后去的",
        "报名截止2026年10月8日，请抓紧",
        "验证码 20261008，请勿告诉别人",
        "请于10月8日参加",
    ] {
        assert_eq!(asked(text), Typed::NotADay, "{text}");
    }
}
