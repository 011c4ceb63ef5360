//! Any bytes as identity numbers: no panic, and what must always hold.
#![no_main]

use chabudao::check::id_number::{FindingKind, check, mask};
use chabudao::filter;
use chabudao::lang::Lang;
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
    for (json, lang) in [(true, Lang::Zh), (false, Lang::En)] {
        let mut out = Vec::new();
        let done = filter::id::run(data, &mut out, std::io::sink(), json, lang, today);
        assert!(done.is_ok());
        let ends = data.iter().filter(|byte| **byte == b'\n').count();
        let lines = ends + usize::from(!data.is_empty() && !data.ends_with(b"\n"));
        assert_eq!(out.iter().filter(|byte| **byte == b'\n').count(), lines);
    }
    let text = String::from_utf8_lossy(data);
    let report = check(&text, today);
    let count = text.chars().count();
    assert!(!report.findings.is_empty());
    assert!(report.findings.is_sorted_by_key(|finding| finding.kind));
    assert_eq!(
        report.valid,
        report
            .findings
            .iter()
            .all(|finding| finding.kind == FindingKind::Ok)
    );
    let mut places = report.findings.iter().filter_map(|finding| finding.at);
    assert!(places.all(|at| (1..=count).contains(&at)));
    for cause in report.findings.causes() {
        let words = [
            cause.text(Lang::Zh),
            cause.text(Lang::En),
            cause.brief(Lang::Zh),
        ];
        assert!(
            words
                .iter()
                .all(|text| !text.is_empty() && !text.contains(char::is_control))
        );
    }
    if let Some(normal) = &report.normal {
        assert!(check(normal.as_str(), today).valid);
    }
    if let Some(hint) = &report.hint {
        assert!(check(hint.as_str(), today).valid);
    }
    assert!(!mask(&text).contains(char::is_control));
});
