//! Workbooks that ask for more than there is, and damaged ones: refused or
//! read, in bounded memory, and never with a panic.

pub mod make;

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Output};

use chabudao::lang::Lang;
use chabudao::triage::book::{Book, Headed};
use chabudao::triage::stop::{BookFault, Damage, RosterFault};

use crate::{Judged, judge_source, reader};

/// Runs the program with a gigabyte of addresses at most.
#[cfg(unix)]
fn confined(roster: &Path) -> Output {
    Command::new("sh")
        .args(["-c", "ulimit -v 1048576 && exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_chabudao"))
        .args([
            "triage",
            "--today",
            "2026-11-23",
            "--lang",
            "en",
            "--threads",
            "2",
        ])
        .arg(roster)
        .output()
        .expect("there is a shell")
}

#[cfg(unix)]
#[test]
fn hostile_workbooks_are_refused_in_bounded_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let newer = make::xlsx_bombs(12).into_iter().map(|bomb| (bomb, "xlsx"));
    let older = make::xls_bombs().into_iter().map(|bomb| (bomb, "xls"));
    for ((name, bytes), ending) in newer.chain(older) {
        let path = folder.path().join("bomb").with_extension(ending);
        fs::write(&path, &bytes).expect("it is written");
        let output = confined(&path);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        let words = [
            "the spreadsheet is too large",
            "the spreadsheet cannot be opened",
        ];
        assert!(
            words.iter().any(|words| said.starts_with(words)),
            "{name}: {said}"
        );
        assert_eq!(said.lines().count(), 1, "{name}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn what_only_looks_hostile_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let newer = make::xlsx_odd().into_iter().map(|odd| (odd, "xlsx"));
    let older = make::xls_odd().into_iter().map(|odd| (odd, "xls"));
    for ((name, bytes), ending) in newer.chain(older) {
        let path = folder.path().join("odd").with_extension(ending);
        fs::write(&path, &bytes).expect("it is written");
        let output = confined(&path);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{name}: {said}"
        );
        let rows = String::from_utf8_lossy(&output.stdout);
        assert!(
            rows.lines()
                .nth(1)
                .is_some_and(|row| row.starts_with("特种作业,已缴,")),
            "{name}: {rows}"
        );
    }
}

/// Judges damaged bytes. A parser's panic would be caught, and be a fault of
/// its own kind; there is to be none.
fn judged(bytes: &[u8], name: &str) -> Result<Judged, RosterFault> {
    let judged = Book::open(Cursor::new(bytes), &|_| Headed::People);
    let judged = judged.and_then(|mut book| judge_source(&mut book, Lang::En, &[]));
    if let Err(stop) = &judged {
        let panicked = matches!(stop, RosterFault::Book(BookFault::Broken(Damage::Anywhere)));
        assert!(!panicked, "{name}");
        assert!(!stop.words(Lang::Zh, reader()).is_empty());
    }
    judged
}

#[test]
fn damaged_workbooks_never_panic() {
    let newer = make::sheet(make::TAIL);
    let older = include_bytes!("roster.xls");
    for (whole, is_older) in [(newer.as_slice(), false), (older.as_slice(), true)] {
        // About 550 places: each byte of the header and of the directories,
        // and others over all of the file.
        let step = whole.len() / 400;
        let places = (0..150).chain((150..whole.len()).step_by(step));
        let mut read = 0;
        for place in places {
            for flip in [0x01, 0x80, 0xFF] {
                let mut bytes = whole.to_vec();
                bytes[place] ^= flip;
                let found = judged(&bytes, &format!("{place} by {flip}"));
                read += usize::from(found.is_ok());
            }
            let cut = judged(&whole[..place], &format!("cut at {place}"));
            assert!(cut.is_err() || is_older, "{place}");
        }
        assert!(read > 0);
    }
}

/// Found by feeding it any bytes.
#[test]
fn numbers_beyond_the_last_column_are_refused() {
    let numbers = [0, 0, 2, 0, 0, 0].repeat(2);
    let record = make::record(
        0x00BD,
        &[&[2, 0, 0xFF, 0xFF][..], &numbers, &[0, 0]].concat(),
    );
    let found = judged(
        &make::xls(&[], &[make::people(), vec![record]].concat()),
        "far",
    );
    assert!(matches!(
        found,
        Err(RosterFault::Book(BookFault::Far(3, 65_535)))
    ));
}

#[test]
fn a_sheet_cut_off_is_refused_and_not_half_read() {
    let stream = [make::people(), vec![make::label(2, 0, "特种作业")]].concat();
    let whole = make::xls(&[], &stream);
    assert_eq!(
        judged(&whole, "whole").map(|judged| judged.tally.rows).ok(),
        Some(2)
    );
    // The record that ends the sheet is gone.
    let at = whole
        .windows(4)
        .rposition(|window| window == [0x0A, 0, 0, 0]);
    let mut bytes = whole;
    bytes[at.expect("it is there")] = 0x0B;
    assert!(judged(&bytes, "without an end").is_err());
}

#[test]
fn a_changed_byte_is_found_by_the_sum_of_all() {
    let whole = make::sheet(make::TAIL);
    let find = |text: &str| {
        whole
            .windows(text.len())
            .position(|part| part == text.as_bytes())
    };
    let mut bytes = whole.clone();
    bytes[find("已缴").expect("it is there") + 2] ^= 1; // another character, and still XML
    assert!(judged(&whole, "whole").is_ok());
    assert!(judged(&bytes, "changed").is_err());
}

/// The cells of a first row, by the older format's records.
fn first_row(first: &[u8], globals: &[Vec<u8>], cells: &[Vec<u8>]) -> String {
    let head = make::people();
    let bytes = make::xls_of(first, globals, &[&head[..2], cells].concat());
    let csv = judged(&bytes, "whole").expect("it is read").csv;
    csv.lines().nth(1).expect("a row").to_owned()
}

#[test]
fn every_kind_of_cell_of_the_older_format() {
    let place = |column: u8| [1, 0, column, 0, 0, 0];
    let formula = |column: u8, value: [u8; 8]| {
        make::record(0x0006, &[&place(column)[..], &value, &[0; 8]].concat())
    };
    let text = [
        &[2, 0, 1][..],
        "焊工"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
            .as_slice(),
    ]
    .concat();
    let cells = [
        make::label(1, 0, "特种作业"),
        formula(2, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        make::record(0x04BC, &[0; 10]), // a formula that cells share, between it and its text
        make::record(0x0207, &text),
        formula(3, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
        formula(4, [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]),
        formula(5, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        formula(6, 2.5_f64.to_le_bytes()),
        make::record(
            0x00BD,
            &[
                1, 0, 7, 0, 0, 0, 0x06, 0, 0, 0, 0, 0, 0xFB, 0xFF, 0xFF, 0xFF, 8, 0,
            ],
        ),
        make::record(0x0205, &[&place(9)[..], &[0x07, 1]].concat()),
        formula(10, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        make::record(0x0207, &[0; 3]), // it came to an empty text
    ];
    let row = first_row(&make::begin(false), &[], &cells);
    assert!(row.starts_with("特种作业,,"), "{row}");
    assert!(
        row.ends_with(",焊工,TRUE,#N/A,,2.5,1,-0.02,#DIV/0!"),
        "{row}"
    );
    // Excel 95: texts are bytes of the code page.
    let first = make::record(0x0809, &[0, 5, 5, 0, 0, 0, 0, 0]);
    let bytes = |column: u8, text: &str| {
        let text = encoding_rs::GBK.encode(text).0.into_owned();
        let length = u8::try_from(text.len()).expect("short");
        let head = [0, 0, column, 0, 0, 0, length, 0];
        make::record(0x0204, &[&head[..], &text].concat())
    };
    let page = make::record(0x0042, &936_u16.to_le_bytes());
    let head = [bytes(0, "证件类型"), bytes(1, "缴费")];
    let person: Vec<_> = [bytes(0, "特种作业"), bytes(1, "已缴")]
        .into_iter()
        .map(|mut cell| {
            cell[4] = 1;
            cell
        })
        .collect();
    let whole = make::xls_of(&first, &[page], &[&head[..], &person].concat());
    let csv = judged(&whole, "Excel 95").expect("it is read").csv;
    assert!(
        csv.lines()
            .nth(1)
            .is_some_and(|row| row.starts_with("特种作业,已缴,")),
        "{csv}"
    );
}

#[test]
fn protected_workbooks_are_told() {
    let told = |bytes: &[u8]| match Book::open(Cursor::new(bytes), &|_| Headed::People) {
        Err(stop) => stop.words(Lang::En, reader()),
        Ok(_) => "opened".to_owned(),
    };
    let password =
        "the spreadsheet is protected with a password; save it without one and try again";
    assert_eq!(
        told(&make::xls(
            &[make::record(0x002F, &[0; 6])],
            &make::people()
        )),
        password
    );
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("/EncryptedPackage").expect("memory");
    assert_eq!(told(&file.into_inner().into_inner()), password);
}
