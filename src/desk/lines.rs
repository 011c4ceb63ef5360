//! A whole store as JSON lines, and back: the way from one store to another,
//! and the backup.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::batch::Batch;
use super::caller::{Fit, phone_tail};
use super::case::Case;
use super::store::Whole;
use super::ticket::Ticket;
use super::visit::Visit;
use crate::check::note::Note;
use crate::lang::Lang;

/// The form of the lines that this program writes.
const FORM: u32 = 1;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum StoredLine {
    /// The first: which form the others have.
    Desk(u32),
    /// A class.
    Batch(Batch),
    /// A case.
    Case(Box<Case>),
    /// A visit.
    Visit(Box<Visit>),
}

/// How many of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    /// Cases.
    pub(crate) cases: usize,
    /// Visits.
    pub(crate) visits: usize,
    /// Batches.
    pub(crate) batches: usize,
}

/// Why lines cannot be brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineFault {
    /// This line, from 1, is none of ours.
    NoLine(usize),
    /// This line holds a number that must not be kept.
    Personal(usize),
    /// The first line names another form.
    Form(u32),
    /// There is no line.
    Empty,
}

impl Counts {
    /// Those of a store.
    pub(crate) const fn of(whole: &Whole) -> Self {
        Self {
            cases: whole.cases.len(),
            visits: whole.visits.len(),
            batches: whole.batches.len(),
        }
    }

    /// In words.
    pub(crate) fn words(self, lang: Lang) -> String {
        let Self {
            cases,
            visits,
            batches,
        } = self;
        lang.say(
            format_args!("来电单 {cases} 张，来电 {visits} 次，班次 {batches} 个"),
            format_args!("{cases} cases, {visits} visits, {batches} batches"),
        )
    }
}

impl LineFault {
    /// What is wrong, and what to do.
    pub(crate) fn words(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NoLine(at), Lang::Zh) => {
                format!("第 {at} 行不是 desk export 写的样子，什么也没写；请用导出的原文件")
            }
            (Self::NoLine(at), Lang::En) => format!(
                "line {at} is not as desk export writes it, nothing was written; take the exported file as it was"
            ),
            (Self::Personal(at), Lang::Zh) => {
                format!("第 {at} 行有七位以上的号码，来电簿不收，什么也没写；请把它去掉")
            }
            (Self::Personal(at), Lang::En) => format!(
                "line {at} holds a number of seven digits or more, which is never kept; nothing was written: take it out"
            ),
            (Self::Form(form), Lang::Zh) => {
                format!("文件是第 {form} 号格式，这个程序只认第 {FORM} 号；请换新的程序")
            }
            (Self::Form(form), Lang::En) => format!(
                "the file has form {form}, this program knows form {FORM}; take the new program"
            ),
            (Self::Empty, Lang::Zh) => "文件里一行也没有；请用 desk export 导出的文件".to_owned(),
            (Self::Empty, Lang::En) => {
                "the file has no line; take one that desk export wrote".to_owned()
            }
        }
    }
}

/// A store as lines.
///
/// # Errors
/// It could not be written as JSON.
pub(crate) fn write(whole: &Whole) -> Result<String, serde_json::Error> {
    let batches = whole.batches.iter().cloned().map(StoredLine::Batch);
    let cases = whole.cases.iter().cloned();
    let cases = cases.map(|case| StoredLine::Case(Box::new(case)));
    let visits = whole.visits.iter().cloned();
    let visits = visits.map(|visit| StoredLine::Visit(Box::new(visit)));
    let first = [StoredLine::Desk(FORM)].into_iter();
    let mut out = String::new();
    for line in first.chain(batches).chain(cases).chain(visits) {
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}

/// The store that lines hold.
///
/// # Errors
/// A line is none of ours.
pub(crate) fn read(text: &str) -> Result<Whole, LineFault> {
    let mut whole = Whole::default();
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    let mut first = true;
    for (at, line) in lines {
        let read = serde_json::from_str(line).map_err(|_| LineFault::NoLine(at))?;
        match (first, read) {
            (true, StoredLine::Desk(FORM)) => {}
            (true, StoredLine::Desk(form)) => return Err(LineFault::Form(form)),
            (true, _) | (false, StoredLine::Desk(_)) => return Err(LineFault::NoLine(at)),
            (false, line) if !is_fit(&line) => return Err(LineFault::Personal(at)),
            (false, StoredLine::Batch(batch)) => whole.batches.push(batch),
            (false, StoredLine::Case(case)) => whole.cases.push(*case),
            (false, StoredLine::Visit(visit)) => whole.visits.push(*visit),
        }
        first = false;
    }
    if first {
        Err(LineFault::Empty)
    } else {
        Ok(whole)
    }
}

/// Whether what stands in a line may be kept, just as if it were typed: somebody
/// may have written in the file.
fn is_fit(line: &StoredLine) -> bool {
    let StoredLine::Case(case) = line else {
        return serde_json::to_value(line).is_ok_and(|line| is_clean(&line));
    };
    let short = case.caller.as_ref().is_none_or(|it| !Fit::name(it).cut);
    let tail = case.phone_tail.as_ref();
    let tail = tail.is_none_or(|it| phone_tail(it).as_ref() == Some(it));
    short && tail && serde_json::to_value(line).is_ok_and(|line| is_clean(&line))
}

/// Whether no number of somebody stands in any word of it; a ticket is none.
fn is_clean(value: &Value) -> bool {
    let clean = |text: &str| Note::new(text).text() == text || text.parse::<Ticket>().is_ok();
    match value {
        Value::String(text) => clean(text),
        Value::Array(all) => all.iter().all(is_clean),
        Value::Object(all) => all
            .iter()
            .all(|(name, value)| clean(name) && is_clean(value)),
        _ => true,
    }
}
