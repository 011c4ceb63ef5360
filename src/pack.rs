//! A rule pack: questions, results and everything they refer to, in types that
//! cannot hold a dangling id. [`load`] is the only way to make one.

mod allow;
pub mod calendar;
pub(crate) mod condition;
mod decode;
pub mod files;
mod flow;
pub(crate) mod index;
pub(crate) mod load;
pub mod problem;
pub(crate) mod reader;
mod resolve;
pub mod schema;
pub mod text;
mod wording;

use chrono::NaiveDate;

pub use allow::Allowed;
pub use condition::{Condition, Is, Side};
pub use files::Files;
pub use load::{Loaded, OWN_CONTACTS, load};
pub use problem::{Place, Problems};
pub(crate) use reader::nearest;
pub use text::{Piece, Slot, Text};
pub use wording::Wording;

use crate::check::workdays::Calendar;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn new(number: usize) -> Self {
                Self(u32::try_from(number).unwrap_or(u32::MAX))
            }

            /// Its number, from 0, in the order of the rule files.
            #[must_use]
            pub const fn number(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A question of a [`Pack`].
    QuestionId
    /// A result of a [`Pack`].
    ResultId
    /// A fact that questions ask for.
    FactId
    /// A parameter: a dated and sourced figure.
    ParameterId
    /// A source of facts.
    SourceId
    /// Somebody to ask.
    ContactId
    /// A stage of the walk.
    StageId
    /// A link of the chain that a record passes.
    LinkId
    /// A caution beside a result.
    CautionId
}

/// A whole rule pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The pack's name.
    pub id: String,
    /// The pack's version, shown beside saved walks.
    pub version: String,
    /// The first question.
    pub start: QuestionId,
    /// The stages in order.
    pub stages: Vec<Named>,
    /// The chain of links in order.
    pub links: Vec<Named>,
    /// What the questions ask for.
    pub facts: Vec<Fact>,
    /// All questions.
    pub questions: Vec<Question>,
    /// All results.
    pub results: Vec<Card>,
    /// All cautions.
    pub cautions: Vec<Caution>,
    /// All parameters.
    pub parameters: Vec<Parameter>,
    /// All sources.
    pub sources: Vec<Source>,
    /// Whom one can ask.
    pub contacts: Vec<Contact>,
    /// The place the pack is for.
    pub region: Region,
    /// The working days.
    pub calendar: Calendar,
    /// What no text may say.
    pub wording: Wording,
    /// Warnings switched off, with the reasons.
    pub allowed: Vec<Allowed>,
}

/// An id with the words for it: a stage or a link.
#[derive(Clone, Debug)]
pub struct Named {
    /// The id.
    pub id: String,
    /// Its words.
    pub name: Text,
}

/// Something the walk finds out, and the values it can have. Every fact can
/// also be unknown.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The id.
    pub id: String,
    /// Its values.
    pub domain: Domain,
}

impl Fact {
    /// Whether its values are days.
    #[must_use]
    pub const fn is_day(&self) -> bool {
        matches!(self.domain, Domain::Date { .. })
    }

    /// Whether its values are somebody's name or ID number.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        matches!(self.domain, Domain::IdNumber | Domain::NamePair)
    }
}

/// The values of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// One of these ids.
    Choice(Vec<String>),
    /// A day.
    Date {
        /// Whether it can lie after today.
        up_to_today: bool,
    },
    /// An ID number as typed.
    IdNumber,
    /// A name as on record and as typed.
    NamePair,
}

/// A question: asks for a fact and leads on by its value.
#[derive(Clone, Debug)]
pub struct Question {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// Its stage.
    pub stage: StageId,
    /// What it asks for. Two questions may ask for one fact in other words.
    pub fact: FactId,
    /// Not asked where this holds.
    pub ask_unless: Option<Condition>,
    /// Words of the choices, in the order of the digit keys.
    pub choices: Vec<Choice>,
    /// First match wins.
    pub routes: Vec<Route>,
    /// Where it leads when no route fires.
    pub next: Target,
    /// What a welder reads.
    pub ask: Text,
    /// What staff read aloud.
    pub say: Text,
    /// Why it is asked.
    pub why: Text,
    /// Where to find the answer.
    pub find: Text,
    /// What staff listen for.
    pub listen: Vec<Text>,
    /// What the caller may say, and what to answer.
    pub if_said: Vec<Reply>,
    /// What staff must not promise.
    pub never_promise: Vec<Text>,
    /// More words somebody may search for.
    pub keywords: Vec<String>,
}

/// A choice of a question.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its number in the fact's domain.
    pub value: usize,
    /// Its words.
    pub label: Text,
}

/// What a caller may say, and what to answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The caller's words.
    pub heard: Text,
    /// The answer.
    pub answer: Text,
}

/// A way on from a question.
#[derive(Clone, Debug)]
pub struct Route {
    /// Where it stands.
    pub place: Place,
    /// Fires when this is true.
    pub when: Condition,
    /// Where it leads.
    pub to: Target,
}

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To another question.
    Question(QuestionId),
    /// To a result.
    Result(ResultId),
}

/// A line of a result, perhaps only under a condition.
#[derive(Clone, Debug)]
pub struct Line {
    /// The words.
    pub text: Text,
    /// Shown only when this is true.
    pub when: Option<Condition>,
}

/// A result, as the card that is shown.
#[derive(Clone, Debug)]
pub struct Card {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// The one sentence.
    pub headline: Text,
    /// The same for staff to read aloud.
    pub say: Text,
    /// Why.
    pub cause: Text,
    /// What to do, step by step.
    pub steps: Vec<Line>,
    /// Whom to ask.
    pub contacts: Vec<ContactId>,
    /// What to say there.
    pub script: Vec<Line>,
    /// What to have at hand.
    pub bring: Vec<Line>,
    /// How one sees that it is solved.
    pub solved_when: Text,
    /// When to come back, and what to answer then.
    pub call_again_if: Text,
    /// May one go on working, what can one show.
    pub meanwhile: Text,
    /// What staff must not promise.
    pub never_promise: Vec<Text>,
    /// Where in the chain the record hangs: the first whose condition holds.
    pub links: Vec<(LinkId, Option<Condition>)>,
    /// Whether it is known that the record hangs there; else that is only the
    /// place to look first.
    pub link_known: bool,
    /// From which day on to ask.
    pub ask_from: Option<AskFrom>,
    /// What carries the texts.
    pub sources: Vec<SourceId>,
    /// More words somebody may search for.
    pub keywords: Vec<String>,
}

/// How the first day to ask is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskFrom {
    /// How many working days.
    pub sum: Vec<ParameterId>,
    /// The first working day beyond that many, or the last of them.
    pub beyond: bool,
    /// Counted from the first of these that is known.
    pub after: Vec<Anchor>,
}

/// A day to count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day answered for a fact.
    Fact(FactId),
    /// Today.
    Today,
}

/// A warning beside a result.
#[derive(Clone, Debug)]
pub struct Caution {
    /// The id.
    pub id: String,
    /// Where it stands in its file.
    pub place: Place,
    /// Shown when this is true.
    pub when: Condition,
    /// Beside which part of the result.
    pub beside: Beside,
    /// The words; a line may hold only under a condition.
    pub text: Vec<Line>,
    /// What carries them.
    pub sources: Vec<SourceId>,
}

/// The part of a result page that a caution stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The one sentence.
    Headline,
    /// The day to ask from.
    AskFrom,
    /// What to say.
    Script,
}

/// A dated and sourced figure.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// The figure.
    pub value: Figure,
    /// What it means.
    pub about: Text,
    /// What its mark on the line of working days says.
    pub mark: Option<Text>,
    /// Where it comes from.
    pub source: SourceId,
    /// The day somebody last looked.
    pub checked_on: NaiveDate,
}

/// The value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A number of working days, at least 1.
    Workdays(u32),
    /// A day.
    Date(NaiveDate),
}

/// Where facts come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// How much it weighs.
    pub kind: SourceKind,
    /// What it is.
    pub title: Text,
    /// What it says on this matter.
    pub says: Text,
    /// The day somebody last looked.
    pub checked_on: NaiveDate,
    /// The last day it can be relied on, where one is known.
    pub valid_until: Option<NaiveDate>,
}

/// How much a source weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Law or official text.
    Law,
    /// A notice or public statement of an authority.
    Notice,
    /// The platform's own answers.
    Faq,
    /// What people do and report.
    Practice,
    /// Our own inference.
    Assumption,
}

/// Somebody to ask.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The id.
    pub id: String,
    /// Who it is.
    pub name: Text,
    /// What the school entered in its own file, as `(what, value)`.
    pub entered: Vec<(Entry, String)>,
}

/// What a school can enter of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Telephone number.
    Phone,
    /// Address.
    Address,
    /// Opening hours.
    Hours,
    /// Anything else.
    Note,
}

/// The place a pack is for.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// The id: the file's name.
    pub id: String,
    /// The city.
    pub city: Text,
    /// The city's authority.
    pub bureau: Text,
    /// The province's authority.
    pub department: Text,
}

impl Pack {
    /// The question with that id.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions[id.number()]
    }

    /// The result with that id.
    #[must_use]
    pub fn card(&self, id: ResultId) -> &Card {
        &self.results[id.number()]
    }

    /// The fact with that id.
    #[must_use]
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.number()]
    }

    /// The fact called `name`.
    #[must_use]
    pub fn find_fact(&self, name: &str) -> Option<FactId> {
        self.facts
            .iter()
            .position(|fact| fact.id == name)
            .map(FactId::new)
    }

    /// The first question that asks for a fact.
    #[must_use]
    pub fn question_of(&self, fact: FactId) -> Option<QuestionId> {
        self.questions
            .iter()
            .position(|question| question.fact == fact)
            .map(QuestionId::new)
    }

    /// The sum of parameters that are working days.
    #[must_use]
    pub fn sum(&self, parameters: &[ParameterId]) -> u32 {
        let workdays = |id: &ParameterId| match self.parameters[id.number()].value {
            Figure::Workdays(count) => count,
            Figure::Date(_) => 0,
        };
        let counts = parameters.iter().map(workdays);
        counts.fold(0, u32::saturating_add)
    }

    /// The day of a parameter that is one.
    #[must_use]
    pub fn day(&self, parameter: ParameterId) -> Option<NaiveDate> {
        match self.parameters[parameter.number()].value {
            Figure::Date(day) => Some(day),
            Figure::Workdays(_) => None,
        }
    }
}
