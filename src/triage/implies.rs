//! What a column tells besides its own fact: a day under "reported on" tells
//! that the papers are with the authority. The rules of it are data, in
//! `roster.toml`; what a fact tells by the order of the questions comes from
//! the engine.

use std::fmt::Write as _;

use super::columns::Columns;
use super::value::CellReader;
use super::vocabulary::Vocabulary;
use crate::engine::{Answers, Value, implied};
use crate::lang::Lang;
use crate::pack::{FactId, Pack};

/// No roster needs more of them; which of them told is kept in the bits of a
/// number.
pub(crate) const MOST: usize = 64;

/// What a cell tells: `[[implies]]` of `roster.toml`.
#[derive(Clone, Debug)]
pub(crate) struct Implies {
    /// The fact whose column it is.
    pub(crate) column: FactId,
    /// Whether the cell holds an answer, or the column none.
    pub(crate) filled: bool,
    /// What must hold besides: a choice of a fact.
    pub(crate) when: Vec<(FactId, usize)>,
    /// What is answered by it, where nothing else answers it.
    pub(crate) then: Vec<(FactId, usize)>,
}

/// Everything that follows from cells, for one roster.
#[derive(Clone, Debug)]
pub(crate) struct Implied<'a> {
    rules: &'a [Implies],
    /// What the answer to a fact tells by the order of the questions.
    before: Vec<(FactId, Vec<(FactId, Value)>)>,
    /// By rule: whether the roster has its column.
    here: Vec<bool>,
}

impl<'a> Implied<'a> {
    /// Works out, once, what holds for every row.
    pub(crate) fn new(pack: &Pack, words: &'a Vocabulary, columns: &Columns) -> Self {
        let has = |fact| columns.roles.iter().any(|(_, role)| role.fact() == fact);
        let rules = &words.implies;
        Self {
            rules,
            before: pack
                .fact_ids()
                .map(|fact| (fact, implied(pack, fact)))
                .filter(|(_, before)| !before.is_empty())
                .collect(),
            here: rules.iter().map(|rule| has(rule.column)).collect(),
        }
    }

    /// Fills the answers that are still open; gives the rules that told, as
    /// bits. `broken` are facts whose cells could not be read.
    pub(crate) fn fill(&self, pack: &Pack, answers: &mut Answers, broken: &[FactId]) -> u64 {
        let mut told = 0;
        for (number, rule) in self.rules.iter().enumerate() {
            let fits = match answers.get(rule.column) {
                Some(Value::Unknown) => false,
                Some(_) => rule.filled,
                None => !rule.filled && self.here[number] && !broken.contains(&rule.column),
            };
            if !fits || !rule.when.iter().all(|it| holds(pack, answers, *it)) {
                continue;
            }
            for (fact, choice) in &rule.then {
                if answers.get(*fact).is_none() && !broken.contains(fact) {
                    answers.set(*fact, Value::Choice(*choice));
                    told |= 1 << number;
                }
            }
        }
        for (fact, before) in &self.before {
            let known = answers.get(*fact);
            if known.is_none_or(|value| *value == Value::Unknown) {
                continue;
            }
            for (fact, value) in before {
                if answers.get(*fact).is_none() && !broken.contains(fact) {
                    answers.set(*fact, value.clone());
                }
            }
        }
        told
    }

    /// Whether a row whose cells under these facts say "not yet" speaks against
    /// that answer, which a filled cell would tell: an empty cell there tells
    /// another, or that very cell is not filled.
    pub(crate) fn is_denied(
        &self,
        to_come: &[FactId],
        (fact, value): (FactId, &Value),
        holds: impl Fn((FactId, usize)) -> bool,
    ) -> bool {
        let told = |rule: &Implies| rule.then.iter().find(|(then, _)| *then == fact).copied();
        let tells = |rule: &Implies| told(rule).is_some_and(|(_, it)| *value == Value::Choice(it));
        let is_of_a_step = self.rules.iter().any(|rule| rule.filled && tells(rule));
        let mut rules = self.rules.iter().filter(|it| to_come.contains(&it.column));
        is_of_a_step
            && rules.any(|rule| {
                let speaks = told(rule).is_some() && tells(rule) == rule.filled;
                speaks && rule.when.iter().all(|it| holds(*it))
            })
    }

    /// What was told, and for how many rows.
    pub(crate) fn words(
        &self,
        reader: CellReader<'_>,
        columns: &Columns,
        counts: &[u64],
        lang: Lang,
    ) -> String {
        let here = self.rules.iter().zip(counts).zip(&self.here);
        let mut out = String::new();
        for ((rule, count), _) in here.filter(|(_, here)| **here) {
            let state = match (rule.filled, lang) {
                (true, Lang::Zh) => "写了",
                (true, Lang::En) => " filled",
                (false, Lang::Zh) => "空着",
                (false, Lang::En) => " empty",
            };
            let names = |list: &[(FactId, usize)]| {
                let one = |(fact, choice): &(FactId, usize)| {
                    let name = columns.name_of(*fact, reader, lang);
                    let said = reader.words.suggestions(*fact)[*choice].get(lang);
                    lang.say(
                        format_args!("{name}＝{said}"),
                        format_args!("{name} = {said}"),
                    )
                };
                list.iter()
                    .map(one)
                    .collect::<Vec<_>>()
                    .join(lang.pick("，", ", "))
            };
            let name = columns.name_of(rule.column, reader, lang);
            let then = names(&rule.then);
            let when = match (rule.when.is_empty(), lang) {
                (true, _) => String::new(),
                (false, Lang::Zh) => format!("（{}）", names(&rule.when)),
                (false, Lang::En) => format!(" ({})", names(&rule.when)),
            };
            let _ = match lang {
                Lang::Zh => writeln!(out, "  「{name}」{state}{when} → {then}：{count} 人"),
                Lang::En => writeln!(out, "  {name}{state}{when} -> {then}: {count} rows"),
            };
        }
        if out.is_empty() {
            return out;
        }
        let head = lang.pick(
            "列里写的还说明了（名单里自己写着的，照写着的）：",
            "What columns tell besides (what a row says itself counts more):",
        );
        format!("{head}\n{out}")
    }
}

/// Whether a fact has this choice: by the row, or else as it is given.
pub(crate) fn holds(pack: &Pack, answers: &Answers, (fact, choice): (FactId, usize)) -> bool {
    match answers.get(fact) {
        Some(value) => *value == Value::Choice(choice),
        None => pack.fact(fact).given == Some(choice),
    }
}
