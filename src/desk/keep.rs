//! Keeping a call: what was answered here over what others wrote meanwhile, and
//! what the caller has heard of it.

use super::call::Call;
use super::case::Case;
use super::known::Known;
use super::message::is_result;
use super::renew::catch_up;
use super::seat::{ClosedBy, Kept, Progress, Seat};
use super::store::{Noted, Store, StoreFault};
use super::visit::{Visit, merged};
use crate::engine::Answers;
use crate::pack::Pack;

/// Keeps a call. Where somebody else was first, what they wrote stays under
/// what was answered here: whoever is at another page by now cannot be asked.
///
/// # Errors
/// The case is gone; the store fails.
pub(super) fn keep(
    seat: &Seat<'_>,
    store: &mut Store,
    kept: &Progress,
) -> Result<Kept, StoreFault> {
    let mut keeping = Keeping {
        seat,
        kept,
        found: kept.version,
        merges: false,
        of_class: false,
        shut: false,
        batch: None,
    };
    let edit = |case: &mut Case, batch: Option<&Known>| keeping.edit(case, batch);
    let over = |visit: &mut Visit, there: &Visit| join(seat.pack, kept, visit, there);
    let case = store.change_over(&kept.case, None, edit, over)?;
    // What is there already was written by ourselves, and the answer lost.
    let lost = keeping.found != kept.version && case.version != keeping.found;
    let by = if keeping.shut {
        ClosedBy::Another
    } else {
        ClosedBy::Matter
    };
    Ok(Kept {
        closed: (!case.waits()).then_some(by),
        case,
        batch: keeping.batch,
        noted: kept.note.clone(),
        merged: keeping.merges || lost || keeping.of_class,
        of_class: keeping.of_class,
    })
}

/// Another window of this seat may be at the same call.
fn join(pack: &Pack, kept: &Progress, visit: &mut Visit, there: &Visit) {
    visit.note = merged(&there.note, &kept.noted, &kept.note);
    if kept.aside.is_some() && is_result(pack, &there.told) {
        visit.told = there.told.clone(); // both were told
    }
    for aside in &there.asides {
        visit.tell_aside(aside);
    }
}

/// A call that is being kept, and what is found there.
struct Keeping<'k> {
    seat: &'k Seat<'k>,
    kept: &'k Progress,
    /// The version found.
    found: u32,
    /// Whether others' answers come in.
    merges: bool,
    /// Whether the class is not as the window knows it.
    of_class: bool,
    /// Whether somebody else has closed the case.
    shut: bool,
    /// What is known of the class by now.
    batch: Option<Known>,
}

impl Keeping<'_> {
    fn edit(&mut self, case: &mut Case, batch: Option<&Known>) -> Result<Noted, StoreFault> {
        let before = case.clone();
        self.found = case.version;
        // It opens what it has seen closed, not what was closed since.
        let reopens = self.kept.reopens && case.version == self.kept.version;
        self.shut = !case.waits() && !reopens;
        self.batch = batch.cloned();
        self.of_class = (self.kept.own, self.kept.class.as_ref()) != (case.own, batch);
        let mut visit = self.stand(case)?;
        if let Some(noted) = self.taken_back(case, &before, &visit) {
            return Ok(noted);
        }
        self.tell_aside(case, &mut visit, &before, batch);
        case.own = before.own;
        if self.is_nothing_new(&before, &visit) {
            *case = Case {
                status: case.status,
                ..before
            };
        } else if self.of_class && case.waits() {
            let class = self.kept.class.as_ref();
            catch_up(self.seat.pack, self.seat.today, case, class, batch);
        }
        Ok(Noted::Visit(Box::new(visit)))
    }

    /// Puts the case back to what it was before the call, where all that was
    /// answered at it is taken back and there is nothing else of it to keep.
    fn taken_back(&self, case: &mut Case, before: &Case, visit: &Visit) -> Option<Noted> {
        let kept = self.kept;
        let from = kept.from.as_deref()?;
        let is_told = kept.told && visit.told.result.is_some();
        let is_beside = kept.aside.is_some() || !kept.asked.is_empty() || !kept.note.is_empty();
        let is_undone = !kept.changed.is_empty() && case.known == from.known;
        if !is_undone || is_told || is_beside {
            return None;
        }
        if self.found == kept.version && !self.of_class {
            *case = Case {
                taken: before.taken.clone(),
                version: before.version,
                ..from.clone()
            };
            // It may have gone on after midnight.
            let later = visit.id.on(self.seat.today);
            return Some(Noted::Undone([visit.id.clone(), later]));
        }
        // Nothing of it was written, or it is taken back already and only the
        // store's answer was lost; what others did stays.
        let is_back = before.told == from.told && before.known == from.known;
        is_back.then(|| {
            *case = before.clone();
            Noted::Nothing
        })
    }

    /// The call by what the window knows of the class: as told only where the
    /// screen said it.
    fn stand(&mut self, case: &mut Case) -> Result<Visit, StoreFault> {
        let (pack, kept) = (self.seat.pack, self.kept);
        let class = kept.class.as_ref();
        let is_moved = self.found != kept.version || self.of_class;
        let theirs = is_moved.then(|| case.known.answers(pack));
        let answers = kept.over(&theirs.unwrap_or_default());
        case.own = kept.own;
        self.merges = answers != kept.answers;
        let here = self.merges.then(|| {
            self.call(kept.answers.clone())
                .stand(&mut case.clone(), class)
        });
        let before = case.clone();
        let heard = before.heard.as_ref().map_or(&before.told, |it| &it.told);
        let mut visit = self.call(answers).stand(case, class)?;
        if let Some(day) = before.closed.filter(|_| self.shut) {
            case.close(day, before.why.clone(), class);
        }
        let is_said = here
            .transpose()?
            .is_none_or(|it| it.told.says_as(&visit.told));
        // What the class changes before it is on the screen was never read.
        let is_read = !self.of_class || heard.says_as(&visit.told);
        if !(kept.told && is_said && is_read) {
            visit.told = visit.told.untold(pack);
            case.stand_at(pack, visit.told.clone(), &before);
        }
        // Nobody hears anything while something is still asked.
        if before.changed && before.waits() && visit.told.result.is_none() {
            (case.changed, case.heard) = (true, before.heard.clone());
        }
        Ok(visit)
    }

    /// A matter told beside the walk: what somebody waits for is what it was, and
    /// so is what they have not heard.
    fn tell_aside(&self, case: &mut Case, visit: &mut Visit, before: &Case, batch: Option<&Known>) {
        visit.asides.clear();
        for aside in &self.kept.asked {
            visit.tell_aside(aside);
        }
        let Some(aside) = &self.kept.aside else {
            return;
        };
        visit.told = visit.told.clone().with_aside(aside);
        visit.tell_aside(aside);
        if before.changed || is_result(self.seat.pack, &before.told) {
            *case = before.clone().asked_aside(case.known.clone());
        } else if !self.is_begun(before) {
            case.told = visit.told.clone();
            case.close(self.seat.today, String::new(), batch); // nobody waits for anything
        }
    }

    /// Whether another call had begun what still waits to be gone on with.
    fn is_begun(&self, before: &Case) -> bool {
        let changed = &self.kept.changed;
        let earlier = |id: &str| {
            let fact = self.seat.pack.find_fact(id);
            fact.is_none_or(|fact| !changed.contains(&fact))
        };
        let is_another = before.waits() && before.opening != self.kept.visit;
        is_another && before.known.iter().any(|(id, _)| earlier(id))
    }

    /// Who calls again and neither says nor hears anything new has heard what
    /// they had, and who was to be told still is. Nobody hears anything while
    /// something is still asked.
    fn is_nothing_new(&self, before: &Case, visit: &Visit) -> bool {
        let kept = self.kept;
        let is_told = kept.told && visit.told.result.is_some();
        let is_new = is_told || kept.aside.is_some() || !kept.changed.is_empty();
        let reopens = !before.waits() && !self.shut;
        !is_new && !reopens
    }

    fn call(&self, answers: Answers) -> Call<'_> {
        let (visit, note) = (self.kept.visit.clone(), self.kept.note.clone());
        self.seat.call(visit, answers, note)
    }
}

impl Progress {
    /// The answers of the call over those that somebody else wrote.
    fn over(&self, theirs: &Answers) -> Answers {
        let mut all = self.answers.clone();
        let theirs = theirs
            .iter()
            .filter(|(fact, _)| !self.changed.contains(fact));
        for (fact, value) in theirs {
            all.set(fact, value.clone());
        }
        all
    }
}
