//! A rule pack: questions, results and everything they refer to, in types that
//! cannot hold a dangling id. [`load()`] is the only way to make one.

mod allow;
pub mod calendar;
pub(crate) mod condition;
mod declare;
mod decode;
pub(crate) mod document;
pub(crate) mod field;
pub mod files;
mod flow;
pub(crate) mod index;
mod keys;
pub(crate) mod later;
pub mod load;
mod missing;
mod named;
mod own;
mod place;
pub mod problem;
pub(crate) mod reader;
mod resolve;
pub(crate) mod schema;
mod sentence;
mod shape;
mod slip;
mod slot;
mod suggest;
mod syntax;
mod tables;
pub(crate) mod text;
pub(crate) mod tree;
mod wording;

use crate::lang::Said;
use chrono::NaiveDate;

pub(crate) use allow::Allowed;
pub use condition::{Condition, Is, OfDay, Side};
pub use field::{Field, Form, Item, Part, Role};
pub(crate) use field::{Fields, Heading, Keyed, Thing, Worded};
pub use files::Files;
pub(crate) use files::OWN_CONTACTS;
pub use load::{Loaded, head, load};
pub use place::{FileId, Place};
pub use problem::Problems;
pub(crate) use resolve::{reject_parameter, wrong_fact};
pub(crate) use sentence::Sentence;
pub(crate) use slot::Slot;
pub(crate) use suggest::nearest;
pub(crate) use tables::Anchor;
pub use tables::{
    Aside, AskFrom, Beside, Brief, Card, Caution, Choice, Contact, ContactDetail, Figure, Given,
    Hang, Lead, Line, Mover, Movers, Named, NamedCondition, Parameter, Phrase, Question, Reply,
    Route, Source, SourceKind, Target, Trade, Whom,
};
pub(crate) use text::{Piece, Text};
pub(crate) use wording::Wording;

use crate::check::date_text::{DayLabel, DayReader};
use crate::check::workdays::Calendar;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Who can have to move next.
    OwnerId
    /// A caution beside a result.
    CautionId
    /// Words that depend on the case.
    PhraseId
    /// A choice of a fact's domain.
    ChoiceId
}

/// A whole rule pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The pack's name.
    pub(crate) id: String,
    /// The pack's version, shown beside saved walks.
    pub version: String,
    /// The first question.
    pub start: QuestionId,
    /// The stages in order.
    pub stages: Vec<Named>,
    /// The chain of links in order.
    pub links: Vec<Named>,
    /// Who can have to move next.
    pub(crate) owners: Vec<Named>,
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
    pub(crate) contacts: Vec<Contact>,
    /// Words that depend on the case.
    pub(crate) phrases: Vec<Phrase>,
    /// What is given from outside, of each such fact.
    pub(crate) givens: Vec<Given>,
    /// What people ask about that no walk answers.
    pub(crate) asides: Vec<Aside>,
    /// What the faces say of the pack's own trade.
    pub trade: Trade,
    /// The working days.
    pub calendar: Calendar,
    /// What the paper has around days.
    labels: Vec<DayLabel>,
    /// What the placeholders of its texts stand for.
    slots: slot::Slots,
    /// What no text may say.
    pub(crate) wording: Wording,
    /// Warnings switched off, with the reasons.
    pub(crate) allowed: Vec<Allowed>,
    /// Conditions that have a name, each with where it stands for them: there
    /// they are written out already.
    pub(crate) conditions: Vec<(NamedCondition, Vec<Place>)>,
    /// What in the user's own files could not be used, a line each.
    pub slips: Vec<Said>,
}

/// Something the walk finds out, and the values it can have. Every fact can
/// also be unknown.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The id.
    pub id: String,
    /// Its values.
    pub domain: Domain,
    /// Of one that nobody asks for, since it is given from outside: the number
    /// of its value where nothing says otherwise.
    pub given: Option<usize>,
}

impl Fact {
    /// Whether its values are days.
    pub(crate) const fn is_day(&self) -> bool {
        matches!(self.domain, Domain::Date { .. })
    }

    /// Whether its values are days that may not lie ahead.
    pub(crate) fn is_past(&self) -> bool {
        self.domain == Domain::Date { up_to_today: true }
    }

    /// Whether its values are somebody's name or ID number.
    pub(crate) const fn is_personal(&self) -> bool {
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

impl Domain {
    /// Its ids, where it is a choice.
    pub(crate) fn choices(&self) -> &[String] {
        match self {
            Self::Choice(ids) => ids,
            Self::Date { .. } | Self::IdNumber | Self::NamePair => &[],
        }
    }
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

    /// Its questions in the order of the rule files.
    pub(crate) fn question_ids(&self) -> impl Iterator<Item = QuestionId> + use<> {
        (0..self.questions.len()).map(QuestionId::new)
    }

    /// Its results in the order of the rule files.
    pub(crate) fn result_ids(&self) -> impl Iterator<Item = ResultId> + use<> {
        (0..self.results.len()).map(ResultId::new)
    }

    /// Its facts in the order of the rule files.
    pub(crate) fn fact_ids(&self) -> impl Iterator<Item = FactId> + use<> {
        (0..self.facts.len()).map(FactId::new)
    }

    /// What a placeholder of its texts stands for.
    pub(crate) fn slot(&self, name: &str) -> Option<Slot> {
        self.slots.get(name)
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

    /// The facts that are given from outside.
    pub fn given(&self) -> impl Iterator<Item = FactId> + '_ {
        let given = |(number, fact): (usize, &Fact)| fact.given.map(|_| FactId::new(number));
        self.facts.iter().enumerate().filter_map(given)
    }

    /// The first of them: whether the caller is one's own, which the desk and class
    /// lists set by themselves.
    pub(crate) fn own(&self) -> Option<FactId> {
        self.given().next()
    }

    /// What is given of a fact, where it is one of these.
    pub(crate) fn given_of(&self, fact: FactId) -> Option<&Given> {
        let id = &self.fact(fact).id;
        self.givens.iter().find(|given| given.id == *id)
    }

    /// The first question that asks for a fact.
    pub(crate) fn question_of(&self, fact: FactId) -> Option<QuestionId> {
        self.questions
            .iter()
            .position(|question| question.fact == fact)
            .map(QuestionId::new)
    }

    /// How a day of this fact is read.
    #[must_use]
    pub fn day_reader(&self, fact: FactId, today: NaiveDate) -> DayReader<'_> {
        DayReader {
            today,
            asked: fact.number(),
            labels: &self.labels,
        }
    }

    /// The sum of parameters that are numbers.
    #[must_use]
    pub fn sum(&self, parameters: &[ParameterId]) -> u32 {
        let workdays = |id: &ParameterId| match self.parameters[id.number()].value {
            Figure::Workdays(count) | Figure::Count(count) => count,
            Figure::Date(_) => 0,
        };
        let counts = parameters.iter().map(workdays);
        counts.fold(0, u32::saturating_add)
    }

    /// The day of a parameter that is one.
    pub(crate) fn day(&self, parameter: ParameterId) -> Option<NaiveDate> {
        match self.parameters[parameter.number()].value {
            Figure::Date(day) => Some(day),
            Figure::Workdays(_) | Figure::Count(_) => None,
        }
    }
}
