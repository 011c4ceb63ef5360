//! `chabudao triage`: rosters of every encoding and format, hostile ones with
//! their messages, the same results as everywhere else. All people are made up.

#[cfg(feature = "xlsx")]
mod again;
#[path = "../fixture/besides.rs"]
mod besides;
#[cfg(feature = "xlsx")]
mod bombs;
#[cfg(feature = "xlsx")]
mod books;
mod encodings;
mod files;
mod halves;
mod hostile;
mod implied;
mod lists;
mod parity;
#[cfg(feature = "xlsx")]
mod readers;
#[cfg(feature = "xlsx")]
mod school;
mod values;
mod vocabulary;
#[path = "../fixture/walk.rs"]
mod walk;

use std::sync::LazyLock;

use chabudao::engine::Answers;
use chabudao::lang::Lang;
use chabudao::pack::{Files, Pack, Problems, load};
use chabudao::triage::columns::Mapping;
use chabudao::triage::csv::CsvSink;
use chabudao::triage::records::CsvRoster;
use chabudao::triage::run::{RosterSource, run};
use chabudao::triage::stop::RosterFault;
use chabudao::triage::tally::Tally;
use chabudao::triage::value::CellReader;
use chabudao::triage::vocabulary::Vocabulary;
use chrono::NaiveDate;

/// What the columns added are headed by.
const HEADINGS: [&str; 8] = [
    "result",
    "结论",
    "卡在哪一环",
    "下一步",
    "最早可询问日期",
    "日期是否确定",
    "还需要知道",
    "问题",
];

/// The shipped rules and their words.
static RULES: LazyLock<(Pack, Vocabulary)> = LazyLock::new(|| {
    let loaded = load(Files::embedded()).expect("the shipped pack loads");
    let files = loaded.warnings.files;
    let (words, list) = Vocabulary::read(&loaded.pack, &files);
    let problems = Problems { files, list };
    assert!(problems.list.is_empty(), "{}", problems.render(Lang::En));
    (loaded.pack, words)
});

/// Everybody in these rosters waits for a review, as `--set` says it.
static USUAL: LazyLock<Answers> = LazyLock::new(|| {
    let review = format!("[answers]\nmatter = 'review'\n{}", besides::lines(""));
    let review = chabudao::answers::read(&RULES.0, "usual", &review);
    review.expect("it reads").answers
});

/// The day all these rosters are judged on.
fn reader() -> CellReader<'static> {
    let (pack, words) = &*RULES;
    CellReader {
        pack,
        words,
        today: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"),
        usual: &USUAL,
        pass_mark: None,
        masked: false,
    }
}

/// A roster judged: what was written, and the counts.
struct Judged {
    csv: String,
    tally: Tally,
}

impl Judged {
    /// The rows below the headings, each by its cells.
    fn rows(&self) -> Vec<Vec<String>> {
        let text = self.csv.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.expect("what is written can be read");
            row.iter().map(str::to_owned).collect()
        });
        rows.collect()
    }

    /// The cell of an added column.
    #[track_caller]
    fn added(&self, row: usize, heading: &str) -> String {
        let at = HEADINGS.iter().position(|known| *known == heading);
        let at = at.expect("a column that is added");
        let text = self.csv.trim_start_matches('\u{feff}');
        let headings = text.lines().next().expect("there are headings");
        let own = headings.split(',').count() - HEADINGS.len();
        self.rows()[row][own + at].clone()
    }
}

fn judge_source(
    source: &mut impl RosterSource,
    lang: Lang,
    maps: &[Mapping],
) -> Result<Judged, RosterFault> {
    judge_with(source, reader(), lang, maps)
}

fn judge_with(
    source: &mut impl RosterSource,
    reader: CellReader<'_>,
    lang: Lang,
    maps: &[Mapping],
) -> Result<Judged, RosterFault> {
    let mut sink = CsvSink::new(Vec::new());
    let tally = run(source, &mut sink, reader, lang, maps)?.tally;
    let csv = String::from_utf8(sink.into_inner()).expect("CSV is written in UTF-8");
    Ok(Judged { csv, tally })
}

fn judge(bytes: &[u8], lang: Lang) -> Result<Judged, RosterFault> {
    judge_source(&mut CsvRoster::new(bytes), lang, &[])
}

/// A roster that must be judged.
#[track_caller]
fn judged(text: &str) -> Judged {
    judged_by(text, reader())
}

/// The same with another reader.
#[track_caller]
fn judged_by(text: &str, reader: CellReader<'_>) -> Judged {
    match judge_with(&mut CsvRoster::new(text.as_bytes()), reader, Lang::Zh, &[]) {
        Ok(judged) => judged,
        Err(stop) => panic!("{}", stop.words(Lang::En, reader)),
    }
}
