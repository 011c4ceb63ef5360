//! What schools write in cells, and what comes of it.

use chabudao::engine::Value;
use chabudao::lang::Lang;
use chabudao::pack::Domain;
use chabudao::triage::cell::Cell;
use chabudao::triage::value::Reader;

use crate::{filled, judge, judged, judged_by, reader};

/// A roster of one person who has waited long, with one column more.
fn with(heading: &str, cell: &str) -> String {
    let cell = cell.replace('"', "\"\"");
    filled(&format!(
        "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期,{heading}\n\
         特种作业,官网,没更新,不知道,合格,2026-01-05,\"{cell}\"\n"
    ))
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
        ("10月8日", "没有年份，不敢猜；请写成 2026-10-08 这样。"),
        ("202610", "没有写到哪一日；请写成 2026-10-08 这样。"),
        (
            "8/10/2026",
            "看不出哪个是年；年份写四位、放最前面，例如 2026-10-08。",
        ),
        ("20261308", "没有这一天；请核对月和日。"),
        ("国庆以后", "不像日期；请写成 2026-10-08 这样。"),
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
    let destroyed = "号码被表格软件改坏了（后几位变成 0 或写成 1.1E+17），已经找不回来；请把这一列设成「文本」格式，照身份证重新输入。";
    for cell in ["1.10101E+17", "1.10105194912310E+17", "110105194912310000"] {
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
        "row 2, applied-date: the year is missing and is not guessed; write it like 2026-10-08."
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
        ("11010519491231002X", ""),
        ("'11010519491231002X", ""),
        ("\t11010519491231002X", ""),
        ("\"=\"\"11010519491231002X\"\"\"", ""),
        ("fine", ""),
        ("不知道", ""),
        ("11010519491231002x", "fix-id-number"),
        ("110105194912310021", "fix-id-number"),
        ("110105 19491231 002X", "fix-id-number"),
        ("110105491231002", "fix-id-number"),
    ] {
        let judged = found_nothing("身份证号", cell);
        assert_eq!(judged.added(0, "result"), expected, "{cell:?}");
        assert_eq!(judged.added(0, "问题"), "", "{cell:?}");
    }
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
    let reader = Reader {
        pass_mark,
        words,
        ..reader()
    };
    let fact = pack.find_fact(fact).expect("a fact");
    let found = match reader.value(fact, &Cell::Text(cell.into())) {
        Ok(None) => "open".to_owned(),
        Ok(Some(Value::Choice(number))) => match &pack.fact(fact).domain {
            Domain::Choice(ids) => ids[number].clone(),
            _ => "?".to_owned(),
        },
        Ok(Some(other)) => format!("{other:?}"),
        Err(fault) => format!("{fault:?}")
            .split('(')
            .next()
            .unwrap_or_default()
            .to_owned(),
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
    for cell in ["300/500", "9月交", "欠100欠200"] {
        answer("fee", cell, None, "NotAChoice");
    }
    for cell in ["缺考", "未参加考试"] {
        answer("exam-result", cell, None, "not-sat");
    }
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
    let roster = filled(
        "证件类型,查询渠道,查询结果,应复审日期,成绩,考试日期\n\
         特种作业,官网,没更新,不知道,85,2026-11-20\n\
         特种作业,官网,没更新,不知道,85,2026-11-20\n",
    );
    let roster = roster.as_str();
    let without = judged(roster);
    assert_eq!((without.tally.unmarked, without.tally.faulty), (2, 0));
    assert_eq!(without.added(0, "问题"), "");
    assert!(without.added(0, "还需要知道").starts_with("「成绩」："));
    let (pack, words) = &*crate::RULES;
    let said = without.tally.words(pack, words, Lang::Zh);
    assert_eq!(said.matches("--pass-mark").count(), 2, "{said}");
    let with = judged_by(
        roster,
        Reader {
            pass_mark: Some(80.0),
            ..reader()
        },
    );
    assert_eq!(with.added(0, "result"), "wait-usual");
    let below = judged_by(
        roster,
        Reader {
            pass_mark: Some(85.5),
            ..reader()
        },
    );
    assert_eq!(below.added(0, "result"), "exam-not-passed");
}

#[test]
fn of_two_columns_for_one_fact_its_own_counts() {
    let roster = filled(
        "工种,证件类型,查询渠道,查询结果,应复审日期,成绩,考试结果,考试日期\n\
         焊工,特种作业,官网,没更新,不知道,40,合格,2026-11-20\n\
         熔化焊接与热切割作业,,官网,没更新,不知道,补考合格,,2026-11-20\n\
         焊工,特种设备,官网,没更新,不知道,合格,,2026-11-20\n",
    );
    let judged = judged(&roster);
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
    let roster = filled(
        "证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期,是否本校\n\
         特种作业,官网,没更新,不知道,合格,2026-10-08,是\n\
         特种作业,官网,没更新,不知道,合格,2026-10-08,否\n\
         特种作业,官网,没更新,不知道,合格,2026-10-08,\n",
    );
    let mut pack = crate::RULES.0.clone();
    // A school is asked first whether its own student paid.
    for (given, asked) in [
        (0, ["缴费", "问过学校", "问过学校"]),
        (1, ["缴费", "问过学校", "缴费"]),
    ] {
        let fact = pack.given().next().expect("one is given");
        pack.facts[fact.number()].given = Some(given);
        let judged = judged_by(
            &roster,
            Reader {
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
