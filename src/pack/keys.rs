//! How each type that can stand under a key is read, what the schema says it
//! takes, and what it is for those who walk.

use crate::lang::Said;
use chrono::NaiveDate;
use serde_json::Value as Json;

use super::condition::{self, Condition};
use super::field::{At, Item, Key, Single, one};
use super::index::Ids;
use super::reader::{Name, Table, Value};
use super::resolve::Resolver;
use super::sentence;
use super::shape::{self, Shape};
use super::slot::Unit;
use super::text::Text;
use super::{
    Anchor, AskFrom, Beside, Brief, Choice, ContactDetail, ContactId, Domain, FactId, Figure, Hang,
    Lead, Line, LinkId, Mover, Movers, Named, OwnerId, ParameterId, QuestionId, Reply, Route,
    SourceId, SourceKind, StageId, Target, Trade, Whom,
};

/// The shape of rule files this program reads.
const SCHEMA: u32 = 1;

impl At<'_> {
    fn name(&self) -> Option<Name> {
        self.table.as_name(self.key, self.value)
    }

    fn id(&self, ids: &Ids) -> Option<usize> {
        ids.resolve(&self.name()?, self.table.sink())
    }

    /// One of a few names.
    fn one_of<T: Copy, const N: usize>(
        &self,
        all: [T; N],
        called: fn(T) -> &'static str,
    ) -> Option<T> {
        let name = self.name()?;
        let one = all.into_iter().find(|it| called(*it) == name.text);
        if one.is_none() {
            let expected = Said::one_of(&all.map(called));
            self.table.refuse(self.key, expected, &name);
        }
        one
    }

    /// A table inside the table.
    fn inside<T>(&self, read: impl FnOnce(&Table<'_>) -> T) -> Option<T> {
        let inner = self.table.under(self.key, self.value)?;
        let item = read(&inner);
        inner.finish();
        Some(item)
    }
}

/// For each type: how it is read, what the schema says of it, what it is for
/// those who walk; `some = false` where a list of them may be empty or missing.
macro_rules! singles {
    ($($type:ty $(, some = $some:literal)?: |$at:ident| $read:expr => $shape:expr $(, |$it:ident| $item:expr)?;)*) => {$(
        impl Single for $type {
            $(const SOME: bool = $some;)?

            fn of($at: &At<'_>) -> Option<Self> {
                $read
            }

            fn shape(_: &str, _: &str) -> Json {
                $shape
            }

            $(fn item(&self) -> Option<Item<'_>> {
                let $it = self;
                Some($item)
            })?
        }
    )*};
}

singles! {
    String, some = false: |at| Some(at.name()?.text) => shape::string(), |it| Item::Word(it);
    bool: |at| at.table.as_boolean(at.key, at.value) => shape::boolean(), |it| Item::Flag(*it);
    NaiveDate: |at| at.table.as_date(at.key, at.value) => shape::date(), |it| Item::Day(*it);
    Text: |at| Some(at.cx.text_of(at.table, at.key, at.value)) => shape::defined("text"),
        |it| Item::Text(it);
    Line: |at| at.inside(|inner| Self {
        text: at.cx.text_in(inner),
        when: Key::read(at.cx, inner, "when"),
    }) => shape::defined("line"), |it| Item::Line(it);
    Brief, some = false: |at| Line::of(at).map(Self) => shape::defined("line"), |it| Item::Line(&it.0);
    Trade: |at| at.inside(|inner| Self::read(at.cx, inner)) => Self::schema();
    Lead: |at| at.inside(|inner| Self::read(at.cx, inner)) => Self::schema(), |it| Item::Lead(it);
    ParameterId: |at| at.id(at.cx.parameters).map(Self::new) => shape::string(),
        |it| Item::Parameter(*it);
    QuestionId: |at| at.id(at.cx.questions).map(Self::new) => shape::string();
    StageId: |at| at.id(at.cx.stages).map(Self::new) => shape::string(), |it| Item::Stage(*it);
    ContactId: |at| at.id(at.cx.contacts).map(Self::new) => shape::string(),
        |it| Item::Contact(*it);
    SourceId: |at| at.id(at.cx.sources).map(Self::new) => shape::string(), |it| Item::Source(*it);
    LinkId: |at| at.id(at.cx.links).map(Self::new) => shape::string();
    OwnerId: |at| at.id(at.cx.owners).map(Self::new) => shape::string();
    Whom: |at| whom(at) => shape::any_of(&[shape::string(), Self::schema()]), |it| Item::Whom(it);
    Target: |at| at.cx.target(&at.name()?, at.table) => shape::string(), |it| Item::To(*it);
    Beside: |at| at.one_of(Self::ALL, Self::name) => shape::one_of(&Self::ALL.map(Self::name)), |it| Item::Beside(*it);
    SourceKind: |at| at.one_of(Self::ALL, Self::name) => shape::one_of(&Self::ALL.map(Self::name)), |it| Item::Kind(*it);
    Reply, some = false: |at| at.inside(|inner| Self::read(at.cx, inner)) => Self::schema(), |it| Item::Reply(it);
    Route, some = false: |at| at.inside(|inner| Self::read(at.cx, inner)) => Self::schema(), |it| Item::Route(it);
    Named, some = false: |at| at.inside(|inner| Self::read(at.cx, inner)) => Self::schema();
    Choice, some = false: |at| choice(at) => shape::object(
        &[("id", shape::string()), ("label", shape::defined("text"))],
        &[("told", shape::defined("text")), ("when", shape::defined("condition"))],
    ), |it| Item::Choice(it);
    AskFrom: |at| at.inside(|inner| ask_from(at.cx, inner)) => shape::object(
        &[("after", shape::some(&shape::string()))],
        &[("first-workday-beyond", shape::defined("names")), ("nth-workday", shape::defined("names"))],
    ), |it| Item::AskFrom(it);
}

impl Single for Condition {
    fn of(at: &At<'_>) -> Option<Self> {
        at.cx.condition_of(at.table, at.key, at.value)
    }

    fn shape(kind: &str, key: &str) -> Json {
        let of_result = condition::of_result(kind, key);
        shape::defined(if of_result { "when" } else { "condition" })
    }

    fn item(&self) -> Option<Item<'_>> {
        Some(Item::When(self))
    }
}

/// `"bureau"`, or `{ id = "bureau", today = true, when = … }`.
fn whom(at: &At<'_>) -> Option<Whom> {
    if at.value.is_table() {
        return at.inside(|inner| Whom::read(at.cx, inner));
    }
    Some(Whom {
        place: at.table.place,
        contact: ContactId::of(at)?,
        today: None,
        when: None,
    })
}

fn choice(at: &At<'_>) -> Option<Choice> {
    let fact = at.cx.asked(at.table);
    let Domain::Choice(values) = &at.cx.facts[fact.number()].domain else {
        return None;
    };
    at.inside(|inner| {
        // Whether it is there and right was looked at with the fact's values.
        let id = inner.optional("id").and_then(Value::as_str);
        let value = values.iter().position(|it| Some(it.as_str()) == id);
        Choice {
            value: value.unwrap_or_default(),
            label: at.cx.text(inner, "label"),
            told: Key::read(at.cx, inner, "told"),
            when: Key::read(at.cx, inner, "when"),
        }
    })
}

fn ask_from(cx: &Resolver<'_>, table: &Table<'_>) -> AskFrom {
    let beyond = table.optional("first-workday-beyond").is_some();
    let key = if beyond {
        "first-workday-beyond"
    } else {
        "nth-workday"
    };
    let sum = table.required(key);
    let after = table.some("after").into_iter();
    let after = after.filter_map(|value| table.as_name("after", value));
    AskFrom {
        sum: sum.map_or_else(Vec::new, |value| cx.sum(table, key, value)),
        beyond,
        after: after
            .filter_map(|name| match name.text.as_str() {
                "today" => Some(Anchor::Today),
                _ => cx.day_fact(&name, table).map(Anchor::Fact),
            })
            .collect(),
    }
}

/// The tables of a list.
fn all_of<T>(table: &Table<'_>, key: &'static str, read: impl Fn(&Table<'_>) -> T) -> Vec<T> {
    let tables = table.tables(key).into_iter();
    let read = tables.map(|inner| {
        let item = read(&inner);
        inner.finish();
        item
    });
    read.collect()
}

/// `link = "platform"`, or a list of `{ id, when, known }`.
impl Key for Vec<Hang> {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        let Some(value) = table.optional(key) else {
            return Self::new();
        };
        if value.is_list() {
            return all_of(table, key, |inner| Hang::read(cx, inner));
        }
        let hang = one(cx, table, key, value).map(|link| Hang {
            place: table.place,
            link,
            when: None,
            known: None,
        });
        hang.into_iter().collect()
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        let any = shape::any_of(&[shape::string(), shape::list(&Hang::schema())]);
        shape.key(key, false, any);
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        for (number, hang) in (1..).zip(self) {
            see(number, Item::Hang(hang));
        }
    }
}

/// `owner = "caller"`, or a list of `{ id, when }` whose last has no `when`.
impl Key for Movers {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        let Some(value) = table.required(key) else {
            return Self::default();
        };
        if !value.is_list() {
            let mover = one(cx, table, key, value).map(|owner| Mover {
                place: table.place,
                owner,
                when: None,
            });
            return Self(mover.into_iter().collect());
        }
        let list = all_of(table, key, |inner| Mover::read(cx, inner));
        if !sentence::last_is_for_the_rest(value) {
            let expected = Said::new(
                "每一个都有 when，只有最后一个没有：别的时候都归它",
                "a list whose every entry has `when` but the last, which is for everybody else",
            );
            table.reject(key, expected, value);
        }
        Self(list)
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        let any = shape::any_of(&[shape::string(), shape::some(&Mover::schema())]);
        shape.key(key, true, any);
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        for (number, mover) in (1..).zip(&self.0) {
            see(number, Item::Mover(mover));
        }
    }
}

/// What a question asks for was read before: conditions everywhere name it.
impl Key for FactId {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        for key in [key, "input", "latest"] {
            table.optional(key);
        }
        cx.asked(table)
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.key(key, false, shape::string());
        shape.key("input", true, shape::one_of(&super::decode::INPUTS));
        shape.key("latest", false, shape::one_of(&["today"]));
    }
}

/// `workdays = 15`, `count = 5` or `date = 2026-06-01`.
impl Key for Figure {
    fn read(_: &Resolver<'_>, table: &Table<'_>, _: &'static str) -> Self {
        match Unit::of(table) {
            Unit::Day => Self::Date(table.date("date")),
            Unit::Count => Self::Count(table.number("count", 1)),
            Unit::Workdays => Self::Workdays(table.number("workdays", 1)),
        }
    }

    fn declare(shape: &mut Shape, _: &'static str) {
        shape.one_of_these([
            ("workdays", shape::number(1)),
            ("count", shape::number(1)),
            ("date", shape::date()),
        ]);
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        see(0, Item::Figure(*self));
    }
}

/// What the school entered stands in a file of its own.
impl Key for Vec<(ContactDetail, String)> {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, _: &'static str) -> Self {
        let number = cx.contacts.get(table.own_id()).map(ContactId::new);
        let mine = cx.entered.iter().filter(|(of, ..)| Some(*of) == number);
        mine.map(|(_, entry, value)| (*entry, value.clone()))
            .collect()
    }

    fn declare(_: &mut Shape, _: &'static str) {}

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        for (entry, value) in self {
            see(0, Item::Entered(*entry, value));
        }
    }
}

/// A name that must be there, with its place; none where it is not right.
impl Key for Option<Name> {
    fn read(_: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        table.name_at(key)
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.key(key, true, shape::string());
    }
}

/// `schema = 1`: refuses a pack written for another version of the program.
#[derive(Clone, Copy, Debug)]
pub struct Version;

impl Key for Version {
    fn read(_: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        // 0 is none, which was told.
        if ![0, SCHEMA].contains(&table.number(key, 1))
            && let Some(value) = table.optional(key)
        {
            let expected = Said::new(
                format!("{SCHEMA}（本程序能读的格式）"),
                format!("{SCHEMA}, the format this program reads"),
            );
            table.reject(key, expected, value);
        }
        Self
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.key(key, true, shape::only(SCHEMA));
    }
}
