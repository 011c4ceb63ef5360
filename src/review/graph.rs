//! The rules drawn: for Graphviz, for Mermaid, and as plain text. Stages are
//! clusters; the labels of the ways are made from their conditions.

use std::fmt::Write as _;

use super::{Way, all_ways};
use crate::lang::Lang;
use crate::pack::{Pack, QuestionId, ResultId, Sentence, StageId, Target, Text};
use crate::report::condition::Conditions;
use crate::report::reasons::target_id;
use crate::report::template::Template;

/// Labels are broken after so many columns.
const LABEL: usize = 30;

/// What every format draws.
struct Drawing<'a> {
    pack: &'a Pack,
    lang: Lang,
    ways: Vec<Way>,
    /// Of each result the stage whose questions alone lead to it.
    stages: Vec<Option<StageId>>,
}

impl<'a> Drawing<'a> {
    fn new(pack: &'a Pack, lang: Lang) -> Self {
        let ways = all_ways(pack, Conditions::new(pack, lang));
        let mut stages = vec![None; pack.results.len()];
        let mut shared = vec![false; pack.results.len()];
        for way in &ways {
            if let Target::Result(id) = way.to {
                let stage = pack.question(way.from).stage;
                let known = &mut stages[id.number()];
                shared[id.number()] |= known.is_some_and(|known| known != stage);
                *known = Some(stage);
            }
        }
        for (stage, shared) in stages.iter_mut().zip(shared) {
            *stage = stage.filter(|_| !shared);
        }
        Self {
            pack,
            lang,
            ways,
            stages,
        }
    }

    fn text(&self, text: &Text) -> String {
        Template::new(self.pack, self.lang).text(text)
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        Template::new(self.pack, self.lang).sentence(sentence)
    }

    fn questions(&self, stage: StageId) -> impl Iterator<Item = QuestionId> + '_ {
        let ids = (0..self.pack.questions.len()).map(QuestionId::new);
        ids.filter(move |id| self.pack.question(*id).stage == stage)
    }

    /// The results of a stage; of none, those that several stages lead to.
    fn results(&self, stage: Option<StageId>) -> impl Iterator<Item = ResultId> + '_ {
        let ids = (0..self.pack.results.len()).map(ResultId::new);
        ids.filter(move |id| self.stages[id.number()] == stage)
    }

    /// The nodes of a stage, questions first.
    fn nodes(&self, stage: StageId) -> Vec<Target> {
        let questions = self.questions(stage).map(Target::Question);
        questions
            .chain(self.results(Some(stage)).map(Target::Result))
            .collect()
    }

    fn shared(&self) -> Vec<Target> {
        self.results(None).map(Target::Result).collect()
    }

    /// The id, and below it the question or the one sentence.
    fn label(&self, node: Target) -> String {
        let words = self.sentence(match node {
            Target::Question(id) => &self.pack.question(id).ask,
            Target::Result(id) => &self.pack.card(id).headline,
        });
        format!("{}\n{}", target_id(self.pack, node), wrap(&words))
    }

    fn way(&self, way: &Way) -> String {
        let otherwise = || self.lang.pick("其余的", "otherwise").to_owned();
        wrap(&way.when.clone().unwrap_or_else(otherwise))
    }

    /// When a question is passed over, in words.
    fn passed_over(&self, id: QuestionId) -> Option<String> {
        let unless = self.pack.question(id).ask_unless.as_ref()?;
        let conditions = Conditions::new(self.pack, self.lang);
        let when = conditions.words(unless);
        Some(self.lang.say(
            format_args!("不问：{when}"),
            format_args!("not asked: {when}"),
        ))
    }

    fn stage_name(&self, stage: usize) -> String {
        let name = self.text(&self.pack.stages[stage].name);
        format!("{}. {name}", stage + 1)
    }
}

fn wrap(words: &str) -> String {
    textwrap::fill(words, LABEL)
}

/// For Graphviz.
#[must_use]
pub fn dot(pack: &Pack, lang: Lang) -> String {
    let drawing = Drawing::new(pack, lang);
    let mut out = String::from("digraph rules {\n");
    out.push_str(
        "  rankdir=TB;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n",
    );
    let name = |node| dot_text(&node_name(pack, node));
    let node = |out: &mut String, indent: &str, node: Target| {
        let label = dot_text(&drawing.label(node));
        let style = match node {
            Target::Question(_) => "shape=box",
            Target::Result(_) => "shape=box, style=\"rounded,bold\"",
        };
        let _ = writeln!(out, "{indent}{} [label={label}, {style}];", name(node));
    };
    for stage in 0..pack.stages.len() {
        let label = dot_text(&drawing.stage_name(stage));
        let _ = writeln!(out, "  subgraph cluster_{stage} {{\n    label={label};");
        for target in drawing.nodes(StageId::new(stage)) {
            node(&mut out, "    ", target);
        }
        out.push_str("  }\n");
    }
    for target in drawing.shared() {
        node(&mut out, "  ", target);
    }
    for way in &drawing.ways {
        let from = name(Target::Question(way.from));
        let label = dot_text(&drawing.way(way));
        let _ = writeln!(out, "  {from} -> {} [label={label}];", name(way.to));
    }
    for id in (0..pack.questions.len()).map(QuestionId::new) {
        if let Some(when) = drawing.passed_over(id) {
            let (from, to) = (name(Target::Question(id)), name(pack.question(id).next));
            let label = dot_text(&wrap(&when));
            let _ = writeln!(out, "  {from} -> {to} [label={label}, style=dashed];");
        }
    }
    out.push_str("}\n");
    out
}

/// A name that a question and a result of one id do not share.
fn node_name(pack: &Pack, node: Target) -> String {
    let kind = match node {
        Target::Question(_) => "question",
        Target::Result(_) => "result",
    };
    format!("{kind}.{}", target_id(pack, node))
}

fn dot_text(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n"))
}

/// For Mermaid.
#[must_use]
pub fn mermaid(pack: &Pack, lang: Lang) -> String {
    let drawing = Drawing::new(pack, lang);
    let mut out = String::from("flowchart TD\n");
    let node = |out: &mut String, indent: &str, node: Target| {
        let label = mermaid_text(&drawing.label(node));
        let name = mermaid_name(node);
        let _ = match node {
            Target::Question(_) => writeln!(out, "{indent}{name}[\"{label}\"]"),
            Target::Result(_) => writeln!(out, "{indent}{name}([\"{label}\"])"),
        };
    };
    for stage in 0..pack.stages.len() {
        let label = mermaid_text(&drawing.stage_name(stage));
        let _ = writeln!(out, "  subgraph s{stage}[\"{label}\"]");
        for target in drawing.nodes(StageId::new(stage)) {
            node(&mut out, "    ", target);
        }
        out.push_str("  end\n");
    }
    for target in drawing.shared() {
        node(&mut out, "  ", target);
    }
    for way in &drawing.ways {
        let from = mermaid_name(Target::Question(way.from));
        let label = mermaid_text(&drawing.way(way));
        let _ = writeln!(out, "  {from} -->|\"{label}\"| {}", mermaid_name(way.to));
    }
    for id in (0..pack.questions.len()).map(QuestionId::new) {
        if let Some(when) = drawing.passed_over(id) {
            let from = mermaid_name(Target::Question(id));
            let to = mermaid_name(pack.question(id).next);
            let label = mermaid_text(&wrap(&when));
            let _ = writeln!(out, "  {from} -.->|\"{label}\"| {to}");
        }
    }
    out
}

/// Numbers, since an id may hold what Mermaid reads as an arrow or a keyword.
fn mermaid_name(node: Target) -> String {
    match node {
        Target::Question(id) => format!("q{}", id.number()),
        Target::Result(id) => format!("r{}", id.number()),
    }
}

fn mermaid_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br/>"),
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            _ => out.push(c),
        }
    }
    out
}

/// As plain text: question by question, with every way on.
#[must_use]
pub fn text(pack: &Pack, lang: Lang) -> String {
    let drawing = Drawing::new(pack, lang);
    let mut out = String::new();
    for stage in 0..pack.stages.len() {
        let _ = writeln!(out, "== {} ==\n", drawing.stage_name(stage));
        for id in drawing.questions(StageId::new(stage)) {
            let question = pack.question(id);
            let _ = writeln!(out, "{}  {}", question.id, drawing.sentence(&question.ask));
            if let Some(when) = drawing.passed_over(id) {
                let next = target_id(pack, question.next);
                let _ = writeln!(out, "  ({when} -> {next})");
            }
            for way in drawing.ways.iter().filter(|way| way.from == id) {
                let otherwise = lang.pick("其余的", "otherwise");
                let when = way.when.as_deref().unwrap_or(otherwise);
                let mark = match way.to {
                    Target::Question(_) => "->",
                    Target::Result(_) => "=>",
                };
                let _ = writeln!(out, "  {when} {mark} {}", target_id(pack, way.to));
            }
            out.push('\n');
        }
    }
    let _ = writeln!(out, "== {} ==\n", lang.pick("结果", "Results"));
    for card in &pack.results {
        let _ = writeln!(out, "{}  {}", card.id, drawing.sentence(&card.headline));
    }
    out
}
