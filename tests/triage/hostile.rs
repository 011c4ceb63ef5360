//! Rosters that are broken in every way, each with its whole message in both
//! languages in `hostile.txt`. `UPDATE_EXPECTED=1` writes that file anew.

use std::fmt::Write as _;

use chabudao::lang::Lang;
use chabudao::triage::columns::Mapping;
use chabudao::triage::records::CsvRoster;
use chabudao::triage::run::{RosterSource as _, RowBatch as _};

use crate::{Judged, RULES, judge_source, reader};

/// A name, a roster, and what `--map` says.
type Case = (&'static str, Vec<u8>, &'static [&'static str]);

const HEAD: &str = "证件类型,查询渠道,查询结果,应复审日期,考试日期,考试结果\n";
const GOOD: &str = "特种作业,官网,没更新,不知道,2026-11-20,合格\n";

#[expect(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<Case> {
    let below = |rows: &str| format!("{HEAD}{rows}{GOOD}").into_bytes();
    let long = "长".repeat(10 * 1024 * 1024 / 3);
    vec![
        ("empty file", Vec::new(), &[]),
        ("blank lines only", b"\n\n,,\n".to_vec(), &[]),
        ("headings and nobody", HEAD.into(), &[]),
        (
            "headings and blank rows",
            format!("{HEAD},,,,,\n\n").into_bytes(),
            &[],
        ),
        (
            "no headings",
            "王小焊,1980-01-01\n李大弧,1981-01-01\n".into(),
            &[],
        ),
        (
            "binary garbage",
            (0..=255).cycle().take(4_000).collect(),
            &[],
        ),
        (
            "two columns for one fact",
            "考试日期,考试日期\n2026-11-20,2026-11-20\n".into(),
            &[],
        ),
        (
            "two columns by other words",
            "考试日期,姓名,考试时间\n2026-11-20,王小焊,x\n".into(),
            &[],
        ),
        (
            "one of two left alone",
            "考试日期,考试日期\n2026-11-20,x\n".into(),
            &["B=-"],
        ),
        (
            "a heading is missing",
            "缴费,,考试日期\n已缴,x,2026-11-20\n".into(),
            &[],
        ),
        (
            "mapped by its letter",
            "缴费,,备注\n已缴,2026-11-20,x\n".into(),
            &["b=exam-date"],
        ),
        ("mapped without a fact", below(""), &["考试结果"]),
        ("mapped to no fact", below(""), &["考试结果=exam-day"]),
        ("no such column", below(""), &["考核日=exam-date"]),
        (
            "a hundred thousand columns",
            [",".repeat(100_000), "\n".repeat(30_000), HEAD.to_owned()]
                .concat()
                .into_bytes(),
            &[],
        ),
        ("too few cells", below("特种作业,官网\n"), &[]),
        (
            "too many cells",
            below("特种作业,官网,没更新,不知道,2026-11-20,合格,b\n"),
            &[],
        ),
        (
            "empty cells too many",
            below("特种作业,官网,没更新,不知道,2026-11-20,合格,,\n"),
            &[],
        ),
        (
            "a quote without its partner",
            below("特种作业,\"官网,没更新,不知道,2026-11-20,合格\n"),
            &[],
        ),
        (
            "two quotes without their partners",
            below(
                "特种作业,\"官网,没更新,不知道,2026-11-20,合格\n特种作业,\"官网,没更新,不知道,2026-11-20,合格\n",
            ),
            &[],
        ),
        (
            "a cell of two lines",
            below("特种作业,\"官\n网\",没更新,不知道,2026-11-20,合格\n"),
            &[],
        ),
        (
            "a quote inside a cell",
            below("特种作业,官网,没更新,不知道,2026-11-20,合\"格\n"),
            &[],
        ),
        (
            "ten megabytes in a cell",
            below(&format!("特种作业,官网,没更新,不知道,2026-11-20,{long}\n")),
            &[],
        ),
        (
            "ten megabytes for an answer",
            below(&format!("特种作业,官网,{long},不知道,2026-11-20,\n")),
            &[],
        ),
        (
            "a formula",
            below("特种作业,官网,没更新,不知道,=TODAY()-3,合格\n"),
            &[],
        ),
        (
            "broken characters",
            [
                HEAD.as_bytes(),
                "特种作业,官网,没更新,不知道,2026-11-20,".as_bytes(),
                b"\xE5\xA5\n",
                GOOD.as_bytes(),
            ]
            .concat(),
            &[],
        ),
        (
            "several at once",
            below("钢印,官网,没更新,5月,10月8日,\n"),
            &[],
        ),
    ]
}

fn told(judged: &Judged) -> String {
    let mut out = String::new();
    let tally = &judged.tally;
    let _ = writeln!(
        out,
        "{} rows, {} faulty, {} not decided",
        tally.rows, tally.faulty, tally.refused
    );
    for row in 0..judged.rows().len() {
        let (result, problem) = (judged.added(row, "result"), judged.added(row, "问题"));
        let _ = writeln!(out, "{}", format!("{result}: {problem}").trim_end());
    }
    out
}

#[test]
fn every_hostile_roster_has_its_message() {
    let mut found = String::new();
    for (name, bytes, maps) in cases() {
        // Ten megabytes are looked at once; they take their time unoptimized.
        let large = bytes.len() > 1_000_000;
        for lang in Lang::ALL.into_iter().take(if large { 1 } else { 2 }) {
            let words = &RULES.1;
            let maps: Result<Vec<_>, _> =
                maps.iter().map(|map| Mapping::read(map, words)).collect();
            let outcome = match maps {
                Ok(maps) => judge_source(&mut CsvRoster::new(bytes.as_slice()), lang, &maps),
                Err(fault) => Err(chabudao::triage::stop::RosterFault::Columns(fault)),
            };
            let words = match &outcome {
                Ok(judged) => told(judged),
                Err(stop) => format!("nothing done: {}\n", stop.words(lang, reader())),
            };
            let _ = write!(found, "== {name} ({lang})\n{words}");
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/triage/hostile.txt");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(path, &found).expect("it is written");
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    let differs = found
        .lines()
        .zip(expected.lines())
        .find(|(found, expected)| found != expected);
    assert!(found == expected, "{differs:?}");
}

#[test]
fn a_row_that_never_ends_is_refused_without_being_held() {
    let endless = std::io::Read::chain(
        HEAD.as_bytes(),
        std::io::Read::chain(&b"\""[..], std::io::repeat(b'x')),
    );
    let stop = judge_source(&mut CsvRoster::new(endless), Lang::En, &[]);
    let words = stop.err().map(|stop| stop.words(Lang::En, reader()));
    assert_eq!(
        words.as_deref(),
        Some(
            "row 2 has a quote without its partner, which swallows the rows behind it; add or delete the quote"
        )
    );
}

/// Blank rows are written as wide as the headings.
#[test]
fn of_a_wide_roster_few_rows_are_held_at_a_time() {
    let wide = format!("{}备注\n{}", "缴费,".repeat(1_000), "\n".repeat(30_000));
    let mut roster = CsvRoster::new(wide.as_bytes());
    let mut last = 0;
    while let Some(batch) = roster.next().expect("it is read") {
        assert!(batch.len() < 300, "{}", batch.len());
        batch.each(0, &mut |line| {
            last += 1;
            assert_eq!(line.number, last);
            assert_eq!(line.cells.len(), if last == 1 { 1_001 } else { 1 });
        });
    }
    assert_eq!(last, 30_001);
}

#[test]
fn messages_and_summaries_repeat_nobody() {
    let text = "姓名,录入姓名,身份证号,考试日期,应复审日期\n王小焊,王小汉,440524188001010014,王小焊,10月8日\n";
    for lang in Lang::ALL {
        let judged = crate::judge(text.as_bytes(), lang).expect("it is judged");
        let (pack, words) = &*RULES;
        let said = judged.tally.words(pack, words, lang)
            + &judged.added(0, "问题")
            + &judged.added(0, "还需要知道");
        for secret in ["王小", "440524", "10月8"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
    let no_headings = "王小焊,440524188001010014\n".repeat(20);
    let stop = crate::judge(no_headings.as_bytes(), Lang::Zh)
        .err()
        .expect("it is refused");
    assert!(!stop.words(Lang::Zh, reader()).contains("王小焊"));
}
