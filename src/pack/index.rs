//! Every id of a pack and its number, gathered before anything is read that
//! refers to one; so a reference is resolved where it stands.

use std::collections::HashMap;

use super::files::Files;
use super::place::Place;
use super::problem::{Noun, ProblemKind};
use super::reader::{Name, Sink};
use super::suggest::{MOST_NAMES, nearest};

/// The ids of one kind of thing, numbered in the order they stand.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    noun: Noun,
    names: Vec<String>,
    places: Vec<Place>,
    numbers: HashMap<String, usize>,
}

impl Ids {
    /// No ids yet.
    pub(crate) fn new(noun: Noun) -> Self {
        Self {
            noun,
            names: Vec::new(),
            places: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// Adds an id. Tells where it already stands, if it does.
    ///
    /// # Errors
    /// The place of the first one.
    pub(crate) fn add(&mut self, id: &str, place: Place) -> Result<usize, Place> {
        if let Some(&number) = self.numbers.get(id) {
            return Err(self.places[number]);
        }
        let number = self.names.len();
        self.numbers.insert(id.to_owned(), number);
        self.names.push(id.to_owned());
        self.places.push(place);
        Ok(number)
    }

    /// Adds an id, or reports that it stands already.
    pub(crate) fn take(
        &mut self,
        id: &str,
        place: Place,
        files: &Files,
        sink: &Sink,
    ) -> Option<usize> {
        let first = match self.add(id, place) {
            Ok(number) => return Some(number),
            Err(first) => files.location(first),
        };
        let (noun, id) = (self.noun, id.to_owned());
        sink.error(Some(place), ProblemKind::DuplicateId { noun, id, first });
        None
    }

    /// The number of an id.
    pub(crate) fn get(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// All ids in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The number of the id that `name` gives; reports one that is not there.
    pub(crate) fn resolve(&self, name: &Name, sink: &Sink) -> Option<usize> {
        let number = self.get(&name.text);
        if number.is_none() {
            sink.error(Some(name.place), self.unknown(&name.text));
        }
        number
    }

    /// The problem that there is no such id.
    pub(crate) fn unknown(&self, id: &str) -> ProblemKind {
        unknown_id(self.noun, id, self.names())
    }
}

/// Which of those that are known has the id; where none has, that is said.
pub(crate) fn find<'k>(
    noun: Noun,
    id: &str,
    place: Place,
    known: impl Iterator<Item = &'k str> + Clone,
    sink: &Sink,
) -> Option<usize> {
    let found = known.clone().position(|known| known == id);
    if found.is_none() {
        sink.error(Some(place), unknown_id(noun, id, known));
    }
    found
}

/// The problem that `id` names nothing among `known`.
pub(crate) fn unknown_id<'n>(
    noun: Noun,
    id: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> ProblemKind {
    /// More names than this are no help in a message.
    const FEW: usize = 8;
    let known: Vec<&str> = known.into_iter().take(MOST_NAMES).collect();
    ProblemKind::UnknownId {
        noun,
        id: id.to_owned(),
        meant: nearest(id, known.iter().copied()),
        known: if known.len() <= FEW {
            known.into_iter().map(str::to_owned).collect()
        } else {
            Vec::new()
        },
    }
}
