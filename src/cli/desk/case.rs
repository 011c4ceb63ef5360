//! The commands about one case: open, visit, show, hold, close, reopen, forget.

use std::path::Path;

use super::args::{List, Open, Visit};
use super::{Counter, visit_id, written};
use crate::answers;
use crate::cli::failure::Failure;
use crate::cli::{input, print};
use crate::desk::call::{Call, Who};
use crate::desk::caller::{Fit, phone_tail, tail_of_number};
use crate::desk::case::{Case, CaseFile};
use crate::desk::json::{Listed, Moved, Shown, Standing};
use crate::desk::known::Known;
use crate::desk::message::{InWords, MOST_WORDS, due, head, sought};
use crate::desk::seat::Deed;
use crate::desk::store::Filter;
use crate::desk::ticket::Ticket;
use crate::desk::{case::Status, message};
use crate::engine::{Answers, Value};

impl<'a> Counter<'a> {
    pub(crate) fn open(&mut self, open: &Open) -> Result<(), Failure> {
        let answers = self.answers(open.answers.file.as_deref())?;
        let who = self.who(open, &answers)?;
        let call = self.call(answers, open.note.as_deref())?;
        let class = who.batch.as_deref();
        let case = self.write(|store| {
            store.open_case(call.today, class, &call.visit, |ticket, batch| {
                Ok(call.open(ticket, &who, batch)?)
            })
        })?;
        self.tell(&case);
        Ok(())
    }

    pub(crate) fn visit(&mut self, visit: &Visit) -> Result<(), Failure> {
        let answers = self.answers(visit.answers.file.as_deref())?;
        let call = self.call(answers, visit.note.as_deref())?;
        let case = self
            .store
            .change(&visit.ticket.into(), visit.expected, |case, batch| {
                Ok(Some(call.go_on(case, batch)?))
            })?;
        self.tell(&case);
        Ok(())
    }

    pub(crate) fn show(&mut self, ticket: Ticket) -> Result<(), Failure> {
        let CaseFile {
            case,
            visits,
            batch,
        } = self.store.file(&ticket.into())?;
        let shown = Shown::of(self.seat.pack, &case, &visits);
        let words = self.in_words(&case, batch.as_ref());
        self.print(&shown, || {
            super::show::case(&words, &visits, self.seat.today)
        })
    }

    pub(crate) fn list(&mut self, list: &List) -> Result<(), Failure> {
        let typed = list.find.as_deref().unwrap_or_default();
        if typed.split_whitespace().count() > MOST_WORDS {
            return Err(Failure::words_of(
                format!("--find：一次最多找 {MOST_WORDS} 个词；请少写几个"),
                format!("--find: at most {MOST_WORDS} words are looked for at once; give fewer"),
            ));
        }
        let wanted = [(list.open, Status::Open), (list.held, Status::Held)];
        let filter = Filter {
            status: wanted
                .into_iter()
                .filter_map(|(it, status)| it.then_some(status))
                .collect(),
            due: list.due,
            batch: list.batch.clone(),
            words: list
                .find
                .iter()
                .flat_map(|typed| sought(self.seat.pack, typed))
                .collect(),
            most: None,
        };
        let mut cases = self.store.cases(&filter)?;
        if let Some(batch) = list.batch.as_ref().filter(|_| cases.is_empty()) {
            self.is_class(batch)?;
        }
        // As on the board: where nobody has to move any more, nothing is due.
        let is_due = |case: &Case| due(self.seat.pack, case).is_some();
        cases.retain(|case| list.due.is_none() || is_due(case));
        cases.sort_by_key(|case| (!case.waits(), !is_due(case)));
        let classes = self.store.batches()?;
        let words = cases.iter().map(|case| {
            let mut class = classes.iter().map(|(class, _)| class);
            let class = class.find(|class| Some(&class.name) == case.batch.as_ref());
            self.in_words(case, class.map(|class| &class.known))
        });
        let words: Vec<_> = words.collect();
        let listed = cases.iter().map(|case| Listed::of(self.seat.pack, case));
        let listed: Vec<_> = listed.collect();
        if listed.is_empty() {
            print::tell(self.lang.pick("没有这样的来电单", "there is no such case"))?;
        }
        self.print(&listed, || super::show::list(&words))
    }

    /// That there is a class of that name, or was: its cases keep it.
    fn is_class(&mut self, name: &str) -> Result<(), Failure> {
        let of_it = Filter {
            batch: Some(name.to_owned()),
            most: Some(1),
            ..Filter::default()
        };
        if self.store.cases(&of_it)?.is_empty() {
            self.store.batch(name)?;
        }
        Ok(())
    }

    pub(crate) fn close(&mut self, ticket: Ticket, why: Option<&str>) -> Result<(), Failure> {
        let why = Fit::note(why.unwrap_or_default());
        self.tell_fit(&why, ["办结的原因", "why it is closed"])?;
        self.act(ticket, &Deed::Close(why.text))
    }

    pub(crate) fn act(&mut self, ticket: Ticket, deed: &Deed) -> Result<(), Failure> {
        let id = visit_id()?;
        let case = self
            .seat
            .act(&mut self.store, &ticket.into(), deed, || id)?;
        let lang = self.lang;
        self.print_written(ticket, &Moved::of(&case), || match deed {
            Deed::Forget => lang.say(
                format_args!("{ticket} 和它的每次来电都删掉了\n"),
                format_args!("{ticket} and its visits are deleted\n"),
            ),
            _ => format!("{ticket}  {}\n", message::status(case.status, lang)),
        });
        Ok(())
    }

    /// Prints a case that was just written, with the message to send.
    fn tell(&mut self, case: &Case) {
        let batch = self.store.class_of(case).map_err(Failure::from);
        let shown = batch.and_then(|batch| {
            let words = self.in_words(case, batch.as_ref());
            self.print(&Standing::of(self.seat.pack, case), || {
                format!(
                    "{}\n{}",
                    head(self.seat.pack, case, words.lang),
                    words.message()
                )
            })
        });
        written(case.ticket, &shown, self.lang);
    }

    pub(crate) fn in_words<'b>(&'b self, case: &'b Case, batch: Option<&'b Known>) -> InWords<'b> {
        message::InWords {
            pack: self.seat.pack,
            case,
            batch,
            lang: self.lang,
        }
    }

    /// The answers of a file; none where there is no file.
    pub(crate) fn answers(&self, path: Option<&Path>) -> Result<Answers, Failure> {
        let Some(path) = path else {
            return Ok(Answers::new());
        };
        let (shown, text) = input::read(path, self.lang)?;
        let file = answers::read(self.seat.pack, &shown, &text).map_err(Failure::Answers)?;
        Ok(file.answers)
    }

    fn who(&self, open: &Open, answers: &Answers) -> Result<Who, Failure> {
        let caller = Fit::name(open.caller.as_deref().unwrap_or_default());
        self.tell_fit(&caller, ["称呼", "name"])?;
        let tail = match (&open.phone_tail, &open.caller) {
            (Some(text), _) => Some(phone_tail(text).ok_or_else(no_tail)?),
            (None, Some(caller)) => tail_of_number(caller),
            (None, None) => None,
        };
        let given = self.seat.pack.own().and_then(|fact| answers.get(fact));
        let own = match open.own {
            Some(false) if open.batch.is_some() => return Err(both()),
            Some(own) => own,
            None => given.is_some_and(|value| *value != Value::Choice(0)),
        };
        Ok(Who {
            caller: Some(caller.text).filter(|text| !text.is_empty()),
            phone_tail: tail,
            batch: open.batch.clone(),
            own,
        })
    }

    fn call(&self, answers: Answers, note: Option<&str>) -> Result<Call<'a>, Failure> {
        let note = Fit::note(note.unwrap_or_default());
        self.tell_fit(&note, ["备注", "note"])?;
        Ok(self.seat.call(visit_id()?, answers, note.text))
    }
}

fn no_tail() -> Failure {
    Failure::words_of(
        "--phone-tail：只要电话的后四位数字",
        "--phone-tail: takes the last four digits of the phone number, no more and no less",
    )
}

fn both() -> Failure {
    Failure::words_of(
        "写了 --batch 就是 --own yes，不能再写 --own no；去掉一个",
        "--batch implies --own yes, so --own no does not go with it; drop one of them",
    )
}
