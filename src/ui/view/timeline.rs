//! The working days behind a result on one line, drawn to scale.
//!
//! ```text
//! |==========|*----|!---|---|
//! 0         10    15   20  23
//! 0 考试 2026年11月8日；* 今天是第 11 个工作日；! 第 16 个，可以问
//! 10 锦州通常最早；15 锦州通常最晚；20 旧规定办完；23 再加上网
//! ```
//!
//! Every number is the pack's or the calendar's; none stands in this file.

use chrono::NaiveDate;
use ratatui::text::Span;

use super::sheet::Sheet;
use crate::engine::thresholds::deciding;
use crate::engine::{Counted, SettledDay, Walk};
use crate::lang::Lang;
use crate::pack::{Anchor, Condition, FactId, Figure, OfDay, Pack, ParameterId};
use crate::report::words::{Words, closed_up, day_short, day_words};

/// Columns the line has at most.
const WIDEST: usize = 68;

/// What stands on the line.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// The fact that day 0 answers.
    event: FactId,
    /// Day 0, and the working days from then to today.
    today: Counted,
    /// The figures of the rules that count from day 0, with the parameter
    /// that each ends with.
    figures: Vec<(u32, ParameterId)>,
    /// The day to ask, and which working day that is.
    ask: Option<(u32, SettledDay)>,
}

impl Timeline {
    /// The timeline of a result that rests on counted days.
    pub(crate) fn of(walk: &Walk<'_>) -> Option<Self> {
        let outcome = walk.outcome()?;
        let pack = walk.pack();
        let after = pack.card(outcome.result).ask_from.as_ref();
        let anchor = after.and_then(|rule| {
            rule.after.iter().find_map(|anchor| match anchor {
                Anchor::Fact(fact) => walk.workdays_since(*fact),
                Anchor::Today => None,
            })
        });
        let last = outcome.counts.last();
        let today = anchor.or_else(|| last.and_then(|it| walk.workdays_since(it.fact)))?;
        let ask = outcome.ask_from.and_then(|day| {
            let count = pack.calendar.count(today.from, day.date)?;
            Some((count.workdays, day))
        });
        Some(Self {
            event: today.fact,
            figures: figures(pack, today.fact),
            today,
            ask,
        })
    }

    /// The last number that is drawn; a today far beyond it stands at the end.
    fn end(&self) -> u32 {
        let figures = self.figures.iter().map(|it| it.0).max().unwrap_or(1);
        let end = figures.max(self.ask.as_ref().map_or(0, |ask| ask.0)).max(1);
        if self.today.workdays <= end.saturating_mul(2) {
            end.max(self.today.workdays)
        } else {
            end.saturating_add(end / 4)
        }
    }

    /// The line, and the numbers below it.
    fn drawn(&self, width: usize) -> (String, String) {
        let end = self.end();
        let column = |day: u32| -> usize {
            let (day, end) = (day.min(end) as usize, end as usize);
            (day * (width - 1) + end / 2) / end
        };
        let now = column(self.today.workdays);
        let mut line: Vec<char> = (0..width)
            .map(|at| if at < now { '=' } else { '-' })
            .collect();
        if self.today.workdays > end {
            line[now.saturating_sub(2)] = '~';
        }
        let mut numbers = String::new();
        let figures = self.figures.iter().map(|it| it.0);
        for figure in std::iter::once(0).chain(figures) {
            line[column(figure)] = '|';
            let number = figure.to_string();
            let at = (column(figure) + 1).saturating_sub(number.len());
            if numbers.is_empty() || at > numbers.len() {
                numbers.push_str(&" ".repeat(at - numbers.len()));
                numbers.push_str(&number);
            }
        }
        line[now] = '*';
        if let Some((ask, _)) = self.ask {
            line[column(ask)] = '!';
        }
        (line.into_iter().collect(), numbers)
    }

    /// What the signs mean.
    fn words(&self, words: Words<'_>) -> String {
        let lang = words.lang;
        let question = words.walk.pack().question_of(self.event);
        let event = question.map_or_else(String::new, |id| {
            words.topic(words.walk.pack().question(id))
        });
        let from = words.walk.value(self.event);
        let from = from.map_or_else(String::new, |value| day_words(value, lang));
        let count = words.count(&self.today);
        let mut says = lang.say(
            format_args!("0 {event} {from}；* 今天，第 {count} 个工作日"),
            format_args!("0 {event}, {from}; * today, working day {count}"),
        );
        if let Some((ask, day)) = &self.ask {
            // Of a month day 0 may be any, so it is as many days on, too.
            let count = words.count(&Counted {
                workdays: *ask,
                most: ask + self.today.most - self.today.workdays,
                certain: day.certain,
                ..self.today
            });
            let date = short(day.date, lang);
            let asked = lang.say(
                format_args!("；! {date}问，第 {count} 个"),
                format_args!("; ! ask on {date}, day {count}"),
            );
            says.push_str(&asked);
        }
        if self.today.workdays > self.end() {
            says.push_str(lang.pick("；~ 中间没有画全", "; ~ days left out"));
        }
        says.push_str(lang.pick("。", "."));
        closed_up(&says)
    }
}

/// The figures that rules count from a fact's day, each once: the sums and
/// their parts, and the number the usual wait begins with.
fn figures(pack: &Pack, fact: FactId) -> Vec<(u32, ParameterId)> {
    let mut list = Vec::new();
    let counts = deciding(pack).flat_map(Condition::of_days);
    for (facts, sum) in counts.filter_map(OfDay::counts) {
        if !facts.contains(&fact) {
            continue;
        }
        for terms in 1..=sum.len() {
            let sum = sum.get(..terms).unwrap_or_default();
            list.extend(sum.last().map(|last| (pack.sum(sum), *last)));
        }
        list.extend(beside(pack, sum));
    }
    list.sort_unstable_by_key(|it| it.0);
    list.dedup_by_key(|it| it.0);
    list
}

/// The figures that are only marked beside one of these.
fn beside(pack: &Pack, sum: &[ParameterId]) -> impl Iterator<Item = (u32, ParameterId)> {
    let all = (0..).map(ParameterId::new).zip(&pack.parameters);
    all.filter_map(move |(id, parameter)| match parameter.value {
        Figure::Workdays(days) if sum.contains(&parameter.beside?) => Some((days, id)),
        Figure::Workdays(_) | Figure::Count(_) | Figure::Date(_) => None,
    })
}

/// What the figures mean, those that the rules have words for.
fn legend(figures: &[(u32, ParameterId)], words: Words<'_>) -> String {
    let pack = words.walk.pack();
    let marks = figures.iter().filter_map(|(figure, id)| {
        let parameter = &pack.parameters[id.number()];
        let mark = parameter.mark.as_ref()?;
        // A mark may go on from the one before it; a figure alone is told in full.
        let alone = figures.len() == 1;
        let words = words.text(if alone { &parameter.about } else { mark });
        Some(format!("{figure} {words}"))
    });
    let marks: Vec<String> = marks.collect();
    if marks.is_empty() {
        return String::new();
    }
    let lang = words.lang;
    marks.join(lang.pick("；", "; ")) + lang.pick("。", ".")
}

fn short(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => day.format("%-m月%-d日").to_string(),
        Lang::En => day_short(day, lang),
    }
}

/// Writes the line with the numbers and the words below it.
pub(crate) fn write(sheet: &mut Sheet, timeline: &Timeline, words: Words<'_>) {
    let theme = sheet.theme;
    let width = sheet.width.min(WIDEST);
    if width < 20 {
        return;
    }
    let (line, numbers) = timeline.drawn(width);
    sheet.blank();
    let mut passed = true;
    let signs = line.chars().map(|sign| {
        let style = match sign {
            '!' => theme.alarm(), // the day to ask stands out most of all
            _ if passed => theme.key(),
            _ => theme.plain(),
        };
        passed &= sign != '*';
        Span::styled(sign.to_string(), style)
    });
    sheet.line(signs.collect());
    sheet.line(vec![Span::styled(numbers, theme.plain())]);
    sheet.plain(&timeline.words(words));
    let legend = legend(&timeline.figures, words);
    if !legend.is_empty() {
        sheet.quiet(&legend);
    }
}
