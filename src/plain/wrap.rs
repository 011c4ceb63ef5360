//! Lines cut to the width of a terminal, between the words of UAX 14.

use crate::report::breaks;
use textwrap::WrapAlgorithm;

/// The width where neither the terminal nor `COLUMNS` tells one.
pub(crate) const USUAL: usize = 80;
/// Narrower than this, nothing can be read.
const LEAST: usize = 20;

/// `line` in as many lines as `width` columns ask for; what follows a number
/// or a mark at its start stands in under it.
#[must_use]
pub fn wrap(line: &str, width: usize) -> Vec<String> {
    let inset = " ".repeat(inset(line));
    let options = breaks::options(width.max(LEAST))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .subsequent_indent(&inset);
    let lines = textwrap::wrap(line, options).into_iter();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// Columns of blanks, number and dot at the start of a line.
fn inset(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| *c == ' ').count();
    let rest = line.trim_start_matches(' ');
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - number.len();
    if digits > 0 && number.starts_with(". ") {
        blanks + digits + 2
    } else {
        blanks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_cut_between_characters_and_never_before_a_full_stop() {
        let lines = wrap("  1. 没查到：写着「没有查询到相关证件信息」。", 20);
        assert_eq!(
            lines,
            [
                "  1. 没查到：写着",
                "     「没有查询到相",
                "     关证件信息」。"
            ]
        );
    }

    #[test]
    fn an_empty_line_stays() {
        assert_eq!(wrap("", 80), [""]);
    }
}
