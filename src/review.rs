//! Rules for people to read and approve: drawn, as a sheet, one node at a
//! time, and the words that differ between two packs, their days and class lists.

pub mod behaviour;
pub mod changes;
pub mod days;
pub mod graph;
pub mod rest;
pub mod roster;
mod rows;
pub mod show;
pub mod table;

use crate::lang::Lang;
use crate::pack::{Pack, QuestionId, Target};
use crate::report::condition::Conditions;

/// Lines under a title, where there are any.
fn titled(title: &str, lines: impl IntoIterator<Item = String>) -> String {
    let mut lines = lines.into_iter().peekable();
    let title = lines.peek().map(|_| format!("[{title}]\n"));
    let lines = lines.map(|line| line + "\n");
    title.into_iter().chain(lines).collect()
}

/// A way on from a question, with its condition in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    /// The question it leaves.
    pub(crate) from: QuestionId,
    /// Where it leads.
    pub(crate) to: Target,
    /// Its condition in words; none for the way taken when no route fires.
    pub(crate) when: Option<String>,
}

impl Way {
    /// When it is taken, in words.
    pub(crate) fn words(&self, lang: Lang) -> &str {
        let when = self.when.as_deref();
        when.unwrap_or(lang.pick("其余的", "otherwise"))
    }
}

/// Every way on from a question, in the order they are tried.
pub(crate) fn ways(pack: &Pack, conditions: Conditions<'_>, from: QuestionId) -> Vec<Way> {
    let question = pack.question(from);
    let conditions = conditions.at(from);
    let routes = question.routes.iter().map(|route| Way {
        from,
        to: route.to,
        when: Some(conditions.words(&route.when)),
    });
    let next = Way {
        from,
        to: question.next,
        when: None,
    };
    routes.chain([next]).collect()
}

/// Every way on in the pack.
pub(crate) fn all_ways(pack: &Pack, conditions: Conditions<'_>) -> Vec<Way> {
    let ids = pack.question_ids();
    ids.flat_map(|id| ways(pack, conditions, id)).collect()
}
