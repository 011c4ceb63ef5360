//! The commands about classes: set, list, show, message, remove.

use serde_json::json;

use super::args::Batch as What;
use super::{Counter, show, written};
use crate::cli::failure::Failure;
use crate::cli::print;
use crate::desk::batch::{self, Batch};
use crate::desk::board::Class;
use crate::desk::case::Case;
use crate::desk::json;
use crate::desk::message;
use crate::desk::renew;
use crate::desk::store::StoreFault;
use crate::desk::ticket::Ticket;

impl Counter<'_> {
    pub(crate) fn batch(&mut self, what: &What) -> Result<(), Failure> {
        match what {
            What::Set { name, answers } => self.set(name, answers.file.as_deref()),
            What::List => self.classes(),
            What::Show(one) => {
                let (batch, waiting) = self.store.batch(&one.name)?;
                self.tell_class(&batch, waiting.len(), changed(&waiting))
            }
            What::Message(one) => {
                let (batch, _) = self.store.batch(&one.name)?;
                let message = batch.message(self.seat.pack, self.seat.today, self.lang);
                let value = json!({ "name": batch.name, "message": message.trim_end() });
                self.print(&value, || message.clone())
            }
            What::Remove(one) => {
                self.store.remove_batch(&one.name)?;
                let name = &one.name;
                let value = json!({ "name": name, "removed": true });
                let (zh, en) = (
                    "班次删掉了，来电单留着\n",
                    "the class is deleted, its cases stay\n",
                );
                self.print_written(name, &value, || self.lang.pick(zh, en).to_owned());
                Ok(())
            }
        }
    }

    fn set(&mut self, name: &str, file: Option<&std::path::Path>) -> Result<(), Failure> {
        let name = batch::name(name).ok_or_else(no_name)?;
        let today = self.seat.today;
        let answers = self.answers(file)?;
        let personal = |fact| self.seat.pack.fact(fact).is_personal();
        if answers.iter().any(|(fact, _)| personal(fact)) {
            print::tell(self.lang.pick(
                "班次里不记姓名和身份证号码，这几项没有写",
                "a class holds no names and no ID numbers; these were left out",
            ))?;
        }
        let known = batch::known(self.seat.pack, &answers, today).map_err(StoreFault::from)?;
        let pack = self.seat.pack;
        let to = |_: Option<&_>| Some(known.clone());
        let set = self.write(|store| renew::set_class(pack, today, store, &name, to))?;
        if let Some(contested) = message::of_contested(&set.contested, self.lang) {
            // The class is written: what cannot be told is no failure of that.
            let _ = print::tell(&contested);
        }
        let waiting = self.store.batch(&name).map_err(Failure::from);
        let shown = waiting
            .and_then(|(_, waiting)| self.tell_class(&set.batch, waiting.len(), set.changed));
        written(&name, &shown, self.lang);
        Ok(())
    }

    fn classes(&mut self) -> Result<(), Failure> {
        let (today, lang) = (self.seat.today, self.lang);
        let batches = self.store.batches()?;
        let mut all = Vec::new();
        let mut text = String::new();
        for (batch, waiting) in &batches {
            let class = Class::of(batch, *waiting, self.seat.pack, today);
            let (_, cases) = self.store.batch(&batch.name)?;
            let changed = changed(&cases);
            text.push_str(&(class.text(lang) + "\n"));
            all.push(json::Class::of(batch, *waiting, class.limit, changed));
        }
        self.print(&all, || text)
    }

    fn tell_class(
        &self,
        batch: &Batch,
        waiting: usize,
        changed: Vec<Ticket>,
    ) -> Result<(), Failure> {
        let class = Class::of(batch, waiting, self.seat.pack, self.seat.today);
        let lines: Vec<_> = changed.iter().map(|it| format!("  → {it}\n")).collect();
        let value = json::Class::of(batch, waiting, class.limit, changed);
        let lang = self.lang;
        self.print(&value, || {
            let known = batch.in_words(self.seat.pack, self.seat.today, lang);
            show::batch(&class, &known, lang) + &lines.concat()
        })
    }
}

/// Those who wait whose answer the class changed and who were not told yet.
fn changed(waiting: &[Case]) -> Vec<Ticket> {
    let changed = waiting.iter().filter(|case| case.changed);
    changed.map(|case| case.ticket).collect()
}

fn no_name() -> Failure {
    Failure::words_of(
        "班次的名字不能空着，也不能有七位以上的号码；例如「9月28日报的那批」",
        "the name of a class must not be empty and must hold no number of seven digits or more; for example \"reported 28 September\"",
    )
}
