//! A whole roster from its source to its output: batches of rows are judged
//! on all cores while the last ones are written and the next ones read. The
//! order of rows, and every byte, is the same however many cores there are.

use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelIterator as _, IntoParallelRefIterator as _,
    ParallelIterator as _,
};

use super::added::{self, Without};
use super::cell::{Area, Cell, RosterRow};
use super::columns::{self, Columns, Mapping, SEARCHED};
use super::headings::find_headings;
use super::implies::Implied;
use super::mask;
use super::repeats::{Marker, Repeated, Repeats, RowMark};
use super::row::{Judge, Progress, Verdict};
use super::stop::RosterFault;
use super::summary::Summary;
use super::tally::Tally;
use super::value::CellReader;
use crate::check::note::masked;
use crate::lang::Lang;
use crate::pack::Domain;

/// Some whole rows of a roster.
pub trait RowBatch: Send + Sync {
    /// Hands on each row but the first `skip`.
    fn each(&self, skip: usize, judge: &mut dyn FnMut(&RosterRow<'_>));

    /// How many rows there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Where a roster comes from. The first batch holds all rows that headings are
/// looked for in, as far as there are so many.
pub trait RosterSource: Send {
    /// Its batches.
    type Batch: RowBatch;

    /// The next rows.
    ///
    /// # Errors
    /// Reading cannot go on.
    fn next(&mut self) -> Result<Option<Self::Batch>, RosterFault>;

    /// Whether it is a workbook that counts its days from 1904.
    fn since_1904(&self) -> bool {
        false
    }
}

/// A batch as it is written.
pub trait OutputPart: Default + Send {
    /// A row above the headings.
    fn above(&mut self, line: &RosterRow<'_>);

    /// The headings.
    fn headings(&mut self, columns: &Columns);

    /// A row with what was found out; `width` is the number of headings.
    fn row(&mut self, line: &RosterRow<'_>, verdict: &Verdict, width: usize);
}

/// Where a roster goes.
pub trait RosterSink: Send {
    /// Its batches.
    type Page: OutputPart;

    /// Writes a batch.
    ///
    /// # Errors
    /// Writing failed.
    fn take(&mut self, page: Self::Page) -> Result<(), RosterFault>;
}

/// What became of a roster.
#[derive(Debug)]
pub struct Done {
    /// Its columns.
    pub(crate) columns: Columns,
    /// What came of its rows.
    pub tally: Tally,
    /// What its cells told besides, in words.
    pub implied: String,
    /// What is to be done now.
    pub summary: Summary,
}

/// Judges a whole roster.
///
/// # Errors
/// Why nothing could be done, or not all.
pub fn run<S: RosterSource, K: RosterSink>(
    source: &mut S,
    sink: &mut K,
    reader: CellReader<'_>,
    lang: Lang,
    maps: &[Mapping],
) -> Result<Done, RosterFault> {
    let first = source.next()?.ok_or(RosterFault::NoRows)?;
    let added = added::columns(&first);
    let first = Without::new(first, &added);
    let mut head = K::Page::default();
    let (mut columns, skip) = columns_of(&first, reader, maps, &mut head)?;
    columns.replaced = !added.is_empty();
    columns.since_1904 = source.since_1904();
    let implied = Implied::new(reader.pack, reader.words, &columns);
    let judge = Judge {
        reader,
        columns: &columns,
        implied: &implied,
        lang,
    };
    let marker = Marker::of(&judge);
    let mut repeats = Repeats::default();
    let mut tally = Tally::new(reader.pack);
    let mut done = vec![head];
    let mut take = |group: &[Part<'_, S>], judged, done: &mut Vec<K::Page>| {
        for (page, counted) in settled(&judge, group, judged, &mut repeats) {
            done.push(page);
            tally.add(&counted);
        }
        tally.rows
    };
    let first = [(first, skip)];
    let rows = take(&first, judge_all(&judge, &marker, &first)?, &mut done);
    drop(first);
    let mut group = group(source, &added)?;
    if rows == 0 && group.is_empty() {
        return Err(RosterFault::NoRows);
    }
    while !done.is_empty() {
        let (judged, next) = rayon::join(
            || judge_all::<K::Page, _>(&judge, &marker, &group),
            || {
                done.drain(..).try_for_each(|page| sink.take(page))?;
                self::group(source, &added)
            },
        );
        take(&group, judged?, &mut done);
        group = next?;
    }
    let implied = implied.words(reader, &columns, &tally.implied, lang);
    let summary = Summary::new(&tally, &columns, reader, lang);
    Ok(Done {
        columns,
        tally,
        implied,
        summary,
    })
}

/// Finds the headings, and writes what stands above them.
fn columns_of<P: OutputPart>(
    first: &impl RowBatch,
    reader: CellReader<'_>,
    maps: &[Mapping],
    head: &mut P,
) -> Result<(Columns, usize), RosterFault> {
    let mut texts = Vec::new();
    first.each(0, &mut |line| {
        if texts.len() <= SEARCHED {
            texts.push(columns::as_headings(line.cells));
        }
    });
    if texts.iter().all(Vec::is_empty) && first.len() <= SEARCHED {
        return Err(RosterFault::NoRows);
    }
    let found = find_headings(&texts, reader, maps).map_err(RosterFault::Columns)?;
    let columns = Columns::read(found.texts, reader.pack, reader.words, maps);
    let mut columns = columns.map_err(RosterFault::Columns)?;
    let roles = columns.roles.iter();
    let numbers =
        roles.filter(|(_, role)| reader.pack.fact(role.fact()).domain == Domain::IdNumber);
    columns.texts = numbers.map(|(at, _)| *at).collect();
    if reader.masked {
        for heading in &mut columns.headings {
            *heading = masked(heading);
        }
    }
    let mut number = 0;
    first.each(0, &mut |line| {
        if number < found.last {
            let hidden = reader.masked.then(|| mask::row(line.cells, |_, _| false));
            // The second line of headings stands by itself where it was merged
            // with the first.
            let left = (found.last - number) as u64;
            let stays =
                |area: &&Area| found.above.is_none() || u64::from(area.rows.1) < line.number + left;
            let merged: Vec<_> = line.merged.iter().filter(stays).copied().collect();
            head.above(&RosterRow {
                number: line.number,
                cells: hidden.as_deref().unwrap_or(line.cells),
                merged: &merged,
            });
        }
        number += 1;
    });
    head.headings(&columns);
    columns.above = found.above.unwrap_or_default();
    Ok((columns, found.last + 1))
}

/// A batch, and how many of its first rows are headings or above them.
type Part<'a, S> = (Without<'a, <S as RosterSource>::Batch>, usize);

/// The next batches, enough to keep all cores busy; of none is a row left out.
fn group<'a, S: RosterSource>(
    source: &mut S,
    added: &'a [bool],
) -> Result<Vec<Part<'a, S>>, RosterFault> {
    let wanted = rayon::current_num_threads() * 2;
    let mut batches = Vec::with_capacity(wanted);
    while batches.len() < wanted {
        let Some(batch) = source.next()? else { break };
        batches.push((Without::new(batch, added), 0));
    }
    Ok(batches)
}

/// Rows judged, each by itself.
struct Judged<P> {
    page: P,
    tally: Tally,
    marks: Vec<RowMark>,
}

/// Judges batches on all cores, but for the first rows of each that are headings.
/// A row of other headings ends it: nobody below would be read rightly.
fn judge_all<P: OutputPart, B: RowBatch>(
    judge: &Judge<'_>,
    marker: &Marker,
    batches: &[(B, usize)],
) -> Result<Vec<Judged<P>>, RosterFault> {
    let none = Repeated::new();
    let one = |batch: &(B, usize)| {
        let mut marks = Vec::with_capacity(batch.0.len());
        let mut other = None;
        let see = &mut |line: &RosterRow<'_>| {
            if other.is_none() && judge.has_other_headings(line) {
                other = Some(line.number);
            }
            marks.extend(marker.mark(judge, line));
        };
        let (page, tally) = page(judge, batch, &none, see);
        match other {
            None => Ok(Judged { page, tally, marks }),
            Some(row) => Err(row),
        }
    };
    let judged: Vec<_> = batches.par_iter().map(one).collect();
    let judged = judged.into_iter().collect::<Result<_, _>>(); // the first of them counts
    judged.map_err(RosterFault::OtherHeadings)
}

/// What was judged row by row, once more where a row repeats one above: that is
/// rare, and to look for it first would take every roster apart twice.
fn settled<P: OutputPart, B: RowBatch>(
    judge: &Judge<'_>,
    batches: &[(B, usize)],
    judged: Vec<Judged<P>>,
    repeats: &mut Repeats,
) -> Vec<(P, Tally)> {
    let found = judged.iter().map(|it| repeats.among(&it.marks));
    let found: Vec<_> = found.collect();
    let all = judged.into_par_iter().zip(found).zip(batches);
    all.map(|((judged, repeated), batch)| {
        if repeated.is_empty() {
            (judged.page, judged.tally)
        } else {
            page(judge, batch, &repeated, &mut |_| ())
        }
    })
    .collect()
}

fn page<P: OutputPart, B: RowBatch>(
    judge: &Judge<'_>,
    (batch, skip): &(B, usize),
    repeated: &Repeated,
    see: &mut dyn FnMut(&RosterRow<'_>),
) -> (P, Tally) {
    let mut page = P::default();
    let mut tally = Tally::new(judge.reader.pack);
    batch.each(*skip, &mut |line| {
        see(line);
        let verdict = judge.row(line, repeated);
        tally.count(line.number, &verdict);
        // Of a row that may be shifted no cell is what its column says.
        let is_shifted = verdict.progress == Progress::Refused;
        let is_day = |at, cell: &Cell<'_>| !is_shifted && judge.is_day(at, cell);
        let hidden = judge.reader.masked.then(|| mask::row(line.cells, is_day));
        let line = RosterRow {
            cells: hidden.as_deref().unwrap_or(line.cells),
            ..*line
        };
        page.row(&line, &verdict, judge.columns.headings.len());
    });
    (page, tally)
}
