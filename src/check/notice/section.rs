//! The numbered sentences of a notice: where each begins, and what all of them say.

use super::text::{Scanner, sentences, speaks_of_days, without_full_dates};
use super::{HolidayRow, NoticeFault, Why};
use crate::check::workdays::HOLIDAYS;

mod days;

pub(super) use days::HolidayDraft;

/// Words that arrange days; a sentence with one of them is never passed over.
const ARRANGING: [&str; 10] = [
    "放假", "上班", "调休", "连休", "补班", "补假", "补休", "休息", "照常", "正常",
];

/// A text taken apart.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    /// What stands before the first numbered sentence.
    pub(super) before: &'a str,
    heads: Vec<Part<'a>>,
    after: &'a str,
}

/// One numbered sentence, or more on the same holiday.
#[derive(Debug)]
struct Part<'a> {
    /// The holidays it begins with.
    names: Vec<&'static str>,
    body: &'a str,
}

/// What a notice says of one holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) row: HolidayRow,
    /// What the notice says of it, for messages.
    pub(super) said: String,
}

impl Parts<'_> {
    /// Whether any sentence begins with a holiday's name.
    pub(super) const fn is_numbered(&self) -> bool {
        !self.heads.is_empty()
    }

    /// The year of `2022年1月1日` in the sentence on the new year, should it be written so.
    pub(super) fn new_year(&self) -> Option<i32> {
        let part = self.heads.iter().find(|it| it.names.contains(&"元旦"))?;
        let (before, _) = part.body.split_once("年1月1日")?;
        let digits = before.get(before.len().checked_sub(4)?..)?;
        digits.parse().ok()
    }
}

/// A place where a sentence on a holiday begins.
struct Head {
    /// First byte, that of the numbering.
    start: usize,
    /// First byte after the name.
    body: usize,
    names: Vec<&'static str>,
}

/// Takes a text apart at the names of holidays that begin a sentence.
pub(super) fn split(text: &str) -> Parts<'_> {
    let heads = find_heads(text);
    let starts = heads.iter().skip(1).map(|it| it.start);
    let ends: Vec<usize> = starts.chain([text.len()]).collect();
    let slice = |from, to| text.get(from..to).unwrap_or_default();
    let before = slice(0, heads.first().map_or(text.len(), |it| it.start));
    let mut parts: Vec<Part> = heads
        .into_iter()
        .zip(ends)
        .map(|(head, end)| Part {
            names: head.names,
            body: slice(head.body, end),
        })
        .collect();
    let mut after = "";
    if let Some(last) = parts.last_mut() {
        (last.body, after) = last.body.split_at(closing(last.body));
    }
    Parts {
        before,
        heads: parts,
        after,
    }
}

/// Where the first sentence of a text's numbered ones begins.
pub(super) fn first_head(text: &str) -> Option<usize> {
    find_heads(text).first().map(|it| it.start)
}

/// Where the closing begins: at the first sentence that neither speaks of days nor arranges them.
fn closing(body: &str) -> usize {
    let ends = body.split_inclusive(['。', '；']);
    let said = ends
        .enumerate()
        .take_while(|(index, it)| *index == 0 || arranges(it));
    said.map(|(_, it)| it.len()).sum()
}

/// Whether a sentence speaks of days or arranges them.
fn arranges(sentence: &str) -> bool {
    ARRANGING.iter().any(|word| sentence.contains(word)) || speaks_of_days(sentence)
}

fn find_heads(text: &str) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut reader = Scanner::new(text);
    while !reader.rest.is_empty() {
        let at = text.len() - reader.rest.len();
        let names = eat_names(&mut reader);
        if names.is_empty() {
            reader.skip();
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let start = before_numbering(before);
        // A colon begins the sentence; a numbered one may lack it.
        if reader.eat("：") || (start < at && reader.at_digit()) {
            heads.push(Head {
                start,
                body: text.len() - reader.rest.len(),
                names,
            });
        }
    }
    heads
}

/// Steps over a list of holidays, such as `国庆节、中秋节`.
pub(super) fn eat_names(reader: &mut Scanner) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut ahead = *reader;
    while let Some(name) = HOLIDAYS.into_iter().find(|name| ahead.eat(name)) {
        names.push(name);
        *reader = ahead;
        if !ahead.eat_any(&["、", "和", "及"]) {
            break;
        }
    }
    names
}

/// Length of the text without the numbering (`一、` `（一）` `1.`) at its end.
fn before_numbering(text: &str) -> usize {
    let bracket = text.strip_suffix('）');
    let Some(rest) = bracket.or_else(|| text.strip_suffix(['、', '.', '。'])) else {
        return text.len();
    };
    // One kind of numeral only: the digits of a date may stand right before the numbering.
    let mut arabic = rest.trim_end_matches(|it: char| it.is_ascii_digit());
    if arabic.ends_with('-') {
        // 2025-11-041. is a date of two digits, then 1.
        arabic = rest.get(..arabic.len() + 2).unwrap_or(rest);
    }
    let chinese = rest.trim_end_matches(|it| "一二三四五六七八九十".contains(it));
    let number = if arabic.len() < chinese.len() {
        arabic
    } else {
        chinese
    };
    if number.len() == rest.len() {
        return text.len();
    }
    let number = if bracket.is_some() {
        number.strip_suffix('（').unwrap_or(number)
    } else {
        number
    };
    number.len()
}

/// Reads the numbered sentences of a whole year.
pub(super) fn read(parts: &Parts, year: i32) -> Result<Vec<Section>, Vec<NoticeFault>> {
    let mut faults = Vec::new();
    if parts.heads.is_empty() {
        faults.push(NoticeFault::of(Why::NoSection));
    }
    let sections = read_each(parts, year, &mut faults);
    if faults.is_empty() {
        faults.extend(out_of_order(&sections));
    }
    faults.is_empty().then_some(sections).ok_or(faults)
}

/// Reads the numbered sentences there are.
pub(super) fn read_each(parts: &Parts, year: i32, faults: &mut Vec<NoticeFault>) -> Vec<Section> {
    // What stands around must not arrange days, lest a sentence whose head is lost be passed over.
    let before = without_full_dates(parts.before);
    let lost = |it: &&str| it.contains("上班") || speaks_of_days(it);
    let before = sentences(&before).filter(lost);
    let after = sentences(parts.after).filter(|it| arranges(it));
    let unknown = before.chain(after);
    faults.extend(unknown.map(|it| NoticeFault::at(it, Why::Unknown)));
    let mut sections = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for part in &parts.heads {
        for name in &part.names {
            if seen.contains(name) {
                faults.push(NoticeFault::at(part.body, Why::NamedTwice(name)));
            }
            seen.push(name);
        }
        let draft = HolidayDraft::new(&part.names.join("、"), year);
        sections.extend(draft.read(part.body, faults));
    }
    sections
}

/// Holidays whose days off lie on the wrong side of another's: a month that is wrong.
///
/// The order of the sentences does not matter. Mid-autumn and the national day come in either
/// order and may be one entry; both come after all others.
fn out_of_order(sections: &[Section]) -> Vec<NoticeFault> {
    let find = |name: &str| {
        sections
            .iter()
            .find(|it| it.row.holiday.split('、').any(|is| is == name))
    };
    let [new_year, spring, qingming, labour, duanwu, autumn, national] = HOLIDAYS;
    let pairs = [
        (new_year, spring),
        (spring, qingming),
        (qingming, labour),
        (labour, duanwu),
        (duanwu, autumn),
        (duanwu, national),
    ];
    let wrong = pairs.into_iter().filter(|(first, second)| {
        let (first, second) = (find(first), find(second));
        first
            .zip(second)
            .is_some_and(|(first, second)| first.row.off.from > second.row.off.from)
    });
    wrong
        .map(|(first, second)| NoticeFault::of(Why::OutOfOrder(first, second)))
        .collect()
}
