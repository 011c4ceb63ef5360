//! The rules drawn: for Graphviz, for Mermaid, and as plain text. Stages are
//! clusters; the labels of the ways are made from their conditions.

use std::fmt::Write as _;

use super::{Way, all_ways};
use crate::lang::Lang;
use crate::pack::{Pack, QuestionId, ResultId, StageId, Target};
use crate::report::condition::Conditions;
use crate::report::reasons::target_id;
use crate::report::template::Template;

/// Labels are broken after so many columns.
const LABEL: usize = 30;

/// What every format draws.
struct Drawing<'a> {
    template: Template<'a>,
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
        let template = Template::new(pack, lang);
        Self {
            template,
            ways,
            stages,
        }
    }

    fn questions(&self, stage: StageId) -> impl Iterator<Item = QuestionId> + '_ {
        let ids = self.template.pack.question_ids();
        ids.filter(move |id| self.template.pack.question(*id).stage == stage)
    }

    /// The results of a stage; of none, those that several stages lead to.
    fn results(&self, stage: Option<StageId>) -> impl Iterator<Item = ResultId> + '_ {
        let ids = self.template.pack.result_ids();
        ids.filter(move |id| self.stages[id.number()] == stage)
    }

    /// The nodes of a stage, questions first.
    fn nodes(&self, stage: StageId) -> Vec<Target> {
        let questions = self.questions(stage).map(Target::Question);
        questions
            .chain(self.results(Some(stage)).map(Target::Result))
            .collect()
    }

    /// The id, and below it the question or the one sentence.
    fn label(&self, node: Target) -> String {
        let words = wrap(&self.template.target(node));
        format!("{}\n{words}", target_id(self.template.pack, node))
    }

    fn way(&self, way: &Way) -> String {
        wrap(way.words(self.template.lang))
    }

    /// When a question is passed over, in words.
    fn passed_over(&self, id: QuestionId) -> Option<String> {
        let unless = self.template.pack.question(id).ask_unless.as_ref()?;
        let conditions = Conditions::new(self.template.pack, self.template.lang);
        let when = conditions.words(unless);
        Some(self.template.lang.say(
            format_args!("不问：{when}"),
            format_args!("not asked: {when}"),
        ))
    }

    fn stage_name(&self, stage: usize) -> String {
        let name = self.template.text(&self.template.pack.stages[stage].name);
        format!("{}. {name}", stage + 1)
    }
}

fn wrap(words: &str) -> String {
    textwrap::fill(words, LABEL)
}

/// Stage by stage its nodes, then those of no stage, then the ways between
/// them, last those past a question that is not asked.
fn drawn(
    drawing: &Drawing<'_>,
    (stage, end): (impl Fn(usize, &str) -> String, &str),
    node: impl Fn(&str, Target) -> String,
    way: impl Fn(Target, Target, &str, bool) -> String,
) -> String {
    let pack = drawing.template.pack;
    let mut out = String::new();
    for number in 0..pack.stages.len() {
        out += &stage(number, &drawing.stage_name(number));
        let nodes = drawing.nodes(StageId::new(number)).into_iter();
        out.extend(nodes.map(|target| node("    ", target)));
        out += end;
    }
    let shared = drawing.results(None).map(Target::Result);
    out.extend(shared.map(|target| node("  ", target)));
    for it in &drawing.ways {
        out += &way(Target::Question(it.from), it.to, &drawing.way(it), false);
    }
    for id in pack.question_ids() {
        if let Some(when) = drawing.passed_over(id) {
            let next = pack.question(id).next;
            out += &way(Target::Question(id), next, &wrap(&when), true);
        }
    }
    out
}

/// For Graphviz.
#[must_use]
pub fn dot(pack: &Pack, lang: Lang) -> String {
    let drawing = Drawing::new(pack, lang);
    let name = |node| dot_text(&node_name(pack, node));
    let stage = |number, name: &str| {
        let label = dot_text(name);
        format!("  subgraph cluster_{number} {{\n    label={label};\n")
    };
    let node = |indent: &str, node| {
        let (name, label) = (name(node), dot_text(&drawing.label(node)));
        let style = match node {
            Target::Question(_) => "shape=box",
            Target::Result(_) => "shape=box, style=\"rounded,bold\"",
        };
        format!("{indent}{name} [label={label}, {style}];\n")
    };
    let way = |from, to, label: &str, past| {
        let (from, to, label) = (name(from), name(to), dot_text(label));
        let style = if past { ", style=dashed" } else { "" };
        format!("  {from} -> {to} [label={label}{style}];\n")
    };
    let all = drawn(&drawing, (stage, "  }\n"), node, way);
    let fonts = "  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n";
    format!("digraph rules {{\n  rankdir=TB;\n{fonts}{all}}}\n")
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
    let stage = |number, name: &str| {
        let label = mermaid_text(name);
        format!("  subgraph s{number}[\"{label}\"]\n")
    };
    let node = |indent: &str, node| {
        let (name, label) = (mermaid_name(node), mermaid_text(&drawing.label(node)));
        match node {
            Target::Question(_) => format!("{indent}{name}[\"{label}\"]\n"),
            Target::Result(_) => format!("{indent}{name}([\"{label}\"])\n"),
        }
    };
    let way = |from, to, label: &str, past| {
        let (from, to, label) = (mermaid_name(from), mermaid_name(to), mermaid_text(label));
        let arrow = if past { "-.->" } else { "-->" };
        format!("  {from} {arrow}|\"{label}\"| {to}\n")
    };
    format!(
        "flowchart TD\n{}",
        drawn(&drawing, (stage, "  end\n"), node, way)
    )
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
            let _ = writeln!(
                out,
                "{}  {}",
                question.id,
                drawing.template.sentence(&question.ask)
            );
            if let Some(when) = drawing.passed_over(id) {
                let next = target_id(pack, question.next);
                let _ = writeln!(out, "  ({when} -> {next})");
            }
            for way in drawing.ways.iter().filter(|way| way.from == id) {
                let when = way.words(lang);
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
        let _ = writeln!(
            out,
            "{}  {}",
            card.id,
            drawing.template.sentence(&card.headline)
        );
    }
    out
}
