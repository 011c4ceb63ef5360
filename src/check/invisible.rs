//! Characters that a person does not see: blanks, marks of width zero, marks
//! of direction, control characters; and texts freed of those that could
//! disturb a terminal. Shared by the checks and by all that writes.

use crate::lang::Lang;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether `c` is a blank or leaves no ink at all.
///
/// Source: the Unicode properties `White_Space` and `Default_Ignorable_Code_Point`
/// (UAX 44), and U+2800, which is drawn as an empty cell.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || !c.is_ascii()
            && matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}'
            | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether `c` may not stand in a text for people: a control character but the
/// line break and the tab, a mark of direction, a joiner or another format
/// character, and what else leaves no ink and is no blank. Variation selectors
/// stay: rare Chinese characters are told apart by them.
///
/// Source: the Unicode categories `Cc`, `Cf`, `Zl` and `Zp`, and
/// `Default_Ignorable_Code_Point` (UAX 44).
#[must_use]
#[inline]
pub fn is_harmful(c: char) -> bool {
    // Nearly all there is: passed in a few steps, not in twenty.
    let plain = matches!(c,
        '\n' | '\t' | ' '..='~' | '\u{2E80}'..='\u{312F}' | '\u{3400}'..='\u{9FFF}' | '！'..='～');
    !plain && is_harmful_rarity(c)
}

/// The first character that may not stand in a text of one line: a harmful one,
/// a line break, a tab.
pub(crate) fn harm_to_line(text: &str) -> Option<char> {
    let mut rest = text;
    // Only where it must be is a character put together: the rules are long.
    while let Some(at) = rest.bytes().position(|byte| DOUBTFUL[usize::from(byte)]) {
        let mut chars = rest.get(at..)?.chars();
        let c = chars.next()?;
        if matches!(c, '\n' | '\t') || is_harmful(c) {
            return Some(c);
        }
        rest = chars.as_str();
    }
    None
}

/// Of each byte of UTF-8 whether it begins a character that may be harmful: all
/// but the continuations, ASCII's that leave ink, the blank, and U+4000 to
/// U+9FFF, nearly all Chinese.
const DOUBTFUL: [bool; 256] = {
    let mut doubtful = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        doubtful[byte] = !matches!(byte, 0x20..=0x7E | 0x80..=0xBF | 0xE4..=0xE9);
        byte += 1;
    }
    doubtful
};

#[rustfmt::skip]
fn is_harmful_rarity(c: char) -> bool {
    match c {
        // Variation selectors, and Braille's blank.
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{2800}' => false,
        '\u{2028}' | '\u{2029}' | '\u{0600}'..='\u{0605}' | '\u{06DD}' | '\u{070F}'
        | '\u{0890}' | '\u{0891}' | '\u{08E2}' | '\u{110BD}' | '\u{110CD}'
        | '\u{13430}'..='\u{1343F}' => true,
        _ => c.is_control() || (is_invisible(c) && !c.is_whitespace()),
    }
}

/// The text with every harmful character as its code point, `U+001B`: for
/// whatever repeats words that the program did not make. A line may end in
/// CR LF, and a text may begin with a byte order mark.
#[must_use]
pub fn made_visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let mark = c == '\u{FEFF}' && out.is_empty();
        let line_end = c == '\r' && rest.peek() == Some(&'\n');
        if mark || line_end || !is_harmful(c) {
            out.push(c);
        } else {
            let _ = write!(out, "U+{:04X}", u32::from(c));
        }
    }
    Cow::Owned(out)
}

/// The text as one line without harmful characters: for labels and notes,
/// which people copied together with what they did not see.
pub(crate) fn one_line(text: &str) -> String {
    let blank = |c: char| {
        if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        }
    };
    let line = text.chars().map(blank);
    let line: String = line.filter(|c| !is_harmful(*c)).collect();
    line.trim().to_owned()
}

/// The ASCII character behind a full-width one (U+FF01–U+FF5E), or `c` itself.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The character in 「」 with its code point; one that cannot be shown safely
/// on a terminal (control, direction, private use) is named by code point only.
pub(crate) fn shown(c: char) -> String {
    let code = u32::from(c);
    let private = matches!(code, 0xE000..=0xF8FF | 0xF_0000..);
    if is_harmful(c) || is_invisible(c) || private {
        format!("U+{code:04X}")
    } else {
        format!("「{c}」(U+{code:04X})")
    }
}

/// A text without the code points that [`shown`] puts in it, for people who
/// have no use for them: what is only named by one is called what it is.
pub(crate) fn without_code_points(text: &str, lang: Lang) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("U+") {
        let digits = behind.chars().take_while(char::is_ascii_hexdigit).count();
        let after = behind.get(digits..).unwrap_or_default();
        let bracketed = before.strip_suffix(['(', '（']);
        if let (Some(before), Some(after)) = (bracketed, after.strip_prefix([')', '）'])) {
            out.push_str(before.trim_end());
            rest = after;
        } else {
            out.push_str(before);
            out.push_str(match lang {
                Lang::Zh => "看不见的符号",
                Lang::En => "an invisible sign",
            });
            rest = after;
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_disturbs_is_named_and_what_chinese_needs_stays() {
        let plain = "葛\u{E0100}❤\u{FE0F} 王·小明\u{3000}a\tb\n";
        assert_eq!(made_visible(plain), plain);
        assert_eq!(made_visible("\u{FEFF}a\r\nb\rc"), "\u{FEFF}a\r\nbU+000Dc");
        assert_eq!(
            made_visible("a\u{1b}[2J\u{202e}b\u{9b}"),
            "aU+001B[2JU+202EbU+009B"
        );
        assert_eq!(one_line("\u{FEFF}王\r\n小\u{200B}明\u{1b}\n"), "王  小明");
        assert_eq!(one_line("\0 王 \0"), "王");
        assert_eq!(one_line(plain), plain.trim_end().replace('\t', " "));
    }

    /// The list above against Unicode's own tables.
    #[test]
    fn every_control_and_format_character_is_harmful() {
        let such = r"[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]--[\p{VS}\t\n]]";
        let parsed = regex_syntax::parse(such).expect("a class");
        let regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) =
            parsed.kind()
        else {
            panic!("{parsed:?}");
        };
        let inside = |c: char| class.iter().any(|it| (it.start()..=it.end()).contains(&c));
        for c in '\0'..=char::MAX {
            assert!(is_harmful(c) || !inside(c), "{:04X} passes", u32::from(c));
            let harm = is_harmful(c) || matches!(c, '\n' | '\t');
            let found = harm_to_line(&format!("焊，{c}{c}"));
            assert_eq!(found, harm.then_some(c), "{:04X}", u32::from(c));
            // Mongolian variation selectors are no loss.
            let needless = is_harmful(c) && !inside(c) && !('\u{180B}'..='\u{180F}').contains(&c);
            assert!(!needless, "{:04X} is lost", u32::from(c));
        }
    }
}
