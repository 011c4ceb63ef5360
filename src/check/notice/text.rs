//! The notice's text without its layout, and a reader that goes through it.

use chrono::NaiveDate;

use super::Why;
use crate::check::invisible::is_harmful;

/// Longest text in bytes; a notice has about 2,500.
const LONGEST: usize = 64 * 1024;

/// The text without blanks, line breaks and marks of layout, and with one form for each sign.
pub(super) fn normalise(text: &str) -> Result<String, Why> {
    if text.len() > LONGEST {
        return Err(Why::Long);
    }
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        let after_digit = plain.ends_with(|it: char| it.is_ascii_digit());
        match one_form(sign, after_digit) {
            Some('-') if plain.ends_with('-') => {}
            Some(sign) => plain.push(sign),
            None => {}
        }
    }
    if plain.is_empty() {
        Err(Why::Empty)
    } else {
        Ok(without_datelines(&plain))
    }
}

/// Who stands in a dateline.
const AGENCIES: [&str; 7] = [
    "新华社",
    "新华网",
    "中新社",
    "中新网",
    "人民网",
    "央视网",
    "中国政府网",
];

/// Most characters of the place between the agency and the day.
const LONGEST_PLACE: usize = 8;

/// The text without the datelines of news, `新华社北京11月4日电` and `（新华社北京11月4日电）`.
fn without_datelines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("日电") {
        rest = after;
        let Some(start) = dateline(before) else {
            out.push_str(before);
            out.push_str("日电");
            continue;
        };
        let kept = before.get(..start).unwrap_or_default();
        let bracketed = kept.strip_suffix('（').zip(after.strip_prefix('）'));
        let (kept, after) = bracketed.unwrap_or((kept, after));
        out.push_str(kept);
        // What stood on both sides stays apart.
        out.push('。');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the dateline that ends with this text begins, up to its `11月4`.
fn dateline(text: &str) -> Option<usize> {
    let digit = |it: char| it.is_ascii_digit();
    let month = text.trim_end_matches(digit).strip_suffix('月')?;
    let year = month.trim_end_matches(digit);
    let year = year
        .strip_suffix('年')
        .map_or(year, |it| it.trim_end_matches(digit));
    let agency = AGENCIES.iter().filter_map(|it| year.rfind(it)).max();
    let near = agency.filter(|at| {
        let place = year.get(*at..).unwrap_or_default();
        let most = LONGEST_PLACE + "中国政府网".chars().count();
        place.chars().count() <= most && !place.contains(['。', '，', '：'])
    });
    Some(near.unwrap_or(year.len()))
}

/// The one form of a sign; `None` for layout.
fn one_form(sign: char, after_digit: bool) -> Option<char> {
    Some(match sign {
        '*' | '#' | '`' => return None,
        _ if sign.is_whitespace() || is_harmful(sign) => return None,
        '０'..='９' => char::from_u32(u32::from(sign) - u32::from('０') + u32::from('0'))?,
        ',' => '，',
        ':' | '∶' | '︰' => '：',
        ';' => '；',
        '(' | '﹙' => '（',
        ')' | '﹚' => '）',
        '[' | '［' | '【' | '﹝' | '〖' => '〔',
        ']' | '］' | '】' | '﹞' | '〗' => '〕',
        '､' | '﹑' => '、',
        // After a digit it numbers a sentence (1.元旦), elsewhere it ends one.
        '.' | '．' if after_digit => '.',
        '.' | '．' | '｡' => '。',
        '–' | '—' | '―' | '−' | '－' | '~' | '～' | '〜' | '‐' | '‑' | '─' => '-',
        // Radicals that look the same: what copying out of a PDF gives.
        '⽉' => '月',
        '⽇' => '日',
        _ => sign,
    })
}

/// Goes through a text from the left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner<'a> {
    /// What has not been read yet.
    pub(super) rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(rest: &'a str) -> Self {
        Self { rest }
    }

    /// Steps over a word that stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.rest.strip_prefix(word);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    /// Steps over one of the words, the first that stands here.
    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Whether a digit stands here.
    pub(super) fn at_digit(&self) -> bool {
        self.rest.starts_with(|it: char| it.is_ascii_digit())
    }

    /// Steps over a whole number of at most four digits; stands still when there is none.
    pub(super) fn number(&mut self) -> Option<u32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at_checked(digits)?;
        if digits > 4 {
            return None;
        }
        let number = number.parse().ok()?;
        self.rest = rest;
        Some(number)
    }

    /// What stands before the sign; steps over both.
    pub(super) fn upto(&mut self, sign: char) -> Option<&'a str> {
        let (before, rest) = self.rest.split_once(sign)?;
        self.rest = rest;
        Some(before)
    }

    /// A date with its year, `2025年11月4日` or `2025-11-04`; stands still when there is none.
    pub(super) fn full_date(&mut self) -> Option<NaiveDate> {
        let mut ahead = *self;
        let year = i32::try_from(ahead.number()?)
            .ok()
            .filter(|it| *it >= 1000)?;
        let dashed = ahead.eat("-");
        if !dashed && !ahead.eat("年") {
            return None;
        }
        let month = ahead.number()?;
        if !ahead.eat(if dashed { "-" } else { "月" }) {
            return None;
        }
        let day = if dashed {
            ahead.two_digits()?
        } else {
            ahead.number()?
        };
        if !dashed && !ahead.eat("日") {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        *self = ahead;
        Some(date)
    }

    /// Steps over a month with its year and without a day, `2024年11月`.
    fn full_month(&mut self) -> bool {
        let mut ahead = *self;
        let year = ahead.number().is_some_and(|it| it >= 1000);
        let whole = year && ahead.eat("年") && ahead.number().is_some() && ahead.eat("月");
        let found = whole && !ahead.at_digit();
        if found {
            *self = ahead;
        }
        found
    }

    /// Two digits, whatever follows: a time of day may stand right behind a date.
    fn two_digits(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(2)?;
        let number = digits
            .bytes()
            .all(|it| it.is_ascii_digit())
            .then(|| digits.parse().ok())?;
        self.rest = rest;
        number
    }

    /// Steps over one sign.
    pub(super) fn skip(&mut self) {
        let mut signs = self.rest.chars();
        signs.next();
        self.rest = signs.as_str();
    }
}

/// The text without its dates and months that name their year.
pub(super) fn without_full_dates(text: &str) -> String {
    let mut without = String::new();
    let mut reader = Scanner::new(text);
    let mut in_number = false;
    while let Some(sign) = reader.rest.chars().next() {
        if !in_number && (reader.full_date().is_some() || reader.full_month()) {
            // Keeps what stood on both sides of the date apart.
            without.push('，');
            continue;
        }
        in_number = sign.is_ascii_digit();
        without.push(sign);
        reader.skip();
    }
    without
}

/// The sentences of a text, without their full stops.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；']).filter(|it| !it.is_empty())
}

/// Whether a text speaks of a day or a number of days, leaving out dates with their year and
/// months with theirs (根据2024年11月修订的…).
pub(super) fn speaks_of_days(text: &str) -> bool {
    let rest = without_full_dates(text);
    let mut last = ' ';
    for sign in rest.chars() {
        let number = last.is_ascii_digit() || "一二三四五六七八九十".contains(last);
        if number && matches!(sign, '月' | '日' | '天') {
            return true;
        }
        last = sign;
    }
    false
}
