//! The only place that counts columns: width, wrapping, cutting, padding, and
//! the cleaning of pasted text.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::check::invisible::{is_harmful, is_invisible};
use crate::report::breaks;

/// Columns a text takes on the screen.
pub(crate) fn width(text: &str) -> usize {
    let plain: Option<usize> = text.chars().map(plain).sum();
    plain.unwrap_or_else(|| text.width())
}

/// Columns of most that is written: ASCII, Chinese with its signs, and the signs
/// of our own pages. It joins with no sign of its kind, so that it need not be
/// looked up at every key.
const fn plain(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '·' | '“' | '”' | '…' | '→' | '▴' | '▸' | '▾' | '◦' | '✓' => {
            Some(1)
        }
        '\u{3001}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}' => Some(2),
        _ => None,
    }
}

/// The graphemes of a text that take columns, and how many.
pub(crate) fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let all = all_graphemes(text).filter(|(grapheme, _)| !grapheme.contains(char::is_control));
    all.filter(|(_, width)| *width > 0)
}

/// The graphemes of a text, and how many columns each takes.
fn all_graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    let all = std::iter::from_fn(move || {
        let mut chars = rest.chars();
        let width = chars.next().and_then(plain);
        let alone = chars
            .clone()
            .next()
            .is_none_or(|next| plain(next).is_some());
        let length = match rest.len() - chars.as_str().len() {
            length if width.is_some() && alone => length,
            _ => rest.graphemes(true).next()?.len(),
        };
        let (grapheme, behind) = rest.split_at_checked(length)?;
        rest = behind;
        Some((grapheme, width.filter(|_| alone)))
    });
    all.map(|(grapheme, plain)| (grapheme, plain.unwrap_or_else(|| width(grapheme))))
}

/// Breaks a text into lines of at most `columns` columns, by UAX 14, so that no
/// line begins with 。 or ends with （. A word longer than a line is broken.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    if width(text) <= columns && !text.contains('\n') {
        return vec![text.trim_end_matches(' ').to_owned()]; // most, drawn at every key
    }
    textwrap::wrap(text, breaks::options(columns.max(2)))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// The head of a text that fits into `columns`, cut between graphemes.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    let mut used = 0;
    let fits = |(_, width): &(&str, usize)| {
        used += width;
        used <= columns
    };
    let head = all_graphemes(text).take_while(fits);
    head.map(|(grapheme, _)| grapheme).collect()
}

/// The text with blanks behind it up to `columns`; cut where it is longer.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    let mut out = fit(text, columns);
    let rest = columns.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', rest));
    out
}

/// The stretch of a field that is shown in `columns`, and the column of the
/// cursor in it, which stands behind `before`.
pub(crate) fn window(before: &str, after: &str, columns: usize) -> (String, usize) {
    let room = columns.saturating_sub(1);
    let mut rest = width(before);
    let hides = |(_, width): &(&str, usize)| {
        let hides = rest > room;
        rest = rest.saturating_sub(if hides { *width } else { 0 });
        hides
    };
    let shown = all_graphemes(before).skip_while(hides);
    let shown: String = shown.map(|(grapheme, _)| grapheme).collect();
    let cursor = width(&shown);
    (fit(&(shown + after), columns), cursor)
}

/// Pasted or dropped text for a field of one line: line breaks and tabs become
/// blanks, at both ends they go, and so do other control characters. Blanks
/// stay: one that was typed into the query too is what somebody looks for.
pub(crate) fn clean(text: &str) -> String {
    let blank = |c: char| {
        if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        }
    };
    text.trim_matches(['\n', '\r', '\t'])
        .chars()
        .map(blank)
        .filter(|c| !c.is_control())
        .collect()
}

/// Text a person typed, made safe and visible: a blank as `blank`, other
/// characters without ink as `?`.
pub(crate) fn visible(text: &str, blank: char) -> String {
    let shown = |c: char| match c {
        ' ' | '\u{3000}' => blank,
        c if is_harmful(c) || is_invisible(c) => '?',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// What a cell shows: the grapheme itself, or a `?` as wide where terminals do
/// not agree how wide it is (emoji joined to others, flags, variants). What one
/// of them draws differently would stay on its screen as garbage.
pub(crate) fn in_cell(grapheme: &str) -> &str {
    if grapheme.chars().all(|c| plain(c).is_some()) {
        return grapheme; // most
    }
    let flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let accent = |c: char| matches!(c, '\u{300}'..='\u{36F}') && !is_harmful(c);
    let mut chars = grapheme.chars();
    let odd = |c: char| flag(c) || is_harmful(c);
    let agreed = chars.next().is_none_or(|first| !odd(first)) && chars.all(accent);
    match grapheme {
        _ if agreed => grapheme,
        _ if width(grapheme) == 2 => "？",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_signs_and_others_take_what_unicode_says(
            text in "[a e王。（２・─…→▸✓“\u{301}\u{302A}\u{FE0F}\u{200D}\u{200B}🤦🏼🇨❤ｶﾞ\t\r\né가]{0,12}",
        ) {
            prop_assert_eq!(width(&text), text.width());
            let all = text.graphemes(true).filter(|it| !it.contains(char::is_control));
            let all: Vec<_> = all.map(|it| (it, it.width())).filter(|it| it.1 > 0).collect();
            prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), all);
        }
    }

    #[test]
    fn every_plain_sign_is_as_wide_as_unicode_says() {
        for c in '\0'..=char::MAX {
            let sign = c.to_string();
            assert!(plain(c).is_none_or(|width| width == sign.width()), "{c:?}");
        }
    }

    #[test]
    fn no_line_begins_with_a_full_stop() {
        let text = "查到了证，但名字、号码或项目写错了。请您照着证念。";
        for columns in 4..40 {
            let lines = wrap(text, columns);
            assert_eq!(lines.concat(), text);
            for line in &lines {
                assert!(width(line) <= columns, "{columns}: {line}");
                assert!(!line.starts_with(['。', '，', '、']), "{columns}: {line}");
            }
        }
    }

    #[test]
    fn words_stay_whole_and_long_ones_break() {
        assert_eq!(
            wrap("look at cx.mem.gov.cn now", 14),
            ["look at", "cx.mem.gov.cn", "now"]
        );
        assert_eq!(wrap("abcdef", 3), ["abc", "def"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn a_wide_glyph_is_never_halved() {
        assert_eq!(fit("焊工证", 5), "焊工");
        assert_eq!(pad("焊工证", 5), "焊工 ");
        assert_eq!(window("一二三四", "五", 5), ("三四".to_owned(), 4));
        assert_eq!(window("ab", "c", 5), ("abc".to_owned(), 2));
    }

    #[test]
    fn what_terminals_draw_differently_is_not_drawn() {
        for plain in ["王", "a", "e\u{301}", "·", "🤦", "", " "] {
            assert_eq!(in_cell(plain), plain);
        }
        for odd in ["👨\u{200d}👩\u{200d}👧", "🇨🇳", "🤦🏼", "❤\u{fe0f}"] {
            assert_eq!(in_cell(odd), "？", "{odd}");
        }
        assert_eq!(in_cell("🇨"), "?");
    }

    #[test]
    fn pasted_text_is_one_clean_line() {
        assert_eq!(clean(" 张三\r\n"), " 张三");
        assert_eq!(clean("1101\n05\u{1b}[0m\t"), "1101 05[0m");
        assert_eq!(visible("a b\u{200b}", '_'), "a_b?");
    }
}
