//! Any two texts as names: no panic, symmetric kinds, places that exist.
#![no_main]

use chabudao::check::person_name::{Likeness, compare};
use chabudao::filter;
use chabudao::lang::Lang;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut out = Vec::new();
    let done = filter::name::run(
        data,
        &mut out,
        std::io::sink(),
        data.len() % 2 == 0,
        Lang::Zh,
    );
    assert!(done.is_ok());
    let text = String::from_utf8_lossy(data);
    let (record, typed) = text.split_once('\t').unwrap_or((&text, ""));
    assert!(compare(record, record).same);
    let (one, two) = (compare(record, typed), compare(typed, record));
    assert_eq!(one.kinds, two.kinds);
    assert_eq!(one.same, record == typed);
    assert_eq!(one.same, one.kinds.contains(&Likeness::Same));
    assert!(!one.kinds.is_empty() && one.kinds.is_sorted_by(|x, y| x < y));
    for finding in &one.findings {
        let at = |text: &str, at: Option<usize>| at.and_then(|at| text.chars().nth(at - 1));
        assert_eq!(at(record, finding.at_record), finding.record_char);
        assert_eq!(at(typed, finding.at_typed), finding.typed_char);
        for lang in Lang::ALL {
            assert!(!finding.text(lang).contains(char::is_control));
            assert!(!finding.say(lang).is_empty() && !finding.brief(lang).is_empty());
        }
    }
});
