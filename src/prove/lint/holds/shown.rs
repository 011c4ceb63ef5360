//! Texts as they may be shown, and what may not be known where they are.

use chrono::NaiveDate;

use super::{Suspicion, answers_where, dated};
use crate::engine::{Answers, Facts, Value};
use crate::lang::{Lang, Said};
use crate::pack::{Condition, FactId, Fields as _, Pack, Place, Slot, Target, Worded};
use crate::prove::Explored;
use crate::prove::lint::Lint;
use crate::prove::value_sets::So;
use crate::prove::{reads, rule, shape};

/// A text as it may be shown: by itself or as one wording of a phrase in
/// another.
pub(super) struct ShownText<'p> {
    /// What is filled into it, in both languages.
    slots: Vec<Slot>,
    /// The phrase it is a wording of.
    phrase: Option<&'p str>,
    /// All that decides whether it is shown, each with what it must be.
    pub(super) guards: Vec<(&'p Condition, bool)>,
    /// Where the words stand that show it.
    place: Place,
}

impl<'p> ShownText<'p> {
    /// A text, and every wording of the phrases in it.
    pub(super) fn all(pack: &'p Pack, worded: Worded<'p>) -> Vec<Self> {
        let (text, place) = (worded.text, worded.text.place(Lang::Zh));
        let guards = worded.guards();
        let slots: Vec<_> = reads::slots(pack, text).collect();
        let phrases = slots.iter().filter_map(|slot| match slot {
            Slot::Phrase(id) => Some(id.number()),
            _ => None,
        });
        let phrases = reads::tidy(phrases.collect());
        let mut list = Vec::new();
        for phrase in phrases.into_iter().map(|number| &pack.phrases[number]) {
            for wording in phrase.texts() {
                list.push(Self {
                    slots: reads::slots(pack, wording.text).collect(),
                    phrase: Some(&phrase.id),
                    guards: [guards.clone(), wording.guards()].concat(),
                    place,
                });
            }
        }
        list.push(Self {
            slots,
            phrase: None,
            guards,
            place,
        });
        list
    }

    pub(super) fn has(&self, slot: &Slot) -> bool {
        self.slots.contains(slot)
    }

    /// The facts whose day it shows.
    pub(super) fn facts(&self) -> Vec<FactId> {
        reads::tidy(self.slots.iter().filter_map(Slot::fact_of_day).collect())
    }

    /// A placeholder by its name, with the phrase it stands in.
    fn name(&self, slot: &str) -> Said {
        match self.phrase {
            None => Said::new(format!("{{{slot}}}"), format!("{{{slot}}}")),
            Some(phrase) => Said::new(
                format!("{{{phrase}}} 里的 {{{slot}}}"),
                format!("{{{slot}}} in {{{phrase}}}"),
            ),
        }
    }

    /// The day of a fact, with all facts that decide whether it is shown, and
    /// whether it is; where it stands there is a day to ask from, if `dated`.
    ///
    /// The facts that fewer conditions look at come first: where a condition
    /// fails, no value of those before all of its own has to be tried.
    pub(super) fn shown_with(
        &self,
        fact: FactId,
        dated: bool,
    ) -> (Vec<FactId>, impl Fn(&Facts<'_>) -> So) {
        let certain = |(guard, _): &&(&Condition, bool)| **guard != Condition::NotCertain;
        let guards = self.guards.iter().filter(certain);
        let guards: Vec<_> = guards
            .map(|(guard, must)| (*guard, *must, guard.facts()))
            .collect();
        let of_guards = guards.iter().flat_map(|(.., facts)| facts);
        let mut facts = reads::tidy(of_guards.copied().chain([fact]).collect());
        facts.sort_by_key(|fact| guards.iter().filter(|(.., of)| of.contains(fact)).count());
        let asks = dated && guards.iter().any(|(guard, ..)| reads::ask_from(guard));
        let first = |of: &[FactId]| facts.iter().position(|fact| of.contains(fact));
        let guards = guards.iter();
        let mut guards: Vec<_> = guards
            .map(|(guard, must, of)| (first(of).unwrap_or(0), *guard, *must))
            .collect();
        guards.sort_by_key(|(first, ..)| std::cmp::Reverse(*first));
        let shown = move |known: &Facts<'_>| {
            let mut guards = guards.iter();
            let fails = guards.find(|(_, guard, must)| known.is_true(guard) != *must);
            fails.map_or(Ok(()), |(first, ..)| Err(*first))
        };
        let whenever_asked = move |known: &Facts<'_>| {
            if !asks {
                return shown(known);
            }
            let days = [NaiveDate::MIN, NaiveDate::MAX];
            match days.map(|day| shown(&known.asking_from(day))) {
                [Err(one), Err(other)] => Err(one.min(other)),
                _ => Ok(()),
            }
        };
        (facts, whenever_asked)
    }

    /// Says so where it shows a day that may not be known, under all its
    /// conditions; `told` is answered when it is shown.
    pub(super) fn days(&self, lint: &Lint<'_>, target: Target, told: Option<FactId>, owner: Place) {
        for fact in self.facts() {
            if Some(fact) == told {
                continue;
            }
            let (facts, so) = self.shown_with(fact, dated(lint.pack, target));
            let missing = Suspicion {
                facts: &facts,
                undated: &[fact],
                so: &so,
            };
            if let Some(example) = answers_where(lint, target, &missing) {
                self.may_be_unknown(lint, fact, owner, Some(example));
            }
        }
        self.counts_ahead(lint, target, owner);
    }

    /// Says so where it counts working days since a day that may still come.
    fn counts_ahead(&self, lint: &Lint<'_>, target: Target, owner: Place) {
        let counted = self.slots.iter().filter_map(|slot| match slot {
            Slot::Workdays(fact) => Some(*fact),
            _ => None,
        });
        let mut counted = reads::tidy(counted.collect());
        counted.retain(|fact| !lint.pack.fact(*fact).is_past());
        for fact in counted {
            let (facts, shown) = self.shown_with(fact, dated(lint.pack, target));
            let at = facts.iter().position(|it| *it == fact).unwrap_or(0);
            let is_ahead = |known: &Facts<'_>| {
                let days = known.get(fact).and_then(Value::days);
                let ahead = days.filter(|(_, last)| *last > known.today);
                ahead.map(|_| ()).ok_or(at)
            };
            let ahead = Suspicion {
                facts: &facts,
                undated: &[],
                so: &|known| is_ahead(known).and_then(|()| shown(known)),
            };
            if let Some(example) = answers_where(lint, target, &ahead) {
                let name = self.name(&format!("workdays:{}", lint.pack.fact(fact).id));
                let title = Said::new(
                    format!("{} 数的那一天可能还没到", name.zh),
                    format!("the day that {} counts from may lie ahead", name.en),
                );
                let rule = &rule::TEXT_MAY_BE_UNKNOWN;
                lint.say_with(rule, self.place, owner, title, Some(example));
            }
        }
    }

    pub(super) fn may_be_unknown(
        &self,
        lint: &Lint<'_>,
        fact: FactId,
        owner: Place,
        example: Option<String>,
    ) {
        let name = self.name(&lint.pack.fact(fact).id);
        let title = Said::new(
            format!("这里可能还不知道 {}", name.zh),
            format!("{} may not be known here", name.en),
        );
        lint.say_with(
            &rule::TEXT_MAY_BE_UNKNOWN,
            self.place,
            owner,
            title,
            example,
        );
    }

    /// Says so where it shows the day to ask from, and there is none.
    pub(super) fn no_day_to_ask(&self, lint: &Lint<'_>, owner: Place) {
        if self.has(&Slot::AskFrom) {
            let name = self.name("ask-from");
            let title = Said::new(
                format!("这里没有“从哪天起问”，用不了 {}", name.zh),
                format!("there is no day to ask from here for {}", name.en),
            );
            lint.say(&rule::TEXT_NO_DAY_TO_ASK, self.place, owner, title);
        }
    }

    /// Says so where it shows what a check found, and some answers lead to one
    /// of these places behind something else than a number or name with a
    /// finding.
    pub(super) fn nothing_found(&self, lint: &Lint<'_>, targets: &[Target], owner: Place) {
        if !self.has(&Slot::Found) {
            return;
        }
        let way = |target: &Target| {
            let node = shape::node(lint.pack, *target);
            let mut ways = lint.explored.iter().filter_map(|explored| {
                let answers = without_finding(explored, node)?;
                lint.example_of(explored, &answers, *target)
            });
            ways.next()
        };
        if let Some(example) = targets.iter().find_map(way) {
            self.may_have_found_nothing(lint, owner, Some(example));
        }
    }

    pub(super) fn may_have_found_nothing(
        &self,
        lint: &Lint<'_>,
        owner: Place,
        example: Option<String>,
    ) {
        let name = self.name("found");
        let title = Said::new(
            format!("走到这里时不一定核对出了什么，用不了 {}", name.zh),
            format!("here the check may have found nothing for {}", name.en),
        );
        lint.say_with(&rule::TEXT_NOTHING_FOUND, self.place, owner, title, example);
    }
}

/// Answers that lead to a node, the last of them no number or name in which
/// the check finds something.
fn without_finding(explored: &Explored<'_>, node: usize) -> Option<Answers> {
    let mut behind = vec![false; explored.states.len()];
    for state in &explored.at[node] {
        behind[*state as usize] = true;
    }
    // Edges that lead to a state stand before all that leave it.
    for edge in explored.edges.iter().rev() {
        if !behind[edge.to as usize] {
            continue;
        }
        let Some(step) = explored.step(*edge) else {
            behind[edge.from as usize] = true;
            continue;
        };
        let last = explored.answer_of(step);
        let found =
            |(_, value): &(FactId, Value)| matches!(value, Value::IdNumber(_) | Value::Name { .. });
        if !last.as_ref().is_some_and(found) {
            let mut answers = explored.answers_to(edge.from);
            if let Some((fact, value)) = last {
                answers.set(fact, value);
            }
            return Some(answers);
        }
    }
    let start = (0..explored.starts).find(|state| behind[*state])?;
    Some(explored.answers_to(u32::try_from(start).ok()?))
}
