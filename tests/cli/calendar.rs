//! `chabudao calendar` and the ledger, from outside.

use super::{said, said_at};

const NOTICE: &str = "国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：2027年1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月13日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月20日
";

#[test]
fn a_pasted_notice_becomes_a_year_that_counts() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let ask = ["workdays", "2026-12-25", "--add", "10"];
    assert!(said_at(home.path(), &ask, "").1.contains("not-announced"));

    let (code, out, err) = said_at(home.path(), &["calendar", "add", "-", "--dry-run"], NOTICE);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("春节  2027-02-05 周五 至 2027-02-11 周四  7 天（通知写 7 天）"),
        "{out}"
    );
    assert!(!home.path().join(".config/chabudao").exists());

    let (code, out, _) = said_at(home.path(), &["calendar", "add", "-"], NOTICE);
    assert_eq!(code, 0);
    assert!(out.contains("2027.toml"), "{out}");
    assert_eq!(said_at(home.path(), &ask, "").1, "2027-01-11\n");

    let (code, _, err) = said_at(home.path(), &["calendar", "add", "-"], NOTICE);
    assert_eq!(code, 2);
    assert!(err.contains("--replace"), "{err}");
    let again = said_at(home.path(), &["calendar", "add", "-", "--replace"], NOTICE);
    assert_eq!(again.0, 0);
    let file = home.path().join(".config/chabudao/calendar/2027.toml");
    let file = file.to_str().expect("its path is UTF-8");
    assert_eq!(
        said(&["calendar", "check", file], "").1,
        "2027 年：没有问题。\n"
    );
}

#[test]
fn a_notice_that_contradicts_itself_is_refused_with_the_sentence() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let wrong = NOTICE.replace("2月13日（周六）", "2月13日（周日）");
    let (code, out, err) = said_at(home.path(), &["calendar", "add", "-"], &wrong);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("2月13日（周日）") && err.contains("什么都没有写"),
        "{err}"
    );
    assert!(!home.path().join(".config").exists());
}

#[test]
fn a_year_that_nobody_announced_says_so() {
    let (code, out, _) = said(&["calendar", "show", "2027"], "");
    assert_eq!(code, 0);
    assert!(out.starts_with("2027 年：放假安排没有公布"), "{out}");
    let (_, out, _) = said(&["calendar", "show", "2026", "--lang", "en"], "");
    assert!(out.starts_with("2026 (announced)"), "{out}");
    assert!(out.contains("Working days: 248"), "{out}");
}

#[test]
fn the_ledger_tells_every_day_and_its_notice() {
    let (code, out, _) = said(&["workdays", "2026-09-30", "2026-10-11", "--ledger"], "");
    assert_eq!(code, 0);
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines.len(), 11);
    assert_eq!(
        lines[0],
        "2026-10-01\t周四\t-\t放假 国庆节\t已公布\t国办发明电〔2025〕7号"
    );
    assert_eq!(lines[7], "2026-10-08\t周四\t1\t工作日\t已公布\t");
    assert_eq!(
        lines[9],
        "2026-10-10\t周六\t3\t调休上班 国庆节\t已公布\t国办发明电〔2025〕7号"
    );
    let (_, out, _) = said(
        &["workdays", "2026-12-25", "2026-12-28", "--ledger", "--json"],
        "",
    );
    let last = out.lines().last().expect("a line");
    assert_eq!(
        last,
        "{\"date\":\"2026-12-28\",\"kind\":\"workday\",\"holiday\":null,\"counted\":true,\"workdays\":1,\"status\":\"provisional\",\"notice\":null}"
    );
}
