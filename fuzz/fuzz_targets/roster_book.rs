//! Any bytes as a workbook, or as a part of one: no panic, ours or a parser's,
//! bounded rows and columns.
#![no_main]

#[path = "../../tests/triage/bombs/make.rs"]
#[allow(dead_code)]
mod make;

use std::io::Cursor;

use chabudao::triage::book::{Book, Headed, most};
use chabudao::triage::run::{RosterSource as _, RowBatch as _};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((part, data)) = data.split_first() else {
        return;
    };
    let text = || make::Part::Plain(String::from_utf8_lossy(data).into_owned());
    let plain = |text: &str| make::Part::Plain(text.to_owned());
    let sheet = "<c><v>0</v></c><c t=\"s\"><v>0</v></c><c s=\"1\" t=\"s\"><v>1</v></c><c s=\"1\"><v>46346</v></c></row>";
    let sheet = plain(&format!("{}<row>{sheet}{}", make::HEAD, make::TAIL));
    let texts = plain("<sst><si><t>a</t></si><si><t>b</t></si></sst>");
    let styles = plain("<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    let file = match part % 7 {
        0 | 1 => data.to_vec(),
        2 => make::xlsx(text(), texts, styles),
        3 => make::xlsx(sheet, text(), styles),
        4 => make::xlsx(sheet, texts, text()),
        5 => make::xls(&[], &[make::people(), vec![data.to_vec()]].concat()),
        _ => make::xls(&[data.to_vec()], &make::people()),
    };
    let Ok(mut book) = Book::open(Cursor::new(file), &|_| Headed::People) else {
        return;
    };
    let mut last = 0;
    while let Ok(Some(batch)) = book.next() {
        batch.each(0, &mut |line| {
            assert_eq!(line.number, last + 1);
            assert!(line.cells.len() <= most::COLUMNS);
            last = line.number;
        });
        if last > 100_000 {
            break; // blank rows down to a far cell
        }
    }
    assert!(last <= u64::from(most::ROWS));
});
