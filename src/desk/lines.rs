//! A whole store as JSON lines, and back: the way from one store to another,
//! and the backup.

use std::collections::{BTreeMap, BTreeSet};

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
const FORM: u32 = 2;

/// The first line: which form the others have, and how many there are of each, so
/// that a file which was cut off is not taken for all of it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    desk: u32,
    batches: usize,
    cases: usize,
    visits: usize,
}

/// The same of whatever form.
#[derive(Deserialize)]
struct AnyHead {
    desk: u32,
}

/// One of the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum StoredLine {
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
    /// The first line names other numbers than there are.
    Cut(Counts, Counts),
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

    const fn head(self) -> Head {
        let Self {
            cases,
            visits,
            batches,
        } = self;
        Head {
            desk: FORM,
            batches,
            cases,
            visits,
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
        match self {
            Self::NoLine(at) => lang.say(
                format_args!("第 {at} 行不是 desk export 写的样子，什么也没写；请用导出的原文件"),
                format_args!(
                    "line {at} is not as desk export writes it, nothing was written; take the exported file as it was"
                ),
            ),
            Self::Personal(at) => lang.say(
                format_args!("第 {at} 行有七位以上的号码，来电簿不收，什么也没写；请把它去掉"),
                format_args!(
                    "line {at} holds a number of seven digits or more, which is never kept; nothing was written: take it out"
                ),
            ),
            Self::Form(form) if form < FORM => lang.say(
                format_args!("文件是第 {form} 号格式，这个程序只认第 {FORM} 号；请用这个程序重新导出"),
                format_args!(
                    "the file has form {form}, this program knows form {FORM}; export it anew with this program"
                ),
            ),
            Self::Form(form) => lang.say(
                format_args!("文件是第 {form} 号格式，这个程序只认第 {FORM} 号；请换新的程序"),
                format_args!(
                    "the file has form {form}, this program knows form {FORM}; take the new program"
                ),
            ),
            Self::Cut(told, found) => {
                let [told, found] = [told, found].map(|it| it.words(lang));
                lang.say(
                    format_args!("文件不全，什么也没写：开头写着{told}，里面是{found}；请重新导出，或用导出的原文件"),
                    format_args!(
                        "the file is not whole, nothing was written: its first line says {told}, and it holds {found}; export it anew, or take the exported file as it was"
                    ),
                )
            }
            Self::Empty => lang.say(
                "文件里一行也没有；请用 desk export 导出的文件",
                "the file has no line; take one that desk export wrote",
            ),
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
    let head = Counts::of(whole).head();
    let mut out = serde_json::to_string(&head)? + "\n";
    for line in batches.chain(cases).chain(visits) {
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}

/// What lines hold.
pub(crate) struct Read {
    /// The store, fit to be kept.
    pub(crate) whole: Whole,
    /// The same as it is written: somebody may have written in the file, and an
    /// older program let more through.
    pub(crate) written: Whole,
    /// In how many places of it a long number was masked.
    pub(crate) masked: usize,
}

/// The store that lines hold.
///
/// # Errors
/// A line is none of ours.
pub(crate) fn read(text: &str) -> Result<Read, LineFault> {
    let mut lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    let parse = |(at, line)| match serde_json::from_str(line) {
        Ok(line) => Ok((at, line)),
        Err(_) => Err(LineFault::NoLine(at)),
    };
    // Of another form the lines behind may be of kinds not known here.
    let told = head(lines.next().ok_or(LineFault::Empty)?)?;
    let lines: Vec<(usize, StoredLine)> = lines.map(parse).collect::<Result<_, _>>()?;
    let names = class_names(lines.iter().map(|(_, line)| line));
    let (mut whole, mut written, mut masked) = (Whole::default(), Whole::default(), 0);
    for (at, line) in lines {
        let mut fit = line.clone();
        masked += mask(&mut fit, &names);
        if !is_fit(&fit) {
            return Err(LineFault::Personal(at));
        }
        put(&mut whole, fit);
        put(&mut written, line);
    }
    let found = Counts::of(&written);
    if found != told {
        return Err(LineFault::Cut(told, found));
    }
    Ok(Read {
        whole,
        written,
        masked,
    })
}

/// How many of each the first line names.
fn head((at, line): (usize, &str)) -> Result<Counts, LineFault> {
    let none = |_| LineFault::NoLine(at);
    let AnyHead { desk } = serde_json::from_str(line).map_err(none)?;
    if desk != FORM {
        return Err(LineFault::Form(desk));
    }
    let head: Head = serde_json::from_str(line).map_err(none)?;
    Ok(Counts {
        cases: head.cases,
        visits: head.visits,
        batches: head.batches,
    })
}

/// Puts in what a line holds.
fn put(whole: &mut Whole, line: StoredLine) {
    match line {
        StoredLine::Batch(batch) => whole.batches.push(batch),
        StoredLine::Case(case) => whole.cases.push(*case),
        StoredLine::Visit(visit) => whole.visits.push(*visit),
    }
}

/// What each class is called without long numbers. Two that would be called
/// alike are still two.
fn class_names<'l>(lines: impl Iterator<Item = &'l StoredLine>) -> BTreeMap<String, String> {
    let name = |line: &'l StoredLine| match line {
        StoredLine::Batch(batch) => Some(&batch.name),
        StoredLine::Case(case) => case.batch.as_ref(),
        StoredLine::Visit(_) => None,
    };
    let mut all: BTreeSet<String> = lines.filter_map(name).cloned().collect();
    let (mut names, mut numbers) = (BTreeMap::new(), BTreeMap::<String, usize>::new());
    for written in all.clone() {
        let fit = Note::new(&written).text().to_owned();
        let mut own = fit.clone();
        // Goes on from the last that was called so: there may be many.
        let number = numbers.entry(fit.clone()).or_insert(1);
        while own != written && all.contains(&own) {
            *number += 1;
            own = format!("{fit}（{number}）");
        }
        all.insert(own.clone());
        names.insert(written, own);
    }
    names
}

/// Masks long numbers in the words of a line that somebody typed, as they are
/// masked when typed, and says in how many.
fn mask(line: &mut StoredLine, names: &BTreeMap<String, String>) -> usize {
    let put = |words: &mut String, fit: String| {
        let is_masked = *words != fit;
        *words = fit;
        usize::from(is_masked)
    };
    let one = |words: &mut String| put(words, Note::new(words).text().to_owned());
    let class = |name: &mut String| put(name, names.get(name).cloned().unwrap_or_default());
    match line {
        StoredLine::Batch(batch) => class(&mut batch.name),
        StoredLine::Case(case) => {
            let seat = case.taken.as_mut().map(|taken| &mut taken.seat);
            let words = case.caller.iter_mut().chain(seat).chain([&mut case.why]);
            words.map(one).sum::<usize>() + case.batch.as_mut().map_or(0, class)
        }
        StoredLine::Visit(visit) => one(&mut visit.note) + one(&mut visit.seat),
    }
}

/// Whether what else stands in a line may be kept.
fn is_fit(line: &StoredLine) -> bool {
    let fits = match line {
        StoredLine::Case(case) => {
            let short = case.caller.as_ref().is_none_or(|it| !Fit::name(it).cut);
            let tail = case.phone_tail.as_ref();
            short && tail.is_none_or(|it| phone_tail(it).as_ref() == Some(it))
        }
        _ => true,
    };
    fits && serde_json::to_value(line).is_ok_and(|line| is_clean(&line))
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
