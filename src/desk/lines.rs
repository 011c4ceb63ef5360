//! A whole store as JSON lines, and back: the way from one store to another,
//! and the backup.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::batch::Batch;
use super::caller::{Fit, phone_tail};
use super::case::Case;
use super::store::Whole;
use super::ticket::Ticket;
use super::visit::{Visit, fit_notes};
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

/// The store that lines hold, and in how many places of it a long number was
/// masked: somebody may have written in the file, and an older program let more
/// through.
///
/// # Errors
/// A line is none of ours.
pub(crate) fn read(text: &str) -> Result<(Whole, usize), LineFault> {
    let (mut whole, mut masked) = (Whole::default(), 0);
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    let mut first = true;
    for (at, line) in lines {
        let mut read = serde_json::from_str(line).map_err(|_| LineFault::NoLine(at))?;
        masked += mask(&mut read);
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
        Ok((whole, masked))
    }
}

/// Masks long numbers in the words of a line that somebody typed, as they are
/// masked when typed, and says in how many.
fn mask(line: &mut StoredLine) -> usize {
    let fit = |words: &mut String, fit: String| {
        let is_masked = *words != fit;
        *words = fit;
        usize::from(is_masked)
    };
    let one = |words: &mut String| {
        let masked = Note::new(words).text().to_owned();
        fit(words, masked)
    };
    match line {
        StoredLine::Desk(_) => 0,
        StoredLine::Batch(batch) => one(&mut batch.name),
        StoredLine::Case(case) => {
            let seat = case.taken.as_mut().map(|taken| &mut taken.seat);
            let names = [&mut case.caller, &mut case.batch].into_iter().flatten();
            let all = names.chain(seat).chain([&mut case.why]);
            all.map(one).sum()
        }
        StoredLine::Visit(visit) => {
            let notes = fit_notes(&visit.note);
            fit(&mut visit.note, notes) + one(&mut visit.seat)
        }
    }
}

/// Whether what else stands in a line may be kept.
fn is_fit(line: &StoredLine) -> bool {
    let clean = |line| serde_json::to_value(line).is_ok_and(|line| is_clean(&line));
    match line {
        StoredLine::Case(case) => {
            let short = case.caller.as_ref().is_none_or(|it| !Fit::name(it).cut);
            let tail = case.phone_tail.as_ref();
            let tail = tail.is_none_or(|it| phone_tail(it).as_ref() == Some(it));
            short && tail && clean(line)
        }
        // Its notes together may look like a number that none of them has.
        StoredLine::Visit(visit) => clean(&StoredLine::Visit(Box::new(Visit {
            note: String::new(),
            ..(**visit).clone()
        }))),
        StoredLine::Desk(_) | StoredLine::Batch(_) => clean(line),
    }
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
