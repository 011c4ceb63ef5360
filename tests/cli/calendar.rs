//! `chabudao calendar` and the ledger, from outside.

use std::fs;
use std::path::Path;

use super::{CALL, run_at, said, said_at, text};

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

/// `calendar add` of a notice on the day after it was issued.
fn add(home: &Path, more: &[&str], notice: &str) -> (i32, String, String) {
    let usual = ["calendar", "add", "-", "--today", "2026-11-21"];
    said_at(home, &[&usual[..], more].concat(), notice)
}

#[test]
fn a_pasted_notice_becomes_a_year_that_counts() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let ask = ["workdays", "2026-12-25", "--add", "10"];
    assert!(said_at(home.path(), &ask, "").1.contains("not-announced"));

    let (code, out, err) = add(home.path(), &["--dry-run"], NOTICE);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("春节  2027-02-05 周五 至 2027-02-11 周四  7 天（通知写 7 天）"),
        "{out}"
    );
    assert!(!home.path().join(".config/chabudao").exists());

    let (code, out, _) = add(home.path(), &[], NOTICE);
    assert_eq!(code, 0);
    assert!(out.contains("2027.toml"), "{out}");
    let replaced = "2027 年：代替程序自带的（那里只有法定放假日）。";
    assert!(out.contains(replaced) && !out.contains("请注意"), "{out}");
    let (_, out, _) = said_at(home.path(), &["calendar", "show", "2027"], "");
    assert!(
        out.starts_with("用的是您自己的文件 ") && out.contains(replaced),
        "{out}"
    );
    assert_eq!(said_at(home.path(), &ask, "").1, "2027-01-11\n");

    let (code, _, err) = add(home.path(), &[], NOTICE);
    assert_eq!(code, 2);
    assert!(err.contains("--replace"), "{err}");
    let again = add(home.path(), &["--replace"], NOTICE);
    assert_eq!(again.0, 0);
    let file = home.path().join(".config/chabudao/calendar/2027.toml");
    let file = file.to_str().expect("its path is UTF-8");
    assert_eq!(
        said(&["calendar", "check", file], "").1,
        "2027 年：没有问题。\n"
    );
}

#[cfg(unix)]
#[test]
fn a_year_that_cannot_be_written_names_its_file() {
    let home = tempfile::tempdir().expect("a folder for the test");
    fs::create_dir(home.path().join(".config")).expect("the folder is made");
    fs::write(home.path().join(".config/chabudao"), "").expect("the file is written");
    let (code, _, err) = add(home.path(), &[], NOTICE);
    assert_eq!(code, 2);
    assert!(err.contains("2027.toml：写不进去"), "{err}");
    assert!(!err.contains("os error"), "{err}");
}

/// A year of which all but one holiday is missing says so of each once.
#[test]
fn a_missing_holiday_is_told_once() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let folder = home.path().join(".config/chabudao/calendar");
    fs::create_dir_all(&folder).expect("the folder is made");
    let year = "year = 2027\ncomplete = true\n[[holiday]]\nname = \"元旦\"\noff = 2027-01-01\n";
    fs::write(folder.join("2027.toml"), year).expect("the file is written");
    let (code, _, err) = said_at(home.path(), &["workdays", "2026-09-18", "+3"], "");
    assert_eq!((code, err.matches("春节").count()), (0, 1), "{err}");
}

#[test]
fn a_notice_that_contradicts_itself_is_refused_with_the_sentence() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let wrong = NOTICE.replace("2月13日（周六）", "2月13日（周日）");
    refused(home.path(), &wrong, &["2月13日（周日）"]);
}

/// Nothing is written, and these words say why.
#[track_caller]
fn refused(home: &Path, notice: &str, words: &[&str]) {
    let (code, out, err) = add(home, &[], notice);
    assert_eq!((code, out.as_str()), (2, ""));
    for word in words.iter().chain(&["什么都没有写"]) {
        assert!(err.contains(word), "{word}: {err}");
    }
    assert!(!home.join(".config").exists());
}

#[test]
fn what_was_not_issued_or_breaks_the_law_is_not_written() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let home = home.path();
    let forecast = format!(
        "2027年放假安排（预测版）\n{}",
        NOTICE.split_once("一、").expect("it is numbered").1
    );
    refused(home, &forecast, &["预测", "没有通知的标题"]);
    let marked = format!("2027年放假安排预测（仅供参考）\n{NOTICE}");
    refused(home, &marked, &["标题的上面有“预测”", "请只贴通知本身"]);
    let marked = format!("{NOTICE}\n以上为网友推算\n");
    refused(home, &marked, &["落款的下面有“推算”", "请只贴通知本身"]);
    let unsigned = NOTICE.replace("国务院办公厅\n2026年11月20日\n", "");
    refused(home, &unsigned, &["没有落款"]);
    let tomorrow = NOTICE.replace("11月20日\n", "11月30日\n");
    refused(home, &tomorrow, &["2026-11-30 在今天（2026-11-21）之后"]);
    // The law has 端午 on 9 June and the new year from 5 February on: both sentences are shown.
    let moved = NOTICE.replace("6月9日（周三）", "6月16日（周三）");
    refused(
        home,
        &moved,
        &[
            "“端午节：6月16日（周三）放假1天，不调休”",
            "2027-06-09 周三 是法定的端午节",
        ],
    );
    let worked = NOTICE
        .replace(
            "2月5日（周五）至11日（周四）放假调休，共7天",
            "2月8日（周一）至14日（周日）放假，共7天",
        )
        .replace("2月13日（周六）上班", "2月6日（周六）上班");
    refused(
        home,
        &worked,
        &["2月6日（周六）上班", "2027-02-06 周六 是法定的春节"],
    );
}

#[test]
fn a_later_year_says_what_was_not_checked() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let notice = "国务院办公厅关于2028年部分节假日安排的通知
国办发明电〔2027〕9号
一、元旦：1月1日（周六）至3日（周一）放假，共3天。
二、春节：1月25日（周二）至31日（周一）放假调休，共7天。1月23日（周日）上班。
三、清明节：4月4日（周二）放假1天，不调休。
四、劳动节：5月1日（周一）至2日（周二）放假，共2天。
五、端午节：5月28日（周日）至29日（周一）放假，共2天。
六、中秋节、国庆节：10月1日（周日）至7日（周六）放假调休，共7天。10月8日（周日）上班。
国务院办公厅
2027年11月20日
";
    let ask = |notice: &str| {
        let ask = ["calendar", "add", "-", "--dry-run", "--today", "2027-11-21"];
        said_at(home.path(), &ask, notice)
    };
    let (code, out, _) = ask(notice);
    assert_eq!(code, 0);
    assert!(
        out.contains("春节、清明节、端午节、中秋节按农历或节气"),
        "{out}"
    );
    let moved = notice.replace("5月1日（周一）至2日（周二）", "5月2日（周二）至3日（周三）");
    let (code, _, err) = ask(&moved);
    assert_eq!(code, 2);
    assert!(err.contains("2028-05-01 周一 是法定的劳动节"), "{err}");
}

#[test]
fn an_older_notice_never_beats_a_newer_one() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let own = home.path().join(".config/chabudao/calendar");
    let base = include_str!("../workdays/notices/2019.txt")
        .split_once('\n')
        .expect("lines")
        .1;
    let notice =
        format!("国务院办公厅关于2019年部分节假日安排的通知\n{base}国务院办公厅\n2018年12月4日\n");
    refused(home.path(), &notice, &["2018-12-04", "2019-03-22"]);
    // Nor does it as a file: it is not used, and that is told.
    fs::create_dir_all(&own).expect("the folder is made");
    let file = include_str!("../../rules/calendar/2019.toml");
    let file = file
        .replace("date = 2019-03-22", "date = 2019-03-21")
        .replace("2019-05-04", "2019-05-03");
    fs::write(own.join("2019.toml"), &file).expect("the file is written");
    let count = ["workdays", "2019-04-30", "2019-05-05"];
    let (code, out, err) = said_at(home.path(), &count, "");
    assert_eq!((code, out.as_str()), (0, "1\n"));
    assert!(
        err.contains("2019.toml") && err.contains("更新的通知"),
        "{err}"
    );
    // The same notice with other days is read, and the days are shown.
    let notice = format!(
        "国务院办公厅关于2025年部分节假日安排的通知\n{}国务院办公厅\n2024年11月12日\n",
        include_str!("../workdays/notices/2025.txt")
            .split_once('\n')
            .expect("lines")
            .1
    );
    let notice = notice.replace("1月26日（周日）", "1月19日（周日）");
    let (code, out, _) = add(home.path(), &["--dry-run"], &notice);
    assert_eq!(code, 0);
    assert!(
        out.contains(
            "  2025-01-19 周日：没有安排 → 调休上班\n  2025-01-26 周日：调休上班 → 没有安排\n"
        ),
        "{out}"
    );
    assert!(!out.contains("没有核对"), "{out}");
    // A newer one is used, and what it changes is shown.
    let newer = file
        .replace("date = 2019-03-21", "date = 2019-04-01")
        .replace(", \"2019-05-05 周日\"", "");
    fs::write(own.join("2019.toml"), newer).expect("the file is written");
    let (code, out, err) = said_at(home.path(), &count, "");
    assert_eq!((code, out.as_str(), err.as_str()), (0, "0\n", ""));
    let (_, out, _) = said_at(
        home.path(),
        &["calendar", "show", "2019", "--lang", "en"],
        "",
    );
    assert!(
        out.contains("  2019-05-05 Sunday: make-up workday → nothing arranged\n"),
        "{out}"
    );
}

#[test]
fn a_notice_in_another_encoding_is_read() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let file = home.path().join("notice.txt");
    let path = file.to_str().expect("its path is UTF-8");
    let ask = [
        "calendar",
        "add",
        path,
        "--dry-run",
        "--today",
        "2026-11-21",
    ];
    let expected = add(home.path(), &["--dry-run"], NOTICE);
    let (gb, ..) = encoding_rs::GB18030.encode(NOTICE);
    let utf16: Vec<u8> = NOTICE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE", utf16.as_slice()].concat();
    for bytes in [gb.into_owned(), utf16, marked] {
        fs::write(&file, bytes).expect("the file is written");
        assert_eq!(said_at(home.path(), &ask, ""), expected);
    }
    let bytes: Vec<u8> = (0..=255).collect();
    fs::write(&file, bytes).expect("the file is written");
    let (code, out, err) = said_at(home.path(), &ask, "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("另存为纯文本"), "{err}");
}

#[test]
fn what_is_wrong_in_the_users_own_files_stops_nothing_else() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let own = home.path().join(".config/chabudao");
    fs::create_dir_all(own.join("calendar")).expect("the folder is made");
    let write = |name: &str, text: &[u8]| fs::write(own.join(name), text).expect("it is written");
    let count = ["workdays", "2026-09-18", "2026-10-15"];
    // Files of other programs are nobody's business.
    write("calendar/._2026.toml", b"\0\x05\x16\x07");
    write("calendar/.#2026.toml", b"=");
    write("calendar/2026.toml~", b"=");
    assert_eq!(
        said_at(home.path(), &count, ""),
        (0, "15\n".into(), String::new())
    );
    // Contacts are nothing to those who count days.
    write(
        "contacts.toml",
        "[contact.instituton]\nphone = \"见墙上\"\n[contact.bureau]\nphone = \"在手册里\"\n"
            .as_bytes(),
    );
    assert_eq!(
        said_at(home.path(), &count, ""),
        (0, "15\n".into(), String::new())
    );
    let output = run_at(home.path(), &["diagnose", "-"], &CALL);
    assert_eq!(output.status.code(), Some(0));
    let err = text(&output.stderr);
    assert!(
        err.contains(
            "contacts.toml:1:10：没有叫 `instituton` 的联系对象；是不是想写 `institution`？"
        ),
        "{err}"
    );
    assert!(!err.contains("见墙上"), "{err}");
    // Each fault in a year file is told where it stands, and the rules' own year holds.
    for (name, text, words) in [
        ("2026 (1).toml", "year = 2026\n", "年份文件要叫"),
        (
            "2026.toml",
            "year = 2026\ncomplete = ture\n",
            "2026.toml:2:12",
        ),
        (
            "2026.toml",
            "year = 2025\ncomplete = false\n",
            "文件名里的年份",
        ),
        (
            "2027.toml",
            "year = 2027\ncomplete = false\n",
            "2027-02-05 周五 是法定的春节",
        ),
        (
            "2026.toml",
            "year = 2026\ncomplete = false\n[[holiday]]\nname = \"元旦\"\noff = 2026-01-01\n",
            "法定的劳动节",
        ),
    ] {
        let file = format!("calendar/{name}");
        write(&file, text.as_bytes());
        let (code, out, err) = said_at(home.path(), &count, "");
        assert_eq!((code, out.as_str()), (0, "15\n"), "{err}");
        assert!(err.contains(name) && err.contains(words), "{words}: {err}");
        let (code, out, _) = said_at(home.path(), &["rules", "check"], "");
        assert_eq!(code, 0, "{out}");
        assert!(
            out.contains(name) && out.contains("没有错误，可以用"),
            "{out}"
        );
        fs::remove_file(own.join(file)).expect("it is removed");
    }
}

#[test]
fn a_year_file_that_breaks_the_law_is_told() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let (_, _, _) = add(home.path(), &[], NOTICE);
    let file = home.path().join(".config/chabudao/calendar/2027.toml");
    let text = fs::read_to_string(&file).expect("it was written");
    let text = text.replace("from = 2027-02-05", "from = 2027-02-06");
    let (code, out, _) = said(&["calendar", "check", "-"], &text);
    assert_eq!(code, 2);
    assert!(out.contains("2027-02-05 周五 是法定的春节"), "{out}");
}

/// Nothing is said of a year that a file does not name, nor of a folder that is not there.
#[test]
fn a_year_file_without_its_year_says_just_that() {
    let home = tempfile::tempdir().expect("a folder for the test");
    let folder = home.path().join(".config/chabudao/calendar");
    fs::create_dir_all(&folder).expect("the folder is made");
    for (text, words) in [
        ("", "2027.toml：文件是空的"),
        ("complete = false\n", "2027.toml：[2027.toml] 缺少 `year`"),
    ] {
        fs::write(folder.join("2027.toml"), text).expect("the file is written");
        let (code, _, err) = said_at(home.path(), &["workdays", "2026-09-18", "+3"], "");
        assert_eq!((code, err.lines().count()), (0, 1), "{err}");
        assert!(err.contains(words) && !err.contains("0000"), "{err}");
        let (code, out, _) = said(&["calendar", "check", "-"], text);
        let told = (code, out.matches("错误[").count());
        assert_eq!(told, (2, 1), "{out}");
        assert!(!out.contains("/user/"), "{out}");
    }
}

/// What is not used in the user's folder is not called good before it is put there.
#[test]
fn a_year_file_is_checked_as_it_is_loaded() {
    let home = tempfile::tempdir().expect("a folder for the test");
    add(home.path(), &[], NOTICE);
    let own = home.path().join(".config/chabudao/calendar/2027.toml");
    let year = fs::read_to_string(&own).expect("it was written");
    fs::remove_file(own).expect("it is removed");
    let checked = |name: &str, bytes: &[u8], words: &str| {
        let file = home.path().join(name);
        fs::write(&file, bytes).expect("the file is written");
        let file = file.to_str().expect("its path is UTF-8");
        let ask = ["calendar", "check", file, "--today", "2026-11-21"];
        let (code, out, err) = said_at(home.path(), &ask, "");
        assert_eq!(err, "");
        assert!(out.contains(words), "{words}: {out}");
        code
    };
    assert_eq!(checked("2027.toml", year.as_bytes(), "没有问题"), 0);
    let (gbk, ..) = encoding_rs::GBK.encode(&year);
    let utf16: Vec<u8> = format!("\u{feff}{year}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [gbk.into_owned(), utf16] {
        assert_eq!(checked("2027.toml", &bytes, "文件不是 UTF-8"), 2);
    }
    for name in ["2028.toml", "放假.toml"] {
        assert_eq!(checked(name, year.as_bytes(), "文件要叫 2027.toml"), 0);
    }
    let later = year.replace("date = 2026-11-20", "date = 2026-11-22");
    let words = "2026-11-22 在今天（2026-11-21）之后";
    assert_eq!(checked("2027.toml", later.as_bytes(), words), 0);
    let title = year.replace("关于2027年", "关于2026年");
    let words = "标题写的是 2026 年，文件是 2027 年的";
    assert_eq!(checked("2027.toml", title.as_bytes(), words), 0);
    let older = include_str!("../../rules/calendar/2019.toml");
    let older = older.replace("date = 2019-03-22", "date = 2019-03-21");
    assert_eq!(checked("2019.toml", older.as_bytes(), "更新的通知"), 2);
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
