//! A sentence that may be worded by case: one wording for everybody, or a list
//! of which the first that holds is shown.

use crate::lang::Said;
use serde_json::Value as Json;

use super::field::{Item, Key};
use super::reader::{Table, Value};
use super::resolve::Resolver;
use super::shape::{self, Shape};
use super::{Condition, Line, Text};

/// One sentence in one or more wordings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The wordings for some, each with its condition.
    some: Vec<Line>,
    /// The wording for everybody else.
    rest: Text,
}

impl Sentence {
    /// The first wording whose condition is true.
    pub(crate) fn pick(&self, mut holds: impl FnMut(&Condition) -> bool) -> &Text {
        let some = self.some.iter();
        let mut some = some.filter(|line| line.when.as_ref().is_some_and(&mut holds));
        some.next().map_or(&self.rest, |line| &line.text)
    }

    /// The wording for everybody whom no other is for.
    pub(crate) const fn rest(&self) -> &Text {
        &self.rest
    }

    /// All wordings in their order, each with its condition.
    pub(crate) fn wordings(&self) -> impl Iterator<Item = (&Text, Option<&Condition>)> + Clone {
        let some = self
            .some
            .iter()
            .map(|line| (&line.text, line.when.as_ref()));
        some.chain([(&self.rest, None)])
    }
}

impl Key for Sentence {
    fn read(cx: &Resolver<'_>, table: &Table<'_>, key: &'static str) -> Self {
        let none = Self {
            some: Vec::new(),
            rest: Text::default(),
        };
        let Some(value) = table.required(key) else {
            return none;
        };
        if !value.is_list() {
            let rest = cx.text_of(table, key, value);
            return Self { rest, ..none };
        }
        let mut some = Vec::<Line>::read(cx, table, key);
        let last = some.pop();
        match last {
            Some(last) if last_is_for_the_rest(value) => Self {
                some,
                rest: last.text,
            },
            Some(_) => {
                let expected = Said::new(
                    "每种说法都有 when，只有最后一种没有：别的人都看它",
                    "wordings that all have `when` but the last, which is for everybody else",
                );
                table.reject(key, expected, value);
                none
            }
            None => none,
        }
    }

    fn declare(shape: &mut Shape, key: &'static str) {
        shape.key(key, true, takes());
    }

    fn items<'p>(&'p self, see: &mut dyn FnMut(usize, Item<'p>)) {
        see(0, Item::Sentence(self));
    }
}

/// Whether all of a list have `when` but the last: by what is written, since a
/// condition may be there and not be understood.
pub(super) fn last_is_for_the_rest(list: Value<'_>) -> bool {
    let guards = list.elements().map(|it| it.get("when").is_some());
    let guards: Vec<bool> = guards.collect();
    let parts = guards.split_last();
    parts.is_some_and(|(last, others)| !last && others.iter().all(|it| *it))
}

fn takes() -> Json {
    let wordings = shape::some(&shape::defined("line"));
    shape::any_of(&[shape::defined("text"), wordings])
}
