//! Any bytes as a roster of text: no panic, every row written, no cell that a
//! spreadsheet would run.
#![no_main]

use std::sync::LazyLock;

use chabudao::engine::Answers;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, load};
use chabudao::triage::csv::CsvSink;
use chabudao::triage::records::CsvRoster;
use chabudao::triage::run::run;
use chabudao::triage::value::CellReader;
use chabudao::triage::vocabulary::Vocabulary;
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<(Pack, Vocabulary)> = LazyLock::new(|| {
    let loaded = load(Files::embedded())
        .ok()
        .expect("the shipped pack loads");
    let (words, _) = Vocabulary::read(&loaded.pack, &loaded.warnings.files);
    (loaded.pack, words)
});

/// Headings, so that most bytes get as far as to rows.
const HEAD: &[u8] = "证件类型,姓名,录入姓名,身份证号,考试日期,备注\n".as_bytes();

fuzz_target!(|data: &[u8]| {
    let (pack, words) = &*RULES;
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    let usual = &Answers::new();
    let reader = CellReader {
        pack,
        words,
        today,
        usual,
        pass_mark: Some(60.0),
        masked: true,
    };
    for bytes in [data.to_vec(), [HEAD, data].concat()] {
        let mut sink = CsvSink::new(Vec::new());
        let done = run(
            &mut CsvRoster::new(bytes.as_slice()),
            &mut sink,
            reader,
            Lang::Zh,
            &[],
        );
        let Ok(done) = done else { continue };
        let out = sink.into_inner();
        let out = out
            .strip_prefix("\u{feff}".as_bytes())
            .expect("it has a mark");
        let mut read = csv::ReaderBuilder::new();
        let mut read = read.flexible(true).has_headers(false).from_reader(out);
        let mut rows = 0;
        for row in read.records() {
            rows += 1;
            for cell in &row.expect("it is CSV") {
                let blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
                let bare = cell.trim_start_matches(blank);
                assert!(!bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦']));
                assert!(!cell.starts_with(['\t', '\r', '\n', '\u{b}', '\u{c}']));
            }
        }
        assert!(rows > done.tally.rows);
    }
});
