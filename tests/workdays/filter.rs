//! The line filter: answers, errors, and anything at all as input.
#![allow(clippy::unwrap_used, reason = "tests")]

use chabudao::lang::Lang;
use std::io::{self, BufReader, Read, Write};

use super::calendar;
use chabudao::filter::workdays::run;
use proptest::prelude::*;

/// Whether as JSON, and the language of the errors.
type Form = (bool, Lang);
const TEXT: Form = (false, Lang::En);
const JSON: Form = (true, Lang::Zh);

/// Runs the filter over input that comes in pieces of `piece` bytes.
fn filter(input: &[u8], piece: usize, (json, lang): Form) -> (String, String, bool) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let reader = BufReader::with_capacity(piece, input);
    let good = run(&calendar(), reader, &mut out, &mut errors, json, lang).unwrap();
    (
        String::from_utf8(out).unwrap(),
        String::from_utf8(errors).unwrap(),
        good,
    )
}

fn answer(line: &str) -> String {
    filter(line.as_bytes(), 4096, TEXT).0
}

#[test]
fn answers() {
    let input = "2026-02-13 2026-03-05\n2026-02-13 +10\r\n\t2026-12-25   +1 \n2017-12-30\t2018-01-02\n2026-11-23 2027-01-04\n2026-01-01 2026-01-01\n2026-02-13 +0010";
    let expected = "10\tannounced\n2026-03-05\tannounced\n2026-12-28\tprovisional\n1\tout-of-range\n29\tnot-announced\n0\tannounced\n2026-03-05\tannounced\n";
    for piece in [1, 2, 7, 22, 4096] {
        assert_eq!(
            filter(input.as_bytes(), piece, TEXT),
            (expected.into(), String::new(), true)
        );
    }
    assert_eq!(filter(b"", 64, TEXT), (String::new(), String::new(), true));
    assert_eq!(
        answer("\u{FEFF}2026-02-13 +10\r\n"),
        "2026-03-05\tannounced\n"
    );
}

#[test]
fn bad_lines_keep_their_place() {
    let (out, errors, good) = filter(b"\n2026-02-13 +10\nx\n\r\n", 64, TEXT);
    assert_eq!(
        (out.as_str(), good),
        ("?\n2026-03-05\tannounced\n?\n?\n", false)
    );
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(
        lines[0],
        "line 1: expected FROM TO or FROM +N; found an empty line; write 2026-02-13 2026-03-05 or 2026-02-13 +10"
    );
    assert!(lines[1].starts_with("line 3: ") && lines[2].starts_with("line 4: "));
}

#[test]
fn each_bad_line_says_why() {
    let long = "9".repeat(5000);
    let cases: [(&[u8], &str); 21] = [
        (b"2026-02-30 2026-03-05", "field 1"),
        (b"2026-02-13 2025-02-29", "day of the calendar in field 2"),
        (b"2026-13-01 +1", "day of the calendar in field 1"),
        (b"0000-01-01 +1", "day of the calendar in field 1"),
        (b"2026-2-13 +1", "YYYY-MM-DD in field 1"),
        (b"2026/02/13 +1", "YYYY-MM-DD in field 1"),
        (b"2026-02-13 -1", "YYYY-MM-DD in field 2"),
        (b"+2026-02-13 +1", "YYYY-MM-DD in field 1"),
        (b"2026-02-13 +0", "from 1 on"),
        (b"2026-02-13 +", "from 1 on"),
        (b"2026-02-13 +1x", "from 1 on"),
        (b"2026-02-13 ++1", "from 1 on"),
        (b"2026-02-13 + 1", "FROM TO or FROM +N"),
        (b"2026-02-13 +99999999999999999999", "9999"),
        (b"9999-12-31 +1", "9999"),
        (b"2026-03-05 2026-02-13", "not later than"),
        (b"2026-02-13", "FROM TO or FROM +N"),
        (b"2026-02-13 2026-03-05 2026-03-06", "FROM TO or FROM +N"),
        (b"2026-02-13\0+1", "FROM TO or FROM +N"),
        (b"2026-02-13 \xFF\xFE", "UTF-8"),
        (long.as_bytes(), "1024 bytes"),
    ];
    for (line, why) in cases {
        let (out, errors, good) = filter(line, 16, TEXT);
        assert_eq!((out.as_str(), good), ("?\n", false), "{errors}");
        assert!(errors.contains(why), "{errors}");
        assert!(errors.len() < 400 && !errors.contains('\0'));
        let (out, errors, good) = filter(line, 16, JSON);
        assert!(errors.is_empty() && !good);
        let object: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert!(
            object["error"].as_str().unwrap().starts_with("第 1 行：应")
                || object["error"].is_string()
        );
    }
}

#[test]
fn json() {
    let (out, ..) = filter(
        b"2026-02-13 2026-03-05\n2026-12-25 +1\n2026-01-01 \"\x1B[31m\\\n",
        64,
        JSON,
    );
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[0],
        r#"{"from":"2026-02-13","to":"2026-03-05","workdays":10,"certain":true}"#
    );
    assert_eq!(
        lines[1],
        r#"{"from":"2026-12-25","add":1,"date":"2026-12-28","certain":false}"#
    );
    assert!(!out.contains('\x1B'));
    let object: serde_json::Value = serde_json::from_str(lines[2]).unwrap();
    assert!(
        object["error"]
            .as_str()
            .unwrap()
            .contains("“\"\u{FFFD}[31*\\”")
    );
}

/// A roster's line has more on it than two days.
#[test]
fn a_bad_line_repeats_only_the_field_that_is_bad_and_nobodys_name_or_number() {
    for (line, found) in [
        ("王小明 11010519491231002X 2026-02-13", "读到 3 项；"),
        ("王小明", "读到 1 项；"),
        ("2026-02-13 王小明", "读到 “***”；"),
        ("WangXiaoming +3", "读到 “************”；"),
        ("2026-02-13 11010519491231002X", "读到 “***”；"),
        ("13812345678 2026-02-13", "读到 “***”；"),
        ("2026年2月13日 +1", "读到 “2026年2月13日”；"),
        ("2026-02-3O 2026-03-05", "读到 “2026-02-3*”；"),
        ("2026-02-13 +x1", "读到 “+*1”；"),
        ("2026-03-05 2026-02-13", "读到 “2026-03-05 2026-02-13”；"),
        ("2026-03-05\t2026-02-13", "读到 “2026-03-05 2026-02-13”；"),
        ("9999-12-31 +1", "读到 “+1”；"),
        ("2026-13-01 +5", "读到 “2026-13-01”；"),
        ("20261301 +5", "读到 “20261301”；"),
        ("2026-02-13 +13812345678", "读到 “+***”；"),
    ] {
        let (_, errors, _) = filter(line.as_bytes(), 64, (false, Lang::Zh));
        assert!(errors.contains(found), "{line}: {errors}");
        let leaks = ["王", "Wang", "110105", "1381"]
            .iter()
            .any(|it| errors.contains(it));
        assert!(!leaks, "{errors}");
    }
}

/// A reader or writer whose other end is gone.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Gone {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

#[test]
fn errors_of_the_streams_come_back() {
    let calendar = calendar();
    let line = b"2026-02-13 +10\n".as_slice();
    let error = run(&calendar, line, Gone, io::sink(), false, Lang::En).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    let error = run(
        &calendar,
        b"x".as_slice(),
        io::sink(),
        Gone,
        false,
        Lang::En,
    )
    .unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    let mut out = Vec::new();
    let reader = BufReader::new(line.chain(Gone));
    let error = run(&calendar, reader, &mut out, io::sink(), false, Lang::En).unwrap_err();
    assert_eq!(
        (error.kind(), out.as_slice()),
        (
            io::ErrorKind::ConnectionReset,
            b"2026-03-05\tannounced\n".as_slice()
        )
    );
}

proptest! {
    #[test]
    fn anything_gets_one_answer_a_line(input in prop::collection::vec(any::<u8>(), 0..300), piece in 1_usize..64) {
        let lines = input.split(|&byte| byte == b'\n').count() - usize::from(input.last().is_none_or(|&it| it == b'\n'));
        for options in [TEXT, JSON] {
            let whole = filter(&input, 4096, options);
            prop_assert_eq!(whole.0.lines().count(), lines);
            prop_assert_eq!(&filter(&input, piece, options), &whole);
        }
        for line in filter(&input, 64, JSON).0.lines() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
        }
    }

    #[test]
    fn near_misses_too(input in "(20[0-9]{2}-[0-1][0-9]-[0-3][0-9]| |\t|\\+[0-9]{0,11}|\r|\n|[0-9-]){0,12}", piece in 1_usize..64) {
        let whole = filter(input.as_bytes(), 4096, TEXT);
        prop_assert_eq!(whole.0.lines().filter(|it| *it == "?").count(), whole.1.lines().count());
        prop_assert_eq!(&filter(input.as_bytes(), piece, TEXT), &whole);
    }
}
