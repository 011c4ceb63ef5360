//! What a finding says to the person who typed, and how to ask for it on the
//! phone. Plain words: where, and what to do. No promises, and never a guess
//! at the right number.

use super::causes::Cause;
use super::findings::{DatePart, Detail, Finding, FindingKind};
use crate::check::invisible::{is_harmful, shown};
use crate::lang::{Both, Lang};

impl FindingKind {
    /// What is wrong in a few words, with nothing of the number.
    pub(crate) const fn short(self, lang: Lang) -> &'static str {
        let (in_zh, in_en) = match self {
            Self::Ok => ("没有错。", "nothing."),
            Self::Spaces => ("里面的空格要去掉。", "take the blanks out."),
            Self::Separator => ("里面的横线、点要去掉。", "take hyphens and dots out."),
            Self::Fullwidth => ("要用英文输入法打。", "type it with the English keyboard."),
            Self::LowercaseX => ("最后那个 x 要大写。", "the last x must be a capital X."),
            Self::Length => ("位数不对，要 18 位。", "it must have 18 characters."),
            Self::FifteenDigit => (
                "15 位的老号码不能用了，要打 18 位。",
                "15 digits are no longer valid, type all 18.",
            ),
            Self::Char => ("有不是数字的字符。", "a character is no digit."),
            Self::Province => ("头两位不对。", "the first two digits are wrong."),
            Self::Birthdate => ("中间的生日不对。", "the birth date in it cannot be."),
            Self::FutureBirthdate => (
                "中间的生日还没到。",
                "the birth date in it is still to come.",
            ),
            Self::Checksum => (
                "有一位打错了，或两位打反了。",
                "a digit is wrong, or two are swapped.",
            ),
            Self::Spreadsheet => (
                "被表格改坏了，别照表格抄。",
                "a spreadsheet spoilt it, do not copy from there.",
            ),
        };
        lang.pick(in_zh, in_en)
    }
}

impl Finding {
    /// As [`Cause::shareable`].
    pub(crate) fn shareable(&self, of_a_number: bool, lang: Lang) -> String {
        Cause::of(*self).shareable(of_a_number, lang)
    }
}

impl Cause {
    /// Where the fault is and what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if self.label {
            return self.label(lang);
        }
        match self.finding.kind {
            FindingKind::Spaces
            | FindingKind::Separator
            | FindingKind::Fullwidth
            | FindingKind::LowercaseX => self.harmless(lang),
            FindingKind::Length => self.length(lang),
            FindingKind::Char => self.character(lang),
            FindingKind::Birthdate => self.birthdate(lang),
            _ => self.whole(lang).to_owned(),
        }
    }

    /// The same without any character of the text, for screens and files that
    /// others may see.
    #[must_use]
    pub fn brief(&self, lang: Lang) -> String {
        let of_a_sign = matches!(
            self.finding.kind,
            FindingKind::Char | FindingKind::Separator
        );
        if self.label || !of_a_sign {
            // Whole, or what cannot be seen: it gives nothing away.
            return self.text(lang);
        }
        let (at, them) = (self.characters(lang), self.them(lang));
        match self.finding.kind {
            FindingKind::Char if self.is_hidden() => {
                let (found, do_not) = (
                    self.found(),
                    self.either("does not belong", "do not belong"),
                );
                lang.say(
                    format_args!("{at}（{found}）不该在这里，请删掉。"),
                    format_args!("{at} ({found}) {do_not} there. Delete {them}."),
                )
            }
            FindingKind::Separator => {
                let is = self.either(
                    "is a hyphen, dot or apostrophe",
                    "are hyphens, dots or apostrophes",
                );
                lang.say(
                    format_args!("{at}是横线、点或者撇号，请删掉。"),
                    format_args!("{at} {is}. Delete {them}."),
                )
            }
            _ if self.extra => self.character(lang),
            _ => {
                let (do_not, places) = (
                    self.either("does not belong", "do not belong"),
                    self.either("this place", "these places"),
                );
                lang.say(
                    format_args!("{at}不该在这里，请照着证件看{them}。"),
                    format_args!("{at} {do_not} there. Look at {places} on the card."),
                )
            }
        }
    }

    /// The same as [`Self::brief`], with the character where it is a slip that
    /// tells nothing of the number: what only looks like a digit or the X, the T
    /// of the certificate's number, an X too early, a star. What may be somebody's
    /// name is told nothing of.
    pub(crate) fn shareable(&self, of_a_number: bool, lang: Lang) -> String {
        if !of_a_number {
            return self.brief(lang);
        }
        let slip = match self.finding.detail {
            Detail::Char { meant: Some(_), .. } => true,
            Detail::Char { found, .. } => matches!(found, 'T' | 't' | 'X' | 'x' | '*'),
            _ => false,
        };
        if slip && !self.label && self.finding.kind == FindingKind::Char {
            return self.character(lang);
        }
        self.brief(lang)
    }

    /// What staff ask on the phone to settle the finding.
    pub(crate) const fn say(&self, lang: Lang) -> &'static str {
        self.ask().get(lang)
    }

    /// `第 7 个字符`, `Characters 7 and 16`.
    fn characters(&self, lang: Lang) -> String {
        let (at, noun) = (self.at(lang), self.either("Character", "Characters"));
        lang.say(format_args!("第 {at} 个字符"), format_args!("{noun} {at}"))
    }

    fn them(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.either("这一位", "这几位"),
            Lang::En => self.either("it", "them"),
        }
    }

    /// The first of one character, the other of several.
    const fn either(&self, one: &'static str, many: &'static str) -> &'static str {
        if self.is_many() { many } else { one }
    }

    /// The character as typed, made safe to show.
    fn found(&self) -> String {
        match self.finding.detail {
            Detail::Char { found, .. } => shown(found),
            _ => String::new(),
        }
    }

    fn is_hidden(&self) -> bool {
        matches!(self.finding.detail, Detail::Char { found, .. } if is_harmful(found))
    }

    fn is_blank(&self) -> bool {
        matches!(self.finding.detail, Detail::Char { found, .. } if found.is_whitespace())
    }

    fn label(&self, lang: Lang) -> String {
        let end = self.places.iter().max().copied().unwrap_or(0);
        lang.say(
            format_args!("冒号和它前面的字（第 1 到 {end} 个字符）不是号码，请删掉，只留后面的号码。"),
            format_args!("Characters 1 to {end}, up to the colon, are not part of the number. Delete them and leave only the number."),
        )
    }

    fn harmless(&self, lang: Lang) -> String {
        let (at, found) = (self.characters(lang), self.found());
        let (are, them) = (self.either("is", "are"), self.them(lang));
        match self.finding.kind {
            FindingKind::Spaces if self.is_blank() => {
                let are = self.either("is a blank", "are blanks");
                lang.say(
                    format_args!("{at}是空格，请删掉。"),
                    format_args!("{at} {are}. Delete {them}."),
                )
            }
            FindingKind::Spaces => lang.say(
                format_args!("{at}是看不见的符号（{found}），请删掉。"),
                format_args!("{at} cannot be seen ({found}). Delete {them}."),
            ),
            FindingKind::Separator => lang.say(
                format_args!("{at}是{found}。号码里不写横线、点和撇号，请删掉。"),
                format_args!("{at} {are} {found}. The number has no hyphens, dots or apostrophes. Delete {them}."),
            ),
            FindingKind::Fullwidth => {
                let forms = self.either("is a full-width form", "are full-width forms");
                lang.say(
                    format_args!("{at}是全角的（占两格宽），请换成英文输入法，重新打{them}。"),
                    format_args!("{at} {forms}. Switch the keyboard to English and type {them} again."),
                )
            }
            _ => lang.say(
                format_args!("{at}，最后那个叉，打成了小写的 x，请改成大写的 X。"),
                format_args!("{at} is a small x. Use a capital X."),
            ),
        }
    }

    fn length(&self, lang: Lang) -> String {
        let count = match self.finding.detail {
            Detail::Count(count) => count,
            _ => 0,
        };
        let few = count < 18;
        match (count, lang) {
            (0, Lang::Zh) => "还没有号码。请照着证件，把 18 位全部打进来。".to_owned(),
            (0, Lang::En) => {
                "There is no number yet. Type all 18 characters from the card.".to_owned()
            }
            (_, Lang::Zh) => format!(
                "现在是 {count} 位，应该是 18 位，{} {} 位。请照着证件从头数一遍。",
                if few { "少了" } else { "多了" },
                count.abs_diff(18)
            ),
            (_, Lang::En) => format!(
                "This has {count} character{}, {} too {}; it should have 18. Count along the card from the start.",
                if count == 1 { "" } else { "s" },
                count.abs_diff(18),
                if few { "few" } else { "many" }
            ),
        }
    }

    fn character(&self, lang: Lang) -> String {
        let Detail::Char {
            found: typed,
            meant,
        } = self.finding.detail
        else {
            return String::new();
        };
        let (at, found) = (self.characters(lang), self.found());
        let (is, them) = (self.either("is", "are"), self.them(lang));
        let places = self.either("this place", "these places");
        match (meant, typed) {
            (Some(meant), _) => {
                let looks = self.either("It looks", "They look");
                let not = self.either("is not", "are not");
                lang.say(
                    format_args!("{at}是{found}，样子像 {meant}，但不是 {meant}。请照着证件看清楚，用英文输入法重新打。"),
                    format_args!("{at} {is} {found}. {looks} like {meant} but {not}. Look at the card and type {them} again with the keyboard set to English."),
                )
            }
            // The number of the certificate is T and the ID number.
            _ if self.is_certificate() => lang
                .pick(
                    "前面的 T 是证号才有的，身份证号码没有，请删掉。",
                    "The T in front belongs to the certificate's number, not to the ID number. Delete it.",
                )
                .to_owned(),
            (None, '*') => {
                let stars = self.either("is a star", "are stars");
                lang.say(
                    format_args!("{at}是星号，号码被遮住了。请照着证件，把 18 位全部打进来。"),
                    format_args!("{at} {stars}: the number has been hidden. Type all 18 characters from the card."),
                )
            }
            (None, 'X' | 'x' | 'Ｘ' | 'ｘ') => lang.say(
                format_args!("{at}是 X。X 只能在最后一位，请照着证件看{them}。"),
                format_args!("{at} {is} an X. X can only be the last one. Look at {places} on the card."),
            ),
            (None, _) if self.extra => {
                let no_part = self.either("is no part", "are no part");
                lang.say(
                    format_args!("{at}不是号码里的，请删掉，删掉就是 18 位。"),
                    format_args!("{at} {no_part} of the number. Delete {them}, and 18 remain."),
                )
            }
            (None, _) if self.is_many() => lang.say(
                format_args!("{at}不是数字。请照着证件看{them}。"),
                format_args!("{at} are no digits. Look at {places} on the card."),
            ),
            (None, _) => lang.say(
                format_args!("{at}是{found}，不是数字。请照着证件看这一位。"),
                format_args!("{at} is {found}, not a digit. Look at this place on the card."),
            ),
        }
    }

    fn birthdate(&self, lang: Lang) -> String {
        let (part, old) = match self.finding.detail {
            Detail::Part(part) => (part, false),
            Detail::OldPart(part) => (part, true),
            _ => (DatePart::Day, false),
        };
        let (zh, en) = match (part, old) {
            (DatePart::Year, _) => (
                "出生年份（号码第 7 到 10 位）太早",
                "The year of birth (digits 7 to 10) is too early",
            ),
            (DatePart::Month, false) => (
                "出生月份（号码第 11、12 位）不在 01 到 12 之间",
                "The month of birth (digits 11 and 12) is not 01 to 12",
            ),
            (DatePart::Month, true) => (
                "出生月份（号码第 9、10 位）不在 01 到 12 之间",
                "The month of birth (digits 9 and 10) is not 01 to 12",
            ),
            (DatePart::Day, false) => (
                "出生日（号码第 13、14 位）在那个月里没有",
                "That month has no such day (digits 13 and 14)",
            ),
            (DatePart::Day, true) => (
                "出生日（号码第 11、12 位）在那个月里没有",
                "That month has no such day (digits 11 and 12)",
            ),
        };
        lang.say(
            format_args!("{zh}。请照着证件看出生日期这几位。"),
            format_args!("{en}. Compare the birth date with the card."),
        )
    }

    /// Findings that are said in one fixed sentence.
    const fn whole(&self, lang: Lang) -> &'static str {
        let (zh, en) = match self.finding.kind {
            FindingKind::FifteenDigit => (
                "这是 15 位。以前的旧号码是 15 位，现在已经不能用了；也可能是少打了 3 位。请照着现在的身份证，打 18 位的号码。",
                "This has 15 digits. Old numbers had 15 and are no longer valid; or three digits are missing. Type the 18 characters from the present card.",
            ),
            FindingKind::Province if matches!(self.finding.detail, Detail::Card) => (
                "号码第 2、3 位不是省份代码。请照着证件看这两位。",
                "Digits 2 and 3 are no province code. Compare them with the card.",
            ),
            FindingKind::Province => (
                "号码开头两位不是省份代码。请照着证件看这两位。",
                "The first two digits are no province code. Compare them with the card.",
            ),
            FindingKind::FutureBirthdate => (
                "出生日期（号码第 7 到 14 位）在今天以后。请照着证件看这 8 位，先看年份。",
                "The birth date (digits 7 to 14) lies after today. Compare these 8 digits with the card, the year first.",
            ),
            FindingKind::Checksum => (
                "最后一位和前面的数字对不上：有一位打错了，或者相邻两位打反了。光看号码看不出是哪一位，请照着证件从头对一遍。",
                "The last character does not agree with the others: one digit is wrong, or two neighbours changed places. The number alone does not show which. Compare it with the card from the start.",
            ),
            FindingKind::Spreadsheet => (
                "号码像是被电子表格（比如 Excel）改过，后面几位已经丢了，补不回来。请照着证件重新抄一遍；表格里先把这一列设成「文本」。",
                "A spreadsheet (such as Excel) seems to have changed the number: its last digits are lost and cannot be brought back. Copy it from the card again; set the column to Text first.",
            ),
            _ => (
                "号码的写法没有毛病。这只说明写法对，不说明就是本人的号码。",
                "The number is well formed. That says nothing about whose number it is.",
            ),
        };
        lang.pick(zh, en)
    }

    const fn ask(&self) -> Both {
        match self.finding.kind {
            FindingKind::Ok => Both::new(
                "号码写法没问题。我再念一遍，请您照着证件核对一下。",
                "The number is well formed. I will read it back; please compare it with the card.",
            ),
            FindingKind::Spaces | FindingKind::Separator => Both::new(
                "号码中间不要空格和横线，请您从头连着念一遍。",
                "Please leave out blanks and hyphens and read me the number in one go.",
            ),
            FindingKind::Fullwidth => Both::new(
                "请您把输入法换成英文，把号码重新打一遍。",
                "Please switch the keyboard to English and type the number again.",
            ),
            FindingKind::LowercaseX => Both::new(
                "最后那个叉，是大写的吗？请您改成大写。",
                "Is the last one a capital X? Please change it.",
            ),
            FindingKind::Length | FindingKind::Checksum => Both::new(
                "请您把号码从左到右，四位四位念给我。",
                "Please read me the number from left to right, four digits at a time.",
            ),
            FindingKind::FifteenDigit => Both::new(
                "请您看一下现在用的身份证，上面的号码是 18 位，念给我听。",
                "Please look at the card you use now: the number on it has 18 characters. Read it to me.",
            ),
            FindingKind::Char => match self.finding.detail {
                Detail::Char {
                    meant: Some('X'), ..
                } => Both::new(
                    "最后一位是英文字母 X 吗？请您照着证件看一眼。",
                    "Is the last one the letter X? Please look at the card.",
                ),
                _ => Both::new(
                    "号码里只有数字，最后一位可能是 X。请您照着证件，一位一位念给我。",
                    "The number has digits only, and perhaps an X at the end. Please read it to me from the card, one by one.",
                ),
            },
            FindingKind::Province => match self.finding.detail {
                Detail::Card => Both::new(
                    "请您念一下号码的前三位。",
                    "Please read me the first three digits.",
                ),
                _ => Both::new(
                    "请您念一下号码的开头两位。",
                    "Please read me the first two digits.",
                ),
            },
            FindingKind::Birthdate | FindingKind::FutureBirthdate => Both::new(
                "请您看着证件，念一下号码里的出生年月日，再念一下证件上写的出生日期。",
                "Please read me the birth date inside the number, and then the date printed on the card.",
            ),
            FindingKind::Spreadsheet => Both::new(
                "这个号码是从表格里抄的吗？请您照着证件念给我，不要看表格。",
                "Was this number copied from a spreadsheet? Please read it to me from the card itself.",
            ),
        }
    }
}
