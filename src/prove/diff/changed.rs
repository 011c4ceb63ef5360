//! What of two packs is not written the same, and from where a walk can come
//! to it: nothing else can come out differently.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::side::{Packs, Side, Where};
use crate::check::workdays::{Calendar, Span};
use crate::pack::{AskFrom, Card, Caution, Condition, FactId, OfDay, Target};
use crate::prove::reads;

/// What changed.
pub(crate) struct Changed {
    /// What is not the same, and the questions from which it can be reached.
    places: HashSet<Where>,
    /// The ids of cautions.
    cautions: HashSet<String>,
    /// The working days.
    calendar: bool,
    /// A caution or link that rests on days not settled, as every day to ask may.
    pub(crate) unsettled: bool,
    /// Something that matters everywhere.
    all: bool,
}

impl Changed {
    pub(crate) fn of(packs: &Packs<'_>, calendar: bool) -> Self {
        let [old, new] = &packs.sides;
        let start = |side: &Side<'_>| side.place(Target::Question(side.pack.start));
        let questions = differing(&old.doings(), &new.doings()).into_iter();
        let results = differing(&old.computings(), &new.computings());
        let cautions = differing(&old.cautions(), &new.cautions()).into_iter();
        let cautions: HashSet<String> = cautions.map(str::to_owned).collect();
        let not_certain =
            |it: &Caution| it.when == Condition::NotCertain && cautions.contains(&it.id);
        let unsettled = packs.sides.iter().any(|side| {
            let cards = side.pack.results.iter().zip(&side.results);
            let mut changed = cards.filter(|(_, number)| results.contains(number));
            let rests = |when: &Condition| *when == Condition::NotCertain;
            side.pack.cautions.iter().any(not_certain)
                || changed.any(|(card, _)| card.link_conditions().any(rests))
        });
        let mut changed = Self {
            unsettled,
            places: questions
                .map(Where::Question)
                .chain(results.into_iter().map(Where::Result))
                .collect(),
            all: calendar || start(old) != start(new) || !cautions.is_empty(),
            cautions,
            calendar,
        };
        changed.spread(packs);
        changed
    }

    /// Whether a walk from a question on can come to something changed.
    pub(crate) fn is_ahead_of(&self, question: usize) -> bool {
        self.all || self.places.contains(&Where::Question(question))
    }

    /// The facts by which a result may compute something else.
    pub(crate) fn facts_of_card(&self, card: &Card, result: usize) -> Vec<FactId> {
        let differs = self.places.contains(&Where::Result(result));
        let links = card
            .link_conditions()
            .filter(|when| differs || self.moves(when));
        let rule = card
            .ask_from
            .iter()
            .filter(|_| differs || self.calendar || self.unsettled);
        let facts = links.flat_map(Condition::facts);
        facts.chain(rule.flat_map(AskFrom::facts)).collect()
    }

    /// The facts by which a caution may stand or not beside a result.
    pub(crate) fn facts_of_caution(&self, card: &Card, caution: &Caution) -> Vec<FactId> {
        if self.cautions.contains(&caution.id) || self.moves(&caution.when) {
            return reads::facts_at(&caution.when, &card.ask_from);
        }
        Vec::new()
    }

    /// The facts whose days are held against the first day to ask, where other
    /// cautions or links may come of that, by shared number.
    pub(crate) fn facts_before_ask(&self, side: &Side<'_>) -> BTreeSet<usize> {
        let cautions = side.pack.cautions.iter().map(|it| (&it.when, &it.id));
        let cautions =
            cautions.filter(|(when, id)| self.cautions.contains(*id) || self.moves(when));
        let cards = side.pack.results.iter().zip(&side.results);
        let links = cards.flat_map(|(card, number)| {
            let differs = self.places.contains(&Where::Result(*number));
            let links = card.link_conditions();
            links.filter(move |when| differs || self.moves(when))
        });
        let all = cautions.map(|(when, _)| when).chain(links);
        let days = all.flat_map(Condition::of_days);
        let held = days.filter_map(OfDay::before_ask);
        held.map(|fact| side.facts[fact.number()]).collect()
    }

    /// Whether other working days, or another day to ask, can make a condition
    /// say something else.
    fn moves(&self, condition: &Condition) -> bool {
        let mut days = condition.of_days().into_iter();
        self.calendar && days.any(|of| of.counts().is_some())
            || reads::ask_from(condition) && self.moves_asking()
    }

    /// Whether some result may have another day to ask.
    fn moves_asking(&self) -> bool {
        let mut places = self.places.iter();
        self.calendar || places.any(|place| matches!(place, Where::Result(_)))
    }

    pub(crate) fn is_nothing(&self) -> bool {
        !self.all && self.places.is_empty()
    }

    /// Adds every question that leads to one of the places.
    fn spread(&mut self, packs: &Packs<'_>) {
        let mut from: HashMap<Where, Vec<Where>> = HashMap::new();
        for side in &packs.sides {
            for (question, number) in side.pack.questions.iter().zip(&side.questions) {
                for to in question.exits() {
                    let leading = from.entry(side.place(to)).or_default();
                    leading.push(Where::Question(*number));
                }
            }
        }
        let mut rest: Vec<_> = self.places.iter().copied().collect();
        while let Some(place) = rest.pop() {
            for question in from.remove(&place).unwrap_or_default() {
                if self.places.insert(question) {
                    rest.push(question);
                }
            }
        }
    }
}

/// What is not in both, or not the same.
fn differing<K: Copy + Ord, V: PartialEq>(
    old: &BTreeMap<K, V>,
    new: &BTreeMap<K, V>,
) -> BTreeSet<K> {
    let keys = old.keys().chain(new.keys());
    keys.filter(|it| old.get(it) != new.get(it))
        .copied()
        .collect()
}

/// The first and last day of every stretch that two calendars see differently.
pub(crate) fn moved_days(old: &Calendar, new: &Calendar) -> Vec<NaiveDate> {
    let years = [old, new].into_iter();
    let first = years.clone().filter_map(Calendar::first_year).min();
    let last = years.filter_map(Calendar::last_year).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let Some(start) = NaiveDate::from_ymd_opt(first - 1, 12, 1) else {
        return Vec::new();
    };
    let differs = |day: &NaiveDate| {
        old.counts(*day) != new.counts(*day) || old.status(*day) != new.status(*day)
    };
    let days = start.iter_days().take_while(|day| day.year() <= last);
    let runs = Span::runs(days.filter(differs).map(|day| (day, ())));
    runs.into_iter()
        .flat_map(|(run, ())| [run.from, run.to])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::workdays::{Holiday, Year};

    #[test]
    fn a_stretch_of_moved_days_may_end_with_the_last_year() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        let off_to = |last| Year {
            year: 2026,
            complete: false,
            notices: Vec::new(),
            holidays: vec![Holiday {
                name: "年末".to_owned(),
                off: Some(Span {
                    from: day(28),
                    to: day(last),
                }),
                work: Vec::new(),
                notice: 0,
            }],
        };
        let moved = |old, new| {
            let [old, new] = [old, new].map(|last| Calendar::new(&[off_to(last)]));
            moved_days(&old, &new)
        };
        assert_eq!(moved(28, 30), [day(29), day(30)]);
        assert_eq!(moved(31, 28), [day(29), day(31)]);
    }
}
