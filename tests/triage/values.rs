//! What schools write in cells, and what comes of it.

use chabudao::engine::Value;
use chabudao::lang::Lang;
use chabudao::pack::Domain;
use chabudao::triage::cell::Cell;
use chabudao::triage::value::CellReader;

use crate::{judge, judged, judged_by, reader};

/// A roster of one person who has waited long, with one column more.
fn with(heading: &str, cell: &str) -> String {
    let cell = cell.replace('"', "\"\"");
    format!(
        "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期,{heading}\n\
         特种作业,官网,没更新,不知道,合格,2026-01-05,\"{cell}\"\n"
    )
}

/// The result of that person.
#[track_caller]
fn result(heading: &str, cell: &str, expected: &str) {
    let judged = judged(&with(heading, cell));
    assert_eq!(judged.added(0, "问题"), "", "{cell}");
    assert_eq!(judged.added(0, "result"), expected, "{heading} {cell}");
}

#[test]
fn choices_by_id_by_label_by_synonym() {
    for cell in [
        "no",
        "NO",
        "还没问",
        "Not yet",
        "没问",
        " 没 问 ",
        "ｎｏ",
        "'没问",
        "不知道",
        "unknown",
    ] {
        result("问过学校", cell, "call-institution");
        result("asked-institution", cell, "call-institution");
        result("是否问过学校（必填）", cell, "call-institution");
    }
}

/// What the column 问题 says of a cell, in Chinese.
#[track_caller]
fn refused(heading: &str, cell: &str, expected: &str) {
    let judged = judged(&with(heading, cell));
    assert_eq!(judged.added(0, "问题"), expected, "{heading} {cell}");
    assert_eq!((judged.tally.rows, judged.tally.faulty), (1, 1));
    assert!(!expected.contains(cell) || cell.is_ascii());
}

#[test]
fn what_is_not_understood_is_explained() {
    refused(
        "问过学校",
        "随便",
        "第 2 行「问过学校」：认不出这个说法；请写其中一个：没问、有答复、没人接；不清楚就写「不知道」。",
    );
    let day = "第 2 行「上报日期」：";
    for (cell, words) in [
        (
            "261008",
            "看不出是年月，还是两位数的年；请写成 2026-10-08 或 2026-10 这样。",
        ),
        (
            "8/10/2026",
            "看不出哪个是月、哪个是日；请照年、月、日写，例如 2026-10-08。",
        ),
        (
            "8/10/26",
            "看不出哪个是年；年份写四位、放最前面，例如 2026-10-08。",
        ),
        ("20261308", "没有这一天；请核对月和日。"),
        (
            "2026.1",
            "写成数字的，末尾的 0 存不住，看不出是 1 还是 10；请设成「文本」，写成 2026-10-30 或 2026-10 这样。",
        ),
        (
            "国庆以后",
            "不像日期；请写成 2026-10-08 这样，只知道月份就写 2026-10。",
        ),
        (
            "2062-10-08",
            "日子在今天（2026年11月23日）以后；请核对年份，还没到的日子请留空。",
        ),
        ("2206-10-08", "年份是 2206，不合情理；请核对。"),
        (
            "=TODAY()",
            "这一格是公式，没有值；请复制这一列，用「选择性粘贴」粘成「数值」。",
        ),
    ] {
        refused("上报日期", cell, &format!("{day}{words}"));
    }
    let destroyed = "身份证号被表格软件改坏了（后几位变成 0 或写成 1.1E+17），已经找不回来；请把这一列设成「文本」格式，照身份证重新输入。";
    for cell in [
        "1.10101E+17",
        "1.10105194912310E+17",
        "2.1070319710212E+017",
        "2.1E+17",
        "2,107E+17",
        "2.1E+7",
        "110105194912310000",
    ] {
        refused(
            "身份证号",
            cell,
            &format!("第 2 行「身份证号」：{destroyed}"),
        );
    }
}

#[test]
fn english_says_the_same() {
    let judged = judge(with("exam-date.", "").as_bytes(), Lang::En);
    drop(judged);
    let judged = judge(with("applied-date", "10月8日").as_bytes(), Lang::En).expect("it is judged");
    assert_eq!(
        judged.added(0, "问题"),
        "row 2, applied-date: no year, taken for 8 October 2026; if that is wrong, add the year."
    );
}

/// The start of a roster of somebody who found nothing, with these columns.
fn found_nothing(columns: &str, cells: &str) -> crate::Judged {
    judged(&format!(
        "证件类型,查询渠道,查询结果,{columns}\n特种作业,官网,没查到,{cells}\n"
    ))
}

#[test]
fn id_numbers_are_checked_as_typed() {
    for (cell, expected) in [
        ("11010519491231002X", ("", "")),
        ("\t11010519491231002X", ("", "")),
        ("11010519491231002X\t", ("", "")),
        ("\t11010519491231002X\t", ("", "")),
        ("\"=\"\"11010519491231002X\"\"\"", ("", "")),
        ("\"'=\"\"11010519491231002X\"\"\"", ("", "")),
        ("\"'\t11010519491231002X\"", ("", "")),
        ("fine", ("", "")),
        ("不知道", ("", "")),
        ("'11010519491231002X", ("", "身份证号前面多了一个撇号")),
        ("11010519491231002x", ("fix-id-number", "小写的 x")),
        ("110105194912310021", ("fix-id-number", "身份证号不对：")),
        (
            "110105 19491231 002X",
            ("fix-id-number", "第 7 个字符是空格"),
        ),
        (
            " 11010519491231002X",
            ("fix-id-number", "第 1 个字符是空格"),
        ),
        ("1101051949123100X", ("fix-id-number", "17 位")),
        (
            "11010519491231002Х",
            ("fix-id-number", "「Х」(U+0425)，样子像 X，但不是 X"),
        ),
        ("110105491231002", ("fix-id-number", "身份证号不对：")),
        (
            "110105194912310000",
            ("fix-id-number", "身份证号被表格软件改坏了"),
        ),
        ("1.10105E+17", ("fix-id-number", "身份证号被表格软件改坏了")),
        (
            "440524188001010000",
            ("fix-id-number", "身份证号被表格软件改坏了"),
        ),
        ("", ("", "身份证号空着")),
        ("-", ("", "身份证号空着")),
        ("无", ("", "身份证号空着")),
        ("暂无", ("", "身份证号空着")),
        ("0", ("", "身份证号空着")),
    ] {
        let judged = found_nothing("备注,身份证号", &format!("x,{cell}"));
        let (result, problem) = expected;
        assert_eq!(judged.added(0, "result"), result, "{cell:?}");
        let found = judged.added(0, "问题");
        assert!(found.contains(problem), "{cell:?} {found}");
        assert_eq!(found.is_empty(), problem.is_empty(), "{cell:?} {found}");
        assert_eq!(
            judged.tally.id_numbers,
            u64::from(!problem.is_empty()),
            "{cell:?}"
        );
        assert!(!found.contains("1949"), "{found}");
    }
}

/// Whatever way the row takes, the number in the school's list is looked at;
/// nothing else in 问题 speaks of it.
#[test]
fn id_numbers_are_checked_on_every_path() {
    for seen in ["没更新", "没查到", "已更新", "网页打不开"] {
        let roster = format!(
            "证件类型,查询渠道,查询结果,身份证号,上报日期\n特种作业,官网,{seen},1101051949123100X,过几天\n特种作业,官网,{seen},11010519491231002X,过几天\n"
        );
        let judged = judged(&roster);
        let problems: Vec<_> = (0..2).map(|row| judged.added(row, "问题")).collect();
        assert!(
            problems[0].contains("身份证号不对：") && problems[0].contains("17 位"),
            "{problems:?}"
        );
        assert!(!problems[1].contains("身份证号"), "{problems:?}");
        let (pack, words) = &*crate::RULES;
        let said = judged.tally.words(pack, words, Lang::Zh);
        assert!(said.starts_with("1 人的身份证号有问题"), "{said}");
    }
}

#[test]
fn a_day_without_its_year_is_taken_and_told() {
    for (cell, taken) in [
        ("09.28", "2026年9月28日"),
        ("9月28日", "2026年9月28日"),
        ("9月底", "2026年9月"),
        ("9月", "2026年9月"),
    ] {
        let judged =
            judged(&with("上报日期,机构答复", &format!("{cell}\",\"市里")).replace("\"\"", "\""));
        let said = format!("第 2 行「上报日期」：没有年份，当作{taken}；不对就补上年份。");
        assert_eq!(judged.added(0, "问题"), said);
        assert_eq!(judged.tally.faulty, 0, "it is understood");
        assert!(
            judged
                .added(0, "还需要知道")
                .starts_with("「问过签发机关」"),
            "{cell}"
        );
    }
}

/// Reported before the exam nobody is: a slip in the month, or a year nobody
/// can tell.
#[test]
fn a_year_that_would_put_the_report_before_the_exam_is_not_taken() {
    let roster = |exam: &str, reported: &str| {
        let text = format!(
            "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期,上报日期,机构答复\n特种作业,官网,没更新,不知道,合格,{exam},{reported},市里\n"
        );
        judged(&text)
    };
    for (cell, taken) in [("12月3日", "2025年12月3日"), ("12月", "2025年12月")] {
        let judged = roster("2026-10-05", cell);
        let said = format!(
            "第 2 行「上报日期」：没有年份，看不清是哪一年：当作{taken}，就比「考试日期」还早；请补上年份，再核对月份。"
        );
        assert_eq!(judged.added(0, "问题"), said);
        assert!(judged.added(0, "还需要知道").starts_with("「上报日期」"));
        assert_eq!(judged.tally.faulty, 1);
    }
    let judged = roster("2025-11-20", "12.3");
    assert!(
        judged
            .added(0, "问题")
            .contains("当作2025年12月3日；不对就补上年份")
    );
}

#[test]
fn a_day_that_may_lie_ahead_needs_its_year_and_stops_nothing() {
    let roster = "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期\n特种作业,官网,没更新,5月31日,合格,2026-11-20\n";
    // Of a year to come its weekday is right: nothing contradicts it.
    for day in ["12月10日（周四）", "10月8日（周五）", "Friday 8 October"] {
        let judged = judged(&roster.replace("5月31日", day));
        let problem = judged.added(0, "问题");
        assert!(problem.contains("缺年份，当作不知道"), "{day}: {problem}");
    }
    let full = judged(&roster.replace("5月31日", "2026年10月8日（周五）"));
    let problem = full.added(0, "问题");
    assert!(problem.contains("是周四，不是周五"), "{problem}");
    let judged = judged(roster);
    assert_eq!(judged.added(0, "result"), "wait-usual");
    let problem = judged.added(0, "问题");
    assert!(
        problem.starts_with("第 2 行「应复审日期」：缺年份"),
        "{problem}"
    );
    assert_eq!(judged.tally.faulty, 1);
}

#[test]
fn what_stood_above_already_is_told_without_the_number() {
    let text = "姓名,身份证号,考试日期\n\
        王小焊,11010519491231002X,2026-10-08\n\
        李大弧,440524188001010014,2026-10-08\n\
        张电极,11010519491231002x,2026-10-08\n\
        王小焊, 11010519491231002X,2026-10-08\n\
        赵焊条,,2026-10-09\n\
        赵焊条,,2026-10-09\n\
        姓名,身份证号,考试日期\n\
        姓名,身份证号,考试日期\n\
        钱气割,110105194912310000,2026-10-09\n\
        孙焊丝,110105194912310000,2026-10-09\n\
        张电极,１１０１０５１９４９１２３１００２Ｘ,2026-10-08\n";
    let judged = judged(text);
    let said = |row: usize| judged.added(row, "问题");
    for (row, expected) in [
        (2, "身份证号跟第 2 行的一样，姓名不一样"),
        (3, "身份证号跟第 2 行的一样，多半是同一个人写了两行"),
        (10, "身份证号跟第 4 行的一样，多半是同一个人写了两行"),
        (5, "跟第 6 行一模一样"),
    ] {
        assert!(said(row).contains(expected), "{}", said(row));
        assert!(!said(row).contains("1949"), "{}", said(row));
    }
    for row in [0, 1, 4, 8, 9] {
        assert!(!said(row).contains("一样"), "{}", said(row));
    }
    assert_eq!((judged.tally.repeated, judged.tally.nobody), (4, 2));
    let (pack, words) = &*crate::RULES;
    let summary = judged.tally.words(pack, words, Lang::Zh);
    assert!(summary.contains("4 行跟前面的行重复"), "{summary}");
}

/// Who has two certificates stands there twice; only what is the same but for
/// its serial number was written twice.
#[test]
fn two_certificates_of_one_person_are_no_repetition() {
    let head = "序号,姓名,身份证号,操作项目,应复审日期,考试日期,备注\n";
    let said = |rows: [&str; 3]| {
        let row = |(at, row): (usize, &str)| format!("{},{row}\n", at + 1);
        let rows: String = (0..).zip(rows).map(row).collect();
        let judged = judged(&format!("{head}{rows}"));
        let said = [0, 1, 2].map(|row| judged.added(row, "问题"));
        said.map(|said| {
            said.split('；')
                .find(|it| it.contains("一样"))
                .map(str::to_owned)
        })
    };
    let told = |text: &str| Some(format!("第 4 行「身份证号」：身份证号跟第 {text}"));
    let one = "王小焊,11010519491231002X,熔化焊,2026-05-01,2026-04-20,";
    let other_item = "王小焊,11010519491231002X,压力焊,2026-05-01,2026-04-20,";
    let other_due = "王小焊,11010519491231002X,熔化焊,2026-06-01,2026-04-20,";
    let other_remark = "王小焊,11010519491231002X,熔化焊,2026-05-01,2026-04-20,两个证";
    let other_name = "李大弧,11010519491231002X,熔化焊,2026-05-01,2026-04-20,";
    let third_item = "王小焊,11010519491231002X,钎焊,2026-05-01,2026-04-20,";
    assert_eq!(said([one, other_item, third_item]), [None, None, None]);
    let no_item = "王小焊,11010519491231002X,,2026-05-01,2026-04-20,";
    assert_eq!(
        said([one, no_item, &no_item.replace("2026-05", "2026-06")]),
        [None, None, None]
    );
    // Of the same certificate one of them cannot be right.
    let twice = told("2 行的一样，多半是同一个人写了两行");
    for again in [other_due, other_remark] {
        assert_eq!(said([one, other_item, again])[2], twice);
    }
    let of_second = told("3 行的一样，多半是同一个人写了两行");
    let second = &other_item.replace("2026-05", "2026-06");
    assert_eq!(said([one, other_item, second])[2], of_second);
    assert_eq!(said([one, other_item, one])[2], twice);
    let twice = told("3 行的一样，多半是同一个人写了两行");
    assert_eq!(said([one, other_item, other_item])[2], twice);
    assert_eq!(said([one, other_name, other_name])[2], twice);
    let name = told("2 行的一样，姓名不一样");
    assert_eq!(said([one, other_item, other_name])[2], name);
}

/// What cannot all be so is told, and changes no answer.
#[test]
fn days_out_of_order_and_marks_beside_another_result_are_told() {
    let reader = CellReader {
        pass_mark: Some(80.0),
        ..reader()
    };
    let said = |cells: &str| {
        let head = "姓名,考试日期,上报日期,批准日期,是否合格,成绩";
        let judged = judged_by(&format!("{head}\n王小焊,{cells}\n"), reader);
        assert_eq!(judged.tally.faulty, 0, "{}", judged.csv);
        judged.added(0, "问题")
    };
    let before = "第 2 行「上报日期」：这一天比「考试日期」还早";
    assert!(said("2026-09-18,2026-09-10,,合格,85").starts_with(before));
    let before = "第 2 行「批准日期」：这一天比「上报日期」还早";
    assert!(said("2026-09-18,2026-10-10,2026-10-01,合格,85").starts_with(before));
    assert!(said("2026-09,2026-08-31,,合格,85").contains("还早"));
    let against = "第 2 行「成绩」：跟「是否合格」写的对不上，照「是否合格」算了；请核对这两格。";
    for cells in ["合格,60", "不合格,95"] {
        assert_eq!(said(&format!("2026-09-18,,,{cells}")), against);
    }
    // These go together.
    for cells in [
        "2026-09-18,2026-09-18,2026-09-18,合格,80",
        "2026-09,2026-09-10,,合格,85",
        "2026-09-18,,,补考合格,60",
        "2026-09-18,,,等通知,85",
        "2026-09-18,,,不合格,60",
        "2026-09-18,,,,60",
    ] {
        assert_eq!(said(cells), "", "{cells}");
    }
}

/// Headings in two lines, as a list has them whose upper ones are merged.
#[test]
fn headings_in_two_lines_are_one_row_of_headings() {
    let head = "序号,姓名,身份证号,复审,,,上报,备注\n,,,应复审日期,考试日期,成绩,日期,\n";
    let person = "1,王小焊,11010519491231002X,2026-05-01,2026-04-20,合格,过几天,\n";
    let once = "序号,姓名,身份证号,应复审日期,考试日期,成绩,上报日期,备注\n";
    let told = |text: &str| {
        let judged = judged(text);
        let rows = judged.rows();
        let person = rows.last().expect("a person")[8..].to_vec();
        assert_eq!((judged.tally.rows, judged.tally.nobody), (1, 0), "{text}");
        let found = person.concat();
        assert!(found.contains("「上报日期」：不像日期"), "{found}");
        (
            judged.csv,
            found
                .replace("第 3 行", "第 2 行")
                .replace("第 4 行", "第 2 行"),
        )
    };
    let (_, expected) = told(&[once, person].concat());
    let (csv, found) = told(&[head, person].concat());
    assert_eq!(found, expected);
    // Under a title, with the upper line poor, and once more what was written.
    for text in [
        ["2026年名单,,\n", head, person].concat(),
        [
            &head
                .replace("身份证号,复审", ",复审")
                .replacen(",,,应", ",,身份证号,应", 1),
            person,
        ]
        .concat(),
    ] {
        assert_eq!(told(&text).1, expected, "{text}");
    }
    let second = csv.lines().nth(1).expect("a second line");
    assert!(second.starts_with(once.trim_end()), "{second}");
    // Somebody stands below: it is no heading, whatever he wrote.
    let judged = judged("姓名,身份证号,备注\n王小焊,,应复审日期\n,,应复审\n");
    assert_eq!(judged.tally.rows + judged.tally.nobody, 2);
}

/// What somebody wrote heads no column, even where his name is in a column
/// that is not known.
#[test]
fn a_person_is_no_second_line_of_headings() {
    let row = "1,张三,,本校,2026-05-20,2026-05-10,合格,";
    for heading in ["学员", "学生姓名", "人员", "员工姓名"] {
        let head = format!("序号,{heading},身份证号,来源,应复审日期,考试日期,成绩,上报日期");
        let roster = format!("{head}\n{row}\n2,李四,,外校,2026-05-20,2026-05-10,合格,\n");
        let judged = judged(&roster);
        assert_eq!(judged.tally.rows, 2, "{}", judged.csv);
        assert!(
            judged.csv.contains(&format!("{head},result")),
            "{}",
            judged.csv
        );
    }
    // Where a group is merged, its parts are headings, whatever else they are.
    let merged = judged("姓名,身份证号,来源,,考试,\n,,本校,外校,考试日期,成绩\n王小焊,,√,,,合格\n");
    assert_eq!(merged.tally.rows, 1, "{}", merged.csv);
    for text in [
        "学号,班,来源,证件,考试日期,缴费\nA01,一,本校,身份证,2026-05-10,\n",
        "学号,班,来源,证件,考试日期,缴费\nA01,一,本校,身份证,,\n",
        "来源,证件,缴费,考试日期\n本校,身份证,,\n",
        "来源,证件,,缴费,考试日期\n本校,身份证,没有,已缴,\n",
        "学员,身份证号,来源\n张三,,本校\n",
        "学员,,来源,缴费,考试日期\n张三,男,本校,,5月10日\n",
        "复审,,,姓名,考试结果,缴费\n应复审日期,考试日期,,,合格,\n",
    ] {
        let judged = judged(&format!("{text}再,一,个,人,,\n"));
        let all = judged.tally.rows + judged.tally.nobody;
        assert_eq!(all, 2, "{}", judged.csv);
    }
}

#[test]
fn titles_sums_and_signatures_are_nobody() {
    let text = "2026年焊工复审名单,,,,,\n\
        序号,姓名,身份证号,缴费,联系电话,备注\n\
        1,王小焊,11010519491231002X,300,13800000000,\n\
        二班,,,,,\n\
        序号,姓名,身份证号,缴费,联系电话,备注\n\
        2,李大弧,,300,13800000000,\n\
        3,,,,,\n\
        合计,,,600,,\n\
        ,合计 2人,,600,,\n\
        制表人：,张三,,,审核：李四,2026年9月28日\n\
        ,备注：以上都是本校的,,,,\n\
        4,制小焊,,,,\n";
    let judged = judged(text);
    assert_eq!((judged.tally.rows, judged.tally.nobody), (3, 7));
    let rows = judged.rows();
    let said: Vec<_> = rows
        .iter()
        .map(|row| row[6..].concat().is_empty())
        .collect();
    assert_eq!(
        said,
        [
            false, false, true, true, false, true, true, true, true, true, false
        ],
        "the headings, then the rows"
    );
    let (pack, words) = &*crate::RULES;
    let said = judged.tally.words(pack, words, Lang::Zh);
    assert!(
        said.contains("另有 7 行是标题、合计、签字一类，不是人"),
        "{said}"
    );
}

#[test]
fn a_name_is_answered_by_both_its_columns() {
    let columns = "身份证号,姓名,录入姓名";
    let needs = |cells: &str| {
        let judged = found_nothing(columns, cells);
        (judged.added(0, "result"), judged.added(0, "还需要知道"))
    };
    let asked = |cells| needs(cells).1.split('：').next().map(str::to_owned);
    assert_eq!(needs("fine,王小焊,王小汉").0, "fix-name");
    assert_eq!(
        asked("fine,王小焊,王小焊").as_deref(),
        Some("「应复审日期」")
    );
    assert_eq!(
        asked("fine,王小焊,不知道").as_deref(),
        Some("「应复审日期」")
    );
    assert_eq!(asked("fine,王小焊,").as_deref(), Some("「录入姓名」"));
    assert_eq!(asked("fine,,王小焊").as_deref(), Some("「姓名」"));
    assert_eq!(asked("fine,,").as_deref(), Some("「姓名」"));
}

#[test]
fn an_empty_cell_is_a_fact_still_to_be_asked() {
    for cell in ["", "  ", "-", "—", "/"] {
        let judged = judged(&with("问过学校", cell));
        assert_eq!(judged.added(0, "result"), "");
        assert!(judged.added(0, "还需要知道").starts_with("「问过学校」："));
        assert_eq!((judged.tally.rows, judged.tally.faulty), (1, 0));
    }
}

/// A card within its validity may still be void: a review may have been missed.
#[test]
fn within_its_validity_says_nothing_of_the_review() {
    let heading = "问过学校,问过签发机关,缴费,违纪,证件状态";
    let state = |cell: &str| {
        let cells = format!("no-answer\",\"no-answer\",\"paid\",\"clean\",\"{cell}");
        judged(&with(heading, &cells).replace("\"\"", "\""))
    };
    for cell in [
        "没过期",
        "未过期",
        "有效",
        "在有效期内",
        "还没过期",
        "没过",
        "没有过",
        "还没过",
        "没到期",
        "未到期",
    ] {
        let judged = state(cell);
        assert_eq!(judged.added(0, "result"), "", "{cell}");
        // What would answer it is said.
        let needs = judged.added(0, "还需要知道");
        assert!(needs.starts_with("「证件状态」："), "{needs}");
        let write = "现在写的没有回答它；请写其中一个：有效期没过且复审没误、失效。";
        assert!(needs.ends_with(write), "{needs}");
        assert_eq!(judged.tally.faulty, 0, "{cell}");
    }
    assert!(!state("").added(0, "还需要知道").contains("请写其中一个"));
    for cell in ["有效期没过且复审没误", "没失效"] {
        assert_eq!(state(cell).added(0, "result"), "escalate", "{cell}");
    }
    assert_eq!(state("没失效").added(0, "result"), "escalate");
    assert_eq!(state("过期").added(0, "result"), "start-again");
}

#[test]
fn a_fault_off_the_path_leaves_the_result() {
    let text = with("问过学校,批准日期", "没问\",\"10月8日").replace("\"\"", "\"");
    let judged = judged(&text);
    assert_eq!(judged.added(0, "result"), "call-institution");
    assert!(judged.added(0, "问题").contains("批准日期"));
}

#[test]
fn cells_a_spreadsheet_would_run_are_made_harmless() {
    for (cell, expected) in [
        ("=1+1", "'=1+1"),
        ("+86 138", "'+86 138"),
        ("@sum", "'@sum"),
        ("-cmd", "'-cmd"),
        ("-1+1", "'-1+1"),
        ("--5", "'--5"),
        ("-5", "'-5"),
        (" =1+1", "' =1+1"),
        ("\u{3000}＝1+1", "'\u{3000}＝1+1"),
        ("\u{FEFF}\u{200B}@sum", "'\u{FEFF}\u{200B}@sum"),
        ("\"\tx\"", "'\tx"),
        ("\"\rx\"", "'\rx"),
        ("\"\u{B}x\"", "'\u{B}x"),
        ("a=b", "a=b"),
    ] {
        let judged = judged(&format!("缴费,备注\n已缴,{cell}\n"));
        assert_eq!(judged.rows()[0][1], expected);
    }
}

/// The first result or question of a roster of one fact more.
#[track_caller]
fn answer(fact: &str, cell: &str, pass_mark: Option<f64>, expected: &str) {
    let (pack, words) = &*crate::RULES;
    let reader = CellReader {
        pass_mark,
        words,
        ..reader()
    };
    let fact = pack.find_fact(fact).expect("a fact");
    let answer = reader.value(fact, &Cell::Text(cell.into()));
    let found = match (answer.value, answer.fault) {
        (None, None) => "open".to_owned(),
        (Some(Value::Choice(number)), None) => match &pack.fact(fact).domain {
            Domain::Choice(ids) => ids[number].clone(),
            _ => "?".to_owned(),
        },
        (value, fault) => {
            let fault = fault.map_or_else(|| format!("{value:?}"), |fault| format!("{fault:?}"));
            fault.split('(').next().unwrap_or_default().to_owned()
        }
    };
    assert_eq!(found, expected, "{cell}");
}

#[test]
fn values_as_schools_write_them() {
    for cell in [
        "√",
        "是",
        "300",
        "300元",
        "1,200",
        "微信",
        "单位付",
        "已缴",
        "微信300",
        "３００",
    ] {
        answer("fee", cell, None, "paid");
    }
    for cell in ["未交", "欠100", "欠 100 元", "0", "×"] {
        answer("fee", cell, None, "unpaid");
    }
    for cell in ["300/500", "9月交", "欠100欠200", "8,5"] {
        answer("fee", cell, None, "NotAChoice");
    }
    // Nothing paid is not paid; nothing owed may be either.
    for cell in [
        "0.00",
        "0.0",
        "00",
        "0 元",
        "0元整",
        "￥0.00",
        "已缴0",
        "已交0元",
        "现金0元",
        "微信0",
    ] {
        answer("fee", cell, None, "unpaid");
    }
    for cell in ["欠0", "欠0元", "欠费0.00", "还差0", "差0元", "未交0"] {
        answer("fee", cell, None, "NotAChoice");
    }
    for cell in ["￥300", "300元整", "300.00"] {
        answer("fee", cell, None, "paid");
    }
    for cell in [
        "身份证",
        "居民身份证",
        "护照",
        "港澳台居民居住证",
        "Passport",
    ] {
        answer("certificate", cell, None, "open");
    }
    for cell in ["缺考", "未参加考试"] {
        answer("exam-result", cell, None, "not-sat");
    }
    // Two marks in one cell are no third.
    for cell in ["0 90", "0\n90", "60　85", "55\r\n85分", "8 5", "55 100"] {
        answer("exam-result", cell, Some(80.0), "NotAChoice");
    }
    answer("exam-result", " 90 分 ", Some(80.0), "passed");
    // A sum of thousands is one number, though.
    answer("fee", "1 200 元", None, "paid");
    answer("fee", "0 200", None, "NotAChoice");
    for (cell, expected) in [
        ("通过", "passed"),
        ("补考合格", "passed"),
        ("95分", "passed"),
        ("80", "passed"),
        ("80.0 分", "passed"),
        ("79.5", "failed"),
        ("0", "failed"),
        ("不合格", "failed"),
    ] {
        answer("exam-result", cell, Some(80.0), expected);
    }
    for cell in ["95", "95分", "0"] {
        answer("exam-result", cell, None, "NoPassMark");
    }
    // 85% as a spreadsheet keeps it, and a digit too many.
    for cell in ["0.85", "1", "1.00", "850"] {
        answer("exam-result", cell, Some(80.0), "OtherScale");
    }
    for (cell, mark) in [("120", 80.0), ("1", 0.8), ("4", 3.0)] {
        answer("exam-result", cell, Some(mark), "passed");
    }
    answer("exam-result", "1", Some(3.0), "failed");
    answer("exam-result", "8,5", Some(80.0), "NotAChoice");
    answer("exam-result", "85", Some(0.8), "OtherScale");
    answer("exam-result", "0.85", Some(0.8), "passed");
    answer("exam-result", "118", Some(45.0), "OtherScale");
    answer("exam-result", "118", Some(120.0), "failed");
    for cell in [
        "熔化焊接与热切割作业",
        "熔化焊接与热切割",
        "压力焊",
        "钎焊作业",
    ] {
        answer("certificate", cell, None, "special-operation");
    }
    answer("certificate", "焊工", None, "open");
    answer("seen", "查不到", None, "nothing");
}

#[test]
fn a_number_needs_the_pass_mark_and_that_is_said_once() {
    let roster = "证件类型,查询渠道,查询结果,应复审日期,成绩,考试日期\n\
         特种作业,官网,没更新,不知道,85,2026-11-20\n\
         特种作业,官网,没更新,不知道,85,2026-11-20\n";
    let without = judged(roster);
    assert_eq!((without.tally.unmarked, without.tally.faulty), (2, 0));
    assert_eq!(without.added(0, "问题"), "");
    assert!(without.added(0, "还需要知道").starts_with("「成绩」："));
    let (pack, words) = &*crate::RULES;
    let said = without.tally.words(pack, words, Lang::Zh);
    assert_eq!(said.matches("--pass-mark").count(), 2, "{said}");
    let with = judged_by(
        roster,
        CellReader {
            pass_mark: Some(80.0),
            ..reader()
        },
    );
    assert_eq!(with.added(0, "result"), "wait-usual");
    let below = judged_by(
        roster,
        CellReader {
            pass_mark: Some(85.5),
            ..reader()
        },
    );
    assert_eq!(below.added(0, "result"), "exam-not-passed");
}

#[test]
fn of_two_columns_for_one_fact_its_own_counts() {
    let roster = "工种,证件类型,查询渠道,查询结果,应复审日期,成绩,考试结果,考试日期\n\
         焊工,特种作业,官网,没更新,不知道,40,合格,2026-11-20\n\
         熔化焊接与热切割作业,,官网,没更新,不知道,补考合格,,2026-11-20\n\
         焊工,特种设备,官网,没更新,不知道,合格,,2026-11-20\n";
    let judged = judged(roster);
    let results = (0..3).map(|row| judged.added(row, "result"));
    assert_eq!(
        results.collect::<Vec<_>>(),
        ["wait-usual", "wait-usual", "look-up-samr"]
    );
    assert_eq!(judged.tally.faulty, 0);
}

/// A given fact may be a column; what it says beats the option, and blank is
/// open.
#[test]
fn a_given_fact_may_be_a_column() {
    let roster = "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期,是否本校\n\
         特种作业,官网,没更新,不知道,合格,2026-10-08,是\n\
         特种作业,官网,没更新,不知道,合格,2026-10-08,否\n\
         特种作业,官网,没更新,不知道,合格,2026-10-08,\n";
    let mut pack = crate::RULES.0.clone();
    // A school is asked first whether its own student paid.
    for (given, asked) in [
        (0, ["缴费", "问过学校", "问过学校"]),
        (1, ["缴费", "问过学校", "缴费"]),
    ] {
        let fact = pack.given().next().expect("one is given");
        pack.facts[fact.number()].given = Some(given);
        let judged = judged_by(
            roster,
            CellReader {
                pack: &pack,
                ..reader()
            },
        );
        for (row, column) in asked.into_iter().enumerate() {
            let needs = judged.added(row, "还需要知道");
            assert!(
                needs.starts_with(&format!("「{column}」")),
                "{given} {row} {needs}"
            );
        }
    }
}

/// A column about something else does not speak for one that says what nobody
/// understands.
#[test]
fn a_score_does_not_overrule_a_result_that_was_not_understood() {
    let roster = "证件类型,查询渠道,查询结果,应复审日期,成绩,考试结果,考试日期\n\
         特种作业,官网,没更新,不知道,85,作弊取消,2026-11-20\n";
    let reader = CellReader {
        pass_mark: Some(80.0),
        ..reader()
    };
    let judged = judged_by(roster, reader);
    assert_eq!(judged.added(0, "result"), "");
    let needed = judged.added(0, "还需要知道");
    assert!(needed.starts_with("「考试结果」"), "{needed}");
}

#[test]
fn with_mask_no_number_is_written_wherever_it_stands() {
    let roster = "姓名,身份证号,学校答复,考试日期,有效期至,电话13812345678\n\
         王小焊,fine,打13812345678问张老师,20261008,20271008,x\n\
         王小焊,一格,多了,11010519491231002X,20261009,2026-10-08,x\n\
         王小焊,,,11010519491231002X,13812345678,\n";
    let masked = CellReader {
        masked: true,
        ..reader()
    };
    let csv = judged_by(roster, masked).csv;
    for number in ["13812345678", "11010519491231002X", "20261009"] {
        assert!(!csv.contains(number), "{number} {csv}");
    }
    for day in [",20261008,20271008,", ",2026-10-08,"] {
        assert!(csv.contains(day), "{day} {csv}");
    }
}

/// A day is passed on, and nothing that was typed behind it.
#[test]
fn with_mask_no_number_passes_for_the_time_of_a_day() {
    let masked = CellReader {
        masked: true,
        ..reader()
    };
    for cell in [
        "2026-10-10 9:13812345678",
        "2026-10-10 9:00110101199003074514",
        "2026-10-10 13812345678:00",
        "2026-10-10 9:00.13812345678",
        "2026-10-10 上午9:13812345678",
        "2026-10-10 9点13812345678",
    ] {
        let csv = judged_by(&format!("证件类型,考试日期\n特种作业,{cell}\n"), masked).csv;
        assert!(csv.contains("***"), "{csv}");
        assert!(
            !csv.contains("13812345678") && !csv.contains("19900307"),
            "{csv}"
        );
    }
    let day = "2026-10-10 09:00:00.000";
    let csv = judged_by(&format!("证件类型,考试日期\n特种作业,{day}\n"), masked).csv;
    assert!(csv.contains(day), "{csv}");
}

/// What a spreadsheet is told to leave alone is written so that it is read again.
#[test]
fn a_number_as_a_formula_is_written_plain() {
    let judged = found_nothing("身份证号", "\"=\"\"11010519491231002X\"\"\"");
    assert_eq!(judged.rows()[0][3], "11010519491231002X");
    assert_eq!(judged.added(0, "问题"), "");
}

#[test]
fn a_failed_formula_is_no_name() {
    let judged = found_nothing("身份证号,姓名,录入姓名", "fine,#SPILL!,王小焊");
    let problem = judged.added(0, "问题");
    assert!(problem.contains("公式错误 #SPILL!"), "{problem}");
}

#[test]
fn a_long_remark_is_passed_on_and_no_problem() {
    for (signs, problem) in [(11_000, false), (32_767, false), (32_768, true)] {
        let judged = judged(&with("备注", &"长".repeat(signs)));
        assert_eq!(!judged.added(0, "问题").is_empty(), problem, "{signs}");
    }
}

/// Somebody written twice has two serial numbers, wherever they stand.
#[test]
fn a_serial_number_hides_no_repeated_row() {
    for heading in ["序号", "编号", "No."] {
        let roster = format!(
            "姓名,{heading},身份证号\n王小焊,1,11010519491231002X\n王小焊,2,11010519491231002X\n"
        );
        let problem = judged(&roster).added(1, "问题");
        assert!(
            problem.contains("多半是同一个人写了两行"),
            "{heading} {problem}"
        );
    }
}
