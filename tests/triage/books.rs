//! Rosters in workbooks, in and out; what was written is read back by a reader
//! that is not ours.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chabudao::lang::Lang;
use chabudao::triage::book::{Book, Headed};
use chabudao::triage::records::CsvRoster;
use chabudao::triage::run::run;
use chabudao::triage::sheet::SheetSink;
use chabudao::triage::stop::RosterFault;
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use crate::bombs::make;
use crate::{Judged, RULES, judge_source, judged, reader};

const HEADINGS: [&str; 6] = [
    "证件类型",
    "查询渠道",
    "查询结果",
    "应复审日期",
    "考试日期",
    "身份证号",
];

/// A workbook whose sheet `fill` makes.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("it is written")
}

fn judge(bytes: &[u8]) -> Result<Judged, RosterFault> {
    let headed = |row: &[String]| {
        let known = row.iter().filter(|text| RULES.1.role(text).is_some());
        if known.count() > 1 {
            Headed::People
        } else {
            Headed::Not
        }
    };
    let mut book = Book::open(Cursor::new(bytes), &headed)?;
    judge_source(&mut book, Lang::Zh, &[])
}

/// Headings in row `top`, and below them somebody who passed on 2026-11-20.
fn person(sheet: &mut Worksheet, top: u32) {
    for (at, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(top, at, heading).expect("it is written");
    }
    for (at, cell) in (0..).zip(["特种作业", "官网", "没更新", "不知道"]) {
        sheet
            .write_string(top + 1, at, cell)
            .expect("it is written");
    }
}

/// What comes of one cell for the day of the exam.
#[track_caller]
fn exam_date(write: impl FnOnce(&mut Worksheet), result: &str, problem: &str) {
    let bytes = book(|sheet| {
        person(sheet, 0);
        write(sheet);
    });
    let judged = judge(&bytes).unwrap_or_else(|stop| panic!("{}", stop.words(Lang::En, reader())));
    assert_eq!(judged.added(0, "result"), result);
    assert!(
        judged.added(0, "问题").contains(problem),
        "{}",
        judged.added(0, "问题")
    );
}

#[test]
fn days_as_spreadsheets_hold_them() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let format = Format::new().set_num_format("yyyy-mm-dd");
    let needs = ""; // the next question: was the exam passed?
    exam_date(
        |sheet| {
            sheet
                .write_datetime_with_format(1, 4, day, &format)
                .expect("written");
        },
        needs,
        "",
    );
    exam_date(
        |sheet| {
            sheet.write_number(1, 4, 46_346).expect("written");
        },
        needs,
        "",
    );
    exam_date(
        |sheet| {
            sheet.write_number(1, 4, 20_261_120).expect("written");
        },
        needs,
        "",
    );
    exam_date(
        |sheet| {
            sheet.write_number(1, 4, 11.2).expect("written");
        },
        needs,
        "末尾的 0 存不住",
    );
    exam_date(
        |sheet| {
            sheet.write_boolean(1, 4, true).expect("written");
        },
        needs,
        "不像日期",
    );
    // Under a format for days a year is a day of 1905, and a time is none.
    exam_date(
        |sheet| {
            let written = sheet.write_number_with_format(1, 4, 2_026, &format);
            written.expect("written");
        },
        needs,
        "年份是 1905，不合情理",
    );
    exam_date(
        |sheet| {
            let time = Format::new().set_num_format("h:mm");
            let written = sheet.write_number_with_format(1, 4, 0.375, &time);
            written.expect("written");
        },
        needs,
        "不像日期",
    );
    exam_date(
        |sheet| {
            sheet
                .write_formula(1, 4, Formula::new("TODAY()").set_result("46346"))
                .expect("written");
        },
        needs,
        "",
    );
    exam_date(
        |sheet| {
            sheet
                .write_formula(1, 4, Formula::new("X").set_result("#NAME?"))
                .expect("written");
        },
        needs,
        "公式错误 #NAME?",
    );
}

/// A month that is typed is kept as its first day, which nobody meant.
#[test]
fn a_month_in_a_workbook_is_no_day() {
    let coded = |code: &str| Format::new().set_num_format(code);
    let newer = [
        coded("yyyy\"年\"m\"月\""),
        coded("yyyy-mm"),
        coded("mmm-yy"),
        Format::new().set_num_format_index(17),
        Format::new().set_num_format_index(57),
    ];
    let newer = newer.iter().map(|format| {
        book(|sheet| {
            person(sheet, 0);
            for (column, day) in [(3, 46_327), (4, 46_346)] {
                let written = sheet.write_number_with_format(1, column, day, format);
                written.expect("written");
            }
        })
    });
    let number = |column: u8, day: f64| {
        let place = [1, 0, column, 0, 0, 0];
        make::record(0x0203, &[&place[..], &day.to_le_bytes()].concat())
    };
    let cells = vec![
        make::label(0, 2, "应复审日期"),
        make::label(0, 3, "考试日期"),
        number(2, 46_327.0),
        number(3, 46_346.0),
    ];
    let style = make::record(0x00E0, &[0, 0, 57, 0]);
    let older = make::xls(&[style], &[make::people(), cells].concat());
    for bytes in newer.chain([older]) {
        let judged = judge(&bytes).expect("it is judged");
        let csv = &judged.csv;
        assert!(csv.contains(",2026-11,2026-11-20,"), "{csv}");
    }
}

/// In a workbook that counts from 1904 a number without a format for days may be
/// four years later than it looks.
#[test]
fn a_bare_number_in_a_workbook_since_1904_is_no_day() {
    let number = |column: u8, day: f64| {
        let place = [1, 0, column, 0, 0, 0];
        make::record(0x0203, &[&place[..], &day.to_le_bytes()].concat())
    };
    let cells = vec![
        make::label(0, 2, "上报日期"),
        make::label(0, 3, "工号"),
        number(2, 44_867.0),
        number(3, 44_868.0),
    ];
    let cells = [make::people(), cells].concat();
    let since = make::record(0x0022, &[1, 0]);
    let judged = |globals: &[Vec<u8>]| judge(&make::xls(globals, &cells)).expect("it is judged");
    let told = judged(&[since]);
    assert_eq!(told.tally.faulty, 1, "{}", told.csv);
    assert!(
        told.csv
            .contains("「上报日期」：这个工作簿从 1904 年数日子"),
        "{}",
        told.csv
    );
    assert!(told.csv.contains(",44867,44868,"), "{}", told.csv);
    assert_eq!(judged(&[]).tally.faulty, 0);
}

#[test]
fn a_time_of_day_stays_one() {
    let bytes = book(|sheet| {
        person(sheet, 0);
        let time = Format::new().set_num_format("h:mm");
        sheet.write_string(0, 6, "集合").expect("written");
        let written = sheet.write_number_with_format(1, 6, 8.5 / 24.0, &time);
        written.expect("written");
    });
    let judged = judge(&bytes).expect("it is judged");
    assert!(judged.csv.contains(",08:30,"), "{}", judged.csv);
    let mut sink = SheetSink::new(std::env::temp_dir(), true);
    let mut book = Book::open(Cursor::new(bytes), &|_| Headed::People).expect("it is opened");
    let done = run(&mut book, &mut sink, reader(), Lang::Zh, &[]).expect("it is judged");
    let mut again = Vec::new();
    sink.write(&done.summary, reader().today, Lang::Zh, &mut again)
        .expect("it is written");
    let judged = judge(&again).expect("it is judged");
    assert!(judged.csv.contains(",08:30,"), "{}", judged.csv);
}

#[test]
fn id_numbers_held_as_numbers_are_refused() {
    exam_date(
        |sheet| {
            sheet
                .write_number(1, 5, 110_105_194_912_310_020.0)
                .expect("written");
        },
        "",
        "身份证号被表格软件改坏了",
    );
}

#[test]
fn merged_cells_are_explained_and_titles_passed_over() {
    let bytes = book(|sheet| {
        let plain = Format::new();
        sheet
            .merge_range(0, 0, 0, 5, "焊工复审名单", &plain)
            .expect("written");
        person(sheet, 1);
        for (at, cell) in (0..).zip(["特种作业", "官网", "没更新", "不知道"]) {
            sheet.write_string(3, at, cell).expect("written");
        }
        sheet
            .merge_range(2, 4, 3, 4, "2026-11-20", &plain)
            .expect("written");
    });
    let judged = judge(&bytes).expect("it is judged");
    assert!(
        judged.csv.starts_with("\u{feff}焊工复审名单,,"),
        "{}",
        judged.csv
    );
    assert!(
        !judged
            .csv
            .lines()
            .nth(2)
            .is_some_and(|row| row.contains("合并")),
        "{}",
        judged.csv
    );
    let second = judged.csv.lines().nth(3).expect("a second row");
    assert!(
        second.contains("第 4 行「考试日期」：这一格被合并了"),
        "{second}"
    );
}

#[test]
fn headings_under_merged_ones_belong_to_them() {
    let bytes = book(|sheet| {
        let plain = Format::new();
        for (at, heading) in [(0, "姓名"), (1, "身份证号"), (5, "备注")] {
            sheet
                .merge_range(1, at, 2, at, heading, &plain)
                .expect("written");
        }
        sheet
            .merge_range(0, 0, 0, 5, "焊工复审名单", &plain)
            .expect("written");
        sheet
            .merge_range(1, 2, 1, 4, "复审", &plain)
            .expect("written");
        for (at, heading) in [(2, "应复审日期"), (3, "考试日期"), (4, "结果")] {
            sheet.write_string(2, at, heading).expect("written");
        }
        for (at, cell) in (0..).zip(["王小焊", "11010519491231002X", "不知道", "2026-13-01"])
        {
            sheet.write_string(3, at, cell).expect("written");
        }
    });
    let judged = judge(&bytes).expect("it is judged");
    assert_eq!((judged.tally.rows, judged.tally.nobody), (1, 0));
    let headings = judged.csv.lines().nth(2).expect("headings");
    assert!(
        headings.starts_with("姓名,身份证号,应复审日期,考试日期,"),
        "{headings}"
    );
    let person = judged.csv.lines().nth(3).expect("a person");
    assert!(
        person.contains("第 4 行「考试日期」：没有这一天"),
        "{person}"
    );
}

#[test]
fn a_cell_in_the_far_corner_costs_nothing() {
    let bytes = book(|sheet| {
        person(sheet, 0);
        sheet.write_string(1_048_575, 16_383, "x").expect("written");
    });
    let words = judge(&bytes)
        .err()
        .map(|stop| stop.words(Lang::En, reader()));
    assert_eq!(
        words.as_deref(),
        Some(
            "the spreadsheet is too large: something stands in XFD1048576, far from the roster; delete it, or save the sheet as CSV"
        )
    );
}

#[test]
fn damaged_workbooks_are_refused() {
    let whole = book(|sheet| person(sheet, 0));
    for cut in [4, 100, whole.len() / 2, whole.len() - 30] {
        let stop = judge(&whole[..cut]).err().expect("it is refused");
        assert!(stop.words(Lang::Zh, reader()).contains("另存为"), "{cut}");
    }
    let older = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing";
    assert!(judge(older).is_err() && judge(b"").is_err());
}

#[test]
fn a_sheet_without_rows_says_so() {
    for bytes in [
        book(|_| ()),
        book(|sheet| {
            sheet.write_string(0, 0, "姓名").expect("written");
        }),
    ] {
        let words = judge(&bytes)
            .err()
            .map(|stop| stop.words(Lang::En, reader()));
        assert_eq!(
            words.as_deref(),
            Some("nobody stands in the roster; below the headings write one row for each person")
        );
    }
}

/// `formula.xlsx` was written by another library: a formula without a value,
/// a day, a failed formula, and a second sheet.
#[test]
fn a_formula_without_a_value_is_explained() {
    let bytes = include_bytes!("formula.xlsx");
    let mut book =
        Book::open(Cursor::new(bytes.as_slice()), &|_| Headed::People).expect("it is opened");
    assert_eq!(book.other_sheets, ["说明"]);
    let judged = judge_source(&mut book, Lang::Zh, &[]).expect("it is judged");
    let problems: Vec<_> = (0..3).map(|row| judged.added(row, "问题")).collect();
    assert!(
        problems[0].contains("第 2 行「考试日期」：这一格是公式，没有值"),
        "{}",
        problems[0]
    );
    assert_eq!(
        (problems[1].as_str(), judged.added(1, "result").as_str()),
        ("", "wait-usual")
    );
    assert!(problems[2].contains("公式错误 #N/A"), "{}", problems[2]);
    assert!(
        judged.csv.contains(",'=1+1,") || judged.csv.contains("\"'=1+1\""),
        "{}",
        judged.csv
    );
}

#[test]
fn the_older_format_is_read() {
    let bytes = include_bytes!("roster.xls");
    let mut book =
        Book::open(Cursor::new(bytes.as_slice()), &|_| Headed::People).expect("it is opened");
    let judged = judge_source(&mut book, Lang::Zh, &[]).expect("it is judged");
    assert_eq!(judged.tally.rows, 3);
    let rows: Vec<_> = judged.csv.lines().skip(2).collect();
    assert!(
        rows[0].contains("2026-11-20,不知道,11010519491231002X"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].contains("第 4 行「身份证号」：身份证号被表格软件改坏了"),
        "{}",
        rows[1]
    );
    assert!(rows[2].contains("20261120"), "{}", rows[2]);
    // A damaged number, and none at all.
    assert_eq!((judged.tally.faulty, judged.tally.id_numbers), (2, 2));
}

const ROSTER: &str = "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期,备注\n\
    特种作业,官网,没更新,不知道,合格,2026-11-20,=1+1\n\
    特种作业,官网,没更新,不知道,合格,10月8日,-5\n\
    特种作业,官网,没更新,不知道,合格,,\n";

fn written() -> Vec<u8> {
    let mut sink = SheetSink::new(std::env::temp_dir(), true);
    let ran = run(
        &mut CsvRoster::new(ROSTER.as_bytes()),
        &mut sink,
        reader(),
        Lang::Zh,
        &[],
    );
    let done = ran.unwrap_or_else(|stop| panic!("{}", stop.words(Lang::En, reader())));
    let mut bytes = Vec::new();
    sink.write(&done.summary, reader().today, Lang::Zh, &mut bytes)
        .expect("it is written");
    bytes
}

#[test]
fn a_workbook_written_says_what_the_csv_says() {
    let expected = judged(ROSTER);
    let mut book = Xlsx::new(Cursor::new(written())).expect("an independent reader opens it");
    let range = book.worksheet_range("名单").expect("the sheet is there");
    for (number, row) in expected.rows().iter().enumerate() {
        for (at, text) in row.iter().enumerate() {
            let position = (
                u32::try_from(number).expect("few") + 1,
                u32::try_from(at).expect("few"),
            );
            let found = match range.get_value(position) {
                Some(Data::DateTime(day)) => day.as_datetime().expect("a day").date().to_string(),
                Some(cell) => cell.to_string(),
                None => String::new(),
            };
            // A workbook needs no apostrophe: text is text there.
            assert_eq!(found, text.trim_start_matches('\''), "{position:?}");
        }
    }
    let formulas = book.worksheet_formula("名单").expect("the sheet is there");
    assert!(formulas.is_empty());
}

#[test]
fn the_same_bytes_on_every_run() {
    let first = written();
    std::thread::sleep(std::time::Duration::from_millis(1_100)); // a clock would show
    assert!(first == written());
}

#[test]
fn a_workbook_judged_again_gives_the_same_results() {
    let first = judge(&written()).expect("it is judged");
    let results: Vec<_> = judged(ROSTER)
        .rows()
        .iter()
        .map(|row| row[7].clone())
        .collect();
    let own: Vec<_> = first.rows().iter().map(|row| row[7].clone()).collect();
    assert_eq!(results, own);
}
