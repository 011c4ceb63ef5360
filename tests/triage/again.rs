//! What a school does with a result: it opens the workbook, mends a number, and
//! gives it in again.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

use crate::bombs::make::{Part, zip};
use crate::files::run;

/// Of three people two sat the exam after the review was due.
const LATE: &str = "姓名,身份证号,应复审日期,考试结果,考试日期,联系电话
王小明,11010519491231002X,2026-05-20,合格,2026-11-12,13900000001
李小红,,2026-05-20,合格,2026-11-12,13900000002
赵磊,440524188001010014,2026-05-31,合格,2026-11-13,13900000003
钱多,440524188001010014,不知道,合格,2026-11-13,13900000004
合计,,,,,
";

const SET: [&str; 8] = [
    "--set",
    "certificate=special-operation",
    "--set",
    "channel=official-site",
    "--set",
    "seen=old-date",
    "--set",
    "fee=paid",
];

fn triage(folder: &Path, arguments: &[&str]) -> String {
    let arguments = [&SET, arguments].concat();
    let output = run(folder, &arguments, b"");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", said(&output.stdout), said(&output.stderr))
}

fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("an independent reader opens it");
    let range = book.worksheet_range(name).expect("it is there");
    let rows = range.rows();
    rows.map(|row| row.iter().map(Data::to_string).collect())
        .collect()
}

fn part(path: &Path, name: &str) -> String {
    let bytes = fs::read(path).expect("it is there");
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).expect("it opens");
    let mut part = book.by_name(name).expect("it is there");
    let mut text = String::new();
    part.read_to_string(&mut text).expect("it reads");
    text
}

/// "Wait" never stands where somebody's own row says that it may be void.
#[test]
fn what_leads_a_row_leads_the_summary() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("late.csv"), LATE).expect("it is written");
    let said = triage(folder.path(), &["late.csv", "-o", "out.xlsx"]);
    let lead = "3: Exam after the review date: ask the authority today if the card holds.";
    assert!(said.starts_with(lead), "{said}");
    let wait = said.lines().find(|line| line.contains("wait-usual"));
    assert!(
        wait.is_some_and(|line| line.trim().starts_with("1 ")),
        "{said}"
    );
    let cover = sheet(&at("out.xlsx"), "汇总");
    assert!(cover[1][0].starts_with(lead), "{cover:?}");
    let todo = cover.iter().position(|row| row[0] == "To do now");
    let todo = &cover[todo.expect("there is a table") + 1..];
    assert_eq!(todo[0][1], "3", "{todo:?}");
    assert_eq!(
        (todo[1][0].as_str(), todo[1][1].as_str()),
        ("usual wait", "1")
    );
    // And points to nothing below, where nothing is.
    let list = sheet(&at("out.xlsx"), "名单");
    let step = list[0].iter().position(|text| text == "下一步");
    let step = &list[1][step.expect("it is added")];
    assert_eq!(
        step,
        "Exam after the review date: ask the authority today if the card holds."
    );
}

/// Who types an ID number into the result finds it there as it was typed.
#[test]
fn long_numbers_are_text_also_where_none_stands_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("late.csv"), LATE).expect("it is written");
    triage(folder.path(), &["late.csv", "-o", "out.xlsx"]);
    let (list, styles) = (
        part(&at("out.xlsx"), "xl/worksheets/sheet2.xml"),
        part(&at("out.xlsx"), "xl/styles.xml"),
    );
    let (_, cells) = styles.split_once("<cellXfs").expect("formats of cells");
    let looks: Vec<_> = cells.split("<xf ").skip(1).collect();
    let is_text = |place: &str| {
        let (_, cell) = list.split_once(&format!("r=\"{place}\"")).expect("a cell");
        let (_, look) = cell.split_once("s=\"").expect("its format");
        let look = look.split('"').next().expect("a number");
        looks[look.parse::<usize>().expect("a number")].contains("numFmtId=\"49\"")
    };
    // Name, seven columns added, then the number: I2 is filled, I3 is empty.
    for (place, text) in [("I2", true), ("I3", true), ("M2", true), ("A2", false)] {
        assert_eq!(is_text(place), text, "{place}");
    }
    // Sums and signatures are not sorted among the people.
    assert!(list.contains("<autoFilter ref=\"A1:M5\"/>"), "{list}");
}

/// Exports keep a long number whole by `="…"`; in a workbook a text is one anyway.
#[test]
fn a_number_kept_whole_by_a_formula_is_the_number_in_the_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    let quoted = LATE.replace(",13900000001", ",\"=\"\"13900000001\"\"\"");
    fs::write(folder.path().join("quoted.csv"), quoted).expect("it is written");
    triage(folder.path(), &["quoted.csv", "-o", "out.xlsx"]);
    let rows = sheet(&folder.path().join("out.xlsx"), "名单");
    assert_eq!(rows[1].last().map(String::as_str), Some("13900000001"));
}

#[test]
fn a_result_given_in_again_has_its_columns_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("late.csv"), LATE).expect("it is written");
    let replaced = "This roster is an earlier result";
    for (first, again, name) in [
        ("one.csv", "two.csv", ""),
        ("one.xlsx", "two.xlsx", ""),
        ("ids.xlsx", "ids-two.xlsx", "--ids"),
    ] {
        let ids: &[&str] = if name.is_empty() { &[] } else { &[name] };
        let said = triage(folder.path(), &[&["late.csv", "-o", first], ids].concat());
        assert!(!said.contains(replaced), "{said}");
        let said = triage(folder.path(), &[&[first, "-o", again], ids].concat());
        assert!(said.contains(replaced), "{said}");
        assert!(!said.contains("汇总"), "{said}");
        if first.ends_with("csv") {
            let text = |name| fs::read_to_string(at(name)).expect("it is written");
            assert_eq!(text(first), text(again));
        } else {
            assert_eq!(sheet(&at(first), "名单"), sheet(&at(again), "名单"));
        }
    }
}

#[test]
fn sheets_left_out_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let mut book = Workbook::new();
    for name in ["一班", "二班"] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (column, text) in ["姓名", "考试日期"].into_iter().enumerate() {
            let column = u16::try_from(column).expect("a column");
            sheet.write_string(0, column, text).expect("it is written");
            sheet
                .write_string(1, column, "不知道")
                .expect("it is written");
        }
    }
    book.save(at("two.xlsx")).expect("it is written");
    let said = triage(folder.path(), &["two.xlsx", "-o", "out.xlsx"]);
    let words = "only one was read (one with names or ID numbers, where there is one), not: 二班.";
    assert!(said.contains(words), "{said}");
    let cover = sheet(&at("out.xlsx"), "汇总");
    assert!(cover.iter().any(|row| row[0].contains(words)), "{cover:?}");
}

/// A list of the classes stands before that of the people.
#[test]
fn a_sheet_of_people_is_read_before_one_of_classes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [
        ("说明", [["这是", "说明"], ["一", "二"]]),
        ("班次", [["考试日期", "缴费"], ["2026-05-08", "已缴"]]),
        ("名单", [["姓名", "考试日期"], ["王小焊", "不知道"]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            sheet.write_row(row, 0, cells).expect("it is written");
        }
    }
    book.save(folder.path().join("two.xlsx"))
        .expect("it is written");
    let said = triage(folder.path(), &["two.xlsx"]);
    assert!(said.contains("not: 说明, 班次."), "{said}");
    assert!(said.contains("姓名 = name.record"), "{said}");
}

#[test]
fn another_office_format_is_no_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let ods = zip(&[("mimetype", Part::Plain(kind.to_owned()))]);
    fs::write(folder.path().join("名单.ods"), ods).expect("it is written");
    let said = triage(folder.path(), &["名单.ods"]);
    assert!(
        said.contains("ODS") && said.contains("XLSX or CSV"),
        "{said}"
    );
}
