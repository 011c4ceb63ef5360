//! What the hand most likely slipped on where a file is no TOML. The parser
//! tells only where it could not go on; the text itself tells more.

use std::ops::Range;

use super::tree::SyntaxFault;
use crate::lang::{Both, Said};

/// More faults of one file are left for the next time.
const MOST_FAULTS: usize = 5;

/// What somebody most likely did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// Typed a sign with a Chinese input method: itself, and the one TOML takes.
    Typed(char, &'static str),
    /// Left out the quote in front of a text.
    NoOpening,
    /// Left out the quote behind a text.
    NoClosing,
    /// Put quotes inside a text.
    QuoteInside,
    /// Broke a text into two lines.
    Broken,
    /// Left a bracket open.
    Unclosed(char),
    /// Wrote a name twice: itself, and the line of the first.
    Twice(String, Option<usize>),
}

/// A fault as it is told.
pub(super) struct Found {
    /// Where: bytes of the text.
    pub(super) span: Range<usize>,
    /// The parser's words.
    pub(super) words: String,
    /// What the hand slipped on.
    pub(super) slip: Option<Slip>,
}

/// The faults of a text worth reading: one a line, and none behind a bracket
/// that is open there, since that may be all that is wrong.
pub(super) fn found(text: &str, faults: Vec<SyntaxFault>) -> Vec<Found> {
    let mut told: Vec<Found> = Vec::new();
    let mut behind = 0;
    for SyntaxFault { span, words } in faults {
        if span.start < behind {
            continue;
        }
        let line = line_at(text, span.start);
        let words = plainer(text, &span, words);
        let found = slip(text, &line, &span, &words);
        let (span, slip) = found.map_or((span, None), |(span, slip)| (span, Some(slip)));
        // Its second half is no fault of its own.
        behind = match slip {
            Some(Slip::Broken) => line_at(text, line.end + 1).end,
            _ => line.end,
        } + 1;
        told.push(Found { span, words, slip });
        let whole = text.get(..line.end).unwrap_or(text);
        // Of a table written twice every key stands twice.
        if text.get(line).is_some_and(|it| is_heading(it.trim())) {
            break;
        }
        if told.len() == MOST_FAULTS || !open_brackets(whole).is_empty() {
            break;
        }
    }
    told
}

/// The bytes of the line that one stands in, without its break.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let (before, rest) = text.split_at(at);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = rest.find('\n').map_or(text.len(), |length| at + length);
    start..end
}

/// The parser's words, where it took a bare word for something rarer.
fn plainer(text: &str, span: &Range<usize>, words: String) -> String {
    let written = text.get(span.clone()).unwrap_or_default();
    let fault = words.split_once(',').map_or(&*words, |(fault, _)| fault);
    let of_word = ["invalid float", "invalid boolean"].contains(&fault)
        && written.starts_with(char::is_alphabetic)
        && !["true", "false"].contains(&written.to_ascii_lowercase().as_str());
    if of_word {
        return UNQUOTED.to_owned();
    }
    if fault == UNQUOTED && written.is_empty() {
        return "missing value".to_owned();
    }
    words
}

/// What the parser tells well of a table's name.
const HEADINGS: [&str; 2] = ["unclosed table", "unclosed array table"];

const UNQUOTED: &str = "string values must be quoted";

/// What the hand slipped on, and where.
fn slip(
    text: &str,
    line: &Range<usize>,
    span: &Range<usize>,
    words: &str,
) -> Option<(Range<usize>, Slip)> {
    if words == "duplicate key" {
        return Some((span.clone(), twice(text, line, span)));
    }
    if words.contains("multi-line") || HEADINGS.iter().any(|it| words.starts_with(it)) {
        return None;
    }
    let (strings, bare) = of_line(text, line);
    let mut quotes = strings.iter().filter(|it| it.span.start <= span.start);
    if let Some(found) = quotes.find_map(|it| it.slip(text, line)) {
        return Some(found);
    }
    let at = span.start;
    let sign = text.get(at..).and_then(|rest| rest.chars().next());
    if words.starts_with("missing opening quote") || words.starts_with(UNQUOTED) {
        // The signs inside a text that lacks its quotes are right.
        let typed = sign.and_then(|sign| Some((at..at + sign.len_utf8(), typed(sign)?)));
        let bare = words.starts_with("missing").then_some(Slip::NoOpening);
        return typed.or_else(|| Some((at..at, bare?)));
    }
    let mut signs = bare.into_iter();
    let typed = signs.find_map(|(at, sign)| Some((at..at + sign.len_utf8(), typed(sign)?)));
    typed.or_else(|| {
        let (open, sign) = open_brackets(text).pop().filter(|(open, _)| *open <= at)?;
        Some((open..open + 1, Slip::Unclosed(sign)))
    })
}

/// Signs that a Chinese input method gives for those TOML takes.
const TYPED: [(&str, &str); 9] = [
    ("“”„＂", "\""),
    ("‘’＇", "'"),
    ("＝", "="),
    ("，、", ","),
    ("【［", "["),
    ("】］", "]"),
    ("｛", "{"),
    ("｝", "}"),
    ("０１２３４５６７８９", "0-9"),
];

fn typed(sign: char) -> Option<Slip> {
    let known = TYPED.iter().find(|(signs, _)| signs.contains(sign));
    known.map(|(_, meant)| Slip::Typed(sign, meant))
}

/// A text in quotes.
struct Quoted {
    /// With its quotes.
    span: Range<usize>,
    closed: bool,
}

/// The texts in quotes of a line, and the signs outside them.
fn of_line(text: &str, line: &Range<usize>) -> (Vec<Quoted>, Vec<(usize, char)>) {
    let (mut strings, mut bare) = (Vec::new(), Vec::new());
    let mut at = line.start;
    while let Some(sign) = text.get(at..line.end).and_then(|it| it.chars().next()) {
        match sign {
            '"' | '\'' => {
                let rest = text.get(at + 1..line.end).unwrap_or_default();
                let length = closing(rest, sign);
                let end = length.map_or(line.end, |length| at + length + 2);
                let closed = length.is_some();
                strings.push(Quoted {
                    span: at..end,
                    closed,
                });
                at = end;
            }
            '#' => break,
            _ => {
                bare.push((at, sign));
                at += sign.len_utf8();
            }
        }
    }
    (strings, bare)
}

/// Where the quote stands that ends a text of one line.
fn closing(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let mut signs = rest.char_indices();
    let end = signs.find(|(_, sign)| {
        let ends = *sign == quote && !escaped;
        escaped = quote == '"' && *sign == '\\' && !escaped;
        ends
    });
    end.map(|(at, _)| at)
}

impl Quoted {
    fn slip(&self, text: &str, line: &Range<usize>) -> Option<(Range<usize>, Slip)> {
        let Range { start, end } = self.span;
        let behind = text.get(end..line.end).and_then(|it| it.chars().next());
        let goes_on = |it: char| it.is_alphanumeric() || !it.is_ascii() && typed(it).is_none();
        if self.closed && !behind.is_some_and(goes_on) {
            return None;
        }
        let inside = text.get(start + 1..end).unwrap_or_default();
        // Its own quotes are in pairs; what is left over was to end it.
        let mut open = 0;
        let mut quotes = inside.char_indices().filter(|(_, it)| "“”".contains(*it));
        let left_over = quotes.find(|(_, it)| {
            open += if *it == '“' { 1 } else { -1 };
            open < 0
        });
        if let Some((at, sign)) = left_over {
            let at = start + 1 + at;
            return Some((at..at + sign.len_utf8(), typed(sign)?));
        }
        if !self.closed {
            let next = text.get(line.end + 1..).and_then(|it| it.lines().next());
            let broken = next.is_some_and(is_second_half);
            return Some(if broken {
                (start..end, Slip::Broken)
            } else {
                (start..end, Slip::NoClosing)
            });
        }
        let key = inside.strip_suffix('"').unwrap_or(inside).trim_end();
        Some(if key.ends_with('=') {
            (start..start + 1, Slip::NoClosing)
        } else {
            (end - 1..end, Slip::QuoteInside)
        })
    }
}

/// Whether a line is the rest of a text that began in the one before.
fn is_second_half(line: &str) -> bool {
    let line = line.trim_start();
    let before = line.split_once('"').map(|(before, _)| before);
    before.is_some_and(|it| !it.contains('=') && !line.starts_with(['[', '#', '{', '"', ']', '}']))
}

/// Where brackets stand open when the text ends, or when a table or a key
/// begins that cannot stand inside them.
fn open_brackets(text: &str) -> Vec<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut long: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let begins = is_heading(trimmed)
            || open.last().is_some_and(|(_, sign)| *sign == '[') && is_entry(trimmed);
        if long.is_none() && begins && !open.is_empty() {
            break;
        }
        if long.is_some() || !is_heading(trimmed) {
            brackets_of(line, start, &mut open, &mut long);
        }
        start += line.len();
    }
    open
}

fn brackets_of(line: &str, start: usize, open: &mut Vec<(usize, char)>, long: &mut Option<&str>) {
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let at = start + line.len() - rest.len();
        if let Some(quotes) = *long {
            let Some((_, behind)) = rest.split_once(quotes) else {
                return;
            };
            (*long, rest) = (None, behind);
            continue;
        }
        let quotes = ["\"\"\"", "\'\'\'"].into_iter();
        if let Some(quotes) = quotes.into_iter().find(|it| rest.starts_with(it)) {
            (*long, rest) = (Some(quotes), rest.get(3..).unwrap_or_default());
            continue;
        }
        let mut length = sign.len_utf8();
        match sign {
            '#' => return,
            '"' | '\'' => {
                let behind = rest.get(1..).unwrap_or_default();
                length = closing(behind, sign).map_or(rest.len(), |end| end + 2);
            }
            '[' | '{' => open.push((at, sign)),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// `[question.fee]`, `[[question.fee.choice]]`.
fn is_heading(line: &str) -> bool {
    let name = line.trim_start_matches('[');
    let name = name.split_once(']').map(|(name, _)| name);
    line.starts_with('[')
        && name.is_some_and(|it| it.starts_with(is_of_name) && it.chars().all(is_of_name))
}

/// `next = …`.
fn is_entry(line: &str) -> bool {
    let key = line.split_once('=').map(|(key, _)| key.trim_end());
    key.is_some_and(|key| !key.is_empty() && key.chars().all(is_of_name))
}

fn is_of_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "-_.".contains(sign)
}

/// The name written a second time, and the line it stands on before.
fn twice(text: &str, line: &Range<usize>, span: &Range<usize>) -> Slip {
    let number = |at: usize| text.get(..at).map(|it| it.matches('\n').count() + 1);
    let whole = text.get(line.clone()).unwrap_or_default().trim();
    let before = text.get(..line.start).unwrap_or_default();
    if is_heading(whole) {
        let name = |line: &str| {
            let name = line.trim().trim_start_matches('[').split_once(']');
            name.map(|(name, _)| name.to_owned())
        };
        let first = before
            .lines()
            .position(|it| it.trim().starts_with('[') && name(it) == name(whole));
        return Slip::Twice(name(whole).unwrap_or_default(), first.map(|at| at + 1));
    }
    let key = text.get(span.clone()).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    let table = before.rfind("\n[").unwrap_or(0);
    let mut same = before.rmatch_indices(key).filter(|(at, _)| {
        let in_front = before.get(..*at).and_then(|it| it.chars().next_back());
        let behind = before
            .get(at + key.len()..)
            .unwrap_or_default()
            .trim_start();
        !in_front.is_some_and(is_of_name) && behind.starts_with(['=', '.'])
    });
    let first = same.next().filter(|(at, _)| *at >= table);
    Slip::Twice(key.to_owned(), first.and_then(|(at, _)| number(at)))
}

impl Slip {
    /// What is wrong, in one sentence.
    pub(super) fn title(&self) -> Said {
        match self {
            Self::Typed(found, meant) => Said::new(
                format!("这里是中文输入法打的「{found}」，规则文件里要用英文的 {meant}"),
                format!(
                    "this `{found}` was typed with a Chinese input method; rule files take {meant}"
                ),
            ),
            Self::NoOpening => Said::new(
                "这段文字少了前面的引号",
                "this text lacks the quote in front of it",
            ),
            Self::NoClosing => Said::new(
                "这段文字少了后面的引号",
                "this text lacks the quote behind it",
            ),
            Self::QuoteInside => Said::new(
                "文字里面又打了引号，文字到这里就断了",
                "there is a quote inside the text, which ends the text here",
            ),
            Self::Broken => Said::new(
                "一段文字要写在一行里，这里断成了两行",
                "a text stands on one line; this one is broken in two",
            ),
            Self::Unclosed(sign) => Said::new(
                format!("这里的 {sign} 没有收尾"),
                format!("this {sign} is never closed"),
            ),
            Self::Twice(name, Some(first)) => Said::new(
                format!("`{name}` 写了两次，第一次在第 {first} 行"),
                format!("`{name}` stands twice, first in line {first}"),
            ),
            Self::Twice(name, None) => Said::new(
                format!("`{name}` 写了两次"),
                format!("`{name}` stands twice"),
            ),
        }
    }

    /// What to do about it.
    pub(super) const fn advice(&self) -> Both {
        match self {
            Self::Typed(..) => Both::new(
                "换成英文输入法，重新打这个符号",
                "switch the input method and type it anew",
            ),
            Self::NoOpening => Both::new(
                "在文字前面补上英文的引号 \"",
                "put a \" in front of the text",
            ),
            Self::NoClosing => Both::new("在文字后面补上英文的引号 \"", "put a \" behind the text"),
            Self::QuoteInside => Both::new(
                "里面的引号用「」，例如 \"他说「交齐了」没有？\"",
                "inside a text use ‘ ’, or 「」 in Chinese",
            ),
            Self::Broken => Both::new("把下一行接到这一行后面", "join the next line to this one"),
            Self::Unclosed('{') => Both::new(
                "在最后一项后面补上 }",
                "put a } behind the last of what stands in it",
            ),
            Self::Unclosed(_) => Both::new(
                "在最后一项后面补上 ]",
                "put a ] behind the last of what stands in it",
            ),
            Self::Twice(..) => Both::new(
                "删掉一个，或改掉其中一个名字",
                "delete one of the two, or rename it",
            ),
        }
    }
}
