//! Chinese numbers: by figures, 二〇二六, or with 十.

/// A text with its Chinese numbers in digits: `二〇二六年十月` as `2026年10月`.
/// `二三号`, the 2nd or 3rd, is no number.
pub(crate) fn in_digits(text: &str) -> String {
    let text = text.replace("元月", "1月");
    let by_figures = is_by_figures(&text);
    let (mut out, mut rest) = (String::new(), text.as_str());
    while let Some(at) = rest.find(is_numeral) {
        let (before, run) = rest.split_at(at);
        let (run, behind) = run.split_at(run.find(|c| !is_numeral(c)).unwrap_or(run.len()));
        out.push_str(before);
        let counted = behind.is_empty() || behind.starts_with(['月', '日', '号']);
        if counted && !by_figures && is_either(run) {
            out.push_str(run);
        } else {
            out.push_str(&spoken(run).to_string());
        }
        rest = behind;
    }
    out + rest
}

/// Whether month and day are told figure by figure: `一〇月二三日`.
fn is_by_figures(text: &str) -> bool {
    let parts = text.split_once('月').filter(|_| !text.contains('十'));
    parts.is_some_and(|(month, day)| {
        numerals(month.chars().rev()) == 2 && numerals(day.chars()) == 2
    })
}

fn numerals(signs: impl Iterator<Item = char>) -> usize {
    signs.take_while(|c| is_numeral(*c)).count()
}

/// Whether one of two numbers is meant: two figures, the second the next.
fn is_either(run: &str) -> bool {
    let mut figures = run.chars().map(figure);
    let (one, other, end) = (figures.next(), figures.next(), figures.next());
    match (one.flatten(), other.flatten(), end) {
        (Some(one), Some(other), None) => one > 0 && other == one + 1,
        _ => false,
    }
}

/// The number that Chinese numerals make, by figures or with 十.
fn spoken(run: &str) -> u32 {
    // Of a number that ends in 十 a figure is the rest.
    let number = run.chars().fold((None, false), |(before, tens), c| {
        let number = match (before, figure(c)) {
            (before, None) => u32::saturating_mul(before.unwrap_or(1), 10),
            (None, Some(figure)) => figure,
            (Some(before), Some(figure)) if tens => before.saturating_add(figure),
            (Some(before), Some(figure)) => before.saturating_mul(10).saturating_add(figure),
        };
        (Some(number), c == '十')
    });
    number.0.unwrap_or(0)
}

pub(super) fn is_numeral(c: char) -> bool {
    c == '十' || figure(c).is_some()
}

fn figure(c: char) -> Option<u32> {
    let at = match c {
        '零' | '○' => Some(0),
        c => "〇一二三四五六七八九".chars().position(|it| it == c),
    };
    at.and_then(|at| u32::try_from(at).ok())
}
