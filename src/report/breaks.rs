//! Where a line may be broken: between the words of UAX 14, and not within a
//! Chinese date.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};

/// How a text is broken into lines of so many columns.
pub(crate) fn options<'a>(columns: usize) -> Options<'a> {
    Options::new(columns)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
}

/// The words of a line, each with the blanks behind it; `2026年12月8日` is one.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words = Vec::new();
    let (mut start, mut end) = (0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        if !within_date(line, end) {
            words.extend(line.get(start..end).filter(|it| !it.is_empty()));
            start = end;
        }
        end += word.word.len() + word.whitespace.len();
    }
    words.extend(line.get(start..));
    Box::new(words.into_iter().map(Word::from))
}

/// Whether a break there would part a number from its 年, 月 or 日, or these
/// from the next number.
fn within_date(line: &str, at: usize) -> bool {
    let Some((before, behind)) = line.split_at_checked(at) else {
        return false;
    };
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (last, next) = (before.chars().next_back(), behind.chars().next());
    let unit = |c: Option<char>| matches!(c, Some('年' | '月' | '日'));
    digit(last) && unit(next) || unit(last) && digit(next)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_date_is_one_word() {
        let line = "到2026年12月8日 再来，还有 3 天。";
        let found: Vec<_> = words(line).map(|it| it.word).collect();
        let parts = ["到", "2026年12月8日", "再", "来，", "还", "有", "3", "天。"];
        assert_eq!(found, parts);
        for line in ["", " ", "。", "12月", "a b"] {
            let again = words(line).flat_map(|it| [it.word, it.whitespace]);
            let again: String = again.collect();
            assert_eq!(again, line);
        }
    }
}
