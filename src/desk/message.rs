//! What is sent to the caller of a case, and the case's one line on a list: in
//! the words of the rules, as they stood on the day it was told.

use chrono::NaiveDate;

use super::case::{Case, Status};
use super::known::Known;
use super::store::Sought;
use super::ticket::Ticket;
use super::visit::Visit;
use super::walk_state::{Ground, WalkState};
use crate::engine::{Answers, SettledDay, Value, Walk};
use crate::lang::Lang;
use crate::pack::{Aside, Card, FactId, Pack, Text};
use crate::report::template::{LEFT_OUT, Template};
use crate::report::words::{Words, day_short, unsure};
use crate::report::{answered, found, message, text};

/// Words looked for at most at once.
pub(crate) const MOST_WORDS: usize = 30;

/// Tickets named at most in one sentence.
const MOST_NAMED: usize = 3;

/// A case with the rules and with what is known of its class.
#[derive(Clone, Copy, Debug)]
pub struct InWords<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The case.
    pub case: &'a Case,
    /// What is known of its class.
    pub batch: Option<&'a Known>,
    /// The language.
    pub lang: Lang,
}

impl InWords<'_> {
    /// The message to send: what holds it up, what to do and whom to ask, from
    /// which day, the ticket. Where an answer is missing it says only that.
    #[must_use]
    pub fn message(&self) -> String {
        let ticket = self.case.ticket;
        let walked = self.with(|words| of_walk(words, ticket));
        let faulty = || self.with_any(|words| self.of_faulty(words));
        walked.or_else(faulty).unwrap_or_else(|| {
            let lines = [self.line(), last(ticket, self.lang)];
            lines.map(|line| line + "\n").concat()
        })
    }

    /// That the message is true no longer: the day it was to be looked at again
    /// has passed, and today other things are to be said.
    pub(crate) fn outdated(&self, today: NaiveDate) -> Option<String> {
        let (told, lang) = (&self.case.told, self.lang);
        if told.result.is_none() || told.due >= today {
            return None;
        }
        let mut now = self.case.clone();
        now.told.on = today;
        let now = InWords {
            case: &now,
            ..*self
        };
        let day = day_short(told.on, lang);
        (now.message() != self.message()).then(|| {
            lang.say(
                format_args!("这是照{day}算的，日子已经过了，不要照发。先接着问，再发新的。"),
                format_args!(
                    "This is as of {day}, and its day has passed: do not send it. Go on with the case first, then send what it says."
                ),
            )
        })
    }

    /// The message where the text of a number or name was found faulty, and is
    /// not kept.
    fn of_faulty(&self, words: &Words<'_>) -> Option<String> {
        let Case { told, known, .. } = self.case;
        let asked = words.walk.next_fact()?;
        let card = card(self.pack, told.result.as_deref()?)?;
        known.is_faulty(self.pack, asked).then(|| {
            let found = found::short(told.found.iter(), self.lang);
            let end = last(self.case.ticket, self.lang);
            message::lines_of_faulty(words, card, found, end).join("\n") + "\n"
        })
    }

    /// The whole result as text; none where there is none, or where it rests
    /// on a number or name that is not kept. A class is nothing but answers, also
    /// where the walk does not ask for them: with another answer it might.
    pub(crate) fn full(&self) -> Option<String> {
        self.walked(true, |words| {
            self.as_told(words).then(|| text::result_in(words))?
        })
    }

    /// What holds it up, in one line.
    pub(crate) fn line(&self) -> String {
        let line = self.with(|words| message::lines_ending(words, None)?.into_iter().next());
        line.unwrap_or_else(|| self.with_any(|words| short(self.pack, words, &self.case.told)))
    }

    /// That the class changed what holds for the caller, who was not told yet.
    pub(crate) fn changed(&self) -> String {
        let (told, lang) = (&self.case.told, self.lang);
        if told.result.is_some() {
            return lang.say(
                "班次知道的变了，这是新的答复，还没告诉他。",
                "What is known of the class changed: this is the new answer, not told yet.",
            );
        }
        let next = self.with_any(|words| needed(self.pack, words, told));
        let next = next.unwrap_or_default();
        lang.say(
            format_args!("班次知道的变了，原来的答复不算了，还没告诉他。新的答复要先弄清：{next}。"),
            format_args!(
                "What is known of the class changed: the old answer no longer holds, which they were not told yet. A new one needs: {next}."
            ),
        )
    }

    /// That the class knows otherwise than the caller's own answers say; none
    /// where it does not, and where nobody waits.
    pub(crate) fn contested(&self) -> Option<String> {
        let facts = self.contested_facts();
        if facts.is_empty() {
            return None;
        }
        let class = self.case.of_class(self.batch)?.answers(self.pack);
        let pieces = self.with_any(|words| {
            let piece = |fact: &FactId| contest(words, *fact, class.get(*fact)?);
            facts.iter().filter_map(piece).collect::<Vec<_>>()
        });
        Some(self.lang.say(
            format_args!(
                "跟班次记的不一样：{}。照这一单的算；不对就接着问，改过来。",
                pieces.join("；")
            ),
            format_args!(
                "Not as the class has it: {}. This case's answer counts; if it is wrong, go on and change it.",
                pieces.join("; ")
            ),
        ))
    }

    /// The same in a few words.
    pub(crate) fn otherwise(&self) -> Option<&'static str> {
        let otherwise = self
            .lang
            .pick("跟班次记的不一样", "not as the class has it");
        (!self.contested_facts().is_empty()).then_some(otherwise)
    }

    /// Of what the class knows otherwise, where somebody waits.
    fn contested_facts(&self) -> Vec<FactId> {
        let Case { told, known, .. } = self.case;
        if !self.case.waits() {
            return Vec::new();
        }
        let class = self.case.of_class(self.batch);
        let ground = Ground::of(self.pack, told.on, self.case, class.as_deref());
        ground.contested(known)
    }

    /// What was told at a visit, and until when to wait.
    pub(crate) fn of_visit(&self, visit: &Visit) -> String {
        let then = Case {
            known: visit.known.clone(),
            told: visit.told.clone(),
            then: None,
            left: None,
            ..self.case.clone()
        };
        let told = InWords {
            case: &then,
            batch: None,
            ..*self
        };
        let until = visit.told.ask_from.map_or_else(String::new, |from| {
            let day = settled(from, self.lang);
            let until = self.lang.pick("等到", "wait until ");
            self.lang.aside(&format!("{until}{day}"))
        });
        let told = told.line() + &until;
        // A matter beside the walk that was told last may be the line itself.
        let beside = visit.asides.iter();
        let beside = beside.filter(|id| visit.told.result.as_ref() != Some(*id));
        let labels: Vec<_> = beside.map(|id| title(self.pack, id, self.lang)).collect();
        if labels.is_empty() {
            return told;
        }
        let labels = labels.join(self.lang.pick("、", "; "));
        let is_over = told.ends_with(['。', '.']);
        let stop = if is_over {
            ""
        } else {
            self.lang.pick("。", ".")
        };
        self.lang.say(
            format_args!("{told}{stop}还问了：{labels}。"),
            format_args!("{told}{stop} They also asked: {labels}."),
        )
    }

    /// What `make` makes of the words of the walk, where that still comes to
    /// the result that was told.
    fn with<T>(&self, make: impl FnOnce(&Words<'_>) -> Option<T>) -> Option<T> {
        self.with_any(|words| self.as_told(words).then(|| make(words))?)
    }

    /// Whether a walk comes to the result that was told.
    fn as_told(&self, words: &Words<'_>) -> bool {
        let outcome = words.walk.outcome();
        let result = outcome.map(|outcome| &self.pack.card(outcome.result).id);
        result == self.case.told.result.as_ref()
    }

    fn with_any<T>(&self, make: impl FnOnce(&Words<'_>) -> T) -> T {
        self.walked(false, make)
    }

    /// What `make` makes of the words of the walk, for which all that the class
    /// knows is said, or only what is asked.
    fn walked<T>(&self, all: bool, make: impl FnOnce(&Words<'_>) -> T) -> T {
        let Case {
            known, told, then, ..
        } = self.case;
        let then = then.as_ref().map(|it| (&it.own, it.class.as_ref()));
        let batch = self.case.of_class(self.batch);
        let (own, batch) = then.unwrap_or((known, batch.as_deref()));
        let ground = Ground::of(self.pack, told.on, self.case, batch);
        let mut answers = ground.answers(own, &Answers::new());
        let class = batch.filter(|_| all).map(|class| class.answers(self.pack));
        for (fact, value) in class.iter().flat_map(Answers::iter) {
            if answers.get(fact).is_none() {
                answers.set(fact, value.clone());
            }
        }
        let walk = Walk::new(self.pack, &answers, told.on);
        make(&Words::new(&walk, self.lang))
    }
}

/// What a case and its class say of one fact.
fn contest(words: &Words<'_>, fact: FactId, class: &Value) -> Option<String> {
    let question = words.walk.pack().question(words.walk.question_of(fact)?);
    let own = answered::answer(words, question, words.walk.value(fact)?);
    let class = answered::answer(words, question, class);
    let topic = words.topic(question);
    Some(words.lang.say(
        format_args!("{topic}，班次是“{class}”，这一单是“{own}”"),
        format_args!("{topic} is \"{class}\" in the class and \"{own}\" in this case"),
    ))
}

/// That cases have other answers than what is new of their class.
pub(crate) fn of_contested(tickets: &[Ticket], lang: Lang) -> Option<String> {
    let named: Vec<String> = tickets
        .iter()
        .take(MOST_NAMED)
        .map(Ticket::to_string)
        .collect();
    let (named, number) = (named.join(lang.pick("、", ", ")), tickets.len());
    let said = match lang {
        Lang::Zh if number > MOST_NAMED => {
            format!("{named} 等 {number} 张来电单自己答的跟这不一样，没有改；请打开看看。")
        }
        Lang::Zh => format!("来电单 {named} 自己答的跟这不一样，没有改；请打开看看。"),
        Lang::En if number > MOST_NAMED => format!(
            "{named} and others ({number} cases) answered otherwise and stay as they are: open them and look."
        ),
        Lang::En => format!("Answered otherwise, and left as it is: {named}. Open it and look."),
    };
    (number > 0).then_some(said)
}

/// The message of a walk that came to a result, with the ticket of its case.
pub(crate) fn of_walk(words: &Words<'_>, ticket: Ticket) -> Option<String> {
    let lines = message::lines_ending(words, Some(last(ticket, words.lang)))?;
    Some(lines.join("\n") + "\n")
}

/// The ticket, as the last line of a message and wherever else it stands alone.
pub(crate) fn last(ticket: Ticket, lang: Lang) -> String {
    lang.say(
        format_args!("来电单号：{ticket}"),
        format_args!("Ticket: {ticket}"),
    )
}

/// `1123-07  等着  李师傅  1234  9月28日报的那批  2026年11月27日再看`
pub(crate) fn head(pack: &Pack, case: &Case, lang: Lang) -> String {
    let mut parts = vec![
        case.ticket.to_string(),
        status(case.status, lang).to_owned(),
    ];
    let who = [&case.caller, &case.phone_tail, &case.batch];
    parts.extend(who.into_iter().flatten().cloned());
    if due(pack, case).is_some() {
        let due = due_in_words(case, lang);
        parts.push(lang.say(format_args!("{due}再看"), format_args!("due {due}")));
    }
    parts.join("  ")
}

/// The day on which a case is looked at again; none where nobody waits for
/// anything.
pub(crate) fn due(pack: &Pack, case: &Case) -> Option<NaiveDate> {
    let waits = case.waits() && (case.changed || !is_done(pack, &case.told));
    waits.then_some(case.told.due)
}

/// That day in words, marked where a notice still to come could move it.
pub(crate) fn due_in_words(case: &Case, lang: Lang) -> String {
    let WalkState { due, ask_from, .. } = &case.told;
    let from = ask_from.filter(|from| from.date == *due);
    from.map_or_else(|| day_short(*due, lang), |from| settled(from, lang))
}

fn settled(from: SettledDay, lang: Lang) -> String {
    day_short(from.date, lang) + unsure(from.certain, lang)
}

/// Why a case is closed, in words.
pub(crate) fn why(case: &Case, lang: Lang) -> Option<String> {
    let because = lang.pick("办结的原因：", "Closed because: ");
    case.closed_for().map(|why| format!("{because}{why}"))
}

/// Where a case stands, in words.
pub(crate) const fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Open => lang.pick("等着", "open"),
        Status::Held => lang.pick("挂起", "held"),
        Status::Closed => lang.pick("办结", "closed"),
    }
}

/// What was told in one line: the result's sentence, that of the matter told
/// beside any walk, or what is to be asked.
fn short(pack: &Pack, words: &Words<'_>, told: &WalkState) -> String {
    let lang = words.lang;
    if let Some(id) = told.result.as_deref() {
        if let Some(card) = card(pack, id) {
            // What only its own walk fills in is left out.
            let template = Template::new(pack, lang);
            let mut wordings = card.headline.wordings();
            if wordings.any(|(text, _)| template.unfilled(text).contains(LEFT_OUT)) {
                return title(pack, id, lang);
            }
            return words.sentence(&card.headline);
        }
        return aside(pack, id).map_or_else(|| id.to_owned(), |it| words.sentence(&it.say));
    }
    if told.is_untold() {
        let untold = lang.pick(
            "问完了，还没告诉他结果。",
            "All is asked; the result is not told yet.",
        );
        return untold.to_owned();
    }
    let next = needed(pack, words, told).unwrap_or_default();
    format!(
        "{}{next}",
        lang.pick("还没问完，接着问：", "Not finished; ask next: ")
    )
}

/// What is to be asked next, in a word or two.
fn needed(pack: &Pack, words: &Words<'_>, told: &WalkState) -> Option<String> {
    let fact = pack.find_fact(told.needs.first()?)?;
    Some(words.topic(pack.question(pack.question_of(fact)?)))
}

/// The result called `id`, where these rules have it.
pub(crate) fn card<'p>(pack: &'p Pack, id: &str) -> Option<&'p Card> {
    pack.results.iter().find(|card| card.id == id)
}

/// The matter called `id` that is told beside any walk.
pub(crate) fn aside<'p>(pack: &'p Pack, id: &str) -> Option<&'p Aside> {
    pack.asides.iter().find(|aside| aside.id == id)
}

/// Whether nobody has to move any more after what was told.
pub(crate) fn is_done(pack: &Pack, told: &WalkState) -> bool {
    let id = told.result.as_deref().unwrap_or_default();
    aside(pack, id).is_some() || card(pack, id).is_some_and(|card| card.done == Some(true))
}

/// Whether what was told is what a walk comes to, and no matter beside it.
pub(crate) fn is_result(pack: &Pack, told: &WalkState) -> bool {
    let result = told.result.as_deref();
    result.is_some_and(|id| aside(pack, id).is_none())
}

/// What was told in a few words that fit anybody.
#[must_use]
pub fn title(pack: &Pack, told: &str, lang: Lang) -> String {
    let template = Template::new(pack, lang);
    if let Some(aside) = aside(pack, told) {
        return template.unfilled(&aside.label);
    }
    card(pack, told).map_or_else(|| told.to_owned(), |card| template.name(card))
}

/// What was typed to find a case by: a ticket, or words that are to be found
/// all, in whatever order; words beyond [`MOST_WORDS`] are left out. The results
/// in which all of it is found count for each of them.
pub(crate) fn sought(pack: &Pack, typed: &str) -> Vec<Sought> {
    let one = |word: &str| Sought {
        word: word.to_owned(),
        results: results_with(pack, word),
    };
    if typed.parse::<Ticket>().is_ok() {
        return vec![one(typed)];
    }
    let whole = one(typed).results;
    let words = typed.split_whitespace().take(MOST_WORDS).map(|word| {
        let mut word = one(word);
        word.results.extend(whole.clone());
        word
    });
    words.collect()
}

/// The results in whose first sentence a word is found, and the matters told
/// beside a walk that are called so or searched by it, by id. None for a
/// number, which is meant for a ticket or a telephone, nor for so few letters
/// that they stand in every sentence.
fn results_with(pack: &Pack, word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    let fewest = if word.is_ascii() { 4 } else { 2 };
    if word.contains(char::is_numeric) || word.chars().count() < fewest {
        return Vec::new();
    }
    let found = |text: &Text| {
        let says = |lang: &Lang| plain(text, *lang).to_lowercase().contains(&word);
        Lang::ALL.iter().any(says)
    };
    let results = pack.results.iter();
    let results = results.filter(|card| card.headline.wordings().any(|(text, _)| found(text)));
    let searched = |aside: &Aside| {
        let keywords = aside.keywords.iter();
        keywords
            .map(|it| it.to_lowercase())
            .any(|it| it.contains(&word))
    };
    let asides = pack.asides.iter();
    let asides = asides.filter(|aside| found(&aside.label) || searched(aside));
    let results = results.map(|card| card.id.clone());
    results
        .chain(asides.map(|aside| aside.id.clone()))
        .collect()
}

/// A text without its placeholders.
fn plain(name: &Text, lang: Lang) -> String {
    name.fill(lang, |_| "")
}
