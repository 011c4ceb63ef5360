//! Class lists as they come: several classes in one, titles between people,
//! marks in two columns.

use chabudao::lang::Lang;
use chabudao::triage::columns::Mapping;
use chabudao::triage::records::CsvRoster;
use chabudao::triage::value::CellReader;

use crate::{RULES, judge, judged, judged_by, reader};

/// Why nothing could be done with a roster.
#[track_caller]
fn stopped(roster: &str, lang: Lang) -> String {
    let stop = judge(roster.as_bytes(), lang).err();
    stop.expect("it is refused").words(lang, reader())
}

const TWO_CLASSES: &str = "姓名,身份证号,考试日期,上报日期\n\
    王小焊,11010519491231002X,2026-05-08,2026-11-20\n";

/// A second class whose columns stand in another order would be read by the
/// first one's headings.
#[test]
fn headings_in_another_order_stop_with_their_row() {
    for again in [
        "姓名,身份证号,上报日期,考试日期",
        "姓名,考试日期,身份证号,上报日期",
        "序号,姓名,身份证号,考试日期",
    ] {
        let roster =
            format!("{TWO_CLASSES}{again}\n李大弧,440524188001010014,2026-11-20,2026-05-08\n");
        assert_eq!(
            stopped(&roster, Lang::Zh),
            "第 3 行又是列名，跟上面的列名不一样，或者换了位置，下面的人会读错列；请把下面的人照上面的列挪好，或者另存成一份名单再查"
        );
        let said = stopped(&roster, Lang::En);
        assert!(said.starts_with("row 3 has headings again"), "{said}");
    }
    // The same once more is a page break, and words that are headings too are
    // somebody's answers.
    let again =
        format!("{TWO_CLASSES}姓名,身份证号,考试日期,上报日期\n李大弧,,2026-05-08,考试日期\n");
    assert_eq!(judged(&again).tally.rows, 2);
}
