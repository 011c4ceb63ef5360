//! How each type that can stand under a key is read, and how the schema says
//! what it takes.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::condition::{self, Condition};
use super::field::{Item, Key, Required, Single};
use super::problem::Expected;
use super::reader::{Name, Table, Value};
use super::resolve::Resolver;
use super::schema::{self, Shape};
use super::text::Text;
use super::{
    Anchor, AskFrom, Beside, Choice, ContactId, Domain, Entry, FactId, Figure, Line, LinkId, Named,
    QuestionId, Reply, Route, SourceId, SourceKind, StageId, Target,
};

/// The shape of rule files this program reads.
const SCHEMA: u32 = 1;

impl Single for String {
    const SOME: bool = false;

    fn of(
        _: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        table.as_name(key, value).map(|name| name.text)
    }

    fn shape(_: &str, _: &str) -> Json {
        schema::string()
    }
}

impl Required for String {
    fn stand_in() -> Self {
        Self::new()
    }
}

impl Single for bool {
    fn of(
        _: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        table.as_boolean(key, value)
    }

    fn shape(_: &str, _: &str) -> Json {
        schema::boolean()
    }
}

impl Single for NaiveDate {
    fn of(
        _: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        table.as_date(key, value)
    }

    fn shape(_: &str, _: &str) -> Json {
        schema::date()
    }

    fn item(&self) -> Option<Item<'_>> {
        Some(Item::Day(*self))
    }
}

impl Required for NaiveDate {
    fn stand_in() -> Self {
        Self::default()
    }
}

impl Single for Text {
    fn of(
        cx: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        Some(cx.names.of_value(table, key, value))
    }

    fn shape(_: &str, _: &str) -> Json {
        schema::defined("text")
    }

    fn item(&self) -> Option<Item<'_>> {
        Some(Item::Text(self))
    }
}

impl Required for Text {
    fn stand_in() -> Self {
        Self::default()
    }
}

impl Single for Line {
    fn of(
        cx: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        table.inside(key, value, |inner| Self {
            text: cx.names.of_table(inner),
            when: cx.optional_condition(inner, "when"),
        })
    }

    fn shape(_: &str, _: &str) -> Json {
        schema::defined("line")
    }

    fn item(&self) -> Option<Item<'_>> {
        Some(Item::Line(self))
    }
}

impl Single for Condition {
    fn of(
        cx: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        cx.condition_of(table, key, value)
    }

    fn shape(kind: &str, key: &str) -> Json {
        schema::defined(if condition::of_result(kind, key) {
            "when"
        } else {
            "condition"
        })
    }

    fn item(&self) -> Option<Item<'_>> {
        Some(Item::When(self))
    }
}

impl Required for Condition {
    fn stand_in() -> Self {
        Self::NotCertain
    }
}

/// Ids that stand for what is numbered elsewhere.
macro_rules! references {
    ($($id:ident in $ids:ident $(as $item:ident)?;)*) => {$(
        impl Single for $id {
            fn of(
                cx: &Resolver<'_>,
                table: &Table<'_>,
                key: &'static str,
                value: Value<'_>,
            ) -> Option<Self> {
                let name = table.as_name(key, value)?;
                cx.$ids.resolve(&name, table.sink()).map(Self::new)
            }

            fn shape(_: &str, _: &str) -> Json {
                schema::string()
            }

            $(fn item(&self) -> Option<Item<'_>> {
                Some(Item::$item(*self))
            })?
        }

        impl Required for $id {
            fn stand_in() -> Self {
                Self::new(0)
            }
        }
    )*};
}

references! {
    StageId in stages as Stage;
    SourceId in sources as Source;
    ContactId in contacts as Contact;
    QuestionId in questions;
}

impl Single for Target {
    fn of(
        cx: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        let name = table.as_name(key, value)?;
        cx.target(&name, table)
    }

    fn shape(_: &str, _: &str) -> Json {
        schema::string()
    }
}

impl Required for Target {
    fn stand_in() -> Self {
        Self::Question(QuestionId::new(0))
    }
}

/// Values that are one of a few names.
macro_rules! names {
    ($($type:ident as $item:ident, else $else:ident { $($one:ident = $name:literal),* $(,)? })*) => {$(
        impl $type {
            const NAMES: &'static [(&'static str, Self)] = &[$(($name, Self::$one)),*];
        }

        impl Single for $type {
            fn of(
                _: &Resolver<'_>,
                table: &Table<'_>,
                key: &'static str,
                value: Value<'_>,
            ) -> Option<Self> {
                let name = table.as_name(key, value)?;
                let one = Self::NAMES.iter().find(|(known, _)| *known == name.text);
                if one.is_none() {
                    table.refuse(key, Expected::one_of(&[$($name),*]), &name);
                }
                one.map(|(_, it)| *it)
            }

            fn shape(_: &str, _: &str) -> Json {
                schema::one_of(&[$($name),*])
            }

            fn item(&self) -> Option<Item<'_>> {
                Some(Item::$item(*self))
            }
        }

        impl Required for $type {
            fn stand_in() -> Self {
                Self::$else
            }
        }
    )*};
}

names! {
    Beside as Beside, else Headline {
        Headline = "headline",
        AskFrom = "ask-from",
        Script = "script",
    }
    SourceKind as Kind, else Assumption {
        Law = "law",
        Notice = "notice",
        Faq = "faq",
        Practice = "practice",
        Assumption = "assumption",
    }
}

impl Beside {
    /// Its name in the rule files: the key it stands beside.
    #[must_use]
    pub(crate) fn key(self) -> &'static str {
        let name = Self::NAMES.iter().find(|(_, it)| *it == self);
        name.map_or("", |(name, _)| name)
    }
}

/// Tables inside a table, as many as there are.
macro_rules! inner {
    ($($type:ident $(as $item:ident)?;)*) => {$(
        impl Single for $type {
            const SOME: bool = false;

            fn of(
                cx: &Resolver<'_>,
                table: &Table<'_>,
                key: &'static str,
                value: Value<'_>,
            ) -> Option<Self> {
                table.inside(key, value, |inner| Self::read(cx, inner))
            }

            fn shape(_: &str, _: &str) -> Json {
                Self::schema()
            }

            $(fn item(&self) -> Option<Item<'_>> {
                Some(Item::$item(self))
            })?
        }
    )*};
}

inner! {
    Reply as Reply;
    Route as Route;
    Named;
}

impl Single for Choice {
    const SOME: bool = false;

    fn of(
        cx: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        let Domain::Choice(values) = &cx.facts[cx.asked(table).number()].domain else {
            return None;
        };
        table.inside(key, value, |inner| {
            let id = inner.string("id");
            Self {
                value: values.iter().position(|it| *it == id).unwrap_or_default(),
                label: cx.names.text(inner, "label"),
            }
        })
    }

    fn shape(_: &str, _: &str) -> Json {
        let keys = [("id", schema::string()), ("label", schema::defined("text"))];
        schema::object(&["id", "label"], &keys)
    }

    fn item(&self) -> Option<Item<'_>> {
        Some(Item::Text(&self.label))
    }
}

/// `link = "platform"`, or a list of `{ id, when }`.
impl Key for Vec<(LinkId, Option<Condition>)> {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        let Some(value) = table.optional(key) else {
            return Self::new();
        };
        let resolve = |name: &Name| cx.links.resolve(name, table.sink()).map(LinkId::new);
        if value.get_ref().as_array().is_none() {
            let name = table.as_name(key, value);
            let link = name.and_then(|name| resolve(&name));
            return link.map(|link| (link, None)).into_iter().collect();
        }
        let tables = table.tables(key).into_iter();
        tables
            .filter_map(|inner| {
                let link = inner.name_at("id").and_then(|name| resolve(&name));
                let when = cx.optional_condition(&inner, "when");
                inner.finish();
                link.map(|link| (link, when))
            })
            .collect()
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        let keys = [("id", schema::string()), ("when", schema::defined("when"))];
        let link = schema::object(&["id"], &keys);
        shape.key(
            key,
            false,
            schema::any_of(&[schema::string(), schema::list(&link)]),
        );
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        for (number, (link, when)) in (1..).zip(self) {
            see(number, Item::Link(*link, when.as_ref()));
        }
    }
}

impl Single for AskFrom {
    fn of(
        cx: &Resolver<'_>,
        table: &Table<'_>,
        key: &'static str,
        value: Value<'_>,
    ) -> Option<Self> {
        table.inside(key, value, |inner| {
            let beyond = inner.optional("first-workday-beyond").is_some();
            let key = if beyond {
                "first-workday-beyond"
            } else {
                "nth-workday"
            };
            let sum = inner.required(key);
            let after = inner.some("after").into_iter();
            Self {
                sum: sum.map_or_else(Vec::new, |value| cx.sum(inner, key, value)),
                beyond,
                after: after
                    .filter_map(|value| inner.as_name("after", value))
                    .filter_map(|name| match name.text.as_str() {
                        "today" => Some(Anchor::Today),
                        _ => cx.day_fact(&name, inner).map(Anchor::Fact),
                    })
                    .collect(),
            }
        })
    }

    fn shape(_: &str, _: &str) -> Json {
        let keys = [
            ("first-workday-beyond", schema::defined("names")),
            ("nth-workday", schema::defined("names")),
            ("after", schema::some(&schema::string())),
        ];
        schema::object(&["after"], &keys)
    }

    fn item(&self) -> Option<Item<'_>> {
        Some(Item::AskFrom(self))
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
        shape.key(key, false, schema::string());
        shape.key("input", true, schema::one_of(&super::decode::INPUTS));
        shape.key("latest", false, schema::one_of(&["today"]));
    }
}

/// `workdays = 15` or `date = 2026-06-01`.
impl Key for Figure {
    fn read(_: &Resolver<'_>, table: &Table<'_>, _: &'static str) -> Self {
        if Self::is_day(table) {
            Self::Date(table.date("date"))
        } else {
            Self::Workdays(table.number("workdays", 1))
        }
    }

    fn declare(shape: &mut Shape, _: &'static str) {
        shape.one_of_two(("workdays", schema::number(1)), ("date", schema::date()));
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        see(0, Item::Figure(*self));
    }
}

impl Figure {
    /// Whether a `[parameter.x]` table holds a day.
    pub(super) fn is_day(table: &Table<'_>) -> bool {
        table.optional("date").is_some()
    }
}

/// What the school entered stands in a file of its own.
impl Key for Vec<(Entry, String)> {
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
        shape.key(key, true, schema::string());
    }
}

/// `schema = 1`: refuses a pack written for another version of the program.
#[derive(Clone, Copy, Debug)]
pub struct Version;

impl Key for Version {
    fn read(_: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        if table.number(key, 1) != SCHEMA
            && let Some(value) = table.optional(key)
        {
            let expected = Expected::new(
                format!("{SCHEMA}（本程序能读的格式）"),
                format!("{SCHEMA}, the format this program reads"),
            );
            table.reject(key, expected, value);
        }
        Self
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.key(key, true, schema::only(SCHEMA));
    }
}
