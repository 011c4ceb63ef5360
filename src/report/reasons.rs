//! Why this result, and what would change it: as JSON and in words.

use serde::Serialize;

use super::answered;
use super::condition::{Conditions, quote};
use super::section::{Section, then};
use super::template::Template;
use super::words::Words;
use crate::engine::{OtherAnswer, Reason, SettledDay, Value, Walk, what_if, why};
use crate::lang::Lang;
use crate::pack::{Condition, FactId, Figure, Form, Heading, Pack, QuestionId, Target};

/// One answer on the path and what it did, by ids; the condition in words.
#[derive(Debug, Serialize)]
pub struct Why<'a> {
    /// The fact.
    pub(crate) fact: &'a str,
    /// A choice's id, a day, `unknown`, or of a number or name only whether it
    /// is `fine` or there is a `finding`.
    pub(crate) value: String,
    /// The question that asked.
    pub(crate) question: &'a str,
    /// The condition of the route that fired; null where none did.
    pub(crate) route: Option<String>,
    /// The question or result the walk went on to.
    pub(crate) to: &'a str,
    /// The figures looked at.
    pub(crate) parameters: Vec<Parameter<'a>>,
    /// The sources of these figures, and with the last answer of the result.
    pub(crate) sources: Vec<&'a str>,
}

/// A figure that was looked at.
#[derive(Debug, Serialize)]
pub(crate) struct Parameter<'a> {
    /// The parameter.
    pub(crate) id: &'a str,
    /// A number of working days, or a day as `2026-06-01`.
    pub(crate) value: serde_json::Value,
}

/// Another answer that brings another result, by ids.
#[derive(Debug, Serialize)]
pub struct WhatIf<'a> {
    /// The fact to answer otherwise.
    pub(crate) fact: &'a str,
    /// The other answer.
    pub(crate) value: String,
    /// What then comes out.
    pub(crate) result: &'a str,
    /// The first day to ask then.
    pub(crate) ask_from: Option<SettledDay>,
}

/// What each answer on the path did, in order.
#[must_use]
pub fn why_list<'a>(walk: &Walk<'a>, lang: Lang) -> Vec<Why<'a>> {
    let pack = walk.pack();
    why(walk)
        .into_iter()
        .map(|reason| {
            let fact = reason.step.fact;
            Why {
                fact: &pack.fact(fact).id,
                value: walk
                    .value(fact)
                    .map_or_else(String::new, |value| value_id(walk, fact, value)),
                question: &pack.question(reason.step.question).id,
                route: condition(Words::new(walk, lang), &reason),
                to: target_id(pack, reason.to),
                parameters: reason
                    .parameters
                    .iter()
                    .map(|id| parameter(pack, id.number()))
                    .collect(),
                sources: reason
                    .sources
                    .iter()
                    .map(|id| pack.sources[id.number()].id.as_str())
                    .collect(),
            }
        })
        .collect()
}

/// The changes of one answer that bring another result.
#[must_use]
pub fn what_if_list<'a>(walk: &Walk<'a>) -> Vec<WhatIf<'a>> {
    let pack = walk.pack();
    what_if(walk)
        .into_iter()
        .map(|change| WhatIf {
            fact: &pack.fact(change.fact).id,
            value: value_id(walk, change.fact, &change.value),
            result: &pack.card(change.result).id,
            ask_from: change.ask_from,
        })
        .collect()
}

fn parameter(pack: &Pack, number: usize) -> Parameter<'_> {
    let parameter = &pack.parameters[number];
    Parameter {
        id: &parameter.id,
        value: match parameter.value {
            Figure::Workdays(count) | Figure::Count(count) => count.into(),
            Figure::Date(date) => date.to_string().into(),
        },
    }
}

/// The id of where a way leads.
pub(crate) fn target_id(pack: &Pack, target: Target) -> &str {
    match target {
        Target::Question(id) => &pack.question(id).id,
        Target::Result(id) => &pack.card(id).id,
    }
}

/// An answer as an answers file has it; never a name or a number.
pub(super) fn value_id(walk: &Walk<'_>, fact: FactId, value: &Value) -> String {
    let word = value.word(&walk.pack().fact(fact).domain);
    word.unwrap_or_else(|| {
        let finding = walk.holds(&Condition::Finding(fact));
        if finding { "finding" } else { "fine" }.to_owned()
    })
}

fn condition(words: Words<'_>, reason: &Reason) -> Option<String> {
    let (pack, at) = (words.walk.pack(), reason.step.question);
    let route = &pack.question(at).routes[reason.step.route?];
    let conditions = Conditions::new(pack, words.lang).told(words);
    Some(conditions.at(at).plain().words(&route.when))
}

/// Why this result, in sentences: every answer that a route caught, the last
/// answer, and the figures with where they come from.
#[must_use]
pub fn why_lines(walk: &Walk<'_>, lang: Lang) -> Vec<String> {
    let pack = walk.pack();
    let reasons = why(walk);
    let told = reasons
        .iter()
        .filter_map(|reason| sentence(walk, reason, lang));
    let mut lines: Vec<_> = why_it_leads(walk, lang).into_iter().chain(told).collect();
    let mut figures: Vec<_> = reasons
        .iter()
        .flat_map(|it| it.parameters.clone())
        .collect();
    figures.sort_unstable();
    figures.dedup();
    let template = Template::new(pack, lang);
    for id in figures {
        let parameter = &pack.parameters[id.number()];
        let about = template.text(&parameter.about);
        let figure = template.figure(id);
        let source = template.text(&pack.sources[parameter.source.number()].title);
        lines.push(lang.say(
            format_args!("用到的数：{figure}（{about}）。依据：{source}"),
            format_args!("Figure used: {figure} ({about}). Source: {source}"),
        ));
    }
    lines
}

/// The answers for which a caution stands before the result's own words, where
/// one does.
fn why_it_leads(walk: &Walk<'_>, lang: Lang) -> Option<String> {
    let words = Words::new(walk, lang);
    let facts = walk.pack().cautions[words.leading()?.number()].when.facts();
    let steps = walk.path.iter().filter(|step| facts.contains(&step.fact));
    let answers: Vec<String> = steps
        .filter_map(|step| Some(asked(&words, step.question, walk.value(step.fact)?)))
        .collect();
    let (answers, first) = (answers.join(lang.pick("，", ", ")), words.headline()?);
    Some(lang.say(
        format_args!("{answers}，所以先说：{first}"),
        format_args!("{answers}, so it says first: {first}"),
    ))
}

/// A question and its answer, in quotes.
fn asked(words: &Words<'_>, question: QuestionId, value: &Value) -> String {
    let (lang, question) = (words.lang, words.walk.pack().question(question));
    let ask = quote(&words.sentence(&question.ask), lang);
    let answer = quote(&answered::answer(words, question, value), lang);
    lang.say(
        format_args!("{ask}您答{answer}"),
        format_args!("{ask} {answer}"),
    )
}

/// What one answer did; nothing to say of one that no route caught, unless it
/// is the last.
fn sentence(walk: &Walk<'_>, reason: &Reason, lang: Lang) -> Option<String> {
    let pack = walk.pack();
    let words = Words::new(walk, lang);
    let said = asked(&words, reason.step.question, walk.value(reason.step.fact)?);
    let caught = condition(words, reason);
    let told = |why: &str, so: &str| match (lang, says_it(pack, reason)) {
        (Lang::Zh, true) => format!("{said}，{so}。"),
        (Lang::Zh, false) => format!("{said}：{why}，{so}。"),
        (Lang::En, true) => format!("{said}, so {so}."),
        (Lang::En, false) => format!("{said}: {why}, so {so}."),
    };
    let result = match words.lead() {
        Some(_) => lang.pick(
            "所以「其次」说的是这个结果",
            "the line after \"Then\" is the result",
        ),
        None => lang.pick("所以是这个结果", "this is the result"),
    };
    match (caught, reason.to) {
        (Some(why), Target::Result(_)) => Some(told(&why, result)),
        (Some(why), Target::Question(to)) => {
            let next = quote(&words.sentence(&pack.question(to).ask), lang);
            let so = lang.say(
                format_args!("所以接着问{next}"),
                format_args!("the next question was {next}"),
            );
            Some(told(&why, &so))
        }
        (None, Target::Result(_)) => {
            let why = lang.pick("别的情形都不符合", "no other case applies");
            Some(told(why, result))
        }
        (None, Target::Question(_)) => None,
    }
}

/// Whether the answer alone is the condition of the route that fired.
fn says_it(pack: &Pack, reason: &Reason) -> bool {
    let question = pack.question(reason.step.question);
    let route = reason.step.route.map(|route| &question.routes[route]);
    route.is_some_and(
        |route| matches!(&route.when, Condition::Is(fact, _) if *fact == question.fact),
    )
}

/// The same as a section.
pub(crate) fn why_section(walk: &Walk<'_>, lang: Lang) -> Section {
    let heading = Heading::new(Form::List, "为什么是这个结果", "Why this result");
    Section::new("why", heading, why_lines(walk, lang), lang)
}

/// What would change the result, in sentences, at most so many.
#[must_use]
pub fn what_if_lines(walk: &Walk<'_>, lang: Lang, most: usize) -> Vec<String> {
    let changes = what_if(walk).into_iter().take(most);
    changes
        .map(|change| if_sentence(walk, &change, lang))
        .collect()
}

/// The same as a section.
pub(crate) fn what_if_section(walk: &Walk<'_>, lang: Lang, most: usize) -> Section {
    let heading = Heading::new(Form::List, "换一个回答会怎样", "With one answer changed");
    Section::new("what-if", heading, what_if_lines(walk, lang, most), lang)
}

fn if_sentence(walk: &Walk<'_>, change: &OtherAnswer, lang: Lang) -> String {
    let pack = walk.pack();
    let answers = change.of(walk.answers());
    let walked = Walk::new(pack, &answers, walk.today());
    let words = Words::new(&walked, lang);
    let step = walk.path.iter().find(|step| step.fact == change.fact);
    let Some(question) = step.map(|step| pack.question(step.question)) else {
        return String::new();
    };
    let ask = quote(&words.sentence(&question.ask), lang);
    let answer = quote(&answered::answer(&words, question, &change.value), lang);
    let own = words.sentence(&pack.card(change.result).headline);
    let first = words.headline().filter(|first| *first != own);
    let (first, then) = match first {
        Some(first) if Words::new(walk, lang).headline().as_ref() == Some(&first) => (
            lang.pick("第一句不变。", "the same first sentence. ")
                .to_owned(),
            then(lang),
        ),
        Some(first) => (first + lang.pick("", " "), then(lang)),
        None => (String::new(), ""),
    };
    lang.say(
        format_args!("如果{ask}答{answer}，结果就是：{first}{then}{own}"),
        format_args!("If {ask} were {answer}, the result would be: {first}{then}{own}"),
    )
}
