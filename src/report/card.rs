//! A result with everything filled in: what every face shows of it.

use super::answered;
use super::found;
use super::section::{self, FOUND, Line, SCRIPT, STEPS, Section, UNKNOWN, WHOM};
use super::words::Words;
use crate::check::workdays::Status;
use crate::engine::{Outcome, SettledDay, Value};
use crate::lang::Lang;
use crate::pack::{
    self, Beside, Card, Condition, FactId, Fields as _, Form, Heading, Lead, Question, Slot,
    SourceKind, Text, Whom,
};

/// A result in words.
#[derive(Clone, Debug)]
pub(crate) struct FilledCard {
    /// The one sentence.
    pub(crate) headline: String,
    /// The result's own sentence, where a caution's stands first.
    pub(crate) then: Option<String>,
    /// The same for staff to read aloud.
    pub(crate) say: String,
    /// The first day to ask.
    pub(crate) ask_from: Option<SettledDay>,
    /// What staff must not promise.
    pub(crate) never_promise: Vec<String>,
    /// What to mind beside the headline.
    pub(crate) cautions: Vec<String>,
    /// The chain of links: name, and whether the record hangs there.
    pub(crate) chain: Vec<(String, bool)>,
    /// What to say of the link where it hangs, or is only to be looked for first.
    pub(crate) hangs: &'static str,
    /// All else, in the order of a page.
    pub(crate) sections: Vec<Section>,
    /// Where the texts come from.
    pub(crate) sources: Section,
}

/// Fills in the result a walk has reached.
pub(crate) fn fill_in(words: &Words<'_>) -> Option<FilledCard> {
    let outcome = words.walk.outcome()?;
    let pack = words.walk.pack();
    let card = pack.card(outcome.result);
    let lang = words.lang;
    let found = Heading::new(Form::Steps, "查出来的", "What was found");
    let found = Section::new(FOUND, found, found::findings(words.walk, lang), lang);
    let mut sections = vec![found, not_checked(words, card)];
    sections.extend(section::on_walk(card, words));
    let lead = words.lead();
    if let Some(lead) = lead {
        put_first(lead, words, &mut sections);
    }
    for section in &mut sections {
        if section.key == WHOM {
            when_to_ask(words, outcome, &mut section.lines);
        } else if section.key == SCRIPT {
            let cautions = cautions(words, outcome, Beside::Script).into_iter();
            section.lines.extend(cautions.map(Line::Plain));
        }
    }
    let own = words.sentence(&card.headline);
    let (headline, then) = match lead {
        Some(lead) => (words.sentence(&lead.headline), Some(own)),
        None => (own, None),
    };
    Some(FilledCard {
        headline,
        then,
        say: words.sentence(lead.map_or(&card.say, |lead| &lead.say)),
        ask_from: outcome.ask_from,
        never_promise: words.lines(&card.never_promise),
        cautions: answered::besides(words)
            .into_iter()
            .chain(cautions(words, outcome, Beside::Headline))
            .collect(),
        chain: chain(words, outcome),
        hangs: match (outcome.link_known, outcome.ask_from) {
            (true, None) => lang.pick("卡在这里", "It hangs here"),
            (true, Some(_)) => lang.pick("现在在这一步", "It is here now"),
            (false, _) => lang.pick("先看这一环", "Look here first"),
        },
        sections,
        sources: sources(words, outcome, card),
    })
}

impl FilledCard {
    /// The section with that key.
    pub(crate) fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// The words of the section with that key.
    pub(crate) fn words(&self, key: &str) -> impl Iterator<Item = &str> {
        self.section(key).into_iter().flat_map(Section::words)
    }

    /// The link where the record hangs or is to be looked for first.
    pub(crate) fn here(&self) -> Option<&str> {
        let here = self.chain.iter().find(|(_, here)| *here);
        here.map(|(name, _)| name.as_str())
    }
}

/// Adds from which day on to ask, and what to mind of it.
fn when_to_ask(words: &Words<'_>, outcome: &Outcome, lines: &mut Vec<Line>) {
    let lang = words.lang;
    let is_first = |line: &Line| matches!(line, Line::Contact(it) if it.today);
    let is_today = lines.iter().any(is_first);
    let none_later = outcome.ask_from.is_none();
    let is_called =
        |line: &Line| matches!(line, Line::Contact(it) if !it.oneself && (it.today || none_later));
    let calls = lines.iter().any(is_called);
    lines.extend(day_off(words).filter(|_| calls));
    let day = outcome.ask_from.map(|day| words.settled(day));
    lines.extend(day.map(|day| {
        if is_today {
            let one = lines.iter().filter(|it| matches!(it, Line::Contact(_)));
            from_day_too(&day, words.lead().is_some(), one.count() == 1, lang)
        } else {
            Line::Day(lang.pick("从哪天起问：", "From which day on: "), day)
        }
    }));
    let cautions = cautions(words, outcome, Beside::AskFrom).into_iter();
    lines.extend(cautions.map(Line::Mind));
}

/// The day to ask from, where something else is to be asked today: it does not
/// stand out, for it is of what comes second.
fn from_day_too(day: &str, is_second: bool, one_office: bool, lang: Lang) -> Line {
    let (zh, en) = if is_second {
        (
            "上面「其次」那件事，从哪天起问：",
            "What stands under \"Then\" above, ask from: ",
        )
    } else if one_office {
        (
            "这一家，别的事从哪天起问：",
            "The same office, for the rest ask from: ",
        )
    } else {
        ("别的从哪天起问：", "The rest, ask from: ")
    };
    Line::Plain(format!("{}{day}", lang.pick(zh, en)))
}

/// Where whoever is called today may not answer, for it is no working day.
fn day_off(words: &Words<'_>) -> Option<Line> {
    let (walk, lang) = (words.walk, words.lang);
    let day = walk.pack().calendar.day(walk.today());
    let (zh, en) = match day.status {
        Status::Announced => ("今天不是", "Today is no"),
        Status::Provisional | Status::NotAnnounced | Status::OutOfRange => {
            ("今天恐怕不是", "Today is most likely no")
        }
    };
    let mind = lang.say(
        format_args!("{zh}工作日，打不通先别算没人接，下一个工作日再打。"),
        format_args!(
            "{en} working day: if nobody answers, that is no \"no reply\" yet; call again on the next one."
        ),
    );
    (!day.counted).then_some(Line::Mind(mind))
}

/// What a caution leads with, before what the result has itself.
fn put_first(lead: &Lead, words: &Words<'_>, sections: &mut [Section]) {
    let texts = |lines: &[pack::Line]| -> Vec<Line> {
        words.lines(lines).into_iter().map(Line::Plain).collect()
    };
    let contacts = lead.contacts.iter();
    // It cannot wait for the day that the others are asked from.
    let today = |whom: &Whom| Whom {
        today: Some(true),
        ..whom.clone()
    };
    let contacts: Vec<Line> = contacts
        .filter_map(|it| section::contact(&today(it), words))
        .collect();
    let firsts = [
        (STEPS, texts(&lead.steps)),
        (WHOM, contacts),
        (SCRIPT, texts(&lead.script)),
    ];
    for (key, first) in firsts {
        if let Some(section) = sections.iter_mut().find(|section| section.key == key) {
            let said = |line: &Line| first.iter().any(|lead| lead.repeats(line));
            section.lines.retain(|line| !said(line));
            section.lines.splice(0..0, first);
        }
    }
}

/// What was answered "I don't know", where the result must not claim that it
/// was looked at: what it is, and where to find it.
fn not_checked(words: &Words<'_>, card: &Card) -> Section {
    let lang = words.lang;
    let asked = words.walk.path.iter().filter(|step| {
        card.lists_unknown == Some(true) && words.walk.value(step.fact) == Some(&Value::Unknown)
    });
    let lines = asked.map(|step| {
        let question = words.walk.pack().question(step.question);
        let (topic, find) = (words.topic(question), words.sentence(&question.find));
        format!("{topic}{}{}", lang.colon(), first_sentence(&find, lang))
    });
    let heading = Heading::new(
        Form::List,
        "还没核对的，先弄清楚",
        "Not checked yet: find out first",
    );
    Section::new(UNKNOWN, heading, lines, lang)
}

/// The first sentence of a text: where to find an answer, without what else
/// there is to say of it.
fn first_sentence(text: &str, lang: Lang) -> &str {
    let ends = match lang {
        Lang::Zh => ["。", "；"],
        Lang::En => [". ", "; "],
    };
    let first = ends.iter().filter_map(|end| text.split_once(end));
    first
        .map(|(first, _)| first)
        .min_by_key(|first| first.len())
        .unwrap_or(text)
}

pub(super) fn cautions(words: &Words<'_>, outcome: &Outcome, beside: Beside) -> Vec<String> {
    let pack = words.walk.pack();
    outcome
        .cautions
        .iter()
        .map(|id| &pack.cautions[id.number()])
        .filter(|caution| caution.beside == beside && caution.lead.is_none())
        .filter(|caution| {
            // Whether a route was taken may rest on days that the page does not show.
            let matters = || caution.when == Condition::NotCertain || shows_days(words, outcome);
            beside != Beside::AskFrom || matters()
        })
        .flat_map(|caution| words.lines(&caution.text))
        .collect()
}

/// Whether the page shows a day to ask from or a number of working days.
fn shows_days(words: &Words<'_>, outcome: &Outcome) -> bool {
    let pack = words.walk.pack();
    let card = pack.card(outcome.result).texts().into_iter();
    let cautions = outcome.cautions.iter();
    let cautions = cautions.flat_map(|id| &pack.cautions[id.number()].text);
    let texts = card
        .map(|it| (it.when, it.text))
        .chain(cautions.map(|line| (line.when.as_ref(), &line.text)));
    let mut shown = texts.filter(|(when, _)| words.holds(*when));
    outcome.ask_from.is_some() || shown.any(|(_, text)| counts(words, text))
}

/// Whether a text says a number of working days, itself or in a phrase.
fn counts(words: &Words<'_>, text: &Text) -> bool {
    let pack = words.walk.pack();
    let mut slots = text.slots(words.lang);
    slots.any(|name| match pack.slot(name) {
        Some(Slot::Workdays(_)) => true,
        Some(Slot::Phrase(id)) => {
            let phrase = &pack.phrases[id.number()].words;
            counts(words, phrase.pick(|when| words.walk.holds(when)))
        }
        _ => false,
    })
}

fn chain(words: &Words<'_>, outcome: &Outcome) -> Vec<(String, bool)> {
    if words.walk.pack().card(outcome.result).chain == Some(false) {
        return Vec::new();
    }
    let links = words.walk.pack().links.iter().enumerate();
    links
        .map(|(number, link)| {
            let here = outcome.link.is_some_and(|at| at.number() == number);
            (words.text(&link.name), here)
        })
        .collect()
}

/// The sources of the result and of its cautions, each once.
fn sources(words: &Words<'_>, outcome: &Outcome, card: &Card) -> Section {
    let (pack, lang) = (words.walk.pack(), words.lang);
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
    let lines = ids.into_iter().map(|id| {
        let source = &pack.sources[id.number()];
        let (kind, title) = (source_kind(source.kind, lang), words.text(&source.title));
        let checked = source.checked_on;
        lang.say(
            format_args!("{kind}：{title}（{checked} 核对）"),
            format_args!("{kind}: {title} (checked on {checked})"),
        )
    });
    let heading = Heading::new(Form::List, "依据", "Sources");
    Section::new("sources", heading, lines, lang)
}

/// The word for a kind of source.
pub(crate) const fn source_kind(kind: SourceKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        SourceKind::Law => ("法规", "law"),
        SourceKind::Notice => ("公告", "notice"),
        SourceKind::Faq => ("平台问答", "FAQ"),
        SourceKind::Practice => ("实际做法", "practice"),
        SourceKind::Assumption => ("我们的推断", "our inference"),
    };
    lang.pick(zh, en)
}

/// What is asked where the school looks into its own books: the wording for its
/// own people where there is one, else what it is about.
pub(crate) fn of_own_books(words: &Words<'_>, question: &Question) -> String {
    let pack = words.walk.pack();
    let of_given = |when: &Condition| {
        let mut facts = when.facts().into_iter();
        facts.any(|fact| pack.fact(fact).given.is_some())
    };
    let mut wordings = question.ask.wordings();
    let own = wordings.find(|(_, when)| when.is_some_and(of_given) && words.holds(*when));
    own.map_or_else(
        || capital(&words.topic(question)),
        |(text, _)| words.text(text),
    )
}

/// Words that stand alone, which in the middle of a sentence begin small.
pub(crate) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// The question that asks for a fact; the fact's id where none does.
pub(crate) fn question_words(words: &Words<'_>, fact: FactId) -> String {
    let pack = words.walk.pack();
    words.walk.question_of(fact).map_or_else(
        || pack.fact(fact).id.clone(),
        |question| words.sentence(&pack.question(question).ask),
    )
}
