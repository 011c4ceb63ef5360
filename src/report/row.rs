//! A result as the cells of a table: in `diagnose --format csv`, and beside
//! every row of a roster.

use chrono::NaiveDate;

use super::card::{cautions, question_words};
use super::message;
use super::section::then;
use super::words::Words;
use crate::pack::Beside;

named! {
    /// The columns of what was found, in their order, by their headings: in a
    /// roster the same in both languages, so that a sheet or a script that looks
    /// for one finds it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub(crate) enum Column {
        /// The result's id.
        Result "result",
        Conclusion "结论",
        /// Where it hangs.
        Link "卡在哪一环",
        Step "下一步",
        AskFrom "最早可询问日期",
        Certain "日期是否确定",
        /// The question still to be answered.
        Needed "还需要知道",
        /// What is wrong with the row, in a roster alone.
        Problems "问题",
    }
}

/// A row of a table.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// By column; each empty where there is nothing to say.
    pub(crate) cells: [String; Column::ALL.len()],
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
            cells[Column::Needed as usize] = needed.unwrap_or_default();
            return row;
        };
        let pack = walk.pack();
        let card = pack.card(outcome.result);
        let lead = words.lead();
        cells[Column::Result as usize].clone_from(&card.id);
        let conclusion = &mut cells[Column::Conclusion as usize];
        *conclusion = words.headline().unwrap_or_default();
        // The day to wait for stands nowhere else in the row.
        if lead.is_some() && outcome.ask_from.is_some() {
            conclusion.push_str(lang.pick("", " "));
            conclusion.push_str(then(lang));
            conclusion.push_str(&words.sentence(&card.headline));
        }
        for caution in cautions(words, outcome, Beside::Headline) {
            conclusion.push_str(lang.pick("注意：", " Mind: "));
            conclusion.push_str(&caution);
        }
        let link = outcome.link.map(|link| &pack.links[link.number()].name);
        let look = if outcome.link_known {
            ""
        } else {
            lang.pick("先看：", "look first: ")
        };
        let link = link.map(|name| format!("{look}{}", words.text(name)));
        cells[Column::Link as usize] = link.unwrap_or_default();
        // What leads is said as in a message: its steps point to words that stand
        // below them on a page, and in a table nothing does.
        let first = lead.map(|lead| message::briefs(words, &lead.message));
        let first = first.map(|briefs| briefs.join(lang.pick("", " ")));
        let mut steps = card.steps.iter();
        let own = || steps.find_map(|step| words.line(step)).unwrap_or_default();
        cells[Column::Step as usize] = first.filter(|it| !it.is_empty()).unwrap_or_else(own);
        // What leads is to be asked today, whatever the result waits for.
        let today = lead.is_some_and(|lead| !lead.contacts.is_empty());
        if let Some(settled) = outcome.ask_from {
            let day = if today { walk.today() } else { settled.date };
            row.ask_from = Some(day);
            cells[Column::AskFrom as usize] = day.to_string();
            let certain = if today || settled.certain {
                lang.pick("是", "yes")
            } else {
                lang.pick("否", "no")
            };
            certain.clone_into(&mut cells[Column::Certain as usize]);
        }
        row
    }
}
