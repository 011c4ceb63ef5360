//! A class list as a school keeps it: forty people, every oddity, as XLSX, XLS
//! and CSV in GB18030. `school.txt` has what comes of each row;
//! `UPDATE_EXPECTED=1` writes it anew, and the XLSX and CSV beside it (the XLS is
//! the XLSX saved in the older format by `LibreOffice`).

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::LazyLock;

use calamine::{Data, Reader as _, Xlsx};
use chabudao::engine::Answers;
use chabudao::lang::Lang;
use chabudao::pack::Pack;
use chabudao::triage::book::{Book, Headed};
use chabudao::triage::csv::CsvSink;
use chabudao::triage::records::CsvRoster;
use chabudao::triage::run::{Done, RosterSource, run};
use chabudao::triage::sheet::SheetSink;
use chabudao::triage::value::CellReader;
use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook};

use crate::{Judged, RULES, besides, reader};

const TITLE: &str = "某某焊工培训学校 2026年复审学员名单";
const HEADINGS: [&str; 12] = [
    "序号",
    "姓名",
    "身份证号",
    "工种",
    "初领日期",
    "应复审日期",
    "复审考试日期",
    "成绩",
    "上报日期",
    "缴费",
    "联系电话",
    "备注",
];

/// What differs from person to person: the ID number's oddity, then from 工种 on.
/// `#` in front of a cell makes it a number of the spreadsheet, `@` a day.
type Person = (&'static str, [&'static str; 6]);

const ITEM: &str = "熔化焊接与热切割作业";

#[rustfmt::skip]
const PEOPLE: [Person; 40] = [
    // Reported on 28 September, in every way a day is written.
    ("", ["焊工", "2026-05-31", "2026-05-20", "#95", "2026-09-28", "√"]),
    ("", [ITEM, "2026-05-31", "2026-05-20", "95分", "2026.9.28", "是"]),
    ("", ["焊工", "2026.5.31", "2026.5.20", "通过", "2026/9/28", "#300"]),
    ("", ["焊工", "2026年5月31日", "2026年5月20日", "合格", "20260928", "微信"]),
    ("", ["压力焊", "2026/5/31", "2026/5/20", "补考合格", "2026年9月28日", "单位付"]),
    ("", ["焊工", "20260531", "20260520", "#80", "09.28", "已缴"]),
    ("", ["焊工", "@2026-05-31", "@2026-05-20", "81分", "9月28日", "300元"]),
    ("", ["焊工", "@2026-05-31", "@2026-05-20", "#88", "@2026-09-28", "现金"]),
    ("", ["电焊工", "2026年5月", "2026年5月", "#90", "#9.28", "支付宝"]),
    ("", [ITEM, "2026-05-31", "5月20日", "#90", "9-28", "√"]),
    ("", ["焊工", "2026-05-31", "5.20", "#90", "2026-9-28", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "及格", "28 September 2026", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026年9月28号", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-09-28", "已交清"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-09-28", "转账"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#100", "2026-09-28", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-09-28", "√"]),
    // Reported lately: the authority has its time.
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-11-20", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "11月20日", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "11.20", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-11-20", "√"]),
    // Only the month is known.
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "9月底", "√"]),
    // Not reported.
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "/", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "#90", "未报", "√"]),
    // Not passed, not sat.
    ("", ["焊工", "2026-05-31", "2026-05-20", "#60", "", "√"]),
    ("", ["焊工", "2026-05-31", "2026-05-20", "不合格", "", "√"]),
    ("", ["焊工", "2026-05-31", "", "缺考", "", "√"]),
    ("", ["焊工", "2026-05-31", "", "未参加考试", "", "√"]),
    // Not paid.
    ("ends in 000", ["焊工", "2026-05-31", "2026-05-20", "#90", "", "未交"]),
    ("blank inside", ["焊工", "2026-05-31", "2026-05-20", "#90", "", "欠100"]),
    // Sat lately; due in a year that is not written; no review due any more.
    ("small x", ["焊工", "5月31日", "2026-11-20", "#90", "", "√"]),
    ("apostrophe", ["焊工", "2027-05-31", "2026-11-20", "#90", "", "√"]),
    // Numbers that are not right, whatever else there is.
    ("17 digits", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-10-08", "√"]),
    ("empty", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-10-08", "√"]),
    ("number", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-10-08", "√"]),
    ("blank in front", ["焊工", "2026-05-31", "2026-05-20", "#90", "2026-10-08", "√"]),
];

/// A well-formed ID number of nobody; with `x` one that ends in X.
fn id_number(number: usize, x: bool) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    for order in number.. {
        let digits = format!("110101198001{:02}{order:03}", 1 + number % 28);
        let weighted = digits.bytes().zip(WEIGHTS);
        let sum: usize = weighted
            .map(|(digit, weight)| usize::from(digit - b'0') * weight)
            .sum();
        let check = char::from(b"10X98765432"[sum % 11]);
        if (check == 'X') == x {
            return format!("{digits}{check}");
        }
    }
    unreachable!("one of eleven ends in X")
}

fn odd_number(number: usize, oddity: &str) -> String {
    let good = id_number(number, oddity == "small x");
    match oddity {
        "" => good,
        "ends in 000" => good.split_at(15).0.to_owned() + "000",
        "blank inside" => format!("{} {}", good.split_at(6).0, good.split_at(6).1),
        "blank in front" => format!(" {good}"),
        "small x" => good.to_lowercase(),
        "apostrophe" => format!("'{good}"),
        "17 digits" => good.split_at(17).0.to_owned(),
        "number" => format!("#{good}"),
        "empty" => String::new(),
        other => panic!("no oddity {other}"),
    }
}

/// The rows of the list, title and sums included.
static ROWS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    const FAMILY: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄"];
    const GIVEN: [&str; 5] = ["小焊", "大弧", "铁生", "建国", "秀英"];
    let text = |cells: &[&str]| {
        cells
            .iter()
            .map(|&cell| cell.to_owned())
            .collect::<Vec<_>>()
    };
    let mut rows = vec![text(&[TITLE]), text(&HEADINGS)];
    for (number, (oddity, [trade, due, exam, score, reported, fee])) in (1..).zip(PEOPLE) {
        let name = format!("{}{}", FAMILY[(number - 1) % 8], GIVEN[(number - 1) / 8]);
        let (first, phone) = (
            format!("#{}", 2011 + number % 9),
            format!("#1390000{number:04}"),
        );
        let remark = if number % 10 == 0 {
            "下午打电话"
        } else {
            ""
        };
        let mut row = text(&[
            &format!("#{number}"),
            &name,
            &odd_number(number, oddity),
            trade,
            &first,
        ]);
        row.extend(text(&[due, exam, score, reported, fee, &phone, remark]));
        rows.push(row);
    }
    rows.push(text(&[
        "合计", "40 人", "", "", "", "", "", "", "", "#11400",
    ]));
    rows.push(text(&[
        "制表人：张三",
        "",
        "",
        "",
        "",
        "审核：李四",
        "",
        "",
        "",
        "2026年11月20日",
    ]));
    rows
});

fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    let dated = Format::new().set_num_format("yyyy/m/d");
    for (row, cells) in (0..).zip(ROWS.iter()) {
        for (column, cell) in (0..).zip(cells) {
            let written = match cell.split_at_checked(1) {
                _ if cell.is_empty() => continue,
                Some(("#", number)) => {
                    sheet.write_number(row, column, number.parse::<f64>().expect("a number"))
                }
                Some(("@", day)) => {
                    let day: NaiveDate = day.parse().expect("a day");
                    sheet.write_datetime_with_format(row, column, day, &dated)
                }
                _ => sheet.write_string(row, column, cell),
            };
            written.expect("it is written");
        }
    }
    let middle = Format::new().set_bold().set_align(FormatAlign::Center);
    sheet
        .merge_range(0, 0, 0, 11, TITLE, &middle)
        .expect("it is written");
    book.save_to_buffer().expect("it is written")
}

/// As a spreadsheet saves it: the long number is lost.
fn csv() -> Vec<u8> {
    let cell = |cell: &String| match cell.split_at_checked(1) {
        Some(("#", number)) if number.len() == 18 => "1.10101E+17".to_owned(),
        Some(("#", number)) => number.to_owned(),
        Some(("@", day)) => day.replace("-0", "/").replace('-', "/"),
        _ => cell.clone(),
    };
    let rows = ROWS
        .iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(","));
    let text = rows.collect::<Vec<_>>().join("\r\n") + "\r\n";
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

/// What the school writes behind the file's name.
static OWN: LazyLock<(Pack, Answers)> = LazyLock::new(|| {
    let mut pack = RULES.0.clone();
    let given = pack.given().next().expect("one is given");
    pack.facts[given.number()].given = Some(1);
    let set = "[answers]\nmatter = 'review'\ncertificate = 'special-operation'\nchannel = 'official-site'\nseen = 'old-date'\nasked-bureau = 'no'\nvalidity = 'valid'\n";
    let set = format!("{set}{}", besides::lines(""));
    let answers = chabudao::answers::read(&pack, "set", &set)
        .expect("it reads")
        .answers;
    (pack, answers)
});

fn own() -> CellReader<'static> {
    let (pack, usual) = &*OWN;
    CellReader {
        pack,
        usual,
        pass_mark: Some(80.0),
        ..reader()
    }
}

fn judge(source: &mut impl RosterSource, reader: CellReader<'_>) -> (Judged, Done) {
    let mut sink = CsvSink::new(Vec::new());
    let done = run(source, &mut sink, reader, Lang::Zh, &[]);
    let done = done.unwrap_or_else(|stop| panic!("{}", stop.words(Lang::En, reader)));
    let csv = String::from_utf8(sink.into_inner()).expect("UTF-8");
    (
        Judged {
            csv,
            tally: done.tally.clone(),
        },
        done,
    )
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/triage")
        .join(name)
}

/// Number, what comes of it and what is said, a line each.
fn told(judged: &Judged) -> String {
    let mut out = String::new();
    for row in judged.rows().iter().skip(1) {
        let [own @ .., result, _, _, next, day, _, needs, problem] = row.as_slice() else {
            panic!("a row has the columns added");
        };
        if !row.concat().is_empty() && !own[1].contains('人') && !own[0].contains('：') {
            let _ = writeln!(
                out,
                "{} {result} | {next} | {day} | {needs} | {problem}",
                own[0]
            );
        }
    }
    out
}

#[test]
fn forty_people_give_forty_results_with_one_line() {
    let (judged, done) = judge(
        &mut Book::open(Cursor::new(xlsx()), &|_| Headed::People).expect("it opens"),
        own(),
    );
    let (found, tally) = (told(&judged), &judged.tally);
    let summary = done.summary.lines.join("\n") + "\n" + &done.summary.batches.1.join("\n");
    let found = format!("{summary}\n\n{found}");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(file("school.txt"), &found).expect("it is written");
        std::fs::write(file("school.xlsx"), xlsx()).expect("it is written");
        std::fs::write(file("school.csv"), csv()).expect("it is written");
    }
    assert_eq!(
        found,
        std::fs::read_to_string(file("school.txt")).expect("it is there")
    );
    assert_eq!((tally.rows, tally.nobody, tally.id_numbers), (40, 2, 8));
    assert_eq!(tally.results.iter().sum::<u64>(), 40, "forty of forty");
    assert!(
        summary.contains("9月28日报的 17 人，都已过 23 个工作日：给签发机关打一个电话"),
        "{summary}"
    );
    for (row, (oddity, _)) in PEOPLE.iter().enumerate() {
        let problem = judged.rows()[row + 1].last().expect("it has cells").clone();
        assert_eq!(
            problem.contains("身份证号"),
            !oddity.is_empty(),
            "{oddity}: {problem}"
        );
    }
    // Without a word on the command line nobody could be told anything.
    let (without, _) = judge(
        &mut Book::open(Cursor::new(xlsx()), &|_| Headed::People).expect("it opens"),
        CellReader {
            usual: &Answers::new(),
            ..reader()
        },
    );
    assert_eq!(without.tally.results.iter().sum::<u64>(), 0);
}

/// Of October some are past the limit on 23 November, and some are not.
#[test]
fn of_a_month_nobody_says_that_the_limit_is_not_past() {
    let text = "姓名,应复审日期,考试结果,缴费,考试日期,上报日期,机构答复\n王小焊,不知道,合格,已缴,2026-09-20,2026年10月,市里\n";
    let (_, done) = judge(&mut CsvRoster::new(text.as_bytes()), own());
    let said = done.summary.batches.1.join("\n");
    assert!(
        said.contains("2026年10月报的 1 人，只知道月份，可能已过 23 个工作日："),
        "{said}"
    );
}

/// Who has the day and something else to do first is counted, and told apart.
#[test]
fn of_those_of_a_day_it_says_how_many_it_speaks_of() {
    let text = "姓名,应复审日期,考试结果,缴费,考试日期,上报日期,机构答复\n王小焊,不知道,合格,已缴,2026-08-20,2026-09-28,市里\n李小焊,不知道,不合格,已缴,2026-08-20,2026-09-28,市里\n";
    let (_, done) = judge(&mut CsvRoster::new(text.as_bytes()), own());
    let said = done.summary.batches.1.join("\n");
    assert!(
        said.starts_with("9月28日报的 2 人里轮到这一步的 1 人，都已过 23 个工作日："),
        "{said}"
    );
}

/// A wait of which something is asked today: no line of the list says only "wait".
#[test]
fn who_has_to_be_asked_for_today_is_not_left_to_wait() {
    let text = "姓名,应复审日期,考试结果,缴费,考试日期,上报日期,机构答复\n王小焊,2026-05-31,合格,已缴,2026-05-20,2026-11-20,市里\n李小焊,2026-05-31,合格,已缴,2026-05-20,,没报\n";
    let (judged, done) = judge(&mut CsvRoster::new(text.as_bytes()), own());
    assert_eq!(judged.added(0, "result"), "wait-authority");
    let (said, next) = (judged.added(0, "结论"), judged.added(0, "下一步"));
    assert!(said.contains("今天先问证上印的签发机关"), "{said}");
    assert!(
        next.starts_with("结论说今天先问签发机关的，今天就问"),
        "{next}"
    );
    let batches = done.summary.batches.1.join("\n");
    assert!(batches.ends_with("今天就问）"), "{batches}");
    assert_eq!(judged.added(1, "result"), "institution-must-report");
    let next = judged.added(1, "下一步");
    assert!(next.ends_with("结论说今天问机关的，今天就问"), "{next}");
    let said = judged.added(1, "结论");
    assert!(said.contains("今天也问签发机关证还有没有效"), "{said}");
}

/// "on" is right of days only.
#[test]
fn of_a_day_and_of_a_month_the_words_are_right_in_english() {
    for (when, said) in [
        (
            "2026年9月",
            "report date September 2026: 1, all past 23 working days",
        ),
        (
            "2026年10月",
            "report date October 2026: 1, only the month is known",
        ),
        (
            "2026-09-28",
            "report date 28 September: 1, all past 23 working days",
        ),
    ] {
        let text = format!(
            "姓名,应复审日期,考试结果,缴费,考试日期,上报日期,机构答复\n王小焊,不知道,合格,已缴,2026-08-20,{when},市里\n"
        );
        let mut source = CsvRoster::new(text.as_bytes());
        let mut sink = CsvSink::new(Vec::new());
        let done = run(&mut source, &mut sink, own(), Lang::En, &[]).expect("it is judged");
        let found = done.summary.batches.1.join("\n");
        assert!(found.contains(said), "{found}");
    }
}

#[test]
fn the_older_format_and_text_say_the_same() {
    let (xlsx, _) = judge(
        &mut Book::open(Cursor::new(xlsx()), &|_| Headed::People).expect("it opens"),
        own(),
    );
    let bytes = std::fs::read(file("school.xls")).expect("it is there");
    let (xls, _) = judge(
        &mut Book::open(Cursor::new(bytes), &|_| Headed::People).expect("it opens"),
        own(),
    );
    assert_eq!(told(&xls), told(&xlsx));
    let bytes = csv();
    let (text, _) = judge(&mut CsvRoster::new(bytes.as_slice()), own());
    assert_eq!(told(&text), told(&xlsx));
}

/// What a school opens: the summary first, then the list with its title over all
/// of it, what was found right of the name.
#[test]
fn the_workbook_is_the_list_again() {
    let reader = own();
    let written = |ids| {
        let mut sink = SheetSink::new(std::env::temp_dir(), ids);
        let mut book = Book::open(Cursor::new(xlsx()), &|_| Headed::People).expect("it opens");
        let done = run(&mut book, &mut sink, reader, Lang::Zh, &[]);
        let done = done.unwrap_or_else(|stop| panic!("{}", stop.words(Lang::En, reader)));
        let mut bytes = Vec::new();
        sink.write(&done.summary, reader.today, Lang::Zh, &mut bytes)
            .expect("it is written");
        bytes
    };
    let mut book = Xlsx::new(Cursor::new(written(false))).expect("an independent reader opens it");
    assert_eq!(book.sheet_names(), ["汇总", "名单"]);
    let list = book.worksheet_range("名单").expect("it is there");
    let text = |row: u32, column: u32| {
        list.get_value((row, column))
            .map(Data::to_string)
            .unwrap_or_default()
    };
    assert_eq!(text(0, 0), TITLE);
    let headings: Vec<_> = (0..19).map(|at| text(1, at)).collect();
    assert_eq!(
        headings[..11],
        [
            "序号",
            "姓名",
            "结论",
            "卡在哪一环",
            "下一步",
            "最早可询问日期",
            "日期是否确定",
            "还需要知道",
            "问题",
            "身份证号",
            "工种"
        ]
    );
    assert_eq!(headings[18], "备注");
    assert_eq!(
        text(24, 4),
        "没报的，我们去报，记下哪天；报过的、自己递交的，照结论去查；结论说今天问机关的，今天就问"
    );
    assert_eq!(
        (text(42, 0), text(42, 1), text(42, 16)),
        ("合计".to_owned(), "40 人".to_owned(), "11400".to_owned())
    );
    let merged = book
        .merge_cells_by_sheet_name("名单")
        .expect("they are read");
    let merged: Vec<_> = merged.iter().map(|area| (area.start, area.end)).collect();
    assert_eq!(merged, [((0, 0), (0, 18))]);
    let cover = book.worksheet_range("汇总").expect("it is there");
    let lines: Vec<_> = cover.rows().map(|row| row[0].to_string()).collect();
    assert!(lines[1].starts_with("8 人的身份证号有问题"), "{lines:?}");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("9月28日报的 17 人")),
        "{lines:?}"
    );

    let mut book = Xlsx::new(Cursor::new(written(true))).expect("an independent reader opens it");
    let list = book.worksheet_range("名单").expect("it is there");
    assert_eq!(
        list.get_value((1, 2)).map(Data::to_string).as_deref(),
        Some("result")
    );
    assert_eq!(
        list.get_value((2, 2)).map(Data::to_string).as_deref(),
        Some("call-bureau")
    );
}

#[test]
fn long_numbers_are_hidden_on_demand() {
    let masked = CellReader {
        masked: true,
        ..own()
    };
    let (plain, _) = judge(&mut CsvRoster::new(csv().as_slice()), own());
    let (judged, _) = judge(&mut CsvRoster::new(csv().as_slice()), masked);
    let long = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|run| run.len() > 8)
    };
    assert!(long(&plain.csv) && !long(&judged.csv), "{}", judged.csv);
    assert!(
        !judged.csv.contains("1390000") && !judged.csv.contains("110101"),
        "{}",
        judged.csv
    );
    assert!(judged.csv.contains("20260928"), "a day is nobody's number");
    assert_eq!(judged.tally, plain.tally);
}
