//! The behavioural diff of two packs in sentences.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::changes::Reworded;
use super::rows::field_name;
use crate::lang::Lang;
use crate::pack::Pack;
use crate::prove::diff::{
    BehaviourChange, ChangeKind, Class, Destination, Diff, End, Example, Given, Noun, Renaming,
};
use crate::report::condition::quote;
use crate::report::template::Template;

/// Of one change no more endings than this are told.
const MOST_ENDS: usize = 4;

/// Everything that changed; texts and sources apart, behind the rest.
#[must_use]
pub fn words(old: &Pack, new: &Pack, diff: &Diff, texts: &[Reworded], lang: Lang) -> String {
    let teller = Teller { old, new, lang };
    let mut out = String::new();
    for (number, change) in (1..).zip(&diff.changes) {
        let _ = writeln!(out, "{number}. {}", teller.change(change));
    }
    if !diff.renamed.is_empty() {
        teller.heading(&mut out, "名字", "Names");
        for it in &diff.renamed {
            let _ = writeln!(out, "- {}", teller.renaming(it));
        }
    }
    if diff.is_empty() {
        let same = "两份规则做的事一样：同样的回答，结果、日子和路都不变。";
        let _ = writeln!(
            out,
            "{}",
            lang.pick(
                same,
                "Both do the same: with the same answers neither result, day nor way changes."
            )
        );
    }
    if !diff.complete {
        let cut = "走法太多，没有走完：上面列出的都是真的，没列出的可能还有。";
        let _ = writeln!(
            out,
            "{}",
            lang.pick(
                cut,
                "Too many walks to follow them all: what is listed is true, more may differ."
            )
        );
    }
    if !texts.is_empty() {
        teller.heading(
            &mut out,
            "文字、数和来源（不算做的事）",
            "Texts, figures and sources (no change of behaviour by themselves)",
        );
        for it in texts {
            let _ = writeln!(out, "- {}", teller.reworded(it));
        }
    }
    out
}

struct Teller<'a> {
    old: &'a Pack,
    new: &'a Pack,
    lang: Lang,
}

impl Teller<'_> {
    fn pick(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn heading(&self, out: &mut String, zh: &str, en: &str) {
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{gap}[{}]", self.lang.pick(zh, en));
    }

    /// The words of a question with its id.
    fn question(&self, id: &str) -> String {
        let found = [self.old, self.new].into_iter().find_map(|pack| {
            let question = pack.questions.iter().find(|it| it.id == id)?;
            Some(Template::new(pack, self.lang).sentence(&question.ask))
        });
        let ask = found.map_or_else(String::new, |ask| quote(&ask, self.lang));
        self.pick(format!("{ask}（{id}）"), format!("{ask} ({id})"))
    }

    fn change(&self, change: &BehaviourChange) -> String {
        let whom = self.answers(change);
        let mut out = match &change.kind {
            ChangeKind::Way { question, old, new } => {
                self.way(question.as_deref(), &whom, old, new)
            }
            ChangeKind::AskFrom(result) => self.pick(
                format!("结果 {result}{whom}：从哪天起问变了。"),
                format!("The day to ask from of result {result} moves{whom}."),
            ),
            ChangeKind::Link { result, old, new } => {
                let none = self.lang.pick("不写", "none");
                let (old, new) = (
                    old.as_deref().unwrap_or(none),
                    new.as_deref().unwrap_or(none),
                );
                self.pick(
                    format!("结果 {result}{whom}：卡在的环节原来 {old}，现在 {new}。"),
                    format!("The link of result {result} changes{whom}: was {old}, is {new}."),
                )
            }
            ChangeKind::Cautions { gone, new } => self.cautions(gone, new, &whom),
        };
        if matches!(change.kind, ChangeKind::Way { .. }) {
            let _ = write!(out, "\n   {}", self.ends(&change.ends));
        }
        let _ = write!(out, "\n   {}", self.example(&change.example));
        out
    }

    fn way(
        &self,
        question: Option<&str>,
        whom: &str,
        old: &Destination,
        new: &Destination,
    ) -> String {
        let (old, new) = (self.stop(old), self.stop(new));
        let at = question.map(|id| self.question(id));
        match (self.lang, at) {
            (Lang::Zh, Some(at)) => format!("在{at}{whom}：原来{old}，现在{new}。"),
            (Lang::Zh, None) => format!("开头：原来{old}，现在{new}。"),
            (Lang::En, Some(at)) => format!("At {at}{whom}: it {old} before and {new} now."),
            (Lang::En, None) => format!("At the start it {old} before and {new} now."),
        }
    }

    fn stop(&self, stop: &Destination) -> String {
        match stop {
            Destination::Question(id) => {
                let question = self.question(id);
                self.pick(format!("接着问{question}"), format!("asks {question}"))
            }
            Destination::Result(id) => self.pick(format!("结果是 {id}"), format!("ends in {id}")),
            Destination::Refused(fact) => self.pick(
                format!("不收这个回答（{fact}）"),
                format!("does not take that answer ({fact})"),
            ),
        }
    }

    fn cautions(&self, gone: &[String], new: &[String], whom: &str) -> String {
        let (gone, new) = (gone.join(", "), new.join(", "));
        let mut parts = Vec::new();
        if !gone.is_empty() {
            parts.push(self.pick(
                format!("少了提醒 {gone}"),
                format!("no more caution {gone}"),
            ));
        }
        if !new.is_empty() {
            parts.push(self.pick(format!("多了提醒 {new}"), format!("new caution {new}")));
        }
        let parts = parts.join(self.lang.pick("，", ", "));
        self.pick(
            format!("结果页{whom}：{parts}。"),
            format!("On the result page{whom}: {parts}."),
        )
    }

    /// The answers a change concerns.
    fn answers(&self, change: &BehaviourChange) -> String {
        let today = change.example.today;
        let parts: Vec<_> = change
            .answers
            .iter()
            .map(|(fact, classes)| {
                let classes: Vec<_> = classes.iter().map(|it| self.class(it, today)).collect();
                let classes = classes.join(self.lang.pick("，或 ", " or "));
                format!("{fact} = {classes}")
            })
            .collect();
        if parts.is_empty() {
            return self
                .lang
                .pick("（不管怎么答）", " (whatever is answered)")
                .to_owned();
        }
        let parts = parts.join(self.lang.pick("；", "; "));
        self.pick(format!("，答 {parts}"), format!(", for {parts}"))
    }

    fn class(&self, class: &Class, today: NaiveDate) -> String {
        match class {
            Class::Values(list) => list.join(" / "),
            Class::Days(from, to) => self.days(*from, *to, today),
        }
    }

    /// A stretch of days, with the working days from it to today.
    fn days(&self, from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> String {
        let (zh, en) = match (from, to) {
            (Some(from), Some(to)) if from == to => (from.to_string(), from.to_string()),
            (Some(from), Some(to)) => (format!("{from} 至 {to}"), format!("{from} to {to}")),
            (Some(from), None) => (format!("{from} 或以后"), format!("{from} or later")),
            (None, Some(to)) => (format!("{to} 或以前"), format!("{to} or earlier")),
            (None, None) => ("任何日子".to_owned(), "any day".to_owned()),
        };
        let count = |day: NaiveDate| self.old.calendar.count(day, today).map(|it| it.workdays);
        let least = to.and_then(count);
        let most = from.and_then(count);
        let (zh_count, en_count) = match (least, most) {
            (Some(least), Some(most)) if least == most => {
                (format!("{least} 个工作日"), format!("{least} working days"))
            }
            (Some(least), Some(most)) => (
                format!("{least} 至 {most} 个工作日"),
                format!("{least} to {most} working days"),
            ),
            (Some(least), None) if from.is_none() => (
                format!("{least} 个或更多工作日"),
                format!("{least} or more working days"),
            ),
            _ => return self.pick(zh, en),
        };
        self.pick(
            format!("{zh}（到 {today} 有 {zh_count}）"),
            format!("{en} ({en_count} to {today})"),
        )
    }

    /// What came out and what comes out.
    fn ends(&self, ends: &[(End, End)]) -> String {
        let mut pairs: Vec<(&Destination, &Destination)> = Vec::new();
        for (old, new) in ends {
            if old.stop != new.stop && !pairs.contains(&(&old.stop, &new.stop)) {
                pairs.push((&old.stop, &new.stop));
            }
        }
        if pairs.is_empty() {
            return self
                .lang
                .pick("最后的结果不变。", "The result stays the same.")
                .to_owned();
        }
        let shown: Vec<_> = pairs
            .iter()
            .take(MOST_ENDS)
            .map(|(old, new)| format!("{} → {}", bare(old), bare(new)))
            .collect();
        let shown = shown.join(self.lang.pick("；", "; "));
        let more = pairs.len().saturating_sub(MOST_ENDS);
        match (self.lang, more) {
            (Lang::Zh, 0) => format!("结果：{shown}。"),
            (Lang::Zh, _) => format!("结果：{shown}；还有 {more} 种。"),
            (Lang::En, 0) => format!("Results: {shown}."),
            (Lang::En, _) => format!("Results: {shown}; and {more} more."),
        }
    }

    fn example(&self, example: &Example) -> String {
        let answers: Vec<_> = example
            .answers
            .iter()
            .map(|(fact, given)| match given {
                Given::Named(name) => format!("{fact} = \"{name}\""),
                Given::Day(day) => format!("{fact} = {day}"),
            })
            .collect();
        let (today, answers) = (example.today, answers.join(", "));
        let (old, new) = (self.end(&example.old), self.end(&example.new));
        self.pick(
            format!("例：today = {today}, {answers}：原来 {old}，现在 {new}。"),
            format!("Example: today = {today}, {answers}: was {old}, is {new}."),
        )
    }

    fn end(&self, end: &End) -> String {
        let stop = bare(&end.stop);
        let Some(day) = end.ask_from else {
            return stop.to_owned();
        };
        let mark = if day.certain {
            ""
        } else {
            self.lang.pick("，暂算", ", provisional")
        };
        let date = day.date;
        self.pick(
            format!("{stop}（{date} 起问{mark}）"),
            format!("{stop} (ask from {date}{mark})"),
        )
    }

    fn renaming(&self, it: &Renaming) -> String {
        let (zh, en) = match it.noun {
            Noun::Fact => ("事实", "fact"),
            Noun::Choice => ("选项", "choice"),
            Noun::Question => ("问题", "question"),
            Noun::Result => ("结果", "result"),
        };
        match (&it.old, &it.new) {
            (Some(old), Some(new)) => self.pick(
                format!("{zh} {old} 改名为 {new}"),
                format!("{en} {old} is now called {new}"),
            ),
            (Some(old), None) => {
                self.pick(format!("{zh} {old} 没有了"), format!("{en} {old} is gone"))
            }
            (None, new) => {
                let new = new.as_deref().unwrap_or_default();
                self.pick(format!("{zh} {new} 是新的"), format!("{en} {new} is new"))
            }
        }
    }

    fn reworded(&self, it: &Reworded) -> String {
        let lang = self.lang;
        let (part, field, id) = (it.part.name(lang), field_name(it.key, lang), &it.id);
        let number = match it.number {
            0 => String::new(),
            number => format!(" {number}"),
        };
        if it.key == "id" {
            let (gone, new) = (
                lang.pick("没有了", "is gone"),
                lang.pick("是新的", "is new"),
            );
            let what = if it.new.is_none() { gone } else { new };
            return format!("{part} {id} {what}");
        }
        let nothing = lang.pick("（没有）", "(none)");
        let old = it.old.as_deref().unwrap_or(nothing);
        let new = it.new.as_deref().unwrap_or(nothing);
        let colon = lang.pick("：", ": ");
        format!(
            "{part} {id}, {field}{number} [{}]{colon}{old} → {new}",
            it.lang
        )
    }
}

/// The id alone.
fn bare(stop: &Destination) -> &str {
    match stop {
        Destination::Question(id) | Destination::Result(id) | Destination::Refused(id) => id,
    }
}
