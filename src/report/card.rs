//! A result with everything filled in: what every face shows of it.

use super::words::Words;
use crate::check::{id_number, person_name};
use crate::engine::{Outcome, SettledDay, Value, Walk};
use crate::lang::Lang;
use crate::pack::{Beside, Card, Domain, Entry, FactId, Question, SourceKind};

/// A result in words.
#[derive(Clone, Debug)]
pub struct FilledCard {
    /// The result's id.
    pub id: String,
    /// The one sentence.
    pub headline: String,
    /// The same for staff to read aloud.
    pub say: String,
    /// Why.
    pub cause: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// Whom to ask, with what the school entered.
    pub contacts: Vec<FilledContact>,
    /// The first day to ask.
    pub ask_from: Option<SettledDay>,
    /// That day in words, marked where it is not certain.
    pub ask_from_words: Option<String>,
    /// What to say there, word for word; the cautions that belong there last.
    pub script: Vec<String>,
    /// What to have at hand.
    pub bring: Vec<String>,
    /// How one sees that it is solved.
    pub solved_when: String,
    /// When to come back, and what to answer then.
    pub call_again_if: String,
    /// May one go on working, what can one show.
    pub meanwhile: String,
    /// What staff must not promise.
    pub never_promise: Vec<String>,
    /// What to mind beside the headline.
    pub cautions: Vec<String>,
    /// What to mind beside the day to ask.
    pub ask_from_cautions: Vec<String>,
    /// The chain of links: name, and whether the record hangs there.
    pub chain: Vec<(String, bool)>,
    /// Whether it is known that the record hangs there; else that is only the
    /// place to look first.
    pub chain_known: bool,
    /// The name of the stage the result belongs to.
    pub stage: String,
    /// What the checks of the ID number and the name found, without a
    /// character of either.
    pub findings: Vec<String>,
    /// Where the texts come from.
    pub sources: Vec<FilledSource>,
}

/// Somebody to ask, in words.
#[derive(Clone, Debug)]
pub struct FilledContact {
    /// Who it is.
    pub name: String,
    /// What the school entered: what it is, and the value.
    pub entered: Vec<(&'static str, String)>,
}

impl FilledContact {
    /// Everything in one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (stop, colon) = (lang.pick("；", "; "), lang.pick("：", ": "));
        let mut line = self.name.clone();
        for (what, value) in &self.entered {
            line.extend([stop, *what, colon, value.as_str()]);
        }
        line
    }
}

/// A source in words.
#[derive(Clone, Debug)]
pub struct FilledSource {
    /// The source's id.
    pub id: String,
    /// Law, notice, …
    pub kind: &'static str,
    /// What it is.
    pub title: String,
    /// What it says.
    pub says: String,
    /// The day somebody last looked, as `2026-11-23`.
    pub checked_on: String,
}

/// Fills in the result a walk has reached.
#[must_use]
pub fn fill(walk: &Walk<'_>, lang: Lang) -> Option<FilledCard> {
    fill_in(&Words::new(walk, lang))
}

/// The same in words that may show the person's own name and number.
#[must_use]
pub fn fill_in(words: &Words<'_>) -> Option<FilledCard> {
    let outcome = words.walk.outcome()?;
    let pack = words.walk.pack();
    let card = pack.card(outcome.result);
    let mut script = words.lines(&card.script);
    script.extend(cautions(words, outcome, Beside::Script));
    Some(FilledCard {
        id: card.id.clone(),
        headline: words.text(&card.headline),
        say: words.text(&card.say),
        cause: words.text(&card.cause),
        steps: words.lines(&card.steps),
        contacts: contacts(words, card),
        ask_from: outcome.ask_from,
        ask_from_words: outcome.ask_from.map(|day| words.settled(day)),
        script,
        bring: words.lines(&card.bring),
        solved_when: words.text(&card.solved_when),
        call_again_if: words.text(&card.call_again_if),
        meanwhile: words.text(&card.meanwhile),
        never_promise: card
            .never_promise
            .iter()
            .map(|text| words.text(text))
            .collect(),
        cautions: cautions(words, outcome, Beside::Headline),
        ask_from_cautions: cautions(words, outcome, Beside::AskFrom),
        chain: chain(words, outcome),
        chain_known: card.link_known != Some(false),
        stage: words.text(&pack.stages[outcome.stage.number()].name),
        findings: findings(words.walk, words.lang),
        sources: sources(words, outcome, card),
    })
}

/// The findings behind a result that the last answer's check led to.
fn findings(walk: &Walk<'_>, lang: Lang) -> Vec<String> {
    let last = walk.path.last().and_then(|step| walk.value(step.fact));
    let zh = lang.is_zh();
    match last {
        Some(Value::IdNumber(text)) => {
            let report = id_number::check(text.reveal(), walk.today());
            report
                .findings
                .iter()
                .map(|finding| finding.brief(zh))
                .collect()
        }
        Some(Value::Name { record, typed }) => {
            let comparison = person_name::compare(record.reveal(), typed.reveal());
            comparison
                .findings
                .iter()
                .map(|finding| finding.brief(zh))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn cautions(words: &Words<'_>, outcome: &Outcome, beside: Beside) -> Vec<String> {
    let pack = words.walk.pack();
    outcome
        .cautions
        .iter()
        .map(|id| &pack.cautions[id.number()])
        .filter(|caution| caution.beside == beside)
        .flat_map(|caution| words.lines(&caution.text))
        .collect()
}

fn contacts(words: &Words<'_>, card: &Card) -> Vec<FilledContact> {
    let pack = words.walk.pack();
    let filled = card.contacts.iter().map(|id| {
        let contact = &pack.contacts[id.number()];
        FilledContact {
            name: words.text(&contact.name),
            entered: contact
                .entered
                .iter()
                .map(|(entry, value)| (entry_name(*entry, words.lang), value.clone()))
                .collect(),
        }
    });
    filled.collect()
}

/// The word for what a school enters of a contact.
pub(crate) const fn entry_name(entry: Entry, lang: Lang) -> &'static str {
    let (zh, en) = match entry {
        Entry::Phone => ("电话", "phone"),
        Entry::Address => ("地址", "address"),
        Entry::Hours => ("时间", "hours"),
        Entry::Note => ("备注", "note"),
    };
    lang.pick(zh, en)
}

fn chain(words: &Words<'_>, outcome: &Outcome) -> Vec<(String, bool)> {
    let links = words.walk.pack().links.iter().enumerate();
    links
        .map(|(number, link)| {
            let here = outcome.link.is_some_and(|at| at.number() == number);
            (words.text(&link.name), here)
        })
        .collect()
}

/// The sources of the result and of its cautions, each once.
fn sources(words: &Words<'_>, outcome: &Outcome, card: &Card) -> Vec<FilledSource> {
    let pack = words.walk.pack();
    let of_cautions = outcome
        .cautions
        .iter()
        .flat_map(|id| pack.cautions[id.number()].sources.iter());
    let mut ids = Vec::new();
    for id in card.sources.iter().chain(of_cautions) {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    let filled = ids.into_iter().map(|id| {
        let source = &pack.sources[id.number()];
        FilledSource {
            id: source.id.clone(),
            kind: source_kind(source.kind, words.lang),
            title: words.text(&source.title),
            says: words.text(&source.says),
            checked_on: source.checked_on.to_string(),
        }
    });
    filled.collect()
}

/// The word for a kind of source.
#[must_use]
pub const fn source_kind(kind: SourceKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        SourceKind::Law => ("法规", "law"),
        SourceKind::Notice => ("公告", "notice"),
        SourceKind::Faq => ("平台问答", "FAQ"),
        SourceKind::Practice => ("实际做法", "practice"),
        SourceKind::Assumption => ("我们的推断", "our inference"),
    };
    lang.pick(zh, en)
}

/// "I don't know", as every face shows it.
#[must_use]
pub const fn unknown(lang: Lang) -> &'static str {
    lang.pick("不知道", "I don't know")
}

/// An answer in words, without any name or ID number: a choice's label, a day
/// with its weekday, or that something was checked.
#[must_use]
pub fn answer(words: &Words<'_>, question: &Question, value: &Value) -> String {
    let lang = words.lang;
    match value {
        Value::Unknown => unknown(lang).to_owned(),
        Value::Choice(number) => question
            .choices
            .iter()
            .find(|choice| choice.value == *number)
            .map_or_else(String::new, |choice| words.text(&choice.label)),
        Value::Date(date) => super::words::day(*date, lang),
        Value::Fine => lang.pick("核对过了", "checked").to_owned(),
        Value::IdNumber(_) | Value::Name { .. } => lang
            .pick("打过了（内容不显示）", "typed (not shown)")
            .to_owned(),
    }
}

/// The questions on the path with their answers, without any name or ID number.
#[must_use]
pub fn answered(words: &Words<'_>) -> Vec<(String, String)> {
    let mut list = Vec::new();
    for step in &words.walk.path {
        let question = words.walk.pack().question(step.question);
        if let Some(value) = words.walk.value(step.fact) {
            list.push((words.text(&question.ask), answer(words, question, value)));
        }
    }
    list
}

/// The name of a fact: the id where no question asks for it.
#[must_use]
pub fn question_words(words: &Words<'_>, fact: FactId) -> String {
    let pack = words.walk.pack();
    let asked = words.walk.path.iter().find(|step| step.fact == fact);
    let question = asked
        .map(|step| step.question)
        .or_else(|| pack.question_of(fact));
    question.map_or_else(
        || pack.fact(fact).id.clone(),
        |question| words.text(&pack.question(question).ask),
    )
}

/// Whether a fact is personal text.
#[must_use]
pub const fn is_personal(domain: &Domain) -> bool {
    matches!(domain, Domain::IdNumber | Domain::NamePair)
}
