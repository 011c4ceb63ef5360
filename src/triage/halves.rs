//! A result in two columns, as theory and practical: both together are one
//! answer. What they come to is data, `[halves]` of `roster.toml`.

use super::columns::Columns;
use super::fault::CellFault;
use super::row::{Judge, Understood};
use super::value::CellReader;
use super::vocabulary::{Role, fold};
use crate::engine::Value;
use crate::lang::{Lang, Said};
use crate::pack::FactId;

/// `[halves.fact]`.
#[derive(Clone, Debug)]
pub(crate) struct Halves {
    /// How the columns of each are headed, folded.
    pub(crate) names: [Vec<String>; 2],
    /// What the whole is only where both halves are.
    pub(crate) both: usize,
    /// What else two halves come to: the first that fits.
    pub(crate) others: Vec<Pair>,
}

/// Two halves that are not both what they ought to be.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// Of each half the choices one of which it has; without any, whatever it has
    /// or lacks.
    pub(crate) of: [Vec<usize>; 2],
    /// What must hold besides: a choice of a fact.
    pub(crate) when: Vec<(FactId, usize)>,
    /// What they come to.
    pub(crate) then: usize,
}

/// What was made of two halves that do not say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Their columns.
    columns: Vec<String>,
    /// What the whole is called.
    whole: Said,
    /// What it is only where both halves are.
    both: Said,
    /// What it is; none where nobody can say.
    answer: Option<Said>,
    /// Whether one half is not written.
    is_open: bool,
}

impl Halves {
    /// What the whole is; none where nobody can say.
    fn whole(
        &self,
        [first, second]: &[Option<Value>; 2],
        holds: impl Fn((FactId, usize)) -> bool,
    ) -> Option<Value> {
        let both = [Value::Choice(self.both), Value::Unknown];
        if first == second && first.as_ref().is_some_and(|half| both.contains(half)) {
            return first.clone();
        }
        let has = |half: &Option<Value>, of: &[usize]| {
            of.is_empty() || matches!(half, Some(Value::Choice(choice)) if of.contains(choice))
        };
        let fits = |pair: &&Pair| {
            let [of_first, of_second] = &pair.of;
            has(first, of_first) && has(second, of_second) && pair.when.iter().all(|it| holds(*it))
        };
        let pair = self.others.iter().find(fits)?;
        Some(Value::Choice(pair.then))
    }

    /// What a cell says without the name of its half in front: 实操合格.
    pub(crate) fn bare(&self, side: usize, text: &str) -> Option<String> {
        let text = fold(text);
        let behind = |name: &String| text.strip_prefix(name.as_str());
        let shortest = self.names[side].iter().filter_map(behind);
        let rest = shortest.min_by_key(|rest| rest.len())?;
        Some(rest.trim_start_matches(':').to_owned())
    }
}

impl Judge<'_> {
    /// The halves of each fact as one answer. Where they are all that is there and
    /// come to none, nothing else answers it.
    pub(super) fn halves(&self, row: &mut Understood) {
        let read = std::mem::take(&mut row.halves);
        for (fact, halves) in &self.reader.words.halves {
            let fact = *fact;
            let half = |side: usize| {
                let mut cells = read.iter();
                let cell = cells.find(|(role, _)| *role == Role::Half(fact, side));
                cell.and_then(|(_, value)| value.clone())
            };
            let both = [half(0), half(1)];
            if both == [None, None] || row.broken.contains(&fact) {
                continue;
            }
            let answer = halves.whole(&both, |when| self.holds(row, when));
            if both[0] != both[1] || both[0] != answer {
                let is_open = both.contains(&None);
                let made = self.made(fact, halves, answer.as_ref(), is_open);
                row.faults.push((None, CellFault::Halves(Box::new(made))));
            }
            if let Some(value) = answer {
                row.answers.set(fact, value);
            } else {
                row.broken.push(fact);
            }
        }
    }

    fn made(&self, fact: FactId, halves: &Halves, answer: Option<&Value>, is_open: bool) -> Made {
        let (pack, words) = (self.reader.pack, self.reader.words);
        let said = |choice: usize| words.suggestions(fact)[choice].clone();
        Made {
            columns: self.columns.halves_of(fact),
            whole: words.column(pack, fact).clone(),
            both: said(halves.both),
            answer: match answer {
                Some(Value::Choice(choice)) => Some(said(*choice)),
                _ => None,
            },
            is_open,
        }
    }
}

impl Made {
    /// What was made of them, and what to do where it is not so.
    pub(super) fn words(&self, lang: Lang) -> String {
        let columns = listed(&self.columns, lang);
        let (whole, both) = (self.whole.get(lang), self.both.get(lang));
        if let Some(answer) = &self.answer {
            let answer = answer.get(lang);
            return lang.say(
                format_args!("看{columns}，「{whole}」算「{answer}」；不对就加一列「{whole}」写明。"),
                format_args!("by {columns}, {whole} counts as {answer}; if that is wrong, add a column {whole}."),
            );
        }
        let fill = if self.is_open {
            lang.pick("补全，或者", "fill in what is missing, or ")
        } else {
            ""
        };
        lang.say(
            format_args!("只看{columns}，「{whole}」还不能算「{both}」，也不知道算什么；请{fill}加一列「{whole}」写明。"),
            format_args!("by {columns} alone {whole} does not count as {both}, and what it is nobody can say; {fill}add a column {whole}."),
        )
    }
}

impl Columns {
    /// What the columns of the halves of a fact are called, the first half first.
    fn halves_of(&self, fact: FactId) -> Vec<String> {
        let of = |side| {
            let half = (self.roles.iter()).find(|(_, role)| *role == Role::Half(fact, side));
            half.map(|(at, _)| self.name(*at))
        };
        [0, 1].into_iter().filter_map(of).collect()
    }

    /// A line for each fact whose halves are read: how.
    pub(crate) fn halves_read(&self, reader: CellReader<'_>, lang: Lang) -> Vec<String> {
        let (pack, words) = (reader.pack, reader.words);
        let line = |(fact, halves): &(FactId, Halves)| {
            let columns = self.halves_of(*fact);
            let (last, is_alone) = (columns.last()?, columns.len() == 1);
            let (id, whole) = (&pack.fact(*fact).id, words.column(pack, *fact).get(lang));
            let both = words.suggestions(*fact)[halves.both].get(lang);
            let listed = listed(&columns, lang);
            Some(if is_alone {
                lang.say(
                    format_args!("只有{listed}，没有另一半：单凭它，「{whole}」不算「{both}」；只考这一半的，写 --map \"{last}={id}\"。"),
                    format_args!("Of {whole} there is only {listed}, which alone never makes it {both}; where that is all of it, write --map \"{last}={id}\"."),
                )
            } else {
                lang.say(
                    format_args!("{listed}合起来算「{whole}」：都是「{both}」才算「{both}」；只算一列的，写 --map \"{last}={id}\"。"),
                    format_args!("{listed} together are {whole}: {both} only where both are; where one of them counts, write --map \"{last}={id}\"."),
                )
            })
        };
        words.halves.iter().filter_map(line).collect()
    }
}

fn listed(columns: &[String], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("「{}」", columns.join("」「")),
        Lang::En => columns.join(" and "),
    }
}
