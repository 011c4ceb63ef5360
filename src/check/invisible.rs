//! Characters that a person does not see: blanks, marks of width zero, marks
//! of direction. Shared by the checks of numbers and of names.

/// Whether `c` is a blank or leaves no ink at all.
///
/// Source: the Unicode properties `White_Space` and `Default_Ignorable_Code_Point`
/// (UAX 44), and U+2800, which is drawn as an empty cell.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}'
            | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
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
#[must_use]
pub fn shown(c: char) -> String {
    let code = u32::from(c);
    let private = matches!(code, 0xE000..=0xF8FF | 0xF_0000..);
    if c.is_control() || is_invisible(c) || private {
        format!("U+{code:04X}")
    } else {
        format!("「{c}」(U+{code:04X})")
    }
}
