//! Days told by more than a date: by how long ago they were, with a time of day
//! behind them, or in the middle of a message: `三天前`, `10月8号上午`,
//! `您的考试定于2026年10月8日上午9:00开始`.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::english::with_month_name;
use super::numbers::{groups, month_ago, taken};
use super::numerals::{in_digits, is_numeral};
use super::{DayReader, Supplied, Typed, on_weekday, understood};
use crate::check::weekday::strip_weekday;

/// What part of a day is called.
const PARTS: [&str; 12] = [
    "上午",
    "下午",
    "中午",
    "早上",
    "早晨",
    "凌晨",
    "傍晚",
    "晚上",
    "夜里",
    "morning",
    "afternoon",
    "evening",
];

/// The most bytes of a time of day: `晚上十一点三十分至十二点三十分`.
const LONGEST_TIME: usize = 48;

/// `三天前`, `两周前`, `3 days ago`, `a week ago`; a month where months are counted.
pub(super) fn days_ago(text: &str, today: NaiveDate) -> Option<Typed> {
    /// Of a month, which has no fixed number of days.
    const MONTH: u64 = 0;
    const UNITS: [(&str, u64); 13] = [
        ("个月", MONTH),
        ("months", MONTH),
        ("month", MONTH),
        ("天", 1),
        ("个星期", 7),
        ("个礼拜", 7),
        ("星期", 7),
        ("礼拜", 7),
        ("周", 7),
        ("days", 1),
        ("day", 1),
        ("weeks", 7),
        ("week", 7),
    ];
    const NUMBERS: [&str; 11] = [
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let text = text.trim().to_ascii_lowercase();
    let ends = ["以前", "之前", "前", "ago"];
    let counted = ends.iter().find_map(|end| text.strip_suffix(end))?.trim();
    let found = UNITS
        .iter()
        .find_map(|(unit, days)| Some((counted.strip_suffix(unit)?, days)));
    let (count, days) = found?;
    let count = in_digits(&count.trim().replace(['两', '俩'], "二"));
    let named = NUMBERS.iter().position(|number| *number == count);
    // "a" and "one" are both 1.
    let named = named.map(|at| u64::try_from(at).unwrap_or(0).max(1));
    let count = named.or_else(|| count.parse().ok().filter(|it| *it > 0))?;
    if *days == MONTH {
        return Some(month_ago(u32::try_from(count).ok()?, today));
    }
    let day = today.checked_sub_days(Days::new(count.checked_mul(*days)?))?;
    Some(taken(day, Supplied::Nothing))
}

/// The day in China, as `2026-11-05`, of a moment that says how far its clock is
/// from UTC: `2026-11-04T16:00:00.000Z`.
pub(crate) fn in_china(text: &str) -> Option<String> {
    const AHEAD: i32 = 8 * 60 * 60; // seconds
    let moment = Some(text).filter(|text| text.contains(':'))?.trim();
    let moment: DateTime<FixedOffset> = moment.parse().ok()?;
    let there = moment.with_timezone(&FixedOffset::east_opt(AHEAD)?);
    Some(there.format("%Y-%m-%d").to_string())
}

/// A text without a time of day at its end: `10月8日 14:30`, `昨天下午三点半`.
pub(super) fn without_time(text: &str) -> &str {
    let ends = text.char_indices().map(|(at, _)| text.split_at(at));
    let mut ends = ends.filter(|(_, time)| time.len() <= LONGEST_TIME);
    let is_figure = |c: char| c.is_ascii_digit();
    let found = ends.find(|(day, time)| {
        let inside = day.ends_with(is_figure) && time.starts_with(is_figure);
        !inside && !day.trim().is_empty() && is_time(time)
    });
    found.map_or(text, |(day, _)| day.trim())
}

/// Whether all of a text is a part of a day, a time, or one time to another.
fn is_time(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let part = PARTS.iter().find_map(|part| text.strip_prefix(part));
    let clock = part.unwrap_or(&text).trim();
    if clock.is_empty() {
        return part.is_some();
    }
    let clock = ["at ", "t"]
        .iter()
        .find_map(|it| clock.strip_prefix(it))
        .unwrap_or(clock);
    clock.split(['-', '~', '至', '到']).all(is_clock)
}

/// `9:00`, `14:30:00.000`, `9点`, `九点半`, `9点30分`, `9:00 am`.
fn is_clock(text: &str) -> bool {
    let is_figure = |c: char| c.is_ascii_digit() || is_numeral(c);
    let text = text.trim().trim_end_matches(['m', 'p', 'a', ' ']);
    let Some((hour, minutes)) = text.split_once([':', '点', '时']) else {
        return false;
    };
    let hours = hour.chars().count();
    let minutes = minutes.trim_end_matches(['分', '整', '钟', '半']);
    (1..=3).contains(&hours)
        && (hours < 3 || !hour.is_ascii())
        && hour.chars().all(is_figure)
        && minutes
            .chars()
            .all(|c| matches!(c, ':' | '.') || is_figure(c))
}

/// The only day in a text of words.
struct Found<'t> {
    before: &'t str,
    typed: Typed,
    after: &'t str,
}

impl DayReader<'_> {
    /// Reads a message that has one full day, with its year, and otherwise
    /// words. It is asked back: what stands around it was not understood.
    pub(super) fn in_passage(self, text: &str) -> Option<Typed> {
        let text = closed_up(text);
        let figures = in_digits(&text);
        // A weekday is read as it was written, not in figures.
        let found = match self.only_day(&figures) {
            Some(found) => self.only_day(&text).unwrap_or(found),
            None => self.only_english_day(&text)?,
        };
        // What belongs to the day stands in its sentence.
        let ends = ['。', ',', ';', '!', '?', '\n'];
        let before = found.before.rsplit(ends).next()?.trim_end();
        let after = found.after.split(ends).next()?.trim_start();
        match self.nearest_label(before, after) {
            Some((_, of)) if of != self.asked => return Some(Typed::OtherDay(of)),
            Some((0, _)) => {}
            _ if is_bound(before, after) => return None,
            _ => {}
        }
        let weekday = strip_weekday(after.trim_start_matches(['(', ' ']));
        let typed = weekday.map_or(found.typed, |(weekday, _)| on_weekday(found.typed, weekday));
        Some(match typed {
            Typed::Day { day, taken, .. } => Typed::Day {
                day,
                taken,
                unfinished: true,
            },
            typed => typed,
        })
    }

    /// The only day, in figures; nothing where a second date, whole or not,
    /// stands there too.
    fn only_day(self, text: &str) -> Option<Found<'_>> {
        let mut dates = self.dates(text);
        let (at, run, typed) = dates.next()?;
        let whole = matches!(typed, Typed::Day { .. }) && is_full(run);
        if !whole || dates.next().is_some() {
            return None;
        }
        let (before, rest) = text.split_at(at);
        let after = rest.get(run.len()..)?;
        Some(Found {
            before,
            typed,
            after,
        })
    }

    /// What in a text is written like a date.
    fn dates(self, text: &str) -> impl Iterator<Item = (usize, &str, Typed)> {
        let read = runs(text).map(move |(at, run)| (at, run, understood(run, self.today)));
        read.filter(|(_, _, typed)| !matches!(typed, Typed::NotADay | Typed::Partial))
    }

    /// The only day that is written `8 October 2026` or `October 8, 2026`.
    fn only_english_day(self, text: &str) -> Option<Found<'_>> {
        let starts = text.char_indices().filter(|(at, c)| {
            let before = text.get(..*at).and_then(|it| it.chars().next_back());
            !c.is_whitespace() && before.is_none_or(char::is_whitespace)
        });
        let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
        let mut only = None;
        for (word, &from) in starts.iter().enumerate() {
            let to = starts.get(word + 3).copied().unwrap_or(text.len());
            let (Some(before), Some(run), Some(after)) =
                (text.get(..from), text.get(from..to), text.get(to..))
            else {
                continue;
            };
            let Some(typed @ Typed::Day { .. }) = with_month_name(run.trim(), self.today) else {
                continue;
            };
            let years = run
                .split(|c: char| !c.is_ascii_digit())
                .filter(|it| it.len() == 4);
            if years.count() == 1 {
                if only.is_some() {
                    return None;
                }
                only = Some(Found {
                    before,
                    typed,
                    after,
                });
            }
        }
        let found = only?;
        let dated = |part| {
            let mut words = str::split_whitespace(part);
            words.any(|it| with_month_name(it, self.today).is_some())
                || self.dates(part).next().is_some()
        };
        (!dated(found.before) && !dated(found.after)).then_some(found)
    }

    /// The label nearest to a day, the longest and the asked one's first: how
    /// far off it is, and whose.
    fn nearest_label(self, before: &str, after: &str) -> Option<(usize, usize)> {
        let found = self.labels.iter().flat_map(|label| {
            let words = label.words.as_str();
            let ahead = before
                .rfind(words)
                .map(|at| before.len() - at - words.len());
            let gaps = [ahead, after.find(words)].into_iter().flatten();
            gaps.map(move |gap| (gap, words.len(), label.of))
        });
        let found = found
            .min_by_key(|(gap, length, of)| (*gap, std::cmp::Reverse(*length), *of != self.asked));
        found.map(|(gap, _, of)| (gap, of))
    }
}

/// Whether words next to a day say that it is none, or only a bound of a time.
fn is_bound(before: &str, after: &str) -> bool {
    let denied = [
        "不是", "不在", "截止", "截至", "至", "到", "not", "after", "before", "until", "by", "from",
    ];
    let bounds = [
        "前", "后", "以", "之", "起", "止", "至", "到", "-", "~", "—", "–",
    ];
    denied.iter().any(|word| before.ends_with(word))
        || bounds.iter().any(|word| after.starts_with(word))
}

/// A text without blanks between figures and the signs of a date.
fn closed_up(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text.chars());
    while let Some(c) = rest.next() {
        let mut ahead = rest.clone().skip_while(|c| c.is_whitespace());
        let behind = ahead.next().is_some_and(|c| "年月日号".contains(c));
        if !c.is_whitespace() || !(behind || out.ends_with(['年', '月'])) {
            out.push(c);
        }
    }
    out
}

/// The runs of figures and signs of a date, each with its place.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let belongs = |c: char| c.is_ascii_digit() || "-./年月日号".contains(c);
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let at = from + rest.find(|c: char| c.is_ascii_digit())?;
        let rest = text.get(at..)?;
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let run = rest.get(..end)?;
        // Behind 日 something else begins.
        let run = run.split_inclusive(['日', '号']).next()?;
        from = at + run.len();
        Some((at, run.trim_end_matches(['-', '.', '/'])))
    })
}

/// Whether year, month and day stand in a run, with something between them.
fn is_full(run: &str) -> bool {
    let groups = groups(run).unwrap_or_default();
    matches!(groups.as_slice(), [year, _, _] if year.len() == 4)
}
