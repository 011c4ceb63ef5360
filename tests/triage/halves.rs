//! Theory and practical in a column each, and no column of the whole result.

use std::process::Command;

use chabudao::lang::Lang;
use chabudao::triage::columns::Mapping;
use chabudao::triage::records::CsvRoster;
use chabudao::triage::stop::RosterFault;
use chabudao::triage::value::CellReader;

use crate::{Judged, RULES, judge, judge_with, judged, judged_by, reader};

const HEAD: &str = "办什么,证件类型,查询渠道,查询结果,应复审日期,有效期至,考试日期,谁递交申请";

/// Where the columns added begin, behind two halves.
const ADDED: usize = 10;

/// A person for whom nobody has applied: who passed is told so, but in a review.
fn person(matter: &str) -> String {
    format!("{matter},特种作业,官网,没更新,不知道,不知道,2026-11-20,没申请")
}

/// What came of a row: its result, or the column to fill in.
#[track_caller]
fn came(judged: &Judged, row: usize) -> String {
    let found = judged.added(row, "result") + &judged.added(row, "还需要知道");
    found.split('：').next().unwrap_or_default().to_owned()
}

/// A roster with these columns behind the others, and the cells of its rows.
fn roster(matter: &str, columns: &str, rows: &[String]) -> String {
    let rows = rows.iter().map(|row| format!("{},{row}\n", person(matter)));
    format!("{HEAD},{columns}\n{}", rows.collect::<String>())
}

#[test]
fn both_halves_together_are_one_result() {
    let asked = "「考试结果」";
    for (matter, theory, practical, expected) in [
        ("第一次", "合格", "合格", "apply-now"),
        ("换证", "合格", "√", "apply-now"),
        ("复审", "合格", "合格", "wait-usual"),
        ("换证", "理论合格", "实操通过", "apply-now"),
        // One of them failed: of a first certificate the theory stays passed.
        ("第一次", "合格", "不合格", "sit-practical"),
        ("第一次", "合格", "没考", "sit-practical"),
        ("第一次", "理论过了", "实操没考", "sit-practical"),
        ("第一次", "不合格", "合格", "exam-not-passed"),
        ("第一次", "不合格", "没考", "exam-not-passed"),
        ("换证", "合格", "不合格", "exam-not-passed"),
        ("复审", "合格", "没过", "exam-not-passed"),
        ("复审", "不合格", "", "exam-not-passed"),
        ("复审", "", "不合格", "exam-not-passed"),
        ("复审", "缺考", "缺考", "not-sat-yet"),
        ("换证", "合格", "待出", "wait-usual"),
        // What is not there is not passed.
        ("换证", "合格", "", asked),
        ("换证", "", "合格", asked),
        ("第一次", "合格", "", asked),
        ("第一次", "合格", "不知道", asked),
        ("复审", "合格", "没考", asked),
        ("复审", "没考", "合格", asked),
        ("换证", "合格", "改天再说", asked),
        ("换证", "", "", asked),
    ] {
        let row = [format!("{theory},{practical}")];
        let judged = judged(&roster(matter, "理论成绩,实操成绩", &row));
        assert_eq!(came(&judged, 0), expected, "{matter}: {row:?}");
    }
}

/// By whatever words and marks, in whatever order: passed only where both are.
#[test]
fn never_passed_unless_both_are_and_their_order_does_not_matter() {
    let passed = ["合格", "通过", "√", "80", "95分", "补考合格", "passed"];
    let others = [
        "",
        "-",
        "不合格",
        "79",
        "0",
        "×",
        "没考",
        "缺考",
        "待出",
        "不知道",
        "已考",
        "理论过了",
        "只过理论",
        "理论过了实操没过",
        "认不出",
        "850",
        "theory-only",
    ];
    let all: Vec<_> = passed.iter().chain(&others).collect();
    let pairs = || all.iter().flat_map(|a| all.iter().map(move |b| (**a, **b)));
    let reader = CellReader {
        pass_mark: Some(80.0),
        ..reader()
    };
    for matter in ["第一次", "换证", "复审", "不知道", "补证"] {
        let [one, other] = [false, true].map(|swapped| {
            let row = |(a, b)| {
                if swapped {
                    format!("{b},{a}")
                } else {
                    format!("{a},{b}")
                }
            };
            let rows: Vec<_> = pairs().map(row).collect();
            let columns = if swapped {
                "实操,理论"
            } else {
                "理论,实操"
            };
            judged_by(&roster(matter, columns, &rows), reader)
        });
        let [one, other] = [one, other].map(|judged| judged.rows());
        for (row, (theory, practical)) in pairs().enumerate() {
            let pair = format!("{matter}: {theory} / {practical}");
            // In its own column "theory passed" is no more than that.
            let is_passed =
                (passed.contains(&theory) || theory == "理论过了") && passed.contains(&practical);
            let failed = ["不合格", "79", "0", "×"];
            let is_failed = failed.contains(&theory) || failed.contains(&practical);
            let result = one[row][ADDED].as_str();
            if ["第一次", "换证"].contains(&matter) {
                assert_eq!(result == "apply-now", is_passed, "{pair}");
            }
            assert!(!(is_failed && result == "wait-usual"), "{pair}");
            // All that is added but where the columns stand.
            let added = ADDED..one[row].len() - 1;
            assert_eq!(one[row][added.clone()], other[row][added], "{pair}");
        }
    }
}

/// On the row it is said what was made of halves that are not alike.
#[test]
fn the_row_says_what_was_made_of_its_halves() {
    let rows = ["合格,合格", "合格,不合格", "合格,"].map(str::to_owned);
    let text = roster("换证", "理论成绩,实操成绩", &rows);
    let chinese = judged(&text);
    let said = [0, 1, 2].map(|row| chinese.added(row, "问题"));
    assert_eq!(
        said,
        [
            "",
            "第 3 行：看「理论成绩」「实操成绩」，「考试结果」算「不合格」；不对就加一列「考试结果」写明。",
            "第 4 行：只看「理论成绩」「实操成绩」，「考试结果」还不能算「合格」，也不知道算什么；请补全，或者加一列「考试结果」写明。",
        ]
    );
    assert_eq!(chinese.tally.faulty, 0);
    let english = judge(text.as_bytes(), Lang::En).expect("it is judged");
    assert_eq!(
        [1, 2].map(|row| english.added(row, "问题")),
        [
            "row 3: by 理论成绩 and 实操成绩, Exam result counts as fail; if that is wrong, add a column Exam result.",
            "row 4: by 理论成绩 and 实操成绩 alone Exam result does not count as pass, and what it is nobody can say; fill in what is missing, or add a column Exam result.",
        ]
    );
}

/// What everybody answers does not speak for somebody who has half a result.
#[test]
fn what_is_set_for_all_fills_in_no_half() {
    let mut usual = reader().usual.clone();
    let exam = RULES.0.find_fact("exam-result").expect("a fact");
    usual.set(exam, chabudao::engine::Value::Choice(0));
    let reader = CellReader {
        usual: &usual,
        ..reader()
    };
    let rows = ["合格,", ",不合格", ","].map(str::to_owned);
    let judged = judged_by(&roster("换证", "理论,实操", &rows), reader);
    let came = [0, 1, 2].map(|row| came(&judged, row));
    assert_eq!(came, ["「考试结果」", "exam-not-passed", "apply-now"]);
}

/// Where the whole is there too, its halves are not asked.
#[test]
fn the_whole_counts_beside_its_halves() {
    for columns in [
        "理论,实操,总成绩",
        "Theory,Practical,Result",
        "理论分数,实操分数,成绩",
        "理论成绩,实操成绩,考试结果",
        "理论,理论成绩,是否合格",
    ] {
        let row = ["合格,合格,不合格".to_owned()];
        let judged = judged(&roster("换证", columns, &row));
        assert_eq!(came(&judged, 0), "exam-not-passed", "{columns}");
        assert_eq!(judged.added(0, "问题"), "", "{columns}");
    }
}

#[test]
fn halves_are_told_by_brackets_and_in_english() {
    for columns in [
        "成绩（理论）,成绩（实操）",
        "考试成绩(理论),考试成绩(实操)",
        "理论是否合格,实操是否合格",
        "Theory,Practical score",
    ] {
        let rows = ["合格,合格", "合格,不合格"].map(str::to_owned);
        let judged = judged(&roster("换证", columns, &rows));
        let came = [0, 1].map(|row| came(&judged, row));
        assert_eq!(came, ["apply-now", "exam-not-passed"], "{columns}");
    }
    let whole = judged(&roster("换证", "成绩（理论+实操）", &["合格".to_owned()]));
    assert_eq!(came(&whole, 0), "apply-now");
}

pub(crate) fn mapped(text: &str, map: &str) -> Result<Judged, RosterFault> {
    let map = Mapping::read(map, &RULES.1).map_err(RosterFault::Columns)?;
    judge_with(
        &mut CsvRoster::new(text.as_bytes()),
        reader(),
        Lang::Zh,
        &[map],
    )
}

/// Which column counts, or which half it is, can be said.
#[test]
fn a_column_of_a_half_can_be_the_whole_or_another_half() {
    let row = ["合格,不合格".to_owned()];
    let two = roster("换证", "理论,实操", &row);
    let other = roster("换证", "理论,动手", &row);
    for (text, map, expected) in [
        (&two, "理论=exam-result", "apply-now"),
        (&two, "I=exam-result", "apply-now"),
        (&two, "实操=exam-result", "exam-not-passed"),
        (&two, "J=exam-result", "exam-not-passed"),
        (&two, "实操=-", "「考试结果」"),
        (&other, "动手=exam-result.second", "exam-not-passed"),
        (&other, "动手=实操成绩", "exam-not-passed"),
    ] {
        let judged = mapped(text, map).expect("it is judged");
        assert_eq!(came(&judged, 0), expected, "{map}");
    }
    let fault = mapped(&two, "理论=exam-rezult")
        .err()
        .expect("no such fact");
    let said = fault.words(Lang::En, reader());
    assert!(
        said.contains("exam-result.first, exam-result.second"),
        "{said}"
    );
}

/// Two columns of one half stop the run as two of anything do.
#[test]
fn a_half_that_stands_twice_is_asked_about() {
    let text = roster("换证", "理论,理论成绩,实操", &["合格,合格,合格".to_owned()]);
    let stop = judge(text.as_bytes(), Lang::En)
        .err()
        .expect("it is refused");
    let said = stop.words(Lang::En, reader());
    assert!(said.contains("I (理论), J (理论成绩)"), "{said}");
    assert!(said.contains("--map \"J=exam-result.first\""), "{said}");
}

/// Beside one half a column that only may be the whole may be the other half, and a
/// resit beside its half may count or not: nobody is passed without asking.
#[test]
fn a_half_beside_what_may_be_the_other_is_asked_about() {
    for (columns, row) in [
        ("成绩,成绩（实操）", "合格,不合格"),
        ("考试成绩,考试成绩（实操）", "合格,缺考"),
        ("成绩（理论）,成绩", "不合格,合格"),
        ("理论成绩,理论补考,实操成绩,实操补考", "合格,,不合格,合格"),
        ("理论,实操,补考成绩", "不合格,合格,合格"),
    ] {
        let text = roster("换证", columns, &[row.to_owned()]);
        let stop = judge(text.as_bytes(), Lang::Zh).err();
        let said = stop.map(|it| it.words(Lang::Zh, reader()));
        let asks = said.is_some_and(|it| it.contains("这几列说的都是"));
        assert!(asks, "{columns}");
    }
    // What it proposes to take for the whole is no half.
    for columns in ["成绩,理论", "理论,成绩"] {
        let text = roster("换证", columns, &[]);
        let stop = judge(text.as_bytes(), Lang::Zh).err();
        let said = stop.expect("it stops").words(Lang::Zh, reader());
        let at = HEAD
            .split(',')
            .chain(columns.split(','))
            .position(|it| it == "成绩");
        let letter = char::from(b'A' + u8::try_from(at.expect("a column")).expect("few"));
        assert!(
            said.contains(&format!("\"{letter}=exam-result\"")),
            "{said}"
        );
    }
    // One that says what both come to counts.
    let row = "合格,合格,不合格".to_owned();
    let judged = judged(&roster("换证", "理论,实操,总评", &[row]));
    assert_eq!(came(&judged, 0), "exam-not-passed");
}

/// The theory alone is no pass of the exam, and a half that was failed is none.
#[test]
fn one_half_alone_is_never_a_pass() {
    for column in ["理论成绩", "实操成绩"] {
        for matter in ["第一次", "换证", "复审"] {
            let rows = ["合格", "不合格", "95", "没考", ""].map(str::to_owned);
            let reader = CellReader {
                pass_mark: Some(80.0),
                ..reader()
            };
            let judged = judged_by(&roster(matter, column, &rows), reader);
            let came: Vec<_> = (0..rows.len()).map(|row| came(&judged, row)).collect();
            let asked = "「考试结果」";
            let expected = [asked, "exam-not-passed", asked, asked, asked];
            assert_eq!(came, expected, "{column}, {matter}");
        }
    }
}

/// The summary says in one line how the columns were read.
#[test]
fn the_summary_says_how_two_columns_were_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let summary = |columns: &str, arguments: &[&str]| {
        let text = roster("换证", columns, &["合格,合格".to_owned()]);
        let roster = folder.path().join("名单.csv");
        std::fs::write(&roster, text).expect("it is written");
        let output = Command::new(env!("CARGO_BIN_EXE_chabudao"))
            .arg("triage")
            .arg(roster)
            .args(["--today", "2026-11-23"])
            .args(arguments)
            .env("HOME", folder.path())
            .output();
        String::from_utf8_lossy(&output.expect("it runs").stderr).into_owned()
    };
    for (columns, arguments, line) in [
        (
            "理论,实操",
            &["--lang", "zh"][..],
            "「理论」「实操」合起来算「考试结果」：都是「合格」才算「合格」；只算一列的，写 --map \"实操=exam-result\"。\n",
        ),
        (
            "理论,实操",
            &["--lang", "en"],
            "理论 and 实操 together are Exam result: pass only where both are; where one of them counts, write --map \"实操=exam-result\".\n",
        ),
        (
            "理论,备注",
            &["--lang", "zh"],
            "只有「理论」，没有另一半：单凭它，「考试结果」不算「合格」；只考这一半的，写 --map \"理论=exam-result\"。\n",
        ),
        (
            "理论,备注",
            &["--lang", "en"],
            "Of Exam result there is only 理论, which alone never makes it pass; where that is all of it, write --map \"理论=exam-result\".\n",
        ),
    ] {
        let said = summary(columns, arguments);
        assert_eq!(said.matches(line).count(), 1, "{said}");
    }
    let mapped = summary("理论,实操", &["--lang", "en", "--map", "实操=exam-result"]);
    assert!(!mapped.contains("together"), "{mapped}");
    // Half a result is nobody's whole one, by whatever words it is set.
    let refused = summary("理论,实操", &["--lang", "en", "--set", "理论=合格"]);
    assert!(refused.contains("there is no fact"), "{refused}");
}

/// As a school's workbook has it: one merged heading over both, and marks.
#[cfg(feature = "xlsx")]
#[test]
fn halves_below_a_merged_heading_of_a_workbook() {
    use chabudao::triage::book::{Book, Headed};
    use rust_xlsxwriter::{Format, Workbook};

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let write = |sheet: &mut rust_xlsxwriter::Worksheet, row, column, text: &str| {
        sheet
            .write_string(row, column, text)
            .expect("it is written");
    };
    for (at, heading) in (0..).zip(HEAD.split(',').chain(["姓名"])) {
        let plain = Format::new();
        sheet
            .merge_range(0, at, 1, at, heading, &plain)
            .expect("it is merged");
    }
    sheet
        .merge_range(0, 9, 0, 10, "考核成绩", &Format::new())
        .expect("it is merged");
    write(sheet, 1, 9, "理论");
    write(sheet, 1, 10, "实操");
    let marks = [
        ("第一次", [85.0, 90.0]),
        ("第一次", [85.0, 40.0]),
        ("换证", [70.0, 90.0]),
    ];
    for (row, (matter, marks)) in (2..).zip(marks) {
        for (at, cell) in (0..).zip(person(matter).split(',').chain(["王小焊"])) {
            write(sheet, row, at, cell);
        }
        for (at, mark) in (9..).zip(marks) {
            sheet.write_number(row, at, mark).expect("it is written");
        }
    }
    let bytes = book.save_to_buffer().expect("it is written");
    let source = Book::open(std::io::Cursor::new(&bytes[..]), &|_| Headed::People);
    let reader = CellReader {
        pass_mark: Some(80.0),
        ..reader()
    };
    let mut source = source.unwrap_or_else(|stop| panic!("{}", stop.words(Lang::En, reader)));
    let judged = judge_with(&mut source, reader, Lang::Zh, &[]).expect("it is judged");
    let rows = judged.csv.lines().skip(2);
    for (row, expected) in rows.zip(["apply-now", "sit-practical", "exam-not-passed"]) {
        assert!(row.contains(&format!(",{expected},")), "{row}");
    }
}
