//! A call: somebody rings, a case is opened or gone on with. Each answer can
//! be kept at once by keeping the same visit again with more answers.

use chrono::NaiveDate;

use super::case::{Case, Status};
use super::known::Known;
use super::ticket::Ticket;
use super::visit::{Visit, VisitId};
use super::walk_state::{Ground, Rejection, WalkState};
use crate::engine::Answers;
use crate::pack::Pack;

/// A call as it comes in.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The day.
    pub today: NaiveDate,
    /// Who answers.
    pub seat: String,
    /// The id of the visit that the call becomes.
    pub visit: VisitId,
    /// What the caller answers; names and numbers get no further than here.
    pub answers: Answers,
    /// A note, without long numbers.
    pub note: String,
}

/// Who calls, of a case that is new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// What to call them.
    pub caller: Option<String>,
    /// The last four digits of the telephone number.
    pub phone_tail: Option<String>,
    /// The class.
    pub batch: Option<String>,
    /// Whether they are the school's own; whoever is of a class is.
    pub own: bool,
}

impl Call<'_> {
    /// A new case, and the call as its first visit.
    ///
    /// # Errors
    /// An answer that cannot be used.
    pub fn open(
        &self,
        ticket: Ticket,
        who: &Who,
        batch: Option<&Known>,
    ) -> Result<(Case, Visit), Rejection> {
        // Also where the walk does not ask for it yet: a later call would be
        // refused for it.
        Rejection::of_any_future(self.pack, &self.answers, self.today)?;
        let own = who.own || who.batch.is_some();
        let known = Known::of(self.pack, &self.answers, self.today);
        let told = self.ground(own, batch).stand(&known, &self.answers, None)?;
        let visit = self.visit(ticket, &known, batch, &told);
        let case = Case {
            ticket,
            opening: self.visit.clone(),
            version: 1,
            status: Status::Open,
            opened: self.today,
            closed: None,
            why: String::new(),
            caller: who.caller.clone(),
            phone_tail: who.phone_tail.clone(),
            batch: who.batch.clone(),
            own,
            known,
            told,
            changed: false,
            heard: None,
            then: None,
            left: None,
            taken: None,
        };
        Ok((case, visit))
    }

    /// Goes on with a case, held or closed too: the answers given replace the
    /// old ones.
    ///
    /// # Errors
    /// An answer that cannot be used; then nothing has changed.
    pub(crate) fn go_on(&self, case: &mut Case, batch: Option<&Known>) -> Result<Visit, Rejection> {
        let given = Known::of(self.pack, &self.answers, self.today);
        let known = case.known.with(&given);
        self.with(case, batch, known)
    }

    /// Goes on with a case where the answers are all the caller's own there
    /// are: one that was taken back is gone. What was found faulty at an
    /// earlier call and was not answered anew still is.
    ///
    /// # Errors
    /// An answer that cannot be used; then nothing has changed.
    pub(crate) fn stand(&self, case: &mut Case, batch: Option<&Known>) -> Result<Visit, Rejection> {
        let given = Known::of(self.pack, &self.answers, self.today);
        let known = case.known.faulty().with(&given);
        self.with(case, batch, known)
    }

    fn with(
        &self,
        case: &mut Case,
        batch: Option<&Known>,
        known: Known,
    ) -> Result<Visit, Rejection> {
        // Also where the walk does not ask for it yet: a later call would be
        // refused for it.
        Rejection::of_any_future(self.pack, &self.answers, self.today)?;
        let told = self
            .ground(case.own, batch)
            .stand(&known, &self.answers, Some(&case.told))?;
        let visit = self.visit(case.ticket, &known, batch, &told);
        let before = case.clone();
        case.reopen();
        case.known = known;
        case.stand_at(self.pack, told, &before);
        Ok(visit)
    }

    /// The call at which somebody heard what holds since their class changed it;
    /// none where they have heard it meanwhile. Where today says the same it is
    /// looked at again from today on.
    pub(crate) fn tell(&self, case: &mut Case, batch: Option<&Known>) -> Option<Visit> {
        if !case.changed {
            return None;
        }
        let none = Answers::new();
        let ground = self.ground(case.own, batch);
        let now = ground.stand(&case.known, &none, Some(&case.told)).ok();
        match now.filter(|now| now.says_as(&case.told)) {
            Some(now) => case.told = now,
            // Its day is over, and today something else is to be said.
            None if case.told.result.is_some() && case.told.due < self.today => return None,
            None => {}
        }
        case.tell();
        Some(self.visit(case.ticket, &case.known, batch, &case.told))
    }

    fn ground<'b>(&'b self, own: bool, batch: Option<&'b Known>) -> Ground<'b> {
        Ground {
            pack: self.pack,
            today: self.today,
            own,
            batch,
        }
    }

    fn visit(
        &self,
        ticket: Ticket,
        known: &Known,
        batch: Option<&Known>,
        told: &WalkState,
    ) -> Visit {
        Visit {
            id: self.visit.clone(),
            ticket,
            at: self.today,
            seat: self.seat.clone(),
            note: self.note.clone(),
            known: batch.map_or_else(|| known.clone(), |batch| batch.with(known)),
            told: told.clone(),
            asides: Vec::new(),
        }
    }
}
