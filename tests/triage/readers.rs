//! What we read out of a workbook is what a reader that is not ours finds in it.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xls, Xlsx};
use chabudao::triage::book::{Book, Headed};
use chabudao::triage::run::{RosterSource as _, RowBatch as _};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};

/// The cells that hold anything, by row and column from 0.
type Cells = Vec<((u32, u32), String)>;

fn ours(mut book: Book<'_>) -> Cells {
    let mut cells = Vec::new();
    while let Some(batch) = book.next().expect("it is read") {
        batch.each(0, &mut |line| {
            for (column, cell) in (0..).zip(line.cells) {
                let row = u32::try_from(line.number).expect("a sheet has fewer") - 1;
                cells.push(((row, column), cell.text().into_owned()));
            }
        });
    }
    cells.retain(|(_, text)| !text.is_empty());
    cells
}

fn theirs(range: &Range<Data>) -> Cells {
    let (top, left) = range.start().unwrap_or_default();
    let text = |cell: &Data| match cell {
        Data::DateTime(day) if day.is_datetime() => {
            let moment = day.as_datetime().expect("a day");
            chabudao::triage::cell::Cell::Day(moment)
                .text()
                .into_owned()
        }
        Data::DateTime(time) => time.as_f64().to_string(),
        Data::Bool(flag) => flag.to_string().to_uppercase(),
        cell => cell.to_string(),
    };
    let used = range.used_cells().map(|(row, column, cell)| {
        let number = |at: usize| u32::try_from(at).expect("a sheet has fewer");
        ((top + number(row), left + number(column)), text(cell))
    });
    used.filter(|(_, text)| !text.is_empty()).collect()
}

/// A cell that can be written.
#[derive(Clone, Debug)]
enum Written {
    Text(String),
    Number(f64),
    Flag(bool),
    Day(i64, u32),
    Formula(String),
}

fn cell() -> impl Strategy<Value = Written> {
    prop_oneof![
        "[a-z焊㐀𠮷<>&\"' \n\t_x0-9A-F]{1,20}".prop_map(Written::Text),
        "_x(000D|005F|D83D|焊|00)_{1,2}".prop_map(Written::Text),
        prop_oneof![any::<f64>(), (-1e6..1e6)]
            .prop_filter("spreadsheets hold no others", |number| number.is_finite())
            .prop_map(Written::Number),
        any::<bool>().prop_map(Written::Flag),
        (0_i64..100_000, 0_u32..4).prop_map(|(day, format)| Written::Day(day, format)),
        prop_oneof![
            Just("#N/A"),
            Just("#DIV/0!"),
            Just("12.5"),
            Just("焊 工"),
            Just("TRUE")
        ]
        .prop_map(|result| Written::Formula(result.to_owned())),
    ]
}

fn written(rows: &[Vec<Option<Written>>], constant: bool) -> Vec<u8> {
    let formats = ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[h]:mm", "0.0"];
    let formats = formats.map(|code| Format::new().set_num_format(code));
    let mut book = Workbook::new();
    let sheet = if constant {
        book.add_worksheet_with_constant_memory()
            .expect("a temporary file")
    } else {
        book.add_worksheet()
    };
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let done = match cell {
                None => continue,
                Some(Written::Text(text)) => sheet.write_string(row, column, text),
                Some(Written::Number(number)) => sheet.write_number(row, column, *number),
                Some(Written::Flag(flag)) => sheet.write_boolean(row, column, *flag),
                Some(Written::Day(day, format)) => {
                    let format = &formats[*format as usize];
                    let half = f64::from(u8::from(day % 2 == 0)) / 2.0;
                    let day = f64::from(u32::try_from(*day).expect("few")) + half;
                    sheet.write_number_with_format(row, column, day, format)
                }
                Some(Written::Formula(result)) => {
                    let formula = Formula::new("A1").set_result(result);
                    sheet.write_formula(row, column, formula)
                }
            };
            done.expect("it is written");
        }
    }
    book.save_to_buffer().expect("it is written")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_same_cells(
        rows in prop::collection::vec(prop::collection::vec(prop::option::of(cell()), 0..5), 0..8),
        constant in any::<bool>(),
    ) {
        let bytes = written(&rows, constant);
        let mut book = Xlsx::new(Cursor::new(&bytes)).expect("it is opened");
        let expected = theirs(&book.worksheet_range("Sheet1").expect("the sheet is there"));
        let found = ours(Book::open(Cursor::new(bytes), &|_| Headed::People).expect("it is opened"));
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn the_same_cells_of_the_older_format() {
    let bytes = include_bytes!("roster.xls");
    let mut book = Xls::new(Cursor::new(bytes.as_slice())).expect("it is opened");
    let name = book.sheet_names()[0].clone();
    let expected = theirs(&book.worksheet_range(&name).expect("the sheet is there"));
    let book =
        Book::open(Cursor::new(bytes.as_slice()), &|_| Headed::People).expect("it is opened");
    assert!(expected.len() > 20);
    assert_eq!(ours(book), expected);
}

#[test]
fn days_are_days_from_1900_on() {
    for (serial, day) in [
        (1, (1900, 1, 1)),
        (61, (1900, 3, 1)),
        (46_346, (2026, 11, 20)),
    ] {
        let mut book = Workbook::new();
        let format = Format::new().set_num_format("yyyy/m/d");
        let sheet = book.add_worksheet();
        sheet
            .write_number_with_format(0, 0, serial, &format)
            .expect("it is written");
        let bytes = book.save_to_buffer().expect("it is written");
        let found =
            ours(Book::open(Cursor::new(bytes), &|_| Headed::People).expect("it is opened"));
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).expect("a day");
        assert_eq!(found, [((0, 0), day.to_string())]);
    }
}
