//! What the tables of rule files hold, said once: `tables!` gives each kind
//! of table its keys, and the loader, the JSON Schema, the linter, the search
//! and the review sheet walk those. A new key is one line there.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::condition::Condition;
use super::place::Place;
use super::reader::{Table, Value};
use super::resolve::Resolver;
use super::shape::Shape;
use super::text::Text;
use super::{
    Aside, AskFrom, Beside, Card, Caution, Choice, Contact, ContactDetail, ContactId, Figure,
    Given, Hang, Lead, Line, Mover, Named, Pack, Parameter, ParameterId, Phrase, Question, Reply,
    Route, Sentence, Source, SourceId, SourceKind, StageId, Target, Trade, Whom,
};
use crate::lang::Lang;

/// A key of a table.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub(crate) key: &'static str,
    /// What it is called in Chinese; in English its key says it. None where it
    /// is nothing to approve.
    pub(crate) zh: Option<&'static str>,
    /// What its texts are for.
    pub(crate) role: Role,
    /// What stands over it, where it is a part of a page.
    pub(crate) heading: Option<Heading>,
}

/// What a text is for, where that decides what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A question: one line.
    Ask,
    /// A choice: one line behind its digit.
    Choice,
    /// Read aloud.
    Say,
    /// The one sentence of a result.
    Headline,
    /// What the caller is heard to say.
    Heard,
    /// What staff must not promise: it may name the words.
    NeverPromise,
    /// A line of a short message.
    Message,
    /// Anything else.
    Plain,
}

impl Role {
    /// The columns such a text may take on a screen of 80, where that is held.
    pub(crate) const fn columns(self) -> Option<usize> {
        match self {
            Self::Ask => Some(76),
            // Behind its marker and digit.
            Self::Choice => Some(70),
            // Four lines behind a mark.
            Self::Headline => Some(4 * 74),
            // Half of what a short message may hold.
            Self::Message => Some(2 * 40),
            Self::Say | Self::Heard | Self::NeverPromise | Self::Plain => None,
        }
    }
}

/// What stands over a part of a page, and how its lines are set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    title: [&'static str; 2],
    /// How its lines are set.
    pub(crate) form: Form,
}

impl Heading {
    pub(crate) const fn new(form: Form, zh: &'static str, en: &'static str) -> Self {
        let title = [zh, en];
        Self { title, form }
    }

    /// Its words.
    pub(crate) const fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.title[0], self.title[1])
    }
}

/// How the lines of a part of a page are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Running text.
    Prose,
    /// One after the other, numbered.
    Steps,
    /// Each by itself.
    List,
    /// To be said word for word.
    Quote,
    /// Never to be said.
    Never,
}

/// Something that stands under a key, with its place among several under it,
/// from 1; 0 where there is one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyed<'p> {
    /// The key.
    pub(crate) field: &'static Field,
    /// Its place among several.
    pub(crate) number: usize,
    /// What stands there.
    pub(crate) item: Item<'p>,
}

/// What a choice is called when it is read back.
static TOLD: Field = Field {
    key: "told",
    zh: None,
    role: Role::Plain,
    heading: None,
};

/// What can stand under a key.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the types are the documentation")]
pub enum Item<'p> {
    Text(&'p Text),
    Sentence(&'p Sentence),
    Line(&'p Line),
    Choice(&'p Choice),
    Reply(&'p Reply),
    Lead(&'p Lead),
    When(&'p Condition),
    Route(&'p Route),
    Stage(StageId),
    Hang(&'p Hang),
    Mover(&'p Mover),
    Whom(&'p Whom),
    Entered(ContactDetail, &'p str),
    Source(SourceId),
    AskFrom(&'p AskFrom),
    Figure(Figure),
    Day(NaiveDate),
    Beside(Beside),
    Kind(SourceKind),
    To(Target),
    Contact(ContactId),
    Parameter(ParameterId),
    Word(&'p str),
    Flag(bool),
}

/// A text, with the key it stands under and the condition it is shown under.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worded<'p> {
    /// The key.
    pub(crate) field: &'static Field,
    /// The words.
    pub(crate) text: &'p Text,
    /// Shown only when this is true.
    pub(crate) when: Option<&'p Condition>,
    /// The sentence of which it is one wording.
    of: Option<&'p Sentence>,
}

impl<'p> Worded<'p> {
    /// All that decides whether it is shown, each with what it must be: its own
    /// condition, and those of the wordings that would stand in its place.
    pub(crate) fn guards(self) -> Vec<(&'p Condition, bool)> {
        let wordings = self.of.into_iter().flat_map(Sentence::wordings);
        let before = wordings.take_while(|(text, _)| !std::ptr::eq(*text, self.text));
        let before = before.filter_map(|(_, when)| Some((when?, false)));
        before.chain(self.when.map(|when| (when, true))).collect()
    }
}

impl<'p> Keyed<'p> {
    /// The texts that stand there.
    pub(crate) fn texts(self) -> Vec<Worded<'p>> {
        self.parts().0
    }

    /// The conditions that stand there: those of its texts, and its own.
    pub(crate) fn conditions(self) -> Vec<&'p Condition> {
        if let Item::Lead(lead) = self.item {
            return lead.conditions();
        }
        let (texts, own) = self.parts();
        let of_texts = texts.into_iter().filter_map(|it| it.when);
        of_texts.chain(own).collect()
    }

    /// The condition that stands there with no words of its own.
    pub(crate) fn own_condition(self) -> Option<&'p Condition> {
        self.parts().1
    }

    /// What is said there, and the condition that stands there alone.
    fn parts(self) -> (Vec<Worded<'p>>, Option<&'p Condition>) {
        let worded = |text, when| Worded {
            field: self.field,
            text,
            when,
            of: None,
        };
        let texts = match self.item {
            Item::Text(text) => vec![worded(text, None)],
            Item::Sentence(sentence) => {
                let wordings = sentence.wordings();
                let wordings = wordings.map(|(text, when)| Worded {
                    of: Some(sentence),
                    ..worded(text, when)
                });
                wordings.collect()
            }
            Item::Line(line) => vec![worded(&line.text, line.when.as_ref())],
            Item::Choice(choice) => {
                let label = worded(&choice.label, choice.when.as_ref());
                let told = choice.told.as_ref().map(|told| Worded {
                    field: &TOLD,
                    text: told,
                    ..label
                });
                [label].into_iter().chain(told).collect()
            }
            Item::Reply(reply) => {
                let mut texts = reply.texts();
                for it in &mut texts {
                    it.when = reply.when.as_ref();
                }
                texts
            }
            Item::Lead(lead) => lead.texts(),
            Item::When(when) => return (Vec::new(), Some(when)),
            Item::Route(route) => return (Vec::new(), Some(&route.when)),
            Item::Hang(hang) => return (Vec::new(), hang.when.as_ref()),
            Item::Mover(mover) => return (Vec::new(), mover.when.as_ref()),
            Item::Whom(whom) => return (Vec::new(), whom.when.as_ref()),
            Item::Stage(_)
            | Item::Entered(..)
            | Item::Source(_)
            | Item::AskFrom(_)
            | Item::Figure(_)
            | Item::Day(_)
            | Item::Beside(_)
            | Item::Kind(_)
            | Item::To(_)
            | Item::Contact(_)
            | Item::Parameter(_)
            | Item::Word(_)
            | Item::Flag(_) => Vec::new(),
        };
        (texts, None)
    }
}

macro_rules! parts {
    ($($part:ident $table:ident,)*) => {
        /// What kind of thing a table of a pack is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are the documentation")]
        pub enum Part {
            $($part,)*
        }

        impl Part {
            /// All of them in the order of a sheet.
            pub(crate) const ALL: [Self; [$($table::FIELDS),*].len()] = [$(Self::$part),*];

            /// Its keys.
            pub(crate) const fn fields(self) -> &'static [Field] {
                match self {
                    $(Self::$part => $table::FIELDS,)*
                }
            }
        }
    };
}

parts! {
    Pack Trade, Stage Named, Link Named, Owner Named, Question Question,
    Result Card, Caution Caution, Phrase Phrase, Given Given, Aside Aside,
    Parameter Parameter, Contact Contact, Source Source,
}

/// One table of a pack, whatever its kind.
#[derive(Clone, Debug)]
pub(crate) struct Thing<'p> {
    /// What it is.
    pub(crate) part: Part,
    /// Its id.
    pub(crate) id: &'p str,
    /// Where it stands.
    pub(crate) place: Place,
    /// All that stands in it, key by key.
    pub(crate) items: Vec<Keyed<'p>>,
}

impl Pack {
    /// All its tables, part by part.
    pub(crate) fn things(&self) -> impl Iterator<Item = Thing<'_>> {
        macro_rules! every {
            ($part:ident in $list:expr) => {
                $list.into_iter().map(|it| Thing {
                    part: Part::$part,
                    id: &it.id,
                    place: it.place,
                    items: it.items(),
                })
            };
        }
        let own = Thing {
            part: Part::Pack,
            id: &self.id,
            place: self.trade.place,
            items: Fields::items(&self.trade),
        };
        [own]
            .into_iter()
            .chain(every!(Stage in &self.stages))
            .chain(every!(Link in &self.links))
            .chain(every!(Owner in &self.owners))
            .chain(every!(Question in &self.questions))
            .chain(every!(Result in &self.results))
            .chain(every!(Caution in &self.cautions))
            .chain(every!(Phrase in &self.phrases))
            .chain(every!(Given in &self.givens))
            .chain(every!(Aside in &self.asides))
            .chain(every!(Parameter in &self.parameters))
            .chain(every!(Contact in &self.contacts))
            .chain(every!(Source in &self.sources))
    }
}

/// A kind of table that can be walked key by key.
pub(crate) trait Fields {
    /// Its keys.
    const FIELDS: &'static [Field];

    /// All that stands in it, key by key.
    fn items(&self) -> Vec<Keyed<'_>>;

    /// All its texts, key by key.
    fn texts(&self) -> Vec<Worded<'_>> {
        let items = self.items().into_iter();
        items.flat_map(Keyed::texts).collect()
    }

    /// All its conditions, key by key.
    fn conditions(&self) -> Vec<&Condition> {
        let items = self.items().into_iter();
        items.flat_map(Keyed::conditions).collect()
    }
}

/// What a key takes: how it is read, and how the schema says so.
pub(super) trait Key: Sized {
    /// Reads it; reports what is missing or wrong and goes on with a stand-in.
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self;

    /// Tells the schema of it.
    fn declare(shape: &mut Shape, key: &'static str);

    /// What stands there.
    fn items<'p>(&'p self, _see: &mut dyn FnMut(usize, Item<'p>)) {}
}

/// A value where it stands, while it is read.
pub(super) struct At<'a> {
    pub(crate) cx: &'a Resolver<'a>,
    pub(crate) table: &'a Table<'a>,
    pub(crate) key: &'static str,
    pub(crate) value: Value<'a>,
}

/// What a single TOML value is: alone under a key, perhaps missing
/// (`Option`), or one of several (`Vec`).
pub(super) trait Single: Sized {
    /// A list of these must be there and must not be empty.
    const SOME: bool = true;

    /// Reads it; none where it is not right, which is then reported.
    fn of(at: &At<'_>) -> Option<Self>;

    /// What the schema says of it under that key of that kind of table.
    fn shape(kind: &str, key: &str) -> Json;

    /// What it is for those who walk.
    fn item(&self) -> Option<Item<'_>> {
        None
    }
}

pub(super) fn one<'a, T: Single>(
    cx: &'a Resolver<'a>,
    table: &'a Table<'a>,
    key: &'static str,
    value: Value<'a>,
) -> Option<T> {
    T::of(&At {
        cx,
        table,
        key,
        value,
    })
}

/// One that must be there. Reading goes on with its default where it is not;
/// that never gets out.
impl<T: Single + Default> Key for T {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        let value = table.required(key);
        let it = value.and_then(|value| one(cx, table, key, value));
        it.unwrap_or_default()
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.key(key, true, T::shape(shape.kind, key));
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        if let Some(item) = self.item() {
            see(0, item);
        }
    }
}

impl<T: Single> Key for Option<T> {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        one(cx, table, key, table.optional(key)?)
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.key(key, false, T::shape(shape.kind, key));
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        if let Some(item) = self.as_ref().and_then(Single::item) {
            see(0, item);
        }
    }
}

impl<T: Single> Key for Vec<T> {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        let values = if T::SOME {
            table.some(key)
        } else {
            table.optional_array(key)
        };
        let of_value = |value| one(cx, table, key, value);
        let mut list: Self = values.into_iter().filter_map(of_value).collect();
        // There are hundreds, most of one or two: none keeps room for more.
        list.shrink_to_fit();
        list
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.list(key, T::SOME, &T::shape(shape.kind, key));
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        for (number, item) in (1..).zip(self.iter().filter_map(Single::item)) {
            see(number, item);
        }
    }
}
