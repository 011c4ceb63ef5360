//! The board as text: for a terminal without screens, or a pipe.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{Board, CaseRow, Class, message};
use crate::desk::case::Status;
use crate::lang::Lang;
use crate::report::words::{day, day_short, unsure};

impl Board {
    /// That old cases were just deleted, where some were.
    pub(crate) fn told_removed(&self, lang: Lang) -> Option<String> {
        let (removed, days) = self.removed;
        (removed > 0).then(|| {
            lang.say(
                format_args!("办结超过 {days} 天的 {removed} 张已经删掉。"),
                format_args!("{removed} closed for more than {days} days were deleted."),
            )
        })
    }

    /// The board as text.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let mut out = format!(
            "{}{}\n",
            lang.pick("来电簿  ", "Desk  "),
            day(self.today, lang)
        );
        if let Some(removed) = self.told_removed(lang) {
            let _ = writeln!(out, "{removed}");
        }
        for ([zh, en], rows) in self.lists() {
            let _ = writeln!(out, "\n{} {}", lang.pick(zh, en), rows.len());
            for row in rows {
                let _ = writeln!(out, "  {}  {}", row.head(self.today, lang), row.line);
            }
        }
        if !self.batches.is_empty() {
            let _ = writeln!(
                out,
                "\n{} {}",
                lang.pick("班次", "Classes"),
                self.batches.len()
            );
            for class in &self.batches {
                let _ = writeln!(out, "  {}", class.text(lang));
            }
        }
        out
    }

    /// Its lists of cases, as they are called.
    pub(crate) fn lists(&self) -> [([&'static str; 2], &[CaseRow]); 4] {
        [
            (["要回的", "To call back"], &self.due),
            (["等对方再打来的", "Waiting for the caller"], &self.waited),
            (["挂着的", "Held"], &self.held),
            (["今天的来电", "Today's calls"], &self.calls),
        ]
    }
}

impl CaseRow {
    /// Everything but what holds it up, on one line.
    pub(crate) fn head(&self, today: NaiveDate, lang: Lang) -> String {
        let row = self;
        let mut parts = vec![row.case.ticket.to_string()];
        if row.status == Status::Closed {
            parts.push(message::status(row.status, lang).to_owned());
        }
        let some = [Some(&row.who), row.batch.as_ref(), row.seat.as_ref()];
        parts.extend(
            some.into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .cloned(),
        );
        parts.extend(row.of_class.iter().map(|words| (*words).to_owned()));
        if row.seat.is_none() {
            let (due, day) = &row.due;
            let late = (today - *due).num_days();
            parts.push(match (lang, row.late) {
                (_, false) => day.clone(),
                (Lang::Zh, true) => format!("{day}，晚了 {late} 天"),
                (Lang::En, true) if late == 1 => format!("{day}, 1 day late"),
                (Lang::En, true) => format!("{day}, {late} days late"),
            });
        }
        if let Some(owner) = &row.owner {
            parts.push(format!("{}{owner}", lang.pick("下一步：", "next: ")));
        }
        parts.join("  ")
    }
}

impl Class {
    /// The class in one line: `14 人在等，9月28日起过了 23 个工作日 → …`.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let Self {
            name,
            waiting,
            limit,
        } = self;
        let mut out = lang.say(
            format_args!("{name}  {waiting} 人在等"),
            format_args!("{name}  {waiting} waiting"),
        );
        if let Some(counted) = limit.counted {
            let (days, mut since) = (counted.workdays, String::new());
            // Of a month nobody knows the day they are counted from.
            if counted.workdays == counted.most {
                let day = day_short(counted.from, lang);
                since = lang.say(format_args!("{day}起"), format_args!(" since {day}"));
            }
            let so_far = unsure(counted.certain, lang);
            out.push_str(&lang.say(
                format_args!("，{since}过了 {days} 个工作日{so_far}"),
                format_args!(", {days} working days{since}{so_far}"),
            ));
        }
        if limit.past && *waiting > 0 {
            out.push_str(lang.pick(
                " → 过了期限：打一个电话，把这一批一起问",
                " → past the limit: make one call for the whole class",
            ));
        }
        out
    }
}
