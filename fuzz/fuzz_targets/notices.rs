//! Any bytes as a pasted notice, alone and dressed as one: no panic, and whatever is read is a
//! whole year that its own file gives again and that holds the days of the law.
#![no_main]

use chabudao::check::notice::{Given, NoticeYear, read_notice, to_toml};
use chabudao::check::workdays::{KnownYears, Law, Severity, check_year, differences};
use chabudao::encoding;
use chabudao::lang::Lang;
use chabudao::pack::Files;
use chabudao::pack::calendar::{load, read_year};
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// The years of the rules.
static KNOWN: LazyLock<KnownYears> = LazyLock::new(|| {
    let joined = load(Files::embedded_calendar());
    joined.map(|it| it.known).unwrap_or_default()
});

fuzz_target!(|data: &[u8]| {
    let Ok(text) = encoding::text(data) else {
        return;
    };
    try_to_read(&text);
    for title in [
        "国务院办公厅关于2027年部分节假日安排的通知",
        "国务院办公厅关于调整2026年劳动节假期安排的通知",
        "国务院办公厅关于延长2026年春节假期的通知",
    ] {
        try_to_read(&format!("{title}\n{text}\n国务院办公厅\n2026年11月20日"));
    }
});

fn try_to_read(text: &str) {
    for known in [&KnownYears::default(), &KNOWN] {
        match read_notice(text, &Given::default(), known) {
            Ok(read) => hold(&read, known),
            Err(faults) => {
                assert!(!faults.is_empty());
                for fault in faults {
                    assert!(!fault.text(Lang::Zh).is_empty() && !fault.text(Lang::En).is_empty());
                }
            }
        }
    }
}

fn hold(read: &NoticeYear, known: &KnownYears) {
    let year = &read.year;
    assert!(year.complete && year.missing().is_empty() && !year.notices.is_empty());
    let faults = check_year(year);
    assert!(faults.iter().all(|it| it.severity() == Severity::Warning));
    assert_eq!(Law::of(year.year, known).faults(year), []);
    assert!(differences(year, year).is_empty());
    let (text, beside) = (to_toml(year).into_bytes(), (known, NaiveDate::MAX));
    let (again, _) = read_year("year.toml", text, None, beside);
    assert_eq!(again.as_ref(), Some(year));
    for lang in Lang::ALL {
        assert!(read.rows.iter().all(|it| !it.off_text(lang).is_empty()));
        assert!(read.remarks.iter().all(|it| !it.text(lang).is_empty()));
    }
}
