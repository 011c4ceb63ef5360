//! The behavioural diff of two packs in sentences.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::changes::Reworded;
use super::rows::{Part, look_first, numbered};
use super::titled;
use crate::lang::Lang;
use crate::pack::Pack;
use crate::prove::diff::{
    BehaviourChange, ChangeKind, Class, Destination, Diff, End, Example, NamedAnswer, NamedLink,
    Renaming,
};
use crate::report::condition::quote;
use crate::report::template::Template;

/// Of one change no more endings than this are told.
const MOST_ENDS: usize = 4;

/// Whether both packs do the same, say who acts and put first what they did.
#[must_use]
pub(crate) fn is_same(old: &Pack, new: &Pack, diff: &Diff, texts: &[Reworded]) -> bool {
    diff.is_empty()
        && texts.iter().all(|it| it.whole || !it.is_seen())
        && orders(old, new).is_empty()
}

/// Everything that changed; texts and sources apart, behind the rest.
#[must_use]
pub fn words(old: &Pack, new: &Pack, diff: &Diff, all: &[Reworded], lang: Lang) -> String {
    let teller = Teller { old, new, lang };
    let mut out = String::new();
    if is_same(old, new, diff, all) {
        out += lang.pick(
            "两份规则做的事一样：同样的回答，结果、日子和路都不变。\n",
            "Both do the same: with the same answers neither result, day nor way changes.\n",
        );
    }
    for (number, change) in (1..).zip(&diff.changes) {
        let _ = writeln!(out, "{number}. {}", teller.change(change));
    }
    let (whole, texts): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.whole);
    let (seen, texts): (Vec<_>, Vec<_>) = texts.into_iter().partition(|it| it.is_seen());
    let seen = seen.into_iter().flat_map(|it| teller.reworded(it));
    let seen = seen.chain(orders(old, new).into_iter().map(|it| teller.order(&it)));
    teller.list(
        &mut out,
        "谁来办、什么在前、整班怎么提醒",
        "Who acts, what stands first and what is told of a class",
        seen,
    );
    let renamed = diff.renamed.iter().filter(|it| !is_told(it, &whole));
    let renamed = renamed.map(|it| teller.renaming(it));
    teller.list(&mut out, "名字", "Names", renamed);
    let whole = teller.whole(&whole).into_iter();
    teller.list(
        &mut out,
        "新的和没有了的",
        "What is new and what is gone",
        whole,
    );
    if !diff.complete {
        out += lang.pick(
            "走法太多，没有走完：上面列出的都是真的，没列出的可能还有。\n",
            "Too many walks to follow them all: what is listed is true, more may differ.\n",
        );
    }
    let texts = texts.into_iter().flat_map(|it| teller.reworded(it));
    teller.list(
        &mut out,
        "文字、数和来源（不算做的事）",
        "Texts, figures and sources (no change of behaviour by themselves)",
        texts,
    );
    out
}

/// Whether a name that is new or gone is told with all that has it.
fn is_told(it: &Renaming, whole: &[&Reworded]) -> bool {
    let (Some(name), None) = (
        it.old.as_ref().or(it.new.as_ref()),
        it.old.as_ref().and(it.new.as_ref()),
    ) else {
        return false;
    };
    // A question asks for a fact of its name; a choice is written `fact = choice`.
    let name = name.split(" = ").next().unwrap_or_default();
    whole
        .iter()
        .any(|it| matches!(it.part, Part::Question | Part::Result | Part::Given) && it.id == name)
}

/// The kinds of things whose order is seen, where it changed: what is in both
/// packs, in the old order and in the new one.
fn orders<'p>(old: &'p Pack, new: &'p Pack) -> Vec<(Part, [Vec<&'p str>; 2])> {
    let parts = [Part::Stage, Part::Link, Part::Owner, Part::Caution];
    let ids = |pack: &'p Pack, part| -> Vec<&'p str> {
        let things = pack.things().filter(|it| it.part == part);
        things.map(|it| it.id).collect()
    };
    let orders = parts.into_iter().map(|part| {
        let [mut before, mut after] = [old, new].map(|pack| ids(pack, part));
        let all = before.clone();
        before.retain(|id| after.contains(id));
        after.retain(|id| all.contains(id));
        (part, [before, after])
    });
    orders
        .filter(|(_, [before, after])| before != after)
        .collect()
}

struct Teller<'a> {
    old: &'a Pack,
    new: &'a Pack,
    lang: Lang,
}

impl Teller<'_> {
    /// A heading with a line for each, where there is any.
    fn list(&self, out: &mut String, zh: &str, en: &str, lines: impl Iterator<Item = String>) {
        let lines = lines.map(|line| format!("- {line}"));
        let list = titled(self.lang.pick(zh, en), lines);
        if !out.is_empty() && !list.is_empty() {
            out.push('\n');
        }
        out.push_str(&list);
    }

    /// The words of a question with its id.
    fn question(&self, id: &str) -> String {
        let found = [self.old, self.new].into_iter().find_map(|pack| {
            let question = pack.questions.iter().find(|it| it.id == id)?;
            Some(Template::new(pack, self.lang).sentence(&question.ask))
        });
        let ask = found.map_or_else(String::new, |ask| quote(&ask, self.lang));
        self.lang
            .say(format_args!("{ask}（{id}）"), format_args!("{ask} ({id})"))
    }

    fn change(&self, change: &BehaviourChange) -> String {
        let whom = self.answers(change);
        let mut out = match &change.kind {
            ChangeKind::Way { question, old, new } => {
                self.way(question.as_deref(), &whom, old, new)
            }
            ChangeKind::AskFrom(result) => self.lang.say(
                format_args!("结果 {result}{whom}：从哪天起问变了。"),
                format_args!("The day to ask from of result {result} moves{whom}."),
            ),
            ChangeKind::Link { result, old, new } => {
                let (old, new) = (self.link(old.as_ref()), self.link(new.as_ref()));
                self.lang.say(
                    format_args!("结果 {result}{whom}：卡在的环节原来 {old}，现在 {new}。"),
                    format_args!("The link of result {result} changes{whom}: was {old}, is {new}."),
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
                self.lang.say(
                    format_args!("接着问{question}"),
                    format_args!("asks {question}"),
                )
            }
            Destination::Result(id) => self
                .lang
                .say(format_args!("结果是 {id}"), format_args!("ends in {id}")),
            Destination::Refused(fact) => self.lang.say(
                format_args!("不收这个回答（{fact}）"),
                format_args!("does not take that answer ({fact})"),
            ),
        }
    }

    fn link(&self, link: Option<&NamedLink>) -> String {
        match link {
            Some(NamedLink { id, known: true }) => id.clone(),
            Some(NamedLink { id, known: false }) => id.clone() + &look_first(self.lang),
            None => self.lang.say("不写", "none"),
        }
    }

    fn cautions(&self, gone: &[String], new: &[String], whom: &str) -> String {
        let (gone, new) = (gone.join(", "), new.join(", "));
        let mut parts = Vec::new();
        if !gone.is_empty() {
            parts.push(self.lang.say(
                format_args!("少了提醒 {gone}"),
                format_args!("no more caution {gone}"),
            ));
        }
        if !new.is_empty() {
            parts.push(self.lang.say(
                format_args!("多了提醒 {new}"),
                format_args!("new caution {new}"),
            ));
        }
        let parts = parts.join(self.lang.pick("，", ", "));
        self.lang.say(
            format_args!("结果页{whom}：{parts}。"),
            format_args!("On the result page{whom}: {parts}."),
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
            return self.lang.say("（不管怎么答）", " (whatever is answered)");
        }
        let parts = parts.join(self.lang.pick("；", "; "));
        self.lang
            .say(format_args!("，答 {parts}"), format_args!(", for {parts}"))
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
            _ => return self.lang.pick(&zh, &en).to_owned(),
        };
        self.lang.say(
            format_args!("{zh}（到 {today} 有 {zh_count}）"),
            format_args!("{en} ({en_count} to {today})"),
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
                .say("最后的结果不变。", "The result stays the same.");
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
                NamedAnswer::Named(name) => format!("{fact} = \"{name}\""),
                NamedAnswer::Day(day) => format!("{fact} = {day}"),
                NamedAnswer::Month(month) => format!("{fact} = \"{month}\""),
            })
            .collect();
        let (today, answers) = (example.today, answers.join(", "));
        let (old, new) = (self.end(&example.old), self.end(&example.new));
        self.lang.say(
            format_args!("例：today = {today}, {answers}：原来 {old}，现在 {new}。"),
            format_args!("Example: today = {today}, {answers}: was {old}, is {new}."),
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
        self.lang.say(
            format_args!("{stop}（{date} 起问{mark}）"),
            format_args!("{stop} (ask from {date}{mark})"),
        )
    }

    fn renaming(&self, it: &Renaming) -> String {
        let [zh, en] = Lang::ALL.map(|lang| it.noun.name(lang));
        match (&it.old, &it.new) {
            (Some(old), Some(new)) => self.lang.say(
                format_args!("{zh} {old} 改名为 {new}"),
                format_args!("{en} {old} is now called {new}"),
            ),
            (Some(old), None) => self.lang.say(
                format_args!("{zh} {old} 没有了"),
                format_args!("{en} {old} is gone"),
            ),
            (None, new) => {
                let new = new.as_deref().unwrap_or_default();
                self.lang.say(
                    format_args!("{zh} {new} 是新的"),
                    format_args!("{en} {new} is new"),
                )
            }
        }
    }

    /// Which words of what: a line for each language in which they differ.
    fn reworded(&self, it: &Reworded) -> Vec<String> {
        let lang = self.lang;
        let (part, id, what) = (
            it.part.name(lang),
            &it.id,
            numbered(it.key, it.number, lang),
        );
        let colon = lang.colon();
        match (&it.old, &it.new) {
            (Some(old), Some(new)) if both(old) == old[0] && both(new) == new[0] => {
                vec![format!("{part} {id}, {what}{colon}{} → {}", old[0], new[0])]
            }
            (Some(old), Some(new)) => {
                let words = Lang::ALL.into_iter().zip(old.iter().zip(new));
                let words = words.filter(|(_, (old, new))| old != new);
                words
                    .map(|(of, (old, new))| {
                        format!("{part} {id}, {what} [{of}]{colon}{old} → {new}")
                    })
                    .collect()
            }
            (old, new) => {
                let gone = new.is_none();
                let done = if gone {
                    lang.pick("删了", "deleted")
                } else {
                    lang.pick("加了", "added")
                };
                let words = old.as_ref().or(new.as_ref()).map_or_else(String::new, both);
                vec![format!("{part} {id}, {what} {done}{colon}{words}")]
            }
        }
    }

    /// What is gone, and what is new with all it says.
    fn whole(&self, whole: &[&Reworded]) -> Vec<String> {
        let lang = self.lang;
        let mut lines: Vec<String> = Vec::new();
        let mut last = None;
        for it in whole {
            let is_new = it.old.is_none();
            if last.replace((it.part, &it.id)) != Some((it.part, &it.id)) {
                let state = if is_new {
                    lang.pick("是新的", "is new")
                } else {
                    lang.pick("没有了", "is gone")
                };
                lines.push(format!("{} {} {state}", it.part.name(lang), it.id));
            }
            if let (Some(words), Some(line)) = (&it.new, lines.last_mut()) {
                let _ = write!(
                    line,
                    "\n    {}{}{}",
                    numbered(it.key, it.number, lang),
                    lang.colon(),
                    both(words)
                );
            }
        }
        lines
    }

    fn order(&self, (part, [old, new]): &(Part, [Vec<&str>; 2])) -> String {
        let name = part.name(self.lang);
        let [old, new] = [old, new].map(|ids| ids.join(self.lang.pick("、", ", ")));
        self.lang.say(
            format_args!("{name}的先后变了：原来 {old}，现在 {new}"),
            format_args!("the order of every {name} changes: was {old}, is {new}"),
        )
    }
}

/// Words in both languages, once where they are the same.
fn both([zh, en]: &[String; 2]) -> String {
    if zh == en {
        zh.clone()
    } else {
        format!("{zh} / {en}")
    }
}

/// The id alone.
fn bare(stop: &Destination) -> &str {
    match stop {
        Destination::Question(id) | Destination::Result(id) | Destination::Refused(id) => id,
    }
}
