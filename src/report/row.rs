//! A result as the cells of a table: in `diagnose --format csv`, and beside
//! every row of a roster.

use chrono::NaiveDate;

use super::card::{cautions, question_words};
use super::message;
use super::words::Words;
use crate::pack::Beside;

/// Where in [`Row::cells`] the next step and what is still needed stand.
pub(crate) const STEP: usize = 3;
pub(crate) const NEEDED: usize = 6;

/// A row of a table.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The result's id, the conclusion, where it hangs, the next step, the first
    /// day to ask, whether that is certain, and the question still to be
    /// answered; each empty where there is nothing to say.
    pub(crate) cells: [String; 7],
    /// The first day to ask.
    pub(crate) ask_from: Option<NaiveDate>,
}

impl Row {
    /// What a walk has come to.
    pub(crate) fn of(words: &Words<'_>) -> Self {
        let (walk, lang) = (words.walk, words.lang);
        let mut row = Self::default();
        let cells = &mut row.cells;
        let Some(outcome) = walk.outcome() else {
            let needed = walk.next_fact().map(|fact| question_words(words, fact));
            cells[NEEDED] = needed.unwrap_or_default();
            return row;
        };
        let pack = walk.pack();
        let card = pack.card(outcome.result);
        let lead = words.lead();
        cells[0].clone_from(&card.id);
        cells[1] = words.headline().unwrap_or_default();
        for caution in cautions(words, outcome, Beside::Headline) {
            cells[1].push_str(lang.pick("注意：", " Mind: "));
            cells[1].push_str(&caution);
        }
        let link = outcome.link.map(|link| &pack.links[link.number()].name);
        cells[2] = link.map_or_else(String::new, |name| words.text(name));
        // What leads is said as in a message: its steps point to words that stand
        // below them on a page, and in a table nothing does.
        let first = lead.map(|lead| message::briefs(words, &lead.message));
        let first = first.map(|briefs| briefs.join(lang.pick("", " ")));
        let mut steps = card.steps.iter();
        let own = || steps.find_map(|step| words.line(step)).unwrap_or_default();
        cells[STEP] = first.filter(|it| !it.is_empty()).unwrap_or_else(own);
        // What leads is to be asked today, whatever the result waits for.
        let today = lead.is_some_and(|lead| !lead.contacts.is_empty());
        if let Some(settled) = outcome.ask_from {
            let day = if today { walk.today() } else { settled.date };
            row.ask_from = Some(day);
            cells[4] = day.to_string();
            let certain = if today || settled.certain {
                lang.pick("是", "yes")
            } else {
                lang.pick("否", "no")
            };
            certain.clone_into(&mut cells[5]);
        }
        row
    }
}
