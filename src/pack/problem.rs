//! A problem in a rule file: where it stands, what it is, and its words.

pub(crate) mod words;

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::files::{Files, Unreadable};
use super::place::Place;
use super::slip::Slip;
use crate::check::invisible::made_visible;
pub use crate::check::workdays::Severity;
use crate::lang::{Lang, Said};

/// What is wrong, with the data its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    /// The file could not be read.
    File(Unreadable),
    /// The file is not TOML.
    Syntax {
        /// The parser's words.
        words: String,
        /// What the hand most likely slipped on.
        slip: Option<Slip>,
    },
    /// A file the pack must have is not there.
    MissingFile(String),
    /// A file in a folder that nothing reads.
    UnknownFolder {
        /// The folder.
        folder: String,
        /// One that looks like it.
        meant: Option<String>,
    },
    /// A key the table does not know, and the nearest one it does.
    UnknownKey {
        /// The key found.
        key: String,
        /// The table it stands in.
        table: String,
        /// A key that looks like it.
        meant: Option<String>,
        /// All keys it knows.
        known: Vec<&'static str>,
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
    /// A file whose names stand in another file too.
    CopyOf {
        /// The other file.
        file: String,
        /// How many names.
        names: usize,
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
    Scenario(Said),
    /// What was found, with words of its own.
    Finding(Box<Finding>),
    /// Words of a check that knows its matter best (calendar years).
    Fault(Said),
}

impl ProblemKind {
    /// What is wrong, in one sentence.
    pub(crate) fn title(&self, lang: Lang) -> String {
        words::title(self).get(lang).to_owned()
    }

    /// A problem of the kind `rule`: what is wrong, and what to do about it.
    pub(crate) fn told(rule: &'static str, title: Said, help: Said) -> Self {
        Self::Finding(Box::new(Finding {
            rule,
            title,
            help,
            example: None,
        }))
    }
}

/// What was found where a check knows its matter best.
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
    /// What a column of a list is called.
    Heading,
    Stage,
    Link,
    /// Somebody who can have to move next.
    Owner,
    Region,
    Caution,
    Condition,
    Scenario,
    Rule,
}

impl Noun {
    /// The noun in a sentence.
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
            Self::Heading => ("列名", "heading"),
            Self::Stage => ("阶段", "stage"),
            Self::Link => ("环节", "link"),
            Self::Owner => ("下一步归谁", "owner"),
            Self::Region => ("地区", "region"),
            Self::Caution => ("提醒", "caution"),
            Self::Condition => ("条件", "condition"),
            Self::Scenario => ("情景", "scenario"),
            Self::Rule => ("检查规则", "rule of the prover"),
        };
        lang.pick(zh, en)
    }
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where; none where a whole file is missing.
    pub place: Option<Place>,
    /// Whether the pack loads all the same.
    pub severity: Severity,
    /// What.
    pub(crate) kind: ProblemKind,
}

impl Problem {
    /// The problem's stable id, e.g. `load/unknown-key`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match &self.kind {
            ProblemKind::Finding(finding) => finding.rule,
            // A question that does not say where to go on is a dead end.
            ProblemKind::MissingKey { key, .. } if key == "next" => "flow/dead-end",
            ProblemKind::File(_) | ProblemKind::UnknownFolder { .. } => "load/file",
            ProblemKind::Syntax { .. } => "load/syntax",
            ProblemKind::MissingFile(_) => "load/missing-file",
            ProblemKind::UnknownKey { .. } => "load/unknown-key",
            ProblemKind::MissingKey { .. } => "load/missing-key",
            ProblemKind::WrongValue { .. } => "load/wrong-value",
            ProblemKind::UnknownId { .. } => "load/unknown-id",
            ProblemKind::DuplicateId { .. } | ProblemKind::CopyOf { .. } => "load/duplicate-id",
            ProblemKind::UnknownPlaceholder { .. } | ProblemKind::OpenBrace => "text/placeholder",
            ProblemKind::Harmful(_) => "text/control",
            ProblemKind::Cycle(_) => "flow/cycle",
            ProblemKind::Scenario(_) => "scenario/differs",
            ProblemKind::Fault(_) => "calendar/fault",
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        self.kind.title(lang)
    }

    /// The shortest list of answers that leads there, where one exists.
    pub(crate) fn example(&self) -> Option<&str> {
        match &self.kind {
            ProblemKind::Finding(finding) => finding.example.as_deref(),
            _ => None,
        }
    }

    /// What to do about it.
    pub(crate) fn help(&self, lang: Lang) -> Option<String> {
        if let ProblemKind::Finding(finding) = &self.kind {
            return Some(finding.help.get(lang).to_owned());
        }
        let meant = match &self.kind {
            ProblemKind::UnknownFolder { meant, .. }
            | ProblemKind::UnknownKey { meant, .. }
            | ProblemKind::UnknownId { meant, .. }
            | ProblemKind::UnknownPlaceholder { meant, .. } => meant.as_ref(),
            _ => None,
        };
        if let Some(meant) = meant {
            return Some(lang.say(
                format_args!("是不是想写 `{meant}`？"),
                format_args!("did you mean `{meant}`?"),
            ));
        }
        let advice = words::advice(&self.kind)?.get(lang).to_owned();
        if let ProblemKind::MissingKey { key, table } = &self.kind
            && let Some(example) = words::example(key, table)
        {
            return Some(lang.say(
                format_args!("{advice}，例如 {example}"),
                format_args!("{advice}, for example {example}"),
            ));
        }
        let gap = lang.pick("、", ", ");
        let known = match &self.kind {
            ProblemKind::UnknownId { known, .. } => known.join(gap),
            ProblemKind::UnknownKey { known, .. } => known.join(gap),
            _ => String::new(),
        };
        if known.is_empty() {
            return Some(advice);
        }
        Some(lang.say(
            format_args!("{advice}。已有：{known}"),
            format_args!("{advice}. There are: {known}"),
        ))
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
    /// Those of a set of files, put in their order.
    pub(crate) fn new(files: Files, list: Vec<Problem>) -> Self {
        let mut problems = Self { files, list };
        problems.sort();
        problems
    }

    pub(crate) fn sort(&mut self) {
        self.list.sort_by_key(|p| (p.place.is_some(), p.place));
    }

    /// Whether any of them stops the pack from loading.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|p| p.severity == Severity::Error)
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
            out.push_str(&made_visible(&self.render_one(problem, lang)));
            out.push_str("\n\n");
        }
        out
    }

    /// How many of that severity.
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
        made_visible(&out).into_owned()
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
    let start = text.floor_char_boundary(span.start.min(most));
    let end = text.floor_char_boundary(span.end.max(start));
    let first_line = text.get(start..end).and_then(|part| part.find('\n'));
    start..first_line.map_or(end, |length| start + length)
}
