//! What is to be done now, and for how many: the first sheet of a workbook, and
//! lines of the report.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::columns::Columns;
use super::tally::Tally;
use super::value::CellReader;
use crate::check::month::Month;
use crate::engine::{Facts, Value};
use crate::lang::Lang;
use crate::pack::{FactId, ParameterId, ResultId};
use crate::report::words::{month, month_name};

/// Days told apart; no class list has more.
pub(crate) const MOST_BATCHES: usize = 10_000;

/// `[batch]` of `roster.toml`: people who wait since the same day.
#[derive(Clone, Debug)]
pub(crate) struct Batches {
    /// The fact whose day it is.
    pub(crate) of: FactId,
    /// Working days that are long enough: the sum of these parameters.
    pub(crate) limit: Vec<ParameterId>,
    /// What is said of those beyond the limit and of those within, with
    /// `{day}`, `{count}` and `{limit}`; Chinese and English.
    pub(crate) past: [String; 2],
    /// The same within it.
    pub(crate) within: [String; 2],
    /// The same where only the month is known, and both may be.
    pub(crate) open: Option<[String; 2]>,
    /// By result: what to do for all of a day at once.
    pub(crate) todo: Vec<Option<[String; 2]>>,
}

/// The day of a batch; for a month its first, and that it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BatchDay {
    first: NaiveDate,
    is_month: bool,
}

impl BatchDay {
    /// The day of an answer, where it has one.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        let (first, _) = value.days()?;
        let is_month = matches!(value, Value::Month(_));
        Some(Self { first, is_month })
    }

    fn value(self) -> Value {
        if self.is_month {
            Value::Month(Month::of(self.first))
        } else {
            Value::Date(self.first)
        }
    }

    /// `9月28日`, with the year where it is not this one.
    fn words(self, today: NaiveDate, lang: Lang) -> String {
        let (year, number, day) = (self.first.year(), self.first.month(), self.first.day());
        let this_year = year == today.year();
        match (lang, self.is_month) {
            (_, true) => month(Month::of(self.first), lang),
            (Lang::Zh, _) if this_year => format!("{number}月{day}日"),
            (Lang::Zh, _) => format!("{year}年{number}月{day}日"),
            (Lang::En, _) if this_year => format!("{day} {}", month_name(number)),
            (Lang::En, _) => format!("{day} {} {year}", month_name(number)),
        }
    }
}

/// Of each day: how many have which result.
pub(crate) type ByDay = BTreeMap<BatchDay, BTreeMap<usize, u64>>;

/// The counts of a roster in words.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How it stands, a line each; what comes first is first to be done.
    pub lines: Vec<String>,
    /// What is to be done now, and for how many.
    #[cfg_attr(
        not(feature = "xlsx"),
        expect(dead_code, reason = "only a sheet shows it")
    )]
    pub(crate) todo: Vec<(String, u64)>,
    /// What is still to be answered, and for how many.
    #[cfg_attr(
        not(feature = "xlsx"),
        expect(dead_code, reason = "only a sheet shows it")
    )]
    pub(crate) needs: Vec<(String, u64)>,
    /// What the days are of, and a line each.
    pub batches: (String, Vec<String>),
}

impl Summary {
    pub(crate) fn new(
        tally: &Tally,
        columns: &Columns,
        reader: CellReader<'_>,
        lang: Lang,
    ) -> Self {
        let (pack, words) = (reader.pack, reader.words);
        let mut todo = Vec::new();
        for (number, count) in tally.results.iter().enumerate() {
            let result = ResultId::new(number);
            let own = tally.own[number];
            if let Some(text) = words.todo(result, lang).filter(|_| own > 0) {
                todo.push((text.to_owned(), own));
            }
            if *count > own {
                todo.push((words.cause(result, lang).to_owned(), count - own));
            }
        }
        todo.sort_by_key(|(_, count)| std::cmp::Reverse(*count)); // stable
        let needs = tally
            .needs
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0);
        let needs = needs.map(|(fact, count)| {
            let fact = FactId::new(fact);
            (columns.name_of(fact, pack, words), *count)
        });
        let mut needs: Vec<_> = needs.collect();
        needs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let batches = words.batches().map_or_else(Default::default, |batches| {
            let all = tally.batches.iter();
            let line = |(day, results): (&BatchDay, &BTreeMap<usize, u64>)| {
                batch_line(batches, *day, results, reader, lang)
            };
            (
                columns.name_of(batches.of, pack, words),
                all.map(line).collect(),
            )
        });
        Self {
            lines: tally
                .head(pack, words, lang)
                .lines()
                .map(str::to_owned)
                .collect(),
            todo,
            needs,
            batches,
        }
    }
}

/// `9月28日报的 17 人，都已过 23 个工作日：…`.
fn batch_line(
    batches: &Batches,
    day: BatchDay,
    results: &BTreeMap<usize, u64>,
    reader: CellReader<'_>,
    lang: Lang,
) -> String {
    let value = day.value();
    let mut facts = Facts::new(reader.pack, reader.today);
    facts.set(batches.of, &value);
    let limit = reader.pack.sum(&batches.limit);
    let [zh, en] = match facts.counted(batches.of) {
        Some(counted) if counted.workdays > limit => &batches.past,
        Some(counted) if counted.most > limit => batches.open.as_ref().unwrap_or(&batches.within),
        _ => &batches.within,
    };
    let count: u64 = results.values().sum();
    let head = lang
        .pick(zh, en)
        .replace("{day}", &day.words(reader.today, lang));
    let head = head.replace("{count}", &count.to_string());
    let head = head.replace("{limit}", &limit.to_string());
    let mut parts: Vec<_> = results.iter().collect();
    parts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let alone = parts.len() == 1;
    let parts = parts.into_iter().map(|(number, count)| {
        let result = ResultId::new(*number);
        let own = batches.todo[*number].as_ref();
        let own = own.map(|[zh, en]| lang.pick(zh.as_str(), en.as_str()));
        let todo = own
            .or_else(|| words_of(reader, result, lang))
            .unwrap_or_default();
        match (alone, lang) {
            (true, _) => todo.to_owned(),
            (false, Lang::Zh) => format!("{count} 人{todo}"),
            (false, Lang::En) => format!("{count} {todo}"),
        }
    });
    let parts: Vec<_> = parts.collect();
    format!(
        "{head}{}{}",
        lang.colon(),
        parts.join(lang.pick("；", "; "))
    )
}

fn words_of(reader: CellReader<'_>, result: ResultId, lang: Lang) -> Option<&str> {
    let words = reader.words;
    words
        .todo(result, lang)
        .or_else(|| Some(words.cause(result, lang)))
}
