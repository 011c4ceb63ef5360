//! The figures in words, with bars.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Counts, Figures};
use crate::desk::message;
use crate::lang::Lang;
use crate::pack::{Named, Pack};
use crate::report::template::Template;
use crate::report::words::day_short;

/// Columns of the longest bar.
const LONGEST: usize = 30;

/// A table of counts in words: what stands over it, then name and count of each.
pub(super) struct Table {
    pub(crate) title: String,
    pub(crate) rows: Vec<(String, usize)>,
}

impl Figures {
    /// The figures as text.
    pub(crate) fn text(&self, pack: &Pack, lang: Lang) -> String {
        let mut out = format!("{}\n\n", self.title(lang));
        for (name, count) in self.heads(lang) {
            let gap = " ".repeat(18_usize.saturating_sub(name.width()));
            let _ = writeln!(out, "{name}{gap} {count:>5}");
        }
        for table in self.tables(pack, lang).into_iter().chain(self.days(lang)) {
            let _ = writeln!(out, "\n{}", table.title);
            bars(&mut out, &table.rows);
        }
        out
    }

    /// What stands over all.
    pub(super) fn title(&self, lang: Lang) -> String {
        let name = lang.pick("来电统计", "Calls");
        let (from, to) = self.days;
        let [first, last] = [from, to].map(|day| day_short(day, lang));
        if from == to {
            return format!("{name} {first}");
        }
        format!("{name} {first} {} {last}", lang.pick("到", "to"))
    }

    /// The figures that stand first.
    pub(super) fn heads(&self, lang: Lang) -> [(&'static str, usize); 8] {
        [
            (lang.pick("来电", "calls"), self.calls),
            (lang.pick("新开", "cases opened"), self.opened),
            (lang.pick("办结", "closed"), self.closed),
            (lang.pick("没办结", "open at the end"), self.open),
            (lang.pick("再次来电", "repeat calls"), self.repeat),
            (lang.pick("过了日子还没回", "overdue"), self.overdue),
            (lang.pick("答应的日子做到了", "promises kept"), self.kept),
            (lang.pick("答应的日子晚了", "promises late"), self.late),
        ]
    }

    /// The tables but that of the days, in words, the most first; none that is
    /// empty. Each counts every call: those it has no name for stand below.
    pub(super) fn tables(&self, pack: &Pack, lang: Lang) -> Vec<Table> {
        let result = |id: &str| Some(message::title(pack, id, lang));
        let link = |id: &str| named(pack, &pack.links, id, lang);
        let matter = table(&by_first(pack, lang), &self.by_matter, |id| {
            matter(pack, id, lang)
        });
        let result = table(lang.pick("按结果", "By result"), &self.by_result, result);
        let link = table(lang.pick("按环节", "By link"), &self.by_link, link);
        let class = table(lang.pick("按班次", "By class"), &self.by_batch, |_| None);
        let mut tables = vec![
            self.whole(matter, lang.pick("没说", "not said")),
            self.whole(result, lang.pick("还没有结果", "no result yet")),
        ];
        // Where no call has a link or a class, there is nothing to compare.
        for (table, rest) in [
            (link, lang.pick("没有停在哪个环节", "at none of them")),
            (class, lang.pick("没有班次", "no class")),
        ] {
            if !table.rows.is_empty() {
                tables.push(self.whole(table, rest));
            }
        }
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    /// A table, the most first, with the calls it does not count as the last row.
    fn whole(&self, mut table: Table, rest: &str) -> Table {
        table
            .rows
            .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let counted: usize = table.rows.iter().map(|(_, count)| count).sum();
        if counted < self.calls {
            table.rows.push((rest.to_owned(), self.calls - counted));
        }
        table
    }

    /// The calls of each day that had some; none where no day had.
    pub(super) fn days(&self, lang: Lang) -> Option<Table> {
        let days = table(lang.pick("按日子", "By day"), &self.by_day, |_| None);
        Some(days).filter(|days| !days.rows.is_empty())
    }
}

/// Counts under the names that `name` has for their ids.
fn table(title: &str, counts: &Counts, name: impl Fn(&str) -> Option<String>) -> Table {
    let rows = counts
        .iter()
        .map(|(id, count)| (name(id).unwrap_or_else(|| id.clone()), *count));
    Table {
        title: title.to_owned(),
        rows: rows.collect(),
    }
}

/// Signs at which a sentence pauses.
const PAUSES: [char; 6] = ['，', '；', '：', ';', ',', ':'];

/// A sentence up to its first pause, so that it fits beside a bar.
fn shortened(words: &str) -> String {
    let part = words.split(PAUSES).next();
    part.unwrap_or(words).to_owned()
}

fn named(pack: &Pack, list: &[Named], id: &str, lang: Lang) -> Option<String> {
    let one = list.iter().find(|one| one.id == id)?;
    Some(Template::new(pack, lang).unfilled(&one.name))
}

/// What stands over the answers to the first question.
fn by_first(pack: &Pack, lang: Lang) -> String {
    let topic = pack.question(pack.start).topic.as_ref();
    topic.map_or_else(
        || lang.pick("按事情", "By matter").to_owned(),
        |topic| {
            let topic = Template::new(pack, lang).unfilled(topic);
            lang.say(
                format_args!("按「{topic}」"),
                format_args!("By \"{topic}\""),
            )
        },
    )
}

/// What the first question calls its answer `id`.
fn matter(pack: &Pack, id: &str, lang: Lang) -> Option<String> {
    let question = pack.question(pack.start);
    let mut ids = pack.fact(question.fact).domain.choices().iter();
    let choice = question.choice(ids.position(|it| it == id)?)?;
    Some(shortened(
        &Template::new(pack, lang).unfilled(&choice.label),
    ))
}

/// The highest count, by which bars are measured.
pub(super) fn most(rows: &[(String, usize)]) -> usize {
    let counts = rows.iter().map(|(_, count)| *count);
    counts.max().unwrap_or(1).max(1)
}

fn bars(out: &mut String, rows: &[(String, usize)]) {
    let most = most(rows);
    for (name, count) in rows {
        let bar = "#".repeat((count * LONGEST).div_ceil(most));
        let _ = writeln!(out, "  {count:>5}  {bar:<LONGEST$}  {name}");
    }
}
