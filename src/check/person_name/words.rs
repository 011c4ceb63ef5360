//! What a difference is called, and how to ask for it on the phone.

use super::{Likeness, NameFinding, Scope, fold};
use crate::check::invisible::shown;
use crate::lang::{Both, Lang, Said};

/// Asked where only the record was copied in another form.
const COPIED: Both = Both::new(
    "您打的没有错。请您照着证件，把名字再念一遍。",
    "What you typed is right. Please read me the name from the document once more.",
);

/// Asked where the names are in two scripts.
const TWO_SCRIPTS: Both = Both::new(
    "证件上的名字是汉字还是字母？查的时候，照证件上那样打。",
    "Is the name on the document in characters or in letters? Type it the same way when you look it up.",
);

impl NameFinding {
    /// Where the difference is and what it is, with the characters. For the
    /// person who typed the name; not for logs.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (what, both, act) = (self.what(lang), self.both(lang), self.act(lang));
        let stop = lang.pick("。", ". ");
        // What cannot be shown is a matter for those who know code points.
        let both = if both.starts_with("U+") {
            format!(" ({both})")
        } else {
            lang.colon().to_owned() + &both
        };
        format!("{what}{both}{stop}{act}").trim_end().to_owned()
    }

    /// Where the difference is and what it is.
    fn what(&self, lang: Lang) -> String {
        let (place, words) = (self.place(lang), self.brief_words());
        format!("{place}{}{}", lang.pick("", " "), words.get(lang))
    }

    /// The same without the characters and without advice, for screens and
    /// files that others may see.
    #[must_use]
    pub fn brief(&self, lang: Lang) -> String {
        let right = lang.pick("，打的没有错", "; what was typed is right");
        self.what(lang) + if self.is_of_the_copy() { right } else { "" }
    }

    /// The same as [`Self::brief`], with both signs where they are dots: those
    /// tell nothing of the name; and what to do where what was typed is right.
    pub(crate) fn shareable(&self, lang: Lang) -> String {
        let brief = self.what(lang);
        if self.is_of_the_copy() {
            let act = self.act(lang).trim_end_matches(['。', '.']);
            return brief + lang.pick("。", ". ") + act;
        }
        match self.kind {
            Likeness::MiddleDot => brief + lang.colon() + &self.both(lang),
            _ => brief,
        }
    }

    /// What staff ask on the phone to settle the difference.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        if self.is_of_the_copy() {
            return COPIED.get(lang).to_owned();
        }
        if self.is_of_two_scripts() {
            return TWO_SCRIPTS.get(lang).to_owned();
        }
        let at = self.at_record.or(self.at_typed).unwrap_or(1);
        say(self.kind, at).get(lang).to_owned()
    }

    fn place(&self, lang: Lang) -> String {
        match (self.at_record, self.at_typed, lang) {
            _ if self.is_of_two_scripts() => lang.pick("两个名字", "The two names").to_owned(),
            (Some(i), Some(j), Lang::Zh) if self.scope == Scope::Neighbours && i == j => {
                format!("第 {i}、{} 个字", i + 1)
            }
            (Some(i), Some(j), Lang::En) if self.scope == Scope::Neighbours && i == j => {
                format!("Characters {i} and {}", i + 1)
            }
            (Some(i), _, Lang::Zh) if self.scope == Scope::Neighbours => {
                format!("该打的第 {i}、{} 个字", i + 1)
            }
            (Some(i), _, Lang::En) if self.scope == Scope::Neighbours => {
                format!("Characters {i} and {} on record", i + 1)
            }
            (Some(i), None, Lang::Zh) if self.is_of_the_copy() => {
                format!("证件上抄来的第 {i} 个字")
            }
            (Some(i), Some(j), Lang::Zh) if i == j => format!("第 {i} 个字"),
            (Some(i), Some(j), Lang::En) if i == j => format!("Character {i}"),
            (Some(i), Some(j), Lang::Zh) => format!("该打的第 {i} 个字和打成的第 {j} 个字"),
            (Some(i), Some(j), Lang::En) => format!("Character {i} on record and {j} as typed"),
            (Some(i), None, Lang::Zh) => format!("该打的第 {i} 个字"),
            (Some(i), None, Lang::En) => format!("Character {i} on record"),
            (None, Some(j), Lang::Zh) => format!("打的第 {j} 个字"),
            (None, Some(j), Lang::En) => format!("Character {j} as typed"),
            (None, None, Lang::Zh) => "名字".to_owned(),
            (None, None, Lang::En) => "The name".to_owned(),
        }
    }

    /// Whether the two are one character once code points are folded.
    fn is_one_character(&self) -> bool {
        let folded = |c: Option<char>| c.map(|c| fold::code(fold::width(c)));
        folded(self.record_char) == folded(self.typed_char)
    }

    fn is_of_two_scripts(&self) -> bool {
        self.kind == Likeness::Different && self.scope == Scope::Rest
    }

    /// Whether the typed side has the form that the query wants, and only the
    /// record, copied from somewhere, has another: no fault of what was typed.
    pub(super) fn is_of_the_copy(&self) -> bool {
        let ordinary = |c: char| fold::code(fold::width(c)) == c;
        match (self.kind, self.record_char, self.typed_char) {
            (Likeness::WidthOrSpace, Some(_), None) => true,
            (Likeness::WidthOrSpace, Some(record), Some(typed)) => fold::width(record) == typed,
            (Likeness::MiddleDot, Some(_), Some(typed)) => typed == fold::MIDDLE_DOT,
            (Likeness::RadicalCodepoint, Some(_), Some(typed)) => {
                self.is_one_character() && ordinary(typed)
            }
            _ => false,
        }
    }

    const fn one_side(&self) -> bool {
        self.at_record.is_none() || self.at_typed.is_none()
    }

    fn brief_words(&self) -> Both {
        match self.kind {
            Likeness::Same => Both::new("一样", "is the same"),
            Likeness::WidthOrSpace if self.at_typed.is_none() => {
                Both::new("是空格或者看不见的符号", "is a blank or cannot be seen")
            }
            Likeness::WidthOrSpace if self.is_of_the_copy() => Both::new(
                "只是证件上抄来的宽窄不一样",
                "was copied from the record in another width",
            ),
            Likeness::RadicalCodepoint if self.is_of_the_copy() => Both::new(
                "看着一样，证件上抄来的是特殊编码",
                "looks the same but was copied from the record with a special code point",
            ),
            Likeness::MiddleDot if self.is_of_the_copy() => Both::new(
                "是名字中间的点，证件上抄来的不是标准的点",
                "is the dot inside the name, and the one copied from the record is not the standard dot",
            ),
            Likeness::WidthOrSpace if self.one_side() => Both::new(
                "是空格或者看不见的符号，另一边没有",
                "is a blank or cannot be seen; the other side has none",
            ),
            Likeness::WidthOrSpace => {
                Both::new("只是宽窄或者空格不同", "differs in width or blanks only")
            }
            Likeness::RadicalCodepoint if self.is_one_character() => Both::new(
                "看着一样，但有一边用的是特殊编码",
                "looks the same, but one side has a special code point",
            ),
            Likeness::RadicalCodepoint => Both::new(
                "有一边用的是特殊编码",
                "has a special code point on one side",
            ),
            Likeness::MiddleDot if self.one_side() => Both::new(
                "是点、逗号或者横线，另一边没有",
                "is a dot, a comma or a dash; the other side has none",
            ),
            Likeness::MiddleDot => Both::new(
                "是名字中间的点，两边打得不一样",
                "is the dot inside the name, typed in two ways",
            ),
            Likeness::LostCharacter if self.one_side() => Both::new(
                "是问号、方框一类的记号，不是字，另一边没有",
                "is a sign such as a question mark or a box, no character; the other side has none",
            ),
            Likeness::LostCharacter => Both::new(
                "有一边是问号、方框一类的记号，不是字，多半是电脑写不出的生僻字",
                "is a sign such as a question mark or a box on one side, most likely for a rare character that a computer could not write",
            ),
            Likeness::Traditional => Both::new(
                "是同一个字的不同写法（繁体、简体或者异体）",
                "is written in two ways (traditional, simplified or a variant)",
            ),
            Likeness::ExtraOrMissing if self.at_typed.is_none() => {
                Both::new("没有打进来", "was not typed")
            }
            Likeness::ExtraOrMissing => Both::new("是多出来的", "is one too many"),
            Likeness::Swapped if self.scope == Scope::Neighbours => {
                Both::new("前后打反了", "are swapped")
            }
            Likeness::Swapped => Both::new("起，前后顺序不一样", "begins a different order"),
            Likeness::Homophone => Both::new(
                "读音相同，但不是同一个字",
                "sounds the same but is not the same character",
            ),
            Likeness::NearHomophone => Both::new(
                "读音相近，但不是同一个字",
                "sounds similar but is not the same character",
            ),
            Likeness::LookAlike => Both::new(
                "样子很像，但不是同一个字",
                "looks similar but is not the same character",
            ),
            Likeness::Different if self.is_of_two_scripts() => Both::new(
                "一个用汉字、一个用字母",
                "are in two scripts, one in characters and one in letters",
            ),
            Likeness::Different => Both::new("不是同一个字", "is not the same character"),
            Likeness::NoData => Both::new(
                "不一样，字表里没有，没法比读音和样子",
                "differs; the tables do not have it, so sound and shape are unknown",
            ),
        }
    }

    /// The characters of both sides, with code points where eyes do not help.
    fn both(&self, lang: Lang) -> String {
        let points = !matches!(
            self.kind,
            Likeness::Homophone
                | Likeness::NearHomophone
                | Likeness::Different
                | Likeness::ExtraOrMissing
                | Likeness::Swapped
        );
        let show = |c: char| match shown(c) {
            full if points || !full.starts_with('「') => full,
            _ => format!("「{c}」"),
        };
        if self.is_of_two_scripts() {
            return lang
                .pick("没法一个字一个字比", "they cannot be compared one by one")
                .to_owned();
        }
        match (self.record_char.map(show), self.typed_char.map(show)) {
            (Some(record), Some(typed)) => match lang {
                Lang::Zh if self.is_of_the_copy() => {
                    format!("抄来的是{record}，打的是{typed}")
                }
                Lang::Zh => format!("该打{record}，打成了{typed}"),
                Lang::En => format!("{record} on record, {typed} as typed"),
            },
            (one, other) => one.or(other).unwrap_or_default(),
        }
    }

    fn act(&self, lang: Lang) -> &'static str {
        let (zh, en) = match self.kind {
            _ if self.is_of_the_copy() => (
                "打的没有错，不用改。",
                "What was typed is right; leave it as it is.",
            ),
            _ if self.is_of_two_scripts() => (
                "证件上怎么印就怎么打。",
                "Type the name the way the document has it.",
            ),
            Likeness::WidthOrSpace => (
                "请不打空格、用半角重新打一遍。",
                "Type it again without blanks, in ordinary width.",
            ),
            Likeness::RadicalCodepoint => (
                "请用输入法重新打这个字，不要复制。",
                "Type this character with the keyboard; do not copy it.",
            ),
            Likeness::MiddleDot if self.at_record.is_none() => (
                "证件上的名字没有它，就不打。",
                "If the name on the document has none, leave it out.",
            ),
            Likeness::MiddleDot => (
                "中间那个点，拼音输入法里打 ·，前后不空格。",
                "The dot in a name is ·, with no blanks around it.",
            ),
            Likeness::LostCharacter => (
                "请照着证件，用手写输入打这个字；打不出来，或者证件上就是这个记号，要请发证件的单位录入这个字。",
                "Enter the character of the document by handwriting; if that fails, or the document itself has the sign, whoever issued it must enter the character.",
            ),
            _ => ("请照着证件看这个字。", "Compare it with the document."),
        };
        lang.pick(zh, en)
    }
}

/// 一 to 十 for the first ten, as people say it; digits beyond.
fn ordinal_zh(at: usize) -> String {
    const WORDS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let word = at.checked_sub(1).and_then(|index| WORDS.get(index));
    word.map_or_else(|| format!(" {at} "), |word| (*word).to_owned())
}

fn say(kind: Likeness, at: usize) -> Said {
    let nth = ordinal_zh(at);
    match kind {
        Likeness::Same => Said::new(
            "名字一样。我念一遍，请您听听对不对。",
            "The name is the same. I will read it; please tell me if it is right.",
        ),
        Likeness::WidthOrSpace => Said::new(
            "请您把名字重新打一遍，中间不要打空格。",
            "Please type the name again without any blanks.",
        ),
        Likeness::RadicalCodepoint => Said::new(
            format!("请您用输入法重新打名字的第{nth}个字，不要复制。"),
            format!("Please type character {at} of the name with the keyboard; do not copy it."),
        ),
        Likeness::MiddleDot => Said::new(
            "中间那个点，您是怎么打的？拼音输入法里打 ·。",
            "Is there a dot in your name? After which character?",
        ),
        Likeness::LostCharacter => Said::new(
            format!("证件上名字的第{nth}个字是什么字，怎么写？左边是什么，右边是什么？"),
            format!(
                "Which character is number {at} of the name on the document? What is on its left and right?"
            ),
        ),
        Likeness::Traditional => Said::new(
            format!("证件上名字的第{nth}个字，是简体还是繁体？"),
            format!("On the document, is character {at} of the name simplified or traditional?"),
        ),
        Likeness::ExtraOrMissing => Said::new(
            "您的名字一共几个字？请一个字一个字念给我。",
            "How many characters has your name? Please read them to me one by one.",
        ),
        Likeness::Swapped => Said::new(
            "请您照着证件，按顺序一个字一个字念给我。",
            "Please read the name from the document, one by one, in order.",
        ),
        Likeness::Homophone | Likeness::Different => Said::new(
            format!("请您把名字的第{nth}个字组个词。"),
            format!("Please give me a word with character {at} of your name."),
        ),
        Likeness::NearHomophone => Said::new(
            format!("请您把名字的第{nth}个字慢慢念一遍，再组个词。"),
            format!("Please say character {at} of your name slowly, then give me a word with it."),
        ),
        Likeness::LookAlike => Said::new(
            format!("请您把名字的第{nth}个字组个词，再说说它的偏旁。"),
            format!(
                "Please give me a word with character {at} of your name, and tell me its radical."
            ),
        ),
        Likeness::NoData => Said::new(
            format!("名字的第{nth}个字怎么写？左边是什么，右边是什么？"),
            format!("How is character {at} of your name written? What is on its left and right?"),
        ),
    }
}
