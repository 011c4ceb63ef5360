//! What is to be done now, and for how many: the first sheet of a workbook, and
//! lines of the report.

use super::batch::{self, BatchDay, Results};
use super::columns::Columns;
use super::tally::Tally;
use super::value::CellReader;
use crate::lang::Lang;
use crate::pack::{FactId, ResultId};

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
            let line = |(day, results): (&BatchDay, &Results)| {
                batch::line(batches, *day, results, reader, lang)
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
