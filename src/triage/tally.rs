//! What came of all rows, counted by cause, and its bar chart.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::batch::{self, BatchDay, ByDay, MOST_BATCHES, Steps};
use super::columns::options;
use super::implies::MOST;
use super::row::{Progress, Step, Verdict};
use super::vocabulary::Vocabulary;
use crate::lang::Lang;
use crate::pack::{FactId, Pack, ResultId};

/// Rows that are nobody and are told by their numbers.
const NAMED: usize = 5;

/// The longest bar.
const BAR: u64 = 30;

/// Rows by what came of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows but empty ones.
    pub rows: u64,
    /// Rows that are about the list: titles, sums, signatures.
    pub nobody: u64,
    /// The first of them, by their numbers.
    pub(crate) left_out: Vec<u64>,
    /// Rows whose ID number is at fault.
    pub id_numbers: u64,
    /// Rows that stood above already, or whose ID number did.
    pub repeated: u64,
    /// Rows in which something was not understood.
    pub faulty: u64,
    /// Rows whose cells may be shifted.
    pub refused: u64,
    /// Rows with a number that no pass mark is known for.
    pub unmarked: u64,
    /// By rule of what cells tell besides: rows it told something of.
    pub(crate) implied: Vec<u64>,
    /// By result.
    pub results: Vec<u64>,
    /// The same by what is to be done.
    pub(crate) steps: Steps,
    /// By fact that is missing.
    pub(crate) needs: Vec<u64>,
    /// By the day they wait from together.
    pub(crate) batches: ByDay,
}

impl Tally {
    /// Nothing counted yet.
    pub(crate) fn new(pack: &Pack) -> Self {
        Self {
            implied: vec![0; MOST],
            results: vec![0; pack.results.len()],
            needs: vec![0; pack.facts.len()],
            ..Self::default()
        }
    }

    /// Counts the row of that number.
    pub(crate) fn count(&mut self, row: u64, verdict: &Verdict) {
        match verdict.progress {
            Progress::Blank => return,
            Progress::Nobody => {
                self.nobody += 1;
                self.leave_out(&[row]);
                return;
            }
            Progress::Refused => self.refused += 1,
            Progress::Needs(fact) => self.needs[fact.number()] += 1,
            Progress::Result(result) => {
                self.results[result.number()] += 1;
            }
        }
        if let Some(step) = verdict.step {
            *self.steps.entry(step).or_default() += 1;
        }
        if let Some((day, counts)) = verdict.batch {
            let step = verdict.step.filter(|_| counts);
            self.count_batch(day, step, 1);
        }
        self.rows += 1;
        self.id_numbers += u64::from(verdict.id_number);
        self.repeated += u64::from(verdict.repeated);
        self.faulty += u64::from(verdict.faulty);
        self.unmarked += u64::from(verdict.unmarked);
        let mut told = verdict.implied;
        while told != 0 {
            self.implied[told.trailing_zeros() as usize] += 1;
            told &= told - 1;
        }
    }

    fn leave_out(&mut self, rows: &[u64]) {
        let room = NAMED - self.left_out.len();
        self.left_out.extend(rows.iter().take(room));
    }

    fn count_batch(&mut self, day: BatchDay, step: Option<Step>, count: u64) {
        if self.batches.len() < MOST_BATCHES || self.batches.contains_key(&day) {
            let batch = self.batches.entry(day).or_default();
            *batch.entry(step).or_default() += count;
        }
    }

    /// Adds another count.
    pub(crate) fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.nobody += other.nobody;
        self.leave_out(&other.left_out);
        self.id_numbers += other.id_numbers;
        self.repeated += other.repeated;
        self.faulty += other.faulty;
        self.refused += other.refused;
        self.unmarked += other.unmarked;
        let lists = [
            (&mut self.results, &other.results),
            (&mut self.needs, &other.needs),
            (&mut self.implied, &other.implied),
        ];
        for (mine, theirs) in lists {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs;
            }
        }
        for (step, count) in &other.steps {
            *self.steps.entry(*step).or_default() += count;
        }
        for (day, batch) in &other.batches {
            for (step, count) in batch {
                self.count_batch(*day, *step, *count);
            }
        }
    }

    /// How it stands, before the counts by cause.
    pub(crate) fn head(&self, pack: &Pack, words: &Vocabulary, lang: Lang) -> String {
        let decided: u64 = self.results.iter().sum();
        let (rows, open, faulty) = (self.rows, self.rows - decided, self.faulty);
        let mut lines = Vec::new();
        // Before everything: none of them is told to wait.
        for (step, count) in &self.steps {
            let Step::Lead(number) = step else { continue };
            let lead = batch::lead(pack, *number, lang);
            lines.push(lang.say(
                format_args!("{count} 人：{lead}下面照结果数人数，不再算他们。"),
                format_args!(
                    "{count}: {lead} Below, where people are counted by result, they are left out."
                ),
            ));
        }
        // With a wrong number nothing is found.
        let count = self.id_numbers;
        if count > 0 {
            lines.push(lang.say(
                format_args!("{count} 人的身份证号有问题，见「问题」一列：号码错一位，就什么也查不到，先照身份证改好。"),
                format_args!("{count} with an ID number that is not right, see the column 问题: with one digit wrong nothing is found, so mend these first."),
            ));
        }
        lines.push(lang.say(
            format_args!("共 {rows} 人：{decided} 人有结论，{open} 人还没有；{faulty} 人的行里有看不懂的地方，见「问题」一列。"),
            format_args!("{rows} rows: {decided} decided, {open} not yet; {faulty} with something not understood, see the column 问题."),
        ));
        if decided == 0 && rows > self.refused {
            let needs = self.needs.iter().enumerate().rev();
            let most = needs.max_by_key(|(_, count)| **count);
            let most = most.map(|(fact, _)| FactId::new(fact));
            let options = options(lang, pack, most);
            lines.push(lang.say(
                format_args!("一个结论也没有；{options}。"),
                format_args!("Nobody could be decided; {options}."),
            ));
        }
        let repeated = self.repeated;
        if repeated > 0 {
            lines.push(lang.say(
                format_args!("{repeated} 行跟前面的行重复（身份证号一样，或者整行一样），见「问题」一列。"),
                format_args!("{repeated} rows repeat one above (the same ID number, or all of it), see the column 问题."),
            ));
        }
        let nobody = self.nobody;
        if nobody > 0 {
            let rows = self.left_out.iter().map(u64::to_string);
            let rows: Vec<_> = rows.collect();
            let more = nobody > NAMED as u64;
            let (zh, en) = if more { ("…", " …") } else { ("", ".") };
            let (listed, joined) = (rows.join("、"), rows.join(", "));
            lines.push(lang.say(
                format_args!("另有 {nobody} 行是标题、合计、签字一类，不是人，原样保留：第 {listed}{zh} 行。"),
                format_args!(
                    "{nobody} more rows are titles, sums or signatures, kept as they are: row {joined}{en}"
                ),
            ));
        }
        if let Some(fact) = words.scored().filter(|_| self.unmarked > 0) {
            let (unmarked, name) = (self.unmarked, words.column(pack, fact).get(lang));
            lines.push(lang.say(
                format_args!("{unmarked} 人的「{name}」是分数：请加 --pass-mark 及格线，例如 --pass-mark 80（够这个数就算）。"),
                format_args!("{unmarked} with a number as {name}: add the pass mark, like --pass-mark 80 (at or above passes)."),
            ));
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }

    /// The counts in words with their bars, most frequent first.
    #[must_use]
    pub fn words(&self, pack: &Pack, words: &Vocabulary, lang: Lang) -> String {
        let mut out = self.head(pack, words, lang);
        let causes = (0..self.results.len()).map(|number| {
            let result = ResultId::new(number);
            let count = |own| self.steps.get(&Step::Result(number, own)).copied();
            let count = count(false).unwrap_or_default() + count(true).unwrap_or_default();
            let id = pack.card(result).id.as_str();
            (count, words.cause(result, lang), id)
        });
        chart(&mut out, causes.collect(), self.rows);
        let needs = self.needs.iter().enumerate().map(|(number, count)| {
            let fact = FactId::new(number);
            let id = pack.fact(fact).id.as_str();
            (*count, words.column(pack, fact).get(lang), id)
        });
        let mut needs: Vec<_> = needs.collect();
        needs.push((
            self.refused,
            lang.pick("（格子错位，没判断）", "(cells shifted, not decided)"),
            "",
        ));
        if needs.iter().any(|(count, ..)| *count > 0) {
            out += lang.pick("还需要知道：\n", "Still to be answered:\n");
            chart(&mut out, needs, self.rows);
        }
        out
    }
}

/// A line for each cause that occurs: count, share, bar, name, id.
fn chart(out: &mut String, mut causes: Vec<(u64, &str, &str)>, rows: u64) {
    causes.retain(|(count, ..)| *count > 0);
    causes.sort_by_key(|(count, ..)| std::cmp::Reverse(*count)); // stable: ties keep the rules' order
    let most = causes.first().map_or(1, |(count, ..)| *count);
    let figures = most.to_string().len();
    let names = causes.iter().map(|(_, name, _)| name.width());
    let widest = names.max().unwrap_or_default();
    for (count, name, id) in causes {
        let share = (count * 100 + rows / 2) / rows.max(1);
        let bar = "#".repeat(usize::try_from((count * BAR).div_ceil(most)).unwrap_or_default());
        let pad = " ".repeat(widest - name.width());
        let line = format!("  {count:>figures$} {share:>3}%  {name}{pad}  {bar:<30}  {id}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
