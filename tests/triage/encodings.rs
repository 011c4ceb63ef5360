//! One roster in every encoding and with every delimiter and line end.

use chabudao::lang::Lang;
use chabudao::triage::records::CsvRoster;

use crate::{judge, judge_source, judged, reader};

const ROSTER: &str = "证件类型,查询渠道,查询结果,姓名,应复审日期,考试结果,考试日期\n\
    特种作业,官网,没更新,王小焊,不知道,合格,2026-11-20\n\
    特种作业,官网,没更新,买买提·㐀𠮷,不知道,合格,2026年11月19日\n";

#[test]
fn every_encoding_gives_the_same_bytes() {
    let expected = judged(ROSTER).csv;
    assert!(expected.starts_with("\u{feff}证件类型,"), "{expected}");
    assert!(expected.contains("买买提·㐀𠮷") && expected.contains("wait-usual"));
    let units =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { ROSTER.encode_utf16().flat_map(order).collect() };
    let little = units(u16::to_le_bytes);
    let big = units(u16::to_be_bytes);
    for (name, bytes) in [
        (
            "UTF-8 with a mark",
            ["\u{feff}", ROSTER].concat().into_bytes(),
        ),
        ("UTF-16LE", [b"\xFF\xFE".as_slice(), &little].concat()),
        ("UTF-16BE", [b"\xFE\xFF".as_slice(), &big].concat()),
        ("UTF-16LE without a mark", little),
        ("UTF-16BE without a mark", big),
        (
            "GB18030",
            encoding_rs::GB18030.encode(ROSTER).0.into_owned(),
        ),
    ] {
        let found = judge(&bytes, Lang::Zh);
        assert!(found.is_ok_and(|found| found.csv == expected), "{name}");
    }
}

#[test]
fn a_nul_byte_costs_its_cell_and_nothing_else() {
    let text = ROSTER
        .replace("考试日期\n", "考试日期,备注\n")
        .replace("-20\n", "-20,下\0午\n");
    let text = text.replace("19日\n", "19日,\n");
    let judged = judged(&text);
    assert_eq!(judged.tally.rows, 2);
    assert!(
        judged
            .added(0, "问题")
            .contains("第 2 行「备注」：有读不出的字")
    );
    for row in 0..2 {
        assert_eq!(judged.added(row, "result"), "wait-usual");
    }
}

/// What Excel writes as text, with the title that stands above the headings.
#[test]
fn a_title_above_the_headings_hides_no_delimiter() {
    let known = |text: &&String| reader().words.role(text).is_some();
    let is_headed = |row: &[String]| row.iter().filter(known).count() > 1;
    let results = |text: &str| {
        let mut source = CsvRoster::headed(text.as_bytes(), &is_headed);
        let judged = judge_source(&mut source, Lang::Zh, &[]).expect("headings are found");
        (judged.tally.rows, judged.tally.results)
    };
    let expected = results(ROSTER);
    for delimiter in [",", "\t", ";"] {
        let roster = ROSTER.replace(',', delimiter);
        for title in [
            "复审名单",
            "复审名单,第三期",
            "复审名单\t\t\t",
            "复审名单;;",
        ] {
            let text = format!("{title}\n\n{roster}");
            assert_eq!(results(&text), expected, "{delimiter:?} {title}");
        }
    }
}

#[test]
fn tabs_semicolons_and_every_line_end() {
    let expected = judged(ROSTER).csv;
    for delimiter in [",", "\t", ";"] {
        for end in ["\n", "\r\n", "\r"] {
            let text = ROSTER.replace(',', delimiter).replace('\n', end);
            assert_eq!(judged(&text).csv, expected, "{delimiter:?} {end:?}");
            let unended = text.trim_end_matches(['\r', '\n']);
            assert_eq!(judged(unended).csv, expected, "{delimiter:?} {end:?}");
        }
    }
}

#[test]
fn titles_above_the_headings_are_passed_on() {
    let roster = ROSTER;
    let text = format!("焊工复审名单,,\n制表：教务处\n{roster}");
    let found = judged(&text).csv;
    assert!(
        found.starts_with("\u{feff}焊工复审名单,,\n制表：教务处\n证件类型,"),
        "{found}"
    );
    assert_eq!(found.lines().count(), 5);
}

/// Rows as the csv crate sees them.
fn by_the_crate(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("text"));
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// Rows as a roster's.
fn by_us(text: &str) -> Option<Vec<Vec<String>>> {
    use chabudao::triage::records::CsvRoster;
    use chabudao::triage::run::{RosterSource as _, RowBatch as _};
    let mut records = CsvRoster::new(text.as_bytes());
    let mut rows = Vec::new();
    while let Some(batch) = records.next().ok()? {
        batch.each(0, &mut |line| {
            rows.push(
                line.cells
                    .iter()
                    .map(|cell| cell.text().into_owned())
                    .collect(),
            );
        });
    }
    // An empty line is an empty row to us, and nothing to the crate.
    rows.retain(|row: &Vec<String>| {
        row.len() > 1 || row.first().is_some_and(|cell| !cell.is_empty())
    });
    Some(rows)
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(128))]
    #[test]
    fn rows_are_taken_apart_as_the_csv_crate_does(text in "x,y\n(a|b|,|\"|\n|\r|\r\n|焊){0,40}") {
        if let Some(ours) = by_us(&text) {
            let mut theirs = by_the_crate(&text);
            theirs.retain(|row| row.len() > 1 || row.first().is_some_and(|cell| !cell.is_empty()));
            proptest::prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn what_is_written_is_what_came(
        rows in proptest::collection::vec("[a-z焊,\"\n ;.0-9-]{1,12}", 1..8)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["缴费", "备注"]).expect("it is written");
        for row in &rows {
            writer.write_record(["已缴", row]).expect("it is written");
        }
        let bytes = writer.into_inner().expect("it is written");
        let found = judge(&bytes, Lang::Zh).expect("it is judged").rows();
        let notes: Vec<_> = found.iter().map(|row| row[1].strip_prefix('\'').unwrap_or(&row[1])).collect();
        proptest::prop_assert_eq!(notes, rows);
    }

    #[test]
    fn no_bytes_stop_the_program(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let _ = judge(&bytes, Lang::Zh);
        let headed = ["姓名,考试日期,身份证号\n".as_bytes(), &bytes].concat();
        let _ = judge(&headed, Lang::En);
    }
}
