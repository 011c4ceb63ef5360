//! The two languages every text exists in.

use std::error::Error;
use std::fmt;
use std::io;
use std::str::FromStr;

/// A language of the program's texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Simplified Chinese, the language of the welder.
    #[default]
    Zh,
    /// English.
    En,
}

/// The same thing said in both languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bilingual<T> {
    /// In Chinese.
    pub zh: T,
    /// In English.
    pub en: T,
}

/// Words that stand in the program.
pub(crate) type Both = Bilingual<&'static str>;

/// Words that were made or read.
pub(crate) type Said = Bilingual<String>;

impl Both {
    /// Words in both languages.
    pub(crate) const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The words in that language.
    pub(crate) const fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

impl Said {
    /// Words in both languages.
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        let (zh, en) = (zh.into(), en.into());
        Self { zh, en }
    }

    /// The words in that language.
    pub(crate) fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }

    /// That it takes one of these names.
    pub(crate) fn one_of(names: &[&str]) -> Self {
        let (zh, en) = (names.join("、"), names.join(", "));
        Self::new(format!("{zh} 之一"), format!("one of {en}"))
    }
}

impl Lang {
    /// Both languages, Chinese first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language's key in rule files and on the command line: `zh` or `en`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The other language, for the key that toggles.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Words in brackets behind others: `（…）`, ` (…)`.
    pub(crate) fn aside(self, words: &str) -> String {
        match self {
            Self::Zh => format!("（{words}）"),
            Self::En => format!(" ({words})"),
        }
    }

    /// A colon, with the gap it needs behind it.
    pub(crate) const fn colon(self) -> &'static str {
        self.pick("：", ": ")
    }

    /// "I don't know", as every face shows it.
    #[must_use]
    pub const fn unknown(self) -> &'static str {
        self.pick("不知道", "I don't know")
    }

    /// One of two texts: `lang.pick("中文", "English")`.
    pub(crate) const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// One of two texts, and only that one is made:
    /// `lang.say(format_args!("{count} 个"), format_args!("{count} of them"))`.
    pub(crate) fn say(self, zh: impl fmt::Display, en: impl fmt::Display) -> String {
        match self {
            Self::Zh => zh.to_string(),
            Self::En => en.to_string(),
        }
    }

    /// Whether it is written as Chinese is: no blanks between words, full-width signs.
    pub(crate) const fn is_zh(self) -> bool {
        match self {
            Self::Zh => true,
            Self::En => false,
        }
    }

    /// The language of a system locale such as `en_US.UTF-8`. Everything but
    /// English gives Chinese: the welder this program is for reads only that.
    pub(crate) fn of_locale(locale: &str) -> Self {
        let is_english = locale
            .get(..2)
            .is_some_and(|head| head.eq_ignore_ascii_case("en"));
        if is_english { Self::En } else { Self::Zh }
    }
}

impl fmt::Display for Both {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}

/// A fault of ours travels as the system's and brings its own words.
impl Error for Both {}

/// What a fault of the system means, in Chinese for the commonest; the
/// system's own words are English.
pub(crate) fn io_words(error: &io::Error, lang: Lang) -> String {
    let told = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Both>());
    if let Some(told) = told {
        return told.get(lang).to_owned();
    }
    let zh = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::IsADirectory => "这是文件夹，不是文件",
        io::ErrorKind::NotADirectory => "这不是文件夹",
        io::ErrorKind::StorageFull => "磁盘满了",
        io::ErrorKind::QuotaExceeded => "给您用的磁盘空间满了",
        io::ErrorKind::FileTooLarge => "文件太大",
        io::ErrorKind::ReadOnlyFilesystem => "这里不能写",
        _ => return error.to_string(),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => error.to_string(),
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == text)
            .ok_or_else(|| "zh / en".to_owned())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
