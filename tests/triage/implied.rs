//! What columns tell besides their own fact.

use chabudao::lang::Lang;
use chabudao::triage::csv::CsvSink;
use chabudao::triage::records::CsvRoster;
use chabudao::triage::run::run;
use chabudao::triage::value::CellReader;

use crate::{RULES, judged_by, reader};

/// Rows of people who sat the exam long ago, with columns for what became of it.
fn roster(columns: &str, rows: &[&str]) -> String {
    let head = format!("证件类型,查询渠道,查询结果,应复审日期,考试结果,考试日期,缴费,{columns}\n");
    let row = |row: &&str| format!("特种作业,官网,没更新,不知道,合格,2026-09-01,已缴,{row}\n");
    head + &rows.iter().map(row).collect::<String>()
}

/// The results of these rows, or what is asked next, for a school's own people.
#[track_caller]
fn own(columns: &str, cases: &[(&str, &str)]) {
    let mut pack = RULES.0.clone();
    let given = pack.given().next().expect("one is given");
    pack.facts[given.number()].given = Some(1);
    let reader = CellReader {
        pack: &pack,
        ..reader()
    };
    let rows: Vec<_> = cases.iter().map(|(row, _)| *row).collect();
    let judged = judged_by(&roster(columns, &rows), reader);
    for (number, (row, expected)) in cases.iter().enumerate() {
        let found = judged.added(number, "result") + &judged.added(number, "还需要知道");
        assert_eq!(
            found.split('：').next(),
            Some(*expected),
            "{columns}: {row}"
        );
    }
}

#[test]
fn a_day_of_reporting_tells_that_it_was_reported() {
    own(
        "上报日期",
        &[
            ("2026-11-20", "wait-authority"),
            ("2026-09-28", "「问过签发机关」"),
            ("", "institution-must-report"),
            ("未报", "institution-must-report"),
            ("不知道", "「机构答复」"),
            ("过几天", "「机构答复」"),
        ],
    );
    // What the row says itself counts more.
    own(
        "上报日期,机构答复,批准日期",
        &[
            ("2026-11-20,退回,", "correct-papers"),
            ("2026-10-20,,2026-11-20", "wait-platform"),
            (",在市里,", "「上报日期」"),
            (",,", "institution-must-report"),
        ],
    );
    // Without the column nothing is said.
    own("备注", &[("", "「机构答复」")]);
}

#[test]
fn of_strangers_a_day_of_reporting_tells_nothing() {
    let text = roster(
        "上报日期,机构答复",
        &["2026-11-20,", ",", "2026-11-20,在市里"],
    );
    let judged = judged_by(&text, reader());
    assert!(judged.added(0, "还需要知道").starts_with("「问过学校」"));
    assert!(judged.added(1, "还需要知道").starts_with("「问过学校」"));
    assert_eq!(
        judged.added(2, "result"),
        "wait-authority",
        "who has a reply has asked"
    );
}

#[test]
fn a_row_of_its_own_school_is_enough() {
    let text = roster("上报日期,是否本校", &["2026-11-20,是", "2026-11-20,否"]);
    let judged = judged_by(&text, reader());
    assert_eq!(judged.added(0, "result"), "wait-authority");
    assert_eq!(judged.added(1, "result"), "");
}

#[test]
fn what_was_told_is_counted_and_explained() {
    let text = roster(
        "上报日期,是否本校",
        &["2026-11-20,是", ",是", ",是", "2026-11-20,否"],
    );
    let told = |lang| {
        let mut sink = CsvSink::new(Vec::new());
        let ran = run(
            &mut CsvRoster::new(text.as_bytes()),
            &mut sink,
            reader(),
            lang,
            &[],
        );
        let done = ran.unwrap_or_else(|stop| panic!("{}", stop.words(lang, reader())));
        done.implied
    };
    assert_eq!(
        told(Lang::Zh),
        "列里写的还说明了（名单里自己写着的，照写着的）：\n\
         \u{20} 「上报日期」写了（是否本校＝是） → 机构答复＝市里：1 人\n\
         \u{20} 「上报日期」空着（是否本校＝是） → 机构答复＝没上报：2 人\n"
    );
    assert!(told(Lang::En).contains(
        "empty (是否本校 = 是) -> School's reply = the papers are not passed on yet: 2 rows"
    ));
}

/// Who is not reported yet, as the row says, was not reported with the class.
#[test]
fn not_yet_in_a_row_counts_more_than_the_day_of_the_class() {
    let mut pack = RULES.0.clone();
    let given = pack.given().next().expect("one is given");
    pack.facts[given.number()].given = Some(1);
    let class = "[answers]\nmatter = 'review'\ninstitution-reply = 'REPLY'\napplied-date = 2026-11-20\napproved-date = 2026-11-20\n";
    for (reply, columns, row, expected) in [
        ("at-city", "上报日期", "未报", "institution-must-report"),
        ("at-city", "上报日期", "尚未上报", "institution-must-report"),
        ("at-city", "上报日期", "", "wait-authority"),
        (
            "approved",
            "上报日期,批准日期",
            "2026-11-20,未批",
            "wait-authority",
        ),
        ("approved", "上报日期,批准日期", ",", "wait-platform"),
        // That nobody handed it in, or sent it back, is no step of the way.
        ("never-applied", "上报日期", "未报", "never-applied"),
        ("sent-back", "上报日期", "未报", "correct-papers"),
        // Of a stranger the school's list tells nothing.
        ("at-city", "上报日期,本校学员", "未报,否", "「上报日期」"),
    ] {
        let class = class.replace("REPLY", reply) + &crate::besides::lines("");
        let class = chabudao::answers::read(&pack, "class", &class).expect("it reads");
        let reader = CellReader {
            pack: &pack,
            usual: &class.answers,
            ..reader()
        };
        let judged = judged_by(&roster(columns, &[row]), reader);
        let found = judged.added(0, "result") + &judged.added(0, "还需要知道");
        assert!(found.starts_with(expected), "{reply} {row}: {found}");
    }
}

/// A day that is asked for is named as such where the cell says "not yet".
#[test]
fn not_yet_is_told_to_be_no_day_where_one_is_asked_for() {
    let text = roster("批准日期,机构答复", &["未批,已批准"]);
    let judged = judged_by(&text, reader());
    let needs = judged.added(0, "还需要知道");
    assert!(needs.starts_with("「批准日期」："), "{needs}");
    assert!(
        needs.ends_with("现在写的没有回答它；请写日子，例如 2026-11-20，或者「不知道」。"),
        "{needs}"
    );
}
