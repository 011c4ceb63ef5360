//! Results as rows for a spreadsheet.

use super::card;
use super::entry::Entry;
use super::section::STEPS;
use crate::lang::Lang;

/// Spreadsheets take a file without this for one in the system's old encoding.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A heading and one row each; walks without a result say what they need.
#[must_use]
pub fn table(entries: &[Entry<'_>], lang: Lang) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    row(&mut out, &headings(lang));
    for (number, entry) in (1..).zip(entries) {
        let label = entry
            .label
            .map_or_else(|| number.to_string(), str::to_owned);
        row(&mut out, &cells(entry, label));
    }
    out
}

const fn headings(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Zh => [
            "记录",
            "result",
            "结论",
            "卡在哪一环",
            "下一步",
            "最早可询问日期",
            "日期是否确定",
            "还需要知道",
        ],
        Lang::En => [
            "record",
            "result",
            "conclusion",
            "hangs at",
            "next step",
            "ask from",
            "date certain",
            "still needed",
        ],
    }
}

fn cells(entry: &Entry<'_>, label: String) -> [String; 8] {
    let (words, walk) = (&entry.words, entry.words.walk);
    let Some(card) = card::fill_in(words) else {
        let needs = walk
            .next_fact()
            .map(|fact| card::question_words(words, fact));
        let mut cells = <[String; 8]>::default();
        cells[0] = label;
        cells[7] = needs.unwrap_or_default();
        return cells;
    };
    let here = card.here().unwrap_or_default().to_owned();
    let step = card.words(STEPS).next().unwrap_or_default().to_owned();
    let certain = walk
        .outcome()
        .map(|outcome| !outcome.rests_on_unsettled_days());
    let certain = certain.filter(|_| card.ask_from.is_some());
    [
        label,
        card.id,
        card.headline,
        here,
        step,
        card.ask_from
            .map(|day| day.date.to_string())
            .unwrap_or_default(),
        match certain {
            Some(true) => words.lang.pick("是", "yes"),
            Some(false) => words.lang.pick("否", "no"),
            None => "",
        }
        .to_owned(),
        String::new(),
    ]
}

fn row<T: AsRef<str>>(out: &mut String, cells: &[T]) {
    let cells: Vec<String> = cells.iter().map(|cell| safe(cell.as_ref())).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// A cell that a spreadsheet takes for text and never for a formula.
#[must_use]
pub fn safe(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let guard = if formula { "'" } else { "" };
    if formula || cell.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("王小明", "王小明"),
            ("=1+1", "\"'=1+1\""),
            ("@x", "\"'@x\""),
            ("-2", "\"'-2\""),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(safe(cell), expected);
        }
    }
}
