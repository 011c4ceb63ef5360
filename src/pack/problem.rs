//! A problem in a rule file: where it stands, what it is, and its words.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::files::{Files, MAIN, Unreadable};
use super::place::{Place, floor};
use super::syntax;
use crate::check::invisible::told;
use crate::lang::{Lang, Said};

/// What is wrong, with the data its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The file could not be read.
    File(Unreadable),
    /// The file is not TOML.
    Syntax {
        /// The parser's words.
        words: String,
        /// A sign typed with a Chinese input method, and the one TOML takes.
        typed: Option<(char, &'static str)>,
    },
    /// A file the pack must have is not there.
    MissingFile(String),
    /// A key the table does not know, and the nearest one it does.
    UnknownKey {
        /// The key found.
        key: String,
        /// The table it stands in.
        table: String,
        /// A key that looks like it.
        meant: Option<String>,
    },
    /// A key the table must have.
    MissingKey {
        /// The key.
        key: String,
        /// The table.
        table: String,
    },
    /// A value of another type or form than the key takes.
    WrongValue {
        /// The key.
        key: String,
        /// What it takes, in both languages.
        expected: Said,
        /// What stands there.
        found: String,
    },
    /// A name that stands for nothing.
    UnknownId {
        /// What it should name.
        noun: Noun,
        /// The name.
        id: String,
        /// A name that looks like it.
        meant: Option<String>,
        /// All names there are, where these are few.
        known: Vec<String>,
    },
    /// A name given twice.
    DuplicateId {
        /// What it names.
        noun: Noun,
        /// The name.
        id: String,
        /// Where it stands first: file and line.
        first: String,
    },
    /// A placeholder in a text that stands for nothing.
    UnknownPlaceholder {
        /// What stands in the braces.
        name: String,
        /// One that looks like it.
        meant: Option<String>,
    },
    /// A brace without its partner.
    OpenBrace,
    /// A control character or one that nobody sees in a text or an id.
    Harmful(char),
    /// Routes lead in a circle; the ids along it.
    Cycle(Vec<String>),
    /// A scenario came out otherwise than it says.
    Scenario {
        /// The scenario.
        id: String,
        /// What it says.
        expected: String,
        /// What came out.
        found: String,
    },
    /// What the prover found; it knows the words.
    Finding(Box<Finding>),
    /// Words of a check that knows its matter best (calendar years).
    Fault {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
}

impl Kind {
    /// What is wrong, in one sentence.
    #[must_use]
    pub(crate) fn title(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => title_zh(self),
            Lang::En => title_en(self),
        }
    }
}

/// What the prover found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The rule's stable id.
    pub(crate) rule: &'static str,
    /// What is wrong, in one sentence.
    pub(crate) title: Said,
    /// What to do about it.
    pub(crate) help: Said,
    /// The shortest list of answers that leads there, as an answers file
    /// has them on one line.
    pub(crate) example: Option<String>,
}

/// What kind of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the documentation")]
pub(crate) enum Noun {
    Question,
    Result,
    Target,
    Fact,
    Choice,
    Answer,
    Parameter,
    Source,
    Contact,
    Phrase,
    Given,
    Aside,
    Stage,
    Link,
    /// Somebody who can have to move next.
    Owner,
    Region,
    Caution,
    Scenario,
    Rule,
}

impl Noun {
    /// The noun in a sentence.
    #[must_use]
    pub(crate) const fn name(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Question => ("问题", "question"),
            Self::Result => ("结果", "result"),
            Self::Target => ("问题或结果", "question or result"),
            Self::Fact => ("事实", "fact"),
            Self::Choice => ("选项", "choice"),
            Self::Answer => ("回答", "answer"),
            Self::Parameter => ("参数", "parameter"),
            Self::Source => ("来源", "source"),
            Self::Contact => ("联系对象", "contact"),
            Self::Phrase => ("说法", "phrase"),
            Self::Given => ("给定的事实", "given fact"),
            Self::Aside => ("旁的事", "aside"),
            Self::Stage => ("阶段", "stage"),
            Self::Link => ("环节", "link"),
            Self::Owner => ("下一步归谁", "owner"),
            Self::Region => ("地区", "region"),
            Self::Caution => ("提醒", "caution"),
            Self::Scenario => ("情景", "scenario"),
            Self::Rule => ("检查规则", "rule of the prover"),
        };
        lang.pick(zh, en)
    }
}

/// Whether a problem stops a pack from loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack does not load.
    Error,
    /// The pack loads; somebody should look.
    Warning,
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where; none where a whole file is missing.
    pub place: Option<Place>,
    /// Whether the pack loads all the same.
    pub severity: Severity,
    /// What.
    pub(crate) kind: Kind,
}

impl Problem {
    /// The problem's stable id, e.g. `load/unknown-key`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match &self.kind {
            Kind::Finding(finding) => finding.rule,
            // A question that does not say where to go on is a dead end.
            Kind::MissingKey { key, .. } if key == "next" => "flow/dead-end",
            Kind::File(_) => "load/file",
            Kind::Syntax { .. } => "load/syntax",
            Kind::MissingFile(_) => "load/missing-file",
            Kind::UnknownKey { .. } => "load/unknown-key",
            Kind::MissingKey { .. } => "load/missing-key",
            Kind::WrongValue { .. } => "load/wrong-value",
            Kind::UnknownId { .. } => "load/unknown-id",
            Kind::DuplicateId { .. } => "load/duplicate-id",
            Kind::UnknownPlaceholder { .. } | Kind::OpenBrace => "text/placeholder",
            Kind::Harmful(_) => "text/control",
            Kind::Cycle(_) => "flow/cycle",
            Kind::Scenario { .. } => "scenario/differs",
            Kind::Fault { .. } => "calendar/fault",
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        self.kind.title(lang)
    }

    /// The shortest list of answers that leads there, where one exists.
    #[must_use]
    pub(crate) fn example(&self) -> Option<&str> {
        match &self.kind {
            Kind::Finding(finding) => finding.example.as_deref(),
            _ => None,
        }
    }

    /// What to do about it.
    #[must_use]
    pub(crate) fn help(&self, lang: Lang) -> Option<String> {
        if let Kind::Finding(finding) = &self.kind {
            return Some(finding.help.get(lang).to_owned());
        }
        let meant = match &self.kind {
            Kind::UnknownKey { meant, .. }
            | Kind::UnknownId { meant, .. }
            | Kind::UnknownPlaceholder { meant, .. } => meant.as_ref(),
            _ => None,
        };
        if let Some(meant) = meant {
            return Some(match lang {
                Lang::Zh => format!("是不是想写 `{meant}`？"),
                Lang::En => format!("did you mean `{meant}`?"),
            });
        }
        let (zh, en) = advice(&self.kind)?;
        let advice = lang.pick(zh, en).to_owned();
        Some(match (&self.kind, lang) {
            (Kind::UnknownId { known, .. }, Lang::Zh) if !known.is_empty() => {
                format!("{advice}。已有：{}", known.join("、"))
            }
            (Kind::UnknownId { known, .. }, Lang::En) if !known.is_empty() => {
                format!("{advice}. There are: {}", known.join(", "))
            }
            _ => advice,
        })
    }
}

fn advice(kind: &Kind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        Kind::UnknownKey { .. } => (
            "删掉这一项，或照 rules/README.md 里的名字写",
            "delete it, or use a name from rules/README.md",
        ),
        Kind::MissingKey { key, .. } if key == "next" => (
            "写上 next：没有一条 route 合用时往哪里走",
            "add `next`: where to go when no route fires",
        ),
        Kind::MissingKey { .. } => ("补上这一项", "add it"),
        Kind::UnknownId { .. } => (
            "改成已有的名字，或先把它写出来",
            "use a name that exists, or write the thing it names",
        ),
        Kind::DuplicateId { .. } => ("改掉其中一个名字", "rename one of the two"),
        Kind::OpenBrace => (
            "占位写成 {名字}，例如 {usual-days}",
            "write placeholders as {name}, for example {usual-days}",
        ),
        Kind::Harmful(_) => ("删掉它；一句话写成一行", "delete it; one text is one line"),
        Kind::Cycle(_) => (
            "改掉其中一条 to 或 next，让它走向结果",
            "change one `to` or `next` along it so that it leads on to a result",
        ),
        Kind::MissingFile(name) if name != MAIN => (
            "把它放回来；真的不要它，就从 pack.toml 的 files 里删掉它的名字",
            "put it back; if it is not wanted, take its name out of `files` in pack.toml",
        ),
        Kind::Syntax { typed: Some(_), .. } => (
            "换成英文输入法，重新打这个符号",
            "switch the input method and type it anew",
        ),
        Kind::Syntax { .. } => (
            "照旁边的行核对引号、方括号和等号；日子要是真有的日子",
            "compare quotes, brackets and equal signs with the lines around it; a date must exist",
        ),
        Kind::Scenario { .. } => (
            "改规则，或者确认情景里写错了再改情景",
            "mend the rules, or the scenario if it is the one that is wrong",
        ),
        _ => return None,
    })
}

fn title_zh(kind: &Kind) -> String {
    match kind {
        Kind::File(why) => match why {
            Unreadable::Io(words, _) => format!("文件读不了：{words}"),
            Unreadable::NotUtf8(at) => format!("文件不是 UTF-8 编码（第 {} 个字节起）", at + 1),
            Unreadable::TooLarge(bytes, most) => {
                format!("文件有 {bytes} 字节，规则文件最多 {most} 字节")
            }
            Unreadable::TooMany(count) => format!("文件夹里有 {count} 个文件，不像规则包"),
        },
        Kind::Syntax {
            typed: Some((found, meant)),
            ..
        } => format!("这里是中文输入法打的「{found}」，规则文件里要用英文的 {meant}"),
        Kind::Syntax { words, .. } => match syntax::in_chinese(words) {
            Some(words) => format!("这一行读不懂：{words}"),
            None => format!("这一行读不懂，解析器的原话是「{words}」"),
        },
        Kind::MissingFile(name) => format!("缺少文件 {name}"),
        Kind::UnknownKey { key, table, .. } => format!("[{table}] 里没有 `{key}` 这一项"),
        Kind::MissingKey { key, table } => format!("[{table}] 缺少 `{key}`"),
        Kind::WrongValue {
            key,
            expected,
            found,
        } => format!("`{key}` 要写{}，现在是 {found}", expected.get(Lang::Zh)),
        Kind::UnknownId { noun, id, .. } => {
            format!("没有叫 `{id}` 的{}", noun.name(Lang::Zh))
        }
        Kind::DuplicateId { noun, id, first } => {
            format!("{} `{id}` 写了两次，第一次在 {first}", noun.name(Lang::Zh))
        }
        Kind::UnknownPlaceholder { name, .. } => format!("没有 {{{name}}} 这个占位"),
        Kind::OpenBrace => "花括号没有成对，或者用了中文的｛｝".to_owned(),
        Kind::Harmful(c) if c.is_control() => {
            format!("文字里有控制字符 U+{:04X}", u32::from(*c))
        }
        Kind::Harmful(c) => format!("文字里有看不见的字符 U+{:04X}", u32::from(*c)),
        Kind::Cycle(ids) => format!("走成了圈：{}", ids.join(" → ")),
        Kind::Scenario {
            id,
            expected,
            found,
        } => format!("情景 `{id}` 应为 {expected}，走出来是 {found}"),
        Kind::Finding(finding) => finding.title.zh.clone(),
        Kind::Fault { zh, .. } => zh.clone(),
    }
}

fn title_en(kind: &Kind) -> String {
    match kind {
        Kind::File(why) => match why {
            Unreadable::Io(_, words) => format!("the file cannot be read: {words}"),
            Unreadable::NotUtf8(at) => format!("the file is not UTF-8 (from byte {})", at + 1),
            Unreadable::TooLarge(bytes, most) => {
                format!("the file has {bytes} bytes; a rule file has at most {most}")
            }
            Unreadable::TooMany(count) => {
                format!("the folder holds {count} files; that is not a rule pack")
            }
        },
        Kind::Syntax {
            typed: Some((found, meant)),
            ..
        } => {
            format!("this `{found}` was typed with a Chinese input method; rule files take {meant}")
        }
        Kind::Syntax { words, .. } => format!("not valid TOML: {words}"),
        Kind::MissingFile(name) => format!("the file {name} is missing"),
        Kind::UnknownKey { key, table, .. } => format!("[{table}] has no key `{key}`"),
        Kind::MissingKey { key, table } => format!("[{table}] lacks `{key}`"),
        Kind::WrongValue {
            key,
            expected,
            found,
        } => format!("`{key}` takes {}, found {found}", expected.get(Lang::En)),
        Kind::UnknownId { noun, id, .. } => format!("there is no {} `{id}`", noun.name(Lang::En)),
        Kind::DuplicateId { noun, id, first } => {
            format!(
                "{} `{id}` stands twice, first at {first}",
                noun.name(Lang::En)
            )
        }
        Kind::UnknownPlaceholder { name, .. } => format!("there is no placeholder {{{name}}}"),
        Kind::OpenBrace => "a brace has no partner, or is a full-width one".to_owned(),
        Kind::Harmful(c) if c.is_control() => {
            format!(
                "the text holds the control character U+{:04X}",
                u32::from(*c)
            )
        }
        Kind::Harmful(c) => format!(
            "the text holds the invisible character U+{:04X}",
            u32::from(*c)
        ),
        Kind::Cycle(ids) => format!("the routes run in a circle: {}", ids.join(" → ")),
        Kind::Scenario {
            id,
            expected,
            found,
        } => format!("scenario `{id}` expects {expected}, found {found}"),
        Kind::Finding(finding) => finding.title.en.clone(),
        Kind::Fault { en, .. } => en.clone(),
    }
}

/// Everything found wrong with a set of files, with the files themselves.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// The files the places point into.
    pub files: Files,
    /// The problems, in the order of files and lines.
    pub list: Vec<Problem>,
}

impl Problems {
    /// Whether any of them stops the pack from loading.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|p| p.severity == Severity::Error)
    }

    pub(crate) fn sort(&mut self) {
        self.list.sort_by_key(|p| (p.place.is_some(), p.place));
    }

    /// All problems as text: place, excerpt, caret, advice; without colours.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let mut out = self.render_list(lang);
        let count = self.list.len();
        let _ = match lang {
            Lang::Zh => writeln!(out, "共 {count} 个问题。"),
            Lang::En if count == 1 => writeln!(out, "1 problem."),
            Lang::En => writeln!(out, "{count} problems."),
        };
        out
    }

    /// The same without the last line that counts them.
    #[must_use]
    pub fn render_list(&self, lang: Lang) -> String {
        let mut out = String::new();
        for problem in &self.list {
            out.push_str(&told(&self.render_one(problem, lang)));
            out.push_str("\n\n");
        }
        out
    }

    /// How many of that severity.
    #[must_use]
    pub(crate) fn count(&self, severity: Severity) -> usize {
        let same = |problem: &&Problem| problem.severity == severity;
        self.list.iter().filter(same).count()
    }

    /// All problems as text, a line each with its place and advice, without
    /// a word of the file itself: for files that hold personal data.
    #[must_use]
    pub fn render_without_excerpts(&self, lang: Lang) -> String {
        let mut out = String::new();
        for problem in &self.list {
            if let Some(place) = problem.place {
                out.push_str(&self.files.location(place));
                out.push_str(": ");
            }
            out.push_str(&problem.title(lang));
            if let Some(help) = problem.help(lang) {
                let _ = write!(out, "{}{help}", lang.pick("；", "; "));
            }
            out.push('\n');
        }
        told(&out).into_owned()
    }

    fn render_one(&self, problem: &Problem, lang: Lang) -> String {
        let title = problem.title(lang);
        let level = match problem.severity {
            Severity::Error => Level::ERROR.with_name(lang.pick("错误", "error")),
            Severity::Warning => Level::WARNING.with_name(lang.pick("警告", "warning")),
        };
        let head = level.primary_title(title.as_str()).id(problem.id());
        let mut group = Group::with_title(head);
        let help = problem.help(lang);
        if let Some(place) = problem.place {
            let file = self.files.get(place.file);
            let span = caret(&file.text, place.span());
            // Only the line itself: the renderer would look at the whole text
            // for every problem in it.
            let (number, line) = file.line(span.start);
            let snippet = Snippet::source(file.text.get(line.clone()).unwrap_or_default())
                .line_start(number)
                .path(file.shown.as_str())
                .annotation(
                    AnnotationKind::Primary.span(span.start - line.start..span.end - line.start),
                );
            group = group.element(snippet);
        }
        if let Some(help) = &help {
            let name = lang.pick("怎么办", "help");
            group = group.element(Level::HELP.with_name(name).message(help.as_str()));
        }
        if let Some(example) = problem.example() {
            let name = lang.pick("例如这样回答", "for example these answers");
            group = group.element(Level::NOTE.with_name(name).message(example));
        }
        Renderer::plain()
            .decor_style(DecorStyle::Ascii)
            .render(&[group])
    }
}

/// The span to underline: cut at its first line's end and at the text's end,
/// since a caret under a whole table shows nothing.
fn caret(text: &str, span: Range<usize>) -> Range<usize> {
    // What is missing at the end is missing behind the last line.
    let most = text.strip_suffix('\n').map_or(text.len(), str::len);
    let start = floor(text, span.start.min(most));
    let end = floor(text, span.end.clamp(start, text.len()));
    let first_line = text.get(start..end).and_then(|part| part.find('\n'));
    start..first_line.map_or(end, |length| start + length)
}
