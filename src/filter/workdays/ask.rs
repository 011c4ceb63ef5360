//! One line of the filter's input: what it asks, or why it cannot be read.

use crate::lang::{Both, Lang, Said};
use chrono::NaiveDate;

use crate::check::invisible::is_harmful;
use crate::check::note::masked;
use crate::filter::lines::LONGEST;

/// Characters of a bad field that its message repeats.
const EXCERPT: usize = 40;

/// What a line asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// Working days after the first day up to and with the second.
    Count(NaiveDate, NaiveDate),
    /// The n-th working day after the day; n is at least 1.
    Nth(NaiveDate, u32),
}

/// Why a line has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// Not two fields.
    Shape,
    /// A field, the first or the second, that is no date as in ISO 8601.
    NotDate(u8),
    /// A field that looks like a date of no calendar, such as 30 February.
    NoSuchDay(u8),
    /// What follows the plus sign is no number from 1 on.
    Number,
    /// The first day is later than the second.
    Reversed,
    /// The day asked for lies past the year 9999.
    Far,
    /// Longer than [`LONGEST`].
    Long,
    /// Not UTF-8.
    NotText,
}

/// Reads one line, given without its line feed; the first one may begin with a byte order mark.
#[inline]
pub(super) fn parse(line: &[u8], first: bool) -> Result<Ask, Bad> {
    if line.len() > LONGEST {
        return Err(Bad::Long);
    }
    // The usual line, told by the blank in its place; all others are read with more patience.
    if let Some((from, [b' ', second @ ..])) = line.split_at_checked(10)
        && let Ok(ask) = ask(from, second)
    {
        return Ok(ask);
    }
    patient(line, first)
}

fn patient(line: &[u8], first: bool) -> Result<Ask, Bad> {
    let mark: &[u8] = if first { b"\xEF\xBB\xBF" } else { b"" };
    let line = line.strip_prefix(mark).unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let mut fields = line
        .split(|&byte| byte == b' ' || byte == b'\t')
        .filter(|field| !field.is_empty());
    let (Some(from), Some(second), None) = (fields.next(), fields.next(), fields.next()) else {
        let text = std::str::from_utf8(line);
        return Err(text.map_or(Bad::NotText, |_| Bad::Shape));
    };
    ask(from, second)
}

#[inline]
fn ask(from: &[u8], second: &[u8]) -> Result<Ask, Bad> {
    let from = date(from, 1)?;
    match second {
        [b'+', digits @ ..] => Ok(Ask::Nth(from, number(digits)?)),
        _ => Ok(Ask::Count(from, date(second, 2)?)),
    }
}

/// A date of the years 1 to 9999, `YYYY-MM-DD`.
#[inline]
fn date(field: &[u8], which: u8) -> Result<NaiveDate, Bad> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = field else {
        return Err(not_date(field, which));
    };
    let mut digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    for digit in &mut digits {
        *digit = digit.wrapping_sub(b'0');
    }
    if digits.iter().any(|&digit| digit > 9) {
        return Err(not_date(field, which));
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits;
    let pair = |tens, ones| u32::from(tens) * 10 + u32::from(ones);
    let year = pair(y1, y2) * 100 + pair(y3, y4);
    NaiveDate::from_ymd_opt(year.cast_signed(), pair(m1, m2), pair(d1, d2))
        .filter(|_| year > 0)
        .ok_or(Bad::NoSuchDay(which))
}

#[cold]
fn not_date(field: &[u8], which: u8) -> Bad {
    std::str::from_utf8(field).map_or(Bad::NotText, |_| Bad::NotDate(which))
}

/// A number from 1 on; one too large for any date is left for the calendar to refuse.
fn number(digits: &[u8]) -> Result<u32, Bad> {
    if digits.is_empty() {
        return Err(Bad::Number);
    }
    let mut number = 0_u32;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return Err(Bad::Number);
        }
        let digit = u32::from(byte - b'0');
        number = number.saturating_mul(10).saturating_add(digit);
    }
    if number == 0 {
        Err(Bad::Number)
    } else {
        Ok(number)
    }
}

impl Bad {
    /// The message: which line, what was expected, what was found, what to do.
    #[cold]
    pub(super) fn text(self, number: u64, line: &[u8], lang: Lang) -> String {
        let found = self.found(line, lang);
        let (wanted, remedy) = (self.wanted(), self.remedy().get(lang));
        let wanted = wanted.get(lang);
        lang.say(
            format_args!("第 {number} 行：{wanted}；读到 {found}；{remedy}"),
            format_args!("line {number}: {wanted}; found {found}; {remedy}"),
        )
    }

    /// What stands there of that: the field alone, or how many there are.
    fn found(self, line: &[u8], lang: Lang) -> String {
        let text = String::from_utf8_lossy(line);
        let text = text.trim_start_matches('\u{FEFF}').trim_end_matches('\r');
        let fields: Vec<&str> = text
            .split([' ', '\t'])
            .filter(|it| !it.is_empty())
            .collect();
        let field = |number: u8| {
            fields
                .get(usize::from(number) - 1)
                .copied()
                .unwrap_or_default()
        };
        match self {
            Self::Shape if fields.is_empty() => lang.pick("空行", "an empty line").to_owned(),
            Self::Shape => lang.say(
                format_args!("{} 项", fields.len()),
                format_args!("{} of them", fields.len()),
            ),
            Self::NotDate(which) | Self::NoSuchDay(which) => shown(field(which), lang),
            Self::Number | Self::Far => shown(field(2), lang),
            Self::Reversed => shown(&fields.join(" "), lang),
            Self::Long => lang.pick("更多", "more").to_owned(),
            Self::NotText => lang.pick("别的编码", "another encoding").to_owned(),
        }
    }

    fn wanted(self) -> Said {
        match self {
            Self::Shape => Said::new(
                "应为“起始日 终止日”或“起始日 +天数”",
                "expected FROM TO or FROM +N",
            ),
            Self::NotDate(which) => Said::new(
                format!("第 {which} 项应为日期，写成 年-月-日，各 4、2、2 位数字"),
                format!("expected a date YYYY-MM-DD in field {which}"),
            ),
            Self::NoSuchDay(which) => Said::new(
                format!("第 {which} 项应为日历上有的日子"),
                format!("expected a day of the calendar in field {which}"),
            ),
            Self::Number => Said::new(
                "加号后面应为 1 以上的整数",
                "expected a whole number from 1 on after the plus sign",
            ),
            Self::Reversed => Said::new("起始日不能晚于终止日", "expected FROM not later than TO"),
            Self::Far => Said::new(
                "结果应在 9999 年以内",
                "expected a result up to the year 9999",
            ),
            Self::Long => Said::new(
                format!("一行不能超过 {LONGEST} 个字节"),
                format!("expected at most {LONGEST} bytes in a line"),
            ),
            Self::NotText => Said::new("应为 UTF-8 文字", "expected UTF-8 text"),
        }
    }

    const fn remedy(self) -> Both {
        match self {
            Self::Shape | Self::Long => Both::new(
                "请写成 2026-02-13 2026-03-05 或 2026-02-13 +10",
                "write 2026-02-13 2026-03-05 or 2026-02-13 +10",
            ),
            Self::NotDate(_) | Self::NoSuchDay(_) => Both::new(
                "请改正日期，例如 2026-02-13",
                "correct the date, such as 2026-02-13",
            ),
            Self::Number => Both::new("请写成 +10 这样", "write it like +10"),
            Self::Reversed => Both::new("请对调两个日期", "swap the two dates"),
            Self::Far => Both::new("请把天数改小", "give a smaller number"),
            Self::NotText => Both::new("请把文件另存为 UTF-8", "save the file as UTF-8"),
        }
    }
}

/// A field in quotation marks, so far as it may be of a day or a number: whatever
/// else stands on the line may be somebody's name or number.
fn shown(field: &str, lang: Lang) -> String {
    let sign = |c: char| match c {
        '年' | '月' | '日' | '号' => c,
        _ if c.is_control() || is_harmful(c) => '\u{FFFD}',
        _ if c.is_alphabetic() => '*',
        _ => c,
    };
    // A day or a number of days is nobody's number.
    let digits = field.chars().filter(char::is_ascii_digit).count();
    let is_day = digits <= 8 && ["19", "20", "+"].iter().any(|it| field.starts_with(it));
    let masked = if is_day { field.into() } else { masked(field) };
    let mut text: String = masked.chars().take(EXCERPT).map(sign).collect();
    if masked.chars().nth(EXCERPT).is_some() {
        text.push('…');
    }
    lang.say(format_args!("“{text}”"), format_args!("\"{text}\""))
}
