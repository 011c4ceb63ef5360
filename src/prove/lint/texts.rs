//! Every text of a pack: its languages, its placeholders, its width.

use unicode_width::UnicodeWidthStr as _;

use super::{Lint, words};
use crate::lang::{Lang, Said};
use crate::pack::{Keyed, Pack, Piece, Place, Role, Slot, Text, Worded};
use crate::prove::rule;

/// Chinese characters one can say in a breath.
const BREATH: usize = 25;

pub(super) fn check(lint: &Lint<'_>) {
    for (text, owner) in all(lint.pack) {
        same_placeholders(lint, text.text, owner);
        for lang in Lang::ALL {
            let words = words::without_slots(text.text.as_written(lang));
            if let Some(title) = other_language(&words, lang) {
                let place = text.text.place(lang);
                lint.say(&rule::TEXT_WRONG_LANGUAGE, place, owner, title);
            }
            width(lint, text, lang, owner);
            words::check(lint, text, &words, lang, owner);
        }
    }
}

/// Every text of a pack with the table it stands in.
pub(super) fn all(pack: &Pack) -> impl Iterator<Item = (Worded<'_>, Place)> {
    pack.things().flat_map(|thing| {
        let texts = thing.items.into_iter().flat_map(Keyed::texts);
        texts.map(move |text| (text, thing.place))
    })
}

fn same_placeholders(lint: &Lint<'_>, text: &Text, owner: Place) {
    if !Lang::ALL
        .map(|lang| text.as_written(lang).contains('{'))
        .contains(&true)
    {
        return;
    }
    let slots = |lang| {
        let mut names: Vec<String> = text.slots(lang).map(|it| format!("{{{it}}}")).collect();
        names.sort();
        names.dedup();
        names
    };
    let (zh, en) = (slots(Lang::Zh), slots(Lang::En));
    let of = |lang: Lang, list: &[String]| match (list.is_empty(), lang) {
        (true, Lang::Zh) => "没有".to_owned(),
        (true, Lang::En) => "none".to_owned(),
        (false, _) => list.join(" "),
    };
    if zh != en {
        let title = Said::new(
            format!(
                "两种语言的占位不一样：中文{}，英文{}",
                of(Lang::Zh, &zh),
                of(Lang::Zh, &en)
            ),
            format!(
                "the placeholders differ: {} in Chinese, {} in English",
                of(Lang::En, &zh),
                of(Lang::En, &en)
            ),
        );
        lint.say(
            &rule::TEXT_PLACEHOLDERS_DIFFER,
            text.place(Lang::En),
            owner,
            title,
        );
    }
}

/// What is wrong where words are not in the language that they stand for. Web
/// addresses are in none.
pub(super) fn other_language(words: &str, lang: Lang) -> Option<Said> {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let title = match lang {
        Lang::Zh if !words.contains(is_han) => Said::new(
            "中文里没有一个汉字",
            "the Chinese text has no Chinese character",
        ),
        Lang::En if !words.contains(|c: char| c.is_ascii_alphabetic()) => {
            Said::new("英文里没有一个字母", "the English text has no letter")
        }
        Lang::En if !has_word(words, is_han) => Said::new(
            "英文里没有一个英文词",
            "the English text has no English word",
        ),
        // Chinese may be quoted in English.
        Lang::En if is_chinese(words, is_han) => {
            Said::new("英文里写的是中文", "the English text is in Chinese")
        }
        Lang::Zh | Lang::En => return None,
    };
    (!words.trim().is_empty()).then_some(title)
}

/// Whether words read as a Chinese sentence, but for what they quote.
fn is_chinese(words: &str, is_han: impl Fn(char) -> bool) -> bool {
    let parts = words.split('「');
    let parts = parts.map(|it| it.split_once('」').map_or(it, |(_, behind)| behind));
    let own: String = parts.collect();
    let count = |of: &dyn Fn(char) -> bool| own.chars().filter(|c| of(*c)).count();
    own.contains(['，', '。']) && count(&is_han) > count(&|c| c.is_ascii_alphabetic())
}

/// Whether some word of Latin letters stands by itself and is no web address.
fn has_word(words: &str, is_han: impl Fn(char) -> bool) -> bool {
    let in_word = |c: char| c.is_ascii_alphanumeric() || "-.'".contains(c) || is_han(c);
    words.split(|c| !in_word(c)).any(|word| {
        word.contains(|c: char| c.is_ascii_alphabetic())
            && !word.contains(&is_han)
            && words::addresses(word).is_empty()
    })
}

fn width(lint: &Lint<'_>, text: Worded<'_>, lang: Lang, owner: Place) {
    let role = text.field.role;
    if role == Role::Say && lang.is_zh() {
        breath(lint, text.text, owner);
    }
    let Some(most) = role.columns() else { return };
    let pieces = text.text.pieces(lang);
    let widths = pieces.map(|piece| piece_width(lint.pack, piece, lang));
    let columns: usize = widths.sum();
    if columns > most {
        let title = Said::new(
            format!("宽 {columns} 列，这里最多 {most} 列"),
            format!("{columns} columns wide; there is room for {most}"),
        );
        lint.say(&rule::TEXT_TOO_WIDE, text.text.place(lang), owner, title);
    }
}

/// Columns of a piece, a filled-in one at its widest.
fn piece_width(pack: &Pack, piece: Piece<'_>, lang: Lang) -> usize {
    let slot = match piece {
        Piece::Plain(plain) => return plain.width(),
        Piece::Slot(name) => pack.slot(name).unwrap_or(Slot::Today),
    };
    match slot {
        Slot::Sum(sum) => pack.sum(&sum).to_string().len(),
        Slot::Phrase(id) => {
            let wordings = pack.phrases[id.number()].words.wordings();
            let widths = wordings.map(|(text, _)| {
                let pieces = text.pieces(lang);
                pieces.map(|piece| piece_width(pack, piece, lang)).sum()
            });
            widths.max().unwrap_or(0)
        }
        // 2026年10月15日 and 30 September 2026; with weekday and 暂算.
        Slot::Day(_) => 17,
        Slot::Today | Slot::Answer(_) => 28,
        Slot::AskFrom => 42,
        Slot::Found => 80,
        // An ID number; most names are shorter.
        Slot::Workdays(_) | Slot::Personal(_) => 18,
    }
}

fn breath(lint: &Lint<'_>, text: &Text, owner: Place) {
    let spoken = text.fill(Lang::Zh, |_| "日子");
    let longest = spoken
        .split(|c: char| "，。？！；：、,.?!;:（）「」".contains(c))
        .max_by_key(|part| part.chars().count());
    let Some(part) = longest.filter(|part| part.chars().count() > BREATH) else {
        return;
    };
    let count = part.chars().count();
    let title = Said::new(
        format!("「{part}」有 {count} 个字，一口气念不完"),
        format!("「{part}」 runs on for {count} characters without a pause"),
    );
    lint.say(&rule::TEXT_HARD_TO_SAY, text.place(Lang::Zh), owner, title);
}
