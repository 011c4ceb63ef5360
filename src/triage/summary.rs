//! What is to be done now, and for how many: the first sheet of a workbook, and
//! lines of the report.

use super::batch;
use super::columns::Columns;
use super::tally::Tally;
use super::value::CellReader;
use crate::lang::Lang;
use crate::pack::FactId;

/// What the sheet of it is called.
pub(crate) const COVER_NAME: &str = "汇总";

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
        let steps = tally.steps.iter();
        let todo = steps.map(|(step, count)| (batch::todo(*step, reader, lang), *count));
        let mut todo: Vec<_> = todo.collect();
        batch::most_first(&tally.steps, &mut todo);
        let needs = tally
            .needs
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0);
        let needs = needs.map(|(fact, count)| {
            let fact = FactId::new(fact);
            (columns.name_of(fact, reader, lang), *count)
        });
        let mut needs: Vec<_> = needs.collect();
        needs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let batches = words
            .batches
            .as_ref()
            .map_or_else(Default::default, |batches| {
                let all = tally.batches.iter();
                let lines = all
                    .filter_map(|(day, people)| batch::line(batches, *day, people, reader, lang));
                (columns.name_of(batches.of, reader, lang), lines.collect())
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
