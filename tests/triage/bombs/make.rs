//! Workbooks that ask for more than there is, made here: small files that
//! name far cells, unpack to gigabytes, or go round in circles.

use std::io::{Cursor, Write as _};

use flate2::{Compress, Compression, Crc, FlushCompress};

/// A part of a package: its bytes as they are, or packed.
pub enum Part {
    Plain(String),
    /// Packed bytes, with a sum that is never reached.
    Packed(Vec<u8>),
}

fn plain(text: impl Into<String>) -> Part {
    Part::Plain(text.into())
}

/// `unit` a great many times, packed: `times` blocks of at least a megabyte.
fn repeated(unit: &str, times: usize) -> Vec<u8> {
    let block = unit.repeat(1_000_000 / unit.len() + 1);
    let mut packed = Vec::with_capacity(100_000);
    let mut deflate = Compress::new(Compression::best(), false);
    let full = FlushCompress::Full; // whole bytes, and nothing that points back
    deflate
        .compress_vec(block.as_bytes(), &mut packed, full)
        .expect("it is packed");
    packed.repeat(times)
}

/// Begins with `head`, goes on with `unit` for about so many megabytes.
fn endless(head: &str, unit: &str, megabytes: usize) -> Part {
    let mut deflate = Compress::new(Compression::best(), false);
    let mut packed = Vec::with_capacity(head.len() + 1_000);
    deflate
        .compress_vec(head.as_bytes(), &mut packed, FlushCompress::Full)
        .expect("it is packed");
    packed.extend(repeated(unit, megabytes));
    Part::Packed(packed)
}

/// A zip file.
pub fn zip(parts: &[(&str, Part)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let (bytes, method) = match part {
            Part::Plain(text) => (text.as_bytes(), 0_u16),
            Part::Packed(bytes) => (bytes.as_slice(), 8),
        };
        let mut sum = Crc::new();
        sum.update(bytes);
        let start = file.len();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0]);
        common.extend(method.to_le_bytes());
        common.extend([0; 4]);
        common.extend(sum.sum().to_le_bytes());
        for length in [bytes.len(), bytes.len()] {
            common.extend(u32::try_from(length).expect("small").to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).expect("small").to_le_bytes());
        common.extend([0; 2]);
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(start).expect("small").to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = file.len();
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(parts.len()).unwrap_or(u16::MAX).to_le_bytes();
    file.extend([count, count].concat());
    for length in [directory.len(), start] {
        file.extend(u32::try_from(length).expect("small").to_le_bytes());
    }
    file.extend([0; 2]);
    file
}

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn related(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>")
}

/// A workbook of one sheet, and whatever other parts.
pub fn xlsx(sheet: Part, texts: Part, styles: Part) -> Vec<u8> {
    xlsx_and("", sheet, texts, styles)
}

/// The same in a file that names more than the workbook.
fn xlsx_and(more: &str, sheet: Part, texts: Part, styles: Part) -> Vec<u8> {
    let first = related("a", "officeDocument", "xl/workbook.xml") + more;
    let beside = [
        related("s", "worksheet", "worksheets/sheet1.xml"),
        related("t", "sharedStrings", "sharedStrings.xml"),
        related("f", "styles", "styles.xml"),
    ];
    let list = |parts: &str| plain(format!("<Relationships>{parts}</Relationships>"));
    zip(&[
        ("_rels/.rels", list(&first)),
        (
            "xl/workbook.xml",
            plain("<workbook><sheets><sheet name=\"名单\" r:id=\"s\"/></sheets></workbook>"),
        ),
        ("xl/_rels/workbook.xml.rels", list(&beside.concat())),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", texts),
        ("xl/styles.xml", styles),
    ])
}

/// Headings and somebody in rows 1 and 2, without the end.
pub const HEAD: &str = "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>证件类型</t></is></c><c t=\"inlineStr\"><is><t>缴费</t></is></c></row><row r=\"2\"><c t=\"inlineStr\"><is><t>特种作业</t></is></c><c t=\"inlineStr\"><is><t>已缴</t></is></c></row>";
pub const TAIL: &str = "</sheetData></worksheet>";

/// A workbook whose sheet goes on so after its first rows.
pub fn sheet(rest: &str) -> Vec<u8> {
    simple(plain(format!("{HEAD}{rest}")))
}

fn simple(sheet: Part) -> Vec<u8> {
    xlsx(sheet, plain("<sst/>"), plain("<styleSheet/>"))
}

fn with_texts(texts: Part) -> Vec<u8> {
    xlsx(
        plain(format!("{HEAD}{TAIL}")),
        texts,
        plain("<styleSheet/>"),
    )
}

fn merged(areas: impl Iterator<Item = String>) -> Vec<u8> {
    let areas: Vec<_> = areas
        .map(|area| format!("<mergeCell ref=\"{area}\"/>"))
        .collect();
    let areas = areas.concat();
    sheet(&format!(
        "</sheetData><mergeCells>{areas}</mergeCells></worksheet>"
    ))
}

/// Workbooks in the newer format that are refused, by name; the long ones pack
/// so many megabytes.
#[expect(clippy::too_many_lines, reason = "a list")]
pub fn xlsx_bombs(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let row = |number: u64, cell: &str| {
        format!("<row r=\"{number}\"><c r=\"{cell}\"><v>1</v></c></row>{TAIL}")
    };
    let many: Vec<_> = (0..20_000)
        .map(|number| format!("xl/{number}.xml"))
        .collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), plain(""))).collect();
    vec![
        (
            "row 2,000,000,000",
            sheet(&row(2_000_000_000, "A2000000000")),
        ),
        (
            "row 2,000,000,000 without cells' names",
            sheet(&row(2_000_000_000, "B3")),
        ),
        (
            "cells AMI2 and A1048576",
            sheet(&format!(
                "<row r=\"3\"><c r=\"AMI3\"><v>1</v></c></row>{}",
                row(1_048_576, "A1048576")
            )),
        ),
        (
            "a cell in the last corner",
            sheet(&row(1_048_576, "XFD1048576")),
        ),
        ("zeros in a cell", simple(endless(HEAD, "0", size))),
        ("NUL bytes", simple(endless("", "\0", size))),
        (
            "one attribute",
            simple(endless(&format!("{HEAD}<row r=\""), "3", size)),
        ),
        (
            "one comment",
            simple(endless(&format!("{HEAD}<!--"), "< >", size)),
        ),
        ("elements in elements", simple(endless(HEAD, "<a>", size))),
        (
            "one row that does not end",
            simple(endless(
                &format!("{HEAD}<row r=\"3\">"),
                "<c t=\"inlineStr\"><is><t>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</t></is></c>",
                100,
            )),
        ),
        (
            "shared texts: one that does not end",
            with_texts(endless("<sst><si><t>", "x", size)),
        ),
        (
            "shared texts: long ones",
            with_texts(endless(
                "<sst>",
                &format!("<si><t>{}</t></si>", "x".repeat(30_000)),
                size,
            )),
        ),
        (
            "shared texts: a great many",
            with_texts(endless("<sst>", "<si/>", size)),
        ),
        (
            "20,000 merged areas over everything",
            merged((0..20_000).map(|_| "A1:XFD1048576".to_owned())),
        ),
        (
            "a million merged areas",
            simple(endless(
                &format!("{HEAD}</sheetData><mergeCells>"),
                "<mergeCell ref=\"A1:B2\"/>",
                size,
            )),
        ),
        (
            "a million styles",
            xlsx(
                plain(format!("{HEAD}{TAIL}")),
                plain("<sst/>"),
                endless("<styleSheet><cellXfs>", "<xf numFmtId=\"14\"/>", size),
            ),
        ),
        (
            "a million sheets",
            zip(&[
                (
                    "_rels/.rels",
                    plain(format!(
                        "<Relationships><Relationship Id=\"a\" Type=\"{KINDS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                    )),
                ),
                (
                    "xl/workbook.xml",
                    endless("<workbook><sheets>", "<sheet name=\"x\" r:id=\"s\"/>", size),
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    plain(format!(
                        "<Relationships><Relationship Id=\"s\" Type=\"{KINDS}/worksheet\" Target=\"x.xml\"/></Relationships>"
                    )),
                ),
            ]),
        ),
        ("20,000 parts", zip(&many)),
    ]
}

/// Workbooks that look as bad and are none; they are read.
pub fn xlsx_odd() -> Vec<(&'static str, Vec<u8>)> {
    let columns = |column: u32| char::from(b'A' + u8::try_from(column).expect("few"));
    vec![
        (
            "a count of 10^15 shared texts",
            with_texts(plain(
                "<sst count=\"1000000000000000\" uniqueCount=\"1000000000000000\"/>",
            )),
        ),
        (
            "a shared formula numbered 4,000,000,000",
            sheet(&format!(
                "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"4000000000\" ref=\"A1:XFD1048576\">B1</f></c></row>{TAIL}"
            )),
        ),
        (
            "a dimension of everything",
            simple(plain(format!(
                "{}{TAIL}",
                HEAD.replace(
                    "<sheetData>",
                    "<dimension ref=\"A1:XFD1048576\"/><sheetData>"
                )
            ))),
        ),
        ("a hundred workbooks in one, all but the first missing", {
            let other = |id: u8| related(&format!("b{id}"), "officeDocument", "xl/none.xml");
            let more: Vec<_> = (1..100).map(other).collect();
            let sheet = plain(format!("{HEAD}{TAIL}"));
            xlsx_and(
                &more.concat(),
                sheet,
                plain("<sst/>"),
                plain("<styleSheet/>"),
            )
        }),
        (
            "20,000 merged areas beside each other",
            merged((0..20_000).map(|at| {
                let (column, row) = (columns(at % 20 + 2), at / 20 + 1);
                format!("{column}{row}:{column}{row}")
            })),
        ),
    ]
}

/// A record of the older format.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("records are short");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// Begins a stream or a sheet, and ends it.
pub fn begin(sheet: bool) -> Vec<u8> {
    record(0x0809, &[0, 6, if sheet { 0x10 } else { 5 }, 0, 0, 0, 0, 0])
}

pub fn end() -> Vec<u8> {
    record(0x000A, &[])
}

/// A workbook in the older format: its globals, and one sheet of these records.
pub fn xls(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    xls_of(&begin(false), globals, cells)
}

pub fn xls_of(first: &[u8], globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let globals = globals.concat();
    let named = |start: u32| {
        record(
            0x0085,
            &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'x']].concat(),
        )
    };
    let before = first.len() + named(0).len() + globals.len() + end().len();
    let start = u32::try_from(before).expect("small");
    let stream = [
        first,
        &named(start),
        &globals,
        &end(),
        &begin(true),
        &cells.concat(),
        &end(),
    ]
    .concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    let mut book = file.create_stream("/Workbook").expect("memory");
    book.write_all(&stream).expect("memory");
    drop(book);
    file.into_inner().into_inner()
}

/// A text cell of the older format.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(units.len() / 2).expect("short");
    let place = [
        row.to_le_bytes(),
        column.to_le_bytes(),
        [0, 0],
        length.to_le_bytes(),
    ];
    record(0x0204, &[&place.concat()[..], &[1], &units].concat())
}

/// Headings and somebody.
pub fn people() -> Vec<Vec<u8>> {
    vec![
        label(0, 0, "证件类型"),
        label(0, 1, "缴费"),
        label(1, 0, "特种作业"),
        label(1, 1, "已缴"),
    ]
}

fn texts(first: &[u8], more: impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let first = record(0x00FC, &[&[0; 8], first].concat());
    [first]
        .into_iter()
        .chain(more.map(|data| record(0x003C, &data)))
        .collect()
}

/// Workbooks in the older format that are refused, by name.
pub fn xls_bombs() -> Vec<(&'static str, Vec<u8>)> {
    let with = |cells: Vec<Vec<u8>>| xls(&[], &[people(), cells].concat());
    let many = |rows: u16| -> Vec<Vec<u8>> {
        let row = |row: u16| {
            let numbers = [0, 0, 2, 0, 0, 0].repeat(256);
            record(
                0x00BD,
                &[&row.to_le_bytes()[..], &[0, 0], &numbers, &[255, 0]].concat(),
            )
        };
        (2..rows).map(row).collect()
    };
    let long = [
        &32_000_u16.to_le_bytes()[..],
        &[0],
        "x".repeat(8_000).as_bytes(),
    ]
    .concat();
    let rest = (0..3).map(|_| [&[0], "x".repeat(8_000).as_bytes()].concat());
    let shared = |row: u16| {
        let cell = |column: u16| {
            record(
                0x00FD,
                &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 6]].concat(),
            )
        };
        (0..20).map(cell).collect::<Vec<_>>().concat()
    };
    let wide = |_| [&[0][..], &[0, 0, 0].repeat(2_700)].concat();
    vec![
        ("cells A1 and IV65536 in every row", with(many(10_000))),
        (
            "one text of 32,000 in 20,000 cells",
            xls(
                &texts(&long, rest),
                &[people(), (2..1_000).map(shared).collect()].concat(),
            ),
        ),
        (
            "25 MB of shared texts",
            xls(&texts(&[], (0..3_100).map(wide)), &people()),
        ),
        (
            "a million merged areas",
            with(
                (0..1_000)
                    .map(|_| {
                        let area = [0, 0, 255, 255, 0, 0, 255, 0];
                        record(
                            0x00E5,
                            &[&1_000_u16.to_le_bytes()[..], &area.repeat(1_000)].concat(),
                        )
                    })
                    .collect(),
            ),
        ),
        (
            "1,000 merged areas over everything",
            with(vec![{
                let area = [0, 0, 255, 255, 0, 0, 255, 0];
                record(
                    0x00E5,
                    &[&1_000_u16.to_le_bytes()[..], &area.repeat(1_000)].concat(),
                )
            }]),
        ),
    ]
}

/// Workbooks in the older format that look as bad and are none.
pub fn xls_odd() -> Vec<(&'static str, Vec<u8>)> {
    let everything = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0];
    vec![
        (
            "a dimension of everything",
            xls(&[], &[vec![record(0x0200, &everything)], people()].concat()),
        ),
        (
            "a million empty records",
            xls(&texts(&[], (0..1_000_000).map(|_| Vec::new())), &people()),
        ),
        (
            "cells in the first and the last corner",
            xls(&[], &[people(), vec![label(65_535, 255, "缴")]].concat()),
        ),
    ]
}
